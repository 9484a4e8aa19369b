"""The admin in a real Chromium: its lists, and the strict policy, also for its own scripts."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from blog.models import Article, Author, Comment
from blog.models.article_content import ArticleContent
from coaching_site.accounts.models import User
from tests.browser.article_form import ON_A_PHONE, form_of, publish, start
from tests.browser.conftest import OVERFLOW, PHONE, SignIn
from tests.factories import (
    PASSWORD,
    make_article,
    make_author,
    make_comment,
    make_inquiry,
    make_offer,
    make_series,
    make_topic,
    make_user,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = pytest.mark.parametrize("window_size", [(1280, 900), PHONE], ids=["desk", "phone"])
# Columns that stand beyond the edge of a list.
CUT_OFF = """Math.max(0, ...Array.from(document.querySelectorAll(".results"),
  (list) => list.scrollWidth - list.clientWidth))"""
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def coach(sign_in: SignIn) -> User:
    coach = make_user("coach", superuser=True)
    article = make_article(
        "Klein beginnen", authors=(make_author("Ruben"),), topics=(make_topic("Ouders"),)
    )
    make_comment(article, state="pending")
    make_series("Loslaten")
    make_inquiry(
        text="Namens de ouderraad zoek ik een spreker voor een avond over huiswerk.",
        offer=make_offer("Lezing of ouderavond"),
        assignee=coach,
    )
    sign_in(coach)
    return coach


def pages(person: User) -> list[str]:
    """Return every list and form that this person may open, with what belongs to its first row."""
    request = RequestFactory().get("/")
    request.user = person
    addresses = [reverse("admin:index"), reverse("admin:app_list", args=["blog"])]
    for model, model_admin in admin.site._registry.items():  # noqa: SLF001 (no other list)
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        addresses.append(reverse(f"{name}_changelist"))
        if model_admin.has_add_permission(request):
            addresses.append(reverse(f"{name}_add"))
        if row := model._default_manager.order_by("pk").first():
            views = ["change", "history"]
            views += ["delete"] if model_admin.has_delete_permission(request, row) else []
            addresses += [reverse(f"{name}_{view}", args=[row.pk]) for view in views]
    return addresses


@SIZES
def test_no_page_of_the_admin_breaks_the_policy_or_the_window(page: Page, coach: User) -> None:
    for address in pages(coach):
        answer = page.goto(address)
        assert answer
        assert answer.status == 200, address
        assert page.evaluate(OVERFLOW) <= 0, address
        assert page.evaluate(CUT_OFF) == 0, address


@SIZES
def test_what_was_django_s_own_is_accessible(page: Page, coach: User) -> None:
    comment, author = Comment.objects.get(), Author.objects.get()
    offer = make_offer("Traject")
    for address in (
        reverse("admin:app_list", args=["blog"]),
        reverse("admin:blog_comment_change", args=[comment.pk]),
        reverse("admin:blog_comment_history", args=[comment.pk]),
        reverse("admin:blog_comment_delete", args=[comment.pk]),
        reverse("admin:blog_author_delete", args=[author.pk]),
        reverse("admin:accounts_user_change", args=[coach.pk]),
        reverse("admin:blog_article_add"),
        reverse("admin:blog_image_add"),
        reverse("admin:contact_offer_changelist"),
        reverse("admin:contact_offer_change", args=[offer.pk]),
    ):
        page.goto(address)
        for editor in page.locator(".editor").all():
            expect(editor.locator(".cke_wysiwyg_div[role=textbox]")).to_be_visible()
        found = Axe().run(page).response["violations"]
        faults = [
            f"{address}: {fault['id']} at {fault['nodes'][0]['html'][:200]}"
            for fault in found
            if fault["impact"] in {"serious", "critical"}
        ]
        assert faults == []


def test_a_date_is_picked_from_the_calendar(page: Page, coach: User) -> None:
    page.goto(reverse("admin:contact_closedperiod_add"))
    page.locator("button[id^=calendarlink]").first.click()
    page.locator(".calendarbox td.today").first.click()
    assert page.locator("input.vDateField").first.input_value()


def test_a_row_is_found_by_typing(page: Page, coach: User) -> None:
    page.goto(reverse("admin:contact_offer_add"))
    page.locator(".field-articles .select2-selection").click()
    page.keyboard.type("Klein beg")
    page.locator(".select2-results__option", has_text="Klein beginnen").click()
    expect(page.locator(".field-articles .select2-selection")).to_contain_text("Klein beginnen")


def test_several_rows_are_ticked_and_an_action_asks_before_it_deletes(
    page: Page, coach: User
) -> None:
    page.goto(reverse("admin:blog_series_changelist"))
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("delete_selected")
    page.get_by_role("button", name="Uitvoeren").click()
    expect(page.locator("#content")).to_contain_text("Dit gaat allemaal voorgoed weg.")
    page.get_by_role("button", name="Definitief verwijderen").click()
    expect(page.locator("#content")).to_contain_text("Hier staat nog niets.")


def test_the_sidebar_narrows_to_what_is_typed(page: Page, coach: User) -> None:
    page.goto(reverse("admin:blog_article_changelist"))
    page.locator("#nav-filter").fill("reac")
    expect(
        page.locator("#nav-sidebar").get_by_role("link", name="Reacties", exact=True)
    ).to_be_visible()
    expect(
        page.locator("#nav-sidebar").get_by_role("link", name="Auteurs", exact=True)
    ).to_be_hidden()


@pytest.mark.parametrize("window_size", [PHONE])
def test_a_person_adds_a_passkey_and_signs_in_with_it(page: Page) -> None:
    make_user("noor")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.goto(reverse("account_login"))
    page.get_by_label("Gebruikersnaam of mailadres").fill("noor")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.get_by_role("link", name="Voeg een tweede stap toe").click()
    page.get_by_role("link", name="Toevoegen").click()
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Bevestigen").click()
    page.get_by_label("Zonder wachtwoord inloggen").check()
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    page.get_by_role("link", name="Uitloggen").click()
    page.get_by_role("button", name="Uitloggen").click()
    page.wait_for_url(reverse("home"))
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page.get_by_role("heading", name="Wat op je wacht")).to_be_visible()


@ON_A_PHONE
def test_the_list_shows_a_card_for_each_article(page: Page, coach: User) -> None:
    author = make_author("Ruben")
    article = start(coach, "Wachten is ook werken", authors=(author.pk,))
    moment = timezone.now() + timedelta(days=30)
    start_two = Article.start(
        ArticleContent(title="Straks", slug="straks", publish_at=moment), by=coach
    )
    publish(start_two, coach)

    page.goto("/admin/blog/article/")

    card = page.locator("#result_list tbody tr", has_text="Wachten is ook werken")
    expect(card).to_contain_text("Ruben")
    expect(card).to_contain_text("concept")
    expect(page.locator("#result_list tbody tr", has_text="Straks")).to_contain_text("gepland")
    assert page.evaluate(OVERFLOW) <= 0
    card.get_by_role("link", name="Wachten is ook werken").click()
    expect(page).to_have_url(f"{page.url.split('/admin')[0]}{form_of(article)}")


def test_a_list_is_narrowed_from_the_row_above_it(page: Page, coach: User) -> None:
    start(coach, "Nog een concept")  # beside what is live already
    publish(Article.start(ArticleContent(title="Al live", slug="al-live"), by=coach), coach)
    page.goto("/admin/blog/article/")

    page.locator(".list-filter", has_text="Status").locator("summary").click()
    page.get_by_role("link", name="live", exact=True).click()

    expect(page.locator("#result_list tbody tr")).to_have_count(2)
    expect(page.locator(".list-filter", has_text="Status").locator("summary")).to_contain_text(
        "live"
    )
    page.get_by_role("link", name="Toon alles").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(3)
