"""Wagtail with the same content, where `make bench-peers` installed it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from psycopg import sql

from benchmarks.served import PAGES
from benchmarks.servers import Server

PYTHON = settings.BASE_DIR / ".venv-peers" / "bin" / "python"
DIRECTORY = Path(__file__).parent / "peers"
SUFFIX = "_wagtail"  # of its database's name, after that of the site it copies
# The pages that it has too, at the same addresses.
SHARED = {"article, 5 comments", "article, 100 comments", "list"}


@contextmanager
def wagtail(database: str) -> Iterator[Server | None]:
    """Give a server with the articles of this database, or None where nothing is installed."""
    if not PYTHON.exists():
        yield None
        return
    name = sql.Identifier(f"{connection.settings_dict['NAME']}{SUFFIX}")
    environment = {
        "DATABASE_URL": database + SUFFIX,
        "SOURCE": database,
        "DJANGO_SETTINGS_MODULE": "wagtail_site.settings",
    }
    _execute(sql.SQL("CREATE DATABASE {}").format(name))
    try:
        _fill(environment)
        with Server(
            "wagtail_site.wsgi", environment, python=str(PYTHON), directory=DIRECTORY
        ) as server:
            server.first_answer(PAGES["list"])
            yield server
    finally:
        _execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def _fill(environment: dict[str, str]) -> None:
    subprocess.run(  # noqa: S603 (our own words)
        [PYTHON, "-m", "wagtail_site.filling"],
        check=True,
        cwd=DIRECTORY,
        env={"PATH": os.environ["PATH"], **environment},
    )


def _execute(statement: sql.Composed) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
