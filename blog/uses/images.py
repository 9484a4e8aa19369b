"""Where images are used, so that none disappears from under a text."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db.models import F, Func, IntegerField, OuterRef, Q

from blog.models import Article, Author, Image
from blog.uses.articles import articles_with, current_versions, found_of, some
from coaching_site.admin_tools.uses import MOST_USES, Use
from coaching_site.rich_text.embedded import image_ids_in
from coaching_site.rich_text.models import RenderedText, models_with_texts
from coaching_site.versions.texts import saved_texts


def uses_of(images: Iterable[Image]) -> Mapping[int, list[Use]]:
    """Return what shows each of these images now, or will when what was saved goes live.

    Of an image with more than `MOST_USES` only some are named. Two queries for each
    model with texts and four more, however many images there are.
    """
    ids = {image.pk for image in images}
    found: defaultdict[int, dict[str, Use]] = defaultdict(dict)
    for image_id, use in _uses(ids) if ids else ():
        found[image_id].setdefault(use.address, use)
    return {pk: list(found[pk].values()) for pk in ids}


def in_use() -> Q:
    """Return the condition that keeps the images that something shows."""
    named = Func(F("image_ids"), function="unnest", output_field=IntegerField())
    texts = {pk for _model, _text, pks in _texts(Q(body__contains="data-image=")) for pk in pks}
    saved = {pk for _kind, version in saved_texts("image_ids") for pk in version.image_ids}
    return (
        Q(pk__in=current_versions().values_list(named))
        | Q(pk__in=Article.objects.filter(cover__isnull=False).values("cover"))
        | Q(pk__in=Article.objects.filter(social_image__isnull=False).values("social_image"))
        | Q(pk__in=Author.objects.filter(photo__isnull=False).values("photo"))
        | Q(pk__in=texts)
        | Q(pk__in=saved)
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
    for kind, version in saved_texts("image_ids", ids):
        for pk in set(ids).intersection(version.image_ids):
            yield pk, Use.by(kind, version.row_id, version.name_of_row)


def _uses_by_articles(ids: Collection[int]) -> Iterator[tuple[int, Use]]:
    """Yield articles by their newest titles, then those that show an image beside their text.

    Of an image that stands beside enough texts the texts are not searched.
    """
    beside = [found for name in ("cover", "social_image") for found in _beside(name, ids)]
    enough = {pk for pk, found in beside if len(found) > MOST_USES}
    yield from articles_with(Image, set(ids) - enough, "image_ids")
    for pk, found in beside:
        for article, title in found:
            yield pk, Use.by(Article, article, title)


def _beside(name: str, ids: Collection[int]) -> Iterable[tuple[int, list[tuple[int, str]]]]:
    articles = Article.objects.filter(**{name: OuterRef("pk")})
    return found_of(Image, ids, some(articles, "pk", "title"))


def _texts(condition: Q) -> Iterator[tuple[type[RenderedText], RenderedText, set[int]]]:
    """Yield pages, blocks and whatever else has a text, with the images that it names."""
    for model in models_with_texts():
        for text in model._default_manager.filter(condition).defer("body_html"):
            yield model, text, set(image_ids_in(text.body))
