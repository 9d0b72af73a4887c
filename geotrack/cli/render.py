"""`geotrack render`: a saved atlas, in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geotrack.cli.reading import write_aside


def render(
    atlas: Annotated[Path, typer.Argument(metavar="ATLAS.json", help="What `geotrack extract` has written.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Its ending tells the format.")],
) -> None:
    """Write a saved atlas as .html, .json, .geojson or .csv."""
    from geotrack.formats import format_for, read_atlas
    from geotrack.formats import render as rendered

    form = format_for(output)
    write_aside(output, rendered(read_atlas(atlas), form))
