"""Fills the database in `DATABASE_URL` with the articles and comments that come in as JSON.

Run as `python -m wagtail_site.filling`.
"""

import json
import sys
from pathlib import Path
from typing import Any

import django
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.db import connection, transaction

django.setup()

from wagtail.images.models import Image  # noqa: E402 (needs what was set up above)
from wagtail.models import Page, Site  # noqa: E402

from wagtail_site.models import Article, ArticleList, Author, Comment, Topic  # noqa: E402

AUTHORS, TOPICS, IMAGES = 40, 12, 24


def make_tables() -> None:
    """Make the tables: of Wagtail by its migrations, of this site as its models are now."""
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        for model in (Author, Topic, ArticleList, Article, Comment):
            editor.create_model(model)


@transaction.atomic
def fill(site: dict[str, Any]) -> None:
    """Make the list below the root of the site, and everything below that."""
    authors = [Author.objects.create(name=f"Schrijver {number}") for number in range(AUTHORS)]
    topics = [Topic.objects.create(name=f"Thema {number}") for number in range(TOPICS)]
    with Path(site["image"]).open("rb") as file:
        drawn = ImageFile(file, name="foto.webp")
        images = [Image.objects.create(title="Foto", file=drawn) for _number in range(IMAGES)]
    root = Page.objects.get(pk=Site.objects.get().root_page_id)
    shelf = root.add_child(instance=ArticleList(title="Artikelen", slug="artikelen"))
    for number, values in enumerate(site["articles"]):
        article = Article(cover=images[number % IMAGES], date=values.pop("publish_at"), **values)
        article.authors = [authors[number % AUTHORS], authors[(number + 1) % AUTHORS]]
        article.topics = [topics[number % TOPICS], topics[(number + 1) % TOPICS]]
        shelf.add_child(instance=article)
    for values in site["comments"]:
        article = Article.objects.get(slug=values.pop("article__slug"))
        Comment.objects.create(article=article, **values)


if __name__ == "__main__":
    make_tables()
    fill(json.load(sys.stdin))
