"""Somebody sends 10,000 comments from one address, as fast as they are answered."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Thread

from django.utils import timezone

from benchmarks.goals import Goal, at_most
from blog.models import Comment
from coaching_site.models import UseCount
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

COMMENTS, SENDERS = 10_000, 8
BESIDE = 15  # seconds after which somebody else writes
SOURCE, EMAIL, WORDS = "127.0.3.1", "stortvloed@elders.example", "Stortvloed"
MOST_STORED, MOST_MAILS = 20, 10
# What those who are let through leave behind, and the readers who search; by far not 10,000.
MOST_ROWS, MOST_LINES = 50, 100
TAKEN, REFUSED, OTHERWISE = "taken", "refused", "otherwise"


@dataclass(frozen=True, slots=True)
class Left:
    """What a flood left behind."""

    comments: int
    mails: int
    counts: int
    lines: int  # in the log


def measure(stage: Stage) -> list[Goal]:
    """Flood the site while others read, comment and ask; then the same source does, as a person."""
    begun, sent = timezone.now(), list[str]()
    counts = UseCount.objects.count()
    senders = [Thread(target=send, args=(stage.address, number, sent)) for number in range(SENDERS)]
    with reading(stage.address) as read:
        with running(senders):
            time.sleep(BESIDE)
            beside = ordinary(Visitor(stage.address, "127.0.0.2"), "ernaast")
        seconds = (timezone.now() - begun).total_seconds()
    left = Left(
        Comment.objects.filter(text__startswith=WORDS).count(),
        mails_to_practice(begun),
        UseCount.objects.count() - counts,
        stage.log_of("web").count("\n"),
    )
    time.sleep(SOON)
    later = ordinary(Visitor(stage.address, SOURCE), "later")
    return [
        *judged(sent, seconds, left, read),
        *judged_ordinary("flood of comments", beside, later),
    ]


def send(site: str, number: int, sent: list[str]) -> None:
    """Send the share of one sender from one opened form; add what became of each."""
    visitor = Visitor(site, SOURCE)
    form = visitor.open_form(COMMENT_FORM)
    for turn in range(COMMENTS // SENDERS):
        typed = comment(f"{WORDS} {number} {turn}", EMAIL)
        sent.append(outcome(visitor.send(form, **typed), typed))


def outcome(answer: Answer, typed: dict[str, str]) -> str:
    """Return what became of a comment: refused is only what can be sent again, and says when."""
    if answer.is_taken:
        return TAKEN
    says_when = answer.headers.get("Retry-After", "").isdigit()
    return REFUSED if answer.status == 429 and says_when and is_kept(answer, typed) else OTHERWISE


def judged(
    sent: Sequence[str], seconds: float, left: Left, read: Sequence[Answer]
) -> Iterator[Goal]:
    """Yield how much of a flood may come through, that it leaves nothing, and who notices."""
    rate = len(sent) / seconds
    flood = f"{len(sent):,} comments from one source in {seconds:.0f} s ({rate:.0f} a second)"
    yield at_most(f"{flood}, stored", left.comments, MOST_STORED, "comments")
    yield at_most(f"{flood}, to the practice", left.mails, MOST_MAILS, "mails an hour")
    yield at_most(f"{flood}, counts", left.counts, MOST_ROWS, "rows")
    yield at_most(f"{flood}, log", left.lines, MOST_LINES, "lines")
    asked = "429 with Retry-After and every typed word"
    yield all_are("what is not taken", asked, [one == REFUSED for one in sent if one != TAKEN])
    subject = f"readers during the flood, {len(read):,} pages, p95"
    yield at_most(subject, percentile(read, 0.95), READERS_P95, "ms")
