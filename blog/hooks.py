"""What the blog gives to the rest of the site, from `BlogConfig.ready()`."""

from datetime import datetime

from blog.models import Article
from coaching_site.page_cache.expiry import register_next_moment


def register() -> None:
    """Let kept pages end when an article appears or ends."""
    register_next_moment(next_moment_of_articles)


def next_moment_of_articles(after: datetime) -> datetime | None:
    """Return the first moment after this one at which an article appears or ends.

    Two queries, of which each reads the first row of an index.
    """
    moments = [_first_after(after, "publish_at"), _first_after(after, "end_at")]
    return min((moment for moment in moments if moment), default=None)


def _first_after(after: datetime, field: str) -> datetime | None:
    articles = Article.objects.outside_trash().filter(**{f"{field}__gt": after})
    return articles.order_by(field).values_list(field, flat=True).first()
