"""Previews, the trash and moments, as somebody of the practice works with them in Chromium."""

import re
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.admin.models import CHANGE, LogEntry
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import Article, ArticleState, PreviewLink
from blog.models.article_content import ArticleContent
from coaching_site.accounts.models import User
from tests.browser.conftest import OVERFLOW, PHONE, SignIn
from tests.browser.test_pasting import open_form
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOTH = pytest.mark.parametrize("window_size", [(1440, 900), PHONE], ids=["desk", "phone"])


@pytest.fixture
def coach(sign_in: SignIn) -> User:
    user = make_user("coach", superuser=True)
    sign_in(user)
    return user


def draft(**fields: object) -> Article:
    content = {"title": "Loslaten", "slug": "loslaten", "body": "<p>Nog geheim.</p>"} | fields
    return Article.start(ArticleContent(**content), by=None)


def publish(**fields: object) -> Article:
    article = draft(**fields)
    article.publish(article.newest_version, by=None)
    return article


def form_of(article: Article) -> str:
    return f"/admin/blog/article/{article.pk}/change/"


def menu(page: Page, name: str) -> None:
    """Press what stands in the menu of the article's bar."""
    page.locator(".article-menu summary").click()
    page.locator(".article-menu").get_by_role("button", name=name).click()


def read_by_a_stranger(browser: Browser, live_server: LiveServer, path: str) -> tuple[str, int]:
    """Return what somebody without an account reads there, and how many cookies that left."""
    context = browser.new_context(base_url=live_server.url)
    stranger = context.new_page()
    stranger.goto(path)
    text = stranger.locator("body").inner_text()
    cookies = len(context.cookies())
    context.close()
    return text, cookies


def test_a_draft_is_sent_to_somebody_without_an_account_in_three_clicks(
    page: Page, coach: User, browser: Browser, live_server: LiveServer
) -> None:
    article = draft()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    LogEntry.objects.log_actions(coach.pk, [article], CHANGE, "Bewaard.", single_object=True)
    page.goto("/admin/")

    page.get_by_role("link", name="Loslaten", exact=True).click()
    page.wait_for_selector(".cke_wysiwyg_div")  # nobody presses before the page stands
    page.get_by_role("button", name="Bewaar en bekijk").click()
    page.wait_for_url("**/preview/**")
    page.get_by_role("button", name="Kopieer een link").click()

    expect(page.get_by_role("status")).to_contain_text("Gekopieerd; de link werkt tot")
    copied = page.evaluate("navigator.clipboard.readText()")
    path = article.preview_links.get().get_absolute_url()
    assert copied == f"http://127.0.0.1:8000{path}"
    text, cookies = read_by_a_stranger(browser, live_server, path)
    assert "Nog geheim." in text
    assert "Voorbeeld, nog niet openbaar." in text
    assert cookies == 0


@BOTH
def test_what_was_typed_is_saved_and_shared_and_a_link_taken_back(
    page: Page, coach: User, browser: Browser, live_server: LiveServer
) -> None:
    article = draft()
    open_form(page, form_of(article))
    page.get_by_label("Titel:").fill("Loslaten, beter")

    page.locator(".article-menu summary").click()
    about_looking = re.compile("bekijk|voorbeeld", re.IGNORECASE)
    ways_to_look = page.locator(".article-menu li", has_text=about_looking)
    expect(ways_to_look).to_have_text(["Bekijk of deel een voorbeeld"])
    ways_to_look.get_by_role("link").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Loslaten, beter")
    expect(page.locator(".preview-banner")).to_contain_text("Lezers zien deze versie niet")
    assert page.evaluate(OVERFLOW) <= 0
    page.get_by_role("link", name="Voorbeeldlinks").click()
    page.get_by_role("button", name="Maak een link").click()
    expect(page.get_by_role("button", name="Kopieer link")).to_be_visible()
    assert page.evaluate(OVERFLOW) <= 0
    path = PreviewLink.objects.get().get_absolute_url()
    assert "Loslaten, beter" in read_by_a_stranger(browser, live_server, path)[0]

    page.get_by_role("button", name="Trek in").click()
    expect(page.get_by_text("Er is geen link die werkt.")).to_be_visible()
    text, _cookies = read_by_a_stranger(browser, live_server, path)
    assert "Loslaten" not in text


@BOTH
def test_the_site_of_later_is_walked_through_and_left(page: Page, coach: User) -> None:
    publish(publish_at=timezone.now() + timedelta(days=3))
    page.goto("/admin/")
    page.get_by_role("link", name="Vooruitkijken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vooruitkijken")
    assert page.evaluate(OVERFLOW) <= 0

    page.get_by_role("button", name="Bekijk “Loslaten” verschijnt").click()
    expect(page.locator(".preview-banner")).to_contain_text("Dit is de site op")
    page.get_by_role("link", name="Loslaten").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Loslaten")
    expect(page.locator(".preview-banner")).to_contain_text("Dit is de site op")
    assert page.evaluate(OVERFLOW) <= 0

    page.get_by_role("button", name="Terug naar nu").click()
    expect(page.locator(".messagelist")).to_contain_text("Je ziet de site weer zoals hij nu is.")
    page.goto("/")
    expect(page.locator(".preview-banner")).to_have_count(0)
    expect(page.get_by_role("link", name="Loslaten")).to_have_count(0)


@BOTH
def test_what_readers_see_goes_to_the_trash_when_asked_and_comes_back_with_one_click(
    page: Page, coach: User
) -> None:
    article = publish()
    open_form(page, form_of(article))

    menu(page, "Naar de prullenbak")
    expect(page.get_by_role("heading", level=1)).to_have_text("Naar de prullenbak")
    assert page.evaluate(OVERFLOW) <= 0
    page.get_by_role("button", name="Naar de prullenbak").click()
    expect(page.locator(".messagelist")).to_contain_text("kan tot")
    assert Article.objects.get().state == ArticleState.TRASHED

    page.get_by_role("button", name="Ongedaan maken").click()
    page.wait_for_url(f"**{form_of(article)}")
    assert Article.objects.get().state == ArticleState.LIVE


def test_a_copy_opens_in_its_own_form(page: Page, coach: User) -> None:
    open_form(page, form_of(publish()))

    menu(page, "Maak een kopie")

    expect(page.get_by_label("Titel:")).to_have_value("Kopie van Loslaten")
    assert Article.objects.get(slug="kopie-van-loslaten").state == ArticleState.DRAFT


def type_moment(page: Page, day: str, hour: str) -> None:
    page.locator("#id_publish_at_0").fill(day)
    page.locator("#id_publish_at_1").fill(hour)


def save(page: Page, says: str, where: str = ".messagelist") -> None:
    """Save, and wait for the form that says what came of it."""
    page.locator("[data-save]").click()
    expect(page.locator(where)).to_contain_text(says)
    page.wait_for_selector(".cke_wysiwyg_div")


def test_what_is_live_is_not_planned_because_the_clock_of_the_author_is_behind(
    page: Page, coach: User
) -> None:
    article = publish(publish_at=timezone.now() - timedelta(minutes=5))
    zone = {"timezoneId": "America/New_York"}
    page.context.new_cdp_session(page).send("Emulation.setTimezoneOverride", zone)

    open_form(page, form_of(article))

    expect(page.locator(".article-bar [name=_publish]")).to_have_text("Publiceer wijzigingen")


def test_a_time_that_the_clock_skips_is_explained(page: Page, coach: User) -> None:
    open_form(page, form_of(draft()))
    type_moment(page, "28-03-2027", "02:30")

    skipped = "die nacht springt de klok van 02:00 meteen naar 03:00"
    save(page, skipped, ".field-publish_at .errorlist")

    expect(page.locator("#id_publish_at_1")).to_have_value("02:30")


def test_an_hour_that_comes_twice_is_chosen_once_and_stays(page: Page, coach: User) -> None:
    article = draft()
    open_form(page, form_of(article))
    type_moment(page, "25-10-2026", "02:30")
    save(page, "twee keer", ".field-publish_at .errorlist")

    page.get_by_label("Dit uur komt die nacht twee keer.").select_option("1")
    save(page, "Bewaard")
    page.get_by_label("Titel:").fill("Loslaten, nog eens")
    save(page, "Loslaten, nog eens", "h1")

    expect(page.get_by_label("Dit uur komt die nacht twee keer.")).to_have_value("1")
    newest = article.newest_version.read()
    assert newest.title == "Loslaten, nog eens"
    assert newest.publish_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@BOTH
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_around_publishing_fit_and_have_no_fault_that_axe_knows(
    page: Page, coach: User, complaints: list[str], scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    hidden = draft(slug="concept")
    shared = PreviewLink.make(hidden, by=coach).get_absolute_url()
    publish(slug="straks", publish_at=timezone.now() + timedelta(days=3))
    live = publish()

    def look_at(heading: str) -> None:
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        page.wait_for_load_state()  # what is still to come may widen the page
        assert page.evaluate(OVERFLOW) <= 0
        assert faults_in(page) == []

    steps = f"/admin/blog/article/{hidden.pk}/"
    page.goto(f"{steps}preview-links/")
    look_at("Deel een voorbeeld")
    for address in (f"{steps}preview/", shared):
        page.goto(address)
        look_at("Loslaten")
    page.goto("/admin/blog/article/future/")
    type_in_future(page, "01-01-2020")
    look_at("Vooruitkijken")
    page.get_by_role("button", name="verschijnt").click()
    look_at("Praktijk")
    open_form(page, form_of(live))
    menu(page, "Haal offline")
    look_at("Haal offline")
    complaints.clear()  # axe reads the style sheets again, which the policy forbids


def type_in_future(page: Page, day: str) -> None:
    """Choose a moment that has passed, so that the form says what is wrong."""
    page.locator("#id_moment_0").fill(day)
    page.get_by_role("button", name="Bekijk de site op dat moment").click()
    expect(page.locator(".errorlist")).to_have_text("Kies een moment dat nog komt.")


def faults_in(page: Page) -> list[str]:
    """Return what axe finds, with the elements."""
    return [
        f"{page.url} {fault['id']}: {node['html']}"
        for fault in Axe().run(page).response["violations"]
        for node in fault["nodes"]
    ]
