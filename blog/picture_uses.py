"""Where pictures are used, so that none disappears from under a text."""

from collections.abc import Iterable, Iterator

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from blog.models import Article, ArticleVersion, Author, Image


def uses_of(pictures: Iterable[Image]) -> Iterator[str]:
    """Say, one by one, what shows these pictures now or will when the newest version is published.

    Three queries, however many pictures there are.
    """
    chosen = list(pictures)
    ids = [picture.pk for picture in chosen]
    in_text = Q()
    for picture in chosen:
        in_text |= Q(body__contains=picture.file.name)
    shown = Q(cover__in=ids) | Q(social_image__in=ids) | in_text
    titles = dict(Article.objects.filter(shown).values_list("pk", "title"))
    titles |= {
        version.article_id: version.content["title"] for version in _newest_versions_with(ids)
    }
    for title in titles.values():
        yield _("Article: %(title)s") % {"title": title}
    for name in Author.objects.filter(photo__in=ids).values_list("name", flat=True):
        yield _("Author: %(name)s") % {"name": name}


def _newest_versions_with(ids: list[int]) -> Iterator[ArticleVersion]:
    wanted = Q(content__cover__in=ids) | Q(content__social_image__in=ids)
    versions = ArticleVersion.objects.annotate(newest=Max("article__versions__number"))
    for version in versions.filter(wanted).order_by("article"):
        if version.number == version.newest:
            yield version
