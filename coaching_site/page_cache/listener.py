"""Hears from PostgreSQL what changed, at the start of every request.

Triggers NOTIFY which keys changed when a transaction commits, and never after a rollback
(https://www.postgresql.org/docs/current/sql-notify.html). Every process listens on a connection of
its own, opened at its first request, so that nothing is shared after a fork. Looking whether
something came costs half a microsecond.
"""

import logging
import select
import time
from collections.abc import Callable, Collection

import psycopg
from django.conf import settings
from django.db import connections
from django.db.utils import Error as DatabaseError
from psycopg import pq

CHANNEL = "page_cache"
# So long the silence of a connection counts as "nothing changed"; then it is asked.
TRUSTED_FOR = 0.5
# So long a server may take to answer; then it counts as stuck.
PATIENCE = 1.25
# After a failure nobody waits for the next try before this many seconds have passed.
PAUSE = 1.0
FAILURES = (psycopg.Error, DatabaseError, OSError)
NO_SILENT_DEATH = {"connect_timeout": 2, "tcp_user_timeout": 2_000, "keepalives_idle": 2}

logger = logging.getLogger(__name__)


class Listener:
    """A connection that hears which keys changed.

    `on_change` gets the keys; `on_gap` is called when something may have been missed. `messages`
    counts both, so that whoever makes a page can tell whether one came meanwhile. `is_stuck`: the
    server is there and does not answer, so whatever asks it waits. Not for two threads at once.
    """

    def __init__(
        self, on_change: Callable[[Collection[str]], None], on_gap: Callable[[], None]
    ) -> None:
        self.on_change, self.on_gap = on_change, on_gap
        self.messages = 0
        self.is_stuck = False
        self._connection: psycopg.Connection | None = None
        self._asked_at = self._failed_at = float("-inf")

    def is_current(self) -> bool:
        """Read what came; tell whether everything that was committed until now is known.

        Waits for some two seconds, when the server does not answer, and then not for a second.
        """
        now = time.monotonic()
        try:
            if self._connection is None:
                return now - self._failed_at > PAUSE and self._connect()
            while self._poll.poll(0):  # until nothing is left, the end of the connection included
                self._connection.pgconn.consume_input()
                self._read(self._connection.pgconn)
            if now - self._asked_at > TRUSTED_FOR:
                self._ask(self._connection.pgconn)
        except FAILURES as error:
            self.close()
            self._failed_at = time.monotonic()
            self.is_stuck = isinstance(error, psycopg.errors.ConnectionTimeout)
            logger.warning("Pages are not kept: no connection listens.", exc_info=error)
            return False
        return True

    def close(self) -> None:
        """Stop listening; what changes from now on is not heard, so nothing kept can be trusted."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
            self._miss()

    def _connect(self) -> bool:
        """Listen from now on; what was kept before may have missed something."""
        connection = connection_of_its_own()
        # Of this connection alone: the number of a closed socket is soon that of another one.
        self._poll = select.poll()
        self._poll.register(connection.pgconn.socket, select.POLLIN)
        try:
            self._ask(connection.pgconn, f"LISTEN {CHANNEL}")
        except FAILURES:
            connection.close()  # it never listened, so nothing more was missed
            raise
        self._connection, self.is_stuck = connection, False
        self._miss()
        return True

    def _ask(self, connection: pq.abc.PGconn, statement: str = "SELECT 1") -> None:
        """Make one round trip; what was sent before its answer is heard with it.

        Not by `execute`, which waits as long as a stuck server likes.
        """
        connection.send_query(statement.encode())
        connection.flush()
        give_up = time.monotonic() + PATIENCE
        while connection.is_busy():
            if not self._poll.poll(max(0, give_up - time.monotonic()) * 1_000):
                raise psycopg.errors.ConnectionTimeout
            connection.consume_input()
        while result := connection.get_result():
            if result.status == pq.ExecStatus.FATAL_ERROR:
                raise psycopg.OperationalError(result.error_message.decode())
        self._read(connection)
        self._asked_at = time.monotonic()

    def _read(self, connection: pq.abc.PGconn) -> None:
        while notice := connection.notifies():
            self.messages += 1
            self.on_change(notice.extra.decode().split())

    def _miss(self) -> None:
        self.messages += 1
        self.on_gap()


def connection_of_its_own() -> psycopg.Connection:
    """Return a new connection, to `DATABASE_LISTEN_URL` or where Django connects.

    A pooler that lends its connections by transaction cannot pass messages on, hence the variable.
    """
    wrapper = connections["default"].copy()
    wrapper.settings_dict |= settings.PAGE_CACHE_DATABASE
    wrapper.settings_dict["OPTIONS"] = {**wrapper.settings_dict["OPTIONS"], **NO_SILENT_DEATH}
    wrapper.settings_dict["OPTIONS"].pop("pool", None)
    connection: psycopg.Connection = wrapper.get_new_connection(wrapper.get_connection_params())
    connection.autocommit = True
    return connection
