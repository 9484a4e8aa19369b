"""Who hears of an answer: whoever spoke in the same thread before, and asked to be told."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from procrastinate.contrib.django import app

from blog.conversations.links import SignedLink
from blog.models.comments.choices import CommentEventKind
from coaching_site.outbox.mailing import queue_mail

if TYPE_CHECKING:
    from blog.models import Comment, CommentEvent
    from blog.models.comments.querysets import CommentQuerySet

# Named, because the job needs the models and the models the job.
ANSWERS_JOB = "mail_about_an_answer"
ANSWERED_MAIL = "blog/comments/mails/answered"
DECISIONS_JOB = "mail_about_a_decision"
DECIDED_MAIL = "blog/comments/mails/decided"
STOP = SignedLink("stop_answers", timedelta(days=365))
# Until then a decision may be undone without anybody having heard of it.
BEFORE_TELLING = timedelta(minutes=5)


def tell_who_is_answered(answer: "Comment") -> None:
    """Have mails written about a comment that is public now, if it answers another."""
    if answer.parent_id is not None:
        at = timezone.now() + BEFORE_TELLING
        job = app.configure_task(ANSWERS_JOB, allow_unknown=False, schedule_at=at)
        job.defer(comment_id=answer.pk)


def tell_writer(event: "CommentEvent") -> None:
    """Have a mail written to who wrote a comment, if what happened to it is one to tell."""
    if _is_told(event):
        at = timezone.now() + BEFORE_TELLING
        job = app.configure_task(DECISIONS_JOB, allow_unknown=False, schedule_at=at)
        job.defer(event_id=event.pk)


def mail_about(event: "CommentEvent") -> None:
    """Write to the writer about the last thing that happened; what was undone is told to nobody."""
    comment = event.comment
    last = comment.events.last()
    if last == event and _is_told(event) and comment.confirmed_at:
        context = {"comment": comment, "sentence": event.sentence}
        queue_mail(comment.email, DECIDED_MAIL, context, comment)


def mail_who_wait_for(answer: "Comment") -> None:
    """Write to each who waits for this answer; once, however often it was approved."""
    if answer.mails.filter(template=ANSWERED_MAIL).exists():
        return
    for comment in who_wait_for(answer):
        context = {"answer": answer, "stop_token": STOP.token(comment.pk)}
        queue_mail(comment.email, ANSWERED_MAIL, context, answer)


def who_wait_for(answer: "Comment") -> "CommentQuerySet":
    """Return the comments whose writers asked to hear of this answer, one for each address."""
    earlier = Q(parent=answer.parent_id, created_at__lt=answer.created_at)
    thread = type(answer).objects.approved().filter(Q(pk=answer.parent_id) | earlier)
    asked = thread.filter(wants_answers=True).exclude(confirmed_at=None)
    others = asked.exclude(email__iexact=answer.email).annotate(mailbox=Lower("email"))
    return others.order_by("mailbox", "pk").distinct("mailbox")


def _is_told(event: "CommentEvent") -> bool:
    has_sentence = event.kind == CommentEventKind.REFUSED and bool(event.sentence)
    return has_sentence or event.kind == CommentEventKind.SHORTENED
