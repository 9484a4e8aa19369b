"""Which changed passage of the one text is which of the other."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from coaching_site.comparing.passages import Passage
from coaching_site.comparing.sequences import Budget, Stretch, gaps, increasing, runs_of, whole_of

# The share of words that two passages have in common to be taken for one that was rewritten.
ALIKE = 0.4
# A word that stands in more passages than this says nothing about which one is meant.
RARE = 4
# Up to so many combinations are all tried.
FEW = 64


def pair_up(
    old: Sequence[Passage], new: Sequence[Passage], budget: Budget
) -> list[tuple[int, int]]:
    """Return the places of passages that are one rewritten, in the order of both texts."""
    pairs = _by_rare_words(old, new, budget)
    for gap in gaps(runs_of(pairs), whole_of(old, new)):
        pairs += _by_trying_all(old, new, gap, budget)
    return sorted(pairs)


def likeness(one: Passage, other: Passage, budget: Budget) -> float:
    """Return the share of words in common, from 0 to 1; an image is like itself alone."""
    if one.number or other.number:
        return float((one.kind, one.number) == (other.kind, other.number))
    size = len(one.words) + len(other.words)
    if not size or not budget.spend(size):
        return 0.0
    words, others = Counter(_letters(one)), Counter(_letters(other))
    return 2 * (words & others).total() / size


def _by_rare_words(
    old: Sequence[Passage], new: Sequence[Passage], budget: Budget
) -> list[tuple[int, int]]:
    """Return the pairs that share words which hardly another passage has."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, passage in enumerate(old):
        for word in set(_letters(passage)):
            places[word].append(index)
    pairs = []
    for index, passage in enumerate(new):
        votes: Counter[int] = Counter()
        for word in set(_letters(passage)):
            if len(places.get(word, ())) <= RARE:
                votes.update(places.get(word, ()))
        if votes:
            best = votes.most_common(1)[0][0]
            if likeness(old[best], passage, budget) >= ALIKE:
                pairs.append((best, index))
    return increasing(pairs)


def _by_trying_all(
    old: Sequence[Passage], new: Sequence[Passage], gap: Stretch, budget: Budget
) -> list[tuple[int, int]]:
    """Return pairs among a few passages, the likest first."""
    some_old = range(gap.old_start, gap.old_end)
    some_new = range(gap.new_start, gap.new_end)
    if len(some_old) * len(some_new) > FEW:
        return []
    found = [
        (likeness(old[first], new[second], budget), first, second)
        for first in some_old
        for second in some_new
    ]
    chosen: list[tuple[int, int]] = []
    for like, first, second in sorted(found, key=lambda pair: -pair[0]):
        if like >= ALIKE and all(_keeps_order((first, second), pair) for pair in chosen):
            chosen.append((first, second))
    return chosen


def _keeps_order(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return (one[0] < other[0] and one[1] < other[1]) or (one[0] > other[0] and one[1] > other[1])


def _letters(passage: Passage) -> Iterator[str]:
    return (word.text for word in passage.words)
