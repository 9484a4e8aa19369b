"""Full-text search: the stored column, and the queries on it. docs/decisions/search.md."""

import re
from dataclasses import dataclass, replace

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models.expressions import CombinedExpression

from coaching_site.database.word_search import CONFIG as WORD_CONFIG
from coaching_site.database.word_search import folded
from coaching_site.text.characters import single_line
from coaching_site.text.words import BETWEEN_WORDS, in_plain_words

CONFIG = "dutch"
# What means something in a query: “not” before a word, and the beginning or end of a phrase.
OPERATOR = re.compile(r'((?<!\S)-|["\u201c-\u201f\u00ab\u00bb])')
# A dash before another one, with no word and no quotation between them.
IDLE_DASH = re.compile(r'-(?=[^\w"]*-)')
LONGEST_QUERY = 200


def weighted_vector() -> CombinedExpression:
    """Return the expression of the stored column: title A, summary B, body C."""
    return (
        SearchVector(folded("title"), weight="A", config=CONFIG)
        + SearchVector(folded("summary"), weight="B", config=CONFIG)
        + SearchVector(folded("body_text"), weight="C", config=CONFIG)
    )


def words_of_version() -> SearchVector:
    """Return the expression of the column of a version: title, summary, text without tags."""
    texts = (
        "(%(expressions)s ->> 'title')",
        "coalesce(%(expressions)s ->> 'summary', '')",
        "regexp_replace(coalesce(%(expressions)s ->> 'body', ''), '<[^>]*>', ' ', 'g')",
    )
    words = folded("content", " || ' ' || ".join(texts))
    return SearchVector(words, config=WORD_CONFIG)


def clean_query(text: str) -> str:
    """Return what was typed in one line of at most 200.

    Of dashes without a word between them the last is left: PostgreSQL takes each for “not”, and no
    more than 32 of them.
    """
    return IDLE_DASH.sub("", single_line(text))[:LONGEST_QUERY].rstrip()


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, in parts from which the database makes a query of always the same form.

    `before` and `unfinished` are empty unless the last word may be the beginning of a longer one.
    """

    words: str
    before: str
    unfinished: str
    any_of: str

    @classmethod
    def from_text(cls, text: str) -> "Typed":
        """Take apart what was typed, without its accents."""
        plain = _in_plain_words(text)
        any_of = " or ".join(word for word in words_in(text) if word.lower() != "or")
        before, _space, last = plain.rpartition(" ")
        if plain.count('"') % 2 or not re.fullmatch(r"\w{2,}", last):
            return cls(plain, "", "", any_of)
        return cls(plain, before, f"'{last}':*", any_of)

    @property
    def whole(self) -> "Typed":
        """Return the same with every word taken as finished."""
        return replace(self, before="", unfinished="")

    @property
    def query(self) -> SearchQuery:
        """Return the query: web-style, or with the last word as the beginning of one.

        Quotation marks, `or` and `-` work as PostgreSQL's `websearch_to_tsquery` has them.
        """
        return _web_style(self.words) | (_web_style(self.before) & _raw(self.unfinished))

    @property
    def query_for_any(self) -> SearchQuery:
        """Return what each word by itself matches that may be a reason to find a text."""
        return _web_style(self.any_of) | _raw(self.unfinished)


def words_in(text: str) -> list[str]:
    """Return what was typed between spaces, in plain letters: `school,nl` are words in a row."""
    typed = (word.strip(BETWEEN_WORDS) for word in in_plain_words(text).split())
    return [word for word in typed if word]


def _in_plain_words(text: str) -> str:
    """Return a query in plain words, with its operators as PostgreSQL has them."""
    words_and_operators = enumerate(OPERATOR.split(text))
    return "".join(
        in_plain_words(part) if number % 2 == 0 else "-" if part == "-" else '"'
        for number, part in words_and_operators
    )


def _web_style(text: str) -> SearchQuery:
    return SearchQuery(text, config=CONFIG, search_type="websearch")


def _raw(text: str) -> SearchQuery:
    return SearchQuery(text, config=CONFIG, search_type="raw")
