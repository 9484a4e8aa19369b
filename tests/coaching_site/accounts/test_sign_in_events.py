"""What happens at the door leaves a line in the log and in the admin, which names nobody."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coaching_site.accounts.models import SignInEvent, User
from coaching_site.accounts.tasks import forget_sign_ins
from coaching_site.outbox.models import OutgoingMail
from coaching_site.site.starting_rows import EDITORS
from tests.factories import PASSWORD, make_user
from tests.password_links import ask_for_link
from tests.second_factors import make_second_factor, remove_second_factor

pytestmark = pytest.mark.django_db
NEW = "iets heel anders dan eerst"


@pytest.fixture(autouse=True)
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, logger="coaching_site.accounts")
    return caplog


def lines(log: pytest.LogCaptureFixture) -> list[str]:
    return [
        record.getMessage() for record in log.records if record.name.startswith("coaching_site")
    ]


def told() -> list[tuple[str, str, int | None]]:
    """Return what was remembered, the oldest first."""
    events = SignInEvent.objects.order_by("pk")
    return [(event.kind, event.how, event.account_id) for event in events]


def sign_in(
    client: Client, login: str, password: str = PASSWORD, source: str = "198.51.100.7"
) -> Any:
    return client.post(
        reverse("account_login"),
        {"login": login, "password": password},
        REMOTE_ADDR=source,
    )


def test_a_line_says_what_happened_to_which_account_from_where_and_names_nobody(
    client: Client, log: pytest.LogCaptureFixture
) -> None:
    noor = make_user("noor")
    sign_in(client, "noor", "verkeerd geraden")
    sign_in(client, "noor@voorbeeld.nl", "verkeerd geraden")
    sign_in(client, "niemand", "verkeerd geraden")
    sign_in(client, "noor")
    source = SignInEvent.objects.first().source
    assert re.fullmatch("[0-9a-f]{32}", source)
    assert lines(log) == [
        f"refused by password, account {noor.pk}, source {source}",
        f"refused by password, account {noor.pk}, source {source}",
        f"refused by password, account -, source {source}",
        f"signed_in by password, account {noor.pk}, source {source}",
    ]
    kept = str(list(SignInEvent.objects.values()))
    for secret in ("noor", "niemand", "voorbeeld.nl", "geraden", "198.51", PASSWORD):
        assert secret not in log.text.replace("/account/", "") + kept


def test_every_refused_blocked_and_successful_sign_in_is_remembered(client: Client) -> None:
    noor = make_user("noor")
    for _time in range(12):
        sign_in(client, "noor", "verkeerd")
    assert (
        told() == [("refused", "password", noor.pk)] * 10 + [("blocked", "password", noor.pk)] * 2
    )


def test_a_flood_leaves_a_line_each_and_ten_rows_an_hour(
    client: Client, log: pytest.LogCaptureFixture
) -> None:
    with time_machine.travel("2026-05-04 10:00:00+02:00", tick=False):
        for _time in range(30):
            sign_in(client, "noor", "verkeerd")
    assert sum(line.startswith("blocked") for line in lines(log)) == 20
    assert SignInEvent.objects.filter(kind="blocked").count() == 10


def test_a_flood_from_many_sources_of_one_network_leaves_no_more(client: Client) -> None:
    for number in range(30):
        sign_in(client, "noor", "verkeerd", f"2001:db8:1:{number}::1")
    assert SignInEvent.objects.filter(kind="blocked").count() == 10


def test_the_second_factor_is_told_of_when_it_is_refused_and_when_it_is_right(
    client: Client,
) -> None:
    noor = make_user("noor")
    TOTP.activate(noor, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(noor).get_unused_codes()
    sign_in(client, "noor")
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert told() == [("refused", "totp", noor.pk)]
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert told()[1:] == [("signed_in", "recovery_codes", noor.pk)]


def test_a_passkey_that_is_refused_is_told_of(client: Client) -> None:
    noor = make_user("noor")
    credential = {
        "id": "AAAA",
        "rawId": "AAAA",
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {
            "clientDataJSON": "e30",
            "authenticatorData": "A" * 60,
            "signature": "AAAA",
            "userHandle": "AAAA",
        },
    }
    client.post(reverse("mfa_login_webauthn"), {"credential": str(credential).replace("'", '"')})
    assert told() == [("refused", "webauthn", None)]
    assert noor.last_login is None


def test_a_new_password_and_a_changed_second_factor_are_told_of(client: Client) -> None:
    noor = make_user("noor")
    ask_for_link(client, "noor@voorbeeld.nl")
    link = re.search(r"http\S+(/account/password/reset/key/\S+)", OutgoingMail.objects.get().text)
    form = client.get(link[1], follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": NEW, "password2": NEW})
    sign_in(client, "noor", NEW)
    client.post(
        reverse("account_change_password"),
        {"oldpassword": NEW, "password1": PASSWORD, "password2": PASSWORD},
    )
    assert told() == [
        ("password_chosen", "mail", noor.pk),
        ("signed_in", "password", noor.pk),
        ("password_chosen", "password", noor.pk),
    ]


def test_a_second_factor_taken_away_in_the_admin_is_told_of_with_its_account(
    client: Client,
) -> None:
    noor = make_user("noor")
    make_second_factor(noor)
    remove_second_factor(client, noor)
    assert told()[-1] == ("factor_removed", "admin", noor.pk)


def test_the_log_is_read_newest_first_and_by_kind_and_account_and_changed_by_nobody(
    client: Client,
) -> None:
    noor, coach = make_user("noor"), make_user("coach", superuser=True)
    sign_in(Client(), "noor", "verkeerd")
    sign_in(Client(), "noor")
    sign_in(Client(), "niemand", "verkeerd")
    client.force_login(coach)
    SignInEvent.objects.filter(account=coach).delete()
    address = reverse("admin:accounts_signinevent_changelist")

    def shown(query: str = "") -> list[tuple[str, int | None]]:
        rows = client.get(f"{address}?{query}").context["cl"].result_list
        return [(row.kind, row.account_id) for row in rows]

    assert shown() == [("refused", None), ("signed_in", noor.pk), ("refused", noor.pk)]
    assert shown("kind__exact=refused") == [("refused", None), ("refused", noor.pk)]
    page = client.get(reverse("admin:accounts_user_change", args=[noor.pk])).content.decode()
    link = re.search(r'href="([^"]+)">Wat er in de laatste negentig dagen gebeurde', page)[1]
    assert shown(link.partition("?")[2]) == [("signed_in", noor.pk), ("refused", noor.pk)]
    event = SignInEvent.objects.first()
    row = reverse("admin:accounts_signinevent_change", args=[event.pk])
    assert client.get(row).status_code == 200
    assert client.post(row, {"kind": "signed_in"}).status_code == 403
    assert client.post(row.replace("change", "delete"), {"post": "yes"}).status_code == 403


def test_who_may_not_see_accounts_does_not_see_who_signed_in(client: Client) -> None:
    editor = make_user("redacteur")
    editor.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(editor)
    assert client.get(reverse("admin:accounts_signinevent_changelist")).status_code == 403


def test_what_happened_outlives_its_account_and_is_forgotten_after_ninety_days() -> None:
    make_user("noor")
    sign_in(Client(), "noor")
    User.objects.all().delete()
    assert told() == [("signed_in", "password", None)]
    with time_machine.travel(timezone.now() + timedelta(days=89, hours=23)):
        forget_sign_ins(0)
        assert SignInEvent.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=90, minutes=1)):
        forget_sign_ins(0)
        assert SignInEvent.objects.count() == 0
