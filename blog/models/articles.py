"""Articles: what readers see now, copied from a version when somebody publishes it."""

from dataclasses import asdict
from datetime import timedelta

from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.content import ArticleContent
from blog.models.article_fields import ArticleFields
from blog.models.article_queries import ArticleManager, ArticleQuerySet
from blog.models.article_relations import ArticleTopic, Byline, RelatedArticle
from blog.models.images import Image
from blog.models.series import Series
from blog.models.versions import ArticleVersion, StaleVersionError, VersionOrigin
from coaching_site.accounts.models import User
from coaching_site.rich_text.rendering import RENDERER_VERSION, render

# Copied from a version as they are; relations and moments need more than copying.
PLAIN_FIELDS = (
    "title",
    "slug",
    "summary",
    "body",
    "part",
    "end_at",
    "featured",
    "comments_open",
    "comments_close_after_days",
    "copyright_line",
    "search_description",
)


class ArticleState(models.TextChoices):
    """Where an article stands, as an editor says it."""

    DRAFT = "draft", _("draft")
    SCHEDULED = "scheduled", _("scheduled")
    LIVE = "live", _("live")
    ENDED = "ended", _("ended")
    TRASHED = "trashed", _("in the trash")


class Article(ArticleFields):
    """A text on the site from the moment in `publish_at`; empty is a draft."""

    objects = ArticleManager.from_queryset(ArticleQuerySet)()

    class Meta:
        ordering = ["-publish_at", "-pk"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [("publish_article", _("Can publish articles"))]
        indexes = [
            models.Index(
                fields=["-publish_at", "-id"],
                name="articles_newest_first",
                condition=Q(trashed_at=None, publish_at__isnull=False),
            ),
            GinIndex(fields=["search_vector"], name="articles_search"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article_detail", args=[self.slug])

    @property
    def state(self) -> ArticleState:
        """Return where the article stands at this moment; nothing stores it."""
        now = timezone.now()
        if self.trashed_at:
            return ArticleState.TRASHED
        if self.publish_at is None:
            return ArticleState.DRAFT
        if self.end_at and self.end_at <= now:
            return ArticleState.ENDED
        return ArticleState.SCHEDULED if self.publish_at > now else ArticleState.LIVE

    @property
    def newest_version(self) -> ArticleVersion | None:
        """Return what was saved last, live or not."""
        return self.versions.order_by("-number").first()

    @property
    def has_unpublished_changes(self) -> bool:
        """Tell whether something was saved after what readers see."""
        newest = self.newest_version
        return (
            self.publish_at is not None and newest is not None and newest.pk != self.live_version_id
        )

    @property
    def accepts_comments(self) -> bool:
        """Tell whether a reader may comment now."""
        if not self.comments_open or self.publish_at is None:
            return False
        if self.comments_close_after_days is None:
            return True
        return timezone.now() < self.publish_at + timedelta(days=self.comments_close_after_days)

    @classmethod
    def start(cls, content: ArticleContent, *, by: User | None) -> "Article":
        """Make an article as a draft with its first version; nothing of it is public yet."""
        with transaction.atomic():
            article = cls.objects.create(title=content.title, slug=content.slug)
            article.save_version(content, by=by, based_on=0)
        return article

    def save_version(
        self,
        content: ArticleContent,
        *,
        by: User | None,
        based_on: int,
        note: str = "",
        origin: VersionOrigin = VersionOrigin.SAVED,
    ) -> ArticleVersion:
        """Store the content as a new version; readers keep seeing what they see.

        `based_on` is the number of the version that was edited, 0 for none. Raises
        StaleVersionError when somebody saved since. Unchanged content makes no version.
        """
        with transaction.atomic():
            self._lock()
            newest = self.newest_version
            if newest and newest.number != based_on:
                raise StaleVersionError(newest)
            if newest and newest.read() == content:
                return newest
            if self.publish_at is None:
                self._take_working_title(content)
            return self.versions.create(
                number=based_on + 1,
                content=content.to_json(),
                picture_ids=content.picture_ids,
                block_ids=content.block_ids,
                created_by=by,
                note=note,
                origin=origin,
            )

    def publish(self, version: ArticleVersion, *, by: User | None) -> None:
        """Copy a version onto the article and render it; the only way in which readers get a text.

        Without a moment in the version it keeps its own, or goes live now.
        """
        content = version.read()
        now = timezone.now()
        with transaction.atomic():
            self._lock()
            self._take_over(content)
            self.publish_at = content.publish_at or self.publish_at or now
            self.changed_at = max(now, self.publish_at)
            self.live_version, self.published_by = version, by
            self.render()
            self.save()
            Byline.place(self, content.authors)
            ArticleTopic.place(self, content.topics)
            RelatedArticle.place(self, content.related)

    def unpublish(self) -> None:
        """Make a draft of it again; the text stays in its versions."""
        self.publish_at = self.live_version = None
        self.save(update_fields=["publish_at", "live_version"])

    def move_to_trash(self) -> None:
        """Take it off the site until somebody takes it out again."""
        self.trashed_at = timezone.now()
        self.save(update_fields=["trashed_at"])

    def take_out_of_trash(self) -> None:
        """Put it back as it was."""
        self.trashed_at = None
        self.save(update_fields=["trashed_at"])

    def render(self) -> None:
        """Make of the body what readers, searches and feeds get; the caller saves."""
        rendering = render(self.body)
        self.body_html, self.body_text = rendering.html, rendering.text
        self.contents = [asdict(heading) for heading in rendering.contents]
        self.reading_minutes = rendering.reading_minutes
        self.renderer_version = RENDERER_VERSION

    def _lock(self) -> None:
        """Let nobody else save or publish this article until the transaction ends."""
        Article.objects.select_for_update().only("pk").get(pk=self.pk)

    def _take_over(self, content: ArticleContent) -> None:
        """Copy what stands in the content itself; a picture or series that is gone is left out."""
        for name in PLAIN_FIELDS:
            setattr(self, name, getattr(content, name))
        self.discussion_questions = list(content.discussion_questions)
        self.cover = Image.objects.filter(pk=content.cover or 0).first()
        self.social_image = Image.objects.filter(pk=content.social_image or 0).first()
        self.series = Series.objects.filter(pk=content.series or 0).first()

    def _take_working_title(self, content: ArticleContent) -> None:
        """Keep the lists of the admin and the reserved address true while nothing is public."""
        self.title, self.slug = content.title, content.slug
        self.save(update_fields=["title", "slug"])
