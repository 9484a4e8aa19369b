"""An article that readers see is rewritten in Chromium: compared, put back, planned."""

from datetime import timedelta

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import Article
from blog.models.article_content import ArticleContent
from blog.tasks.versions import put_missed_changes_live
from coaching_site.accounts.models import User
from tests.browser.conftest import SignIn
from tests.browser.test_every_page import problems_of
from tests.browser.test_pasting import open_form
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LINES = [f"<p>Regel {number} gaat over rust in de klas.</p>" for number in range(9)]
OLD = "<h2>Zo begin je</h2><p>Wie loslaat, houdt ruimte over.</p>" + "".join(LINES)


@pytest.fixture
def coach(sign_in: SignIn) -> User:
    user = make_user("coach", superuser=True)
    sign_in(user)
    return user


@pytest.fixture
def article(coach: User) -> Article:
    content = ArticleContent(title="Loslaten", slug="loslaten", body=OLD, publish_at=timezone.now())
    article = Article.start(content, by=coach)
    article.publish(article.newest_version, by=coach)
    return article


def change(article: Article) -> str:
    return f"/admin/blog/article/{article.pk}/change/"


def rewrite(page: Page, article: Article, title: str, button: str, note: str = "") -> None:
    """Give the article another title and press a button of the form."""
    open_form(page, change(article))
    page.locator("#id_title").fill(title)
    page.locator("#id_note").fill(note)
    page.get_by_role("button", name=button).last.click()
    expect(page.locator(".messagelist li").first).to_be_visible()


def menu(page: Page, item: str) -> None:
    page.locator(".article-menu summary").click()
    page.get_by_role("link", name=item).click()


def title_for_readers(page: Page, article: Article) -> str:
    """Return the title as somebody without an account gets it."""
    context = page.context.browser.new_context()
    answer = context.request.get(f"{page.url.split('/admin/')[0]}{article.get_absolute_url()}")
    words = answer.text().split("<h1")[1].split(">", 1)[1].split("</h1>")[0].strip()
    context.close()
    return words


def test_a_live_text_is_rewritten_compared_and_put_back(page: Page, article: Article) -> None:
    rewrite(page, article, "Vasthouden", "Bewaar zonder te publiceren", note="Andere titel")
    assert title_for_readers(page, article) == "Loslaten"

    menu(page, "Wat er het laatst veranderde")
    title = page.locator("section", has=page.get_by_role("heading", name="Titel"))
    expect(title.locator("del")).to_have_text("weg: Loslaten")
    expect(title.locator("ins")).to_have_text("erbij: Vasthouden")
    expect(page.locator(".history")).to_contain_text("Andere titel")
    page.get_by_role("link", name="Naast elkaar").click()
    expect(page.locator(".comparison__side")).to_have_count(2)

    # From the form to the old text: the menu, the question, the answer.
    open_form(page, change(article))
    menu(page, "Zet de vorige versie terug")
    expect(page.get_by_role("heading", level=1)).to_have_text("Versie 1 terugzetten?")
    page.get_by_role("button", name="Zet terug, zonder te publiceren").click()
    expect(page.locator("#id_title")).to_have_value("Loslaten")
    assert title_for_readers(page, article) == "Loslaten"

    page.get_by_role("link", name="Ongedaan maken").click()
    page.get_by_role("button", name="Zet terug en publiceer").click()
    expect(page.locator("#id_title")).to_have_value("Vasthouden")
    assert title_for_readers(page, article) == "Vasthouden"
    assert [version.number for version in article.versions.all()] == [4, 3, 2, 1]


def test_a_planned_change_is_seen_at_its_minute(page: Page, article: Article) -> None:
    at = timezone.localtime() + timedelta(hours=2)
    open_form(page, change(article))
    page.locator("#id_title").fill("Vasthouden")
    publish = page.locator("[name=_publish]")
    expect(publish).to_have_text("Publiceer wijzigingen")
    page.locator(".field-change_at").get_by_text("Kies een moment").click()
    page.locator("#id_change_at_0").fill(f"{at:%d-%m-%Y}")
    page.locator("#id_change_at_1").fill(f"{at:%H:%M}")
    expect(publish).to_have_text("Plan de wijziging in")
    page.evaluate("scrollTo(0, 50)")
    publish.click()

    expect(page.locator(".messagelist")).to_contain_text("Ingepland: lezers zien de wijzigingen")
    expect(page.locator(".waiting-change")).to_contain_text(f"{at:%H:%M}")
    page.wait_for_selector(".cke_wysiwyg_div")
    assert page.evaluate("scrollY") == 0
    assert title_for_readers(page, article) == "Loslaten"
    minute = at.replace(second=0, microsecond=0)
    with time_machine.travel(minute - timedelta(seconds=1), tick=False):
        put_missed_changes_live(timestamp=0)
        assert title_for_readers(page, article) == "Loslaten"
    with time_machine.travel(minute, tick=False):
        put_missed_changes_live(timestamp=0)
        assert title_for_readers(page, article) == "Vasthouden"


def test_the_next_step_after_planning_is_to_publish_at_once(page: Page, article: Article) -> None:
    rewrite(page, article, "Vasthouden", "Bewaar zonder te publiceren")
    at = timezone.now() + timedelta(hours=1)
    article.schedule_change(article.newest_version, at, by=None)
    open_form(page, change(article))
    publish = page.locator(".article-bar [name=_publish]")
    expect(publish).to_have_text("Publiceer nu")
    page.locator("#id_title").fill("Vasthouden dus")
    expect(publish).to_have_text("Plan de wijziging in")
    page.locator(".waiting-change").get_by_role("button", name="Publiceer nu").click()

    expect(page.locator(".messagelist")).to_contain_text("Lezers zien het nu")
    assert article.waiting_change is None
    assert title_for_readers(page, article) == "Vasthouden dus"


def test_a_plan_is_cancelled_where_it_is_told(page: Page, article: Article) -> None:
    rewrite(page, article, "Vasthouden", "Bewaar zonder te publiceren")
    at = timezone.now() + timedelta(hours=1)
    article.schedule_change(article.newest_version, at, by=None)
    open_form(page, change(article))
    page.get_by_role("button", name="Annuleer").click()

    expect(page.locator(".messagelist")).to_contain_text("gaat niet meer vanzelf online")
    expect(page.locator(".waiting-change")).to_have_count(0)
    assert article.waiting_change is None


def test_any_two_versions_are_chosen_and_compared_without_javascript(
    browser: Browser, live_server: LiveServer, page: Page, article: Article
) -> None:
    for number in range(2, 5):
        content = ArticleContent(title=f"Titel {number}", slug="loslaten", body=OLD)
        article.save_version(content, by=None, based_on=number - 1)
    cookies = page.context.storage_state()
    plain = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, storage_state=cookies
    ).new_page()

    plain.goto(f"/admin/blog/article/{article.pk}/history/")
    plain.get_by_role("group", name="Versie 1", exact=True).get_by_label("eerdere").check()
    plain.get_by_role("group", name="Versie 3").get_by_label("latere").check()
    plain.get_by_role("button", name="Vergelijk de twee die gekozen zijn").click()

    expect(plain.get_by_role("heading", level=1)).to_have_text("Versie 1 en versie 3")
    expect(plain.locator(".comparison ins").first).to_have_text("erbij: Titel 3")
    plain.get_by_role("link", name="Eén wijziging later").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Versie 3 en versie 4")
    plain.context.close()


def test_what_stayed_the_same_is_folded_and_opens(page: Page, article: Article) -> None:
    body = OLD.replace("ruimte", "lucht")
    content = ArticleContent(title="Loslaten", slug="loslaten", body=body)
    article.save_version(content, by=None, based_on=1)

    page.goto(f"/admin/blog/article/{article.pk}/compare/?old=1&new=2")

    hidden = page.get_by_text("Regel 8 gaat over rust in de klas.")
    expect(hidden).to_be_hidden()
    page.get_by_text("8 passages zijn gelijk").click()
    expect(hidden).to_be_visible()


@pytest.mark.parametrize("name", ["history/", "compare/?old=1&new=2", "restore/1/"])
def test_the_pages_about_versions_fit_and_have_no_fault_that_axe_knows(
    page: Page, article: Article, complaints: list[str], name: str
) -> None:
    body = OLD.replace("loslaat", "vasthoudt") + "<p>Een regel die erbij kwam.</p>"
    content = ArticleContent(title="Nieuw " * 12, slug="loslaten", body=body)
    change = article.save_version(content, by=None, based_on=1, note="Een heel lange notitie " * 8)
    article.schedule_change(change, timezone.now() + timedelta(hours=1), by=None)
    address = f"/admin/blog/article/{article.pk}/{name}"
    page.goto(address)

    assert list(problems_of(page, address)) == []
    assert Axe().run(page).response["violations"] == []
    complaints.clear()
