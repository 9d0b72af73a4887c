import json

import pytest

PARIS = "Paris, Texas, is a long way from Moscow."


def lines(*documents):
    return "".join(json.dumps(document) + "\n" for document in documents)


def answers(done):
    assert (done.code, done.err) == (0, "")
    return [json.loads(line) for line in done.out.splitlines()]


def test_from_raw_text(geotrack, tmp_path):
    (tmp_path / "docs.jsonl").write_text(lines({"id": "a", "text": PARIS}, {"id": "b", "text": "Nothing here."}))
    first, second = answers(geotrack("mentions", "docs.jsonl", "--offline", "--format", "jsonl"))
    assert (first["id"], second) == ("a", {"id": "b", "toponyms": []})
    found = {t["text"]: t for t in first["toponyms"]}
    assert set(found) == {"Paris", "Texas", "Moscow"}
    assert all(PARIS[t["start"] : t["end"]] == t["text"] for t in first["toponyms"])
    assert (found["Paris"]["lat"], found["Paris"]["lon"]) == pytest.approx((33.66, -95.55), abs=0.1)


def test_with_the_names_given(geotrack, tmp_path):
    (tmp_path / "docs.jsonl").write_text(
        lines({"id": 7, "text": PARIS, "spans": [[0, 5], [33, 39], [19, 23]]}, {"id": 8, "text": PARIS, "spans": []})
    )
    first, second = answers(geotrack("mentions", "docs.jsonl"))
    assert [(t["start"], t["end"], t["text"]) for t in first["toponyms"]] == [
        (0, 5, "Paris"),
        (33, 39, "Moscow"),
        (19, 23, "long"),
    ]
    assert second["toponyms"] == []


def test_offsets_count_characters(geotrack, tmp_path):
    text = "🚀🚀 They flew from Köln to Málaga."
    (tmp_path / "docs.jsonl").write_text(lines({"id": "a", "text": text}), encoding="utf-8")
    (answer,) = answers(geotrack("mentions", "docs.jsonl"))
    assert [text[t["start"] : t["end"]] for t in answer["toponyms"]] == ["Köln", "Málaga"]


def test_a_place_that_is_not_known_has_no_coordinates(geotrack, tmp_path):
    (tmp_path / "docs.jsonl").write_text(lines({"id": "a", "text": "He lives in Xqzzvuburg.", "spans": [[12, 22]]}))
    ((toponym,),) = (a["toponyms"] for a in answers(geotrack("mentions", "docs.jsonl")))
    assert (toponym["lat"], toponym["lon"]) == (None, None)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "7",
        '{"id": 1}',
        '{"id": 1, "text": "a", "spans": [[0]]}',
        '{"id": 1, "text": "a", "spans": [[0, 9]]}',
    ],
)
def test_a_line_that_is_no_document(geotrack, tmp_path, line):
    (tmp_path / "docs.jsonl").write_text(lines({"id": "a", "text": "Nothing."}) + line)
    done = geotrack("mentions", "docs.jsonl")
    assert done.code == 3
    assert done.err.startswith("geotrack: docs.jsonl, line 2: ")
    assert done.err.count("\n") == 1


def test_wrong_use(geotrack, tmp_path):
    assert geotrack("mentions", "nowhere.jsonl").code == 3
    (tmp_path / "docs.jsonl").write_text("")
    assert geotrack("mentions", "docs.jsonl") == (0, "", "")
    assert geotrack("mentions", "docs.jsonl", "--format", "xml").code == 2
