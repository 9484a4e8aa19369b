"""What visitors do becomes no flood of mail, neither for the practice nor for a stranger."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from blog.models import Comment
from blog.models.comments import DIGEST_JOB as DIGEST_OF_COMMENTS
from blog.tasks.comments import mail_digest_of_comments
from coaching_site.models import SiteSettings
from coaching_site.outbox.mailing import queue_mail
from coaching_site.outbox.models import OutgoingMail
from contact.inquiry_mails import DIGEST_JOB as DIGEST_OF_INQUIRIES
from contact.models import Inquiry
from contact.tasks import mail_digest_of_inquiries
from tests.contact.test_inquiries import submit as submit_inquiry
from tests.factories import make_article, make_comment

pytestmark = pytest.mark.django_db
PRACTICE = "praktijk@voorbeeld.nl"
SINGLE = 4


@pytest.fixture(autouse=True)
def practice() -> None:
    SiteSettings.objects.filter(pk=1).update(email=PRACTICE)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel("2026-05-04 10:00:00+02:00", tick=False) as clock:
        yield clock


def comment(number: int) -> Comment:
    words = {"name": "Noor", "email": "noor@voorbeeld.nl", "text": "Mooi."}
    article = make_article(publish_at=timezone.now())
    made, _is_new = Comment.submit(
        article, submission=f"c{number}", parent=None, is_confirmed=True, **words
    )
    return made


def inquire(number: int, email: str = "") -> Inquiry:
    return submit_inquiry(f"i{number}", email=email or f"vrager{number}@voorbeeld.nl")


def to(recipient: str) -> list[str]:
    """Return the subjects of the mails to this address, in their order."""
    mails = OutgoingMail.objects.filter(recipient=recipient).order_by("pk")
    return list(mails.values_list("subject", flat=True))


def digests() -> dict[str, datetime]:
    """Return which digests wait to be written, and until when."""
    jobs = ProcrastinateJob.objects.exclude(task_name="send_mail")
    return dict(jobs.values_list("task_name", "scheduled_at"))


def test_above_a_few_an_hour_the_practice_gets_one_digest_of_each_kind(clock: Any) -> None:
    end = timezone.now() + timedelta(hours=1)
    for number in range(30):
        comment(number)
        clock.shift(60)
    for number in range(20):
        inquire(number)

    assert to(PRACTICE) == ["Er wacht een reactie op je"] * SINGLE
    assert digests() == {DIGEST_OF_COMMENTS: end, DIGEST_OF_INQUIRIES: end}
    assert Inquiry.objects.unanswered().count() == 20

    clock.move_to(end)
    mail_digest_of_comments()
    mail_digest_of_inquiries()

    assert to(PRACTICE)[SINGLE:] == [
        "30 reacties wachten op goedkeuring",
        "20 aanvragen wachten op antwoord",
    ]
    mail = OutgoingMail.objects.filter(recipient=PRACTICE).latest("pk")
    for text in (mail.text, mail.html):
        assert "20 aanvragen wachten op antwoord." in text
        assert "/admin/contact/inquiry/" in text


def test_within_any_hour_the_practice_gets_at_most_ten_mails(clock: Any) -> None:
    start = timezone.now()
    # The worst: the first of a stretch alone, others at its end, those of the next right after.
    for minute, number in ((0, 1), (59, 6), (60, 6), (120, 1), (179, 6), (180, 6), (240, 0)):
        clock.move_to(start + timedelta(minutes=minute))
        # As the worker does, at the end of the stretch.
        for job in ProcrastinateJob.objects.filter(scheduled_at__lte=timezone.now()):
            write = {
                DIGEST_OF_COMMENTS: mail_digest_of_comments,
                DIGEST_OF_INQUIRIES: mail_digest_of_inquiries,
            }
            write[job.task_name]()
            ProcrastinateJob.objects.filter(pk=job.pk).delete()
        for each in range(100 * minute, 100 * minute + number):
            comment(each)
        for each in range(100 * minute + 1, 100 * minute + number):
            inquire(each)

    written = list(
        OutgoingMail.objects.filter(recipient=PRACTICE).values_list("created_at", flat=True)
    )
    for minute in range(5 * 60):
        begin = start + timedelta(minutes=minute)
        hour = [at for at in written if begin <= at < begin + timedelta(hours=1)]
        assert len(hour) <= 10
    assert len(written) == 4 * (SINGLE + 2)


def test_a_digest_of_nothing_is_not_sent() -> None:
    make_comment(make_article(), state="approved")
    mail_digest_of_comments()
    mail_digest_of_inquiries()
    assert not OutgoingMail.objects.exists()


def test_a_stranger_gets_at_most_three_mails_an_hour_and_every_request_is_kept(clock: Any) -> None:
    for number in range(36):
        inquire(number, "vreemde@voorbeeld.nl" if number % 2 else "Vreemde@voorbeeld.nl")
        clock.shift(5 * 60)

    assert Inquiry.objects.count() == 36
    mails = OutgoingMail.objects.filter(recipient__iexact="vreemde@voorbeeld.nl")
    written = list(mails.values_list("created_at", flat=True))
    assert len(written) == 6
    for begin in written:
        assert sum(begin <= at < begin + timedelta(hours=1) for at in written) <= 3


def test_one_mailbox_in_many_spellings_is_one_stranger() -> None:
    for number, address in enumerate(("anna@x.nl", "An.na@x.nl", "anna+1@x.nl", "a.nna+2@X.nl")):
        inquire(number, address)
    assert OutgoingMail.objects.filter(recipient__iendswith="@x.nl").count() == 2


def test_what_the_practice_writes_itself_is_not_held_back() -> None:
    for _time in range(20):
        queue_mail("leraar@voorbeeld.nl", "mail/digest", {"words": "Dag", "address": "/"})
    assert len(to("leraar@voorbeeld.nl")) == 20


@pytest.mark.django_db(transaction=True)
def test_the_worker_writes_the_digest_at_the_end_of_the_hour() -> None:
    with time_machine.travel(timezone.now() - timedelta(days=1), tick=False):
        for number in range(SINGLE + 2):
            comment(number)
    assert list(digests()) == [DIGEST_OF_COMMENTS]

    call_command("worker", "--once")

    assert to(PRACTICE)[SINGLE:] == ["6 reacties wachten op goedkeuring"]
