"""Places by name from an online service, through geopy: only where the user asks for it, and politely.

One request a second, under our own name, in English; every answer is kept on disk, "nothing found" too, so that no
service is asked the same twice. This is the only file that knows geopy and its errors.
"""

from __future__ import annotations

import json
import math
import os
import re
import sqlite3
import sys
import warnings
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date, timedelta
from importlib import metadata
from pathlib import Path
from types import EllipsisType
from typing import Any

from geotrack.errors import GeocoderError, UsageError
from geotrack.geo import distance_km
from geotrack.model import Candidate, Place, PlaceKind

LIMIT = 5
_KEYLESS = ("nominatim", "photon", "arcgis")
_LONGEST_NAME = 200  # characters: what is longer is no name, and no business of a stranger's server
_HITS_KEEP, _MISSES_KEEP = timedelta(days=180), timedelta(days=30)  # a missing village may be on the map next month

# OpenStreetMap's words for what a place is, in `addresstype`, `type` or `class`, the finest first
_WORDS: Mapping[PlaceKind, str] = {
    "continent": "continent",
    "country": "country",
    "region": "state region province territory autonomous_region",
    "county": "county state_district district",
    "city": "city town village hamlet municipality suburb borough quarter neighbourhood city_district locality "
    "isolated_dwelling allotments croft farm",
    "airport": "aerodrome aeroway",
    "island": "island islet archipelago",
    "water": "water bay strait sea ocean river stream canal lake reservoir lagoon fjord waterway",
    "mountain": "peak volcano mountain_range ridge hill mountain_pass saddle",
    "facility": "amenity building tourism military historic man_made railway office leisure shop industrial craft "
    "house retail commercial place_of_worship castle harbour port spaceport",
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_UNCERTAINTY_KM: Mapping[PlaceKind, float] = {"facility": 1.0, "airport": 3.0, "city": 5.0}


class Online:
    """An online geocoder: Nominatim, or another of geopy's that needs no key.

    `domain` and `scheme` point to a server of one's own. `cache` is the file that keeps answers: `...` the one in the
    user's cache folder, `None` none. `pause` is the time between two requests in seconds; the public Nominatim allows
    one a second for all users of a program together.

    >>> Online("gogle")
    Traceback (most recent call last):
    geotrack.errors.UsageError: There is no geocoder called “gogle”; try nominatim, photon, arcgis.
    """

    def __init__(
        self,
        name: str = "nominatim",
        *,
        domain: str | None = None,
        scheme: str | None = None,
        cache: Path | EllipsisType | None = ...,
        timeout: float = 10.0,
        pause: float = 1.0,
    ) -> None:
        self.name = name.strip().lower()
        self._geocode = _geocoder(self.name, domain, scheme, timeout, pause)
        self._timeout = timeout
        # the language is part of the key: the names that come back depend on it
        self._service = " ".join(filter(None, (self.name, domain, "en")))
        self._answers = _Answers(user_cache() if isinstance(cache, EllipsisType) else cache)

    def search(self, name: str) -> tuple[Candidate, ...]:
        """Places that the service finds under this name, the most important first; an empty tuple where none.

        Raises `GeocoderError` where the service cannot be reached, refuses, or answers nonsense.
        """
        wanted = " ".join(name.split())
        if not wanted or len(wanted) > _LONGEST_NAME or not wanted.isprintable():
            return ()
        found = self._answers.get(self._service, wanted)
        if found is None:
            found = self._ask(wanted)
            candidates = self._candidates(found)
            self._answers.put(self._service, wanted, found)  # only what could be read is worth keeping
            return candidates
        return self._candidates(found)

    def _ask(self, name: str) -> list[dict[str, Any]]:
        """What the service answers: the raw record of each place, with its position."""
        from geopy import exc

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # geopy warns of a latitude of 100 before it fails on it
                places = self._geocode(name) or []
            return [_record(place) for place in places]
        except exc.GeocoderTimedOut as error:
            # geopy says this of a 503 and a 504 as well
            why = _status(error) or f"no answer within {self._timeout:g} seconds"
            raise self._failed("cannot be reached", why, "try again later") from error
        except exc.GeocoderRateLimited as error:
            wait = f"{error.retry_after} seconds" if error.retry_after else "an hour"
            raise self._failed(
                "asks for fewer questions", "429", f"wait {wait}, or use a server of your own"
            ) from error
        except (exc.GeocoderInsufficientPrivileges, exc.GeocoderAuthenticationFailure) as error:
            raise self._failed("refuses to answer", _short(error), "use another geocoder") from error
        except exc.GeocoderQuotaExceeded as error:
            raise self._failed("refuses to answer", _short(error), "wait, or use another geocoder") from error
        except (exc.GeocoderParseError, exc.GeocoderQueryError) as error:
            raise self._failed("answers nonsense", _short(error), "try again later") from error
        except (exc.GeopyError, OSError) as error:  # no route, no such host, connection refused, 500, 503
            raise self._failed("cannot be reached", _short(error), "check the network, or try again later") from error
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            # geopy takes an answer's shape for granted, and fails in many ways where it is another
            raise self._failed("answers nonsense", type(error).__name__, "try again later") from error

    def _candidates(self, answer: list[dict[str, Any]]) -> tuple[Candidate, ...]:
        try:
            found = [_candidate(self.name, record) for record in answer]
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
            raise self._failed("answers nonsense", type(error).__name__, "try again later") from error
        unique = {candidate.place.id: candidate for candidate in reversed(found)}
        return tuple(sorted(unique.values(), key=lambda candidate: (-candidate.score, candidate.place.id)))

    def _failed(self, what: str, why: str, advice: str) -> GeocoderError:
        return GeocoderError(f"{self.name.capitalize()} {what} ({why}): {advice}, or leave out --online.")


def user_cache() -> Path:
    """The file in the user's cache folder that keeps what online services have answered."""
    if folder := os.environ.get("XDG_CACHE_HOME"):
        base = Path(folder)
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path.home() / ".cache"
    return base / "geotrack" / "geocoder.sqlite"


# --- asking ------------------------------------------------------------------------------------------------------


def _geocoder(
    name: str, domain: str | None, scheme: str | None, timeout: float, pause: float
) -> Callable[[str], list[Any] | None]:
    """Geopy's geocoder of this name as a function, slowed down."""
    from geopy import exc
    from geopy.adapters import URLLibAdapter
    from geopy.extra.rate_limiter import RateLimiter
    from geopy.geocoders import get_geocoder_for_service

    try:
        version = metadata.version("geotrack")
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        version = "0"
    options = {"domain": domain, "scheme": scheme}
    try:
        service = get_geocoder_for_service(name)
    except exc.GeocoderNotFound:
        raise UsageError(f"There is no geocoder called “{name}”; try {', '.join(_KEYLESS)}.") from None
    try:
        geocoder = service(
            user_agent=f"geotrack/{version}",
            timeout=timeout,
            # the other adapter asks three times where one answer is late, and logs it over the user's screen
            adapter_factory=URLLibAdapter,
            **{key: value for key, value in options.items() if value},
        )
    except (TypeError, exc.GeopyError) as error:
        raise UsageError(
            f"The geocoder “{name}” needs a key or other settings that geotrack has not; try {', '.join(_KEYLESS)}."
        ) from error
    wishes: dict[str, Any] = {"exactly_one": False}
    if name in ("nominatim", "photon"):
        wishes |= {"limit": LIMIT, "language": "en"}
    if name == "nominatim":
        wishes |= {"addressdetails": True, "extratags": True}
    # no second try: the gazetteer answers at once, and a server in trouble is left alone
    slowed = RateLimiter(
        geocoder.geocode, min_delay_seconds=pause, max_retries=0, error_wait_seconds=pause, swallow_exceptions=False
    )
    return lambda query: slowed(query, **wishes)


def _short(error: Exception) -> str:
    """The cause in a few words: geopy's messages hold whole addresses and the names of Python's objects."""
    words = str(error)
    if status := _status(error):
        return status
    for sign, said in (
        ("refused", "connection refused"),
        ("resol", "its address cannot be found"),
        ("getaddrinfo", "its address cannot be found"),
        ("not known", "its address cannot be found"),
        ("certificate", "its certificate is not trusted"),
        ("timed out", "no answer"),
        ("unreachable", "no network"),
        ("deserialize", "no JSON"),
    ):
        if sign in words.lower():
            return said
    return " ".join(words.split())[:80] or type(error).__name__


def _status(error: Exception) -> str:
    """The number that the server answered with, where it answered."""
    return str(getattr(error.__cause__, "status_code", None) or "")


# --- reading answers ---------------------------------------------------------------------------------------------


def _record(place: Any) -> dict[str, Any]:
    """What is worth keeping of geopy's answer."""
    if not place.latitude and not place.longitude:
        # geopy's answer for a place without a position, and nobody's for a place of that name
        raise ValueError("no position")
    return {"lat": place.latitude, "lon": place.longitude, "address": place.address, "raw": place.raw}


def _candidate(service: str, record: Mapping[str, Any]) -> Candidate:
    """A record as a candidate; what OpenStreetMap's services say beyond a position is used where it is there."""
    raw: Mapping[str, Any] = record["raw"] if isinstance(record["raw"], Mapping) else {}
    if isinstance(raw.get("properties"), Mapping):  # Photon answers in GeoJSON
        raw = _from_photon(raw["properties"])
    address = raw.get("address") if isinstance(raw.get("address"), Mapping) else {}
    assert address is not None
    lat, lon = float(record["lat"]), float(record["lon"])
    kind = _kind(raw)
    tags = raw.get("extratags") if isinstance(raw.get("extratags"), Mapping) else {}
    population = _number((tags or {}).get("population"))
    country = str(address.get("country_code") or "").upper()
    display = str(record["address"] or "")
    osm = f"osm:{raw['osm_type']}/{raw['osm_id']}" if raw.get("osm_type") and raw.get("osm_id") else ""
    place = Place(
        id=osm or f"{service}:{lat:.5f},{lon:.5f}",
        name=str(raw.get("name") or display.split(",")[0]).strip() or display,
        kind=kind,
        lat=lat,
        lon=lon,
        country=country if re.fullmatch("[A-Z]{2}", country) else "",
        admin1_name=next((str(address[key]) for key in ("state", "region", "province") if address.get(key)), ""),
        population=population,
        type=str(raw.get("type") or "").replace("_", " ") if kind == "facility" else "",
        uncertainty_km=_reach(raw.get("boundingbox"), kind),
    )
    importance = round(_importance(raw.get("importance"), population), 2)
    return Candidate(place=place, name_kind="online", score=importance, parts={"importance": importance})


def _from_photon(said: Mapping[str, Any]) -> dict[str, Any]:
    types = {"N": "node", "W": "way", "R": "relation"}
    west, north, east, south = said.get("extent") or (None,) * 4
    return {
        "osm_type": types.get(str(said.get("osm_type"))),
        "osm_id": said.get("osm_id"),
        "name": said.get("name"),
        "class": said.get("osm_key"),
        "type": said.get("osm_value"),
        "addresstype": said.get("type"),
        "address": {"country_code": said.get("countrycode"), "state": said.get("state")},
        "boundingbox": None if west is None else [south, north, west, east],
    }


def _kind(raw: Mapping[str, Any]) -> PlaceKind:
    for key in ("addresstype", "type", "class"):
        if (word := str(raw.get(key) or "")) in _KINDS:
            return _KINDS[word]
    return "area"


def _importance(said: Any, population: int) -> float:
    """What the gazetteer's importance would be: log10 of inhabitants.

    Nominatim's own runs from 0 to 1 with a place's fame; a line through villages (0.15), towns (0.45) and capitals
    (0.75) makes the two comparable. A service that says nothing is believed little.
    """
    if population:
        return math.log10(max(population, 100))
    return max(2.0, 1.2 + 6.0 * min(1.0, float(said))) if said is not None else 2.0


def _reach(box: Any, kind: PlaceKind) -> float:
    """How far a place reaches from its middle: half the diagonal of its box."""
    if not isinstance(box, list | tuple) or len(box) != 4:
        return _UNCERTAINTY_KM.get(kind, 25.0)
    south, north, west, east = (float(side) for side in box)
    middle, half = (south + north) / 2, ((east - west) % 360) / 2  # a box over the date line has its west in the east
    half = half or (180.0 if east != west else 0.0)
    km = max(distance_km(middle, 0, south, half), distance_km(middle, 0, north, half))
    return round(max(0.1, km), 1)


def _number(words: Any) -> int:
    digits = re.sub(r"[ ,.']", "", str(words or ""))
    return int(digits) if re.fullmatch(r"[0-9]{1,10}", digits) else 0


# --- remembering -------------------------------------------------------------------------------------------------


class _Answers:
    """What services have answered, by service and name: in memory, and in a file where there is one.

    A file that cannot be read or written costs requests and nothing else, so it is no error.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[tuple[str, str], list[dict[str, Any]]] = {}

    def get(self, service: str, name: str) -> list[dict[str, Any]] | None:
        """The answer, perhaps empty; None where nobody has asked, or too long ago."""
        key = service, name.casefold()
        if key not in self._known and (row := self._row(*key)):
            asked, answer = row
            keep = _HITS_KEEP if answer else _MISSES_KEEP
            if asked + keep >= date.today():
                self._known[key] = answer
        return self._known.get(key)

    def put(self, service: str, name: str, answer: list[dict[str, Any]]) -> None:
        """Keep an answer, the empty one too."""
        key = service, name.casefold()
        self._known[key] = answer
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as file, file:
                file.execute(
                    "CREATE TABLE IF NOT EXISTS answer"
                    " (service TEXT, name TEXT, asked TEXT, answer TEXT, PRIMARY KEY (service, name))"
                )
                row = (*key, date.today().isoformat(), json.dumps(answer, ensure_ascii=False))
                file.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)", row)
        except (sqlite3.Error, OSError, TypeError, ValueError):
            self._path = None  # a full disk, a home that cannot be written: go on without

    def _row(self, service: str, name: str) -> tuple[date, list[dict[str, Any]]] | None:
        try:
            if self._path is None or not self._path.is_file():
                return None
            with closing(self._open()) as file:
                query = "SELECT asked, answer FROM answer WHERE service = ? AND name = ?"
                row = file.execute(query, (service, name)).fetchone()
            if row is None:
                return None
            answer = json.loads(row[1])
            readable = isinstance(answer, list) and all(isinstance(record, dict) for record in answer)
            return (date.fromisoformat(row[0]), answer) if readable else None
        except (sqlite3.Error, OSError, TypeError, ValueError):
            return None

    def _open(self) -> sqlite3.Connection:
        # opened for each question: several runs may share the file, and SQLite locks it only while it is used
        return sqlite3.connect(str(self._path), timeout=5)
