"""What the author's guide tells, done in the browser; each step photographs what it shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.contrib.sessions.models import Session
from playwright.sync_api import Page, ViewportSize, expect

from blog.models import Article, Image
from coaching_site.accounts.models import User
from coaching_site.versions.saving import save_content
from tests.browser.camera import Camera
from tests.browser.conftest import PHONE, SignIn
from tests.browser.test_pasting import open_form, paste
from tests.browser.writing import ADD

DESK: ViewportSize = {"width": 1280, "height": 900}
BODY = ".cke_wysiwyg_div"
GO_BEHIND = """(words) => {
  const editor = CKEDITOR.instances.id_body;
  const paragraphs = editor.editable().find("p").toArray();
  const range = editor.createRange();
  range.moveToElementEditEnd(paragraphs.find((one) => one.getText().includes(words)));
  range.select();
}"""
COME_BACK = "window.dispatchEvent(new Event('focus'))"
KEPT = "bewaard op dit apparaat om"
TITLE = "Stil aan de groepstafel"
SUMMARY = "Waarom een groepje zwijgt, en drie dingen die je morgen al anders kunt doen."
LIVE = "Maandagochtend, tien voor half negen"
DRAFT = "De map voor de invaller"
# Beside those of the demo.
BLOCKS = {
    "Uitnodiging voor een gesprek": "Herken je dit uit je eigen klas? Bel of schrijf ons.",
}


def said(page: Page, words: str) -> None:
    """Wait for what the site says in answer."""
    expect(page.locator(".messagelist").first).to_contain_text(words)


def press(page: Page, name: str) -> None:
    """Press a button of the bar below the article."""
    page.locator(".article-bar").get_by_role("button", name=name).click()


def choose_in_menu(page: Page, name: str) -> None:
    page.locator(".article-menu summary").click()
    page.locator(".article-menu").get_by_text(name, exact=True).click()


def form_of(title: str) -> str:
    """Return the address of the form of the article with this title."""
    article = Article.objects.filter(versions__content__title=title).distinct().get()
    return f"/admin/blog/article/{article.pk}/change/"


def type_moment(page: Page, field: str, day: str, hour: str) -> None:
    for folded in page.locator(f".field-{field} .moment-fold:not([open]) summary").all():
        folded.click()
    page.locator(f"#id_{field}_0").fill(day)
    page.locator(f"#id_{field}_1").fill(hour)


def go_behind(page: Page, words: str) -> None:
    """Put the caret at the end of the paragraph that holds these words."""
    page.locator(f"{BODY} p", has_text=words).first.click()
    page.evaluate(GO_BEHIND, words)


@contextmanager
def tall_window(page: Page) -> Iterator[None]:
    """Look through a window in which what is taken stands clear of the bar."""
    page.set_viewport_size(DESK | {"height": 1800})
    yield
    page.set_viewport_size(DESK)


def see_what_waits(page: Page, camera: Camera) -> None:
    page.goto("/admin/")
    camera.take("startpagina", until=480)


def write_an_article(page: Page, camera: Camera) -> None:
    open_form(page, ADD)
    page.get_by_label("Titel:").fill(TITLE)
    page.get_by_label("Samenvatting:").fill(SUMMARY)
    paste(page, "guide")
    page.locator(".field-chosen_topics .select2-search__field").click()
    page.keyboard.type("In de klas")
    page.locator(".select2-results__option", has_text="In de klas").click()
    expect(page.locator(".kept-line")).to_contain_text(KEPT)
    page.evaluate("window.scrollTo(0, 0)")
    camera.take("schrijven")
    press(page, "Bewaar als concept")
    said(page, "Bewaard als concept")
    camera.take("opgeruimd", page.locator(".article-bar"), margin=0)


def place_images(page: Page, camera: Camera, photo: Path) -> None:
    go_behind(page, "Ik zat ernaast")
    with page.expect_file_chooser():
        page.get_by_role("button", name="Afbeelding", exact=True).click()
    chooser = page.get_by_role("dialog", name="Kies een afbeelding")
    expect(chooser.locator("img").first).to_be_visible()
    camera.take("afbeelding-kiezen", chooser, margin=0)
    with page.expect_file_chooser() as files:
        page.get_by_role("button", name="Upload van dit apparaat").click()
    files.value.set_files(photo)
    panel = page.get_by_role("dialog", name="Wat is er te zien?")
    panel.get_by_label("Beschrijving").fill(
        "Twee lege stoelen aan een ronde tafel, onder een lamp."
    )
    panel.get_by_label("Bijschrift").fill("Tafel drie, toen iedereen naar huis was.")
    expect(panel.get_by_text("Bewaard")).to_be_visible()
    camera.take("afbeelding-beschrijven", panel, margin=0)
    panel.get_by_role("button", name="Klaar").click()
    figure = page.locator(f"{BODY} figure")
    expect(figure.locator("img")).to_be_visible()
    figure.click()
    with tall_window(page):
        camera.take(
            "afbeelding-in-tekst",
            page.get_by_role("region", name="Afbeelding: Twee lege stoelen"),
            margin=18,
        )
    press(page, "Bewaar als concept")
    said(page, "Bewaard als concept")
    page.goto(f"/admin/blog/image/{Image.objects.latest('pk').pk}/change/")
    with tall_window(page):
        camera.take("aandachtspunt", page.locator("#content"), margin=0, until=895)


def place_a_block(page: Page, camera: Camera) -> None:
    for name, words in BLOCKS.items():
        open_form(page, "/admin/coaching_site/block/add/")
        page.get_by_label("Naam:").fill(name)
        page.locator(BODY).click()
        page.keyboard.type(words)
        press(page, "Publiceer")
        said(page, "Lezers zien het nu")
    open_form(page, form_of(TITLE))
    go_behind(page, "De week erna")
    page.get_by_role("button", name="Blok", exact=True).click()
    chooser = page.get_by_role("dialog", name="Blok plaatsen")
    chooser.get_by_role("button", name="Uitnodiging").click()
    expect(page.locator(f"{BODY} aside")).to_contain_text("Bel")
    with tall_window(page):
        block = page.get_by_role("region", name="Blok: Uitnodiging")
        camera.take(
            "blok-in-tekst", page.locator(f"{BODY} > p", has_text="De week erna"), block, margin=24
        )


def show_it_to_somebody(page: Page, camera: Camera) -> None:
    page.locator("#fold-sharing summary").click()
    with tall_window(page):
        camera.take("vinden-en-delen", page.locator("#fold-sharing"), margin=4)
    press(page, "Bewaar en bekijk")
    expect(page.locator(".preview-banner")).to_contain_text("Lezers zien deze versie niet")
    page.get_by_role("button", name="Kopieer een link").click()
    expect(page.get_by_role("status")).to_contain_text("Gekopieerd")
    camera.take("voorbeeld", until=605)
    page.get_by_role("link", name="Voorbeeldlinks").click()
    expect(page.get_by_role("button", name="Trek in")).to_be_visible()


def choose_its_moment(page: Page, camera: Camera) -> None:
    open_form(page, form_of(TITLE))
    type_moment(page, "publish_at", "05-03-2027", "07:00")
    expect(page.get_by_role("button", name="Plan in")).to_be_visible()
    expect(page.locator(".kept-line")).to_contain_text(KEPT)
    page.evaluate("window.scrollTo(0, 0)")
    camera.take(
        "inplannen",
        page.locator(".field-title"),
        page.locator("#fold-publication"),
        page.locator(".article-bar"),
        margin=4,
    )
    type_moment(page, "publish_at", "28-03-2027", "02:30")
    press(page, "Plan in")
    expect(page.locator(".field-publish_at .errorlist")).to_contain_text("springt de klok")
    type_moment(page, "publish_at", "05-03-2027", "07:00")
    press(page, "Plan in")
    said(page, "Gepland: lezers zien het vanaf 5 maart 2027 07:00")


def look_ahead(page: Page, camera: Camera) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="Vooruitkijken").click()
    camera.take("ander-moment", page.locator("#content"), margin=0, until=640)
    page.get_by_role("button", name=f"Bekijk “{TITLE}” verschijnt").click()
    expect(page.locator(".preview-banner")).to_contain_text("Dit is de site op")
    page.get_by_role("button", name="Terug naar nu").click()
    said(page, "Je ziet de site weer zoals hij nu is.")


def change_what_is_live(page: Page, camera: Camera) -> None:
    open_form(page, form_of(LIVE))
    go_behind(page, "Tien voor half negen.")
    page.keyboard.type(" Het ruikt er naar gisteren.")
    page.get_by_label("Wat heb je veranderd?").fill("De gang ruikt nu ook ergens naar")
    press(page, "Bewaar zonder te publiceren")
    said(page, "Lezers zien de vorige tekst")
    choose_in_menu(page, "Wat er het laatst veranderde")
    camera.take("vergelijken", page.locator("#content"), margin=0, until=760)
    open_form(page, form_of(LIVE))
    press(page, "Publiceer wijzigingen")
    said(page, "Lezers zien het nu")
    go_behind(page, "Tien voor half negen.")
    page.keyboard.type(" Maandag hangt er een nieuw briefje.")
    type_moment(page, "change_at", "08-03-2027", "07:00")
    press(page, "Plan de wijziging in")
    said(page, "Ingepland: lezers zien de wijzigingen vanaf 8 maart 2027 07:00")
    choose_in_menu(page, "Versies")
    camera.take("versies", page.locator("#content"), margin=0, until=860)
    page.get_by_role("link", name="Zet terug").first.click()
    expect(page.get_by_role("button", name="Zet terug en publiceer")).to_be_visible()


def throw_away(page: Page, camera: Camera) -> None:
    open_form(page, form_of(TITLE))
    choose_in_menu(page, "Naar de prullenbak")
    said(page, "ligt in de prullenbak")
    rows = page.locator("#result_list tbody tr")
    camera.take("prullenbak", page.locator(".messagelist"), rows.nth(3), margin=0)
    page.get_by_role("button", name="Ongedaan maken").click()
    said(page, "is terug")


def come_back_to_typed_text(page: Page, camera: Camera) -> None:
    open_form(page, form_of(TITLE))
    go_behind(page, "De week erna")
    page.keyboard.type(" En over de regen.")
    expect(page.locator(".kept-line")).to_contain_text(KEPT)
    page.once("dialog", lambda question: question.accept())
    page.goto("/admin/")
    open_form(page, form_of(TITLE))
    offer = page.locator(".kept-texts")
    expect(offer).to_contain_text("Ga hiermee verder")
    camera.take("bewaarde-tekst", offer)
    page.get_by_role("button", name="Ga hiermee verder").click()
    expect(page.locator(BODY)).to_contain_text("En over de regen.")


def sign_in_again(page: Page, sign_in: SignIn, coach: User) -> None:
    Session.objects.all().delete()
    page.evaluate(COME_BACK)
    press(page, "Bewaar zonder te publiceren")
    notice = page.locator(".kept-alert")
    expect(notice).to_contain_text("Je bent niet meer ingelogd")
    sign_in(coach)
    page.evaluate(COME_BACK)
    expect(notice).to_contain_text("Je bent weer ingelogd")
    press(page, "Bewaar zonder te publiceren")
    said(page, "Bewaard")


def meet_somebody_else(page: Page, camera: Camera) -> None:
    article = Article.objects.get(pk=int(page.url.split("/")[-3]))
    go_behind(page, "Ik zat ernaast")
    page.keyboard.type(" Het gum lag er nog.")
    theirs = article.newest_version.read()
    body = theirs.body.replace("Vijf leerlingen", "Zes leerlingen")
    save_content(
        article,
        replace(theirs, body=body),
        by=User.objects.get(username="schrijver"),
        based_on=article.newest_version.number,
    )
    press(page, "Bewaar zonder te publiceren")
    collision = page.locator(".collision")
    expect(collision).to_contain_text("Ruben Wielsma bewaarde versie")
    with tall_window(page):
        collision.scroll_into_view_if_needed()
        camera.take("twee-tegelijk", collision)


def answer_people(page: Page, camera: Camera) -> None:
    page.once("dialog", lambda question: question.accept())
    page.goto("/admin/blog/comment/")
    page.locator("#result_list tbody a").first.click()
    with tall_window(page):
        camera.take("reactie", page.locator("#content"), margin=0)
    page.goto("/admin/contact/inquiry/?answer=overdue")
    page.locator("#result_list tbody a").first.click()
    with tall_window(page):
        tools, steps = page.locator(".object-tools"), page.locator(".inquiry-steps")
        camera.take("aanvraag", tools, steps, page.locator(".letter"))


def write_on_a_phone(page: Page, camera: Camera) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    open_form(page, form_of(DRAFT))
    camera.take("telefoon")
    page.locator(".article-menu summary").click()
    camera.take("telefoon-menu")
