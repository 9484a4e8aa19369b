"""Styling that says bold, slanted or raised becomes the element that says so."""

import re

from lxml.html import HtmlElement

from coaching_site.rich_text.tidying.paste import style_of
from coaching_site.rich_text.trees import (
    HEADINGS,
    append_text,
    move_content,
    new_element,
    rename,
    tag_of,
)

STYLED = ("span", "b", "strong", "i", "em")
BOLD_FROM = 600
WEIGHT = re.compile(r"[0-9]{1,4}")


def replace_styling(root: HtmlElement) -> None:
    """Make `strong`, `em`, `sup` and `sub` of styled spans, and nothing of unstyled ones.

    Google Docs wraps a whole paste in a `b` of normal weight and styles bold words by number.
    """
    for element in list(root.iter(*STYLED)):
        wrappers = _elements_meant(element)
        if not wrappers:
            element.drop_tag()
            continue
        rename(element, wrappers[0])
        if len(wrappers) > 1:
            inner = new_element(wrappers[1])
            move_content(element, inner)
            element.append(inner)
    for element in list(root.iter("strong", "em")):
        if _is_repeated(element):
            element.drop_tag()
    _join_equal_neighbours(root)


def _elements_meant(element: HtmlElement) -> list[str]:
    """Return the elements that say what the element and its styling said."""
    tag, style = tag_of(element), style_of(element)
    bold, italic = tag in {"b", "strong"}, tag in {"i", "em"}
    if weight := style.get("font-weight"):
        is_number = WEIGHT.fullmatch(weight)
        bold = int(weight) >= BOLD_FROM if is_number else weight.startswith("bold")
    if slant := style.get("font-style"):
        italic = slant.startswith(("italic", "oblique"))
    position = {"super": "sup", "sub": "sub"}.get(style.get("vertical-align", ""))
    return [name for name in (bold and "strong", italic and "em", position) if name][:2]


def _is_repeated(element: HtmlElement) -> bool:
    """Tell whether the element is bold in bold, slanted in slanted, or a wholly bold heading."""
    outside = {tag_of(ancestor) for ancestor in element.iterancestors()}
    is_in_heading = tag_of(element) == "strong" and not outside.isdisjoint(HEADINGS)
    return is_in_heading or tag_of(element) in outside


def _join_equal_neighbours(root: HtmlElement) -> None:
    """Make one element of two alike with nothing between them: editors cut words in pieces."""
    for element in list(root.iter("strong", "em")):
        before = element.getprevious()
        if before is not None and before.tag == element.tag and not before.tail:
            append_text(before, element.text)
            element.text = None
            before.extend(list(element))
            before.tail, element.tail = element.tail, None
            element.drop_tree()
