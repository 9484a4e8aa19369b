"""The articles of a list, with no more than their cards show."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

from django.db.models import QuerySet

from blog.images.stored_images import StoredImage
from blog.models import Article
from blog.models.article_names import TopicName, author_rows, image_row, topic_rows
from blog.models.article_querysets import ArticleQuerySet
from coaching_site.compiled_queries import CompiledQuery
from coaching_site.http.addresses import address_of

LATEST = 5  # on the front page
END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)


class Card(NamedTuple):
    """An article as a list shows it; the rows are those of `blog/models/article_names.py`."""

    title: str
    slug: str
    summary: str
    reading_minutes: int
    series_id: int | None
    part: int | None
    topic_rows: list[dict[str, str]]
    author_rows: list[dict[str, str]]
    cover_row: dict[str, Any]

    @property
    def address(self) -> str:
        """Return where the article stands."""
        return address_of("article_detail", self.slug)

    @property
    def main_topic(self) -> TopicName | None:
        """Return the topic that stands above the title."""
        return TopicName(**self.topic_rows[0]) if self.topic_rows else None

    @property
    def cover(self) -> StoredImage | None:
        """Return its image, if it has one."""
        return StoredImage.read(self.cover_row)


def _columns(articles: ArticleQuerySet) -> "QuerySet[Article, Any]":
    """Fetch what a `Card` holds, in its order."""
    plain = ("title", "slug", "summary", "reading_minutes", "series_id", "part")
    rows = (topic_rows(), author_rows(in_full=False), image_row("cover", "card"))
    return articles.values_list(*plain, *rows)


def _some(ids: list[int]) -> "QuerySet[Article, Any]":
    return _columns(Article.objects.published().filter(pk__one_of=ids).newest_first())


def _parts(series: int) -> "QuerySet[Article, Any]":
    parts = Article.objects.published().filter(series=series)
    return _columns(parts.order_by("part", "publish_at"))


_SOME = CompiledQuery(_some, ids=[-1])
_PARTS = CompiledQuery(_parts, series=-1)


def cards_of(ids: Iterable[int]) -> list[Card]:
    """Return those of these articles that readers may see, newest first."""
    return [Card(*row) for row in _SOME(ids=list(ids))]


def cards_before(moment: datetime, count: int) -> list[Card]:
    """Return so many articles at most, the newest of those that appeared before a moment."""
    return [Card(*row) for row in _before(count)(before=moment)]


@cache
def _before(count: int) -> CompiledQuery[Any]:
    """Return the query with its limit written out; with a limit as a value no plan is kept."""

    def build(before: datetime) -> "QuerySet[Article, Any]":
        appeared = Article.objects.published().filter(publish_at__lt=before)
        return _columns(appeared.newest_first()[:count])

    return CompiledQuery(build, before=datetime(1, 1, 3, tzinfo=UTC))


def latest_cards() -> list[Card]:
    """Return what was written last."""
    return cards_before(END_OF_TIME, LATEST)


def cards_of_series(series: int) -> list[Card]:
    """Return the parts of a series that readers may see, in their order."""
    return [Card(*row) for row in _PARTS(series=series)]
