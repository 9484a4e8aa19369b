"""Moderating in a browser: by keyboard alone, on a phone, and without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from blog.models import Article, Comment
from coaching_site.accounts.models import User
from tests.browser.conftest import OVERFLOW, PHONE
from tests.factories import PASSWORD, make_article, make_comment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUEUE = "/admin/blog/comment/queue/"


@pytest.fixture
def article() -> Article:
    return make_article("Ouders als partners")


def let_wait(article: Article, count: int) -> None:
    for number in range(count):
        make_comment(article, f"Reactie {number}.", name=f"Lezer {number}", state="pending")


def test_twenty_comments_are_moderated_with_the_keyboard_alone(
    page: Page, article: Article, coach: User
) -> None:
    let_wait(article, 20)
    page.goto(QUEUE)
    page.keyboard.press("j")
    expect(page.locator(".card").first).to_be_focused()
    for number in range(20):
        page.keyboard.press("r" if number == 3 else "s" if number == 7 else "a")
        expect(page.locator(".card")).to_have_count(19 - number)
    expect(page.locator(".decided")).to_have_count(20)
    page.keyboard.press("z")
    expect(page.locator(".card")).to_have_count(1)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    states = Comment.objects.order_by("pk").values_list("state", flat=True)
    others = ["approved"] * 3 + ["refused"] + ["approved"] * 3 + ["spam"] + ["approved"] * 11
    assert list(states) == [*others, "pending"]


@pytest.mark.parametrize("window_size", [PHONE, (1280, 800)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_queue_fits_and_has_no_fault_that_axe_knows(
    page: Page, article: Article, coach: User, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    let_wait(article, 2)
    make_comment(article, "x" * 400, state="pending", name="y" * 80, read_first=True)
    page.goto(QUEUE)
    assert page.evaluate(OVERFLOW) == 0
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Goedkeuren", exact=True).first.click()
    expect(page.locator(".decided")).to_have_count(1)
    page.locator("summary").get_by_text("Meer").first.click()
    assert page.evaluate(OVERFLOW) == 0
    assert Axe().run(page).response["violations"] == []


def test_selected_words_are_left_out(page: Page, article: Article, coach: User) -> None:
    comment = make_comment(article, "Sanne is stil.", state="pending")
    page.goto(f"/admin/blog/comment/{comment.pk}/shorten/")
    page.locator("[data-shortened] p").evaluate(
        "part => getSelection().setBaseAndExtent(part.firstChild, 0, part.firstChild, 5)"
    )
    page.get_by_role("button", name="Laat weg wat ik geselecteerd heb").click()
    expect(page.get_by_label("Leave out").or_(page.locator("textarea[name=words]"))).to_have_value(
        "Sanne"
    )
    page.get_by_role("button", name="Voorgoed weglaten").click()
    expect(page.locator(".messagelist")).to_contain_text("De woorden zijn weg")
    comment.refresh_from_db()
    assert comment.text == "[naam weggelaten] is stil."


@pytest.mark.parametrize("window_size", [PHONE])
def test_a_comment_becomes_a_private_question_and_another_is_refused_with_a_sentence(
    page: Page, article: Article, coach: User
) -> None:
    let_wait(article, 2)
    page.goto(QUEUE)
    steps = [("", "Als privévraag behandelen"), ("Liever zonder naam.", "Weigeren met")]
    for decided, (words, button) in enumerate(steps, start=1):
        card = page.locator(".card").first
        card.locator("summary").click()
        card.get_by_label("Zin aan de schrijver").fill(words)
        card.get_by_role("button", name=button).click()
        expect(page.locator(".decided")).to_have_count(decided)
    states = Comment.objects.order_by("pk").values_list("state", "events__sentence")
    assert list(states) == [("private", ""), ("refused", "Liever zonder naam.")]


def test_the_queue_works_without_javascript(
    plain_page: Page, article: Article, coach: User
) -> None:
    let_wait(article, 2)
    plain_page.goto(QUEUE)
    plain_page.get_by_label("Gebruikersnaam of mailadres").fill("coach")
    plain_page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    plain_page.get_by_role("button", name="Inloggen", exact=True).click()
    plain_page.get_by_role("button", name="Goedkeuren", exact=True).first.click()
    expect(plain_page.locator(".decided")).to_have_count(1)
    plain_page.get_by_role("button", name="Ongedaan maken").click()
    expect(plain_page.locator(".card")).to_have_count(2)
