"""Who answers a comment in private; an app that can registers it in its `hooks`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

if TYPE_CHECKING:
    from blog.models import Comment


class NotPrivateError(Exception):
    """A comment cannot become a private question, or be one no longer; the message says why."""


@dataclass(frozen=True)
class PrivateAnswers:
    """What an app does with a comment that is to be answered in private.

    Both run in the transaction of the decision, and raise NotPrivateError to keep it from
    happening.
    """

    ask: Callable[["Comment"], None]
    withdraw: Callable[["Comment"], None]


_registered: list[PrivateAnswers] = []


def register_private_answers(questions: PrivateAnswers) -> None:
    """Let one app take the comments that are to be answered in private."""
    _registered[:] = [questions]


def private_answers() -> PrivateAnswers:
    """Return who takes them. Raises NotPrivateError where nobody does."""
    if not _registered:
        raise NotPrivateError(gettext("Nobody here answers private questions."))
    return _registered[0]
