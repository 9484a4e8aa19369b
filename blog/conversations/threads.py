"""The approved comments of an article, each with the answers to it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from blog.models import Article, Comment

type CommentRow = dict[str, Any]  # of CommentQuerySet.for_conversation()


@dataclass(slots=True)
class Thread:
    """A comment with the replies to it, oldest first; None keeps the place of a withheld one."""

    began: datetime
    comment: CommentRow | None = None
    replies: list[CommentRow] = field(default_factory=list)


@dataclass(slots=True)
class Conversation:
    """The threads of one article, oldest first, and how many comments there are to read."""

    threads: list[Thread]
    size: int


def conversation_about(article: Article) -> Conversation:
    """Return what readers may read, in one query."""
    rows = list(Comment.objects.for_conversation(article))
    threads: dict[int, Thread] = {}
    for row in rows:
        if row["parent_id"] is None:
            threads.setdefault(row["pk"], Thread(row["created_at"])).comment = row
        else:
            # An answer to what was removed afterwards stands below an empty place.
            threads.setdefault(row["parent_id"], Thread(row["thread_began"])).replies.append(row)
    return Conversation(sorted(threads.values(), key=lambda thread: thread.began), len(rows))
