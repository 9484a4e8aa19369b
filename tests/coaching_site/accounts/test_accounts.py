"""Signing in, passwords and the second factor."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.db import IntegrityError
from django.http import HttpRequest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, resolve, reverse
from django.utils import timezone

from coaching_site.accounts.adapter import AccountAdapter
from coaching_site.accounts.models import SignInEvent, WrongTries
from coaching_site.models import UseCount
from coaching_site.outbox.models import OutgoingMail
from tests.factories import PASSWORD, make_user
from tests.password_links import ask_for_link

pytestmark = pytest.mark.django_db
ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}


def sign_in(client: Client, login: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(reverse("account_login"), {"login": login, "password": password}, **extra)


@pytest.mark.parametrize("login", ["noor", "NOOR", "noor@voorbeeld.nl", "Noor@Voorbeeld.NL"])
def test_a_person_signs_in_with_username_or_mail_address(client: Client, login: str) -> None:
    make_user("noor", email="Noor@Voorbeeld.nl")
    assert sign_in(client, login).url == reverse("admin:index")
    assert client.get(reverse("admin:index")).status_code == 200


def test_signing_in_returns_to_the_page_that_was_asked_for(client: Client) -> None:
    make_user("noor", superuser=True)
    asked = reverse("admin:coaching_site_page_changelist")
    first = client.get(asked, follow=True).redirect_chain[-1][0]
    assert first == reverse("account_login", query={"next": asked})
    answer = client.post(
        reverse("account_login"), {"login": "noor", "password": PASSWORD, "next": asked}
    )
    assert answer.url == asked


def test_signing_in_never_leads_to_another_site(client: Client) -> None:
    make_user("noor")
    answer = client.post(
        reverse("account_login"),
        {"login": "noor", "password": PASSWORD, "next": "https://elders.example/"},
    )
    assert answer.url == reverse("admin:index")


def test_no_internet_address_and_no_name_is_stored_by_a_failed_try(client: Client) -> None:
    sign_in(client, "noor", "verkeerd", **ELSEWHERE)
    models = (SignInEvent, WrongTries, UseCount)
    stored = [list(model.objects.values()) for model in models]
    assert [len(rows) for rows in stored] == [1, 1, 2]  # of the source, and of its network
    assert ELSEWHERE["REMOTE_ADDR"] not in str(stored)
    assert "noor" not in str(stored)


def test_no_internet_address_is_stored_when_a_password_is_asked_for_again(client: Client) -> None:
    make_user("noor")
    sign_in(client, "noor", **ELSEWHERE)
    activate_totp(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=30)):
        answer = client.post(reverse("mfa_deactivate_totp"), **ELSEWHERE)
    assert answer.url == reverse(
        "account_reauthenticate", query={"next": reverse("mfa_deactivate_totp")}
    )
    assert ELSEWHERE["REMOTE_ADDR"] not in str(dict(client.session))
    assert Authenticator.objects.filter(type="totp").exists()


def test_an_unknown_login_and_a_wrong_password_get_the_same_answer(client: Client) -> None:
    make_user("noor")
    wrong = sign_in(client, "noor", "verkeerd")
    unknown = sign_in(client, "niemand", "verkeerd")
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_there_is_no_address_to_sign_up() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert not AccountAdapter().is_open_for_signup(HttpRequest())


def test_signing_in_keeps_no_second_list_of_mail_addresses(client: Client) -> None:
    """A changed address in the admin must not leave an old one that still opens the account."""
    user = make_user("noor")
    sign_in(client, "noor@voorbeeld.nl")
    assert EmailAddress.objects.count() == 0
    user.email = "nieuw@voorbeeld.nl"
    user.save()
    assert sign_in(Client(), "noor@voorbeeld.nl").status_code == 200
    assert sign_in(Client(), "nieuw@voorbeeld.nl").status_code == 302


def test_two_accounts_never_share_a_mail_address() -> None:
    make_user("noor", email="noor@voorbeeld.nl")
    with pytest.raises(IntegrityError):
        make_user("ander", email="NOOR@voorbeeld.nl")


def reset_mail(client: Client, address: str) -> Any:
    answer = ask_for_link(client, address)
    assert answer.url == reverse("account_reset_password_done")
    return OutgoingMail.objects.order_by("-pk").first()


def test_a_forgotten_password_is_chosen_again_by_a_mail_from_the_outbox(client: Client) -> None:
    make_user("noor")
    mail = reset_mail(client, "Noor@Voorbeeld.nl")
    assert mail.recipient.lower() == "noor@voorbeeld.nl"
    assert mail.subject == "Praktijk: kies een nieuw wachtwoord"
    link = re.search(rf"{settings.SITE_URL}(/account/password/reset/key/\S+)", mail.text)[1]
    form = client.get(link, follow=True)
    answer = client.post(
        form.redirect_chain[-1][0],
        {"password1": "weer een lang wachtwoord", "password2": "weer een lang wachtwoord"},
    )
    assert answer.url == reverse("account_reset_password_from_key_done")
    assert 'class="button" href="/account/login/"' in client.get(answer.url).content.decode()
    assert sign_in(Client(), "noor", "weer een lang wachtwoord").status_code == 302
    assert "is niet geldig" in client.get(link, follow=True).content.decode()


def test_the_link_in_a_mail_ignores_the_host_that_a_request_claims(client: Client) -> None:
    make_user("noor")
    ask_for_link(client, "noor@voorbeeld.nl", HTTP_HOST="localhost")
    mail = OutgoingMail.objects.get()
    assert f"{settings.SITE_URL}/account/password/reset/key/" in mail.text
    assert "localhost" not in mail.text


def test_nobody_learns_by_a_forgotten_password_who_has_an_account(client: Client) -> None:
    assert reset_mail(client, "onbekend@voorbeeld.nl") is None


def test_a_password_is_changed_in_one_place(client: Client) -> None:
    client.force_login(make_user("noor"))
    answer = client.get(reverse("admin:password_change"))
    assert answer.url == reverse("account_change_password")


def test_an_account_without_access_is_told_so_instead_of_sent_round(client: Client) -> None:
    client.force_login(make_user("buiten", is_staff=False))
    answer = client.get(reverse("admin:index"), follow=True)
    assert answer.status_code == 403
    assert "Dit account heeft geen toegang" in answer.content.decode()


def test_signing_out_of_the_admin_leads_home_without_a_cookie(client: Client) -> None:
    client.force_login(make_user("noor"))
    answer = client.post(reverse("admin:logout"))
    assert answer.url == reverse("home")
    assert client.cookies["sessionid"].value == ""
    assert "messages" not in client.cookies


def activate_totp(client: Client) -> str:
    """Set up the app on the telephone; return its secret."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = totp_code(secret)
    answer = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert answer.url == reverse("mfa_view_recovery_codes")
    return secret


def totp_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_with_a_second_factor_a_password_is_not_enough(client: Client) -> None:
    user = make_user("noor")
    sign_in(client, "noor")
    activate_totp(client)
    assert isinstance(Authenticator.objects.get(user=user, type="totp").wrap(), TOTP)
    other = Client()
    assert sign_in(other, "noor").url == reverse("mfa_authenticate")
    assert other.get(reverse("admin:index")).status_code == 302
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    assert other.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert other.post(reverse("mfa_authenticate"), {"code": codes[0]}).url == reverse("admin:index")


@pytest.mark.django_db(transaction=True)
def test_a_mail_tells_about_a_new_second_factor_without_an_internet_address(
    client: Client,
) -> None:
    make_user("noor")
    sign_in(client, "noor")
    activate_totp(client)
    mail = OutgoingMail.objects.get()
    assert mail.recipient == "noor@voorbeeld.nl"
    assert "127.0.0.1" not in mail.text.replace(settings.SITE_URL, "")
    assert "Er is iets veranderd aan hoe je inlogt" in mail.text


@pytest.mark.parametrize(
    "name", ["account_login", "account_reset_password", "account_reset_password_done"]
)
def test_pages_of_signing_in_are_dutch_and_wear_the_look_of_the_site(
    client: Client, name: str
) -> None:
    page = client.get(reverse(name)).content.decode()
    assert '<div class="sheet">' in page
    assert 'lang="nl"' in page
    assert not re.search(r"\b(Sign|Password|Forgot|Please|your)\b", re.sub(r"<[^>]+>", " ", page))


SIGNED_IN = [
    "account_writing",
    "mfa_index",
    "mfa_list_webauthn",
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
]


@pytest.mark.parametrize("name", SIGNED_IN)
def test_pages_of_an_account_are_dutch_and_lead_back_to_the_admin(
    client: Client, name: str
) -> None:
    client.force_login(make_user("noor"))
    page = client.get(reverse(name)).content.decode()
    assert f'<a href="{reverse("admin:index")}">Naar het beheer</a>' in page
    words = r"\b(Sign|Password|Please|your|security key|authenticator app is|Activate|Add)\b"
    assert not re.search(words, re.sub(r"<[^>]+>", " ", page))


def test_the_addresses_of_allauth_that_are_written_out_are_as_allauth_has_them() -> None:
    parameters = {"account_reset_password_from_key": {"uidb36": "ab", "key": "c-d"}}
    for name in names_in("coaching_site.accounts.urls") - {"account_index"}:
        kwargs = parameters.get(name, {})
        if name in names_in("allauth.account.urls"):
            below = reverse(name, "allauth.account.urls", kwargs=kwargs)
            assert reverse(name, kwargs=kwargs) == f"/account{below}"
            theirs = resolve(below, "allauth.account.urls")
            assert resolve(f"/account{below}").func is theirs.func


def names_in(urls: str) -> set[str]:
    return {name for name in get_resolver(urls).reverse_dict if isinstance(name, str)}
