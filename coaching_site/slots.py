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
    """What one app puts in a slot, what that shows, and what it needs of the page's own query."""

    filler: Filler
    shows: str
    columns: Columns


_fillings: dict[str, list[Filling]] = {}


def fill_slot(name: str, filler: Filler, *, shows: str, columns: Columns = dict) -> None:
    """Let `filler` add to the slot; `shows` is the name by which changes of that are told.

    `columns` are annotations, by name, that the rows which the filler gets will carry.
    """
    _fillings.setdefault(name, []).append(Filling(filler, shows, columns))


def shown_in_slot(name: str) -> list[str]:
    """Return what a page shows by holding the slot, for `coaching_site.page_cache.pages`."""
    return [filling.shows for filling in _fillings.get(name, ())]


def slot_columns(name: str) -> dict[str, Any]:
    """Return what the query of a page with the slot has to annotate."""
    columns: dict[str, Any] = {}
    for filling in _fillings.get(name, ()):
        columns |= filling.columns()
    return columns


def slot_content(name: str, **about: Any) -> str:
    """Return what every filler makes of the page's own rows, in the order of the apps."""
    return joined(filling.filler(**about) for filling in _fillings.get(name, ()))
