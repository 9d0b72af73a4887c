"""What the words of a date say, before anybody asks which day they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Base = Literal["publication", "story"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A day, month or year by its name, parts of which may be missing: "Wednesday, September 13", "the 22nd"."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    nth: int = 0
    """Which of the month's weekdays: "the last Sunday of May"."""
    short_year: bool = False
    """The century is missing: "of '22"."""
    last_year: int | None = None
    """Where a span of years ends: "1914-18"."""
    year_step: tuple[Base, int] | None = None
    """The year told by another one: "of that year", "of last year"."""
    month_step: tuple[Base, int] | None = None
    """The month told by another one: "of last month"."""
    which: str = ""
    """`last`, `next`, `this`, `that` or `following`, where it stands before the month."""
    approximate: bool = False
    last_of_month: bool = False


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday without a date: "on Monday morning", "last Tuesday", "the Friday"."""

    weekday: int
    which: str = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """So much later or earlier than another day: "two days later", "yesterday", "the day after Christmas"."""

    count: int
    unit: str
    base: Base
    approximate: bool = False
    start: Expression | None = None
    """The day it is counted from, where the words name one."""


@dataclass(frozen=True, slots=True)
class Period:
    """A week, weekend, month or year told by another one: "last week", "that year", "at the weekend"."""

    unit: str
    base: Base
    step: int


@dataclass(frozen=True, slots=True)
class Season:
    """As in "the summer of 1944", "last winter", "that autumn"."""

    month: int
    year: int | None = None
    last_year: int | None = None
    year_step: tuple[Base, int] | None = None
    which: str = ""


@dataclass(frozen=True, slots=True)
class Feast:
    """As in "Christmas Eve", "Easter 1950"."""

    name: str
    year: int | None = None
    year_step: tuple[Base, int] | None = None
    side: str = ""
    """`before` or `after`, where it only stands near."""


@dataclass(frozen=True, slots=True)
class Span:
    """From one to another: "from 20 April to 10 June 1974", "Thursday and Friday"."""

    first: Expression
    last: Expression


@dataclass(frozen=True, slots=True)
class Dateless:
    """Words about time that tell no date of their own: an hour, a duration, "recently", "Day 3"."""

    kind: Literal["clock", "duration", "vague", "day-number"]
    days: int = 0


Expression = Calendar | Weekday | Shift | Period | Season | Feast | Span | Dateless


@dataclass(frozen=True, slots=True)
class Found:
    """An expression and where it stands."""

    start: int
    end: int
    expression: Expression
