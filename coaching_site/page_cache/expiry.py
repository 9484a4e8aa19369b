"""When pages change by themselves, at a moment that was set long before."""

from collections.abc import Callable
from datetime import datetime

type NextMoment = Callable[[datetime], datetime | None]

_next_moments: list[NextMoment] = []


def register_next_moment(function: NextMoment) -> None:
    """Let no page be kept beyond the moment that `function` returns for the moment it was made at.

    For the `hooks` of an app. It is asked for each page that is made, so let an index answer it.
    """
    _next_moments.append(function)


def next_moment(after: datetime) -> datetime | None:
    """Return when, after a moment, any page may change by itself; None: no such moment is known."""
    moments = (function(after) for function in _next_moments)
    return min((moment for moment in moments if moment), default=None)
