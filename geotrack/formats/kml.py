"""KML 2.2 (OGC 07-147r2) for Google Earth and its like: a folder for each traveller, and dates for the time slider.

There is no address of an icon in it: whoever opens the file, it asks nobody for anything.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from geotrack.formats.geojson import line
from geotrack.formats.markup import degrees, document, element
from geotrack.formats.page.story import by, numbered, title
from geotrack.formats.plain import cited, heading, origin, parts, web_address
from geotrack.model import Atlas, Excerpt, Itinerary, Leg, Source, Stop

COLOURS = (
    "f4915c", "6fb0f2", "a8dcb8", "d091ad", "f2ee9e", "59e3e5", "f1bad1", "ecccec", "f6bd67", "b7bb7f",
    "7a93e7", "c8b293",
)  # fmt: skip
"""The page's colours of travellers on a dark ground, for pictures from space are dark."""

STRENGTH = {"visited": "ff", "planned": "b3", "cancelled": "66"}
"""KML has no dashes: what has not happened is paler and thinner."""
WIDTH = {"visited": "4", "planned": "2"}


def write(atlas: Atlas) -> str:
    """Stops as placemarks in order of travel, each with its sentences; legs as lines in a folder beside them."""
    sources = {a.id: a for a in atlas.articles}
    folders = [_folder(itinerary, n % len(COLOURS), sources) for n, itinerary in enumerate(atlas.itineraries)]
    used = range(min(len(folders), len(COLOURS)))
    shown = element(
        "Document",
        element("name", title(atlas)),
        element("open", "1"),
        element("description", html.escape(origin(atlas), quote=False)),
        *(_style(colour, status) for colour in used for status in STRENGTH),
        *folders,
    )
    return document(element("kml", shown, xmlns="http://www.opengis.net/kml/2.2"))


def _style(colour: int, status: str) -> Element:
    rgb, strength = COLOURS[colour], STRENGTH[status]
    ink = f"{strength}{rgb[4:]}{rgb[2:4]}{rgb[:2]}"  # alpha, blue, green, red
    return element(
        "Style",
        # the pin is a picture of the program's own, often a yellow one: another colour over it would be a third one
        element("IconStyle", element("color", f"{strength}ffffff")),
        element("LabelStyle", element("color", ink)),
        element("LineStyle", element("color", ink), element("width", WIDTH.get(status, "1"))),
        id=f"{status}-{colour}",
    )


def _folder(itinerary: Itinerary, colour: int, sources: Mapping[str, Source]) -> Element:
    stops = {s.id: s for s in itinerary.stops}
    marks = [_stop(stop, number, itinerary, colour, sources) for stop, number in numbered(itinerary)]
    legs = [_leg(leg, stops, colour) for leg in itinerary.legs]
    ways = [element("Folder", element("name", f"{itinerary.traveller}: legs"), *legs)] if legs else []
    return element("Folder", element("name", itinerary.traveller), *marks, *ways)


def _stop(
    stop: Stop, number: str, itinerary: Itinerary, colour: int, sources: Mapping[str, Source]
) -> Element:  # fmt: skip
    happened = "" if stop.status == "visited" else f" ({stop.status})"
    data = {
        "id": stop.id,
        "traveller": itinerary.traveller,
        "place": stop.name,
        "as_written": stop.as_written,
        "country": stop.place.country,
        "status": stop.status,
        "role": stop.role,
        "date": stop.date or "",
        "mode": stop.mode or "",
        "within": stop.within or "",
        "confidence": f"{stop.confidence:g}",
    }
    return element(
        "Placemark",
        element("name", f"{number} {stop.name}{happened}".strip()),
        element("description", _description(stop, sources)),
        *_time(stop.date),
        element("styleUrl", f"#{stop.status}-{colour}"),
        element(
            "ExtendedData",
            *(element("Data", element("value", value), name=name) for name, value in data.items() if value),
        ),
        element("Point", element("coordinates", f"{degrees(stop.lon)},{degrees(stop.lat)}")),
    )


def _leg(leg: Leg, stops: Mapping[str, Stop], colour: int) -> Element:
    start, end = stops[leg.start], stops[leg.end]
    lines = [
        element(
            "LineString",
            element("tessellate", "1"),
            element("coordinates", " ".join(f"{degrees(lon)},{degrees(lat)}" for lon, lat in part)),
        )
        for part in line(start, end)
    ]
    words = (leg.status, by(leg.mode), f"{leg.km:,.0f} km")
    return element(
        "Placemark",
        element("name", f"{start.name} to {end.name}"),
        element("description", ", ".join(word for word in words if word)),
        *_time(end.date),
        element("styleUrl", f"#{leg.status}-{colour}"),
        lines[0] if len(lines) == 1 else element("MultiGeometry", *lines),
    )


def _description(stop: Stop, sources: Mapping[str, Source]) -> str:
    """HTML, which programs take every description for; what an article says is escaped in it."""
    told = "".join(f"<p>“{_sentence(e)}”<br>{_source(sources[e.article])}</p>" for e in stop.excerpts)
    return f"<p>{html.escape(heading(stop))}</p>{told}"


def _sentence(excerpt: Excerpt) -> str:
    before, place, after = (html.escape(part, quote=False) for part in parts(excerpt))
    return f"{before}<b>{place}</b>{after}"


def _source(source: Source) -> str:
    words, address = html.escape(cited(source), quote=False), web_address(source)
    return f'<a href="{html.escape(address)}">{words}</a>' if address else words


def _time(date: str | None) -> Iterator[Element]:
    """When, as exact as the date; `~` and `?` are words of the description."""
    if not date:
        return
    first, slash, last = (part.rstrip("~?") for part in date.partition("/"))
    if slash:
        yield element("TimeSpan", element("begin", first), element("end", last))
    else:
        yield element("TimeStamp", element("when", first))
