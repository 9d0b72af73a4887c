"""The report for Word, read by python-docx: text, footnotes, lists, picture; links to articles, and nothing runs."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geotrack.formats.report import word
from tests.formats import atlases
from tests.formats.readers import plain
from tests.formats.told import HOSTILE, KIM, NEXT_UP, expected, notes, spelled, words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PICTURE = (Path(__file__).parents[2] / "output" / "kim-in-russia.png").read_bytes()


def footnotes_of(data: bytes) -> dict[str, str]:
    from lxml import etree

    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/footnotes.xml"))
    return {note.get(f"{W}id"): plain("".join(note.itertext(f"{W}t"))) for note in root}


@given(st.tuples(HOSTILE, HOSTILE, HOSTILE))
def test_word_gives_every_text_back(texts: tuple[str, str, str]) -> None:
    import docx

    atlas = spelled(*texts)
    data = word.write(atlas)
    document = docx.Document(io.BytesIO(data))
    assert [text for p in document.paragraphs if (text := plain(p.text))] == [words(b, ",") for b in expected(atlas)]
    assert [text for number, text in footnotes_of(data).items() if int(number) > 0] == notes(atlas)
    for name in ("document", "footnotes"):
        links = relationships(data, name, "hyperlink")
        assert all(target.startswith("https://example.org/") for target in links.values())


def relationships(data: bytes, part: str, kind: str) -> dict[str, str]:
    from lxml import etree

    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(f"word/_rels/{part}.xml.rels"))
    return {r.get("Id"): r.get("Target") for r in root if r.get("Type").endswith(f"/{kind}")}


@pytest.fixture(scope="module")
def kim() -> bytes:
    return word.write(atlases.SEED, PICTURE)


def test_the_stops_of_the_seeds_in_word(kim: bytes) -> None:
    import docx

    document = docx.Document(io.BytesIO(kim))
    found = [(p.style.name, plain(p.text)) for p in document.paragraphs]
    assert found[0] == ("Title", "Kim Jong Un, Vladimir Putin and Sergei Lavrov")
    assert [text for style, text in found if style == "Heading 1"] == [
        "Kim Jong Un", "Vladimir Putin", "Sergei Lavrov",
        "Named, but not on the map", "Articles", "How this map was made",
    ]  # fmt: skip
    first = found.index(("List Number", KIM[0]))
    assert [text.removesuffix(",") for _, text in found[first : first + len(KIM)]] == KIM
    numbered = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p._p.pPr.numPr is not None]
    assert [numbered.count(n) for n in dict.fromkeys(numbered)] == [3, 2, 1], "a list for each traveller"
    assert (document.core_properties.title, document.core_properties.author) == (found[0][1], "")
    assert document.core_properties.language == "en-GB"


def test_every_footnote_of_word_is_called_once(kim: bytes) -> None:
    from lxml import etree

    document = etree.fromstring(zipfile.ZipFile(io.BytesIO(kim)).read("word/document.xml"))
    called = [int(mark.get(f"{W}id")) for mark in document.iter(f"{W}footnoteReference")]
    assert called == list(range(1, len(called) + 1))
    told = footnotes_of(kim)
    assert sorted(map(int, told)) == [-1, 0, *called]
    assert told["1"].startswith("“The other day, the Marshal, who arrived with Putin")
    assert NEXT_UP in told.values()


def test_words_picture_has_a_description(kim: bytes) -> None:
    import docx

    document = docx.Document(io.BytesIO(kim))
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr").startswith("Map: Kim Jong Un, Vladimir Putin and Sergei Lavrov.")
    assert shape.width / shape.height == pytest.approx(1440 / 900, rel=0.01)
    section = document.sections[0]
    assert shape.width <= section.page_width - section.left_margin - section.right_margin


def test_word_links_only_to_articles() -> None:
    data = word.write(atlases.hostile())
    for name in ("document", "footnotes"):
        links = relationships(data, name, "hyperlink")
        assert set(links.values()) == {"https://example.org/%22%3E%3Cscript%3Ewindow.hacked=1%3C/script%3E"}
        text = zipfile.ZipFile(io.BytesIO(data)).read(f"word/{name}.xml").decode()
        assert set(re.findall(r'<w:hyperlink r:id="(\w+)"', text)) == set(links)
        assert "w:instrText" not in text
        assert "w:fldSimple" not in text


def test_another_process_gives_the_same_bytes_on_another_day() -> None:
    code = (
        "import sys; from geotrack.formats.report import word; from tests.formats import atlases;"
        "sys.stdout.buffer.write(word.write(atlases.SEED))"
    )
    root = Path(__file__).parents[2]
    path = os.pathsep.join((str(root), os.environ["PYTHONPATH"]))
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": path}
        run = subprocess.run([sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, check=True)
        assert run.stdout == word.write(atlases.SEED)
    with zipfile.ZipFile(io.BytesIO(word.write(atlases.SEED))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
