"""Images and blocks stand between the paragraphs of a text, each image in its own figure."""

from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from coaching_site.rich_text.trees import (
    flatten,
    has_words,
    is_block,
    is_figure_of_image,
    new_element,
    rename,
    tag_of,
    take_out,
)


def separate_figures(root: HtmlElement) -> None:
    """Give each image of a figure its own, the caption to the last; other words go behind it.

    A figure without an image and without a table is none.
    """
    images: dict[HtmlElement, list[HtmlElement]] = {}
    for image in root.iter("img"):
        if (figure := _figure_around(image)) is not None:
            images.setdefault(figure, []).append(image)
    tables = {_figure_around(table) for table in root.iter("table")}
    for figure in reversed(list(root.iter("figure"))):
        if figure in images:
            _split_figure(figure, images[figure])
        elif figure not in tables:
            _dissolve(figure)


def lift_images_and_blocks(root: HtmlElement) -> None:
    """Move images and blocks out of paragraphs, lists and quotations, and make them figures.

    They go behind what held them, or before it when no word of it stands before them.
    """
    for holder in list(root):
        if is_block(holder) or is_figure_of_image(holder):
            continue
        place = holder
        for element, is_first in list(_images_and_blocks_in(holder)):
            lifted = _as_figure(take_out(element))
            if is_first:
                holder.addprevious(lifted)
            else:
                # Not `addnext`, which takes the text behind the place along.
                lifted.tail, place.tail = place.tail, None
                place.addnext(lifted)
                place = lifted


def _figure_around(element: HtmlElement) -> HtmlElement | None:
    return next(element.iterancestors("figure"), None)


def _split_figure(figure: HtmlElement, images: list[HtmlElement]) -> None:
    """Put the figures of its images in its place, between the words before and behind them."""
    figures = [_as_figure(take_out(image)) for image in images]
    caption = next(figure.iterchildren("figcaption"), None)
    before = new_element("div")
    if caption is not None:
        before.text, figure.text = figure.text, None
        before.extend(caption.itersiblings(preceding=True))
        before[:] = reversed(before)
        flatten(caption)
        figures[-1].append(take_out(caption))
    _dissolve(figure)
    for part in ([before] if _says_something(before) else []) + figures:
        figure.addprevious(part)
    if not _says_something(figure):
        figure.drop_tree()


def _says_something(element: HtmlElement) -> bool:
    return has_words(element) or next(element.iter("aside", "img", "table"), None) is not None


def _dissolve(figure: HtmlElement) -> None:
    for caption in list(_captions_of(figure)):
        rename(caption, "p")
    rename(figure, "div")


def _captions_of(figure: HtmlElement) -> Iterator[HtmlElement]:
    return (inside for inside in figure.iter("figcaption") if _figure_around(inside) is figure)


def _as_figure(element: HtmlElement) -> HtmlElement:
    if tag_of(element) != "img":
        return element
    figure = new_element("figure")
    figure.append(element)
    return figure


def _images_and_blocks_in(holder: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """Yield images and blocks, and whether no words of the holder stand before them."""
    is_first, inside = True, None
    for event, element in etree.iterwalk(holder, events=("start", "end")):
        if event == "start" and inside is None:
            if is_block(element) or is_figure_of_image(element) or tag_of(element) == "img":
                yield element, is_first
                inside = element
            else:
                is_first = is_first and not (element.text or "").strip()
        elif event == "end" and (inside is None or element is inside):
            inside = None
            if element is not holder:
                is_first = is_first and not (element.tail or "").strip()
