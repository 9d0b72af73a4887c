"""Places that stand where a text's layout puts them: under the heading of a day, in a list of dates, in a table.

"DAY 7. Burgos.", "12 June – Lyon", "4 | Tue 2 July | Genoa – Milan", "Leg 2: Lyon to Nice": no verb says that anybody
goes there, the form does. A text counts as laid out from three such lines on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geotrack import when
from geotrack.mentions.dates import DatePhrase
from geotrack.mentions.language import Sentence
from geotrack.mentions.lexicon import VIA
from geotrack.mentions.lines import CALLED_OFF, Line, lines_of
from geotrack.mentions.moved import Moved
from geotrack.mentions.names import Name
from geotrack.model import Role, Status

LEAST_LINES = 3
_CELLS = re.compile(r"\s*[|\t;]\s*|\s{3,}")
_FROM = frozenset("from origin start departure begin".split())
_TOWARDS = frozenset("to destination finish arrival end".split())
_NOT_THERE = re.compile(r"\b(?:not|no|never|without|except)\b", re.IGNORECASE)
_WIDE = frozenset({"city", "country", "region", "county", "continent", "island"})
_BEHIND_A_TOWN = re.compile(r",\s(?=[A-Z0-9])")
_TO = frozenset({"to", "into", "in", "at", "via", "through", "on", "for", "by", "near", "off", "back", "again", "past"})
# what leads from one end of a way to the other
_WAY = re.compile(r",?\s*(?:[-–—→>/]|to|via)+\s*(?:the\s)?", re.IGNORECASE)
_SCORE = re.compile(r"\b\d{1,3}\s?[-–:]\s?\d{1,3}\b(?![:.]\d)|\bvs?\b")  # "Milan - Naples 2:1" is no way
_FIXTURES = re.compile(r"\b(?:league|fixtures?|quarter-?finals?|semi-?finals?|match ?day|kick-?off)\b", re.IGNORECASE)
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


def sections_of(
    text: str, sentences: tuple[Sentence, ...], names: tuple[Name, ...], published: str | None, narrated: bool
) -> tuple[Section | None, ...]:
    """For each sentence the section it stands in; None where the text is not laid out, or not there."""
    lines = list(lines_of(text, sentences, names, published))
    found: list[Section | None] = [None] * len(sentences)
    if any(_FIXTURES.search(line.text) for line in lines if line.row):
        return tuple(found)
    ends = any(map(_heads_from_and_to, lines))
    timetable = any(_TIMETABLE.search(line.text) for line in lines) and not any(
        _BOARD.search(line.text) for line in lines
    )
    headed = [line for line in lines if _counts(line, timetable=timetable, ends=ends)]
    if len(headed) < LEAST_LINES:
        return _by_the_hour(lines, found, published)
    rows = [line for line in headed if line.row and line.names]
    table = len(rows) >= LEAST_LINES and len(rows) * 2 >= len(headed)
    cells = (2 if ends else 1) if table else 0
    own = table or narrated  # in somebody else's annals and chronologies only the sentences tell who was there
    hours = table and any(line.headed == "clock" for line in rows)
    venues = table and _have_venues(rows)
    current: Section | None = None
    day: str | None = None
    for line in lines:
        if line.phrase is not None and _counts(line, timetable=timetable, ends=ends):
            day = line.phrase.date if line.headed == "day" else day
            date = line.phrase.date or (day if line.headed == "clock" else None)
            status: Status = "planned" if when.after(date, published) or hours else "visited"
            parts = 0 if _is_prose(line) else cells
            moved = tuple(_stops_of(line, sentences, status, parts, venues=venues)) if own else ()
            way = line.row and len(moved) > 1 and _is_way(line)
            current = Section(line.sentences.start, line.phrase.text, date, moved, way)
        elif table and line.row and line.names and current is not None and "|" in line.text:
            moved = tuple(_stops_of(line, sentences, "visited", cells, venues=venues))
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


def _counts(line: Line, *, timetable: bool, ends: bool) -> bool:
    """Whether what a line begins with makes it one of a list.

    A day does. A number or an hour does where the line is a row and holds a way, a stage or a call: "1. Lyon to Nice",
    "Stage 2: Nice", "07:30 Nice"; the ten largest cities have numbers, too, and a board of departures has hours.
    `ends` says that the table has columns for where a way begins and ends.
    """
    if line.phrase is None:
        return False
    if line.headed == "day" or line.phrase.date:
        return True
    if line.headed == "clock":
        return line.row and len(line.names) == 1 and timetable
    way = _is_way(line) or (ends and len(line.names) > 1)
    return line.row and (not line.phrase.text[0].isdigit() or way)


def _is_prose(line: Line) -> bool:
    """Whether a line tells its day in sentences, or in several fragments: "DAY 7. Burgos. The cathedral was shut."."""
    return not line.row or (len(line.sentences) > 2 and not _CELLS.search(line.text))


def _is_way(line: Line) -> bool:
    """Whether a line leads from one place to another: "Lyon to Nice"; no result, "Lyon - Nice 2:1"."""
    if _SCORE.search(line.text):
        return False
    return any(_leads_to(line, a, b) for a, b in pairwise(line.names))


def _leads_to(line: Line, one: Name, other: Name) -> bool:
    between = line.text[one.mention.end - line.start : other.mention.start - line.start]
    return _WAY.fullmatch(between) is not None


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


def _stops_of(
    line: Line, sentences: tuple[Sentence, ...], status: Status, cells: int, *, venues: bool
) -> Iterator[Moved]:
    """The places that a line makes stops: those of so many cells of a table, or, for 0, of fragments without a verb.

    `venues` says that a comma parts a town from a house in it.
    """
    if cells:
        names = _first_cells(line, cells)
    else:
        names = [n for n in line.names if _is_fragment(sentences[n.sentence], n, line)]
    names = [n for n in names if n.mention.sense == "place"]
    if venues and names and _BEHIND_A_TOWN.match(line.text, names[0].mention.end - line.start):
        names = names[:1]
    if CALLED_OFF.search(line.text) and not _is_way(line):
        status = "cancelled"
    again = "again" in line.text.lower()
    for position, name in enumerate(names):
        sentence = sentences[name.sentence]
        yield Moved(
            name=name,
            status=status,
            role=_role_of(line, sentence, names, position, ends=cells == 2),
            cue="layout",
            cue_text=line.text[:40].strip(),
            travellers=(),
            predicate=sentence.root_of(name.first, name.last),
            again=again,
            rank=(0, 0, 2, position),
        )


def _have_venues(rows: Sequence[Line]) -> bool:
    """Whether what follows a town and a comma is where in that town: "10 Athens, Terra Vibe Park".

    One such line does not tell, the column does: most of its words name no town or country.
    """
    behind = [(line, line.names[0].mention.end - line.start) for line in rows if line.names]
    behind = [(line, at) for line, at in behind if _BEHIND_A_TOWN.match(line.text, at)]
    wide = [
        line
        for line, at in behind
        if any(_is_wide(n) and n.mention.start < line.start + at + 4 for n in line.names[1:2])
    ]
    return len(behind) >= LEAST_LINES and len(wide) * 2 < len(behind)


def _is_wide(name: Name) -> bool:
    return name.known is not None and bool(name.known.kinds & _WIDE)


def _role_of(line: Line, sentence: Sentence, names: Sequence[Name], position: int, *, ends: bool) -> Role:
    """What a place of a line is: where a way begins, what it passes ("via Nice"), or a stop."""
    name = names[position]
    before = sentence.tokens[name.first - 1].lower if name.first else ""
    if before in VIA - {"by", "between"}:
        return "transit"
    begins = position == 0 and len(names) > 1 and (ends or _leads_to(line, name, names[1]))
    return "origin" if before == "from" or begins else "stop"


def _heads_from_and_to(line: Line) -> bool:
    """Whether a line is the head of a table with a column for where a way begins and one for where it ends."""
    words = {cell.strip().lower() for cell in _CELLS.split(line.text)}
    return bool(_FROM & words and _TOWARDS & words)


def _first_cells(line: Line, count: int) -> list[Name]:
    """The names of the first cells that hold any; a cell in brackets or with "via" adds those passed."""
    position, found = 0, list[Name]()
    for cell in _CELLS.split(line.text):
        at = line.text.find(cell, position)
        position = at + len(cell)
        start, end = line.start + at, line.start + position
        names = [n for n in line.names if start <= n.mention.start < end]
        names = [n for i, n in enumerate(names) if not (i and names[i - 1].mention.inside[:1] == (n.mention.name,))]
        if names and count:
            found += [] if _NOT_THERE.search(cell) else names
            count -= 1
    return found


def _is_fragment(sentence: Sentence, name: Name, line: Line) -> bool:
    """Whether a name under a day's heading is where the day is spent: "DAY 19. O Cebreiro in fog."."""
    head = next(t for t in sentence.tokens if t.head == t.i)
    if (
        name.mention.start < line.rest
        or (
            head.pos in ("VERB", "AUX")
            and any(sentence.children(t, "nsubj") for t in sentence.tokens if t.pos in ("VERB", "AUX"))
        )
        or sentence.children(head, "nsubj")
    ):
        return False
    before = [t.lower for t in sentence.tokens[: name.first] if t.start >= line.rest]
    if any(t in ("from", "of", "not", "no", "like", "than", "out") for t in before):
        return "to" in before[-3:]
    opening = not any(t.isalpha() for t in before)
    return opening or (bool(before) and before[-1] in _TO)
