"""The gazetteers of one run, side by side: the user's own tables, then the one that ships or a larger one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from geotrack.errors import UsageError
from geotrack.model import Candidate, NameEntry
from geotrack.places.base import Book
from geotrack.places.gazetteer import Gazetteer
from geotrack.places.own import OwnPlaces


class Shelf:
    """Several books as one.

    >>> shelf = Shelf((Gazetteer.shipped(),))
    >>> shelf.search("Pyongyang") == Gazetteer.shipped().search("Pyongyang")
    True
    """

    def __init__(self, books: Sequence[Book]) -> None:
        self._books = tuple(books)

    def search(self, name: str) -> tuple[Candidate, ...]:
        """Places that this name may mean in any of the books, the most important first."""
        found = [candidate for book in self._books for candidate in book.search(name)]
        return tuple(sorted(found, key=lambda candidate: -candidate.score))

    def entry(self, name: str) -> NameEntry | None:
        """What the books together know of a name."""
        found = [entry for book in self._books if (entry := book.entry(name))]
        if len(found) < 2:
            return found[0] if found else None
        return NameEntry(
            importance=max(entry.importance for entry in found),
            kinds=frozenset().union(*(entry.kinds for entry in found)),
            name_kinds=frozenset().union(*(entry.name_kinds for entry in found)),
        )

    @property
    def described(self) -> str:
        """The books, one behind the other."""
        return "; ".join(book.described for book in self._books)


def opened(files: Sequence[Path]) -> Book:
    """The books that the user has named: tables (.csv), and a gazetteer (.sqlite) in place of the one that ships.

    Raises `GazetteerError` where one cannot be read, `UsageError` where there are two gazetteers.
    """
    large = [path for path in files if path.suffix.lower() == ".sqlite"]
    if len(large) > 1:
        raise UsageError(f"--gazetteer: {large[0]} and {large[1]} would both stand for the one that ships; name one.")
    own = [_own(path, path.stat().st_mtime_ns if path.exists() else 0) for path in files if path not in large]
    gazetteer = _large(large[0], large[0].stat().st_mtime_ns if large[0].exists() else 0) if large else None
    whole = gazetteer or Gazetteer.shipped()
    return Shelf((*own, whole)) if own else whole


# A file is read again when it has changed, as in a notebook, and not for every article.


@lru_cache(maxsize=8)
def _own(path: Path, changed: int) -> OwnPlaces:
    return OwnPlaces(path)


@lru_cache(maxsize=2)
def _large(path: Path, changed: int) -> Gazetteer:
    gazetteer = Gazetteer(path)
    assert gazetteer.described  # a file that is none is told of now, and not in the middle of an article
    return gazetteer
