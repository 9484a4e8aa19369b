"""When pages change by themselves: an article appears or disappears at its moment."""

from datetime import datetime

from blog.models import Article
from coaching_site.page_cache.pages import ends_all_pages


@ends_all_pages
def next_moment_of_articles(after: datetime) -> datetime | None:
    """Return the first moment after this one at which an article appears or ends.

    Two queries, of which each reads the first row of an index.
    """
    moments = [_first_after(after, "publish_at"), _first_after(after, "end_at")]
    return min((moment for moment in moments if moment), default=None)


def _first_after(after: datetime, field: str) -> datetime | None:
    articles = Article.objects.outside_trash().filter(**{f"{field}__gt": after})
    return articles.order_by(field).values_list(field, flat=True).first()
