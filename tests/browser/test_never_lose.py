"""Nothing typed is lost: a killed browser, an ended session, two people at once."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import Article
from coaching_site.accounts.models import User
from tests.browser.conftest import ARGUMENTS, SignIn, chromium_path
from tests.browser.test_pasting import open_form
from tests.browser.writing import ADD, SENTENCE, editor, go_on, save, start_article, type_text
from tests.factories import PASSWORD, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# After its first write Chromium brings localStorage to the disk once a minute.
A_WHILE_MS = 12_000
A_MOMENT_MS = 4_000
COME_BACK = "window.dispatchEvent(new Event('focus'))"


def killed(profile: Path) -> None:
    """Kill the browser that uses a profile, as a telephone without memory does."""
    for process in psutil.process_iter(["cmdline"]):
        words = process.info["cmdline"] or []
        if f"--user-data-dir={profile}" in words and not any("--type=" in word for word in words):
            os.kill(process.pid, signal.SIGKILL)
            process.wait(10)
            return
    pytest.fail("No browser uses this profile.")


@pytest.fixture
def opened(
    browser: Browser, live_server: LiveServer, tmp_path: Path, coach: User
) -> Iterator[Callable[[], Page]]:
    """Start a browser with a profile on disk, signed in."""
    contexts: list[BrowserContext] = []

    def start() -> Page:
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profile",
            executable_path=chromium_path(),
            args=ARGUMENTS,
            base_url=live_server.url,
            locale="nl-NL",
        )
        contexts.append(context)
        client = Client()
        client.force_login(coach, backend=django_settings.AUTHENTICATION_BACKENDS[0])
        name = django_settings.SESSION_COOKIE_NAME
        session = client.cookies[name].value
        context.add_cookies([{"name": name, "value": session, "url": live_server.url}])
        return context.pages[0]

    yield start
    contexts[-1].close()


def test_a_killed_browser_gives_back_what_was_typed_seconds_before(
    opened: Callable[[], Page], tmp_path: Path
) -> None:
    page = opened()
    open_form(page, ADD)
    type_text(page, "Midden in een zin")
    page.wait_for_timeout(A_WHILE_MS)
    page.keyboard.type(" En dit was het laatste.")
    page.wait_for_timeout(A_MOMENT_MS)
    killed(tmp_path / "profile")

    page = opened()
    open_form(page, ADD)
    go_on(page)
    expect(page.locator("#id_title")).to_have_value("Midden in een zin")
    expect(editor(page)).to_have_text(f"{SENTENCE} En dit was het laatste.")


def end_session() -> None:
    """Let the session end as it does after two weeks, or by an operator."""
    Session.objects.all().delete()


def sign_in_by_hand(page: Page) -> None:
    page.get_by_label("Gebruikersnaam of mailadres").fill("coach")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def test_saving_after_the_session_ended_goes_on_after_signing_in_beside_it(
    page: Page, coach: User
) -> None:
    open_form(page, ADD)
    type_text(page, "Lang over gedaan")
    end_session()
    page.evaluate(COME_BACK)
    page.locator("[name=_save]").last.click()

    notice = page.locator(".kept-alert")
    expect(notice).to_contain_text("Je bent niet meer ingelogd")
    with page.context.expect_page() as beside:
        notice.get_by_role("link").click()
    sign_in_by_hand(beside.value)
    expect(beside.value.get_by_role("heading", level=1)).to_have_text("Je bent weer ingelogd")
    beside.value.close()

    page.evaluate(COME_BACK)
    expect(notice).to_contain_text("Je bent weer ingelogd")
    expect(editor(page)).to_have_text(SENTENCE)
    save(page)
    assert SENTENCE in Article.objects.get().newest_version.read().body
    assert Article.objects.get().newest_version.created_by == coach


def test_a_save_that_meets_the_sign_in_page_is_offered_again_after_it(
    page: Page, coach: User
) -> None:
    open_form(page, ADD)
    type_text(page, "Net te laat")
    end_session()
    page.locator("[name=_save]").last.click()
    sign_in_by_hand(page)
    page.wait_for_selector(".cke_wysiwyg_div")
    assert page.url.endswith(ADD)
    go_on(page)
    expect(page.locator("#id_title")).to_have_value("Net te laat")
    save(page)
    assert SENTENCE in Article.objects.get().newest_version.read().body


def test_an_open_article_notices_by_itself_that_the_session_ended(page: Page, coach: User) -> None:
    open_form(page, start_article(page))
    end_session()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".kept-alert")).to_contain_text("Je bent niet meer ingelogd")


def test_nothing_is_saved_under_another_name_than_it_was_typed_under(
    page: Page, coach: User, sign_in: SignIn
) -> None:
    open_form(page, ADD)
    type_text(page, "Van de coach")
    sign_in(make_user("noor", superuser=True, first_name="Noor", last_name="Vermeer"))
    page.evaluate(COME_BACK)
    page.locator("[name=_save]").last.click()
    expect(page.locator(".kept-alert")).to_contain_text("Je bent nu ingelogd als Noor Vermeer")
    assert not Article.objects.exists()

    sign_in(coach)
    page.evaluate(COME_BACK)
    save(page)
    assert Article.objects.get().newest_version.created_by == coach


def test_without_a_connection_nothing_is_sent_and_the_text_stays(
    page: Page, coach: User, complaints: list[str]
) -> None:
    open_form(page, ADD)
    type_text(page, "In de tunnel")
    page.context.set_offline(True)
    page.evaluate(COME_BACK)
    page.locator("[name=_save]").last.click()
    expect(page.locator(".kept-alert")).to_contain_text("De site antwoordt niet")
    expect(editor(page)).to_have_text(SENTENCE)
    page.context.set_offline(False)
    assert all("ERR_INTERNET_DISCONNECTED" in words for words in complaints)
    complaints.clear()
    save(page)
    assert SENTENCE in Article.objects.get().newest_version.read().body
