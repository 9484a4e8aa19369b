"""HTML from anywhere is read by lxml and written anew, so that a parser finds nothing to repair.

How much one text can ask of the server is bounded here (docs/decisions/rich-text.md says by what).
What may stand in a text is not decided here: nh3 reads the result and has the last word.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any, cast

from lxml import etree
from lxml.html import HtmlElement

from coaching_site.rich_text.looks import Look
from coaching_site.rich_text.signs import as_seen
from coaching_site.rich_text.trees import BLOCKS, HEADINGS, serialise
from coaching_site.text.characters import has_right_to_left, printable, storable
from coaching_site.text.links import clean_link

# Deeper nesting is no text but an attack: the cost of a tree grows with its depth. The deepest
# paste from a web page seen had 40.
MAX_DEPTH = 150
# Twice what a form takes, since parsing and tidying add elements that were only meant.
MAX_ELEMENTS = 20_000
# How many characters are read before anybody looks whether the text goes too far, and after how
# many of them text is interrupted.
PORTION = 1_000

# Their content is no text of the author's.
WITHOUT_WORDS = {
    "script", "style", "iframe", "noembed", "noframes", "noscript", "object", "select", "template",
    "textarea", "title",
}  # fmt: skip
INLINE = {"a", "b", "i", "strong", "em", "sup", "sub", "span"}
WITHIN_LINES = INLINE | {"br", "img", "picture", "source"}
# Images, blocks and pages of the site stand in a text by their number; of a link behind it which
# part of the page is meant.
NUMBER = re.compile(r"[1-9][0-9]{0,8}")
OWN_LINK = re.compile(rf"([a-z]{{1,20}}):({NUMBER.pattern})((?:\?[^\s#]*)?(?:#\S*)?)")
NUMBERED = {"data-image": NUMBER, "data-block": NUMBER, "data-link": OWN_LINK}
# Read already: what it draws stands there as signs.
FONT = re.compile(r"(?i)(?:^|(?<=;))\s*(?:mso-symbol-)?font-family\s*:[^;]*;?")


class UnreadableError(ValueError):
    """A text nested too deeply (`too_deep`) or of too many pieces (`too_many`) to be worked on."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Rules:
    """Which elements are kept, with which attributes in which order, and under which name.

    An attribute whose value is not as in `values` is dropped. An element without its `required`
    attribute is left out; what stands in it stays. What the source hides is left out, or stands in
    `del` with `marks_hidden`. Of a block only its number is kept, unless `keeps_blocks`; of a link
    to a page of the site never its address too.
    """

    attributes: Mapping[str, tuple[str, ...]]
    values: Mapping[str, re.Pattern[str]]
    renamed: Mapping[str, str] = field(default_factory=dict)
    required: Mapping[str, str] = field(default_factory=dict)
    marks_hidden: bool = False
    keeps_blocks: bool = False
    max_depth: int = MAX_DEPTH
    max_elements: int = MAX_ELEMENTS


def normalise(html: str, rules: Rules) -> str:
    """Return the text with known elements only, none of which spans the end of a line or block.

    Linear in time and memory. Raises UnreadableError.
    """
    target = _Target(rules, keeps_marks=has_right_to_left(unescape(html)))
    parser = etree.HTMLParser(target=cast("Any", target))
    text = f"<html><body>{storable(html)}"
    for begin in range(0, len(text), PORTION):
        parser.feed(text[begin : begin + PORTION])
        if target.depth > rules.max_depth:
            raise UnreadableError("too_deep")
        if target.elements > rules.max_elements:
            raise UnreadableError("too_many")
    return str(parser.close())


def words_of_markup(html: str) -> str:
    """Return the words of a text that cannot be read, with a space for each tag."""
    parser = etree.HTMLParser(target=cast("Any", _WordsTarget()))
    words = etree.fromstring(f"<html><body>{storable(html)}", parser)
    return " ".join(words.split())


class _Target:
    """What lxml calls for each tag and text of a document: it builds the tree of what is known."""

    def __init__(self, rules: Rules, *, keeps_marks: bool) -> None:
        self.elements = 0
        self._rules = rules
        self._keeps_marks = keeps_marks
        self._tree = etree.TreeBuilder(insert_comments=True)
        self._tree.start("div", {})
        # Of each open element of the document the name in the tree, or nothing if it is left out.
        self._open: list[str] = []
        # How the text in each open element looks.
        self._looks = [Look()]
        # How many elements were open when one began whose words are left out too.
        self._silent_at = 0
        # The text since the last tag, whole: which of its characters stay depends on their place.
        self._text: list[str] = []

    @property
    def depth(self) -> int:
        """Return how many elements are open inside `html` and `body`."""
        return len(self._open) - 2

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._end_text()
        look = self._looks[-1].inside(tag, attributes)
        self._looks.append(look)
        name = self._rules.renamed.get(tag, tag)
        if look.is_block and name in INLINE and "div" in self._rules.attributes:
            name = "div"
        is_silent = self._silent_at or look.is_left_out
        kept = None if is_silent else self._kept(name, attributes)
        is_block = kept is not None and "data-block" in kept and not self._rules.keeps_blocks
        if kept is not None:
            self._add(name, kept)
        elif not is_silent:
            self._part_words(tag)
        if is_block:
            # One that nobody closed would swallow what follows it.
            self._tree.end(name)
        self._open.append("" if kept is None or is_block else name)
        is_shown = is_block and "block" in attributes.get("class", "").split()
        if not self._silent_at and (tag in WITHOUT_WORDS or is_shown):
            self._silent_at = len(self._open)

    def end(self, tag: str) -> None:
        self._end_text()
        if len(self._open) == self._silent_at:
            self._silent_at = 0
        self._looks.pop()
        if name := self._open.pop():
            self._tree.end(name)
        elif not self._silent_at:
            self._part_words(tag)

    def data(self, text: str) -> None:
        is_left_out = self._looks[-1].is_hidden and not self._rules.marks_hidden
        if not (self._silent_at or is_left_out):
            self._text.append(text)

    def close(self) -> str:
        self._end_text()
        self._tree.end("div")
        return serialise(cast("HtmlElement", self._tree.close()))

    def _part_words(self, tag: str) -> None:
        """Keep the words around the edge of a block apart that is left out itself."""
        if tag in BLOCKS and self._rules.renamed.get(tag, tag) not in self._rules.attributes:
            self._tree.data(" ")

    def _mark(self, name: str, text: str = "") -> None:
        """Add an element that holds nothing but text, which no block can cut in two."""
        self._tree.start(name, {})
        self._add_text(text)
        self._tree.end(name)
        self.elements += 1

    def _add_lines(self, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                self._mark("br")
            self._add_text(line)

    def _kept(self, name: str, attributes: Mapping[str, str]) -> dict[str, str] | None:
        """Return the attributes that the element keeps, or None if it is left out."""
        if name not in self._rules.attributes:
            return None
        kept = {
            key: value
            for key in self._rules.attributes[name]
            if key in attributes and (value := self._clean_value(key, attributes[key])) is not None
        }
        if "data-link" in kept:
            kept.pop("href", None)
        required = self._rules.required.get(name)
        return kept if required is None or required in kept else None

    def _add(self, name: str, attributes: dict[str, str]) -> None:
        if name not in WITHIN_LINES:
            self._end_line(HEADINGS if name in HEADINGS else ())
        self._tree.start(name, attributes)
        self.elements += 1

    def _end_text(self) -> None:
        """Write the text since the last tag, as it looks."""
        look, text = self._looks[-1], "".join(self._text)
        self._text.clear()
        text = self._printable(as_seen(text, look.font))
        if look.is_hidden and text:
            self._mark("del", text)
        elif look.keeps_lines and "br" in self._rules.attributes:
            self._add_lines(text)
        else:
            self._add_text(text)

    def _add_text(self, text: str) -> None:
        """Add text in portions: for each entity nh3 copies the text before it.

        Comments end a text and are left out.
        """
        for begin in range(0, len(text), PORTION):
            self._tree.data(text[begin : begin + PORTION])
            self._tree.comment("")

    def _printable(self, text: str) -> str:
        return printable(text, keeps_marks=self._keeps_marks)

    def _clean_value(self, name: str, value: str) -> str | None:
        """Return what is kept of an attribute, None for nothing."""
        value = self._printable(value)
        if name == "href":
            return clean_link(value) or None
        if name == "style":
            return FONT.sub("", value)
        return value if name not in NUMBERED or NUMBERED[name].fullmatch(value) else None

    def _end_line(self, headings: Collection[str]) -> None:
        """End paragraphs, emphasis and links where a block begins, and these headings.

        Else a parser opens what is left open again in each of the blocks that follow.
        """
        for place in range(len(self._open) - 1, -1, -1):
            name = self._open[place]
            if name and name not in INLINE and name != "p" and name not in headings:
                return
            if name:
                self._tree.end(name)
                self._open[place] = ""


class _WordsTarget:
    """What lxml calls for each tag and text of a document of which only the words are kept."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._silent = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._silent += tag in WITHOUT_WORDS
        self._words.append(" ")

    def end(self, tag: str) -> None:
        self._silent -= tag in WITHOUT_WORDS
        self._words.append(" ")

    def data(self, text: str) -> None:
        if not self._silent:
            self._words.append(text)

    def close(self) -> str:
        return printable("".join(self._words))
