"""The words that a search found in a text, and the marks around them.

To read a whole text as PostgreSQL's search does costs a millisecond. So only those words are read
that begin as a typed one does, which stemming never changes. The database says which of them match,
and the marks are set where they stand in the text as the author wrote it.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import F, Func, Value

from blog.search.excerpts import MARK_END, MARK_START
from blog.search.queries import CONFIG, Typed, words_in
from coaching_site.database.word_search import ACCENTS, Fold

if TYPE_CHECKING:
    from blog.models import Article
    from blog.models.article_querysets import ArticleQuerySet

BEGINNING = 2  # letters
NOT_ASCII = "\x80-\U0010ffff"  # any of them may be a letter with an accent
LETTER = rf"[\w{ACCENTS}]"
# As PostgreSQL has them: 3.5, school.nl and anna@school.nl are one word.
REST = f"{LETTER}*(?:[.@:/]{LETTER}+)*"


class FoundWord(Func):
    """What the pattern of `FoundWords` found."""

    template = "found[1]"
    output_field = models.TextField()


class FoundWords(Func):
    """The words of a column that match a query, as they are spelt there."""

    output_field = ArrayField(models.TextField())

    def __init__(self, column: str, pattern: str, query: SearchQuery) -> None:
        vector = SearchVector(Fold(FoundWord()), config=CONFIG)
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


def with_found_words(articles: "ArticleQuerySet", typed: Typed, pattern: str) -> "ArticleQuerySet":
    """Fetch the texts, and which of their words were meant."""
    words = FoundWords("body_text", pattern, typed.query_for_any)
    # From a dictionary, which the type checker does not take for another kind of queryset.
    annotations = {"found_words": words, "original": F("body_text")}
    return articles.annotate(**annotations)


def marked(articles: "Sequence[Article]", pattern: str) -> "Sequence[Article]":
    """Give each article its text with the marks in it as `headline`."""
    compiled = re.compile(rf"\b{pattern}")
    for article in articles:
        article.headline = with_marks(article.original, article.found_words, compiled)
    return articles


def with_marks(original: str, words: Iterable[str], pattern: re.Pattern[str]) -> str:
    """Return the text with marks around these of the words that the pattern finds."""
    meant = frozenset(words)

    def mark(found: re.Match[str]) -> str:
        word = found[0]
        return f"{MARK_START}{word}{MARK_END}" if word in meant else word

    return pattern.sub(mark, original) if meant else original
