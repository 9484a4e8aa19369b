"""Authors, topics and series by their names: where a search leads to besides articles."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from blog.models import Article, ArticleTopic, Author, Byline, Series, Topic
from coaching_site.compiled_queries import CompiledQuery
from coaching_site.database.word_search import beginnings, begins_with, words_of
from coaching_site.http.addresses import address_of

MOST_OF_A_KIND = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A page of an author, a topic or a series, and which of these it is."""

    kind: str
    name: str
    address: str


def named(text: str) -> list[Named]:
    """Return what has these words in its name, as a whole or begun, and something to read."""
    words = beginnings(text)
    return [
        Named(str(kind), name, address_of(address, slug))
        for kind, address, find in (_KINDS if words else ())
        for name, slug in find.slice(0, MOST_OF_A_KIND, words=words)
    ]


def _called(
    model: type[Author | Topic | Series],
    field: str,
    articles: Callable[[], QuerySet[Any]],
    words: str,
) -> QuerySet[Any, tuple[str, str]]:
    shown = articles().filter(**{str(model._meta.model_name): OuterRef("pk")})
    rows = model._default_manager.alias(words=words_of(field)).filter(words=begins_with(words))
    return rows.filter(Exists(shown)).values_list(field, "slug")


def _find(*what: Any) -> CompiledQuery[tuple[str, str]]:
    return CompiledQuery(partial(_called, *what), words="<words>")


_KINDS = (
    (_("Author"), "author_detail", _find(Author, "name", Byline.objects.published)),
    (_("Topic"), "topic_detail", _find(Topic, "name", ArticleTopic.objects.published)),
    (_("Series"), "series_detail", _find(Series, "title", Article.objects.published)),
)
