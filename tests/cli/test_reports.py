"""The map in other pages, and the itinerary as text, on the command line."""

import re

import pytest

LINE = (
    '<iframe src="kim%20%26%20co.html" title="Map: Kim Jong Un, Vladimir Putin and Sergei Lavrov" height="720" '
    'style="border:0;width:100%" allowfullscreen sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" '
    'loading="lazy"></iframe>\n'
)


def test_embed_prints_the_line_alone(geotrack, seeds, tmp_path):
    (tmp_path / "maps").mkdir()
    done = geotrack("map", *seeds, "-o", "maps/kim & co.html", "--embed")
    assert (done.code, done.out) == (0, LINE)
    assert "Vostochny Cosmodrome" in done.err
    assert re.search(r"^Written: maps/kim & co\.html \(\d+ KB\)$", done.err, re.MULTILINE)
    assert (tmp_path / "maps" / "kim & co.html").read_bytes().startswith(b"<!doctype html>")
    assert geotrack("map", *seeds, "-o", "maps/kim & co.html", "--embed", "-q") == (0, LINE, "")


def test_embed_of_a_saved_atlas(geotrack, seeds):
    geotrack("extract", *seeds, "-o", "kim.json")
    assert geotrack("render", "kim.json", "-o", "kim & co.html", "--embed") == (0, LINE, "")


@pytest.mark.parametrize("name", ["kim.csv", "kim.fragment.html", "kim.docx"])
def test_only_a_map_can_be_embedded(geotrack, seeds, tmp_path, name):
    geotrack("extract", *seeds, "-o", "kim.json")
    for done in (geotrack("map", *seeds, "-o", name, "--embed"), geotrack("render", "kim.json", "-o", name, "--embed")):
        assert (done.code, done.out) == (2, "")
        assert done.err == f"geotrack: {name}: --embed is for a map: name a file that ends in .html with -o.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["kim.json"]


def test_a_markdown_report_has_its_picture_beside_it(geotrack, seeds, tmp_path):
    (tmp_path / "kim.svg").write_text("mine")
    done = geotrack("extract", *seeds, "-o", "kim.md")
    assert done == (0, "", "geotrack: kim-map.svg: the picture that kim.md shows\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kim-map.svg", "kim.md", "kim.svg"]
    assert (tmp_path / "kim.svg").read_text() == "mine"
    text = (tmp_path / "kim.md").read_text(encoding="utf-8")
    assert "](kim-map.svg)\n" in text
    assert "Vostochny" in (tmp_path / "kim-map.svg").read_text(encoding="utf-8")
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    geotrack("extract", *seeds, "-o", "kim.json")
    assert geotrack("map", "kim.json", "-o", "kim.md", "-q") == (0, "", "")
    assert geotrack("render", "kim.json", "-o", "kim.md").err == done.err
    assert {name: (tmp_path / name).read_bytes() for name in first} == first


def test_a_report_on_standard_output_has_no_picture(geotrack, seeds, tmp_path):
    done = geotrack("extract", *seeds, "--format", "md")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# Kim Jong Un, Vladimir Putin and Sergei Lavrov\n")
    assert "![" not in done.out
    assert list(tmp_path.iterdir()) == []


def test_nobody_travels_and_nothing_is_beside_it(geotrack, tmp_path):
    (tmp_path / "a.txt").write_text("Paris is the capital of France. Moscow said no.")
    assert geotrack("extract", "a.txt", "-o", "a.md") == (0, "", "")
    assert geotrack("extract", "a.txt", "-o", "a.docx") == (0, "", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx", "a.md", "a.txt"]


def test_both_files_are_written_or_none(geotrack, seeds, tmp_path):
    (tmp_path / "kim-map.svg").mkdir()
    done = geotrack("extract", *seeds, "-o", "kim.md")
    assert (done.code, done.out) == (2, "")
    assert "kim-map.svg: cannot be written" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["kim-map.svg"]


def test_the_word_document_of_the_seeds(geotrack, seeds, tmp_path):
    import docx

    assert geotrack("extract", *seeds, "-o", "kim.docx") == (0, "", "")
    document = docx.Document(str(tmp_path / "kim.docx"))
    assert document.paragraphs[0].text == "Kim Jong Un, Vladimir Putin and Sergei Lavrov"
    assert len(document.inline_shapes) == 1
