"""The guard in a browser: what it found is shown, and taken over by one press."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from blog.models import Article, Comment
from tests.browser.conftest import A_MOMENT, OVERFLOW
from tests.factories import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "Mijn zoon Daan Verbeek wordt thuis geslagen door zijn vader. Bel 06 12345678."


@pytest.fixture
def article() -> Article:
    return make_article("Ouders als partners")


def write(page: Page, article: Article) -> None:
    page.goto(f"{article.get_absolute_url()}reageren/")
    page.get_by_label("Je naam").fill("Sem")
    page.get_by_label("Je mailadres").fill("sem@voorbeeld.nl")
    page.get_by_role("textbox", name="Je reactie").fill(TEXT)
    page.wait_for_timeout(A_MOMENT)
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("region", name="Kan dit naar een kind wijzen?")).to_be_visible()


@pytest.mark.parametrize("window_size", [(390, 844), (1280, 800)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_was_found_is_readable_and_taken_over_in_place(
    page: Page, article: Article, complaints: list[str], scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    write(page, article)
    expect(page.get_by_role("link", name="0800-2000")).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Neem ze allemaal over").click()
    text = page.get_by_role("textbox", name="Je reactie")
    expect(text).to_have_value(
        "Mijn zoon wordt thuis geslagen door zijn vader. Bel [telefoonnummer weggelaten]."
    )
    page.get_by_role("button", name="Verstuur het zo").click()
    expect(page.get_by_role("status")).to_be_visible()
    assert Comment.objects.get().read_first
    assert [complaint for complaint in complaints if "422" not in complaint] == []
    complaints.clear()


def test_without_javascript_the_writer_decides_too(plain_page: Page, article: Article) -> None:
    write(plain_page, article)
    plain_page.get_by_role("button", name="Verstuur het zo").click()
    expect(plain_page.get_by_role("status")).to_be_visible()
    assert Comment.objects.get().text == TEXT
