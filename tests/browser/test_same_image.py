"""The same photo twice, in Chromium: noticed in a text, a field, the library and the form."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from blog.models import Article, Author, Image
from coaching_site.accounts.models import User
from tests.browser.conftest import OVERFLOW, PHONE
from tests.browser.picturing import (
    BODY,
    LIBRARY,
    begin,
    body_of,
    describe,
    describe_later,
    faults,
    hand_over,
)
from tests.factories import make_image
from tests.image_files import upload_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUESTION = "Deze staat er al: gebruiken?"


@pytest.fixture
def there(photo: Path) -> Image:
    """Return the image of the library that has the photo already."""
    file = upload_of(photo.read_bytes())
    return make_image(file=file, alternative_text="Een rij jassen", caption="De gang")


def panel(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Wat is er te zien?")


@pytest.mark.parametrize("window_size", [PHONE, (1440, 900)], ids=["phone", "desk"])
def test_the_one_that_is_there_is_used_with_its_words_in_one_press(
    page: Page, coach: User, there: Image, photo: Path
) -> None:
    begin(page)
    page.locator(BODY).click()
    page.keyboard.type("Een zin.")
    hand_over(page.locator(BODY), "paste", photo)
    expect(panel(page)).to_contain_text(QUESTION)
    expect(panel(page)).to_contain_text("Een rij jassen")
    expect(panel(page).get_by_label("Beschrijving", exact=True)).to_be_focused()
    assert faults(page, ".image-panel") == []
    assert page.evaluate(OVERFLOW) == 0
    panel(page).get_by_role("button", name="Gebruik die").click()
    expect(panel(page)).to_have_count(0)
    shown = page.locator(f"{BODY} figure img")
    expect(shown).to_have_attribute("data-image", str(there.pk))
    expect(shown).to_have_attribute("alt", "Een rij jassen")
    expect(page.locator(f"{BODY} figcaption")).to_have_text("De gang")
    assert Image.objects.get() == there


def test_it_is_placed_anew_with_the_words_that_were_typed(
    page: Page, coach: User, there: Image, photo: Path
) -> None:
    begin(page)
    hand_over(page.locator(BODY), "paste", photo)
    expect(panel(page)).to_contain_text(QUESTION)
    page.keyboard.type("Jassen in de")
    panel(page).get_by_role("button", name="Toch opnieuw plaatsen").click()
    expect(panel(page)).not_to_contain_text(QUESTION)
    panel(page).get_by_label("Beschrijving", exact=True).press_sequentially(" gang")
    page.keyboard.press("Enter")
    shown = page.locator(f"{BODY} figure img")
    expect(shown).to_have_attribute("alt", "Jassen in de gang")
    copy = Image.objects.exclude(pk=there.pk).get()
    expect(shown).to_have_attribute("data-image", str(copy.pk))
    there.refresh_from_db()
    assert there.alternative_text == "Een rij jassen"


@pytest.mark.parametrize("window_size", [PHONE, (1440, 900)], ids=["phone", "desk"])
def test_a_question_stands_in_the_text_until_it_is_answered_by_keyboard(
    page: Page, coach: User, there: Image, photo: Path
) -> None:
    begin(page)
    page.locator(BODY).click()
    page.keyboard.type("Een zin.")
    hand_over(page.locator(BODY), "paste", photo)
    describe(page, "Jassen")
    question = page.locator(f"{BODY} .image-progress--asking")
    expect(question).to_contain_text(QUESTION)
    expect(question.locator("img")).to_be_in_viewport()
    assert "<img" not in body_of(page)
    assert faults(page, BODY) == []
    assert page.evaluate(OVERFLOW) == 0
    question.get_by_role("button", name="Gebruik die").focus()
    page.keyboard.press("Enter")
    shown = page.locator(f"{BODY} figure img")
    expect(shown).to_have_attribute("data-image", str(there.pk))
    # The words of this place are those that were typed for it.
    expect(shown).to_have_attribute("alt", "Jassen")
    page.keyboard.press("Enter")
    page.keyboard.type("Eronder.")
    assert "</figure><p>Eronder.</p>" in body_of(page)
    there.refresh_from_db()
    assert there.alternative_text == "Een rij jassen"


def test_of_several_each_asks_for_itself_and_the_others_go_on(
    page: Page, coach: User, there: Image, photos: list[Path]
) -> None:
    begin(page)
    hand_over(page.locator(BODY), "drop", photos[1], photos[0], photos[2])
    for words in ("Een stoel", "Een rij jassen", "Een bank"):
        describe(page, words)
    alternatives = page.locator(f"{BODY} figure img")
    expect(alternatives).to_have_count(2)
    page.get_by_role("button", name="Gebruik die").click()
    expect(alternatives).to_have_count(3)
    assert alternatives.evaluate_all("all => all.map((image) => image.alt)") == [
        "Een stoel", "Een rij jassen", "Een bank",
    ]  # fmt: skip
    assert Image.objects.count() == 3


def test_saving_without_an_answer_is_told_of_once(
    page: Page, coach: User, there: Image, photo: Path
) -> None:
    begin(page)
    page.get_by_label("Titel:").fill("Wachten")
    hand_over(page.locator(BODY), "paste", photo)
    describe_later(page)
    expect(page.locator(f"{BODY} .image-progress--asking")).to_be_visible()
    save = page.get_by_role("button", name="Bewaar als concept").last
    save.click()
    expect(page.locator(".image-notice")).to_contain_text("Eén afbeelding staat er al")
    assert not Article.objects.exists()
    save.click()
    expect(page.locator(".messagelist")).to_contain_text("concept")
    assert "<img" not in Article.objects.get().newest_version.read().body


@pytest.mark.parametrize("window_size", [PHONE, (1440, 900)], ids=["phone", "desk"])
def test_a_field_holds_the_one_that_is_there(
    page: Page, coach: User, there: Image, photo: Path
) -> None:
    Image.objects.update(alternative_text="", is_decorative=False)
    page.goto(f"/admin/blog/author/{Author.objects.get().pk}/change/")
    field = page.get_by_role("group", name="Foto")
    field.get_by_role("button", name="Kies").click()
    hand_over(page.locator(".image-chooser"), "drop", photo)
    describe_later(page)
    expect(field).to_contain_text(QUESTION)
    assert page.evaluate(OVERFLOW) == 0
    field.get_by_role("button", name="Gebruik die").click()
    expect(field.locator(".image-field__words")).to_have_text("Nog niet beschreven")
    expect(field.get_by_role("button", name="Kies")).to_be_focused()
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator(".messagelist")).to_be_visible()
    assert Author.objects.get().photo == there


def test_one_without_words_gets_those_that_are_typed(
    page: Page, coach: User, there: Image, photo: Path
) -> None:
    Image.objects.update(alternative_text="", caption="")
    page.goto(LIBRARY)
    hand_over(page.locator(".image-wall"), "drop", photo)
    panel(page).get_by_role("button", name="Gebruik die").click()
    expect(panel(page)).to_contain_text("Die uit de bibliotheek wordt gebruikt")
    panel(page).get_by_label("Beschrijving", exact=True).fill("Een rij jassen")
    page.keyboard.press("Enter")
    expect(page.locator(".image-card__words")).to_have_text(["Een rij jassen"])


@pytest.mark.parametrize("window_size", [PHONE, (1440, 900)], ids=["phone", "desk"])
def test_without_javascript_the_form_asks_and_enter_asks_again(
    plain_page: Page, page: Page, coach: User, there: Image, photo: Path
) -> None:
    plain_page.context.add_cookies(page.context.cookies())
    plain_page.goto(f"{LIBRARY}add/")
    plain_page.locator("#id_file").set_input_files(photo)
    plain_page.get_by_label("Beschrijving:").fill("Jassen")
    for _press in range(2):
        plain_page.get_by_label("Beschrijving:").press("Enter")
        expect(plain_page.locator(".errornote + .errorlist, .errorlist").first).to_have_text(
            QUESTION
        )
        expect(plain_page.locator(".image-twin__words")).to_have_text("Een rij jassen")
    assert Image.objects.get() == there
    plain_page.get_by_role("button", name="Toch opnieuw plaatsen").click()
    expect(plain_page.locator(".messagelist")).to_be_visible()
    assert Image.objects.exclude(pk=there.pk).get().alternative_text == "Jassen"


def test_the_form_takes_an_author_to_the_one_that_is_there(
    page: Page, coach: User, there: Image, photo: Path
) -> None:
    page.goto(f"{LIBRARY}add/")
    page.locator("#id_file").set_input_files(photo)
    page.get_by_label("Beschrijving:").fill("Jassen")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("link", name="Gebruik die")).to_be_focused()
    assert faults(page, ".image-twin") == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Een rij jassen", exact=True)).to_be_visible()
    assert Image.objects.get() == there
