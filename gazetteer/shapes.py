"""Polygons: read from TopoJSON, measured, and given the one point that stands for them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon

EARTH_RADIUS_KM = 6371.0
# The largest island of New Zealand, Japan or Hawaii does not stand for the others.
LEAST_MAINLAND = 2 / 3


def topojson(path: Path, layer: str) -> Iterator[tuple[dict[str, Any], MultiPolygon]]:
    """Each geometry of a layer with its properties and id."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    scale, shift = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    arcs = [np.cumsum(arc, axis=0) * scale + shift for arc in topology["arcs"]]

    def ring(numbers: list[int]) -> np.ndarray:
        lines = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
        return np.concatenate([lines[0], *(line[1:] for line in lines[1:])])

    for geometry in topology["objects"][layer]["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])
        yield geometry, MultiPolygon([polygon for rings in polygons if (polygon := _polygon(map(ring, rings)))])


def _polygon(rings: Iterator[np.ndarray]) -> Polygon | None:
    outer, *holes = (_unwrapped(ring) for ring in rings)
    # A ring that does not close once unwrapped goes around a pole: Antarctica has no point of this kind.
    if len(outer) < 4 or abs(outer[0, 0] - outer[-1, 0]) > 1:
        return None
    return Polygon(outer, [hole for hole in holes if len(hole) >= 4])


def _unwrapped(ring: np.ndarray) -> np.ndarray:
    """The ring without the jump from +180 to -180 degrees, so that Chukotka stays with Russia."""
    return np.column_stack([np.unwrap(ring[:, 0], period=360), ring[:, 1]])


def point_and_area(shape: MultiPolygon | Polygon) -> tuple[float, float, float]:
    """Latitude and longitude of the centre of the mainland, and the area of the whole in km².

    Of the conventions compared on hand-annotated articles (capital, CIA's points, planar and equal-area centroids with
    and without islands, point on surface) this one lies nearest to where annotators put countries.
    """
    # Lambert's cylindrical projection keeps areas: the sine of the latitude is its y.
    flat = shapely.transform(shape, lambda lonlat: np.column_stack([lonlat[:, 0], np.sin(np.radians(lonlat[:, 1]))]))
    largest = max(flat.geoms, key=lambda part: part.area) if isinstance(flat, MultiPolygon) else flat
    centre = (largest if largest.area > LEAST_MAINLAND * flat.area else flat).centroid
    lat, lon = math.degrees(math.asin(centre.y)), (centre.x + 180) % 360 - 180
    return lat, lon, flat.area * math.pi / 180 * EARTH_RADIUS_KM**2


def radius_km(area_km2: float) -> float:
    """The radius of a circle of this area."""
    return math.sqrt(area_km2 / math.pi)
