"""Pages, offers and blocks are written on the page on which articles are written."""

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from coaching_site.accounts.models import User
from coaching_site.models import Block, Page
from contact.models import Offer
from tests.browser.article_form import SIZES, bar
from tests.browser.test_pasting import open_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FORMS = {
    "page": ("coaching_site/page", Page, "title"),
    "offer": ("contact/offer", Offer, "title"),
    "block": ("coaching_site/block", Block, "name"),
}


@pytest.mark.parametrize("kind", FORMS)
@SIZES
def test_a_draft_is_saved_with_the_keyboard_looked_at_published_and_put_back(
    page: Window, coach: User, kind: str
) -> None:
    address, model, name = FORMS[kind]
    open_form(page, f"/admin/{address}/add/")
    page.fill(f"#id_{name}", "Werkwijze")
    if kind == "offer":
        page.fill("#id_summary", "Kort.")
    page.locator(".cke_wysiwyg_div").click()
    page.keyboard.type("Zo werken wij.")
    expect(bar(page)).to_contain_text("Nog niet bewaard")
    expect(bar(page)).to_be_in_viewport(ratio=1)
    page.keyboard.press("Control+s")
    expect(bar(page)).to_contain_text("Bewaard als concept")
    text = model.objects.latest("pk")
    assert (text.body, text.is_draft) == ("", True)

    bar(page).locator("[name=_preview]").click()
    expect(page.locator(".preview-banner")).to_contain_text("Lezers zien deze versie niet")
    expect(page.locator(".prose")).to_contain_text("Zo werken wij.")
    page.get_by_role("link", name="Terug naar schrijven").click()

    bar(page).locator("[name=_publish]").click()
    expect(bar(page)).to_contain_text("Lezers zien het nu")
    expect(bar(page)).to_contain_text("Live")
    text.refresh_from_db()
    assert text.body == "<p>Zo werken wij.</p>\n"

    page.locator(".cke_wysiwyg_div").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Altijd.")
    page.keyboard.press("Control+s")
    expect(bar(page)).to_contain_text("met wijzigingen die lezers nog niet zien")
    page.locator(".article-menu summary").click()
    page.get_by_role("link", name="Zet de vorige versie terug").click()
    page.get_by_role("button", name="Zet terug en publiceer").click()
    expect(bar(page)).to_contain_text("Versie 1 staat er weer")
    text.refresh_from_db()
    assert (text.body, text.versions.count()) == ("<p>Zo werken wij.</p>\n", 3)
