"""Spaces of a text: one of a run, and a fixed one only where Dutch wants it."""

import re
from collections.abc import Iterator
from typing import Literal

from lxml.html import HtmlElement

from coaching_site.rich_text.trees import BLOCKS, tag_of, text_places

type Place = tuple[HtmlElement, Literal["text", "tail"]]

SPACES = re.compile(r"[ \t\n\f]+")
# Several in a row were typed to move something aside.
RUN = re.compile(r"[ \n]*\u00a0[ \n\u00a0]*")
# “blz. 3”, “5 %”, “€ 5”, “J. Jansen”, “dr. Smit”, and a dash with the word before it stay together.
BEFORE_FIXED = re.compile(
    r"(?:[0-9€$£±§№–—]|\b(?:[A-Z]|art|blz|dr|drs|dhr|fig|hfst|ing|ir|jl|mevr|mr|mw|nr|p|pag|par|prof"
    r"|tel|vgl)\.)$",
    re.IGNORECASE,
)
BEHIND_FIXED = re.compile(r"[0-9€%‰°–—/…]")
LONGEST_BEFORE = 8


def collapse_spaces(root: HtmlElement) -> None:
    """Make one space of a run, as a browser shows it; a fixed space stays what it is."""
    for element, place in text_places(root):
        if text := getattr(element, place):
            setattr(element, place, SPACES.sub(" ", text))


def loosen_fixed_spaces(root: HtmlElement) -> None:
    """Make plain spaces of the fixed ones between ordinary words, where no line could break."""
    for places in _lines(root):
        text = "".join(getattr(element, place) or "" for element, place in places)
        if "\u00a0" not in text:
            continue
        loose = RUN.sub(_loosened, text)
        for element, place in places:
            length = len(getattr(element, place) or "")
            if length:
                setattr(element, place, loose[:length])
            loose = loose[length:]


def _loosened(run: re.Match[str]) -> str:
    """Return the run as it was, or as many plain spaces."""
    before = run.string[max(0, run.start() - LONGEST_BEFORE) : run.start()]
    behind = run.string[run.end() : run.end() + 1]
    is_fixed = BEFORE_FIXED.search(before) or BEHIND_FIXED.match(behind)
    is_between = before.strip() and behind
    return run[0] if len(run[0]) == 1 and is_fixed and is_between else " " * len(run[0])


def _lines(root: HtmlElement) -> Iterator[list[Place]]:
    """Yield the places of each line together: a word may be bold in part."""
    places: list[Place] = []
    for element, place in text_places(root):
        if tag_of(element) in BLOCKS or tag_of(element) == "br":
            yield places
            places = []
        places.append((element, place))
    yield places
