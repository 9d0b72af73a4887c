"""KML: valid by OGC's schema, read back by fastkml and GDAL, coloured as the page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pyogrio
import pytest
from fastkml import KML, Folder, Placemark, TimeSpan
from hypothesis import given
from lxml import etree

from geotrack.formats import kml
from geotrack.formats.plain import plain
from geotrack.model import Atlas
from tests.formats import atlases as by_hand
from tests.formats.reading import Seen, seen, shown
from tests.formats.strategies import atlases

PAGE = Path(kml.__file__).parent / "page" / "style"


@pytest.fixture(scope="module")
def schema() -> Any:
    with as_file(files("fastkml") / "schema") as folder:
        return etree.XMLSchema(etree.parse(folder / "ogckml22.xsd"))


def folders(written: str) -> list[Folder]:
    document = KML.from_string(written.encode()).features[0]
    return [f for f in document.features if isinstance(f, Folder)]


def placemarks(folder: Folder) -> list[Placemark]:
    return [f for f in folder.features if isinstance(f, Placemark)]


def data(mark: Placemark) -> dict[str, str]:
    return {d.name: d.value or "" for d in mark.extended_data.elements}


@given(atlases())
def test_any_atlas_is_valid_and_comes_back(schema: Any, atlas: Atlas) -> None:
    written = kml.write(atlas)
    assert schema.validate(etree.fromstring(written.encode())), schema.error_log
    found = []
    for folder in folders(written):
        for mark in placemarks(folder):
            told = data(mark)
            lon, lat = mark.geometry.coords[0][:2]
            found.append(
                Seen(shown(folder.name), shown(told.get("place")), told["status"], told.get("date", ""), lat, lon)
            )
    assert found == seen(atlas)


@given(atlases())
def test_the_time_is_as_exact_as_the_date(atlas: Atlas) -> None:
    marks = [mark for folder in folders(kml.write(atlas)) for mark in placemarks(folder)]
    dates = [stop.date for itinerary in atlas.itineraries for stop in itinerary.stops]
    for mark, date in zip(marks, dates, strict=True):
        times = mark.times
        told = [] if times is None else [times.begin, times.end] if isinstance(times, TimeSpan) else [times.timestamp]
        # fastkml prints the year 999 without its zero
        assert [str(moment).lstrip("0") for moment in told] == [
            end.lstrip("0") for end in re.sub("[~?]", "", date or "").split("/") if end
        ]


class Markup(HTMLParser):
    """The elements and the text of a description."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements |= {tag, *(f"{name}={(value or '')[:4]}" for name, value in attrs)}

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


@given(atlases())
def test_what_an_article_says_is_no_markup_in_a_description(atlas: Atlas) -> None:
    marks = [mark for folder in folders(kml.write(atlas)) for mark in placemarks(folder)]
    stops = [stop for itinerary in atlas.itineraries for stop in itinerary.stops]
    for mark, stop in zip(marks, stops, strict=True):
        description = Markup(mark.description)
        assert description.elements <= {"p", "b", "br", "a", "href=http"}
        assert plain(stop.excerpts[0].text).strip() in description.text


def test_lines_are_cut_at_the_antimeridian_and_follow_the_ground() -> None:
    root = etree.fromstring(kml.write(by_hand.PACIFIC).encode())
    of_kml = {"k": "http://www.opengis.net/kml/2.2"}
    legs = root.xpath("//k:Placemark[.//k:LineString]", namespaces=of_kml)
    assert [len(leg.xpath(".//k:LineString[k:tessellate='1']", namespaces=of_kml)) for leg in legs] == [1, 2, 1]
    assert legs[1].xpath(".//k:coordinates/text()", namespaces=of_kml)[1].startswith("-180,")


def test_what_has_not_happened_is_paler() -> None:
    written = kml.write(by_hand.PACIFIC)
    marks = placemarks(folders(written)[0])
    assert [mark.name for mark in marks][-2:] == ["3 Suva (cancelled)", "4 Honolulu (planned)"]
    styles = dict(re.findall(r'<Style id="([^"]+)">.*?<LineStyle>\s*<color>(\w+)</color>', written, re.DOTALL))
    assert [styles[mark.style_url.url[1:]][:2] for mark in marks] == ["ff", "ff", "ff", "66", "b3"]


def test_the_colours_are_those_of_the_dark_page() -> None:
    dark = (PAGE / "colours.css").read_text(encoding="utf-8").partition("data-theme=dark")[2]
    assert [dict(re.findall(r"--c(\d+):#(\w+)", dark))[str(n)] for n in range(len(kml.COLOURS))] == list(kml.COLOURS)


def test_nothing_in_it_asks_the_network() -> None:
    written = kml.write(by_hand.SEED).replace("http://www.opengis.net/kml/2.2", "")
    assert "http" not in written


def test_gdal_reads_it_too(tmp_path: Path) -> None:
    path = tmp_path / "seed.kml"
    path.write_text(kml.write(by_hand.SEED), encoding="utf-8")
    layers = [name for name, _ in pyogrio.list_layers(path)]
    assert layers[:2] == ["Kim Jong Un", "Kim Jong Un: legs"]
    kim = pyogrio.read_dataframe(path, layer="Kim Jong Un")
    assert list(kim.place) == [stop.name for stop in by_hand.KIM.stops]
    assert [str(day)[:10] for day in kim.timestamp] == ["NaT", "2023-09-13", "2023-09-15", "2023-09-15", "NaT"]
    assert kim.geometry[4].coords[0] == (131.8855, 43.1155)
