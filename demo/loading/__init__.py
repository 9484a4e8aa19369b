"""Fills an empty site with a practice that does not exist."""

from blog.models import Article
from demo.loading.articles import load_articles
from demo.loading.conversations import load_comments, load_inquiries
from demo.loading.practice import (
    load_accounts,
    load_authors,
    load_offers,
    load_practice,
)


def load_content() -> bool:
    """Load everything once; return whether there was anything to do."""
    if Article.objects.exists():
        return False
    load_practice()
    load_authors(load_accounts())
    load_articles()
    load_offers()
    load_comments()
    load_inquiries()
    return True
