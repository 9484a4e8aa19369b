"""Markup from anywhere becomes tags that are closed where they were opened.

A parser of HTML repairs wrong nesting, and a text can be made for which that takes gigabytes: bold
words that nobody closed are opened again in each of thousands of paragraphs. What is balanced
leaves it nothing to repair, so that its work grows with the length. What may stand in a text is not
decided here: nh3 reads the result and decides.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from coaching_site.rich_text.tokens import pieces_of

# Deeper nesting is no text but an attack: the cost of a tree grows with its depth. The deepest
# paste from a web page seen had 40.
MAX_DEPTH = 150
# Twice what a form takes, since parsing and tidying add elements that were only meant.
MAX_ELEMENTS = 20_000

INLINE = {"a", "b", "i", "strong", "em", "sup", "sub", "span"}
WITHIN_LINES = INLINE | {"br", "img"}
VOID = {"br", "hr", "img"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
CELLS = {"td", "th"}
SECTIONS = {"thead", "tbody", "tfoot"}
PARTS_OF_TABLES = {"table", "caption", "tr", *SECTIONS, *CELLS}
ITEMS = {"li", "dt", "dd"}
MANY_ENTITIES = re.compile(r"(?:&[^&]*+){250}")
# What ends where another one begins, as `li` does: nobody has to close it.
ENDED_BY: Mapping[str, Set[str]] = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr", "caption", *CELLS},
    **{cell: {"caption", *CELLS} for cell in CELLS},
    **{part: {"tr", "caption", *SECTIONS, *CELLS} for part in ("caption", *SECTIONS)},
}


class UnreadableError(ValueError):
    """A text nested too deeply (`too_deep`) or of too many pieces (`too_many`) to be worked on."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Rules:
    """Which elements go through, with which attributes in which order, and under which name.

    An element without its `required` attribute is left out; what stands in it stays.
    """

    attributes: Mapping[str, tuple[str, ...]]
    renamed: Mapping[str, str] = field(default_factory=dict)
    required: Mapping[str, str] = field(default_factory=dict)


def balance(html: str, rules: Rules) -> str:
    """Return the markup with every element closed, and no bold words across paragraphs.

    Linear. Raises UnreadableError.
    """
    return _Balancer(rules).balance(html)


class _Balancer:
    """What is open, and what was written so far."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._open: list[str] = []
        self._written: list[str] = []
        self._elements = 0

    def balance(self, html: str) -> str:
        renamed, known = self._rules.renamed, self._rules.attributes
        for piece in pieces_of(html):
            if isinstance(piece, str):
                self._write(piece)
                continue
            name = renamed.get(piece.name, piece.name)
            if name not in known:
                continue
            if piece.is_end:
                self._end(name)
            else:
                self._start(name, piece.attributes if piece.written else {})
        self._close_from(0)
        return "".join(self._written)

    def _write(self, text: str) -> None:
        # A tag that is left out may not make another one of what stands around it.
        text = text.replace("<", "&lt;")
        # A parser that goes over a text from “&” to “&” copies all of it each time.
        self._written.append(MANY_ENTITIES.sub(r"\g<0><!---->", text))

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Write a start tag, behind the end of what cannot hold it."""
        if name in self._rules.required and self._rules.required[name] not in attributes:
            return
        if name == "a":
            self._end(name)
        elif name not in WITHIN_LINES:
            self._close_from(self._begin_of_line())
            self._end_what_ends_here(name)
        kept = (key for key in self._rules.attributes[name] if key in attributes)
        self._written.append(f"<{name}{''.join(f' {key}="{attributes[key]}"' for key in kept)}>")
        if name == "aside" and "data-block" in attributes:
            self._written.append("</aside>")
        elif name not in VOID:
            self._open.append(name)
        self._count()

    def _count(self) -> None:
        self._elements += 1
        if len(self._open) > MAX_DEPTH:
            raise UnreadableError("too_deep")
        if self._elements > MAX_ELEMENTS:
            raise UnreadableError("too_many")

    def _end_what_ends_here(self, name: str) -> None:
        """Close what a block ends by its beginning: a paragraph, the item or the cell before."""
        innermost = self._open[-1] if self._open else ""
        if innermost == "p" or {innermost, name} <= HEADINGS:
            self._close_from(len(self._open) - 1)
        found = None
        for place in range(len(self._open) - 1, -1, -1) if name in ENDED_BY else ():
            if self._open[place] in ENDED_BY[name]:
                found = place
            elif _keeps_open(self._open[place], name):
                break
        if found is not None:
            self._close_from(found)

    def _end(self, name: str) -> None:
        """Close the element and what is open in it; nothing where it is not open."""
        lowest = self._begin_of_line() if name in INLINE else 0
        for place in range(len(self._open) - 1, lowest - 1, -1):
            opened = self._open[place]
            if opened == name or {opened, name} <= HEADINGS:
                self._close_from(place)
                return
            if _holds_back(opened, name):
                return

    def _begin_of_line(self) -> int:
        """Return where the open elements begin that stand in one line of text."""
        place = len(self._open)
        while place and self._open[place - 1] in INLINE:
            place -= 1
        return place

    def _close_from(self, place: int) -> None:
        while len(self._open) > place:
            self._written.append(f"</{self._open.pop()}>")


def _keeps_open(opened: str, name: str) -> bool:
    """Tell whether the beginning of `name` ends nothing that stands outside of `opened`."""
    return opened == "table" if name in PARTS_OF_TABLES else opened not in {"div", "address"}


def _holds_back(opened: str, name: str) -> bool:
    """Tell whether an end tag inside `opened` does not reach what stands outside of it."""
    if name in PARTS_OF_TABLES:
        return opened == "table"
    return opened in {"table", "caption", *CELLS} or (name in ITEMS and opened in {"ul", "ol"})
