"""How far an answer agrees with a gold case. `cases/README.md` says what a case is.

route       a stop matches a gold stop that lies within the gold stop's tolerance; the matches must run in the same
            order on both sides (longest common subsequence). Precision, recall, F1.
place F1    the same, order left aside: the difference to route F1 is what ordering costs.
status      share of matched stops whose status is right.
dates       share of matched, dated gold stops whose date is right.
travellers  share of gold itineraries that found an itinerary under the right name.
exact       share of gold itineraries whose required stops, order and status are all right, with nothing added.
tempted     share of the traps (`not_stops`) that were drawn on a route all the same. The lower the better.
quiet       share of the cases without a journey for which no stop was drawn.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from geotrack.geo import distance_km

TRAP_KM = 30.0
TOLERANCE_KM = 30.0
SMALL_WORDS = frozenset("the of mr mrs ms his her its a an s".split())

Pairs = list[tuple[int, int]]
"""Numbers of a predicted stop and of the gold stop that it matches."""


@dataclass(frozen=True)
class Spot:
    """A stop or a trap, of the answer or of the gold."""

    lat: float
    lon: float
    status: str = ""
    date: str | None = None
    tolerance_km: float = TOLERANCE_KM
    required: bool = True

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Spot:
        """From JSON; what a spot does not need is left aside."""
        return cls(**{f.name: data[f.name] for f in fields(cls) if f.name in data})

    def km(self, other: Spot) -> float:
        """The distance to another one."""
        return distance_km(self.lat, self.lon, other.lat, other.lon)

    def meets(self, gold: Spot) -> bool:
        """Whether this is what `gold` means."""
        return self.km(gold) <= gold.tolerance_km


@dataclass(frozen=True)
class Way:
    """An itinerary."""

    names: tuple[str, ...]
    stops: tuple[Spot, ...]

    @classmethod
    def of(cls, data: Mapping[str, Any], *, aliases: bool) -> Way:
        """From JSON; the gold's aliases count, the answer must find the name itself."""
        names = (data["traveller"], *(data.get("aliases", ()) if aliases else ()))
        return cls(names, tuple(Spot.of(stop) for stop in data["stops"]))

    def named_as(self, gold: Way) -> bool:
        """Whether the two travellers share a telling word."""
        mine = telling_words(self.names[0])
        return any(mine & telling_words(name) for name in gold.names)


@dataclass(frozen=True)
class Tally:
    """What is counted in one case, or in many."""

    hits: int = 0
    missed: int = 0
    wrong: int = 0
    place_hits: int = 0
    place_missed: int = 0
    place_wrong: int = 0
    status_right: int = 0
    dated: int = 0
    dates_right: int = 0
    ways: int = 0
    named: int = 0
    exact: int = 0
    traps: int = 0
    tempted: int = 0
    still: int = 0
    quiet: int = 0
    crashed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def route_f1(self) -> float:
        """Precision and recall of the route in one figure."""
        return f1(self.hits, self.wrong, self.missed)

    def figures(self) -> dict[str, float]:
        """The figures, each between 0 and 1, to three digits."""
        exact = {
            "route_f1": self.route_f1,
            "precision": share(self.hits, self.hits + self.wrong),
            "recall": share(self.hits, self.hits + self.missed),
            "place_f1": f1(self.place_hits, self.place_wrong, self.place_missed),
            "status": share(self.status_right, self.hits),
            "dates": share(self.dates_right, self.dated),
            "travellers": share(self.named, self.ways),
            "exact": share(self.exact, self.ways),
            "tempted": self.tempted / self.traps if self.traps else 0.0,
            "quiet": share(self.quiet, self.still),
        }
        return {name: round(value, 3) for name, value in exact.items()}


def share(part: int, whole: int) -> float:
    """A part of a whole; of nothing, all."""
    return part / whole if whole else 1.0


def f1(hits: int, wrong: int, missed: int) -> float:
    """The harmonic mean of precision and recall."""
    precision, recall = share(hits, hits + wrong), share(hits, hits + missed)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def tally(gold: Mapping[str, Any], answer: Mapping[str, Any]) -> Tally:
    """What one answer is worth, beside its gold."""
    golds = [Way.of(way, aliases=True) for way in gold["itineraries"]]
    ways = [Way.of(way, aliases=False) for way in answer["itineraries"] if way["stops"]]
    pairs = couples(ways, golds)
    total = Tally(ways=sum(any(s.required for s in way.stops) for way in golds))
    false: list[Spot] = []
    for w, g in pairs:
        counted, added = _couple(ways[w], golds[g])
        total += counted
        false += added
    for number, way in enumerate(golds):
        if number not in {g for _, g in pairs}:
            unseen = sum(s.required for s in way.stops)
            total += Tally(missed=unseen, place_missed=unseen)
    for number, way in enumerate(ways):
        if number not in {w for w, _ in pairs}:
            # a companion who stays on a gold route counts neither way
            astray = [s for s in way.stops if not any(s.meets(other) for g in golds for other in g.stops)]
            total += Tally(wrong=len(astray), place_wrong=len(astray))
            false += astray
    traps = [Spot.of(trap) for trap in gold.get("not_stops", ())]
    caught = sum(any(stop.km(trap) <= TRAP_KM for stop in false) for trap in traps)
    total += Tally(traps=len(traps), tempted=caught)
    return total + Tally(still=not golds, quiet=not golds and not total.wrong)


def couples(ways: Sequence[Way], golds: Sequence[Way]) -> Pairs:
    """Which itinerary answers which gold one: names first, then stops in common."""
    options = []
    for g, gold in enumerate(golds):
        for w, way in enumerate(ways):
            common = len(in_order(way.stops, gold.stops))
            if common:
                options.append((-common - 5 * way.named_as(gold), g, w))
    found: Pairs = []
    for _, g, w in sorted(options, key=lambda option: option[0]):
        if all(w != taken and g != other for taken, other in found):
            found.append((w, g))
    return found


def _couple(way: Way, gold: Way) -> tuple[Tally, list[Spot]]:
    """What an itinerary and its gold have in common; and the stops that nothing excuses."""
    required = {g for g, stop in enumerate(gold.stops) if stop.required}
    pairs = in_order(way.stops, gold.stops)
    hits = [(way.stops[w], gold.stops[g]) for w, g in pairs if g in required]
    wrong = unexcused(way.stops, gold.stops, pairs)
    right = sum(mine.status == theirs.status for mine, theirs in hits)
    dated = [(mine.date, theirs.date) for mine, theirs in hits if theirs.date]
    anyhow = in_any_order(way.stops, gold.stops)
    found = sum(g in required for _, g in anyhow)
    named = way.named_as(gold) and bool(required)
    counted = Tally(
        hits=len(hits),
        missed=len(required) - len(hits),
        wrong=len(wrong),
        place_hits=found,
        place_missed=len(required) - found,
        place_wrong=len(unexcused(way.stops, gold.stops, anyhow)),
        status_right=right,
        dated=len(dated),
        dates_right=sum(same_date(mine, theirs) for mine, theirs in dated),
        named=named,
        exact=named and not wrong and right == len(required),
    )
    return counted, wrong


def in_order(mine: Sequence[Spot], gold: Sequence[Spot]) -> Pairs:
    """The best match that runs in order of travel on both sides."""
    best = [[0.0] * (len(gold) + 1) for _ in range(len(mine) + 1)]
    for i in reversed(range(len(mine))):
        for j in reversed(range(len(gold))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if mine[i].meets(gold[j]):
                # a tie goes to the pair whose status agrees
                worth = (1.0 if gold[j].required else 0.01) + 0.001 * (mine[i].status == gold[j].status)
                best[i][j] = max(best[i][j], worth + best[i + 1][j + 1])
    pairs: Pairs = []
    i = j = 0
    while i < len(mine) and j < len(gold):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs


def in_any_order(mine: Sequence[Spot], gold: Sequence[Spot]) -> Pairs:
    """A largest match, order left aside (augmenting paths); what is required has the first choice."""
    taken: dict[int, int] = {}

    def placed(i: int, closed: set[int]) -> bool:
        for j, stop in enumerate(gold):
            if j not in closed and mine[i].meets(stop):
                closed.add(j)
                if j not in taken or placed(taken[j], closed):
                    taken[j] = i
                    return True
        return False

    for required in (True, False):
        for i in range(len(mine)):
            if i not in taken.values():
                placed(i, {j for j, stop in enumerate(gold) if stop.required != required and j not in taken})
    return [(i, j) for j, i in taken.items()]


def unexcused(mine: Sequence[Spot], gold: Sequence[Spot], pairs: Pairs) -> list[Spot]:
    """Stops that match nothing, are optional nowhere, and are no finer grain of a matched neighbour."""
    matched = dict(pairs)
    return [
        stop
        for i, stop in enumerate(mine)
        if i not in matched
        and not any(not other.required and stop.meets(other) for other in gold)
        and not any(near in matched and stop.meets(gold[matched[near]]) for near in (i - 1, i + 1))
    ]


def telling_words(name: str) -> set[str]:
    """The words of a name, without accents and small words.

    >>> sorted(telling_words("the Prince of Wales"))
    ['prince', 'wales']
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return set(re.findall(r"[a-z0-9]+", plain)) - SMALL_WORDS


def same_date(mine: str | None, gold: str) -> bool:
    """Whether the days are the same; of an interval, the first day is enough.

    >>> same_date("2023-09-13", "2023-09-13/2023-09-15"), same_date("2023-09", "2023-09-13")
    (True, False)
    """
    if not mine:
        return False
    (a, b), (c, d) = bounds(mine), bounds(gold)
    return (a, b) == (c, d) or (a == c and "/" in mine + gold)


def bounds(date: str) -> tuple[str, str]:
    """First and last day of a date in EDTF, as strings that sort.

    >>> bounds("2023-10"), bounds("1972-02-21/1972-02-26")
    (('2023-10-01', '2023-10-31'), ('1972-02-21', '1972-02-26'))
    """
    first, _, last = (part.strip("~?% ") for part in date.partition("/"))
    last = last or first
    return first + "0000-01-01"[len(first) :], last + "0000-12-31"[len(last) :]


def summed(tallies: Iterable[Tally]) -> Tally:
    """All cases together."""
    return sum(tallies, Tally())
