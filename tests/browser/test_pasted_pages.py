"""A whole web page pasted: what was around its text is offered to the fields where it belongs."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from blog.models import Article
from coaching_site.accounts.models import User
from tests.browser.article_form import ADD, SIZES
from tests.browser.test_pasting import PASTE, open_form
from tests.factories import make_author

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AREA = ".cke_wysiwyg_div"
RIGHTS = "© 2019 Vera de Jong. Alle rechten voorbehouden."
PAGE = f"""<h2>Rust in de klas</h2>
<div class="entry-meta"><span>Door Vera de Jong</span><span> · </span><time>14 maart 2019</time>
<span> · 3 min read</span></div>
<p>Het is kwart voor negen. Op 12 maart begon het.</p>
<p>{RIGHTS}</p><h3>Reacties (4)</h3>"""
TEXT = ["Rust in de klas", "Het is kwart voor negen. Op 12 maart begon het."]
AROUND = ["Door Vera de Jong · 14 maart 2019 · 3 min read", RIGHTS, "Reacties (4)"]
WHOLE = [TEXT[0], AROUND[0], TEXT[1], AROUND[1], AROUND[2]]


def paste_page(page: Page, html: str = PAGE) -> None:
    open_form(page, ADD)
    page.eval_on_selector(AREA, PASTE, html)
    expect(page.locator(AREA)).not_to_have_text("")


def offers(page: Page) -> Locator:
    return page.locator(".takeover li")


def press(page: Page, about: str, button: str) -> None:
    offers(page).filter(has_text=about).get_by_role("button", name=button, exact=True).click()


def lines(page: Page) -> list[str]:
    texts = page.locator(f"{AREA} > *").all_inner_texts()
    return [" ".join(text.split()) for text in texts if text.strip()]


def signed_by(page: Page) -> list[str]:
    return page.locator("#id_bylines option:checked").all_inner_texts()


@SIZES
def test_what_stood_around_the_text_is_taken_over_with_one_press_each(
    page: Page, coach: User
) -> None:
    make_author("Vera de Jong")
    paste_page(page)
    assert lines(page) == WHOLE
    expect(offers(page)).to_have_count(5)

    press(page, "naam: “Door Vera de Jong”", "Overnemen")
    expect(offers(page).nth(0)).to_contain_text("Overgenomen: Vera de Jong")
    press(page, "datum: “14 maart 2019”", "Overnemen")
    press(page, "“3 min read”", "Weghalen")
    press(page, "copyrightregel", "Overnemen")
    press(page, "“Reacties (4)”", "Weghalen")
    assert lines(page) == TEXT
    page.get_by_label("Titel:").fill("Rust")
    page.locator("[data-save]").click()
    expect(page.locator(".messagelist")).to_be_visible()

    stored = Article.objects.get().newest_version
    assert stored
    content = stored.read()
    assert content.publish_at
    assert timezone.localdate(content.publish_at) == date(2019, 3, 14)
    assert content.copyright_line == RIGHTS
    assert signed_by(page) == ["Mirthe", "Vera de Jong"]
    assert "kwart voor negen" in content.body
    for words in ("Vera", "2019", "min read", "Reacties"):
        assert words not in content.body


def test_each_step_can_be_undone_beside_it_and_nothing_goes_by_itself(
    page: Page, coach: User
) -> None:
    make_author("Vera de Jong")
    paste_page(page)
    presses = [
        ("naam:", "Overnemen"),
        ("datum:", "Overnemen"),
        ("“3 min read”", "Weghalen"),
        ("copyrightregel", "Overnemen"),
        ("“Reacties (4)”", "Weghalen"),
    ]
    for about, button in presses:
        press(page, about, button)
        expect(offers(page).filter(has_text="Ongedaan maken")).to_have_count(1)
        offers(page).get_by_role("button", name="Ongedaan maken").click()
        assert lines(page) == WHOLE

    for about, button in presses:
        press(page, about, button)
    assert lines(page) == TEXT
    expect(offers(page).get_by_role("button", name="Ongedaan maken")).to_have_count(5)
    for _step in presses:
        offers(page).get_by_role("button", name="Ongedaan maken").first.click()
    assert sorted(lines(page)) == sorted(WHOLE)
    assert page.locator("#id_publish_at_0").input_value() == ""
    assert page.locator("#id_copyright_line").input_value() == ""
    assert signed_by(page) == ["Mirthe"]


def test_one_step_back_in_the_text_gives_a_line_back_too(page: Page, coach: User) -> None:
    paste_page(page)
    press(page, "“Reacties (4)”", "Weghalen")
    assert AROUND[2] not in lines(page)

    page.locator(AREA).focus()
    page.keyboard.press("ControlOrMeta+z")
    assert lines(page) == WHOLE
    offers(page).get_by_role("button", name="Ongedaan maken").click()
    assert lines(page) == WHOLE


def test_a_name_that_is_no_author_yet_can_be_made_one(page: Page, coach: User) -> None:
    paste_page(page, "<p>Sietske Wiarda</p><p>Mar 12</p><p>Een tekst.</p>")
    press(page, "“Sietske Wiarda”", "Overnemen")
    row = offers(page).filter(has_text="“Sietske Wiarda” staat nog niet bij de auteurs.")
    with page.context.expect_page() as opened:
        row.get_by_role("link", name="Maak deze auteur").click()
    author_form = opened.value
    author_form.locator("[name=_save]").first.click()
    expect(author_form.locator(".messagelist")).to_contain_text("Sietske Wiarda")
    author_form.close()

    row.get_by_role("button", name="Overnemen").click()
    expect(offers(page).first).to_contain_text("Overgenomen: Sietske Wiarda")
    assert signed_by(page) == ["Mirthe", "Sietske Wiarda"]
    assert lines(page) == ["Mar 12", "Een tekst."]


KNOWN = {
    "Door Marit Hoekstra en Joost Brandsma": "names",
    "By Vera Smit on March 12, 2024": "names date",
    "Door Vera de Jong, 12 maart 2024": "names date",
    "Gepubliceerd op dinsdag 12 maart 2024 om 10:15": "date",
    "12-03-2024": "date",
    "2024-03-12": "date",
    "Jan 5, 2024": "date",
    "Updated: Mar 14": "leftover",
    "Leestijd: 5 minuten": "leftover",
    "4 min. leestijd": "leftover",
    "0 Comments": "leftover",
    "Write a comment...": "leftover",
    "Plaats een reactie": "leftover",
    "Copyright 2024 De Praktijk": "rights",
}
ORDINARY = [
    "Op 12 maart vieren we feest.",
    "Rust Is Geen Stilte",
    "Door samen te werken",
    "31 februari 2024",
    "Copyright is lastig",
    "Reacties van ouders",
    "In 5 min. lezen kinderen jou af, niet je woorden.",
]


def test_lines_around_a_text_are_told_from_lines_of_the_text(page: Page, coach: User) -> None:
    open_form(page, ADD)
    # Between ordinary lines, so that none stands beside another.
    found = page.evaluate(
        """async (lines) => {
          const { linesAround } = await import("/static/js/article/page_lines.js");
          const found = linesAround(lines.flatMap((line) => ["Gewone tekst.", line]));
          return found.map(([line, parts]) => [line, parts.map(({ kind }) => kind).join(" ")]);
        }""",
        [*KNOWN, *ORDINARY],
    )
    assert dict(found) == KNOWN


def test_an_ordinary_text_brings_no_offers(page: Page, coach: User) -> None:
    paste_page(page, "<h2>Reacties van ouders</h2><p>Op 12 maart vieren we feest.</p>")
    expect(page.locator(f"{AREA} p")).to_have_count(1)
    expect(page.locator(".takeover")).to_have_count(0)
