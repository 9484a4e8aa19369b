"""gunicorn is stopped and started while people read and comment."""

import time
from collections.abc import Iterator, Sequence
from threading import Event, Thread

from benchmarks.goals import Goal
from faults.stage.site import Stage
from faults.stage.visitors import Answer, Visitor, percentile, reading, running

RESTARTS, BETWEEN = 3, 3  # seconds
SENDERS = 4


def measure(stage: Stage) -> list[Goal]:
    """Restart it a few times by TERM and a new start, with the socket that systemd would hold."""
    sent, end = list[Answer](), Event()
    senders = [Thread(target=send, args=(stage.address, n, end, sent)) for n in range(SENDERS)]
    with reading(stage.address) as read, running(senders, end):
        for _restart in range(RESTARTS):
            time.sleep(BETWEEN)
            stage.stop("web")
            stage.start_web()
        time.sleep(BETWEEN)
    return list(judged([*read, *sent]))


def send(site: str, number: int, end: Event, sent: list[Answer]) -> None:
    """Comment once every few seconds, each time from another network."""
    while not end.is_set():
        visitor = Visitor(site, f"127.5.{SENDERS * len(sent) % 200 + number}.1")
        sent.append(visitor.comment(f"Tijdens een herstart {number} {len(sent)}"))


def judged(answers: Sequence[Answer]) -> Iterator[Goal]:
    """Yield that nobody notices more than a wait."""
    failed = sum(answer.status == 0 or answer.status >= 500 for answer in answers)
    slowest = percentile(answers, 1) / 1_000
    subject = f"{RESTARTS} restarts, {len(answers)} requests (slowest {slowest:.1f} s): failed"
    yield Goal(subject, "0", f"{failed}", not failed)
