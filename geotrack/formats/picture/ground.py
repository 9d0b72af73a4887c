"""The ground: land, lakes, rivers and borders, cut to the map; and the outlines of countries, hatched.

The basemap comes in the page's form (`page.ground`): strings of differences, in squares.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from geotrack.formats.picture.cutting import Shape, clipped, pieces
from geotrack.formats.picture.frame import Box, Frame
from geotrack.geo import EARTH_RADIUS_KM, LatLon, distance_km

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
FINE = 0.4
"""Pixels under which two points of a line are one."""
FARTHEST = 115.0
"""Degrees from the middle of a polar map beyond which nothing is drawn."""

Units = tuple[int, int]
"""A point of the basemap: longitude and latitude in units of 1/scale degree."""


def decoded(text: str) -> list[Units]:
    """The points of one string of the basemap.

    >>> decoded("CGgCA")
    [(1, 3), (33, 3)]
    """
    values = _values()
    found: list[Units] = []
    x = y = value = shift = 0
    first = True
    for c in text:
        bits = values[c]
        value |= (bits & 31) << shift
        shift += 5
        if bits & 32:
            continue
        step = -((value + 1) >> 1) if value & 1 else value >> 1
        value = shift = 0
        if first:
            x += step
        else:
            y += step
            found.append((x, y))
        first = not first
    return found


def coast(ring: Sequence[Units], edge: int) -> list[list[Units]]:
    """The sides of a ring that are coast: those along the edge of a square are only where the data was cut."""
    found: list[list[Units]] = []
    line: list[Units] = []
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (a[0] == b[0] and a[0] % edge == 0) or (a[1] == b[1] and a[1] % edge == 0):
            if line:
                found.append(line)
            line = []
        else:
            line = line or [a]
            line.append(b)
    if line:
        found.append(line)
    return found


class Cutter:
    """Lays shapes of the basemap on the sheet and cuts off what is not on the map."""

    def __init__(self, frame: Frame):
        self.frame = frame
        self.box = frame.box
        self.middle = frame.back(*frame.box.middle)

    def areas(self, rings: Iterable[Sequence[Units]], scale: int) -> list[Shape]:
        """What of some rings is on the map."""
        return [cut for ring in rings for shape in self._laid(ring, scale) if len(cut := clipped(shape, self.box)) > 2]

    def lines(self, several: Iterable[Sequence[Units]], scale: int) -> list[Shape]:
        """What of some lines is on the map."""
        return [cut for line in several for shape in self._laid(line, scale) for cut in pieces(shape, self.box)]

    def _laid(self, points: Sequence[Units], scale: int) -> Iterator[Shape]:
        """The points on the sheet, on every copy of the world that may be seen."""
        if not self.frame.projection.turning:
            far = math.radians(FARTHEST) * EARTH_RADIUS_KM
            if all(distance_km(*self.middle, y / scale, x / scale) < far for x, y in points[::4]):
                yield _thinned([self.frame.at(y / scale, x / scale) for x, y in points])
            return
        west, east = min(x for x, _ in points) / scale, max(x for x, _ in points) / scale
        south, north = min(y for _, y in points) / scale, max(y for _, y in points) / scale
        for turn in (-360, 0, 360):
            (left, bottom), (right, top) = self.frame.at(south, west + turn), self.frame.at(north, east + turn)
            if Box(left - 1, top - 1, right + 1, bottom + 1).meets(self.box):
                yield _thinned([self.frame.at(y / scale, x / scale + turn) for x, y in points])


def cap(frame: Frame) -> list[Shape]:
    """The ice around the South Pole, where the basemap's squares end; nothing on another map than a southern one."""
    if frame.projection.turning or frame.back(*frame.box.middle)[0] > 0:
        return []
    ice = clipped([frame.at(-84.9, 5.0 * n) for n in range(72)], frame.box)
    return [ice] if len(ice) > 2 else []


class Outline(NamedTuple):
    """A country's shape."""

    rings: tuple[tuple[Units, ...], ...]
    scale: int

    def holds(self, point: LatLon) -> bool:
        """Whether a point of the globe lies in it."""
        y, x = point[0] * self.scale, ((point[1] + 540) % 360 - 180) * self.scale
        odd = False
        for ring in self.rings:
            for a, b in zip((ring[-1], *ring[:-1]), ring, strict=True):
                if (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]:
                    odd = not odd
        return odd


def outlines(base: Mapping[str, Any]) -> dict[str, Outline]:
    """The shapes of the countries of which only the name is known, by their codes."""
    return {
        code: Outline(tuple(tuple(decoded(t)) for t in shape["rings"]), shape["scale"])
        for code, shape in base["outlines"].items()
    }


@cache
def _values() -> Mapping[str, int]:
    return {c: n for n, c in enumerate(ALPHABET)}


def _thinned(points: Shape) -> Shape:
    """The points without those that nobody could tell from the one before; the first and the last stay."""
    kept = points[:1]
    for p in points[1:-1]:
        if abs(p[0] - kept[-1][0]) + abs(p[1] - kept[-1][1]) > FINE:
            kept.append(p)
    return kept + points[-1:] if len(points) > 1 else kept
