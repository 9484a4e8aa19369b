"""Articles: what readers see now, copied from a version when somebody publishes it."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from blog.asked_subjects.announcing import tell_who_asked
from blog.models.article_content import ArticleContent
from blog.models.article_querysets import KEPT_IN_TRASH, ArticleManager, ArticleQuerySet
from blog.models.authors import Author
from blog.models.comments.settings import (
    HOLD_RULES_OF_ARTICLE,
    MODES_OF_ARTICLE,
    ConversationMode,
    ConversationSettings,
    HoldRule,
)
from blog.models.former_slugs import FormerSlug
from blog.models.images import Image
from blog.models.topics import Topic
from blog.models.versions import ArticleVersion
from blog.search.queries import weighted_vector
from coaching_site.accounts.models import User
from coaching_site.database.word_search import word_index
from coaching_site.http.slugs import IS_SLUG
from coaching_site.rich_text.rendering.renderer import RENDERER_VERSION, render
from coaching_site.time.clock import site_now
from coaching_site.time.reach import moments_in_reach
from coaching_site.versions.versioned import VersionedModel

RELATED_LENGTH = 3


class ArticleState(models.TextChoices):
    """Where an article stands, as an editor says it."""

    DRAFT = "draft", _("draft")
    SCHEDULED = "scheduled", _("scheduled")
    LIVE = "live", _("live")
    ENDED = "ended", _("ended")
    TRASHED = "trashed", _("in the trash")


class Article(VersionedModel):
    """A text on the site from the moment in `publish_at`; empty is a draft."""

    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    summary = models.TextField(_("summary"), blank=True, max_length=400)
    body = models.TextField(_("text"), blank=True)
    cover = models.ForeignKey(
        "blog.Image",
        verbose_name=_("cover picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    authors = models.ManyToManyField(
        "blog.Author", verbose_name=_("authors"), through="blog.Byline", related_name="articles"
    )
    topics = models.ManyToManyField(
        "blog.Topic", verbose_name=_("topics"), through="blog.ArticleTopic", related_name="articles"
    )
    related = models.ManyToManyField(
        "self",
        verbose_name=_("related articles"),
        through="blog.RelatedArticle",
        through_fields=("article", "other"),
        symmetrical=False,
        related_name="+",
    )
    series = models.ForeignKey(
        "blog.Series",
        verbose_name=_("series"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
    )
    part = models.PositiveSmallIntegerField(_("part"), null=True, blank=True)
    publish_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        help_text=_("Leave empty to publish now. A time in the future schedules the article."),
    )
    end_at = models.DateTimeField(_("visible until"), null=True, blank=True)
    trashed_at = models.DateTimeField(_("put in the trash"), null=True, blank=True)
    featured = models.BooleanField(_("featured"), default=False)
    conversation = models.CharField(
        _("comments"),
        max_length=20,
        choices=MODES_OF_ARTICLE,
        blank=True,
        default="",
        db_default="",
    )
    comments_close_after_days = models.PositiveSmallIntegerField(
        _("close comments after days"), null=True, blank=True
    )
    holds = models.CharField(
        _("which comments wait"),
        max_length=20,
        choices=HOLD_RULES_OF_ARTICLE,
        blank=True,
        default="",
        db_default="",
    )
    conversation_closed_at = models.DateTimeField(
        _("conversation closed"), null=True, blank=True, editable=False
    )
    copyright_line = models.CharField(
        _("copyright line"),
        max_length=200,
        blank=True,
        help_text=_("The practice’s own line is used when this is empty."),
    )
    search_title = models.CharField(
        _("title for search engines"),
        max_length=160,
        blank=True,
        help_text=_("Leave empty to show the title itself."),
    )
    search_description = models.CharField(
        _("description for search engines"), max_length=200, blank=True
    )
    social_image = models.ForeignKey(
        "blog.Image",
        verbose_name=_("picture for social media"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    discussion_questions = models.JSONField(_("discussion questions"), default=list, blank=True)

    body_html = models.TextField(editable=False, blank=True)
    body_text = models.TextField(editable=False, blank=True)
    contents = models.JSONField(editable=False, default=list)
    reading_minutes = models.PositiveSmallIntegerField(editable=False, default=1)
    renderer_version = models.PositiveSmallIntegerField(editable=False, default=0)
    search_vector = models.GeneratedField(
        expression=weighted_vector(), output_field=SearchVectorField(), db_persist=True
    )

    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed for readers"), null=True, editable=False)
    corrected_at = models.DateTimeField(
        _("corrected"),
        null=True,
        editable=False,
        help_text=_("When readers last got something else to read; empty for never."),
    )
    live_version = models.ForeignKey(
        ArticleVersion, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

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
                fields=["-featured", "-publish_at", "-id"],
                include=["end_at"],
                name="articles_featured_first",
                condition=Q(trashed_at=None),
            ),
            # Counts by month; where the site's clock is another one they only take longer.
            models.Index(
                TruncMonth("publish_at", tzinfo=ZoneInfo("Europe/Amsterdam")),
                include=["publish_at", "end_at", "id"],
                name="articles_by_month",
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
        constraints = [
            moments_in_reach(
                "publish_at",
                "end_at",
                "trashed_at",
                "created_at",
                "changed_at",
                "corrected_at",
                "conversation_closed_at",
            ),
            models.CheckConstraint(condition=IS_SLUG, name="article_has_a_slug"),
            # In PostgreSQL only a list contains the empty list.
            models.CheckConstraint(
                condition=Q(contents__contains=[], discussion_questions__contains=[]),
                name="article_has_lists",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article_detail", args=[self.slug])

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
    def ended_at(self) -> datetime | None:
        return self.end_at if self.state == ArticleState.ENDED else None

    @property
    def is_draft(self) -> bool:
        return self.publish_at is None

    @cached_property
    def conversation_settings(self) -> ConversationSettings:
        """Return what the site says where the article says nothing."""
        return ConversationSettings.load()

    @property
    def has_conversation(self) -> bool:
        """Tell whether anything that was said about it is shown, anywhere."""
        return self.conversation_settings.mode_of(self) != ConversationMode.OFF

    @property
    def accepts_comments(self) -> bool:
        """Tell whether a reader may comment now."""
        is_on = self.conversation_settings.mode_of(self) == ConversationMode.ON
        if not is_on or self.publish_at is None or self.conversation_closed_at:
            return False
        return self.comments_close_at is None or site_now() < self.comments_close_at

    @property
    def takes_reports(self) -> bool:
        """Tell whether a reader may report what is said about it."""
        return self.has_conversation and self.conversation_settings.readers_may_report

    @property
    def holds_everything(self) -> bool:
        """Tell whether every comment waits, whatever it holds and whoever wrote it."""
        return self.conversation_settings.hold_rule_of(self) == HoldRule.EVERYTHING

    @property
    def title_for_others(self) -> str:
        """Return what search engines and other sites call it."""
        return self.search_title or self.title

    @property
    def description_for_others(self) -> str:
        """Return what search engines and other sites say of it."""
        return self.search_description or self.summary

    @property
    def comments_close_at(self) -> datetime | None:
        """Return when the conversation ends by itself, also when that has passed."""
        return self.conversation_settings.closing_of(self)

    @property
    def erased_at(self) -> datetime | None:
        """Return until when it can come back from the trash."""
        return self.trashed_at and self.trashed_at + KEPT_IN_TRASH

    @property
    def ordered_authors(self) -> list[Author]:
        """Return who signs it, in the order of the bylines."""
        return [byline.author for byline in self.bylines.all()]

    @property
    def ordered_topics(self) -> list[Topic]:
        """Return what it is about, the main topic first."""
        return [chosen.topic for chosen in self.article_topics.all()]

    @property
    def main_topic(self) -> Topic | None:
        """Return the topic that stands above its title."""
        return next(iter(self.ordered_topics), None)

    @property
    def shared_image(self) -> Image | None:
        """Return the image that other sites show beside a link to it."""
        return self.social_image or self.cover

    @property
    def was_corrected_later(self) -> bool:
        """Tell whether it was corrected on another day than the one above it."""
        if not self.corrected_at or not self.publish_at:
            return False
        return timezone.localdate(self.corrected_at) > timezone.localdate(self.publish_at)

    def previous_and_next(self) -> tuple["Article | None", "Article | None"]:
        """Return what appeared before and after it."""
        others = Article.objects.published().only("title", "slug")
        return others.before(self).first(), others.after(self).first()

    def related_articles(self) -> list["Article"]:
        """Return what to read next: what the author chose, or else the newest on its main topic."""
        published = Article.objects.published().for_related()
        chosen = published.filter(recommended_in__article=self)
        return list(chosen.order_by("recommended_in__position")) or list(
            published.similar_to(self)[:RELATED_LENGTH]
        )

    @property
    def waiting_change(self) -> ArticleVersion | None:
        """Return the version that replaces the live text at its moment, without its content."""
        waiting = ArticleVersion.objects.waiting().without_content().filter(article=self.pk)
        return waiting.select_related("go_live_by").first()

    def cancel_change(self) -> bool:
        """Forget the moment of the change that waits; tell whether there was one."""
        return bool(self.versions.waiting().update(go_live_at=None, go_live_by=None))

    def take_name(self, content: ArticleContent) -> None:
        """Keep the lists of the admin and the reserved address true while nothing is public."""
        if self.pk:
            FormerSlug.objects.follow(self, content.slug)
        self.title, self.slug = content.title, content.slug
        self.save(update_fields=["title", "slug"] if self.pk else None)

    def without_taken_names(self, content: ArticleContent) -> ArticleContent:
        taken = FormerSlug.objects.is_taken(content.slug, self)
        return replace(content, slug=self.slug) if taken else content

    def publish(self, version: ArticleVersion, *, by: User | None) -> None:
        """Copy a version onto the article and render it; the only way in which readers get a text.

        Without a moment in the version it keeps its own, or goes live now. A change that waited
        for its moment is dropped: it was written on an older text.
        """
        now = site_now()
        with transaction.atomic():
            self.lock()
            content = self.without_taken_names(version.read())
            FormerSlug.objects.follow(self, content.slug)
            publish_at = content.publish_at or self.publish_at or now
            self._take_over(replace(content, publish_at=publish_at))
            self.changed_at = max(now, publish_at)
            if self._reads_otherwise_with(content):
                self.corrected_at = self.changed_at
            self.cancel_change()
            version.show(since=self.changed_at)
            self.live_version, self.published_by = version, by
            self.render()
            self.save()
            for field in self._meta.many_to_many:
                ordered: Any = field.remote_field.through
                ordered.place(self, getattr(content, field.name))
            tell_who_asked(self)

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
            version.schedule(at, by=by)

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
            self.versions.all().hide()
            self.publish_at = self.live_version = None
            self.save(update_fields=["publish_at", "live_version"])

    def move_to_trash(self) -> None:
        """Take it off the site until somebody takes it out again; a waiting change is dropped."""
        with transaction.atomic():
            self.lock().cancel_change()
            self.trashed_at = timezone.now()
            self.versions.all().hide()
            self.save(update_fields=["trashed_at"])

    def take_out_of_trash(self) -> None:
        """Put it back as it was."""
        with transaction.atomic():
            self.lock()
            self.trashed_at = None
            if self.live_version and self.publish_at:
                self.live_version.show(since=max(timezone.now(), self.publish_at))
            self.save(update_fields=["trashed_at"])
            tell_who_asked(self)

    def close_conversation(self) -> None:
        """Take no more comments from now on, whatever the version says; those there stay."""
        Article.objects.filter(pk=self.pk, conversation_closed_at=None).update(
            conversation_closed_at=timezone.now()
        )

    def reopen_conversation(self) -> None:
        """Take comments again, as long as the version says."""
        Article.objects.filter(pk=self.pk).update(conversation_closed_at=None)

    def render(self) -> None:
        """Make of the body what readers, searches and feeds get; the caller saves."""
        rendering = render(self.body)
        self.body_html, self.body_text = rendering.html, rendering.text
        self.contents = [asdict(heading) for heading in rendering.contents]
        self.reading_minutes = rendering.reading_minutes
        self.renderer_version = RENDERER_VERSION

    def _reads_otherwise_with(self, content: ArticleContent) -> bool:
        """Tell whether readers have read something else here than this content gives them."""
        read = self.versions.filter(published_at__lte=site_now()).order_by("-published_at").first()
        return read is not None and read.read().what_is_read != content.what_is_read
