"""`geotrack render`: a saved atlas, in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geotrack.cli import options
from geotrack.cli.reading import embeddable, print_data, size_from, write_result
from geotrack.formats import FORMATS

ENDINGS = ", ".join(f.suffix for f in FORMATS.values())


def render(
    atlas: Annotated[Path, typer.Argument(metavar="ATLAS.json", help="What `geotrack extract` has written.")],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE", help=f"Its ending tells the format: {ENDINGS}."),
    ],
    size: options.Size = None,
    embed: options.Embed = False,
) -> None:
    """Write a saved atlas in another format: the map, a picture, a report, or data."""
    from geotrack.formats import format_for, read_atlas
    from geotrack.formats.embed import iframe

    form, measures = format_for(output), size_from(size)
    if embed:
        embeddable(output, form)
    read = read_atlas(atlas)
    write_result(read, output, form, size=measures)
    if embed:
        print_data(iframe(read, output.name))
