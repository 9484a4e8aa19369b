"""Data directories and sessions for the tests of the embedded server."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coaching_site.database.embedded_postgres import orphans
from coaching_site.database.embedded_postgres.server import Server, server_in
from tests.coaching_site.database.embedded_postgres.processes import Session


@pytest.fixture
def new_directory() -> Iterator[Path]:
    """Name a data directory that does not exist yet."""
    with temporary_folder() as folder:
        yield folder / "var" / "postgres"
        stop_all(folder / "var" / "postgres")


@pytest.fixture(scope="session")
def shared_directory() -> Iterator[Path]:
    """Make a data directory once, since that takes half a second."""
    with temporary_folder() as folder:
        server = Server(folder / "var" / "postgres")
        server.ensure()
        server.leave()
        yield server.directory


@pytest.fixture
def directory(shared_directory: Path) -> Iterator[Path]:
    """Return a data directory whose server is at rest."""
    yield shared_directory
    stop_all(shared_directory)


@pytest.fixture
def server(directory: Path) -> Iterator[Server]:
    """Return the object that connections of this process use too."""
    server = server_in(directory)
    yield server
    server.leave()


@pytest.fixture
def open_session(directory: Path) -> Iterator[Callable[[], Session]]:
    sessions: list[Session] = []

    def open_one() -> Session:
        sessions.append(Session(directory))
        return sessions[-1]

    yield open_one
    for session in sessions:
        session.kill()


def stop_all(directory: Path) -> None:
    """Leave nothing running for the next test, whatever became of this one."""
    if directory.exists():
        orphans.clear(directory)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Make a folder at a path short enough for a socket, which pytest's are not everywhere."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-", dir="/tmp")).resolve()
    yield folder
    shutil.rmtree(folder)
