"""What a search finds: the newest articles with the words, best first, and the words marked."""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import F

from blog.models import Article
from blog.models.article_querysets import ArticleQuerySet
from blog.search.excerpts import Segment, excerpt
from blog.search.marking import found_ranges, with_found_words
from blog.search.queries import Typed

# So many of the newest matches are put in order; what is older is not shown.
MOST_FOUND = 300


def newest_matches(text: str) -> list[int]:
    """Return the ids of the newest articles that contain the words, at most `MOST_FOUND`.

    The last word may be the beginning of a longer one, unless enough articles have it as it is.
    """
    typed = Typed.from_text(text)
    found = _newest(typed.whole)
    if typed.unfinished and len(found) < MOST_FOUND:
        return _newest(typed)
    return found


def _newest(typed: Typed) -> list[int]:
    matches = Article.objects.published().filter(search_vector=typed.query).newest_first()
    return list(matches.values_list("pk", flat=True)[:MOST_FOUND])


def ranked(ids: Sequence[int], text: str) -> ArticleQuerySet:
    """Return these articles by how well they match, each with the words that were found."""
    typed = Typed.from_text(text)
    rank = SearchRank(F("search_vector"), typed.query)
    articles = Article.objects.published().filter(pk__in=ids).for_results()
    best_first = articles.order_by(rank.desc(), "-publish_at", "-pk")
    return with_found_words(best_first, typed, text)


def marked_excerpt(article: Any, text: str) -> list[Segment]:
    """Return what a search shows of an article of `ranked`, with the words that were found."""
    ranges = found_ranges(article.body_text, article.found_words, text)
    return excerpt(article.body_text, ranges)
