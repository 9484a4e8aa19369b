"""The page on which an article is written, in Chromium: on a desk and on a phone."""

from dataclasses import replace

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from coaching_site.accounts.models import User
from tests.browser.article_form import ADD, ON_A_PHONE, SIZES, bar, fold, form_of, publish, start
from tests.browser.conftest import OVERFLOW
from tests.browser.test_pasting import open_form
from tests.factories import make_author, make_image, make_topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# WCAG 2.2, 2.5.8; what is pressed often is larger.
SMALLEST, FOR_A_THUMB = 24, 44
A_HAIR = 3
ROOM_TO_WRITE = 680
ROWS_OF_BUTTONS = """() => new Set(
  [...document.querySelectorAll(".cke_toolbox a.cke_button")].map((button) => button.offsetTop)
).size"""
TWO_LINES = 45
IS_CUT_OFF = (
    "line => line.scrollWidth > line.clientWidth && getComputedStyle(line).overflow !== 'visible'"
)
END_OF_WORDS = """label => {
  const words = document.createRange();
  words.selectNodeContents(label);
  return words.getBoundingClientRect().bottom;
}"""
WIDTH_OF_OUTLINE = """field => {
  const { outlineWidth, outlineOffset } = getComputedStyle(field);
  return parseFloat(outlineWidth) + parseFloat(outlineOffset);
}"""
TOO_SMALL = """smallest => [...document.querySelectorAll(
  ".article-bar button, .article-bar summary, .fold__head, .article-form button, .cke_toolbox a"
)].filter((target) => {
  const { width, height } = target.getBoundingClientRect();
  return target.checkVisibility() && Math.min(width, height) < smallest;
}).map((target) => target.outerHTML)"""


@SIZES
def test_title_and_text_come_first_and_the_buttons_stay_in_sight(page: Page, coach: User) -> None:
    open_form(page, form_of(publish(start(coach), coach)))

    title, text = page.locator("#id_title"), page.locator(".cke_wysiwyg_div")
    expect(title).to_be_in_viewport()
    expect(text).to_be_in_viewport()
    for share in (0, 0.5, 1):
        page.evaluate("share => scrollTo(0, document.body.scrollHeight * share)", share)
        expect(bar(page).get_by_text("Live", exact=True)).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("button", name="Publiceer wijzigingen")).to_be_in_viewport(ratio=1)
    assert page.evaluate(OVERFLOW) <= 0


def test_the_button_that_publishes_is_filled_once_there_is_something_to_publish(
    page: Page, coach: User
) -> None:
    open_form(page, form_of(publish(start(coach), coach)))
    button = page.get_by_role("button", name="Publiceer wijzigingen")
    expect(button).to_have_css("background-color", "rgba(0, 0, 0, 0)")

    page.locator("#id_title").press_sequentially("!")

    expect(button).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")


@SIZES
def test_the_state_is_read_beside_remarks_and_no_line_runs_through_a_label(
    page: Page, coach: User
) -> None:
    article = publish(start(coach, summary=""), coach)
    content = replace(article.newest_version.read(), title="Vasthouden")
    article.save_version(content, by=coach, based_on=1)
    open_form(page, form_of(article))
    expect(bar(page).locator(".remarks")).to_be_visible()
    page.locator("#id_title").fill("Vastgehouden")
    expect(page.locator(".kept-line")).to_contain_text("bewaard op dit apparaat om")

    for words in ("Nog niet bewaard", "woorden"):
        assert bar(page).get_by_text(words).evaluate(IS_CUT_OFF) is False
    lines = [
        bar(page).locator(part).bounding_box() for part in (".article-state", ".article-saved")
    ]
    assert [line["height"] < TWO_LINES for line in lines] == [True, True]
    label = page.locator("label[for=id_title]").evaluate(END_OF_WORDS)
    title = page.locator("#id_title").bounding_box()["y"]
    assert title - page.locator("#id_title").evaluate(WIDTH_OF_OUTLINE) > label


@SIZES
def test_what_is_written_looks_as_it_will_be_read(page: Page, coach: User) -> None:
    article = publish(start(coach), coach)
    look = """selector => { const style = getComputedStyle(document.querySelector(selector));
      return [style.fontFamily, style.fontSize, style.lineHeight, style.color]; }"""
    open_form(page, form_of(article))
    written = page.evaluate(look, ".cke_wysiwyg_div p")

    page.goto(article.get_absolute_url())

    assert page.evaluate(look, ".prose p") == written


@pytest.mark.parametrize("window_size", [(1280, 800)])
def test_on_a_small_desk_the_text_has_its_room_below_one_row_of_buttons(
    page: Page, coach: User
) -> None:
    width = "selector => document.querySelector(selector).getBoundingClientRect().width"
    page.goto("/admin/blog/article/")
    expect(page.locator("#nav-sidebar")).to_be_visible()

    open_form(page, form_of(publish(start(coach), coach)))
    expect(page.locator("#nav-sidebar")).to_be_hidden()
    assert page.evaluate(width, ".cke_wysiwyg_div p") >= ROOM_TO_WRITE
    assert abs(page.evaluate(width, "#id_title") - page.evaluate(width, ".editor")) < A_HAIR
    assert page.evaluate(ROWS_OF_BUTTONS) == 1
    assert page.locator(".cke_toolbox").evaluate(IS_CUT_OFF) is False

    page.locator("#toggle-nav-sidebar").click()
    expect(page.locator("#nav-sidebar")).to_be_visible()
    page.goto("/admin/blog/article/")
    expect(page.locator("#nav-sidebar")).to_be_visible()


def test_what_has_the_focus_is_not_drawn_as_an_error(page: Page, coach: User) -> None:
    open_form(page, form_of(start(coach)))
    colour = "name => getComputedStyle(document.body).getPropertyValue(name)"
    green, line = page.evaluate(colour, "--green"), page.evaluate(colour, "--line")
    assert green != line
    page.evaluate("green => { document.body.style.color = green; }", green)
    drawn = page.evaluate("getComputedStyle(document.body).color")
    page.keyboard.press("Tab")
    for field in ("#id_title", "#id_summary", ".cke_wysiwyg_div", "#id_publish_at_0"):
        page.locator(field).focus()
        expect(page.locator(field)).to_have_css("outline-color", drawn)


def test_folds_say_what_they_hold_and_stay_as_they_were_left(page: Page, coach: User) -> None:
    moment = timezone.localtime().replace(year=2030, month=3, day=1, hour=9, minute=0)
    author, topic = make_author("Ruben"), make_topic("Ouders")
    article = start(coach, authors=(author.pk,), topics=(topic.pk,), publish_at=moment)
    open_form(page, form_of(article))

    for name in ("Publicatie", "Wie en wat"):
        fold(page, name).locator("summary").first.click()
    page.reload()

    expect(fold(page, "Publicatie").locator("summary").first).to_contain_text("vanaf 1 maart 2030")
    expect(fold(page, "Publicatie").locator("summary").first).to_contain_text("09:00")
    expect(fold(page, "Wie en wat").locator("summary").first).to_contain_text("Ruben · Ouders")
    expect(page.locator("#id_publish_at_0")).to_be_hidden()
    fold(page, "Reacties").locator("summary").first.click()
    page.locator("#id_conversation").select_option("read_only")
    fold(page, "Reacties").locator("summary").first.click()
    expect(fold(page, "Reacties").locator("summary").first).to_contain_text("alleen lezen")


def test_the_column_folds_away_for_who_wants_to_write(page: Page, coach: User) -> None:
    article = start(coach)
    open_form(page, form_of(article))
    page.get_by_role("button", name="Klap deze kolom in").click()
    expect(fold(page, "Publicatie")).to_be_hidden()

    page.reload()

    expect(fold(page, "Publicatie")).to_be_hidden()
    page.get_by_role("button", name="Toon de instellingen").click()
    expect(fold(page, "Publicatie")).to_be_visible()


@SIZES
def test_what_has_to_be_mended_is_shown_where_it_stands(page: Page, coach: User) -> None:
    open_form(page, ADD)
    page.locator("#id_title").fill("Blijft staan")
    fold(page, "Vinden en delen").locator("summary").first.click()
    page.locator("#id_slug").fill("geen geldig adres")
    fold(page, "Vinden en delen").locator("summary").first.click()
    page.get_by_role("button", name="Publiceer").click()

    errors = page.locator(".article-errors")
    expect(errors).to_contain_text("er moeten 2 dingen anders")
    expect(page.locator(".cke_wysiwyg_div")).to_be_focused()
    fold(page, "Vinden en delen").locator("summary").first.click()
    expect(page.locator("#id_slug")).to_be_hidden()
    errors.get_by_role("link", name="Webadres").click()
    expect(page.locator("#id_slug")).to_be_focused()
    expect(page.locator("#id_slug")).to_be_in_viewport()
    expect(page.locator("#id_slug")).to_have_value("geen geldig adres")
    expect(page.locator("#id_title")).to_have_value("Blijft staan")
    assert page.evaluate(OVERFLOW) <= 0


def test_search_result_and_shared_card_follow_what_is_typed(page: Page, coach: User) -> None:
    cover = make_image(alternative_text="Een klas")
    open_form(page, form_of(start(coach, body="<p>Zo begint het.</p>", cover=cover.pk)))
    fold(page, "Vinden en delen").locator("summary").first.click()
    result, card = page.locator(".sharing-result"), page.locator(".sharing-card")
    expect(result).to_contain_text("Zo begint het.")
    expect(card.locator("img")).to_have_js_property("complete", value=True)
    assert card.locator("img").evaluate("image => image.naturalWidth") > 0

    page.locator("#id_title").fill("Ouders als partner: " + "zo begin je met elkaar " * 3)
    page.locator("#id_summary").fill("Waarom het eerste gesprek telt. " * 8)

    expect(result.locator("[data-preview=title]")).to_contain_text("Ouders als partner")
    expect(result.locator("[data-preview=title]")).to_contain_text("…")
    expect(result.locator("[data-preview=description]")).to_contain_text("…")
    expect(result).to_contain_text("ouders-als-partner-zo-begin-je-met-elkaar")
    expect(card).to_contain_text("Ouders als partner")
    expect(page.locator("[data-preview=title-length]")).to_contain_text("te lang")


@ON_A_PHONE
def test_everything_is_reached_with_a_thumb(page: Page, coach: User) -> None:
    open_form(page, form_of(publish(start(coach), coach)))
    toolbar = page.locator(".cke_toolbox")
    assert toolbar.evaluate("box => box.offsetHeight") < 2 * FOR_A_THUMB
    assert page.evaluate(TOO_SMALL, SMALLEST) == []

    for head in page.locator(".fold__head").all():
        assert head.evaluate("head => head.offsetHeight") >= FOR_A_THUMB
        if not head.evaluate("head => head.parentElement.open"):
            head.click()
    for name in ("publish_at_0", "part", "slug", "questions", "comments_close_after_days"):
        page.locator(f"#id_{name}").click()
        expect(page.locator(f"#id_{name}")).to_be_focused()
    page.locator(".article-menu summary").click()
    expect(
        page.locator(".article-menu").get_by_role("link", name="Voorbeeld").first
    ).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".article-menu").get_by_role("link", name="Voorbeeld").first).to_be_hidden()
    assert page.locator("[name=_publish]").evaluate("button => button.offsetHeight") >= FOR_A_THUMB
    assert page.evaluate(OVERFLOW) <= 0


def test_remarks_stand_beside_publish_and_never_block_it(page: Page, coach: User) -> None:
    article = start(coach, body='<p>Lees <a href="/aanbod/">hier</a>.</p>')
    open_form(page, form_of(article))
    remarks = page.locator(".remarks")
    remarks.locator("summary").click()
    expect(remarks).to_contain_text("De link “hier” zegt niet waar hij heen gaat")
    remarks.get_by_role("link", name="Er is geen samenvatting").click()
    expect(page.locator("#id_summary")).to_be_focused()

    page.get_by_role("button", name="Publiceer").click()

    expect(bar(page).locator(".messagelist")).to_contain_text("Lezers zien het nu")
