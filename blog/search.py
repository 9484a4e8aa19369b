"""Full-text search: one folding of accents for the stored column, the query and the excerpt.

How the newest matches of a common word are found without the others: docs/decisions/search.md.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.contrib.postgres.search import (
    Lexeme,
    SearchQuery,
    SearchRank,
    SearchVector,
    SearchVectorCombinable,
    SearchVectorField,
)
from django.db.models import F, Func, Value
from django.db.models.expressions import CombinedExpression

from coaching_site.clock import site_now
from coaching_site.word_search import Fold, fold

if TYPE_CHECKING:
    from blog.models.article_queries import ArticleQuerySet

CONFIG = "dutch"

LONGEST_QUERY = 200
# So many of the newest matches are put in order; what is older is not shown.
MOST_FOUND = 300
# Among so many of the newest articles is looked first; then among all before them.
WINDOWS = (1_500, 15_000)
UNFINISHED = re.compile(r"\w{2,}")
# Before the number of a month in the stored column; no text and no query holds it.
MONTH_MARK = "\ue002"


class MonthVector(SearchVectorCombinable, Func):
    """Hold the month of a moment, in UTC, as a word that is searched with the others."""

    template = (
        f"array_to_tsvector(array_remove(ARRAY['{MONTH_MARK}' || (12 * date_part('year', "
        "%(expressions)s AT TIME ZONE 'UTC') + date_part('month', "
        "%(expressions)s AT TIME ZONE 'UTC'))::int::text], NULL))"
    )
    config = None
    output_field = SearchVectorField()


def weighted_vector() -> CombinedExpression:
    """Return the expression of the stored column: title A, summary B, body C, and the month."""
    return (
        SearchVector(Fold("title"), weight="A", config=CONFIG)
        + SearchVector(Fold("summary"), weight="B", config=CONFIG)
        + SearchVector(Fold("body_text"), weight="C", config=CONFIG)
        + MonthVector("publish_at")
    )


class WithinMonths(SearchQuery):
    """A query, in the months alone when some are named, of which the planner knows no words.

    From the words it would estimate how many rows match, and for common ones read all articles in
    their order: it does not know that looking into a row costs the fetching of its whole column.
    """

    template = "(SELECT %(expressions)s)"
    arg_joiner = " && "
    config = None
    invert = False

    def __init__(self, query: SearchQuery, months: str) -> None:
        named = [Func(Value(months), template="%(expressions)s::tsquery")] if months else []
        Func.__init__(self, query, *named)


def clean_query(text: str) -> str:
    """Return what was typed without control characters, in one line of at most 200."""
    printable = "".join(
        " " if char.isspace() else char for char in text if char.isprintable() or char.isspace()
    )
    return " ".join(printable.split())[:LONGEST_QUERY].rstrip()


def search_query(text: str) -> SearchQuery:
    """Return a web-style query in which the last word may still be unfinished.

    Quotation marks, `or` and `-` work as PostgreSQL's `websearch_to_tsquery` has them.
    """
    folded = fold(text)
    query = SearchQuery(folded, config=CONFIG, search_type="websearch")
    head, _space, last = folded.rpartition(" ")
    if folded.count('"') % 2 or not UNFINISHED.fullmatch(last):
        return query
    unfinished = _beginning_with(last)
    if head:
        unfinished = SearchQuery(head, config=CONFIG, search_type="websearch") & unfinished
    return query | unfinished


def query_for_any(text: str) -> SearchQuery:
    """Return what each word by itself matches that may be a reason to find a text."""
    words = words_in(text)
    queries = [SearchQuery(word, config=CONFIG, search_type="plain") for word in words]
    if words and UNFINISHED.fullmatch(words[-1]):
        queries.append(_beginning_with(words[-1]))
    return reduce(or_, queries) if queries else search_query(text)


def words_in(text: str) -> list[str]:
    """Return the words that were typed, without the signs between them."""
    return re.findall(r"\w+(?:[.@:/]\w+)*", fold(text))


def _beginning_with(word: str) -> SearchQuery:
    return SearchQuery(Lexeme(word, prefix=True), config=CONFIG, search_type="raw")


def newest_matches(
    articles: "ArticleQuerySet", text: str, counts: Sequence[tuple[datetime, int]]
) -> list[int]:
    """Return the ids of the newest articles that contain the words, at most `MOST_FOUND`.

    `counts` says how many articles there are by month, newest first: of a common word only the
    newest months are read, and of a rare one whatever has it.
    """
    found: list[int] = []
    query = search_query(text)
    for months in _windows(counts):
        matches = articles.filter(search_vector=WithinMonths(query, months)).newest_first()
        found = list(matches.values_list("pk", flat=True)[:MOST_FOUND])
        if len(found) == MOST_FOUND:
            break
    return found


def best_first(articles: "ArticleQuerySet", text: str) -> "ArticleQuerySet":
    """Order by how well the words are matched."""
    rank = SearchRank(F("search_vector"), search_query(text))
    return articles.order_by(rank.desc(), "-publish_at", "-pk")


def _windows(counts: Sequence[tuple[datetime, int]]) -> Iterator[str]:
    """Yield the months to look in, as a query on the stored column; the last time none is named."""
    newest, sizes = _number(site_now()), list(WINDOWS)
    newer = 0
    for month, count in counts:
        newer += count
        if sizes and newer >= sizes[0]:
            numbers = range(_number(month), newest + 1)
            yield "|".join(f"{MONTH_MARK}{number}" for number in numbers)
            sizes = [size for size in sizes if size > newer]
    yield ""


def _number(month: datetime) -> int:
    """Return the number that the stored column has for a month."""
    month = month.astimezone(UTC)
    return 12 * month.year + month.month
