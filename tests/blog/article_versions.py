"""A live article with later versions, its pages in the admin, and what is typed in its form."""

from datetime import datetime, timedelta

from django.test import Client
from django.utils import timezone

from blog.models import Article
from blog.models.article_content import ArticleContent


def start(*titles: str, **fields: object) -> Article:
    """Make an article with a version for each title; the first is live."""
    first, *rest = titles or ("Loslaten",)
    fields = {"slug": "loslaten", "body": "<p>De tekst.</p>"} | fields
    article = Article.start(ArticleContent(title=first, **fields), by=None)
    article.publish(article.newest_version, by=None)
    for number, title in enumerate(rest, 1):
        content = ArticleContent(title=title, publish_at=article.publish_at, **fields)
        article.save_version(content, by=None, based_on=number)
    return article


def page(article: Article, name: str = "history", query: str = "") -> str:
    return f"/admin/blog/article/{article.pk}/{name}/{query}"


def words(response) -> str:
    """Return the page as text in one line."""
    return " ".join(response.content.decode().split())


def post(client: Client, article: Article, button: str, **fields: object):
    newest = article.newest_version
    content = newest.read()
    local = timezone.localtime(content.publish_at)
    typed = {
        "title": content.title,
        "slug": content.slug,
        "body": content.body,
        "publish_at_0": f"{local:%d-%m-%Y}",
        "publish_at_1": f"{local:%H:%M}",
        "based_on": newest.number,
        button: "1",
    }
    return client.post(page(article, "change"), typed | fields)


def moment(at: datetime, name: str = "change_at") -> dict[str, str]:
    """Return a moment as it is typed."""
    local = timezone.localtime(at)
    return {f"{name}_0": f"{local:%d-%m-%Y}", f"{name}_1": f"{local:%H:%M}"}


def later(**ahead: float) -> datetime:
    """Return a whole minute in the time to come, an hour unless told otherwise."""
    at = timezone.now() + timedelta(**(ahead or {"hours": 1}))
    return at.replace(second=0, microsecond=0)


def refusals(response) -> dict[str, list[str]]:
    form = response.context["adminform"].form
    return {name: [e.code for e in found.as_data()] for name, found in form.errors.items()}
