"""From movements to itineraries: who went where, in order, and what was left out.

`build_itineraries` merges the movements of each traveller into visits (`visits`), puts them in order of travel
(`order`) and keeps a reason for every name that became no stop.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geotrack import when
from geotrack.geo import distance_km
from geotrack.itineraries.announced import as_announced
from geotrack.itineraries.left_out import left_out_of
from geotrack.itineraries.order import around_others, earlier_journeys, in_order, passed_by
from geotrack.itineraries.people import joined, slug
from geotrack.itineraries.together import together
from geotrack.itineraries.visits import WEAK_CUES, Visit, visits_of
from geotrack.model import (
    Candidate,
    Excerpt,
    Itinerary,
    LeftOut,
    Leg,
    Located,
    Movement,
    Status,
    Stop,
    Study,
    Traveller,
)

__all__ = ["build_itineraries"]

DOUBTFUL = 0.3
"""Probability that somebody was there, and that it is the right place, below which a movement makes no stop. Set by the
practice cases: what that costs in right stops it gives back in wrong ones."""
FEW = 6
"""Movements in all: who is told to move in a sentence or two is what they tell of, and none of it is doubted."""

CLOSE = 2.0  # points behind the best, where each is a factor of five


def build_itineraries(
    studies: Sequence[Study], located: Mapping[str, Located]
) -> tuple[tuple[Itinerary, ...], tuple[LeftOut, ...]]:
    """The itinerary of each traveller, the longest first, and every other place that is named, with the reason.

    `studies` in order of publication; `located` says what each mention means.
    """
    mentions = {m.id: m for s in studies for m in s.mentions}
    told: dict[tuple[str, str], list[tuple[int, int, Movement]]] = {}
    dropped: dict[str, str] = {}
    few = sum(len(study.movements) for study in studies) <= FEW
    for number, study in enumerate(studies):
        for position, movement in enumerate(study.movements):
            sure = movement.confidence * (located[movement.mention].confidence if movement.mention in located else 1)
            if sure < DOUBTFUL and not few:
                dropped[movement.mention] = f"whether {movement.traveller} was there is too doubtful ({sure:.0%})"
                continue
            told.setdefault((study.article.id, movement.traveller), []).append((number, position, movement))
    published = [s.article.published for s in studies]
    journeys: list[tuple[Traveller, list[Visit]]] = []
    ways = []
    for traveller, names in joined(studies):
        own_told = sorted((t for name in names for t in told.get(name, ())), key=lambda t: t[:2])
        ways.append((traveller, [(number, movement) for number, _, movement in own_told]))
    for traveller, movements in as_announced(ways, located):
        visits, why_not = _kept(visits_of(movements, located, mentions, published), traveller, published)
        dropped |= why_not
        if visits:
            journeys.append((traveller, visits))
    itineraries: list[Itinerary] = []
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    taken_ids: set[str] = set()
    for traveller, visits, companions in together(journeys):
        key = own = slug(traveller.name)
        while key in taken_ids:
            numbers[own] = numbers.get(own, 1) + 1
            key = f"{own}-{numbers[own]}"
        taken_ids.add(key)
        itineraries.append(_itinerary(key, traveller, in_order(visits), companions))
        taken |= {m.mention for v in visits for _, m in v.told}
    itineraries.sort(key=lambda i: -len(i.stops))
    return tuple(itineraries), left_out_of(studies, located, taken, dropped)


def _kept(
    visits: list[Visit], traveller: Traveller, published: Sequence[str | None]
) -> tuple[list[Visit], dict[str, str]]:
    """The visits that make a journey, and for the mentions of the others why they are none.

    Nothing is kept where only an act at one place is known of somebody.
    """
    passed_by(visits, published)
    told = [v for v in visits if v.strong and not (v.origin and (len(visits) == 1 or traveller.kind == "thing"))]
    acted = {v.place.id for v in visits if v.status == "visited" and any(m.cue != "there" for _, m in v.told)}
    if not told and (len(acted) < 2 or traveller.kind == "thing"):
        return [], {}
    earlier = set(earlier_journeys(visits))
    # of many visits to one place one is enough to hold, or to lie in, another
    different = list({(v.place.id, v.status): v for v in visits}.values())
    around: dict[tuple[str, Status], bool] = {}
    why: dict[str, str] = {}
    kept = []
    for visit in visits:
        reason = ""
        same = visit.place.id, visit.status
        if same not in around:
            around[same] = around_others(visit, different)
        if visit.status == "cancelled" and not visit.strong:
            reason = f"{traveller.name} did not go there"
        elif visit in earlier:
            reason = f"an earlier journey of {traveller.name}: {when.spoken(visit.date or '')}"
        elif around[same]:
            reason = "holds stops that are listed themselves"
        if reason:
            why |= {m.mention: reason for _, m in visit.told}
        else:
            kept.append(visit)
    return kept, why


def _itinerary(key: str, traveller: Traveller, visits: list[Visit], companions: tuple[str, ...]) -> Itinerary:
    stops: list[Stop] = []
    ids: dict[int, str] = {}
    for number, visit in enumerate(visits, start=1):
        ids[id(visit)] = f"{key}/{number}"
        telling = _best_told(visit)
        first = number == 1 and visit.origin
        roles = {m.role for _, m in visit.told}
        stops.append(
            Stop(
                id=ids[id(visit)],
                place=visit.place,
                as_written=visit.as_written,
                status=visit.status,
                role="origin" if first else "transit" if roles == {"transit"} else "stop",
                date=visit.date,
                dated_by=visit.dated_by,
                ordered_by="; ".join(filter(None, (visit.ordered_by, visit.apart))),
                mode=next((m.mode for m in telling if m.mode and m.role != "origin"), None),
                within=ids.get(id(visit.within)),
                excerpts=_excerpts(telling),
                cues=tuple(f"{m.cue}: {m.cue_text}" for m in _distinct(telling)),
                confidence=visit.located.confidence,
                certainty=max(m.confidence for m in telling),
                chosen_for=visit.located.candidates[0].parts,
                rivals=_rivals(visit),
                disagreements=tuple(dict.fromkeys(visit.disagreements)),
            )
        )
    return Itinerary(
        id=key, traveller=traveller.name, aliases=traveller.aliases, companions=companions, kind=traveller.kind,
        stops=tuple(stops), legs=tuple(_legs(stops)),
    )  # fmt: skip


def _rivals(visit: Visit) -> tuple[Candidate, ...]:
    """The likeliest other place of the name, for those who doubt the choice, and two more that come close."""
    best, *others = visit.located.candidates
    found = [c for c in others if c.place.id != visit.place.id][:3]
    return tuple(c for n, c in enumerate(found) if n == 0 or c.score > best.score - CLOSE)


def _best_told(visit: Visit) -> list[Movement]:
    """The movements of a visit, those first that agree with its status, tell its date and speak of travel."""

    def rank(told: tuple[int, Movement]) -> tuple[bool, bool, bool, int, int]:
        article, movement = told
        undated = movement.dated_by != visit.dated_by
        return movement.status != visit.status, undated, movement.cue in WEAK_CUES, article, movement.sequence

    return [m for _, m in sorted(visit.told, key=rank)]


def _distinct(movements: Sequence[Movement]) -> list[Movement]:
    """One movement a sentence."""
    return list({(m.excerpt.article, m.excerpt.start): m for m in reversed(movements)}.values())[::-1]


def _excerpts(movements: Sequence[Movement]) -> tuple[Excerpt, ...]:
    return tuple(m.excerpt for m in _distinct(movements))


def _legs(stops: Sequence[Stop]) -> list[Leg]:
    legs = []
    previous: Stop | None = None
    for stop in stops:
        if stop.status == "cancelled" or stop.within:
            continue
        if previous is not None:
            km = distance_km(previous.place.lat, previous.place.lon, stop.place.lat, stop.place.lon)
            legs.append(Leg(start=previous.id, end=stop.id, km=round(km, 1), status=stop.status, mode=stop.mode))
        previous = stop
    return legs
