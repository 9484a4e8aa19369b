"""Compares what was answered with what was true."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks.truth.state import Shown, State

GRACE = 0.1  # seconds after a commit within which an answer may still be of before
NO_WAY_BACK = 0.02


@dataclass(frozen=True)
class Event:
    """A commit, between two moments, or one at which an article appears or ends by itself."""

    begun: float
    done: float
    state: State


@dataclass(frozen=True)
class Answer:
    """What somebody got; without an answer `shown` is None."""

    address: str
    asked: float
    got: float
    shown: Shown | None


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
    latest: float = 0.0  # seconds after a commit at which somebody still got what was before

    @property
    def is_clean(self) -> bool:
        return not (self.stale or self.uncommitted or self.backwards)


def judge(events: Iterable[Event], answers: Iterable[Answer]) -> Verdict:
    """Hold every answer against the versions of its page."""
    events = sorted(events, key=lambda event: event.done)
    by_address: dict[str, list[Answer]] = {}
    verdict = Verdict()
    for answer in answers:
        if answer.shown is None:
            verdict.unanswered += 1
        else:
            by_address.setdefault(answer.address, []).append(answer)
    for address, given in by_address.items():
        versions = list(_versions(events, address))
        _judge_page(versions, sorted(given, key=lambda answer: answer.asked), verdict)
    return verdict


def _versions(events: list[Event], address: str) -> Iterator[Version]:
    """Tell the different things a page had to show, in order."""
    told = [(event.begun, event.done, event.state.shows(address, event.done)) for event in events]
    changes = [told[0], *(after for before, after in pairwise(told) if before[2] != after[2])]
    ends = [done for _begun, done, _shown in changes[1:]]
    for (begun, _done, shown), replaced in zip(changes, [*ends, float("inf")], strict=True):
        yield Version(begun, replaced, shown)


def _judge_page(versions: list[Version], answers: list[Answer], verdict: Verdict) -> None:
    seen: list[tuple[float, int]] = []  # when somebody had got which version
    for answer in answers:
        allowed = [
            place
            for place, version in enumerate(versions)
            if version.begun <= answer.got and version.replaced + GRACE >= answer.asked
        ]
        places = [place for place in allowed if versions[place].shown == answer.shown]
        if not places and _is_mixed(answer, [versions[place].shown for place in allowed]):
            verdict.mixed += 1
            continue
        if not places:
            _blame(versions, answer, allowed, verdict)
            continue
        verdict.true += 1
        place = places[-1]
        late = answer.asked - versions[place].replaced
        verdict.latest = max(verdict.latest, late)
        newest = max((at for got, at in seen if got < answer.asked), default=0)
        if place < newest and late > NO_WAY_BACK:
            verdict.backwards.append(f"{answer.address}: {late * 1000:.0f} ms after the commit")
        seen.append((answer.got, place))


def _is_mixed(answer: Answer, allowed: list[Shown]) -> bool:
    """Tell whether an answer lies between things that were all true while it was made.

    A page is made of several queries, and PostgreSQL shows each what was committed until then.
    """
    if answer.shown is None or answer.shown[0] not in {status for status, _marks in allowed}:
        return False
    marks = [marks for status, marks in allowed if status == answer.shown[0]]
    at_least, at_most = frozenset.intersection(*marks), frozenset.union(*marks)
    return at_least <= answer.shown[1] <= at_most


def _blame(versions: list[Version], answer: Answer, allowed: list[int], verdict: Verdict) -> None:
    """Say in what way an answer is wrong: of before, or never committed by then."""
    before = [v for v in versions[: allowed[0]] if v.shown == answer.shown]
    if before:
        late = answer.asked - before[-1].replaced
        verdict.stale.append(f"{answer.address}: {late * 1000:.0f} ms after the commit")
    else:
        verdict.uncommitted.append(_difference(answer, versions[allowed[-1]]))


def _difference(answer: Answer, version: Version) -> str:
    status, marks = answer.shown or (0, frozenset())
    expected, more, less = version.shown[1], marks - version.shown[1], version.shown[1] - marks
    return (
        f"{answer.address}: {status}, asked {answer.asked - version.begun:.3f} s and got "
        f"{answer.got - version.begun:.3f} s after the commit of {sorted(expected)}: "
        f"{sorted(more)} too much, {sorted(less)} missing"
    )
