"""A paste on a slow or broken connection: it lands where it was pasted, and no word is lost."""

import json

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import Route, expect

from coaching_site.accounts.models import User
from coaching_site.models import Page
from tests.browser.test_links import PASTE_TEXT, choose_words
from tests.browser.test_pasting import PASTE, PASTED, open_form
from tests.browser.test_typing import AREA, written

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESS = "**/admin/paste/"
HURRY = """const limit = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = () => limit(200);"""


@pytest.fixture
def held(page: Window, coach: User) -> list[Route]:
    """Open a text in which every paste waits until its route here goes on."""
    routes: list[Route] = []
    page.route(ADDRESS, lambda route: routes.append(route))  # noqa: PLW0108 (its own argument)
    open_form(page)
    return routes


def write(page: Window, text: str) -> None:
    page.evaluate(f"CKEDITOR.instances.id_body.setData({json.dumps(text)})")
    page.locator(AREA).click()
    page.keyboard.press("ControlOrMeta+End")


def paste(page: Window, text: str, script: str = PASTE) -> None:
    """Paste, and go on once the server is asked."""
    with page.expect_request(ADDRESS):
        page.eval_on_selector(AREA, script, text)


def shows(page: Window, text: str) -> None:
    expect(page.locator(AREA)).to_have_text(text)


def plain(page: Window) -> str:
    return written(page).replace("&nbsp;", " ")


@pytest.mark.parametrize(
    ("pasted", "becomes"),
    [
        ("<p>geplakt</p>", "<p>Voor geplakt en door.</p><p>Verder</p>"),
        (
            "<p>een</p><ul><li>twee</li></ul><p>drie</p>",
            "<p>Voor </p><p>een</p><ul><li>twee</li></ul><p>drie</p><p>en door.</p><p>Verder</p>",
        ),
    ],
    ids=["words", "paragraphs"],
)
def test_a_paste_lands_where_it_was_pasted_and_whoever_types_on_is_not_disturbed(
    page: Window, held: list[Route], pasted: str, becomes: str
) -> None:
    write(page, "<p>Voor&nbsp;</p>")
    paste(page, pasted)
    page.keyboard.type(" en door.")
    page.keyboard.press("Enter")
    page.keyboard.type("Ver")
    expect(page.locator(".cke_notification")).to_contain_text("Je kunt gewoon doortypen")
    held.pop().continue_()
    expect(page.locator(AREA)).to_contain_text("een" if "een" in pasted else "geplakt")
    page.keyboard.type("der")

    assert plain(page) == becomes
    expect(page.locator(".cke_notification")).to_have_count(0)
    page.evaluate("CKEDITOR.instances.id_body.execCommand('undo')")
    page.evaluate("CKEDITOR.instances.id_body.execCommand('undo')")
    assert plain(page) == "<p>Voor  en door.</p><p>Ver</p>"


def test_two_pastes_stand_in_the_order_in_which_they_were_pasted(
    page: Window, held: list[Route]
) -> None:
    page.locator(AREA).click()
    paste(page, "<p>een</p><p>twee</p>")
    paste(page, "<p>drie</p>")
    page.keyboard.type(" vier ")
    paste(page, "<p>vijf</p>")
    page.keyboard.type(" zes")
    for route in reversed(held):
        route.continue_()

    expect(page.locator(AREA)).to_contain_text("vijf zes")
    assert plain(page) == "<p>een</p><p>twee</p><p>drie vier vijf zes</p>"


def test_an_address_links_the_words_over_which_it_was_pasted(
    page: Window, held: list[Route]
) -> None:
    write(page, "<p>Over faalangst en rust.</p>")
    choose_words(page, "faalangst")
    paste(page, "www.voorbeeld.nl", PASTE_TEXT)
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(" Ja")
    held.pop().continue_()
    expect(page.locator(f"{AREA} a")).to_have_count(1)
    page.keyboard.type("!")

    linked = '<a href="https://www.voorbeeld.nl">faalangst</a>'
    assert plain(page) == f"<p>Over {linked} en rust. Ja!</p>"


def test_a_title_that_is_typed_meanwhile_stays_the_field_that_is_typed_in(
    page: Window, held: list[Route]
) -> None:
    page.locator(AREA).click()
    paste(page, "<p>geplakt</p>")
    page.locator("#id_title").click()
    page.keyboard.type("Ru")
    held.pop().continue_()
    shows(page, "geplakt")
    page.keyboard.type("st")

    expect(page.locator("#id_title")).to_have_value("Rust")


def test_a_text_is_saved_with_what_was_on_its_way(page: Window, held: list[Route]) -> None:
    page.fill("#id_title", "Rust")
    page.locator(AREA).click()
    paste(page, "<p>geplakt</p>")
    page.keyboard.press("ControlOrMeta+s")
    with page.expect_navigation():
        held.pop().continue_()

    newest = Page.objects.get(title="Rust").newest_version
    assert newest
    assert newest.read().body.strip() == "<p>geplakt</p>"


def test_a_paste_that_gets_no_answer_is_shown_as_the_browser_cleans_it(
    page: Window, held: list[Route], complaints: list[str]
) -> None:
    page.evaluate(HURRY)
    paste(page, "<p style='color:red'>Zonder <b>antwoord</b>.</p>")

    shows(page, "Zonder antwoord.")
    assert plain(page) == "<p>Zonder <strong>antwoord</strong>.</p>"
    complaints.clear()


def test_without_a_connection_a_text_of_word_is_shown_with_its_lists(
    page: Window, coach: User, complaints: list[str]
) -> None:
    open_form(page)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    paste(page, (PASTED / "word.html").read_text())
    page.keyboard.type("Door.")

    expect(page.locator(f"{AREA} li").get_by_text("in de klas", exact=True)).to_be_visible()
    expect(page.locator(AREA)).to_contain_text("Door.")
    complaints.clear()
