"""`geotrack map`: the main job."""

from __future__ import annotations

from pathlib import Path

import typer

from geotrack.cli import options
from geotrack.cli.reading import (
    atlas_from,
    embeddable,
    print_data,
    settings_from,
    size_from,
    warn,
    write_result,
)


def draw(
    articles: options.Articles,
    output: options.Output = None,
    size: options.Size = None,
    gazetteer: options.Gazetteers = None,
    online: options.Online = False,
    geocoder: options.Geocoder = None,
    published: options.Published = None,
    traveller: options.Traveller = None,
    embed: options.Embed = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Read articles (or a saved atlas .json) and draw who went where: `map.html`, or a picture (-o map.png)."""
    from geotrack.cli.summary import print_summary
    from geotrack.formats import format_for, found
    from geotrack.formats.embed import iframe

    target = output or Path("map.html")
    form, measures = format_for(target), size_from(size)
    found(form, measures)  # what cannot be written is told before anything is read
    if embed:
        embeddable(target, form)
    settings = settings_from(
        online=online, geocoder=geocoder, gazetteers=gazetteer, published=published, traveller=traveller
    )
    atlas, unread = atlas_from(articles, settings, quiet=quiet)
    if not atlas.itineraries:
        if atlas.left_out:
            why = "places are named, and nobody is said to go to one. `geotrack extract` lists them with the reasons."
        else:
            why = "no place is named."
        warn(f"nothing to draw: {why}")
        raise typer.Exit(3 if unread else 1)
    write_result(atlas, target, form, size=measures, quiet=quiet)
    if not quiet:
        print_summary(atlas, target, verbose=verbose, aside=embed)
    if embed:
        print_data(iframe(atlas, target.name))
    if unread:
        raise typer.Exit(3)
