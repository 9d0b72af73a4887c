"""Which candidate is meant: all names of an article, or of several about one journey, are decided together.

Each candidate starts with its importance. The words around the name add to it (the kind they ask for, the place they
say it lies in), and so do the other names: the countries and regions the text is about, and what lies near on the
journey. What those mean is being decided, too: each speaks for all that it may mean, as loudly as that is likely, a few
times over. Every part of a score is kept with the candidate.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from geotrack.geo import distance_km
from geotrack.model import Located, Mention
from geotrack.places.context import LEAST_BELIEF, Spots, Votes
from geotrack.places.groups import Candidates, Group, Parts, groups_of
from geotrack.places.kinds import WIDE
from geotrack.places.score import Around, End, alone, together
from geotrack.places.weights import WEIGHTS, Weights

ROUNDS = 5
SETTLED = 0.01  # no belief has changed by more: another round would decide nothing
SURE_ENOUGH = 0.3  # below, the mention stays unlocated: of those just above, about one in four is right
SAME_SPOT_KM = 40.0  # two candidates this near are one answer
LONGEST_NAME = 500


def choose(
    mentions: Iterable[Mention], candidates: Candidates, journeys: Iterable[Sequence[str]] = ()
) -> dict[str, Located]:
    """What each mention means, by its id.

    `candidates` holds what the geocoder offers for each mention id, and for each name in a mention's `inside`.
    `journeys` are mention ids in the order in which somebody travels: neighbours there draw candidates near.
    """
    groups = decided(mentions, candidates, journeys)
    located = {id(g): _located(g) for g in groups}
    return {m.id: located[id(g)] for g in groups for m in g.mentions}


def decided(
    mentions: Iterable[Mention],
    candidates: Candidates,
    journeys: Iterable[Sequence[str]] = (),
    weights: Weights = WEIGHTS,
) -> list[Group]:
    """The names with what speaks for each of their candidates, and how likely that makes it."""
    groups = groups_of(mentions, candidates)
    beside, longer = _neighbours(groups, journeys), _longer_names(groups)
    first = [alone(group, weights) for group in groups]
    _believe(groups, first, weights)
    for _ in range(ROUNDS):
        votes, spots = Votes(groups, weights), Spots(groups, weights.near_km)
        before, found = [group.beliefs for group in groups], list[list[Parts]]()
        for number, (group, own) in enumerate(zip(groups, first, strict=True)):
            fuller = {g.best.id for g in longer.get(group.name.casefold(), ()) if g.best}
            around = Around(votes, _ends(beside[id(group)]), fuller)
            near = spots.nearness(number, group.places)
            found.append(
                [
                    parts | together(place, group, nearness, around, weights)
                    for place, parts, nearness in zip(group.places, own, near, strict=True)
                ]
            )
        _believe(groups, found, weights)
        if all(_close(group.beliefs, old) for group, old in zip(groups, before, strict=True)):
            break
    return groups


def _neighbours(groups: list[Group], journeys: Iterable[Sequence[str]]) -> dict[int, list[Group]]:
    """The groups before and after each one on a journey."""
    by_mention = {m.id: g for g in groups for m in g.mentions}
    beside: dict[int, list[Group]] = defaultdict(list)
    for journey in journeys:
        way = [by_mention[i] for i in journey if i in by_mention]
        for before, after in itertools.pairwise(way):
            if before is not after:
                beside[id(before)].append(after)
                beside[id(after)].append(before)
    return beside


def _longer_names(groups: list[Group]) -> dict[str, list[Group]]:
    """The groups whose names go on behind a word: "khabarovsk" is followed by "khabarovsk krai"."""
    found: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        name = group.name.casefold()
        for end in re.finditer("[ -]", name[:LONGEST_NAME]):
            found[name[: end.start()]].append(group)
    return found


def _ends(beside: list[Group]) -> list[End]:
    """Where those who come to a place come from and go to."""
    return [
        End(place, belief / len(beside))
        for group in beside
        for place, belief in zip(group.places, group.beliefs, strict=True)
        if place.kind not in WIDE and belief >= LEAST_BELIEF
    ]


def _believe(groups: list[Group], found: list[list[Parts]], weights: Weights) -> None:
    """Keep the parts of each score, and how likely they make each candidate; the rest is for a place nobody lists."""
    for group, parts in zip(groups, found, strict=True):
        scores = [sum(p.values()) for p in parts]
        top = max([weights.unlisted, *scores])
        powers = [math.exp(weights.sharpness * (score - top)) for score in scores]
        whole = sum(powers) + math.exp(weights.sharpness * (weights.unlisted - top))
        group.parts, group.beliefs = parts, [power / whole for power in powers]


def _close(beliefs: list[float], others: list[float]) -> bool:
    return all(abs(belief - other) < SETTLED for belief, other in zip(beliefs, others, strict=True))


def _located(group: Group) -> Located:
    ranked = [
        candidate.model_copy(update={"parts": kept, "score": round(sum(kept.values()), 3)})
        for candidate, parts in zip(group.candidates, group.parts, strict=True)
        for kept in [{name: round(value, 3) for name, value in parts.items() if abs(value) >= 0.001}]
    ]
    ranked.sort(key=lambda c: (-c.score, c.place.id))
    if not ranked:
        return Located(place=None, confidence=0.0, candidates=())
    sure = round(confidence(group), 3)
    return Located(
        place=ranked[0].place if sure >= SURE_ENOUGH else None, confidence=sure, candidates=tuple(ranked[:5])
    )


def confidence(group: Group) -> float:
    """How likely it is that the best candidate is meant, or one at the same spot."""
    best = group.best
    if best is None:
        return 0.0
    near = [distance_km(best.lat, best.lon, place.lat, place.lon) <= SAME_SPOT_KM for place in group.places]
    return min(1.0, sum(itertools.compress(group.beliefs, near)))
