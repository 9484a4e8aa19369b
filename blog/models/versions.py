"""Versions: every save of an article, whole."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from blog.models.article_content import ArticleContent
from blog.search.queries import words_of_version
from coaching_site.accounts.models import User
from coaching_site.time.clock import site_now
from coaching_site.time.reach import moments_in_reach

# Named, because the job needs this model and this model the job.
CHANGE_JOB = "put_change_live"
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

    def __init__(self, newest: "ArticleVersion") -> None:
        super().__init__(f"version {newest.number} is newer")
        self.newest = newest


class ArticleVersionQuerySet(models.QuerySet["ArticleVersion"]):
    """Which versions wait for their moment, and how much is fetched of them."""

    def without_content(self) -> Self:
        """Leave the text in the database: a history of 500 long ones is 150 MB.

        `read` fetches it when it is asked for after all.
        """
        return self.defer("content", "image_ids", "block_ids")

    def waiting(self) -> Self:
        """Keep the changes to live articles that wait for their moment."""
        return self.filter(go_live_at__isnull=False)

    def due(self) -> Self:
        """Keep the changes to live articles whose moment has come."""
        return self.filter(go_live_at__lte=site_now())

    def hide(self) -> None:
        """Note that from now on readers see none of these, nor those still to appear."""
        now = timezone.now()
        self.filter(published_at__gt=now).update(published_at=None)
        self.filter(published_at__isnull=False, published_until=None).update(published_until=now)


class ArticleVersionManager(models.Manager["ArticleVersion"]):
    """Leaves in the database what only searching needs, as large as a text."""

    def get_queryset(self) -> ArticleVersionQuerySet:
        return ArticleVersionQuerySet(self.model, using=self._db).defer("words")


class ArticleVersion(models.Model):
    """One state of an article as it was saved; it never changes afterwards."""

    article = models.ForeignKey(
        "blog.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="versions"
    )
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
    go_live_at = models.DateTimeField(
        _("goes live"),
        null=True,
        editable=False,
        help_text=_("When the worker puts this change to a live article on the site."),
    )
    go_live_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # What the content names, for "where is this used" without reading texts.
    image_ids = ArrayField(models.PositiveIntegerField(), editable=False, default=list)
    block_ids = ArrayField(models.PositiveIntegerField(), editable=False, default=list)
    # For the list of articles, which finds what is only in a draft.
    words = models.GeneratedField(
        expression=words_of_version(), output_field=SearchVectorField(), db_persist=True
    )

    objects = ArticleVersionManager.from_queryset(ArticleVersionQuerySet)()

    class Meta:
        ordering = ["article", "-number"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            moments_in_reach("created_at", "published_at", "published_until", "go_live_at"),
            models.UniqueConstraint(fields=["article", "number"], name="unique_version_number"),
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(go_live_at__isnull=False),
                name="one_change_waits_for_its_moment",
            ),
        ]
        indexes = [
            GinIndex(fields=["image_ids"], name="versions_by_image"),
            GinIndex(fields=["block_ids"], name="versions_by_block"),
            GinIndex(fields=["words"], name="versions_by_word"),
        ]

    def __str__(self) -> str:
        return _("Version %(number)s of “%(title)s”") % {
            "number": self.number,
            "title": self.content.get("title", ""),
        }

    def read(self) -> ArticleContent:
        """Return the stored content as a value with types."""
        return ArticleContent.from_json(self.content)

    @property
    def typed_before_tidying(self) -> "ArticleVersion | None":
        """Return the text as it was typed, when this is that text tidied, while it is kept."""
        if self.origin != VersionOrigin.TIDIED:
            return None
        versions = ArticleVersion.objects.without_content().filter(article=self.article_id)
        return versions.filter(number=self.number - 1).first()

    @property
    def replaced_another(self) -> bool:
        """Tell whether readers saw another version before this one."""
        versions = ArticleVersion.objects.filter(article=self.article_id)
        return versions.filter(published_at__lt=self.published_at).exists()

    def show(self, *, since: datetime) -> None:
        """Note that readers see this and no other version of the article.

        Readers who saw it before saw it since then.
        """
        now = timezone.now()
        others = ArticleVersion.objects.filter(article=self.article_id).exclude(pk=self.pk)
        others.hide()
        if self.published_at is None or self.published_at > now:
            self.published_at = since
        self.published_until = None
        self.save(update_fields=["published_at", "published_until"])

    def schedule(self, at: datetime, *, by: User | None) -> None:
        """Let the worker put it live at a moment, in the name of who asked for that."""
        self.go_live_at, self.go_live_by = at, by
        self.save(update_fields=["go_live_at", "go_live_by"])
        job = app.configure_task(CHANGE_JOB, allow_unknown=False, schedule_at=at)
        job.defer(version_id=self.pk)

    def add_note(self, note: str) -> None:
        """Put a note before the one that stands here; what is longest ago is cut first."""
        if not note or note == self.note:
            return
        together = f"{note} · {self.note}" if self.note else note
        self.note = Truncator(together).chars(NOTE_LENGTH)
        self.save(update_fields=["note"])
