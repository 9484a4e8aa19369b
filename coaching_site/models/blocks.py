"""Pieces of text that stand in many texts and are written once."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from coaching_site.time.reach import moments_in_reach
from coaching_site.versions.content import Content
from coaching_site.versions.texts import VersionedText
from coaching_site.versions.version import Version, VersionQuerySet

MAX_LENGTH = 20_000
# Known to the app that keeps most of the texts (blog/tasks/rendering.py); this one knows its name.
RENDERING_JOB = "render_again_with_block"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockContent(Content):
    """What a block says, and what it is called in the editor."""

    name: str
    body: str = ""

    @property
    def called(self) -> str:
        return self.name


class BlockVersion(Version):
    """One state of a block as it was saved."""

    block = models.ForeignKey(
        "coaching_site.Block",
        verbose_name=_("block"),
        on_delete=models.CASCADE,
        related_name="versions",
    )

    objects = VersionQuerySet.as_manager()

    row = "block"

    class Meta(Version.Meta):
        ordering = ["block", "-number"]
        constraints = [
            moments_in_reach("created_at", "published_at", "published_until"),
            models.UniqueConstraint(fields=["block", "number"], name="unique_number_of_block"),
        ]

    def read(self) -> BlockContent:
        return BlockContent.from_json(self.content)


class Block(VersionedText):
    """A call to get in touch, a word about the practice: changed once, it changes everywhere."""

    name = models.CharField(
        _("name"),
        max_length=80,
        unique=True,
        help_text=_("How you find it in the editor; readers do not see it."),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    live_version = models.ForeignKey(
        BlockVersion, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    may_hold_blocks = False
    listed_fields = ("name",)

    class Meta:
        ordering = ["name"]
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        constraints = [moments_in_reach("changed_at")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse what is an article: every text that holds the block carries all of it."""
        if len(self.body) > MAX_LENGTH:
            raise ValidationError(
                {
                    "body": ValidationError(
                        _("A block is at most %(limit)s characters long."),
                        code="too_long",
                        params={"limit": MAX_LENGTH},
                    )
                }
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Have everything that holds the block rendered again, once this is committed."""
        is_new = self._state.adding
        with transaction.atomic():
            super().save(*args, **kwargs)
            if not is_new:
                app.configure_task(RENDERING_JOB, allow_unknown=False).defer(block_id=self.pk)

    def without_taken_names(self, content: BlockContent) -> BlockContent:
        taken = Block.objects.exclude(pk=self.pk).filter(name=content.name).exists()
        return replace(content, name=self.name) if taken else content

    def hide(self) -> None:
        """Say nothing wherever it stands."""
        self.body = ""

    @classmethod
    def bodies_of(cls, ids: Collection[int]) -> dict[int, str]:
        """Return what stands in the blocks that exist among these."""
        return dict(cls.objects.filter(pk__in=ids).values_list("pk", "body"))
