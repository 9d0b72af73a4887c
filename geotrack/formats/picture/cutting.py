"""Shapes on the sheet: cut to a box, and hatched."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from geotrack.formats.picture.frame import Box
from geotrack.formats.picture.markup import Point

Shape = list[Point]
"""A line, or a ring whose last point is joined to the first."""


def clipped(ring: Shape, box: Box) -> Shape:
    """A ring, cut to a box (Sutherland and Hodgman, 1974)."""
    for axis, side, keep in ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1)):
        if all((p[axis] - side) * keep >= 0 for p in ring):
            continue
        found: Shape = []
        for a, b in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            inside = (b[axis] - side) * keep >= 0
            if inside != ((a[axis] - side) * keep >= 0):
                t = (side - a[axis]) / (b[axis] - a[axis])
                found.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))
            if inside:
                found.append(b)
        ring = found
    return ring


def pieces(line: Sequence[Point], box: Box) -> list[Shape]:
    """The parts of a line that lie in a box."""
    found: list[Shape] = []
    for a, b in pairwise(line):
        seen = _seen(a, b, box)
        if not seen:
            continue
        if found and found[-1][-1] == seen[0]:
            found[-1].append(seen[1])
        else:
            found.append([*seen])
    return found


def hatching(rings: Sequence[Shape], gap: float = 7.0) -> list[Shape]:
    """Slanted lines over some areas, `gap` pixels apart."""
    crossings: dict[int, list[float]] = {}
    slant = gap * math.sqrt(2)
    for ring in rings:
        for (ax, ay), (bx, by) in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            low, high = sorted((ax + ay, bx + by))
            for n in range(math.floor(low / slant) + 1, math.floor(high / slant) + 1):
                t = (n * slant - ax - ay) / (bx + by - ax - ay)
                crossings.setdefault(n, []).append(ax + (bx - ax) * t)
    return [
        [(x, n * slant - x) for x in pair]
        for n, xs in sorted(crossings.items())
        for pair in zip(sorted(xs)[::2], sorted(xs)[1::2], strict=False)
    ]


def _seen(a: Point, b: Point, box: Box) -> tuple[Point, Point] | None:
    """The part of a straight line that lies in a box (Liang and Barsky, 1984)."""
    first, last = 0.0, 1.0
    dx, dy = b[0] - a[0], b[1] - a[1]
    for p, q in ((-dx, a[0] - box.left), (dx, box.right - a[0]), (-dy, a[1] - box.top), (dy, box.bottom - a[1])):
        if not p:
            if q < 0:
                return None
        elif p < 0:
            first = max(first, q / p)
        else:
            last = min(last, q / p)
    if first > last:
        return None
    start = a if not first else (a[0] + dx * first, a[1] + dy * first)
    return start, b if last == 1 else (a[0] + dx * last, a[1] + dy * last)
