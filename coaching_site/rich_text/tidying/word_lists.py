"""Paragraphs that Word marks as list items become lists, nested as they were."""

import re

from lxml.html import HtmlElement

from coaching_site.rich_text.tidying.paste import style_of
from coaching_site.rich_text.trees import move_content, new_element, words_of

WORD_LEVEL = re.compile(r"\blevel(\d)\b")
NUMBER = re.compile(r"\(?(?P<number>[0-9]+|[a-zA-Z]{1,5})[.)]")
MARK, LEVEL = "data-mark", "data-level"


def make_lists_of_word_items(root: HtmlElement) -> None:
    """Make lists, nested as they were, of the paragraphs that Word marks as list items."""
    for paragraph in root.iter("p", "div"):
        if level := WORD_LEVEL.search(style_of(paragraph).get("mso-list", "")):
            mark = _take_mark(paragraph)
            paragraph.set(MARK, mark)
            paragraph.set(LEVEL, level[1])
    items = [item for item in root.iter("p", "div") if item.get(MARK) is not None]
    for run in _runs(items):
        _nest(run)


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
