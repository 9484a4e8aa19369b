"""What comments hold under a mail address: shown, handed over, erased."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.conversations.of_address import erase_everything
from blog.models import Comment
from coaching_site.accounts.models import User
from coaching_site.personal_data.holdings import HeldItem, Holding

# What the writer gave, in the file for her.
HANDED_OVER = (
    "name", "email", "text", "state", "created_at", "confirmed_at", "shortened_at",
    "wants_answers", "wants_news",
)  # fmt: skip


def _found(email: str) -> list[HeldItem]:
    comments = Comment.objects.from_address(email).select_related(
        "article", "asked_question__subject"
    )
    return [
        HeldItem(
            str(comment),
            comment.created_at,
            reverse("admin:blog_comment_change", args=[comment.pk]),
            _details(comment),
        )
        for comment in comments.prefetch_related("events")
    ]


def _details(comment: Comment) -> dict[str, object]:
    """Return all that is kept of a comment, also whether it counts as asking about a subject."""
    asked = getattr(comment, "asked_question", None)
    return {
        **{name: getattr(comment, name) for name in HANDED_OVER},
        "article": str(comment.article),
        "subject": str(asked.subject) if asked else "",
        "history": [
            {"what": str(event), "at": event.at, "sentence": event.sentence}
            for event in comment.events.all()
        ],
    }


def _erase(email: str, until: datetime | None, by: User | None) -> int:
    return erase_everything(email, until=until)


def _addresses() -> Iterable[str]:
    return Comment.objects.values_list("email", flat=True).distinct()


COMMENTS = Holding("comments", _("comments"), 20, _found, _erase, _addresses)
