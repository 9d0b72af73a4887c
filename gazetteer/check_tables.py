"""Check the curated tables: `facilities.csv`, `areas.csv` and `aliases.csv`.

They hold the places and names that GeoNames cities and the country table lack (see `TABLES.md`). Every row is read
and tested for itself and against its neighbours; each fault is printed as `file:line: what is wrong`, and the exit
status is 1 if there was any.

    python gazetteer/check_tables.py [FOLDER]
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

PLACE_COLUMNS = (
    "name", "kind", "type", "lat", "lon", "country", "uncertainty_km", "importance", "aliases", "source",
)  # fmt: skip
ALIAS_COLUMNS = ("alias", "name", "country", "note")
KINDS = frozenset({"facility", "airport", "island", "water", "mountain", "area", "city", "region", "country"})
PLACE_TABLES = ("facilities.csv", "areas.csv")
ALIAS_TABLE = "aliases.csv"

MAX_IMPORTANCE = 8.0
MAX_UNCERTAINTY_KM = 6500.0
COUNTRY = re.compile(r"[A-Z]{2}")
DECIMAL = re.compile(r"-?\d+(\.\d+)?")
SOURCE = re.compile(r"https://[^\s|]+")

Row = dict[str, str]


def rows(path: Path, columns: tuple[str, ...], faults: list[str]) -> Iterator[tuple[str, Row]]:
    """Yield each row of a table with its place in the file (`facilities.csv:12`), noting rows that do not fit."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"{path.name}:1: cannot be read: {error}")
        return
    reader = csv.reader(text.splitlines(), strict=True)
    try:
        if tuple(next(reader, ())) != columns:
            faults.append(f"{path.name}:1: the header must be {','.join(columns)}")
            return
        for cells in reader:
            where = f"{path.name}:{reader.line_num}"
            if len(cells) == len(columns):
                yield where, dict(zip(columns, cells, strict=True))
            else:
                faults.append(f"{where}: {len(cells)} cells instead of {len(columns)}")
    except csv.Error as error:
        faults.append(f"{path.name}:{reader.line_num}: {error}")


def number_fault(row: Row, column: str, low: float, high: float) -> str:
    """Say what is wrong with a number that must lie between two bounds, or nothing."""
    cell = row[column]
    if not DECIMAL.fullmatch(cell):
        return f"{column} {cell!r} is not a decimal number"
    if not low <= float(cell) <= high:
        return f"{column} {cell} is not within {low:g} and {high:g}"
    return ""


def text_faults(row: Row) -> Iterator[str]:
    """Yield faults of spacing and of control characters in any cell."""
    for column, cell in row.items():
        if cell != cell.strip() or "  " in cell:
            yield f"{column} {cell!r} has stray spaces"
        if not cell.isprintable():
            yield f"{column} {cell!r} has characters that cannot be printed"


def alias_faults(row: Row) -> Iterator[str]:
    """Yield faults of the list of aliases: empty ones, repeated ones, the name itself."""
    aliases = row["aliases"].split(";") if row["aliases"] else []
    for alias, times in Counter(aliases).items():
        if not alias.strip():
            yield "an alias is empty"
        elif alias != alias.strip():
            yield f"alias {alias!r} has stray spaces"
        elif times > 1:
            yield f"alias {alias!r} stands there {times} times"
        elif alias == row["name"]:
            yield f"alias {alias!r} is the name"


def place_faults(row: Row) -> Iterator[str]:
    """Yield everything that is wrong with one row of a table of places."""
    yield from text_faults(row)
    for column in ("name", "type", "source"):
        if not row[column]:
            yield f"{column} is empty"
    if row["kind"] not in KINDS:
        yield f"kind {row['kind']!r} is none of {', '.join(sorted(KINDS))}"
    if row["country"] and not COUNTRY.fullmatch(row["country"]):
        yield f"country {row['country']!r} is not an ISO 3166-1 alpha-2 code"
    bounds = (
        ("lat", -90.0, 90.0),
        ("lon", -180.0, 180.0),
        ("uncertainty_km", 0.1, MAX_UNCERTAINTY_KM),
        ("importance", 1.0, MAX_IMPORTANCE),
    )
    yield from filter(None, (number_fault(row, column, low, high) for column, low, high in bounds))
    if row["lat"] == row["lon"] == "0":
        yield "lat and lon are both 0"
    if row["source"] and not SOURCE.fullmatch(row["source"]):
        yield f"source {row['source']!r} is not an https address"
    yield from alias_faults(row)


def check_places(folder: Path, faults: list[str]) -> dict[str, Counter[str]]:
    """Check both tables of places and count their rows by kind."""
    counts: dict[str, Counter[str]] = {}
    names: dict[str, str] = {}
    for table in PLACE_TABLES:
        counts[table] = Counter()
        before = ("", "")
        for where, row in rows(folder / table, PLACE_COLUMNS, faults):
            faults.extend(f"{where}: {fault}" for fault in place_faults(row))
            if row["name"] in names:
                faults.append(f"{where}: {row['name']!r} stands already at {names[row['name']]}")
            names.setdefault(row["name"], where)
            key = (row["kind"], row["name"])
            if key < before:
                faults.append(f"{where}: not sorted by kind and name: {key} after {before}")
            before = key
            counts[table][row["kind"]] += 1
    return counts


def check_aliases(folder: Path, faults: list[str]) -> int:
    """Check the table of former and foreign names and count its rows."""
    count = 0
    before = ("", "", "")
    for where, row in rows(folder / ALIAS_TABLE, ALIAS_COLUMNS, faults):
        count += 1
        faults.extend(f"{where}: {fault}" for fault in text_faults(row))
        faults.extend(f"{where}: {column} is empty" for column in ALIAS_COLUMNS if not row[column])
        if not COUNTRY.fullmatch(row["country"]):
            faults.append(f"{where}: country {row['country']!r} is not an ISO 3166-1 alpha-2 code")
        if row["alias"] == row["name"]:
            faults.append(f"{where}: {row['alias']!r} is an alias of itself")
        key = (row["alias"], row["name"], row["country"])
        if key == before:
            faults.append(f"{where}: {key} stands there twice")
        if key < before:
            faults.append(f"{where}: not sorted by alias, name and country: {key} after {before}")
        before = key
    return count


def main(arguments: list[str]) -> int:
    """Check the tables in a folder (this file's own by default), print counts or faults, return the exit status."""
    folder = Path(arguments[0]) if arguments else Path(__file__).parent
    faults: list[str] = []
    counts = check_places(folder, faults)
    aliases = check_aliases(folder, faults)
    for table, kinds in counts.items():
        print(f"{table}: {kinds.total()} rows (" + ", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items())) + ")")
    print(f"{ALIAS_TABLE}: {aliases} rows")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
