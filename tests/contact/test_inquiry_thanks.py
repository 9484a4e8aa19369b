"""What whoever asked for coaching is thanked and promised, once, also after a double click."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from coaching_site.models import SiteSettings
from coaching_site.outbox.models import OutgoingMail
from contact.models import Inquiry
from tests.contact.inquiry_form import ADDRESS, answers
from tests.factories import make_opening_time

pytestmark = pytest.mark.django_db

MONDAY = "2026-11-23T10:00:00+01:00"


@time_machine.travel(MONDAY, tick=False)
def test_the_answer_date_stands_in_the_form_and_on_the_page_of_thanks(client: Client) -> None:
    SiteSettings.objects.update_or_create(pk=1, defaults={"answer_within_days": 2})
    promise = "Je krijgt uiterlijk woensdag 25 november antwoord."
    assert promise in client.get(ADDRESS).content.decode()
    thanks = client.post(ADDRESS, answers(), follow=True)
    assert promise in thanks.content.decode()
    assert Inquiry.objects.get().reference in thanks.content.decode()


def test_whoever_wants_a_call_reads_so_on_the_page_of_thanks(client: Client) -> None:
    filled_in = answers(preferred_contact="telephone", telephone="0612345678")
    thanks = client.post(ADDRESS, filled_in, follow=True).content.decode()
    assert "Je wordt uiterlijk" in thanks
    assert "Je wordt gebeld op het nummer dat je opgaf." in thanks


def test_the_number_of_the_practice_calls_from_the_page_of_thanks(client: Client) -> None:
    SiteSettings.objects.update_or_create(pk=1, defaults={"telephone": "020-5550123"})
    thanks = client.post(ADDRESS, answers(), follow=True).content.decode()
    assert 'Of bel <a href="tel:+31205550123">020-5550123</a>.' in thanks


def test_thanks_without_a_receipt_or_with_a_forged_or_old_one_are_general(client: Client) -> None:
    sent = client.post(ADDRESS, answers())
    reference = Inquiry.objects.get().reference
    assert reference in client.get(sent["Location"]).content.decode()
    forged = sent["Location"][:-3] + "abc"
    for address in ("/contact/bedankt/", forged, "/contact/bedankt/?aanvraag=onzin"):
        page = client.get(address)
        assert page.status_code == 200
        assert reference not in page.content.decode()
        assert "Dank je wel, je vraag is binnen" in page.content.decode()
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert reference not in client.get(sent["Location"]).content.decode()


def test_the_receipt_holds_nothing_of_the_sender(client: Client) -> None:
    address = client.post(ADDRESS, answers())["Location"]
    page = client.get(address).content.decode()
    for word in ("Sanne", "voorbeeld.nl", "Regenboogvis", "onrustig"):
        assert word not in address
        assert word not in page.replace("praktijk@voorbeeld.nl", "")


def test_a_double_click_asks_once(client: Client) -> None:
    filled_in = answers()
    first, second = client.post(ADDRESS, filled_in), client.post(ADDRESS, filled_in)
    assert second.status_code == 302
    reference = Inquiry.objects.get().reference
    assert reference in client.get(first["Location"]).content.decode()
    assert reference in client.get(second["Location"]).content.decode()
    assert OutgoingMail.objects.count() == 2


def test_going_back_to_say_something_else_asks_again(client: Client) -> None:
    filled_in = answers()
    client.post(ADDRESS, filled_in)
    client.post(ADDRESS, filled_in | {"text": "O ja, nog iets."})
    assert Inquiry.objects.count() == 2


@time_machine.travel(MONDAY)
def test_the_same_words_in_another_form_of_that_day_ask_once(client: Client) -> None:
    first = client.post(ADDRESS, answers(opened=make_opening_time(timedelta(minutes=9))))
    again = client.post(ADDRESS, answers(opened=make_opening_time(timedelta(minutes=2))))
    assert (first.status_code, again.status_code) == (302, 302)
    reference = Inquiry.objects.get().reference
    assert reference in client.get(again["Location"]).content.decode()
    assert OutgoingMail.objects.count() == 2


def test_who_corrects_an_answer_asks_again(client: Client) -> None:
    client.post(ADDRESS, answers(telephone="06 12345678"))
    client.post(ADDRESS, answers(telephone="06 12345679"))
    assert Inquiry.objects.count() == 2
