"""Places by name from an online service, through geopy: only where the user asks for it, and politely.

One request a second, under our own name, in English; every answer is kept on disk, "nothing found" too, so that no
service is asked the same twice. This is the only file that knows geopy and its errors.
"""

from __future__ import annotations

import inspect
import math
import re
import warnings
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path
from types import EllipsisType
from typing import Any

from geotrack.errors import GeocoderError, RefusalError, UsageError
from geotrack.geo import distance_km
from geotrack.model import Candidate, Place, PlaceKind
from geotrack.places.answers import Answers
from geotrack.settings import VARIABLE, user_cache, user_config

LIMIT = 5
_KEYLESS = ("nominatim", "photon", "arcgis")
_LONGEST_NAME = 200  # characters: what is longer is no name, and no business of a stranger's server
_TIMEOUT, _PAUSE = 10.0, 1.0  # seconds
_OURS = frozenset({"user_agent", "adapter_factory"})
_SHORTEST_SECRET = 4

# OpenStreetMap's words for what a place is, in `addresstype`, `type` or `class`, the finest first
_WORDS: Mapping[PlaceKind, str] = {
    "continent": "continent",
    "country": "country",
    "region": "state region province territory autonomous_region macroregion",
    "county": "county state_district district macrocounty",
    "city": "city town village hamlet municipality suburb borough quarter neighbourhood city_district "
    "isolated_dwelling allotments croft farm locality localadmin",
    "airport": "aerodrome aeroway",
    "island": "island islet archipelago",
    "water": "water bay strait sea ocean river stream canal lake reservoir lagoon fjord waterway marinearea",
    "mountain": "peak volcano mountain_range ridge hill mountain_pass saddle",
    "facility": "amenity building tourism military historic man_made railway office leisure shop industrial craft "
    "venue house retail commercial place_of_worship castle harbour port spaceport",
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_UNCERTAINTY_KM: Mapping[PlaceKind, float] = {"facility": 1.0, "airport": 3.0, "city": 5.0}


class Online:
    """An online geocoder: Nominatim, or another of geopy's by its short name.

    `options` are those of geopy's class, keys too, and `timeout` and `pause`, the seconds between two requests: the
    public servers allow one a second, a `domain` of one's own may allow more. `cache` is the file that keeps answers:
    `...` the one in the user's cache folder, `None` none. `notice` is told where that file was damaged.

    >>> Online("gogle")
    Traceback (most recent call last):
    geotrack.errors.UsageError: There is no geocoder called “gogle”; try nominatim, photon, arcgis.
    """

    def __init__(
        self,
        name: str = "nominatim",
        options: Mapping[str, Any] | None = None,
        *,
        cache: Path | EllipsisType | None = ...,
        notice: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.name = name.strip().lower()
        told = dict(options or {})
        self._timeout = _seconds(told, "timeout", _TIMEOUT)
        pause = _seconds(told, "pause", _PAUSE)
        self._pause = pause if told.get("domain") else max(pause, _PAUSE)
        self._secrets = [str(value) for value in told.values() if len(str(value)) >= _SHORTEST_SECRET]
        self._geocode = _geocoder(self.name, told, self._timeout)
        # the language is part of the key: the names that come back depend on it
        self._service = " ".join(filter(None, (self.name, told.get("domain"), "en")))
        self._answers = Answers(user_cache() if isinstance(cache, EllipsisType) else cache, notice)

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
                self._answers.wait(self._service, self._pause)
                places = self._geocode(name) or []
            return [_record(place) for place in places]
        except exc.GeocoderTimedOut as error:
            # geopy says this of a 503 and a 504 as well
            why = _status(error) or f"no answer within {self._timeout:g} seconds"
            raise self._failed("cannot be reached", why, "try again later") from error
        except exc.GeocoderRateLimited as error:
            wait = f"{error.retry_after} seconds" if error.retry_after else "an hour"
            raise self._failed(
                "asks for fewer questions", "429", f"wait {wait}, or use a server of your own", RefusalError
            ) from error
        except (exc.GeocoderInsufficientPrivileges, exc.GeocoderAuthenticationFailure) as error:
            raise self._failed("refuses to answer", _short(error), "use another geocoder", RefusalError) from error
        except exc.GeocoderQuotaExceeded as error:
            raise self._failed(
                "refuses to answer", _short(error), "wait, or use another geocoder", RefusalError
            ) from error
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

    def _failed(self, what: str, why: str, advice: str, kind: type[GeocoderError] = GeocoderError) -> GeocoderError:
        for secret in self._secrets:  # a server may quote the key that it does not like
            why = why.replace(secret, "…")
        return kind(f"{self.name.capitalize()} {what} ({why}): {advice}, or leave out --online.")


def _seconds(options: dict[str, Any], name: str, usual: float) -> float:
    """Take a number of seconds out of the options."""
    try:
        seconds = float(options.pop(name, usual))
    except (TypeError, ValueError):
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        raise UsageError(f"The option {name} of a geocoder is a number of seconds.")
    return seconds


# --- asking ------------------------------------------------------------------------------------------------------


def _geocoder(name: str, options: Mapping[str, Any], timeout: float) -> Callable[[str], list[Any] | None]:
    """Geopy's geocoder of this name, as a function."""
    from geopy import exc
    from geopy.adapters import URLLibAdapter
    from geopy.geocoders import get_geocoder_for_service

    try:
        service = get_geocoder_for_service(name)
    except exc.GeocoderNotFound:
        raise UsageError(f"There is no geocoder called “{name}”; try {', '.join(_KEYLESS)}.") from None
    _check_options(name, options, inspect.signature(service).parameters)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what geopy's next version will call otherwise
            geocoder = service(
                user_agent=_user_agent(),
                timeout=timeout,
                # the other adapter asks three times where one answer is late, and logs it over the user's screen
                adapter_factory=URLLibAdapter,
                **options,
            )
    except (TypeError, ValueError, AttributeError, exc.GeopyError):
        # in words of ours: geopy's may quote a key
        raise UsageError(f"The geocoder “{name}” needs a key, or other values of its options: {_how(name)}") from None
    known = inspect.signature(geocoder.geocode).parameters
    wishes: dict[str, Any] = {"limit": LIMIT, "language": "en", "addressdetails": True, "extratags": True}
    chosen = {key: value for key, value in wishes.items() if key in known}
    return lambda query: geocoder.geocode(query, exactly_one=False, **chosen)


def _check_options(name: str, options: Mapping[str, Any], known: Mapping[str, inspect.Parameter]) -> None:
    """`UsageError` where an option is missing or does not exist; their values are never told."""
    names = [key for key in known if key not in _OURS]
    if unknown := [key for key in options if key not in names]:
        raise UsageError(f"The geocoder “{name}” has no option {unknown[0]}; it knows {', '.join(names)}, pause.")
    missing = [key for key in names if known[key].default is inspect.Parameter.empty and key not in options]
    if missing:
        raise UsageError(f"The geocoder “{name}” needs {' and '.join(missing)}: {_how(name, missing[0])}")


def _how(name: str, option: str = "api_key") -> str:
    return (
        f"set {VARIABLE}{option.upper()} in the environment, or {option} under [geocoder.{name}] in {user_config()}; "
        f"without a key try {', '.join(_KEYLESS)}."
    )


def _user_agent() -> str:
    try:
        return f"geotrack/{metadata.version('geotrack')}"
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        return "geotrack/0"


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
    if isinstance(said := raw.get("properties"), Mapping):  # in GeoJSON
        raw = _from_pelias(said) if "layer" in said else _from_photon(said)
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


def _from_pelias(said: Mapping[str, Any]) -> dict[str, Any]:
    country = str(said.get("country_code") or said.get("country_a") or "")
    return {
        "name": said.get("name"),
        "addresstype": said.get("layer"),
        "address": {"country_code": country if len(country) == 2 else "", "state": said.get("region")},
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
