"""From names to places: what a name may mean (`gazetteer`, `own`, `online`), and what it means here (`choose`)."""

from __future__ import annotations

from geotrack.places.base import Book, Geocoder
from geotrack.places.choose import choose
from geotrack.places.gazetteer import Gazetteer
from geotrack.places.shelf import opened

__all__ = ["Book", "Gazetteer", "Geocoder", "choose", "opened"]
