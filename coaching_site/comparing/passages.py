"""A text as a reader takes it in: one passage after the other, each of words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from lxml import etree
from lxml.html import HtmlElement

from coaching_site.rich_text.own_links import write_addresses
from coaching_site.rich_text.sanitising import sanitise
from coaching_site.rich_text.trees import BLOCKS, LISTS, parse, tag_of

WORD = re.compile(r"\n|[^\W_]+(?:[-'’.][^\W_]+)*|\S")
MARKS = {"strong", "em", "sup", "sub", "a"}
ADDRESS = "address"
BREAK = "\n"


class PassageKind(TextChoices):
    """What a passage is to a reader."""

    PARAGRAPH = "p", _("Text")
    HEADING = "h2", _("Heading")
    SUBHEADING = "h3", _("Subheading")
    SMALL_HEADING = "h4", _("Small heading")
    ITEM = "ul", _("List item")
    NUMBERED_ITEM = "ol", _("Numbered list item")
    QUOTATION = "blockquote", _("Quotation")
    ROW = "tr", _("Table row")
    TABLE_CAPTION = "caption", _("Title of a table")
    IMAGE = "img", _("Picture")
    CAPTION = "figcaption", _("Caption")
    BLOCK = "aside", pgettext_lazy("of text", "Block")
    RULE = "hr", _("Dividing line")


# The longest article has half as many; what is behind them is compared as one long passage, so that
# a text of 37,000 letters, each a paragraph, takes as long as any other one.
MAX_PASSAGES = 4_000
# By tag; asking the enumeration costs more than everything else that reads a short passage.
KINDS = {kind.value: kind for kind in PassageKind}


class Word(NamedTuple):
    """A word or a sign, what is done to it (bold, slanted, link), and whether space precedes."""

    text: str
    marks: tuple[str, ...]
    spaced: bool

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """Return what makes two words the same."""
        return self.text, self.marks


class MarkedText(NamedTuple):
    """Letters in a row with the same marks; white space is as in the source."""

    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Passage:
    """A paragraph, a heading, a list item, a row of a table, an image or a block.

    `style` is what else a reader notices: how deep a list is, where its numbers start. `number` is
    that of the image or the block.
    """

    kind: PassageKind
    texts: tuple[MarkedText, ...] = ()
    style: tuple[str, ...] = ()
    number: int = 0
    address: str = field(default="", compare=False)

    @property
    def label(self) -> str:
        """Say what it is; for a list item that stands in another one also how deep."""
        depth = sum(1 for part in self.style if part in LISTS)
        if depth > 1:
            return gettext("%(kind)s, level %(depth)d") % {"kind": self.kind.label, "depth": depth}
        return str(self.kind.label)

    @cached_property
    def words(self) -> list[Word]:
        """Return the words in order; the address of a link is a word behind it."""
        words = list(words_of_texts(self.texts))
        words[:1] = [word._replace(spaced=False) for word in words[:1]]
        return words


@dataclass(frozen=True, slots=True)
class References:
    """What a text names by number: where its images are, and what its blocks are called."""

    images: Mapping[int, str] = field(default_factory=dict)
    blocks: Mapping[int, str] = field(default_factory=dict)


def words_of_texts(texts: tuple[MarkedText, ...]) -> Iterator[Word]:
    """Yield the words of texts that follow each other."""
    spaced = False
    for text, marks in texts:
        if ADDRESS in marks:
            yield Word(text, marks, True)
            continue
        end = 0
        for match in WORD.finditer(text):
            yield Word(match[0], marks, spaced or match.start() > end)
            spaced, end = match[0] == BREAK, match.end()
        spaced = spaced or end < len(text)


def read_passages(html: str, references: References) -> list[Passage]:
    """Return the passages of a text; nothing of what is returned is markup.

    A link by number has its present address, so that one whose page moved is no difference.
    """
    reader = _Reader(references)
    root = parse(sanitise(html))
    write_addresses(root)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            reader.enter(element)
        else:
            reader.leave(element, is_root=element is root)
    return reader.passages


class _Reader:
    """Collects letters until a block begins or ends, and makes a passage of them."""

    def __init__(self, references: References) -> None:
        self.references = references
        self.passages: list[Passage] = []
        self.texts: list[MarkedText] = []
        self.rest: list[MarkedText] = []
        self.blocks: list[HtmlElement] = []
        self.marks: tuple[str, ...] = ()
        self.rows = self.cells = 0

    def enter(self, element: HtmlElement) -> None:
        tag = tag_of(element)
        if tag in BLOCKS:
            self._begin_block(element, tag)
        elif tag == "br":
            self.texts.append(MarkedText(BREAK, self.marks))
        elif tag == "img":
            self._add_image(element)
        elif tag in MARKS and tag not in self.marks:
            self.marks = (*self.marks, tag)
        self._add(element.text)

    def leave(self, element: HtmlElement, *, is_root: bool) -> None:
        tag = tag_of(element)
        if is_root:
            self._finish_all()
        elif tag in BLOCKS:
            self._end_block(tag)
        elif tag in self.marks and next(element.iterancestors(tag), None) is None:
            self.marks = tuple(mark for mark in self.marks if mark != tag)
            if tag == "a":
                self.texts.append(MarkedText(f"({element.get('href', '')})", (ADDRESS,)))
        if not is_root:
            self._add(element.tail)

    def _begin_block(self, element: HtmlElement, tag: str) -> None:
        if not self.rows:
            self._finish()
        elif tag in {"td", "th"}:
            self._add(" | " if self.cells else None)
            self.cells += 1
        else:
            self._add(" ")
        self.blocks.append(element)
        if tag == "tr":
            self.rows, self.cells = self.rows + 1, 0

    def _end_block(self, tag: str) -> None:
        self.rows -= tag == "tr"
        if not self.rows:
            self._finish()
        block = self.blocks.pop()
        if tag == "hr":
            self._place(Passage(PassageKind.RULE))
        elif tag == "aside":
            number = int(block.get("data-block", "0"))
            name = self.references.blocks.get(number, gettext("no longer there"))
            self._place(Passage(PassageKind.BLOCK, (MarkedText(name),), (), number))

    def _add(self, text: str | None) -> None:
        if text:
            self.texts.append(MarkedText(" ".join(f"|{text}|".split())[1:-1], self.marks))

    def _add_image(self, element: HtmlElement) -> None:
        number = int(element.get("data-image", "0"))
        words = MarkedText(element.get("alt") or "")
        if self.rows:
            self.texts.append(words)
            return
        self._finish()
        address = self.references.images.get(number, "")
        self._place(Passage(PassageKind.IMAGE, (words,), (), number, address))

    def _finish(self) -> None:
        """Make a passage of the letters so far, unless they are only space."""
        texts, self.texts = tuple(self.texts), []
        if any(text.strip() for text, _marks in texts):
            kind, style = self._kind()
            self._place(Passage(kind, texts, style))

    def _finish_all(self) -> None:
        self._finish()
        if self.rest:
            self.passages.append(Passage(PassageKind.PARAGRAPH, tuple(self.rest)))

    def _place(self, passage: Passage) -> None:
        if len(self.passages) < MAX_PASSAGES:
            self.passages.append(passage)
        else:
            self.rest += [*passage.texts, MarkedText(BREAK)]

    def _kind(self) -> tuple[PassageKind, tuple[str, ...]]:
        """Return what the innermost block makes of the letters in it."""
        tags = [tag_of(block) for block in self.blocks]
        lists = tuple(tag for tag in tags if tag in LISTS)
        style = (*lists, *("blockquote" for tag in tags if tag == "blockquote"))
        for block, tag in zip(reversed(self.blocks), reversed(tags), strict=True):
            if tag in LISTS:
                return KINDS[tag], (*style, *(str(value) for value in block.attrib.values()))
            if tag != "p" and tag in KINDS:
                return KINDS[tag], style
        return PassageKind.PARAGRAPH, style
