"""Images and blocks that a text names by their number, never by an address.

A stored text holds `<img data-image="12" alt="…">` and `<aside data-block="3"></aside>`. What they
are called and look like now is filled in when the text is rendered or opened in the editor, so that
a replaced image or a changed block is replaced everywhere.
"""

import re

IMAGE = re.compile(r'<img\b[^>]*?\sdata-image="([1-9][0-9]{0,8})"')
BLOCK = re.compile(r'<aside\b[^>]*?\sdata-block="([1-9][0-9]{0,8})"')

NAMES_SOMETHING = re.compile(r"data-(?:image|block)=")


def image_ids_in(html: str) -> list[int]:
    """Return the ids of the images in a sanitised text, each once, in order of appearance."""
    return list(dict.fromkeys(map(int, IMAGE.findall(html))))


def block_ids_in(html: str) -> list[int]:
    """Return the ids of the blocks in a sanitised text, each once, in order of appearance."""
    return list(dict.fromkeys(map(int, BLOCK.findall(html))))
