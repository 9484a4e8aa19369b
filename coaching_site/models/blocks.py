"""Pieces of text that stand in many texts and are written once."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from coaching_site.rich_text.embedding import find_blocks_with
from coaching_site.rich_text.rendered_texts import RenderedText


class Block(RenderedText):
    """A call to get in touch, a word about the practice: changed once, it changes everywhere."""

    name = models.CharField(
        _("name"),
        max_length=80,
        unique=True,
        help_text=_("How you find it in the editor; readers do not see it."),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    may_hold_blocks = False

    class Meta:
        ordering = ["name"]
        verbose_name = _("block")
        verbose_name_plural = _("blocks")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def bodies_of(cls, ids: Collection[int]) -> dict[int, str]:
        """Return what stands in the blocks that exist among these."""
        return dict(cls.objects.filter(pk__in=ids).values_list("pk", "body"))


find_blocks_with(Block.bodies_of)
