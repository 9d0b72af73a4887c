"""Places that stand where a text's layout puts them: under the heading of a day, in a list of dates, in a table.

"DAY 7. Burgos.", "12 June – Lyon", "4 | Tue 2 July | Genoa – Milan", "Leg 2: Lyon to Nice": no verb says that anybody
goes there, the form does. A text counts as laid out from three such lines on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geotrack import when
from geotrack.mentions.dates import DatePhrase
from geotrack.mentions.language import Sentence
from geotrack.mentions.lines import Line, lines_of
from geotrack.mentions.moved import Moved
from geotrack.mentions.names import Name
from geotrack.mentions.rows import (
    CELLS,
    LEAST_LINES,
    chained,
    have_venues,
    heads_from_and_to,
    is_way,
    opens_with_a_way,
    reached,
    stops_of,
)
from geotrack.model import Status

_FIXTURES = re.compile(r"\b(?:league|fixtures?|quarter-?finals?|semi-?finals?|match ?day|kick-?off)\b", re.IGNORECASE)
_ANNOUNCED = re.compile(r"\b(?:will|announces?|announced|(?:is|are) to|upcoming|forthcoming)\b")
_TIMETABLE = re.compile(r"\b(?:time-?table|schedule|sailings|calls at|stopping at|services?)\b", re.IGNORECASE)
_BOARD = re.compile(r"\b(?:departures|arrivals)\b", re.IGNORECASE)  # each row is another's


@dataclass(frozen=True, slots=True)
class Section:
    """A line, or the lines under the heading of a day."""

    begins: int
    """The first sentence."""
    heading: str
    """The words that give the date, or number the day; empty where only the day of publication does."""
    date: str | None
    """EDTF."""
    moved: tuple[Moved, ...]
    """The places that the form itself makes stops."""
    way: bool = False
    """Whether it leads from one place to another, so that the parser need not be asked: "Leg 2: Lyon to Nice"."""
    reached: str | None = None
    """When the way ended, where that was on another day (EDTF)."""


def sections_of(
    text: str, sentences: tuple[Sentence, ...], names: tuple[Name, ...], published: str | None, narrated: bool
) -> tuple[Section | None, ...]:
    """For each sentence the section it stands in; None where the text is not laid out, or not there."""
    lines = list(lines_of(text, sentences, names, published))
    found: list[Section | None] = [None] * len(sentences)
    if any(_FIXTURES.search(line.text) for line in lines if line.row):
        return tuple(found)
    ends = any(map(heads_from_and_to, lines))
    timetable = any(_TIMETABLE.search(line.text) for line in lines) and not any(
        _BOARD.search(line.text) for line in lines
    )
    chain = chained(lines)
    headed = [line for line in lines if _counts(line, timetable=timetable, ends=ends, chain=chain)]
    if len(headed) < LEAST_LINES:
        return _by_the_hour(lines, found, published)
    rows = [line for line in headed if (line.row or opens_with_a_way(line)) and line.names]
    table = len(rows) >= LEAST_LINES and len(rows) * 2 >= len(headed)
    cells = (2 if ends else 1) if table else 0
    own = table or narrated  # in somebody else's annals and chronologies only the sentences tell who was there
    hours = table and any(line.headed == "clock" for line in rows)
    above = [line.text for line in lines if line.start < headed[0].start]
    ahead = hours or (published is None and any(map(_ANNOUNCED.search, above)))
    venues = table and have_venues(rows)
    current: Section | None = None
    day: str | None = None
    for line in lines:
        if _counts(line, timetable=timetable, ends=ends, chain=chain):
            heading, date = (line.phrase.text, line.phrase.date) if line.phrase else ("", None)
            day = date if line.headed == "day" else day
            date = date or (day if line.headed == "clock" else None)
            status: Status = "planned" if when.after(date, published) or ahead else "visited"
            parts = 0 if _is_prose(line) else cells
            moved = tuple(stops_of(line, sentences, status, parts, venues=venues)) if own else ()
            way = len(moved) > 1 and (opens_with_a_way(line) or (line.row and is_way(line)))
            current = Section(line.sentences.start, heading, date, moved, way, reached(line) if way else None)
        elif table and line.row and line.names and current is not None and "|" in line.text:
            moved = tuple(stops_of(line, sentences, "visited", cells, venues=venues))
            current = Section(line.sentences.start, "", None, moved)
        elif table:
            current = None
        for number in line.sentences:
            found[number] = current
    return tuple(found)


def _by_the_hour(
    lines: Sequence[Line], found: list[Section | None], published: str | None
) -> tuple[Section | None, ...]:
    """The sections of a text that tells one day or two by the hour.

    "08:15 Kim has left Artyom" is of the day of publication, or of the day that stands above: "Thursday 10 January" /
    "15.30 Arrival in Athens".
    """
    hours = [line for line in lines if line.headed == "clock"]
    days = [line for line in lines if _is_a_day(line)]
    told = sum(not line.row for line in hours) >= LEAST_LINES and published is not None
    if not told and not (days and len(hours) >= LEAST_LINES and all(h.start > days[0].start for h in hours)):
        return tuple(found)
    heading, day = "", published
    for line in lines:
        if line.phrase is not None and _is_a_day(line):
            heading, day = line.phrase.text, line.phrase.date
        elif line.headed == "clock" and day:
            for number in line.sentences:
                found[number] = Section(line.sentences.start, heading, day, ())
    return tuple(found)


def _is_a_day(line: Line) -> bool:
    """Whether a line is nothing but the day of those below: "Thursday 10 January"."""
    dated = line.headed == "day" and line.phrase is not None and line.phrase.date
    return bool(dated) and not re.search(r"\w", line.text[line.rest - line.start :])


def _counts(line: Line, *, timetable: bool, ends: bool, chain: frozenset[int]) -> bool:
    """Whether what a line begins with makes it one of a list.

    A day does. A number or an hour does where the line is a row and holds a way, a stage or a call: "1. Lyon to Nice",
    "Stage 2: Nice", "07:30 Nice"; the ten largest cities have numbers, too, and a board of departures has hours.
    `ends` says that the table has columns for where a way begins and ends; `chain` where those lines begin that lead
    on from one to the next, which need no number.
    """
    if line.phrase is None:
        return line.start in chain
    if line.headed == "day" or line.phrase.date:
        return True
    if line.headed == "clock":
        return line.row and len(line.names) == 1 and timetable
    way = is_way(line) or (ends and len(line.names) > 1)
    return line.row and (not line.phrase.text[0].isdigit() or way)


def _is_prose(line: Line) -> bool:
    """Whether a line tells its day in sentences, or in several fragments: "DAY 7. Burgos. The cathedral was shut."."""
    if opens_with_a_way(line):
        return False
    return not line.row or (len(line.sentences) > 2 and not CELLS.search(line.text))


def dated_list(
    text: str, sentence: Sentence, names: list[Name], dates: tuple[DatePhrase, ...], *, goes_on: bool
) -> Iterator[Moved]:
    """Places behind their dates in running text: "11 April Lima, 13 April Quito, 14 April Bogotá".

    `goes_on` says that the sentence before was such a list: then one is enough.
    """
    listed = [
        (n, p.start)
        for n in names
        for p in dates
        if p.date and p.end <= n.mention.start and text[p.end : n.mention.start].strip(" :,-–") == ""
    ]
    if len(listed) < (1 if goes_on else LEAST_LINES):
        return
    for position, (name, begins) in enumerate(listed):
        yield Moved(
            name=name,
            status="visited",
            role="stop",
            cue="list",
            cue_text=text[begins : name.mention.end],
            travellers=(),
            predicate=sentence.root_of(name.first, name.last),
            rank=(0, 0, 2, position),
        )


def alone(sentence: Sentence, names: list[Name]) -> Iterator[Moved]:
    """A place that is all that is said of a day: "13 May. Sedan. 16 May. Laon at last."."""
    if len(names) != 1 or names[0].first > 0:
        return
    rest = [t.lower for t in sentence.tokens[names[0].last :]]
    if set(rest) <= {".", "!", ",", "at", "last", "again", "once", "more"}:
        yield Moved(
            name=names[0],
            status="visited",
            role="stop",
            cue="list",
            cue_text=names[0].mention.text,
            travellers=(),
            predicate=sentence.root_of(names[0].first, names[0].last),
            again="again" in rest or "more" in rest,
            rank=(0, 0, 0, 2, 0),
        )


def letter_head(sentence: Sentence, names: list[Name], dates: tuple[DatePhrase, ...]) -> Iterator[Moved]:
    """Where a letter or an entry was written: "Venice, 10 February 1751", alone on its line."""
    if not names or names[0].first > 0 or not any(p.date for p in dates):
        return
    rest = [t for t in sentence.tokens[names[0].last :] if not any(p.start <= t.start < p.end for p in dates)]
    if all(t.text in ",.;" or t.lower in ("the", "on") for t in rest):
        yield Moved(
            name=names[0],
            status="visited",
            role="stop",
            cue="letter",
            cue_text="written at",
            travellers=(),
            predicate=sentence.root_of(names[0].first, names[0].last),
        )
