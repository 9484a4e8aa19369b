"""Which articles are read, and with what: every view, feed and list asks here."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import TruncMonth
from django.utils import timezone

from blog.models.article_relations import ArticleTopic, Byline
from blog.models.comments import Comment, ConversationMode, ConversationSettings
from blog.models.images import SHOWN_FIELDS
from blog.models.versions import ArticleVersion
from coaching_site.time.clock import site_now

if TYPE_CHECKING:
    from blog.models.articles import Article

KEPT_IN_TRASH = timedelta(days=30)
# The text in all its shapes, which a list leaves in the database.
TEXT_FIELDS = ("body", "body_html", "body_text", "contents", "search_vector")
# What a page of the article never shows.
WORKING_FIELDS = ("body", "body_text", "search_vector")
CARD_FIELDS = ("title", "slug", "summary", "reading_minutes", "part", "series", "cover")
BYLINE_FIELDS = ("article", "position", "author__name")


class ArticleQuerySet(models.QuerySet["Article"]):
    """Two gates stand here: who may read (`published`) and how much is fetched (`for_...`)."""

    def published(self) -> Self:
        """Keep what any visitor may read now."""
        now = site_now()
        return self.filter(Q(end_at=None) | Q(end_at__gt=now), publish_at__lte=now, trashed_at=None)

    def drafts(self) -> Self:
        """Keep what was never published or was taken offline."""
        return self.outside_trash().filter(publish_at=None)

    def scheduled(self) -> Self:
        """Keep what appears by itself at its moment."""
        return self.outside_trash().filter(publish_at__gt=site_now())

    def ended(self) -> Self:
        """Keep what disappeared by itself at its moment."""
        now = site_now()
        return self.outside_trash().filter(end_at__lte=now, publish_at__lte=now)

    def trashed(self) -> Self:
        """Keep what was put in the trash."""
        return self.filter(trashed_at__isnull=False)

    def past_keeping(self) -> Self:
        """Keep what lies in the trash for longer than anybody may want it back."""
        return self.filter(trashed_at__lte=timezone.now() - KEPT_IN_TRASH)

    def with_unpublished_changes(self) -> Self:
        """Keep what readers see, or will see, in an older version than was saved last."""
        newer = self.outside_trash().filter(publish_at__isnull=False).with_newest_version()
        return newer.exclude(newest_version_id=F("live_version_id"))

    def outside_trash(self) -> Self:
        """Keep what nobody threw away."""
        return self.filter(trashed_at=None)

    def with_newest_version(self) -> Self:
        """Annotate the id of the version that was saved last, as `newest_version_id`."""
        newest = ArticleVersion.objects.filter(article=OuterRef("pk")).order_by("-number")
        # From a dictionary, which the type checker does not take for another kind of queryset.
        annotations = {"newest_version_id": Subquery(newest.values("pk")[:1])}
        return self.annotate(**annotations)

    def with_waiting_change(self) -> Self:
        """Annotate when a change to a live article goes live, as `change_waits_for`."""
        waiting = ArticleVersion.objects.waiting().filter(article=OuterRef("pk"))
        annotations = {"change_waits_for": Subquery(waiting.values("go_live_at")[:1])}
        return self.annotate(**annotations)

    def newest_first(self) -> Self:
        """Order by moment of publication, newest first."""
        return self.order_by("-publish_at", "-pk")

    def featured_first(self) -> Self:
        """Order as home and the list of all do: what is featured heads the rest."""
        return self.order_by("-featured", "-publish_at", "-pk")

    def before(self, article: "Article") -> Self:
        """Keep what appeared before an article, the nearest first."""
        earlier = Q(publish_at__lt=article.publish_at)
        same_moment = Q(publish_at=article.publish_at, pk__lt=article.pk)
        # The index is entered at the moment itself; what lies beside it there is few.
        entered = self.filter(publish_at__lte=article.publish_at)
        return entered.filter(earlier | same_moment).newest_first()

    def after(self, article: "Article") -> Self:
        """Keep what appeared after an article, the nearest first."""
        later = Q(publish_at__gt=article.publish_at)
        same_moment = Q(publish_at=article.publish_at, pk__gt=article.pk)
        entered = self.filter(publish_at__gte=article.publish_at)
        return entered.filter(later | same_moment).order_by("publish_at", "pk")

    def similar_to(self, article: "Article") -> Self:
        """Keep the others on an article's main topic, newest first, without its own series."""
        others = self.filter(article_topics__topic=article.main_topic).exclude(pk=article.pk)
        if article.series_id:
            others = others.exclude(series=article.series_id)
        return others.newest_first()

    def in_month(self, first_day: datetime) -> Self:
        """Keep what appeared in the month that begins at this moment of the site's clock."""
        following = (first_day + timedelta(days=32)).replace(day=1)
        return self.filter(publish_at__gte=first_day, publish_at__lt=following)

    def months(self) -> "models.QuerySet[Article, Any]":
        """Return each month by the site's clock with its `count` of articles, newest first."""
        month = TruncMonth("publish_at", tzinfo=timezone.get_default_timezone())
        months = self.order_by().annotate(month=month).values("month")
        return months.annotate(count=Count("pk")).order_by("-month")

    def for_reading(self) -> Self:
        """Fetch all of an article that its page shows; what stands around it is asked there."""
        bylines = Byline.objects.select_related("author__photo")
        with_images = self.select_related("series", "cover", "social_image").defer(*WORKING_FIELDS)
        return with_images.prefetch_related(
            Prefetch("bylines", bylines),
            Prefetch("article_topics", ArticleTopic.objects.select_related("topic")),
        )

    def for_cards(self) -> Self:
        """Fetch what a card in a list shows, in three queries for any number."""
        return self.for_related().with_names().with_comment_count()

    def with_comment_count(self) -> Self:
        """Annotate how many comments readers see, as `comment_count`: none where they are off.

        Counted in a subquery: over a join, an article on two topics would have twice as many.
        """
        comments = Comment.objects.approved().filter(article=OuterRef("pk")).order_by()
        counts = comments.values("article").annotate(number=Count("pk")).values("number")
        count = Case(When(_conversation_is_off(), then=0), default=Subquery(counts))
        annotations = {"comment_count": count}
        return self.annotate(**annotations)

    def with_conversation(self) -> Self:
        """Keep what readers see comments below, as `has_conversation` tells of one article."""
        return self.exclude(_conversation_is_off())

    def for_related(self) -> Self:
        """Fetch what a small card below an article shows."""
        cover = (f"cover__{name}" for name in SHOWN_FIELDS)
        return self.select_related("cover").only(*CARD_FIELDS, *cover)

    def for_results(self) -> Self:
        """Fetch what the list of a search shows."""
        return self.only("title", "slug", "publish_at", "body_text").with_names()

    def for_feed(self) -> Self:
        """Fetch what a feed carries: the rendered text, the names and the topics."""
        fields = ("title", "slug", "summary", "publish_at", "changed_at", "body_html")
        return self.only(*fields).with_names()

    def with_names(self) -> Self:
        """Fetch the names of authors and topics, in two queries."""
        return self.prefetch_related(
            Prefetch("bylines", Byline.objects.select_related("author").only(*BYLINE_FIELDS)),
            Prefetch("article_topics", ArticleTopic.objects.select_related("topic")),
        )


def _conversation_is_off() -> Q:
    # The one row of settings may be missing, and then says what an untouched one would.
    off = ConversationSettings.objects.filter(conversation=ConversationMode.OFF)
    return Q(conversation=ConversationMode.OFF) | Q(Exists(off), conversation="")


class ArticleManager(models.Manager["Article"]):
    """Leaves the search column in the database: nobody reads it and it is as large as the text."""

    def get_queryset(self) -> ArticleQuerySet:
        return ArticleQuerySet(self.model, using=self._db).defer("search_vector")
