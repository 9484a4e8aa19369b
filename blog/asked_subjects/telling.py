"""Who hears that an article answers a question: each who asked it and agreed to be told, once."""

from django.utils import timezone

from blog.conversations.telling import STOP_ANSWERS
from blog.models import AskedSubject
from coaching_site.outbox.mailing import queue_mail

ASKED_MAIL = "blog/asked_subjects/mails/answered"


def mail_who_asked(subject: AskedSubject) -> None:
    """Write to each who waits for the article of a subject, and remember that they know."""
    waiting = [question.pk for question in subject.questions.to_tell()]
    held = subject.questions.filter(pk__in=waiting).order_by("comment")
    for question in held.select_related("comment").select_for_update(of=["comment"], no_key=True):
        comment = question.comment
        stop_token = STOP_ANSWERS.token(comment.pk)
        context = {"article": subject.article, "comment": comment, "stop_token": stop_token}
        queue_mail(comment.email, ASKED_MAIL, context, comment)
        question.told_at = timezone.now()
        question.save(update_fields=["told_at"])
