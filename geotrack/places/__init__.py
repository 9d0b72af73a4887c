"""From names to places: what a name may mean (`gazetteer`, `online`), and what it means here (`choose`)."""

from __future__ import annotations

from geotrack.places.base import Geocoder
from geotrack.places.choose import choose
from geotrack.places.gazetteer import Gazetteer

__all__ = ["Gazetteer", "Geocoder", "choose"]
