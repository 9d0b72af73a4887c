"""GeoJSON: as RFC 7946 wants it, and a flat table to GIS programs."""

from __future__ import annotations

import json
import math
import warnings
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyogrio
import pytest
from geojson_pydantic import FeatureCollection
from hypothesis import given
from shapely.geometry import shape

from geotrack.formats import geojson
from geotrack.model import Atlas
from tests.formats import atlases as by_hand
from tests.formats.reading import Seen, seen, shown
from tests.formats.strategies import atlases


def positions(coordinates: Any) -> Iterator[list[float]]:
    if isinstance(coordinates[0], float):
        yield coordinates
    else:
        for part in coordinates:
            yield from positions(part)


def checked(written: str) -> dict[str, Any]:
    """The collection, once a checker of the standard has read it."""
    with warnings.catch_warnings():
        # section 5.2 wants such boxes, and the checker takes them, but asks whether they are meant
        warnings.filterwarnings("ignore", "BBOX crossing the Antimeridian line")
        FeatureCollection.model_validate_json(written)
    collection: dict[str, Any] = json.loads(written)
    return collection


@given(atlases())
def test_any_atlas_is_valid_and_comes_back(atlas: Atlas) -> None:
    features = checked(geojson.write(atlas))["features"]
    stops = [f for f in features if f["properties"]["layer"] == "stop"]
    assert [
        Seen(shown(p["traveller"]), shown(p["name"]), p["status"], p["date"] or "", *f["geometry"]["coordinates"][::-1])
        for f in stops
        for p in [f["properties"]]
    ] == seen(atlas)
    assert [f["id"] for f in stops] == [s.id for i in atlas.itineraries for s in i.stops]
    names = {s.id: s.name for i in atlas.itineraries for s in i.stops}
    assert [(f["properties"]["from"], f["properties"]["to"]) for f in features[:] if f not in stops] == [
        (names[leg.start], names[leg.end]) for i in atlas.itineraries for leg in i.legs
    ]
    assert len({f["id"] for f in features}) == len(features)


@given(atlases())
def test_lines_are_cut_at_the_antimeridian_and_the_box_holds_all(atlas: Atlas) -> None:
    collection = checked(geojson.write(atlas))
    spots = [p for f in collection["features"] for p in positions(f["geometry"]["coordinates"])]
    assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in spots)
    for feature in collection["features"]:
        kind, coordinates = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        for line in {"Point": [], "LineString": [coordinates], "MultiLineString": coordinates}[kind]:
            assert len(line) >= 2
            assert all(math.dist(a[:1], b[:1]) <= 180 for a, b in pairwise(line))
    if not spots:
        assert "bbox" not in collection
        return
    west, south, east, north = collection["bbox"]
    assert -180 <= west <= 180 and -180 <= east <= 180
    for lon, lat in spots:
        assert south <= lat <= north
        inside = west <= lon <= east if west <= east else lon >= west or lon <= east
        assert inside or lon in (180, -180)  # which are one


@given(atlases())
def test_properties_are_flat(atlas: Atlas) -> None:
    for feature in json.loads(geojson.write(atlas))["features"]:
        for name, value in feature["properties"].items():
            assert value is None or isinstance(value, str | int | float), name
        url = feature["properties"].get("url")
        assert url is None or url.startswith(("http://example.org/", "https://example.org/"))


def test_gis_programs_read_every_field(tmp_path: Path) -> None:
    path = tmp_path / "seed.geojson"
    path.write_text(geojson.write(by_hand.SEED), encoding="utf-8")
    frame = pyogrio.read_dataframe(path)
    fields = {n for f in by_hand.SEED.__geo_interface__["features"] for n in f["properties"]} | {"id"}
    assert set(frame.columns) == fields | {"geometry"}
    kim = frame[(frame.layer == "stop") & (frame.traveller == "Kim Jong Un")]
    assert list(kim.number) == ["", "1", "2", "2a", "3"]
    assert [str(day)[:10] for day in kim.date_from] == ["NaT", "2023-09-13", "2023-09-15", "2023-09-15", "NaT"]
    october = frame[frame.traveller == "Sergei Lavrov"].iloc[0]
    assert (october.date, str(october.date_from)[:10], str(october.date_to)[:10]) == (
        "2023-10?",
        "2023-10-01",
        "2023-10-31",
    )
    assert october.excerpts.startswith("But before Putin heads to North Korea himself")
    assert set(frame[frame.layer == "leg"].geometry.geom_type) == {"LineString"}


def test_the_box_over_the_antimeridian_has_its_west_in_the_east() -> None:
    west, _, east, _ = by_hand.PACIFIC.__geo_interface__["bbox"]
    assert (west, east) == (131.8855, -149.9003)


@pytest.mark.parametrize("made", [by_hand.SEED, by_hand.NOBODY, by_hand.hostile()], ids=["seed", "nobody", "hostile"])
def test_an_atlas_is_what_its_file_says(made: Atlas) -> None:
    assert json.loads(geojson.write(made)) == made.__geo_interface__


def test_other_libraries_take_an_atlas_for_features() -> None:
    features = by_hand.SEED.__geo_interface__["features"]
    assert shape(features[0]["geometry"]).coords[0] == (125.7543, 39.0339)
    assert by_hand.SEED.__geo_interface__["made"]["gazetteer"] == by_hand.MADE.gazetteer
