"""The moment at which the site is looked at: now, or the one that somebody of the practice chose.

What readers see depends on it; what is stored never does: that asks `timezone.now()`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_shown: ContextVar[datetime | None] = ContextVar("shown_moment", default=None)


def site_now() -> datetime:
    """Return the moment for which the site is shown."""
    return _shown.get() or timezone.now()


def shown_moment() -> datetime | None:
    """Return the moment that somebody chose to look at, or None when that is simply now."""
    return _shown.get()


@contextmanager
def shown_at(moment: datetime) -> Iterator[None]:
    """Show the site as at this moment, in this request alone."""
    token = _shown.set(moment)
    try:
        yield
    finally:
        _shown.reset(token)
