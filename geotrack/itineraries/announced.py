"""What one article announces of a tour, and another tells of it under another name.

A programme has the stops of a band, a race or a flame; the report that follows tells of the singer, the winner or "the
torch". Where these go the way that was announced, what has become of them has become of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from geotrack import when
from geotrack.model import CARRIED, Located, Movement, Traveller, TravellerKind

Way = tuple[Traveller, list[tuple[int, Movement]]]
"""A traveller and the movements told, each with the number of its article."""

LEAST_SHARED = 3  # two who meet at two places have not gone the same way
THINGS: frozenset[TravellerKind] = frozenset({"thing", "vessel", "animal", "storm"})


def as_announced(ways: Sequence[Way], located: Mapping[str, Located]) -> list[Way]:
    """The ways, where a later article follows somebody else along what an earlier one announces, with both's movements.

    "The band will play Ghent on 3 May, Lille on the 5th, Metz on the 7th", and a month later "The singer was cheered in
    Ghent and Lille; Metz was cancelled". A thing that goes the way of another by another name is the same thing.
    """
    places = [[(_place(m, located), m) for _, m in movements] for _, movements in ways]
    there: dict[str, list[int]] = {}
    for number, own in enumerate(places):
        for place in dict.fromkeys(p for p, m in own if p and not (m.status == "planned" or m.role == "origin")):
            there.setdefault(place, []).append(number)
    found = [list(movements) for _, movements in ways]
    gone: dict[int, int] = {}  # what travels on under the name of another
    for number, own in enumerate(places):
        plan: dict[str, Movement] = {}
        for place, movement in own:
            if place and movement.status == "planned" and not movement.under_way:
                plan.setdefault(place, movement)
        met = Counter(other for place in plan for other in there.get(place, ()))
        for other, count in sorted(met.items()):
            if count < LEAST_SHARED or other == number or other in gone or not _reports_on(ways, number, other):
                continue
            shared = _kept(plan, places[other])
            if len(shared) < LEAST_SHARED:
                continue
            if ways[number][0].kind in THINGS and ways[other][0].kind in THINGS:
                found[number] += ways[other][1]
                gone[other] = number
                continue
            told = ((_place(m, located), a, m) for a, m in ways[other][1] if m.status != "planned")
            found[number] += [(a, m) for place, a, m in told if place in shared]
            announced = [plan[place] for place in shared]
            found[other] += [(a, m) for a, m in ways[number][1] if any(m is known for known in announced)]
    return [
        (_called(ways, number, gone), sorted(movements, key=lambda told: told[0]))
        for number, movements in enumerate(found)
        if number not in gone
    ]


def _place(movement: Movement, located: Mapping[str, Located]) -> str:
    found = located.get(movement.mention)
    return found.place.id if found and found.place else ""


def _reports_on(ways: Sequence[Way], plan: int, report: int) -> bool:
    """Whether the one is told of only after the other has been announced, by articles that do not tell of both.

    An article that tells of both tells them apart.
    """
    (one, announced), (other, reported) = ways[plan], ways[report]
    if one.kind == other.kind == "person":
        return False
    articles = {a for a, _ in announced}
    return articles.isdisjoint(a for a, _ in reported) and max(articles) < min(a for a, _ in reported)


def _kept(plan: Mapping[str, Movement], way: Sequence[tuple[str, Movement]]) -> set[str]:
    """The announced places that somebody has come to, or that were called off, in the order and on the days announced.

    None where much of it was not so.
    """
    ranks = {place: rank for rank, place in enumerate(plan)}
    came: dict[str, bool] = {}
    for place, movement in sorted(way, key=lambda pm: pm[1].sequence):
        if place in plan and movement.status != "planned":
            came[place] = came.get(place, False) or _on_the_day(plan[place], movement)
    shared = [place for place, agrees in came.items() if agrees]
    tails: list[int] = []  # the longest run in the order announced
    for place in shared:
        at = bisect_left(tails, ranks[place])
        tails[at : at + 1] = [ranks[place]]
    return set(shared) if 3 * len(tails) >= 2 * len(came) else set()


def _on_the_day(plan: Movement, movement: Movement) -> bool:
    if not plan.date or not movement.date or movement.dated_by == CARRIED:
        return True
    return when.narrower(plan.date, movement.date) is not None


def _called(ways: Sequence[Way], number: int, gone: Mapping[int, int]) -> Traveller:
    """The traveller, with the names of those that are the same."""
    own = ways[number][0]
    others = [ways[k][0] for k, home in gone.items() if home == number]
    names = dict.fromkeys(name for t in (own, *others) for name in (*t.aliases, t.name) if name != own.name)
    return own.model_copy(update={"aliases": tuple(names)}) if others else own
