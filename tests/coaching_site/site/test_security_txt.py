"""Who finds a hole in the site is told whom to tell, by the rules of RFC 9116."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

ADDRESS = "/.well-known/security.txt"


@time_machine.travel(datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
def test_it_names_the_form_of_the_site_in_plain_text(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://www.praktijk.example"
    answer = client.get(ADDRESS, headers={"host": "localhost"})
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == (
        "Contact: https://www.praktijk.example/contact/\n"
        "Expires: 2027-06-29T00:00:00Z\n"
        "Preferred-Languages: nl, en\n"
        "Canonical: https://www.praktijk.example/.well-known/security.txt\n"
    )


@pytest.mark.parametrize("years", [0, 1, 10])
def test_it_never_expires_and_never_promises_more_than_a_year(client: Client, years: int) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=365 * years)):
        lines = client.get(ADDRESS).content.decode().splitlines()
        said = next(line for line in lines if line.startswith("Expires: "))
        expires = datetime.fromisoformat(said.removeprefix("Expires: "))
        assert timedelta(days=30) < expires - timezone.now() < timedelta(days=365)


@pytest.mark.django_db
def test_it_leads_to_a_form_that_is_there(client: Client) -> None:
    contact = client.get(ADDRESS).content.decode().splitlines()[0]
    assert client.get(contact.removeprefix("Contact: http://127.0.0.1:8000")).status_code == 200


def test_it_can_only_be_read(client: Client) -> None:
    assert client.post(ADDRESS).status_code == 405
