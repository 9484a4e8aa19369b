"""The sum of a browser: worked out beside the typing, waited for, and missed only in the queue."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from blog.conversations.confirming import proof_of
from blog.conversations.holding import proof_of_work
from blog.models import Article, Comment, ConversationSettings
from coaching_site.accounts.models import User
from tests.browser.conftest import A_MOMENT
from tests.factories import make_article, make_author, make_comment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WHY = "de browser heeft de rekensom niet gemaakt"
DONE = "Je browser heeft een kleine rekensom gemaakt"


@pytest.fixture
def article() -> Article:
    """Return an article below which Sem was approved before, so that only a lacking sum holds."""
    ConversationSettings.objects.update(holds="first", asks_for_proof=True)
    article = make_article("Ouders als partners", authors=(make_author(),))
    make_comment(article, "Dit herken ik.", name="Sem", email="sem@voorbeeld.nl")
    return article


def fill_in(form: Locator) -> None:
    form.get_by_label("Je naam").fill("Sem")
    form.get_by_label(re.compile("mailadres")).fill("sem@voorbeeld.nl")
    form.get_by_label("Je reactie").fill("Wat een fijn stuk")
    form.page.wait_for_timeout(A_MOMENT)


def open_form(page: Page, article: Article) -> Locator:
    """Open the form on a device that remembers the address."""
    page.goto(article.get_absolute_url())
    proof = proof_of("sem@voorbeeld.nl")
    page.evaluate("proof => localStorage.setItem('confirmed-comment-address', proof)", proof)
    page.get_by_role("link", name="Schrijf een reactie").click()
    return page.get_by_role("form", name="Je reactie")


def sent() -> Comment:
    return Comment.objects.get(text="Wat een fijn stuk")


def test_a_comment_carries_the_sum_and_appears_at_once(page: Page, article: Article) -> None:
    form = open_form(page, article)
    expect(form.get_by_text(DONE)).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    fill_in(form)
    form.get_by_role("button", name="Bekijk het eerst").click()
    expect(page.get_by_role("region", name="Zo komt het hier te staan")).to_be_focused()
    form.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("status")).to_contain_text("Ze staat nu")
    assert (sent().state, sent().held_for, sent().lacks_proof) == ("approved", [], False)


@pytest.mark.parametrize("is_page_of_its_own", [False, True])
def test_who_is_faster_than_the_browser_waits_for_it_and_sends_once(
    page: Page, article: Article, monkeypatch: pytest.MonkeyPatch, is_page_of_its_own: bool
) -> None:
    monkeypatch.setattr(proof_of_work, "STEPS", 100_000)
    form = open_form(page, article)
    if is_page_of_its_own:
        page.goto(f"{article.get_absolute_url()}reageren/")
    fill_in(form)
    form.get_by_role("button", name="Versturen").dblclick()
    expect(form.get_by_text("Een moment: je browser maakt zijn rekensom af")).to_be_visible()
    assert not Comment.objects.filter(text="Wat een fijn stuk").exists()
    expect(page.get_by_role("status")).to_contain_text("Ze staat nu", timeout=60_000)
    assert sent().held_for == []


def test_without_javascript_it_waits_and_the_queue_says_why(
    plain_page: Page, page: Page, article: Article, coach: User
) -> None:
    plain_page.goto(f"{article.get_absolute_url()}reageren/")
    form = plain_page.get_by_role("form", name="Je reactie")
    expect(form.get_by_text("rekensom")).to_be_hidden()
    fill_in(form)
    form.get_by_role("button", name="Versturen").click()
    expect(plain_page.get_by_role("status")).to_contain_text("bevestig dat het adres van jou is")
    plain_page.goto(f"/reactie/bevestigen/{sent().confirming_token}/")
    plain_page.get_by_role("button", name="Ja, dat was ik").click()
    assert (sent().state, sent().held_for) == ("pending", ["no_proof"])
    page.goto("/admin/blog/comment/queue/")
    expect(page.get_by_text(WHY)).to_be_visible()


def test_a_browser_that_cannot_do_it_sends_without(page: Page, article: Article) -> None:
    page.add_init_script("Object.defineProperty(window, 'Worker', {value: undefined})")
    form = open_form(page, article)
    expect(form.get_by_text("rekensom")).to_be_hidden()
    fill_in(form)
    form.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("status")).to_contain_text("wacht op goedkeuring")
    assert sent().held_for == ["no_proof"]


def test_a_site_that_does_not_ask_loads_no_script_for_it(page: Page, article: Article) -> None:
    ConversationSettings.objects.update(asks_for_proof=False)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    form = open_form(page, article)
    fill_in(form)
    form.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("status")).to_contain_text("Ze staat nu")
    assert any("comments/form" in address for address in loaded)
    assert not any(word in address for address in loaded for word in ("proof", "altcha"))
