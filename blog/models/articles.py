"""Articles: what readers see now, copied from a version when somebody publishes it."""

from dataclasses import asdict, replace
from datetime import datetime, timedelta

from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from blog.models.article_content import ArticleContent
from blog.models.article_names import NamedArticle
from blog.models.article_querysets import KEPT_IN_TRASH, ArticleManager, ArticleQuerySet
from blog.models.article_relations import ArticleTopic, Byline, RelatedArticle
from blog.models.article_versions import VersionedArticle
from blog.models.former_slugs import FormerSlug
from blog.models.images import Image
from blog.models.series import Series
from blog.models.versions import ArticleVersion, VersionOrigin
from coaching_site.accounts.models import User
from coaching_site.database.word_search import word_index
from coaching_site.http.addresses import address_of
from coaching_site.rich_text.rendering import RENDERER_VERSION, render
from coaching_site.time.clock import site_now

# Named, because the job needs this model and this model the job.
CHANGE_JOB = "put_change_live"
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


class Article(NamedArticle, VersionedArticle):
    """A text on the site from the moment in `publish_at`; empty is a draft."""

    objects = ArticleManager.from_queryset(ArticleQuerySet)()

    class Meta:
        ordering = ["-publish_at", "-pk"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [("publish_article", _("Can publish articles"))]
        indexes = [
            # Also holds drafts, for the admin; and the end, so that lists are read from it alone.
            models.Index(
                fields=["-publish_at", "-id"],
                include=["end_at"],
                name="articles_newest_first",
                condition=Q(trashed_at=None),
            ),
            models.Index(
                fields=["end_at"],
                include=["publish_at"],
                name="articles_that_end",
                condition=Q(end_at__isnull=False, trashed_at=None),
            ),
            GinIndex(fields=["search_vector"], name="articles_search"),
            word_index("articles_by_word", "title", "summary"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("article_detail", self.slug)

    @property
    def state(self) -> ArticleState:
        """Return where the article stands at this moment; nothing stores it."""
        now = site_now()
        if self.trashed_at:
            return ArticleState.TRASHED
        if self.publish_at is None:
            return ArticleState.DRAFT
        if self.end_at and self.end_at <= now:
            return ArticleState.ENDED
        return ArticleState.SCHEDULED if self.publish_at > now else ArticleState.LIVE

    @property
    def accepts_comments(self) -> bool:
        """Tell whether a reader may comment now."""
        if not self.comments_open or self.publish_at is None:
            return False
        return self.comments_close_at is None or site_now() < self.comments_close_at

    @property
    def description_for_others(self) -> str:
        """Return what search engines and other sites say of it."""
        return self.search_description or self.summary

    @property
    def comments_close_at(self) -> datetime | None:
        """Return when the conversation ends by itself, also when that has passed."""
        if self.comments_close_after_days is None or self.publish_at is None:
            return None
        return self.publish_at + timedelta(days=self.comments_close_after_days)

    @property
    def erased_at(self) -> datetime | None:
        """Return until when it can come back from the trash."""
        return self.trashed_at and self.trashed_at + KEPT_IN_TRASH

    @classmethod
    def start(
        cls,
        content: ArticleContent,
        *,
        by: User | None,
        origin: VersionOrigin = VersionOrigin.SAVED,
    ) -> "Article":
        """Make an article as a draft with its first version; nothing of it is public yet."""
        with transaction.atomic():
            article = cls.objects.create(title=content.title, slug=content.slug)
            article.save_version(content, by=by, based_on=0, origin=origin)
        return article

    def publish(self, version: ArticleVersion, *, by: User | None) -> None:
        """Copy a version onto the article and render it; the only way in which readers get a text.

        Without a moment in the version it keeps its own, or goes live now. A change that waited
        for its moment is dropped: it was written on an older text.
        """
        now = site_now()
        with transaction.atomic():
            self.lock()
            content = self._with_own_address(version.read())
            FormerSlug.objects.follow(self, content.slug)
            self._take_over(content)
            self.publish_at = content.publish_at or self.publish_at or now
            self.changed_at = max(now, self.publish_at)
            self.cancel_change()
            self._record_what_readers_see(version, since=self.changed_at)
            self.live_version, self.published_by = version, by
            self.render()
            self.save()
            Byline.place(self, content.authors)
            ArticleTopic.place(self, content.topics)
            RelatedArticle.place(self, content.related)

    def schedule_change(self, version: ArticleVersion, at: datetime, *, by: User | None) -> None:
        """Let a version replace the live text at a moment, instead of a change that waits already.

        Raises ValidationError for a moment that has passed, for an article that is not live, and
        for a version that would take it off the site.
        """
        appears_at = version.read().publish_at
        with transaction.atomic():
            self.lock()
            if at <= timezone.now():
                raise ValidationError(_("This moment has passed."), code="past")
            if appears_at and appears_at > at:
                raise ValidationError(_("This would take the article off the site."), code="gap")
            if not Article.objects.published().filter(pk=self.pk).exists():
                raise ValidationError(_("Readers do not see this article now."), code="not_live")
            self.cancel_change()
            version.go_live_at, version.go_live_by = at, by
            version.save(update_fields=["go_live_at", "go_live_by"])
            job = app.configure_task(CHANGE_JOB, allow_unknown=False, schedule_at=at)
            job.defer(version_id=version.pk)

    def put_change_live(self) -> bool:
        """Publish the change whose moment has come; tell whether there was one.

        Can run twice. Whatever else happened to the article since dropped the change.
        """
        with transaction.atomic():
            change = self.lock().versions.due().select_related("go_live_by").first()
            if change is None:
                return False
            self.refresh_from_db()
            self.publish(change, by=change.go_live_by)
        return True

    def unpublish(self) -> None:
        """Make a draft of it again; the text stays in its versions, a waiting change is dropped."""
        with transaction.atomic():
            self.lock().cancel_change()
            self._record_what_readers_see(None, since=timezone.now())
            self.publish_at = self.live_version = None
            self.save(update_fields=["publish_at", "live_version"])

    def move_to_trash(self) -> None:
        """Take it off the site until somebody takes it out again; a waiting change is dropped."""
        with transaction.atomic():
            self.lock().cancel_change()
            self.trashed_at = timezone.now()
            self._record_what_readers_see(None, since=self.trashed_at)
            self.save(update_fields=["trashed_at"])

    def take_out_of_trash(self) -> None:
        """Put it back as it was."""
        with transaction.atomic():
            self.lock()
            self.trashed_at = None
            if self.live_version and self.publish_at:
                since = max(timezone.now(), self.publish_at)
                self._record_what_readers_see(self.live_version, since=since)
            self.save(update_fields=["trashed_at"])

    def render(self) -> None:
        """Make of the body what readers, searches and feeds get; the caller saves."""
        rendering = render(self.body)
        self.body_html, self.body_text = rendering.html, rendering.text
        self.contents = [asdict(heading) for heading in rendering.contents]
        self.reading_minutes = rendering.reading_minutes
        self.renderer_version = RENDERER_VERSION

    def _with_own_address(self, content: ArticleContent) -> ArticleContent:
        """Leave the article its address when another one took the new one since it was written."""
        taken = FormerSlug.objects.is_taken(content.slug, self)
        return replace(content, slug=self.slug) if taken else content

    def _record_what_readers_see(self, shown: ArticleVersion | None, *, since: datetime) -> None:
        """Note since when and until when readers saw each version."""
        now = timezone.now()
        others = self.versions.exclude(pk=shown.pk) if shown else self.versions.all()
        others.filter(published_at__gt=now).update(published_at=None)
        others.filter(published_at__isnull=False, published_until=None).update(published_until=now)
        if shown:
            seen_before = shown.published_at and shown.published_at <= now
            shown.published_at = shown.published_at if seen_before else since
            shown.published_until = None
            shown.save(update_fields=["published_at", "published_until"])

    def _take_over(self, content: ArticleContent) -> None:
        """Copy what stands in the content itself; an image or series that is gone is left out."""
        for name in PLAIN_FIELDS:
            setattr(self, name, getattr(content, name))
        self.discussion_questions = list(content.discussion_questions)
        self.cover = Image.objects.filter(pk=content.cover or 0).first()
        self.social_image = Image.objects.filter(pk=content.social_image or 0).first()
        self.series = Series.objects.filter(pk=content.series or 0).first()
