"""Telling whether a text says what another one said, by the runs of three words that both have."""

from collections.abc import Iterable

from coaching_site.text.words import words_in

RUN = 3
# Half of what somebody says, said before in one text, is no accident.
LIKE_ANOTHER = 0.5

type Runs = frozenset[tuple[str, ...]]


def is_like_one_of(text: str, others: Iterable[str]) -> bool:
    """Tell whether half of the runs of a text stand in one of the others."""
    runs = runs_of(text)
    enough = LIKE_ANOTHER * len(runs)
    return bool(runs) and any(len(runs & runs_of(other)) >= enough for other in others)


def runs_of(text: str) -> Runs:
    """Return each three words that follow one another; of a shorter text all that it has."""
    words = words_in(text)
    starts = range(max(1, len(words) - RUN + 1))
    return frozenset(tuple(words[start : start + RUN]) for start in starts if words)
