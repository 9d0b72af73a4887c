"""The tables that people have written, in this folder."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from geotrack.geo import distance_km
from geotrack.places.gazetteer import ABBREVIATION, ALTERNATE, CAPITALS, DEMONYM, KINDS, PRIMARY, folded
from geotrack.places.record import Record, is_code, worth


class TableError(ValueError):
    """A row of a hand-written table that cannot be used."""


def rows(path: Path, columns: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and fields of each row of a hand-written table; none if there is no such table."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, strict=True)
        if table.fieldnames != columns.split(","):
            raise TableError(f"{path}:1: expected the columns {columns}")
        try:
            for row in table:
                if None in row or None in row.values():
                    raise TableError(f"{path}:{table.line_num}: expected {columns.count(',') + 1} fields")
                yield table.line_num, {key: value.strip() for key, value in row.items()}
        except csv.Error as error:
            raise TableError(f"{path}:{table.line_num}: {error}") from error


TABLE = "name,kind,type,lat,lon,country,uncertainty_km,importance,aliases,source"


def table(path: Path, taken: set[str]) -> Iterator[Record]:
    """The places of a hand-written table."""
    for line, row in rows(path, TABLE):
        try:
            if row["kind"] not in KINDS:
                raise ValueError(f"{row['kind']!r} is not a kind of place")
            if row["country"] and not re.fullmatch("[A-Z]{2}", row["country"]):
                raise ValueError(f"{row['country']!r} is not an ISO 3166-1 alpha-2 code")
            lat, lon = float(row["lat"]), float(row["lon"])
            if not (-90 <= lat <= 90 and -180 <= lon <= 180):
                raise ValueError(f"{lat}, {lon} is not on the globe")
            if not folded(row["name"]):
                raise ValueError("it has no name")
            key = f"{row['kind']}:{slug(row['name'])}"
            if key in taken:
                key = f"{key}-{row['country'].lower() or line}"
            if key in taken:
                raise ValueError(f"{row['name']} is there twice")
            taken.add(key)
            yield (
                Record(
                    kind=row["kind"],
                    name=row["name"],
                    lat=lat,
                    lon=lon,
                    key=key,
                    type=row["type"],
                    importance=float(row["importance"] or 3),
                    country=row["country"],
                    uncertainty=float(row["uncertainty_km"]) if row["uncertainty_km"] else None,
                )
                .called(PRIMARY, row["name"])
                .called(ALTERNATE, *(alias for alias in row["aliases"].split(";") if not is_code(alias.strip())))
                .called(
                    ABBREVIATION | CAPITALS, *(alias for alias in row["aliases"].split(";") if is_code(alias.strip()))
                )
            )
        except ValueError as error:
            raise TableError(f"{path}:{line}: {error}") from error


def slug(name: str) -> str:
    """A name as it may stand in an id."""
    plain = unicodedata.normalize("NFKD", folded(name)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain or folded(name)).strip("-")


def merged(written: list[Record], known: list[Record]) -> Iterator[Record]:
    """The written places, without the regions that are known: those give them their names and are no second Wales."""
    regions: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for region in known:
        if region.kind == "region":
            for name, flags in region.names.items():
                if flags in (PRIMARY, ALTERNATE):
                    regions[region.country, name].append(region)
    for place in written:
        namesakes = regions[place.country, folded(place.name)] if place.kind in ("region", "area") else []
        nearest = min(namesakes, key=lambda region: _apart(region, place), default=None)
        if nearest and _apart(nearest, place) < max(place.uncertainty or 0, nearest.uncertainty or 0):
            for name, flags in place.names.items():
                nearest.called(max(flags, ALTERNATE), name)
        else:
            yield place


def _apart(one: Record, other: Record) -> float:
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def add_names(path: Path, records: list[Record]) -> None:
    """Short names, abbreviations and demonyms of countries, states, continents and wide areas."""
    # The tables have countries that are no more, under the code of those that are there now.
    by_code = {record.country: record for record in records if record.kind == "country" and not record.key}
    by_code |= {record.admin1: record for record in records if record.kind == "region"}
    by_code |= {record.key: record for record in records if record.key}
    unknown = []
    for line, row in rows(path, "code,names,abbreviations,demonyms"):
        if not (record := by_code.get(row["code"])):
            unknown.append(f"{path}:{line}: there is no place {row['code']!r}")
            continue
        record.called(ALTERNATE, *row["names"].split(";"))
        for name in row["abbreviations"].split(";"):
            record.called(ABBREVIATION | CAPITALS if name.isupper() else ABBREVIATION, name)
        record.called(DEMONYM, *row["demonyms"].split(";"))
    if unknown:
        raise TableError("\n".join(unknown))


# What English calls a place is as good as its own name: Seville in Ohio is not meant by many.
USUAL = ("English name", "usual English spelling", "usual short name")


def add_aliases(path: Path, records: list[Record]) -> None:
    """Former and foreign names of places."""
    bearers: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for name, flags in record.names.items():
            if flags in (PRIMARY, ALTERNATE):
                bearers[name].append(record)
    unknown = []
    for line, row in rows(path, "alias,name,country,note"):
        name = folded(row["name"])
        named = [place for place in bearers[name] if row["country"] in ("", place.country)]
        if not named:
            unknown.append(f"{path}:{line}: no place is called {row['name']!r} in {row['country'] or 'the world'}")
            continue
        # Its own name first, and the city before the region of that name.
        best = max(named, key=lambda place: (place.names[name] == PRIMARY, place.kind == "city", worth(place)))
        best.called(PRIMARY if row["note"] in USUAL else ALTERNATE, row["alias"])
    if unknown:
        raise TableError("\n".join(unknown))
