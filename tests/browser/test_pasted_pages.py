"""A whole web page pasted: what stood around its text is offered to fields, or to be left out."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from blog.models import Article, Author
from coaching_site.accounts.models import User
from tests.browser.article_form import ADD, ON_A_PHONE, SIZES
from tests.browser.conftest import OVERFLOW
from tests.browser.test_pasting import PASTE, open_form
from tests.factories import make_author

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AREA = ".cke_wysiwyg_div"
RIGHTS = "© 2019 Vera de Jong. Alle rechten voorbehouden."
BYLINE = "Door Vera de Jong · 14 maart 2019 · 3 min read"
PAGE = f"""<h1>Rust in de klas</h1>
<div class="entry-meta"><span>Door Vera de Jong</span><span> · </span><time>14 maart 2019</time>
<span> · 3 min read</span></div>
<p>Het is kwart voor negen. Op 12 maart begon het.</p><h2>Wat helpt</h2>
<p>Deel dit</p><h3>Reacties (4)</h3><p>{RIGHTS}</p>"""
TEXT = ["Het is kwart voor negen. Op 12 maart begon het.", "Wat helpt"]
WHOLE = ["Rust in de klas", BYLINE, *TEXT, "Deel dit", "Reacties (4)", RIGHTS]
STEPS = [
    ("een titel", "Overnemen"),
    ("een naam en een datum", "Overnemen"),
    ("“Deel dit”, “Reacties (4)”", "Weglaten"),
    ("een copyrightregel", "Overnemen"),
]
BACK = "Ongedaan maken"


def paste_page(page: Page, html: str = PAGE) -> None:
    open_form(page, ADD)
    page.eval_on_selector(AREA, PASTE, html)
    expect(page.locator(AREA)).not_to_have_text("")


def offers(page: Page) -> Locator:
    return page.locator(".takeover li:visible")


def press(page: Page, about: str, button: str) -> None:
    row = offers(page).filter(has_text=about)
    row.get_by_role("button", name=button, exact=True).click()
    expect(row.get_by_role("button", name=button, exact=True)).to_have_count(0)


def take_all(page: Page) -> None:
    for about, button in STEPS:
        press(page, about, button)


def lines(page: Page) -> list[str]:
    texts = page.locator(f"{AREA} > *").all_inner_texts()
    return [" ".join(text.split()) for text in texts if text.strip()]


def fields(page: Page) -> list[str]:
    names = ("title", "publish_at_0", "copyright_line")
    signed = page.locator("#id_bylines option:checked").all_inner_texts()
    return [page.locator(f"#id_{name}").input_value() for name in names] + signed


EMPTY = ["", "", "", "Mirthe"]
FILLED = ["Rust in de klas", "14-03-2019", RIGHTS, "Mirthe", "Vera de Jong"]


@SIZES
def test_what_stood_around_the_text_goes_where_it_belongs_with_a_press_each(
    page: Page, coach: User
) -> None:
    make_author("Vera de Jong")
    paste_page(page)
    expect(offers(page)).to_have_count(4)
    assert (lines(page), fields(page)) == (WHOLE, EMPTY)
    assert page.evaluate(OVERFLOW) == 0

    take_all(page)
    assert (lines(page), fields(page)) == (TEXT, FILLED)
    press(page, "een naam en een datum", BACK)
    assert lines(page) == [BYLINE, *TEXT]
    assert fields(page) == ["Rust in de klas", "", RIGHTS, "Mirthe"]
    press(page, "een naam en een datum", "Overnemen")
    page.locator("[name=_publish]").click()
    expect(page.locator(".messagelist")).to_contain_text("Lezers zien het nu")

    article = Article.objects.get()
    assert (article.title, article.copyright_line) == ("Rust in de klas", RIGHTS)
    assert article.publish_at
    assert timezone.localdate(article.publish_at) == date(2019, 3, 14)
    page.goto(article.get_absolute_url())
    assert page.locator(".prose").inner_text().split("\n\n") == TEXT
    expect(page.locator("main")).to_contain_text("Mirthe en Vera de Jong")


def test_every_step_is_undone_beside_it_in_any_order(page: Page, coach: User) -> None:
    make_author("Vera de Jong")
    paste_page(page)
    take_all(page)
    for about in ("een naam", "een copyrightregel", "een titel", "“Deel dit”"):
        press(page, about, BACK)

    assert (lines(page), fields(page)) == (WHOLE, EMPTY)


def test_a_step_back_in_the_text_gives_the_field_back_too(page: Page, coach: User) -> None:
    paste_page(page)
    press(page, "een titel", "Overnemen")
    page.locator(AREA).focus()
    page.keyboard.press("ControlOrMeta+z")
    expect(page.locator("#id_title")).to_have_value("")
    assert lines(page) == WHOLE

    press(page, "een titel", "Overnemen")
    page.locator("#id_title").fill("Rust")
    offers(page).get_by_role("button", name=BACK).press("ControlOrMeta+z")
    expect(offers(page).get_by_role("button", name=BACK)).to_have_count(0)
    assert lines(page) == WHOLE
    expect(page.locator("#id_title")).to_have_value("Rust")


def test_a_step_forward_fills_the_field_again_and_so_does_one_back_from_the_undoing(
    page: Page, coach: User
) -> None:
    paste_page(page)
    press(page, "een titel", "Overnemen")
    title = page.locator("#id_title")
    page.locator(AREA).focus()
    page.keyboard.press("ControlOrMeta+z")
    expect(title).to_have_value("")
    page.keyboard.press("ControlOrMeta+y")
    expect(title).to_have_value("Rust in de klas")
    expect(offers(page).first).to_contain_text("Overgenomen")

    back = offers(page).get_by_role("button", name=BACK)
    back.press("Enter")
    expect(title).to_have_value("")
    offers(page).first.get_by_role("button").first.press("ControlOrMeta+z")
    expect(title).to_have_value("Rust in de klas")
    expect(offers(page).first).to_contain_text("Overgenomen")
    assert lines(page) == WHOLE[1:]

    back.press("Enter")
    offers(page).first.get_by_role("button", name="Weglaten").press("Enter")
    page.locator(AREA).focus()
    page.keyboard.press("ControlOrMeta+z")
    page.keyboard.press("ControlOrMeta+y")
    expect(offers(page).first).to_contain_text("Weggelaten")
    expect(title).to_have_value("")


def test_a_name_that_is_no_author_yet_is_made_one(page: Page, coach: User) -> None:
    paste_page(page, "<p>Sietske Wiarda</p><p>Mar 12</p><p>Een tekst.</p>")
    press(page, "“Sietske Wiarda”", "Maak “Sietske Wiarda” als auteur")
    expect(offers(page).first).to_contain_text("Overgenomen")

    assert fields(page)[3:] == ["Mirthe", "Sietske Wiarda"]
    assert page.locator("#id_bylines option:checked").last.get_attribute("value") == str(
        Author.objects.get(name="Sietske Wiarda").pk
    )
    assert lines(page) == ["Mar 12", "Een tekst."]


def test_a_field_that_holds_something_keeps_it(page: Page, coach: User) -> None:
    open_form(page, ADD)
    page.locator("#id_title").fill("Stilte")
    page.locator("#id_publish_at_0").fill("1-2-2027")
    page.eval_on_selector(AREA, PASTE, "<h1>Rust</h1><p>12 maart 2021</p><p>Een tekst.</p>")

    expect(offers(page)).to_have_count(1)
    expect(offers(page)).to_contain_text("“12 maart 2021”")
    expect(offers(page).get_by_role("button")).to_have_text(["Weglaten", "Laten staan"])


@ON_A_PHONE
def test_offers_are_waved_away_with_the_keyboard_and_a_line_that_stays_is_remarked(
    page: Page, coach: User
) -> None:
    paste_page(page)
    stay = offers(page).get_by_role("button", name="Laten staan")
    stay.first.press("Enter")
    expect(offers(page)).to_have_count(3)
    expect(offers(page).first.get_by_role("button").first).to_be_focused()
    page.locator(".takeover").get_by_role("button", name="Sluiten").press("Enter")
    expect(page.locator(".takeover")).to_be_hidden()
    expect(page.locator(AREA)).to_be_focused()
    assert (lines(page), fields(page)) == (WHOLE, EMPTY)

    page.locator("#id_title").fill("Rust")
    page.locator("[data-save]").click()
    remarks = page.locator(".remarks")
    remarks.locator("summary").click()
    expect(remarks).to_contain_text(f"een copyrightregel: “{RIGHTS[:30]}")


def test_who_takes_the_paste_back_is_asked_nothing(page: Page, coach: User) -> None:
    paste_page(page)
    expect(offers(page)).to_have_count(4)
    page.keyboard.press("ControlOrMeta+z")
    expect(page.locator(".takeover")).to_be_hidden()
    page.eval_on_selector(
        AREA, PASTE, "<h2>Reacties van ouders</h2><p>Op 12 maart was het feest.</p>"
    )
    expect(page.locator(f"{AREA} h2")).to_have_count(1)
    expect(page.locator(".takeover")).to_be_hidden()
