"""Two texts, word by word: passages first, then the words of those that changed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, groupby

from coaching_site.comparing.fragments import BothSides, Fragment
from coaching_site.comparing.pairing import pair_up
from coaching_site.comparing.passages import (
    ADDRESS,
    MarkedText,
    Passage,
    PassageKind,
    References,
    Word,
    read_passages,
    words_of_texts,
)
from coaching_site.comparing.sequences import (
    Budget,
    Change,
    Run,
    Stretch,
    common_runs,
    gaps,
    in_order,
    whole_of,
)

NO_REFERENCES = References()
# So many unchanged passages stay in sight beside a change; a shorter run than FOLD_FROM does too.
CONTEXT = 1
FOLD_FROM = 4
# What moves is a passage that somebody recognises.
MOVED_WORDS = 5
# Below this share of the words, two versions of a passage are read better one after the other.
READABLE = 0.2


class PassageChange(StrEnum):
    """What became of a passage."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class BlockDifference(BothSides):
    """One passage as it was (`old`) and as it is (`new`); the fragments are its words in order."""

    change: PassageChange
    old: Passage | None
    new: Passage | None
    fragments: tuple[Fragment, ...]
    moved: bool = False

    @property
    def shown(self) -> Passage:
        """Return the passage as it is, or as it was when it is gone."""
        passage = self.new or self.old
        assert passage is not None  # noqa: S101 (one of the two is always there)
        return passage

    @property
    def is_of_another_kind(self) -> bool:
        """Tell whether it was something else, a heading that became a text for instance."""
        return bool(self.old and self.new and self.old.label != self.new.label)

    @property
    def has_heading(self) -> bool:
        """Tell whether words above it help: what it is, and whether all of it came or went."""
        whole = self.change in {PassageChange.ADDED, PassageChange.REMOVED}
        return whole or self.is_of_another_kind or self.shown.kind != PassageKind.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Part:
    """Passages that are shown together; what did not change for long is folded."""

    folded: bool
    blocks: tuple[BlockDifference, ...]


def compare_texts(
    old_html: str, new_html: str, references: References = NO_REFERENCES
) -> list[BlockDifference]:
    """Return the passages of both texts in reading order, and what became of each.

    Takes any text, hostile ones too, and returns words, never markup. Within a second for two
    texts of 300,000 characters; where that is not enough, passages count as replaced.
    """
    old, new = read_passages(old_html, references), read_passages(new_html, references)
    budget = Budget()
    runs = common_runs(old, new, budget)
    differences: list[BlockDifference] = []
    for gap, run in zip(gaps(runs, whole_of(old, new)), [*runs, Run(0, 0, 0)], strict=True):
        differences += _changed(old, new, gap, budget)
        kept = range(run.new, run.new + run.length)
        differences += [_whole(PassageChange.SAME, None, new[index]) for index in kept]
    return _with_moves(differences)


def compare_words(old: str, new: str) -> tuple[Fragment, ...]:
    """Return the words of two plain texts; line breaks count."""
    before, after = (list(words_of_texts((MarkedText(text.strip()),))) for text in (old, new))
    return _pieces(before, after, Budget())


def fold(differences: Sequence[BlockDifference]) -> list[Part]:
    """Return the passages in parts, with long unchanged stretches apart."""
    parts: list[Part] = []
    groups = [
        (same, tuple(group))
        for same, group in groupby(differences, lambda block: block.change == PassageChange.SAME)
    ]
    for index, (same, blocks) in enumerate(groups):
        start = CONTEXT if index else 0
        end = len(blocks) - (CONTEXT if index < len(groups) - 1 else 0)
        if not same or len(blocks) < FOLD_FROM:
            parts.append(Part(folded=False, blocks=blocks))
            continue
        parts.append(Part(folded=False, blocks=blocks[:start]))
        parts.append(Part(folded=True, blocks=blocks[start:end]))
        parts.append(Part(folded=False, blocks=blocks[end:]))
    return [part for part in parts if part.blocks]


def _changed(
    old: Sequence[Passage], new: Sequence[Passage], gap: Stretch, budget: Budget
) -> Iterator[BlockDifference]:
    """Yield what happened between two unchanged passages."""
    before, after = old[gap.old_start : gap.old_end], new[gap.new_start : gap.new_end]
    pairs = pair_up(before, after, budget) if before and after else []
    old_start = new_start = 0
    for first, second in [*pairs, (len(before), len(after))]:
        for passage in before[old_start:first]:
            yield _whole(PassageChange.REMOVED, passage, None)
        for passage in after[new_start:second]:
            yield _whole(PassageChange.ADDED, None, passage)
        if first < len(before) and second < len(after):
            yield _rewritten(before[first], after[second], budget)
        old_start, new_start = first + 1, second + 1


def _whole(change: PassageChange, old: Passage | None, new: Passage | None) -> BlockDifference:
    """Return a passage that stands in one text only, or in both alike."""
    words = {"removed": Change.REMOVED, "added": Change.ADDED}.get(change, Change.SAME)
    passage = new or old
    fragments = _grouped((words, word) for word in (passage.words if passage else ()))
    if change == PassageChange.SAME:
        old = new
    return BlockDifference(change, old, new, tuple(fragments))


def _rewritten(old: Passage, new: Passage, budget: Budget) -> BlockDifference:
    fragments = _pieces(old.words, new.words, budget)
    same_words = all(fragment.change == Change.SAME for fragment in fragments)
    same_rest = replace(old, texts=()) == replace(new, texts=())
    change = PassageChange.SAME if same_words and same_rest else PassageChange.CHANGED
    return BlockDifference(change, old, new, fragments)


def _pieces(old: Sequence[Word], new: Sequence[Word], budget: Budget) -> tuple[Fragment, ...]:
    """Return the words of both in one reading order."""
    runs = common_runs([word.key for word in old], [word.key for word in new], budget)
    runs = _without_noise(runs, old, new)
    shown = list(new)
    for run in runs:
        # What stood before it may be gone in the one text and not in the other.
        spaced = old[run.old].spaced or new[run.new].spaced
        shown[run.new] = new[run.new]._replace(spaced=spaced)
    return tuple(_grouped(in_order(runs, old, shown)))


def _without_noise(runs: Sequence[Run], old: Sequence[Word], new: Sequence[Word]) -> list[Run]:
    """Drop a common word or two between longer changes: it is chance, and hard to read."""
    lengths = [0, *accumulate(len(word.text) for word in new)]
    old_lengths = [0, *accumulate(len(word.text) for word in old)]

    def size(gap: Stretch) -> int:
        return max(
            old_lengths[gap.old_end] - old_lengths[gap.old_start],
            lengths[gap.new_end] - lengths[gap.new_start],
        )

    between = [size(gap) for gap in gaps(runs, whole_of(old, new))]
    kept: list[Run] = []
    before = between[0]
    for run, after in zip(runs, between[1:], strict=True):
        length = lengths[run.new + run.length] - lengths[run.new]
        if length <= min(before, after):
            before += length + after
        else:
            kept.append(run)
            before = after
    common = sum(lengths[run.new + run.length] - lengths[run.new] for run in kept)
    return kept if common >= READABLE * max(lengths[-1], old_lengths[-1]) else []


def _grouped(words: Iterator[tuple[Change, Word]]) -> Iterator[Fragment]:
    """Yield fragments of words that follow each other with the same fate and the same marks.

    The address of a link is left out where it stayed what it was.
    """
    for (change, marks), group in groupby(words, lambda pair: (pair[0], pair[1].marks)):
        if change == Change.SAME and ADDRESS in marks:
            continue
        letters = [(" " if word.spaced else "") + word.text for _change, word in group]
        yield Fragment(change, "".join(letters), marks)


def _with_moves(differences: list[BlockDifference]) -> list[BlockDifference]:
    """Mark what was taken away here and stands unchanged elsewhere."""
    removed = Counter(block.old for block in differences if block.change == PassageChange.REMOVED)
    added = Counter(block.new for block in differences if block.change == PassageChange.ADDED)
    moved = {
        passage
        for passage in removed.keys() & added.keys()
        if passage and len(passage.words) >= MOVED_WORDS
    }
    return [
        replace(block, moved=True)
        if block.change != PassageChange.SAME and block.shown in moved
        else block
        for block in differences
    ]
