"""A stored mail is sent once, tried again when that can help, and forgotten afterwards."""

import smtplib
import ssl
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail as django_mail
from django.db import OperationalError
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job
from pytest_django import Settings

from coaching_site.outbox.models import MailState, OutgoingMail
from coaching_site.outbox.sending import Refusal, read_refusal
from coaching_site.outbox.tasks import TryLaterError, WaitLonger, erase_old_mail, send_mail
from tests.at_once import at_once
from tests.factories import make_mail
from tests.smtp_server import SmtpServer

ADDRESS = "lezer@voorbeeld.nl"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_a_mail_is_sent_as_it_was_written(settings: Settings) -> None:
    mail = make_mail(
        subject="Je reactie – bedankt",
        text="Dag,\n\nTot gauw.\n",
        html="<p>Dag</p>",
        headers={"reply-to": "coach@voorbeeld.nl"},
        created_at=NOON,
    )
    with SmtpServer() as server:
        settings.MAILERS = settings.MAILERS | {"smtp": server.mailer}
        send_mail(mail_id=mail.pk)

    [received] = server.received
    message = received.message
    assert (received.recipient, received.message_id) == (ADDRESS, mail.message_id)
    assert message["Subject"] == "Je reactie – bedankt"
    assert (message["To"], message["Reply-To"]) == (ADDRESS, "coach@voorbeeld.nl")
    assert message["Date"].datetime == NOON
    text, html = message.iter_parts()
    assert text.get_content().splitlines() == ["Dag,", "", "Tot gauw."]
    assert html.get_content().strip() == "<p>Dag</p>"


@pytest.mark.django_db
def test_the_text_of_a_sent_mail_is_erased() -> None:
    mail = make_mail(html="<p>Dag</p>", headers={"reply-to": "coach@voorbeeld.nl"})

    send_mail(mail_id=mail.pk)

    mail.refresh_from_db()
    assert (mail.text, mail.html, mail.headers) == ("", "", {})
    assert (mail.state, mail.attempts) == (MailState.SENT, 1)
    assert mail.sent_at is not None


@pytest.mark.django_db
def test_the_demo_keeps_the_text_of_a_sent_mail(settings: Settings) -> None:
    settings.OUTBOX_KEEP_TEXTS = True
    mail = make_mail(text="Dag.")

    send_mail(mail_id=mail.pk)

    mail.refresh_from_db()
    assert (mail.text, mail.state) == ("Dag.", MailState.SENT)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [MailState.SENT, MailState.FAILED])
def test_a_job_that_runs_twice_sends_nothing_more(state: str) -> None:
    mail = make_mail(state=state)

    send_mail(mail_id=mail.pk)

    assert django_mail.outbox == []


@pytest.mark.django_db
def test_an_erased_mail_is_not_sent() -> None:
    mail = make_mail()
    number = mail.pk
    mail.delete()

    send_mail(mail_id=number)

    assert django_mail.outbox == []


@pytest.mark.django_db
def test_the_waits_between_attempts_are_1_5_and_30_minutes_and_2_and_12_hours(
    settings: Settings,
) -> None:
    settings.MAILERS = settings.MAILERS | {"smtp": unreachable_mailer()}
    mail = make_mail()
    minutes = []
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(5):
            with pytest.raises(TryLaterError) as caught:
                send_mail(mail_id=mail.pk)
            mail.refresh_from_db()
            assert caught.value.at == mail.next_attempt_at
            minutes.append((caught.value.at - timezone.now()) / timedelta(minutes=1))
            clock.move_to(caught.value.at)
        send_mail(mail_id=mail.pk)

    mail.refresh_from_db()
    assert minutes == [1, 5, 30, 120, 720]
    assert (mail.state, mail.attempts) == (MailState.FAILED, 6)
    assert (mail.smtp_code, mail.reason) == (None, "ConnectionRefusedError")
    assert mail.next_attempt_at is None
    assert mail.text != ""


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["MAIL", "RCPT", "DATA", "END"])
def test_a_permanent_refusal_fails_at_once_and_keeps_the_code(
    settings: Settings, moment: str
) -> None:
    mail = make_mail()
    with SmtpServer(answers={moment: f"554 {ADDRESS} not wanted"}) as server:
        settings.MAILERS = settings.MAILERS | {"smtp": server.mailer}
        send_mail(mail_id=mail.pk)

    mail.refresh_from_db()
    assert (mail.state, mail.smtp_code, mail.attempts) == (MailState.FAILED, 554, 1)
    assert ADDRESS not in mail.reason
    assert server.received == []


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["MAIL", "RCPT", "END"])
def test_a_passing_refusal_is_tried_again_and_keeps_the_code(
    settings: Settings, moment: str
) -> None:
    mail = make_mail()
    with SmtpServer(answers={moment: "451 later"}) as server:
        settings.MAILERS = settings.MAILERS | {"smtp": server.mailer}
        with pytest.raises(TryLaterError):
            send_mail(mail_id=mail.pk)
        mail.refresh_from_db()
        assert (mail.state, mail.smtp_code) == (MailState.WAITING, 451)

        server.answers[moment] = "250 ok"
        send_mail(mail_id=mail.pk)

    mail.refresh_from_db()
    assert (mail.state, mail.smtp_code, mail.reason) == (MailState.SENT, None, "")
    assert server.message_ids == [mail.message_id]


@pytest.mark.django_db
def test_a_server_that_stumbles_after_taking_a_mail_does_not_get_it_again(
    settings: Settings,
) -> None:
    mail = make_mail()
    too_long_for_smtplib = "221 " + "farewell " * 1000
    with SmtpServer(answers={"QUIT": too_long_for_smtplib}) as server:
        settings.MAILERS = settings.MAILERS | {"smtp": server.mailer}
        send_mail(mail_id=mail.pk)

    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    assert server.message_ids == [mail.message_id]


@pytest.mark.parametrize(
    ("error", "refusal"),
    [
        (
            smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"unknown")}),
            Refusal(550, "SMTPRecipientsRefused", final=True),
        ),
        (
            smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"unknown"), "a@b": (450, b"full")}),
            Refusal(450, "SMTPRecipientsRefused", final=False),
        ),
        (
            smtplib.SMTPAuthenticationError(535, b"wrong password"),
            Refusal(535, "SMTPAuthenticationError", final=False),
        ),
        (
            smtplib.SMTPConnectError(554, b"not today"),
            Refusal(554, "SMTPConnectError", final=False),
        ),
        (
            smtplib.SMTPDataError(-1, b"gibberish"),
            Refusal(None, "SMTPDataError", final=False),
        ),
        (
            ssl.SSLCertVerificationError("expired"),
            Refusal(None, "SSLCertVerificationError", final=False),
        ),
        (TimeoutError(), Refusal(None, "TimeoutError", final=False)),
        (ValueError(ADDRESS), Refusal(None, "ValueError", final=True)),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_only_an_answer_about_the_mail_itself_is_final(error: Exception, refusal: Refusal) -> None:
    assert read_refusal(error) == refusal


@pytest.mark.django_db
def test_an_address_that_cannot_be_written_fails_at_once(settings: Settings) -> None:
    mail = make_mail(recipient="twee@@voorbeeld.nl")
    with SmtpServer() as server:
        settings.MAILERS = settings.MAILERS | {"smtp": server.mailer}
        send_mail(mail_id=mail.pk)

    mail.refresh_from_db()
    assert (mail.state, mail.reason) == (MailState.FAILED, "ValueError")


def test_a_job_that_asks_for_it_runs_again_at_that_time() -> None:
    at = NOON + timedelta(minutes=30)
    decision = WaitLonger().get_retry_decision(exception=TryLaterError(at), job=job(attempts=9))

    assert decision.retry_at == at


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(("attempts", "hours"), [(3, 2), (4, 12), (100, 12)])
def test_after_an_unforeseen_error_a_job_is_never_given_up(attempts: int, hours: int) -> None:
    error = OperationalError("the database went away")
    decision = WaitLonger().get_retry_decision(exception=error, job=job(attempts))

    assert decision.retry_at == NOON + timedelta(hours=hours)


@pytest.mark.django_db
def test_no_address_and_no_text_comes_into_a_log_or_a_job(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    answers = {"RCPT": f"451 {ADDRESS} is full"}
    with SmtpServer(answers=answers) as server:
        settings.MAILERS = settings.MAILERS | {"smtp": server.mailer}
        mail = make_mail(text="vertrouwelijk", subject="geheim", template="blog/mail/waits")
        mail.queue()
        with pytest.raises(TryLaterError) as caught:
            send_mail(mail_id=mail.pk)

    assert f"Mail {mail.pk} (blog/mail/waits) not sent: SMTPRecipientsRefused 451" in caplog.text
    written = caplog.text + str(caught.value) + str(ProcrastinateJob.objects.get().args)
    assert (caught.value.__context__, caught.value.__cause__) == (None, None)
    for secret in (ADDRESS, "voorbeeld.nl", "vertrouwelijk", "geheim"):
        assert secret not in written


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_the_same_mail_send_it_once(settings: Settings) -> None:
    mail = make_mail()

    with SmtpServer(pause=0.3) as server:
        settings.MAILERS = settings.MAILERS | {"smtp": server.mailer}
        at_once(lambda _worker: send_mail(mail_id=mail.pk), range(2))

    assert server.message_ids == [mail.message_id]


@pytest.mark.django_db
def test_mail_that_failed_or_waits_for_over_ten_minutes_is_counted() -> None:
    minutes_ago = timezone.now() - timedelta(minutes=11)
    make_mail()
    make_mail(state=MailState.SENT, created_at=minutes_ago)
    assert OutgoingMail.objects.unsent().count() == 0

    make_mail(created_at=minutes_ago)
    make_mail(state=MailState.FAILED)
    assert OutgoingMail.objects.unsent().count() == 2


@pytest.mark.django_db
def test_the_addressee_of_a_mail_is_forgotten_after_30_days_sent_or_90_failed() -> None:
    now = timezone.now()
    kept = [
        make_mail(state=MailState.SENT, sent_at=now - timedelta(days=29)),
        make_mail(state=MailState.FAILED, created_at=now - timedelta(days=89)),
        make_mail(state=MailState.WAITING, created_at=now - timedelta(days=100)),
    ]
    make_mail(state=MailState.SENT, sent_at=now - timedelta(days=31))
    make_mail(state=MailState.FAILED, created_at=now - timedelta(days=91))

    erase_old_mail(timestamp=0)

    assert set(OutgoingMail.objects.all()) == set(kept)


def unreachable_mailer() -> dict[str, Any]:
    """Return a mailer whose server has just been closed."""
    server = SmtpServer()
    server.server_close()
    return server.mailer


def job(attempts: int) -> Job:
    return Job(
        id=1, queue="default", lock=None, queueing_lock=None, task_name="x", attempts=attempts
    )
