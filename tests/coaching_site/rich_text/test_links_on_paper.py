"""The addresses that print lists are those of the links that it numbers, on every kind of page."""

import pytest
from django.test import Client

from coaching_site.models import Page
from tests.factories import make_article, make_offer
from tests.shown import document_of

pytestmark = pytest.mark.django_db

BODY = (
    '<p><a href="https://voorbeeld.nl/a?b=1&amp;c=2">a</a> <a href="#h-kop">b</a> <a>c</a> '
    '<a href="">d</a> <a href="?op=3">e</a> <a href="tel:+31612345678">f</a></p>'
)


def test_every_link_that_leads_away_is_listed_once_in_its_order(client: Client) -> None:
    make_article(slug="loslaten", body_html=BODY)
    make_offer(slug="traject", body=BODY)
    Page.objects.update_or_create(slug="uitleg", defaults={"title": "Uitleg", "body": BODY})
    for path in ("/artikelen/loslaten/", "/aanbod/traject/", "/uitleg/"):
        lines = document_of(client.get(path)).cssselect(".links-on-paper li")
        assert [line.text for line in lines] == [
            "https://voorbeeld.nl/a?b=1&c=2",
            f"http://127.0.0.1:8000{path}?op=3",
            "+31612345678",
        ]


def test_a_text_without_links_has_no_list(client: Client) -> None:
    make_article(slug="loslaten", body_html="<p>Rust.</p>")
    page = document_of(client.get("/artikelen/loslaten/"))
    assert page.cssselect(".links-on-paper") == []
