"""Guessing is slow whoever guesses from wherever, and never keeps the owner of an account out."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coaching_site.accounts.models import SignInEvent, User, WrongTries
from coaching_site.accounts.models.wrong_tries import pause_after
from coaching_site.accounts.signing_in.known_devices import COOKIE
from coaching_site.accounts.tasks import forget_sign_ins
from coaching_site.outbox.models import OutgoingMail
from tests.at_once import at_once
from tests.factories import PASSWORD, make_user
from tests.password_links import ask_for_link

pytestmark = pytest.mark.django_db
START = "2026-05-04 10:00:00+02:00"


def sign_in(login: str, password: str, source: int = 1, client: Client | None = None) -> Any:
    return (client or Client()).post(
        reverse("account_login"),
        {"login": login, "password": password},
        REMOTE_ADDR=f"198.51.100.{source}",
    )


def guess(login: str, tries: int, *, sources: int) -> list[Any]:
    return [sign_in(login, f"verkeerd {number}", number % sources) for number in range(tries)]


def looked_at() -> int:
    return SignInEvent.objects.filter(kind=SignInEvent.Kind.REFUSED).count()


@pytest.mark.parametrize("login", ["noor@voorbeeld.nl", "niemand"])
def test_of_sixty_wrong_passwords_from_twenty_sources_ten_are_looked_at(login: str) -> None:
    make_user("noor")
    with time_machine.travel(START, tick=False) as clock:
        answers = guess(login, 60, sources=20)
        assert looked_at() == 10
        assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 50
        assert answers[-1]["Retry-After"] == "30"
        clock.shift(30)
        assert [answer.status_code for answer in guess(login, 5, sources=20)] == [200] + [429] * 4
        assert sign_in(login, "verkeerd", 30)["Retry-After"] == "60"


def test_a_network_of_many_sources_has_thirty_wrong_tries() -> None:
    """Each costs a hash, whoever is named: names of their own would cost as many as are made up."""
    statuses = [
        Client()
        .post(
            reverse("account_login"),
            {"login": f"niemand{number}", "password": "verkeerd"},
            REMOTE_ADDR=f"2001:db8:1:{number}::1",
        )
        .status_code
        for number in range(40)
    ]
    assert statuses == [200] * 30 + [429] * 10


def test_the_pause_grows_to_a_quarter_of_an_hour() -> None:
    pauses = [int(pause_after(number).total_seconds()) for number in (9, *range(10, 17), 1000)]
    assert pauses == [0, 30, 60, 120, 240, 480, 900, 900, 900]


def test_after_an_hour_without_a_try_all_is_forgotten() -> None:
    with time_machine.travel(START, tick=False) as clock:
        guess("noor", 12, sources=12)
        forget_sign_ins(0)
        assert WrongTries.objects.count() == 1
        clock.shift(timedelta(hours=1, seconds=30))
        assert [answer.status_code for answer in guess("noor", 10, sources=10)] == [200] * 10
        clock.shift(timedelta(hours=2))
        forget_sign_ins(0)
        assert WrongTries.objects.count() == 0


def test_capitals_and_look_alikes_of_a_name_are_one_name() -> None:
    make_user("sanne")
    for login in ("sanne", "SANNE", " Sanne ", "\N{LATIN SMALL LETTER LONG S}anne"):
        guess(login, 3, sources=20)
    assert sign_in("sanne", PASSWORD, 30).status_code == 429


def test_who_has_to_wait_reads_when_and_how_to_get_in_now_and_keeps_the_name() -> None:
    make_user("noor")
    with time_machine.travel(START, tick=False):
        guess("noor", 10, sources=10)
        answer = sign_in("noor", PASSWORD, 30)
    page = answer.content.decode()
    assert answer.status_code == 429
    assert "Probeer het over 30 seconden opnieuw." in page
    assert f'href="{reverse("account_reset_password")}"' in page
    assert 'id="passkey_login"' in page
    assert 'value="noor"' in page
    assert PASSWORD not in page


def test_words_and_pauses_are_the_same_for_a_name_that_nobody_has() -> None:
    make_user("noor")
    with time_machine.travel(START, tick=False):
        guess("noor", 10, sources=10)
        guess("niemand", 10, sources=10)
        known, unknown = sign_in("noor", "x", 30), sign_in("niemand", "x", 31)
    assert known["Retry-After"] == unknown["Retry-After"] == "30"
    assert known.context["form"].errors == unknown.context["form"].errors


def test_on_a_device_that_she_signed_in_on_the_owner_never_waits_for_a_stranger() -> None:
    make_user("noor")
    own = Client()
    sign_in("noor", PASSWORD, client=own)
    own.post(reverse("account_logout"))
    guess("noor", 12, sources=12)
    assert sign_in("noor", PASSWORD, 30).status_code == 429
    for login in ("noor", "noor@voorbeeld.nl"):
        assert sign_in(login, PASSWORD, client=own).url == reverse("admin:index")
        own.post(reverse("account_logout"))


def test_a_stranger_at_the_same_address_does_not_use_up_the_tries_of_a_known_device() -> None:
    make_user("noor")
    own = Client()
    sign_in("noor", PASSWORD, client=own)
    own.post(reverse("account_logout"))
    guess("niemand", 12, sources=1)
    guess("noor", 12, sources=1)
    assert sign_in("noor", PASSWORD, 0, client=own).url == reverse("admin:index")


def test_a_known_device_is_counted_by_itself_and_pauses_nobody_else() -> None:
    make_user("noor")
    own = Client()
    with time_machine.travel(START, tick=False):
        sign_in("noor", PASSWORD, client=own)
        own.post(reverse("account_logout"))
        answers = [sign_in("noor", "verkeerd", number, own) for number in range(12)]
        assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 2
        assert answers[-1]["Retry-After"] == "30"
        assert sign_in("noor", PASSWORD).status_code == 302


def test_a_device_is_known_to_the_account_it_was_signed_in_to_and_no_other() -> None:
    make_user("noor")
    make_user("sam")
    device = Client()
    sign_in("noor", PASSWORD, client=device)
    device.post(reverse("account_logout"))
    guess("sam", 10, sources=10)
    assert sign_in("sam", PASSWORD, 30, device).status_code == 429


def test_the_cookie_of_a_device_names_nobody_and_goes_to_the_account_pages_alone() -> None:
    user = make_user("noor")
    client = Client()
    sign_in("noor", PASSWORD, client=client)
    cookie = client.cookies[COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/account/", True, "Lax")
    assert not re.search(rf"noor|\b{user.pk}\b", cookie.value)


def test_a_forged_cookie_makes_no_device_known() -> None:
    make_user("noor")
    own, forger = Client(), Client()
    sign_in("noor", PASSWORD, client=own)
    device, _colon, signature = own.cookies[COOKIE].value.partition(":")
    forger.cookies[COOKIE] = f"{device}x:{signature}"
    guess("noor", 10, sources=10)
    assert sign_in("noor", PASSWORD, 30, forger).status_code == 429


def test_another_password_makes_strangers_of_all_other_devices() -> None:
    user = make_user("noor")
    other, own = Client(), Client()
    sign_in("noor", PASSWORD, client=other)
    sign_in("noor", PASSWORD, client=own)
    new = "iets heel anders dan eerst"
    changed = own.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert changed.status_code == 302
    user.refresh_from_db()
    guess("noor", 10, sources=10)
    other.post(reverse("account_logout"))
    own.post(reverse("account_logout"))
    assert sign_in("noor", new, 30, other).status_code == 429
    assert sign_in("noor", new, 31, own).status_code == 302


def test_by_a_new_password_from_a_mail_the_owner_gets_in_while_strangers_go_on() -> None:
    make_user("noor")
    guess("noor", 12, sources=12)
    client = Client()
    ask_for_link(client, "noor@voorbeeld.nl")
    link = re.search(r"http\S+(/account/password/reset/key/\S+)", OutgoingMail.objects.get().text)
    form = client.get(link[1], follow=True).redirect_chain[-1][0]
    new = "iets heel anders dan eerst"
    client.post(form, {"password1": new, "password2": new})
    guess("noor", 2, sources=2)
    assert sign_in("noor", new, 30, client).url == reverse("admin:index")


def test_a_right_password_makes_nobody_wait() -> None:
    make_user("noor")
    for _time in range(15):
        assert sign_in("noor", PASSWORD).status_code == 302
    guess("noor", 9, sources=9)
    assert sign_in("noor", PASSWORD, 30).status_code == 302
    assert sign_in("noor", PASSWORD, 31).status_code == 302


def test_a_source_waits_and_no_other() -> None:
    make_user("noor")
    with time_machine.travel(START, tick=False) as clock:
        for number in range(10):
            sign_in(f"niemand{number}", "verkeerd")
        clock.shift(10)
        answer = sign_in("noor", PASSWORD)
        assert (answer.status_code, answer["Retry-After"]) == (429, "290")
        assert "over 5 minuten" in answer.content.decode()
        assert sign_in("noor", PASSWORD, 2).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_twelve_tries_at_the_very_same_moment_ten_are_looked_at() -> None:
    waits = at_once(lambda _guesser: WrongTries.objects.take_turn("noor"), range(12))

    assert waits.count(None) == 10


def with_second_factor(username: str) -> tuple[User, list[str]]:
    """Make an account with an app and recovery codes; return it and the codes."""
    user = make_user(username)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    return user, RecoveryCodes.activate(user).get_unused_codes()


def type_code(client: Client, code: str, source: int = 1) -> Any:
    return client.post(
        reverse("mfa_authenticate"), {"code": code}, REMOTE_ADDR=f"198.51.100.{source}"
    )


def test_wrong_codes_are_counted_for_the_account_from_all_sources() -> None:
    _user, codes = with_second_factor("noor")
    with time_machine.travel(START, tick=False) as clock:
        answers = []
        for number in range(12):
            thief = Client()
            sign_in("noor", PASSWORD, number, thief)
            answers.append(type_code(thief, "000000", number))
        assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 2
        assert answers[-1]["Retry-After"] == "30"
        assert "over 30 seconden" in answers[-1].content.decode()
        assert type_code(thief, codes[0], 12).status_code == 429
        clock.shift(30)
        assert type_code(thief, codes[0], 12).url == reverse("admin:index")


def test_a_known_device_gives_its_code_while_strangers_guess() -> None:
    _user, codes = with_second_factor("noor")
    own = Client()
    sign_in("noor", PASSWORD, client=own)
    assert type_code(own, codes[0]).status_code == 302
    own.post(reverse("account_logout"))
    for number in range(10):
        thief = Client()
        sign_in("noor", PASSWORD, 40 + number, thief)
        type_code(thief, "000000", 40 + number)
    sign_in("noor", PASSWORD, client=own)
    assert type_code(own, codes[1]).url == reverse("admin:index")


def test_the_password_alone_makes_no_device_known() -> None:
    with_second_factor("noor")
    client = Client()
    assert sign_in("noor", PASSWORD, client=client).url == reverse("mfa_authenticate")
    assert COOKIE not in client.cookies


def test_who_is_signed_in_and_guesses_the_password_again_has_to_wait_too() -> None:
    user = make_user("noor")
    client = Client()
    client.force_login(user)
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        answers = [
            client.post(reverse("account_reauthenticate"), {"password": f"verkeerd {number}"})
            for number in range(12)
        ]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 2
    assert not Authenticator.objects.exists()
