"""Typing in the editor, in a real Chromium: the line in sight."""

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
  const element = range.startContainer.childNodes[range.startOffset] ?? range.startContainer;
  const { bottom } = box ?? (element.closest ? element : element.parentElement).getBoundingClientRect();
  tell(document.querySelector(".article-bar").getBoundingClientRect().top - bottom);
})))"""
ENOUGH = 79  # pixels; a browser rounds


@WIDTHS
def test_the_line_that_is_written_stays_above_the_bar(page: Page, coach: User) -> None:
    open_form(page, ADD)
    page.locator(AREA).click()
    for number in range(16):
        page.keyboard.type(f"Alinea {number}, die lang genoeg is om op een telefoon door te lopen.")
        assert page.evaluate(ROOM) >= ENOUGH, f"typed line {number}"
        page.keyboard.press("Enter")
        assert page.evaluate(ROOM) >= ENOUGH, f"Enter after line {number}"

    page.eval_on_selector(AREA, PASTE, "<p>Geplakt.</p>" * 40)
    expect(page.locator(f"{AREA} p")).to_have_count(56)
    assert page.evaluate(ROOM) >= ENOUGH

    page.keyboard.press("ControlOrMeta+Home")
    buttons = page.locator(".cke_top").bounding_box()
    first = page.locator(f"{AREA} p").first.bounding_box()
    assert buttons
    assert first
    assert first["y"] >= buttons["y"] + buttons["height"]
