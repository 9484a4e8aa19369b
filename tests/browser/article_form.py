"""Articles whose form is opened in Chromium, and what stands on that form."""

import pytest
from playwright.sync_api import Locator, Page

from blog.models import Article
from blog.models.article_content import ArticleContent
from coaching_site.accounts.models import User
from tests.browser.conftest import PHONE

ADD = "/admin/blog/article/add/"
DESK = (1440, 900)
SIZES = pytest.mark.parametrize("window_size", [DESK, PHONE], ids=["desk", "phone"])
ON_A_PHONE = pytest.mark.parametrize("window_size", [PHONE], ids=["phone"])
LONG = "".join(f"<h2>Kop {number}</h2><p>{'Een zin om te lezen. ' * 40}</p>" for number in range(9))


def start(by: User, title: str = "Loslaten", body: str = LONG, **fields: object) -> Article:
    content = ArticleContent(title=title, slug="loslaten", body=body, **fields)  # type: ignore[arg-type] # what a test names
    return Article.start(content, by=by)


def publish(article: Article, by: User) -> Article:
    newest = article.newest_version
    assert newest
    article.publish(newest, by=by)
    return article


def form_of(article: Article) -> str:
    return f"/admin/blog/article/{article.pk}/change/"


def bar(page: Page) -> Locator:
    return page.locator(".article-bar")


def fold(page: Page, name: str) -> Locator:
    return page.locator("details.fold", has=page.get_by_role("heading", name=name))
