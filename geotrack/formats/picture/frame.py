"""Where the globe lies on the sheet: Mercator's map as on the page, and a polar one for who crosses the Arctic."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from geotrack.formats.picture.markup import Point
from geotrack.geo import EARTH_RADIUS_KM, LatLon, distance_km

CLOSEST = 7.5
"""The zoom at which a single stop is shown."""
POLAR = 80.0
"""A way that comes nearer to a pole than this is drawn on a map of its own: Mercator's has no poles."""
HEMISPHERE = 100.0
"""Degrees from the middle within which such a map is good."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> Point:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def within(self, other: Box) -> bool:
        """Whether it lies in another one."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right and self.right > other.left and self.top < other.bottom and self.bottom > other.top
        )

    def grown(self, by: float) -> Box:
        """The same, larger on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


class Projection(Protocol):
    """A way to lay the globe flat, on a plane whose unit is the globe's radius; south is down."""

    turning: bool
    """Whether a longitude and the same one a turn on are two places."""

    def flat(self, lat: float, lon: float) -> Point:
        """Where a point of the globe lies."""
        ...

    def globe(self, x: float, y: float) -> LatLon:
        """Which point of the globe lies there."""
        ...


class Mercator:
    """Mercator's projection of the sphere: the page's, and every web map's."""

    turning = True

    def flat(self, lat: float, lon: float) -> Point:
        """Where a point lies; the poles, which are nowhere, lie where the square map ends."""
        return math.radians(lon), -math.asinh(math.tan(math.radians(max(-85.05, min(85.05, lat)))))

    def globe(self, x: float, y: float) -> LatLon:
        """Which point lies there."""
        return math.degrees(math.atan(math.sinh(-y))), math.degrees(x)


class Stereographic:
    """The stereographic projection from a point: true to shape, as Mercator's is, and good around a pole.

    Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395), equations 21-2 to 21-4 and 20-14 to 20-18.
    """

    turning = False

    def __init__(self, lat: float, lon: float):
        self.sin, self.cos, self.lon = math.sin(math.radians(lat)), math.cos(math.radians(lat)), math.radians(lon)

    def flat(self, lat: float, lon: float) -> Point:
        """Where a point lies; the opposite one, which is nowhere, lies very far away."""
        f, d = math.radians(lat), math.radians(lon) - self.lon
        near = self.sin * math.sin(f) + self.cos * math.cos(f) * math.cos(d)
        k = 2 / max(1 + near, 0.02)
        return k * math.cos(f) * math.sin(d), -k * (self.cos * math.sin(f) - self.sin * math.cos(f) * math.cos(d))

    def globe(self, x: float, y: float) -> LatLon:
        """Which point lies there."""
        rho = math.hypot(x, y)
        if not rho:
            return math.degrees(math.asin(self.sin)), math.degrees(self.lon)
        c = 2 * math.atan2(rho, 2)
        lat = math.asin(math.cos(c) * self.sin - y * math.sin(c) * self.cos / rho)
        lon = self.lon + math.atan2(x * math.sin(c), rho * self.cos * math.cos(c) + y * self.sin * math.sin(c))
        return math.degrees(lat), math.degrees(lon)


@dataclass(frozen=True, slots=True)
class Frame:
    """A map on the sheet."""

    box: Box
    """Its rectangle."""
    projection: Projection
    """How the globe is laid flat."""
    scale: float
    """Pixels of the globe's radius."""
    origin: Point
    """Where the plane's zero point lies on the sheet."""

    def at(self, lat: float, lon: float) -> Point:
        """Where a point of the globe lies on the sheet; longitudes may run over 180."""
        x, y = self.projection.flat(lat, lon)
        return self.origin[0] + x * self.scale, self.origin[1] + y * self.scale

    def back(self, x: float, y: float) -> LatLon:
        """Which point of the globe lies there on the sheet."""
        return self.projection.globe((x - self.origin[0]) / self.scale, (y - self.origin[1]) / self.scale)

    @property
    def zoom(self) -> float:
        """The zoom at which a web map has this scale: at 0, the world is 256 pixels wide."""
        return math.log2(self.scale * 2 * math.pi / 256)

    def km_per_pixel(self, at: Point | None = None) -> float:
        """How far it is from one pixel to the next, there or in the middle of the map."""
        x, y = at or self.box.middle
        return distance_km(*self.back(x - 1, y), *self.back(x + 1, y)) / 2

    def circle(self, lat: float, lon: float, km: float) -> tuple[Point, ...]:
        """The points of the map that are some kilometres from a point of the globe."""
        angle = min(km / EARTH_RADIUS_KM, math.pi / 2)
        f, found = math.radians(lat), []
        for n in range(72):
            turn = 2 * math.pi * n / 72
            sine = math.sin(f) * math.cos(angle) + math.cos(f) * math.sin(angle) * math.cos(turn)
            there = math.asin(max(-1.0, min(1.0, sine)))
            d = math.atan2(math.sin(turn) * math.sin(angle) * math.cos(f), math.cos(angle) - math.sin(f) * sine)
            found.append(self.at(math.degrees(there), lon + math.degrees(d)))
        return tuple(found)


def projection_for(points: Sequence[LatLon]) -> Projection:
    """Mercator's map, unless the points come near a pole and lie on one side of the globe."""
    if max(abs(lat) for lat, _ in points) > POLAR:
        middle = _middle(points)
        if max(distance_km(*middle, *p) for p in points) / EARTH_RADIUS_KM < math.radians(HEMISPHERE):
            return Stereographic(*middle)
    return Mercator()


def framed(points: Sequence[LatLon], box: Box, margins: Box, projection: Projection) -> Frame:
    """The map on which all the points lie in a box, `margins` away from its sides, and as large as that allows."""
    flat = [projection.flat(*p) for p in points]
    left, right = min(x for x, _ in flat), max(x for x, _ in flat)
    top, bottom = min(y for _, y in flat), max(y for _, y in flat)
    room = Box(box.left + margins.left, box.top + margins.top, box.right - margins.right, box.bottom - margins.bottom)
    closest = 256 * 2**CLOSEST / (2 * math.pi)
    scale = min(room.width / max(right - left, 1e-9), room.height / max(bottom - top, 1e-9), closest)
    x, y = room.middle
    if projection.turning:
        # nobody wants to see the world twice: let the margins give way
        whole = min(box.width / (2 * math.pi), (box.width - 60) / max(right - left, 1e-9))
        if scale < whole and whole * (bottom - top) <= box.height - 60:
            scale, x = whole, box.middle[0]
            y = min(max(y, box.top + 30 + whole * (bottom - top) / 2), box.bottom - 30 - whole * (bottom - top) / 2)
    y -= scale * (top + bottom) / 2
    if projection.turning and 2 * math.pi * scale >= box.height:
        y = min(max(y, box.bottom - math.pi * scale), box.top + math.pi * scale)  # Mercator's square ends there
    return Frame(box, projection, scale, (x - scale * (left + right) / 2, y))


def _middle(points: Iterable[LatLon]) -> LatLon:
    """The middle of some points of the globe."""
    x = y = z = 0.0
    for lat, lon in points:
        f, d = math.radians(lat), math.radians(lon)
        x, y, z = x + math.cos(f) * math.cos(d), y + math.cos(f) * math.sin(d), z + math.sin(f)
    if max(abs(x), abs(y)) < 1e-9:
        return math.copysign(90.0, z), 0.0
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
