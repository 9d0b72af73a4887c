"""Legs: great circles, bent a little to one side, with an arrow in the middle."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from geotrack.formats.picture.frame import Box, Frame
from geotrack.formats.picture.marks import Mark, Way
from geotrack.formats.picture.markup import Point
from geotrack.formats.picture.room import Room
from geotrack.geo import LatLon, distance_km

STRAIGHT = 800.0
"""Kilometres under which nobody sees that a great circle is not a straight line."""
BEND, MORE = 0.13, 0.1
"""How far a leg bends to its side, in parts of its length, so that a way out and a way back do not cover each other;
and how much more each time that the same way is made again."""
FAR = 1500.0
"""Kilometres from which on a leg bends less."""
ARROW = 70.0
"""Pixels that a leg must have to bear an arrow."""
HEAD = 17.0
"""Pixels of an arrow."""
ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
"""Where on a leg an arrow may stand, best first."""


@dataclass(frozen=True, slots=True)
class Line:
    """A leg on the sheet."""

    way: Way
    """The leg."""
    points: tuple[Point, ...]
    """Its line; at the date line a leg has two, one from each side."""


def arrows(lines: Iterable[Line], taken: Iterable[Box], box: Box) -> tuple[tuple[Line, Point, float], ...]:
    """For each leg that is long enough a place for its arrow and the angle, in degrees, to which it points.

    It stands near the leg's middle, where nothing else does.
    """
    room = Room(box.grown(-4))
    for other in taken:
        room.take(other)
    found = []
    for line in lines:
        last = len(line.points) - 1
        if math.dist(line.points[0], line.points[-1]) <= ARROW:
            continue
        for part in ALONG:
            n = min(max(round(part * last), 1), last - 1)
            (ax, ay), (x, y), (bx, by) = line.points[n - 1 : n + 2]
            there = Box(x, y, x, y).grown(HEAD / 2)
            if room.free(there, 1):
                room.take(there)
                found.append((line, (x, y), math.degrees(math.atan2(by - ay, bx - ax))))
                break
    return tuple(found)


def lines(ways: Iterable[Way], frame: Frame) -> tuple[Line, ...]:
    """Every leg as it is drawn, in its order."""
    found: list[Line] = []
    again: dict[tuple[LatLon, LatLon], int] = {}
    for way in ways:
        a, b = way.start.at, way.end.at
        nth = again.get((a, b), 0)
        again[a, b] = nth + 1
        # the short way round, and once more from the other side
        shift = 360 * round((a[1] - b[1]) / 360) if frame.projection.turning else 0
        for k in (0, shift) if shift else (0,):
            start, end = (a[0], a[1] - k), (b[0], b[1] + shift - k)
            found.append(Line(way, _curve(start, end, BEND + MORE * nth, frame)))
    return tuple(found)


def around(marks: Iterable[Mark], ways: Iterable[Way]) -> tuple[LatLon, ...]:
    """Points of the globe that the map has to show: the stops, the legs between them, and how far a place may reach."""
    found: list[LatLon] = []
    for mark in marks:
        found.append(mark.at)
        if not mark.country and mark.reach > 60:
            lat, lon = mark.at
            up = math.degrees(min(mark.reach, 800) / 2 / 6371)
            side = up / max(math.cos(math.radians(lat)), 0.1)
            found += [(max(lat - up, -90), lon - side), (min(lat + up, 90), lon + side)]
    for way in ways:
        a, b = way.start.at, way.end.at
        if abs(a[1] - b[1]) <= 180 and distance_km(*a, *b) > STRAIGHT:
            found += [_between(a, b, n / 8) for n in range(1, 8)]
    return tuple(found)


def _curve(a: LatLon, b: LatLon, bend: float, frame: Frame) -> tuple[Point, ...]:
    (ax, ay), (bx, by) = frame.at(*a), frame.at(*b)
    km = distance_km(*a, *b)
    dx, dy = bx - ax, by - ay
    steps = 2 * max(1, min(24, math.ceil(math.hypot(dx, dy) / 12)))
    amount = bend * min(1.0, FAR / max(km, 1.0))
    found = []
    for n in range(steps + 1):
        t = n / steps
        x, y = frame.at(*_between(a, b, t)) if km > STRAIGHT else (ax + dx * t, ay + dy * t)
        aside = 2 * t * (1 - t) * amount
        found.append((x + dy * aside, y - dx * aside))
    return tuple(found)


def _between(a: LatLon, b: LatLon, t: float) -> LatLon:
    """A point of the great circle from a to b; its longitude runs on from theirs."""
    va, vb = _vector(a), _vector(b)
    w = math.acos(max(-1.0, min(1.0, sum(p * q for p, q in zip(va, vb, strict=True)))))
    straight = a[1] + (b[1] - a[1]) * t
    if math.sin(w) < 1e-6:
        return a[0] + (b[0] - a[0]) * t, straight
    x, y, z = ((math.sin((1 - t) * w) * p + math.sin(t * w) * q) / math.sin(w) for p, q in zip(va, vb, strict=True))
    lon = math.degrees(math.atan2(y, x))
    return math.degrees(math.atan2(z, math.hypot(x, y))), lon + 360 * round((straight - lon) / 360)


def _vector(point: LatLon) -> tuple[float, float, float]:
    lat, lon = math.radians(point[0]), math.radians(point[1])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
