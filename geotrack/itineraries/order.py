"""The order of travel: by date, by what the sentences say of one another, by the telling."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geotrack import when
from geotrack.geo import distance_km
from geotrack.itineraries.tellings import days_beside, merged, tellings_of
from geotrack.itineraries.visits import Visit
from geotrack.model import PlaceKind

_WIDE: frozenset[PlaceKind] = frozenset({"continent", "country", "region", "county", "area", "water"})
_SITES: frozenset[PlaceKind] = frozenset({"facility", "airport"})
SITE_IN_CITY_KM = 25.0
NEAREST_STOPS = 200  # stops around a site among which its city is looked for
LONGEST_GAP = 3  # days of which nothing is told, within one stay
DAY, MONTH, YEAR = 10, 7, 4  # characters of a date as exact as that
MANY, MOST, HALF_A_YEAR = 4, 0.6, 183


def in_order(visits: list[Visit]) -> list[Visit]:
    """The visits in order of travel, each with the reason: what happened by day and telling, then what is planned.

    A visit without a date has the day of the one that it is told beside. Those of one day come as an article tells
    them, the first that tells them both; what a later one adds stands behind what it is told after there.
    """
    latest = max((when.bounds(v.date)[0] for v in visits if v.date and v.status == "visited"), default=None)

    def ahead_of(visit: Visit) -> bool:
        """Whether a plan lies ahead of all that happened; one of an earlier day stands among it."""
        return visit.status == "planned" and not (visit.date and latest and when.bounds(visit.date)[1] < latest)

    happened = _by_day([v for v in visits if not ahead_of(v)])
    planned = _by_day([v for v in visits if ahead_of(v)])
    if planned and len(happened) == 1:
        happened[0].ordered_by = "ahead of what is planned"
    for visit in planned if happened else ():
        among = f"; {visit.ordered_by}" if len(planned) > 1 else ""
        visit.ordered_by = f"planned, so behind what happened{among}"
    ordered = _sites_beside_their_city([*_stays(happened), *planned])
    _between_days(ordered)
    return ordered


def _between_days(ordered: Sequence[Visit]) -> None:
    """Give an undated stop the day, month or year in which both dated ones around it lie.

    "On 3 May she reached Lyon. She rested in Vienne. On 9 May she was in Arles": Vienne in May.
    """
    happened = [v for v in ordered if v.status == "visited"]
    following: list[Visit | None] = []
    for visit in reversed(happened):
        following.append(visit if visit.date else following[-1] if following else None)
    before: Visit | None = None
    for visit, behind in zip(happened, reversed(following), strict=True):
        if visit.date:
            before = visit
        elif before and behind:
            shared = _shared(before.date or "", behind.date or "")
            if shared:
                visit.date, visit.dated_by = shared, f"between {before.place.name} and {behind.place.name}"


def _shared(one: str, other: str) -> str:
    """The smallest unit of the calendar that holds the end of one date and the beginning of the other."""
    end, start = when.bounds(one)[1].isoformat(), when.bounds(other)[0].isoformat()
    return next((end[:length] for length in (DAY, MONTH, YEAR) if end[:length] == start[:length]), "")


def _stays(ordered: list[Visit]) -> list[Visit]:
    """The visits, with those to one place that nothing parts and a few days lie between as one.

    "On Monday she met the mayor of Lyon; on Tuesday she opened the fair in Lyon" is a stay; but where two articles give
    two days to one arrival, the later article is right, and what the other says stays beside it.
    """
    kept: list[Visit] = []
    for visit in ordered:
        before = kept[-1] if kept else None
        if before is None or not _is_one_stay(before, visit):
            kept.append(visit)
            continue
        one, two = before.date or "", visit.date or ""
        earlier, later = {a for a, _ in before.told}, {a for a, _ in visit.told}
        if before.arrived and visit.arrived and not earlier & later:
            newer, older = (visit, before) if min(later) > max(earlier) else (before, visit)
            before.disagreements.append(f"dated {when.spoken(older.date or '')} by {older.dated_by}")
            before.date, before.dated_by = newer.date, newer.dated_by
        else:
            before.date = when.spanning(one, two)
        before.told += visit.told
        before.disagreements += visit.disagreements
    return kept


def _is_one_stay(one: Visit, other: Visit) -> bool:
    if one.place.id != other.place.id or not one.status == other.status == "visited" or one.origin:
        return False
    if not one.date or not other.date or any(m.again for _, m in other.told):
        return False
    return 0 <= (when.bounds(other.date)[0] - when.bounds(one.date)[1]).days <= LONGEST_GAP


def _by_day(visits: list[Visit]) -> list[Visit]:
    told = sorted(visits, key=lambda v: v.first)
    days = _days(told)
    tellings = tellings_of(told)
    beside = days_beside(told, days, tellings)
    days |= {number: found.day for number, found in beside.items()}
    unknown = min(days.values(), default=0.0) - 1  # an article without any day, ahead of all others
    groups: dict[float, list[Visit]] = {}
    for visit in told:
        groups.setdefault(days.get(id(visit), unknown), []).append(visit)
    ordered = [visit for day in sorted(groups) for visit in merged(groups[day], tellings)]
    _as_told(ordered)
    for visit in ordered:
        following = beside[id(visit)].ahead_of if id(visit) in beside else None
        if following and visit.origin:
            visit.ordered_by = f"where the way to {following.place.name} begins"
        elif following:
            visit.ordered_by = f"told before {following.place.name}{_how(visit, following)}"
    _by_date(ordered)
    return ordered


def passed_by(visits: list[Visit], published: Sequence[str | None]) -> None:
    """Who was on the way to a place and is seen further on has been there.

    So has who was to be there on a day that a later article has behind it, if that finds them further on: "Modi
    flies to Warsaw tomorrow", and four days later "Modi took a train to Kyiv, where he arrived on Friday".
    """
    for visit in visits:
        if visit.status == "planned" and visit.date and "cancelled" not in visit.statuses:
            planned_in = max(article for article, _ in visit.told)
            found = (
                (published[article], m.date)
                for other in visits
                for article, m in other.told
                if other is not visit and article > planned_in and m.status == "visited" and m.role != "origin"
            )
            if any(when.after(today, visit.date) and (not day or when.after(day, visit.date)) for today, day in found):
                visit.status = "visited"
                visit.apart = "was to be there, and a later article finds the traveller further on"
    _passed_by_plan(visits, published)
    latest = max((v.first for v in visits if v.status == "visited" and not v.origin), default=(-1, -1))
    for visit in visits:
        if visit.status != "planned" or not visit.under_way:
            continue
        seen = max((article, m.sequence) for article, m in visit.told if m.under_way)
        if latest > seen:
            visit.status = "visited"
            visit.apart = "was on the way there and is seen further on, so has been there"
            latest = latest if visit.origin else max(latest, visit.first)


def _passed_by_plan(visits: list[Visit], published: Sequence[str | None]) -> None:
    """What a plan puts before a stop that a later article has reached has been reached, too, unless it was called off.

    "Lind will visit Lyon, Turin and Graz", and a week later "Lind arrived in Graz".
    """
    reached: dict[int, tuple[int, int, str]] = {}  # by article the last of its plans that has come true, and when
    for visit in visits:
        came = [a for a, m in visit.told if m.status == "visited" and m.role != "origin"]
        for article, plan in visit.told:
            if plan.status == "planned" and came and max(came) > article:
                known = (plan.sequence, max(came), visit.place.name)
                reached[article] = max(reached.get(article, known), known)
    for visit in visits:
        if visit.status != "planned" or "cancelled" in visit.statuses:
            continue
        article, rank = max((a, m.sequence) for a, m in visit.told)
        last, later, name = reached.get(article, (-1, -1, ""))
        if last > rank and not when.after(visit.date, published[later]):
            visit.status = "visited"
            visit.apart = f"was planned before {name}, where a later article finds the traveller"


def earlier_journeys(visits: list[Visit]) -> list[Visit]:
    """Visits told for comparison: "in 2019 he had visited Italy", where nearly all else happened within half a year."""
    dated = [(when.bounds(v.date)[0].toordinal(), v) for v in visits if v.date and v.status == "visited"]
    if len(dated) < MANY:
        return []
    days = sorted(day for day, _ in dated)
    middle = days[len(days) // 2]
    close = sum(abs(day - middle) <= HALF_A_YEAR for day in days)
    by_years = sum(when.precision(visit.date or "") == "year" for _, visit in dated)
    if close < MOST * len(days) or 2 * by_years > len(days):
        return []  # a life, or a long voyage, or one told by its years
    return [v for day, v in dated if middle - day > HALF_A_YEAR]


def _days(told: list[Visit]) -> dict[int, float]:
    """The day of each dated visit; where its date is a month or a year, the first day in it that fits the telling.

    "On 18 May 1897 they left Gothenburg; in 1897 they also touched at Tromsø": later than 18 May.
    """
    times: dict[int, float] = {}
    for status in ("visited", "planned", "cancelled"):
        before = 0
        for visit in told:
            if visit.date and visit.status == status:
                first, last = (day.toordinal() for day in when.bounds(visit.date))
                before = before if first <= before <= last else first
                times[id(visit)] = float(before)
    return times


def _as_told(visits: list[Visit]) -> None:
    """The order of the telling as the reason of each; a better one may overrule it."""
    for visit in visits[:1]:
        visit.ordered_by = "told first" if len(visits) > 1 else "the only stop"
    for before, visit in pairwise(visits):
        visit.ordered_by = f"told after {before.place.name}{_how(before, visit)}"


def _by_date(ordered: list[Visit]) -> None:
    """The date as the reason, where dates differ: each beside the nearest dated before it."""
    dated = [v for v in ordered if v.date]
    if len({when.bounds(v.date)[0] for v in dated if v.date}) < 2:
        return
    dated[0].ordered_by = "by its date, the earliest"
    for before, visit in pairwise(dated):
        name, one, two = before.place.name, before.date or "", visit.date or ""
        if when.after(two, one):
            visit.ordered_by = f"by its date, later than that of {name}"
        elif when.bounds(one)[0] < when.bounds(two)[0]:
            visit.ordered_by = f"by its date, which begins later than that of {name}"
        elif when.bounds(two)[0] < when.bounds(one)[0]:
            visit.ordered_by = f"told after {name}{_how(before, visit)}, which its date leaves open"
        else:
            same = "by its date, that of" if one == two else "by its date, which begins with that of"
            visit.ordered_by = f"{same} {name}, and told after it{_how(before, visit)}"


def _how(earlier: Visit, later: Visit) -> str:
    """How one visit comes to be told before another, where it is not simply the order of the words."""
    (article, one), (other, two) = (
        next(am for am in v.told if (am[0], am[1].sequence) == v.first) for v in (earlier, later)
    )
    if article != other:
        return ", in another article"
    if one.excerpt.start != two.excerpt.start:
        return ""
    word = "" if one.ranked_by == two.ranked_by else one.ranked_by or two.ranked_by
    if not word and one.role != "stop" and one.excerpt.place_start > two.excerpt.place_start:
        word = one.cue_text  # "arrived in Rome from Paris"
    return f", by “{word}” in its sentence" if word else ""


def _sites_beside_their_city(ordered: list[Visit]) -> list[Visit]:
    """A plant stands behind the city it lies in, if both belong to one visit."""
    result = list(ordered)
    for number, site in enumerate(ordered):
        if site.place.kind not in _SITES:
            continue
        first = max(0, number - NEAREST_STOPS)
        cities = [
            (abs(k - number), km, k, v)
            for k, v in enumerate(ordered[first : number + NEAREST_STOPS], start=first)
            if v.place.kind == "city"
            and v.status == site.status
            and (km := distance_km(v.place.lat, v.place.lon, site.place.lat, site.place.lon))
            <= min(SITE_IN_CITY_KM, 2 * v.place.uncertainty_km)
            and (not v.date or not site.date or when.narrower(v.date, site.date))
        ]
        if not cities:
            continue
        city = min(cities, key=lambda found: found[:3])[3]
        site.within = city
        site.ordered_by = f"lies in {city.place.name}"
        if not site.date and city.date:
            site.date, site.dated_by = city.date, f"as {city.place.name}, where it lies"
        result.remove(site)
        at = result.index(city) + 1
        while at < len(result) and result[at].within is city:
            at += 1
        result.insert(at, site)
    return result


def around_others(visit: Visit, visits: list[Visit]) -> bool:
    """Whether a country or wide area only holds stops that are listed themselves."""
    if visit.place.kind not in _WIDE:
        return False
    for other in visits:
        if other is visit or (other.status != visit.status and visit.status != "cancelled"):
            continue
        place, inner = visit.place, other.place
        if inner.kind in ("continent", "country", place.kind):
            continue
        if place.kind == "country":
            inside = inner.country == place.country
        elif place.kind == "region" and place.admin1:
            inside = inner.admin1 == place.admin1
        else:
            inside = distance_km(place.lat, place.lon, inner.lat, inner.lon) <= place.uncertainty_km
        if inside:
            return True
    return False
