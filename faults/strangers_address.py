"""Somebody asks for coaching again and again in the name of a stranger, from many addresses."""

import time
from collections.abc import Iterator
from threading import Thread

from django.utils import timezone

from benchmarks.goals import Goal, at_most
from contact.models import Inquiry
from faults.stage.judging import SOON, judged_ordinary, mails_to, mails_to_practice
from faults.stage.site import Stage
from faults.stage.visitors import REQUEST_FORM, Answer, Visitor, ordinary, request, running

SOURCES, REQUESTS_EACH = 32, 8
STRANGER, WORDS = "vreemde@elders.example", "In andermans naam"
MOST_TO_STRANGER, MOST_TO_PRACTICE = 3, 10


def measure(stage: Stage) -> list[Goal]:
    """Ask from all sources at once while somebody else comments and asks."""
    begun, sent = timezone.now(), list[Answer]()
    sources = [f"127.0.4.{number + 1}" for number in range(SOURCES)]
    with running([Thread(target=send, args=(stage.address, source, sent)) for source in sources]):
        time.sleep(REQUESTS_EACH)
        beside = ordinary(Visitor(stage.address, "127.0.0.2"), "ernaast")
    to_stranger, to_practice = mails_to([STRANGER], begun), mails_to_practice(begun)
    time.sleep(SOON)
    later = ordinary(Visitor(stage.address, sources[0]), "later")
    stored = Inquiry.objects.filter(text__startswith=WORDS).count()
    return [
        *judged(len(sent), stored, to_stranger, to_practice),
        *judged_ordinary("requests with a stranger's address", beside, later),
    ]


def send(site: str, source: str, sent: list[Answer]) -> None:
    """Send several requests from one source, each from a form of its own."""
    visitor = Visitor(site, source)
    for number in range(REQUESTS_EACH):
        form = visitor.open_form(REQUEST_FORM)
        sent.append(visitor.send(form, **request(f"{WORDS} {source} {number}", STRANGER)))


def judged(sent: int, stored: int, to_stranger: int, to_practice: int) -> Iterator[Goal]:
    """Yield how many mails a stranger and the practice may get of it."""
    asked = f"{sent} requests with a stranger's address, {stored} stored"
    yield at_most(f"{asked}: to the stranger", to_stranger, MOST_TO_STRANGER, "mails an hour")
    yield at_most(f"{asked}: to the practice", to_practice, MOST_TO_PRACTICE, "mails an hour")
