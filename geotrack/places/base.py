"""What every source of places promises."""

from __future__ import annotations

from typing import Protocol

from geotrack.model import Candidate


class Geocoder(Protocol):
    """Something that can be asked what places bear a name: the gazetteer, an online service."""

    def search(self, name: str) -> tuple[Candidate, ...]:
        """Places that this name may mean, the most important first; an empty tuple where none is known.

        Raises `GeocoderError` where the source cannot be reached. "Not found" is never an error.
        """
        ...
