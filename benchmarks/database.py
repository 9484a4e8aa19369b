"""A database for the time of a measurement, on a server beside the demo's."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
from django.conf import settings
from django.db import connection

from benchmarks.content import fill

DIRECTORY = settings.VAR_DIR / "benchmarks" / "postgres"
PER_ARTICLE = 10


@contextmanager
def database_of(articles: int) -> Iterator[str]:
    """Let Django use a new database with so many articles; give its address for `DATABASE_URL`."""
    connection.close()
    name = f"load_{articles}_{os.getpid()}"
    usual = connection.settings_dict["NAME"], connection.settings_dict["HOST"]
    connection.settings_dict |= {"HOST": DIRECTORY, "NAME": name}
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        fill(articles, PER_ARTICLE * articles, PER_ARTICLE * articles)
        parameters = connection.get_connection_params()
        yield f"postgres://{parameters['user']}@/{parameters['host']}/{name}"
    finally:
        connection.creation.destroy_test_db(usual[0], verbosity=0)
        connection.settings_dict["NAME"], connection.settings_dict["HOST"] = usual


def backends() -> list[psutil.Process]:
    """Return the processes of PostgreSQL that work for others here or in what is named after it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity "
            "WHERE starts_with(datname, current_database()) AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend'"
        )
        return [psutil.Process(pid) for (pid,) in cursor]
