"""What online services have answered, kept on disk: each answer with its service and date, the empty ones too.

One SQLite file in the user's cache folder, which several processes may use at once; it also tells whose turn it is to
ask, so that all of them together keep a service's pace. A file that cannot be used costs requests and nothing else; a
damaged one is begun anew, and its user told.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

Answer = list[dict[str, Any]]
_T = TypeVar("_T")

HITS_KEEP, MISSES_KEEP = timedelta(days=180), timedelta(days=30)  # a missing village may be on the map next month
LONGEST_QUEUE = 600.0  # seconds; a turn further away was taken by a clock that has been put right since
_TABLES = """
CREATE TABLE IF NOT EXISTS answer(
    service TEXT, name TEXT, asked TEXT, answer TEXT, sum TEXT, PRIMARY KEY(service, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS turn(service TEXT PRIMARY KEY, free REAL NOT NULL) WITHOUT ROWID;
"""
# SQL that does not fit the tables there, a page that is none, no database at all; a full disk or a lock is no damage
_DAMAGES = frozenset({sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_MISMATCH})


class _Damaged(Exception):
    """What stands in the file is not what was written there."""


class Answers:
    """Answers by service and name: in memory, and in a file where there is one.

    >>> answers = Answers(None)
    >>> answers.put("nominatim", "Atlantis", [])
    >>> answers.get("nominatim", "atlantis"), answers.get("photon", "Atlantis")
    ([], None)
    """

    def __init__(self, path: Path | None, notice: Callable[[str], None] = lambda _: None) -> None:
        self._path = path
        self._notice = notice
        self._known: dict[tuple[str, str], Answer] = {}
        self._free: dict[str, float] = {}

    def get(self, service: str, name: str) -> Answer | None:
        """The answer, perhaps empty; None where nobody has asked, or too long ago."""
        key = service, name.casefold()
        if key not in self._known and (row := self._use(lambda file: _row(file, *key))):
            asked, answer = row
            if asked + (HITS_KEEP if answer else MISSES_KEEP) >= date.today():
                self._known[key] = answer
        return self._known.get(key)

    def put(self, service: str, name: str, answer: Answer) -> None:
        """Keep an answer, the empty one too."""
        key = service, name.casefold()
        self._known[key] = answer
        try:
            row = (*key, date.today().isoformat(), json.dumps(answer))
        except (TypeError, ValueError):
            return
        self._use(lambda file: file.execute("INSERT OR REPLACE INTO answer VALUES(?, ?, ?, ?, ?)", (*row, _sum(*row))))

    def wait(self, service: str, pause: float) -> None:
        """Sleep until the service may be asked: `pause` seconds after the last turn of any process of this user."""
        if pause <= 0:
            return
        delay = self._use(lambda file: _turn(file, service, pause))
        if delay is None:  # without a file this process keeps the pace alone
            now = time.monotonic()
            delay = max(0.0, self._free.get(service, now) - now)
            self._free[service] = now + delay + pause
        time.sleep(delay)

    def _use(self, work: Callable[[sqlite3.Connection], _T]) -> _T | None:
        """What the work on the file gives; None where there is no file that can be used."""
        for _ in range(2):
            if self._path is None:
                return None
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                # opened for each question, so that it is locked only while it is used
                with closing(sqlite3.connect(self._path, timeout=30, isolation_level=None)) as file:
                    file.executescript(_TABLES)
                    return work(file)
            except OSError:
                return None
            except sqlite3.Error as error:
                if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in _DAMAGES:
                    return None
            except _Damaged:
                pass
            self._renew(self._path)
        return None

    def _renew(self, path: Path) -> None:
        try:
            for part in ("", "-journal", "-wal", "-shm"):
                path.with_name(path.name + part).unlink(missing_ok=True)
        except OSError:
            self._path = None
        self._notice(f"{path}: the kept answers of online geocoders were damaged: they are asked for again.")


def _row(file: sqlite3.Connection, service: str, name: str) -> tuple[date, Answer] | None:
    query = "SELECT service, name, asked, answer, sum FROM answer WHERE service = ? AND name = ?"
    row = file.execute(query, (service, name)).fetchone()
    if row is None:
        return None
    *said, total = row
    if total != _sum(*said):
        raise _Damaged
    return date.fromisoformat(said[2]), json.loads(said[3])


def _sum(*said: object) -> str:
    return hashlib.sha256(repr(said).encode(errors="replace")).hexdigest()[:16]


def _turn(file: sqlite3.Connection, service: str, pause: float) -> float:
    """Take the next turn, and say in how many seconds it comes."""
    file.execute("BEGIN IMMEDIATE")
    now = time.time()
    row = file.execute("SELECT free FROM turn WHERE service = ?", (service,)).fetchone()
    turn = max(now, row[0]) if row and row[0] < now + LONGEST_QUEUE else now
    file.execute("INSERT OR REPLACE INTO turn VALUES(?, ?)", (service, turn + pause))
    file.execute("COMMIT")
    return float(turn - now)
