"""GPX 1.1 for navigation devices and hiking apps: a waypoint for each stop, and routes of what joins them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from geotrack import when
from geotrack.formats.markup import degrees, document, element
from geotrack.formats.page.story import title
from geotrack.formats.plain import account, cited, origin, sources_of, web_address
from geotrack.model import Atlas, Itinerary, Leg, Source, Stop


def write(atlas: Atlas) -> str:
    """Waypoints in order of travel; of each traveller a route of what happened, and one of what is planned.

    `<cmt>` holds the date (EDTF) and `<type>` the status. `<time>` wants a day, so only stops with one have it.
    """
    sources = {a.id: a for a in atlas.articles}
    runs = [(itinerary, run) for itinerary in atlas.itineraries for run in _runs(itinerary.legs)]
    root = element(
        "gpx",
        element("metadata", element("name", title(atlas)), element("desc", origin(atlas))),
        *(_waypoint(stop, itinerary, sources) for itinerary in atlas.itineraries for stop in itinerary.stops),
        *(_route(itinerary, run, number) for number, (itinerary, run) in enumerate(runs, start=1)),
        version="1.1",
        creator=f"geotrack {atlas.made.geotrack}",
        xmlns="http://www.topografix.com/GPX/1/1",
    )  # fmt: skip
    return document(root)


def _runs(legs: Sequence[Leg]) -> Iterator[list[Leg]]:
    """Legs of one status that follow one another without a gap."""
    run: list[Leg] = []
    for leg in legs:
        if run and (leg.status, leg.start) != (run[-1].status, run[-1].end):
            yield run
            run = []
        run.append(leg)
    if run:
        yield run


def _route(itinerary: Itinerary, legs: Sequence[Leg], number: int) -> Element:
    stops = {s.id: s for s in itinerary.stops}
    ends = [stops[legs[0].start], *(stops[leg.end] for leg in legs)]
    status = legs[0].status
    return element(
        "rte",
        element("name", itinerary.traveller if status == "visited" else f"{itinerary.traveller} ({status})"),
        element("number", str(number)),
        element("type", status),
        *(_point("rtept", stop) for stop in ends),
    )


def _waypoint(stop: Stop, itinerary: Itinerary, sources: Mapping[str, Source]) -> Element:
    rests_on = sources_of(stop, sources)
    links = [
        element("link", element("text", cited(source)), href=address)
        for source in rests_on
        if (address := web_address(source))
    ]
    account_of = element("desc", f"{itinerary.traveller}: {account(stop, sources)}")
    return _point("wpt", stop, account_of, element("src", "; ".join(map(cited, rests_on))), *links)


def _point(tag: str, stop: Stop, *told: Element) -> Element:
    day = stop.date if stop.date and when.precision(stop.date) == "day" and stop.date[-1] not in "~?" else None
    return element(
        tag,
        *([element("time", f"{day}T00:00:00Z")] if day else []),
        element("name", stop.name),
        *([element("cmt", stop.date)] if stop.date else []),
        *told,
        element("type", stop.status),
        lat=degrees(stop.lat),
        lon=degrees(stop.lon) if stop.lon < 180 - 1e-5 else "-180",  # the schema ends before 180
    )
