"""Jobs of the outbox; their arguments hold ids and nothing else, since they are logged."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from coaching_site.outbox.models import SENDING_JOB, MailState, OutgoingMail
from coaching_site.outbox.sending import hand_over
from coaching_site.worker.lanes import MAIL

logger = logging.getLogger(__name__)

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)


class TryLaterError(Exception):
    """The mail is not sent and is to be tried again; says when, and nothing about the mail."""

    def __init__(self, at: datetime) -> None:
        super().__init__(f"next attempt at {at:%Y-%m-%d %H:%M:%S %Z}")
        self.at = at


class WaitLonger(BaseRetryStrategy):
    """Runs a job again when it asks for it; after an unforeseen error ever later, without end."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        if isinstance(exception, TryLaterError):
            return RetryDecision(retry_at=exception.at)
        return RetryDecision(retry_at=timezone.now() + WAITS[min(job.attempts, len(WAITS) - 1)])


@app.task(name=SENDING_JOB, queue=MAIL, retry=WaitLonger())
def send_mail(mail_id: int) -> None:
    """Send one mail, unless it is sent, given up or erased by now."""
    if next_attempt_at := _attempt(mail_id):
        raise TryLaterError(next_attempt_at)


@transaction.atomic
def _attempt(mail_id: int) -> datetime | None:
    """Try once, and return when to try again.

    The row stays locked while the server is talked to, so a second worker waits and then finds it
    sent. The lock ends with a killed worker, which leaves the mail as it was.
    """
    waiting = OutgoingMail.objects.filter(state=MailState.WAITING)
    mail = waiting.select_for_update().filter(pk=mail_id).first()
    if mail is None:
        return None
    refusal = hand_over(mail)
    if refusal is None:
        mail.mark_sent()
        return None
    final = refusal.final or mail.attempts >= len(WAITS)
    next_attempt_at = None if final else timezone.now() + WAITS[mail.attempts]
    mail.mark_unsent(refusal.code, refusal.reason, next_attempt_at)
    logger.warning(
        "Mail %s (%s) not sent: %s %s", mail.pk, mail.template, refusal.reason, refusal.code or ""
    )
    return next_attempt_at


@app.periodic(cron="41 * * * *")
@app.task(name="erase_old_mail", queueing_lock="erase_old_mail")
def erase_old_mail(timestamp: int) -> None:
    """Erase the mails that nobody needs to look up any longer."""
    OutgoingMail.objects.past_keeping().delete()
