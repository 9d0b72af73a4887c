"""Writes gazetteer files: one schema for all sources, in bounded memory, and whole or not at all.

The file that ships is written here (`gazetteer/build.py`), and so is what `geotrack gazetteer build` makes.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from geotrack.errors import DataError, OutputError
from geotrack.places.gazetteer import KINDS, SCHEMA
from geotrack.places.record import RANK, Record

# GeoNames numbers its places; ours start where its numbers will not come for decades.
FIRST_OWN_ID = 1_000_000_000
BATCH = 10_000

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is, and how much there is in all; 0 where nobody knows."""

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
_FAST = "PRAGMA {0}.journal_mode = OFF; PRAGMA {0}.synchronous = OFF; PRAGMA {0}.cache_size = -65536;"
_RANK_OF = {flags: rank for rank, flags in enumerate(RANK)}
_BEST_FLAGS = f"CASE min(f.rank) {' '.join(f'WHEN {rank} THEN {flags}' for flags, rank in _RANK_OF.items())} END"


@contextmanager
def building(path: Path, progress: Progress = lambda *_: None) -> Iterator[Building]:
    """A gazetteer to be filled; it stands at `path` once it is whole, and a failure leaves there what was there.

    Whoever has the old file open keeps the old one.
    """
    try:
        with TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
            whole = Path(folder) / "whole.sqlite"
            with closing(sqlite3.connect(Path(folder) / "places.sqlite", isolation_level=None)) as connection:
                under_way = Building(connection, Path(folder) / "names.sqlite", progress)
                yield under_way
                under_way.finish(whole)
            whole.replace(path)
    except FileNotFoundError as error:
        raise OutputError(f"{path}: cannot be written: there is no such folder; make it first.") from error
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}.") from error
    except sqlite3.OperationalError as error:
        raise OutputError(f"{path}: cannot be written: {error}.") from error
    except sqlite3.DatabaseError as error:
        raise DataError(f"{path}: cannot be built, for the gazetteer below it is damaged ({error}).") from error


class Building:
    """Places and names on their way into a file, in any order and any number: they are sorted on disk.

    Of several records with one id the first counts, but the names of all.
    """

    def __init__(self, connection: sqlite3.Connection, names: Path, progress: Progress) -> None:
        self.about: dict[str, str] = {}
        """What `meta` shall say beside the figures: name, version, licence."""
        self.progress = progress
        self._connection = connection
        self._places: list[tuple[Any, ...]] = []
        self._names: list[tuple[str, int, int]] = []
        connection.executescript("PRAGMA page_size = 4096;" + _FAST.format("main") + TABLES)
        # names wait in a file of their own, so that the finished one has no gaps
        connection.execute("ATTACH ? AS aside", (str(names),))
        connection.executescript(_FAST.format("aside") + "CREATE TABLE aside.found(n, id, rank);")
        connection.execute("BEGIN")

    def add(self, record: Record) -> None:
        """Take in a numbered place with its names."""
        self._places.append(_row(record))
        self.call(record.id, record.names)

    def call(self, number: int, names: Mapping[str, int]) -> None:
        """Give a place more names, folded, with how it bears them; in vain where no place has this number."""
        self._names.extend((name, number, _RANK_OF[flags]) for name, flags in names.items())
        if len(self._names) >= BATCH:
            self._flush()

    def regions(self, named: Iterable[tuple[str, str]]) -> None:
        """Take in codes and names of first-level regions."""
        self._connection.executemany("INSERT OR IGNORE INTO region VALUES(?, ?)", named)

    def copy(self, gazetteer: Path) -> None:
        """Take in all places, names and regions of a finished file, in place of those with the same id or code."""
        self._flush()
        self._connection.execute("COMMIT")
        self._connection.execute("ATTACH ? AS other", (str(gazetteer),))
        self._connection.execute("BEGIN")
        ranks = " ".join(f"WHEN {flags} THEN {rank}" for flags, rank in _RANK_OF.items())
        for table in ("place", "region"):
            self._connection.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM other.{table}")
        self._connection.execute(f"INSERT INTO found SELECT n, id, CASE flags {ranks} END FROM other.name")
        self._connection.execute("COMMIT")
        self._connection.execute("DETACH other")
        self._connection.execute("BEGIN")

    def finish(self, path: Path) -> None:
        """Sort, count and write the file: no dates and no gaps, so that the same records make the same bytes."""
        self._flush()
        self.progress("Sorting names", 0, 0)
        self._connection.execute(
            f"INSERT INTO name SELECT f.n, f.id, {_BEST_FLAGS} FROM found f JOIN place p ON p.id = f.id"
            " GROUP BY f.n, f.id ORDER BY f.n, f.id"
        )
        self.progress("Counting", 0, 0)
        self._connection.executemany("INSERT INTO meta VALUES(?, ?)", sorted(self._counted().items()))
        self._connection.execute("CREATE UNIQUE INDEX place_key ON place(key) WHERE key IS NOT NULL")
        self._connection.execute("COMMIT")
        self.progress("Writing", 0, 0)
        self._connection.execute("VACUUM INTO ?", (str(path),))

    def _counted(self) -> dict[str, str]:
        digest, numbers = hashlib.sha256(), {}
        for table, order in (("place", "id"), ("name", "n, id")):
            rows = 0
            for row in self._connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):
                digest.update(f"{row}\n".encode())
                rows += 1
            numbers[f"{table}s"] = str(rows)
        return {"schema": str(SCHEMA), **self.about, **numbers, "sha256": digest.hexdigest()}

    def _flush(self) -> None:
        self._connection.executemany(f"INSERT OR IGNORE INTO place VALUES({', '.join('?' * 13)})", self._places)
        self._connection.executemany("INSERT INTO found VALUES(?, ?, ?)", self._names)
        self._places.clear()
        self._names.clear()


def _row(record: Record) -> tuple[Any, ...]:
    return (
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
