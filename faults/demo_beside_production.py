"""`make demo` is started in a folder whose `.env` is that of a real site."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
from django.conf import settings

from benchmarks.goals import Goal
from benchmarks.servers import free_port
from demo.processes import wait_until_answers
from faults.stage.site import Stage, wait_until
from tests.database_rows import DatabaseRows

LEFT_OUT = (".git", ".venv*", "var", ".env", "__pycache__", "node_modules", ".*_cache")
# Neither the shell that runs this nor Make may tell the demo which database is its own.
OF_THIS_RUN = ("SITE_MODE", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "MAKEFLAGS", "MAKELEVEL")
OF_PRODUCTION = (
    "SITE_MODE", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "DATABASE_URL", "DEFAULT_FROM_EMAIL",
    "SMTP_URL", "MEDIA_ROOT",
)  # fmt: skip
GIVE_UP = 20


def measure(stage: Stage) -> list[Goal]:
    """Run it in a copy of this folder, and compare the rows of the real site before and after."""
    copy = stage.folder / "site"
    shutil.copytree(settings.BASE_DIR, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    lines = [f"{name}={stage.environment[name]}" for name in OF_PRODUCTION]
    (copy / ".env").write_text("\n".join(lines))
    stage.stop("worker")  # so that nothing but the demo writes
    before = DatabaseRows.read()
    answers, remains, said = run_demo(copy)
    after = DatabaseRows.read()
    changed = [name for name, rows in before.of_table.items() if rows != after.of_table[name]]
    return list(judged(changed, answers, remains, said))


def run_demo(folder: Path) -> tuple[bool, int, str]:
    """Run `make demo` until it answers, then end it as a supervisor does: the whole group by TERM.

    Returns whether it answered, how many of its processes are left, and what it said.
    """
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name not in OF_THIS_RUN}
    # What is installed for this run serves the copy too; Make is told that it is complete.
    make = ["make", "demo", f"PORT={port}", f"VENV={sys.prefix}", "-o", f"{sys.prefix}/installed"]
    log = folder.with_name("demo.log")
    with log.open("w") as told:
        demo = subprocess.Popen(
            make, cwd=folder, env=environment, start_new_session=True, stdout=told, stderr=told
        )
    try:
        answers = wait_until(
            lambda: demo.poll() is not None or "Ctrl-C" in log.read_text(), 150
        ) is not None and wait_until_answers(
            f"http://127.0.0.1:{port}/healthz", lambda: demo.poll() is None
        )
        os.killpg(demo.pid, signal.SIGTERM)
        wait_until(lambda: demo.poll() is not None and not _at_work_in(folder), GIVE_UP)
    finally:
        left = _at_work_in(folder)
        for process in left:
            process.kill()
    return answers, len(left), log.read_text()


def judged(changed: list[str], answers: bool, remains: int, said: str) -> Iterator[Goal]:
    """Yield that the real site is untouched, and that the demo works all the same."""
    beside = "make demo beside a production .env"
    yield Goal(f"{beside}: changed tables of that site", "0", f"{len(changed)}", not changed)
    yield Goal(f"{beside}: shows its own", "yes", "yes" if answers else "no", answers)
    says_so = "DATABASE_URL" in said
    yield Goal(f"{beside}: says so", "yes", "yes" if says_so else "no", says_so)
    yield Goal("processes left after TERM to its group", "0", f"{remains}", not remains)


def _at_work_in(folder: Path) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if Path(process.cwd()).is_relative_to(folder):
                found.append(process)
        except psutil.Error:
            continue
    return found
