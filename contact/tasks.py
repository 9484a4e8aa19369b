"""Jobs of inquiries: the practice is told of many at once, instead of each by itself."""

from django.utils.translation import ngettext_lazy
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from coaching_site.outbox.announcing import write_digest
from contact.inquiry_mails import DIGEST_JOB
from contact.models import Inquiry

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=5)
WAITING = ngettext_lazy("%(count)d request waits", "%(count)d requests wait", "count")


@app.task(name=DIGEST_JOB, retry=AGAIN)
def mail_digest_of_inquiries() -> None:
    """Tell the practice how many requests wait by now."""
    write_digest(WAITING, Inquiry.objects.unanswered().count(), "admin:contact_inquiry_changelist")
