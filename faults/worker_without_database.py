"""The worker starts while PostgreSQL is away."""

import time
from collections.abc import Iterator

from benchmarks.goals import Goal, at_most
from faults.stage.postgres import stopped
from faults.stage.site import Stage, wait_until
from faults.stage.visitors import Visitor

AWAY, LONGEST_WAIT = 15, 45  # seconds; the worker looks again at most half a minute later
GIVE_UP = 90


def measure(stage: Stage) -> list[Goal]:
    """Start it, see whether it stays, and how soon it sends a mail once the database is there."""
    stage.stop("worker")
    with stopped():
        stage.start_worker()
        time.sleep(AWAY)
        waits = stage.is_running("worker")
    visitor = Visitor(stage.address, "127.0.0.2")
    wait_until(lambda: visitor.get("/readyz").status == 200, GIVE_UP)
    visitor.comment("Een reactie die per mail gemeld wordt.")
    seconds = wait_until(lambda: stage.mail_server.received, GIVE_UP)
    return list(judged(waits, stage.log_of("worker"), seconds or GIVE_UP))


def judged(waits: bool, log: str, seconds: float) -> Iterator[Goal]:
    """Yield that it waits in silence, and works as soon as it can."""
    yield Goal("worker started without a database", "waits", "waits" if waits else "ended", waits)
    tracebacks = log.count("Traceback")
    yield Goal("tracebacks in its log", "0", f"{tracebacks}", not tracebacks)
    yield at_most("a mail afterwards waits", seconds, LONGEST_WAIT, "s")
