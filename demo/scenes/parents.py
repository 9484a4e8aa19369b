"""Parents and school: compositions of a few large sheets."""

import math

from demo.outlines import Outline, blob, box, curve, ridge, snipped
from demo.paper import Collage
from demo.scenes.palette import (
    CORAL,
    GREEN,
    INK,
    MARKER,
    OCHRE,
    PAPER,
    PEACH,
    PINE,
    SAGE,
    SAND,
    TERRACOTTA,
)


def table(c: Collage) -> None:
    """A round table with two chairs at one corner, under a lamp."""
    r = c.random
    c.lay(SAND, blob(r, (0.75, 0.5), 0.46, rough=0.008), lift=0.8)
    c.lay(SAGE, ridge([(-0.1, 0.86), (0.6, 0.84), (1.6, 0.87)]), lift=0.8)
    _chair(c, 0.36, 1, CORAL)
    _chair(c, 1.14, -1, OCHRE)
    c.lay(
        PINE,
        snipped([(0.725, 0.6), (0.775, 0.6), (0.785, 0.92), (0.715, 0.92)]),
        box(0.6, 0.91, 0.9, 0.945),
    )
    c.lay(
        GREEN, snipped([(0.42, 0.575), (1.08, 0.575), (1.05, 0.63), (0.45, 0.63)], 0.02), lift=1.3
    )
    c.lay(PAPER, snipped([(0.6, 0.51), (0.68, 0.51), (0.668, 0.575), (0.612, 0.575)]), lift=0.6)
    c.lay(
        TERRACOTTA, snipped([(0.82, 0.51), (0.9, 0.51), (0.888, 0.575), (0.832, 0.575)]), lift=0.6
    )
    c.lay(INK, box(0.7475, -0.1, 0.7525, 0.17, 0.001), lift=0.7)
    c.lay(
        TERRACOTTA,
        curve([(0.58, 0.3), (0.66, 0.19), (0.75, 0.155), (0.84, 0.19), (0.92, 0.3), (0.75, 0.315)]),
        lift=1.4,
    )


def _chair(c: Collage, x: float, way: int, colour: str) -> None:
    """Lay a chair in profile; `way` is 1 when it looks to the right."""
    back = [
        (x - 0.09 * way, 0.38),
        (x - 0.045 * way, 0.37),
        (x - 0.025 * way, 0.93),
        (x - 0.075 * way, 0.93),
    ]
    seat = [
        (x - 0.07 * way, 0.67),
        (x + 0.17 * way, 0.67),
        (x + 0.17 * way, 0.72),
        (x - 0.07 * way, 0.72),
    ]
    leg = [
        (x + 0.12 * way, 0.7),
        (x + 0.16 * way, 0.7),
        (x + 0.175 * way, 0.93),
        (x + 0.135 * way, 0.93),
    ]
    c.lay(colour, snipped(back), snipped(seat), snipped(leg))


def door(c: Collage) -> None:
    """A door ajar, through which light falls on the floor."""
    c.lay(PINE, ridge([(-0.1, 0.8), (0.8, 0.79), (1.6, 0.8)]), lift=0.8)
    c.lay(OCHRE, box(0.66, 0.13, 1.04, 0.8), lift=0.7)
    c.lay(MARKER, snipped([(0.66, 0.8), (0.98, 0.8), (0.78, 1.2), (0.0, 1.2)]), lift=0.6)
    frame = box(0.6, 0.07, 1.1, 0.802, 0.012)
    c.lay(SAND, frame, holes=[box(0.655, 0.125, 1.045, 0.82)], lift=1.1)
    c.lay(TERRACOTTA, snipped([(1.045, 0.125), (1.045, 0.8), (0.84, 0.88), (0.84, 0.07)]), lift=1.5)
    c.lay(MARKER, blob(c.random, (0.875, 0.5), 0.017), lift=0.6)


def cups(c: Collage) -> None:
    """Two cups on a table, whose steam meets."""
    r = c.random
    c.lay(MARKER, blob(r, (0.75, 0.4), 0.38, rough=0.008), lift=0.8)
    c.lay(PAPER, _steam(0.5, 0.68, 0), lift=0.9)
    c.lay(PEACH, _steam(1.0, 0.8, 3), lift=0.9)
    c.lay(TERRACOTTA, ridge([(-0.1, 0.83), (0.7, 0.8), (1.6, 0.84)]))
    _cup(c, 0.5, -1, GREEN, SAGE)
    _cup(c, 1.02, 1, OCHRE, SAND)


def _steam(start: float, end: float, phase: float) -> Outline:
    """Return a band of steam that narrows while it rises, with a round top."""
    line = []
    for step in range(61):
        rise = step / 60
        line.append(
            (start + (end - start) * rise + 0.055 * math.sin(rise * 9 + phase), 0.62 - 0.52 * rise)
        )
    sides = [
        (x, y, 0.04 * (1 - 0.5 * s / 60) * min(1, (60.4 - s) / 5) ** 0.5)
        for s, (x, y) in enumerate(line)
    ]
    return [(x - w, y) for x, y, w in sides] + [(x + w, y) for x, y, w in sides[::-1]]


def _cup(c: Collage, x: float, way: int, colour: str, saucer: str) -> None:
    """Lay a cup on a saucer, with its ear on the left (-1) or the right (1)."""
    c.lay(saucer, blob(c.random, (x, 0.9), 0.24, 0.045, 0.004))
    ear = blob(c.random, (x + 0.17 * way, 0.68), 0.085, 0.09, 0.01)
    c.lay(colour, ear, holes=[blob(c.random, (x + 0.17 * way, 0.68), 0.045, 0.05, 0.01)])
    sides = [
        (x - 0.18, 0.55),
        (x + 0.18, 0.55),
        (x + 0.165, 0.72),
        (x + 0.09, 0.88),
        (x - 0.09, 0.88),
        (x - 0.165, 0.72),
    ]
    c.lay(colour, snipped(sides, 0.07), lift=1.3)


def lamp(c: Collage) -> None:
    """A lamp above a kitchen table, with an exercise book in its light."""
    c.lay(PINE, box(0.14, 0.12, 0.5, 0.56), lift=0.6)
    c.lay(MARKER, blob(c.random, (0.37, 0.27), 0.055, rough=0.006), lift=0.5)
    bars = [box(0.17, 0.15, 0.31, 0.53), box(0.33, 0.15, 0.47, 0.53)]
    c.lay(SAND, box(0.12, 0.1, 0.52, 0.58), holes=bars, lift=0.8)
    c.lay(MARKER, snipped([(0.83, 0.3), (1.13, 0.3), (1.42, 0.83), (0.54, 0.83)], 0.02), lift=0.8)
    c.lay(INK, box(0.977, -0.1, 0.983, 0.14, 0.001), lift=0.7)
    c.lay(
        CORAL,
        curve(
            [(0.78, 0.315), (0.86, 0.18), (0.98, 0.13), (1.1, 0.18), (1.18, 0.315), (0.98, 0.33)]
        ),
        lift=1.4,
    )
    c.lay(TERRACOTTA, ridge([(-0.1, 0.82), (0.7, 0.8), (1.6, 0.82)]))
    c.lay(PAPER, snipped([(0.66, 0.86), (0.95, 0.84), (0.96, 0.95), (0.6, 0.97)]), lift=0.6)
    c.lay(SAND, snipped([(0.95, 0.84), (1.24, 0.86), (1.32, 0.97), (0.96, 0.95)]), lift=0.6)
