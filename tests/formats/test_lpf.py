"""Linked Places: the rules that the format states, read independently of the writer.

https://github.com/LinkedPasts/linked-places-format, version 1.3; what is checked of patterns is what the World
Historical Gazetteer asks of an upload.
"""

from __future__ import annotations

import json
import re
import uuid
from typing import Any, get_args

from geojson_pydantic import FeatureCollection
from hypothesis import given

from geotrack.formats import lpf
from geotrack.model import Atlas, PlaceKind
from tests.formats import atlases as by_hand
from tests.formats.reading import Seen, seen, shown
from tests.formats.strategies import atlases

TERM = re.compile(r"\w+:\S+")
GAZETTEERS = re.compile(r"(bnf|cerl|dbp|gn|gnd|gov|loc|pl|tgn|viaf|wd|wp):\S+")
ADDRESS = re.compile(r"https?://(www\.)?[a-zA-Z0-9.-]{2,256}\.[a-z]{2,63}(:\d{1,5})?(/.*)?")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?(-([0-2]\d|3[01]))?")
RECORD = {"@id", "type", "properties", "when", "names", "types", "geometry", "links", "relations", "descriptions"}


def records(written: str) -> list[dict[str, Any]]:
    FeatureCollection.model_validate_json(written)
    collection = json.loads(written)
    assert collection["@context"].startswith("https://")
    features: list[dict[str, Any]] = collection["features"]
    return features


def check_when(when: dict[str, Any]) -> None:
    assert when.keys() <= {"timespans", "label", "certainty"}
    for span in when["timespans"]:
        assert set(span) <= {"start", "end"} and "start" in span
        assert all(set(end) == {"in"} and DATE.fullmatch(end["in"]) for end in span.values())
    assert when.get("certainty", "certain") in ("certain", "less-certain", "uncertain")


def lines(value: Any) -> list[str]:
    """All text in a record."""
    if isinstance(value, dict):
        return [line for inner in value.values() for line in lines(inner)]
    if isinstance(value, list):
        return [line for inner in value for line in lines(inner)]
    return [value] if isinstance(value, str) else []


@given(atlases())
def test_any_atlas_keeps_the_rules(atlas: Atlas) -> None:
    found = records(lpf.write(atlas))
    ids = {record["@id"] for record in found}
    assert len(ids) == len(found)
    for record in found:
        assert set(record) <= RECORD and record["type"] == "Feature"
        assert TERM.fullmatch(record["@id"]) and uuid.UUID(record["@id"])
        properties = record["properties"]
        assert set(properties["fclasses"]) <= set("AHLPRST") and properties["fclasses"]
        assert all(re.fullmatch("[A-Z]{2}", code) for code in properties.get("ccodes", ["RU"]))
        assert "citations" in record["names"][0]
        for name in record["names"]:
            assert "toponym" in name
            assert all(re.fullmatch(r"\d{4}", c.get("year", "2023")) for c in name["citations"])
        for kind in record["types"]:
            assert re.fullmatch(r"aat:3\d{8}", kind["identifier"]) and kind["label"]
        for link in record.get("links", []):
            assert link["type"] in ("closeMatch", "primaryTopicOf", "subjectOf", "seeAlso")
            assert ADDRESS.fullmatch(link["identifier"]) or GAZETTEERS.fullmatch(link["identifier"])
        for relation in record.get("relations", []):
            assert relation["relationType"] == "gvp:broaderPartitive" and relation["relationTo"] in ids
        for description in record["descriptions"]:
            assert "value" in description and ADDRESS.fullmatch(description.get("source", "http://a.b.org"))
        for when in [record.get("when"), *(name.get("when") for name in record["names"])]:
            if when:
                check_when(when)
        told = {**record, "properties": {**properties, "traveller": ""}}
        assert not any("\n" in line for line in lines(told))


@given(atlases())
def test_any_atlas_comes_back(atlas: Atlas) -> None:
    found = records(lpf.write(atlas))
    assert [
        Seen(
            shown(r["properties"].get("traveller")),
            shown(r["properties"].get("title")),
            r["properties"]["status"],
            r["properties"].get("date", ""),
            *r["geometry"]["coordinates"][::-1],
        )
        for r in found
    ] == seen(atlas)
    assert [r["properties"]["sequence"] for r in found] == [
        n for i in atlas.itineraries for n in range(1, len(i.stops) + 1)
    ]
    for record, stop in zip(found, (s for i in atlas.itineraries for s in i.stops), strict=True):
        ends = [
            end["in"] for span in record.get("when", {"timespans": []})["timespans"] for end in span.values()
        ]  # fmt: skip
        assert ends == (re.sub("[~?]", "", stop.date).split("/") if stop.date else [])
        assert record["names"][0]["toponym"] == shown(stop.as_written)


def test_two_visits_are_two_records_of_one_place() -> None:
    kim = by_hand.journey("Kim", (by_hand.PYONGYANG, "visited", "2023"), (by_hand.PYONGYANG, "visited", "2024~"))
    named = by_hand.PYONGYANG.model_copy(update={"id": "geonames:1871859"})
    kim = kim.model_copy(update={"stops": tuple(s.model_copy(update={"place": named}) for s in kim.stops)})
    first, second = records(lpf.write(by_hand.PACIFIC.model_copy(update={"itineraries": (kim,)})))
    assert first["@id"] != second["@id"]
    assert first["links"] == second["links"]
    assert first["links"][0] == {"type": "closeMatch", "identifier": "gn:1871859"}
    assert first["links"][1] == {"type": "subjectOf", "identifier": "https://example.org/explorer"}
    assert (first["when"].get("certainty"), second["when"]["certainty"]) == (None, "less-certain")


def test_a_place_inside_another_says_so() -> None:
    found = records(lpf.write(by_hand.SEED))
    (relation,) = found[3]["relations"]
    assert relation["relationTo"] == found[2]["@id"]
    assert found[3]["names"][0]["toponym"] == "Yuri Gagarin Komsomolsk-on-Amur Aircraft Plant (KnAAZ)"
    assert found[3]["names"][0]["citations"][0]["year"] == "2023"


def test_every_kind_of_place_has_a_type() -> None:
    assert set(lpf.TYPES) == set(get_args(PlaceKind))
