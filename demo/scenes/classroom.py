"""In the classroom: compositions of a few large sheets."""

import math

from demo.outlines import Outline, Point, blob, box, curve, ridge, snipped, strip
from demo.paper import Collage
from demo.scenes.palette import (
    CORAL,
    FERN,
    GREEN,
    INK,
    MIST,
    OCHRE,
    PAPER,
    PEACH,
    PINE,
    SAGE,
    SAND,
    TERRACOTTA,
)


def hills(c: Collage) -> None:
    """Hills one behind the other, with a low sun."""
    r = c.random
    x = r.uniform(0.4, 1.1)
    c.lay(PEACH, ridge([(-0.1, 0.46), (0.4, 0.36), (0.9, 0.44), (1.6, 0.32)]), lift=0.8)
    c.lay(TERRACOTTA, blob(r, (x, 0.44), 0.2, rough=0.006))
    c.lay(SAGE, ridge([(-0.1, 0.52), (0.3, 0.48), (0.75, 0.61), (1.2, 0.52), (1.6, 0.58)]))
    c.lay(FERN, ridge([(-0.1, 0.76), (0.25, 0.72), (0.7, 0.64), (1.1, 0.74), (1.6, 0.68)]))
    c.lay(
        GREEN, ridge([(-0.1, 0.82), (0.4, 0.92), (0.95, 0.88), (1.3, 0.78), (1.6, 0.82)]), lift=1.3
    )


def waves(c: Collage) -> None:
    """Waves that are high on one side and calm on the other, with a paper boat."""
    r = c.random
    c.lay(OCHRE, blob(r, (1.16, 0.3), 0.17, rough=0.006))
    start = r.uniform(0, math.tau)
    rows = ((MIST, 0.46, 0.12), (SAGE, 0.58, 0.13), (FERN, 0.71, 0.12), (GREEN, 0.86, 0.1))
    for number, (colour, level, height) in enumerate(rows):
        if colour == FERN:
            _boat(c, (1.02, 0.67))
        c.lay(colour, _swell(level, height, start + number * 2.1), lift=1.1)


def _swell(level: float, height: float, phase: float) -> Outline:
    """Return a row of pointed waves that die down towards the right."""
    crests = []
    for step in range(131):
        x = -0.15 + step * 0.0135
        calm = 0.12 + 0.88 / (1 + math.exp((x - 0.6) * 6))
        turn = x * 14 + phase
        rise = ((1 + math.cos(turn)) / 2) ** 1.5
        crests.append(
            (x + 0.045 * calm * math.sin(turn), level + height * calm * (0.55 - 1.5 * rise))
        )
    return [*crests, (1.7, 1.2), (-0.2, 1.2)]


def _boat(c: Collage, place: Point) -> None:
    x, y = place
    c.lay(
        PAPER,
        snipped([(x - 0.005, y - 0.06), (x - 0.005, y - 0.25), (x + 0.115, y - 0.06)]),
        lift=0.7,
    )
    c.lay(SAND, snipped([(x - 0.02, y - 0.06), (x - 0.02, y - 0.2), (x - 0.1, y - 0.06)]), lift=0.7)
    hull = [(x - 0.17, y - 0.05), (x + 0.17, y - 0.05), (x + 0.1, y + 0.08), (x - 0.1, y + 0.08)]
    c.lay(TERRACOTTA, snipped(hull, 0.012), lift=0.9)


def bench(c: Collage) -> None:
    """A tall and a small figure side by side on a bench, seen from behind."""
    r = c.random
    c.lay(OCHRE, blob(r, (1.02, 0.36), 0.25, rough=0.006), lift=0.8)
    c.lay(MIST, ridge([(-0.1, 0.5), (0.3, 0.44), (0.8, 0.56), (1.25, 0.46), (1.6, 0.5)]))
    c.lay(SAGE, ridge([(-0.1, 0.66), (0.5, 0.6), (1.0, 0.66), (1.6, 0.58)]))
    c.lay(FERN, ridge([(-0.1, 0.9), (0.4, 0.88), (1.0, 0.91), (1.6, 0.87)]), lift=0.9)
    _sitter(c, (0.58, 0.92), 0.56, (GREEN, INK))
    _sitter(c, (0.93, 0.92), 0.42, (TERRACOTTA, "#7d3a26"))
    c.lay(SAND, box(0.27, 0.78, 0.31, 1.1), box(1.19, 0.78, 1.23, 1.1))
    c.lay(PAPER, box(0.2, 0.745, 1.3, 0.815, 0.014), box(0.17, 0.885, 1.33, 0.95, 0.014), lift=1.1)


def _sitter(c: Collage, seat: Point, size: float, colours: tuple[str, str]) -> None:
    """Lay a person seen from behind, seated at a point."""
    x, y = seat
    sides = ((0.3, 0.1), (0.31, -0.2), (0.27, -0.46), (0.14, -0.6), (0.0, -0.64))
    right = [(x + w * size, y + h * size) for w, h in sides]
    left = [(x - w * size, y + h * size) for w, h in sides[-2::-1]]
    c.lay(
        colours[1], blob(c.random, (x, y - 0.82 * size), 0.17 * size, 0.19 * size, 0.01), lift=0.8
    )
    c.lay(colours[0], curve(right + left), lift=1.1)


def bridge(c: Collage) -> None:
    """A bridge with two arches between a near and a far bank."""
    r = c.random
    c.lay(CORAL, blob(r, (0.44, 0.33), 0.16, rough=0.006), lift=0.8)
    c.lay(MIST, ridge([(-0.1, 0.5), (0.35, 0.42), (0.8, 0.5), (1.2, 0.36), (1.6, 0.42)]))
    c.lay(SAGE, ridge([(-0.1, 0.7), (0.4, 0.69), (0.9, 0.71), (1.6, 0.69)]), lift=0.8)
    deck = [(0.05, 0.62), (0.4, 0.5), (0.78, 0.46), (1.16, 0.5), (1.52, 0.62)]
    span = [*strip(deck, 0.001)[: len(strip(deck, 0.001)) // 2], (1.52, 0.86), (0.05, 0.86)]
    arches = [_arch(0.53, 0.88, 0.2, 0.28), _arch(1.02, 0.88, 0.2, 0.28)]
    c.lay(TERRACOTTA, span, holes=arches, lift=1.2)
    c.lay(FERN, ridge([(-0.1, 0.84), (0.5, 0.86), (1.0, 0.84), (1.6, 0.87)]))
    c.lay(GREEN, ridge([(-0.1, 0.6), (0.12, 0.63), (0.3, 0.82), (0.44, 1.1)]), lift=1.3)
    c.lay(PINE, ridge([(1.02, 1.1), (1.2, 0.86), (1.42, 0.65), (1.6, 0.6)]), lift=1.3)


def _arch(x: float, bottom: float, radius: float, height: float) -> Outline:
    half = [
        (x - radius * math.cos(math.pi * s / 40), bottom - height * math.sin(math.pi * s / 40))
        for s in range(41)
    ]
    return [*half, (x + radius, bottom + 0.1), (x - radius, bottom + 0.1)]
