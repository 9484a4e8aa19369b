"""When pages change by themselves: an article appears or disappears at its moment."""

from datetime import datetime

from blog.models import Article
from coaching_site.page_cache.pages import ends_all_pages


@ends_all_pages
def next_moment_of_articles(after: datetime) -> datetime | None:
    """Return the first moment after this one at which an article appears or ends, in one query."""
    articles = Article.objects.outside_trash()
    appear = articles.filter(publish_at__gt=after).order_by("publish_at").values_list("publish_at")
    end = articles.filter(end_at__gt=after).order_by("end_at").values_list("end_at")
    moments = appear[:1].union(end[:1], all=True)
    return min((moment for (moment,) in moments if moment), default=None)
