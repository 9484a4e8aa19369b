"""A database for the time of a measurement, on a server beside the demo's."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from benchmarks.content import fill

DIRECTORY = settings.VAR_DIR / "benchmarks" / "postgres"


@contextmanager
def database_of(articles: int, directory: Path = DIRECTORY) -> Iterator[str]:
    """Let Django use a new database with so many articles; give its address for `DATABASE_URL`.

    `directory` is that of the embedded server which holds it.
    """
    connection.close()
    name, usual = f"benchmark_{articles}_{os.getpid()}", dict(connection.settings_dict)
    connection.settings_dict |= {"HOST": directory, "NAME": name}
    connection.settings_dict["TEST"]["NAME"] = name
    with tempfile.TemporaryDirectory() as settings.MEDIA_ROOT:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            if articles:
                fill(articles)
            yield address_of(name)
        finally:
            connection.creation.destroy_test_db(usual["NAME"], verbosity=0)
            connection.settings_dict |= usual


def address_of(name: str) -> str:
    """Return where other processes find a database of this server."""
    parameters = connection.get_connection_params()
    return f"postgres://{parameters['user']}@/{parameters['host']}/{name}"
