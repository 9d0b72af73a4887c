"""The user's own places: a few lines of CSV, weighed before everything else.

    name,lat,lon,aliases,kind,country
    Camp Bravo,31.52,44.18,FOB Bravo|the camp on the hill,facility,IQ

`name`, `lat` and `lon` are needed. Aliases are parted by `|`; kinds are those of `geotrack.model.PlaceKind`, a facility
where none is said; the country is an ISO code of two letters.
"""

from __future__ import annotations

import csv
import hashlib
import io
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from geotrack.errors import GazetteerError
from geotrack.model import Candidate, NameEntry, Place
from geotrack.places.gazetteer import (
    ABBREVIATION,
    ALTERNATE,
    CAPITALS,
    KINDS,
    NAME_KINDS,
    PRIMARY,
    UNCERTAINTY_KM,
    folded,
    may_stand_for,
)
from geotrack.places.record import Record, is_code

PART, WEIGHT = "your own places", 20.0  # more than all other parts of a score together
IMPORTANCE = 7.0  # the name of a city of ten millions: no reader of articles passes it by
_NEEDED, _COLUMNS = ("name", "lat", "lon"), ("name", "lat", "lon", "aliases", "kind", "country")
_TOWN_KM = 5.0


class OwnPlaces:
    r"""Places from a table of the user's. Raises `GazetteerError`, naming file and line, where it is broken.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = Path(folder) / "own.csv"
    ...     _ = table.write_text("name,lat,lon,aliases\nCamp Bravo,31.52,44.18,FOB Bravo|the Hill\n")
    ...     own = OwnPlaces(table)
    >>> [(c.place.name, c.place.lat, c.name_kind) for c in own.search("FOB Bravo")]
    [('Camp Bravo', 31.52, 'alternate')]
    >>> own.described
    'own.csv (own places: 1), sha256 6ffd43cc657a'
    """

    def __init__(self, path: Path) -> None:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise GazetteerError(f"{path}: cannot be read ({error.strerror}); check the path.") from error
        records = list(_records(path, content))
        self.described = f"{path.name} (own places: {len(records)}), sha256 {hashlib.sha256(content).hexdigest()[:12]}"
        self._named: dict[str, list[tuple[int, Place]]] = defaultdict(list)
        for record in records:
            place = _place(record)
            for name, flags in record.names.items():
                self._named[name].append((flags, place))

    def search(self, name: str) -> tuple[Candidate, ...]:
        """The user's places of this name, in the order of the table."""
        return tuple(
            Candidate(place=place, name_kind=NAME_KINDS[flags], score=WEIGHT, parts={PART: WEIGHT})
            for flags, place in self._bearers(name)
        )

    def entry(self, name: str) -> NameEntry | None:
        """What the table says of a name: that it matters."""
        found = self._bearers(name)
        if not found:
            return None
        return NameEntry(
            importance=IMPORTANCE,
            kinds=frozenset(place.kind for _, place in found),
            name_kinds=frozenset(NAME_KINDS[flags] for flags, _ in found),
        )

    def _bearers(self, name: str) -> list[tuple[int, Place]]:
        return [(flags, place) for flags, place in self._named.get(folded(name), ()) if may_stand_for(name, flags)]


def _records(path: Path, content: bytes) -> Iterator[Record]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise GazetteerError(f"{path}, line {line}: not UTF-8; save the table as CSV in UTF-8.") from error
    table = csv.reader(io.StringIO(text, newline=""), strict=True)
    numbers: dict[str, int] = defaultdict(int)
    try:
        columns = [column.strip().lower() for column in next(table, [])]
        if not set(_NEEDED) <= set(columns) <= set(_COLUMNS) or len(set(columns)) < len(columns):
            raise GazetteerError(
                f"{path}, line 1: the first line must name the columns name, lat, lon and, if wanted, aliases, kind, "
                f"country, parted by commas; it reads “{','.join(columns)[:80]}”."
            )
        for row in table:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(columns):
                _refuse(path, table.line_num, f"{len(row)} cells, where the first line names {len(columns)} columns")
            record = _record(path, table.line_num, dict(zip(columns, map(str.strip, row), strict=True)))
            same = folded(record.name).replace(" ", "-")
            numbers[same] += 1
            record.key = f"own:{same}" if numbers[same] == 1 else f"own:{same}-{numbers[same]}"
            yield record
    except csv.Error as error:
        _refuse(path, table.line_num, str(error))
    if not numbers:
        raise GazetteerError(f"{path}: holds no places; write one a line below the names of the columns.")


def _record(path: Path, line: int, row: Mapping[str, str]) -> Record:
    name, kind, country = row["name"], row.get("kind") or "facility", row.get("country", "").upper()
    lat, lon = (_degrees(path, line, row[axis], largest) for axis, largest in (("lat", 90), ("lon", 180)))
    if kind not in KINDS:
        _refuse(path, line, f"“{kind}” is no kind of place; choose one of {', '.join(KINDS)}")
    if not re.fullmatch("([A-Z]{2})?", country):
        _refuse(path, line, f"“{country}” is no country's code of two letters, as FR")
    record = Record(kind=kind, name=name, lat=lat, lon=lon, country=country).called(PRIMARY, name)
    if not record.names:
        _refuse(path, line, f"“{name}” is no name: a name has a letter, and at most 80")
    for alias in map(str.strip, row.get("aliases", "").split("|")):
        record.called(ABBREVIATION | CAPITALS if is_code(alias) else ALTERNATE, alias)
    return record


def _degrees(path: Path, line: int, written: str, largest: int) -> float:
    try:
        degrees = float(written)
    except ValueError:
        degrees = math.nan
    if not -largest <= degrees <= largest:
        _refuse(path, line, f"“{written}” is no number of degrees between -{largest} and {largest}")
    return degrees


def _refuse(path: Path, line: int, why: str) -> NoReturn:
    raise GazetteerError(f"{path}, line {line}: {why}.")


def _place(record: Record) -> Place:
    return Place(
        id=record.key or "",
        name=record.name,
        kind=record.kind,
        lat=record.lat,
        lon=record.lon,
        country=record.country,
        uncertainty_km=UNCERTAINTY_KM.get(record.kind, _TOWN_KM),
    )
