"""Many requests at once: one source is stopped with every word kept, others go on."""

from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from lxml import html

from coaching_site.outbox.models import OutgoingMail
from contact.models import Inquiry
from tests.contact.inquiry_form import ADDRESS, answers

pytestmark = pytest.mark.django_db


def ask(source: str, number: int, **changes: Any) -> HttpResponse:
    words = {"text": f"Vraag {number}.", "email": f"vrager{number}@voorbeeld.nl"} | changes
    return Client(REMOTE_ADDR=source).post(ADDRESS, answers(**words))


def test_a_flood_of_requests_is_stopped_with_every_word_kept() -> None:
    with time_machine.travel("2026-05-04 10:00:00+02:00", tick=False) as clock:
        statuses = [ask("192.0.2.1", number).status_code for number in range(8)]
        assert statuses == [302] * 5 + [429] * 3

        refused = ask("192.0.2.1", 99, name="Sanne Verzonnen", school="De Regenboogvis")

        assert refused["Retry-After"] == "60"
        page = refused.content.decode()
        assert "verstuur hem over een minuut opnieuw" in page
        for words in ("Vraag 99.", "vrager99@voorbeeld.nl", "Sanne Verzonnen", "De Regenboogvis"):
            assert words in page
        assert ask("198.51.100.7", 100).status_code == 302
        clock.shift(61)
        assert ask("192.0.2.1", 99).status_code == 302


def test_one_address_asks_six_times_an_hour_from_whatever_source() -> None:
    asked = [
        ask(f"192.0.2.{number}", number, email="sanne@voorbeeld.nl").status_code
        for number in range(7)
    ]
    assert asked == [302] * 6 + [429]
    assert Inquiry.objects.count() == 6
    assert OutgoingMail.objects.filter(recipient="sanne@voorbeeld.nl").count() == 2


def test_thanks_promise_no_mail_that_is_held_back_and_tell_nobody_which_address_got_some() -> None:
    thanks = [
        html.fromstring(Client().get(ask("192.0.2.1", number, email=email)["Location"]).content)
        for number, email in enumerate(["sanne@voorbeeld.nl"] * 3 + ["noor@voorbeeld.nl"])
    ]
    assert OutgoingMail.objects.filter(recipient="sanne@voorbeeld.nl").count() == 2
    said = [" ".join(page.xpath("//main//li")[0].text_content().split()) for page in thanks]
    assert len(set(said)) == 1
    assert said[0].endswith("tenzij er het afgelopen uur al meer dan één naar je adres ging.")
