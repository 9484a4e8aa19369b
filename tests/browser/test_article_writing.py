"""Writing an article in Chromium: a pasted page, its undo, and two people at once."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from blog.models import Article, ArticleState
from tests.browser.conftest import SignIn
from tests.browser.test_pasting import open_form, paste
from tests.factories import make_author, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADD = "/admin/blog/article/add/"
TITLE = "Ouders als partner: zo begin je"


@pytest.fixture
def coach(sign_in: SignIn) -> None:
    user = make_user("coach", superuser=True)
    make_author("Mirthe", user=user)
    make_author("Naïma", bio="Gastauteur.")
    sign_in(user)


def begin(page: Page, title: str) -> None:
    """Open a new article, give it a title and write a sentence."""
    open_form(page, ADD)
    page.get_by_label("Titel:").fill(title)
    page.locator(".cke_wysiwyg_div").click()
    page.keyboard.type("Een zin om mee te beginnen.")


def test_a_pasted_page_is_tidied_published_and_can_be_put_back_in_one_step(
    page: Page, coach: None
) -> None:
    open_form(page, ADD)
    paste(page, "web-page-b")
    page.get_by_label("Titel:").fill(TITLE)
    page.get_by_role("button", name="Bewaar als concept").last.click()

    messages = page.locator(".messagelist")
    expect(messages).to_contain_text("De eerste kop herhaalde de titel en is weggelaten.")
    expect(messages).to_contain_text("3 lijsten")
    article = Article.objects.get()
    assert article.state == ArticleState.DRAFT
    assert article.newest_version.read().body.count("<li>") == 11

    page.get_by_role("button", name="Zet terug zoals getypt").click()
    expect(page.get_by_role("button", name="Zet terug zoals getypt")).to_have_count(0)
    assert "<li>" not in article.newest_version.read().body
    assert article.newest_version.read().body.count("•") == 8

    page.get_by_role("button", name="Publiceer").click()
    expect(messages).to_contain_text("Lezers zien het nu")
    page.goto(Article.objects.get().get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_a_guest_is_chosen_second_and_stands_second(page: Page, coach: None) -> None:
    begin(page, "Samen geschreven")
    page.locator(".field-bylines .select2-search__field").click()
    page.keyboard.type("Naïma")
    page.locator(".select2-results__option", has_text="Naïma").click()
    page.get_by_role("button", name="Publiceer").click()
    expect(page.locator(".messagelist")).to_contain_text("Lezers zien het nu")

    assert [byline.author.name for byline in Article.objects.get().bylines.all()] == [
        "Mirthe",
        "Naïma",
    ]


def test_a_new_article_begins_with_its_title(page: Page, coach: None) -> None:
    open_form(page, ADD)
    expect(page.get_by_label("Titel:")).to_be_focused()
    page.keyboard.type("Wie luistert er")

    expect(page.get_by_label("Titel:")).to_have_value("Wie luistert er")
    assert not Article.objects.exists()


def test_enter_in_the_title_saves_and_never_publishes(page: Page, coach: None) -> None:
    open_form(page, ADD)
    page.get_by_label("Titel:").fill("Nog niet klaar")
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("Bewaard als concept")
    assert Article.objects.get().state == ArticleState.DRAFT


def test_the_button_says_schedule_when_the_moment_lies_ahead(page: Page, coach: None) -> None:
    begin(page, "Voor morgen")
    page.locator("#id_publish_at_0").fill(f"{timezone.localdate() + timedelta(days=1):%d-%m-%Y}")
    page.locator("#id_publish_at_1").fill("09:00")
    page.get_by_role("button", name="Plan in").click()

    expect(page.locator(".messagelist")).to_contain_text("Gepland")
    assert Article.objects.get().state == ArticleState.SCHEDULED


@pytest.mark.parametrize("window_size", [(1440, 900), (390, 844)], ids=["desk", "phone"])
def test_a_moment_picked_from_calendar_and_clock_schedules(page: Page, coach: None) -> None:
    begin(page, "Voor over een maand")
    page.locator(".field-publish_at button[id^=calendarlink]").click()
    expect(page.locator(".calendarbox[open]")).to_be_in_viewport(ratio=1)
    page.locator(".calendarbox[open] .calendarnav-next").click()
    page.locator(".calendarbox[open] td").get_by_text("15", exact=True).click()
    expect(page.get_by_role("button", name="Plan in")).to_be_visible()
    page.locator(".field-publish_at button[id^=clocklink]").click()
    expect(page.locator(".clockbox[open]")).to_be_in_viewport(ratio=1)
    page.locator(".clockbox[open]").get_by_text("9:00", exact=True).click()
    page.get_by_role("button", name="Plan in").click()

    expect(page.locator(".messagelist")).to_contain_text("15")
    moment = Article.objects.get().publish_at
    assert moment
    assert timezone.localtime(moment).hour == 9


def test_two_people_who_save_at_once_both_keep_their_text(page: Page, coach: None) -> None:
    open_form(page, ADD)
    page.get_by_label("Titel:").fill("Eerste titel")
    page.get_by_role("button", name="Bewaar als concept").last.click()
    expect(page.locator(".messagelist")).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label("Titel:").fill("Titel van de ander")
    other.get_by_role("button", name="Bewaar als concept").last.click()
    expect(other.locator(".messagelist")).to_be_visible()

    page.get_by_label("Titel:").fill("Mijn titel")
    page.get_by_role("button", name="Bewaar als concept").last.click()

    expect(page.get_by_role("heading", name="coach bewaarde versie 2 om")).to_be_visible()
    expect(page.locator(".collision del")).to_contain_text(["Titel van de ander"])
    expect(page.locator(".collision ins")).to_contain_text(["Mijn titel"])
    expect(page.get_by_label("Titel:")).to_have_value("Mijn titel")
    page.get_by_role("button", name="Bewaar als concept").last.click()
    expect(page.locator(".messagelist")).to_contain_text("Bewaard als concept")
    assert [version.read().title for version in Article.objects.get().versions.all()] == [
        "Mijn titel",
        "Titel van de ander",
        "Eerste titel",
    ]


def test_an_article_is_written_and_published_with_the_keyboard_alone(
    page: Page, coach: None
) -> None:
    def tab_to(what: str) -> None:
        for _step in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("(s) => document.activeElement.matches(s)", what):
                return
        pytest.fail(f"The keyboard does not reach {what}.")

    page.goto("/admin/")
    tab_to("a[href$='/blog/article/add/']")
    page.keyboard.press("Enter")
    page.wait_for_selector(".cke_wysiwyg_div")
    page.keyboard.type("Zonder muis")
    tab_to(".cke_wysiwyg_div")
    page.keyboard.type("Elke letter is getypt.")
    tab_to("[name=_publish]")
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("Lezers zien het nu")
    assert "Elke letter is getypt." in Article.objects.get().body
