"""Jobs of inquiries: the practice is told of many at once, and what is old is forgotten."""

from django.utils import timezone
from django.utils.translation import ngettext_lazy
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from coaching_site.outbox.announcing import write_digest
from contact.inquiry_mails import DIGEST_JOB
from contact.keeping import announce_erasing, erase_what_is_due
from contact.models import Inquiry

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=5)
WAITING = ngettext_lazy("%(count)d request waits", "%(count)d requests wait", "count")


@app.task(name=DIGEST_JOB, retry=AGAIN)
def mail_digest_of_inquiries() -> None:
    """Tell the practice how many requests wait by now."""
    waiting = Inquiry.objects.unanswered() | Inquiry.objects.added_to()
    write_digest(WAITING, waiting.count(), "admin:contact_inquiry_changelist")


@app.periodic(cron="53 4 * * *")
@app.task(name="erase_old_inquiries", queueing_lock="erase_old_inquiries")
def erase_old_inquiries(timestamp: int) -> None:
    """Erase the requests whose term is over, and announce those whose term soon will be."""
    today = timezone.localdate()
    erase_what_is_due(today)
    announce_erasing(today)
