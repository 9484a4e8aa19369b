"""Portraits of the writers: a head and shoulders before a disc, without a face."""

from collections.abc import Sequence

from demo.outlines import Outline, Point, blob, curve, ridge, strip
from demo.paper import Collage
from demo.scenes import palette as p

SHORT, BOB, BUN = range(3)
HAIR = (SHORT, BOB, BUN)

# ground, disc, skin, hair, clothes, collar
PAPERS = (
    (p.MIST, p.OCHRE, p.PEACH, p.TERRACOTTA, p.GREEN, p.SAND),
    (p.MARKER, p.SAGE, "#c98f6b", p.INK, p.TERRACOTTA, p.PAPER),
    (p.SAND, p.FERN, "#e3b48f", "#5b4636", p.INK, p.MARKER),
    (p.PEACH, p.MARKER, "#9c6244", "#33261f", p.OCHRE, p.PAPER),
)

# halves, from the top to the bottom, as distances from the middle of the picture
FACE = ((0.0, 0.245), (0.1, 0.28), (0.14, 0.4), (0.115, 0.5), (0.065, 0.585), (0.0, 0.61))
NECK = ((0.0, 0.46), (0.07, 0.5), (0.08, 0.74), (0.0, 0.8))
COLLAR = ((0.0, 0.757), (0.055, 0.742), (0.1, 0.705))
SHOULDERS = ((0.0, 0.75), (0.1, 0.7), (0.22, 0.74), (0.38, 0.84), (0.45, 1.05))
LONG_HAIR = ((0.0, 0.17), (0.17, 0.24), (0.22, 0.42), (0.21, 0.6), (0.1, 0.68), (0.0, 0.7))
KNOT = ((0.0, 0.06), (0.08, 0.09), (0.1, 0.17), (0.05, 0.24), (0.0, 0.25))
TIED_HAIR = ((0.0, 0.175), (0.09, 0.195), (0.165, 0.3), (0.15, 0.43), (0.1, 0.32), (0.0, 0.265))
SHORT_HAIR = "36,42 33.5,30 39,20 52,16.5 63,21 67,32 64,42 60,33 46,31 39,34"
PARTED_HAIR = "33.5,50 32,32 40,20 54,17 66,25 68.5,42 66,52 62,38 52,29 44,37 37,41"


def portrait(collage: Collage, papers: Sequence[str], hair: int) -> None:
    """Lay a head and shoulders; `papers` are the colours in the order of PAPERS."""
    _, disc, skin, strands, clothes, collar = papers
    collage.lay(disc, blob(collage.random, (0.5, 0.47), 0.37, rough=0.006), lift=0.8)
    if hair != SHORT:
        collage.lay(strands, curve(_both(KNOT if hair == BUN else LONG_HAIR)))
    collage.lay(skin, curve(_both(NECK)), lift=0.6)
    collage.lay(clothes, ridge(_open(SHOULDERS)), lift=1.2)
    collage.lay(collar, strip(_open(COLLAR), 0.032), lift=0.6)
    collage.lay(skin, curve(_both(FACE)))
    collage.lay(strands, curve(_on_top(hair)), lift=0.9)


def _open(half: Sequence[Point]) -> Outline:
    """Return a line that is the same on both sides, from left to right."""
    return [(0.5 - x, y) for x, y in half[:0:-1]] + [(0.5 + x, y) for x, y in half]


def _both(half: Sequence[Point]) -> Outline:
    """Return a closed line that is the same on both sides."""
    return [(0.5 + x, y) for x, y in half] + [(0.5 - x, y) for x, y in half[-2:0:-1]]


def _on_top(hair: int) -> Outline:
    """Return the hair that lies upon the face."""
    if hair == BUN:
        return _both(TIED_HAIR)
    pairs = (SHORT_HAIR if hair == SHORT else PARTED_HAIR).split()
    return [(float(x) / 100, float(y) / 100) for x, y in (pair.split(",") for pair in pairs)]
