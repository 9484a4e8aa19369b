"""Texts in CKEditor and on the page: what is kept, what never runs, and blocks."""

import re
from itertools import batched
from pathlib import Path
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml.html import fragment_fromstring
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from blog.models import Article, ArticleVersion
from blog.models.article_content import ArticleContent
from coaching_site.models import Block, Page
from tests.browser.conftest import OVERFLOW, PHONE, SignIn
from tests.documents import DOCUMENTS, document, structure_of
from tests.factories import make_block, make_image, make_user

pytestmark = pytest.mark.browser

ADD_ARTICLE = "/admin/blog/article/add/"
SET = """(html) => new Promise((done) =>
  CKEDITOR.instances.id_body.setData(html, () => setTimeout(done, 50)))"""
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
GET = "CKEDITOR.instances.id_body.getData()"
MARK = "document.documentElement.dataset.ran = 1"
HOSTILE = [
    f"<script>{MARK}</script>",
    f"<img src=x onerror='{MARK}'>",
    f"<img data-image=1 src=x onerror='{MARK}'>",
    f"<svg onload='{MARK}'><script>{MARK}</script></svg>",
    f"<svg><animate onbegin='{MARK}' attributeName=x dur=1s></svg>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img onerror={MARK}'>",
    f"<noscript><p title='</noscript><img src=x onerror={MARK}>'></noscript>",
    f"<details open ontoggle='{MARK}'><summary>x</summary></details>",
    f"<iframe srcdoc='<script>parent.{MARK}</script>'></iframe>",
    f"<input autofocus onfocus='{MARK}'><video><source onerror='{MARK}'></video>",
    f"<p style='animation:x' onanimationstart='{MARK}'>a</p>",
    f"<a href='javascript:{MARK}'>klik</a><a href='data:text/html,<script>{MARK}</script>'>b</a>",
    "<link rel=stylesheet href='//evil.example/x.css'><style>@import '//evil.example'</style>",
    "<img src='https://evil.example/spoor.gif'><p style='background:url(//evil.example)'>b</p>",
    "<form action='//evil.example'><button>ok</button></form><base href='//evil.example/'>",
    f"<aside data-block='1'><img src=x onerror='{MARK}'></aside>",
    f"<figure><img data-image=1 alt='\"><img src=x onerror={MARK}>'></figure>",
    f"<figure><img data-image=2><figcaption><img src=x onerror='{MARK}'>c</figcaption></figure>",
    f"<![CDATA[<img src=x onerror='{MARK}'>]]><x:script>{MARK}</x:script>",
    f"<x '><img src=x onerror=\"{MARK}\">' <p>voorbij</p>",
    f"<textarea></textarea><img src=x onerror='{MARK}'></textarea><template><b>t</b></template>",
]
ATTACK = "<p>voor</p>" + "".join(HOSTILE) + "<p>na de aanval</p>"


def open_editor(page: Window, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".cke_wysiwyg_div")


def assert_nothing_ran(*windows: Window) -> None:
    """Look into pages after all that could run had time to; loading waited for their images."""
    windows[0].wait_for_timeout(100)
    for window in windows:
        ran = window.evaluate("document.documentElement.dataset.ran ?? null")
        assert ran is None, window.url


@pytest.fixture
def coach(sign_in: SignIn) -> None:
    sign_in(make_user(superuser=True))


@pytest.fixture
def library(media_folder: Path) -> None:
    """Keep the images 1 to 3 and the blocks 1 and 2, as the documents name them."""
    for number in (1, 2, 3):
        make_image(pk=number)
        if number < 3:
            Block.objects.create(pk=number, name=f"Blok {number}", body=f"<p>Bel {number}.</p>")


def test_thirty_documents_keep_their_structure_through_two_saves_in_the_editor(
    page: Window, coach: None, library: None
) -> None:
    for names in batched(DOCUMENTS, 6):
        body = "".join(f"<p>{name}</p>{document(name)}" for name in names)
        row = Page.objects.create(title=names[0], slug=names[0], body=body)
        for _save in range(2):
            open_editor(page, f"/admin/coaching_site/page/{row.pk}/change/")
            page.evaluate(f"CKEDITOR.instances.id_body.setData({GET})")
            page.click("[name=_publish]")
            expect(page.locator(".messagelist")).to_be_visible()
        row.refresh_from_db()
        assert structure_of(row.body) == structure_of(body)


def test_hostile_html_in_the_source_is_shown_and_stored_without_what_would_run(
    page: Window, coach: None, library: None, complaints: list[str]
) -> None:
    open_editor(page, "/admin/coaching_site/page/add/")
    page.fill("#id_title", "Aanval")
    page.fill("#id_slug", "aanval")
    page.click(".editor__source")
    page.fill("textarea.cke_source", ATTACK)
    page.click(".editor__source")
    page.wait_for_selector(".cke_wysiwyg_div")
    expect(page.locator(".cke_wysiwyg_div")).to_contain_text("na de aanval")
    assert_nothing_ran(page)
    page.locator("[name=_save]").last.click()
    expect(page.locator(".messagelist")).to_be_visible()
    expect(page.locator(".cke_wysiwyg_div")).to_contain_text("na de aanval")
    assert_nothing_ran(page)
    stored = Page.objects.get(title="Aanval")
    stored.publish(stored.newest_version, by=None)
    assert "evil" not in stored.body
    page.goto(stored.get_absolute_url())
    assert_nothing_ran(page)
    assert [complaint for complaint in complaints if "evil.example" in complaint] == []


def test_hostile_html_in_the_database_runs_in_no_page_of_the_site(
    page: Window, coach: None, library: None, complaints: list[str]
) -> None:
    article = Article.start(ArticleContent(title="Aanval", slug="aanval", body="<p>a</p>"), by=None)
    assert article.newest_version
    article.publish(article.newest_version, by=None)
    form, block = page.context.new_page(), page.context.new_page()
    addresses = {
        page: "/artikelen/aanval/",
        page.context.new_page(): f"/admin/blog/article/{article.pk}/preview/",
        form: f"/admin/blog/article/{article.pk}/change/",
        block: "/admin/coaching_site/block/1/change/",
    }
    for attack in [ATTACK, *HOSTILE]:
        plant(attack, article)
        for window, address in addresses.items():
            window.goto(address, wait_until="commit")  # they load beside each other
        for window in addresses:
            window.wait_for_load_state()
        block.wait_for_selector(".cke_wysiwyg_div")
        expect(form.locator(".cke_wysiwyg_div")).to_contain_text("voor")
        assert_nothing_ran(*addresses)
        assert_feed_is_clean(page.request.get("/artikelen/feed/").text())
        # No console error either: the policy never has to stop anything.
        assert (attack, complaints) == (attack, [])


def plant(attack: str, article: Article) -> None:
    """Write straight into the database what no form would let through."""
    version = article.newest_version
    assert version
    content = version.content | {"body": f"<p>voor</p>{attack}<p>na de aanval</p>"}
    ArticleVersion.objects.filter(pk=version.pk).update(content=content)
    Block.objects.filter(pk=1).update(body=f"<p>blok</p>{attack}")
    article.body = f'{content["body"]}<aside data-block="1"></aside>'
    article.render()
    article.save()


def assert_feed_is_clean(feed: str) -> None:
    text = ElementTree.fromstring(feed).findtext(f"channel/item/{CONTENT}") or ""  # noqa: S314 (our own)
    assert "na de aanval" in text
    for element in fragment_fromstring(text, create_parent="div").iter():
        assert element.tag not in {"script", "style", "svg", "iframe", "form", "input"}
        assert [name for name in element.attrib if name.startswith("on")] == []


def test_a_block_is_placed_seen_undone_moved_and_deleted(page: Window, coach: None) -> None:
    block = make_block(
        "Neem contact op", '<h2>Praat met ons</h2><p>Bel <a href="/contact/">nu</a>.</p>'
    )
    make_block("Over de praktijk", "<p>Wij zijn met zijn tweeën.</p>")
    stored = f'<p>Eerst.</p><aside data-block="{block.pk}"></aside><p>Daarna.</p>'
    open_editor(page, ADD_ARTICLE)
    page.click(".cke_wysiwyg_div")
    page.keyboard.type("Eerst.")

    page.click(".cke_button__block")
    names = page.locator(".block-chooser__block strong")
    expect(names).to_have_text(["Neem contact op", "Over de praktijk"])
    names.first.click()
    widget = page.locator(".cke_widget_block")
    expect(widget.locator(".block-widget__text")).to_contain_text("Praat met ons")
    expect(widget.locator(".block-tools__name")).to_have_text("Neem contact op")
    page.keyboard.type("Daarna.")
    assert page.evaluate(GET) == stored

    page.evaluate("CKEDITOR.instances.id_body.execCommand('undo')")
    page.evaluate("CKEDITOR.instances.id_body.execCommand('undo')")
    expect(widget).to_have_count(0)
    page.evaluate("CKEDITOR.instances.id_body.execCommand('redo')")
    expect(widget.locator(".block-widget__text")).to_contain_text("Praat met ons")

    page.evaluate(SET, stored)
    expect(widget.locator(".block-widget__text")).to_contain_text("Praat met ons")
    widget.locator(".block-widget__text").click(force=True)
    page.keyboard.press("Control+x")
    expect(widget).to_have_count(0)
    assert page.evaluate(GET) == "<p>Eerst.</p><p>Daarna.</p>"

    page.evaluate(SET, stored)
    expect(widget.locator(".block-widget__text")).to_contain_text("Praat met ons")
    widget.locator(".block-widget__text").click(force=True)
    page.keyboard.press("Delete")
    assert page.evaluate(GET) == "<p>Eerst.</p><p>Daarna.</p>"


def test_a_block_goes_behind_the_list_that_the_caret_is_in(page: Window, coach: None) -> None:
    block = make_block()
    open_editor(page, ADD_ARTICLE)
    page.evaluate(SET, "<ul><li>een</li><li>twee</li></ul><p>Na.</p>")
    page.locator(".cke_wysiwyg_div li").first.click()
    page.click(".cke_button__block")
    page.click(".block-chooser__block")
    expect(page.locator(".cke_widget_block")).to_have_count(1)
    assert page.evaluate(GET) == (
        f'<ul><li>een</li><li>twee</li></ul><aside data-block="{block.pk}"></aside><p>Na.</p>'
    )


def test_a_block_that_is_gone_is_said_to_be_gone(page: Window, coach: None) -> None:
    open_editor(page, ADD_ARTICLE)
    page.evaluate(SET, '<p>a</p><aside data-block="99"></aside>')
    expect(page.locator(".cke_widget_block")).to_contain_text("bestaat niet meer")


def test_readers_see_a_changed_block_and_the_way_to_change_it_is_one_press_away(
    page: Window, coach: None
) -> None:
    block = make_block("Neem contact op")
    open_editor(page, ADD_ARTICLE)
    page.evaluate(SET, f'<p>a</p><aside data-block="{block.pk}"></aside>')
    with page.context.expect_page() as opened:
        page.click(".block-tools button")
    expect(opened.value).to_have_url(re.compile(f"/coaching_site/block/{block.pk}/change/$"))


@pytest.mark.parametrize("window_size", [PHONE])
def test_blocks_are_placed_on_a_phone(page: Window, coach: None) -> None:
    make_block("Neem contact op")
    open_editor(page, ADD_ARTICLE)
    page.click(".cke_wysiwyg_div")
    page.click(".cke_button__block")
    page.click(".block-chooser__block")
    expect(page.locator(".cke_widget_block .block-widget__text")).to_contain_text("Bel ons.")
    assert page.evaluate(OVERFLOW) == 0


def test_the_editor_and_its_blocks_have_no_fault_that_axe_knows(
    page: Window, coach: None, complaints: list[str]
) -> None:
    block = make_block("Neem contact op", "<h2>Praat met ons</h2><p>Bel.</p>")
    open_editor(page, f"/admin/coaching_site/block/{block.pk}/change/")
    assert Axe().run(page).response["violations"] == []
    open_editor(page, "/admin/coaching_site/page/add/")
    page.evaluate(SET, f'<p>a</p><aside data-block="{block.pk}"></aside>')
    expect(page.locator(".block-widget__text")).to_contain_text("Praat met ons")
    assert Axe().run(page).response["violations"] == []
    page.click(".cke_button__block")
    assert Axe().run(page).response["violations"] == []
    complaints.clear()  # axe reads the style sheets again, which the policy forbids


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_menus_of_the_editor_have_the_colours_of_the_page(
    page: Window, coach: None, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    open_editor(page, ADD_ARTICLE)
    page.evaluate(SET, "<table><tbody><tr><td>cel</td></tr></tbody></table>")
    colours = "(({ backgroundColor, color }) => [backgroundColor, color])"
    paper, ink = page.evaluate(f"{colours}(getComputedStyle(document.body))")
    page.click(".cke_combo_button")
    styles = page.frame_locator(".cke_combopanel iframe").locator("body")
    expect(styles).to_contain_text("Tussenkop")
    expect(styles).to_have_css("background-color", paper)
    expect(styles).to_have_css("color", ink)
    page.keyboard.press("Escape")
    page.locator(".cke_wysiwyg_div td").click(button="right")
    cells = page.frame_locator(".cke_menu_panel iframe").locator("body")
    expect(cells).to_contain_text("Kolom")
    expect(cells).to_have_css("background-color", paper)
    expect(cells).to_have_css("color", ink)
