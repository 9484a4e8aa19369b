"""Images and blocks that a text names though they are not there: left out, and told."""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import ngettext_lazy
from lxml.html import HtmlElement

from coaching_site.rich_text.embedding import find_blocks, find_images
from coaching_site.rich_text.parsing import UnreadableError
from coaching_site.rich_text.pasting import read_paste
from coaching_site.rich_text.references import NAMES_SOMETHING
from coaching_site.rich_text.trees import serialise


def leave_out_missing(html: str) -> tuple[str, tuple[Promise, ...]]:
    """Return the text without what it names in vain, and what its author should hear about that.

    The words of a caption stay. At most one query for images and one for blocks.
    """
    if not NAMES_SOMETHING.search(html):
        return html, ()
    try:
        root = read_paste(html)
    except UnreadableError:
        return html, ()
    images = _named(root, "img", "data-image")
    blocks = _named(root, "aside", "data-block")
    gone = [
        [element for number, element in named if number not in there]
        for named, there in (
            (images, find_images({number for number, _image in images})),
            (blocks, find_blocks({number for number, _block in blocks})),
        )
    ]
    for element in (*gone[0], *gone[1]):
        element.drop_tree()
    notices = tuple(_notices(len(gone[0]), len(gone[1])))
    return (serialise(root), notices) if notices else (html, ())


def _named(root: HtmlElement, tag: str, attribute: str) -> list[tuple[int, HtmlElement]]:
    """Return the elements that name something, each with its number."""
    found = ((element.get(attribute), element) for element in root.iter(tag))
    return [(int(number), element) for number, element in found if number]


def _notices(images: int, blocks: int) -> list[Promise]:
    notices: list[Promise] = []
    if images:
        words = ngettext_lazy(
            "{count} picture is not in the library any more and was left out.",
            "{count} pictures are not in the library any more and were left out.",
            images,
        )
        notices.append(format_lazy(words, count=images))
    if blocks:
        words = ngettext_lazy(
            "{count} block is not there any more and was left out.",
            "{count} blocks are not there any more and were left out.",
            blocks,
        )
        notices.append(format_lazy(words, count=blocks))
    return notices
