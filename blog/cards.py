"""The articles of a list, with what their cards show."""

from collections.abc import Iterable

from blog.models import Article
from blog.models.article_queries import ArticleQuerySet
from coaching_site.compiled_queries import CompiledQuery

LATEST = 5  # on the front page


def _cards(ids: list[int]) -> ArticleQuerySet:
    return Article.objects.published().filter(pk__one_of=ids).for_list().newest_first()


def _latest() -> ArticleQuerySet:
    return Article.objects.published().for_list().newest_first()[:LATEST]


_CARDS = CompiledQuery(_cards, ids=[-1])
_LATEST = CompiledQuery(_latest)


def cards_of(ids: Iterable[int]) -> list[Article]:
    """Return those of these articles that readers may see, newest first."""
    return _CARDS(ids=list(ids))


def latest_cards() -> list[Article]:
    """Return what was written last."""
    return _LATEST()
