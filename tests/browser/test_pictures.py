"""Pictures in Chromium: placed in a text, chosen in a field, described, replaced, kept."""

import base64
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

from blog.content import ArticleContent
from blog.models import Article, Author, Image
from tests.browser.conftest import OVERFLOW, PHONE, SignIn
from tests.factories import make_author, make_image, make_picture_file, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADD = "/admin/blog/article/add/"
LIBRARY = "/admin/blog/image/"
UPLOAD = "**/admin/blog/image/upload/"
BODY = ".cke_wysiwyg_div"
IS_ON_TOP = """element => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return element === seen || element.contains(seen);
}"""
HOLD = """(area, [bytes, kind]) => {
  const files = new DataTransfer();
  for (const file of bytes) {
    const content = Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0));
    files.items.add(new File([content], "Anna van Dijk.jpg", { type: "image/jpeg" }));
  }
  area.lastElementChild.scrollIntoView({ block: "center" });
  const last = area.lastElementChild.getBoundingClientRect();
  const at = { clientX: last.left + 5, clientY: last.top + 5, bubbles: true, cancelable: true };
  if (area.isContentEditable) { area.focus(); }
  for (const name of kind === "paste" ? ["paste"] : ["dragover", "drop"]) {
    area.dispatchEvent(kind === "paste"
      ? new ClipboardEvent(name, { clipboardData: files, bubbles: true, cancelable: true })
      : new DragEvent(name, { dataTransfer: files, ...at }));
  }
}"""  # fmt: skip


@pytest.fixture
def coach(sign_in: SignIn) -> None:
    user = make_user("coach", superuser=True)
    make_author("Mirthe", user=user)
    sign_in(user)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "Anna van Dijk.jpg"
    path.write_bytes(make_picture_file((600, 400)).read())
    return path


def encoded(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode()


def hand_over(area: Locator, kind: str, *files: Path) -> None:
    """Paste or drop files, as the browser tells a page that somebody did."""
    area.evaluate(HOLD, [[encoded(file) for file in files], kind])


def begin(page: Page, address: str = ADD) -> None:
    page.goto(address)
    page.wait_for_selector(BODY)


def describe(page: Page, words: str) -> None:
    panel = page.get_by_role("dialog", name="Wat is er te zien?")
    expect(panel.get_by_label("Beschrijving", exact=True)).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def describe_later(page: Page) -> None:
    expect(page.get_by_role("dialog", name="Wat is er te zien?")).to_be_visible()
    page.keyboard.press("Escape")


def faults(page: Page, part: str) -> list[str]:
    """Return what somebody who cannot see or point would stumble over."""
    return [
        f"{violation['id']} at {node['html'][:200]}"
        for violation in Axe().run(page, part).response["violations"]
        for node in violation["nodes"]
    ]


def body_of(page: Page) -> str:
    return str(page.evaluate("CKEDITOR.instances.id_body.getData()"))


@pytest.mark.parametrize("window_size", [PHONE, (1440, 900)], ids=["phone", "desk"])
def test_an_article_with_three_pictures_takes_at_most_fifteen_clicks(
    page: Page, coach: None, photo: Path
) -> None:
    clicks = 0

    def click(place: Locator) -> None:
        nonlocal clicks
        place.click()
        clicks += 1

    page.goto("/admin/")
    click(page.get_by_role("link", name="Nieuw artikel"))
    page.wait_for_selector(BODY)
    page.keyboard.type("Een klas in drie beelden")
    click(page.locator(BODY))
    page.keyboard.type("Zo begon het.")
    click(page.get_by_role("button", name="Afbeelding"))
    with page.expect_file_chooser() as chooser:
        click(page.get_by_role("button", name="Upload van dit apparaat"))
    clicks += 2  # choose the file, and confirm it
    chooser.value.set_files(photo)
    describe(page, "Een lege klas")
    expect(page.locator(f"{BODY} figure img")).to_have_count(1)
    page.keyboard.type("Daarna kwam dit.")
    hand_over(page.locator(BODY), "paste", photo)
    describe(page, "Een volle klas")
    expect(page.locator(f"{BODY} figure img")).to_have_count(2)
    page.keyboard.type("En zo eindigde het.")
    hand_over(page.locator(BODY), "drop", photo)
    describe(page, "Een opgeruimde klas")
    expect(page.locator(f"{BODY} figure img")).to_have_count(3)
    assert page.evaluate(OVERFLOW) == 0
    click(page.get_by_role("button", name="Publiceer"))
    expect(page.locator(".messagelist")).to_contain_text("Lezers zien het nu")
    assert clicks <= 15

    page.goto(Article.objects.get().get_absolute_url())
    shown = page.locator(".prose figure img")
    assert shown.evaluate_all("all => all.map((image) => image.alt)") == [
        "Een lege klas", "Een volle klas", "Een opgeruimde klas",
    ]  # fmt: skip
    expect(page.locator(".prose")).to_contain_text("Daarna kwam dit.")
    for number in range(3):
        shown.nth(number).scroll_into_view_if_needed()
        page.wait_for_function(
            "(image) => image.naturalWidth > 0", arg=shown.nth(number).element_handle()
        )
    assert page.evaluate(OVERFLOW) == 0
    assert set(Image.objects.values_list("alternative_text", flat=True)) == {
        "Een lege klas", "Een volle klas", "Een opgeruimde klas",
    }  # fmt: skip
    assert "Anna" not in page.content()


def test_several_files_at_once_are_placed_in_order_and_described_in_turn(
    page: Page, coach: None, photo: Path
) -> None:
    begin(page)
    page.locator(BODY).click()
    hand_over(page.locator(BODY), "drop", photo, photo)
    expect(page.get_by_text("Afbeelding 1 van 2")).to_be_visible()
    describe(page, "De eerste")
    expect(page.get_by_text("Afbeelding 2 van 2")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(f"{BODY} figure img")).to_have_count(2)
    assert page.locator(f"{BODY} figure img").evaluate_all("all => all.map((i) => i.alt)") == [
        "De eerste", "",
    ]  # fmt: skip
    expect(page.locator(f"{BODY} .picture-tools__words")).to_have_text(["De eerste", "Versiering"])
    decorative = Image.objects.get(is_decorative=True)
    assert decorative.alternative_text == ""


def test_neither_words_nor_a_tick_is_asked_again_and_never_the_name_of_the_file(
    page: Page, coach: None, photo: Path
) -> None:
    begin(page)
    hand_over(page.locator(BODY), "paste", photo)
    expect(page.get_by_label("Beschrijving", exact=True)).to_have_value("")
    page.keyboard.press("Enter")
    expect(page.locator(".picture-panel").get_by_role("alert")).to_contain_text(
        "Zeg wat er te zien is"
    )
    expect(page.get_by_label("Beschrijving", exact=True)).to_be_focused()
    assert faults(page, ".picture-panel") == []


def test_a_picture_that_is_not_described_is_asked_about_before_it_is_published(
    page: Page, coach: None, photo: Path
) -> None:
    begin(page)
    page.get_by_label("Titel:").fill("Later beschreven")
    page.locator(BODY).click()
    page.keyboard.type("Een zin.")
    hand_over(page.locator(BODY), "paste", photo)
    describe_later(page)
    expect(page.locator(".picture-tools__words")).to_have_text("Nog niet beschreven")
    page.get_by_role("button", name="Publiceer").click()
    expect(page.locator(".picture-panel").get_by_role("alert")).to_contain_text(
        "Beschrijf deze afbeelding"
    )
    page.keyboard.press("Escape")
    assert not Article.objects.exists()
    page.get_by_role("button", name="Publiceer").click()
    describe(page, "Een rij jassen")
    expect(page.locator(".messagelist")).to_contain_text("Lezers zien het nu")
    assert 'alt="Een rij jassen"' in Article.objects.get().body
    assert Image.objects.get().alternative_text == "Een rij jassen"


def test_words_that_are_on_their_way_are_not_asked_for_again_when_publishing(
    page: Page, coach: None, photo: Path
) -> None:
    held: list[Route] = []
    begin(page)
    page.get_by_label("Titel:").fill("Snel gepubliceerd")
    page.locator(BODY).click()
    page.keyboard.type("Een zin.")
    hand_over(page.locator(BODY), "paste", photo)
    expect(page.locator(f"{BODY} figure img")).to_be_attached()
    page.route("**/describe/", lambda route: held.append(route))  # noqa: PLW0108 (its own argument)
    describe(page, "Een rij jassen")
    expect(page.locator(".picture-tools__words")).to_have_text("Een rij jassen")
    page.get_by_role("button", name="Publiceer").click()
    expect(page.locator(".picture-notice")).to_contain_text("nog afbeeldingen onderweg")
    is_asked_again, was_saved = page.locator(".picture-panel").count(), Article.objects.exists()
    held[0].continue_()  # what stays held would hold up the end of the test too
    assert (is_asked_again, was_saved) == (0, False)
    expect(page.locator(".messagelist")).to_contain_text("Lezers zien het nu")
    assert Image.objects.get().alternative_text == "Een rij jassen"


def test_a_draft_may_hold_a_picture_that_is_not_described_yet(
    page: Page, coach: None, photo: Path
) -> None:
    begin(page)
    page.get_by_label("Titel:").fill("Concept")
    hand_over(page.locator(BODY), "paste", photo)
    describe_later(page)
    expect(page.locator(".picture-tools")).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist")).to_contain_text("concept")
    expect(page.locator(".picture-tools__words")).to_have_text("Nog niet beschreven")


def test_a_refusal_stands_where_the_picture_would_and_the_text_stays(
    page: Page, coach: None, tmp_path: Path, complaints: list[str]
) -> None:
    paper = tmp_path / "brief.jpg"
    paper.write_bytes(b"Geen plaatje.")
    begin(page)
    page.locator(BODY).click()
    page.keyboard.type("Een zin die blijft.")
    hand_over(page.locator(BODY), "paste", paper)
    failure = page.locator(f"{BODY} .picture-progress--failed")
    expect(failure).to_contain_text("geen afbeelding die we kunnen lezen")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert body_of(page).strip().startswith("<p>Een zin die blijft.</p>")
    failure.get_by_role("button", name="Haal weg").click()
    expect(failure).to_have_count(0)
    assert not Image.objects.exists()
    complaints.clear()  # Chromium reports the 422


@pytest.mark.parametrize("window_size", [PHONE])
def test_a_refused_picture_is_seen_on_a_phone(
    page: Page, coach: None, tmp_path: Path, complaints: list[str]
) -> None:
    drawing = tmp_path / "tekening.svg"
    drawing.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    begin(page)
    page.locator(BODY).click()
    for _line in range(12):
        page.keyboard.type("Een zin.")
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Afbeelding").first.click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Upload van dit apparaat").click()
    chooser.value.set_files(drawing)

    expect(page.get_by_role("dialog")).to_have_count(0)
    failure = page.locator(".picture-progress--failed .picture-progress__words")
    expect(failure).to_be_in_viewport(ratio=1)
    page.wait_for_timeout(300)
    assert failure.evaluate(IS_ON_TOP)
    complaints.clear()  # Chromium reports the 422


def test_a_file_that_is_too_large_is_not_even_sent(page: Page, coach: None, tmp_path: Path) -> None:
    film = tmp_path / "film.mov"
    film.write_bytes(b"\x00" * 20_000_001)
    page.route(UPLOAD, lambda route: pytest.fail("It was sent."))
    begin(page)
    page.get_by_role("button", name="Afbeelding").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Upload van dit apparaat").click()
    chooser.value.set_files(film)
    expect(page.locator(f"{BODY} .picture-progress--failed")).to_contain_text("hooguit 20 MB")


def test_a_connection_that_breaks_off_is_tried_again(
    page: Page, coach: None, photo: Path, complaints: list[str]
) -> None:
    begin(page)
    page.route(UPLOAD, lambda route: route.abort("connectionreset"))
    hand_over(page.locator(BODY), "paste", photo)
    failure = page.locator(f"{BODY} .picture-progress--failed")
    expect(failure).to_contain_text("De verbinding viel weg")
    page.unroute(UPLOAD)
    failure.get_by_role("button", name="Probeer opnieuw").click()
    expect(page.locator(f"{BODY} figure img")).to_have_count(1)
    complaints.clear()  # Chromium reports the broken connection


def test_a_session_that_ended_is_said_in_words(
    page: Page, coach: None, photo: Path, complaints: list[str]
) -> None:
    begin(page)
    page.context.clear_cookies()
    hand_over(page.locator(BODY), "paste", photo)
    expect(page.locator(f"{BODY} .picture-progress--failed")).to_contain_text("niet meer ingelogd")
    complaints.clear()  # Chromium reports the 401


def test_saving_waits_for_a_picture_on_its_way(page: Page, coach: None, photo: Path) -> None:
    held: list[Route] = []
    begin(page)
    page.get_by_label("Titel:").fill("Wachten")
    page.route(UPLOAD, lambda route: held.append(route))  # noqa: PLW0108 (Playwright wants its own)
    hand_over(page.locator(BODY), "paste", photo)
    describe(page, "Een klok")
    expect(page.locator(f"{BODY} progress")).to_be_visible()
    page.get_by_role("button", name="Bewaar als concept").last.click()
    expect(page.locator(".picture-notice")).to_contain_text("nog afbeeldingen onderweg")
    was_saved, sent = Article.objects.exists(), held[0].request.post_data_buffer
    held[0].continue_()  # what stays held would hold up the end of the test too
    assert not was_saved
    assert b"Anna" not in (sent or b"Anna")
    expect(page.locator(".messagelist")).to_contain_text("concept", timeout=20_000)
    assert 'alt="Een klok"' in Article.objects.get().newest_version.read().body


def test_one_step_back_takes_a_picture_away_and_one_forward_brings_it_back(
    page: Page, coach: None, photo: Path
) -> None:
    begin(page)
    page.locator(BODY).click()
    page.keyboard.type("Een zin.")
    hand_over(page.locator(BODY), "paste", photo)
    describe(page, "Een brug")
    figures = page.locator(f"{BODY} figure")
    expect(figures.locator("img")).to_have_attribute("alt", "Een brug")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(figures).to_have_count(0)
    expect(page.locator(BODY)).to_contain_text("Een zin.")
    page.get_by_role("button", name="Opnieuw uitvoeren").click()
    expect(figures.locator("img")).to_have_attribute("alt", "Een brug")
    expect(page.locator(".picture-tools__words")).to_have_text("Een brug")


def test_a_picture_is_described_replaced_and_taken_away_by_keyboard(
    page: Page, coach: None, photo: Path
) -> None:
    other = make_image(alternative_text="Een andere klas")
    begin(page)
    hand_over(page.locator(BODY), "paste", photo)
    describe(page, "Een deur")
    expect(page.locator(f"{BODY} figure img")).to_have_attribute("alt", "Een deur")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Beschrijf")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Beschrijving", exact=True)).to_have_value("Een deur")
    page.keyboard.press("Control+a")
    describe(page, "Een open deur")
    page.locator(f"{BODY} figure img").click()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Kies een afbeelding").get_by_text("Een andere klas").click()
    expect(page.locator(f"{BODY} figure img")).to_have_attribute("data-image", str(other.pk))
    expect(page.locator(f"{BODY} figure img")).to_have_attribute("alt", "Een andere klas")
    page.locator(f"{BODY} figure img").click()
    page.keyboard.press("Enter")
    page.keyboard.type("Onder de klas.")
    page.locator(f"{BODY} figure img").click()
    page.keyboard.press("Delete")
    expect(page.locator(f"{BODY} figure")).to_have_count(0)
    assert "<p>Onder de klas.</p>" in body_of(page)
    # The description of one place is not that of the library.
    assert Image.objects.exclude(pk=other.pk).get().alternative_text == "Een deur"


def test_a_caption_is_written_where_it_stands_and_an_empty_one_is_not_stored(
    page: Page, coach: None
) -> None:
    make_image(alternative_text="Een plein", caption="Het plein in mei")
    begin(page)
    page.get_by_label("Titel:").fill("Met bijschrift")
    page.get_by_role("button", name="Afbeelding").click()
    page.get_by_role("button", name="Een plein").click()
    caption = page.locator(f"{BODY} figcaption")
    expect(caption).to_have_text("Het plein in mei")
    caption.click()
    page.keyboard.press("End")
    page.keyboard.type(" en juni")
    page.get_by_role("button", name="Bewaar als concept").last.click()
    expect(page.locator(".messagelist")).to_be_visible()
    article = Article.objects.get()
    assert "<figcaption>Het plein in mei en juni</figcaption>" in article.newest_version.read().body
    caption.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    assert "figcaption" not in body_of(page)
    expect(page.locator(".messagelist li")).to_have_count(0)  # what it said was about the first one
    page.get_by_role("button", name="Bewaar als concept").last.click()
    expect(page.locator(".messagelist")).to_be_visible()
    assert "figcaption" not in article.newest_version.read().body
    assert "<figure>" in article.newest_version.read().body


def test_a_picture_of_the_library_that_is_copied_along_stays_and_a_foreign_one_goes(
    page: Page, coach: None
) -> None:
    image = make_image()
    begin(page)
    page.locator(BODY).evaluate(
        """(area, html) => {
          area.focus();
          const clipboard = new DataTransfer();
          clipboard.setData("text/html", html);
          area.dispatchEvent(new ClipboardEvent("paste",
            { clipboardData: clipboard, bubbles: true, cancelable: true }));
        }""",
        f'<p>Voor</p><figure><img data-image="{image.pk}" alt="Klas" src="https://elders.nl/x.gif">'
        '</figure><p><img src="https://elders.nl/y.gif">Na</p>',
    )
    expect(page.locator(".cke_notification_warning")).to_contain_text("van elders: 1")
    expect(page.locator(f"{BODY} figure img")).to_have_attribute("src", image.file.url)
    expect(page.locator(f"{BODY} img[data-image]")).to_have_count(1)
    assert "elders.nl" not in page.locator(BODY).inner_html()


@pytest.mark.parametrize("window_size", [PHONE, (1440, 900)], ids=["phone", "desk"])
def test_the_library_is_searched_paged_and_closed_in_the_chooser(page: Page, coach: None) -> None:
    for number in range(26):
        make_image(alternative_text=f"Klas {number}")
    begin(page)
    page.get_by_role("button", name="Afbeelding").click()
    dialog = page.get_by_role("dialog", name="Kies een afbeelding")
    expect(dialog.locator("li")).to_have_count(24)
    assert faults(page, ".picture-chooser") == []
    assert page.evaluate(OVERFLOW) == 0
    dialog.get_by_role("button", name="Meer afbeeldingen").click()
    expect(dialog.locator("li")).to_have_count(26)
    expect(dialog.get_by_role("button", name="Meer afbeeldingen")).to_be_hidden()
    dialog.get_by_label("Zoek in de bibliotheek").fill("Klas 25")
    expect(dialog.locator("li")).to_have_text(["Klas 25"])
    dialog.get_by_label("Zoek in de bibliotheek").fill("fiets")
    expect(dialog.get_by_role("status")).to_have_text("Geen afbeeldingen gevonden.")
    dialog.get_by_role("button", name="Sluiten").click()
    expect(dialog).to_have_count(0)
    assert "<img" not in body_of(page)


@pytest.mark.parametrize("window_size", [PHONE, (1440, 900)], ids=["phone", "desk"])
def test_a_portrait_is_chosen_uploaded_dropped_and_taken_away(
    page: Page, coach: None, photo: Path
) -> None:
    face = make_image(alternative_text="Een gezicht")
    author = Author.objects.get()
    address = f"/admin/blog/author/{author.pk}/change/"
    page.goto(address)
    field = page.get_by_role("group", name="Foto")
    field.get_by_role("button", name="Kies").click()
    page.get_by_role("button", name="Een gezicht").click()
    expect(field.locator("img")).to_have_attribute("src", face.file.url)
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator(".messagelist")).to_be_visible()
    assert Author.objects.get().photo == face

    page.goto(address)
    with page.expect_file_chooser() as chooser:
        field.get_by_role("button", name="Upload").click()
    chooser.value.set_files(photo)
    describe(page, "Een lachend gezicht")
    expect(field).to_contain_text("Een lachend gezicht")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator(".messagelist")).to_be_visible()
    assert str(Author.objects.get().photo) == "Een lachend gezicht"

    page.goto(address)
    field.get_by_role("button", name="Haal weg").click()
    expect(field.locator("img")).to_be_hidden()
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator(".messagelist")).to_be_visible()
    assert Author.objects.get().photo is None

    page.goto(address)
    hand_over(page.locator("[data-picture-field]"), "drop", photo)
    describe_later(page)
    expect(field).to_contain_text("Nog niet beschreven")
    field.get_by_role("button", name="Beschrijf").click()
    describe(page, "Toch beschreven")
    expect(field).to_contain_text("Toch beschreven")


def test_a_cover_is_chosen_and_stands_above_the_article(page: Page, coach: None) -> None:
    cover = make_image(alternative_text="Een omslag")
    begin(page)
    page.get_by_label("Titel:").fill("Met omslag")
    page.locator(BODY).click()
    page.keyboard.type("Een zin.")
    field = page.get_by_role("group", name="Omslag")
    field.get_by_role("button", name="Kies").click()
    page.get_by_role("button", name="Een omslag").click()
    expect(field).to_contain_text("Een omslag")
    page.get_by_role("button", name="Publiceer").click()
    expect(page.locator(".messagelist")).to_contain_text("Lezers zien het nu")
    assert Article.objects.get().cover == cover


def test_without_javascript_a_picture_is_chosen_by_its_number(
    plain_page: Page, sign_in: SignIn, page: Page, coach: None
) -> None:
    plain_page.context.add_cookies(page.context.cookies())
    image = make_image()
    plain_page.goto(f"/admin/blog/author/{Author.objects.get().pk}/change/")
    plain_page.get_by_label("Foto").fill(str(image.pk))
    plain_page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(plain_page.locator(".messagelist")).to_be_visible()
    assert Author.objects.get().photo == image
    plain_page.goto(f"/admin/blog/author/{Author.objects.get().pk}/change/")
    plain_page.get_by_label("Foto").fill("987654")
    plain_page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(plain_page.locator(".errorlist")).to_be_visible()


@pytest.mark.parametrize("window_size", [PHONE, (1440, 900)], ids=["phone", "desk"])
def test_the_page_of_the_library_takes_several_files_and_their_descriptions(
    page: Page, coach: None, photo: Path
) -> None:
    page.goto(LIBRARY)
    expect(page.get_by_text("Er zijn nog geen afbeeldingen")).to_be_visible()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("link", name="Voeg afbeeldingen toe").click()
    chooser.value.set_files([photo, photo])
    describe(page, "Een stoel")
    describe(page, "Een tafel")
    expect(page.locator(".picture-card__words")).to_have_text(["Een tafel", "Een stoel"])
    page.wait_for_load_state()
    hand_over(page.locator(".picture-wall"), "drop", photo)
    describe(page, "Een bank")
    expect(page.locator(".picture-card__words")).to_have_text(
        ["Een bank", "Een tafel", "Een stoel"]
    )
    assert page.evaluate(OVERFLOW) == 0
    assert faults(page, "#content") == []


def points(page: Page) -> list[str]:
    return list(
        page.locator("[data-across]").evaluate_all(
            "all => all.map((crop) => crop.style.objectPosition)"
        )
    )


@pytest.mark.parametrize("window_size", [PHONE, (1440, 900)], ids=["phone", "desk"])
def test_the_point_that_stays_in_sight_is_set_by_keyboard_click_and_number(
    page: Page, coach: None
) -> None:
    image = make_image(file=make_picture_file((800, 200)))
    page.goto(f"{LIBRARY}{image.pk}/change/")
    point = page.get_by_role("slider")
    assert points(page) == ["50% 50%"] * 3
    point.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#id_focal_x")).to_have_value("61")
    expect(page.locator("#id_focal_y")).to_have_value("49")
    expect(point).to_have_attribute("aria-valuetext", "61%, 49%")
    page.get_by_role("button", name="Bewaar en ga verder").click()
    expect(page.locator(".messagelist")).to_be_visible()
    image.refresh_from_db()
    assert (image.focal_x, image.focal_y) == (61, 49)

    stage = page.locator("[data-stage]")
    box = stage.bounding_box()
    assert box is not None
    stage.click(position={"x": box["width"] * 0.9, "y": box["height"] * 0.2})
    expect(page.locator("#id_focal_x")).to_have_value("90")
    # At the right end there is no more to show than the end itself.
    assert points(page)[0] == "100% 50%"
    page.locator("#id_focal_x").fill("0")
    assert points(page)[0] == "0% 50%"
    assert faults(page, "#content") == []


def test_a_replaced_picture_is_replaced_where_it_is_used_and_cannot_be_deleted(
    page: Page, coach: None, photo: Path
) -> None:
    image = make_image(alternative_text="Een klas")
    article = Article.start(
        ArticleContent(title="Rust", slug="rust", cover=image.pk, body="<p>Rust.</p>"), by=None
    )
    article.publish(article.newest_version, by=None)
    page.goto(f"{LIBRARY}{image.pk}/change/")
    uses = page.get_by_role("region", name="Waar hij gebruikt wordt")
    expect(uses.get_by_role("link")).to_have_text(["Artikel: Rust"])
    expect(page.get_by_role("link", name="Verwijderen")).to_have_count(0)
    hand_over(page.locator("[data-focus]"), "drop", photo)
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Vervangen.")
    old = image.file.name
    image.refresh_from_db()
    assert (image.file.name != old, image.width) == (True, 600)
    page.goto(article.get_absolute_url())
    expect(page.get_by_role("img", name="Een klas").first).to_have_attribute("src", image.file.url)
