"""CSV: one row a stop, for spreadsheets."""

from __future__ import annotations

import csv
import io

from geotrack.model import Atlas

COLUMNS = (
    "traveller", "sequence", "name", "as_written", "status", "role", "date", "mode", "lat", "lon", "country", "within",
    "confidence", "article", "excerpt",
)  # fmt: skip


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
    """Text that a spreadsheet would take for a formula begins with an apostrophe instead (OWASP, "CSV Injection")."""
    if isinstance(cell, str) and cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + cell
    return cell
