"""Lists that were typed or pasted as paragraphs become lists."""

import re
from copy import deepcopy
from itertools import groupby

from lxml.html import HtmlElement

from coaching_site.rich_text.pasting import style_of, wrap_loose_text
from coaching_site.rich_text.trees import (
    append_text,
    contains_blocks,
    move_content,
    new_element,
    rename,
    replace_with,
    tag_of,
    text_slots,
    words_of,
)

# The signs that people type, and the two that Word takes from its symbol font.
BULLETS = "•·●▪◦‣\uf0b7\uf0a7"
BULLET_START = re.compile(rf"^[\s{BULLETS}]+")
WORD_LEVEL = re.compile(r"\blevel(\d)\b")
NUMBER = re.compile(r"\(?(?P<number>[0-9]+|[a-zA-Z]{1,5})[.)]")
# What a break inside can cut in two.
SPLIT = ("strong", "em", "a", "sup", "sub")
MARK, LEVEL, TYPED = "data-mark", "data-level", "data-typed"


def list_word_paragraphs(root: HtmlElement) -> None:
    """Make lists, nested as they were, of the paragraphs that Word marks as list items."""
    for paragraph in root.iter("p", "div"):
        if level := WORD_LEVEL.search(style_of(paragraph).get("mso-list", "")):
            mark = _take_mark(paragraph)
            paragraph.set(MARK, mark)
            paragraph.set(LEVEL, level[1])
    items = [item for item in root.iter("p", "div") if item.get(MARK) is not None]
    for run in _runs(items):
        _nest(run)


def list_typed_bullets(root: HtmlElement) -> int:
    """Make lists of lines that begin with a typed bullet; return how many lists there are."""
    for holder in list(root.iter("td", "th", "li")):
        if not starts_with_bullet(holder) or contains_blocks(holder):
            continue
        if tag_of(holder) == "li":
            _drop_bullet(holder)
        else:
            wrap_loose_text(holder)
    for paragraph in list(root.iter("p")):
        if paragraph.find(".//br") is None and not starts_with_bullet(paragraph):
            continue
        lines = split_lines(paragraph)
        if any(starts_with_bullet(line) for line in lines):
            replace_with(paragraph, _as_list(lines))
    for typed in list(root.iter("ul")):
        _join_to_list_before(typed)
    return sum(1 for _ in root.iterfind(f".//ul[@{TYPED}]"))


def starts_with_bullet(line: HtmlElement) -> bool:
    """Tell whether the first sign of a line is a typed bullet."""
    return str(line.text_content()).lstrip().startswith(tuple(BULLETS))


def split_lines(paragraph: HtmlElement) -> list[HtmlElement]:
    """Return one paragraph for each line, also where a break stands inside bold words."""
    whole = deepcopy(paragraph)
    whole.tail = None
    for inline in reversed(list(whole.iterdescendants(*SPLIT))):
        if next(inline.iterchildren("br"), None) is not None:
            replace_with(inline, _cut_at_breaks(inline, inline))
    return [line for line in _cut_at_breaks(whole, new_element("p")) if tag_of(line) != "br"]


def _cut_at_breaks(whole: HtmlElement, like: HtmlElement) -> list[HtmlElement]:
    """Return pieces, each an element as `like`, with the breaks of the whole between them.

    One pass over the children, however many breaks there are.
    """
    pieces = [_empty_copy(like)]
    append_text(pieces[-1], whole.text)
    for child in list(whole):
        tail, child.tail = child.tail, None
        if tag_of(child) == "br":
            pieces += [child, _empty_copy(like)]
        else:
            pieces[-1].append(child)
        append_text(pieces[-1], tail)
    return pieces


def _empty_copy(element: HtmlElement) -> HtmlElement:
    empty = new_element(tag_of(element))
    empty.attrib.update(element.attrib)
    return empty


def _as_list(lines: list[HtmlElement]) -> list[HtmlElement]:
    """Return paragraphs and lists: each run of lines with bullets is one list."""
    blocks: list[HtmlElement] = []
    for has_bullets, run in groupby(lines, key=starts_with_bullet):
        if not has_bullets:
            blocks += [line for line in run if words_of(line)]
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
    for element, slot in text_slots(line):
        text = BULLET_START.sub("", getattr(element, slot) or "")
        setattr(element, slot, text)
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


def _take_mark(paragraph: HtmlElement) -> str:
    """Take out what Word typed before an item: a bullet, or a number with its point."""
    for span in paragraph.iter("span"):
        if "ignore" in style_of(span).get("mso-list", ""):
            mark = words_of(span).strip("\xa0 ")
            span.drop_tree()
            return mark
    return ""


def _runs(items: list[HtmlElement]) -> list[list[HtmlElement]]:
    """Return the items that directly follow each other, together."""
    runs: list[list[HtmlElement]] = []
    for item in items:
        before = runs[-1][-1] if runs else None
        if before is not None and item.getprevious() is before and not (before.tail or "").strip():
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _nest(run: list[HtmlElement]) -> None:
    """Put the items of one run into lists; a deeper level goes into the item before it."""
    open_lists: list[tuple[int, HtmlElement]] = []
    for paragraph in run:
        level = int(paragraph.get(LEVEL) or 1)
        wanted = _new_list(paragraph.get(MARK) or "")
        while len(open_lists) > 1 and open_lists[-1][0] > level:
            open_lists.pop()
        if open_lists and open_lists[-1][0] == level and open_lists[-1][1].tag != wanted.tag:
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < level:
            if open_lists:
                open_lists[-1][1][-1].append(wanted)
            else:
                paragraph.addprevious(wanted)
            open_lists.append((level, wanted))
        item = new_element("li")
        move_content(paragraph, item)
        open_lists[-1][1].append(item)
        paragraph.drop_tree()


def _new_list(mark: str) -> HtmlElement:
    """Return the kind of list that begins with this mark."""
    number = NUMBER.fullmatch(mark)
    if number is None:
        return new_element("ul")
    ordered = new_element("ol")
    if number["number"].isdigit() and number["number"] != "1":
        ordered.set("start", number["number"])
    return ordered
