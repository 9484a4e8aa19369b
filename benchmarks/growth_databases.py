"""The databases that growth is measured in: one of each size, kept for the next measurement.

A database counts as filled when a comment on it says how many seconds that took, which is written
last: what an error or Ctrl-C left half filled is removed, and a killed process's rest made anew.
"""

import time
from typing import Any

from django.conf import settings
from django.db import connection, connections

from benchmarks.content import fill
from coaching_site.accounts.models import User

PER_ARTICLE = 10  # comments, and inquiries
DIRECTORY = settings.VAR_DIR / "benchmarks" / "postgres"

_connections: dict[int, Any] = {}


def use_database(articles: int, *, anew: bool = False) -> float:
    """Go on with the database of this size, filled; return the seconds that filling it took."""
    turn_to(articles)
    name = connection.settings_dict["NAME"]
    known = None if anew else _seconds_of(name)
    if known is None:
        try:
            known = _make(name, articles)
        except BaseException:
            connection.close()
            _drop(name)
            raise
    return known


def turn_to(articles: int) -> None:
    """Go on with the database of this size, by a connection that stays open."""
    if articles not in _connections:
        _connections[articles] = connection.copy()
        _connections[articles].settings_dict |= {"NAME": f"growth_{articles}", "HOST": DIRECTORY}
    connections["default"] = _connections[articles]


def _make(name: str, articles: int) -> float:
    _drop(name)
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, serialize=False)
    User.objects.create_superuser("meter", "meter@voorbeeld.nl", "x")
    start = time.perf_counter()
    fill(articles, PER_ARTICLE * articles, PER_ARTICLE * articles)
    seconds = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON DATABASE {name} IS '{seconds:.0f}'")
    return seconds


def _drop(name: str) -> None:
    with connection._nodb_cursor() as cursor:  # noqa: SLF001 (as Django's own commands)
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _seconds_of(name: str) -> float | None:
    """Return how long filling the database took, or None if there is none that was filled."""
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    with connection._nodb_cursor() as cursor:  # noqa: SLF001
        cursor.execute(query, [name])
        described = cursor.fetchone()
    return float(described[0]) if described and described[0] else None
