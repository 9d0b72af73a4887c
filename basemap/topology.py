"""TopoJSON to planar geometry: simplify what neighbours share, and cut at the antimeridian."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely import affinity
from shapely.geometry import LineString, MultiPolygon, Polygon, box

Geometry = Any
Line = list[tuple[float, float]]


class Topology:
    """A TopoJSON file whose arcs were simplified once, so that neighbours keep sharing them."""

    def __init__(self, path: Path, tolerance: float):
        self.raw = json.loads(path.read_text())
        (sx, sy), (dx, dy) = self.raw["transform"]["scale"], self.raw["transform"]["translate"]
        self.arcs: list[Line] = []
        for arc in self.raw["arcs"]:
            x = y = 0
            line: Line = []
            for step in arc:
                x, y = x + step[0], y + step[1]
                line.append((x * sx + dx, y * sy + dy))
            kept = shapely.simplify(LineString(line), tolerance, preserve_topology=False) if len(line) > 2 else None
            self.arcs.append(list(kept.coords) if kept is not None and not kept.is_empty else line)

    def members(self, name: str) -> list[dict[str, Any]]:
        """The geometries of one of its objects."""
        return list(self.raw["objects"][name]["geometries"])

    def line(self, indices: Iterable[int]) -> Line:
        """Arcs joined end to end."""
        points: Line = []
        for i in indices:
            arc = self.arcs[i] if i >= 0 else self.arcs[~i][::-1]
            points += arc[1:] if points else arc
        return points

    def polygons(self, member: dict[str, Any]) -> MultiPolygon:
        """A member's surface, cut at the antimeridian."""
        parts = {"Polygon": [member.get("arcs")], "MultiPolygon": member.get("arcs")}.get(member["type"]) or []
        return planar([self.line(ring) for ring in part] for part in parts)

    def borders(self) -> list[Line]:
        """The arcs that two countries share."""
        owners: dict[int, set[int]] = defaultdict(set)
        for n, member in enumerate(self.members("countries")):
            for i in flat(member.get("arcs", [])):
                owners[i if i >= 0 else ~i].add(n)
        return [self.arcs[i] for i, who in sorted(owners.items()) if len(who) > 1]


def flat(nested: Any) -> Iterator[int]:
    """The integers in nested lists."""
    if isinstance(nested, int):
        yield nested
    else:
        for item in nested:
            yield from flat(item)


def unwrapped(ring: Line) -> Line:
    """A line whose longitudes run on past 180 instead of jumping."""
    out, shift = [ring[0]], 0
    for (x0, _), (x1, y1) in pairwise(ring):
        shift += -360 if x1 - x0 > 180 else 360 if x1 - x0 < -180 else 0
        out.append((x1 + shift, y1))
    return out


def planar(parts: Iterable[list[Line]]) -> MultiPolygon:
    """Polygons within -180 to 180. world-atlas stitches Russia, Fiji and Antarctica over the antimeridian."""
    found: list[Polygon] = []
    for rings in parts:
        outer, *holes = [unwrapped(ring) for ring in rings if len(ring) >= 4] or [[]]
        if not outer:
            continue
        if abs(outer[0][0] - outer[-1][0]) > 1:  # Antarctica goes round the pole
            outer = [*outer, (outer[-1][0], -90.0), (outer[0][0], -90.0)]
        whole = shapely.make_valid(Polygon(outer, holes))
        for shift in (-360, 0, 360):
            piece = affinity.translate(whole, shift).intersection(box(-180, -90, 180, 90))
            found += [p for p in surfaces(piece) if not p.is_empty]
    return MultiPolygon(found)


def surfaces(geom: Geometry) -> list[Polygon]:
    """The polygons in any geometry."""
    if geom.geom_type == "Polygon":
        return [geom]
    return [p for g in getattr(geom, "geoms", ()) for p in surfaces(g)]


def lines(geom: Geometry) -> list[LineString]:
    """The lines in any geometry."""
    if geom.geom_type in ("LineString", "LinearRing"):
        return [geom]
    return [p for g in getattr(geom, "geoms", ()) for p in lines(g)]
