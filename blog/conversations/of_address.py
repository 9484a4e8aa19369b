"""What a guest decides about everything that stands under her mail address."""

from contextlib import suppress
from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef

from blog.conversations.answering_privately import NotPrivateError, private_answers
from blog.models import Article, Comment
from blog.models.comments.querysets import CommentQuerySet
from coaching_site.outbox.models import OutgoingMail
from coaching_site.personal_data.proofs import prove


def waiting_for(email: str) -> CommentQuerySet:
    """Return what waits for its writer to confirm this address."""
    return Comment.objects.unconfirmed().from_address(email)


def confirm_address(confirmed: Comment) -> None:
    """Let all enter that waits for the address of a comment, by whose link it was confirmed."""
    with transaction.atomic():
        # In one order, so that two links that are opened at once do not wait for each other.
        for comment in _held(waiting_for(confirmed.email).select_related("article")):
            comment.enter(by_its_own_link=comment.pk == confirmed.pk)


def discard_unconfirmed(email: str) -> None:
    """Erase what waits under this address, which others wrote: all that was never confirmed."""
    with transaction.atomic():
        numbers = [comment.pk for comment in _held(waiting_for(email))]
        Comment.objects.filter(pk__in=numbers).delete()


def gets_mails(email: str) -> bool:
    """Tell whether any mail may follow from what was written under this address."""
    comments = Comment.objects.from_address(email)
    stopped_news = comments.filter(wants_news=False)
    return comments.filter(wants_answers=True).exists() or not stopped_news.exists()


def stop_answers(comment: Comment) -> None:
    """Mail this writer no more about answers below this article."""
    here = Comment.objects.from_address(comment.email).filter(article=comment.article_id)
    here.update(wants_answers=False)


def stop_news(email: str) -> None:
    """Mail this writer no more about what becomes of her comments."""
    Comment.objects.from_address(email).update(wants_news=False)


def stop_mails(email: str) -> None:
    """Mail this writer no more, neither about answers nor about what becomes of her comments."""
    Comment.objects.from_address(email).update(wants_answers=False, wants_news=False)


def erase_as_its_writer_asks(email: str) -> None:
    """Erase the comments under an address, and prove it, so that no old copy brings them back."""
    with transaction.atomic():
        count = erase_everything(email)
        prove(f"comments:{email}", {"comments": count}, by=None)


def erase_everything(email: str, *, until: datetime | None = None) -> int:
    """Erase the comments under an address, its mails and what the admin's log says of them.

    What others answered keeps an empty place. A question that somebody of the practice took up is
    hers to erase. With `until`, what was written later stays. Returns how many were there.
    """
    written = Comment.objects.from_address(email)
    if until:
        written = written.filter(created_at__lte=until)
    with transaction.atomic():
        comments = _held(written)
        # Those that quote her, in one order as well.
        quoting = Article.objects.filter(quotes__comment__in=comments).values("pk")
        list(Article.objects.filter(pk__in=quoting).order_by("pk").select_for_update())
        for comment in comments:
            with suppress(NotPrivateError):
                private_answers().withdraw(comment)
        _forget_log_and_mails(email, comments)
        _empty_what_was_answered(email, written)
        written.delete()
    return len(comments)


def _held(comments: CommentQuerySet) -> list[Comment]:
    """Hold comments until the transaction ends; in one order, so that nobody waits in a circle."""
    return list(comments.order_by("pk").select_for_update(of=["self"], no_key=True))


def _forget_log_and_mails(email: str, comments: list[Comment]) -> None:
    kind = ContentType.objects.get_for_model(Comment)
    numbers = [str(comment.pk) for comment in comments]
    LogEntry.objects.filter(content_type=kind, object_id__in=numbers).delete()
    mails = OutgoingMail.objects.filter(content_type=kind, recipient__iexact=email)
    mails.filter(object_id__in=[comment.pk for comment in comments]).delete()


def _empty_what_was_answered(email: str, written: CommentQuerySet) -> None:
    """Take the words and the address out of what somebody else answered; the answers stay."""
    answers = Comment.objects.filter(parent=OuterRef("pk")).exclude(email__iexact=email)
    for comment in written.filter(Exists(answers)):
        comment.withdraw()
        Comment.objects.filter(pk=comment.pk).update(email="")
