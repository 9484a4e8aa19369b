"""A database and web processes of their own, for as long as a measure takes."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from benchmarks.truth.judging import Answer
from benchmarks.truth.state import read
from coaching_site.database.embedded_postgres.server import server_in

PORT = 8765


@contextmanager
def running_site(**variables: str) -> Iterator["Servers"]:
    """Start a site that is empty, and stop and erase it afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # the account of PostgreSQL passes through it
        servers = Servers(Path(folder))
        try:
            servers.start(**variables)
            yield servers
        finally:
            servers.stop()


class Servers:
    """A database of its own and two web processes with a page cache."""

    def __init__(self, folder: Path) -> None:
        self.database = server_in(folder / "postgres")
        connection.settings_dict.update(HOST=folder / "postgres", NAME="truth")
        settings.DEBUG = False
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self, **variables: str) -> None:
        """Return when both processes answer; `variables` add to their environment."""
        connection.ensure_connection()
        call_command("migrate", verbosity=0)
        socket = self.database.address["host"]
        self.environment = os.environ | {
            "SITE_MODE": "demo",
            "DATABASE_URL": f"postgres://postgres@/{socket}/truth",
            "PAGE_CACHE_MEGABYTES": "64",
        }
        self.environment |= variables
        self.run("manage.py", "collectstatic", "--noinput", "--verbosity=0").wait()
        arguments = ["--workers", "2", "--bind", f"127.0.0.1:{PORT}", "--log-level", "critical"]
        self.gunicorn = self.run("-m", "gunicorn", "coaching_site.wsgi", *arguments)
        while ask("/healthz").shown is None:
            time.sleep(0.1)

    def run(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start `python <arguments>` as a process of this site."""
        command = [sys.executable, *arguments]
        process = subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL)  # noqa: S603 (our own words)
        self.processes.append(process)
        return process

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait()
        connection.close()
        self.database.leave()

    def cause(self, fault: str) -> None:
        """Take from the web processes what they lean on."""
        if fault == "stop listening":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                    "query IN ('LISTEN page_cache', 'SELECT 1') AND pid <> pg_backend_pid()"
                )
        elif fault == "kill a worker":
            psutil.Process(self.gunicorn.pid).children()[0].kill()
        else:
            connection.close()
            pid = int((self.database.directory / "postmaster.pid").read_text().split()[0])
            os.kill(pid, signal.SIGINT)
            psutil.Process(pid).wait(30)
            self.database.ensure()


def ask(address: str, port: int = PORT) -> Answer:
    """Ask for a page as a browser without a cache does."""
    asked = time.time()
    try:
        caller = HTTPConnection("127.0.0.1", port, timeout=10)
        caller.request("GET", address)
        response = caller.getresponse()
        page = response.read().decode()
        caller.close()
    except (HTTPException, OSError):
        return Answer(address, asked, time.time(), None)
    got = time.time()
    fails = response.status >= 500  # noqa: PLR2004 (what it answers when it cannot)
    return Answer(address, asked, got, None if fails else read(address, response.status, page))
