"""A request from answer to taking back: the coach at her desk, who asked on a phone."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from coaching_site.accounts.models import User
from coaching_site.outbox.models import OutgoingMail
from contact.models import Inquiry
from tests.browser.conftest import A_MOMENT, OVERFLOW, PHONE
from tests.factories import make_inquiry, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def inquiry() -> Inquiry:
    return make_inquiry(telephone="0612345678", school="De Regenboogvis")


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer, answered: None) -> Iterator[Page]:
    """Return the telephone of who asked: another browser than the coach's."""
    width, height = PHONE
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


def look_at(page: Page) -> None:
    """See that nothing sticks out and that everybody can use it, in light and in dark."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert page.evaluate(OVERFLOW) == 0
        assert Axe().run(page).response["violations"] == []


def own_path() -> str:
    """Return where the link leads in the newest mail to who asked."""
    mail = OutgoingMail.objects.filter(recipient="sanne@voorbeeld.nl").latest("pk")
    [address] = re.findall(r"https?://\S+/contact/jouw-vraag/\S+", mail.text)
    return urlsplit(address).path


def test_a_coach_answers_and_who_asked_reads_adds_and_takes_it_back(
    page: Page, phone: Page, coach: User, inquiry: Inquiry
) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="1 aanvraag om te beantwoorden").click()
    page.locator("#result_list").get_by_role("link", name="Sanne Verzonnen").click()
    page.get_by_label("Je antwoord").fill("Dag Sanne,\n\nZullen we bellen?")
    page.get_by_role("button", name="Verstuur het antwoord").click()
    expect(page.get_by_text("Je antwoord is per mail onderweg.")).to_be_visible()
    page.get_by_text("Schrijf een notitie voor collega’s").click()
    page.get_by_label("Notitie voor collega’s").fill("Klinkt gespannen.")
    page.get_by_role("button", name="Bewaar de notitie").click()
    expect(page.locator(".talk__message--note")).to_contain_text("Klinkt gespannen.")
    look_at(page)

    phone.goto(own_path())
    expect(phone.get_by_role("heading", level=1)).to_have_text("Je vraag")
    expect(phone.locator(".said__one--practice")).to_contain_text("Zullen we bellen?")
    expect(phone.get_by_text("Klinkt gespannen.")).to_have_count(0)
    look_at(phone)
    phone.get_by_label("Wat wil je aanvullen?").fill("Dinsdag na vieren past mij.")
    phone.wait_for_timeout(A_MOMENT)
    phone.get_by_role("button", name="Versturen").click()
    expect(phone.get_by_role("status")).to_contain_text("Je aanvulling is aangekomen.")

    page.goto("/admin/")
    page.get_by_role("link", name="1 aanvraag met een aanvulling").click()
    page.locator("#result_list").get_by_role("link", name="Sanne Verzonnen").click()
    expect(page.locator(".talk__message--from_asker")).to_contain_text("Dinsdag na vieren")

    phone.get_by_text("Wat we van je bewaren").click()
    phone.get_by_role("link", name="Lees het").click()
    expect(phone.locator(".own-data")).to_contain_text("De Regenboogvis")
    look_at(phone)
    phone.go_back()
    phone.get_by_text("Trek mijn vraag in").click()
    phone.get_by_role("button", name="Ja, wis alles").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Je vraag is gewist")
    assert not Inquiry.objects.exists()
    phone.go_back()
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Deze link werkt niet meer")
    look_at(phone)


@pytest.mark.parametrize("window_size", [PHONE])
def test_a_second_coach_reads_the_first_answer_before_hers_leaves(
    page: Page, coach: User, inquiry: Inquiry
) -> None:
    page.goto(reverse("admin:contact_inquiry_change", args=[inquiry.pk]))
    page.get_by_label("Je antwoord").fill("Ik kan dinsdag.")
    inquiry.reply("Ik kan woensdag.", by=make_user("eerste"))
    page.get_by_role("button", name="Verstuur het antwoord").click()
    expect(page.locator(".talk__message--new")).to_contain_text("Ik kan woensdag.")
    expect(page.get_by_label("Je antwoord")).to_have_value("Ik kan dinsdag.")
    look_at(page)
    page.get_by_role("button", name="Verstuur het antwoord").click()
    expect(page.get_by_text("Je antwoord is per mail onderweg.")).to_be_visible()
    assert inquiry.messages.count() == 2


def test_without_javascript_she_adds_and_takes_it_back_too(
    plain_page: Page, inquiry: Inquiry
) -> None:
    plain_page.goto(reverse("inquiry_own", args=[inquiry.askers_token]))
    plain_page.get_by_label("Wat wil je aanvullen?").fill("Dinsdag past mij.")
    plain_page.wait_for_timeout(A_MOMENT)
    plain_page.get_by_role("button", name="Versturen").click()
    expect(plain_page.get_by_role("status")).to_contain_text("Je aanvulling is aangekomen.")
    plain_page.get_by_text("Trek mijn vraag in").click()
    plain_page.get_by_role("button", name="Ja, wis alles").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Je vraag is gewist")
    assert not Inquiry.objects.exists()


@pytest.mark.parametrize("window_size", [PHONE])
def test_a_lost_link_is_asked_for_on_a_phone(page: Page, inquiry: Inquiry) -> None:
    page.goto(reverse("inquiry_new_link"))
    look_at(page)
    page.get_by_label("Je mailadres").fill("sanne@voorbeeld.nl")
    page.wait_for_timeout(A_MOMENT)
    page.get_by_role("button", name="Stuur me de link").click()
    expect(page.get_by_role("status")).to_contain_text("is er een mail met de link onderweg")
    page.goto(own_path())
    expect(page.get_by_text(inquiry.text)).to_be_visible()
