"""Where pictures are used, so that none disappears from under a text."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet
from django.db.models.functions import JSONArray

from blog.models import Article, ArticleVersion, Author, Image
from coaching_site.block_uses import Use
from coaching_site.rich_text.references import picture_ids_in
from coaching_site.rich_text.rendered_texts import RenderedText, models_with_texts

# Of articles; who wants to know sees that a picture is used, and in what.
MOST_USES = 20
NUMBERS: ArrayField = ArrayField(IntegerField())


def uses_of(pictures: Iterable[Image]) -> Mapping[int, list[Use]]:
    """Return what shows each of these pictures now, or will when what was saved goes live.

    Of a picture with more than `MOST_USES` only some are named. As many queries as there are
    models with texts and four more, however many pictures there are.
    """
    ids = {picture.pk for picture in pictures}
    found: defaultdict[int, dict[str, Use]] = defaultdict(dict)
    for picture_id, use in _uses(ids) if ids else ():
        found[picture_id].setdefault(use.address, use)
    return {pk: list(found[pk].values()) for pk in ids}


def in_use() -> Q:
    """Return the condition that keeps the pictures that something shows."""
    named = Func(F("picture_ids"), function="unnest", output_field=IntegerField())
    texts = {pk for _model, _text, pks in _texts(Q(body__contains="data-image=")) for pk in pks}
    return (
        Q(pk__in=current_versions().values_list(named))
        | Q(pk__in=Article.objects.filter(cover__isnull=False).values("cover"))
        | Q(pk__in=Article.objects.filter(social_image__isnull=False).values("social_image"))
        | Q(pk__in=Author.objects.filter(photo__isnull=False).values("photo"))
        | Q(pk__in=texts)
    )


def _uses(ids: Collection[int]) -> Iterator[tuple[int, Use]]:
    yield from _uses_by_articles(ids)
    for author in Author.objects.filter(photo__in=ids).only("photo", "name"):
        yield author.photo_id or 0, Use.by(Author, author.pk, author.name)
    in_body = Q()
    for pk in ids:
        in_body |= Q(body__contains=f'data-image="{pk}"')
    for model, text, pks in _texts(in_body):
        for pk in pks & set(ids):
            yield pk, Use.by(model, text.pk, str(text))


def _uses_by_articles(ids: Collection[int]) -> Iterator[tuple[int, Use]]:
    """Yield articles by their newest title: of one article several versions may count."""
    named = Func(OuterRef("pk"), template="ARRAY[%(expressions)s]::int[]", output_field=NUMBERS)
    versions = current_versions().filter(picture_ids__contains=named)
    enough = set()
    for pk, found in _found(ids, _some(versions, "article", "number", "content__title")):
        enough |= {pk} if len(found) > MOST_USES else set()
        for article, _number, title in sorted(found, reverse=True):
            yield pk, Use.by(Article, article, title)
    for name in ("cover", "social_image"):
        articles = Article.objects.filter(**{name: OuterRef("pk")})
        for pk, found in _found(set(ids) - enough, _some(articles, "pk", "title")):
            for article, title in found:
                yield pk, Use.by(Article, article, title)


def _found(ids: Collection[int], rows: ArraySubquery) -> QuerySet[Any]:
    """Return pairs of a picture's id and the rows that were found of it."""
    pictures = Image.objects.filter(pk__in=ids).annotate(found=rows)
    return pictures.order_by().values_list("pk", "found")


def _some(rows: QuerySet[Any], *columns: Any) -> ArraySubquery:
    """Return so many rows for each picture that one more than `MOST_USES` can be seen."""
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


def _texts(condition: Q) -> Iterator[tuple[type[RenderedText], RenderedText, set[int]]]:
    """Yield pages, blocks and whatever else has a text, with the pictures that it names."""
    for model in models_with_texts():
        for text in model._default_manager.filter(condition).defer("body_html"):
            yield model, text, set(picture_ids_in(text.body))
