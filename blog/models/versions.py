"""Versions of articles; a change to a live one may wait for its moment."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from blog.models.article_content import ArticleContent
from blog.search.queries import words_of_version
from coaching_site.accounts.models import User
from coaching_site.time.clock import site_now
from coaching_site.time.reach import moments_in_reach
from coaching_site.versions.version import Version, VersionQuerySet

# Named, because the job needs this model and this model the job.
CHANGE_JOB = "put_change_live"


class ArticleVersionQuerySet(VersionQuerySet):
    """Which versions wait for their moment."""

    def for_history(self) -> Self:
        """Fetch who planned a change as well."""
        return super().for_history().select_related("go_live_by")

    def unneeded(self) -> Self:
        """Keep what waits for its moment."""
        return super().unneeded().filter(go_live_at=None)

    def waiting(self) -> Self:
        """Keep the changes to live articles that wait for their moment."""
        return self.filter(go_live_at__isnull=False)

    def due(self) -> Self:
        """Keep the changes to live articles whose moment has come."""
        return self.filter(go_live_at__lte=site_now())


class ArticleVersionManager(models.Manager["ArticleVersion"]):
    """Leaves in the database what only searching needs, as large as a text."""

    def get_queryset(self) -> ArticleVersionQuerySet:
        return ArticleVersionQuerySet(self.model, using=self._db).defer("words")


class ArticleVersion(Version):
    """One state of an article as it was saved."""

    article = models.ForeignKey(
        "blog.Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="versions"
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
    # For the list of articles, which finds what is only in a draft.
    words = models.GeneratedField(
        expression=words_of_version(), output_field=SearchVectorField(), db_persist=True
    )

    objects = ArticleVersionManager.from_queryset(ArticleVersionQuerySet)()

    row: ClassVar[str] = "article"

    class Meta(Version.Meta):
        ordering = ["article", "-number"]
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

    def read(self) -> ArticleContent:
        return ArticleContent.from_json(self.content)

    @property
    def replaced_another(self) -> bool:
        """Tell whether readers saw another version before this one."""
        versions = ArticleVersion.objects.filter(article=self.article_id)
        return versions.filter(published_at__lt=self.published_at).exists()

    def schedule(self, at: datetime, *, by: User | None) -> None:
        """Let the worker put it live at a moment, in the name of who asked for that."""
        self.go_live_at, self.go_live_by = at, by
        self.save(update_fields=["go_live_at", "go_live_by"])
        job = app.configure_task(CHANGE_JOB, allow_unknown=False, schedule_at=at)
        job.defer(version_id=self.pk)
