"""Jobs of comments: the practice is told of many at once, instead of each by itself."""

from django.db import transaction
from django.utils.translation import ngettext_lazy
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from blog.conversations.telling import ANSWERS_JOB, DECISIONS_JOB, mail_about, mail_who_wait_for
from blog.models import Comment, CommentEvent, CommentReport
from blog.models.comments import DIGEST_JOB
from coaching_site.outbox.announcing import write_digest

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=5)
WAITING = ngettext_lazy("%(count)d comment waits", "%(count)d comments wait", "count")


@app.task(name=DIGEST_JOB, retry=AGAIN)
def mail_digest_of_comments() -> None:
    """Tell the practice how many comments wait by now."""
    write_digest(WAITING, Comment.objects.pending().count(), "admin:blog_comment_changelist")


@app.task(name=ANSWERS_JOB, retry=AGAIN)
def mail_about_an_answer(comment_id: int) -> None:
    """Tell who waits for an answer, unless it is not public any more."""
    with transaction.atomic():
        approved = Comment.objects.approved().select_related("article")
        answer = approved.select_for_update(of=["self"]).filter(pk=comment_id).first()
        if answer:
            mail_who_wait_for(answer)


@app.task(name=DECISIONS_JOB, retry=AGAIN)
def mail_about_a_decision(event_id: int) -> None:
    """Tell a writer what became of a comment, unless something else did since."""
    with transaction.atomic():
        event = CommentEvent.objects.select_related("comment").filter(pk=event_id).first()
        if event:
            mail_about(event)


@app.periodic(cron="41 * * * *")
@app.task(name="erase_unconfirmed_comments", queueing_lock="erase_unconfirmed_comments")
def erase_unconfirmed_comments(timestamp: int) -> None:
    """Erase the comments whose writers did not show within a week that the address is theirs."""
    Comment.objects.unconfirmed_for_too_long().delete()


@app.periodic(cron="51 4 * * *")
@app.task(name="forget_refused_comments", queueing_lock="forget_refused_comments")
def forget_refused_comments(timestamp: int) -> None:
    """Erase what was refused half a year ago, and spam of a month ago, one by one."""
    for pk in Comment.objects.past_keeping().order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            # Somebody may approve it at this moment.
            due = Comment.objects.past_keeping().select_for_update(of=["self"], no_key=True)
            if comment := due.filter(pk=pk).first():
                comment.forget()


@app.periodic(cron="47 4 * * *")
@app.task(name="erase_old_reports", queueing_lock="erase_old_reports")
def erase_old_reports(timestamp: int) -> None:
    """Erase what readers reported over 90 days ago, whether somebody judged it or not."""
    CommentReport.objects.past_keeping().delete()
