"""From an atlas to what people keep: the map, data for other tools, and the atlas itself as JSON.

A format is one file here and one line in `FORMATS`; the command line's help and the README's list come from that table.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from geotrack.errors import UsageError
from geotrack.formats import calendar, geojson, gpx, kml, lpf, record, table, webmap
from geotrack.formats.base import Format
from geotrack.formats.record import read_atlas
from geotrack.formats.webmap import embedded
from geotrack.model import Atlas

__all__ = ["FORMATS", "Format", "embedded", "format_for", "read_atlas", "render"]

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        f.name: f
        for f in (
            Format("html", ".html", "the interactive map, one file that needs no network", webmap.write),
            Format("json", ".json", "the atlas itself: keep it, correct it, render it again", record.write),
            Format("geojson", ".geojson", "stops and legs for GIS tools (RFC 7946)", geojson.write),
            Format("kml", ".kml", "stops and legs for Google Earth, with dates for its time slider", kml.write),
            Format("gpx", ".gpx", "waypoints and routes for navigation devices and hiking apps", gpx.write),
            Format("csv", ".csv", "one row a stop, for spreadsheets", table.write),
            Format("lpf", ".jsonld", "Linked Places records for historical gazetteers", lpf.write),
            Format("ics", ".ics", "dated stops as all-day events for calendars", calendar.write),
        )
    }
)


def render(atlas: Atlas, name: str) -> str:
    """The atlas in a format, as the text of a file: `render(atlas, "html")` is the map.

    Raises `UsageError` where there is no such format.
    """
    if name not in FORMATS:
        raise UsageError(f"There is no format “{name}”: choose one of {', '.join(FORMATS)}.")
    return FORMATS[name].write(atlas)


def format_for(path: Path) -> str:
    """The name of the format that a file's ending asks for.

    >>> format_for(Path("kim.geojson"))
    'geojson'
    """
    for found in FORMATS.values():
        if path.name.lower().endswith(found.suffix):
            return found.name
    endings = ", ".join(f.suffix for f in FORMATS.values())
    raise UsageError(f"{path.name}: the ending tells the format, and “{path.suffix}” is none of {endings}.")
