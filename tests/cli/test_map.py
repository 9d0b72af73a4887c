import json
import re

STOPS = [
    ["Pyongyang", "start"],
    ["1", "Vostochny Cosmodrome", "visited", "Wednesday 13 September 2023"],
    ["2", "Komsomolsk-on-Amur", "visited", "Friday 15 September 2023"],
    ["in it: Komsomolsk-on-Amur Aircraft Plant", "visited", "Friday 15 September 2023"],
    ["3", "Vladivostok", "planned"],
]


def rows(out):
    return [re.split(r"\s{2,}", line.strip()) for line in out.splitlines()]


def test_the_seeds(geotrack, seeds, tmp_path):
    done = geotrack("map", *seeds, "-o", "kim.html")
    assert (done.code, done.err) == (0, "")
    said = [[cell for cell in row if not cell.endswith(" km")] for row in rows(done.out)]
    first = said.index(["Pyongyang", "start"])
    assert said[first : first + 5] == STOPS
    left_out, written = done.out.splitlines()[-2:]
    assert re.fullmatch(r"Left out: (\d+ [a-z ]+, )*\d+ [a-z ]+\. -v lists them with the reasons\.", left_out)
    assert re.fullmatch(r"Written: kim\.html \(\d+ KB\)", written)
    assert (tmp_path / "kim.html").read_bytes().startswith(b"<!doctype html>")
    assert [path.name for path in tmp_path.iterdir()] == ["kim.html"], "nothing else is left behind"


def test_verbose_lists_what_was_left_out(geotrack, seeds):
    done = geotrack("map", *seeds, "-o", "kim.html", "-v")
    assert "-v lists" not in done.out
    assert "\n  Moscow: stands for a government or an organisation\n" in done.out
    assert "\n  Khabarovsk Region: part of a title or of another name\n" in done.out


def test_quiet(geotrack, seeds, tmp_path):
    assert geotrack("map", *seeds, "-o", "kim.html", "--quiet") == (0, "", "")
    assert (tmp_path / "kim.html").exists()


def test_without_a_name_it_is_map_html(geotrack, seeds, tmp_path):
    assert geotrack("map", *seeds, "-q").code == 0
    assert (tmp_path / "map.html").exists()


def test_a_folder_stands_for_its_texts(geotrack, seeds, tmp_path):
    geotrack("map", seeds[0].parent, "-q", "-o", "folder.html")
    geotrack("map", *seeds, "-q", "-o", "files.html")
    assert (tmp_path / "folder.html").read_bytes() == (tmp_path / "files.html").read_bytes()


def test_one_traveller(geotrack, seeds, tmp_path):
    for name in ("Vladimir Putin", "putin"):
        done = geotrack("map", *seeds, "-o", "putin.json", "--traveller", name)
        assert "Kim" not in done.out
        atlas = json.loads((tmp_path / "putin.json").read_bytes())
        assert [i["traveller"] for i in atlas["itineraries"]] == ["Vladimir Putin"]


def test_an_unknown_traveller(geotrack, seeds, tmp_path):
    done = geotrack("map", *seeds, "--traveller", "Napoleon")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("geotrack: Nobody called “Napoleon” travels in these articles: try Kim Jong")
    assert list(tmp_path.iterdir()) == []


def test_the_date_of_publication(geotrack, tmp_path):
    (tmp_path / "a.txt").write_text("Angela Merkel arrived in Paris on Tuesday.")
    for date, expected in (("2019-06-05", "2019-06-04"), ("2021-03-31", "2021-03-30")):
        done = geotrack("extract", "a.txt", "--published", date)
        (itinerary,) = json.loads(done.out)["itineraries"]
        assert [(s["name"], s["date"]) for s in itinerary["stops"]] == [("Paris", expected)]


def test_a_saved_atlas_draws_the_same_map(geotrack, seeds, tmp_path):
    geotrack("extract", *seeds, "-o", "kim.json")
    geotrack("map", *seeds, "-q", "-o", "articles.html")
    assert geotrack("map", "kim.json", "-q", "-o", "map.html").code == 0
    assert geotrack("render", "kim.json", "-o", "render.html") == (0, "", "")
    drawn = {(tmp_path / f"{name}.html").read_bytes() for name in ("articles", "map", "render")}
    assert len(drawn) == 1


def test_a_file_already_there_is_replaced(geotrack, seeds, tmp_path):
    (tmp_path / "kim.html").write_text("old")
    assert geotrack("map", *seeds, "-q", "-o", "kim.html").code == 0
    assert (tmp_path / "kim.html").stat().st_size > 100_000


def test_one_traveller_of_a_saved_atlas(geotrack, seeds, tmp_path):
    geotrack("extract", *seeds, "-o", "kim.json")
    done = geotrack("map", "kim.json", "--traveller", "putin", "-o", "putin.html")
    assert done.code == 0
    assert "Vladimir Putin" in done.out
    assert "Kim Jong Un" not in done.out
    assert geotrack("map", "kim.json", "--traveller", "nobody", "-o", "x.html").code == 2


def test_options_that_come_too_late_for_a_saved_atlas(geotrack, seeds, tmp_path):
    geotrack("extract", *seeds, "-o", "kim.json")
    done = geotrack("map", "kim.json", "--published", "2023-09-15", "-o", "x.html")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "a saved atlas has been read" in done.err
