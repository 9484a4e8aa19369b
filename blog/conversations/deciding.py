"""What a link in a moderator's mail lets her do: decide about one comment, once."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from blog.conversations.moderators import moderators
from blog.models import Comment
from coaching_site.accounts.models import User
from coaching_site.security.signed_links import SignedLink

# It holds the account, the comment, and the event by which that began to wait: once decided, no
# link of before asks about it, also if it waits again because the decision was undone.
LINK = SignedLink("blog.comments.decide", timedelta(days=14))


@dataclass(frozen=True)
class Question:
    """A comment that waits, and the moderator whose link asks about it."""

    comment: Comment
    moderator: User


def question_of(token: str, *, is_answered: bool) -> Question | None:
    """Return what a link asks; None if it asks nothing any more, or nothing of whose it is.

    Where it is answered now, the comment is held until the transaction ends, so that of two
    answers at once only one is taken.
    """
    numbers = LINK.read(token)
    if numbers is None:
        return None
    account, number, beginning = numbers
    moderator = moderators().filter(pk=account).first()
    waiting = Comment.objects.pending().with_beginning().select_related("article", "parent")
    if is_answered:
        waiting = waiting.select_for_update(of=["self"], no_key=True)
    comment = waiting.filter(Q(beginning=beginning), pk=number).first()
    return Question(comment, moderator) if comment and moderator else None
