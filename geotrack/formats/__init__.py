"""From an atlas to what people keep: the map, data for other tools, and the atlas itself as JSON.

A format is one file here and one line in `FORMATS`; the command line's help and the README's list come from that table.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from geotrack.errors import UsageError
from geotrack.formats import calendar, embed, geojson, gpx, kml, lpf, picture, record, table, webmap
from geotrack.formats.base import Format
from geotrack.formats.notebook import in_notebook
from geotrack.formats.record import read_atlas
from geotrack.formats.report import illustrated, markdown
from geotrack.formats.webmap import embedded
from geotrack.model import Atlas

__all__ = ["FORMATS", "Format", "embedded", "files", "format_for", "found", "in_notebook", "read_atlas", "render"]

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        f.name: f
        for f in (
            Format("html", ".html", "the interactive map, one file that needs no network", webmap.write),
            Format(
                "fragment", ".fragment.html", "the map as one element, for a page that has its own head", embed.write
            ),
            Format(
                "md", ".md", "the itinerary as Markdown, sentences in footnotes, the picture beside it", markdown.write
            ),
            Format("docx", ".docx", "the itinerary for Word, with the picture and footnotes", illustrated.document),
            Format("json", ".json", "the atlas itself: keep it, correct it, render it again", record.write),
            Format("svg", ".svg", "the picture for reports, to be edited", picture.svg, sized=True),
            Format("png", ".png", "the picture for reports and slides", picture.png, sized=True),
            Format(
                "pdf",
                ".pdf",
                "the picture for print; needs `pip install typst`",
                picture.pdf,
                sized=True,
                needs="typst",
            ),
            Format("geojson", ".geojson", "stops and legs for GIS tools (RFC 7946)", geojson.write),
            Format("kml", ".kml", "stops and legs for Google Earth, with dates for its time slider", kml.write),
            Format("gpx", ".gpx", "waypoints and routes for navigation devices and hiking apps", gpx.write),
            Format("csv", ".csv", "one row a stop, for spreadsheets", table.write),
            Format("lpf", ".jsonld", "Linked Places records for historical gazetteers", lpf.write),
            Format("ics", ".ics", "dated stops as all-day events for calendars", calendar.write),
        )
    }
)


def render(atlas: Atlas, name: str, *, size: tuple[int, int] | None = None) -> str | bytes:
    """The atlas in a format, as the content of a file: `render(atlas, "html")` is the map.

    `docx`, `png` and `pdf` are bytes, all others text. `size` is that of a picture: its width and height in pixels.
    Raises what `found` raises.
    """
    form = found(name, size)
    return form.write(atlas, size) if size else form.write(atlas)


def found(name: str, size: tuple[int, int] | None = None) -> Format:
    """The format of that name.

    `UsageError` where there is none, where it has no size and one is asked for, or where an extra is not installed.
    """
    if name not in FORMATS:
        raise UsageError(f"There is no format “{name}”: choose one of {', '.join(FORMATS)}.")
    form = FORMATS[name]
    if size and not form.sized:
        raise UsageError(
            f"A size is for pictures ({', '.join(f.name for f in FORMATS.values() if f.sized)}), not {name}."
        )
    if form.needs and not find_spec(form.needs):
        raise UsageError(f"{name} needs {form.needs}, which is not installed: pip install {form.needs}.")
    return form


def files(atlas: Atlas, path: Path, name: str, *, size: tuple[int, int] | None = None) -> Mapping[Path, str | bytes]:
    """What has to be written so that `path` holds the atlas in a format: that file, after the picture that it shows.

    Markdown cannot hold a picture: that of `kim.md` is `kim-map.svg` beside it. Raises what `found` raises.
    """
    if name == "md":
        found(name, size)
        return illustrated.with_picture(atlas, path)
    return {path: render(atlas, name, size=size)}


def format_for(path: Path) -> str:
    """The name of the format that a file's ending asks for.

    >>> format_for(Path("kim.geojson")), format_for(Path("kim.html")), format_for(Path("kim.fragment.html"))
    ('geojson', 'html', 'fragment')
    """
    fitting = [f for f in FORMATS.values() if path.name.lower().endswith(f.suffix)]
    if fitting:
        return max(fitting, key=lambda f: len(f.suffix)).name
    endings = ", ".join(f.suffix for f in FORMATS.values())
    raise UsageError(f"{path.name}: the ending tells the format, and “{path.suffix}” is none of {endings}.")
