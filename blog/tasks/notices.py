"""Jobs that tell moderators what waits; each may run twice."""

from procrastinate.contrib.django import app

from blog.conversations.notices import mail_what_waits
from blog.models import ModeratorNotice
from blog.models.comments.notices import NOTICES_JOB
from blog.tasks.comments import AGAIN


@app.task(name=NOTICES_JOB, retry=AGAIN)
def mail_a_moderator(notice_id: int) -> None:
    """Write the mail that was planned, unless it is written, moved or needless by now."""
    mail_what_waits(notice_id)


@app.periodic(cron="3 * * * *")
@app.task(name="mail_late_moderators", queueing_lock="mail_late_moderators")
def mail_late_moderators(timestamp: int) -> None:
    """Try again what is due and was not written; each by itself, so that none keeps up another."""
    for notice_id in ModeratorNotice.objects.due().values_list("pk", flat=True):
        mail_a_moderator.defer(notice_id=notice_id)
