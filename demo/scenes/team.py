"""The team: compositions of a few large sheets."""

from demo.outlines import Outline, Point, blob, box, leaf, snipped, strip
from demo.paper import Collage
from demo.scenes.palette import (
    CORAL,
    FERN,
    GREEN,
    INK,
    MARKER,
    MIST,
    OCHRE,
    PAPER,
    PEACH,
    SAGE,
    SAND,
    TERRACOTTA,
)


def mobile(c: Collage) -> None:
    """A hanging mobile whose unlike shapes keep each other level."""
    r = c.random
    c.lay(PAPER, blob(r, (0.8, 1.02), 0.66, rough=0.006), lift=0.8)
    c.lay(
        INK,
        *(box(x - 0.0025, top, x + 0.0025, end, 0.001) for x, top, end in MOBILE_THREADS),
        lift=0.7,
    )
    c.lay(CORAL, blob(r, (0.27, 0.58), 0.2, rough=0.03), lift=1.3)
    c.lay(GREEN, leaf((0.64, 0.36), (0.66, 0.93), 0.3), lift=1.3)
    c.lay(OCHRE, blob(r, (0.98, 0.76), 0.145, 0.13, 0.08), lift=1.3)
    c.lay(FERN, leaf((1.32, 0.46), (1.3, 0.86), 0.34), lift=1.3)
    c.lay(
        TERRACOTTA,
        strip([(0.24, 0.24), (0.55, 0.15), (0.75, 0.12), (0.95, 0.15), (1.16, 0.25)], 0.026),
        lift=1.3,
    )
    c.lay(
        INK,
        strip([(0.95, 0.42), (1.05, 0.375), (1.15, 0.355), (1.25, 0.37), (1.35, 0.42)], 0.02),
        lift=1.3,
    )


MOBILE_THREADS = (
    (0.73, -0.1, 0.13),
    (0.27, 0.23, 0.4),
    (0.64, 0.13, 0.38),
    (1.14, 0.24, 0.36),
    (0.97, 0.41, 0.65),
    (1.32, 0.41, 0.48),
)


def branch(c: Collage) -> None:
    """A branch with large folded leaves."""
    c.lay(
        INK,
        strip([(-0.1, 0.92), (0.35, 0.74), (0.8, 0.56), (1.25, 0.34), (1.6, 0.1)], 0.028, 0.5),
        lift=0.8,
    )
    leaves = (
        ((0.28, 0.77), (0.16, 0.16), FERN, SAGE),
        ((0.4, 0.72), (0.84, 1.02), OCHRE, MARKER),
        ((0.68, 0.61), (0.6, 0.04), GREEN, FERN),
        ((0.84, 0.54), (1.36, 0.82), TERRACOTTA, CORAL),
        ((1.08, 0.43), (0.98, -0.02), SAGE, MIST),
        ((1.22, 0.36), (1.62, 0.5), CORAL, PEACH),
    )
    for base, tip, colour, light in leaves:
        whole = leaf(base, tip, 0.26, c.random.uniform(-0.06, 0.06))
        c.lay(colour, whole, lift=1.3)
        c.lay(light, [*whole[: len(whole) // 2], *_straight(tip, base)], lift=0.35)


def _straight(start: Point, end: Point) -> Outline:
    return [
        (start[0] + (end[0] - start[0]) * s / 20, start[1] + (end[1] - start[1]) * s / 20)
        for s in range(21)
    ]


def book(c: Collage) -> None:
    """An open exercise book with a margin line, before a large sun."""
    c.lay(CORAL, blob(c.random, (0.78, 0.42), 0.34, rough=0.006), lift=0.8)
    c.lay(
        GREEN,
        snipped(
            [(0.14, 0.38), (0.75, 0.44), (1.36, 0.38), (1.4, 0.86), (0.75, 0.92), (0.1, 0.86)], 0.02
        ),
        lift=1.2,
    )
    left = [(0.75, 0.4), (0.62, 0.33), (0.4, 0.31), (0.2, 0.35)]
    for top in (left, [(1.5 - x, y) for x, y in left]):
        c.lay(SAND, _page(top, 0.03), lift=0.8)
        c.lay(PAPER, _page(top, 0.0), lift=0.7)
    c.lay(TERRACOTTA, strip([(0.9, 0.345), (0.902, 0.6), (0.9, 0.805)], 0.007), lift=0.3)
    c.lay(
        FERN,
        leaf((0.46, 0.72), (0.36, 0.44), 0.22),
        leaf((0.47, 0.72), (0.62, 0.52), 0.24),
        lift=0.7,
    )


def _page(top: list[Point], drop: float) -> Outline:
    upper = strip(top, 0.0001)
    upper = upper[: len(upper) // 2]
    return [(x, y + drop) for x, y in upper] + [(x, y + 0.46 + drop) for x, y in upper[::-1]]
