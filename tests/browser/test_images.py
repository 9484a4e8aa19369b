"""Images in a text, in Chromium: placed, refused, moved, kept."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from blog.models import Article, Image
from coaching_site.accounts.models import User
from tests.browser.conftest import OVERFLOW, PHONE
from tests.browser.picturing import (
    BODY,
    IS_ON_TOP,
    UPLOAD,
    begin,
    body_of,
    describe,
    hand_over,
    words_stored,
)
from tests.factories import make_article, make_image

COUNT_CLICKS = """addEventListener("click", (event) => {
  if (event.isTrusted) { countClick(event.target.textContent.trim().slice(0, 40)); }
}, { capture: true });"""
IN_THE_FILE_DIALOG = 2  # choose the file, and confirm it

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("window_size", [PHONE, (1440, 900)], ids=["phone", "desk"])
def test_an_article_with_three_images_takes_at_most_fourteen_clicks(
    page: Page, coach: User, photos: list[Path]
) -> None:
    clicked: list[str] = []
    page.expose_function("countClick", lambda words: clicked.append(words))  # noqa: PLW0108 (Playwright wants its own)
    page.add_init_script(COUNT_CLICKS)

    page.goto("/admin/")
    page.get_by_role("link", name="Nieuw artikel").click()
    page.wait_for_selector(BODY)
    page.keyboard.type("Een klas in drie beelden")
    page.locator(BODY).click()
    described = ["Een lege klas", "Een volle klas", "Een opgeruimde klas"]
    told = ["Zo begon het.", "Daarna kwam dit.", "En zo eindigde het."]
    for number, (words, sentence) in enumerate(zip(described, told, strict=True), start=1):
        page.keyboard.type(sentence)
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Afbeelding", exact=True).first.click()
        chooser.value.set_files(photos[number - 1])
        describe(page, words)
        expect(page.locator(f"{BODY} figure img")).to_have_count(number)
    assert page.evaluate(OVERFLOW) == 0
    page.get_by_role("button", name="Publiceer").click()
    expect(page.locator(".messagelist")).to_contain_text("Lezers zien het nu")
    assert len(clicked) + 3 * IN_THE_FILE_DIALOG <= 14, clicked

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
    page: Page, coach: User, photos: list[Path]
) -> None:
    begin(page)
    page.locator(BODY).click()
    hand_over(page.locator(BODY), "drop", *photos[:2])
    expect(page.get_by_text("Afbeelding 1 van 2")).to_be_visible()
    with words_stored(page):
        describe(page, "De eerste")
    expect(page.get_by_text("Afbeelding 2 van 2")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    with words_stored(page):
        page.keyboard.press("Enter")
    expect(page.locator(f"{BODY} figure img")).to_have_count(2)
    assert page.locator(f"{BODY} figure img").evaluate_all("all => all.map((i) => i.alt)") == [
        "De eerste", "",
    ]  # fmt: skip
    expect(page.locator(f"{BODY} .image-tools__words")).to_have_text(["De eerste", "Versiering"])
    decorative = Image.objects.get(is_decorative=True)
    assert decorative.alternative_text == ""


def test_a_refusal_stands_where_the_image_would_and_the_text_stays(
    page: Page, coach: User, tmp_path: Path, complaints: list[str]
) -> None:
    paper = tmp_path / "brief.jpg"
    paper.write_bytes(b"Geen plaatje.")
    begin(page)
    page.locator(BODY).click()
    page.keyboard.type("Een zin die blijft.")
    hand_over(page.locator(BODY), "paste", paper)
    failure = page.locator(f"{BODY} .image-progress--failed")
    expect(failure).to_contain_text("geen afbeelding die we kunnen lezen")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert body_of(page).strip().startswith("<p>Een zin die blijft.</p>")
    failure.get_by_role("button", name="Haal weg").click()
    expect(failure).to_have_count(0)
    assert not Image.objects.exists()
    complaints.clear()  # Chromium reports the 422


@pytest.mark.parametrize("window_size", [PHONE])
def test_a_refused_image_is_seen_on_a_phone(
    page: Page, coach: User, tmp_path: Path, complaints: list[str]
) -> None:
    drawing = tmp_path / "tekening.svg"
    drawing.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    begin(page)
    page.locator(BODY).click()
    for _line in range(12):
        page.keyboard.type("Een zin.")
        page.keyboard.press("Enter")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Afbeelding").first.click()
    chooser.value.set_files(drawing)

    expect(page.get_by_role("dialog")).to_have_count(0)
    failure = page.locator(f"{BODY} .image-progress--failed .image-progress__words")
    expect(failure).to_be_in_viewport(ratio=1)
    page.wait_for_timeout(300)
    assert failure.evaluate(IS_ON_TOP)
    complaints.clear()  # Chromium reports the 422


def test_a_file_that_is_too_large_is_not_even_sent(page: Page, coach: User, tmp_path: Path) -> None:
    film = tmp_path / "film.mov"
    film.write_bytes(b"\x00" * 20_000_001)
    page.route(UPLOAD, lambda route: pytest.fail("It was sent."))
    begin(page)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Afbeelding").click()
    chooser.value.set_files(film)
    expect(page.locator(f"{BODY} .image-progress--failed")).to_contain_text("hooguit 20 MB")


def test_a_connection_that_breaks_off_is_tried_again(
    page: Page, coach: User, photo: Path, complaints: list[str]
) -> None:
    begin(page)
    page.route(UPLOAD, lambda route: route.abort("connectionreset"))
    hand_over(page.locator(BODY), "paste", photo)
    failure = page.locator(f"{BODY} .image-progress--failed")
    expect(failure).to_contain_text("De verbinding viel weg")
    page.unroute(UPLOAD)
    failure.get_by_role("button", name="Probeer opnieuw").click()
    expect(page.locator(f"{BODY} figure img")).to_have_count(1)
    complaints.clear()  # Chromium reports the broken connection


def test_a_session_that_ended_is_said_in_words(
    page: Page, coach: User, photo: Path, complaints: list[str]
) -> None:
    begin(page)
    page.context.clear_cookies()
    hand_over(page.locator(BODY), "paste", photo)
    expect(page.locator(f"{BODY} .image-progress--failed")).to_contain_text("niet meer ingelogd")
    complaints.clear()  # Chromium reports the 401


def test_saving_waits_for_an_image_on_its_way(page: Page, coach: User, photo: Path) -> None:
    held: list[Route] = []
    begin(page)
    page.get_by_label("Titel:").fill("Wachten")
    page.route(UPLOAD, lambda route: held.append(route))  # noqa: PLW0108 (Playwright wants its own)
    hand_over(page.locator(BODY), "paste", photo)
    describe(page, "Een klok")
    expect(page.locator(f"{BODY} progress")).to_be_visible()
    page.get_by_role("button", name="Bewaar als concept").last.click()
    expect(page.locator(".image-notice")).to_contain_text("nog afbeeldingen onderweg")
    was_saved, sent = Article.objects.exists(), held[0].request.post_data_buffer
    held[0].continue_()  # what stays held would hold up the end of the test too
    assert not was_saved
    assert b"Anna" not in (sent or b"Anna")
    expect(page.locator(".messagelist")).to_contain_text("concept", timeout=20_000)
    assert 'alt="Een klok"' in Article.objects.get().newest_version.read().body


def test_one_step_back_takes_an_image_away_and_one_forward_brings_it_back(
    page: Page, coach: User, photo: Path
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
    expect(page.locator(".image-tools__words")).to_have_text("Een brug")


def test_an_image_is_described_replaced_and_taken_away_by_keyboard(
    page: Page, coach: User, photo: Path
) -> None:
    other = make_image(alternative_text="Een andere klas")
    begin(page)
    hand_over(page.locator(BODY), "paste", photo)
    with words_stored(page):
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


@pytest.mark.parametrize("way", ["press", "key"])
def test_one_writes_above_and_below_an_image_that_is_the_whole_text(
    page: Page, coach: User, way: str
) -> None:
    image = make_image()
    article = make_article(body=f'<figure><img data-image="{image.pk}" alt="Een plein"></figure>')
    begin(page, f"/admin/blog/article/{article.pk}/change/")
    area, image = page.locator(BODY), page.locator(f"{BODY} figure img")
    for key, words in (("ArrowDown", "Eronder."), ("ArrowUp", "Erboven.")):
        if way == "key":
            image.click()
            page.keyboard.press(key)
        else:
            box = area.bounding_box()
            height = box["height"] if box else 0
            area.click(position={"x": 60, "y": height - 8 if key == "ArrowDown" else 8})
        page.keyboard.type(words)

    text = body_of(page)
    assert text.startswith("<p>Erboven.</p>")
    assert text.endswith("</figure><p>Eronder.</p>")
    area.evaluate("area => { area.textContent = 'Kaal'; area.click(); }")  # no element to look at


def test_a_caption_is_written_where_it_stands_and_an_empty_one_is_not_stored(
    page: Page, coach: User
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


def test_an_image_of_the_library_that_is_copied_along_stays_and_a_foreign_one_goes(
    page: Page, coach: User
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
        f'<h2>Voor $& klas</h2><figure><img data-image="{image.pk}" alt="Klas" src="https://elders.nl/x.gif">'
        '</figure><p><img src="https://elders.nl/y.gif">Na</p>',
    )
    notice = page.locator(".cke_notification_warning")
    expect(notice).to_contain_text("van elders: 1")
    expect(notice).to_contain_text("Voor $& klas")
    expect(page.locator(f"{BODY} figure img")).to_have_attribute("src", image.file.url)
    expect(page.locator(f"{BODY} img[data-image]")).to_have_count(1)
    assert "elders.nl" not in page.locator(BODY).inner_html()
