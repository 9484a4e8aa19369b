"""Which long passwords are refused because they are guessed at once, and in which words."""

import re
from unittest.mock import patch

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from coaching_site.accounts.models import User
from coaching_site.accounts.passwords.validators import KeyboardRunValidator
from coaching_site.outbox.models import OutgoingMail
from tests.factories import PASSWORD, make_user
from tests.password_links import ask_for_link

REPEATS = "Dit wachtwoord herhaalt dezelfde paar tekens of hetzelfde woord. Gebruik er meer."
RUN = "Dit wachtwoord volgt het alfabet, de cijfers of de toetsen van een toetsenbord."
LONG = "Dit wachtwoord is te lang. Het mag uit hoogstens 1.000 tekens bestaan."
NAME = "Dit wachtwoord is weinig meer dan je eigen naam."
COMMON = "Dit wachtwoord bestaat uit woorden die iedereen bedenkt. Voeg er iets eigens aan toe."


def refusals(password: str) -> list[str]:
    noor = User(
        username="noor", first_name="Noor", last_name="de Wit", email="noor.dewit@praktijk.nl"
    )
    with override("nl"):
        try:
            validate_password(password, noor)
        except ValidationError as refused:
            return [str(message) for message in refused.messages]
    return []


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("aaaaaaaaaaaa", REPEATS),
        ("abababababab", REPEATS),
        ("abcabcabcabc", REPEATS),
        ("112211221122", REPEATS),
        ("olifantolifant", REPEATS),
        ("Kip!Kip!Kip!", REPEATS),
        ("qwertyuiop12", RUN),
        ("abcdefghijkl", RUN),
        ("123456789012", RUN),
        ("0987654321098", RUN),
        ("poiuytrewq99", RUN),
        ("azertyuiop2026", RUN),
        ("1qaz2wsx3edc4", RUN),
        ("asdfghjkl!@#", RUN),
        ("abcd1234efgh!", RUN),
        ("noornoornoor", NAME),
        ("NoorNoor2026!", NAME),
        ("noor-de-wit-1985", NAME),
        ("dewitpraktijk1", NAME),
        ("welkom123456", COMMON),
        ("Wachtwoord2026!", COMMON),
        ("zomervakantie26", COMMON),
        ("schooljaar2026", COMMON),
        ("juffrouw-klas-7", COMMON),
        ("password123456", COMMON),
        ("Summer-School-26", COMMON),
    ],
)
def test_a_long_password_that_is_guessed_at_once_is_refused_with_the_reason(
    password: str, words: str
) -> None:
    assert words in refusals(password)


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "mijn eigen lange zin",
        "trommel kade vlieger mosterd",
        "zomer school hond fiets strand",
        "Vk8#tQ2!mZp4x",
        "8391#x!72^6_04?5",
        "noor eet graag mosterdsoep",
        "qwerty is geen zin van mij",
        "de abc-winkel sluit om zes",
        "ΣΣ een Griekse letter Σ",
        "пароль для учительницы",
    ],
)
def test_a_sentence_of_ones_own_is_taken(password: str) -> None:
    assert refusals(password) == []


def test_a_password_has_at_most_a_thousand_signs() -> None:
    words = "trommel kade vlieger mosterd "
    assert refusals((words * 40)[:1000]) == []
    assert refusals((words * 40)[:1001]) == [LONG]


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["account_change_password", "link in a mail"])
def test_where_a_password_is_chosen_a_longer_one_is_refused_before_any_rule_reads_it(
    client: Client, way: str
) -> None:
    """Some rules take seconds for a million signs."""
    noor = make_user("noor")
    address = _address_in_mail(client, noor) if way == "link in a mail" else reverse(way)
    if way != "link in a mail":
        client.force_login(noor)
    long = "trommel kade vlieger " * 50_000
    with patch.object(KeyboardRunValidator, "validate", side_effect=AssertionError):
        answer = client.post(
            address, {"oldpassword": PASSWORD, "password1": long, "password2": long}
        )
    assert LONG in answer.content.decode()
    assert User.objects.get().check_password(PASSWORD)


def _address_in_mail(client: Client, user: User) -> str:
    """Open the link as its owner does; the form behind it has an address of its own."""
    ask_for_link(client, user.email)
    link = re.search(r"/account/password/reset/key/\S+", OutgoingMail.objects.get().text)
    assert link
    return str(client.get(link[0]).headers["Location"])


@pytest.mark.django_db
def test_the_form_for_another_password_says_why_it_is_refused(client: Client) -> None:
    client.force_login(make_user("noor"))
    weak = "noornoornoor"
    answer = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": weak, "password2": weak},
    )
    assert NAME in answer.content.decode()
    assert User.objects.get().check_password(PASSWORD)
