"""What each app holds of people; each says so itself, so that the shared page knows none of them.

An app registers it in its module `hooks`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from coaching_site.accounts.models import User

type Erase = Callable[[str, datetime | None, User | None], int]
type EraseByKey = Callable[[str, datetime], None]


@dataclass(frozen=True, slots=True)
class HeldItem:
    """One thing that stands under an address."""

    title: str
    moment: datetime | None
    address: str  # in the admin; empty where there is no page of its own
    details: dict[str, Any] = field(default_factory=dict)  # all of it, for the person


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of thing that is held under mail addresses."""

    name: str
    label: Promise | str
    order: int
    find: Callable[[str], list[HeldItem]]
    erase: Erase | None
    addresses: Callable[[], Iterable[str]]

    @property
    def is_only_named(self) -> bool:
        """Tell whether what is found stays; a template would call `erase`."""
        return self.erase is None


@dataclass(frozen=True, slots=True)
class SingleThings:
    """Things that are erased one by one, so that a restored copy loses them again."""

    keys: Callable[[], Iterable[str]]
    erase: EraseByKey


_holdings: list[Holding] = []
_single_things: list[SingleThings] = []


def register_holding(holding: Holding) -> None:
    """Let “everything about an address” find something, hand it over, and erase it.

    `find` returns all under an address, in whatever letters. `erase` erases all that was there at a
    moment (None: all of it) in the caller's transaction, and returns how many that were; without
    it, what is found is only named. `addresses` returns every address under which something is
    held; lower orders are erased first.
    """
    if holding.name not in {known.name for known in _holdings}:
        _holdings.append(holding)


def register_single_things(things: SingleThings) -> None:
    """Let `manage.py erase_again` erase what was erased by itself and not by its address.

    `keys` returns what `prove` was given for what is there now.
    """
    if things not in _single_things:
        _single_things.append(things)


def holdings() -> list[Holding]:
    """Return what was registered, in the order in which it is shown and erased."""
    return sorted(_holdings, key=lambda holding: holding.order)


def single_things() -> list[SingleThings]:
    """Return what is erased by itself."""
    return list(_single_things)
