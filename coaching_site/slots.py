"""Places in a page that another app may fill, so that `blog` never has to know `contact`.

An app fills them in a module of this name, which is found as Django finds `admin`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from coaching_site.pieces import joined

type Filler = Callable[..., str]
type Columns = Callable[[], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Filling:
    """What one app puts in a slot, and what it needs of the page's own query."""

    filler: Filler
    columns: Columns


_fillings: dict[str, list[Filling]] = {}


def fill_slot(name: str, filler: Filler, *, columns: Columns = dict) -> None:
    """Let `filler` add to the slot; `columns` are annotations that the rows it gets will carry.

    The page is kept, so a change of what is added must drop it: the trigger tells "all".
    """
    _fillings.setdefault(name, []).append(Filling(filler, columns))


def slot_columns(name: str) -> dict[str, Any]:
    """Return what the query of a page with the slot has to annotate."""
    columns: dict[str, Any] = {}
    for filling in _fillings.get(name, ()):
        columns |= filling.columns()
    return columns


def slot_content(name: str, **about: Any) -> str:
    """Return what every filler makes of the page's own rows, in the order of the apps."""
    return joined(filling.filler(**about) for filling in _fillings.get(name, ()))
