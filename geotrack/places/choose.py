"""Which candidate is meant: all names of an article, or of several about one journey, are decided together.

Each candidate starts with its importance. The words around the name add to it (the kind they ask for, the place they
say it lies in), and so do the other names: the countries and regions the text is about, and what lies near on the
journey. Since those are being decided, too, the sum is taken a few times over. Every part is kept with the candidate.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geotrack.geo import distance_km
from geotrack.model import Candidate, Located, Mention, Place, PlaceKind

ROUNDS = 4
# Units are those of importance: one more is ten times the inhabitants.
ASKED_KIND, OTHER_KIND = 2.0, -1.5
INSIDE, NOT_INSIDE = 5.0, -1.0
REGION_NAMED_LIKE_ITS_CITY = -1.75  # "Khabarovsk" without "Region" is the city
CAPITAL = 1.0  # "Washington" is the capital before it is the state
COUNTRY_BY_NAME = 0.8  # "Cuba" is no town in New Mexico
SAME_COUNTRY, SAME_REGION = 0.95, 2.0
NEAR, NEAR_KM = 2.0, 420.0
NEXT_ON_THE_WAY, WAY_KM = 2.5, 1300.0
PART_OF_A_FULLER_NAME = 3.0
SURE_ENOUGH = 0.35  # below, the mention stays unlocated
SHARPNESS = 1.6  # how fast a lead in score becomes certainty
SAME_SPOT_KM = 40.0  # two candidates this near are one answer

LONGEST_NAME = 500

PARTS: Mapping[str, str] = {
    "importance": "how large or well known it is",
    "name": "the name is not its usual one",
    "kind": "the kind of place that the words ask for",
    "city first": "a region whose city bears the name",
    "capital": "a capital",
    "country's name": "a country's own name",
    "inside": "what the text says it lies in",
    "country": "the countries that the text is about",
    "region": "the regions that the text is about",
    "near": "near to another place of the text",
    "way": "near to the stops before and after",
    "fuller name": "the text also gives its fuller name",
}
"""What each part of a score stands for, in words for those who ask why a place was chosen."""

OWN_VOTE = 0.7  # what a city says for its country; a country or region says 1
LARGE_CITY = 1_000_000  # New York without "State" is the city

_WIDE: frozenset[PlaceKind] = frozenset({"continent", "country", "region", "county", "area"})
_KINDS_OF: dict[str, frozenset[PlaceKind]] = {}
for _nouns, _kinds in (
    (
        "city town village hamlet settlement suburb capital borough neighbourhood neighborhood quarter resort oasis",
        {"city"},
    ),
    ("district", {"city", "county", "region"}),
    ("port harbour harbor", {"city", "facility"}),
    ("island isle islands archipelago", {"island", "country", "region"}),
    ("region oblast krai province state republic territory prefecture canton department", {"region", "area", "county"}),
    ("county", {"county"}),
    ("country nation kingdom", {"country"}),
    ("sea ocean strait straits channel sound lake river canal gulf bay delta glacier", {"water", "area"}),
    ("mountain mount mountains hills peak pass valley", {"mountain", "area"}),
    ("desert forest coast peninsula cape", {"area", "mountain", "water", "region"}),
    ("airport airfield aerodrome airbase terminal", {"airport", "facility"}),
    (
        "station cosmodrome spaceport base camp fort fortress castle palace cathedral church mosque temple monastery "
        "abbey shrine basilica museum gallery library university college school hospital hotel stadium arena hall "
        "theatre theater square park zoo prison jail plant factory shipyard yard works mill mine refinery headquarters "
        "embassy consulate parliament ministry crossing frontier checkpoint bridge tunnel dam site villa house mansion "
        "residence",
        {"facility", "airport"},
    ),
):
    for _noun in _nouns.split():
        _KINDS_OF[_noun] = frozenset(_kinds)  # type: ignore[arg-type]


@dataclass(slots=True)
class _Group:
    """The mentions of one name that mean one place."""

    name: str
    mentions: list[Mention]
    candidates: tuple[Candidate, ...]
    asks_for: str
    inside: tuple[str, ...]
    best: Place | None = None


def choose(
    mentions: Iterable[Mention],
    candidates: Mapping[str, Sequence[Candidate]],
    journeys: Iterable[Sequence[str]] = (),
) -> dict[str, Located]:
    """What each mention means, by its id.

    `candidates` holds what the geocoder offers for each mention id, and for each name in a mention's `inside`.
    `journeys` are mention ids in the order in which somebody travels: neighbours there draw candidates near.
    """
    groups = _groups(mentions, candidates)
    by_mention = {m.id: g for g in groups for m in g.mentions}
    beside: dict[int, list[_Group]] = defaultdict(list)
    for journey in journeys:
        way = [by_mention[i] for i in journey if i in by_mention]
        for before, after in itertools.pairwise(way):
            if before is not after:
                beside[id(before)].append(after)
                beside[id(after)].append(before)
    scored: dict[int, list[Candidate]] = {}
    for group in groups:
        group.best = group.candidates[0].place if group.candidates else None
    longer = _longer_names(groups)
    for _ in range(ROUNDS):
        votes, spots = _votes(groups), _Spots(groups)
        for group in groups:
            fuller = {g.best.id for g in longer.get(group.name.casefold(), ()) if g.best}
            scored[id(group)] = _scored(group, fuller, spots, votes, beside[id(group)], candidates)
        before_round = [g.best for g in groups]
        for group in groups:
            ranked = scored[id(group)]
            group.best = ranked[0].place if ranked else None
        if [g.best for g in groups] == before_round:
            break
    located = {id(g): _located(scored[id(g)]) for g in groups}
    return {m.id: located[id(g)] for g in groups for m in g.mentions}


def _groups(mentions: Iterable[Mention], candidates: Mapping[str, Sequence[Candidate]]) -> list[_Group]:
    """One sense per text: the same name means the same place, unless the words put it into different ones."""
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_name[mention.name.casefold()].append(mention)
    groups = []
    for same in by_name.values():
        containers = Counter(m.inside for m in same if m.inside)
        usual = containers.most_common(1)[0][0] if containers else ()
        parts: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
        for mention in same:
            parts[mention.inside or usual].append(mention)
        for inside, members in parts.items():
            asked = Counter(m.asks_for for m in members if m.asks_for)
            found = {c.place.id: c for m in members for c in reversed(candidates.get(m.id, ()))}
            ordered = sorted(found.values(), key=lambda c: (-c.score, c.place.id))
            groups.append(
                _Group(members[0].name, members, tuple(ordered), asked.most_common(1)[0][0] if asked else "", inside)
            )
    return groups


@dataclass(frozen=True, slots=True)
class _Votes:
    """How many names speak for each country and each region."""

    countries: Mapping[str, float]
    regions: Mapping[str, float]
    total: float


def _votes(groups: list[_Group]) -> _Votes:
    countries: dict[str, float] = defaultdict(float)
    regions: dict[str, float] = defaultdict(float)
    for group in groups:
        place = group.best
        if place is None or not place.country:
            continue
        countries[place.country] += 1.0 if place.kind in _WIDE else OWN_VOTE
        if place.admin1 and place.kind != "country":
            regions[place.admin1] += OWN_VOTE
    return _Votes(countries, regions, sum(countries.values()))


def _longer_names(groups: list[_Group]) -> dict[str, list[_Group]]:
    """The groups whose names go on behind a word: "khabarovsk" is followed by "khabarovsk krai"."""
    found: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        name = group.name.casefold()
        for end in re.finditer("[ -]", name[:LONGEST_NAME]):
            found[name[: end.start()]].append(group)
    return found


class _Spots:
    """Where the towns and sites of a text lie, as far as that has been decided."""

    def __init__(self, groups: list[_Group]) -> None:
        import numpy as np

        found = {id(g): g.best for g in groups if g.best and g.best.kind not in _WIDE}
        self._places = list(found.values())
        self._number = {key: number for number, key in enumerate(found)}
        self._arrows = np.array([_arrow(place) for place in self._places])

    def nearest_km(self, place: Place, group: _Group) -> float | None:
        """How far it is to the next one that another name means; None where there is none."""
        import numpy as np

        own = self._number.get(id(group))
        if len(self._places) == (own is not None):
            return None
        # einsum starts no threads; the arrow that points most nearly the same way is that of the nearest
        nearness = np.einsum("ij,j->i", self._arrows, np.array(_arrow(place)))
        if own is not None:
            nearness[own] = -2
        nearest = self._places[int(nearness.argmax())]
        return distance_km(place.lat, place.lon, nearest.lat, nearest.lon)


def _arrow(place: Place) -> tuple[float, float, float]:
    """From the middle of the earth to a place."""
    lat, lon = math.radians(place.lat), math.radians(place.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _scored(
    group: _Group,
    fuller: set[str],
    spots: _Spots,
    votes: _Votes,
    beside: list[_Group],
    candidates: Mapping[str, Sequence[Candidate]],
) -> list[Candidate]:
    own = group.best
    way = [g.best for g in beside if g.best and g.best.kind not in _WIDE]
    ends = {o.id: o for o in way}
    cities = [c.place for c in group.candidates if c.place.kind == "city"]
    results = []
    for candidate in group.candidates:
        place = candidate.place
        parts = dict(candidate.parts)
        if group.asks_for in _KINDS_OF:
            parts["kind"] = ASKED_KIND if place.kind in _KINDS_OF[group.asks_for] else OTHER_KIND
            if place.type and place.type.split()[-1] == group.asks_for:
                parts["kind"] += 1.0
        elif place.kind in ("region", "county") and any(_outranks(city, place) for city in cities):
            parts["city first"] = REGION_NAMED_LIKE_ITS_CITY
        if place.type == "capital":
            parts["capital"] = CAPITAL
        if place.kind == "country" and candidate.name_kind != "demonym":
            parts["country's name"] = COUNTRY_BY_NAME
        if group.inside:
            inside = any(_lies_in(place, c) for name in group.inside for c in _containers(candidates.get(name, ())))
            parts["inside"] = INSIDE if inside else NOT_INSIDE
        # what this very name said before does not speak for itself
        same = votes.countries.get(place.country, 0.0) - (OWN_VOTE if own and own.country == place.country else 0.0)
        if place.country and votes.total > 1 and same > 0:
            parts["country"] = SAME_COUNTRY * min(1.0, same / max(2.0, votes.total - 1) * 2)
        if place.admin1 and place.kind not in ("country", "region"):
            near_region = votes.regions.get(place.admin1, 0.0) - (
                OWN_VOTE if own and own.admin1 == place.admin1 else 0.0
            )
            parts["region"] = SAME_REGION * min(1.0, max(0.0, near_region) / 3)
        if place.kind not in _WIDE and (km := spots.nearest_km(place, group)) is not None:
            parts["near"] = NEAR * math.exp(-km / NEAR_KM)
        if place.kind not in _WIDE and way:
            near = {key: math.exp(-distance_km(place.lat, place.lon, o.lat, o.lon) / WAY_KM) for key, o in ends.items()}
            parts["way"] = NEXT_ON_THE_WAY * sum(near[o.id] for o in way) / len(way)
        if place.id in fuller:
            parts["fuller name"] = PART_OF_A_FULLER_NAME
        parts = {name: round(value, 3) for name, value in parts.items() if abs(value) >= 0.001}
        results.append(candidate.model_copy(update={"parts": parts, "score": round(sum(parts.values()), 3)}))
    return sorted(results, key=lambda c: (-c.score, c.place.id))


def _outranks(city: Place, region: Place) -> bool:
    """Whether a name without "Region" or "State" is the city's: Khabarovsk, Moscow.

    In the United States, where states are spoken of by their bare names, only New York and the capital.
    """
    if city.country != region.country:
        return False
    if region.country == "US":
        return region.kind == "region" and (city.type == "capital" or city.population >= LARGE_CITY)
    return city.population > 50_000


def _containers(candidates: Sequence[Candidate]) -> list[Place]:
    """What a name may mean in which a place lies: "Jackson, Mississippi" is in the state, not by the river."""
    places = [c.place for c in candidates[:6]]
    return [p for p in places if p.kind in _WIDE or p.kind == "island"] or places


def _lies_in(place: Place, container: Place) -> bool:
    """Whether the words "place, container" can be true of these two."""
    if place.id == container.id:
        return False
    if container.kind == "country":
        return place.country == container.country
    if container.kind == "region" and container.admin1 and place.admin1:
        return place.admin1 == container.admin1
    if container.kind == "county" and container.admin2 and place.admin2:
        return place.admin2 == container.admin2
    reach = max(60.0, container.uncertainty_km * 1.5)
    return distance_km(place.lat, place.lon, container.lat, container.lon) <= reach


def _located(ranked: list[Candidate]) -> Located:
    if not ranked:
        return Located(place=None, confidence=0.0, candidates=())
    best = ranked[0]
    rivals = 0.0
    for other in ranked[1:]:
        if distance_km(best.place.lat, best.place.lon, other.place.lat, other.place.lon) > SAME_SPOT_KM:
            rivals += math.exp(-SHARPNESS * (best.score - other.score))
    confidence = round(1 / (1 + rivals), 3)
    return Located(
        place=best.place if confidence >= SURE_ENOUGH else None, confidence=confidence, candidates=tuple(ranked[:5])
    )
