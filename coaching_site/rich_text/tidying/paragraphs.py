"""A text becomes paragraphs: of `div`s, of loose words, of what a double line break parts."""

from copy import deepcopy

from lxml.html import HtmlElement

from coaching_site.rich_text.trees import (
    BLOCKS,
    CONTAINERS,
    HEADINGS,
    append_text,
    flatten,
    has_words,
    is_block,
    new_element,
    rename,
    replace_with,
    tag_of,
)

HOLDERS = ("li", "td", "th", "figcaption", "caption")
# What a break inside can cut in two.
SPLIT = ("strong", "em", "a", "sup", "sub")


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


def split_at_double_breaks(root: HtmlElement) -> None:
    """Make two paragraphs where somebody pressed return twice inside one."""
    for paragraph in list(root.iter("p")):
        if paragraph.find(".//br") is None:
            continue
        lines = split_lines(paragraph)
        paragraphs: list[HtmlElement] = []
        is_new = True
        for line in lines:
            if not has_words(line):
                is_new = True
            elif is_new:
                paragraphs.append(line)
                is_new = False
            else:
                _continue_line(paragraphs[-1], line)
        if paragraphs:
            replace_with(paragraph, paragraphs)


def _continue_line(paragraph: HtmlElement, line: HtmlElement) -> None:
    line_break = new_element("br")
    paragraph.append(line_break)
    line_break.tail = line.text
    paragraph.extend(list(line))


def split_lines(paragraph: HtmlElement) -> list[HtmlElement]:
    """Return one paragraph for each line, also where a break stands inside bold words."""
    whole = deepcopy(paragraph)
    whole.tail = None
    for inline in reversed(list(whole.iterdescendants(*SPLIT))):
        if next(inline.iterchildren("br"), None) is not None:
            replace_with(inline, _cut_at_breaks(inline, inline))
    return [line for line in _cut_at_breaks(whole, new_element("p")) if tag_of(line) != "br"]


def _cut_at_breaks(whole: HtmlElement, like: HtmlElement) -> list[HtmlElement]:
    """Return parts, each an element as `like`, with the breaks of the whole between them.

    One pass over the children, however many breaks there are.
    """
    parts = [_empty_copy(like)]
    append_text(parts[-1], whole.text)
    for child in list(whole):
        tail, child.tail = child.tail, None
        if tag_of(child) == "br":
            parts += [child, _empty_copy(like)]
        else:
            parts[-1].append(child)
        append_text(parts[-1], tail)
    return parts


def _empty_copy(element: HtmlElement) -> HtmlElement:
    empty = new_element(tag_of(element))
    empty.attrib.update(element.attrib)
    return empty
