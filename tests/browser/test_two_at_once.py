"""Two people in one article, each with a browser of their own: both see it, nobody loses a word."""

from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import Article, Presence
from coaching_site.accounts.models import User
from tests.browser.conftest import PHONE, SignIn
from tests.browser.test_pasting import open_form
from tests.browser.writing import editor, go_on, save, start_article, type_text
from tests.factories import make_author, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROUNDS = 20
GIVE_A_SIGN = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture
def coach(sign_in: SignIn) -> User:
    user = make_user("coach", superuser=True, first_name="Mirthe")
    make_author("Mirthe", user=user)
    sign_in(user)
    return user


@pytest.fixture
def address(page: Page, coach: User) -> str:
    """The form of an article that the coach has open."""
    return start_article(page, "Samen")


@pytest.fixture
def noor(browser: Browser, live_server: LiveServer, address: str) -> Iterator[Page]:
    """The same form in the browser of somebody else."""
    client = Client()
    client.force_login(
        make_user("noor", superuser=True, first_name="Noor"),
        backend=django_settings.AUTHENTICATION_BACKENDS[0],
    )
    name = django_settings.SESSION_COOKIE_NAME
    context = browser.new_context(base_url=live_server.url, locale="nl-NL")
    session = client.cookies[name].value
    context.add_cookies([{"name": name, "value": session, "url": live_server.url}])
    page = context.new_page()
    open_form(page, address)
    yield page
    context.close()


def write(page: Page, words: str) -> None:
    """Add words at the end of the text."""
    page.locator(".cke_wysiwyg_div").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(f" {words}")


def collide(page: Page) -> None:
    """Save, and wait for the form that shows what somebody else saved meanwhile."""
    page.locator("[name=_save]").last.click()
    expect(page.locator(".collision")).to_be_visible()
    page.wait_for_selector(".cke_wysiwyg_div")


def everything_saved() -> str:
    return " ".join(version.read().body for version in Article.objects.get().versions.all())


def test_in_twenty_collisions_no_word_of_either_is_lost(
    page: Page, noor: Page, address: str
) -> None:
    said: set[str] = set()
    for number in range(ROUNDS):
        # Who saved last has the newest version open, the other still an older one.
        first, second = (page, noor) if number % 2 else (noor, page)
        mine, yours = f"eerste{number}", f"tweede{number}"
        write(first, mine)
        write(second, yours)
        save(first)
        collide(second)
        assert mine in second.locator(".collision").inner_text()
        assert yours in second.locator(".collision").inner_text()
        expect(editor(second)).to_contain_text(yours)
        save(second)
        said |= {mine, yours}
        saved = everything_saved()
        assert {word for word in said if word not in saved} == set()
    assert Article.objects.get().versions.count() == 1 + 2 * ROUNDS


@pytest.mark.parametrize("window_size", [PHONE])
def test_both_texts_are_read_from_their_beginning_with_the_next_step_in_sight(
    page: Page, noor: Page, address: str
) -> None:
    for number in range(8):
        write(page, f"Alinea {number}.")
        page.keyboard.press("Enter")
    write(noor, "Van Noor.")
    save(noor)
    assert page.evaluate("scrollTo(0, 300), scrollY") > 100
    collide(page)

    expect(page.locator("#collision-heading")).to_be_in_viewport(ratio=1)
    expect(page.locator(".article-bar [data-save]")).to_be_in_viewport(ratio=1)


def test_who_goes_on_with_the_text_of_the_other_keeps_the_own_one_at_hand(
    page: Page, noor: Page, address: str
) -> None:
    open_form(page, address)
    write(noor, "Van Noor.")
    save(noor)
    type_text(page, "Mijn titel", "Van mij.")
    collide(page)
    page.get_by_role("link", name="Neem hun tekst over").click()

    expect(page.locator(".kept-text [data-title]")).to_have_text(["Mijn titel"])
    expect(editor(page)).to_have_text("Van Noor.")
    expect(page.locator("#id_title")).to_have_value("Samen")
    go_on(page)
    expect(page.locator("#id_title")).to_have_value("Mijn titel")
    expect(editor(page)).to_have_text("Van mij.")


def test_each_sees_the_other_and_what_the_other_saved(page: Page, noor: Page, address: str) -> None:
    open_form(page, address)
    expect(page.locator(".presence")).to_contain_text("Noor heeft dit artikel ook open, sinds")
    noor.evaluate(GIVE_A_SIGN)
    expect(noor.locator(".presence")).to_contain_text("Mirthe heeft dit artikel ook open, sinds")

    write(noor, "Van Noor.")
    save(noor)
    page.evaluate(GIVE_A_SIGN)
    expect(page.locator(".newer-version")).to_contain_text("Noor heeft net versie 2 bewaard.")
    expect(noor.locator(".newer-version")).to_have_count(0)

    noor.goto("/admin/")
    page.evaluate(GIVE_A_SIGN)
    expect(page.locator(".presence")).to_be_empty()
    assert Presence.objects.count() == 1
