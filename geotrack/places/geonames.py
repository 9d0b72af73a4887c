"""A larger gazetteer from GeoNames' own dump: all that ships with geotrack, and every place of the dump beside it.

https://download.geonames.org/export/dump/ has `allCountries.zip` (13 million places), one file a country, and
`alternateNamesV2.zip`; its `readme.txt` explains the columns. The files are read line by line, unpacked.

What ships stays as it is: its regions have the names that newspapers give them, its airports and sites come from
better tables. A feature of the dump that is one of these places gives it its names and is no second one.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

from geotrack.errors import GazetteerError
from geotrack.geo import distance_km
from geotrack.model import PlaceKind
from geotrack.places.building import Building, Progress, building
from geotrack.places.features import kind_of, type_of
from geotrack.places.gazetteer import (
    ABBREVIATION,
    ALTERNATE,
    CAPITALS,
    KINDS,
    PRIMARY,
    UNCERTAINTY_KM,
    VARIANT,
    Gazetteer,
)
from geotrack.places.record import Record, is_code, is_transliteration

COLUMNS = 19
LINES_A_STEP = 20_000
# What alternateNamesV2.txt lists beside names: addresses on the web, postal codes, ids elsewhere, codes of transport.
NO_NAMES = frozenset("link wkdt post unlc tcid faac icao phon piny fr_1793".split())
CODES = frozenset("abbr iata".split())
_SAME_SITE_KM, _SAME_PLACE_KM = 3.0, 15.0
_LICENCE = "Contains GeoNames data, CC BY 4.0 (geonames.org); see LICENSE.md of geotrack for what came with it."


def build_gazetteer(
    dump: Path,
    output: Path,
    *,
    alternate_names: Path | None = None,
    base: Gazetteer | None = None,
    progress: Progress = lambda *_: None,
) -> Gazetteer:
    """The gazetteer of a dump, written to `output`, in memory that does not grow with it.

    `base` is what the places of the dump come to, the gazetteer that ships unless another is given. Raises
    `GazetteerError`, naming file and line, where the dump is broken; `output` is then left as it was.
    """
    base = base or Gazetteer.shipped()
    with closing(sqlite3.connect(base.path)) as shipped:
        known = _Known(shipped)
    with building(output, progress) as file:
        newest = ""
        for line in _lines(dump, COLUMNS, "dump", progress):
            newest = max(newest, line.fields[18])
            _take(file, known, line)
        if alternate_names:
            for line in _lines(alternate_names, 10, "list of alternate names", progress):
                _take_name(file, known, line)
        file.copy(base.path)
        file.about = {
            "name": f"GeoNames {dump.stem}",
            "version": newest or "undated",
            "base": base.described,
            "licence": _LICENCE,
        }
    return Gazetteer(output)


class _Line(NamedTuple):
    """A line of a dump, and how to say that it is broken."""

    fields: list[str]
    broken: Callable[[str], GazetteerError]


def _lines(path: Path, columns: int, what: str, progress: Progress) -> Iterator[_Line]:
    try:
        whole, done = path.stat().st_size, 0
        with path.open("rb") as file:
            for number, raw in enumerate(file, start=1):
                done += len(raw)
                broken = partial(_broken, path, number)
                try:
                    fields = raw.decode().rstrip("\r\n").split("\t")
                except UnicodeDecodeError as error:
                    zipped = "a zip archive: unpack it first" if raw.startswith(b"PK") else "not UTF-8"
                    raise broken(zipped) from error
                if len(fields) != columns:
                    raise broken(f"{len(fields)} columns parted by tabs, where GeoNames' {what} has {columns}")
                yield _Line(fields, broken)
                if number % LINES_A_STEP == 0:
                    progress(f"Reading {path.name}", done, whole)
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read ({error.strerror}); check the path.") from error
    if not whole:
        raise GazetteerError(f"{path}: is empty; fetch the {what} from download.geonames.org again.")


def _broken(path: Path, number: int, why: str) -> GazetteerError:
    return GazetteerError(f"{path}, line {number}: {why}.")


# --- lines -------------------------------------------------------------------------------------------------------


def _take(file: Building, known: _Known, line: _Line) -> None:
    """Put a feature into the gazetteer, or its names to the place there that it is."""
    fields = line.fields
    kind = kind_of(fields[6], fields[7])
    if kind is None:
        return
    record = _record(kind, line)
    if same := known.find(record, fields[7]):
        known.ids[record.id] = same
        file.call(same, {name: max(flags, ALTERNATE) for name, flags in record.names.items()})
        return
    if fields[7] == "ADM1" and record.admin1:
        file.regions([(record.admin1, record.name)])
    file.add(record)


def _record(kind: PlaceKind, line: _Line) -> Record:
    number, name, ascii_name, others, lat, lon, _, code, country, _, admin1, admin2, _, _, people, *_ = line.fields
    try:
        record = Record(
            kind=kind,
            name=name,
            lat=float(lat),
            lon=float(lon),
            id=int(number),
            type=type_of(code),
            population=int(people or 0),
            country=country,
            admin1=f"{country}.{admin1}" if admin1 not in ("", "00") else "",
            # a township lies in its county, and does not hold what else lies there
            admin2=admin2 if kind != "county" or code == "ADM2" else "",
        )
    except ValueError as error:
        raise line.broken(f"id, latitude, longitude or population is no number ({error})") from error
    if not (-90 <= record.lat <= 90 and -180 <= record.lon <= 180):
        raise line.broken(f"{lat}, {lon} is not on the globe")
    if not (0 < record.id < 1_000_000_000 and 0 <= record.population < 10**11):
        raise line.broken(f"id {number} or population {people} is none")
    if not name or not (country == "" or (len(country) == 2 and country.isupper())):
        raise line.broken(f"name “{name}” or country “{country}” is none")
    record.called(PRIMARY, name)
    if ascii_name != name:
        record.called(VARIANT, ascii_name)
    for other in others.split(",") if others else ():
        _call(record, other)
    return record


def _take_name(file: Building, known: _Known, line: _Line) -> None:
    _, place, language, name, *_ = line.fields
    if language in NO_NAMES:
        return
    if not place.isdecimal() or len(place) > 9:
        raise line.broken(f"“{place}” is no id of a place")
    record = Record(kind="area", name=name, lat=0, lon=0)
    if language in CODES:
        record.called(ABBREVIATION | CAPITALS if name.isupper() else ABBREVIATION, name)
    else:
        _call(record, name)
    number = int(place)
    file.call(known.ids.get(number, number), record.names)


def _call(record: Record, name: str) -> None:
    if is_code(name):
        record.called(ABBREVIATION | CAPITALS, name)
    elif not is_transliteration(name):
        record.called(ALTERNATE, name)


# --- what is there already ---------------------------------------------------------------------------------------


class _Site(NamedTuple):
    """A place of the shipped gazetteer that GeoNames does not number."""

    id: int
    lat: float
    lon: float
    country: str
    reach_km: float


class _Known:
    """The shipped places that a feature of the dump may be, under its number or another."""

    def __init__(self, shipped: sqlite3.Connection) -> None:
        self.ids: dict[int, int] = {}
        """GeoNames' numbers of features that turned out to be shipped places, with the numbers of these."""
        self._numbers = {number for (number,) in shipped.execute("SELECT id FROM place WHERE key IS NULL")}
        areas = [KINDS.index("region"), KINDS.index("county")]
        self._areas: dict[tuple[str, str, str], int] = {
            (KINDS[kind], admin1, admin2): number
            for number, kind, admin1, admin2 in shipped.execute(
                "SELECT id, kind, admin1, admin2 FROM place WHERE kind IN (?, ?)", areas
            )
        }
        self._sites: dict[tuple[str, str], list[_Site]] = defaultdict(list)
        for name, kind, uncertainty, number, lat, lon, country in shipped.execute(
            "SELECT n.n, p.kind, p.uncertainty, p.id, p.lat / 1e5, p.lon / 1e5, p.country FROM place p"
            " JOIN name n ON n.id = p.id WHERE p.key IS NOT NULL AND p.kind NOT IN (?, ?) AND n.flags IN (?, ?)",
            (*areas, PRIMARY, ALTERNATE),
        ):
            km = uncertainty or UNCERTAINTY_KM.get(KINDS[kind], 0.0)
            reach = _SAME_SITE_KM if KINDS[kind] in ("facility", "airport") else max(km, _SAME_PLACE_KM)
            self._sites[KINDS[kind], name].append(_Site(number, lat, lon, country, reach))

    def find(self, record: Record, code: str) -> int | None:
        """The number of the shipped place that this feature is."""
        if record.id in self._numbers:
            return record.id
        if code in ("ADM1", "ADM2"):
            return self._areas.get((record.kind, record.admin1, record.admin2 if code == "ADM2" else ""))
        for name, flags in record.names.items():
            for site in self._sites.get((record.kind, name), ()) if flags in (PRIMARY, ALTERNATE) else ():
                if (
                    not (record.country and site.country and record.country != site.country)
                    and distance_km(record.lat, record.lon, site.lat, site.lon) <= site.reach_km
                ):
                    return site.id
        return None
