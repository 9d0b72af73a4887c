"""The piece of the basemap that a journey needs: fine near the stops, coarse on the other side of the globe."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import Any

from geotrack.errors import DataError

Box = tuple[float, float, float, float]
"""West, south, east, north; longitudes may run over 180."""

BUDGET = 250_000
"""Characters of coast, borders, rivers and lakes: keeps a typical page well under 1 MB."""
SCREEN = (1100, 640)
"""Pixels of a large map column. The piece must fill it when all stops are shown."""
CLOSEST = 8.0
"""The zoom at which a single stop is shown."""
LABELS = 900
"""Town names in one page."""


@cache
def basemap() -> dict[str, Any]:
    """The whole basemap, as basemap/build.py made it."""
    try:
        text = files("geotrack.formats.page").joinpath("basemap.json").read_text("utf-8")
        whole: dict[str, Any] = json.loads(text)
    except (OSError, ValueError) as error:
        message = f"the basemap that ships with geotrack cannot be read ({error}); install geotrack again"
        raise DataError(message) from error
    return whole


def ground(points: list[tuple[float, float]], outlined: set[str]) -> dict[str, Any]:
    """Layers and labels around some points (lat, lon) and the outlines of some countries, in the page's form."""
    whole = basemap()
    step: int = whole["step"]
    frame, zoom = framed(points or [(50.0, -60.0), (-30.0, 140.0)])
    wide = widened(frame, 0.8)
    inside = [k for k in tile_keys(whole) if touches(square(k, step), wide)]
    nearness = {k: gap(square(k, step), points, frame) for k in inside}
    levels = dict.fromkeys(tile_keys(whole), "coarse")
    spent = sum(cost(whole, "coarse", k) for k in levels)
    for finer in ("middle", "fine") if zoom > 3.2 else ("middle",):
        for k in sorted(inside, key=lambda k: (nearness[k], k)):
            more = cost(whole, finer, k) - cost(whole, levels[k], k)
            if spent + more <= BUDGET:
                levels[k], spent = finer, spent + more
    layers = [collected(whole[name], [k for k, level in levels.items() if level == name], step)
              for name in ("coarse", "middle", "fine")]  # fmt: skip
    regions = [k for k in sorted(whole["regions"]["tiles"]) if zoom > 3.8 and touches(square(k, step), wide)]
    return {
        "layers": [layer for layer in layers if layer["land"] or layer["lake"]],
        "regions": collected(whole["regions"], regions, step),
        "outlines": {code: whole["outlines"][code] for code in sorted(outlined) if code in whole["outlines"]},
        "globe": whole["globe"],
        "labels": labels(whole["labels"], wide, zoom),
    }


def country_names() -> dict[str, str]:
    """English names by ISO code."""
    names: dict[str, str] = basemap()["names"]
    return names


# --- what is seen ------------------------------------------------------------------------------------------------


def framed(points: list[tuple[float, float]]) -> tuple[Box, float]:
    """What a large screen shows when all the points are on it, and the zoom of that view."""
    ys = [mercator(lat) for lat, _ in points]
    xs = [lon for _, lon in points]
    width, height = SCREEN
    spread = max((max(xs) - min(xs)) / (width - 250), (max(ys) - min(ys)) / (height - 120), 1e-9)
    zoom = min(CLOSEST, math.log2(360 / 256 / spread))
    degrees = 360 / 256 / 2**zoom  # of longitude in a pixel
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    dx, dy = width * degrees / 2, height * degrees / 2
    return (x - dx, latitude(y - dy), x + dx, latitude(y + dy)), zoom


def mercator(lat: float) -> float:
    """A latitude in degrees of Mercator's map."""
    return math.degrees(math.asinh(math.tan(math.radians(max(-85.0, min(85.0, lat))))))


def latitude(y: float) -> float:
    """The latitude at a height on Mercator's map."""
    return math.degrees(math.atan(math.sinh(math.radians(max(-180.0, min(180.0, y))))))


def widened(frame: Box, by: float) -> Box:
    """A frame with a margin, so that one can move the map a little."""
    west, south, east, north = frame
    dx, dy = (east - west) * by / 2, (mercator(north) - mercator(south)) * by / 2
    return (west - dx, latitude(mercator(south) - dy), east + dx, latitude(mercator(north) + dy))


def touches(a: Box, b: Box) -> bool:
    """Whether two boxes meet on some copy of the world."""
    return a[1] < b[3] and a[3] > b[1] and any(a[0] + k < b[2] and a[2] + k > b[0] for k in (-360, 0, 360))


def gap(tile: Box, points: list[tuple[float, float]], frame: Box) -> float:
    """How far a tile lies from the nearest point, in degrees; twice as far where it lies outside the frame."""
    x, y = (tile[0] + tile[2]) / 2, (tile[1] + tile[3]) / 2
    far = min((math.hypot((lon - x + 180) % 360 - 180, lat - y) for lat, lon in points), default=0.0)
    return round(far if touches(tile, frame) else far * 2 + 5, 3)


# --- tiles and labels --------------------------------------------------------------------------------------------


def tile_keys(whole: dict[str, Any]) -> list[str]:
    """Every tile that any level has."""
    return sorted({k for level in ("coarse", "middle", "fine") for k in whole[level]["tiles"]})


def square(key: str, step: int) -> Box:
    """Where a tile lies."""
    west, south = map(int, key.split(","))
    return (west, south, west + step, south + step)


def cost(whole: dict[str, Any], level: str, key: str) -> int:
    """Characters that a tile takes in the page."""
    return sum(len(text) + 3 for texts in whole[level]["tiles"].get(key, {}).values() for text in texts)


def collected(level: dict[str, Any], keys: list[str], step: int) -> dict[str, Any]:
    """Some tiles of a level as one layer. `edge` is a tile's side in units: the script draws no coast along it."""
    kinds = ("land", "lake", "river", "border", "disputed", "region")
    tiles = [level["tiles"].get(k, {}) for k in keys]
    return {
        "scale": level["scale"],
        "edge": step * level["scale"],
        **{kind: [text for tile in tiles for text in tile.get(kind, ())] for kind in kinds},
    }


def labels(every: dict[str, list[list[Any]]], wide: Box, zoom: float) -> dict[str, list[list[Any]]]:
    """The names that can come into view: all the large ones, and the small ones near the stops."""

    def near(row: list[Any]) -> bool:
        return touches((row[2], row[1], row[2] + 0.01, row[1] + 0.01), wide)

    towns = [row for row in every["city"] if row[3] <= 4 or (near(row) and row[3] <= zoom + 3)]
    return {
        "country": every["country"],
        "sea": every["sea"],
        "city": sorted(towns, key=lambda row: row[3])[:LABELS],
        "region": [row for row in every["region"] if near(row) and zoom > 3.2],
    }
