"""gunicorn as the site is served, for the time of a measurement."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self
from urllib.request import Request, urlopen

import psutil
from django.conf import settings

from demo.processes import stop_group, wait_until_answers

WORKERS = 2
PEERS = Path(__file__).parent / "peers"
LOG = settings.VAR_DIR / "benchmarks" / "gunicorn.log"
ACCEPTED = "gzip, deflate, br, zstd"  # what browsers say that they accept
MEGABYTE = 1024 * 1024


class Server:
    """gunicorn as `gunicorn.conf.py` has it, on loopback, in a process group of its own.

    It ends with the `with` block; `environment` comes on top of what this process has.
    """

    def __init__(self, application: str, environment: dict[str, str]) -> None:
        self.address = f"http://127.0.0.1:{free_port()}"
        # The site is known by its name, as in production; a name that is new would be met first.
        known = {"PYTHONPATH": f"{settings.BASE_DIR}:{PEERS}", "SITE_URL": self.address}
        self._environment = os.environ | environment | known
        self._command = [
            *(sys.executable, "-m", "gunicorn", f"{application}:application"),
            *("--bind", self.address.removeprefix("http://"), "--workers", str(WORKERS)),
            *("--chdir", str(settings.BASE_DIR), "--config", "gunicorn.conf.py"),
            *("--log-level", "critical"),
        ]

    def __enter__(self) -> Self:
        started_at = time.perf_counter()
        with LOG.open("w") as log:
            self._process = subprocess.Popen(
                self._command, env=self._environment, start_new_session=True, stderr=log
            )
        if not wait_until_answers(self.address, lambda: self._process.poll() is None):
            sys.exit(f"{' '.join(self._command)} does not answer; see {LOG}.")
        self.seconds_to_first_page = time.perf_counter() - started_at
        return self

    def __exit__(self, *_error: object) -> None:
        stop_group(self._process)

    def body(self, path: str) -> bytes:
        """Return what is at a path, compressed as a browser gets it."""
        request = Request(self.address + path, headers={"Accept-Encoding": ACCEPTED})
        with urlopen(request) as answer:
            return bytes(answer.read())

    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self._process.pid).children()

    def megabytes(self) -> float:
        """Return the memory of gunicorn and its workers; what they share counts once (PSS)."""
        processes = [psutil.Process(self._process.pid), *self.workers()]
        return sum(process.memory_full_info().pss for process in processes) / MEGABYTE


def site(database: str) -> Server:
    """Return the site as in production, reached over plain HTTP; no mail leaves it."""
    return Server("coaching_site.wsgi", site_environment(database))


def site_environment(database: str) -> dict[str, str]:
    """Return what the site reads from its environment."""
    return {
        "SITE_MODE": "production",
        "SECRET_KEY": "only-for-benchmarks" * 4,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": "http://127.0.0.1",
        "DATABASE_URL": database,
        "DEFAULT_FROM_EMAIL": "praktijk@voorbeeld.nl",
        "SMTP_URL": "smtp://127.0.0.1:1",
        "SECURE_SSL_REDIRECT": "false",
        "TRUSTED_PROXY_COUNT": "0",
    }


def bare_view(size: int) -> Server:
    """Return a Django view that answers so many constant bytes."""
    return Server("bare_view", {"PAGE_BYTES": str(size)})


def free_port() -> int:
    """Return a port of loopback on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
