"""Compares what was answered with what was true.

Wrong is an answer that shows what was replaced too long before it was asked for, that goes back to
an older state than somebody got before, or that shows what was never committed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks.truth.answers import Answer, Shown

# Seconds after a commit within which an answer may be of before it, and also go back to that.
GRACE, NO_WAY_BACK = 0.1, 0.02


@dataclass(frozen=True)
class Event:
    """A commit between two moments, or one at which an article appears or ends by itself."""

    begun: float
    done: float
    shown: Mapping[str, Shown]  # by every page, from then on


@dataclass(frozen=True)
class Version:
    """What a page had to show since an event, until `replaced`."""

    begun: float
    replaced: float
    shown: Shown


@dataclass
class Verdict:
    """How many answers were true, and in what way the others were not."""

    true: int = 0
    mixed: int = 0  # made while something was committed: each part was true, in its own moment
    unanswered: int = 0
    stale: list[str] = field(default_factory=list)
    uncommitted: list[str] = field(default_factory=list)
    backwards: list[str] = field(default_factory=list)


def judge(events: list[Event], answers: Iterable[Answer]) -> Verdict:
    """Hold every answer against the versions of its page."""
    by_address: dict[str, list[Answer]] = {}
    verdict = Verdict()
    for answer in sorted(answers, key=lambda answer: answer.asked):
        if answer.shown is None:
            verdict.unanswered += 1
        else:
            by_address.setdefault(answer.address, []).append(answer)
    for address, given in by_address.items():
        _judge_page(list(_versions(events, address)), given, verdict)
    return verdict


def _versions(events: list[Event], address: str) -> Iterator[Version]:
    """Tell the different things a page had to show, in order."""
    changes = [events[0]]
    changes += [b for a, b in pairwise(events) if a.shown[address] != b.shown[address]]
    ends = [event.done for event in changes[1:]]
    for event, replaced in zip(changes, [*ends, float("inf")], strict=True):
        yield Version(event.begun, replaced, event.shown[address])


def _judge_page(versions: list[Version], answers: list[Answer], verdict: Verdict) -> None:
    seen: list[tuple[float, int]] = []  # when somebody had got which version
    for answer in answers:
        allowed = [
            place
            for place, version in enumerate(versions)
            if version.begun <= answer.got and version.replaced + GRACE >= answer.asked
        ]
        places = [place for place in allowed if versions[place].shown == answer.shown]
        if not places:
            _blame(versions, answer, allowed, verdict)
            continue
        verdict.true += 1
        late = answer.asked - versions[places[-1]].replaced
        newest = max((place for got, place in seen if got < answer.asked), default=0)
        if places[-1] < newest and late > NO_WAY_BACK:
            verdict.backwards.append(f"{answer.address}: {late * 1000:.0f} ms after the commit")
        seen.append((answer.got, places[-1]))


def _blame(versions: list[Version], answer: Answer, allowed: list[int], verdict: Verdict) -> None:
    """Say what it shows instead: two moments at once, what was before, or what never was."""
    before = [version for version in versions[: allowed[0]] if version.shown == answer.shown]
    if _is_mixed(answer, [versions[place].shown for place in allowed]):
        verdict.mixed += 1
    elif before:
        late = answer.asked - before[-1].replaced
        verdict.stale.append(f"{answer.address}: {late * 1000:.0f} ms after the commit")
    else:
        verdict.uncommitted.append(f"{answer}, where {versions[allowed[-1]]} was true")


def _is_mixed(answer: Answer, allowed: list[Shown]) -> bool:
    """Tell whether an answer lies between things that were all true while it was made.

    A page is made of several queries, and PostgreSQL shows each what was committed until then.
    """
    if answer.shown is None or answer.shown[0] not in {status for status, _marks in allowed}:
        return False
    marks = [marks for status, marks in allowed if status == answer.shown[0]]
    at_least, at_most = frozenset.intersection(*marks), frozenset.union(*marks)
    return at_least <= answer.shown[1] <= at_most
