"""The order of travel: by date, by what the sentences say of one another, by the telling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from geotrack import when
from geotrack.geo import distance_km
from geotrack.itineraries.visits import Visit
from geotrack.model import FLASHBACK, PlaceKind

_WIDE: frozenset[PlaceKind] = frozenset({"continent", "country", "region", "county", "area", "water"})
_SITES: frozenset[PlaceKind] = frozenset({"facility", "airport"})
SITE_IN_CITY_KM = 25.0
NEAREST_STOPS = 200  # stops around a site among which its city is looked for
MANY, MOST, HALF_A_YEAR = 4, 0.6, 183


def in_order(visits: list[Visit]) -> list[Visit]:
    """The visits in order of travel, each with the reason: what happened by date and telling, then what is planned.

    An undated visit stands after the one told before it; an origin stands before the stop that its sentence leads to.
    """
    told = sorted(visits, key=lambda v: v.first)
    latest = max((when.bounds(v.date)[0] for v in told if v.date and v.status == "visited"), default=None)

    def ahead_of(visit: Visit) -> bool:
        """Whether a plan lies ahead of all that happened; one of an earlier day stands among it."""
        return visit.status == "planned" and not (visit.date and latest and when.bounds(visit.date)[1] < latest)

    times = _times(told)
    done = [v for v in told if not ahead_of(v)]
    sentences = _by_sentence(done)
    _as_told(done)
    for visit in done:
        if id(visit) not in times:
            following = _next_in_sentence(visit, sentences) if visit.origin else None
            if following is not None and id(following) in times:
                times[id(visit)] = times[id(following)] - 0.5
                visit.ordered_by = _begins(following)
    _fill_in(done, times)
    happened = sorted(done, key=lambda v: (times.get(id(v), 0.0), *v.first))
    _by_date(happened)
    planned = [v for v in told if ahead_of(v)]
    _as_told(planned)
    ahead: float = -1.0
    for visit in planned:
        ahead = times[id(visit)] = times.get(id(visit), ahead)
    planned.sort(key=lambda v: (times[id(v)], *v.first))
    _by_date(planned)
    if planned and len(happened) == 1:
        happened[0].ordered_by = "ahead of what is planned"
    for visit in planned if happened else ():
        among = f"; {visit.ordered_by}" if len(planned) > 1 else ""
        visit.ordered_by = f"planned, so behind what happened{among}"
    ordered = [*happened, *planned]
    _put_origin_first(ordered)
    return _sites_beside_their_city(ordered)


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
    latest = max((v.first for v in visits if v.status == "visited" and not v.origin), default=(-1, -1))
    for visit in visits:
        if visit.status != "planned" or not visit.under_way:
            continue
        seen = max((article, m.sequence) for article, m in visit.told if m.under_way)
        if latest > seen:
            visit.status = "visited"
            visit.apart = "was on the way there and is seen further on, so has been there"
            latest = latest if visit.origin else max(latest, visit.first)


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


def _fill_in(told: list[Visit], times: dict[int, float]) -> None:
    """Give each undated visit the time of the one told before it.

    Where its article opens with it: behind all that the articles before have told, unless this one goes on before that,
    or else before what it tells next. A flashback stands before its scene.
    """
    past: float | None = None  # the latest day of the articles before
    for number, group in groupby(told, key=lambda v: v.first[0]):
        own = list(group)
        known = [times[id(v)] for v in own if id(v) in times]
        later = [times[id(v)] for v in told if v.first[0] > number and id(v) in times]
        previous = past
        for position, visit in enumerate(own):
            if id(visit) in times:
                previous = times[id(visit)]
                continue
            behind = next((v for v in own[position + 1 :] if id(v) in times), None)
            looks_back = previous is None or FLASHBACK in {m.ranked_by for _, m in visit.told}
            if behind and (looks_back or (previous == past and (past or 0) > times[id(behind)])):
                times[id(visit)] = times[id(behind)] - 0.5
                visit.ordered_by = f"told before {behind.place.name}{_how(visit, behind)}"
            elif previous is not None:
                times[id(visit)] = previous
            elif later:
                times[id(visit)] = min(later) - 0.5
        past = max((x for x in (past, *known) if x is not None), default=None)


def _times(told: list[Visit]) -> dict[int, float]:
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


Sentences = Mapping[tuple[int, int], list[tuple[int, Visit]]]
"""Who is told of in a sentence, by article and offset: ranks and visits."""


def _by_sentence(visits: list[Visit]) -> Sentences:
    found: dict[tuple[int, int], list[tuple[int, Visit]]] = {}
    for visit in visits:
        for article, movement in visit.told:
            found.setdefault((article, movement.excerpt.start), []).append((movement.sequence, visit))
    return found


def _next_in_sentence(visit: Visit, sentences: Sentences) -> Visit | None:
    """The stop that the sentence of an origin leads to."""
    for article, movement in visit.told:
        beside = sentences[article, movement.excerpt.start]
        later = [(rank, other) for rank, other in beside if other is not visit and rank > movement.sequence]
        if later:
            return min(later, key=lambda s: s[0])[1]
    return None


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


def _begins(following: Visit) -> str:
    return f"where the way to {following.place.name} begins"


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


def _put_origin_first(ordered: list[Visit]) -> None:
    """Move the one place that somebody left and is not seen to arrive at before the stop its sentence leads to."""
    origins = [v for v in ordered if v.origin and v.status == "visited"]
    if len(origins) == 1 and not origins[0].date and ordered[0] is not origins[0]:
        following = _next_in_sentence(origins[0], _by_sentence(ordered))
        if following is not None:
            ordered.remove(origins[0])
            ordered.insert(ordered.index(following), origins[0])
            origins[0].ordered_by = _begins(following)


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
            <= max(SITE_IN_CITY_KM, v.place.uncertainty_km)
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
