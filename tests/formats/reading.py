"""What a file of another program's format must give back, whoever reads it."""

from __future__ import annotations

from typing import NamedTuple

from geotrack.formats.plain import plain
from geotrack.model import Atlas


class Seen(NamedTuple):
    """A stop as another program knows it."""

    traveller: str
    name: str
    status: str
    date: str
    lat: float
    lon: float


def shown(text: str | None) -> str:
    """A text as it can be shown: some readers do not keep white space at the ends."""
    return " ".join(plain(text or "").split())


def seen(atlas: Atlas) -> list[Seen]:
    """All stops in order."""
    return [
        Seen(shown(i.traveller), shown(s.name), s.status, s.date or "", round(s.lat, 5) + 0.0, round(s.lon, 5) + 0.0)
        for i in atlas.itineraries
        for s in i.stops
    ]
