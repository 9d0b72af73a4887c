"""Those who make the whole way together are drawn once."""

from __future__ import annotations

from collections.abc import Sequence

from geotrack.itineraries.visits import Visit
from geotrack.model import Traveller

LEAST_STOPS = 3  # two people who meet at two places have not travelled together
MOST_OF = 0.6  # of the longer way: "they" may go unsaid at some stops of it


def together(
    journeys: Sequence[tuple[Traveller, list[Visit]]],
) -> list[tuple[Traveller, list[Visit], tuple[str, ...]]]:
    """The journeys, each with the names of those who went along and have none of their own for it.

    Who went along is told of in the same words as the other, at most of the other's stops and at none besides; who
    joins late, leaves early or goes anywhere alone keeps a journey. The journey goes by the name that is told first.
    """
    kept: list[tuple[int, list[Visit], list[int]]] = []  # number of the traveller, visits, numbers of all who made them
    for number in sorted(range(len(journeys)), key=lambda k: -len(journeys[k][1])):
        visits = journeys[number][1]
        for _, whole, party in kept:
            if _went_along(visits, whole):
                party.append(number)
                break
        else:
            kept.append((number, visits, [number]))
    found = []
    for _, visits, party in sorted(kept, key=lambda k: min(k[2])):
        first, *others = sorted(party)
        found.append((journeys[first][0], visits, tuple(journeys[k][0].name for k in others)))
    return found


def _went_along(visits: list[Visit], whole: list[Visit]) -> bool:
    if len(visits) < max(LEAST_STOPS, MOST_OF * len(whole)):
        return False
    seen = {m.mention for visit in whole for _, m in visit.told}
    return all(m.mention in seen for visit in visits for _, m in visit.told)
