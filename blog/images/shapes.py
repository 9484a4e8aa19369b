"""The shapes in which an image is shown, and the addresses of what was made of it.

`Image.renditions` holds what exists: the name of the file that it was made of, and by shape the
random stem of its names with the sizes. Everything else follows from that, without parsing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict

type Box = tuple[float, float, float, float]

FOLDER = "images/"  # below the folder of media
NATURAL = "natural"
# Where somebody asked for no motion, what moves stands still.
LESS_MOTION = "(prefers-reduced-motion: reduce)"


class Made(TypedDict):
    """What there is of one shape: `images/<stem>-<width>.<format>`, the smallest first."""

    stem: str
    sizes: list[tuple[int, int]]


class Renditions(TypedDict, total=False):
    """What was made of an image, of which file, around which point and by which recipe."""

    recipe: int
    of: str
    focus: list[int]
    shapes: dict[str, Made]


@dataclass(frozen=True, slots=True)
class Shape:
    """What an image is cut to; without a ratio it keeps its own."""

    widths: tuple[int, ...]
    ratio: tuple[int, int] | None = None
    formats: tuple[str, ...] = ("avif", "webp", "jpg")

    def box(self, size: tuple[int, int], focus: tuple[int, int]) -> Box:
        """Return left, top, right and bottom of the largest part of this shape around the focus.

        The focus is given in percent from the left and from the top.
        """
        part = self._part(size)
        left, top = (
            min(max(whole * percent / 100 - length / 2, 0), whole - length)
            for whole, length, percent in zip(size, part, focus, strict=True)
        )
        return left, top, left + part[0], top + part[1]

    def sizes(self, size: tuple[int, int]) -> list[tuple[int, int]]:
        """Return the sizes to make of an image: never larger than what there is of it."""
        across, down = self.ratio or size
        largest = max(1, min(int(self._part(size)[0]), self.widths[-1]))
        widths = [width for width in self.widths if width < largest] + [largest]
        return [(width, max(1, round(width * down / across))) for width in widths]

    def _part(self, size: tuple[int, int]) -> tuple[float, float]:
        """Return width and height of the largest part of this shape."""
        width, height = size
        across, down = self.ratio or size
        return min(width, height * across / down), min(height, width * down / across)


# What each is for stands in docs/decisions/images.md, with the figures.
SHAPES = {
    NATURAL: Shape((480, 960, 1600)),
    "cover": Shape((800, 1200, 1600), (16, 9)),
    "card": Shape((360, 720, 1080), (3, 2)),
    "social": Shape((1200,), (1200, 630), ("jpg",)),
}


@dataclass(frozen=True, slots=True)
class ShownImage:
    """An image in one shape, ready for a template.

    `address` is what every browser reads; `srcset`, `avif` and `webp` are empty while nothing else
    exists, and stand for a moving image only where `media` holds.
    """

    address: str
    width: int
    height: int
    srcset: str = ""
    avif: str = ""
    webp: str = ""
    media: str = ""


def show_renditions(shape: str, made: Made, base: str) -> ShownImage:
    """Return the renditions of a shape; `base` is their address up to the width."""
    width, height = made["sizes"][-1]
    if SHAPES[shape].formats == ("jpg",):
        return ShownImage(f"{base}-{width}.jpg", width, height)
    widths = [width for width, _height in made["sizes"]]
    usual = widths[-2] if len(widths) > 1 else widths[0]
    srcset, avif, webp = (
        ", ".join([f"{base}-{width}.{kind} {width}w" for width in widths])
        for kind in ("jpg", "avif", "webp")
    )
    return ShownImage(f"{base}-{usual}.jpg", width, height, srcset, avif, webp)


def names_of(renditions: Renditions) -> Iterator[str]:
    """Yield the names of the files that belong to these renditions."""
    for name, made in renditions.get("shapes", {}).items():
        for width, _height in made["sizes"]:
            for kind in SHAPES[name].formats:
                yield name_of(made["stem"], width, kind)


def name_of(stem: str, width: int, kind: str) -> str:
    """Return the name of one file, below the folder of media."""
    return f"{FOLDER}{stem}-{width}.{kind}"
