"""What is to be seen in an image of a text, in Chromium: asked, refused, waited for."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from blog.models import Article, Image
from coaching_site.accounts.models import User
from tests.browser.picturing import (
    BODY,
    begin,
    describe,
    describe_later,
    faults,
    hand_over,
    words_stored,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_neither_words_nor_a_tick_is_asked_again_and_never_the_name_of_the_file(
    page: Page, coach: User, photo: Path
) -> None:
    begin(page)
    hand_over(page.locator(BODY), "paste", photo)
    expect(page.get_by_label("Beschrijving", exact=True)).to_have_value("")
    page.keyboard.press("Enter")
    expect(page.locator(".image-panel").get_by_role("alert")).to_contain_text(
        "Zeg wat er te zien is"
    )
    expect(page.get_by_label("Beschrijving", exact=True)).to_be_focused()
    assert faults(page, ".image-panel") == []


def test_an_image_that_is_not_described_is_asked_about_before_it_is_published(
    page: Page, coach: User, photo: Path
) -> None:
    begin(page)
    page.get_by_label("Titel:").fill("Later beschreven")
    page.locator(BODY).click()
    page.keyboard.type("Een zin.")
    hand_over(page.locator(BODY), "paste", photo)
    describe_later(page)
    expect(page.locator(".image-tools__words")).to_have_text("Nog niet beschreven")
    page.get_by_role("button", name="Publiceer").click()
    expect(page.locator(".image-panel").get_by_role("alert")).to_contain_text(
        "Beschrijf deze afbeelding"
    )
    page.keyboard.press("Escape")
    assert not Article.objects.exists()
    page.get_by_role("button", name="Publiceer").click()
    held: list[Route] = []
    page.route("**/describe/", lambda route: held.append(route))  # noqa: PLW0108 (its own argument)
    describe(page, "Een rij jassen")
    expect(page.locator(".image-notice")).to_contain_text("nog afbeeldingen onderweg")
    was_saved = Article.objects.exists()
    held[0].continue_()  # what stays held would hold up the end of the test too
    assert not was_saved
    expect(page.locator(".messagelist")).to_contain_text("Lezers zien het nu")
    assert 'alt="Een rij jassen"' in Article.objects.get().body
    assert Image.objects.get().alternative_text == "Een rij jassen"


def test_words_that_are_refused_when_publishing_are_told_of_before_the_page_leaves(
    page: Page, coach: User, photos: list[Path], complaints: list[str]
) -> None:
    begin(page)
    page.get_by_label("Titel:").fill("Geweigerd")
    page.locator(BODY).click()
    page.keyboard.type("Een zin.")
    hand_over(page.locator(BODY), "paste", *photos[:2])
    describe_later(page)
    expect(page.get_by_text("Afbeelding 2 van 2")).to_be_visible()
    describe_later(page)
    expect(page.locator(f"{BODY} figure img")).to_have_count(2)
    page.route(
        "**/describe/", lambda route: route.fulfill(status=403, json={"message": "Nee."}), times=1
    )
    page.get_by_role("button", name="Publiceer").click()
    describe(page, "Een rij jassen")
    # The panel for the next image is on top of what is told of this one.
    expect(page.locator(".image-notice")).to_contain_text("Nee.")
    with words_stored(page):
        describe(page, "Een kapstok")
    expect(page.locator(".image-notice")).to_contain_text("Nee.")
    assert not Article.objects.exists()
    page.get_by_role("button", name="Publiceer").click()
    expect(page.locator(".messagelist")).to_contain_text("Lezers zien het nu")
    assert 'alt="Een rij jassen"' in Article.objects.get().body
    complaints.clear()  # Chromium reports the 403


def test_words_that_are_on_their_way_are_not_asked_for_again_when_publishing(
    page: Page, coach: User, photo: Path
) -> None:
    held: list[Route] = []
    begin(page)
    page.get_by_label("Titel:").fill("Snel gepubliceerd")
    page.locator(BODY).click()
    page.keyboard.type("Een zin.")
    hand_over(page.locator(BODY), "paste", photo)
    expect(page.locator(f"{BODY} figure img")).to_be_attached()
    page.route("**/describe/", lambda route: held.append(route))  # noqa: PLW0108 (its own argument)
    describe(page, "Een rij jassen")
    expect(page.locator(".image-tools__words")).to_have_text("Een rij jassen")
    page.get_by_role("button", name="Publiceer").click()
    expect(page.locator(".image-notice")).to_contain_text("nog afbeeldingen onderweg")
    is_asked_again, was_saved = page.locator(".image-panel").count(), Article.objects.exists()
    held[0].continue_()  # what stays held would hold up the end of the test too
    assert (is_asked_again, was_saved) == (0, False)
    expect(page.locator(".messagelist")).to_contain_text("Lezers zien het nu")
    assert Image.objects.get().alternative_text == "Een rij jassen"


def test_a_draft_may_hold_an_image_that_is_not_described_yet(
    page: Page, coach: User, photo: Path
) -> None:
    begin(page)
    page.get_by_label("Titel:").fill("Concept")
    hand_over(page.locator(BODY), "paste", photo)
    describe_later(page)
    expect(page.locator(".image-tools")).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist")).to_contain_text("concept")
    expect(page.locator(".image-tools__words")).to_have_text("Nog niet beschreven")
