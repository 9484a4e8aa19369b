"""Images and blocks that a text names by number, never by an address.

A stored text holds `<img data-image="12" alt="…">` and `<aside data-block="3"></aside>`. What they
look like now is filled in when the text is rendered or opened in the editor, so that a replaced
image or a changed block is replaced everywhere. The apps that keep them register how they are found
(`hooks.py` of each app).
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

IMAGE = re.compile(r'<img\b[^>]*?\sdata-image="([1-9][0-9]{0,8})"')
BLOCK = re.compile(r'<aside\b[^>]*?\sdata-block="([1-9][0-9]{0,8})"')


@dataclass(frozen=True, slots=True)
class Source:
    """One format of an image: its media type, and a `srcset` of addresses with widths.

    With `media` it counts only where that media query holds.
    """

    type: str
    srcset: str
    media: str = ""


@dataclass(frozen=True, slots=True)
class EmbeddedImage:
    """An image of the library as a text shows it; `address` is what every browser can read.

    `srcset` holds other widths of the same format as `address`; it may be empty. `thumbnail` is a
    small one, for who only has to know which image it is.
    """

    address: str
    width: int
    height: int
    sources: tuple[Source, ...] = ()
    srcset: str = ""
    credit: str = ""
    thumbnail: str = ""


type ImageFinder = Callable[[Collection[int]], Mapping[int, EmbeddedImage]]
type BlockFinder = Callable[[Collection[int]], Mapping[int, str]]


@dataclass(slots=True)
class Finders:
    """How images and blocks are found; without one nothing is."""

    images: ImageFinder | None = None
    blocks: BlockFinder | None = None


finders = Finders()


def register_image_finder(finder: ImageFinder) -> None:
    """Let `finder` return which images there are among some numbers, in one query."""
    finders.images = finder


def register_block_finder(finder: BlockFinder) -> None:
    """Let `finder` return what stands in the blocks among some numbers, in one query."""
    finders.blocks = finder


def find_images(ids: Collection[int]) -> Mapping[int, EmbeddedImage]:
    """Return the images that exist among these, in one query; none for no id."""
    return finders.images(ids) if ids and finders.images else {}


def find_blocks(ids: Collection[int]) -> Mapping[int, str]:
    """Return the stored texts of the blocks that exist among these, in one query; none for no id.

    They are as their authors wrote them: whoever shows one cleans and renders it.
    """
    return finders.blocks(ids) if ids and finders.blocks else {}


def image_ids_in(html: str) -> list[int]:
    """Return the ids of the images in a sanitised text, each once, in order of appearance."""
    return list(dict.fromkeys(map(int, IMAGE.findall(html))))


def block_ids_in(html: str) -> list[int]:
    """Return the ids of the blocks in a sanitised text, each once, in order of appearance."""
    return list(dict.fromkeys(map(int, BLOCK.findall(html))))
