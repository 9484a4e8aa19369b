"""What a paste means: styling that says bold, a `div` that is a paragraph, a list made by Word."""

import re
from urllib.parse import parse_qs, urlsplit

from lxml.html import HtmlElement

from coaching_site.rich_text.parsing import Rules, strip_unprintable
from coaching_site.rich_text.sanitising import ATTRIBUTES, RENAMED, clean
from coaching_site.rich_text.trees import (
    BLOCKS,
    HEADINGS,
    append_text,
    flatten,
    is_block,
    move_content,
    new_element,
    parse,
    rename,
    tag_of,
    text_slots,
)

INLINE = ("span", "b", "strong", "i", "em")
CONTAINERS = (
    "div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "center",
    "pre", "dl", "dt", "dd",
)  # fmt: skip
HOLDERS = ("li", "td", "th", "figcaption", "caption")
# What a paste may have for its meaning to be read; images of others are seen, to be counted.
PASTE_RULES = Rules(
    {
        tag: (*ATTRIBUTES.get(tag, ()), "style")
        for tag in (*ATTRIBUTES, *RENAMED, *CONTAINERS, "span", "tfoot")
    }
)
BOLD_FROM = 600
WEIGHT = re.compile(r"[0-9]{1,4}")
SPACES = re.compile(r"[ \t\n\f]+")


def clean_paste(html: str) -> str:
    """Return the text without script, but with the styling that `read_paste` gives a meaning.

    Raises UnreadableError.
    """
    return clean(strip_unprintable(html), PASTE_RULES)


def read_paste(html: str) -> HtmlElement:
    """Return the tree of a text from anywhere; raises UnreadableError."""
    root = parse(clean_paste(html))
    collapse_spaces(root)
    return root


def style_of(element: HtmlElement) -> dict[str, str]:
    """Return the declarations of a `style` attribute, in small letters."""
    declarations = (element.get("style") or "").lower().split(";")
    pairs = (declaration.partition(":") for declaration in declarations)
    return {name.strip(): value.strip() for name, _colon, value in pairs}


def give_meaning_to_styling(root: HtmlElement) -> None:
    """Make `strong`, `em`, `sup` and `sub` of styled spans, and nothing of unstyled ones.

    Google Docs wraps a whole paste in a `b` of normal weight and styles bold words by number.
    """
    for element in list(root.iter(*INLINE)):
        wrappers = _meaning(element)
        if not wrappers:
            element.drop_tag()
            continue
        rename(element, wrappers[0])
        if len(wrappers) > 1:
            inner = new_element(wrappers[1])
            move_content(element, inner)
            element.append(inner)
    for element in list(root.iter("strong", "em")):
        if _says_nothing_new(element):
            element.drop_tag()
    _join_neighbours(root)


def unwrap_links(root: HtmlElement) -> None:
    """Drop links without a target, and the detour through Google's counter."""
    for link in list(root.iter("a")):
        address = link.get("href") or ""
        if not address:
            link.drop_tag()
            continue
        link.set("href", _without_detour(address))


def _without_detour(address: str) -> str:
    """Return where a link through Google's counter leads; an unreadable address stays as it is."""
    try:
        parts = urlsplit(address)
        if parts.netloc == "www.google.com" and parts.path == "/url":
            return parse_qs(parts.query).get("q", [address])[0]
    except ValueError:
        pass
    return address


def make_paragraphs(root: HtmlElement) -> None:
    """Make paragraphs of `div`s and of loose text."""
    for heading in list(root.iter(*HEADINGS)):
        flatten(heading)
    holding_blocks = _holding_blocks(root)
    inside = (element for element in root.iterdescendants(*CONTAINERS) if not is_block(element))
    containers = []
    for container in list(inside):
        if container in holding_blocks:
            containers.append(container)
        else:
            rename(container, "p")
    for holder in (*containers, *list(root.iter("blockquote"))):
        wrap_loose_text(holder)
    for container in containers:  # the outermost first, so that nothing moves up twice
        container.drop_tag()
    wrap_loose_text(root)


def _holding_blocks(root: HtmlElement) -> set[HtmlElement]:
    """Return what has blocks inside; one look at each element, however deep it stands."""
    holding: set[HtmlElement] = set()
    for block in root.iter(*BLOCKS):
        for ancestor in block.iterancestors():
            if ancestor in holding:
                break
            holding.add(ancestor)
    return holding


def unwrap_only_paragraphs(root: HtmlElement) -> None:
    """Let the one paragraph of a list item or a cell stand there without its paragraph."""
    for holder in root.iter(*HOLDERS):
        children = list(holder)
        if [tag_of(child) for child in children] != ["p"]:
            continue
        if not (holder.text or "").strip() and not (children[0].tail or "").strip():
            children[0].drop_tag()


def wrap_loose_text(container: HtmlElement) -> None:
    """Put what stands between the blocks of a container into paragraphs."""
    children, text = list(container), container.text
    for child in children:
        container.remove(child)
    container.text = None
    paragraph = new_element("p")
    append_text(paragraph, text)
    for child in children:
        tail, child.tail = child.tail, None
        if tag_of(child) in BLOCKS:
            _close(container, paragraph)
            container.append(child)
            paragraph = new_element("p")
        else:
            paragraph.append(child)
        append_text(paragraph, tail)
    _close(container, paragraph)


def _close(container: HtmlElement, paragraph: HtmlElement) -> None:
    if (paragraph.text or "").strip() or next(paragraph.iterchildren(), None) is not None:
        container.append(paragraph)


def _meaning(element: HtmlElement) -> list[str]:
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


def _says_nothing_new(element: HtmlElement) -> bool:
    """Tell whether the element is bold in bold, slanted in slanted, or a wholly bold heading."""
    outside = {tag_of(ancestor) for ancestor in element.iterancestors()}
    is_in_heading = tag_of(element) == "strong" and not outside.isdisjoint(HEADINGS)
    return is_in_heading or tag_of(element) in outside


def _join_neighbours(root: HtmlElement) -> None:
    """Make one element of two alike with nothing between them: editors cut words in pieces."""
    for element in list(root.iter("strong", "em")):
        before = element.getprevious()
        if before is not None and before.tag == element.tag and not before.tail:
            append_text(before, element.text)
            element.text = None
            before.extend(list(element))
            before.tail, element.tail = element.tail, None
            element.drop_tree()


def collapse_spaces(root: HtmlElement) -> None:
    """Make one space of a run, as a browser shows it; a fixed space stays what it is."""
    for element, slot in text_slots(root):
        if text := getattr(element, slot):
            setattr(element, slot, SPACES.sub(" ", text))
