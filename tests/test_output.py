"""What is committed in output/ is what the seeds give today, byte for byte; `just demo` makes it again."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geotrack
from geotrack.formats import FORMATS, record
from geotrack.model import Article, Atlas, Excerpt, Itinerary, LeftOut, Made, Place, Source, Stop
from tests.formats import atlases

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "output"
BY_HAND = {"seed": atlases.SEED, "pacific": atlases.PACIFIC, "nobody": atlases.NOBODY, "hostile": atlases.hostile()}


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return geotrack.track(sorted((ROOT / "seeds").glob("*.txt")))


@pytest.mark.parametrize("name", ["html", "json", "geojson"])
def test_the_output_is_reproduced_byte_for_byte(atlas: Atlas, name: str) -> None:
    committed = (OUTPUT / f"kim-in-russia{FORMATS[name].suffix}").read_bytes()
    if geotrack.render(atlas, name).encode() != committed:  # a plain assert would print half a megabyte
        pytest.fail(
            f"output/kim-in-russia{FORMATS[name].suffix} differs from what the seeds give: `just demo`, and look"
        )


def test_a_saved_atlas_gives_the_same_bytes(atlas: Atlas) -> None:
    saved = geotrack.read_atlas(OUTPUT / "kim-in-russia.json")
    different = [name for name in FORMATS if geotrack.render(saved, name) != geotrack.render(atlas, name)]
    assert (saved == atlas, different) == (True, [])


def test_the_picture_in_the_readme_is_there() -> None:
    assert (OUTPUT / "kim-in-russia.png").read_bytes().startswith(b"\x89PNG")


def test_jupyter_gets_the_map(atlas: Atlas) -> None:
    picture = atlas._repr_html_()
    assert picture.lstrip().startswith("<iframe")
    assert "Vostochny Cosmodrome" in picture


# --- the atlas as JSON comes back as it was ------------------------------------------------------------------------


@pytest.mark.parametrize("made", BY_HAND.values(), ids=BY_HAND)
def test_atlases_made_by_hand_come_back(made: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "atlas.json"
    path.write_text(record.write(made), encoding="utf-8")
    assert geotrack.read_atlas(path) == made


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
DATES = st.sampled_from([None, "2023", "2023-09", "2023-09-13", "2023-09-13/2023-09-15", "2023-09~"])
STATUSES = st.sampled_from(["visited", "planned", "cancelled"])


@st.composite
def small_atlases(draw: st.DrawFn) -> Atlas:
    article = Article(id="0" * 12, name=draw(TEXT), title=draw(TEXT), published=draw(DATES), text=draw(TEXT))
    excerpt = Excerpt(article=article.id, start=0, end=len(article.text), text=article.text, place_start=0, place_end=1)

    def place() -> Place:
        lat, lon = draw(st.floats(-90, 90)), draw(st.floats(-180, 180))
        return Place(
            id=draw(TEXT), name=draw(TEXT), kind="city", lat=lat, lon=lon, uncertainty_km=draw(st.floats(0, 9))
        )

    itineraries = []
    for who in range(draw(st.integers(0, 2))):
        stops = [
            Stop(
                id=f"{who}/{number}",
                place=place(),
                as_written=draw(TEXT),
                status=draw(STATUSES),
                date=draw(DATES),
                within=f"{who}/{number - 1}" if number and draw(st.booleans()) else None,
                excerpts=(excerpt,),
                confidence=draw(st.floats(0, 1)),
            )
            for number in range(draw(st.integers(1, 3)))
        ]
        itineraries.append(Itinerary(id=str(who), traveller=draw(TEXT), stops=tuple(stops)))
    left_out = tuple(
        LeftOut(name=draw(TEXT), reason="mentioned", why=draw(TEXT), excerpts=(excerpt,), place=place())
        for _ in range(draw(st.integers(0, 2)))
    )
    return Atlas(
        articles=(article.source,),
        itineraries=tuple(itineraries),
        left_out=left_out,
        made=Made(geotrack="0", reader="none", gazetteer="none"),
    )


@given(small_atlases())
def test_any_atlas_comes_back(tmp_path_factory: pytest.TempPathFactory, made: Atlas) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(record.write(made), encoding="utf-8", newline="\n")
    assert geotrack.read_atlas(path) == made


@given(small_atlases())
def test_any_atlas_can_be_written_in_every_data_format(made: Atlas) -> None:
    for name in ("geojson", "csv"):
        assert FORMATS[name].write(made).endswith("\n")


# --- GeoJSON -------------------------------------------------------------------------------------------------------


def positions(coordinates: list) -> list[tuple[float, float]]:  # type: ignore[type-arg]
    if isinstance(coordinates[0], int | float):
        return [tuple(coordinates)]  # type: ignore[list-item]
    return [position for part in coordinates for position in positions(part)]


@pytest.mark.parametrize("made", BY_HAND.values(), ids=BY_HAND)
def test_geojson_is_as_the_standard_wants_it(made: Atlas) -> None:
    collection = json.loads(FORMATS["geojson"].write(made))
    assert collection["type"] == "FeatureCollection"
    features = collection["features"]
    kinds = [f["geometry"]["type"] for f in features]
    assert kinds.count("Point") == sum(len(i.stops) for i in made.itineraries)
    assert len(kinds) - kinds.count("Point") == sum(len(i.legs) for i in made.itineraries)
    for feature in features:
        assert feature["type"] == "Feature"
        spots = positions(feature["geometry"]["coordinates"])
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in spots)
        if feature["geometry"]["type"] != "Point":
            lines = feature["geometry"]["coordinates"]
            for line in lines if feature["geometry"]["type"] == "MultiLineString" else [lines]:
                assert len(line) >= 2
                assert all(math.dist(a[:1], b[:1]) <= 180 for a, b in pairwise(line))


def test_a_source_has_no_text() -> None:
    assert "text" not in Source.model_fields
