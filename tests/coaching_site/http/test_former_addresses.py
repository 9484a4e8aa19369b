"""Who kept an old link to a page, an offer, a topic, an author or a series is led to it."""

import pytest
from django.test import Client

from coaching_site.models import FormerAddress, Page
from tests.factories import make_article, make_author, make_offer, make_series, make_topic

pytestmark = pytest.mark.django_db


def make_page(**fields):
    return Page.objects.create(title="Werkwijze", **fields)


def make_readable_series(**fields):
    series = make_series(**fields)
    make_article(series=series, part=1)
    return series


MAKERS = [make_page, make_offer, make_topic, make_author, make_readable_series]


def led_to(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 301
    assert response["Cache-Control"] == "no-cache"
    return response["Location"]


@pytest.mark.parametrize("make", MAKERS)
def test_an_old_address_leads_to_the_present_one(client, make):
    row = make(slug="eerst")
    first = row.get_absolute_url()
    row.slug = "daarna"
    row.save()

    assert led_to(client, first) == row.get_absolute_url()
    assert led_to(client, f"{first}?page=1") == f"{row.get_absolute_url()}?page=1"
    assert client.get(row.get_absolute_url()).status_code == 200


def test_who_goes_back_to_an_address_is_found_there_and_nowhere_in_circles(client):
    page = make_page(slug="a")
    for slug in ("b", "c", "a"):
        page.slug = slug
        page.save()

    assert client.get("/a/").status_code == 200
    assert led_to(client, "/b/") == led_to(client, "/c/") == "/a/"


def test_another_page_at_an_old_address_is_shown_itself(client):
    page = make_page(slug="a")
    page.slug = "b"
    page.save()
    make_page(slug="a", summary="Een andere pagina")

    assert "Een andere pagina" in client.get("/a/").text


def test_what_is_deleted_is_not_found_at_any_address(client):
    page = make_page(slug="a")
    page.slug = "b"
    page.save()
    page.delete()

    assert client.get("/a/").status_code == 404


def test_saving_without_moving_keeps_no_address():
    page = make_page(slug="a")
    page.title = "Anders"
    page.save()

    assert FormerAddress.objects.count() == 0
