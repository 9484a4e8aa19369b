"""Which articles are read, and with what: every view, feed and list asks here."""

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from blog.models.article_links import card_row, link_row, part_row
from blog.models.article_names import author_rows, image_row, topic_rows
from blog.models.article_relations import ArticleTopic, RelatedArticle
from blog.models.versions import ArticleVersion
from coaching_site.json_rows import JSONRows
from coaching_site.slots import slot_columns
from coaching_site.time.clock import site_now

if TYPE_CHECKING:
    from blog.models.articles import Article  # noqa: F401 (named in a string only)

RELATED_LENGTH = 3
KEPT_IN_TRASH = timedelta(days=30)
# The text in all its shapes, which a list in the admin leaves in the database.
TEXT_FIELDS = ("body", "body_html", "body_text", "contents", "search_vector")
SEARCH_FIELDS = ("title", "slug", "summary", "publish_at")
READING_FIELDS = (
    "title", "slug", "summary", "body_html", "contents", "discussion_questions", "publish_at",
    "changed_at", "reading_minutes", "part", "copyright_line", "search_description",
    "comments_open", "comments_close_after_days",
    "series__title", "series__slug",
    "series__promised_part", "series__promised_title", "series__promised_when",
)  # fmt: skip
FEED_FIELDS = ("title", "slug", "summary", "publish_at", "changed_at", "body_html")


def readable(article: str = "") -> Q:
    """Return what holds for articles that any visitor may read now.

    `article` leads from another row to its article: "other__".
    """
    now = site_now()
    begun = Q(**{f"{article}trashed_at": None, f"{article}publish_at__lte": now})
    return begun & (Q(**{f"{article}end_at": None}) | Q(**{f"{article}end_at__gt": now}))


class ArticleQuerySet(models.QuerySet["Article"]):
    """Two gates stand here: who may read (`published`) and how much is fetched (`for_...`)."""

    def published(self) -> Self:
        """Keep what any visitor may read now."""
        return self.filter(readable())

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

    def newest_first(self) -> Self:
        """Order as every list does: by moment of publication, newest first."""
        return self.order_by("-publish_at", "-pk")

    def for_search(self) -> Self:
        """Fetch what the list of a search shows, in one query."""
        return self.only(*SEARCH_FIELDS).with_names(in_full=False)

    def for_reading(self) -> Self:
        """Fetch all that the article page shows, the articles around it included, in one query."""
        earlier = self._neighbours("lt").newest_first()
        later = self._neighbours("gt").order_by("publish_at", "pk")
        parts = self.model.objects.published().filter(series=OuterRef("series"))
        chosen = RelatedArticle.objects.filter(article=OuterRef("pk"))
        annotations = {
            "cover_row": image_row("cover", "cover", "social"),
            "social_image_row": image_row("social_image", "social"),
            "previous_row": Subquery(earlier.values_list(link_row())[:1]),
            "next_row": Subquery(later.values_list(link_row())[:1]),
            "part_rows": JSONRows(parts.order_by("part", "publish_at").values_list(part_row())),
            "chosen_rows": JSONRows(
                chosen.filter(readable("other__")).values_list(card_row("other"))
            ),
            **slot_columns("article_end"),
            "similar_rows": JSONRows(
                self._similar()
                .filter(readable("article__"))
                .values_list(card_row("article"))[:RELATED_LENGTH]
            ),
        }
        fetched = self.select_related("series").only(*READING_FIELDS)
        return fetched.with_names(in_full=True).annotate(**annotations)

    def for_feed(self) -> Self:
        """Fetch what a feed carries: the rendered text, the names and the topics."""
        return self.only(*FEED_FIELDS).with_names(in_full=False)

    def with_names(self, *, in_full: bool) -> Self:
        """Fetch the names above the article in the same query, for `NamedArticle`."""
        annotations = {"topic_rows": topic_rows(), "author_rows": author_rows(in_full=in_full)}
        return self.annotate(**annotations)

    def _neighbours(self, direction: str) -> "ArticleQuerySet":
        """Return what was published before (`lt`) or after (`gt`) the row of the outer query.

        The first condition lets the index begin at the row; the others only look around there.
        """
        begin = Q(**{f"publish_at__{direction}e": OuterRef("publish_at")})
        moment = Q(**{f"publish_at__{direction}": OuterRef("publish_at")})
        same_moment = Q(publish_at=OuterRef("publish_at"), **{f"pk__{direction}": OuterRef("pk")})
        return self.model.objects.published().filter(begin, moment | same_moment)

    def _similar(self) -> "models.QuerySet[ArticleTopic]":
        """Return the newest places of what shares its main topic with the row of the outer query.

        Read in the order of the topic's own list, and no further than needed.
        """
        main_topic = ArticleTopic.objects.filter(article=OuterRef(OuterRef("pk")), position=0)
        places = ArticleTopic.objects.published().newest_first()
        same_series = Q(article__series=Coalesce(OuterRef("series"), 0))
        return places.filter(topic=Subquery(main_topic.values("topic")[:1])).exclude(
            Q(article=OuterRef("pk")) | same_series
        )


class ArticleManager(models.Manager["Article"]):
    """Leaves the search column in the database: nobody reads it and it is as large as the text."""

    def get_queryset(self) -> ArticleQuerySet:
        return ArticleQuerySet(self.model, using=self._db).defer("search_vector")
