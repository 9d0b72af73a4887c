"""The vocabulary of dates: names of months, days, feasts and numbers, and what they stand for."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import partial

MONTHS: Mapping[str, int] = {
    name: number + 1
    for number, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"))
}
"""By the first three letters."""

WEEKDAYS: Mapping[str, int] = {
    name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
}
"""By the first three letters, Monday is 0."""

SEASONS: Mapping[str, int] = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month in which it begins, as northern texts count."""

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

CARDINALS: Mapping[str, int] = {
    "a": 1,
    "an": 1,
    **{word: number + 1 for number, word in enumerate(_UNITS + _TEENS)},
    **_TENS,
    **{f"{ten}-{_UNITS[unit]}": value + unit + 1 for ten, value in _TENS.items() for unit in range(9)},
    "hundred": 100,
    "a hundred": 100,
    "half a dozen": 6,
    "a dozen": 12,
    "a couple of": 2,
}
"""Numbers as words, `a` and `an` among them."""

_ORDINAL_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ORDINAL_TEENS = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
ORDINALS: Mapping[str, int] = {
    **{word: number + 1 for number, word in enumerate(_ORDINAL_UNITS + _ORDINAL_TEENS)},
    "twentieth": 20,
    "thirtieth": 30,
    **{f"twenty-{word}": 21 + number for number, word in enumerate(_ORDINAL_UNITS)},
    "thirty-first": 31,
}
"""The days of a month as words."""


def easter(year: int) -> datetime.date:
    """Easter Sunday, by the Julian reckoning before 1583.

    >>> print(easter(2024), easter(1498))
    2024-03-31 1498-04-15
    """
    if year < 1583:  # Meeus' Julian algorithm
        moon = (19 * (year % 19) + 15) % 30
        month, day = divmod(moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114, 31)
        return datetime.date(year, month, day + 1)
    # the anonymous Gregorian algorithm
    golden, (century, rest) = year % 19, divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * shift + 114, 31)
    return datetime.date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> datetime.date:
    """The nth such weekday of a month; -1 is the last.

    >>> print(nth_weekday(2023, 11, 3, 4))
    2023-11-23
    """
    if nth > 0:
        first = datetime.date(year, month, 1)
        return first + datetime.timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(1)
    return last - datetime.timedelta((last.weekday() - weekday) % 7)


def _fixed(month: int, day: int, year: int) -> datetime.date:
    return datetime.date(year, month, day)


def _around_easter(days: int, year: int) -> datetime.date:
    return easter(year) + datetime.timedelta(days)


FEASTS: Mapping[str, Callable[[int], datetime.date]] = {
    **{
        name: partial(_fixed, month, day)
        for name, (month, day) in {
            "new year's day": (1, 1),
            "twelfth night": (1, 5),
            "epiphany": (1, 6),
            "conversion of st paul": (1, 25),
            "candlemas": (2, 2),
            "valentine's day": (2, 14),
            "st patrick's day": (3, 17),
            "annunciation": (3, 25),
            "lady day": (3, 25),
            "april fools' day": (4, 1),
            "may day": (5, 1),
            "midsummer day": (6, 24),
            "st john's day": (6, 24),
            "bastille day": (7, 14),
            "lammas": (8, 1),
            "assumption": (8, 15),
            "michaelmas eve": (9, 28),
            "michaelmas": (9, 29),
            "halloween": (10, 31),
            "all hallows": (11, 1),
            "all saints' day": (11, 1),
            "all souls' day": (11, 2),
            "guy fawkes night": (11, 5),
            "armistice day": (11, 11),
            "martinmas": (11, 11),
            "st andrew's day": (11, 30),
            "st nicholas's day": (12, 6),
            "st nicholas' day": (12, 6),
            "christmas eve": (12, 24),
            "christmas day": (12, 25),
            "christmas": (12, 25),
            "boxing day": (12, 26),
            "st stephen's day": (12, 26),
            "new year's eve": (12, 31),
        }.items()
    },
    **{
        name: partial(_around_easter, days)
        for name, days in {
            "shrove tuesday": -47,
            "ash wednesday": -46,
            "palm sunday": -7,
            "maundy thursday": -3,
            "good friday": -2,
            "holy saturday": -1,
            "easter": 0,
            "easter day": 0,
            "easter sunday": 0,
            "easter monday": 1,
            "ascension day": 39,
            "pentecost": 49,
            "whit sunday": 49,
            "whit monday": 50,
            "corpus christi": 60,
        }.items()
    },
    "thanksgiving": lambda year: nth_weekday(year, 11, 3, 4),
}
"""Days that have a name, by year. Not those that fall on different days in different countries."""
