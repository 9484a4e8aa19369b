"""Reporting a comment in a browser, from the article to the queue."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from blog.models import Comment
from coaching_site.accounts.models import User
from tests.browser.conftest import A_MOMENT, OVERFLOW, PHONE
from tests.factories import make_article, make_comment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("window_size", [PHONE])
def test_the_third_report_hides_a_comment_and_the_queue_says_why(page: Page, coach: User) -> None:
    comment = make_comment(make_article("Rust"), "Vraag het aan Kees van 4B.", name="Roddelaar")
    for place in ("elders", "nog ergens"):
        comment.report(submission=place, source=place, reason="person", words="")
    page.goto(comment.article.get_absolute_url())
    page.get_by_role("link", name=re.compile("^Melden")).click()
    assert page.evaluate(OVERFLOW) == 0
    assert Axe().run(page).response["violations"] == []
    page.get_by_label("Er is iemand in te herkennen").check()
    page.get_by_label("Wil je het toelichten?").fill("Iedereen weet wie dat is.")
    page.wait_for_timeout(A_MOMENT)
    page.get_by_role("button", name="Melden").click()
    expect(page.get_by_role("status")).to_contain_text("Je melding is bij de praktijk aangekomen.")

    page.goto(comment.article.get_absolute_url())
    expect(page.get_by_text("Kees van 4B")).to_have_count(0)
    page.goto("/admin/blog/comment/queue/")
    expect(page.locator(".card__facts")).to_contain_text("gemeld door lezers")
    page.get_by_role("button", name="Goedkeuren", exact=True).click()
    expect(page.locator(".decided")).to_have_count(1)
    assert Comment.objects.get().state == "approved"
