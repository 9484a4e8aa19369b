"""The server of PostgreSQL on which a fault happens, and what can be done to it."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import psutil
import psycopg
from django.db import connection
from psycopg import sql

from benchmarks.database import address_of
from coaching_site.database.embedded_postgres.orphans import postgres_processes
from coaching_site.database.embedded_postgres.server import server_in
from faults.stage.site import FOLDER

DIRECTORY = FOLDER / "postgres"
LONGEST_STOP = 30  # seconds
MOST_CONNECTIONS = 500
CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> ALL(%s)"


@contextmanager
def copy_of(template: str, name: str) -> Iterator[str]:
    """Let Django use a copy of a database; give its address for `DATABASE_URL`."""
    connection.close()
    _command("CREATE DATABASE {} TEMPLATE {}", name, template)
    connection.settings_dict["NAME"] = name
    try:
        yield address_of(name)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = template
        _command("DROP DATABASE {} WITH (FORCE)", name)


@contextmanager
def frozen() -> Iterator[None]:
    """Let the server take connections and answer nothing, as on a disk that hangs."""
    connection.close()
    processes = list(postgres_processes(DIRECTORY))
    _signal(processes, signal.SIGSTOP)
    try:
        yield
    finally:
        _signal(processes, signal.SIGCONT)


@contextmanager
def stopped() -> Iterator[None]:
    """Let no server be there."""
    connection.close()
    pid = int((DIRECTORY / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGINT)
    psutil.Process(pid).wait(LONGEST_STOP)
    try:
        yield
    finally:
        server_in(DIRECTORY).ensure()


@contextmanager
def without_connections() -> Iterator[None]:
    """Take every connection that the server has, those of the site too."""
    connection.close()
    with ExitStack() as held, _connection("postgres") as first:
        taken = [first.info.backend_pid]
        _take_what_is_left(held, taken)
        first.execute(CUT, [connection.settings_dict["NAME"], taken])
        _take_what_is_left(held, taken)
        yield


@contextmanager
def read_only() -> Iterator[None]:
    """Let the database refuse to store anything, as a replica does."""
    connection.close()
    name = connection.settings_dict["NAME"]
    _command("ALTER DATABASE {} SET default_transaction_read_only = on", name)
    _cut_connections(name)
    try:
        yield
    finally:
        _command("ALTER DATABASE {} RESET default_transaction_read_only", name)
        _cut_connections(name)


@contextmanager
def locked(table: str, key: int) -> Iterator[None]:
    """Hold one row, as a transaction does that nobody ends."""
    name = connection.settings_dict["NAME"]
    with _connection(name) as holding, holding.transaction():
        query = sql.SQL("SELECT FROM {} WHERE id = %s FOR UPDATE").format(sql.Identifier(table))
        holding.execute(query, [key])
        yield


def _take_what_is_left(held: ExitStack, taken: list[int]) -> None:
    with suppress(psycopg.OperationalError):
        for _number in range(MOST_CONNECTIONS):
            one = held.enter_context(_connection("postgres"))
            taken.append(one.info.backend_pid)
        sys.exit(f"The server still gives connections after {MOST_CONNECTIONS}.")


def _cut_connections(name: str) -> None:
    with _connection("postgres") as one:
        one.execute(CUT, [name, []])


def _connection(database: str) -> psycopg.Connection[tuple[Any, ...]]:
    return psycopg.connect(dbname=database, autocommit=True, **server_in(DIRECTORY).address)


def _command(command: str, *names: str) -> None:
    with _connection("postgres") as one:
        one.execute(sql.SQL(command).format(*map(sql.Identifier, names)))


def _signal(processes: list[psutil.Process], number: signal.Signals) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(number)
