"""What authors paste, through CKEditor in a real browser, saved and read on the site."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from blog.models import Article
from coaching_site.models import Page
from tests.browser.conftest import OVERFLOW, PHONE, SignIn
from tests.factories import make_user

pytestmark = pytest.mark.browser

PASTED = Path(__file__).parent / "pasted"
PASTE = """(area, html) => {
  area.focus();
  const clipboard = new DataTransfer();
  clipboard.setData("text/html", html);
  clipboard.setData("text/plain", "zonder opmaak");
  area.dispatchEvent(new ClipboardEvent("paste",
    { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""
BULLETS = {"•", "·"}
ADD_PAGE = "/admin/coaching_site/page/add/"


def open_form(page: Window, address: str = ADD_PAGE) -> None:
    page.goto(address)
    page.wait_for_selector(".cke_wysiwyg_div")


def paste(page: Window, name: str) -> None:
    page.eval_on_selector(".cke_wysiwyg_div", PASTE, (PASTED / f"{name}.html").read_text())
    expect(page.locator(".cke_wysiwyg_div")).not_to_have_text("")


def save_and_read(page: Window, title: str) -> Page:
    page.fill("#id_title", title)
    page.click("[name=_publish]")
    expect(page.locator(".messagelist")).to_be_visible()
    page.wait_for_selector(".cke_wysiwyg_div")
    return Page.objects.get(title=title)


def words_read(page: Window, stored: Page) -> list[str]:
    page.goto(stored.get_absolute_url())
    return [word for word in page.locator(".prose").inner_text().split() if word not in BULLETS]


def source_words(name: str) -> list[str]:
    """Return the words of a pasted file, without its markup, its head and its bullets."""
    html = (PASTED / f"{name}.html").read_text()
    html = re.sub(r"(?s)<!--.*?-->|<!\[.*?\]>|<style.*?</style>|<head.*?</head>", "", html)
    inline = re.sub(r"</?(?:span|b|strong|i|em|a|o:p|u|time)\b[^>]*>", "", html)
    text = re.sub(r"<[^>]+>", " ", inline).replace("&nbsp;", " ").replace("&amp;", "&")
    return [word for word in text.split() if word not in BULLETS]


def without_title(source: list[str], title: str) -> list[str]:
    """Return the words without the title, which the page that was copied has twice."""
    text = " ".join(source)
    assert text.count(title) == 2
    return text.replace(title, "").split()


def test_an_article_of_700_words_arrives_whole(page: Window, sign_in: SignIn) -> None:
    sign_in(make_user(superuser=True))
    open_form(page)
    paste(page, "web-page-a")
    stored = save_and_read(page, "Een rustig begin")
    assert "style=" not in stored.body
    assert "<span" not in stored.body
    assert stored.body.count("<li>") == 8
    assert stored.body.count("<h2>") == 5
    assert "<strong>voorspelbaarheid</strong>" in stored.body
    assert words_read(page, stored) == source_words("web-page-a")
    text = page.locator(".prose").inner_text()
    for quoted in (
        "„Ze horen niet wat ik zeg, ze horen hoe ik het zeg.”",
        "‘Zie je wel,’",
        "’s ochtends",
    ):
        assert quoted in text
    assert text.count("—") == 4
    assert page.locator(".prose h2").all_inner_texts() == [
        "Wat er gebeurt tussen de deur en de bel",
        "Rust is geen stilte",
        "Acht dingen die je morgen kunt doen",
        "En als het toch misgaat",
        "Je hoeft het niet alleen te doen",
    ]


def test_an_article_of_1700_words_loses_its_repeated_title_and_its_typed_bullets(
    page: Window, sign_in: SignIn
) -> None:
    title = "Ouders als partner: zo begin je"
    sign_in(make_user(superuser=True))
    open_form(page)
    paste(page, "web-page-b")
    told = page.locator(".cke_notifications_area")
    expect(told).to_contain_text("Weggelaten afbeeldingen van elders: 2")
    expect(told).to_contain_text("Ouders die je niet ziet")
    stored = save_and_read(page, title)
    notices = page.locator(".messagelist").inner_text()
    assert "De eerste kop herhaalde de titel en is weggelaten." in notices
    assert "zijn 3 lijsten geworden" in notices
    assert stored.body.count("<li>") == 11
    assert stored.body.count("<img") == 0
    assert words_read(page, stored) == without_title(source_words("web-page-b"), title)
    assert page.locator(".prose :is(h2, h3)").count() == 10
    assert (
        page.locator(".prose :is(h2, h3)").first.inner_text()
        == "Waarom ‘partner’ een groot woord is"
    )


@pytest.mark.parametrize(
    ("name", "title"),
    [("word", "Het team in januari"), ("google-docs", "Starten als leerkracht")],
)
def test_a_text_from_a_word_processor_keeps_its_structure(
    page: Window, sign_in: SignIn, name: str, title: str
) -> None:
    sign_in(make_user(superuser=True))
    open_form(page)
    paste(page, name)
    stored = save_and_read(page, title)
    lists = {"word": ("<ul>", "<ol>", "<li>in de klas</li>", "<td>Maandag</td>")}
    for piece in lists.get(name, ("<ol>", "<strong>alles tegelijk</strong>")):
        assert piece in stored.body
    assert title not in stored.body
    assert "Mso" not in stored.body
    assert "style=" not in stored.body
    assert "<h3>" not in stored.body


def test_a_pasted_article_is_published_and_read_with_every_word(
    page: Window, sign_in: SignIn
) -> None:
    title = "Ouders als partner: zo begin je"
    sign_in(make_user(superuser=True))
    open_form(page, "/admin/blog/article/add/")
    page.fill("#id_title", title)
    paste(page, "web-page-b")
    page.click("[name=_publish]")
    expect(page.locator(".messagelist")).to_contain_text("Lezers zien het nu")
    page.goto(Article.objects.get(title=title).get_absolute_url())
    read = [word for word in page.locator(".prose").inner_text().split() if word not in BULLETS]
    assert read == without_title(source_words("web-page-b"), title)
    assert page.get_by_text(title, exact=True).count() == 1


def test_an_image_beside_a_text_is_left_out_since_the_text_was_meant(
    page: Window, sign_in: SignIn
) -> None:
    sign_in(make_user(superuser=True))
    open_form(page)
    page.eval_on_selector(
        ".cke_wysiwyg_div",
        """(area) => {
          area.focus();
          const clipboard = new DataTransfer();
          clipboard.setData("text/html", "<p>Uit een tekstverwerker.</p>");
          clipboard.items.add(new File([new Uint8Array(8)], "foto.png", { type: "image/png" }));
          area.dispatchEvent(new ClipboardEvent("paste",
            { clipboardData: clipboard, bubbles: true, cancelable: true }));
        }""",
    )
    expect(page.locator(".cke_wysiwyg_div")).to_have_text("Uit een tekstverwerker.")
    assert page.locator(".cke_wysiwyg_div :is(img, progress)").count() == 0


def test_script_in_a_paste_never_runs_and_is_not_stored(page: Window, sign_in: SignIn) -> None:
    sign_in(make_user(superuser=True))
    open_form(page)
    attack = (
        "<p>voor</p><img src=/x onerror='document.title=1'><svg onload='document.title=2'></svg>"
        "<a href='javascript:document.title=3' onclick='document.title=4'>klik</a>"
        "<script>document.title=5</script><p onmouseover='document.title=6'>na</p>"
    )
    page.eval_on_selector(".cke_wysiwyg_div", PASTE, attack)
    expect(page.locator(".cke_wysiwyg_div")).to_contain_text("na")
    page.hover(".cke_wysiwyg_div p:last-child")
    assert not page.title().isdigit()
    stored = save_and_read(page, "Aanval")
    assert "document.title" not in stored.body


def test_a_link_and_a_table_are_made_in_the_dialogs(page: Window, sign_in: SignIn) -> None:
    sign_in(make_user(superuser=True))
    open_form(page)
    page.click(".cke_button__link")
    page.get_by_label("Woorden uit een titel, of een adres").fill("example.org/aanbod")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    confirm = page.locator(".cke_dialog_ui_button_ok:visible")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.click(".cke_button__table")
    confirm.click()
    expect(page.locator(".cke_wysiwyg_div thead th")).to_have_count(2)
    expect(page.locator(".cke_wysiwyg_div td")).to_have_count(4)
    page.locator(".cke_wysiwyg_div td").first.click(button="right")
    menu = page.frame_locator(".cke_menu_panel iframe")
    expect(menu.get_by_text("Kolom", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.type("Maandag")
    stored = save_and_read(page, "Met de hand")
    assert '<a href="https://example.org/aanbod">example.org/aanbod</a>' in stored.body
    assert "<td>Maandag</td>" in stored.body
    assert stored.body.count("<tr>") == 3


def test_a_style_is_chosen_by_its_dutch_name(page: Window, sign_in: SignIn) -> None:
    sign_in(make_user(superuser=True))
    open_form(page)
    page.click(".cke_wysiwyg_div")
    page.keyboard.type("Begin")
    page.click(".cke_combo_button")
    names = page.frame_locator(".cke_combopanel iframe").get_by_role("option")
    expect(names).to_have_text(["Tekst", "Kop", "Tussenkop", "Kleine kop"])
    names.nth(1).click()
    expect(page.locator(".cke_wysiwyg_div h2")).to_have_text("Begin")


def test_the_menu_of_the_browser_corrects_spelling_outside_tables(
    page: Window, sign_in: SignIn
) -> None:
    sign_in(make_user(superuser=True))
    open_form(page)
    page.locator(".cke_wysiwyg_div").click(button="right")
    assert page.locator(".cke_menu_panel").count() == 0


def test_only_superusers_see_the_source(page: Window, sign_in: SignIn) -> None:
    author = make_user()
    author.user_permissions.set(Permission.objects.filter(codename__endswith="_page"))
    sign_in(author)
    open_form(page)
    assert page.locator(".editor__source").count() == 0
    assert page.locator(".cke_button__bold").count() == 1
    sign_in(make_user(superuser=True))
    open_form(page)
    expect(page.locator(".editor__source")).to_have_text("Broncode (HTML)")
    assert page.locator(".cke_toolbox", has_text="Broncode").count() == 0


def test_the_buttons_stay_in_sight_while_writing_a_long_text(page: Window, sign_in: SignIn) -> None:
    sign_in(make_user(superuser=True))
    open_form(page)
    page.eval_on_selector(".cke_wysiwyg_div", PASTE, "<p>Regel.</p>" * 150)
    expect(page.locator(".cke_wysiwyg_div p")).to_have_count(150)
    page.locator(".cke_wysiwyg_div p").nth(90).scroll_into_view_if_needed()
    box = page.locator(".cke_top").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 50


@pytest.mark.parametrize("window_size", [PHONE])
def test_writing_works_on_a_phone(page: Window, sign_in: SignIn) -> None:
    sign_in(make_user(superuser=True))
    open_form(page)
    page.click(".cke_button__bold")
    page.keyboard.type("Vet begin")
    written = page.evaluate("CKEDITOR.instances.id_body.getData()")
    assert written.strip() == "<p><strong>Vet begin</strong></p>"
    area = page.locator(".cke_wysiwyg_div")
    assert area.get_attribute("spellcheck") == "true"
    assert area.get_attribute("aria-label") == "Tekst"
    assert page.evaluate(OVERFLOW) == 0
