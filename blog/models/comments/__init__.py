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
    CommentGoneError,
)
from blog.models.comments.events import CommentEvent
from blog.models.comments.notices import ModeratorNotice, NoticeRhythm
from blog.models.comments.reports import REPORTS_THAT_HIDE, CommentReport, ReportReason
from blog.models.comments.settings import ConversationMode, ConversationSettings, HoldRule
from blog.models.comments.visits import ConversationVisit

__all__ = [
    "DIGEST_JOB",
    "MAX_NAME_LENGTH",
    "MAX_TEXT_LENGTH",
    "NEXT_STATES",
    "REPORTS_THAT_HIDE",
    "Comment",
    "CommentError",
    "CommentEvent",
    "CommentEventKind",
    "CommentGoneError",
    "CommentReport",
    "CommentState",
    "ConversationMode",
    "ConversationSettings",
    "ConversationVisit",
    "HoldReason",
    "HoldRule",
    "ModeratorNotice",
    "NoticeRhythm",
    "ReportReason",
]
