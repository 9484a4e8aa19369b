"""Lists of articles of any length: all of them, of a topic, of an author; newest first.

A page of a list begins at the month in which its first article stands, and a list is counted by
adding its months, so that neither grows with what lies before it. docs/decisions/growth.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db.models import Func, IntegerField, QuerySet
from django.utils import timezone

from blog.cards import Card, cards_before, cards_of
from blog.models import Article, ArticleTopic, Author, Byline, Topic
from blog.models.article_querysets import ArticleQuerySet
from blog.search.matches import best_of, newest_matches
from coaching_site.compiled_queries import CompiledQuery, ask_prepared
from coaching_site.http.pagination import Stretch, StretchPaginator
from coaching_site.time.clock import site_now

type Month = tuple[datetime, int]

# Counted by triggers: what has a moment and no end, by month. That is put right for what is still
# to appear this month, and for what shows although it will end; later months do not show. Only
# where the site's clock is not the one that was counted by (`blog_zone()`), what appeared in the
# hours in which one is a month ahead of the other is moved. Materialised, so that the planner never
# starts other processes for a sum of some dozens of rows.
COUNTS = """
WITH kept AS MATERIALIZED (
    SELECT month::timestamp, articles FROM blog_monthcount WHERE shelf = %(shelf)s::text
)
SELECT month, sum(articles)::int FROM (
    SELECT month, articles FROM kept WHERE month <= {this_month}
    UNION ALL
    SELECT {this_month}, -count(*)::int
    FROM {table} WHERE {condition} AND {end} IS NULL
    AND {moment} > %(now)s::timestamptz AND {moment} < %(until)s::timestamptz
    UNION ALL
    SELECT date_trunc('month', {moment} AT TIME ZONE %(zone)s::text), 1
    FROM {table} WHERE {condition}
    AND {moment} <= %(now)s::timestamptz AND {end} > %(now)s::timestamptz
    UNION ALL
    SELECT moved.month, moved.articles
    FROM (
        SELECT DISTINCT month + step FROM kept,
        (VALUES (interval '0'), (interval '1 month')) AS steps(step)
        WHERE blog_zone() <> %(zone)s::text
    ) AS edges(month)
    CROSS JOIN LATERAL (
        SELECT month AT TIME ZONE %(zone)s::text, month AT TIME ZONE blog_zone()
    ) AS clocks(here, there)
    CROSS JOIN LATERAL (
        SELECT count(*)::int * CASE WHEN here < there THEN 1 ELSE -1 END
        FROM {table} WHERE {condition} AND {end} IS NULL
        AND {moment} >= least(here, there) AND {moment} < greatest(here, there)
    ) AS between_clocks(articles)
    CROSS JOIN LATERAL (VALUES
        (edges.month, between_clocks.articles),
        (edges.month - interval '1 month', -between_clocks.articles)
    ) AS moved(month, articles)
    WHERE moved.month <= {this_month}
) AS counts(month, articles)
GROUP BY month HAVING sum(articles) <> 0 ORDER BY month DESC
"""
THIS_MONTH = "date_trunc('month', %(now)s::timestamptz AT TIME ZONE %(zone)s::text)"

# The marks of a query for a stretch of time.
BOUNDS = {
    "pk": -1,
    "since": datetime(1, 1, 4, tzinfo=UTC),
    "before": datetime(1, 1, 3, tzinfo=UTC),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """Lists of one kind, by the rows that hold their order; `target` tells whose list it is."""

    name: str
    model: type[Article | Byline | ArticleTopic]
    moment: str = "listed_at"
    end: str = "listed_until"
    article: str = "article"
    target: str = ""

    def places(self, pk: int) -> QuerySet[Any]:
        """Return the rows of one list, newest first."""
        published: Any = self.model.objects.published()
        found: QuerySet[Any] = published.newest_first()
        return found.filter(**{self.target: pk}) if self.target else found


EVERYTHING = Kind("articles", Article, "publish_at", "end_at", "pk")
OF_TOPIC = Kind("topic", ArticleTopic, target="topic")
OF_AUTHOR = Kind("author", Byline, target="author")


@dataclass(frozen=True, slots=True)
class Shelf:
    """One list: of everything, or of the topic or author with this primary key."""

    kind: Kind
    pk: int = 0

    @classmethod
    def of_everything(cls) -> "Shelf":
        """Return the list of all articles that are live."""
        return cls(EVERYTHING)

    @classmethod
    def of_topic(cls, topic: Topic) -> "Shelf":
        """Return the list of what is about a topic, its main one or not."""
        return cls(OF_TOPIC, topic.pk)

    @classmethod
    def of_author(cls, author: Author) -> "Shelf":
        """Return the list of what carries a name."""
        return cls(OF_AUTHOR, author.pk)

    def months(self) -> list[Month]:
        """Return the months by the site's clock and how many articles each holds, newest first."""
        name = f"{self.kind.name}:{self.pk}" if self.kind.target else self.kind.name
        zone, now = timezone.get_default_timezone(), site_now()
        asked = {
            "shelf": name,
            "zone": str(zone),
            "now": now,
            "until": following(beginning_of_month(now.astimezone(zone))),
            "pk": self.pk,
        }
        rows = ask_prepared(_counts(self.kind), asked)
        return [(month.replace(tzinfo=zone), count) for month, count in rows]

    def newest(self, count: int) -> ArticleQuerySet:
        """Return the first articles of the list; the gate is asked again, the places are copies."""
        places = self.kind.places(self.pk).values(self.kind.article)[:count]
        return Article.objects.published().filter(pk__in=places).newest_first()

    def pages(self, per_page: int, months: list[Month] | None = None) -> StretchPaginator:
        """Return the pages of the list; `months` spares a query where they were asked for."""
        months = self.months() if months is None else months
        stretches = [Stretch(following(month), count) for month, count in months]
        return StretchPaginator(stretches, self._cards, per_page)

    def pages_of(self, month: datetime, per_page: int) -> StretchPaginator:
        """Return the pages of one month, of which this is the first moment."""
        bounds = {"pk": self.pk, "since": month, "before": following(month)}
        articles = _count_within(self.kind).first(**bounds) or 0
        find = _ids_within(self.kind)

        def cards(_begins: None, first: int, last: int) -> list[Card]:
            return cards_of(find.slice(first, last, **bounds))

        return StretchPaginator([Stretch(None, articles)], cards, per_page)

    def _cards(self, before: datetime, first: int, last: int) -> list[Card]:
        """Return the articles of some places; the gate is asked again where these are copies."""
        if self.kind is EVERYTHING and first == 0:  # nearly every reader's page, in one query
            return cards_before(before, last)
        return cards_of(_ids_before(self.kind).slice(first, last, pk=self.pk, before=before))


@cache
def _counts(kind: Kind) -> str:
    """Return the query for the months of lists of a kind."""
    return COUNTS.format(
        this_month=THIS_MONTH,
        table=kind.model._meta.db_table,
        moment=kind.moment,
        end=kind.end,
        condition=f"{kind.target}_id = %(pk)s::int" if kind.target else "trashed_at IS NULL",
    )


@cache
def _ids_before(kind: Kind) -> CompiledQuery[int]:
    """Return the query for the articles of a list that appeared before a moment, newest first."""

    def build(pk: int, before: datetime) -> QuerySet[Any, int]:
        places = kind.places(pk).filter(**{f"{kind.moment}__lt": before})
        return places.values_list(kind.article, flat=True)

    return CompiledQuery(build, pk=-1, before=datetime(1, 1, 3, tzinfo=UTC))


@cache
def _ids_within(kind: Kind) -> CompiledQuery[int]:
    """Return the query for the articles of a list that appeared in a stretch of time."""

    def build(**bounds: Any) -> QuerySet[Any, int]:
        return _places_within(kind, **bounds).values_list(kind.article, flat=True)

    return CompiledQuery(build, **BOUNDS)


@cache
def _count_within(kind: Kind) -> CompiledQuery[int]:
    """Return the query for how many they are."""
    count = Func(template="count(*)", output_field=IntegerField())

    def build(**bounds: Any) -> QuerySet[Any, int]:
        return _places_within(kind, **bounds).order_by().values_list(count, flat=True)

    return CompiledQuery(build, **BOUNDS)


def _places_within(kind: Kind, pk: int, since: datetime, before: datetime) -> QuerySet[Any]:
    return kind.places(pk).filter(**{f"{kind.moment}__gte": since, f"{kind.moment}__lt": before})


def found_pages(text: str, per_page: int) -> StretchPaginator:
    """Return the pages of what contains the words, best first."""
    found = newest_matches(text, Shelf.of_everything().months()) if text else []

    def rows(_begins: None, first: int, last: int) -> Sequence[Article]:
        return best_of(found, text, first, last)

    return StretchPaginator([Stretch(None, len(found))], rows, per_page)


def beginning_of_month(moment: datetime) -> datetime:
    """Return the first moment of a month, by the clock of that moment."""
    return moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0, fold=0)


def following(month: datetime) -> datetime:
    """Return the first moment of the next month."""
    return month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
