"""The teacher: compositions of a few large sheets."""

import math

from demo.outlines import Outline, Point, blob, box, ridge, snipped, strip
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
    SAGE,
    SAND,
    TERRACOTTA,
)


def kite(c: Collage) -> None:
    """A kite on a slack line above hills."""
    r = c.random
    puffs = [
        blob(r, (x, y), radius, rough=0.01)
        for x, y, radius in ((0.24, 0.3, 0.07), (0.34, 0.26, 0.1), (0.45, 0.3, 0.075))
    ]
    c.lay(PAPER, *puffs, box(0.22, 0.3, 0.47, 0.373, 0.02), lift=0.9)
    c.lay(
        INK,
        strip([(0.9, 0.36), (0.8, 0.54), (0.58, 0.6), (0.47, 0.72), (0.3, 0.8)], 0.006),
        lift=0.6,
    )
    c.lay(
        OCHRE,
        strip([(1.0, 0.56), (1.07, 0.62), (1.03, 0.7), (1.12, 0.75), (1.07, 0.9)], 0.026, 0.6),
        lift=0.8,
    )
    top, right, foot, left = (1.05, 0.05), (1.31, 0.28), (1.0, 0.58), (0.8, 0.25)
    c.lay(TERRACOTTA, snipped([top, right, foot, left]), lift=1.8)
    c.lay(CORAL, snipped([top, right, foot]), lift=0.35)
    c.lay(SAGE, ridge([(-0.1, 0.8), (0.4, 0.72), (0.9, 0.84), (1.6, 0.74)]))
    c.lay(GREEN, ridge([(-0.1, 0.84), (0.3, 0.86), (0.8, 0.94), (1.6, 0.88)]), lift=1.2)


def path(c: Collage) -> None:
    """A path that winds over hills to a small house."""
    c.lay(CORAL, blob(c.random, (0.42, 0.28), 0.15, rough=0.006), lift=0.8)
    c.lay(MIST, ridge([(-0.1, 0.42), (0.4, 0.48), (1.0, 0.32), (1.6, 0.4)]))
    _house(c, (1.06, 0.36))
    c.lay(SAGE, ridge([(-0.1, 0.54), (0.4, 0.5), (1.05, 0.36), (1.6, 0.46)]))
    c.lay(PAPER, _winding(0.375, 0.66, (1.03, 0.86), (0.012, 0.05), 0.05), lift=0.4)
    c.lay(FERN, ridge([(-0.1, 0.66), (0.5, 0.58), (1.0, 0.6), (1.6, 0.66)]))
    c.lay(PAPER, _winding(0.594, 1.1, (0.86, 0.7), (0.06, 0.22), 0.17), lift=0.5)
    c.lay(
        GREEN,
        ridge([(-0.1, 0.74), (0.16, 0.8), (0.36, 1.1)]),
        ridge([(1.1, 1.1), (1.3, 0.86), (1.6, 0.78)]),
        lift=1.4,
    )


def _winding(top: float, bottom: float, places: Point, halves: Point, swing: float) -> Outline:
    """Return a path seen in depth: narrow and nearly straight far off, broad close by."""
    sides: tuple[Outline, Outline] = ([], [])
    for step in range(61):
        near = step / 60
        middle = (
            places[0]
            + (places[1] - places[0]) * near
            - swing * math.sin(near * math.tau * 0.9) * (0.35 + 0.65 * near)
        )
        half = halves[0] + (halves[1] - halves[0]) * near**1.4
        for side, sign in zip(sides, (-1, 1), strict=True):
            side.append((middle + sign * half, top + (bottom - top) * near))
    return sides[0] + sides[1][::-1]


def _house(c: Collage, place: Point) -> None:
    x, y = place
    c.lay(PAPER, box(x - 0.07, y - 0.09, x + 0.07, y + 0.08), lift=0.7)
    c.lay(TERRACOTTA, snipped([(x - 0.1, y - 0.08), (x, y - 0.19), (x + 0.1, y - 0.08)]), lift=0.8)


def night(c: Collage) -> None:
    """A night with a moon, and one house where a window is still lit."""
    r = c.random
    c.lay(MARKER, blob(r, (1.1, 0.28), 0.16, rough=0.006), lift=1.0)
    c.lay(SAND, *(blob(r, star, r.uniform(0.005, 0.009)) for star in STARS), lift=0.4)
    c.lay(FERN, ridge([(-0.1, 0.56), (0.4, 0.5), (0.9, 0.62), (1.6, 0.5)]))
    c.lay(OCHRE, box(0.34, 0.5, 0.6, 0.72), lift=0.5)
    panes = [box(0.41, 0.57, 0.465, 0.67, 0.003), box(0.48, 0.57, 0.535, 0.67, 0.003)]
    c.lay(SAND, box(0.32, 0.48, 0.62, 0.85), holes=panes, lift=0.9)
    c.lay(TERRACOTTA, snipped([(0.27, 0.5), (0.47, 0.32), (0.67, 0.5)]), lift=1.0)
    c.lay(GREEN, ridge([(-0.1, 0.7), (0.5, 0.78), (1.0, 0.7), (1.6, 0.74)]))
    c.lay(INK, ridge([(-0.1, 0.92), (0.6, 0.92), (1.2, 0.84), (1.6, 0.88)]), lift=1.3)


STARS = (
    (0.14, 0.2),
    (0.3, 0.1),
    (0.56, 0.17),
    (0.74, 0.07),
    (0.82, 0.36),
    (1.38, 0.13),
    (1.43, 0.42),
)
