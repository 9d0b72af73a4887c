"""What every source of places promises."""

from __future__ import annotations

from typing import Protocol

from geotrack.model import Candidate, NameEntry


class Geocoder(Protocol):
    """Something that can be asked what places bear a name: the gazetteer, an online service."""

    def search(self, name: str) -> tuple[Candidate, ...]:
        """Places that this name may mean, the most important first; an empty tuple where none is known.

        Raises `GeocoderError` where the source cannot be reached. "Not found" is never an error.
        """
        ...


class Book(Geocoder, Protocol):
    """A geocoder at hand, in which a reader of articles looks up every word: the gazetteer, the user's own places."""

    def entry(self, name: str) -> NameEntry | None:
        """What is known of a name before anybody asks which place is meant; None where no place bears it as written."""
        ...

    @property
    def described(self) -> str:
        """Name, size and hash in one line, for `Atlas.made`."""
        ...
