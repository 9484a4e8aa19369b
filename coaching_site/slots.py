"""Places in a page that another app may fill, so that `blog` never has to know `contact`.

An app fills them in a module of this name, which is found as Django finds `admin`.
"""

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString

type Filler = Callable[..., SafeString]

_fillers: dict[str, dict[Filler, str]] = {}


def fill_slot(name: str, filler: Filler, *, shows: str) -> None:
    """Let `filler` add to the slot; `shows` is the name by which changes of that are told."""
    _fillers.setdefault(name, {})[filler] = shows


def shown_in_slot(name: str) -> list[str]:
    """Return what a page shows by holding the slot, for `coaching_site.page_cache.pages`."""
    return list(_fillers.get(name, {}).values())


def slot_content(name: str, **about: Any) -> SafeString:
    """Return what every filler makes of the page's own values, in the order of the apps."""
    return SafeString("".join(filler(**about) for filler in _fillers.get(name, {})))
