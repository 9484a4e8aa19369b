"""Full-text search: one folding of accents for the stored column, the query and the excerpt."""

import re
from typing import TYPE_CHECKING

from django.contrib.postgres.search import (
    Lexeme,
    SearchHeadline,
    SearchQuery,
    SearchRank,
    SearchVector,
)
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.expressions import CombinedExpression

from blog.excerpts import MARK_END, MARK_START

if TYPE_CHECKING:
    from blog.models.article_queries import ArticleQuerySet

CONFIG = "dutch"
ACCENTED = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝ"
PLAIN = "aaaaaaceeeeiiiinooooouuuuyyAAAAAACEEEEIIIINOOOOOUUUUY"
FOLDING = str.maketrans(ACCENTED, PLAIN)

LONGEST_QUERY = 200


class Fold(Func):
    """Replace accented letters, character for character, so that positions stay the same."""

    function = "translate"
    output_field = models.TextField()

    def __init__(self, expression: object) -> None:
        super().__init__(expression, Value(ACCENTED), Value(PLAIN))


def fold(text: str) -> str:
    """Return the text as the search column has it; its length stays the same."""
    return text.translate(FOLDING)


def weighted_vector() -> CombinedExpression:
    """Return the expression of the stored column: title A, summary B, body C."""
    return (
        SearchVector(Fold("title"), weight="A", config=CONFIG)
        + SearchVector(Fold("summary"), weight="B", config=CONFIG)
        + SearchVector(Fold("body_text"), weight="C", config=CONFIG)
    )


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
    if not re.fullmatch(r"\w{2,}", last) or folded.count('"') % 2:
        return query
    unfinished = SearchQuery(Lexeme(last, prefix=True), config=CONFIG, search_type="raw")
    if head:
        unfinished = SearchQuery(head, config=CONFIG, search_type="websearch") & unfinished
    return query | unfinished


def find(articles: "ArticleQuerySet", text: str) -> "ArticleQuerySet":
    """Keep what contains the words, best first, each with its marked text as `headline`."""
    if not text:
        return articles.none()
    query = search_query(text)
    headline = SearchHeadline(
        Fold("body_text"),
        query,
        config=CONFIG,
        start_sel=MARK_START,
        stop_sel=MARK_END,
        highlight_all=True,
    )
    # From a dictionary, which the type checker does not take for another kind of queryset.
    annotations = {"headline": headline, "original": F("body_text")}
    return (
        articles.filter(search_vector=query)
        .annotate(**annotations)
        .order_by(SearchRank(F("search_vector"), query).desc(), "-publish_at", "-pk")
    )
