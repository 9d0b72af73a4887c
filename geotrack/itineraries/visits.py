"""Movements of one traveller that mean the same stop become one visit.

Two sentences, or two articles, tell of the same arrival; a return is a second visit; a later article overturns an
earlier plan, and what disagrees is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geotrack import when
from geotrack.geo import distance_km
from geotrack.model import CARRIED, Located, Mention, Movement, Place, Status

SAME_TOWN_KM = 8.0  # two names for one stop: a town and its suburb's station are still two
# What is read from an act at a place, not from words of travel: enough to date or confirm a stop, hardly to make one.
WEAK_CUES = frozenset({"act", "be", "event", "receive", "see", "seen", "scene", "next", "there"})

# What leads to a place in a story that goes on.
ARRIVALS = frozenset({"go", "arrive", "carry", "trip", "onward"})
LEFT_BEHIND = 2  # stops after which a way may come round

MOST_RETURNS = 50  # earlier visits to one place, and dates of one visit, with which a movement is compared

STAYS = frozenset({"layout", "letter"})
"""What says on which day the traveller was still there: the next row of a table, the head of a letter."""


@dataclass(slots=True, eq=False)
class Visit:
    """A stop while it is being put together."""

    place: Place
    as_written: str
    located: Located
    """How the place was chosen, by the mention that is surest of it."""
    told: list[tuple[int, Movement]] = field(default_factory=list)
    """Movements with the number of their article, in the order read."""
    status: Status = "visited"
    date: str | None = None
    dated_by: str = ""
    apart: str = ""
    """Why it is a visit of its own, or one at all, where its sentence alone does not tell."""
    ordered_by: str = ""
    disagreements: list[str] = field(default_factory=list)
    within: Visit | None = None
    # what is asked of every visit for every movement is kept, not counted again from all that is told
    first: tuple[int, int] = (0, 0)
    """Article and rank of the first movement that tells of it, as done where it was."""
    origin: bool = True
    """Whether it is known only as the start of a way."""
    strong: bool = False
    """Whether words of travel lead here."""
    statuses: set[Status] = field(default_factory=set)
    """What is said of it: that it happened, is planned, was called off."""
    dates: dict[str, None] = field(default_factory=dict)
    """The dates that its sentences give, in the order told."""

    def tell(self, article: int, movement: Movement, located: Located) -> None:
        """Add a movement that tells of it."""
        rank = article, movement.sequence
        self.first = min(self.first, rank) if self.told else rank
        self.told.append((article, movement))
        self.origin = self.origin and movement.role == "origin"
        self.strong = self.strong or movement.cue not in WEAK_CUES
        self.statuses.add(movement.status)
        if movement.date and movement.dated_by != CARRIED and len(self.dates) < MOST_RETURNS:
            self.dates[movement.date] = None
        if located.confidence > self.located.confidence:
            self.located = located

    @property
    def arrived(self) -> bool:
        """Whether words of arrival lead here, and not only what was done here."""
        return any(m.cue in ("arrive", "go", "visit") and m.role == "stop" for _, m in self.told)

    @property
    def under_way(self) -> bool:
        """Whether the traveller was only seen on the way there."""
        return any(m.under_way for _, m in self.told) and all(m.status != "visited" for _, m in self.told)


def visits_of(
    movements: Sequence[tuple[int, Movement]],
    located: Mapping[str, Located],
    mentions: Mapping[str, Mention],
    published: Sequence[str | None],
) -> list[Visit]:
    """The visits that these movements of one traveller tell of, in the order in which they are first told.

    `movements` come with the number of their article, articles in order of publication, which `published` gives. Those
    that are not located are passed over.
    """
    visits: list[Visit] = []
    known: dict[str, list[int]] = {}  # numbers of the visits by the id and by the name of their place
    for article, movement in movements:
        found = located.get(movement.mention)
        if found is None or found.place is None:
            continue
        keys = {found.place.id, found.place.name}
        near = sorted({number for key in keys for number in known.get(key, [])[-MOST_RETURNS:]})
        home, apart = _home(visits, [visits[number] for number in near], article, movement, found.place)
        if home is None:
            home = Visit(found.place, mentions[movement.mention].text, found, apart=apart)
            for key in keys:
                known.setdefault(key, []).append(len(visits))
            visits.append(home)
        home.tell(article, movement, found)
    for visit in visits:
        _settle(visit, published)
    return visits


def _home(
    visits: list[Visit], near: list[Visit], article: int, movement: Movement, place: Place
) -> tuple[Visit | None, str]:
    """The visit that a movement speaks of, if it has been told before; else why it is another than those.

    `near` are the visits to such a place.
    """
    why = ""
    found: Visit | None = None
    own = movement.date if movement.dated_by != CARRIED else None
    for visit in reversed([v for v in near if _same_place(v.place, place)]):
        apart = _apart(visit, visits, article, movement)
        if not apart and (not own or any(when.narrower(d, own) for d in visit.dates)):
            return visit, ""  # a later one to the place stands back behind that of the day
        if not apart:
            found = found or visit
        why = why or apart
    return found, "" if found else why


def _apart(visit: Visit, visits: list[Visit], article: int, movement: Movement) -> str:
    """Why a movement speaks of another visit to the place than this one; empty where it may be this."""
    last = visits[-1]
    recent = visits[-MOST_RETURNS:]
    stands = next((v for v in reversed(recent) if not v.origin and "visited" in v.statuses), last)
    own = movement.date if movement.dated_by != CARRIED else None
    agree = not own or not visit.dates or any(when.narrower(d, own) for d in visit.dates)
    elsewhere = last is not visit and _went_on(visits, visit, article)
    if visit in (last, stands) and movement.cue in STAYS and visit.statuses == {movement.status}:
        return ""
    latest = visit.told[-1][1]
    beside = latest.mention == movement.mention and latest.excerpt.start == movement.excerpt.start
    if visit is last and beside and not movement.again:
        return ""  # "is expected in Lyon on Friday and will speak there the next day"
    if movement.role == "origin" and own and not agree and visit is stands and not visit.origin:
        if when.after(own, next(iter(visit.dates))):
            return ""  # "landed in Tangier in February and left Tangier in April"
    known_as_left = visit.origin and movement.role != "origin" and not movement.again
    if known_as_left and own and visit.dates and all(when.after(d, own) for d in visit.dates):
        return ""  # "having left Singapore today. Yesterday in Singapore she saw ..."
    if movement.cue == latest.cue == "layout" and movement.role == "stop" and elsewhere:
        return "another visit, in a later line"
    if not own and not visit.dates and _comes_round(visits, visit, article, movement):
        return "another visit, for the way has led elsewhere since"
    if movement.again and movement.role == "stop" and elsewhere:
        return "another visit, for its sentence speaks of a return"
    if not agree and "visited" in visit.statuses and movement.status in ("visited", "planned"):
        return "another visit, on another day than the one before"
    if not agree and movement.status == "planned" and visit.first[0] == article:
        # two dates of one announcement; in another article it is a plan that has changed
        return "another visit, announced for another day"
    if movement.role != "origin" and visit.origin and elsewhere:
        same_day = own and visit.dates and agree and when.precision(own) == "day"  # first told as where they left
        if movement.cue not in WEAK_CUES and not same_day:
            return "another visit, back where the journey began"
    return ""


def _comes_round(visits: list[Visit], visit: Visit, article: int, movement: Movement) -> bool:
    """Whether a way leads to a place again that it has left two stops ago: "to Pisa, Siena and Rome. He rode to Pisa".

    Not to that with which a text opens, which may be what it comes to; nor where it tells again what it has summed up.
    """
    if movement.cue not in ARRIVALS or movement.role != "stop" or movement.status != "visited" or not visit.strong:
        return False
    if visit is visits[0] or visit.first[0] != article:
        return False
    recent = visits[-MOST_RETURNS:]
    since = recent[recent.index(visit) + 1 :] if visit in recent else []
    stops = [v for v in since if v.first[0] == article and v.strong and not v.origin]
    sums_up = max(recent, key=lambda v: v.told[-1][1].sequence) is not visits[-1]
    return len(stops) >= LEFT_BEHIND and not sums_up


def _went_on(visits: list[Visit], visit: Visit, article: int) -> bool:
    """Whether this article has told of another stop since it last spoke of the visit."""
    last_told = visit.told[-1][1].sequence
    for other in reversed(visits):  # in the order told: what stands before the first older one is older, too
        if other.first[0] != article or other.first[1] <= last_told:
            return False
        if other is not visit and other.told[-1][1].role != "origin":
            return True
    return False


def _same_place(one: Place, other: Place) -> bool:
    if one.id == other.id:
        return True
    if one.kind != other.kind or one.kind not in ("city", "facility", "airport"):
        return False
    near = 1.5 if one.kind == "facility" else SAME_TOWN_KM
    return one.name == other.name and distance_km(one.lat, one.lon, other.lat, other.lon) <= near


def _is_surer(announced: str, date: str, dated_by: str) -> bool:
    """Whether the announced date of a visit says more than that told of it.

    So it does of one within it, and where the other is before it and not a day that its own words give: what was
    announced for a day has not come before.
    """
    if when.contains(date, announced):
        return not when.contains(announced, date)
    return when.after(announced, date) and (dated_by == CARRIED or when.precision(date) in ("month", "year"))


def _settle(visit: Visit, published: Sequence[str | None]) -> None:
    """Status, date and rank from all that is told, the later article above the earlier."""
    told = visit.told
    happened = [(a, m.sequence) for a, m in told if m.status == "visited" or m.under_way]
    if visit.status == "visited" and happened:
        visit.first = min(happened)  # not where its plan was told
    if any(m.status == "visited" for _, m in told):
        visit.status = "visited"
        denied = [m for _, m in told if m.status == "cancelled"]
        visit.disagreements += [f"denied: “{m.cue_text}”" for m in denied]
    else:
        # the last word counts
        visit.status = max(told, key=lambda am: (am[0], am[1].sequence))[1].status
        if visit.status == "planned" and any(m.status == "cancelled" for _, m in told):
            latest = max(a for a, _ in told)
            if any(a == latest and m.status == "cancelled" for a, m in told):
                visit.status = "cancelled"
    telling = [m for _, m in told if m.status == visit.status] or [m for _, m in told]
    if visit.status == "cancelled" and not any(m.date for m in telling):
        telling = [m for _, m in told][::-1]  # called off: the day of the plan
    best: tuple[str, str] | None = None
    for movement in sorted(telling, key=lambda m: m.role == "origin"):  # the day of arrival before that of leaving
        if not movement.date:
            continue
        if best is None:
            best = movement.date, movement.dated_by
            continue
        both = when.narrower(best[0], movement.date)
        if both is None and movement.cue in STAYS:
            best = when.spanning(best[0], movement.date), best[1]
        elif both is None:
            if movement.dated_by != CARRIED:
                visit.disagreements.append(f"dated {when.spoken(movement.date)} by {movement.dated_by}")
        elif both != best[0]:
            best = both, movement.dated_by
    if visit.status == "visited":
        seen = published[max(happened)[0]]
        for _, plan in told:  # what happened without a date of its own, or a vaguer one, went as announced
            if plan.status == "planned" and plan.date and not when.after(plan.date, seen):
                if best is None or _is_surer(plan.date, *best):
                    best = plan.date, plan.dated_by
    if best is not None:
        visit.date, visit.dated_by = best
