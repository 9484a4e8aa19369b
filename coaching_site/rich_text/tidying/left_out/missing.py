"""What a text names by number though it is not there: left out, and told."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from django.utils.translation import ngettext
from lxml.html import HtmlElement

from coaching_site.rich_text.embedded import find_blocks, find_images
from coaching_site.rich_text.normalising import UnreadableError
from coaching_site.rich_text.own_links import write_addresses
from coaching_site.rich_text.tidying.paste import read_paste
from coaching_site.rich_text.trees import numbered, serialise

NAMES_SOMETHING = re.compile(r"data-(?:image|block|link)=")


def leave_out_missing(html: str) -> tuple[str, tuple[str, ...]]:
    """Return the text without what it names in vain, and what its author should hear about that.

    The words of a caption and of a link stay. At most one query for images, one for blocks and one
    for each kind of page that is linked.
    """
    if not NAMES_SOMETHING.search(html):
        return html, ()
    try:
        root = read_paste(html)
    except UnreadableError:
        return html, ()
    gone_images = _gone(root, "img", "data-image", find_images)
    gone_blocks = _gone(root, "aside", "data-block", find_blocks)
    for element in (*gone_images, *gone_blocks):
        element.drop_tree()
    dead_links = write_addresses(root, for_editor=True)
    for link in dead_links:
        link.drop_tag()
    notices = tuple(_notices(len(gone_images), len(gone_blocks), len(dead_links)))
    return (serialise(root), notices) if notices else (html, ())


def _gone(
    root: HtmlElement,
    tag: str,
    attribute: str,
    find: Callable[[Collection[int]], Mapping[int, object]],
) -> list[HtmlElement]:
    """Return the elements that name what is not there any more."""
    named = numbered(root, tag, attribute)
    found = find({number for number, _element in named if number})
    return [element for number, element in named if number and number not in found]


def _notices(images: int, blocks: int, links: int) -> Iterator[str]:
    if images:
        yield ngettext(
            "{count} picture is not in the library any more and was left out.",
            "{count} pictures are not in the library any more and were left out.",
            images,
        ).format(count=images)
    if blocks:
        yield ngettext(
            "{count} block is not there any more and was left out.",
            "{count} blocks are not there any more and were left out.",
            blocks,
        ).format(count=blocks)
    if links:
        yield ngettext(
            "{count} link led to a page that is not there any more; its words stayed.",
            "{count} links led to pages that are not there any more; their words stayed.",
            links,
        ).format(count=links)
