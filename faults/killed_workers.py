"""Web workers are killed while people send comments and requests."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread

from benchmarks.goals import Goal
from blog.models import Comment
from contact.models import Inquiry
from faults.stage.judging import all_are
from faults.stage.site import Stage
from faults.stage.visitors import (
    COMMENT_FORM,
    REQUEST_FORM,
    Answer,
    Visitor,
    comment,
    request,
    running,
)

EACH, SENDERS, BETWEEN_KILLS = 250, 24, 1.0
ATTEMPTS = 10


@dataclass(frozen=True, slots=True)
class Sending:
    """One form that somebody sent until there was an answer, and how often its text is stored."""

    path: str
    text: str
    answer: Answer
    stored: int = 0


def measure(stage: Stage) -> list[Goal]:
    """Kill a worker each second until all have sent theirs."""
    waiting, sent, end = SimpleQueue[tuple[int, str]](), list[Sending](), Event()
    for number in range(EACH):
        for path in (COMMENT_FORM, REQUEST_FORM):
            waiting.put((number, path))
    senders = [Thread(target=send, args=(stage.address, waiting, sent)) for _n in range(SENDERS)]
    killer = Thread(target=kill, args=(stage, end))
    with running([killer], end), running(senders):
        pass
    return list(judged([_with_count(sending) for sending in sent]))


def send(site: str, waiting: SimpleQueue[tuple[int, str]], sent: list[Sending]) -> None:
    """Send what waits; who gets no answer sends the same form again."""
    while True:
        try:
            number, path = waiting.get_nowait()
        except Empty:
            return
        visitor = Visitor(site, f"127.{number // 200 + 1}.{number % 200}.1")
        text = f"Nummer {number} van velen, {path}"
        words = comment if path == COMMENT_FORM else request
        typed = words(text, f"iemand-{number}@school.nl")
        sent.append(Sending(path, text, _until_answered(visitor, path, typed)))


def kill(stage: Stage, end: Event) -> None:
    """Kill the oldest worker every so often, as the kernel does that runs out of memory."""
    while not end.wait(BETWEEN_KILLS):
        for worker in stage.web_workers()[:1]:
            worker.kill()


def judged(sent: Sequence[Sending]) -> Iterator[Goal]:
    """Yield that each that was answered is taken and there once, and none twice."""
    for path, what in ((COMMENT_FORM, "comments"), (REQUEST_FORM, "requests")):
        some = [sending for sending in sent if sending.path == path]
        answered = [sending for sending in some if sending.answer.status]
        once = [sending.answer.is_taken and sending.stored == 1 for sending in answered]
        subject = f"{len(some)} {what} while workers are killed"
        yield all_are(f"{subject}: answered", "taken, and stored exactly once", once)
        twice = sum(sending.stored > 1 for sending in some)
        yield Goal(f"{subject}: stored twice", "0", f"{twice}", not twice)


def _until_answered(visitor: Visitor, path: str, typed: dict[str, str]) -> Answer:
    form = None
    for _attempt in range(ATTEMPTS):
        try:
            form = form or visitor.open_form(path)
        except ValueError:
            time.sleep(0.2)
            continue
        answer = visitor.send(form, **typed)
        if answer.status and answer.status < 500:
            return answer
    return Answer(0, 0)


def _with_count(sending: Sending) -> Sending:
    model = Comment if sending.path == COMMENT_FORM else Inquiry
    stored = model.objects.filter(text=sending.text).count()
    return Sending(sending.path, sending.text, sending.answer, stored)
