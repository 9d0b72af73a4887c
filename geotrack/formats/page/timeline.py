"""The time axis under the map: columns in order of time, not to scale, with a place for what has no date.

A linear axis would lay two stops of one week over each other and has no room for "no date". Here each date is a column,
in the order of the dates. A stop without one has a column of its own after the stop before it on the way, and what is
announced without a date comes after the day of publication. Travellers share the columns of their common dates.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from geotrack import when
from geotrack.model import Itinerary, Source, Stop

Moment = tuple[int, bool]
"""A day, as an ordinal, and whether the articles of that day are out."""
NO_DATE = datetime.date.max, datetime.date.max
"""Of the columns that begin at one moment, those without a date come last."""


class Timeline(NamedTuple):
    """The columns of the axis, and which stop stands in which."""

    dates: tuple[str | None, ...]
    """Of each column the date (EDTF) of its stops; None where they have none."""
    column: Mapping[str, int]
    """By the id of a stop: the number of its column, from 0."""
    published: str | None
    """When the last article came out (EDTF), where that is known and parts the columns."""
    before: int
    """How many columns begin by then; 0 where `published` is None."""


class Position(NamedTuple):
    """Where a stop stands in time. Stops of the same position share a column."""

    moment: Moment
    step: int
    """The order of what begins at one moment; negative for what only leads up to it."""
    first: datetime.date
    last: datetime.date


def timeline(itineraries: Iterable[Itinerary], articles: Iterable[Source]) -> Timeline:
    """The axis that these journeys share, as these articles tell them."""
    ways = [itinerary.stops for itinerary in itineraries]
    stops = [stop for way in ways for stop in way]
    last = last_published(articles, stops)
    published = when.bounds(last)[1] if last else None
    found: dict[str, Position] = {}
    afloat: list[list[Stop]] = []
    for way in ways:
        known, waiting = positions(way, published)
        found |= known
        afloat.append(waiting)
    # nothing tells when: before all that something tells of
    moments = [p.moment for p in found.values()] + ([(published.toordinal(), False)] if published else [])
    for waiting in afloat:
        found |= leading(waiting, Position(min(moments, default=(0, False)), 0, *NO_DATE))
    for stop in stops:  # in order: what lies inside another stop comes after it
        if stop.id not in found:
            found[stop.id] = found[str(stop.within)]
    number = {position: n for n, position in enumerate(sorted(set(found.values())))}
    column = {stop.id: number[found[stop.id]] for stop in stops}
    before = sum(p.moment <= (published.toordinal(), False) for p in number) if published else 0
    parts = published is not None and 0 < before < len(number)
    dates: dict[int, str] = {}
    for stop in stops:
        if stop.date:  # of "2023-10" and "2023-10?" the one without a mark
            dates[column[stop.id]] = min(dates.get(column[stop.id], stop.date), stop.date, key=len)
    return Timeline(
        dates=tuple(dates.get(n) for n in range(len(number))),
        column=column,
        published=last if parts else None,
        before=before if parts else 0,
    )


def last_published(articles: Iterable[Source], stops: Iterable[Stop]) -> str | None:
    """The date of the last article that has one; None where a stop was seen later, so that another is later still."""
    last = max((a.published for a in articles if a.published), key=lambda date: when.bounds(date)[1], default=None)
    seen = (s.date for s in stops if s.date and s.status == "visited")
    return None if any(when.after(date, last) for date in seen) else last


def positions(way: Sequence[Stop], published: datetime.date | None) -> tuple[dict[str, Position], list[Stop]]:
    """Where the stops of one traveller stand, and those of which nothing tells it.

    A stop without a date inside another is in neither: it stands where the other does.
    """
    found: dict[str, Position] = {}
    waiting: list[Stop] = []
    passed: set[str | None] = set()
    latest: Position | None = None
    for stop in way:
        inside = stop.within in passed and not stop.date
        passed.add(stop.id)
        if inside:
            continue
        position = after(latest, stop, published)
        if not position:
            waiting.append(stop)
            continue
        if not latest and not position.moment[1]:
            found |= leading(waiting, position)
            waiting = []
        found[stop.id] = latest = position
    return found, waiting


def after(latest: Position | None, stop: Stop, published: datetime.date | None) -> Position | None:
    """Where a stop stands that follows another on the way; None where nothing tells."""
    announced = (published.toordinal(), True) if published and stop.status == "planned" else None
    if not stop.date:
        if announced and (not latest or latest.moment < announced):
            return Position(announced, 0, *NO_DATE)
        return latest and Position(latest.moment, latest.step + 1, *NO_DATE)
    first, last = when.bounds(stop.date)
    moment = (first.toordinal(), False)
    if announced and announced[0] <= last.toordinal():
        moment = max(moment, announced)
    position = Position(moment, 0, first, last)
    if latest and position < latest and latest.moment[0] <= last.toordinal():
        # "2023" after "3 May 2023" means later in that year
        return latest if latest[2:] == (first, last) else Position(latest.moment, latest.step + 1, first, last)
    return position


def leading(stops: Sequence[Stop], position: Position) -> dict[str, Position]:
    """The places in time that lead up to a position."""
    return {s.id: Position(position.moment, position.step + n - len(stops), *NO_DATE) for n, s in enumerate(stops)}
