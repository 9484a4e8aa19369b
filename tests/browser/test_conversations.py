"""Reading a long conversation in a browser: more of it in place, and whatever people typed."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import Article, Comment
from coaching_site.accounts.models import User
from tests.browser.conftest import OVERFLOW, PHONE, SignIn
from tests.factories import make_article, make_author, make_comment, make_inquiry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "w" * 400
FROM_RIGHT_TO_LEFT = "נעה כהן"
SHOWN = "[...document.querySelectorAll('article.comment')].map((part) => part.id)"


@pytest.fixture
def article() -> Article:
    return make_article("Ouders als partners", authors=(make_author(),))


@pytest.fixture
def threads(article: Article) -> list[Comment]:
    begin = timezone.now() - timedelta(days=30)
    return [
        make_comment(article, f"Draad {hour}.", created_at=begin + timedelta(hours=hour))
        for hour in range(70)
    ]


def anchors(comments: list[Comment]) -> list[str]:
    return [comment.anchor for comment in comments]


def test_more_comments_come_in_place_and_take_the_focus(
    page: Page, article: Article, threads: list[Comment]
) -> None:
    page.goto(article.get_absolute_url())
    more = page.get_by_role("link", name="Meer reacties")
    for shown in (60, 70):
        more.focus()
        page.keyboard.press("Enter")
        expect(page.locator("article.comment")).to_have_count(shown)
        first = page.locator("li:focus > article.comment")
        expect(first).to_have_id(threads[60 if shown == 70 else 30].anchor)
        assert page.evaluate(SHOWN) == anchors(threads[:shown])
    expect(more).to_have_count(0)
    assert page.url.endswith(article.get_absolute_url())
    assert Axe().run(page).response["violations"] == []


def test_what_came_in_place_can_be_answered(
    page: Page, article: Article, threads: list[Comment]
) -> None:
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Meer reacties").click()
    item = page.locator("li", has=page.locator(f"#{threads[40].anchor}")).last
    item.get_by_role("link", name="Antwoord aan Lezer").click()
    expect(item.get_by_role("form", name="Je antwoord aan Lezer")).to_be_visible()


def test_a_conversation_is_read_without_javascript(
    browser: Browser, live_server: LiveServer, article: Article, threads: list[Comment]
) -> None:
    page = browser.new_page(base_url=live_server.url, java_script_enabled=False)
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Nieuwste eerst").click()
    assert page.evaluate(SHOWN) == anchors(threads[:39:-1])
    page.get_by_role("link", name="Meer reacties").click()
    assert page.evaluate(SHOWN) == anchors(threads[39:9:-1])
    page.get_by_role("link", name="Eerder in dit gesprek").click()
    page.get_by_role("link", name="Oudste eerst").click()
    assert page.evaluate(SHOWN) == anchors(threads[:30])
    page.goto(threads[65].get_absolute_url())
    expect(page.locator(":target")).to_contain_text("Draad 65.")
    expect(page.locator(":target")).to_be_in_viewport()
    page.close()


def test_the_pages_of_a_conversation_have_no_fault_that_axe_knows(
    page: Page, article: Article, threads: list[Comment]
) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{article.get_absolute_url()}reacties/nieuwste/?page=2")
        assert Axe().run(page).response["violations"] == []
        page.goto(threads[0].get_absolute_url())
        assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize("window_size", [PHONE])
def test_nothing_that_people_type_makes_a_page_scroll_sideways(
    page: Page, article: Article, coach: User, sign_in: SignIn
) -> None:
    names = {"name": LONG[:80], "email": f"{LONG[:60]}@voorbeeld.nl"}
    comment = make_comment(article, f"{LONG} https://voorbeeld.nl/{LONG}", **names)
    make_comment(article, LONG, parent=comment, **names)
    waiting = make_comment(article, LONG, parent=comment, state="pending", **names)
    inquiry = make_inquiry(name=LONG[:80], text=LONG, school=LONG[:80])
    admin = "/admin/blog/comment"
    public = [
        article.get_absolute_url(),
        f"{article.get_absolute_url()}reacties/",
        f"{article.get_absolute_url()}reageren/?op={comment.pk}",
        f"{comment.get_absolute_url()}melden/",
    ]
    own = [
        "/admin/", f"{admin}/queue/", f"{admin}/?state__exact=approved",
        f"{admin}/{waiting.pk}/change/", f"{admin}/{waiting.pk}/shorten/",
        f"{admin}/{waiting.pk}/block/", f"/admin/contact/inquiry/{inquiry.pk}/change/",
    ]  # fmt: skip
    wide = []
    for address in public:
        page.goto(address)
        wide += [address] if page.evaluate(OVERFLOW) else []
    sign_in(coach)
    for address in own:
        page.goto(address)
        wide += [address] if page.evaluate(OVERFLOW) else []
    assert wide == []


def test_a_name_from_right_to_left_turns_nothing_around_it(
    page: Page, article: Article, coach: User, sign_in: SignIn
) -> None:
    comment = make_comment(article, "Dag 1 2 3.", name=FROM_RIGHT_TO_LEFT)
    waiting = make_comment(article, "Dag.", name=FROM_RIGHT_TO_LEFT, state="pending")
    shown = (
        "(name) => [...document.querySelectorAll('body *')].filter((part) => "
        "[...part.childNodes].some((node) => node.nodeType === 3 && node.data.includes(name)) "
        "&& !part.matches('script, title, td, th') "
        "&& getComputedStyle(part).unicodeBidi !== 'isolate').map((part) => part.outerHTML)"
    )
    for address in (article.get_absolute_url(), f"{comment.get_absolute_url()}melden/"):
        page.goto(address)
        assert page.evaluate(shown, FROM_RIGHT_TO_LEFT) == []
    page.goto(f"{article.get_absolute_url()}reageren/?op={comment.pk}")
    assert page.evaluate(shown, FROM_RIGHT_TO_LEFT) == []
    sign_in(coach)
    for address in (
        "queue/",
        f"{waiting.pk}/change/",
        f"{waiting.pk}/shorten/",
        f"{waiting.pk}/block/",
    ):
        page.goto(f"/admin/blog/comment/{address}")
        assert page.evaluate(shown, FROM_RIGHT_TO_LEFT) == []
