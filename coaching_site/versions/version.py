"""Versions: every save of a text, whole."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from coaching_site.versions.content import Content

NOTE_LENGTH = 200


class VersionOrigin(models.TextChoices):
    """How a version came about."""

    SAVED = "saved", _("saved")
    TIDIED = "tidied", _("tidied after pasting")
    AS_TYPED = "as_typed", _("left as it was typed")
    RESTORED = "restored", _("put back from the history")
    COPIED = "copied", _("copied from another article")


class StaleVersionError(Exception):
    """Somebody saved a newer version than the one this text was written on."""

    def __init__(self, newest: "Version") -> None:
        super().__init__(f"version {newest.number} is newer")
        self.newest = newest


class VersionQuerySet(models.QuerySet[Any]):
    """How much is fetched of versions, and which are no longer shown."""

    def without_content(self) -> Self:
        """Leave the text in the database: a history of 500 long ones is 150 MB.

        `read` fetches it when it is asked for after all.
        """
        return self.defer("content", "image_ids", "block_ids")

    def for_history(self) -> Self:
        """Fetch what the history tells of each, the newest first."""
        return self.without_content().select_related("created_by").order_by("-number")

    def newest(self) -> Self:
        """Keep of each row the version that was saved last, live or not."""
        row = self.model.row
        later = {row: OuterRef(row), "number__gt": OuterRef("number")}
        return self.filter(~Exists(self.model._default_manager.filter(**later)))

    def unneeded(self) -> Self:
        """Keep those that nobody waits for, that have no note, and that readers never saw."""
        return self.filter(published_at=None, note="")

    def hide(self) -> None:
        """Note that from now on readers see none of these, nor those still to appear."""
        now = timezone.now()
        self.filter(published_at__gt=now).update(published_at=None)
        self.filter(published_at__isnull=False, published_until=None).update(published_until=now)


class Version(models.Model):
    """One state of a text as it was saved; it never changes afterwards.

    A concrete class has the key of its row, in the field that `row` names, and a `VersionQuerySet`
    as its manager; it says by `read` what the content is.
    """

    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))
    note = models.CharField(_("note"), max_length=NOTE_LENGTH, blank=True)
    origin = models.CharField(
        _("origin"), max_length=10, choices=VersionOrigin, default=VersionOrigin.SAVED
    )
    created_at = models.DateTimeField(_("saved"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("saved by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    published_at = models.DateTimeField(
        _("put live"),
        null=True,
        editable=False,
        help_text=_("When readers got to see it; empty for what they never saw."),
    )
    published_until = models.DateTimeField(
        _("taken off"),
        null=True,
        editable=False,
        help_text=_("When readers saw it last; empty while they see it."),
    )
    # What the content names, for "where is this used" without reading texts.
    image_ids = ArrayField(models.PositiveIntegerField(), editable=False, default=list)
    block_ids = ArrayField(models.PositiveIntegerField(), editable=False, default=list)

    row: ClassVar[str]

    class Meta:
        abstract = True
        verbose_name = _("version")
        verbose_name_plural = _("versions")

    def __str__(self) -> str:
        return _("Version %(number)s of “%(title)s”") % {
            "number": self.number,
            "title": self.read().called,
        }

    def read(self) -> Content:
        """Return the stored content as a value with types."""
        raise NotImplementedError

    @property
    def row_id(self) -> int:
        """Return the key of the row that this is a version of."""
        key: int = getattr(self, f"{self.row}_id")
        return key

    @property
    def name_of_row(self) -> str:
        """Return what readers know the row by, or what its draft is called."""
        return str(getattr(self, self.row))

    @property
    def siblings(self) -> Any:
        """Return all versions of the same row, this one too."""
        return type(self)._default_manager.filter(**{self.row: self.row_id})

    @property
    def typed_before_tidying(self) -> Self | None:
        """Return the text as it was typed, when this is that text tidied, while it is kept."""
        if self.origin != VersionOrigin.TIDIED:
            return None
        typed: Self | None = self.siblings.without_content().filter(number=self.number - 1).first()
        return typed

    def show(self, *, since: datetime) -> None:
        """Note that readers see this and no other version of the row.

        Readers who saw it before saw it since then.
        """
        now = timezone.now()
        self.siblings.exclude(pk=self.pk).hide()
        if self.published_at is None or self.published_at > now:
            self.published_at = since
        self.published_until = None
        self.save(update_fields=["published_at", "published_until"])

    def add_note(self, note: str) -> None:
        """Put a note before the one that stands here; what is longest ago is cut first."""
        if not note or note == self.note:
            return
        together = f"{note} · {self.note}" if self.note else note
        self.note = Truncator(together).chars(NOTE_LENGTH)
        self.save(update_fields=["note"])


def models_of_versions() -> list[type[Version]]:
    """Return the versions of every kind of text, whichever app it is of."""
    return [model for model in apps.get_models() if issubclass(model, Version)]
