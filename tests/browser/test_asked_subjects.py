"""From a question to an article, in a browser: mark, write, publish, “beantwoord in”."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from blog.models import Article, AskedSubject, Comment
from coaching_site.accounts.models import User
from tests.browser.conftest import OVERFLOW, PHONE
from tests.factories import make_article, make_comment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SUBJECTS = "/admin/blog/askedsubject/"


@pytest.fixture
def article() -> Article:
    return make_article("Ouders als partners")


def test_a_question_becomes_an_article_and_the_thread_says_so(
    page: Page, article: Article, coach: User
) -> None:
    make_comment(article, "Hoe begin ik een kringgesprek?", name="Noor", state="pending")
    page.goto("/admin/blog/comment/queue/")
    page.locator("summary").get_by_text("Meer").click()
    page.get_by_role("link", name="Markeer als onderwerp").click()
    page.get_by_label("Een nieuw onderwerp").fill("Kringgesprekken")
    page.get_by_role("button", name="Markeren").click()
    page.get_by_role("button", name="Goedkeuren", exact=True).click()
    expect(page.locator(".decided")).to_have_count(1)
    page.goto(SUBJECTS)
    page.get_by_role("link", name="Kringgesprekken").click()
    page.get_by_role("button", name="Schrijf artikel").click()
    expect(page.locator("blockquote")).to_have_text("Hoe begin ik een kringgesprek?")
    page.get_by_role("button", name="Publiceer").first.click()
    expect(page.locator("body")).to_contain_text("Lezers zien het nu")
    page.goto(article.get_absolute_url())
    page.locator(".comment__answered").get_by_role("link", name="Kringgesprekken").click()
    expect(page.locator("h1")).to_have_text("Kringgesprekken")


@pytest.mark.parametrize("window_size", [PHONE, (1280, 800)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_subjects_fit_and_have_no_fault_that_axe_knows(
    page: Page, article: Article, coach: User, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    subject = AskedSubject.objects.create(title="x" * 120)
    AskedSubject.objects.create(title="Rust")
    comment = make_comment(article, "y" * 400, name="z" * 80)
    subject.take(comment)
    for step in ("", f"{subject.pk}/change/", f"mark/{comment.pk}/", f"{subject.pk}/merge/"):
        page.goto(f"{SUBJECTS}{step}")
        assert page.evaluate(OVERFLOW) == 0, step
        assert Axe().run(page).response["violations"] == [], step
    page.goto(f"{SUBJECTS}{subject.pk}/change/")
    page.locator("summary").get_by_text("Hernoemen").click()
    assert page.evaluate(OVERFLOW) == 0
    assert Axe().run(page).response["violations"] == []
    Comment.objects.update(name="Noor")
    subject.article = make_article("a" * 120)
    subject.save()
    page.goto(article.get_absolute_url())
    expect(page.locator(".comment__answered")).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
    assert Axe().run(page).response["violations"] == []
