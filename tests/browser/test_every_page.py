"""Every public page of the demo: accessible, on every width, in both colour schemes."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django import Settings

from blog.models import Article
from demo.loading import load_content
from tests.database_rows import DatabaseRows

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/",
    "/artikelen/",
    "/artikelen/de-eerste-drie-minuten/",
    "/artikelen/afspraken-die-de-herfstvakantie-overleven/",
    "/artikelen/de-eerste-drie-minuten/reageren/",
    "/artikelen/thema/ouders-en-school/",
    "/artikelen/serie/het-gesprek-dat-je-uitstelt/",
    "/artikelen/auteur/naima-bouzarda/",
    "/artikelen/zoeken/?q=gesprek",
    "/artikelen/zoeken/?q=zeppelin",
    "/artikelen/bestaat-niet/",
    "/aanbod/",
    "/aanbod/teamtraining/",
    "/contact/",
    "/contact/bedankt/",
    "/over/",
    "/privacy/",
    "/voorwaarden/",
    "/account/login/",
    "/account/password/reset/",
]
WIDTHS = (320, 390, 820, 1440)


@pytest.fixture(scope="module")
def loaded() -> list[DatabaseRows]:
    """Holds the demo practice for the tests after the first one that asks for it."""
    return []


@pytest.fixture(scope="module")
def pictures_of_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("media")


@pytest.fixture
def media_folder(settings: Settings, pictures_of_demo: Path) -> Path:
    settings.MEDIA_ROOT = pictures_of_demo
    return pictures_of_demo


@pytest.fixture
def pages(media_folder: Path, loaded: list[DatabaseRows]) -> list[str]:
    """Fill the site with the demo practice; return its pages, the archive of a month included."""
    if loaded:
        loaded[0].come_back()
    else:
        assert load_content()
        loaded.append(DatabaseRows.read())
    newest = Article.objects.published().newest_first()[0].publish_at
    assert newest
    return [*PAGES, f"/artikelen/archief/{newest.year}/{newest.month}/"]


def problems_of(page: Page, address: str) -> Iterator[str]:
    for scheme in ("light", "dark"):
        # Without motion, so that no colour is caught halfway between two schemes.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for violation in Axe().run(page).response["violations"]:
            where = violation["nodes"][0]["html"][:200]
            yield f"{address} in {scheme}: {violation['id']} at {where}"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if (needed := page.evaluate("document.documentElement.scrollWidth")) > width:
            yield f"{address} is {needed} wide on {width}"


def test_every_page_is_accessible_in_light_and_dark_and_fits_every_width(
    page: Page, pages: list[str], complaints: list[str]
) -> None:
    problems = []
    for address in pages:
        response = page.goto(address)
        assert response
        assert response.status == (404 if "bestaat-niet" in address else 200)
        problems += problems_of(page, address)
        page.set_viewport_size({"width": 1440, "height": 900})
    complaints[:] = [words for words in complaints if "404" not in words]
    assert problems == []


def test_every_page_can_be_reached_and_used_without_javascript(
    plain_page: Page, pages: list[str]
) -> None:
    for address in pages:
        plain_page.goto(address)
        expect(plain_page.get_by_role("heading", level=1)).to_be_visible()
    plain_page.goto("/")
    plain_page.get_by_role("searchbox").first.fill("loslaten")
    plain_page.keyboard.press("Enter")
    expect(plain_page).to_have_url(re.compile(r"/artikelen/zoeken/\?q=loslaten"))
    expect(plain_page.locator("mark").first).to_be_visible()


def test_the_keyboard_reaches_the_text_first_and_every_link_shows_where_it_is(
    page: Page, pages: list[str]
) -> None:
    page.goto("/artikelen/de-eerste-drie-minuten/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_attribute("href", re.compile("^#"))
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    for _step in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            "return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 })()"
        )
        assert outline, page.evaluate("document.activeElement.outerHTML")
