"""What no browser sends as a passkey is refused like a wrong one, wherever it is sent."""

import hashlib
import json
from base64 import urlsafe_b64encode
from html import unescape
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from coaching_site.accounts.models import User
from coaching_site.accounts.passkeys import MOST_SIGNS
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
REFUSAL = "Deze code klopt niet"


def encoded(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def authenticator_data(flags: bytes, rest: bytes = b"") -> str:
    return encoded(hashlib.sha256(b"testserver").digest() + flags + b"\0\0\0\1" + rest)


CLIENT_DATA = {"type": "webauthn.get", "challenge": "AAAA", "origin": "https://testserver"}


def credential(response: dict[str, str] | None = None, **changed: Any) -> str:
    """Return one that says too little to be right, with what is `changed` in it."""
    usual = {
        "clientDataJSON": encoded(json.dumps(CLIENT_DATA).encode()),
        "authenticatorData": authenticator_data(b"\x05"),
        "signature": "AAAA",
        "userHandle": "MQ",
    }
    whole = {
        "id": "AAAA",
        "rawId": "AAAA",
        "type": "public-key",
        "response": usual | (response or {}),
        "clientExtensionResults": {},
    }
    return json.dumps(whole | changed)


def registration(attested: bytes) -> str:
    """Return what an added passkey says, with `attested` for its CBOR."""
    response = {
        "clientDataJSON": encoded(json.dumps(CLIENT_DATA | {"type": "webauthn.create"}).encode()),
        "attestationObject": encoded(attested),
    }
    return credential(response)


def sign_in(client: Client) -> User:
    noor = make_user("noor")
    client.post(reverse("account_login"), {"login": "noor", "password": PASSWORD})
    return noor


UNREADABLE = {
    "a list too deep and too long": "[" * 100_000,
    "a list too deep": "[" * (MOST_SIGNS - 1),
    "an object too deep": '{"a":' * 20_000,
    "an object as deep as its length allows": '{"a":' * (MOST_SIGNS // 6)
    + "1"
    + "}" * (MOST_SIGNS // 6),
    "a number that counts as nothing": "-0.0",
    "a number too long": "1" * 5_000,
    "extensions that are a number": credential(clientExtensionResults=5),
    "a deep client": credential({"clientDataJSON": encoded(b"[" * 50_000)}),
    "a less deep client": credential({"clientDataJSON": encoded(b"[" * 14_000)}),
    "a client with a long number": credential({"clientDataJSON": encoded(b"1" * 5_000)}),
    "deep data": credential({"authenticatorData": authenticator_data(b"\x85", b"\x81" * 20_000)}),
    "less deep data": credential(
        {"authenticatorData": authenticator_data(b"\x85", b"\x81" * 9_000)}
    ),
    "data cut short": credential({"authenticatorData": authenticator_data(b"\x85", b"\x9a")}),
    "deep attestation": registration(b"\x81" * 9_000),
    "attestation that is a number": registration(b"\x01"),
}
unreadable = pytest.mark.parametrize("sent", UNREADABLE.values(), ids=UNREADABLE.keys())


@unreadable
def test_a_stranger_who_sends_nonsense_comes_back_to_the_form(client: Client, sent: str) -> None:
    make_user("noor")
    client.get(reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"})
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": sent}, follow=True)
    assert answer.redirect_chain == [(reverse("account_login"), 302)]
    assert REFUSAL in answer.content.decode()


@unreadable
def test_nonsense_adds_no_passkey_and_is_not_shown_again(client: Client, sent: str) -> None:
    noor = sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_add_webauthn"))
    answer = client.post(reverse("mfa_add_webauthn"), {"credential": sent})
    assert answer.status_code == 200
    assert REFUSAL in str(answer.context["form"].errors)
    assert sent[:50] not in unescape(answer.content.decode())
    assert not noor.authenticator_set.exists()


@unreadable
def test_nonsense_is_no_proof_of_who_is_signed_in(client: Client, sent: str) -> None:
    noor = sign_in(client)
    Authenticator.objects.create(user=noor, type=Authenticator.Type.WEBAUTHN, data={})
    answer = client.post(reverse("mfa_reauthenticate_webauthn"), {"credential": sent})
    assert (answer.status_code, answer.url) == (302, reverse("account_login"))
