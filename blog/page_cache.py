"""The keys that pages of the blog depend on, and the moments at which they change by themselves.

Its triggers tell the keys: SQL in the migrations, of each function the newest.
"""

from datetime import datetime

from blog.models import Article

# Which articles there are, and what a list says of each: by default whatever stands in them.
ARTICLE_CARDS = "article-cards"
# Also what stands only in articles themselves, and when that was changed.
ARTICLE_TEXTS = "article-texts"


def article_key(pk: int) -> str:
    """Return the key of one article with its conversation."""
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
