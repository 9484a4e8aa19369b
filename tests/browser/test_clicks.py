"""How many clicks the daily work takes; each journey begins on the first page of the admin."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from blog.models import Article, ArticleState, Comment
from coaching_site.accounts.models import User
from contact.models import InquiryState
from tests.browser.article_form import bar, publish, start
from tests.factories import make_article, make_comment, make_inquiry

pytestmark = pytest.mark.browser
# Trusted presses of the mouse; a key that presses a button makes a click without `detail`.
COUNT = """addEventListener("click", (event) => {
  if (event.isTrusted && event.detail) {
    sessionStorage.setItem("clicks", Number(sessionStorage.getItem("clicks") ?? 0) + 1);
  }
}, true);"""

type Clicks = Callable[[], int]


@pytest.fixture
def clicks(page: Page) -> Clicks:
    """Count the clicks of this window, over all pages."""
    page.add_init_script(COUNT)
    return lambda: int(page.evaluate("sessionStorage.getItem('clicks')") or 0)


@pytest.fixture
def article(coach: User) -> Article:
    return start(coach, body="<p>Een fout in dit woort.</p>")


def open_home(page: Page) -> None:
    page.goto("/admin/")


def wait_for_editor(page: Page) -> None:
    page.wait_for_selector(".cke_wysiwyg_div")


def test_a_word_is_live_in_three(page: Page, article: Article, coach: User, clicks: Clicks) -> None:
    publish(article, coach)
    open_home(page)

    page.locator(".home-recent").get_by_role("link", name="Bewerk “Loslaten”").click()
    wait_for_editor(page)
    page.locator(".cke_wysiwyg_div p").click()
    page.keyboard.press("End")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.type("d.")
    with page.expect_navigation():
        bar(page).locator("[name=_publish]").click()

    assert clicks() <= 3
    article.refresh_from_db()
    assert "Een fout in dit woord." in article.body


def test_an_article_is_scheduled_in_five(page: Page, coach: User, clicks: Clicks) -> None:
    open_home(page)

    page.get_by_role("link", name="Nieuw artikel").click()
    wait_for_editor(page)
    page.locator("#id_title").click()
    page.keyboard.type("Loslaten")
    page.locator(".cke_wysiwyg_div").click()
    page.keyboard.type("Een tekst.")
    page.locator("#id_publish_at_0").click()
    page.keyboard.type("morgen 9.00")
    page.keyboard.press("Tab")
    expect(bar(page).locator("[name=_publish]")).to_have_text("Plan in")
    with page.expect_navigation():
        bar(page).locator("[name=_publish]").click()

    assert clicks() <= 5
    assert Article.objects.get().state == ArticleState.SCHEDULED


def test_twenty_comments_are_approved_in_three(page: Page, coach: User, clicks: Clicks) -> None:
    commented = make_article()
    for number in range(20):
        make_comment(commented, text=f"Reactie {number}.", state="pending")
    open_home(page)

    page.get_by_role("link", name="20 reacties wachten").click()
    page.get_by_label("Kies alle op deze pagina").click()
    with page.expect_navigation():
        page.locator("#chosen").get_by_role("button", name="Goedkeuren").click()

    assert clicks() <= 3
    assert set(Comment.objects.values_list("state", flat=True)) == {"approved"}


def test_a_draft_is_seen_in_two_and_sent_in_three(
    page: Page, article: Article, clicks: Clicks
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_home(page)

    page.get_by_role("link", name="Bekijk “Loslaten”").click()
    expect(page.locator("main")).to_contain_text("Een fout in dit woort.")
    assert clicks() <= 2

    page.go_back()
    page.get_by_role("button", name="Deel het concept van “Loslaten”").click()
    expect(page.locator("[data-shared]")).to_contain_text("Gekopieerd")
    assert clicks() <= 3
    assert "/voorbeeld/" in page.evaluate("navigator.clipboard.readText()")


def test_the_previous_version_is_live_in_four(
    page: Page, article: Article, coach: User, clicks: Clicks
) -> None:
    publish(article, coach)
    content = article.newest_version.read()  # type: ignore[union-attr] # it has one
    changed = type(content)(title="Anders", slug="loslaten", body="<p>Anders.</p>")
    article.publish(article.save_version(changed, by=coach, based_on=1), by=coach)
    open_home(page)

    page.get_by_role("link", name="Bewerk “Anders”").click()
    page.locator(".article-menu summary").click()
    page.get_by_role("link", name="Zet de vorige versie terug").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Zet terug en publiceer").click()

    assert clicks() <= 4
    article.refresh_from_db()
    assert article.title == "Loslaten"


def test_a_request_is_answered_and_closed_in_four(page: Page, coach: User, clicks: Clicks) -> None:
    inquiry = make_inquiry()
    open_home(page)

    page.get_by_role("link", name="1 aanvraag om te beantwoorden").click()
    page.locator("#result_list tbody a").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Ik heb geantwoord").click()

    assert clicks() <= 4
    inquiry.refresh_from_db()
    assert inquiry.state == InquiryState.IN_CONVERSATION
