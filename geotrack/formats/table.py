"""CSV: one row a stop, for spreadsheets."""

from __future__ import annotations

import csv
import io
import re

from geotrack.formats.plain import plain
from geotrack.model import Atlas

COLUMNS = (
    "traveller", "sequence", "name", "as_written", "status", "role", "date", "mode", "lat", "lon", "country", "within",
    "confidence", "article", "excerpt",
)  # fmt: skip

FORMULA = re.compile(r"(^|[;\t\n])('*[^\S\t\n]*[=+\-@＝＋－＠])")
"""Where a cell may begin, and what would make it a formula there."""


def write(atlas: Atlas) -> str:
    """A header and one row for each stop, in order of travel; the excerpt is the first one that the stop rests on."""
    titles = {a.id: a.title for a in atlas.articles}
    target = io.StringIO()
    rows = csv.writer(target, lineterminator="\n")
    rows.writerow(COLUMNS)
    for itinerary in atlas.itineraries:
        names = {s.id: s.name for s in itinerary.stops}
        for number, stop in enumerate(itinerary.stops, start=1):
            excerpt = stop.excerpts[0]
            row = (
                itinerary.traveller, number, stop.name, stop.as_written, stop.status, stop.role, stop.date, stop.mode,
                stop.lat, stop.lon, stop.place.country, names.get(stop.within or ""), stop.confidence,
                titles.get(excerpt.article), excerpt.text,
            )  # fmt: skip
            rows.writerow([_harmless(cell) for cell in row])
    return target.getvalue()


def _harmless(cell: object) -> object:
    """Text that a spreadsheet would take for a formula with an apostrophe before it (OWASP, "CSV Injection").

    That goes for the middle of a text too, after `;`, a tab or a new line: where commas write decimals, programs part
    the cells there. `FORMULA` without its first apostrophe gives the text back; numbers are left as they are.
    """
    return FORMULA.sub(r"\1'\2", plain(cell)) if isinstance(cell, str) else cell
