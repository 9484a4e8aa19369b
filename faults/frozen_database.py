"""PostgreSQL takes connections and answers nothing, as on a disk that hangs."""

import time
from collections.abc import Iterator, Sequence

from benchmarks.goals import Goal, at_most
from faults.stage.judging import all_are, says_not_now
from faults.stage.postgres import frozen
from faults.stage.site import Stage, wait_until
from faults.stage.visitors import Answer, Visitor, percentile, reading

# So many that who asks does not depend on who still waits; some asked as it froze.
READERS, BEFORE = 40, 5
SECONDS, MOST_SECONDS, MOST_SECONDS_AFTER = 20, 2, 5


def measure(stage: Stage) -> list[Goal]:
    """Read while it is frozen, and see how soon everything is there again."""
    with reading(stage.address, READERS) as answers:
        time.sleep(BEFORE)
        answers.clear()
        with frozen():
            time.sleep(SECONDS)
    watcher = Visitor(stage.address, "127.0.0.2")
    after = wait_until(lambda: watcher.get("/artikelen/zoeken/?q=les").status == 200, 60)
    return list(judged(answers, after or 60))


def judged(answers: Sequence[Answer], seconds_after: float) -> Iterator[Goal]:
    """Yield how long readers wait at most, and for what."""
    p50, p95, slowest = (percentile(answers, share) / 1_000 for share in (0.5, 0.95, 1))
    subject = f"PostgreSQL frozen for {SECONDS} s, p95 (p50 {p50:.1f} s, slowest {slowest:.1f} s)"
    yield at_most(subject, round(p95, 1), MOST_SECONDS, "s")
    fine = [answer.status == 200 or says_not_now(answer) for answer in answers]
    yield all_are("PostgreSQL frozen, answers", "from memory or 503", fine)
    yield at_most("everything is there again after", seconds_after, MOST_SECONDS_AFTER, "s")
