"""The guard on the form of requests in a browser, with and without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from contact.models import Inquiry
from tests.browser.conftest import A_MOMENT, OVERFLOW
from tests.factories import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "Mijn zoon Daan Verbeek wordt thuis geslagen door zijn vader. Bel 06 12345678."
NEUTRAL = "Mijn zoon wordt thuis geslagen door zijn vader. Bel [telefoonnummer weggelaten]."


def send(page: Page) -> None:
    """Choose and agree to what only this form asks, and send it."""
    page.get_by_text("Vertel meer, of laat je bellen").click()
    page.get_by_label("Je bent").select_option("teacher")
    page.get_by_role("checkbox").check()
    page.wait_for_timeout(A_MOMENT)
    page.get_by_role("button", name="Verstuur je vraag").click()
    expect(page.get_by_role("region", name="Kan dit naar een kind wijzen?")).to_be_visible()


def write(page: Page) -> None:
    page.goto("/contact/")
    page.get_by_label("Waar gaat het over?").fill(TEXT)
    page.get_by_label("Je naam").fill("Sem")
    page.get_by_label("Je mailadres").fill("sem@voorbeeld.nl")
    send(page)


@pytest.mark.parametrize("window_size", [(390, 844), (1280, 800)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_was_found_in_a_request_is_readable_and_taken_over_in_place(
    page: Page, complaints: list[str], scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    write(page)
    expect(page.get_by_role("link", name="0800-2000")).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Neem ze allemaal over").click()
    expect(page.get_by_label("Waar gaat het over?")).to_have_value(NEUTRAL)
    assert not Inquiry.objects.exists()
    page.get_by_role("button", name="Verstuur het zo").click()
    page.wait_for_url("**/contact/bedankt/**")
    inquiry = Inquiry.objects.get()
    assert (inquiry.text, inquiry.read_first) == (NEUTRAL, True)
    assert [complaint for complaint in complaints if "422" not in complaint] == []
    complaints.clear()


def test_what_was_carried_from_a_comment_is_looked_at_without_javascript(plain_page: Page) -> None:
    article = make_article("Ouders als partners")
    plain_page.goto(f"{article.get_absolute_url()}reageren/")
    plain_page.get_by_label("Je naam").fill("Sem")
    plain_page.get_by_label("Je mailadres").fill("sem@voorbeeld.nl")
    plain_page.get_by_role("textbox", name="Je reactie").fill(TEXT)
    plain_page.get_by_role("button", name="Vraag het alleen aan de coach").click()
    send(plain_page)
    assert not Inquiry.objects.exists()
    plain_page.get_by_role("button", name="Verstuur het zo").click()
    plain_page.wait_for_url("**/contact/bedankt/**")
    inquiry = Inquiry.objects.get()
    assert (inquiry.text, inquiry.read_first, inquiry.article) == (TEXT, True, article)
