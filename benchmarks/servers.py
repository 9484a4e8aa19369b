"""gunicorn as the site is served, for the time of a measurement."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Self
from urllib.request import Request, urlopen

import psutil
from django.conf import settings

from demo.processes import LONGEST_STOP, wait_until_answers

WORKERS = 2
CONFIGURATION = settings.BASE_DIR / "gunicorn.conf.py"
APPLICATIONS = Path(__file__).parent / "applications"
MEGABYTE = 1024 * 1024
# What browsers say that they accept, and what somebody says who wants no compression.
BY_BROWSERS, UNCOMPRESSED = "gzip, deflate, br, zstd", "identity"


class Server:
    """gunicorn with sync workers on loopback, in a process group that ends with the `with` block.

    `environment` comes on top of what this process has.
    """

    def __init__(
        self,
        application: str,
        environment: dict[str, str],
        *,
        workers: int = WORKERS,
        python: str = sys.executable,
        directory: Path = APPLICATIONS,
    ) -> None:
        self.address = f"http://127.0.0.1:{_free_port()}"
        # The site is known by its name, as in production; a name that is new would be met first.
        known = {"PYTHONPATH": str(settings.BASE_DIR), "SITE_URL": self.address}
        self._environment = os.environ | environment | known
        self._command = [
            *(python, "-m", "gunicorn", f"{application}:application"),
            *("--bind", self.address.removeprefix("http://"), "--workers", str(workers)),
            *("--config", str(CONFIGURATION)),
            *("--chdir", str(directory), "--log-level", "warning"),
        ]

    def __enter__(self) -> Self:
        self._started_at = time.perf_counter()
        self._process = subprocess.Popen(  # noqa: S603 (our own words)
            self._command, env=self._environment, start_new_session=True
        )
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop the whole group, also what a worker started."""
        try:
            self._process.terminate()
            self._process.wait(LONGEST_STOP)
        finally:
            _kill_group(self._process.pid)
            self._process.wait()

    def first_answer(self, path: str = "/") -> float:
        """Return the seconds from the start to the first answer; leave when none comes."""
        if not wait_until_answers(self.address + path, [self._process]):
            sys.exit(f"{' '.join(self._command)} does not answer.")
        return time.perf_counter() - self._started_at

    def body(self, path: str, accepted: str = BY_BROWSERS) -> bytes:
        """Return what is at a path, in an encoding that is accepted, as it is sent."""
        request = Request(self.address + path, headers={"Accept-Encoding": accepted})  # noqa: S310 (our own address)
        with urlopen(request) as answer:  # noqa: S310
            return bytes(answer.read())

    def processes(self) -> list[psutil.Process]:
        """Return gunicorn and its workers."""
        return [psutil.Process(self._process.pid), *self.workers()]

    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self._process.pid).children()

    def memory(self) -> tuple[float, float]:
        """Return the megabytes of a worker: of all memory that gunicorn takes its part, and RSS.

        What processes share counts once (PSS), and the process that only starts workers with them.
        """
        workers = self.workers()
        taken = sum(process.memory_full_info().pss for process in self.processes())
        mapped = sum(worker.memory_info().rss for worker in workers)
        return taken / len(workers) / MEGABYTE, mapped / len(workers) / MEGABYTE


def processor_seconds(processes: Iterable[psutil.Process]) -> dict[int, float]:
    """Return what each process that still lives has used so far, by its number."""
    used = {}
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            used[process.pid] = sum(process.cpu_times()[:2])
    return used


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _kill_group(number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(number, signal.SIGKILL)
