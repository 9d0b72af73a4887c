"""CSV: the same to a person, to Python, to pandas and to a spreadsheet, in which no article becomes a formula."""

from __future__ import annotations

import csv
import io
import re

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geotrack.formats import table
from geotrack.formats.plain import plain
from geotrack.model import Atlas
from tests.formats import atlases as by_hand
from tests.formats.strategies import NASTY, TEXTS, atlases

FORMULA = "=+-@＝＋－＠"


def text_of(cell: str) -> str:
    """What stood there before the apostrophes, as the documentation says."""
    return re.sub(r"(^|[;\t\n])'('*[^\S\t\n]*[=+\-@＝＋－＠])", r"\1\2", cell)


@given(TEXTS)
def test_no_text_is_a_formula_and_every_text_comes_back(text: str) -> None:
    cell = table._harmless(text)
    assert isinstance(cell, str)
    # also where a program parts cells at semicolons, tabs or lines, and ignores white space and quotes
    for begin in re.split("[;\t\n]", cell):
        assert not begin.strip(' "').startswith(tuple(FORMULA))
    assert text_of(cell) == plain(text)


@pytest.mark.parametrize("number", [-149.9003, 0, 3, 1e-7])
def test_a_number_is_a_number(number: float) -> None:
    assert table._harmless(number) == number


@pytest.mark.parametrize("text", ["Kim Jong Un", "Komsomolsk-on-Amur", "2023-09-13", "“-”", "a = b", "'tis"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert table._harmless(text) == text


@given(atlases())
def test_any_atlas_comes_back(atlas: Atlas) -> None:
    rows = list(csv.DictReader(io.StringIO(table.write(atlas), newline="")))
    assert [
        (text_of(r["traveller"]), text_of(r["name"]), r["status"], r["date"], float(r["lat"]), float(r["lon"]))
        for r in rows
    ] == [
        (plain(i.traveller), plain(s.name), s.status, s.date or "", s.lat, s.lon)
        for i in atlas.itineraries
        for s in i.stops
    ]
    assert [r["sequence"] for r in rows] == [str(n) for i in atlas.itineraries for n in range(1, len(i.stops) + 1)]
    assert [text_of(r["excerpt"]) for r in rows] == [
        plain(s.excerpts[0].text) for i in atlas.itineraries for s in i.stops
    ]


@given(atlases())
def test_pandas_reads_the_same(atlas: Atlas) -> None:
    written = table.write(atlas)
    frame = pandas.read_csv(io.StringIO(written), dtype=str, keep_default_na=False)
    assert frame.to_dict("records") == list(csv.DictReader(io.StringIO(written, newline="")))


def test_coordinates_are_numbers_to_a_spreadsheet() -> None:
    frame = pandas.read_csv(io.StringIO(table.write(by_hand.PACIFIC)))
    assert frame.lon.to_list()[2:4] == [-149.9003, 178.4419]
    assert frame.lat.to_list()[3] == -18.1416


@given(st.lists(st.sampled_from(NASTY), min_size=2, max_size=4).map("".join))
def test_attacks_in_a_row(text: str) -> None:
    cell = table._harmless(text)
    assert isinstance(cell, str)
    assert text_of(cell) == plain(text)
