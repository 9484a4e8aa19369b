"""What stands around an article that is read: its neighbours, its series and its conversation."""

from dataclasses import dataclass

from django.db.models import Q

from blog.conversations import conversation_about
from blog.models import Article, PromisedPart
from blog.models.article_queries import COVER_FIELDS, ArticleQuerySet
from coaching_site.compiled_queries import CompiledQuery

CARD_FIELDS = ("title", "slug", "publish_at", "reading_minutes", "part", "series_id", *COVER_FIELDS)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The other articles that an article page names."""

    previous: Article | None
    next: Article | None
    related: list[Article]
    parts: list[Article]
    promised: PromisedPart | None


def _published_at(slug: str) -> ArticleQuerySet:
    return Article.objects.published().for_reading().filter(slug=slug)


def _around(ids: list[int], series: int) -> ArticleQuerySet:
    wanted = Article.objects.published().filter(Q(pk__one_of=ids) | Q(series=series))
    return wanted.select_related("cover").only(*CARD_FIELDS).order_by("part", "publish_at")


_PUBLISHED_AT = CompiledQuery(_published_at, slug="-slug-")
_AROUND = CompiledQuery(_around, ids=[-1], series=-2)


def published_article(slug: str) -> Article | None:
    """Return what readers find at an address, ready to be read."""
    return next(iter(_PUBLISHED_AT(slug=slug)), None)


def surroundings_of(article: Article) -> Surroundings:
    """Return what the ids that `for_reading` fetched point at, and the series, in one query."""
    related_ids = article.chosen_ids or article.similar_ids
    wanted = [pk for pk in (article.previous_id, article.next_id, *related_ids) if pk]
    found = {other.pk: other for other in _AROUND(ids=wanted, series=article.series_id)}
    parts = [other for other in found.values() if article.series_id == other.series_id is not None]
    return Surroundings(
        previous=found.get(article.previous_id or 0),
        next=found.get(article.next_id or 0),
        related=[found[pk] for pk in related_ids if pk in found],
        parts=parts,
        promised=article.series.promise(parts) if article.series else None,
    )


def reading_context(article: Article) -> dict[str, object]:
    """Return what the template of an article page needs; `article` comes from `for_reading`."""
    return {
        "article": article,
        "authors": article.author_names,
        "topics": article.topic_names,
        "threads": conversation_about(article),
        "surroundings": surroundings_of(article),
    }
