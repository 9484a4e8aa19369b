"""Copies the articles and comments of the site in `SOURCE` to Wagtail, in `DATABASE_URL`.

Run as `python -m wagtail_site.filling`.
"""

from typing import Any

import django
from django.core.management import call_command

django.setup()

from django.db import connections, transaction  # noqa: E402 (needs what was set up above)
from wagtail.models import Page, Site  # noqa: E402

from wagtail_site.models import Article, ArticleList, Comment  # noqa: E402

ARTICLES = """
SELECT id, title, slug, summary, body, publish_at FROM blog_article
WHERE publish_at <= now() AND trashed_at IS NULL AND (end_at IS NULL OR end_at > now())
"""
COMMENTS = "SELECT article_id, name, text, created_at FROM blog_comment WHERE state = 'approved'"


@transaction.atomic
def copy() -> None:
    """Make the list below the root of the site, and everything below that."""
    shelf = Page.objects.get(pk=Site.objects.get().root_page_id).add_child(
        instance=ArticleList(title="Artikelen", slug="artikelen")
    )
    copies = {
        number: shelf.add_child(
            instance=Article(title=title, slug=slug, summary=summary, body=body, date=date)
        )
        for number, title, slug, summary, body, date in _rows(ARTICLES)
    }
    Comment.objects.bulk_create(
        Comment(article=copies[number], name=name, text=text, created_at=date)
        for number, name, text, date in _rows(COMMENTS)
        if number in copies
    )


def _rows(query: str) -> list[tuple[Any, ...]]:
    with connections["source"].cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    copy()
