"""`geotrack explain`: what a person reads who asks "how do you know?"."""

import json

import pytest

TRIP = (
    "On Monday, 4 March 2019, Anna Berg flew from Springfield to Paris, Texas. After visiting Memphis she drove to "
    "Victoria. She returned to Paris on Friday. Moscow said nothing."
)


@pytest.fixture
def kim(geotrack, seeds):
    """The seeds' atlas, saved."""
    geotrack("extract", *seeds, "-o", "kim.json")
    return "kim.json"


def said(done):
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert max(map(len, lines)) <= 100
    assert [line for line in lines if line != line.rstrip()] == []
    assert all(c.isprintable() for c in done.out.replace("\n", ""))
    return " ".join(done.out.split())


def test_all_stops_and_all_that_was_left_out(geotrack, kim):
    told = said(geotrack("explain", kim))
    assert told.startswith("Kim Jong Un, also Kim")
    for words in (
        "kim-jong-un/1 Pyongyang, start “…",
        "train from *Pyongyang*, promised",
        "order where the way to Vostochny Cosmodrome begins",
        "kim-jong-un/2 Vostochny Cosmodrome, visited, Wednesday 13 September 2023, by train",
        "; 1 more sentence date “Wednesday, September 13” (the year in which the weekday is",
        "order by its date, later than that of Vostochny Cosmodrome",
        "order lies in Komsomolsk-on-Amur",
        "order planned, so behind what happened",
        "Left out",
        "Stands for a government or an organisation: Moscow (4 times), ",
    ):
        assert words in told
    atlas = json.loads(geotrack("extract", kim).out)
    assert all(entry["name"] in told for entry in atlas["left_out"])
    assert all(stop["id"] in told for itinerary in atlas["itineraries"] for stop in itinerary["stops"])


def test_one_stop(geotrack, kim):
    told = said(geotrack("explain", kim, "Kim-Jong-Un/3"))
    assert told.startswith(
        "kim-jong-un/3 Kim Jong Un: Komsomolsk-on-Amur, visited, Friday 15 September 2023, by train "
        "Sentence 1 “His train arrived today, September 15, in *Komsomolsk-on-Amur*, home of the Gagarin fighter jet "
        "factory.” “Kim is still in Russia And he is happy when”, undated; 004_9e3067279645448e.txt, characters 269 "
        "to 371 Cue “arrived in”: the traveller arrives at the place (rule arrive) Sentence 2 “"
    )
    assert "Date Friday 15 September 2023: “today” (that is, September 15)" in told
    assert "Order by its date, later than that of Vostochny Cosmodrome" in told
    assert "Place Komsomolsk-on-Amur, Khabarovsk, Russia: city at 50.550 N 137.010 E (geonames:2021851)" in told
    assert "how large or well known it is +" in told
    assert "Sure 100%" in told
    assert told.endswith("Against no sentence says otherwise")


def test_a_place_by_its_name_is_every_stop_and_name_called_so(geotrack, kim):
    done = geotrack("explain", kim, "pyongyang")
    said(done)
    heads = [line for line in done.out.splitlines() if line.startswith(("kim", "vladimir", "Pyongyang"))]
    assert heads == [
        "kim-jong-un/1  Kim Jong Un: Pyongyang, start",
        "vladimir-putin/2  Vladimir Putin: Pyongyang, planned",
        "Pyongyang: left out, stands for a government or an organisation",
    ]
    plant = said(geotrack("explain", kim, "Komsomolsk-on-Amur", "Aircraft", "Plant"))
    assert "Order lies in Komsomolsk-on-Amur Inside Komsomolsk-on-Amur (kim-jong-un/3)" in plant
    assert said(geotrack("explain", kim, "cosmodrome")).count(" Vostochny Cosmodrome, visited") == 2


def test_what_was_left_out(geotrack, kim):
    told = said(geotrack("explain", kim, "Kremlin"))
    assert told.startswith("Kremlin: left out, stands for a government or an organisation Sentence 1 “")
    assert told.count("*Kremlin") == 3
    assert "Sentence 3" in told
    assert "Moscow" in told.partition("Place")[2]


def test_which_springfield(geotrack, tmp_path):
    (tmp_path / "a.txt").write_text(TRIP)
    whole = said(geotrack("explain", "a.txt", "--published", "2019-03-10"))
    assert "% Springfield, Missouri, United States; or Springfield, Illinois, United States" in whole
    assert "“after” in its sentence" in whole
    assert "another visit, for its sentence speaks of a return" in whole
    told = said(geotrack("explain", "a.txt", "anna-berg/1"))
    assert "Place A Springfield, Missouri, United States: city at 37.215 N 93.298 W (geonames:4409896) B Spr" in told
    assert "% that A is meant" in told


def test_articles_may_stand_for_the_atlas(geotrack, seeds, kim):
    for name in ((), ("kim-jong-un/2",), ("St. Petersburg Moscow",), ("Moscow",)):
        assert geotrack("explain", *seeds, *name) == geotrack("explain", kim, *name)
    assert "Putin" not in geotrack("explain", *seeds, "--traveller", "lavrov").out.partition("Left out")[0][:40]


@pytest.mark.parametrize("name", ["nobody", "kim-jong-un/99", "St. Nowhere"])
def test_a_name_that_is_none(geotrack, seeds, kim, name):
    for sources in ([kim], seeds):
        done = geotrack("explain", *sources, name)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"geotrack: There is no stop and no place called “{name}”")
        assert done.err.count("\n") == 1


def test_a_source_that_is_none(geotrack, seeds, tmp_path):
    assert geotrack("explain", "nowhere.json").code == 3
    done = geotrack("explain", seeds[0], "nowhere.txt")
    assert done.code == 3
    assert done.err == "geotrack: nowhere.txt: there is no such file; check the path.\n"
    assert done.out.startswith("Kim Jong Un")


def test_nobody_travels(geotrack, tmp_path):
    (tmp_path / "a.txt").write_text("Paris is the capital of France.")
    assert said(geotrack("explain", "a.txt")).startswith("Nobody is said to travel. Left out Named, but no")
    (tmp_path / "b.txt").write_text("Nobody minded the weather.")
    told = said(geotrack("explain", "b.txt"))
    assert told.startswith("Nobody is said to travel. Nothing was left out. Made with geotrack ")
    assert "Gazetteer GeoNames cities500 " in told
    assert told.endswith("Geocoder offline")


def test_an_atlas_from_elsewhere_is_explained_as_far_as_it_goes(geotrack, kim, tmp_path):
    atlas = json.loads((tmp_path / kim).read_text())
    stop = atlas["itineraries"][0]["stops"][1]
    for name in ("ordered_by", "chosen_for", "rivals", "cues", "dated_by"):
        del stop[name]
    stop["as_written"] = "Vos\x1b[31mtochny\n\x9b"
    (tmp_path / kim).write_text(json.dumps(atlas))
    for name in ((), (stop["id"],)):
        assert "Vostochny Cosmodrome, visited" in said(geotrack("explain", kim, *name))
