"""Outlines that look snipped by hand, for the pictures of the demo.

Lengths are in heights of the picture: a cover runs from 0 to 1.5 across and from 0 to 1 down.
"""

import math
from collections.abc import Sequence
from random import Random

type Point = tuple[float, float]
type Outline = list[Point]

STEPS = 18  # pieces between two points of a curve


def curve(points: Sequence[Point]) -> Outline:
    """Return a closed smooth line through the points (Catmull-Rom)."""
    count = len(points)
    outline = []
    for index in range(count):
        quad = [points[(index + shift) % count] for shift in (-1, 0, 1, 2)]
        outline += [_between(quad, step / STEPS) for step in range(STEPS)]
    return outline


def _between(quad: Sequence[Point], at: float) -> Point:
    """Return the point of a Catmull-Rom piece at a share of its length."""
    a, b, c, d = quad
    x, y = (
        b[axis]
        + 0.5 * at * (c[axis] - a[axis])
        + at * at * (a[axis] - 2.5 * b[axis] + 2 * c[axis] - 0.5 * d[axis])
        + at**3 * (1.5 * (b[axis] - c[axis]) + 0.5 * (d[axis] - a[axis]))
        for axis in (0, 1)
    )
    return x, y


def snipped(points: Sequence[Point], corner: float = 0.006) -> Outline:
    """Return a closed line of straight cuts whose corners are rounded by `corner`."""
    outline = []
    count = len(points)
    for index in range(count):
        before, here, after = (points[(index + shift) % count] for shift in (-1, 0, 1))
        start, end = _towards(here, before, corner), _towards(here, after, corner)
        outline += [_bend(start, here, end, step / 6) for step in range(7)]
        outline += [
            _mix(end, _towards(after, here, corner), step / STEPS) for step in range(1, STEPS)
        ]
    return outline


def _mix(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _towards(start: Point, end: Point, distance: float) -> Point:
    length = math.dist(start, end) or 1
    return _mix(start, end, min(distance / length, 0.5))


def _bend(start: Point, middle: Point, end: Point, share: float) -> Point:
    return _mix(_mix(start, middle, share), _mix(middle, end, share), share)


def strip(points: Sequence[Point], width: float, taper: float = 1.0) -> Outline:
    """Return a band along an open line, `taper` times as wide at its end."""
    line = open_curve(points)
    sides: tuple[Outline, Outline] = ([], [])
    for index, (x, y) in enumerate(line):
        before, after = line[max(index - 1, 0)], line[min(index + 1, len(line) - 1)]
        length = math.dist(before, after) or 1
        half = width / 2 * (1 + (taper - 1) * index / len(line))
        dx, dy = (before[1] - after[1]) / length * half, (after[0] - before[0]) / length * half
        sides[0].append((x + dx, y + dy))
        sides[1].append((x - dx, y - dy))
    return sides[0] + sides[1][::-1]


def open_curve(points: Sequence[Point]) -> Outline:
    """Return a smooth line from the first point to the last."""
    ends = [points[0], *points, points[-1]]
    pieces = [ends[index : index + 4] for index in range(len(points) - 1)]
    return [_between(quad, step / STEPS) for quad in pieces for step in range(STEPS)] + [points[-1]]


def blob(
    random: Random, centre: Point, radius: float, height: float | None = None, rough: float = 0.02
) -> Outline:
    """Return a circle or ellipse as scissors make it: nearly round."""
    phases = [random.uniform(0, math.tau) for _ in range(3)]
    outline = []
    for step in range(120):
        angle = math.tau * step / 120
        swell = 1 + sum(rough / n * math.sin(n * angle + phases[n - 2]) for n in (2, 3, 4))
        x = centre[0] + radius * swell * math.cos(angle)
        outline.append((x, centre[1] + (height or radius) * swell * math.sin(angle)))
    return outline


def ridge(points: Sequence[Point], bottom: float = 1.2) -> Outline:
    """Return a hill: a smooth upper edge through the points, closed far below."""
    return [*open_curve(points), (points[-1][0], bottom), (points[0][0], bottom)]


def leaf(base: Point, tip: Point, width: float, bend: float = 0.0) -> Outline:
    """Return a pointed leaf from base to tip; `bend` shifts its belly to one side."""
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    across = (-dy, dx)

    def side(sign: float) -> Outline:
        shares = [step / 30 for step in range(31)]
        reach = [
            (sign * width * math.sin(math.pi * s**0.8) + bend * math.sin(math.pi * s), s)
            for s in shares
        ]
        return [
            (base[0] + dx * s + across[0] * r, base[1] + dy * s + across[1] * r) for r, s in reach
        ]

    return side(1) + side(-1)[::-1]


def box(left: float, top: float, right: float, bottom: float, corner: float = 0.008) -> Outline:
    """Return an upright rectangle with slightly rounded corners."""
    return snipped([(left, top), (right, top), (right, bottom), (left, bottom)], corner)
