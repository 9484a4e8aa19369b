"""Links in the editor, in a real Chromium: the dialog with its one field, and pasted addresses."""

from dataclasses import replace

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from blog.models import Article
from blog.models.article_content import ArticleContent
from blog.tasks.rendering import render_again_with_link
from coaching_site.accounts.models import User
from coaching_site.rich_text.own_links import RENDERING_JOB
from tests.browser.article_form import ADD, form_of, publish, start
from tests.browser.conftest import A_MOMENT, OVERFLOW, PHONE
from tests.browser.test_pasting import open_form
from tests.browser.test_typing import AREA, written
from tests.coaching_site.text.hard_links import SAFELINK
from tests.factories import make_article, make_offer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE_TEXT = """(area, text) => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/plain", text);
  area.dispatchEvent(new ClipboardEvent("paste",
    { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""
CHOOSE = """(area, words) => {
  const node = [...area.querySelectorAll("p")].flatMap((each) => [...each.childNodes])
    .find((each) => each.nodeType === Node.TEXT_NODE && each.data.includes(words));
  const start = node.data.indexOf(words);
  area.focus();
  getSelection().setBaseAndExtent(node, start, node, start + words.length);
}"""


@pytest.fixture
def article(coach: User) -> Article:
    return start(coach, body="<p>Over faalangst en rust.</p>")


def stored(page: Page) -> str:
    """Return what would be saved; which spaces at its edges a browser fixes means nothing."""
    return written(page).replace("&nbsp;", " ")


def dialog(page: Page) -> Locator:
    return page.locator("dialog.link-dialog")


def field(page: Page) -> Locator:
    return dialog(page).get_by_role("combobox", name="Woorden uit een titel, of een adres")


def options(page: Page) -> Locator:
    return dialog(page).get_by_role("option")


def choose_words(page: Page, words: str) -> None:
    page.eval_on_selector(AREA, CHOOSE, words)


def type_link(page: Page, typed: str) -> None:
    """Type into the open dialog and take what it offers first."""
    field(page).fill(typed)
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(dialog(page)).to_have_count(0)


def paste_text(page: Page, text: str, until: str) -> None:
    page.eval_on_selector(AREA, PASTE_TEXT, text)
    expect(page.locator(f"{AREA} a[href='{until}']")).to_have_count(1)


def test_chosen_words_find_an_article_whose_changed_address_readers_follow(
    page: Page, article: Article, coach: User
) -> None:
    content = ArticleContent(title="Faalangst", slug="faalangst", body="<p>Bang.</p>")
    target = publish(Article.start(content, by=coach), coach)
    open_form(page, form_of(article))
    choose_words(page, "faalangst")
    page.keyboard.press("ControlOrMeta+k")
    expect(field(page)).to_have_value("faalangst")
    expect(options(page)).to_have_text(["FaalangstArtikel/artikelen/faalangst/"])
    page.keyboard.press("Enter")
    expect(dialog(page)).to_have_count(0)
    linked = f'<a data-link="article:{target.pk}" href="/artikelen/faalangst/">faalangst</a>'
    assert stored(page) == f"<p>Over {linked} en rust.</p>"
    page.keyboard.press("ControlOrMeta+z")
    assert stored(page) == "<p>Over faalangst en rust.</p>"
    page.keyboard.press("ControlOrMeta+y")
    with page.expect_navigation():
        page.locator("[name=_publish]").click()

    moved = replace(content, slug="bang")
    target.publish(target.save_version(moved, by=coach, based_on=1), by=coach)
    for job in ProcrastinateJob.objects.filter(task_name=RENDERING_JOB):
        render_again_with_link(**job.args)
    article.refresh_from_db()
    page.goto(article.get_absolute_url())
    page.locator(".prose").get_by_role("link", name="faalangst").click()
    page.wait_for_url("**/artikelen/bang/")


def test_what_is_typed_before_an_own_link_is_known_stays(page: Page, coach: User) -> None:
    offer = make_offer(title="Leren loslaten", slug="leren")
    make_article(title="Rust", slug="rust")
    own = f'<p><a data-link="offer:{offer.pk}" href="/aanbod/leren/">Lees verder</a></p>'
    article = start(coach, body=own)
    open_form(page, form_of(article))
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        route.continue_() if held else held.append(route)

    page.route("**/admin/links/", hold_the_first)
    page.locator(f"{AREA} a").click()
    page.keyboard.press("ControlOrMeta+k")
    expect(field(page)).to_be_focused()
    page.keyboard.type("rust")
    expect(options(page)).to_have_text(["RustArtikel/artikelen/rust/"])
    with page.expect_response("**/admin/links/"):
        held[0].continue_()
    page.wait_for_timeout(A_MOMENT)
    expect(field(page)).to_have_value("rust")
    expect(dialog(page).get_by_role("alert")).to_have_text("")


def test_the_dialog_shows_where_a_link_leads_changes_it_and_takes_it_away(
    page: Page, coach: User
) -> None:
    make_article(title="Loslaten", slug="loslaten")
    make_article(title="Loslaten op school", publish_at=None)
    offer = make_offer(title="Leren loslaten", slug="leren")
    open_form(page, ADD)
    page.locator(AREA).click()
    page.keyboard.type("Lees ")
    page.locator(".cke_button__link").click()
    field(page).fill("loslaten")
    expect(options(page)).to_have_count(3)
    expect(options(page).last).to_contain_text("Artikel · concept")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    chosen = options(page).nth(1).get_attribute("id")
    expect(field(page)).to_have_attribute("aria-activedescendant", chosen or "")
    page.keyboard.press("Enter")
    expect(dialog(page)).to_have_count(0)
    page.keyboard.type(" verder")
    own = f'<a data-link="offer:{offer.pk}" href="/aanbod/leren/">Leren loslaten</a>'
    assert stored(page) == f"<p>Lees {own} verder</p>"

    page.locator(f"{AREA} a").click()
    page.keyboard.press("ControlOrMeta+k")
    expect(field(page)).to_have_value("Leren loslaten")
    page.keyboard.type("zomaar wat")
    page.keyboard.press("Enter")
    expect(dialog(page).get_by_role("alert")).to_contain_text("een adres is het niet")
    expect(field(page)).to_have_value("zomaar wat")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    assert stored(page) == f"<p>Lees {own} verder</p>"

    page.keyboard.press("ControlOrMeta+k")
    expect(field(page)).to_have_value("Leren loslaten")
    field(page).fill("anna@school.nl")
    expect(options(page)).to_have_text(["anna@school.nlMailadresmailto:anna@school.nl"])
    page.keyboard.press("Enter")
    expect(dialog(page)).to_have_count(0)
    # The words only said where it led; and no number stays behind.
    mail = '<a href="mailto:anna@school.nl">anna@school.nl</a>'
    assert stored(page) == f"<p>Lees {mail} verder</p>"

    page.keyboard.press("ControlOrMeta+k")
    expect(field(page)).to_have_value("mailto:anna@school.nl")
    dialog(page).get_by_role("button", name="Haal de link weg").click()
    expect(dialog(page)).to_have_count(0)
    assert stored(page) == "<p>Lees anna@school.nl verder</p>"
    page.keyboard.press("ControlOrMeta+z")
    assert stored(page) == f"<p>Lees {mail} verder</p>"


def test_a_pasted_address_is_a_link_and_over_words_it_links_them(
    page: Page, article: Article, settings: Settings, live_server: LiveServer
) -> None:
    settings.SITE_URL = live_server.url
    own = make_article(slug="leren")
    open_form(page, form_of(article))
    choose_words(page, "faalangst")
    paste_text(page, "www.voorbeeld.nl/a_(b)", "https://www.voorbeeld.nl/a_(b)")
    linked = '<a href="https://www.voorbeeld.nl/a_(b)">faalangst</a>'
    assert stored(page) == f"<p>Over {linked} en rust.</p>"
    page.keyboard.press("ControlOrMeta+z")
    assert stored(page) == "<p>Over faalangst en rust.</p>"

    choose_words(page, "rust")
    paste_text(page, f"{live_server.url}/artikelen/leren/", "/artikelen/leren/")
    number = f'<a data-link="article:{own.pk}" href="/artikelen/leren/">rust</a>'
    assert stored(page) == f"<p>Over faalangst en {number}.</p>"

    page.evaluate("CKEDITOR.instances.id_body.setData('<p>een</p><p>twee</p>')")
    page.locator(AREA).click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("ControlOrMeta+k")
    type_link(page, "www.x.nl")
    assert stored(page).count('<a href="https://www.x.nl">') == 2
    expect(page.locator(AREA)).to_have_text("eentwee")

    page.evaluate("CKEDITOR.instances.id_body.setData('')")
    page.locator(AREA).click()
    target = "https://voorbeeld.nl/lezen"
    paste_text(page, SAFELINK.format(target.replace(":", "%3A").replace("/", "%2F")), target)
    assert stored(page) == f'<p><a href="{target}">{target}</a></p>'


def test_links_in_the_source_are_their_addresses(page: Page, coach: User) -> None:
    own = make_article(slug="leren")
    article = start(coach, body=f'<p><a data-link="article:{own.pk}">lees</a></p>')
    open_form(page, form_of(article))
    page.locator(".editor__source").click()
    source = page.locator("textarea.cke_source")
    expect(source).to_have_value('<p><a href="/artikelen/leren/">lees</a></p>')
    source.fill('<p><a href="https://elders.example">lees</a></p>')
    with page.expect_navigation():
        page.locator("[name=_save]").last.click()
    newest = Article.objects.get(pk=article.pk).newest_version
    assert newest
    assert newest.read().body.strip() == '<p><a href="https://elders.example">lees</a></p>'


@pytest.mark.parametrize("window_size", [(PHONE[0], 500)], ids=["phone with its keyboard"])
def test_on_a_phone_everything_of_the_dialog_stays_above_the_keyboard(
    page: Page, coach: User
) -> None:
    for number in range(9):
        make_article(title=f"Rust in de klas, dag {number}")
    open_form(page, ADD)
    page.locator(".cke_button__link").click()
    field(page).fill("rust")
    expect(options(page)).to_have_count(8)
    box = dialog(page).get_by_role("button", name="Plaats de link").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 500
    assert page.evaluate(OVERFLOW) == 0
    options(page).nth(1).click()
    expect(page.locator(f"{AREA} a")).to_have_count(1)
