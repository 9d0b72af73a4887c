"""The lines of a text: what day, hour or number each begins with, and whether it is a row or tells something.

"DAY 7. Burgos.", "12 June – Lyon", "Stage 4: Pinerolo – Valloire", "07:30 Piraeus", "| 5 March | Najaf |"; under the
heading "MAY", "10 Lille".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from geotrack.mentions.dates import DatePhrase, day_heading, find_dates
from geotrack.mentions.dates.pieces import MONTH
from geotrack.mentions.language import Sentence
from geotrack.mentions.names import Name

Headed = Literal["day", "number", "clock", ""]

LONGEST_ROW = 300
# what is written behind a stop of a list
CALLED_OFF = re.compile(
    r"[-–—:|(\[,*]\s{0,2}(?:now |show |concert )?(?:cancelled|canceled|called off|postponed|scrapped|withdrawn|shelved"
    r"|abandoned|dropped)\b|~~",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_NUMBER = re.compile(
    r"[\s>*#|•\-–—]{0,8}(?P<words>(?:stage|leg|stop|part|section|lap|race|round|week|flight|hop)\s(?:no\.?\s)?"
    r"(?:\d{1,3}|[IVX]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten)|\d{1,2}(?=[.)]\s|\s?[|\t]))\b[\s.,:)|–—-]{1,4}",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"[\s>*#|•\-–—]{0,8}(?P<words>(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?(?:a\.?m\.?|p\.?m\.?|hrs|[A-Z]{3,4}))?)(?![\d:.])"
    r"[\s:|–—-]{1,4}"
)
# "MAY", "June 2014", "MARCH 1973: on the road"
_MONTH_HEADING = re.compile(rf"(?<![\w-])(?=[A-Z])(?P<words>{MONTH}(?:,?\s[12]\d{{3}}\b)?)(?![-\d]|\s\d)")
_LONGEST_HEADING = 60
# under the heading of a month: "10 Lille", "Sat 3rd: Ghent", "7-9 Cologne"
_DAY_ALONE = re.compile(
    r"[\s>*#|•\-–—]{0,8}(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s)?"
    r"(?P<words>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?:\s?[&/–-]\s?(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)?)"
    r"[\s.,:)|–—-]{1,4}(?=[^\W\d])",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(rf"\(({MONTH}(?:\s\d{{4}})?)\)|[|\t]\s*({MONTH}(?:\s\d{{4}})?)\s*(?=[|\t]|$)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text."""

    start: int
    text: str
    sentences: range
    names: tuple[Name, ...]
    headed: Headed
    """What it begins with."""
    phrase: DatePhrase | None
    """The date at its head, or the only one that a row of a table holds; without a date the number or the hour."""
    row: bool
    """Whether it is a row: no sentence in it has a verb with a subject."""
    rest: int
    """Offset in the article at which the line goes on behind its heading."""


def lines_of(
    text: str, sentences: tuple[Sentence, ...], names: tuple[Name, ...], published: str | None
) -> Iterator[Line]:
    """The lines that hold sentences, each with the date that it gives or that those above it give it."""
    by_sentence: dict[int, list[Name]] = {}
    for name in names:
        by_sentence.setdefault(name.sentence, []).append(name)
    anchor: str | None = published
    year: str | None = None
    month = ""  # that of the heading above
    number = 0
    while number < len(sentences):
        last = number
        while last + 1 < len(sentences) and sentences[last + 1].paragraph == sentences[number].paragraph:
            last += 1
        start = text.rfind("\n", 0, sentences[number].start) + 1
        end = text.find("\n", sentences[last].end)
        line = text[start : end if end >= 0 else len(text)]
        inside = range(number, last + 1)
        here = {k: by_sentence.get(k, []) for k in inside}
        row = len(line) < LONGEST_ROW and not any(_tells(sentences[k], here[k]) for k in inside)
        if stated := _year_of(line):
            year = anchor = stated
        month = _month_of(line) or (month if row else "")
        headed, phrase, rest = (
            (month and _day_of(month, line, start, published, anchor, year))
            or _heading(line, start, published, anchor, year, row=row)
        )  # fmt: skip
        if phrase is not None and phrase.anchor:
            anchor = phrase.anchor
        places = tuple(n for k in inside for n in here[k] if n.mention.sense in ("place", "dateline"))
        yield Line(start, line, inside, places, headed, phrase, row, rest)
        number = last + 1


def _heading(
    line: str, start: int, published: str | None, anchor: str | None, year: str | None, *, row: bool
) -> tuple[Headed, DatePhrase | None, int]:
    """What a line begins with, the date that it gives, and where it goes on."""
    number = _NUMBER.match(line)
    begins = number.end() if number else 0
    heading = day_heading(line[begins:], published=published, anchor=anchor, year=year, offset=start + begins)
    if heading is not None:
        return "number" if number else "day", heading.phrase, heading.rest
    clock = None if number else _CLOCK.match(line)
    if row and len(line) < 200:
        for shift, words in _dated(line):
            at = start + shift
            found = find_dates(words, published=published, anchor=anchor, future=None, year=year, offset=at)
            if dated := [p for p in found if p.date]:
                return "number" if number else "day", dated[0], start + begins
    kind: Headed = "number" if number else "clock" if clock else ""
    head = number or clock
    if head is None:
        return "", None, start
    words = head["words"]
    phrase = DatePhrase(start + head.start("words"), start + head.end("words"), words, None, "", "day-number")
    return kind, phrase, start + head.end()


def _month_of(line: str) -> str:
    """The month that a heading gives to the days below it, if it gives one and no day."""
    found = list(_MONTH_HEADING.finditer(line)) if len(line) <= _LONGEST_HEADING else []
    days = re.search(r"(?<!\d)\d{1,2}(?!\d)", line)
    return found[0]["words"] if len(found) == 1 and not days else ""


def _day_of(
    month: str, line: str, start: int, published: str | None, anchor: str | None, year: str | None
) -> tuple[Headed, DatePhrase, int] | None:
    """The day that a line begins with, of the month in the heading above it: "10 Lille" under "MAY"."""
    day = _DAY_ALONE.match(line)
    if day is None:
        return None
    words = f"{day['words']} {month}"
    found = find_dates(words, published=published, anchor=anchor, future=None, year=year, offset=start)
    if len(found) != 1 or not found[0].date:
        return None
    phrase = replace(found[0], start=start + day.start("words"), end=start + day.end("words"), text=words)
    return "day", phrase, start + day.end()


def _dated(line: str) -> Iterator[tuple[int, str]]:
    """Where a row may say its date, with the shift of offsets: the row itself, or a month in a cell of its own."""
    yield 0, line
    for month in _MONTH_ALONE.finditer(line):
        group = 1 if month[1] else 2
        yield month.start(group) - len("in "), f"in {month[group]}"


def _year_of(line: str) -> str | None:
    """The year that a heading gives to all below it: "EUROPE & UK 2024: all dates at a glance"."""
    years = set(re.findall(r"(?<![\d,.])(?:1[5-9]|20)\d\d(?![\d,]|\.\d)", line)) if len(line) <= 90 else set()
    return years.pop() if len(years) == 1 and not _MONTH.search(line) else None


def _tells(sentence: Sentence, names: list[Name]) -> bool:
    """Whether a sentence has a verb with a subject; "Port Said" is none, nor is "Ghent: cancelled"."""
    inside = {i for n in names for i in range(n.first, n.last)}
    off = CALLED_OFF.search(" ".join(t.text for t in sentence.tokens[-3:])) is not None
    return not off and any(
        t.pos in ("VERB", "AUX") and t.i not in inside and sentence.children(t, "nsubj") for t in sentence.tokens
    )
