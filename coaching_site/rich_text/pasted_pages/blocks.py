"""The blocks of a pasted text, and which of them only stood around it on the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml.html import HtmlElement

from coaching_site.rich_text.pasted_pages.lines import (
    Kind,
    Part,
    is_copyright_line,
    part_beside,
    parts_of,
)
from coaching_site.rich_text.trees import HEADINGS, LISTS, parse, tag_of, words_of

# In characters: what is longer is a piece of the text, whatever stands before and behind it.
LONG = 80
# So many blocks at the beginning and at the end are looked at: a book costs what a page costs.
EDGE = 60
# A list may be one line too, with a name, a date and the minutes as its items.
LINES = {"p", *HEADINGS, *LISTS}
OF_THE_PAGE = (Part(Kind.PAGE, sure=True),)


@dataclass(slots=True)
class Block:
    """One block of a text, and what it says that belongs to the page around it."""

    tag: str
    words: str
    parts: tuple[Part, ...] = ()

    @property
    def key(self) -> str:
        """Return what the block is recognised by in the editor, which spaces it otherwise."""
        return "".join(self.words.split())

    @property
    def is_heading(self) -> bool:
        return self.tag in HEADINGS

    @property
    def is_sure(self) -> bool:
        return any(part.sure for part in self.parts)

    @property
    def is_of_the_page(self) -> bool:
        """Tell whether it holds nothing for a field."""
        return bool(self.parts) and all(part.kind == Kind.PAGE for part in self.parts)


def blocks_of(source: str, html: str) -> list[Block]:
    """Return the blocks of a tidied text, with what the source of it shows of the page around it.

    Args:
        source: What was pasted, as `clean_paste` returns it; it still has `h1` and `nav`.
        html: What `tidy` made of that.
    """
    blocks = [Block(tag_of(part), "\n".join(_lines_of(part))) for part in parse(html)]
    for block in (*blocks[:EDGE], *blocks[EDGE:][-EDGE:]):
        if block.tag in LINES:
            block.parts = parts_of(block.words)
    pasted = parse(source)
    _mark_navigation(blocks, pasted)
    _mark_title(blocks, pasted)
    _mark_neighbours(blocks)
    _leave_headings_with_text(blocks)
    _leave_the_text_alone(blocks)
    _take_each_once(blocks)
    return blocks


def copyright_lines_in(html: str) -> list[str]:
    """Return the lines of a stored text that say whose a page is."""
    blocks = parse(html).iter("p", "li", *HEADINGS)
    return [line for block in blocks for line in _lines_of(block) if is_copyright_line(line)]


def _lines_of(element: HtmlElement) -> list[str]:
    """Return the words of each line, which a break or an item ends; marks the ends in the tree."""
    for end in element.iter("br", "li"):
        end.tail = f"\n{end.tail or ''}"
    lines = str(element.text_content()).split("\n")
    return [words for line in lines if (words := " ".join(line.split()))]


def _mark_navigation(blocks: list[Block], pasted: HtmlElement) -> None:
    places = [place for nav in pasted.iter("nav") for place in (nav, *nav.iter("ul", "ol", "p"))]
    keys = {"".join(words_of(place).split()) for place in places}
    for block in blocks:
        if block.key and block.key in keys:
            block.parts = OF_THE_PAGE


def _mark_title(blocks: list[Block], pasted: HtmlElement) -> None:
    """Take the only heading of the first rank for the title of the page."""
    titles = {words_of(heading) for heading in pasted.iter("h1")} - {""}
    first = next((block for block in blocks if block.is_heading and block.words in titles), None)
    if first and len(titles) == 1:
        first.parts = (Part(Kind.TITLE, (first.words,)),)


def _mark_neighbours(blocks: list[Block]) -> None:
    """Recognise what tells something only beside a line of the page: a bare name, a dot."""
    pairs = list(pairwise(blocks))
    for before, after in pairs:
        _mark_beside(after, before)
    for before, after in reversed(pairs):
        _mark_beside(before, after)


def _mark_beside(block: Block, other: Block) -> None:
    tells = other.is_of_the_page and not other.is_heading
    tells = tells or any(part.kind == Kind.MOMENT for part in other.parts)
    if tells and not block.parts and block.tag == "p":
        part = part_beside(block.words)
        block.parts = (part,) if part else ()


def _leave_headings_with_text(blocks: list[Block]) -> None:
    """Keep a heading such as “Contact” unless only lines of the page follow it."""
    for block, below in pairwise(blocks):
        if block.is_heading and block.is_of_the_page and not block.is_sure and not below.parts:
            block.parts = ()


def _leave_the_text_alone(blocks: list[Block]) -> None:
    """Keep what is sure, and the rest only before the first and behind the last piece of text."""
    rest = [number for number, block in enumerate(blocks) if not block.parts]
    text = [number for number in rest if len(blocks[number].words) > LONG]
    text = text or [number for number in rest if not blocks[number].is_heading]
    for number, block in enumerate(blocks):
        is_around = bool(text) and not text[0] < number < text[-1]
        if not text or not (block.is_sure or is_around):
            block.parts = ()


def _take_each_once(blocks: list[Block]) -> None:
    """Take the first of each for its field: pages name others too, each with its own date."""
    seen: set[Kind] = {Kind.PAGE}
    for block in blocks:
        new = [part for part in block.parts if part.kind not in seen]
        if not new and not block.is_of_the_page:
            block.parts = OF_THE_PAGE if block.is_sure else ()
        seen.update(part.kind for part in new)


def runs_of(blocks: list[Block]) -> Iterator[list[Block]]:
    """Yield what is offered together: one line for a field, or lines in a row of the page."""
    run: list[Block] = []
    for block in blocks:
        if run and not block.is_of_the_page:
            yield run
            run = []
        if block.is_of_the_page:
            run.append(block)
        elif block.parts:
            yield [block]
    if run:
        yield run
