"""The library in Chromium: images chosen in a field, filled, pointed at, replaced."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from blog.models import Article, Author
from blog.models.article_content import ArticleContent
from coaching_site.accounts.models import User
from tests.browser.conftest import OVERFLOW, PHONE, SignIn
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
from tests.factories import make_image, make_image_file

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("window_size", [PHONE, (1440, 900)], ids=["phone", "desk"])
def test_the_library_is_searched_paged_and_closed_in_the_chooser(page: Page, coach: User) -> None:
    for number in range(26):
        make_image(alternative_text=f"Klas {number}")
    begin(page)
    page.get_by_role("button", name="Afbeelding").click()
    dialog = page.get_by_role("dialog", name="Kies een afbeelding")
    expect(dialog.locator("li")).to_have_count(24)
    assert faults(page, ".image-chooser") == []
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
    page: Page, coach: User, photos: list[Path]
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
    chooser.value.set_files(photos[0])
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
    hand_over(page.locator("[data-image-field]"), "drop", photos[1])
    describe_later(page)
    expect(field).to_contain_text("Nog niet beschreven")
    field.get_by_role("button", name="Beschrijf").click()
    held: list[Route] = []
    page.route("**/describe/", lambda route: held.append(route))  # noqa: PLW0108 (its own argument)
    describe(page, "Toch beschreven")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator(".image-notice")).to_contain_text("nog afbeeldingen onderweg")
    held[0].continue_()  # what stays held would hold up the end of the test too
    expect(page.locator(".messagelist")).to_be_visible()
    assert Author.objects.get().photo.alternative_text == "Toch beschreven"


def test_a_cover_is_chosen_and_stands_above_the_article(page: Page, coach: User) -> None:
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


def test_without_javascript_an_image_is_chosen_by_its_number(
    plain_page: Page, sign_in: SignIn, page: Page, coach: User
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
    page: Page, coach: User, photos: list[Path]
) -> None:
    page.goto(LIBRARY)
    expect(page.get_by_text("Er zijn nog geen afbeeldingen")).to_be_visible()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("link", name="Voeg afbeeldingen toe").click()
    chooser.value.set_files(photos[:2])
    describe(page, "Een stoel")
    describe(page, "Een tafel")
    expect(page.locator(".image-card__words")).to_have_text(["Een tafel", "Een stoel"])
    page.wait_for_load_state()
    hand_over(page.locator(".image-wall"), "drop", photos[2])
    describe(page, "Een bank")
    expect(page.locator(".image-card__words")).to_have_text(["Een bank", "Een tafel", "Een stoel"])
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
    page: Page, coach: User
) -> None:
    image = make_image(file=make_image_file((800, 200)))
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


def test_a_replaced_image_is_replaced_where_it_is_used_and_cannot_be_deleted(
    page: Page, coach: User, photo: Path
) -> None:
    image = make_image(alternative_text="Een klas")
    article = Article.start(
        ArticleContent(title="Rust", slug="rust", cover=image.pk, body="<p>Rust.</p>"), by=None
    )
    article.publish(article.newest_version, by=None)
    page.goto(f"{LIBRARY}{image.pk}/change/")
    uses = page.get_by_role("region", name="Waar dit gebruikt wordt")
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
