"""Arithmetic on the globe: distances, great circles, boxes, and the date line.

Points are (latitude, longitude) in degrees, as people say them; only GeoJSON turns them round. A *line* is a sequence
of points. Lines that are drawn have *unwrapped* longitudes: Vladivostok to Anchorage runs from 131.9 to 210.1 and not
from 131.9 back through Europe to -149.9. Lines that are written to RFC 7946 files are cut at ±180 instead.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

LatLon: TypeAlias = tuple[float, float]
Line: TypeAlias = tuple[LatLon, ...]

EARTH_RADIUS_KM = 6371.0088  # the mean radius of IUGG: the sphere that is wrong by at most 0.5 % everywhere


class Bounds(NamedTuple):
    """The smallest box around some points. `east` is over 180 where the box crosses the date line."""

    south: float
    west: float
    north: float
    east: float


def distance_km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Great-circle distance between two points, in km.

    >>> round(distance_km(43.12, 131.89, 61.22, -149.90))  # Vladivostok to Anchorage
    5322
    """
    a, b = math.radians(a_lat), math.radians(b_lat)
    # the haversine formula: unlike the law of cosines it stays exact for neighbours
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(b_lon - a_lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, h)))


def unwrapped(lons: Iterable[float]) -> tuple[float, ...]:
    """The same longitudes, whole turns added, so that none is more than 180° from the one before.

    >>> unwrapped([131.9, -149.9, 139.7])
    (131.9, 210.1, 139.7)
    """
    result: list[float] = []
    for lon in lons:
        result.append(lon if not result else _nearest_turn(lon, result[-1]))
    return tuple(result)


def great_circle(points: Sequence[LatLon], max_step_km: float = 200.0) -> Line:
    """The shortest way over the globe through these points, with a point at least every `max_step_km`.

    Every point given is in the answer, in its place; longitudes are unwrapped.

    >>> line = great_circle([(43.12, 131.89), (61.22, -149.90)], max_step_km=2000)
    >>> [(round(lat), round(lon)) for lat, lon in line]
    [(43, 132), (54, 149), (61, 176), (61, 210)]
    """
    if not max_step_km > 0:
        raise ValueError("max_step_km must be more than 0")
    line: list[LatLon] = list(points[:1])
    for here, there in pairwise(points):
        line += _between(here, there, max_step_km)
        line.append(there)
    return tuple(zip((lat for lat, _ in line), unwrapped(_calm_at_poles(line)), strict=True))


def split_at_antimeridian(line: Sequence[LatLon]) -> tuple[Line, ...]:
    """The line cut wherever it crosses the date line, with longitudes from -180 to 180 (RFC 7946, section 3.1.9).

    One part is a LineString, several are a MultiLineString. Steps of more than 180° are taken to go the short way.

    >>> split_at_antimeridian([(50.0, 170.0), (60.0, -170.0)])
    (((50.0, 170.0), (55.0, 180.0)), ((55.0, -180.0), (60.0, -170.0)))
    """
    points = list(zip((lat for lat, _ in line), unwrapped(lon for _, lon in line), strict=True))
    if not points:
        return ()
    world = _world(points[0][1])
    parts: list[list[LatLon]] = []
    for here, there in pairwise(points):
        for start, end in _cut(here, there):
            middle = (start[1] + end[1]) / 2
            # a step that runs along the date line belongs to either side: it stays where the line has come from
            on_the_line = start[1] == end[1] and math.isclose(abs(start[1] - 360 * world), 180)
            if not on_the_line and (not parts or _world(middle) != world):
                world = _world(middle)
                parts.append([_in_world(start, world)])
            elif not parts:
                parts.append([_in_world(start, world)])
            parts[-1].append(_in_world(end, world))
    return tuple(tuple(part) for part in parts) or ((_in_world(points[0], world),),)


def bounds(points: Iterable[LatLon]) -> Bounds:
    """The smallest box around these points, across the date line where that is the short way.

    `west` is from -180 to 180 and `east` is not smaller, so it may be over 180: what a map wants. GeoJSON's bbox wants
    `east - 360` then. A box needs at least one point; for none there is a `ValueError`.

    >>> bounds([(43.1, 131.9), (61.2, -149.9)])
    Bounds(south=43.1, west=131.9, north=61.2, east=210.1)
    >>> bounds([(51.5, -0.1), (48.9, 2.4)])
    Bounds(south=48.9, west=-0.1, north=51.5, east=2.4)
    """
    known = list(points)
    if not known:
        raise ValueError("there are no points to draw a box around")
    lons = sorted({_nearest_turn(lon, 0.0) for _, lon in known})
    # the box leaves out the widest gap between neighbours; of equal gaps, the one at the date line
    gaps = [(lons[0] + 360 - lons[-1], 0)] + [(lons[i] - lons[i - 1], i) for i in range(1, len(lons))]
    _, first = max(gaps, key=lambda gap: (gap[0], -gap[1]))
    east = lons[-1] if first == 0 else lons[first - 1] + 360
    lats = [lat for lat, _ in known]
    return Bounds(min(lats), lons[first], max(lats), east)


# --- on the way --------------------------------------------------------------------------------------------------


def _nearest_turn(lon: float, beside: float) -> float:
    """This longitude plus the whole turns that bring it nearest to another; untouched where it is near already."""
    turns = round((beside - lon) / 360)
    return lon + 360 * turns if turns else lon


def _between(here: LatLon, there: LatLon, max_step_km: float) -> list[LatLon]:
    """Points on the great circle between two points, both left out."""
    steps = math.ceil(distance_km(*here, *there) / max_step_km)
    if steps < 2:
        return []
    a, b = _vector(here), _vector(there)
    # walk from a along the tangent u that points to b; the angle from atan2 is exact for far and near points alike
    along = _dot(a, b)
    u = _minus(b, a, along)
    angle = math.atan2(_length(u), along)
    if _length(u) < 1e-9:
        # opposite points have no shortest way; any is right, and the one over the north pole (or, from a pole,
        # along Greenwich) is the same in every run
        pole = (0.0, 0.0, 1.0) if abs(a[2]) < 0.9 else (1.0, 0.0, 0.0)
        u = _minus(pole, a, _dot(a, pole))
    size = _length(u)
    points = []
    for step in range(1, steps):
        t = angle * step / steps
        x, y, z = (math.cos(t) * p + math.sin(t) * q / size for p, q in zip(a, u, strict=True))
        points.append((math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))))
    return points


def _calm_at_poles(line: Sequence[LatLon]) -> list[float]:
    """The longitudes, where a pole (which has none of its own) takes the one of the point before."""
    lons: list[float] = []
    for index, (lat, lon) in enumerate(line):
        inner = 0 < index < len(line) - 1
        lons.append(lons[-1] if inner and abs(lat) == 90 else lon)
    return lons


def _cut(start: LatLon, end: LatLon) -> list[tuple[LatLon, LatLon]]:
    """A step, in two where it crosses the date line. A step is at most 180° long, so it crosses once at most."""
    (a_lat, a_lon), (b_lat, b_lon) = start, end
    low, high = sorted((a_lon, b_lon))
    border = 180 + 360 * math.floor((high - 180) / 360)
    if not low < border < high:
        return [(start, end)]
    crossing = (a_lat + (b_lat - a_lat) * (border - a_lon) / (b_lon - a_lon), float(border))
    return [(start, crossing), (crossing, end)]


def _world(lon: float) -> int:
    """How many whole turns this longitude is from home: 0 from -180 to 180."""
    return math.floor((lon + 180) / 360)


def _in_world(point: LatLon, world: int) -> LatLon:
    lat, lon = point
    return lat, min(180.0, max(-180.0, lon - 360 * world))


def _vector(point: LatLon) -> tuple[float, float, float]:
    lat, lon = math.radians(point[0]), math.radians(point[1])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _dot(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _minus(b: tuple[float, float, float], a: tuple[float, float, float], times: float) -> tuple[float, float, float]:
    return b[0] - times * a[0], b[1] - times * a[1], b[2] - times * a[2]


def _length(a: tuple[float, float, float]) -> float:
    return math.hypot(*a)
