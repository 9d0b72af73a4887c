"""The names of a text, each with the places that it may mean."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from geotrack.geo import distance_km
from geotrack.model import Candidate, Mention, Place
from geotrack.places.kinds import WIDE

Candidates = Mapping[str, Sequence[Candidate]]
Parts = dict[str, float]


@dataclass(slots=True)
class Group:
    """The mentions of one name that mean one place."""

    name: str
    mentions: list[Mention]
    candidates: tuple[Candidate, ...]
    asks_for: str
    containers: tuple[tuple[Place, ...], ...]
    """What each name that it is said to lie in may mean."""
    parts: list[Parts] = field(default_factory=list)
    """The parts of each candidate's score."""
    beliefs: list[float] = field(default_factory=list)
    """How likely each candidate is the one, as far as that is decided."""

    @property
    def places(self) -> list[Place]:
        """The candidates' places."""
        return [candidate.place for candidate in self.candidates]

    @property
    def best(self) -> Place | None:
        """The likeliest candidate."""
        if not self.candidates:
            return None
        return self.candidates[max(range(len(self.beliefs)), key=self.beliefs.__getitem__)].place


def groups_of(mentions: Iterable[Mention], candidates: Candidates) -> list[Group]:
    """One sense per text: the same name means the same place, unless the words put it into different ones."""
    mentions = list(mentions)
    inside = _containers(mentions, candidates)
    asks = _asked(mentions)
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_name[mention.name.casefold()].append(mention)
    groups = []
    for same in by_name.values():
        said = Counter(inside[m.id] for m in same if inside[m.id])
        usual = said.most_common(1)[0][0] if said else ()
        parts: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
        for mention in same:
            parts[inside[mention.id] or usual].append(mention)
        for names, members in parts.items():
            asked = Counter(asks[m.id] for m in members if asks[m.id])
            found = {c.place.id: c for m in members for c in reversed(candidates.get(m.id, ()))}
            groups.append(
                Group(
                    name=members[0].name,
                    mentions=members,
                    candidates=tuple(sorted(found.values(), key=lambda c: (-c.score, c.place.id))),
                    asks_for=asked.most_common(1)[0][0] if asked else "",
                    containers=tuple(_wide(candidates.get(name, ())) for name in names),
                )
            )
    return groups


def _asked(mentions: list[Mention]) -> dict[str, str]:
    """The noun that tells the kind of each; that of the "Lima-Cook County Library" tells no more than Cook County's."""
    found = {m.id: m.asks_for for m in mentions}
    for one, other in itertools.pairwise(sorted(mentions, key=lambda m: (m.article, m.start))):
        if one.article == other.article and one.asks_for == other.asks_for and other.start <= one.end + 1:
            found[one.id] = ""
    return found


def _containers(mentions: list[Mention], candidates: Candidates) -> dict[str, tuple[str, ...]]:
    """The names that each mention is said to lie in; none where they are a list: "Georgia, Kansas, Ohio and Texas"."""
    found: dict[str, tuple[str, ...]] = {}
    listed: tuple[str, ...] = ()
    for mention in sorted(mentions, key=lambda m: (m.article, m.start)):
        names = mention.inside
        continues = bool(listed) and listed[: len(names) + 1] == (mention.name, *names)
        if len(names) > 1 and not continues:
            chain = [_wide(candidates.get(name, ())) for name in names]
            continues = not all(
                any(lies_in(inner, outer) for inner in inners for outer in outers)
                for inners, outers in itertools.pairwise(chain)
            )
        listed = names if continues else ()
        found[mention.id] = () if continues else names
    return found


def _wide(candidates: Sequence[Candidate]) -> tuple[Place, ...]:
    """What a name may mean in which a place lies: "Jackson, Mississippi" is in the state, not by the river."""
    places = tuple(c.place for c in candidates[:6])
    return tuple(p for p in places if p.kind in WIDE or p.kind == "island") or places


def lies_in(place: Place, container: Place) -> bool:
    """Whether the words "place, container" can be true of these two."""
    if place.id == container.id:
        return False
    if container.kind == "country":
        return place.country == container.country
    if container.kind == "region" and container.admin1 and place.admin1:
        return place.admin1 == container.admin1 and place.kind != "country"
    if container.kind == "county" and container.admin2 and place.admin2:
        return place.admin2 == container.admin2
    reach = max(60.0, container.uncertainty_km * 1.5)
    return distance_km(place.lat, place.lon, container.lat, container.lon) <= reach
