"""GPX: valid by its schema, read back by gpxpy and GDAL."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import gpxpy
import pyogrio
import pytest
from hypothesis import given
from lxml import etree

from geotrack.formats import gpx
from geotrack.model import Atlas
from tests.formats import atlases as by_hand
from tests.formats.reading import seen, shown
from tests.formats.strategies import atlases

SCHEMA = Path(__file__).parent / "schemas" / "gpx-1.1.xsd"


@pytest.fixture(scope="module")
def schema() -> Any:
    return etree.XMLSchema(etree.parse(SCHEMA))


@given(atlases())
def test_any_atlas_is_valid_and_comes_back(schema: Any, atlas: Atlas) -> None:
    written = gpx.write(atlas)
    assert schema.validate(etree.fromstring(written.encode())), schema.error_log
    read = gpxpy.parse(written)
    found = [(shown(w.name), w.type, w.comment or "", w.latitude, w.longitude) for w in read.waypoints]
    # 180 degrees east is as far west, and the schema knows it only so
    assert found == [(s.name, s.status, s.date, s.lat, -180.0 if s.lon == 180 else s.lon) for s in seen(atlas)]
    for waypoint, stop in zip(read.waypoints, (s for i in atlas.itineraries for s in i.stops), strict=True):
        assert shown(stop.excerpts[0].text) in shown(waypoint.description)
        day = stop.date if stop.date and len(stop.date) == 10 and stop.date.count("-") == 2 else None
        assert (waypoint.time and waypoint.time.replace(tzinfo=None)) == (day and datetime.datetime.fromisoformat(day))


@given(atlases())
def test_routes_follow_the_legs(atlas: Atlas) -> None:
    read = gpxpy.parse(gpx.write(atlas))
    joined = [
        (route.type, shown(a.name), shown(b.name))
        for route in read.routes
        for a, b in zip(route.points, route.points[1:], strict=False)
    ]
    names = {s.id: shown(s.name) for i in atlas.itineraries for s in i.stops}
    assert joined == [(leg.status, names[leg.start], names[leg.end]) for i in atlas.itineraries for leg in i.legs]


def test_what_is_planned_is_a_route_of_its_own() -> None:
    read = gpxpy.parse(gpx.write(by_hand.PACIFIC))
    assert [(r.name, [p.name for p in r.points]) for r in read.routes] == [
        ("the Explorer", ["Vladivostok", "Petropavlovsk-Kamchatsky", "Anchorage"]),
        ("the Explorer (planned)", ["Anchorage", "Honolulu"]),
    ]
    assert {w.link for w in read.waypoints} == {"https://example.org/explorer"}


def test_a_route_ends_where_the_next_leg_begins_elsewhere() -> None:
    kim = by_hand.KIM.model_copy(update={"legs": (by_hand.KIM.legs[0], by_hand.KIM.legs[2])})
    read = gpxpy.parse(gpx.write(by_hand.SEED.model_copy(update={"itineraries": (kim,)})))
    assert [[p.name for p in r.points] for r in read.routes] == [
        ["Pyongyang", "Vostochny Cosmodrome"],
        ["Komsomolsk-on-Amur", "Vladivostok"],
    ]


def test_gdal_reads_it_too(tmp_path: Path) -> None:
    path = tmp_path / "seed.gpx"
    path.write_text(gpx.write(by_hand.SEED), encoding="utf-8")
    waypoints = pyogrio.read_dataframe(path, layer="waypoints")
    assert list(waypoints.name) == [s.name for i in by_hand.SEED.itineraries for s in i.stops]
    assert len(pyogrio.read_dataframe(path, layer="routes")) == 3
