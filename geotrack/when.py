"""Dates as exact as the text allows, written in EDTF.

A year, a month or a day, each with `~` where it is approximate and `?` where it is uncertain, or two of them with a `/`
between for a span of time:

    2023-09-13    2023-09    2023    2023-09~    0333-05-30?    2023-09-13/2023-09-15    1974-06-14/1974-07

https://www.loc.gov/standards/datetime/ is the standard; this is its level 0 for dates, with two marks from level 1.
Dates before the Gregorian calendar are taken as their text writes them.
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Literal

from geotrack.errors import DateError

Precision = Literal["day", "month", "year", "interval"]

_ONE_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?]?)", re.ASCII)
# not the locale's, and not calendar's, which follow it
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(f"({'|'.join(_WEEKDAYS)}) ")
_SHORT = {m: f"{m[:4] if m == 'September' else m[:3]}." for m in _MONTHS if len(m) > 5}
_LONG = re.compile("|".join(_SHORT))
_YEAR_OF_MONTH = re.compile(rf"({'|'.join(re.escape(_SHORT.get(m, m)) for m in _MONTHS)}) \d+\b")
_GREGORIAN = datetime.date(1582, 10, 15)


def checked(date: str) -> str:
    """The date itself, if it is EDTF as above; DateError otherwise.

    >>> checked("2023-09-13/2023-09-15")
    '2023-09-13/2023-09-15'
    >>> checked("13.9.23")
    Traceback (most recent call last):
    geotrack.errors.DateError: '13.9.23' is not a date in EDTF: write 2023-09-13, 2023-09, 2023 or 2023-09-13/2023-09-15
    """
    bounds(date)
    return date


def bounds(date: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that the date may mean.

    >>> first, last = bounds("2024-02")
    >>> print(first, last)
    2024-02-01 2024-02-29
    """
    start, slash, end = date.partition("/")
    first, last = _bounds_of_one(start, date)
    if slash:
        last = _bounds_of_one(end, date)[1]
        if last < first:
            raise DateError(f"'{date}' ends before it begins: write the earlier date first")
    return first, last


def precision(date: str) -> Precision:
    """How exact the date is.

    >>> precision("1860-08-20"), precision("1860~"), precision("1860/1861")
    ('day', 'year', 'interval')
    """
    bounds(date)
    if "/" in date:
        return "interval"
    return {4: "year", 7: "month", 10: "day"}[len(date.rstrip("~?"))]  # type: ignore[return-value]


def between(first: datetime.date, last: datetime.date) -> str:
    """The shortest EDTF for these days: a day, a whole month, a whole year, else an interval.

    >>> between(datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    '2024-02'
    """
    if last < first:
        raise DateError(f"'{first}/{last}' ends before it begins: give the earlier day first")
    if first == last:
        return first.isoformat()
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1] and first.year == last.year:
        if first.month == last.month:
            return f"{first.year:04}-{first.month:02}"
        if (first.month, last.month) == (1, 12):
            return f"{first.year:04}"
    return f"{first.isoformat()}/{last.isoformat()}"


def spoken(date: str) -> str:
    """The date as people write it.

    >>> for date in "2023-09-13", "2023-09~", "2023-09-13/2023-09-15", "2019-12-29/2020-01-02", "1974-06/1974-07":
    ...     print(spoken(date))
    Wednesday 13 September 2023
    about September 2023
    13 to 15 September 2023
    29 December 2019 to 2 January 2020
    June to July 1974
    """
    bounds(date)
    start, slash, end = date.partition("/")
    if not slash:
        return _hedge(start) + _spoken_one(start, weekday=True)
    if start == end:
        return spoken(start)
    from_words, to_words = _spoken_one(start).split(), _spoken_one(end).split()
    if len(from_words) == len(to_words):  # "13 to 15 September 2023": say once what both share
        while len(from_words) > 1 and from_words[-1] == to_words[len(from_words) - 1]:
            from_words.pop()
    return f"{_hedge(start)}{' '.join(from_words)} to {_hedge(end)}{' '.join(to_words)}"


def day(date: str) -> str:
    """The date as people write it beside another fact, without the day of the week.

    >>> day("2023-09-15")
    '15 September 2023'
    """
    return _WEEKDAY.sub("", spoken(date))


def brief(date: str, *, year: bool = True) -> str:
    """The date as short as a label wants it; without the year where that is told elsewhere and all is in one.

    >>> brief("2023-10?"), brief("2023-09-13", year=False), brief("2019-12-29/2020-01-02", year=False)
    ('perhaps Oct. 2023', '13 Sept.', '29 Dec. 2019 to 2 Jan. 2020')
    """
    words = _LONG.sub(lambda month: _SHORT[month[0]], day(date))
    first, last = bounds(date)
    return words if year or first.year != last.year else _YEAR_OF_MONTH.sub(r"\1", words)


def sort_key(date: str) -> tuple[datetime.date, datetime.date]:
    """What to sort by: the first day, and of those that begin together the shortest first.

    >>> sorted(["2023-10", "2023-09-13/2023-09-15", "2023-09-13"], key=sort_key)
    ['2023-09-13', '2023-09-13/2023-09-15', '2023-10']
    """
    return bounds(date)


def contains(outer: str, inner: str) -> bool:
    """Whether every day of the one lies within the other.

    >>> contains("2023-09", "2023-09-13"), contains("2023-09-13", "2023-09")
    (True, False)
    """
    (first, last), (inner_first, inner_last) = bounds(outer), bounds(inner)
    return first <= inner_first and inner_last <= last


def narrower(one: str, other: str) -> str | None:
    """What two dates say together: the more exact of the two, their overlap, or None where they contradict.

    >>> narrower("2023-09", "2023-09-13")
    '2023-09-13'
    >>> narrower("2023-09-12/2023-09-14", "2023-09-14/2023-09-16")
    '2023-09-14'
    >>> narrower("2023-09-13", "2023-09-15") is None
    True
    """
    if contains(one, other):
        # of two that mean the same days, the one without a mark is the surer
        return one if contains(other, one) and len(one) <= len(other) else other
    if contains(other, one):
        return one
    (first, last), (other_first, other_last) = bounds(one), bounds(other)
    first, last = max(first, other_first), min(last, other_last)
    return between(first, last) if first <= last else None


def after(date: str | None, other: str | None) -> bool:
    """Whether one date begins only when the other has ended; not where either is unknown.

    >>> after("2023-09-15", "2023-09-13"), after("2023-09", "2023-09-13"), after(None, "2023")
    (True, False, False)
    """
    return date is not None and other is not None and bounds(date)[0] > bounds(other)[1]


def spanning(one: str, other: str) -> str:
    """From the first day of two dates to the last.

    >>> spanning("2023-09-13", "2023-09-15")
    '2023-09-13/2023-09-15'
    """
    (first, last), (other_first, other_last) = bounds(one), bounds(other)
    return between(min(first, other_first), max(last, other_last))


def _bounds_of_one(part: str, date: str) -> tuple[datetime.date, datetime.date]:
    match = _ONE_DATE.fullmatch(part)
    if not match:
        raise DateError(f"'{date}' is not a date in EDTF: write 2023-09-13, 2023-09, 2023 or 2023-09-13/2023-09-15")
    year, month, day = (int(group) if group else None for group in match.group(1, 2, 3))
    try:
        first = datetime.date(year or 0, month or 1, day or 1)
    except ValueError:
        raise DateError(f"'{date}' is not in the calendar: check year, month and day") from None
    if day:
        return first, first
    last_month = month or 12
    return first, first.replace(month=last_month, day=calendar.monthrange(first.year, last_month)[1])


def _hedge(part: str) -> str:
    return {"~": "about ", "?": "perhaps "}.get(part[-1:], "")


def _spoken_one(part: str, *, weekday: bool = False) -> str:
    year, month, day = (*part.rstrip("~?").split("-"), "", "")[:3]
    words = [str(int(year))]
    if month:
        words.insert(0, _MONTHS[int(month) - 1])
    if day:
        words.insert(0, str(int(day)))
        moment = datetime.date(int(year), int(month), int(day))
        if weekday and moment >= _GREGORIAN:  # before, the text's own weekday is the Julian calendar's
            words.insert(0, _WEEKDAYS[moment.weekday()])
    return " ".join(words)
