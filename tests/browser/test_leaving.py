"""Leaving a form or signing out with text that is not saved, and whose text a browser shows."""

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, expect

from coaching_site.accounts.models import User
from tests.browser.conftest import SignIn
from tests.browser.test_pasting import open_form
from tests.browser.writing import (
    ADD,
    close_and_open,
    holds,
    refused,
    save,
    start_article,
    type_text,
)
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@dataclass
class Questions:
    """What pages ask before they let go of something, and the answer that they get."""

    asked: list[str] = field(default_factory=list)
    answer: bool = True

    def on_dialog(self, dialog: Dialog) -> None:
        self.asked.append(dialog.message or dialog.type)
        if self.answer:
            dialog.accept()
        else:
            dialog.dismiss()

    def wait_for(self, page: Page, count: int) -> None:
        """Wait until so many questions were asked."""
        for _try in range(50):
            if len(self.asked) == count:
                return
            page.wait_for_timeout(100)
        pytest.fail(f"Asked: {self.asked}.")


@pytest.fixture
def questions(window: BrowserContext) -> Questions:
    questions = Questions()
    window.on("dialog", questions.on_dialog)
    return questions


def test_leaving_asks_only_when_something_is_not_saved(
    page: Page, coach: User, questions: Questions
) -> None:
    address = start_article(page)
    page.goto("/admin/")
    open_form(page, address)
    type_text(page, "Eerste versie", "Een zin.")
    save(page)
    open_form(page, address)
    # As browsers and their extensions do to elements in which somebody writes.
    page.locator("#id_title").press("End")
    page.locator(".cke_wysiwyg_div p").first.evaluate(
        "part => { part.setAttribute('style', ''); part.setAttribute('data-gramm', 'false'); }"
    )
    page.locator("#id_title").press("Home")
    page.goto("/admin/")
    assert questions.asked == []
    holds(page, 0)
    open_form(page, address)
    page.locator(".cke_wysiwyg_div").click()
    page.goto("/admin/")
    assert questions.asked == []

    open_form(page, address)
    page.locator("#id_title").fill("Niet bewaard")
    page.goto("/admin/")
    assert questions.asked == ["beforeunload"]

    open_form(page, address)
    page.locator("#id_title").fill("Wel bewaard")
    save(page)
    page.goto("/admin/")
    assert questions.asked == ["beforeunload"]


def test_after_a_refused_save_leaving_asks_only_if_something_was_typed(
    page: Page, coach: User, questions: Questions
) -> None:
    open_form(page, ADD)
    page.locator("[name=_save]").last.click()
    refused(page)
    page.locator("#id_title").click()
    page.goto("/admin/")
    assert questions.asked == []

    open_form(page, ADD)
    page.locator("#id_summary").fill("Een samenvatting zonder titel.")
    page.locator("[name=_save]").last.click()
    refused(page)
    page.locator("#id_title").click()
    page.goto("/admin/")
    assert questions.asked == ["beforeunload"]


def test_signing_out_asks_nothing_when_everything_is_saved(
    page: Page, coach: User, questions: Questions
) -> None:
    start_article(page)
    page.get_by_role("button", name="Uitloggen").click()
    page.wait_for_url("/")
    assert questions.asked == []
    page.goto("/admin/")
    expect(page).to_have_url(re.compile("/account/login/"))


@pytest.mark.parametrize("where", ["/admin/", "/account/logout/"])
def test_signing_out_asks_before_it_erases_the_copies(page: Page, coach: User, where: str) -> None:
    open_form(page, ADD)
    type_text(page, "Nog niet bewaard")
    other = page.context.new_page()
    page.close()
    other.goto(where)
    sign_out = other.get_by_role("button", name="Uitloggen", exact=True)
    question = other.get_by_role("alertdialog", name="Toch uitloggen?")
    sign_out.click()
    expect(question).to_contain_text("nog niet bewaard")
    for say_no in (
        lambda: question.get_by_role("button", name="Ingelogd blijven").click(),
        lambda: other.keyboard.press("Escape"),
    ):
        sign_out.click() if question.is_hidden() else None
        expect(question).to_be_visible()
        say_no()
        expect(question).to_be_hidden()
        holds(other, 1)
        assert where in other.url

    sign_out.click()
    question.get_by_role("button", name="Uitloggen en wissen").click()
    expect(other).not_to_have_url(where)
    holds(other, 0)


def test_signing_out_asks_also_where_the_small_storage_is_blocked(
    page: Page, coach: User, complaints: list[str]
) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })"
    )
    open_form(page, ADD)
    type_text(page, "Nog niet bewaard")
    page.get_by_role("button", name="Uitloggen", exact=True).click()
    expect(page.get_by_role("alertdialog", name="Toch uitloggen?")).to_be_visible()
    # Django's own sidebar breaks without it, and nothing else does.
    assert set(complaints) <= {"script: blocked"}
    complaints.clear()


def test_somebody_else_in_the_same_browser_sees_nothing_of_it(
    page: Page, coach: User, sign_in: SignIn
) -> None:
    open_form(page, ADD)
    type_text(page, "Van de coach")
    sign_in(make_user("noor", superuser=True))
    other = close_and_open(page, ADD)
    other.wait_for_timeout(2_000)
    expect(other.locator(".kept-texts")).to_be_hidden()
    assert "Van de coach" not in other.content()

    sign_in(coach)
    open_form(other, ADD)
    expect(other.locator(".kept-text")).to_contain_text("Van de coach")
