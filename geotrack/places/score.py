"""What speaks for a candidate: first of itself and the words around the name, then with the other names."""

from __future__ import annotations

import math
from typing import NamedTuple

from geotrack.geo import distance_km
from geotrack.model import Candidate, Place
from geotrack.places.context import Votes
from geotrack.places.gazetteer import folded
from geotrack.places.groups import Group, Parts, lies_in
from geotrack.places.kinds import ASKED, WIDE
from geotrack.places.weights import Weights

LARGE_CITY = 1_000_000  # New York without "State" is the city


def alone(group: Group, weights: Weights) -> list[Parts]:
    """What speaks for each candidate of a name, whatever the other names mean."""
    cities = [place for place in group.places if place.kind == "city"]
    asked = ASKED.get(group.asks_for, frozenset())
    own = [candidate.place.kind for candidate in group.candidates if candidate.name_kind in ("primary", "online")]
    results = []
    for rank, candidate in enumerate(group.candidates):
        place, parts = candidate.place, dict(candidate.parts)
        if rank == 0 and candidate.name_kind == "primary":
            parts["best known"] = weights.best_known
        if own and _is_borrowed(group.name, candidate, "country" in own):
            parts["name"] = parts.get("name", 0.0) + weights.borrowed
        if asked:
            parts["kind"] = weights.asked_kind if place.kind in asked else weights.other_kind
            if place.type and place.type.split()[-1] == group.asks_for:
                parts["kind"] += weights.asked_type
        elif place.kind in ("region", "county") and any(_outranks(city, place) for city in cities):
            parts["city first"] = weights.bare_region
        if place.kind == "county" and "county" not in asked and candidate.name_kind == "variant":
            parts["county"] = weights.bare_county
        if place.type in ("capital", "seat"):
            parts["capital"] = weights.capital if place.type == "capital" else weights.seat
        if place.kind == "country" and candidate.name_kind == "primary":
            parts["country's name"] = weights.country_by_name
        if group.containers:
            inside = any(lies_in(place, container) for some in group.containers for container in some)
            parts["inside"] = weights.inside if inside else weights.not_inside
        results.append(parts)
    return results


def _is_borrowed(name: str, candidate: Candidate, a_country: bool) -> bool:
    """Whether a name that is others' own is only another one of this candidate's.

    Newcastle is not borrowed by Newcastle upon Tyne, but Mexico is by Mexico City: it is the country's.
    """
    if candidate.name_kind not in ("alternate", "variant"):
        return False
    return a_country or not set(folded(name).split()) <= set(folded(candidate.place.name).split())


def _outranks(city: Place, region: Place) -> bool:
    """Whether a name without "Region" or "State" is the city's: Khabarovsk, Moscow.

    In the United States and Canada, where states are spoken of by their bare names, only New York and the capital.
    """
    if city.country != region.country:
        return False
    if region.country in ("US", "CA"):
        return region.kind == "region" and (city.type == "capital" or city.population >= LARGE_CITY)
    return city.population > 50_000


class End(NamedTuple):
    """Where those who come to a place come from or go to."""

    place: Place
    belief: float
    """How likely that is, among all of them."""


class Around(NamedTuple):
    """What the other names say of a name."""

    votes: Votes
    ends: list[End]
    fuller: set[str]
    """The places, by id, that longer names mean which begin with this one."""


def together(place: Place, group: Group, nearness: float, around: Around, weights: Weights) -> Parts:
    """What the other names say for a candidate."""

    def share(code: str, weight: float) -> float:
        return weight * math.log1p(around.votes.of_others(code, group) / weights.few)

    parts = {
        "country": share(place.country, weights.own_country if place.kind == "country" else weights.country),
        "region": share(place.admin1, weights.region),
        "district": share(place.admin2, weights.county),
    }
    if place.kind in WIDE:
        return parts
    parts["near"] = weights.near * nearness
    parts["way"] = weights.way * sum(
        end.belief * math.exp(-distance_km(place.lat, place.lon, end.place.lat, end.place.lon) / weights.way_km)
        for end in around.ends
    )
    if place.id in around.fuller:
        parts["fuller name"] = weights.fuller_name
    return parts
