"""An author and a series are made in the form of the article in which they are missed."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from blog.models import ArticleVersion, Author, Series
from tests.browser.article_form import ADD
from tests.browser.conftest import SignIn
from tests.factories import make_user

pytestmark = pytest.mark.browser


def test_an_author_and_a_series_are_made_without_leaving_the_text(
    page: Window, sign_in: SignIn
) -> None:
    sign_in(make_user(superuser=True))
    page.goto(ADD)
    page.fill("#id_title", "Samen lezen")

    page.locator(".field-bylines .select2-search__field").fill("Vera de Wit")
    page.get_by_role("option", name="Maak “Vera de Wit” als auteur").click()
    expect(page.locator(".field-bylines .select2-selection__choice")).to_contain_text("Vera de Wit")
    page.locator(".field-series .select2-selection").click()
    page.locator(".select2-container--open .select2-search__field").fill("Leesweken")
    page.get_by_role("option", name="Maak “Leesweken” als serie").click()
    expect(page.locator(".field-series .select2-selection__rendered")).to_contain_text("Leesweken")
    page.fill("#id_part", "1")
    with page.expect_navigation():
        page.click(".article-bar [name=_save]")

    content = ArticleVersion.objects.get().content
    assert content["authors"] == [Author.objects.get(name="Vera de Wit").pk]
    assert content["series"] == Series.objects.get(title="Leesweken").pk


def test_who_is_signed_out_meanwhile_hears_that_nothing_was_made(
    page: Window, sign_in: SignIn
) -> None:
    """The question leads to the page for signing in, which answers as if all were well."""
    sign_in(make_user(superuser=True))
    page.goto(ADD)
    page.locator(".field-bylines .select2-search__field").fill("Vera de Wit")
    choice = page.get_by_role("option", name="Maak “Vera de Wit” als auteur")
    choice.wait_for()

    Session.objects.all().delete()
    choice.click()

    expect(page.locator(".field-bylines [role=alert]")).to_contain_text("Het is niet gelukt")
    expect(page.locator(".field-bylines .select2-selection__choice")).to_have_count(0)
    assert not Author.objects.exists()
