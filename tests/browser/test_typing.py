"""Typing in the editor, in a real Chromium: the line in sight, and what typed signs become."""

import pytest
from playwright.sync_api import Page, expect

from coaching_site.accounts.models import User
from tests.browser.article_form import ADD
from tests.browser.conftest import PHONE
from tests.browser.test_pasting import PASTE, open_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AREA = ".cke_wysiwyg_div"
WIDTHS = pytest.mark.parametrize(
    "window_size", [PHONE, (768, 1024), (1280, 800)], ids=["phone", "tablet", "desk"]
)
# How many pixels lie between the line that is written and the bar; below zero it is behind it.
ROOM = """() => new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(() => {
  const range = getSelection().getRangeAt(0);
  const [box] = range.getClientRects();
  const at = range.startContainer.childNodes[range.startOffset] ?? range.startContainer;
  const { bottom } = box ?? (at.closest ? at : at.parentElement).getBoundingClientRect();
  tell(document.querySelector(".article-bar").getBoundingClientRect().top - bottom);
})))"""
ENOUGH = 79  # pixels; a browser rounds
MOST_LOOKS = 10  # of two frames each: the bar may grow in the very frame that is measured


def has_room(page: Page) -> bool:
    return any(page.evaluate(ROOM) >= ENOUGH for _look in range(MOST_LOOKS))


@WIDTHS
def test_the_line_that_is_written_stays_above_the_bar(page: Page, coach: User) -> None:
    open_form(page, ADD)
    page.locator(AREA).click()
    for number in range(16):
        page.keyboard.insert_text(f"Alinea {number}, die lang genoeg is om op een telefoon door te")
        page.keyboard.type(" lopen.")
        assert has_room(page), f"typed line {number}"
        page.keyboard.press("Enter")
        assert has_room(page), f"Enter after line {number}"

    page.eval_on_selector(AREA, PASTE, "<p>Geplakt.</p>" * 40)
    expect(page.locator(f"{AREA} p")).to_have_count(56)
    assert has_room(page)

    page.keyboard.press("ControlOrMeta+Home")
    buttons = page.locator(".cke_top").bounding_box()
    first = page.locator(f"{AREA} p").first.bounding_box()
    assert buttons
    assert first
    assert first["y"] >= buttons["y"] + buttons["height"]


def written(page: Page) -> str:
    """Return what would be saved, on one line."""
    text: str = page.evaluate("CKEDITOR.instances.id_body.getData()")
    return "".join(text.split("\n")).replace("\t", "")


def begin_anew(page: Page) -> None:
    page.evaluate("CKEDITOR.instances.id_body.setData('')")
    expect(page.locator(AREA)).to_have_text("")
    page.locator(AREA).click()


@pytest.mark.parametrize(
    ("typed", "becomes", "signs"),
    [
        ("- ", "<ul><li>Rust</li></ul>", "-"),
        ("1. ", "<ol><li>Rust</li></ol>", "1."),
        ("## ", "<h2>Rust</h2>", "##"),
        ("### ", "<h3>Rust</h3>", "###"),
        ("> ", "<blockquote><p>Rust</p></blockquote>", "&gt;"),
    ],
)
def test_signs_at_the_beginning_of_a_line_become_what_they_stand_for_and_come_back_in_one_step(
    page: Page, coach: User, typed: str, becomes: str, signs: str
) -> None:
    open_form(page, ADD)
    page.locator(AREA).click()
    page.keyboard.type(typed)
    page.keyboard.press("ControlOrMeta+z")
    assert written(page).replace("&nbsp;", "").strip() == f"<p>{signs}</p>"

    begin_anew(page)
    page.keyboard.type(f"{typed}Rust")
    assert written(page) == becomes

    begin_anew(page)
    page.keyboard.type("Eerst.")
    page.keyboard.press("Enter")
    page.keyboard.type("Rust")
    page.keyboard.press("Home")
    page.keyboard.type(typed)
    assert written(page) == f"<p>Eerst.</p>{becomes}"


def test_signs_stay_signs_where_a_list_or_heading_has_no_place(page: Page, coach: User) -> None:
    open_form(page, ADD)
    page.locator(AREA).click()
    page.keyboard.type("Wij - zij, punt 1. en 3 > 2")
    assert written(page) == "<p>Wij - zij, punt 1. en 3 &gt; 2</p>"

    begin_anew(page)
    page.keyboard.type("- ## > 1. Rust")
    assert written(page) == "<ul><li>## &gt; 1. Rust</li></ul>"

    page.evaluate(
        "CKEDITOR.instances.id_body.setData('<table><tbody><tr><td>x</td></tr></tbody></table>')"
    )
    page.locator(f"{AREA} td").click()
    page.keyboard.press("Home")
    page.keyboard.type("- ")
    assert "<li>" not in written(page)
    assert page.locator(f"{AREA} td").inner_text().replace("\xa0", " ") == "- x"


QUOTED = [
    ('"Kijk," zei ze, "zo\'n dag."', "“Kijk,” zei ze, “zo’n dag.”"),
    ("Ze zei 'nee' en ('ja').", "Ze zei ‘nee’ en (‘ja’)."),
    ("'s Ochtends is 't druk, in '98 ook.", "’s Ochtends is ’t druk, in ’98 ook."),
    ('De foto\'s van "\'t Vonder" ("de klas")', "De foto’s van “’t Vonder” (“de klas”)"),
    ("Een zin - \"met streep\" - en 'een woord'", "Een zin - “met streep” - en ‘een woord’"),
]


def test_straight_quotes_become_dutch_ones_for_who_asked_for_it(page: Page, coach: User) -> None:
    coach.dutch_quotes = True
    coach.save()
    open_form(page, ADD)
    for typed, becomes in QUOTED:
        begin_anew(page)
        page.keyboard.type(typed)
        assert page.locator(AREA).inner_text().replace("\xa0", " ").strip() == becomes

    begin_anew(page)
    page.keyboard.type('5"')
    expect(page.locator(AREA)).to_have_text("5”")
    page.keyboard.press("ControlOrMeta+z")
    expect(page.locator(AREA)).to_have_text('5"')

    begin_anew(page)
    page.eval_on_selector(AREA, PASTE, '<p>"Geplakt" zo\'n</p>')
    expect(page.locator(AREA)).to_have_text('"Geplakt" zo\'n')


def test_straight_quotes_stay_straight_for_who_did_not_ask(page: Page, coach: User) -> None:
    open_form(page, ADD)
    page.locator(AREA).click()
    page.keyboard.type("\"Zo'n 'dag'\"")
    expect(page.locator(AREA)).to_have_text("\"Zo'n 'dag'\"")
