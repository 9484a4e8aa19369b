"""The tree of elements that lxml makes of a text, and the few things that are done to it."""

from collections.abc import Iterator
from html import escape
from typing import Literal

from lxml import etree, html
from lxml.html import HtmlElement

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LISTS = ("ul", "ol")
CONTAINERS = (
    "div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "center",
    "pre", "dl", "dt", "dd", "details", "summary", "fieldset", "legend", "hgroup", "menu", "form",
    "dialog", "search", "option",
)  # fmt: skip
# What cannot stand inside a paragraph.
BLOCKS = {
    *HEADINGS, *LISTS, *CONTAINERS, "p", "li", "blockquote", "figure", "figcaption", "hr",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
}  # fmt: skip
# Stands for `href` while libxml2 writes: it would make “%C3%BC” of a “ü” in one.
AS_WRITTEN = "data-written"


def parse(markup: str) -> HtmlElement:
    """Return the tree of what nh3 wrote, inside one `div`.

    Only for output of nh3: lxml reads well-formed markup as browsers do, but nothing else.
    """
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    return html.fragment_fromstring(f"<div>{markup}</div>", parser=parser)


def serialise(root: HtmlElement) -> str:
    """Return the markup inside the root, with the addresses of links as they were written."""
    _keep_letters_of_addresses(root)
    pieces = [escape(root.text or "", quote=False)]
    pieces += [etree.tostring(child, encoding="unicode", method="html") for child in root]
    # libxml2 does not know `source`, which has no end tag; in texts and attributes “<” is escaped.
    markup = "".join(pieces).replace("></source>", ">")
    return markup.replace(f"<a {AS_WRITTEN}=", "<a href=")


def _keep_letters_of_addresses(root: HtmlElement) -> None:
    for link in root.iter("a"):
        address = link.get("href", "")
        if not address.isascii():
            replace_address(link, AS_WRITTEN, address)


def replace_address(link: HtmlElement, name: str, value: str) -> None:
    """Put another attribute in the place of the address of a link, before the others."""
    others = [pair for pair in link.items() if pair[0] != "href"]
    link.attrib.clear()
    link.attrib.update([(name, value), *others])


def tag_of(element: HtmlElement) -> str:
    """Return the name of the element in small letters."""
    return str(element.tag)


def words_of(element: HtmlElement) -> str:
    """Return the text inside, each run of white space as one space."""
    return " ".join(str(element.text_content()).split())


def has_words(element: HtmlElement) -> bool:
    """Tell whether there is any text inside that is not white space."""
    return any(text.strip() for text in element.itertext())


def new_element(tag: str) -> HtmlElement:
    """Return an element that belongs to no tree yet."""
    return html.Element(tag)


def append_text(parent: HtmlElement, text: str | None) -> None:
    """Put text behind everything else that the parent holds."""
    if not text:
        return
    # Not `len(parent)`: lxml counts the children one by one.
    last = next(parent.iterchildren(reversed=True), None)
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def move_content(source: HtmlElement, target: HtmlElement) -> None:
    """Put everything that the source holds behind what the target holds."""
    append_text(target, source.text)
    source.text = None
    target.extend(list(source))


def rename(element: HtmlElement, tag: str) -> None:
    """Make another element of it that keeps the content and no attributes."""
    element.tag = tag
    element.attrib.clear()


def replace_with(element: HtmlElement, replacements: list[HtmlElement]) -> None:
    """Put other elements in the place of this one; the text behind it stays behind them."""
    parent = element.getparent()
    if parent is None or not replacements:
        return
    for replacement in replacements:
        element.addprevious(replacement)
    replacements[-1].tail = (replacements[-1].tail or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)


def contains_blocks(element: HtmlElement) -> bool:
    """Tell whether something that cannot stand in a paragraph is inside, at any depth."""
    return next(element.iterdescendants(*BLOCKS), None) is not None


def numbered(root: HtmlElement, tag: str, attribute: str) -> list[tuple[int, HtmlElement]]:
    """Return elements of a kind, each with the number that it names; 0 for none."""
    return [(int(element.get(attribute) or 0), element) for element in root.iter(tag)]


def is_block(element: HtmlElement) -> bool:
    """Tell whether the element is a block named by its number."""
    return tag_of(element) == "aside" and element.get("data-block") is not None


def is_figure_of_image(element: HtmlElement) -> bool:
    """Tell whether the element is a figure that begins with an image."""
    first = next(element.iterchildren(), None)
    return tag_of(element) == "figure" and first is not None and tag_of(first) == "img"


def take_out(element: HtmlElement) -> HtmlElement:
    """Take the element out of its tree, alone: the text behind it stays there."""
    element.drop_tree()
    element.tail = None
    return element


def flatten(holder: HtmlElement) -> None:
    """Leave only words, emphasis and links in what holds one line."""
    if next(holder.iterchildren(), None) is None:
        return
    for inside in list(holder.iterdescendants(*BLOCKS)):
        if not is_block(inside):
            inside.text, inside.tail = f" {inside.text or ''}", f" {inside.tail or ''}"
            inside.drop_tag()


def text_places(element: HtmlElement) -> Iterator[tuple[HtmlElement, Literal["text", "tail"]]]:
    """Yield every place inside that may hold text, in the order in which it is read."""
    for event, current in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield current, "text"
        elif current is not element:
            yield current, "tail"
