"""What checking a password costs: the same whoever is named, so that time tells nothing."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from coaching_site.accounts.models import SignInEvent, User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def hashes() -> Iterator[list[str]]:
    """Collect the passwords that are hashed, by the hasher that all tests use."""
    seen: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(hasher: MD5PasswordHasher, password: str, salt: str) -> str:
        seen.append(password)
        return encode(hasher, password, salt)

    with patch.object(MD5PasswordHasher, "encode", counted):
        yield seen


def errors_of(answer: HttpResponse) -> dict[str, Any]:
    errors: dict[str, Any] = answer.context["form"].errors
    return errors


@pytest.mark.parametrize(
    "login",
    [
        "noor",
        "NOOR",
        "noor@voorbeeld.nl",
        "Noor@Voorbeeld.nl",
        "niemand",
        "niemand@voorbeeld.nl",
        "weg",
        "weg@voorbeeld.nl",
        "nieuw",
        "nieuw@voorbeeld.nl",
        "mail@voorbeeld.nl",
    ],
)
def test_a_wrong_password_is_hashed_once_whoever_is_named(
    client: Client, hashes: list[str], login: str
) -> None:
    make_user("noor")
    make_user("weg", is_active=False)
    make_user("mail@voorbeeld.nl", email="mail@voorbeeld.nl")
    User.objects.create_user("nieuw", email="nieuw@voorbeeld.nl")  # invited, without a password
    hashes.clear()
    answer = client.post(reverse("account_login"), {"login": login, "password": "verkeerd"})
    assert "Dit klopt niet" in answer.content.decode()
    assert len(hashes) == 1


@pytest.mark.parametrize("login", ["noor", "niemand"])
def test_a_password_that_nobody_can_have_is_refused_like_a_wrong_one_and_never_hashed(
    client: Client, hashes: list[str], login: str
) -> None:
    make_user("noor")
    hashes.clear()
    address = reverse("account_login")
    wrong, long = (
        client.post(address, {"login": login, "password": password})
        for password in ("verkeerd", "a" * 1001)
    )
    assert (long.status_code, "Dit klopt niet" in long.content.decode()) == (200, True)
    assert errors_of(long) == errors_of(wrong)
    assert hashes == ["verkeerd"]
    assert SignInEvent.objects.filter(kind="refused").count() == 2


def test_who_is_asked_for_the_password_again_meets_the_same_limit(
    client: Client, hashes: list[str]
) -> None:
    client.force_login(make_user("noor"))
    hashes.clear()
    client.post(reverse("account_reauthenticate"), {"password": "a" * 1001})
    assert hashes == []


@pytest.mark.parametrize("login", ["noor", "noor@voorbeeld.nl"])
def test_a_right_password_is_hashed_once(client: Client, hashes: list[str], login: str) -> None:
    make_user("noor")
    hashes.clear()
    answer = client.post(reverse("account_login"), {"login": login, "password": PASSWORD})
    assert answer.url == reverse("admin:index")
    assert hashes == [PASSWORD]


def test_a_closed_account_is_refused_in_the_words_for_a_wrong_password(client: Client) -> None:
    make_user("weg", is_active=False)
    answer = client.post(reverse("account_login"), {"login": "weg", "password": PASSWORD})
    assert "Dit klopt niet" in answer.content.decode()


def test_an_account_is_found_whose_name_holds_capitals(client: Client) -> None:
    make_user("Noor", email="noor@voorbeeld.nl")
    for login in ("Noor", "noor", "NOOR"):
        answer = Client().post(reverse("account_login"), {"login": login, "password": PASSWORD})
        assert answer.url == reverse("admin:index")
