"""Steps that are taken with an article, and what is seen of it afterwards."""

from typing import Any

from django.test import Client
from lxml import html

from blog.models import Article, ArticleState
from blog.models.article_content import ArticleContent

LIST = "/admin/blog/article/"


def start(**fields: Any) -> Article:
    content = {"title": "Loslaten", "slug": "loslaten", "body": "<p>Tekst.</p>"} | fields
    return Article.start(ArticleContent(**content), by=None)


def live(**fields: Any) -> Article:
    article = start(**fields)
    article.publish(article.newest_version, by=None)
    return article


def step(client: Client, article: Article, name: str, **typed: str):
    return client.post(f"{LIST}{article.pk}/{name}/", typed, follow=True)


def state(article: Article) -> ArticleState:
    return Article.objects.get(pk=article.pk).state


def document(answer) -> html.HtmlElement:
    return html.document_fromstring(answer.content.decode())


def messages(answer) -> str:
    """Return the words of the messages that the answer shows."""
    lists = document(answer).xpath("//ul[contains(@class, 'messagelist')]")
    return " ".join(" ".join(shown.text_content() for shown in lists).split())
