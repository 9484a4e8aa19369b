"""What two rows of things have in common, in time that grows with their length alone.

`difflib` is quadratic where little repeats and cubic where much does: two texts of 300,000
characters take it minutes. Here what occurs once on both sides is the fixed points (patience
sorting), what lies between them is compared step by step (Myers, "An O(ND) difference algorithm",
1986), and a budget ends both: what it does not reach counts as changed.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

# Under a second of work, and ten times what an article of 300,000 characters with a change in each
# paragraph takes.
STEPS = 1_000_000
# More single differences than this between two fixed points, and a reader sees only confetti.
MAX_DIFFERENCES = 300
# Where nothing occurs once, so many words that follow each other may.
CONTEXT = 4


class Change(StrEnum):
    """Which of two rows holds something."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Run(NamedTuple):
    """`length` things, from `old` on in the one row, that stand from `new` on in the other."""

    old: int
    new: int
    length: int


class Stretch(NamedTuple):
    """A part of both rows: from one index up to another, in each of them."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(slots=True)
class Budget:
    """How many steps a comparison may still take; the same two texts always get equally far."""

    steps: int = STEPS

    def spend(self, steps: int) -> bool:
        """Take steps; tell whether there were enough."""
        self.steps -= steps
        return self.steps >= 0


def common_runs(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> list[Run]:
    """Return what stands in both, in order; what follows each other directly is one run."""
    numbers: dict[Hashable, int] = {}
    comparison = _Comparison(
        [numbers.setdefault(thing, len(numbers)) for thing in old],
        [numbers.setdefault(thing, len(numbers)) for thing in new],
        budget,
    )
    return list(_joined(sorted(comparison.runs())))


def gaps(runs: Sequence[Run], whole: Stretch) -> Iterator[Stretch]:
    """Yield what lies before each run of a stretch and after the last one; it may be empty."""
    old_start, new_start = whole.old_start, whole.new_start
    for run in [*runs, Run(whole.old_end, whole.new_end, 0)]:
        yield Stretch(old_start, run.old, new_start, run.new)
        old_start, new_start = run.old + run.length, run.new + run.length


def whole_of(old: Sequence[Hashable], new: Sequence[Hashable]) -> Stretch:
    """Return both rows from end to end."""
    return Stretch(0, len(old), 0, len(new))


def in_order[T](
    runs: Sequence[Run], old: Sequence[T], new: Sequence[T]
) -> Iterator[tuple[Change, T]]:
    """Yield the things of both rows as they are read: what went before what came in its place."""
    for gap, run in zip(gaps(runs, whole_of(old, new)), [*runs, Run(0, 0, 0)], strict=True):
        for thing in old[gap.old_start : gap.old_end]:
            yield Change.REMOVED, thing
        for thing in new[gap.new_start : gap.new_end]:
            yield Change.ADDED, thing
        for thing in new[run.new : run.new + run.length]:
            yield Change.SAME, thing


def runs_of(pairs: Sequence[tuple[int, int]]) -> list[Run]:
    """Return pairs of places, in order, as runs."""
    return list(_joined([Run(first, second, 1) for first, second in pairs]))


def increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most pairs in which both members grow; `pairs` are in the order of the second."""
    tails: list[int] = []
    last_of: list[int] = []
    before: list[int] = []
    for index, (first, _second) in enumerate(pairs):
        place = bisect_left(tails, first)
        before.append(last_of[place - 1] if place else -1)
        tails[place : place + 1] = [first]
        last_of[place : place + 1] = [index]
    chosen: list[tuple[int, int]] = []
    index = last_of[-1] if last_of else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


@dataclass(slots=True)
class _Comparison:
    """Two rows of numbers, equal where the things are, and what may be spent on them."""

    old: list[int]
    new: list[int]
    budget: Budget

    def runs(self) -> Iterator[Run]:
        """Yield what both have, in no order: ends first, then between ever closer fixed points."""
        waiting = [whole_of(self.old, self.new)]
        while waiting:
            stretch, ends = self._without_equal_ends(waiting.pop())
            yield from ends
            size = stretch.old_end - stretch.old_start + stretch.new_end - stretch.new_start
            if not self.budget.spend(size):
                continue
            fixed = self._fixed_points(stretch)
            if not fixed:
                yield from self._step_by_step(stretch)
                continue
            yield from fixed
            waiting += [
                gap
                for gap in gaps(fixed, stretch)
                if gap.old_start < gap.old_end and gap.new_start < gap.new_end
            ]

    def _without_equal_ends(self, stretch: Stretch) -> tuple[Stretch, list[Run]]:
        """Return what is left between an equal beginning and an equal end, and both of those."""
        old_start, old_end, new_start, new_end = stretch
        while old_start < old_end and new_start < new_end:
            if self.old[old_start] != self.new[new_start]:
                break
            old_start, new_start = old_start + 1, new_start + 1
        while old_start < old_end and new_start < new_end:
            if self.old[old_end - 1] != self.new[new_end - 1]:
                break
            old_end, new_end = old_end - 1, new_end - 1
        ends = [
            Run(stretch.old_start, stretch.new_start, old_start - stretch.old_start),
            Run(old_end, new_end, stretch.old_end - old_end),
        ]
        left = Stretch(old_start, old_end, new_start, new_end)
        return left, [run for run in ends if run.length]

    def _fixed_points(self, stretch: Stretch) -> list[Run]:
        """Return what occurs once on both sides, by itself or with what follows it."""
        old = self.old[stretch.old_start : stretch.old_end]
        new = self.new[stretch.new_start : stretch.new_end]
        for length in (1, CONTEXT):
            if pairs := _once_in_both(_with_context(old, length), _with_context(new, length)):
                break
        return [
            Run(stretch.old_start + first, stretch.new_start + second, 1)
            for first, second in increasing(pairs)
        ]

    def _step_by_step(self, stretch: Stretch) -> Iterator[Run]:
        """Yield what is common in a stretch without fixed points, by the fewest differences."""
        old = self.old[stretch.old_start : stretch.old_end]
        new = self.new[stretch.new_start : stretch.new_end]
        if set(old).isdisjoint(new):
            return
        for first, second in _fewest_differences(old, new, self.budget):
            yield Run(stretch.old_start + first, stretch.new_start + second, 1)


def _with_context(things: Sequence[int], length: int) -> list[tuple[int, ...]]:
    """Return each thing with those that follow it."""
    return list(zip(*(things[start:] for start in range(length)), strict=False))


def _once_in_both(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the places of what occurs once in each, in the order of the second."""
    once_in_old, once_in_new = Counter(old), Counter(new)
    places = {thing: index for index, thing in enumerate(old) if once_in_old[thing] == 1}
    return [
        (places[thing], index)
        for index, thing in enumerate(new)
        if once_in_new[thing] == 1 and thing in places
    ]


def _fewest_differences(
    old: Sequence[int], new: Sequence[int], budget: Budget
) -> list[tuple[int, int]]:
    """Return the places of what is common; none when there are too many differences.

    `reached[k]` is how far into `old` one gets on the diagonal `k`, where k is the place in `old`
    less that in `new`.
    """
    reached = {1: 0}
    trace: list[dict[int, int]] = []
    for differences in range(min(len(old) + len(new), MAX_DIFFERENCES) + 1):
        trace.append(dict(reached))
        walked = 0
        for k in range(-differences, differences + 1, 2):
            x = start = _step(reached, differences, k)
            while x < len(old) and x - k < len(new) and old[x] == new[x - k]:
                x += 1
            reached[k] = x
            walked += x - start + 1
            if x >= len(old) and x - k >= len(new):
                return _walked_back(trace, x, k)
        if not budget.spend(walked):
            return []
    return []


def _goes_down(reached: dict[int, int], differences: int, k: int) -> bool:
    """Tell whether the way to diagonal `k` adds a thing of `new`; else it drops one of `old`."""
    return k == -differences or (k != differences and reached[k - 1] < reached[k + 1])


def _step(reached: dict[int, int], differences: int, k: int) -> int:
    """Return how far into `old` one more difference leads on the diagonal `k`."""
    return reached[k + 1] if _goes_down(reached, differences, k) else reached[k - 1] + 1


def _walked_back(trace: list[dict[int, int]], x: int, k: int) -> list[tuple[int, int]]:
    """Return the equal pairs on the way to the end at `x` on the diagonal `k`."""
    pairs: list[tuple[int, int]] = []
    for differences in range(len(trace) - 1, -1, -1):
        start = _step(trace[differences], differences, k)
        pairs += [(place, place - k) for place in range(x - 1, start - 1, -1)]
        k += 1 if _goes_down(trace[differences], differences, k) else -1
        x = trace[differences][k]
    return pairs[::-1]


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield the runs with those that follow each other directly made one."""
    current: Run | None = None
    for run in runs:
        if current and (current.old + current.length, current.new + current.length) == run[:2]:
            current = current._replace(length=current.length + run.length)
            continue
        if current:
            yield current
        current = run
    if current:
        yield current
