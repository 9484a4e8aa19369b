"""The words that a search found in a text, and the marks around them.

To read a whole text as PostgreSQL's search does costs a millisecond. So only those words are read
that begin as a typed one does, which stemming never changes. The database says which of them match,
and where they stand in the text as the author wrote it is looked up here.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import F, Func, Value

from blog.search.queries import CONFIG, Typed, words_in
from coaching_site.database.word_search import folded
from coaching_site.text.words import BETWEEN_WORDS, LETTER, MARK, MARKS

if TYPE_CHECKING:
    from blog.models.article_querysets import ArticleQuerySet

BEGINNING = 2  # letters
# Any of them may be a letter with an accent, or several letters.
NOT_ASCII = rf"[^\s\u0001-\u007f{MARKS}]"
NOTHING = re.compile(r"(?!)")


class FoundWord(Func):
    """What the pattern of `FoundWords` found."""

    template = "found[1]"
    output_field = models.TextField()


class FoundWords(Func):
    """The words of a column that match a query, as they are spelt there."""

    output_field = ArrayField(models.TextField())

    def __init__(self, column: str, pattern: str, query: SearchQuery) -> None:
        vector = SearchVector(folded(FoundWord()), config=CONFIG)
        super().__init__(F(column), Value(pattern), vector, query)

    def as_sql(self, compiler: Any, connection: Any, *_how: Any, **_context: Any) -> Any:
        compiled = [compiler.compile(each) for each in self.get_source_expressions()]
        column, pattern, vector, query = (sql for sql, _parameters in compiled)
        found = f"regexp_matches({column}, {pattern}, 'g') AS found"
        sql = f"ARRAY(SELECT DISTINCT found[1] FROM {found} WHERE {vector} @@ {query})"  # noqa: S608 (Django compiled it)
        return sql, [value for _sql, parameters in compiled for value in parameters]


def pattern_for(text: str) -> str:
    """Return a pattern for words that begin as typed ones do, with or without capitals, accents.

    Words that were typed with marks between them, as in 3.5 and school.nl, are found as one.
    """
    kinds = {_kind(word.split(BETWEEN_WORDS)) for word in words_in(text)}
    patterns = (
        f"{_begins_with(beginning)}{LETTER}*(?:{MARK}+{LETTER}+){{{-fewer}}}"
        for fewer, beginning in sorted(kinds)
    )
    return f"(?<!{LETTER})(?:{'|'.join(patterns)})"


def _kind(words: list[str]) -> tuple[int, str]:
    """Return how many words follow the first, negative, and the beginning of that."""
    return 1 - len(words), words[0][:BEGINNING].lower()


def _begins_with(beginning: str) -> str:
    first, *others = (f"[{letter}{letter.upper()}]" for letter in beginning)
    rest = "".join(f"(?:{letter}|{NOT_ASCII})" for letter in others)
    return f"(?:{first}{rest}|{NOT_ASCII})"


def with_found_words(articles: "ArticleQuerySet", typed: Typed, text: str) -> "ArticleQuerySet":
    """Annotate which words of each text were meant, as `found_words`."""
    words = FoundWords("body_text", pattern_for(text), typed.query_for_any)
    # From a dictionary, which the type checker does not take for another kind of queryset.
    annotations = {"found_words": words}
    return articles.annotate(**annotations)


def found_ranges(original: str, words: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Return where these words, which `text` found, start and end in the text of an article."""
    meant = frozenset(words)
    pattern = re.compile(pattern_for(text)) if meant else NOTHING
    return [match.span() for match in pattern.finditer(original) if match[0] in meant]
