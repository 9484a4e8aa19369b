"""What writers hear: of an answer, if they asked to; of what became of their own comment."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from procrastinate.contrib.django import app

from blog.models.comments.choices import CommentEventKind
from coaching_site.outbox.mailing import queue_mail
from coaching_site.security.signed_links import SignedLink

if TYPE_CHECKING:
    from blog.models import Comment, CommentEvent
    from blog.models.comments.querysets import CommentQuerySet

# Named, because the job needs the models and the models the job.
ANSWERS_JOB = "mail_about_an_answer"
ANSWERED_MAIL = "blog/comments/mails/answered"
DECISIONS_JOB = "mail_about_a_decision"
DECIDED_MAIL = "blog/comments/mails/decided"
APPROVED_MAIL = "blog/comments/mails/approved"
STOP_ANSWERS = SignedLink("blog.comments.stop_answers", timedelta(days=365))
STOP_NEWS = SignedLink("blog.comments.stop_news", timedelta(days=365))
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
    """Write to the writer about the last thing that happened; what was undone is told to nobody.

    Called in a transaction, and again without telling again.
    """
    comment = _held(type(event.comment).objects.filter(pk=event.comment_id)).first()
    if comment is None:
        return
    stands = comment.events.last() == event and _is_told(event) and comment.confirmed_at
    if not stands or _wants_no_news(comment):
        return
    is_approved = event.kind == CommentEventKind.APPROVED
    if is_approved and _hears_of_it_otherwise(comment):
        return
    context = {
        "comment": comment,
        "sentence": event.sentence,
        "stop_token": STOP_NEWS.token(comment.pk),
    }
    template = APPROVED_MAIL if is_approved else DECIDED_MAIL
    if comment.mails.filter(template=template, created_at__gte=event.at).exists():
        return
    queue_mail(comment.email, template, context, comment)


def mail_who_wait_for(answer: "Comment") -> None:
    """Write to each who waits for this answer; once, however often it was approved."""
    if answer.mails.filter(template=ANSWERED_MAIL).exists():
        return
    waiting = [comment.pk for comment in who_wait_for(answer)]
    for comment in _held(type(answer).objects.filter(pk__in=waiting)):
        stop_token = STOP_ANSWERS.token(comment.pk)
        context = {"answer": answer, "comment": comment, "stop_token": stop_token}
        queue_mail(comment.email, ANSWERED_MAIL, context, answer)


def who_wait_for(answer: "Comment") -> "CommentQuerySet":
    """Return the comments whose writers asked to hear of this answer, one for each address."""
    earlier = Q(parent=answer.parent_id, created_at__lt=answer.created_at)
    thread = type(answer).objects.approved().filter(Q(pk=answer.parent_id) | earlier)
    asked = thread.filter(wants_answers=True).exclude(confirmed_at=None)
    others = asked.exclude(email__iexact=answer.email).annotate(mailbox=Lower("email"))
    return others.order_by("mailbox", "pk").distinct("mailbox")


def _held(comments: "CommentQuerySet") -> "CommentQuerySet":
    """Hold comments until the mail is written, so that none is written about what was erased."""
    held = comments.select_related("article").select_for_update(of=["self"], no_key=True)
    return held.order_by("pk")


def _is_told(event: "CommentEvent") -> bool:
    """Tell whether a mail follows; what appeared by itself, its writer saw."""
    if event.kind == CommentEventKind.REFUSED:
        return bool(event.sentence)
    is_approved = event.kind == CommentEventKind.APPROVED and event.by_id is not None
    return is_approved or event.kind == CommentEventKind.SHORTENED


def _wants_no_news(comment: "Comment") -> bool:
    """Tell whether the writer stopped these mails, here or about another comment."""
    return type(comment).objects.from_address(comment.email).filter(wants_news=False).exists()


def _hears_of_it_otherwise(comment: "Comment") -> bool:
    """Tell whether she knows that it appeared: by an earlier mail, or by that about an answer."""
    if comment.mails.filter(template=APPROVED_MAIL).exists():
        return True
    thread = type(comment).objects.approved().filter(parent=comment.parent_id or comment.pk)
    later = thread.filter(created_at__gt=comment.created_at).exclude(email__iexact=comment.email)
    return comment.wants_answers and later.exists()
