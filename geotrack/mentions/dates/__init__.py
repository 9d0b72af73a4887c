"""When: the date expressions of a sentence, and the days they mean.

    words, expressions → pieces → readers → rules → scanning → resolving

`rules` knows the wordings and `readers` what they say; `scanning` finds them and joins what belongs together;
`resolving` asks which day is meant, seen from the date of publication and from the story so far.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from geotrack import when
from geotrack.mentions.dates.expressions import Calendar, Dateless, Found, Weekday
from geotrack.mentions.dates.resolving import Viewpoint
from geotrack.mentions.dates.scanning import scan

__all__ = ["DatePhrase", "DayHeading", "day_heading", "find_dates"]


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """Words that tell when, and what they mean."""

    start: int
    """Where they begin."""
    end: int
    """Where they end (exclusive)."""
    text: str
    """The words."""
    date: str | None
    """The date (EDTF), or None where they tell none."""
    basis: str
    """How the date was found, in words."""
    kind: str
    """`absolute`, `day-month` (year or month missing), `weekday`, `relative` (to publication), `narrative` (to the day
    told before), `season`, `holiday`; without a date of their own `clock`, `duration`, `day-number`, `vague`."""
    days: int = 0
    """How many days a duration lasts, where it says so."""
    anchor: str | None = None
    """What the story goes on from: the date, or for a season its months; None where the phrase tells none."""


@dataclass(frozen=True, slots=True)
class DayHeading:
    """The date that a line of a diary, a log or a timetable begins with."""

    phrase: DatePhrase
    """The date, or the number of the day."""
    rest: int
    """Where the line goes on behind it."""


def find_dates(
    text: str,
    *,
    published: str | None,
    anchor: str | None,
    future: bool | None = False,
    year: str | None = None,
    offset: int = 0,
    story: bool = False,
) -> tuple[DatePhrase, ...]:
    """The date expressions of one sentence, in order.

    `published` is the day the article appeared; `anchor` the date of the story so far, from which "two days later"
    counts; `future` says that the sentence tells plans, so that "on Monday" looks ahead, and None that it does not tell
    (a list has no verb), so that a date without a year is the nearest one; `year` is a year known from a
    heading; `story` says that the text tells its days one after another, as a diary does, so that "on Monday" follows
    the anchor. Within the sentence each date becomes the anchor of the next. `offset` is added to the positions.

    >>> sentence = "He left on Wednesday, September 13, and two days later he was in Komsomolsk."
    >>> for phrase in find_dates(sentence, published="2023-09-15", anchor=None):
    ...     print(phrase.date, phrase.kind, phrase.text)
    2023-09-13 day-month Wednesday, September 13
    2023-09-15 narrative two days later
    """
    view = Viewpoint(published, anchor, future, year, story)
    phrases: list[DatePhrase] = []
    for found in scan(text):
        answer = view.resolve(found.expression)
        phrase = DatePhrase(
            found.start + offset,
            found.end + offset,
            text[found.start : found.end],
            answer.date,
            answer.basis,
            answer.kind,
            found.expression.days if isinstance(found.expression, Dateless) else 0,
            answer.anchor or answer.date,
        )
        if phrases and _says_the_same(text, offset, phrases[-1], phrase):
            phrases[-1] = replace(phrases[-1], date=phrase.date, anchor=phrase.anchor, basis=f"that is, {phrase.text}")
        phrases.append(phrase)
        view = _seen_from(view, found, phrase, text)
    return tuple(phrases)


_APPOSITION = re.compile(r",\s{1,3}(?:(?:on|in)\s)?(?:the\s)?(?:(?:night|evening|morning|afternoon)\sof\s)?")


def _says_the_same(text: str, offset: int, one: DatePhrase, other: DatePhrase) -> bool:
    """Whether the second names the day of the first.

    "A month later, on 7 February", "today, September 15", "on a Sunday twenty-three days ago".
    """
    gap = text[one.end - offset : other.start - offset]
    if not other.date:
        return False
    if one.kind == "weekday":
        return other.kind == "relative" and gap.isspace() and when.precision(other.date) == "day"
    named = one.kind in ("narrative", "relative", "vague") and other.kind in ("absolute", "day-month")
    return named and len(gap) < 24 and _APPOSITION.fullmatch(gap) is not None


def _seen_from(view: Viewpoint, found: Found, phrase: DatePhrase, text: str) -> Viewpoint:
    """The view after this phrase: the sentence goes on from the day it has told."""
    if not phrase.date or not phrase.anchor:
        return view
    if when.precision(phrase.anchor) == "year" and view.published:
        # "In 1897 he left Gothenburg on 18 May" tells the year of all that follows; "built in 1999" does not
        opens = len(text[: min(found.start, 40)].split()) <= 1 and found.start < 40
        return replace(view, anchor=phrase.anchor, year=phrase.anchor[:4]) if opens else view
    return replace(view, anchor=phrase.anchor)


_HEADING_END = re.compile(r"\s*(?:[-–—:.|]+(?=\s|$)\s*|,\s+(?=[A-Z0-9])|$)|\s+(?=[A-Z])")
_HEADING_START = re.compile(r"[\s>*#|•\-–—]{0,8}")
_DAY_NUMBER = re.compile(r"(?i:day)\s(?:\d{1,3}|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))\b")
_YEAR_LINE = re.compile(r"(?:(?:A\.?D\.?|Anno|The year|IN)\s)?([1-9]\d{2,3})(?=\s*(?:[-–—:.]|$))")
_DAY_BEHIND = re.compile(r",?\s(?:the\s)?(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?=\s*[-–—:.|]|$)")
_BARE_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)\b")


def day_heading(
    line: str, *, published: str | None, anchor: str | None, year: str | None = None, offset: int = 0
) -> DayHeading | None:
    """The date at the head of a line, or None where the line begins with anything else.

    >>> heading = day_heading("12 June - Lyon", published="2024-05-20", anchor=None, year="2024")
    >>> heading.phrase.date, "12 June - Lyon"[heading.rest :]
    ('2024-06-12', 'Lyon')
    >>> day_heading("Sat 13. Stanley", published="2024-02-02", anchor="2024-01-11").phrase.date
    '2024-01-13'
    >>> day_heading("DAY 3. Pamplona!", published=None, anchor=None).phrase.kind
    'day-number'
    """
    start = _HEADING_START.match(line)
    begin = start.end() if start else 0
    numbered = _DAY_NUMBER.match(line, begin) or _YEAR_LINE.match(line, begin) or _BARE_ORDINAL.match(line, begin)
    found: Found | None = None
    if numbered is None or numbered.re is _BARE_ORDINAL:
        head = line[begin : begin + 60]
        found = next((f for f in scan(head) if f.start == 0 and isinstance(f.expression, Calendar | Weekday)), None)
        found = found and replace(found, start=begin, end=begin + found.end)
    if found is None and numbered:
        if numbered.re is _DAY_NUMBER:
            found = Found(begin, numbered.end(), Dateless("day-number"))
        elif numbered.re is _YEAR_LINE:
            found = Found(begin, numbered.end(), Calendar(int(numbered[1])))
        elif 1 <= int(numbered[1]) <= 31:
            found = Found(begin, numbered.end(), Calendar(day=int(numbered[1])))
    if found and isinstance(found.expression, Weekday) and (number := _DAY_BEHIND.match(line, found.end)):
        day = Calendar(day=int(number[1]), weekday=found.expression.weekday)  # "Fri 12. Devonport"
        found = Found(found.start, number.end(), day)
    end = _HEADING_END.match(line, found.end) if found else None
    if not found or not end:
        return None
    answer = Viewpoint(published, anchor, future=None, year=year, story=True).resolve(found.expression)
    words = line[found.start : found.end]
    told = (answer.date, answer.basis, answer.kind, 0, answer.date)
    phrase = DatePhrase(found.start + offset, found.end + offset, words, *told)
    return DayHeading(phrase, end.end() + offset)
