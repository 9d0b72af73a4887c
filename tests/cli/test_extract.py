import csv
import io
import json

import pytest

from geotrack.formats import FORMATS


def test_the_shape_that_others_read(geotrack, seeds):
    done = geotrack("extract", *seeds, "--offline", "--format", "json")
    assert (done.code, done.err) == (0, "")
    answer = json.loads(done.out)
    kim = answer["itineraries"][0]
    assert "Kim" in kim["traveller"]
    stop = {key: kim["stops"][1][key] for key in ("name", "lat", "lon", "status", "date")}
    assert stop == {
        "name": "Vostochny Cosmodrome",
        "lat": pytest.approx(51.88, abs=0.1),
        "lon": pytest.approx(128.33, abs=0.1),
        "status": "visited",
        "date": "2023-09-13",
    }
    assert kim["stops"][-1]["status"] == "planned"
    assert {entry["name"] for entry in answer["left_out"]} >= {"Moscow", "Washington", "Khabarovsk Region", "Iran"}


def test_every_stop_rests_on_words_of_an_article(geotrack, seeds):
    answer = json.loads(geotrack("extract", *seeds).out)
    names = {article["id"]: article["name"] for article in answer["articles"]}
    texts = {path.name: path.read_text(encoding="utf-8") for path in seeds}
    excerpts = [e for i in answer["itineraries"] for s in i["stops"] for e in s["excerpts"]]
    assert len(excerpts) >= 8
    for excerpt in excerpts:
        assert texts[names[excerpt["article"]]][excerpt["start"] : excerpt["end"]] == excerpt["text"]


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "md"])  # which shows a picture beside it
def test_on_standard_output_or_in_a_file(geotrack, seeds, tmp_path, name):
    printed = geotrack("extract", *seeds, "--format", name)
    target = "answer" + FORMATS[name].suffix
    assert geotrack("extract", *seeds, "-o", target) == (0, "", "")
    assert (tmp_path / target).read_bytes() == printed.out.encode(errors="surrogateescape")
    geotrack("extract", *seeds, "-o", "atlas.json")
    assert geotrack("render", "atlas.json", "-o", f"again{FORMATS[name].suffix}") == (0, "", "")
    assert (tmp_path / f"again{FORMATS[name].suffix}").read_bytes() == (tmp_path / target).read_bytes()


def test_csv(geotrack, seeds):
    rows = list(csv.DictReader(io.StringIO(geotrack("extract", *seeds, "--format", "csv").out)))
    assert len(rows) == 8
    assert rows[0]["name"] == "Pyongyang"
    assert all(row["excerpt"] for row in rows)


def test_the_help_shows_what_stands_in_brackets(geotrack):
    assert "[[start, end], ...]" in " ".join(geotrack("mentions", "--help").out.replace("│", " ").split())


def test_the_help_lists_every_format(geotrack):
    listed = " ".join(geotrack("extract", "--help").out.replace("│", " ").split())
    assert f"One of {', '.join(FORMATS)}; json by default." in listed
    endings = geotrack("render", "--help").out
    assert all(form.suffix in endings for form in FORMATS.values())


def test_a_text_in_which_nobody_travels(geotrack, tmp_path):
    (tmp_path / "a.txt").write_text("Paris is the capital of France. Moscow said no.")
    done = geotrack("extract", "a.txt")
    assert (done.code, done.err) == (0, "")
    answer = json.loads(done.out)
    assert answer["itineraries"] == []
    assert {entry["name"] for entry in answer["left_out"]} == {"Paris", "France", "Moscow"}


def test_a_text_without_places(geotrack, tmp_path):
    (tmp_path / "a.txt").write_text("Nobody minded the weather.")
    done = geotrack("extract", "a.txt")
    assert (done.code, done.err) == (0, "")
    assert (json.loads(done.out)["itineraries"], json.loads(done.out)["left_out"]) == ([], [])


def test_standard_input(geotrack, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("Merkel flew from Köln to Paris.".encode())))
    (itinerary,) = json.loads(geotrack("extract", "-").out)["itineraries"]
    assert [stop["name"] for stop in itinerary["stops"]] == ["Köln", "Paris"]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("latin-1", "Angela Merkel flew from Köln to Málaga."), ("utf-16", "Angela Merkel flew from Köln to Málaga.")],
)
def test_other_encodings(geotrack, tmp_path, encoding, text):
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    done = geotrack("extract", "a.txt")
    assert done.code == 0
    (itinerary,) = json.loads(done.out)["itineraries"]
    assert [stop["as_written"] for stop in itinerary["stops"]] == ["Köln", "Málaga"]
