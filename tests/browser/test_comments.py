"""Commenting in a browser: by keyboard, when something fails, and without JavaScript."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import RequestFactory
from playwright.sync_api import BrowserContext, Locator, Page, expect

from blog.forms.comments import CommentForm
from blog.models import Article, Comment
from coaching_site.limits.sources import daily_source
from tests.browser.conftest import A_MOMENT, OVERFLOW
from tests.factories import make_article, make_author, make_comment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article() -> Article:
    article = make_article("Ouders als partners", authors=(make_author(),))
    make_comment(article, "Dit herken ik.", name="Noor")
    return article


def fill_in(form: Locator, page: Page) -> None:
    form.get_by_label("Je naam").fill("Sem")
    form.get_by_label(re.compile("mailadres")).fill("sem@voorbeeld.nl")
    form.get_by_label("Je reactie").fill("Wat een fijn stuk")
    page.wait_for_timeout(A_MOMENT)


def open_form(page: Page, article: Article) -> Locator:
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Schrijf een reactie").click()
    form = page.get_by_role("form", name="Je reactie")
    expect(form.get_by_label("Je naam")).to_be_focused()
    return form


def test_an_answer_is_written_with_the_keyboard_alone(page: Page, article: Article) -> None:
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Antwoord aan Noor").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Je naam")).to_be_focused()
    for words in ("Sem", "sem@voorbeeld.nl", "Ik ook."):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.wait_for_timeout(A_MOMENT)
    expect(page.get_by_role("button", name="Versturen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("bevestig dat het adres van jou is")
    comment = Comment.objects.unconfirmed().get()
    assert (comment.name, comment.text, comment.parent and comment.parent.name) == (
        "Sem",
        "Ik ook.",
        "Noor",
    )
    assert comment.wants_answers


def test_what_is_missing_is_said_in_place_and_gets_the_focus(
    page: Page, article: Article, complaints: list[str]
) -> None:
    form = open_form(page, article)
    form.get_by_role("button", name="Versturen").click()
    expect(page.locator(".form-errors:focus")).to_contain_text("Vul je naam in")
    page.get_by_role("link", name="Je naam", exact=True).click()
    expect(form.get_by_label("Je naam")).to_be_focused()
    assert page.url.endswith("-name")
    assert [complaint for complaint in complaints if "422" not in complaint] == []
    complaints.clear()


def test_who_is_stopped_reads_in_place_how_long_to_wait(
    page: Page, article: Article, complaints: list[str]
) -> None:
    form = open_form(page, article)
    for _time in range(10):
        CommentForm.source_limits[0].use(daily_source(RequestFactory().get("/")))
    fill_in(form, page)
    form.get_by_role("button", name="Versturen").click()
    expect(page.locator(".form-errors:focus")).to_contain_text("over een minuut opnieuw")
    expect(form.get_by_label("Je reactie")).to_have_value("Wat een fijn stuk")
    assert page.url.rstrip("#").endswith(article.get_absolute_url())
    assert [complaint for complaint in complaints if "429" not in complaint] == []
    complaints.clear()


def test_a_second_click_on_the_link_keeps_what_was_typed(page: Page, article: Article) -> None:
    form = open_form(page, article)
    form.get_by_label("Je naam").fill("Sem")
    page.get_by_role("link", name="Schrijf een reactie").click()
    page.wait_for_timeout(300)
    expect(form.get_by_label("Je naam")).to_have_value("Sem")
    expect(form.get_by_label("Je naam")).to_be_focused()


def test_the_form_and_its_errors_have_no_fault_that_axe_knows(
    page: Page, article: Article, complaints: list[str]
) -> None:
    form = open_form(page, article)
    assert Axe().run(page).response["violations"] == []
    form.get_by_role("button", name="Versturen").click()
    expect(page.locator(".form-errors:focus")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    page.goto(f"{article.get_absolute_url()}reageren/")
    assert Axe().run(page).response["violations"] == []
    complaints.clear()


def test_two_open_forms_share_no_id(page: Page, article: Article) -> None:
    open_form(page, article)
    page.get_by_role("link", name="Antwoord aan Noor").click()
    expect(page.get_by_role("form", name="Je antwoord aan Noor")).to_be_visible()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((part) => part.id)")
    assert sorted(ids) == sorted(set(ids))


def test_without_a_connection_the_text_stays_and_is_sent_later(
    page: Page, window: BrowserContext, article: Article, complaints: list[str]
) -> None:
    form = open_form(page, article)
    fill_in(form, page)
    window.set_offline(True)
    form.get_by_role("button", name="Versturen").click()
    expect(form.get_by_role("alert")).to_contain_text("We weten niet of dat is aangekomen.")
    expect(form.get_by_label("Je reactie")).to_have_value("Wat een fijn stuk")
    window.set_offline(False)
    complaints.clear()
    form.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("status")).to_contain_text("bevestig dat het adres van jou is")


def test_an_error_page_never_takes_the_place_of_the_form(
    page: Page, article: Article, complaints: list[str]
) -> None:
    form = open_form(page, article)
    fill_in(form, page)
    form.get_by_label("Je reactie").fill("Heel lang " * 300_000)
    form.get_by_role("button", name="Versturen").click()
    expect(form.get_by_role("alert")).to_contain_text("te veel")
    expect(form.get_by_label("Je naam")).to_have_value("Sem")
    assert [complaint for complaint in complaints if "413" not in complaint] == []
    complaints.clear()


def test_a_lost_cookie_keeps_the_text_and_the_next_try_gets_through(
    page: Page, window: BrowserContext, article: Article, complaints: list[str]
) -> None:
    form = open_form(page, article)
    fill_in(form, page)
    window.clear_cookies()
    form.get_by_role("button", name="Versturen").click()
    expect(page.locator(".form-errors:focus")).to_contain_text("stond te lang open")
    expect(form.get_by_label("Je reactie")).to_have_value("Wat een fijn stuk")
    assert [complaint for complaint in complaints if "403" not in complaint] == []
    complaints.clear()
    form.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("status")).to_contain_text("bevestig dat het adres van jou is")


def test_a_form_that_does_not_load_in_place_opens_as_a_page(
    page: Page, article: Article, complaints: list[str]
) -> None:
    page.goto(article.get_absolute_url())
    Article.objects.filter(pk=article.pk).update(publish_at=None)
    page.get_by_role("link", name="Schrijf een reactie").click()
    expect(page).to_have_url(re.compile("/reageren/$"))
    assert [complaint for complaint in complaints if "404" not in complaint] == []
    complaints.clear()


def test_a_conversation_closed_in_the_meantime_says_so_in_place(
    page: Page, article: Article, complaints: list[str]
) -> None:
    page.goto(article.get_absolute_url())
    Article.objects.filter(pk=article.pk).update(conversation="read_only")
    page.get_by_role("link", name="Schrijf een reactie").click()
    expect(page.locator(".notice:focus")).to_contain_text("kun je niet meer reageren")
    assert [complaint for complaint in complaints if "403" not in complaint] == []
    complaints.clear()


def test_everything_works_without_javascript(plain_page: Page, article: Article) -> None:
    plain_page.goto(article.get_absolute_url())
    plain_page.get_by_role("link", name="Antwoord aan Noor").click()
    form = plain_page.get_by_role("form", name="Je antwoord aan Noor")
    form.get_by_role("button", name="Versturen").click()
    expect(plain_page.get_by_text("Vul je naam in").first).to_be_visible()
    fill_in(form, plain_page)
    form.get_by_role("button", name="Versturen").click()
    expect(plain_page.get_by_role("status")).to_contain_text("bevestig dat het adres van jou is")
    plain_page.get_by_role("link", name="Ouders als partners").click()
    expect(plain_page).to_have_url(re.compile(f"{article.get_absolute_url()}$"))
    assert Comment.objects.unconfirmed().get().parent == Comment.objects.approved().get()


def test_an_address_is_confirmed_once_and_the_device_remembers_it_until_told_to_forget(
    page: Page, article: Article
) -> None:
    form = open_form(page, article)
    expect(form.get_by_role("button", name="Vergeet dat")).to_be_hidden()
    fill_in(form, page)
    form.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("status")).to_contain_text("bevestig dat het adres van jou is")
    first = Comment.objects.unconfirmed().get()

    page.goto(f"/reactie/bevestigen/{first.confirming_token}/")
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Ja, dat was ik").click()
    expect(page.get_by_text("Dit apparaat onthoudt dat")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    first.refresh_from_db()
    assert first.state == "pending"

    form = open_form(page, article)
    fill_in(form, page)
    form.get_by_label("Je reactie").fill("Nog iets")
    form.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("status")).to_contain_text("wacht op goedkeuring")
    assert Comment.objects.get(text="Nog iets").state == "pending"

    form = open_form(page, article)
    form.get_by_role("button", name="Vergeet dat").click()
    expect(form.get_by_role("button", name="Vergeet dat")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0


def test_a_comment_is_looked_at_before_it_is_sent_and_what_is_left_is_counted(
    page: Page, article: Article
) -> None:
    form = open_form(page, article)
    fill_in(form, page)
    form.get_by_label("Je reactie").fill("Kijk op www.voorbeeld.nl\n\n" + "x" * 4_900)
    expect(form.locator("[data-characters-left]")).to_have_text("nog 74 tekens")
    form.get_by_role("button", name="Bekijk het eerst").click()
    preview = page.get_by_role("region", name="Zo komt het hier te staan")
    expect(preview).to_be_focused()
    expect(preview.get_by_role("link")).to_have_attribute("rel", "nofollow ugc")
    assert page.evaluate(OVERFLOW) == 0
    assert Axe().run(page).response["violations"] == []
    assert not Comment.objects.filter(name="Sem").exists()
    form.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("status")).to_be_focused()
    assert Comment.objects.filter(name="Sem").count() == 1


@pytest.mark.parametrize("has_script", [True, False])
def test_what_is_too_personal_is_carried_to_the_coach(
    page: Page, plain_page: Page, article: Article, has_script: bool
) -> None:
    if has_script:
        form = open_form(page, article)
    else:
        page = plain_page
        page.goto(f"{article.get_absolute_url()}reageren/")
        form = page.get_by_role("form", name="Je reactie")
    form.get_by_label("Je naam").fill("Sem")
    form.get_by_label("Je reactie").fill("Over mijn zoon")
    form.get_by_role("button", name="Vraag het alleen aan de coach").click()
    expect(page).to_have_url(re.compile("/contact/vanuit-reactie/$"))
    expect(page.get_by_label("Je naam")).to_have_value("Sem")
    expect(page.locator("textarea[name=text]")).to_have_value("Over mijn zoon")
    expect(page.get_by_text(f"Je komt van het artikel “{article.title}”")).to_be_visible()
    expect(page.locator(".form-errors")).to_have_count(0)
