"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Articles = Annotated[
    list[str],
    typer.Argument(
        metavar="ARTICLE...", help="Text, Markdown or HTML files, folders, an address, or - for standard input."
    ),
]
Online = Annotated[
    bool,
    typer.Option(
        "--online/--offline",
        help="Ask Nominatim (openstreetmap.org) where the gazetteer is unsure of a name; by default nobody is asked.",
    ),
]
Geocoder = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Ask another service than Nominatim: photon, arcgis, pelias or any geocoder of geopy. Implies --online.",
    ),
]
Gazetteers = Annotated[
    list[Path] | None,
    typer.Option(
        "--gazetteer",
        metavar="FILE",
        help="Your own places (.csv: name, lat, lon, and aliases, kind, country), weighed before all others; or a "
        "gazetteer (.sqlite) in place of the shipped one. May be given more than once.",
    ),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Date of publication of articles that do not state one, as 2023-09-15."),
]
Traveller = Annotated[str | None, typer.Option(metavar="NAME", help="Only this traveller.")]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write there; the ending tells the format.")
]
Size = Annotated[
    str | None,
    typer.Option(metavar="WIDTHxHEIGHT", help="Of a picture, in pixels of a 96th of an inch; 840x600 if not given."),
]
Embed = Annotated[
    bool,
    typer.Option(
        "--embed", help="Print the <iframe> line that shows the map (.html) in another page, and nothing else there."
    ),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Print nothing but errors.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="List what was left out, and why.")]
