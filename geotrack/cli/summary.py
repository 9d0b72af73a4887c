"""What `geotrack map` says on the terminal: the stops of each traveller, what was left out, the file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from geotrack import when
from geotrack.model import Atlas, Itinerary

_LEFT_OUT = {
    "unlocated": "not located",
    "mentioned": "only mentioned",
    "metonym": "governments",
    "name": "parts of other names",
    "dateline": "datelines",
    "adjective": "nationalities",
}
_STATUS_STYLE = {"visited": "green", "planned": "yellow", "cancelled": "dim"}


def print_summary(atlas: Atlas, target: Path, *, verbose: bool, aside: bool = False) -> None:
    """The stops, one table a traveller; one line for what was left out (all of it where `verbose`); the file.

    On standard error where `aside`: then standard output is for something else.
    """
    console = Console(highlight=False, stderr=aside)
    for itinerary in atlas.itineraries:
        console.print(_table(itinerary))
    counts: Counter[str] = Counter(entry.reason for entry in atlas.left_out)
    if counts:
        parts = ", ".join(f"{counts[reason]} {label}" for reason, label in _LEFT_OUT.items() if counts[reason])
        console.print(
            Text(f"Left out: {parts}." + ("" if verbose else " -v lists them with the reasons.")), soft_wrap=True
        )
    if verbose:
        for entry in atlas.left_out:
            console.print(Text.assemble("  ", (entry.name, "bold"), f": {entry.why}"), soft_wrap=True)
    console.print(Text(f"Written: {target} ({target.stat().st_size / 1024:.0f} KB)"), soft_wrap=True)


def _table(itinerary: Itinerary) -> Table:
    table = Table(
        title=Text(itinerary.traveller, style="bold"),
        title_justify="left",
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
    )
    for column in ("", "Stop", "Status", "Date", "Distance"):
        table.add_column(
            column, justify="right" if column in ("", "Distance") else "left", style="dim" if not column else ""
        )
    km = {leg.end: leg.km for leg in itinerary.legs}
    number = 0
    for stop in itinerary.stops:
        inside = stop.within is not None
        start = stop.role == "origin"
        number += not (start or inside)
        table.add_row(
            "" if start or inside else str(number),
            Text(("  in it: " if inside else "") + stop.name),
            Text("start" if start else stop.status, style=_STATUS_STYLE[stop.status]),
            when.spoken(stop.date) if stop.date else "",
            f"{km[stop.id]:,.0f} km" if stop.id in km else "",
        )
    return table
