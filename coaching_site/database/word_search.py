"""Searching rows by the beginnings of words, in any table, through an index of its words.

The packaged PostgreSQL has no trigrams, so a search for a part of a word would read every row. Here
a mail address and a reference are words with marks between them: “anna”, “school” and “anna@school”
all find anna@school.nl.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Func, Q

from coaching_site.text.words import BETWEEN_WORDS, LETTERS, MARK, UNSEEN, in_plain_words

CONFIG = "simple"
# Rarer words are looked up in the index; commoner ones are soon met in the order of the list.
COMMON_FROM = 5_000


def folded(expression: str | Func, text: str = "%(expressions)s") -> Func:
    """Return a column, or a text that SQL makes of it, as `in_plain_words` has it.

    A `Func` of Django's own, as all that migrations write down, so that these import nothing of us.
    """
    sql = f"regexp_replace(normalize({text}, NFKD), '[{UNSEEN}]+', '', 'g')"
    single = {letter: plain for letter, plain in LETTERS.items() if len(plain) == 1}
    sql = f"translate({sql}, '{''.join(single)}', '{''.join(single.values())}')"
    for letter, plain in LETTERS.items():
        if letter not in single:
            sql = f"replace({sql}, '{letter}', '{plain}')"
    template = f"regexp_replace({sql}, '{MARK}+', '{BETWEEN_WORDS}', 'g')"
    return Func(expression, template=template, output_field=models.TextField())


def words_of(*fields: str) -> SearchVector:
    """Return the words of some columns, as the index of them has it."""
    return SearchVector(*(folded(field) for field in fields), config=CONFIG)


def word_index(name: str, *fields: str) -> GinIndex:
    """Return the index that makes searching these columns cheap."""
    return GinIndex(words_of(*fields), name=name)


def beginnings(text: str) -> str:
    """Return the words of a text as `to_tsquery` reads them: each may go on, and all must be there.

    Empty where there are none.
    """
    cleaned = "".join(char if char.isalnum() else " " for char in in_plain_words(text))
    return " & ".join(f"{word}:*" for word in cleaned.split())


def begins_with(words: str) -> SearchQuery:
    """Return what finds rows with these `beginnings` in their `words_of`."""
    return SearchQuery(words, config=CONFIG, search_type="raw")


def with_words[Row: models.Model](
    rows: models.QuerySet[Row], text: str, *indexed: tuple[str, ...], otherwise: Q | None = None
) -> models.QuerySet[Row]:
    """Keep the rows of which one of these groups of columns has the words, or `otherwise` is true.

    Rare matches are all fetched before they are put in order: the planner, who does not know how
    rare they are, would walk through the whole list in search of them.
    """
    words = beginnings(text)
    if not words:
        return rows.none()
    condition = otherwise or Q()
    for number, fields in enumerate(indexed):
        rows = rows.alias(**{f"words_{number}": words_of(*fields)})
        condition |= Q(**{f"words_{number}": begins_with(words)})
    matches = rows.filter(condition)
    few = list(matches.order_by().values_list("pk", flat=True)[:COMMON_FROM])
    if len(few) == COMMON_FROM:
        return matches
    return rows.filter(pk__in=few) if few else rows.none()
