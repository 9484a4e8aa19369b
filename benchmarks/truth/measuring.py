"""Runs the measure: readers all the while, changes in an uneven rhythm, faults in between."""

import os
import signal
import time
from random import Random
from threading import Event, Thread

import psutil
from django.db import connection

from benchmarks.database import DIRECTORY
from benchmarks.goals import Goal, Report
from benchmarks.servers import Server, site
from benchmarks.truth.answers import ADDRESSES, LISTS, Answer, ask
from benchmarks.truth.changes import Site
from benchmarks.truth.judging import Verdict, judge
from coaching_site.database.embedded_postgres.server import server_in

CHANGES, PAUSE = 500, (0.0, 0.1)  # seconds between two
READERS, REQUESTS_PER_SECOND = 4, 50
FAULTS = {"cut every connection": 60, "kill a worker": 150, "restart PostgreSQL": 240}
TOLD = 20  # of the answers that were wrong


def measure(database: str) -> Report:
    """Change the site while it is read, then say what was true."""
    changed, answers, end = Site(seed=int(time.time())), list[Answer](), Event()
    with site(database) as server:
        readers = [
            Thread(target=read, args=(server.address, answers, end, Random(seed)))
            for seed in range(READERS)
        ]
        for reader in readers:
            reader.start()
        try:
            change(changed, server)
        finally:
            end.set()
            for reader in readers:
                reader.join()
    return report(judge(changed.events, answers), len(answers))


def read(address: str, answers: list[Answer], end: Event, random: Random) -> None:
    """Ask for one page after another until the end, half of the time for a list."""
    rhythm = READERS / REQUESTS_PER_SECOND
    due = time.monotonic() + random.uniform(0, rhythm)
    while not end.wait(max(0, due - time.monotonic())):
        due += rhythm
        answers.append(ask(address, random.choice(random.choice([LISTS, ADDRESSES]))))


def change(changed: Site, server: Server) -> None:
    """Commit the changes, with faults in between."""
    for number in range(CHANGES):
        changed.change()
        for fault, every in FAULTS.items():
            if number % every == every // 2:
                cause(fault, server)
        time.sleep(changed.random.uniform(*PAUSE))
    time.sleep(1)


def cause(fault: str, server: Server) -> None:
    """Take from the web processes what they lean on."""
    if fault == "cut every connection":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
    elif fault == "kill a worker":
        server.workers()[0].kill()
    else:
        connection.close()
        pid = int((DIRECTORY / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGINT)
        psutil.Process(pid).wait(30)
        server_in(DIRECTORY).ensure()


def report(verdict: Verdict, answers: int) -> Report:
    """Return goals and figures, and the first answers that were wrong."""
    wrong = {
        "older than 100 ms": verdict.stale,
        "back to an older state": verdict.backwards,
        "never committed": verdict.uncommitted,
    }
    goals = [
        Goal(f"{CHANGES} changes", f"no answer {kind}", str(len(found)), not found)
        for kind, found in wrong.items()
    ]
    figures = (
        f"{answers:,} requests: {verdict.true:,} answers were true, {verdict.mixed:,} made while "
        f"something changed; {verdict.unanswered:,} got none, while something was away."
    )
    told = [f"- {line}" for found in wrong.values() for line in found][:TOLD]
    return Report("Truth", goals, "\n".join([figures, "", *told]))
