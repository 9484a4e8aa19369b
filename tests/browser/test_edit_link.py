"""The way from a page of the site to where it is written, in the browser of who works here."""

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.factories import make_article, make_user

pytestmark = pytest.mark.browser


def test_who_works_here_gets_from_an_article_to_its_form(page: Window, sign_in: SignIn) -> None:
    article = make_article()
    sign_in(make_user(superuser=True))
    page.goto("/admin/")

    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Bewerk").click()

    expect(page).to_have_url(
        f"{page.url.split('/admin')[0]}/admin/blog/article/{article.pk}/change/"
    )


def test_without_an_answer_the_page_is_read_as_by_anybody(
    page: Window, sign_in: SignIn, complaints: list[str]
) -> None:
    sign_in(make_user(superuser=True))
    page.goto("/admin/")
    page.route("**/admin/edit-link/**", lambda route: route.abort())
    page.goto(make_article().get_absolute_url(), wait_until="networkidle")
    assert page.locator(".edit-link").count() == 0
    assert not [complaint for complaint in complaints if complaint.startswith("script:")]
    complaints.clear()


def test_the_browser_of_a_reader_asks_nothing(page: Window) -> None:
    article, asked = make_article(), []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(article.get_absolute_url(), wait_until="networkidle")

    assert not [address for address in asked if "/admin/" in address]
    assert page.locator(".edit-link").count() == 0


def test_signing_out_forgets_that_somebody_works_here(page: Window, sign_in: SignIn) -> None:
    sign_in(make_user(superuser=True))
    page.goto("/admin/")
    with page.expect_navigation(url="**/"):
        page.get_by_role("button", name="Uitloggen").click()

    assert page.evaluate("localStorage.getItem('works-here')") is None
