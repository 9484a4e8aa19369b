"""PostgreSQL takes connections and answers nothing, as on a disk that hangs."""

import time
from collections.abc import Iterator, Sequence
from itertools import count
from threading import Event, Thread

from benchmarks.goals import Goal, at_most
from faults.stage.judging import all_are, says_not_now
from faults.stage.postgres import frozen
from faults.stage.site import Stage, wait_until
from faults.stage.visitors import Answer, Visitor, percentile, reading, running

# So many that who asks does not depend on who still waits; some asked as it froze.
READERS, BEFORE = 40, 5
# More than gunicorn has threads; they ask without a pause for what is always made anew.
CAUGHT = 16
SECONDS, MOST_SECONDS, MOST_SECONDS_AFTER = 20, 2, 5
MOST_SECONDS_CAUGHT = 5  # to find out, to try to connect once more, and to wait for a thread


def measure(stage: Stage) -> list[Goal]:
    """Read while it is frozen, and see how soon everything is there again."""
    caught: list[Answer] = []
    end = Event()
    asking = [Thread(target=_ask_anew, args=(stage, one, caught, end)) for one in range(CAUGHT)]
    with reading(stage.address, READERS) as answers:
        time.sleep(BEFORE)
        answers.clear()
        with running(asking, end):
            time.sleep(1)
            caught.clear()
            with frozen():
                end.set()
                time.sleep(SECONDS)
    watcher = Visitor(stage.address, "127.0.0.2")
    after = wait_until(lambda: watcher.get("/artikelen/zoeken/?q=les").status == 200, 60)
    return list(judged(answers, caught, after or 60))


def judged(
    answers: Sequence[Answer], caught: Sequence[Answer], seconds_after: float
) -> Iterator[Goal]:
    """Yield how long readers wait at most, and for what."""
    subject = f"PostgreSQL frozen for {SECONDS} s"
    p50, p95 = (percentile(answers, share) / 1_000 for share in (0.5, 0.95))
    yield at_most(f"{subject}, p95 (p50 {p50:.1f} s)", round(p95, 1), MOST_SECONDS, "s")
    slowest = percentile(caught, 1) / 1_000
    yield at_most("slowest of those it caught", round(slowest, 1), MOST_SECONDS_CAUGHT, "s")
    fine = [answer.status == 200 or says_not_now(answer) for answer in (*answers, *caught)]
    yield all_are(f"{subject}, answers", "from memory or 503", fine)
    yield at_most("everything is there again after", seconds_after, MOST_SECONDS_AFTER, "s")


def _ask_anew(stage: Stage, number: int, answers: list[Answer], end: Event) -> None:
    visitor = Visitor(stage.address, f"127.0.2.{number + 1}")
    for time_asked in count():
        if end.is_set():
            return
        answers.append(visitor.get(f"/artikelen/?opnieuw={time_asked}"))
