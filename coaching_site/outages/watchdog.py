"""Ends a wait for a database that stopped answering.

Nothing in libpq does: `connect_timeout` is over once there is a connection, and `tcp_user_timeout`
is content as long as the server's kernel takes what is sent.
"""

import os
import socket
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Lock, Thread
from typing import Any

import psycopg
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from coaching_site.http.encodings import WSGIApplication

TICK = 0.25  # seconds; a request that takes longer may be waiting for the database


class Watchdog:
    """A WSGI application that lets another one wait for the database only while that answers.

    `is_stuck` finds out whether it does; it may take some seconds.
    """

    def __init__(self, application: WSGIApplication, is_stuck: Callable[[], bool]) -> None:
        self.application, self.is_stuck = application, is_stuck
        self._begun_at: dict[BaseDatabaseWrapper, float] = {}
        self._watching, self._thread = Lock(), Thread()

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer, under watch."""
        self._watch()
        connection = connections["default"]
        self._begun_at[connection] = time.monotonic()
        try:
            return self.application(environ, start_response)
        finally:
            del self._begun_at[connection]

    def _watch(self) -> None:
        """Begin at the first request: a thread does not outlive the fork of a web server."""
        with self._watching:
            if not self._thread.is_alive():
                self._thread = Thread(target=self._free_who_waits, name="watchdog", daemon=True)
                self._thread.start()

    def _free_who_waits(self) -> None:
        while True:
            time.sleep(TICK)
            begun_before = time.monotonic() - TICK
            under_way = self._begun_at.copy()
            waiting = [one for one, begun_at in under_way.items() if begun_at < begun_before]
            if waiting and self.is_stuck():
                for connection in waiting:
                    hang_up(connection)


def hang_up(connection: BaseDatabaseWrapper) -> None:
    """End a connection that another thread waits for; it gets an OperationalError.

    That thread may close it meanwhile, and its number become another's: a request then ends that
    could not have been answered anyway.
    """
    connected = connection.connection
    if connected is None:
        return
    with suppress(psycopg.Error, OSError):
        number = os.dup(connected.fileno())
        with socket.socket(fileno=number) as ours:
            ours.shutdown(socket.SHUT_RDWR)
