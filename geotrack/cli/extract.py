"""`geotrack extract`: the answer as data."""

from __future__ import annotations

from typing import Annotated

import typer

from geotrack.cli import options
from geotrack.cli.reading import atlas_from, print_data, settings_from, size_from, write_result
from geotrack.formats import FORMATS


def extract(
    articles: options.Articles,
    output: options.Output = None,
    form: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help=f"One of {', '.join(FORMATS)}; json by default.")
    ] = None,
    size: options.Size = None,
    gazetteer: options.Gazetteers = None,
    online: options.Online = False,
    geocoder: options.Geocoder = None,
    published: options.Published = None,
    traveller: options.Traveller = None,
) -> None:
    """Read articles and print who went where as data: the atlas as JSON, or another format."""
    from geotrack.formats import format_for, found, render

    chosen, measures = form or (format_for(output) if output else "json"), size_from(size)
    found(chosen, measures)  # what cannot be written is told before anything is read
    settings = settings_from(
        online=online, geocoder=geocoder, gazetteers=gazetteer, published=published, traveller=traveller
    )
    atlas, unread = atlas_from(articles, settings)
    if output:
        write_result(atlas, output, chosen, size=measures)
    else:
        print_data(render(atlas, chosen, size=measures))
    if unread:
        raise typer.Exit(3)
