"""The atlas as a GeoDataFrame."""

from __future__ import annotations

import sys

import pytest

import geotrack
from geotrack.errors import UsageError
from tests.formats import atlases as by_hand


def test_stops_and_legs_are_rows() -> None:
    frame = geotrack.to_geopandas(by_hand.PACIFIC)
    assert frame.crs == "EPSG:4326"
    assert list(frame.layer) == ["stop"] * 5 + ["leg"] * 3
    assert list(frame[frame.layer == "stop"].index) == [s.id for s in by_hand.PACIFIC.itineraries[0].stops]
    honolulu = frame.loc["the-explorer/5"]
    assert (honolulu["name"], honolulu.date_from, honolulu.geometry.x) == ("Honolulu", "2024-07-20", -157.8583)


def test_nobody_is_an_empty_frame() -> None:
    frame = geotrack.to_geopandas(by_hand.NOBODY)
    assert (len(frame), frame.crs) == (0, "EPSG:4326")


def test_without_geopandas_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geopandas", None)  # as Python has it where it is not installed
    with pytest.raises(UsageError, match="pip install"):
        geotrack.to_geopandas(by_hand.SEED)
