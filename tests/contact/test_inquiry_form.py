"""The form in which somebody asks for coaching: what it shows, fills in, takes and keeps."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from coaching_site.models import SiteSettings
from contact.models import Inquiry
from tests.contact.inquiry_form import ADDRESS, answers, errors
from tests.factories import make_article, make_offer
from tests.shown import document_of

pytestmark = pytest.mark.django_db


def test_what_is_asked_is_stored_as_it_was_typed(client: Client) -> None:
    offer, article = make_offer(slug="traject"), make_article(slug="loslaten")
    client.post(
        ADDRESS,
        answers(
            offer="traject",
            article="loslaten",
            preferred_contact="telephone",
            telephone="06-12 34 56 78",
        ),
    )
    inquiry = Inquiry.objects.get()
    assert inquiry.text == "Mijn groep is onrustig na de pauze.\n\nWat kan ik doen?"
    assert inquiry.name == "Sanne Verzonnen"
    assert inquiry.email == "sanne@voorbeeld.nl"
    assert inquiry.school == "De Regenboogvis"
    assert (inquiry.role, inquiry.preferred_contact) == ("teacher", "telephone")
    assert inquiry.telephone == "06-12 34 56 78"
    assert (inquiry.offer, inquiry.article) == (offer, article)
    assert inquiry.mails.count() == 2


def test_the_words_agreed_to_are_the_words_shown(client: Client) -> None:
    SiteSettings.objects.update_or_create(pk=1, defaults={"practice_name": "Praktijk Wilg"})
    page = client.get(ADDRESS).content.decode()
    client.post(ADDRESS, answers())
    agreed = Inquiry.objects.get().consent_text
    assert agreed.startswith("Praktijk Wilg mag bewaren")
    assert agreed in unescape(page)
    assert '<a href="/privacy/">' in page


def test_the_address_of_an_offer_and_article_fills_the_form(client: Client) -> None:
    make_offer("Individueel traject", slug="traject")
    make_article("Loslaten in de klas", slug="loslaten")
    page = client.get(f"{ADDRESS}?aanbod=traject&artikel=loslaten").content.decode()
    assert '<option value="traject" selected>Individueel traject</option>' in page
    assert "Loslaten in de klas" in page
    assert '<input type="hidden" name="article" value="loslaten"' in page


@pytest.mark.parametrize(
    "query",
    [
        "aanbod=bestaat-niet&artikel=bestaat-niet",
        "aanbod=<script>&artikel=<script>",
        "aanbod=&artikel=",
        "aanbod=a&aanbod=b&artikel=c&artikel=d",
        f"aanbod={'x' * 5_000}&artikel={'x' * 5_000}",
    ],
)
def test_an_unknown_offer_or_article_is_left_out_quietly(client: Client, query: str) -> None:
    make_offer(slug="traject")
    page = client.get(f"{ADDRESS}?{query}")
    assert page.status_code == 200
    assert page.context["form"].came_from is None
    assert "<script>" not in page.content.decode()
    assert '<option value="traject" selected>' not in page.content.decode()


@pytest.mark.parametrize(
    "hidden",
    [
        {"publish_at": None},
        {"publish_at": timezone.now() + timedelta(days=1)},
        {"end_at": timezone.now() - timedelta(minutes=1)},
        {"trashed_at": timezone.now()},
    ],
)
def test_the_title_of_an_article_that_is_not_public_stays_secret(
    client: Client, hidden: dict[str, Any]
) -> None:
    make_article("Nog geheim", slug="geheim", **hidden)
    assert "Nog geheim" not in client.get(f"{ADDRESS}?artikel=geheim").content.decode()
    refused = client.post(ADDRESS, answers(article="geheim", name="")).content.decode()
    assert "Nog geheim" not in refused
    client.post(ADDRESS, answers(article="geheim"))
    assert Inquiry.objects.get().article is None


def test_a_hidden_offer_cannot_be_asked_for(client: Client) -> None:
    make_offer("Voorbij", slug="voorbij", is_visible=False)
    assert "Voorbij" not in client.get(f"{ADDRESS}?aanbod=voorbij").content.decode()
    response = client.post(ADDRESS, answers(offer="voorbij"))
    assert errors(response) == {"offer": ["invalid_choice"]}
    assert not Inquiry.objects.exists()


def test_the_addresses_of_the_form_are_stored_nowhere(client: Client) -> None:
    form, refused = client.get(ADDRESS), client.post(ADDRESS, {})
    for response in (form, refused):
        assert response["Cache-Control"] == "no-store"
        assert "HX-Request" in response["Vary"]
    assert "no-store" in client.get("/contact/bedankt/")["Cache-Control"]


def test_the_form_sets_no_cookie_but_its_own_protection(client: Client) -> None:
    thanks = client.post(ADDRESS, answers())["Location"]
    client.cookies.clear()
    client.get(thanks)
    assert not client.cookies
    client.get(ADDRESS)
    assert list(client.cookies) == ["csrftoken"]


@pytest.mark.parametrize("number", [1, 12])
def test_the_form_costs_the_same_queries_however_much_is_offered(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    make_article(slug="loslaten")
    for _ in range(number):
        make_offer()
    # Site settings twice (promise and frame), closed periods, article, offers, standing pages.
    with django_assert_num_queries(6):
        client.get(f"{ADDRESS}?artikel=loslaten")


def test_a_press_on_the_number_calls_the_practice(client):
    SiteSettings.objects.update(telephone="020 555 01 23")

    page = document_of(client.get(ADDRESS))

    calls = page.xpath("//a[@href='tel:+31205550123']")
    assert [call.text_content() for call in calls] == ["020 555 01 23"] * 2  # and in the foot


def test_what_is_asked_is_sent_with_four_answers_and_the_rest_is_folded_away(
    client: Client,
) -> None:
    assert '<details class="form__more">' in client.get(ADDRESS).content.decode()
    assert client.post(ADDRESS, answers(role="", school="")).status_code == 302
    inquiry = Inquiry.objects.get()
    assert (inquiry.role, inquiry.school) == ("", "")


@pytest.mark.parametrize(
    ("changes", "is_open"),
    [
        ({"text": ""}, False),
        ({"text": "", "role": "parent"}, True),
        ({"text": "", "telephone": "0612345678"}, True),
        ({"preferred_contact": "telephone"}, True),
    ],
)
def test_what_is_folded_away_opens_where_it_holds_something_or_has_to_be_corrected(
    client: Client, changes: dict[str, str], is_open: bool
) -> None:
    page = client.post(ADDRESS, answers(role="", school="") | changes).content.decode()
    assert ('<details class="form__more" open>' in page) == is_open
