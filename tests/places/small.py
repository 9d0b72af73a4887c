"""A gazetteer of a handful of places, built in a blink: what the tests of building and opening put on their shelf."""

from __future__ import annotations

from pathlib import Path

from geotrack.places.building import FIRST_OWN_ID, building
from geotrack.places.gazetteer import ABBREVIATION, ALTERNATE, CAPITALS, DEMONYM, PRIMARY, Gazetteer
from geotrack.places.record import Record


def small_gazetteer(path: Path) -> Gazetteer:
    """A country, a region, a county, a city and an airport."""
    own = FIRST_OWN_ID
    with building(path) as file:
        file.about = {"name": "Small", "version": "1", "licence": "Made for tests, public domain."}
        file.regions([("RU.30", "Khabarovsk"), ("RU.53", "Novosibirsk Oblast"), ("US.OH", "Ohio")])
        for record in (
            Record("country", "Russia", 60, 98, id=2017370, population=144_000_000, country="RU")
            .called(PRIMARY, "Russia")
            .called(DEMONYM, "Russians")
            .called(ABBREVIATION | CAPITALS, "RF"),
            Record("region", "Khabarovsk", 54.2, 137.1, id=own, key="region:RU.30", country="RU", admin1="RU.30")
            .called(PRIMARY, "Khabarovsk")
            .called(ALTERNATE, "Khabarovsk Region"),
            Record("county", "Smith County", 32.4, -95.3, own + 1, "county:US.TX.423", "", 1, 4, "US", "US.TX", "423")
            .called(PRIMARY, "Smith County"),
            Record("city", "Vladivostok", 43.1, 131.9, id=2013348, population=600_000, country="RU", admin1="RU.59")
            .called(PRIMARY, "Vladivostok")
            .called(ALTERNATE, "Владивосток"),
            Record("airport", "Dzemgi Airport", 50.606, 137.081, own + 2, "airport:UHKD", "", 0, 3, "RU", "RU.30")
            .called(PRIMARY, "Dzemgi Airport"),
        ):  # fmt: skip
            file.add(record)
    return Gazetteer(path)
