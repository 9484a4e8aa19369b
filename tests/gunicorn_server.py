"""gunicorn as it serves the site, for tests of what a request meets before Django."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path

from django.conf import settings
from django.db import connection

from benchmarks.database import address_of
from demo.processes import stop_group

LONGEST_START = 60  # seconds, on the busiest machine
LONGEST_ANSWER = 60


@dataclass(frozen=True)
class Answer:
    """What came back over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class GunicornServer:
    """A server on loopback; requests are written as they are, so that nothing corrects them."""

    port: int

    def ask(
        self,
        path: str,
        headers: Mapping[str, str] | None = None,
        *,
        method: str = "GET",
        body: bytes = b"",
    ) -> Answer:
        """Send one request whole, and only then read its answer, as browsers do."""
        lines = {"Host": "127.0.0.1", "Connection": "close"} | dict(headers or {})
        if body:
            lines["Content-Length"] = str(len(body))
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        with closing(socket.create_connection(("127.0.0.1", self.port), LONGEST_ANSWER)) as line:
            line.sendall(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode())
            line.sendall(body)
            response = HTTPResponse(line, method=method)
            response.begin()
            return Answer(response.status, dict(response.getheaders()), response.read())


@contextmanager
def gunicorn_server(folder: Path, **environment: str) -> Iterator[GunicornServer]:
    """Serve the site with the documented configuration and one worker; `folder` is for the log."""
    log = folder / "gunicorn.log"
    command = [sys.executable, "-m", "gunicorn", "coaching_site.wsgi", "--bind", "127.0.0.1:0"]
    with log.open("w") as written:
        process = subprocess.Popen(
            [*command, "--workers", "1"],
            cwd=settings.BASE_DIR,
            env=os.environ | environment,
            stderr=written,
            start_new_session=True,
        )
    try:
        yield GunicornServer(_port(process, log))
    finally:
        stop_group(process)


def address_of_test_database() -> str:
    """Return where the database of the tests is, as `DATABASE_URL` names it."""
    return address_of(connection.settings_dict["NAME"])


def _port(process: subprocess.Popen[bytes], log: Path) -> int:
    """Return where it listens, once it says so."""
    give_up = time.monotonic() + LONGEST_START
    while time.monotonic() < give_up and process.poll() is None:
        if said := re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", log.read_text()):
            return int(said[1])
        time.sleep(0.05)
    raise AssertionError(log.read_text())
