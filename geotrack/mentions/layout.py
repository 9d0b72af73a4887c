"""Places that stand where a text's layout puts them: under the heading of a day, in a list of dates, in a table.

"DAY 7. Burgos.", "12 June – Lyon", "4 | Tue 2 July | Genoa – Milan": no verb says that anybody goes there, the
form does. A text counts as laid out from three such lines on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geotrack import when
from geotrack.mentions.dates import DatePhrase, day_heading, find_dates
from geotrack.mentions.language import Sentence
from geotrack.mentions.moved import Moved
from geotrack.mentions.names import Name

LEAST_LINES = 3
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_CELLS = re.compile(r"\s*[|\t;]\s*|\s{3,}")
_FROM = frozenset("from origin start departure begin".split())
_TOWARDS = frozenset("to destination finish arrival end".split())
_NOT_THERE = re.compile(r"\b(?:not|no|never|without|except|cancelled|withdrawn|shelved)\b", re.IGNORECASE)
_TO = frozenset({"to", "into", "in", "at", "via", "through", "on", "for", "by", "near", "off", "back", "again", "past"})


@dataclass(frozen=True, slots=True)
class Section:
    """A line, or the lines under the heading of a day."""

    begins: int
    """The first sentence."""
    heading: str
    """The words that give the date, or number the day."""
    date: str | None
    """EDTF."""
    moved: tuple[Moved, ...]
    """The places that the form itself makes stops."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    sentences: range
    names: tuple[Name, ...]
    phrase: DatePhrase | None
    """The date at its head, or the only one that a row of a table holds."""
    row: bool
    """Whether it is a row: no sentence in it has a verb with a subject."""
    rest: int
    """Offset in the article at which the line goes on behind its heading."""


def sections_of(
    text: str, sentences: tuple[Sentence, ...], names: tuple[Name, ...], published: str | None, narrated: bool
) -> tuple[Section | None, ...]:
    """For each sentence the section it stands in; None where the text is not laid out, or not there."""
    lines = list(_lines(text, sentences, names, published))
    headed = [line for line in lines if line.phrase is not None]
    rows = [line for line in headed if line.row and line.names]
    found: list[Section | None] = [None] * len(sentences)
    if len(headed) < LEAST_LINES:
        return tuple(found)
    table = len(rows) >= LEAST_LINES and len(rows) * 2 >= len(headed)
    cells = (2 if any(map(_heads_from_and_to, lines)) else 1) if table else 0
    current: Section | None = None
    for line in lines:
        if line.phrase is not None and (line.row or not table):
            # in somebody else's annals and chronologies only the sentences tell who was there
            own = table or narrated
            moved = tuple(_stops_of(line, sentences, published, line.phrase.date, cells)) if own else ()
            current = Section(line.sentences.start, line.phrase.text, line.phrase.date, moved)
        elif table and line.row and line.names and current is not None and "|" in line.text:
            moved = tuple(_stops_of(line, sentences, published, None, cells))
            current = Section(line.sentences.start, "", None, moved)
        elif table:
            current = None
        for number in line.sentences:
            found[number] = current
    return tuple(found)


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


def _lines(
    text: str, sentences: tuple[Sentence, ...], names: tuple[Name, ...], published: str | None
) -> Iterator[_Line]:
    by_sentence: dict[int, list[Name]] = {}
    for name in names:
        by_sentence.setdefault(name.sentence, []).append(name)
    anchor: str | None = published
    year: str | None = None
    number = 0
    while number < len(sentences):
        last = number
        while last + 1 < len(sentences) and sentences[last + 1].paragraph == sentences[number].paragraph:
            last += 1
        start = text.rfind("\n", 0, sentences[number].start) + 1
        end = text.find("\n", sentences[last].end)
        line = text[start : end if end >= 0 else len(text)]
        inside = range(number, last + 1)
        row = len(line) < 300 and not any(_tells(sentences[k]) for k in inside)
        if stated := _year_of(line):
            year = anchor = stated
        heading = day_heading(line, published=published, anchor=anchor, year=year, offset=start)
        phrase = heading.phrase if heading else None
        rest = heading.rest if heading else start
        if heading is None and row and len(line) < 200:
            dated = [
                p
                for p in find_dates(line, published=published, anchor=anchor, future=None, year=year, offset=start)
                if p.date
            ]
            phrase = dated[0] if dated else None
        if phrase is not None and phrase.anchor:
            anchor = phrase.anchor
        places = tuple(n for k in inside for n in by_sentence.get(k, []) if n.mention.sense in ("place", "dateline"))
        yield _Line(start, line, inside, places, phrase, row, rest)
        number = last + 1


def _year_of(line: str) -> str | None:
    """The year that a heading gives to all below it: "EUROPE & UK 2024: all dates at a glance"."""
    years = set(re.findall(r"(?<![\d,.])(?:1[5-9]|20)\d\d(?![\d,.])", line)) if len(line) <= 90 else set()
    return years.pop() if len(years) == 1 and not _MONTH.search(line) else None


def _tells(sentence: Sentence) -> bool:
    """Whether a sentence has a verb with a subject."""
    return any(t.pos in ("VERB", "AUX") and sentence.children(t, "nsubj") for t in sentence.tokens)


def _stops_of(
    line: _Line, sentences: tuple[Sentence, ...], published: str | None, date: str | None, cells: int
) -> Iterator[Moved]:
    """The places that a line makes stops: those of so many cells of a table, or, for 0, of fragments without a verb."""
    if cells:
        names = _first_cells(line, cells)
    else:
        names = [n for n in line.names if _is_fragment(sentences[n.sentence], n, line)]
    planned = when.after(date, published)
    again = "again" in line.text.lower()
    for position, name in enumerate(names):
        sentence = sentences[name.sentence]
        if name.mention.sense != "place":
            continue
        root = sentence.root_of(name.first, name.last)
        yield Moved(
            name=name,
            status="planned" if planned else "visited",
            role="stop",
            cue="layout",
            cue_text=line.text[:40].strip(),
            travellers=(),
            predicate=root,
            again=again,
            rank=(0, 0, 2, position),
        )


def _heads_from_and_to(line: _Line) -> bool:
    """Whether a line is the head of a table with a column for where a way begins and one for where it ends."""
    words = {cell.strip().lower() for cell in _CELLS.split(line.text)}
    return bool(_FROM & words and _TOWARDS & words)


def _first_cells(line: _Line, count: int) -> list[Name]:
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


def _is_fragment(sentence: Sentence, name: Name, line: _Line) -> bool:
    """Whether a name under a day's heading is where the day is spent: "DAY 19. O Cebreiro in fog."."""
    head = next(t for t in sentence.tokens if t.head == t.i)
    if (
        name.mention.start < line.rest
        or (head.pos in ("VERB", "AUX") and _tells(sentence))
        or sentence.children(head, "nsubj")
    ):
        return False
    before = [t.lower for t in sentence.tokens[: name.first] if t.start >= line.rest]
    if any(t in ("from", "of", "not", "no", "like", "than", "out") for t in before):
        return "to" in before[-3:]
    opening = not any(t.isalpha() for t in before)
    return opening or (bool(before) and before[-1] in _TO)
