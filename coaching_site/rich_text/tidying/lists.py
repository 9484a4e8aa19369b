"""Lines that begin with a typed bullet become lists."""

import re
from itertools import groupby

from django.utils.translation import ngettext
from lxml.html import HtmlElement

from coaching_site.rich_text.tidying.paragraphs import split_lines, wrap_loose_text
from coaching_site.rich_text.trees import (
    contains_blocks,
    has_words,
    new_element,
    rename,
    replace_with,
    tag_of,
    text_places,
)

# The signs that people type, or that Word draws in a font of signs.
BULLETS = "•·●▪◦‣"
BULLET_START = re.compile(rf"^[\s{BULLETS}]+")
TYPED = "data-typed"


def make_lists_of_bullets(root: HtmlElement) -> list[str]:
    """Make lists of lines that begin with a typed bullet; return what the author should hear."""
    _drop_bullets_of_items(root)
    for paragraph in list(root.iter("p")):
        if paragraph.find(".//br") is None and not _starts_with_bullet(paragraph):
            continue
        lines = split_lines(paragraph)
        if any(_starts_with_bullet(line) for line in lines):
            replace_with(paragraph, _as_lists(lines))
    for typed in list(root.iter("ul")):
        _join_to_list_before(typed)
    count = sum(1 for _list in root.iterfind(f".//ul[@{TYPED}]"))
    notice = ngettext(
        "Lines that began with a typed bullet became {count} list.",
        "Lines that began with a typed bullet became {count} lists.",
        count,
    )
    return [notice.format(count=count)] if count else []


def _drop_bullets_of_items(root: HtmlElement) -> None:
    """Take bullets out of list items, and make paragraphs of cells that begin with one."""
    for holder in list(root.iter("td", "th", "li")):
        if not _starts_with_bullet(holder) or contains_blocks(holder):
            continue
        if tag_of(holder) == "li":
            _drop_bullet(holder)
        else:
            wrap_loose_text(holder)


def _starts_with_bullet(line: HtmlElement) -> bool:
    """Tell whether the first sign of a line is a typed bullet."""
    return str(line.text_content()).lstrip().startswith(tuple(BULLETS))


def _as_lists(lines: list[HtmlElement]) -> list[HtmlElement]:
    """Return paragraphs and lists: each run of lines with bullets is one list."""
    blocks: list[HtmlElement] = []
    for has_bullets, run in groupby(lines, key=_starts_with_bullet):
        if not has_bullets:
            blocks += [line for line in run if has_words(line)]
            continue
        typed = new_element("ul")
        typed.set(TYPED, "1")
        for line in run:
            _drop_bullet(line)
            rename(line, "li")
            typed.append(line)
        blocks.append(typed)
    return blocks


def _drop_bullet(line: HtmlElement) -> None:
    """Take away the bullet and the space around it, in whatever element they stand."""
    for element, place in text_places(line):
        text = BULLET_START.sub("", getattr(element, place) or "")
        setattr(element, place, text)
        if text:
            return


def _join_to_list_before(typed: HtmlElement) -> None:
    """Make one list of two typed ones with nothing but white space between them."""
    before = typed.getprevious()
    if (
        before is None
        or not (typed.get(TYPED) and before.get(TYPED))
        or (before.tail or "").strip()
    ):
        return
    before.extend(list(typed))
    before.tail, typed.tail = typed.tail, None
    typed.drop_tree()
