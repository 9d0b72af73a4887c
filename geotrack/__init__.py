"""geotrack reads articles and answers: who went where, when, in what order, and which sentence says so.

>>> import geotrack
>>> atlas = geotrack.track(["seeds"])
>>> [stop.name for stop in atlas.itineraries[0].stops][:2]
['Pyongyang', 'Vostochny Cosmodrome']
>>> page = geotrack.render(atlas, "html")

    cli            speaks to people
    pipeline       the recipe: study each article, assemble the studies
    articles │ mentions │ places │ itineraries │ formats    the rooms; they never import one another
    settings │ geo          what the user chose, arithmetic on the globe
    model → when → errors   the ground

What this module exports is public; anything else may change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geotrack.errors import GeotrackError
from geotrack.model import Article, Atlas, Itinerary, Place, Stop
from geotrack.settings import Settings

if TYPE_CHECKING:
    from geotrack.formats import read_atlas, render
    from geotrack.formats.foliummap import folium_map
    from geotrack.formats.frame import to_geopandas
    from geotrack.pipeline import assemble, study, track

__all__ = [
    "Article",
    "Atlas",
    "GeotrackError",
    "Itinerary",
    "Place",
    "Settings",
    "Stop",
    "assemble",
    "folium_map",
    "read_atlas",
    "render",
    "study",
    "to_geopandas",
    "track",
]

_LATE = {
    "assemble": "geotrack.pipeline",
    "folium_map": "geotrack.formats.foliummap",
    "read_atlas": "geotrack.formats",
    "render": "geotrack.formats",
    "study": "geotrack.pipeline",
    "to_geopandas": "geotrack.formats.frame",
    "track": "geotrack.pipeline",
}


def __getattr__(name: str) -> Any:
    """Import the work where it is first asked for: `import geotrack` alone stays fast."""
    if name in _LATE:
        from importlib import import_module

        return getattr(import_module(_LATE[name]), name)
    raise AttributeError(f"module 'geotrack' has no attribute {name!r}")
