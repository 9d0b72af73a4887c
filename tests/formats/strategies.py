"""Atlases of every sort, for tests that write one and read it back."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import get_args

from hypothesis import strategies as st

from geotrack import when
from geotrack.geo import distance_km
from geotrack.model import Atlas, Excerpt, Itinerary, LeftOut, Leg, Made, Mode, Place, PlaceKind, Source, Stop

NASTY = (
    *("=cmd|' /C calc'!A0", "-2+3", "'=1", "+1;=2", "\t@SUM(A1)", "a\n=1", "＝1", "-", "C:\\New\\n, a;b"),
    *("]]>", "<b>&amp;</b>", "</script>", "${x}`", "{{ x }}", "line\r\nbreak\rand\u2028more", "__proto__"),
    *("\x00\x0b\x1f\x7f\x85\ufffe", "\u202eright", "🚢" * 40, "Комсомольск", "الرياض", "e\u0301", " padded ", " "),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=24) | st.sampled_from(NASTY)
URLS = st.sampled_from(
    [
        None,
        "https://example.org/a?b=c&d#e",
        "http://example.org/Ä b/<i>[1]%zz",
        "javascript://example.org/%0aalert(1)",
        "https://",
        "x",
    ]
)
LATITUDES = st.floats(-90, 90) | st.sampled_from([-90.0, 90.0, 0.0, -0.0, 2e-5])
LONGITUDES = st.floats(-180, 180) | st.sampled_from([-180.0, 180.0, 179.9999999, -179.99, 0.0, -2e-5])


@st.composite
def points_in_time(draw: st.DrawFn) -> str:
    """A day, a month or a year, with or without a mark."""
    day = draw(st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))).isoformat()
    return day[: draw(st.sampled_from([4, 7, 10]))] + draw(st.sampled_from(["", "", "~", "?"]))


INTERVALS = st.tuples(points_in_time(), points_in_time()).map(
    lambda ends: "/".join(sorted(ends, key=lambda end: when.bounds(end)[::-1]))
)
"""Sorted by the last day, of which the later may not come first."""
DATES = points_in_time() | INTERVALS.filter(lambda d: when.bounds(d)[0] <= when.bounds(d)[1])


@st.composite
def places(draw: st.DrawFn) -> Place:
    return Place(
        id=draw(st.sampled_from(["geonames:2013348", "osm:node/5", "facility:a-b", "own:camp", "region:RU.30"])),
        name=draw(TEXTS),
        kind=draw(st.sampled_from(get_args(PlaceKind))),
        lat=draw(LATITUDES),
        lon=draw(LONGITUDES),
        country=draw(st.sampled_from(["", "RU", "FJ", "US"])),
        admin1_name=draw(st.just("") | TEXTS),
        type=draw(st.sampled_from(["", "cosmodrome"])),
        uncertainty_km=draw(st.floats(0, 900)),
    )


@st.composite
def excerpts(draw: st.DrawFn, articles: tuple[Source, ...]) -> Excerpt:
    before, place, after = draw(TEXTS), draw(TEXTS), draw(TEXTS)
    text, start = before + place + after, draw(st.integers(0, 9999))
    at = start + len(before)
    return Excerpt(
        article=draw(st.sampled_from(articles)).id,
        start=start,
        end=start + len(text),
        text=text,
        place_start=at,
        place_end=at + len(place),
    )


@st.composite
def itineraries(draw: st.DrawFn, number: int, articles: tuple[Source, ...]) -> Itinerary:
    stops: list[Stop] = []
    for nth in range(1, draw(st.integers(1, 4)) + 1):
        outer = [stop.id for stop in stops if stop.within is None]
        stops.append(
            Stop(
                id=f"traveller-{number}/{nth}",
                place=draw(places()),
                as_written=draw(TEXTS),
                status=draw(st.sampled_from(["visited", "visited", "planned", "cancelled"])),
                role="origin" if nth == 1 and draw(st.booleans()) else "stop",
                date=draw(st.none() | DATES),
                mode=draw(st.none() | st.sampled_from(get_args(Mode))),
                within=draw(st.sampled_from(outer)) if outer and draw(st.integers(0, 3)) == 0 else None,
                excerpts=tuple(draw(st.lists(excerpts(articles), min_size=1, max_size=2))),
                confidence=draw(st.floats(0, 1)),
            )
        )
    joined = [stop for stop in stops if stop.status != "cancelled" and stop.within is None]
    legs = tuple(
        Leg(
            start=a.id,
            end=b.id,
            km=round(distance_km(a.lat, a.lon, b.lat, b.lon), 1),
            status="planned" if b.status == "planned" else "visited",
            mode=b.mode,
        )
        for a, b in pairwise(joined)
    )
    return Itinerary(id=f"traveller-{number}", traveller=draw(TEXTS), stops=tuple(stops), legs=legs)


@st.composite
def atlases(draw: st.DrawFn) -> Atlas:
    """Any atlas that the pipeline might make of hostile texts, down to one in which nobody travels."""
    articles = tuple(
        Source(id=f"{n:012x}", name=draw(TEXTS), title=draw(TEXTS), published=draw(st.none() | DATES), url=draw(URLS))
        for n in range(draw(st.integers(1, 2)))
    )
    left_out = tuple(
        LeftOut(name=draw(TEXTS), reason="mentioned", why=draw(TEXTS), excerpts=(draw(excerpts(articles)),))
        for _ in range(draw(st.integers(0, 1)))
    )
    return Atlas(
        articles=articles,
        itineraries=tuple(draw(itineraries(n, articles)) for n in range(draw(st.integers(0, 2)))),
        left_out=left_out,
        made=Made(geotrack="0.1.0", reader=draw(TEXTS), gazetteer=draw(TEXTS)),
    )
