"""Mails with a link to a new password: few, short-lived, and the same page for everybody."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from coaching_site.accounts.models import User
from coaching_site.accounts.passwords.links import LINK_JOB
from coaching_site.accounts.tasks import mail_password_link
from coaching_site.outbox.models import OutgoingMail
from tests.factories import make_user
from tests.password_links import ask_for_link

pytestmark = pytest.mark.django_db
START = "2026-05-04 10:00:00+02:00"
NEW = "iets heel anders dan eerst"
SENT = reverse("account_reset_password_done")


def ask(address: str, source: int = 1) -> Any:
    return ask_for_link(Client(), address, REMOTE_ADDR=f"198.51.100.{source}")


def link() -> str:
    text = OutgoingMail.objects.latest("pk").text
    return re.search(r"http\S+(/account/password/reset/key/\S+)", text)[1]


def is_open(address: str) -> bool:
    return 'name="password1"' in Client().get(address, follow=True).content.decode()


def test_an_account_gets_four_mails_an_hour_and_the_page_says_the_same_after_that() -> None:
    make_user("noor")
    make_user("sam")
    with time_machine.travel(START, tick=False) as clock:
        answers = [ask("Noor@voorbeeld.nl", number) for number in range(7)]
        answers += [ask("niemand@voorbeeld.nl", number) for number in range(7)]
        assert {(answer.status_code, answer.url) for answer in answers} == {(302, SENT)}
        assert OutgoingMail.objects.count() == 4
        ask("sam@voorbeeld.nl")
        assert OutgoingMail.objects.count() == 5
        clock.shift(timedelta(hours=1))
        ask("noor@voorbeeld.nl")
        assert OutgoingMail.objects.count() == 6


def test_a_known_address_costs_the_site_as_much_as_an_unknown_one() -> None:
    noor = make_user("noor")
    make_user("weg", is_active=False)
    address = reverse("account_reset_password")
    Client().post(address, {"email": "eerst@voorbeeld.nl"})
    asked = []
    for name in ["noor", "niemand", "weg"]:
        with CaptureQueriesContext(connection) as queries:
            Client().post(address, {"email": f"{name}@voorbeeld.nl"})
        asked.append([query["sql"].split()[0] for query in queries])
    assert asked[0] == asked[1] == asked[2]
    jobs = ProcrastinateJob.objects.filter(task_name=LINK_JOB).order_by("pk")
    numbers = [job.args for job in jobs][1:]
    assert numbers == [{"account_id": noor.pk}, {"account_id": 0}, {"account_id": 0}]
    assert not OutgoingMail.objects.exists()


def test_who_lost_the_account_before_the_mail_was_made_gets_none() -> None:
    noor = make_user("noor", is_active=False)
    mail_password_link(noor.pk)
    assert not OutgoingMail.objects.exists()


def test_a_source_that_asks_too_often_hears_when_it_may_again_and_keeps_what_it_typed() -> None:
    make_user("noor")
    with time_machine.travel(START, tick=False):
        for number in range(10):
            assert ask(f"niemand{number}@voorbeeld.nl").url == SENT
        refused = ask("noor@voorbeeld.nl")
        assert (refused.status_code, refused["Retry-After"]) == (429, "3600")
        page = refused.content.decode()
        assert "Probeer het over 60 minuten opnieuw." in page
        assert 'value="noor@voorbeeld.nl"' in page
        assert not OutgoingMail.objects.exists()
        assert ask("noor@voorbeeld.nl", 2).url == SENT


def test_a_link_for_a_forgotten_password_opens_the_form_for_a_day() -> None:
    make_user("noor")
    with time_machine.travel(START, tick=False) as clock:
        ask("noor@voorbeeld.nl")
        assert "binnen 24 uur" in OutgoingMail.objects.get().text
        clock.shift(timedelta(hours=24))
        assert is_open(link())
        clock.shift(1)
        assert not is_open(link())


def test_a_form_that_stood_open_past_its_day_changes_nothing() -> None:
    make_user("noor")
    with time_machine.travel(START, tick=False) as clock:
        ask("noor@voorbeeld.nl")
        client = Client()
        form = client.get(link(), follow=True).redirect_chain[-1][0]
        clock.shift(timedelta(hours=24, seconds=1))
        client.post(form, {"password1": NEW, "password2": NEW})
    assert not User.objects.get().check_password(NEW)


def test_an_invitation_opens_the_form_for_three_days_and_not_longer() -> None:
    User.objects.create_user("nieuw", email="nieuw@voorbeeld.nl")
    with time_machine.travel(START, tick=False) as clock:
        ask("nieuw@voorbeeld.nl")
        assert "binnen drie dagen" in OutgoingMail.objects.get().text
        clock.shift(timedelta(days=3))
        assert is_open(link())
        clock.shift(1)
        assert not is_open(link())


def test_the_admin_says_when_an_account_had_its_mails(client: Client) -> None:
    noor = make_user("noor")
    client.force_login(make_user("coach", superuser=True))
    action = {"action": "send_password_mail", "_selected_action": [noor.pk]}
    for _time in range(4):
        page = client.post(reverse("admin:accounts_user_changelist"), action, follow=True)
        assert "Noor krijgt een mail" in page.content.decode()
    page = client.post(reverse("admin:accounts_user_changelist"), action, follow=True)
    assert "de link in de laatste werkt nog" in page.content.decode()
    assert OutgoingMail.objects.count() == 4


def test_no_page_of_an_account_is_kept_or_tells_another_site_where_somebody_was() -> None:
    user = make_user("noor")
    ask("noor@voorbeeld.nl")
    client = Client()
    form = client.get(link(), follow=True).redirect_chain[-1][0]
    addresses = [link(), form, "/account/bestaat-niet/", SENT]
    addresses += map(reverse, ["account_login", "account_reset_password", "account_index"])
    answers = [client.get(address) for address in addresses]
    answers.append(client.post(form, {"password1": "kort", "password2": "kort"}))
    client.force_login(user)
    names = ["mfa_index", "account_change_password", "account_reauthenticate", "account_logout"]
    answers += [client.get(reverse(name)) for name in names]
    for answer in answers:
        assert "no-store" in answer["Cache-Control"], answer.request["PATH_INFO"]
        assert answer["Referrer-Policy"] == "same-origin"


def test_who_changes_a_password_too_often_reads_in_the_site_when_to_try_again(
    client: Client,
) -> None:
    client.force_login(make_user("sanne"))
    sent = {"oldpassword": "fout", "password1": "iets anders 9", "password2": "iets anders 9"}
    for _time in range(6):
        answer = client.post(reverse("account_change_password"), sent)

    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "over een minuut" in answer.content.decode()
