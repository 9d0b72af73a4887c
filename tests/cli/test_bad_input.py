"""Bad input: one line that begins with "geotrack: ", the right exit code, no traceback, and nothing half-written."""

import json
import os

import pytest

from geotrack.formats import FORMATS

TRAVELS = "Angela Merkel flew from Berlin to Paris on 4 June 2019."


@pytest.fixture
def refused(geotrack, tmp_path):
    """Runs a command that must fail; its one line."""

    def run(code, *arguments):
        before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
        done = geotrack(*arguments)
        assert done.code == code, done
        assert done.out == ""
        assert done.err.startswith("geotrack: ")
        assert done.err.endswith("\n")
        assert done.err.count("\n") == 1
        assert "Traceback" not in done.err
        assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before, "a file came or changed"
        return done.err

    return run


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    return write


@pytest.mark.parametrize("command", ["map", "extract"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "there is no such file"),
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"---\ndate: 2023-09-15\n---\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is not a text"),
        (bytes(range(256)) * 4, "is not a text"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nstream\n\x00\x01", "is not a text"),
    ],
)
def test_articles_that_cannot_be_read(refused, write, command, content, words):
    if content is not None:
        write("a.txt", content)
    said = refused(3, command, "a.txt")
    assert "a.txt" in said
    assert words in said


@pytest.mark.parametrize("command", ["map", "extract"])
def test_a_folder_without_texts(refused, tmp_path, command):
    (tmp_path / "folder").mkdir()
    assert "folder: the folder holds no .txt, .md or .html file" in refused(3, command, "folder")


def test_nothing_to_draw(refused, write):
    nowhere, nobody = write("a.txt", "Nobody minded the weather."), write("b.txt", "Paris is the capital of France.")
    assert refused(1, "map", nowhere) == "geotrack: nothing to draw: no place is named.\n"
    assert "nothing to draw: places are named, and nobody is said to go to one" in refused(1, "map", nobody)


@pytest.mark.parametrize("command", ["map", "extract"])
def test_output_that_cannot_be_written(refused, write, tmp_path, command):
    article = write("a.txt", TRAVELS)
    (tmp_path / "folder.html").mkdir()
    assert "there is no such folder" in refused(2, command, article, "-o", "no/such/folder/map.html")
    assert "cannot be written: Not a directory" in refused(2, command, article, "-o", "a.txt/map.html")
    assert "cannot be written: Is a directory" in refused(2, command, article, "-o", "folder.html")


def test_a_folder_that_may_not_be_written(refused, write, tmp_path):
    article, folder = write("a.txt", TRAVELS), tmp_path / "folder"
    folder.mkdir(mode=0o500)
    # root may write everywhere but in the kernel's own files
    target = "/proc/self/map.html" if os.access(folder, os.W_OK) else "folder/map.html"
    assert "cannot be written" in refused(2, "map", article, "-o", target)


@pytest.mark.parametrize("name", ["map.doc", "map", "html", ""])
def test_a_format_that_is_none(refused, write, name):
    assert "the ending tells the format" in refused(2, "map", write("a.txt", TRAVELS), "-o", name)


def test_wrong_options(refused, geotrack, write, seeds):
    article = write("a.txt", TRAVELS)
    assert "There is no format “xml”" in refused(2, "extract", article, "--format", "xml")
    assert "--published" in refused(2, "map", article, "--published", "yesterday")
    assert "--published" in refused(2, "map", article, "--published", "2023-02-30")
    for wrong in (["map"], ["map", article, "--nonsense"], ["fly", article]):
        done = geotrack(*wrong)
        assert (done.code, done.out) == (2, "")
        assert "Traceback" not in done.err


BROKEN = {
    "not there": None,
    "empty": b"",
    "half": b'{"schema_version": 1, "articles": [',
    "no JSON": b"<html>",
    "binary": b"\x00\xff\xfe",
    "a list": b"[]",
    "something else": b'{"type": "FeatureCollection", "features": []}',
    "half a surrogate": b'{"articles": "\\ud800"}',
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_an_atlas_that_is_none(refused, write, content):
    if content is not None:
        write("atlas.json", content)
    assert "atlas.json" in refused(3, "render", "atlas.json", "-o", "map.html")
    assert "atlas.json" in refused(3, "map", "atlas.json", "-o", "map.html")


def test_an_atlas_that_is_a_folder(refused, tmp_path):
    (tmp_path / "atlas.json").mkdir()
    assert "atlas.json: cannot be read" in refused(3, "render", "atlas.json", "-o", "map.html")


def spoil(atlas):
    """A sound atlas, spoilt in one place at a time."""
    kim = atlas["itineraries"][0]
    yield "nowhere", kim["legs"][0], "end", "kim/99"
    yield "inside nothing", kim["stops"][1], "within", "kim/99"
    yield "twice", kim["stops"][1], "id", kim["stops"][0]["id"]
    yield "unknown article", kim["stops"][0]["excerpts"][0], "article", "0" * 12
    yield "two lines", kim["stops"][1], "within", "two\nlines \x1b[31m"
    yield "offsets", kim["stops"][0]["excerpts"][0], "end", 1_000_000
    yield "before its sentence", kim["stops"][0]["excerpts"][0], "place_start", -5
    yield "no sentence", kim["stops"][0], "excerpts", []
    yield "off the globe", kim["stops"][0]["place"], "lat", 91
    yield "no number", kim["stops"][0]["place"], "lon", "east"
    yield "no date", kim["stops"][0], "date", "yesterday"
    yield "unknown field", kim["stops"][0], "nonsense", 1
    yield "of the future", atlas, "schema_version", 2


def test_an_atlas_that_contradicts_itself(geotrack, refused, seeds, write):
    atlas = json.loads(geotrack("extract", *seeds).out)
    for what, where, key, value in spoil(atlas):
        kept = where.get(key)
        where[key] = value
        write("atlas.json", json.dumps(atlas))
        for form in FORMATS.values():
            said = refused(3, "render", "atlas.json", "-o", "x" + form.suffix)
            assert said.startswith("geotrack: atlas.json: "), what
            assert "\x1b" not in said
        where[key] = kept
        if kept is None:
            del where[key]


def test_one_bad_article_among_several(geotrack, seeds, write, tmp_path):
    write("bad.txt", b"\x00\x01\x02")
    done = geotrack("map", seeds[0], "bad.txt", "nowhere.txt", seeds[1], "-o", "kim.html")
    assert done.code == 3
    bad, nowhere = done.err.splitlines()
    assert bad.startswith("geotrack: bad.txt is not a text")
    assert nowhere.startswith("geotrack: nowhere.txt: there is no such file")
    assert "Vostochny Cosmodrome" in done.out
    geotrack("map", *seeds, "-q", "-o", "good.html")
    assert (tmp_path / "kim.html").read_bytes() == (tmp_path / "good.html").read_bytes()
    assert geotrack("extract", seeds[0], "bad.txt").code == 3


def test_all_bad_articles_are_named(geotrack, write):
    write("bad.txt", b"\x00\x01\x02")
    done = geotrack("map", "bad.txt", "nowhere.txt")
    assert done.code == 3
    assert sorted(line.split(" ")[1].strip(":") for line in done.err.splitlines()) == ["bad.txt", "nowhere.txt"]


def test_an_article_cannot_steer_the_terminal(geotrack, write):
    write(
        "a.txt", "Angela \x1b[31mMerkel flew from Berlin to Pa\x1b]0;title\x07ris, and to Lyon on 4 June 2019.\n\x9b31m"
    )
    done = geotrack("map", "a.txt", "-v", "-o", "map.html")
    assert not {"\x1b", "\x07", "\x9b"} & set(done.out + done.err)
