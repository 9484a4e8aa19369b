"""Articles that are shown before readers may see them, and the links to them."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from lxml import html

from blog.models import Article, ArticleVersion, PreviewLink
from blog.models.article_content import ArticleContent
from tests.factories import make_user

MADE_UP = "/voorbeeld/12.verzonnen/"


def save(article: Article, **fields: Any) -> ArticleVersion:
    content = ArticleContent(**({"title": "Loslaten", "slug": "loslaten"} | fields))
    return article.save_version(content, by=None, based_on=article.newest_version.number)


def draft(**fields: Any) -> Article:
    content = {"title": "Loslaten", "slug": "loslaten", "body": "<p>Het geheim.</p>"} | fields
    return Article.start(ArticleContent(**content), by=None)


def live(**fields: Any) -> Article:
    article = draft(**fields)
    article.publish(article.newest_version, by=None)
    return article


def share(article: Article) -> str:
    return PreviewLink.make(article, by=make_user()).get_absolute_url()


def is_dead(address: str) -> bool:
    """Tell whether a stranger gets there exactly what a made-up link gives."""
    dead, never = Client().get(address), Client().get(MADE_UP)
    assert never.status_code == 404
    return (dead.status_code, dead.content, dead.headers) == (404, never.content, never.headers)


def text_of(answer: HttpResponse) -> str:
    return " ".join(html.document_fromstring(answer.content).text_content().split())


def links_page(article: Article) -> str:
    return f"/admin/blog/article/{article.pk}/preview-links/"


def preview(article: Article, version: object = None) -> str:
    query = "" if version is None else f"?version={version}"
    return f"/admin/blog/article/{article.pk}/preview/{query}"
