"""`geotrack gazetteer` and the options that choose where names are looked up."""

import json
import re

import pytest

from geotrack.places import Gazetteer
from tests.places.nominatim import VLADIVOSTOK, nominatim, says
from tests.places.small import small_gazetteer

TABLE = "name,lat,lon,aliases\nCamp Bravo,31.52,44.18,FOB Bravo\n"
TRIP = "Anna Berg flew from Baghdad to Camp Bravo on Monday."
ROW = "12000001\tBystrovka\t\t\t54.5\t83.2\tP\tPPL\tRU\t\t53\t\t\t\t480\t\t120\tAsia/Novosibirsk\t2026-09-30\n"


@pytest.fixture
def here(tmp_path):
    (tmp_path / "own.csv").write_text(TABLE)
    (tmp_path / "a.txt").write_text(TRIP)
    (tmp_path / "some.txt").write_text(ROW)
    return tmp_path


def fails(done, code, words):
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith("geotrack: ")
    assert done.err.count("\n") == 1
    assert words in done.err


# --- search ------------------------------------------------------------------------------------------------------


def test_search_shows_every_candidate_and_why(geotrack):
    done = geotrack("gazetteer", "search", "Vostochny", "Cosmodrome")
    assert (done.code, done.err) == (0, "")
    told = " ".join(done.out.split())
    for words in ("cosmodrome", "Amur Oblast", "Russia", "51.884, 128.334", "its own name", "facility:vostochny"):
        assert words in told


def test_search_as_json(geotrack):
    done = geotrack("gazetteer", "search", "Paris", "--format", "json")
    best, *others = json.loads(done.out)
    assert (best["place"]["id"], best["name_kind"]) == ("geonames:2988507", "primary")
    assert best["score"] == sum(best["parts"].values()) >= others[0]["score"]


def test_search_in_own_places_and_another_gazetteer(geotrack, here):
    small_gazetteer(here / "small.sqlite")
    where = ("--gazetteer", "own.csv", "--gazetteer", "small.sqlite", "--format", "json")
    assert [c["place"]["id"] for c in json.loads(geotrack("gazetteer", "search", "FOB Bravo", *where).out)] == [
        "own:camp-bravo"
    ]
    assert geotrack("gazetteer", "search", "Paris", *where) == (
        1,
        "[]\n",
        "",
    )


def test_search_in_vain(geotrack):
    fails(geotrack("gazetteer", "search", "Xqzzvuburg"), 1, "no place is called “Xqzzvuburg”")
    fails(geotrack("gazetteer", "search", "Paris", "--format", "xml"), 2, "There is no format “xml”")


@pytest.mark.parametrize("name", ["\x1b[31m", "\ud800", "x" * 100_000, "-"])
def test_search_for_odd_names(geotrack, name):
    fails(geotrack("gazetteer", "search", "--", name), 1, "no place is called")


# --- info --------------------------------------------------------------------------------------------------------


def test_info_of_what_ships(geotrack):
    done = geotrack("gazetteer", "info")
    assert (done.code, done.err) == (0, "")
    for words in ("GeoNames cities500", "sha256 ", "Places ", "  city ", "Names ", "  demonym ", "CC BY 4.0", "MIT"):
        assert words in done.out


def test_info_of_another(geotrack, here):
    small_gazetteer(here / "small.sqlite")
    done = geotrack("gazetteer", "info", "small.sqlite")
    assert "Small (1)" in done.out
    assert "Made for tests, public domain." in done.out
    fails(geotrack("gazetteer", "info", "own.csv"), 3, "own.csv: the gazetteer is damaged (not an SQLite file")
    fails(geotrack("gazetteer", "info", "none.sqlite"), 3, "none.sqlite: cannot be read (No such file or directory)")


# --- build -------------------------------------------------------------------------------------------------------


def test_build_and_use(geotrack, here):
    done = geotrack("gazetteer", "build", "--geonames", "some.txt", "-o", "some.sqlite")
    assert (done.code, done.err) == (0, "")
    written = re.match(r"Written: some\.sqlite \((\d+),(\d+) places, ", done.out)
    assert written and int("".join(written.groups())) > sum(Gazetteer.shipped().counts()[0].values())
    found = json.loads(
        geotrack("gazetteer", "search", "Bystrovka", "--gazetteer", "some.sqlite", "--format", "json").out
    )
    assert "geonames:12000001" in [c["place"]["id"] for c in found]
    assert "GeoNames some (2026-09-30)" in geotrack("gazetteer", "info", "some.sqlite").out
    (here / "b.txt").write_text("Anna Berg flew from Moscow to Vostochny Cosmodrome on Monday.")
    atlas = json.loads(geotrack("extract", "b.txt", "--gazetteer", "some.sqlite").out)
    assert [s["name"] for s in atlas["itineraries"][0]["stops"]] == ["Moscow", "Vostochny Cosmodrome"]
    assert atlas["made"]["gazetteer"].startswith("GeoNames some (2026-09-30), ")


def test_build_names_the_broken_line_and_leaves_nothing(geotrack, here):
    (here / "some.txt").write_text(ROW + "x\n")
    before = set(here.iterdir())
    fails(
        geotrack("gazetteer", "build", "--geonames", "some.txt", "-o", "some.sqlite"), 3, "some.txt, line 2: 1 columns"
    )
    fails(geotrack("gazetteer", "build", "--geonames", "none.txt", "-o", "some.sqlite"), 3, "none.txt: cannot be read")
    fails(geotrack("gazetteer", "build", "--geonames", "some.txt", "-o", "some.db"), 2, "ends in .sqlite")
    fails(
        geotrack("gazetteer", "build", "--geonames", "some.txt", "-o", "no/some.sqlite"), 2, "there is no such folder"
    )
    assert set(here.iterdir()) == before


# --- the options -------------------------------------------------------------------------------------------------


def test_own_places_travel_into_the_atlas_and_into_explain(geotrack, here):
    assert geotrack("extract", "a.txt", "--gazetteer", "own.csv", "-o", "a.json").code == 0
    atlas = json.loads((here / "a.json").read_text())
    assert [s["place"]["id"] for s in atlas["itineraries"][0]["stops"]][1] == "own:camp-bravo"
    told = " ".join(geotrack("explain", "a.json").out.split())
    assert "Gazetteer own.csv (own places: 1), sha256 " in told
    assert "your own places +20.0" in " ".join(geotrack("explain", "a.json", "Camp Bravo").out.split())
    assert geotrack("explain", "a.txt", "--gazetteer", "own.csv") == geotrack("explain", "a.json")
    assert geotrack("map", "a.txt", "--gazetteer", "own.csv", "-q").code == 0
    assert "own.csv" in (here / "map.html").read_text()
    (here / "docs.jsonl").write_text(json.dumps({"id": "a", "text": TRIP}) + "\n")
    (line,) = geotrack("mentions", "docs.jsonl", "--gazetteer", "own.csv").out.splitlines()
    assert "own:camp-bravo" in line


@pytest.mark.parametrize("command", ["map", "extract", "explain"])
def test_a_table_that_cannot_be_used(geotrack, here, command):
    (here / "own.csv").write_text("name,lat,lon\nCamp Bravo,131.52,44.18\n")
    fails(geotrack(command, "a.txt", "--gazetteer", "own.csv"), 3, "own.csv, line 2: “131.52” is no number of degrees")
    fails(geotrack(command, "a.txt", "--gazetteer", "none.csv"), 3, "none.csv: cannot be read")


def test_geocoders_that_cannot_be_asked(geotrack, here, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(here))
    fails(geotrack("map", "a.txt", "--geocoder", "gogle"), 2, "There is no geocoder called “gogle”")
    fails(geotrack("map", "a.txt", "--geocoder", "opencage"), 2, "set GEOTRACK_GEOCODER_API_KEY")
    (here / "geotrack").mkdir()
    (here / "geotrack" / "config.toml").write_text("[geocoder.opencage]\napi_kee = 's3cr3t'\n")
    done = geotrack("map", "a.txt", "--geocoder", "opencage")
    fails(done, 2, "has no option api_kee")
    assert "s3cr3t" not in done.err


def test_a_saved_atlas_was_located_already(geotrack, here):
    geotrack("extract", "a.txt", "-o", "a.json")
    for option in (("--gazetteer", "own.csv"), ("--geocoder", "photon")):
        fails(geotrack("map", "a.json", *option), 2, "are for articles")


def test_a_geocoder_of_ones_own_is_asked_and_named(geotrack, here, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(here / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(here))
    with nominatim() as server:
        says(server, [VLADIVOSTOK | {"name": "Camp Bravo"}])
        for option, value in (("DOMAIN", server.domain), ("SCHEME", "http"), ("PAUSE", "0")):
            monkeypatch.setenv(f"GEOTRACK_GEOCODER_{option}", value)
        done = geotrack("extract", "a.txt", "--geocoder", "nominatim")
        again = geotrack("extract", "a.txt", "--online")
    atlas = json.loads(done.out)
    assert atlas["made"]["geocoder"] == "nominatim"
    assert "osm:relation/1430508" in [s["place"]["id"] for s in atlas["itineraries"][0]["stops"]]
    assert [asked["q"] for asked in server.asked] == ["Camp Bravo"]  # the gazetteer is sure of Baghdad
    assert again == done  # from the cache
