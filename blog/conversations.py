"""The approved comments of an article, each with the answers to it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F

from blog.models import Article, Comment

FIELDS = ("parent_id", "name", "text", "created_at", "author__name", "author__slug")


@dataclass(slots=True)
class Thread:
    """A comment with the replies to it, oldest first; None keeps the place of a withheld one."""

    began: datetime
    comment: Comment | None = None
    replies: list[Comment] = field(default_factory=list)

    @property
    def comment_id(self) -> str:
        """Return the number of the comment as it stands in an address."""
        return str(self.comment.pk) if self.comment else ""


class Conversation(list[Thread]):
    """The threads of one article, oldest first."""

    @property
    def size(self) -> int:
        """Return how many comments there are to read."""
        return sum((thread.comment is not None) + len(thread.replies) for thread in self)


def conversation_about(article: Article) -> Conversation:
    """Return what was approved, in one query and one pass."""
    threads: dict[int, Thread] = {}
    comments = (
        article.comments.approved()
        .select_related("author")
        .only(*FIELDS)
        .annotate(thread_began=F("parent__created_at"))
        .order_by("created_at", "pk")
    )
    for comment in comments:
        if comment.parent_id is None:
            threads.setdefault(comment.pk, Thread(comment.created_at)).comment = comment
        else:
            # An answer to what was removed afterwards stands below an empty place.
            thread = threads.setdefault(comment.parent_id, Thread(comment.thread_began))
            thread.replies.append(comment)
    return Conversation(sorted(threads.values(), key=lambda thread: thread.began))
