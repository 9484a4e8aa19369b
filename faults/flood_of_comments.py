"""Somebody sends 10,000 comments within a minute from one address."""

import time
from collections.abc import Iterator, Sequence
from threading import Thread

from django.utils import timezone

from benchmarks.goals import Goal, at_most
from blog.models import Comment
from faults.stage.judging import (
    READERS_P95,
    SOON,
    all_are,
    is_kept,
    judged_ordinary,
    mails_to_practice,
)
from faults.stage.site import Stage
from faults.stage.visitors import (
    COMMENT_FORM,
    Answer,
    Visitor,
    comment,
    ordinary,
    percentile,
    reading,
    running,
)

COMMENTS, SECONDS, SENDERS = 10_000, 60, 8
SOURCE, WORDS = "127.0.3.1", "Stortvloed"
MOST_STORED, MOST_MAILS = 20, 10


def measure(stage: Stage) -> list[Goal]:
    """Flood the site while others read, comment and ask; then the same source does, as a person."""
    begun, sent = timezone.now(), list[tuple[str, Answer]]()
    until = time.monotonic() + SECONDS
    senders = [Thread(target=send, args=(stage.address, until, sent, n)) for n in range(SENDERS)]
    with reading(stage.address) as read:
        with running(senders):
            time.sleep(SECONDS / 4)
            beside = ordinary(Visitor(stage.address, "127.0.0.2"), "ernaast")
        mails = mails_to_practice(begun)
    time.sleep(SOON)
    later = ordinary(Visitor(stage.address, SOURCE), "later")
    stored = Comment.objects.filter(text__startswith=WORDS).count()
    return [
        *judged(sent, stored, mails, read),
        *judged_ordinary("flood of comments", beside, later),
    ]


def send(site: str, until: float, sent: list[tuple[str, Answer]], number: int) -> None:
    """Send one comment after another from one opened form."""
    visitor = Visitor(site, SOURCE)
    form = visitor.open_form(COMMENT_FORM)
    rhythm, due = SENDERS * SECONDS / COMMENTS, time.monotonic()
    while (now := time.monotonic()) < until:
        time.sleep(max(0.0, due - now))
        due += rhythm
        text = f"{WORDS} {number} {len(sent)}"
        sent.append((text, visitor.send(form, **comment(text))))


def judged(
    sent: Sequence[tuple[str, Answer]], stored: int, mails: int, read: Sequence[Answer]
) -> Iterator[Goal]:
    """Yield how much of a flood may come through, and that nobody else notices."""
    refused = [(text, answer) for text, answer in sent if answer.status == 429]
    flood = f"flood of {len(sent):,} comments from one source"
    yield at_most(f"{flood}, stored", stored, MOST_STORED, "comments")
    yield at_most(f"{flood}, to the practice", mails, MOST_MAILS, "mails an hour")
    told = [
        answer.headers.get("Retry-After", "").isdigit() and is_kept(answer, comment(text))
        for text, answer in refused
    ]
    others = sum(not answer.is_taken for _text, answer in sent) - len(refused)
    told += [False] * others
    yield all_are("what is refused", "429 with Retry-After and every typed word", told)
    yield at_most("readers during the flood, p95", percentile(read, 0.95), READERS_P95, "ms")
