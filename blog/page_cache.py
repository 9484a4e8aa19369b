"""What the blog's pages show, by the names that its triggers tell, and when they change alone."""

from datetime import datetime

from blog.models import Article

ARTICLES = "articles"  # which ones there are, and what a list says of each
TEXTS = "texts"  # what stands in them, and when that was changed
TOPICS = "topics"
AUTHORS = "authors"
SERIES = "series"
# What a list of articles shows.
CARDS = (ARTICLES, TOPICS, AUTHORS, SERIES)


def one_article(pk: int) -> str:
    """Return the name of one article with its conversation."""
    return f"article:{pk}"


def next_moment_of_articles(after: datetime) -> datetime | None:
    """Return the first moment after this one at which an article appears or ends.

    Two queries, of which each reads the first row of an index.
    """
    moments = [_first_after(after, "publish_at"), _first_after(after, "end_at")]
    return min((moment for moment in moments if moment), default=None)


def _first_after(after: datetime, field: str) -> datetime | None:
    articles = Article.objects.outside_trash().filter(**{f"{field}__gt": after})
    return articles.order_by(field).values_list(field, flat=True).first()
