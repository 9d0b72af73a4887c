"""The map inside another page: the `<iframe>` line for a map file, and a fragment that carries the map in itself."""

from __future__ import annotations

from urllib.parse import quote

from geotrack.formats.webmap import FRAME, embedded, frame_title
from geotrack.model import Atlas


def iframe(atlas: Atlas, file: str) -> str:
    """The line for a page that lies beside a map file: `iframe(atlas, "kim.html")`."""
    return f'<iframe src="{quote(file)}" title="{frame_title(atlas)}" {FRAME} loading="lazy"></iframe>\n'


def write(atlas: Atlas) -> str:
    """The map as one element with the page inside it, for a page that has its own head; in one line.

    Markdown ends a piece of HTML at the first empty line, so there is none in it.
    """
    return embedded(atlas).replace("\n", "&#10;") + "\n"
