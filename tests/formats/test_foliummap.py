"""The plain folium map: the page's colours, the caller's options. tests/browser/ has it in a browser."""

from __future__ import annotations

import re
from pathlib import Path

import folium
import pytest
from hypothesis import given

import geotrack
from geotrack.formats import foliummap
from geotrack.model import Atlas
from tests.formats import atlases as by_hand
from tests.formats.strategies import TEXTS, atlases

STYLE = Path(foliummap.__file__).parent / "page" / "style" / "colours.css"


def test_the_colours_are_those_of_the_page() -> None:
    light = STYLE.read_text(encoding="utf-8").partition("data-theme=dark")[0]
    assert [f"#{c}" for c in re.findall(r"--c\d+:#(\w+)", light)] == list(foliummap.COLOURS)


def test_options_are_folium_s() -> None:
    assert not [c for c in geotrack.folium_map(by_hand.SEED)._children.values() if isinstance(c, folium.TileLayer)]
    canvas = geotrack.folium_map(by_hand.SEED, tiles="OpenStreetMap", zoom_control=False)
    assert [c for c in canvas._children.values() if isinstance(c, folium.TileLayer)]
    assert canvas.options["zoom_control"] is False


@given(TEXTS)
def test_safe_text_means_nothing_to_template_script_or_html(text: str) -> None:
    found = foliummap.safe(text)
    assert not set(found) & set("<>\"'`$\\{}%_\n")
    assert re.sub(r"&#(\d+);", lambda number: chr(int(number[1])), found) == foliummap.plain(text)


@pytest.mark.filterwarnings("error")
@given(atlases())
def test_any_atlas_can_be_drawn(atlas: Atlas) -> None:
    page = geotrack.folium_map(atlas).get_root().render()
    assert page.count("L.circleMarker(") == sum(len(i.stops) for i in atlas.itineraries)
