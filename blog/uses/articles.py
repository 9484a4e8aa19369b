"""Which articles hold an image or a block now, or will, or bear an author or a topic.

Of what is in very many, only some are found.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Exists, Func, IntegerField, Model, OuterRef, Q, QuerySet
from django.db.models.functions import JSONArray

from blog.models import Article, ArticleVersion, Author, Topic
from blog.models.article_relations import ArticleTopic, Byline
from coaching_site.admin_tools.uses import MOST_USES, Use
from coaching_site.models import Block

NUMBERS: ArrayField = ArrayField(IntegerField())


def articles_with(
    model: type[Model], ids: Collection[int], numbers: str
) -> Iterator[tuple[int, Use]]:
    """Yield ids with the articles that name them, each article once, by its newest title.

    `numbers` is the column of versions that holds ids of the model.
    """
    named = Func(OuterRef("pk"), template="ARRAY[%(expressions)s]::int[]", output_field=NUMBERS)
    versions = current_versions().filter(**{f"{numbers}__contains": named})
    for pk, found in found_of(model, ids, some(versions, "article", "number", "content__title")):
        titles: dict[int, str] = {}
        for article, _number, title in sorted(found, reverse=True):
            titles.setdefault(article, title)
        for article, title in titles.items():
            yield pk, Use.by(Article, article, title)


def articles_with_blocks(ids: Collection[int]) -> Iterator[tuple[int, Use]]:
    """Yield blocks of text with the articles that hold them."""
    return articles_with(Block, ids, "block_ids")


def articles_by(ids: Collection[int]) -> Iterator[tuple[int, Use]]:
    """Yield authors with the articles that they sign."""
    rows = Byline.objects.filter(author=OuterRef("pk"))
    return _joined(Author, ids, rows)


def articles_about(ids: Collection[int]) -> Iterator[tuple[int, Use]]:
    """Yield topics with the articles about them."""
    rows = ArticleTopic.objects.filter(topic=OuterRef("pk"))
    return _joined(Topic, ids, rows)


def _joined(
    model: type[Model], ids: Collection[int], rows: QuerySet[Any]
) -> Iterator[tuple[int, Use]]:
    for pk, found in found_of(model, ids, some(rows, "article", "article__title")):
        for article, title in found:
            yield pk, Use.by(Article, article, title)


def found_of(model: type[Model], ids: Collection[int], rows: ArraySubquery) -> QuerySet[Any]:
    """Return pairs of an id and the rows that were found of it."""
    of_these: QuerySet[Any] = model._default_manager.filter(pk__in=ids).annotate(found=rows)
    return of_these.order_by().values_list("pk", "found")


def some(rows: QuerySet[Any], *columns: Any) -> ArraySubquery:
    """Return so many rows for each id that one more than `MOST_USES` can be seen."""
    return ArraySubquery(rows.order_by().values(row=JSONArray(*columns))[: MOST_USES + 1])


def current_versions() -> QuerySet[ArticleVersion]:
    """Keep what readers see, will see, or would see if somebody published it today."""
    newer = ArticleVersion.objects.filter(
        article=OuterRef("article"), number__gt=OuterRef("number")
    )
    live = Article.objects.filter(live_version=OuterRef("pk"))
    return ArticleVersion.objects.filter(
        ~Exists(newer) | Exists(live) | Q(go_live_at__isnull=False)
    )
