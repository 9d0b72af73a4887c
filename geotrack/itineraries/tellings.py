"""The order in which each article tells of visits: on which day an undated one falls, and the order within a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geotrack.itineraries.visits import Visit
from geotrack.model import FLASHBACK


@dataclass(frozen=True, slots=True)
class Told:
    """Where an article first tells of a visit."""

    visit: Visit
    rank: float
    sentence: int
    """Offset of its sentence."""
    flashback: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """The visits that one article tells of, in its order: those that happened, or those that it announces."""

    article: int
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """The day of an undated visit, and the visit that it is told before, where that is why."""

    day: float
    ahead_of: Visit | None = None


def tellings_of(visits: Sequence[Visit]) -> tuple[Telling, ...]:
    """What each article tells of these visits, in order of publication."""
    found: dict[tuple[int, bool], dict[int, Told]] = {}
    for visit in visits:
        for article, movement in visit.told:
            if movement.status == "cancelled" != visit.status:
                continue
            announced = movement.status == "planned" and not movement.under_way
            chain = found.setdefault((article, announced), {})
            known = chain.get(id(visit))
            if known is None or movement.sequence < known.rank:
                flashback = movement.ranked_by == FLASHBACK
                chain[id(visit)] = Told(visit, movement.sequence, movement.excerpt.start, flashback)
    for (article, _), chain in found.items():
        _origins_ahead(article, chain)
    chains = ((number, sorted(chain.values(), key=lambda t: t.rank)) for (number, _), chain in sorted(found.items()))
    return tuple(Telling(number, tuple(chain)) for number, chain in chains)


def _origins_ahead(article: int, chain: dict[int, Told]) -> None:
    """Put an origin before the stop its sentence leads to, also where that has been told before.

    "She arrived in Lyon. Crowds cheered. She had come to Lyon from Metz."
    """
    sentences: dict[int, list[tuple[int, Visit]]] = {}
    for told in chain.values():
        for number, movement in told.visit.told:
            if number == article:
                sentences.setdefault(movement.excerpt.start, []).append((movement.sequence, told.visit))
    for told in [t for t in chain.values() if t.visit.origin]:
        onward = [(rank, v) for rank, v in sentences[told.sentence] if rank > told.rank and v is not told.visit]
        if onward:
            stop = chain[id(min(onward, key=lambda o: o[0])[1])]
            if stop.rank < told.rank:
                chain[id(told.visit)] = Told(told.visit, stop.rank - 0.5, stop.sentence, stop.flashback)


def days_beside(visits: Sequence[Visit], days: Mapping[int, float], tellings: Sequence[Telling]) -> dict[int, Beside]:
    """The days of the visits that have none: that of the dated one beside which an article tells them.

    Of several articles the one counts that tells a dated one in the same sentence, else the first.
    """
    found: dict[int, tuple[int, Beside]] = {}
    for telling in tellings:
        before = [days[id(v)] for v in visits if v.first[0] < telling.article and id(v) in days]
        past = max(before, default=None)
        for told, previous, following in _with_dated_neighbours(telling, days):
            closeness, beside = _beside(telling.article, told, previous, following, days, past)
            known = found.get(id(told.visit))
            if beside and (known is None or closeness < known[0]):
                found[id(told.visit)] = closeness, beside
    return {visit: beside for visit, (_, beside) in found.items()}


def _with_dated_neighbours(
    telling: Telling, days: Mapping[int, float]
) -> Iterator[tuple[Told, Told | None, Told | None]]:
    """Each undated visit with the dated ones that are told last before it and first after it."""
    following: list[Told | None] = []
    for told in reversed(telling.told):
        following.append(told if id(told.visit) in days else following[-1] if following else None)
    previous: Told | None = None
    for told, behind in zip(telling.told, reversed(following), strict=True):
        if id(told.visit) in days:
            previous = told
        else:
            yield told, previous, behind


def _beside(
    article: int, told: Told, previous: Told | None, following: Told | None, days: Mapping[int, float],
    past: float | None,
) -> tuple[int, Beside | None]:  # fmt: skip
    """How close the dated visit is told (0: in the same sentence), and the day that it gives.

    The one before it gives the day, unless only the one behind it stands in its sentence, or it is told in retrospect,
    or the telling jumps back and it stands nearer to what follows. What a later article adds lies behind all that was
    told before, as far as that article's own dates allow.
    """
    low = days[id(previous.visit)] if previous else None
    high = days[id(following.visit)] if following else None
    ahead = Beside(high, following.visit) if following and high is not None else None
    if previous and low is not None and previous.sentence == told.sentence:
        return 0, Beside(low)
    if ahead and following and following.sentence == told.sentence:
        return 0, ahead
    if ahead and told.flashback:
        return 1, ahead
    if previous and low is not None and following and high is not None and high < low:
        nearer = following.sentence - told.sentence < told.sentence - previous.sentence
        return 1, ahead if nearer else Beside(low)
    if previous and low is not None and (previous.visit.first[0] == article or past is None):
        return 1, Beside(low)
    if past is not None and (low is None or low <= past) and (high is None or past <= high):
        return 2 if high is None and low is None else 1, Beside(past)
    if low is not None:
        return 1, Beside(low)
    return (1, ahead) if ahead else (3, None)


def merged(visits: Sequence[Visit], tellings: Sequence[Telling]) -> list[Visit]:
    """The visits of one day, as the first article tells them that tells two of them.

    What a later article adds stands behind what it is told after there: A, C and then A, B, C make A, B, C.
    """
    wanted = {id(v) for v in visits}
    order: list[Visit] = []
    placed: set[int] = set()
    for telling in tellings:
        chain = [t.visit for t in telling.told if id(t.visit) in wanted]
        known = next((v for v in chain if id(v) in placed), None)
        at = len(order) if known is None else order.index(known)
        for visit in chain:
            if id(visit) in placed:
                at = order.index(visit) + 1
            else:
                order.insert(at, visit)
                placed.add(id(visit))
                at += 1
    return order
