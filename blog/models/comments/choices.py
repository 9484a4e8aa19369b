"""Where a comment can stand, what may follow what, why it waits, and what is noted of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CommentState(models.TextChoices):
    """Where a comment stands; only approved ones are public."""

    UNCONFIRMED = "unconfirmed", _("address not confirmed")
    PENDING = "pending", _("waiting")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")
    SPAM = "spam", _("spam")
    PRIVATE = "private", _("became a private question")
    REMOVED = "removed", _("removed")
    WITHDRAWN = "withdrawn", _("removed by its writer")


# What a moderator may let follow what: a mistake can be corrected, what was taken off the site
# stays off. What its writer did not confirm yet, or took back, is nobody's to decide.
NEXT_STATES = {
    CommentState.UNCONFIRMED: set[CommentState](),
    CommentState.PENDING: {
        CommentState.APPROVED,
        CommentState.REFUSED,
        CommentState.SPAM,
        CommentState.PRIVATE,
    },
    CommentState.APPROVED: {CommentState.REMOVED, CommentState.SPAM},
    CommentState.REFUSED: {CommentState.APPROVED, CommentState.SPAM},
    CommentState.SPAM: {CommentState.APPROVED, CommentState.REFUSED},
    CommentState.PRIVATE: set[CommentState](),
    CommentState.REMOVED: set[CommentState](),
    CommentState.WITHDRAWN: set[CommentState](),
}


class HoldReason(models.TextChoices):
    """Why a comment waits for somebody of the practice instead of appearing by itself."""

    EVERYTHING = "everything", _("every comment waits")
    FIRST = "first", _("first comment of this address")
    LINKS = "links", _("holds links")
    WORDS = "words", _("holds listed words")
    LIKE_REFUSED = "like_refused", _("resembles what was refused before")
    READ_FIRST = "read_first", _("may be about danger")
    REPORTED = "reported", _("reported by readers")
    CHANGED = "changed", _("changed by its writer")
    NO_PROOF = "no_proof", _("the browser did not work out the sum")


class CommentEventKind(models.TextChoices):
    """What happened to a comment."""

    ENTERED = "entered", pgettext_lazy("what happened to a comment", "came in")
    APPROVED = "approved", pgettext_lazy("what happened to a comment", "approved")
    REFUSED = "refused", pgettext_lazy("what happened to a comment", "refused")
    SPAM = "spam", pgettext_lazy("what happened to a comment", "marked as spam")
    REMOVED = "removed", pgettext_lazy("what happened to a comment", "taken off the site")
    PRIVATE = "private", pgettext_lazy("what happened to a comment", "made a private question")
    SHORTENED = "shortened", pgettext_lazy("what happened to a comment", "shortened")
    REPORTED = "reported", pgettext_lazy("what happened to a comment", "reported")
    CHANGED = "changed", pgettext_lazy("what happened to a comment", "changed by its writer")
    WITHDRAWN = "withdrawn", pgettext_lazy("what happened to a comment", "removed by its writer")
    UNDONE = "undone", pgettext_lazy("what happened to a comment", "decision undone")


# The decisions of a moderator that can be taken back.
UNDOABLE = {
    CommentEventKind.APPROVED,
    CommentEventKind.REFUSED,
    CommentEventKind.SPAM,
    CommentEventKind.REMOVED,
    CommentEventKind.PRIVATE,
}

# What readers see, or may see once somebody approves it.
SHORTENABLE = {CommentState.PENDING, CommentState.APPROVED}

# What its writer may still change.
CHANGEABLE = {CommentState.PENDING, CommentState.APPROVED}

# What an article may quote: what readers see, or may come to see. What was kept off the site is
# not brought back by quoting it, and who asked in private stays private.
QUOTED = {CommentState.PENDING, CommentState.APPROVED}
