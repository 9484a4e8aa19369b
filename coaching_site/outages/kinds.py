"""Which errors mean that the site cannot answer now, and can perhaps in a moment."""

from enum import Enum

import psycopg
from django.db import InterfaceError, OperationalError

# https://www.postgresql.org/docs/current/errcodes-appendix.html
# Django's, and psycopg's own where it is used without Django.
LOST = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
# Connections, conflicts, resources, operators, the system underneath.
CLASSES_OF_OUTAGES = ("08", "40", "53", "57", "58")


class Outage(Enum):
    """Why the database cannot be used; who waits can do something about the first."""

    LOCKED = "locked"
    READ_ONLY = "read-only"
    AWAY = "away"


REFUSED = {"55P03": Outage.LOCKED, "25006": Outage.READ_ONLY}


class DatabaseIsStuckError(OperationalError):
    """The database was asked a moment ago and did not answer: nobody waits for it again."""


def outage_behind(error: BaseException | None) -> Outage | None:
    """Return what kept the site from answering, or None for a mistake of the site itself."""
    while error is not None:
        code = _code_of(error)
        if code in REFUSED:
            return REFUSED[code]
        # Without a code of the server psycopg itself says it: the connection is lost.
        is_lost = isinstance(error, LOST) and not code
        if is_lost or code.startswith(CLASSES_OF_OUTAGES):
            return Outage.AWAY
        error = error.__cause__
    return None


def is_read_only(error: BaseException) -> bool:
    """Tell whether something was to be written where the database lets nobody write."""
    return REFUSED.get(_code_of(error)) is Outage.READ_ONLY


def _code_of(error: BaseException) -> str:
    """Return what PostgreSQL called the error; Django's errors have psycopg's as their cause."""
    return getattr(error, "sqlstate", None) or getattr(error.__cause__, "sqlstate", None) or ""
