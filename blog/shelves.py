"""Lists of articles of any length: all of them, of a topic, of an author; newest first.

A page of a list begins at the month in which its first article stands, and a list is counted by
adding its months, so that neither grows with what lies before it. docs/decisions/growth.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from blog.cards import cards_of
from blog.found import best_of, newest_matches
from blog.models import Article, ArticleTopic, Author, Byline, Topic
from blog.models.article_queries import ArticleQuerySet
from blog.models.article_relations import ListedQuerySet
from coaching_site.clock import site_now
from coaching_site.pagination import Stretch, StretchPaginator

type Month = tuple[datetime, int]

# Counted by triggers: what has a moment and no end, by month in UTC. That is put right for what is
# still to appear, and for what shows although it will end. Materialised, so that the planner never
# starts other processes for a sum of some dozens of rows.
COUNTS = """
WITH kept AS MATERIALIZED (
    SELECT month::timestamp, articles FROM blog_monthcount WHERE shelf = %(shelf)s
)
SELECT month, sum(articles)::int FROM (
    SELECT month, articles FROM kept
    UNION ALL
    SELECT date_trunc('month', {moment} AT TIME ZONE %(zone)s), -1
    FROM {table} WHERE {condition} AND {moment} > %(now)s AND {end} IS NULL
    UNION ALL
    SELECT date_trunc('month', {moment} AT TIME ZONE %(zone)s), 1
    FROM {table} WHERE {condition} AND {moment} <= %(now)s AND {end} > %(now)s
    {edges}
) AS counts(month, articles)
GROUP BY month HAVING sum(articles) <> 0 ORDER BY month DESC
"""
# What appeared in the hours in which one clock is a month ahead of the other moves to its own.
EDGES = """
    UNION ALL
    SELECT moved.month, moved.articles
    FROM (
        SELECT DISTINCT month + step FROM kept,
        (VALUES (interval '0'), (interval '1 month')) AS steps(step)
    ) AS edges(month)
    CROSS JOIN LATERAL (
        SELECT month AT TIME ZONE %(zone)s, month AT TIME ZONE 'UTC'
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
"""
EVERYTHING = {
    "table": "blog_article",
    "moment": "publish_at",
    "end": "end_at",
    "condition": "trashed_at IS NULL",
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """One list; `name` is that of its counts, `places` are the rows that hold its order."""

    name: str
    places: ArticleQuerySet | ListedQuerySet
    moment: str
    article: str
    columns: dict[str, str]

    @classmethod
    def of_everything(cls) -> "Shelf":
        """Return the list of all articles that are live."""
        return cls("articles", Article.objects.published(), "publish_at", "pk", EVERYTHING)

    @classmethod
    def of_topic(cls, topic: Topic) -> "Shelf":
        """Return the list of what is about a topic, its main one or not."""
        return cls._of_relation(ArticleTopic, "topic", topic.pk)

    @classmethod
    def of_author(cls, author: Author) -> "Shelf":
        """Return the list of what carries a name."""
        return cls._of_relation(Byline, "author", author.pk)

    @classmethod
    def _of_relation(cls, model: type[Byline | ArticleTopic], target: str, pk: int) -> "Shelf":
        columns = {
            "table": model._meta.db_table,
            "moment": "listed_at",
            "end": "listed_until",
            "condition": f"{target}_id = {int(pk)}",
        }
        places = model.objects.published().filter(**{target: pk})
        return cls(f"{target}:{pk}", places, "listed_at", "article", columns)

    def months(self, zone: tzinfo = UTC) -> list[Month]:
        """Return the months of a time zone and how many articles each holds, newest first."""
        edges = "" if zone is UTC else EDGES.format(**self.columns)
        query = COUNTS.format(edges=edges, **self.columns)
        with connection.cursor() as cursor:
            cursor.execute(query, {"shelf": self.name, "zone": str(zone), "now": site_now()})
            return [(month.replace(tzinfo=zone), count) for month, count in cursor.fetchall()]

    def newest(self, count: int) -> ArticleQuerySet:
        """Return the first articles of the list."""
        return self._articles(self.places.newest_first()[:count])

    def pages(self, per_page: int, months: list[Month] | None = None) -> StretchPaginator:
        """Return the pages of the list; `months` spares a query where they were asked for."""
        months = self.months() if months is None else months
        stretches = [Stretch(following(month), count) for month, count in months]
        return StretchPaginator(stretches, self._rows, per_page)

    def _rows(self, before: datetime, first: int, last: int) -> list[Article]:
        """Return the articles of some places; `cards_of` asks the gate again."""
        places = self.places.filter(**{f"{self.moment}__lt": before}).newest_first()
        return cards_of(places.values_list(self.article, flat=True)[first:last])

    def _articles(self, places: QuerySet[Any]) -> ArticleQuerySet:
        """Return the articles of some places; the gate is asked again, the places are copies."""
        found = Article.objects.published().filter(pk__in=places.values(self.article))
        return found.newest_first()


def found_pages(text: str, per_page: int) -> StretchPaginator:
    """Return the pages of what contains the words, best first."""
    found = newest_matches(text, Shelf.of_everything().months()) if text else []

    def rows(_begins: None, first: int, last: int) -> Sequence[Article]:
        return best_of(found, text, first, last)

    return StretchPaginator([Stretch(None, len(found))], rows, per_page)


def following(month: datetime) -> datetime:
    """Return the first moment of the next month."""
    return month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
