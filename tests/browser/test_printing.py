"""What lies on paper: links have numbers, and their addresses stand at the end."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.factories import make_article, make_comment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "https://www.voorbeeld.nl/" + "een-heel-lang-adres-dat-nergens-past/" * 5
BODY = (
    "<h2>Kop</h2><p>"
    + " ".join(f'<a href="{LONG}{number}">zes</a>' for number in range(1, 7))
    + ' <a href="#h-kop">omhoog</a> <a href="/contact/">schrijf</a>'
    ' <a href="mailto:coach@voorbeeld.nl">mail</a> <a href="tel:+31612345678">bel</a></p>'
)
NUMBERED = """[...document.querySelectorAll('.prose a')]
  .filter(link => getComputedStyle(link, '::after').content.includes('counter(link)'))
  .map(link => link.textContent)"""
# Where each line of the list begins and ends.
EDGES = """[...document.querySelectorAll('.links-on-paper li')].map(line => {
  const {top, bottom, left, right} = line.getBoundingClientRect();
  return [top, bottom, left, right];
})"""


def test_links_are_numbered_on_paper_and_listed_at_the_end(page: Page) -> None:
    make_article(slug="loslaten", body_html=BODY)
    page.goto("/artikelen/loslaten/")
    addresses = page.locator(".links-on-paper li")
    expect(addresses).to_have_count(9)
    expect(addresses.first).to_be_hidden()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 670, "height": 980})  # A4 within its margins

    assert page.evaluate(NUMBERED) == ["zes"] * 6 + ["schrijf", "mail", "bel"]
    assert addresses.all_text_contents() == [
        *(f"{LONG}{number}" for number in range(1, 7)),
        "http://127.0.0.1:8000/contact/",
        "coach@voorbeeld.nl",
        "+31612345678",
    ]
    expect(addresses.first).to_be_visible()
    marker = "getComputedStyle(document.querySelector('.links-on-paper li'), '::marker').content"
    assert "counter(list-item)" in page.evaluate(marker)
    edges = page.evaluate(EDGES)
    last_of_text = page.locator(".prose").bounding_box()
    assert edges[0][0] >= last_of_text["y"] + last_of_text["height"]
    for before, after in pairwise(edges):
        assert before[1] <= after[0]
    assert all(0 <= left < right <= 670 for _top, _bottom, left, right in edges)


def test_a_conversation_without_a_word_leaves_no_heading_on_paper(page: Page) -> None:
    quiet, talked_about = make_article(), make_article()
    make_comment(talked_about)
    page.emulate_media(media="print")
    for article, heading in ((quiet, 0), (talked_about, 1)):
        page.goto(article.get_absolute_url())
        expect(page.locator(".comments__title").filter(visible=True)).to_have_count(heading)
