"""Processes of their own that use an embedded server, and what can be seen of them from outside."""

import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from coaching_site.database.embedded_postgres.server import Server

CHECKOUT = Path(__file__).parents[4]
LONG_ENOUGH = 60  # seconds; a test that waits longer has found a fault

CONFIGURED = """
import os, sys, time
import django
from django.conf import settings
from django.core.management import call_command

settings.configure(
    DATABASES={
        "default": {
            "ENGINE": "coaching_site.database.embedded_postgres",
            "NAME": "school", "HOST": sys.argv[1]
        }
    },
    USE_TZ=True,
)
django.setup()
from django.db import connection

def ask(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0] if cursor.description else None
"""

ANSWER_QUESTIONS = """
for query in sys.stdin:
    print(ask(query), flush=True)
"""


class Session:
    """A process that uses the server, asks what it is told, and leaves when told."""

    def __init__(self, directory: Path) -> None:
        self.process = start_script(ANSWER_QUESTIONS, directory)

    def ask(self, query: str) -> str:
        self.tell(query)
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def tell(self, query: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(query + "\n")
        self.process.stdin.flush()

    def leave(self) -> None:
        finish(self.process)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


def start_script(script: str, directory: Path) -> subprocess.Popen[str]:
    """Start a program that may `ask` the server of a directory."""
    return subprocess.Popen(
        [sys.executable, "-c", CONFIGURED + script, str(directory)],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> str:
    """Let a program come to its end without a complaint; return what it printed."""
    output, complaints = process.communicate(timeout=LONG_ENOUGH)
    assert process.returncode == 0, complaints
    assert "Traceback" not in complaints, complaints
    return output.strip()


def run_script(script: str, directory: Path) -> str:
    return finish(start_script(script, directory))


def fork(work: Callable[[], object]) -> int:
    """Let a forked child do this work and nothing else; return its number.

    However the work ends, the child leaves by `os._exit`: else it would go on as a second pytest.
    """
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # the time limit of the test is its parent's
        signal.alarm(LONG_ENOUGH)
        work()
        status = 0
    except BaseException:  # noqa: BLE001 (its parent learns of it by the status)
        traceback.print_exc()
    finally:
        os._exit(status)


def status_of(child: int) -> int:
    """Wait for a forked child and return its exit status, 0 if all went well."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def postmaster(directory: Path) -> int:
    """Return the number of the process that says it is the server."""
    return int((directory / "postmaster.pid").read_text().split()[0])


def leave_stale_pid_files(directory: Path, process: int) -> None:
    """Write what a server leaves behind that had no time to clear up."""
    lines = [str(process), str(directory), "1700000000", "5432", ".", "", "1 1", "ready"]
    owner = directory.stat()
    for name, count in {"postmaster.pid": 8, ".s.PGSQL.5432.lock": 5}.items():
        path = directory / name
        path.write_text("\n".join(lines[:count]) + "\n")
        os.chown(path, owner.st_uid, owner.st_gid)


def is_at_rest(directory: Path) -> bool:
    """Tell whether a server was stopped in good order, or never started."""
    return not Server(directory).answers() and not (directory / "postmaster.pid").exists()
