"""A text that is opened, looked at and saved, but not touched, stays the version that it was."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from blog.models import Article, ArticleState
from coaching_site.accounts.models import User
from coaching_site.models import Block, Page
from contact.models import Offer
from demo.loading import load_content
from tests.browser.article_form import bar, form_of, start
from tests.browser.conftest import SignIn
from tests.browser.test_pasting import open_form
from tests.documents import DOCUMENTS, document
from tests.factories import make_block, make_image

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FORMS = {
    Article: "blog/article",
    Page: "coaching_site/page",
    Offer: "contact/offer",
    Block: "coaching_site/block",
}


def versions() -> list[tuple[type, int, int]]:
    """Return the number of every version of every text, as (kind, text, number)."""
    return [
        (kind, text.pk, number)
        for kind in FORMS
        for text in kind._default_manager.order_by("pk")  # type: ignore[attr-defined] # they have one
        for number in text.versions.values_list("number", flat=True)
    ]


def all_forms() -> Iterator[str]:
    """Yield the addresses of the forms of all texts."""
    for kind, address in FORMS.items():
        for key in kind._default_manager.values_list("pk", flat=True):  # type: ignore[attr-defined] # they have one
            yield f"/admin/{address}/{key}/change/"


def press(page: Window, button: str) -> None:
    with page.expect_navigation():
        bar(page).locator(f"[name={button}]").click()


def test_no_text_of_the_demo_gets_a_version_by_looking(page: Window, sign_in: SignIn) -> None:
    assert load_content()
    sign_in(User.objects.get(username="coach"))
    before = versions()

    for address in all_forms():
        open_form(page, address)
        press(page, "_preview")
        expect(page.locator(".preview-banner")).to_contain_text("Voorbeeld")

    assert len(before) > 20
    assert versions() == before


@pytest.fixture
def everything(coach: User) -> Article:
    """Return an article with all that the editor can make, as it came out of the editor."""
    for _time in range(3):
        make_image()
        make_block()
    return start(coach, body="\n".join(document(name) for name in DOCUMENTS))


@pytest.mark.parametrize("button", ["_save", "_preview"])
def test_whatever_the_editor_can_make_stays_what_it_was(
    page: Window, everything: Article, button: str
) -> None:
    open_form(page, form_of(everything))
    press(page, button)
    assert everything.versions.count() == 1


def test_a_draft_is_published_and_published_again_as_it_stands(
    page: Window, everything: Any
) -> None:
    open_form(page, form_of(everything))
    press(page, "_publish")
    everything.refresh_from_db()
    assert everything.state == ArticleState.LIVE
    published_at = everything.publish_at

    page.wait_for_selector(".cke_wysiwyg_div")
    press(page, "_publish")

    everything.refresh_from_db()
    assert everything.publish_at == published_at
    assert everything.live_version == everything.versions.get()
