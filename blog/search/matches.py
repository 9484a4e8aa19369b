"""What a search finds: the newest articles with the words, best first, and the words marked.

How the newest matches of a common word are found without the others: docs/decisions/search.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache, partial

from django.db.models import QuerySet

from blog.models import Article
from blog.models.article_querysets import ArticleQuerySet
from blog.search.marking import marked, pattern_for, with_found_words
from blog.search.queries import MONTH_MARK, Typed, WithinMonths, best_first
from coaching_site.compiled_queries import CompiledQuery, PlannedQuery
from coaching_site.time.clock import site_now

# So many of the newest matches are put in order; what is older is not shown.
MOST_FOUND = 300
# Among so many of the newest articles is looked first; then among all before them.
WINDOWS = (1_000, 15_000)
MARKS = {name: f"<{name}>" for name in Typed.__slots__}


def newest_matches(text: str, counts: Sequence[tuple[datetime, int]]) -> list[int]:
    """Return the ids of the newest articles that contain the words, at most `MOST_FOUND`.

    `counts` says how many articles there are by month, newest first: of a common word only the
    newest months are read, and of a rare one whatever has it. The beginnings of words are looked up
    in the whole index, so only where the words themselves are not in enough of the newest.
    """
    typed = Typed.from_text(text)
    found: list[int] = []
    for number, months in enumerate(_windows(counts)):
        parts = asdict(typed if number or not months else typed.whole)
        found = _MATCHES(months=months, **parts)[:MOST_FOUND]
        if len(found) == MOST_FOUND:
            break
    return found


def best_of(ids: Sequence[int], text: str, first: int, last: int) -> Sequence[Article]:
    """Return these places of the articles in order of how well they match, with marked texts."""
    pattern, parts = pattern_for(text), asdict(Typed.from_text(text))
    return marked(_page(first, last)(ids=ids, pattern=pattern, **parts), pattern)


def _matches(months: str, **parts: str) -> "QuerySet[Article, int]":
    within = WithinMonths(Typed(**parts).query, months)
    matches = Article.objects.published().filter(search_vector=within).newest_first()
    return matches.values_list("pk", flat=True)[:MOST_FOUND]


def _ranked(first: int, last: int, ids: list[int], pattern: str, **parts: str) -> ArticleQuerySet:
    typed = Typed(**parts)
    articles = Article.objects.published().filter(pk__one_of=ids).for_search()
    return with_found_words(best_first(articles, typed), typed, pattern)[first:last]


_MATCHES = PlannedQuery(_matches, months="<months>", **MARKS)


@cache
def _page(first: int, last: int) -> CompiledQuery[Article]:
    """Return the query for a page of what was found; there are some dozens of them at most."""
    return CompiledQuery(partial(_ranked, first, last), ids=[-1], pattern="<pattern>", **MARKS)


def _windows(counts: Sequence[tuple[datetime, int]]) -> Iterator[str]:
    """Yield the months to look in, as a query on the stored column; the last time none is named."""
    # The column has months in UTC; by the site's clock the next may have begun.
    newest, sizes = _number(site_now()) + 1, list(WINDOWS)
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
    return 12 * month.year + month.month
