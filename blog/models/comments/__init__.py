"""Comments: what readers say about an article, held until somebody approved them."""

from blog.models.comments.choices import (
    NEXT_STATES,
    CommentEventKind,
    CommentState,
    HoldReason,
)
from blog.models.comments.comment import (
    DIGEST_JOB,
    MAX_NAME_LENGTH,
    MAX_TEXT_LENGTH,
    Comment,
    CommentError,
)
from blog.models.comments.events import CommentEvent

__all__ = [
    "DIGEST_JOB",
    "MAX_NAME_LENGTH",
    "MAX_TEXT_LENGTH",
    "NEXT_STATES",
    "Comment",
    "CommentError",
    "CommentEvent",
    "CommentEventKind",
    "CommentState",
    "HoldReason",
]
