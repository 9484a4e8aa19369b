"""What the link dialog offers: pages of the site by words of their titles, and addresses."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from coaching_site.models import Page
from tests.factories import make_article, make_offer, make_user

pytestmark = pytest.mark.django_db
LINKS = "/admin/links/"


def choices(client: Client, words: str = "", **fields: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.post(LINKS, {"words": words, **fields}).json()["choices"]
    return found


def titles(client: Client, words: str) -> list[tuple[str, str]]:
    return [(choice["words"], choice["kind"]) for choice in choices(client, words)]


def test_pages_are_found_by_words_of_their_title_and_hidden_ones_come_last(desk: Client) -> None:
    later = timezone.now() + timedelta(days=3)
    make_article(title="Faalangst", publish_at=None)
    make_article(title="Faalangst op een toets", slug="faalangst")
    make_article(title="Faalangst straks", publish_at=later)
    make_article(title="Rust", summary="Ook over faalangst.")
    make_article(title="Faalangst weg", trashed_at=timezone.now())
    make_offer(title="Training faalangst")
    Page.objects.create(title="Faalangst, en dan?", slug="dan", is_visible=False)

    assert titles(desk, "faalángs") == [
        ("Training faalangst", "Aanbod"),
        ("Faalangst op een toets", "Artikel"),
        ("Faalangst", "Artikel · concept"),
        ("Faalangst straks", "Artikel · gepland"),
        ("Faalangst, en dan?", "Pagina · concept"),
    ]
    assert titles(desk, "toets faalangst") == [("Faalangst op een toets", "Artikel")]
    assert titles(desk, "f") == titles(desk, "") == titles(desk, "toetsenbord") == []


def test_a_page_is_offered_with_its_number_and_its_address(desk: Client) -> None:
    article = make_article(title="Loslaten", slug="loslaten")
    offered = {
        "href": "/artikelen/loslaten/",
        "number": f"article:{article.pk}",
        "words": "Loslaten",
        "kind": "Artikel",
    }
    assert choices(desk, "loslaten") == [offered]
    assert choices(desk, number=f"article:{article.pk}#h-kop") == [
        offered | {"href": "/artikelen/loslaten/#h-kop", "number": f"article:{article.pk}#h-kop"}
    ]
    assert choices(desk, number="article:999") == choices(desk, number="iets") == []


def test_an_address_of_a_page_offers_the_page(desk: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://praktijk.example"
    article = make_article(title="Loslaten", slug="loslaten")
    whole = "https://praktijk.example/artikelen/loslaten/?utm_source=x"
    for typed in (whole, "/artikelen/loslaten"):
        assert [each["number"] for each in choices(desk, typed)] == [f"article:{article.pk}"]


@pytest.mark.parametrize(
    ("typed", "href", "words", "kind"),
    [
        ("www.school.nl", "https://www.school.nl", "www.school.nl", "Webadres"),
        ("school.nl/a", "https://school.nl/a", "school.nl/a", "Webadres"),
        ("anna@school.nl", "mailto:anna@school.nl", "anna@school.nl", "Mailadres"),
        ("06 12345678", "tel:+31612345678", "06 12345678", "Telefoonnummer"),
        ("/contact/", "/contact/", "/contact/", "Op deze site"),
        ("#h-kop", "#h-kop", "#h-kop", "Op deze site"),
    ],
)
def test_an_address_is_shown_as_it_will_be_linked(
    desk: Client, typed: str, href: str, words: str, kind: str
) -> None:
    assert choices(desk, typed) == [{"href": href, "number": "", "words": words, "kind": kind}]


@pytest.mark.parametrize(
    "typed", ["/nergens/", "/artikelen/nergens/", "javascript:alert(1)", "zomaar wat", "06 123"]
)
def test_what_is_no_address_and_no_title_offers_nothing(desk: Client, typed: str) -> None:
    assert choices(desk, typed) == []


@pytest.mark.parametrize("count", [1, 30])
def test_any_number_of_pages_is_searched_in_three_queries_and_eight_are_offered(
    desk: Client, count: int
) -> None:
    for number in range(count):
        make_article(title=f"Rust {number}")
        make_offer(title=f"Rust {number}")
        Page.objects.create(title=f"Rust {number}", slug=f"rust-{number}")
    choices(desk, "rust")
    with CaptureQueriesContext(connection) as queries:
        found = choices(desk, "rust")
    assert len(found) == min(3 * count, 8)
    assert len([each for each in queries if "Length" in each["sql"].title()]) == 3
    assert len(queries) == 5, "two of these are the session and the user"


def test_who_may_not_see_drafts_is_offered_none(client: Client) -> None:
    make_article(title="Rust")
    make_article(title="Rust straks", publish_at=None)
    author = make_user(is_staff=True)
    author.user_permissions.set(Permission.objects.filter(codename="add_page"))
    client.force_login(author)
    assert titles(client, "rust") == [("Rust", "Artikel")]


def test_only_who_works_here_asks_and_typed_words_stand_in_no_address(desk: Client) -> None:
    assert Client().post(LINKS, {"words": "rust"}).status_code == 302
    assert desk.get(LINKS, {"words": "anna@school.nl"}).status_code == 405
    assert "no-store" in desk.post(LINKS, {"words": "rust"})["Cache-Control"]
