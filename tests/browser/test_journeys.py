"""The journeys of the site as the people they are for make them, with pages kept and made anew."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import Article, Comment, CommentState
from coaching_site.accounts.models import User
from coaching_site.models import SiteSettings
from coaching_site.outbox.models import OutgoingMail
from coaching_site.page_cache.layer import PageCache
from contact.models import Inquiry
from tests.browser.conftest import A_MOMENT, PHONE
from tests.factories import (
    PASSWORD,
    make_article,
    make_author,
    make_comment,
    make_offer,
    make_topic,
    make_user,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True, params=[0, 8], ids=["made anew", "kept"])
def page_cache(request: pytest.FixtureRequest, live_server: LiveServer) -> Iterator[None]:
    """Serve the site with so many megabytes for pages."""
    server = live_server.thread.httpd
    django = server.get_app()
    cache = PageCache(django, request.param)
    server.set_app(cache if request.param else django)
    yield
    server.set_app(django)
    cache.listener.close()


@pytest.fixture
def coach() -> User:
    coach = make_user("coach", superuser=True)
    make_author("Mirthe", user=coach)
    return coach


@pytest.fixture
def article() -> Article:
    article = make_article(
        "Loslaten begint klein",
        slug="loslaten",
        summary="Over een stap terug doen.",
        authors=(make_author("Ruben"),),
        topics=(make_topic("In de klas"),),
        body_html='<h2 id="h-begin">Het begin</h2><p>' + "Een zin om te lezen. " * 200 + "</p>"
        '<h2 id="h-eind">Het eind</h2><p>Klaar.</p>',
        contents=[
            {"id": "h-begin", "text": "Het begin", "level": 2},
            {"id": "h-eind", "text": "Het eind", "level": 2},
        ],
    )
    make_comment(article, "Dit herken ik.", name="Noor")
    return article


def sign_in_by_hand(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_label(re.compile("Login|Gebruikersnaam")).fill("coach")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/admin/$"))


def test_the_author_writes_and_publishes_an_article(page: Page, coach: User) -> None:
    sign_in_by_hand(page)
    page.get_by_role("link", name="Nieuw artikel").first.click()
    page.get_by_label("Titel:").fill("Wachten is ook werken")
    page.get_by_label("Samenvatting:").fill("Over tien tellen stilte.")
    editor = page.locator(".cke_editable")
    editor.click()
    page.keyboard.type("Ik telde tot tien. Bij acht ging er een vinger omhoog.")
    page.get_by_role("button", name="Publiceer").click()

    expect(page.get_by_text("Lezers zien het nu")).to_be_visible()
    page.locator(".messagelist").get_by_role("link", name="Wachten is ook werken").click()

    expect(page).to_have_url(re.compile("/artikelen/wachten-is-ook-werken/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Wachten is ook werken")
    expect(page.get_by_text("Bij acht ging er een vinger omhoog.")).to_be_visible()
    expect(page.get_by_role("link", name="Mirthe").first).to_be_visible()


@pytest.mark.parametrize("window_size", [PHONE])
def test_a_reader_finds_and_reads_an_article_on_a_phone(page: Page, article: Article) -> None:
    page.goto("/")
    page.get_by_role("link", name="Loslaten begint klein").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Loslaten begint klein")
    contents = page.get_by_role("link", name="Het eind")
    if not contents.is_visible():
        page.locator("summary").first.click()
    contents.click()
    expect(page.get_by_role("heading", name="Het eind")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    assert page.context.cookies() == []


def test_a_reader_comments_and_confirms_and_the_author_approves(
    page: Page, article: Article, coach: User
) -> None:
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Schrijf een reactie").click()
    page.get_by_label("Je naam").fill("Sem")
    page.get_by_label(re.compile("mailadres")).fill("sem@voorbeeld.nl")
    page.get_by_label("Je reactie").last.fill("Morgen probeer ik het.")
    page.wait_for_timeout(A_MOMENT)
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("status")).to_be_visible()
    mail = OutgoingMail.objects.get(recipient="sem@voorbeeld.nl")
    page.goto(re.findall(r"/reactie/bevestigen/\S+", mail.text)[0])
    page.get_by_role("button", name="Ja, dat was ik").click()
    page.get_by_role("link", name=article.title).click()
    expect(page.get_by_text("Morgen probeer ik het.")).to_have_count(0)

    sign_in_by_hand(page)
    page.get_by_role("link", name=re.compile("1 reactie")).first.click()
    waiting = page.get_by_role("article").filter(has_text="Morgen probeer ik het.")
    waiting.get_by_role("button", name="Goedkeuren", exact=True).click()
    expect(page.locator(".decided")).to_have_text(re.compile("Sem: goedgekeurd"))

    page.goto(article.get_absolute_url())
    expect(page.get_by_text("Morgen probeer ik het.")).to_be_visible()
    assert Comment.objects.get(name="Sem").state == CommentState.APPROVED


@pytest.mark.parametrize("window_size", [PHONE, (1440, 900)])
def test_a_teacher_asks_and_the_coach_finds_the_request(
    page: Page, article: Article, coach: User
) -> None:
    SiteSettings.objects.update_or_create(pk=1, defaults={"practice_name": "De Kantlijn"})
    make_offer("Traject", slug="traject", is_default=True)
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Vraag dit aan").click()
    page.get_by_label("Waar gaat het over?").fill(
        "Mijn klas is na de pauze niet meer stil te krijgen."
    )
    page.get_by_label("Je naam").fill("Jet Vermeer")
    page.get_by_text("Vertel meer, of laat je bellen").click()
    page.get_by_label("Je bent").select_option("teacher")
    page.get_by_label("Je mailadres").fill("jet@voorbeeld.nl")
    page.get_by_label(re.compile("mag bewaren")).check()
    page.wait_for_timeout(A_MOMENT)
    page.get_by_role("button", name="Verstuur je vraag").click()

    expect(page).to_have_url(re.compile("/contact/bedankt/"))
    inquiry = Inquiry.objects.get()
    expect(page.get_by_text(inquiry.reference)).to_be_visible()
    assert (inquiry.article, inquiry.offer.slug) == (article, "traject")

    sign_in_by_hand(page)
    page.get_by_role("link", name=re.compile("1 aanvraag")).first.click()
    page.get_by_role("link", name=re.compile("Jet Vermeer")).click()
    expect(page.get_by_text("Mijn klas is na de pauze niet meer stil te krijgen.")).to_be_visible()
