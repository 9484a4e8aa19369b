"""Places in a page that another app may fill, so that `blog` never has to know `contact`.

An app fills them in a module of this name, which is found as Django finds `admin`.
"""

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString

type Filler = Callable[..., SafeString]

_fillers: dict[str, list[Filler]] = {}


def fill_slot(name: str, filler: Filler) -> None:
    """Let `filler` add to the slot."""
    fillers = _fillers.setdefault(name, [])
    if filler not in fillers:
        fillers.append(filler)


def slot_content(name: str, **about: Any) -> SafeString:
    """Return what every filler makes of the page's own values, in the order of the apps."""
    return SafeString("".join(filler(**about) for filler in _fillers.get(name, [])))
