"""`geotrack extract`: the answer as data."""

from __future__ import annotations

from typing import Annotated

import typer

from geotrack.cli import options
from geotrack.cli.reading import atlas_from, print_data, settings_from, write_aside
from geotrack.formats import FORMATS


def extract(
    articles: options.Articles,
    output: options.Output = None,
    form: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help=f"One of {', '.join(FORMATS)}; json by default.")
    ] = None,
    gazetteer: options.Gazetteers = None,
    online: options.Online = False,
    geocoder: options.Geocoder = None,
    published: options.Published = None,
    traveller: options.Traveller = None,
) -> None:
    """Read articles and print who went where as data: the atlas as JSON, or another format."""
    from geotrack.formats import format_for, render

    chosen = form or (format_for(output) if output else "json")
    settings = settings_from(
        online=online, geocoder=geocoder, gazetteers=gazetteer, published=published, traveller=traveller
    )
    atlas, unread = atlas_from(articles, settings)
    text = render(atlas, chosen)
    if output:
        write_aside(output, text)
    else:
        print_data(text)
    if unread:
        raise typer.Exit(3)
