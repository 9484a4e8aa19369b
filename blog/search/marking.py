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
from coaching_site.database.word_search import ACCENTS, folded

if TYPE_CHECKING:
    from blog.models.article_querysets import ArticleQuerySet

BEGINNING = 2  # letters
NOT_ASCII = "\x80-\U0010ffff"  # any of them may be a letter with an accent
LETTER = rf"[\w{ACCENTS}]"
# As PostgreSQL has them: 3.5, school.nl and anna@school.nl are one word.
NOTHING = re.compile(r"(?!)")
REST = f"{LETTER}*(?:[.@:/]{LETTER}+)*"


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
        found = f"regexp_matches({column}, '\\m(' || {pattern} || ')', 'g') AS found"
        sql = f"ARRAY(SELECT DISTINCT found[1] FROM {found} WHERE {vector} @@ {query})"  # noqa: S608 (Django compiled it)
        return sql, [value for _sql, parameters in compiled for value in parameters]


def pattern_for(text: str) -> str:
    """Return a pattern for words that begin as typed ones do, with or without capitals, accents."""
    beginnings = {word[:BEGINNING].lower() for word in words_in(text)}
    patterns = (
        "".join(f"[{letter}{letter.upper()}{NOT_ASCII}]" for letter in beginning)
        for beginning in sorted(beginnings)
    )
    return f"(?:{'|'.join(patterns)}){REST}"


def with_found_words(articles: "ArticleQuerySet", typed: Typed, text: str) -> "ArticleQuerySet":
    """Annotate which words of each text were meant, as `found_words`."""
    words = FoundWords("body_text", pattern_for(text), typed.query_for_any)
    # From a dictionary, which the type checker does not take for another kind of queryset.
    annotations = {"found_words": words}
    return articles.annotate(**annotations)


def found_ranges(original: str, words: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Return where these words, which `text` found, start and end in the text of an article."""
    meant = frozenset(words)
    pattern = re.compile(rf"\b{pattern_for(text)}") if meant else NOTHING
    return [match.span() for match in pattern.finditer(original) if match[0] in meant]
