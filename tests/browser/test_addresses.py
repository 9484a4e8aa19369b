"""An address that the browser makes of a title is the one that the server would make."""

from itertools import batched

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from coaching_site.text.words import LETTERS, slug_of
from tests.browser.conftest import SignIn
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLES = [
    "Łódź en Søren",
    "ouder/verzorger",
    "Groep 7–8",
    "klaar.Dan “verder”",
    "Foto’s van zo‘n dag, 100 % goed",
    "school\u00adbord",
    "  _Привет_ -- ①② ½ ﬁets 👩\u200d🏫 ",
    *map("".join, batched(LETTERS, 10, strict=False)),
    # Every character of the lower planes that titles may hold, between two letters.
    *(" ".join(f"a{chr(code)}b" for code in range(start, start + 64))
      for start in range(0x20, 0x2C00, 64)),
]  # fmt: skip


def test_the_browser_makes_the_address_that_the_server_makes(page: Page, sign_in: SignIn) -> None:
    sign_in(make_user("coach", superuser=True))
    page.goto(reverse("admin:contact_offer_add"))

    made = page.evaluate("titles => titles.map((title) => URLify(title, 10_000))", TITLES)

    assert made == [slug_of(title) for title in TITLES]


def test_an_address_follows_the_title_that_is_typed(page: Page, sign_in: SignIn) -> None:
    sign_in(make_user("coach", superuser=True))
    page.goto(reverse("admin:blog_topic_add"))
    page.locator("#id_name").press_sequentially("Łódź: ouder/verzorger")

    expect(page.locator("#id_slug")).to_have_value("lodz-ouder-verzorger")
