"""Reports with the picture of the map: the one place where they meet `formats/picture`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from geotrack.formats.picture import png, svg
from geotrack.formats.report import markdown, word
from geotrack.model import Atlas


def document(atlas: Atlas) -> bytes:
    """The itinerary as a Word document with the picture; without one where nobody travels."""
    return word.write(atlas, png(atlas) if atlas.itineraries else b"")


def with_picture(atlas: Atlas, path: Path) -> Mapping[Path, str]:
    """The itinerary as Markdown and, before it, the picture that it shows: `kim-map.svg` beside `kim.md`.

    GitHub shows no picture that stands in the text itself; and `kim.svg` may be the user's own.
    """
    if not atlas.itineraries:
        return {path: markdown.write(atlas)}
    picture = path.with_name(f"{path.stem}-map.svg")
    return {picture: svg(atlas), path: markdown.write(atlas, picture.name)}
