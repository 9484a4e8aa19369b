"""What a text names by number, looked up where it is kept: images know more than this app may.

The app that keeps images registers its lookup in its module `slots`, which is found as Django
finds `admin`; the model of blocks is not known here because it is rendered with what stands here.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


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

    `srcset` holds other widths of the same format as `address`; it may be empty.
    """

    address: str
    width: int
    height: int
    sources: tuple[Source, ...] = ()
    srcset: str = ""
    credit: str = ""


# How wide an image in a text is shown. On a phone less than it is: three device pixels for each of
# its own are then found in the rendition of 960, and no eye misses the difference to 1600.
SIZES_IN_TEXT = "(max-width: 30rem) 320px, (max-width: 50rem) 92vw, 37rem"

type ImageLookup = Callable[[Collection[int]], Mapping[int, EmbeddedImage]]
type BlockLookup = Callable[[Collection[int]], Mapping[int, str]]

_lookups: list[ImageLookup] = []
_block_lookups: list[BlockLookup] = []


def find_images_with(lookup: ImageLookup) -> None:
    """Let `lookup` answer which images there are; the last one registered counts."""
    _lookups[:] = [lookup]


def find_blocks_with(lookup: BlockLookup) -> None:
    """Let `lookup` answer what stands in the blocks; the last one registered counts."""
    _block_lookups[:] = [lookup]


def find_images(ids: Collection[int]) -> Mapping[int, EmbeddedImage]:
    """Return the images that exist among these, in one query; none for no id."""
    return _lookups[0](ids) if ids and _lookups else {}


def find_blocks(ids: Collection[int]) -> Mapping[int, str]:
    """Return the stored texts of the blocks that exist among these, in one query; none for no id.

    They are as their authors wrote them: whoever shows one cleans and renders it.
    """
    return _block_lookups[0](ids) if ids and _block_lookups else {}
