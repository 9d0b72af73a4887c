"""Which day an expression means: seen from the date of publication, from the story so far, and from its own words."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace

from geotrack import when
from geotrack.errors import DateError
from geotrack.mentions.dates.expressions import (
    Base,
    Calendar,
    Dateless,
    Expression,
    Feast,
    Period,
    Season,
    Shift,
    Span,
    Weekday,
)
from geotrack.mentions.dates.words import FEASTS, nth_weekday

_DAY = datetime.timedelta(1)
# a story that lies longer ago than this tells its own years; a nearer one is seen from the publication
_FAR = datetime.timedelta(330)
_LATELY = datetime.timedelta(45)
# so far from publication a weekday is believed to tell the year of a date
_NEAR = 1200
# a narrative goes on: going back costs as much as going forward three times as far
_BACKWARDS = 3
Days = tuple[datetime.date, datetime.date]


@dataclass(frozen=True, slots=True)
class Answer:
    """A date, how it was found, and why."""

    date: str | None
    basis: str
    kind: str
    anchor: str | None = None
    """What the story goes on from, where that is known better than the date says: the months of a season."""


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """From where a sentence looks at its dates."""

    published: str | None
    anchor: str | None
    future: bool | None = False
    year: str | None = None
    story: bool = False

    def resolve(self, expression: Expression) -> Answer:
        """What the expression means from here."""
        try:
            answer = self._resolve(expression)
            if answer.date:
                when.checked(answer.date)
        except (ValueError, OverflowError):  # 31 June, or before the year 1
            return Answer(None, "no such day in the calendar", "absolute")
        if (
            answer.date
            and answer.kind == "narrative"
            and self.published
            and self.future is False
            and when.bounds(answer.date)[0] > when.bounds(self.published)[1]
        ):
            return Answer(None, f"{answer.basis}, but that is later than publication", answer.kind)
        return answer

    def _resolve(self, expression: Expression) -> Answer:
        match expression:
            case Calendar():
                return self._calendar(expression)
            case Weekday():
                return self._weekday(expression)
            case Shift():
                return self._shift(expression)
            case Period():
                return self._period(expression)
            case Season():
                return self._season(expression)
            case Feast():
                return self._feast(expression)
            case Span():
                return self._span(expression)
            case Dateless():
                return Answer(None, "tells no date of its own", expression.kind)

    # --- where to count from ---------------------------------------------------------------------------------------

    def _day_of(self, date: str | None, *, last: bool = True) -> datetime.date | None:
        """The day to count from, where the date is exact enough."""
        if not date:
            return None
        part = date.split("/")[-1 if last else 0]
        return when.bounds(part)[1] if when.precision(part) == "day" else None

    @property
    def _now(self) -> str | None:
        """What "today" refers to: publication, or in a diary the day it tells of."""
        return self.published or self.anchor

    def _from(self, base: Base) -> str | None:
        return self._now if base == "publication" else self.anchor

    @property
    def _told_far_from_publication(self) -> bool:
        if not self.anchor:
            return False
        if not self.published:
            return True
        first, last = when.bounds(self.anchor)
        return last < when.bounds(self.published)[0] - _FAR or first > when.bounds(self.published)[1]

    def _year_of(self, days: Callable[[int], Days], *, weekday: int | None = None) -> tuple[int | None, str]:
        """The year that is missing, and how it was found."""
        anchor = when.bounds(self.anchor) if self.anchor else None
        if self.year and not (anchor and anchor[0].year >= int(self.year[:4])):
            return int(self.year[:4]), f"in {int(self.year[:4])}, the year told before"
        limit = when.bounds(self.published)[1] if self.published and self.future is False else None
        if limit and anchor and anchor[0] > limit:  # a timetable goes on without a verb
            limit = None
        if anchor and (self.year or self._told_far_from_publication):
            reach = 3 if weekday is not None and anchor[0].year > 1752 else 1

            def cost(option: tuple[int, Days]) -> int:
                first, last = option[1]
                if first > anchor[1]:
                    return (first - anchor[1]).days
                return _BACKWARDS * max(0, (anchor[0] - last).days)

            options = [(year, days(year)) for year in _years(anchor[0].year, anchor[1].year, reach, days)]
            options = [o for o in options if (not limit or o[1][0] <= limit) and _falls_on(o[1][0], weekday)] or options
            best = min(options, key=cost, default=None)
            recent = self._lately(days) if best and best[1][1] < anchor[0] and not self.year else None
            if recent is not None:  # rather in the weeks before publication than back from the day told before
                return recent, f"the last up to publication, {self.published}"
            return (best[0] if best else None), f"going on from {when.spoken(self.anchor or '')}"
        if not self.published:
            return None, "no year is told"
        first, last = when.bounds(self.published)
        options = [(year, days(year)) for year in _years(first.year, last.year, 6 if weekday is not None else 5, days)]
        if weekday is not None:
            right = [o for o in options if _falls_on(o[1][0], weekday)]
            past = [o for o in right if o[1][0] <= last and self.future is False]
            # the last such day, else a coming one; one of years ago where there is neither
            matching = _near(past, first) or _near(right, first) or past
            if matching:
                best = min(
                    matching,
                    key=lambda o: abs((o[1][0] - first).days) + (_NEAR if self.future and o[1][1] < first else 0),
                )
                return best[0], "the year in which the weekday is right"
        if self.future is None:
            nearest = min(options, key=lambda o: max((o[1][0] - last).days, (first - o[1][1]).days))
            return nearest[0], f"the nearest to publication, {self.published}"
        if self.future:
            later = [o for o in options if o[1][1] >= first]
            return min(later)[0], f"the next after publication, {self.published}"
        earlier = [o for o in options if o[1][0] <= last]
        return max(earlier)[0], f"the last up to publication, {self.published}"

    def _lately(self, days: Callable[[int], Days]) -> int | None:
        """The year in which these days lie in the weeks before publication."""
        if not self.published or self.future is not False:
            return None
        last = when.bounds(self.published)[1]
        years = _years(last.year - 1, last.year, 0, days)
        return next((y for y in years if days(y)[0] <= last and last - days(y)[1] <= _LATELY), None)

    # --- one kind of expression each -------------------------------------------------------------------------------

    def _calendar(self, told: Calendar) -> Answer:
        kind = "absolute" if told.year and not told.short_year else "day-month"
        year, basis = told.year, "written out"
        if told.short_year and told.year is not None:
            year, basis = self._century(told.year), "the century is that of the story"
        elif told.year_step:
            base = self._from(told.year_step[0])
            if not base:
                return Answer(None, "no year has been told before", kind)
            year = when.bounds(base)[0].year + told.year_step[1]
            basis = "the year told before" if told.year_step[0] == "story" else "counted from publication"
        if told.month is None:
            if told.day:
                return self._day_alone(told)
            if year is None:
                return Answer(None, "no year is told", kind)
            date = f"{year:04}" + ("~" if told.approximate else "")
            return Answer(f"{year:04}/{told.last_year:04}" if told.last_year else date, basis, kind)
        if year is None:
            if told.which:
                year, basis = self._month_by_word(told)
            else:
                year, basis = self._year_of(lambda y: self._days_of(told, y), weekday=told.weekday)
        if year is None:
            return Answer(None, basis, kind)
        if not (told.day or told.nth or told.last_of_month):
            return Answer(f"{year:04}-{told.month:02}" + ("~" if told.approximate else ""), basis, kind)
        return Answer(when.between(*self._days_of(told, year)), basis, kind)

    def _days_of(self, told: Calendar, year: int) -> Days:
        month = told.month or 1
        first, last = when.bounds(f"{year:04}-{month:02}")
        if told.nth:
            first = last = nth_weekday(year, month, told.weekday or 0, told.nth)
        elif told.last_of_month:
            first = last
        elif told.day:
            first, last = first.replace(day=told.day), first.replace(day=told.last_day or told.day)
        return first, last

    def _century(self, short: int) -> int:
        near = self.year or self.anchor or self.published
        if not near:
            return 1900 + short
        latest = when.bounds(self.published)[1].year if self.published and not self.future else 9999
        middle = when.bounds(near)[0].year
        options = [c + short for c in range(middle // 100 * 100 - 100, middle // 100 * 100 + 101, 100)]
        return min((y for y in options if y <= latest), key=lambda y: abs(y - middle), default=1900 + short)

    def _month_by_word(self, told: Calendar) -> tuple[int | None, str]:
        """As in "last June", "next May", "that April"."""
        from_publication = told.which in ("last", "next", "this")
        base = self._from("publication" if from_publication else "story")
        if not base:
            return None, "no date has been told before"
        first, last = when.bounds(base)
        month = told.month or 1
        basis = f"seen from {when.spoken(base)}"
        match told.which:
            case "last":
                return last.year - (month >= last.month), basis
            case "next":
                return first.year + (month <= first.month), basis
            case "following":
                whole_year = when.precision(base) == "year"
                return last.year + (whole_year or month <= last.month), basis
            case "that":
                return first.year + (when.precision(base) != "year" and month < first.month), basis
        return first.year, basis

    def _day_alone(self, told: Calendar) -> Answer:
        """As in "the 22nd": of the month of the story, rolling on; else seen from publication."""
        day, last_day = told.day or 1, told.last_day or told.day or 1
        kind = "day-month"
        if told.month_step:
            base = self._from(told.month_step[0])
            if not base or when.precision(base) == "year":
                return Answer(None, "no month has been told before", kind)
            year, month = _month_later(when.bounds(base)[0], told.month_step[1])
            return Answer(_days(year, month, day, last_day), f"of the month counted from {when.spoken(base)}", kind)
        start = self.anchor or self.published
        if not start or when.precision(start) == "year":
            return Answer(None, "no month has been told before", kind)
        if self.future and self.published and when.sort_key(start) < when.sort_key(self.published):
            start = self.published
        first, last = when.bounds(start)
        past = self.future is False or (self.future is None and not self.anchor)
        limit = when.bounds(self.published)[1] if self.published and past else datetime.date.max
        exact = when.precision(start) != "month"
        months = [_month_later(first, step) for step in range(3)]
        dates = [d for d in (_days(y, m, day, last_day, strict=False) for y, m in months) if d]
        if told.weekday is not None:
            dates = [d for d in dates if _falls_on(when.bounds(d)[0], told.weekday)] or dates
        fitting = [d for d in dates if (not exact or when.bounds(d)[1] >= first) and when.bounds(d)[0] <= limit]
        if fitting:
            return Answer(fitting[0], f"the next one from {when.spoken(start)}", kind)
        back = [_days(*_month_later(min(limit, last), -step), day, last_day, strict=False) for step in range(3)]
        earlier = [d for d in back if d and when.bounds(d)[0] <= limit]
        return Answer(earlier[0] if earlier else None, "the last one up to publication", kind)

    def _weekday(self, told: Weekday) -> Answer:
        kind = "weekday"
        published, anchor = self._day_of(self.published), self._day_of(self.anchor, last=False)
        if told.which in ("the", "following", "previous", "that"):
            by_story = anchor is not None
        elif told.which in ("last", "next", "this"):
            by_story = published is None
        else:
            by_story = published is None or (
                anchor is not None and (self.story or (self.future is not False and anchor > published))
            )
        base = anchor if by_story else published
        if base is None:
            return Answer(None, "no day has been told before", kind)
        ahead = (told.weekday - _weekday_of(base)) % 7
        where = "the story" if by_story else "publication"
        if told.which in ("next", "following"):
            day, basis = base + _DAY * (ahead or 7), f"the first after {where}, {base}"
        elif told.which in ("last", "previous"):
            day, basis = base - _DAY * ((7 - ahead) % 7 or 7), f"the last before {where}, {base}"
        elif by_story or self.future:
            day, basis = base + _DAY * ahead, f"the first from {where} on, {base}"
        else:
            day, basis = base - _DAY * ((7 - ahead) % 7), f"the last up to {where}, {base}"
        if by_story and published and not self.future and day > published >= base:
            day, basis = published - _DAY * ((published.weekday() - told.weekday) % 7), f"the last up to {published}"
        return Answer(day.isoformat(), basis, kind)

    def _shift(self, told: Shift) -> Answer:
        kind = "relative" if told.base == "publication" else "narrative"
        if told.start:
            start = self._resolve(told.start)
            base, origin = start.date, "the day it names"
        else:
            base, origin = self._from(told.base), "publication" if told.base == "publication" else "the story"
        if not base:
            return Answer(None, f"no date is known for {origin}", kind)
        mark = "~" if told.approximate else ""
        basis = f"counted from {origin}, {when.spoken(base)}"
        if told.count == 0:
            return Answer(base, basis, kind)
        if told.unit == "year":
            year = when.bounds(base)[0].year + told.count
            return Answer(when.checked(f"{year:04}{mark}"), basis, kind)
        if told.unit == "month":
            if when.precision(base) == "year":
                return Answer(None, f"{origin} is known to the year only", kind)
            year, month = _month_later(when.bounds(base)[1 if told.count > 0 else 0], told.count)
            return Answer(when.checked(f"{year:04}-{month:02}{mark}"), basis, kind)
        day = self._day_of(base, last=told.count > 0)
        if day is None:
            return Answer(None, f"{origin} is not known to the day", kind)
        days = told.count * (7 if told.unit == "week" else 1)
        return Answer((day + _DAY * days).isoformat() + mark, basis, kind)

    def _period(self, told: Period) -> Answer:
        kind = "relative" if told.base == "publication" else "narrative"
        base = self._from(told.base)
        if told.base == "story" and not told.step and told.unit in ("month", "year"):
            if self.future and self.published and not self._told_far_from_publication:
                base = self.published
            base = base or self.published
        if not base:
            return Answer(None, "no date has been told before", kind)
        first = when.bounds(base)[0]
        basis = f"counted from {when.spoken(base)}"
        if told.unit == "year":
            return Answer(when.checked(f"{first.year + told.step:04}"), basis, kind)
        if told.unit == "month":
            if when.precision(base) == "year":
                return Answer(None, "the story is known to the year only", kind)
            year, month = _month_later(first, told.step)
            return Answer(f"{year:04}-{month:02}", basis, kind)
        day = self._day_of(base)
        if day is None:
            return Answer(None, "counted from a day that is not known", kind)
        monday = day - _DAY * day.weekday()
        if told.unit == "weekend":
            saturday = monday + 5 * _DAY
            if told.step < 0 or (told.base == "publication" and not told.step and not self.future and saturday > day):
                saturday -= 7 * _DAY
            elif told.step > 0 and (told.base == "story" or saturday <= day):
                saturday += 7 * _DAY
            return Answer(when.between(saturday, saturday + _DAY), basis, kind)
        monday += told.step * 7 * _DAY * (2 if told.unit == "fortnight" else 1)
        sunday = monday + 6 * _DAY
        if told.base == "publication" and not told.step:  # "this week": what of it is over, or still to come
            monday, sunday = (day, sunday) if self.future else (monday, day)
        return Answer(when.between(monday, sunday), basis, kind)

    def _season(self, told: Season) -> Answer:
        """As in "the summer of 1944", "last winter": the year, as the months of a season are nobody's agreement."""
        kind, year, basis = "season", told.year, "written out"
        if year and told.last_year:
            return Answer(f"{year:04}/{told.last_year:04}", basis, kind)

        def days(of_year: int) -> Days:
            end_year, end_month = _month_later(datetime.date(of_year, told.month, 1), 2)
            return datetime.date(of_year, told.month, 1), when.bounds(f"{end_year:04}-{end_month:02}")[1]

        base = self._from("publication" if told.which in ("last", "next", "this") else "story")
        whole = bool(told.year or told.year_step)  # the winter of a year that is told as a year
        if told.year_step:
            start = self._from(told.year_step[0])
            year = when.bounds(start)[0].year + told.year_step[1] if start else None
            basis = f"seen from {when.spoken(start)}" if start else "no year has been told before"
        elif year is None and told.which and base:
            basis = f"seen from {when.spoken(base)}"
            first, last = when.bounds(base)
            if when.precision(base) == "year" and told.which != "last":
                year, whole = first.year + (told.which in ("following", "next")), True
            else:
                fitting = [y for y in _years(first.year, last.year, 2, days) if _fits(told.which, days(y), first, last)]
                year = (max(fitting) if told.which == "last" else min(fitting)) if fitting else None
        elif year is None:
            year, basis = self._year_of(days)
        if year is None:
            return Answer(None, basis, kind)
        first, last = days(year)
        date = f"{year:04}" if whole or first.year == last.year else f"{year:04}/{year + 1:04}"
        anchor = date if whole and told.month == 12 else f"{first.isoformat()[:7]}/{last.isoformat()[:7]}"
        return Answer(date, basis, kind, anchor)

    def _feast(self, told: Feast) -> Answer:
        kind, year, basis = "holiday", told.year, "written out"
        day_in = FEASTS[told.name]
        if told.year_step and (base := self._from(told.year_step[0])):
            year, basis = when.bounds(base)[0].year + told.year_step[1], f"seen from {when.spoken(base)}"
        if year is None:
            year, basis = self._year_of(lambda y: (day_in(y), day_in(y)))
        if year is None:
            return Answer(None, basis, kind)
        if told.side == "after":
            return Answer(None, f"some time after {day_in(year)}", kind)
        day = day_in(year).isoformat()
        return Answer(day[:7] if told.side == "before" else day, basis, kind)

    def _span(self, told: Span) -> Answer:
        """From one to another; what one end leaves out, the other tells."""
        first, last = told.first, told.last
        if isinstance(first, Calendar) and isinstance(last, Calendar):
            if first.month is None:
                first = replace(first, month=last.month) if last.month else first
            if last.month is None and first.month:
                last = replace(last, month=first.month)
            if last.year and not first.year and not first.year_step and first.month:
                end = self._resolve(last)
                turn = (last.month or 12) < first.month
                first = replace(first, year=last.year - turn, short_year=last.short_year)
                start = self._resolve(first)
            elif self.future or first.year or self._told_far_from_publication or not self.published:
                start = self._resolve(first)
                end = replace(self, anchor=start.date or self.anchor, published=None, story=True)._resolve(last)
            else:  # the past: the end is the last up to publication, and the start the last up to that
                end = self._resolve(last)
                start = replace(self, anchor=None, published=end.date or self.published)._resolve(first)
        else:
            end_first = self.published and not self.future and not self.story
            if end_first:
                end = self._resolve(last)
                start = replace(self, anchor=None, published=end.date or self.published)._resolve(first)
            else:
                start = self._resolve(first)
                end = replace(self, anchor=start.date or self.anchor, published=None)._resolve(last)
        kind = start.kind if start.kind == end.kind else "day-month"
        if not start.date or not end.date:
            return Answer(start.date or end.date, start.basis if start.date else end.basis, kind)
        date = f"{start.date.split('/')[0]}/{end.date.split('/')[-1]}"
        try:
            return Answer(when.checked(date), end.basis if end.basis != "written out" else start.basis, kind)
        except DateError:
            return Answer(start.date, start.basis, kind)


def _years(first: int, last: int, reach: int, days: Callable[[int], Days]) -> list[int]:
    """The years around these in which there is such a day (29 February is not in all)."""
    years = []
    for year in range(max(1, first - reach), min(9998, last + reach) + 1):
        try:
            days(year)
        except ValueError:
            continue
        years.append(year)
    return years


def _near(options: list[tuple[int, Days]], day: datetime.date) -> list[tuple[int, Days]]:
    return [o for o in options if abs((o[1][0] - day).days) <= _NEAR]


def _weekday_of(day: datetime.date) -> int:
    """The weekday of a day as its text writes it: before October 1582 that is the Julian calendar's."""
    if day >= datetime.date(1582, 10, 15):
        return day.weekday()
    century = (day.year - (day.month < 3)) // 100
    return (day.weekday() + century - century // 4 - 2) % 7


def _falls_on(day: datetime.date, weekday: int | None) -> bool:
    # between the calendars nobody knows which one the text uses
    return weekday is None or 1582 <= day.year <= 1752 or _weekday_of(day) == weekday


def _month_later(day: datetime.date, step: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
    return year, month + 1


def _days(year: int, month: int, day: int, last_day: int, *, strict: bool = True) -> str | None:
    try:
        return when.between(datetime.date(year, month, day), datetime.date(year, month, last_day))
    except ValueError:
        if strict:
            raise
        return None


def _fits(which: str, season: Days, first: datetime.date, last: datetime.date) -> bool:
    match which:
        case "last":
            return season[1] < first
        case "next" | "following":
            return season[0] > last
        case "this":
            return season[0].year == first.year or season[0] <= first <= season[1]
    return season[1] >= first
