"""`geotrack explain` answers the question "how do you know?"."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from geotrack.cli import options
from geotrack.cli.reading import atlas_from, settings_from


def explain(
    asked: Annotated[
        list[str],
        typer.Argument(
            metavar="ATLAS.json|ARTICLE... [STOP]",
            help="A saved atlas, or articles; then a stop's id (kim-jong-un/3) or the name of a place.",
        ),
    ],
    gazetteer: options.Gazetteers = None,
    online: options.Online = False,
    geocoder: options.Geocoder = None,
    published: options.Published = None,
    traveller: options.Traveller = None,
) -> None:
    """Say how geotrack knows: the sentence, cue, date, order and place of each stop, or all of one stop or place."""
    from geotrack.cli.reasons import print_all, print_one

    sources, name = _parted(asked)
    settings = settings_from(
        online=online, geocoder=geocoder, gazetteers=gazetteer, published=published, traveller=traveller
    )
    atlas, unread = atlas_from(sources, settings)
    if name.strip():
        print_one(atlas, name)
    else:
        print_all(atlas)
    if unread:
        raise typer.Exit(3)


def _parted(asked: list[str]) -> tuple[list[str], str]:
    """What is to be read, and what is asked about it: whatever follows an atlas, or a last argument that is no file.

    >>> _parted(["kim.json", "Vostochny", "Cosmodrome"]), _parted(["a.txt"])
    ((['kim.json'], 'Vostochny Cosmodrome'), (['a.txt'], ''))
    """
    first, *rest = asked
    if first.lower().endswith(".json"):
        return [first], " ".join(rest)
    last = asked[-1]
    # "nowhere.txt" is a file that is not there, and no place
    if not rest or last == "-" or "://" in last or re.search(r"\.[a-z]+$", last) or Path(last).exists():
        return asked, ""
    return asked[:-1], last
