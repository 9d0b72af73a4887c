"""What holds for every format that other programs read: bytes, emptiness, size, and a row in the README."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given

import geotrack
from geotrack.formats import FORMATS
from geotrack.model import Atlas
from tests.formats import atlases as by_hand
from tests.formats.strategies import atlases

OTHERS = ("geojson", "kml", "gpx", "csv", "lpf", "ics")
ROOT = Path(__file__).parents[2]


@given(atlases())
def test_the_same_atlas_gives_the_same_bytes(atlas: Atlas) -> None:
    again = Atlas.model_validate_json(atlas.model_dump_json())
    for name in OTHERS:
        assert geotrack.render(atlas, name) == geotrack.render(again, name)


def test_another_process_in_another_place_gives_the_same_bytes(tmp_path: Path) -> None:
    saved = tmp_path / "atlas.json"
    saved.write_text(geotrack.render(by_hand.hostile(), "json"), encoding="utf-8")
    for name in OTHERS:
        path = tmp_path / f"made{FORMATS[name].suffix}"
        surroundings = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Apia", "LC_ALL": "C"}
        command = [sys.executable, "-m", "geotrack", "render", saved, "-o", path]
        subprocess.run(command, env=surroundings, cwd=ROOT, check=True)
        assert path.read_bytes() == geotrack.render(by_hand.hostile(), name).encode()


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_gives_a_file_all_the_same(name: str) -> None:
    """Their own tests say that it is a valid one."""
    assert geotrack.render(by_hand.NOBODY, name).strip()


@pytest.fixture(scope="module")
def long() -> Atlas:
    """5,000 stops around the globe."""
    cities = [by_hand.VLADIVOSTOK, by_hand.PACIFIC.itineraries[0].stops[2].place, by_hand.PYONGYANG]
    ways = [(cities[n % 3], "visited", f"{1000 + n // 12}-{1 + n % 12:02}") for n in range(5000)]
    return by_hand.PACIFIC.model_copy(update={"itineraries": (by_hand.journey("the Explorer", *ways),)})


@pytest.mark.parametrize("name", OTHERS)
def test_5000_stops_take_seconds(name: str, long: Atlas) -> None:
    start = time.process_time()
    written = geotrack.render(long, name)
    assert time.process_time() - start < 10  # about one
    assert written.count("Pyongyang") >= 5000 // 3
