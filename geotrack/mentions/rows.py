"""What a row of a table, or a line of a list, makes stops.

"4 | Genoa – Milan", "10 Athens, Terra Vibe Park", "Leg 2: Lyon to Nice", "17 April: Lyon to Nice; Nice to Turin".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from geotrack.mentions.dates import find_dates
from geotrack.mentions.dates.pieces import MONTH
from geotrack.mentions.language import Sentence
from geotrack.mentions.lexicon import VIA
from geotrack.mentions.lines import CALLED_OFF, Line
from geotrack.mentions.moved import Moved
from geotrack.mentions.names import Name
from geotrack.model import Role, Status

LEAST_LINES = 3
CELLS = re.compile(r"\s*[|\t;]\s*|\s{3,}")
_FROM = frozenset("from origin start departure begin".split())
_TOWARDS = frozenset("to destination finish arrival end".split())
_NOT_THERE = re.compile(r"\b(?:not|no|never|without|except)\b", re.IGNORECASE)
_WIDE = frozenset({"city", "country", "region", "county", "continent", "island"})
_BEHIND_A_TOWN = re.compile(r",\s(?=[A-Z0-9])")
_TO = frozenset({"to", "into", "in", "at", "via", "through", "on", "for", "by", "near", "off", "back", "again", "past"})
# what leads from one end of a way to the other
_WAY = re.compile(r",?\s*(?:[-–—→>/]|to|via)+\s*(?:the\s)?", re.IGNORECASE)
_ENDED = re.compile(
    r"\b(?:land(?:ed|ing)|arriv(?:ed|ing|al|es?)|arr\.|reached|anchored|docked|ashore)\b[^.;\d]{0,20}?"
    rf"(?P<day>the \d{{1,2}}(?:st|nd|rd|th)\b|\d{{1,2}}(?:st|nd|rd|th)? {MONTH}|{MONTH} \d{{1,2}}\b)"
)
_SCORE = re.compile(r"\b\d{1,3}\s?[-–:]\s?\d{1,3}\b(?![:.]\d)|\bvs?\b")  # "Milan - Naples 2:1" is no way


def stops_of(
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
    if CALLED_OFF.search(line.text) and not is_way(line):
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


def have_venues(rows: Sequence[Line]) -> bool:
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


def heads_from_and_to(line: Line) -> bool:
    """Whether a line is the head of a table with a column for where a way begins and one for where it ends."""
    words = {cell.strip().lower() for cell in CELLS.split(line.text)}
    return bool(_FROM & words and _TOWARDS & words)


def _first_cells(line: Line, count: int) -> list[Name]:
    """The names of the first cells that hold any; a cell in brackets or with "via" adds those passed."""
    position, found = 0, list[Name]()
    for cell in CELLS.split(line.text):
        at = line.text.find(cell, position)
        position = at + len(cell)
        start, end = line.start + at, line.start + position
        names = [n for n in line.names if start <= n.mention.start < end]
        names = [n for i, n in enumerate(names) if not (i and names[i - 1].mention.inside[:1] == (n.mention.name,))]
        goes_on = bool(found) and line.text[:at].rstrip().endswith(";") and _goes_on(line, found[-1], names)
        if names and (count or goes_on):
            found += [] if _NOT_THERE.search(cell) else names
            count -= not goes_on
    return found


def _goes_on(line: Line, last: Name, names: Sequence[Name]) -> bool:
    """Whether a way goes on from where the one before it has led: "Lyon to Nice; Nice to Turin"."""
    return len(names) > 1 and names[0].mention.name == last.mention.name and _leads_to(line, names[0], names[1])


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


def reached(line: Line) -> str | None:
    """When the way of a line ended, if not on the day it began: "3 May: Lyon to Nice; arrived on the 5th"."""
    last = line.names[-1].mention.end - line.start
    ended = _ENDED.search(line.text, last)
    if ended is None or line.phrase is None or line.phrase.date is None:
        return None
    found = find_dates(ended["day"], published=None, anchor=line.phrase.date, story=True)
    return found[0].date if len(found) == 1 else None


def chained(lines: Sequence[Line]) -> frozenset[int]:
    """Where those rows begin that lead on from one to the next: "Hull - Oslo", "Oslo - Riga", "Riga - Kiel"."""
    found: list[int] = []
    chain: list[Line] = []
    for line in (*lines, None):
        ways = line is not None and line.row and is_way(line)
        if line is None or not ways or (chain and chain[-1].names[-1].mention.name != line.names[0].mention.name):
            found += [one.start for one in chain] if len(chain) >= LEAST_LINES else []
            chain = []
        if line is not None and ways:
            chain.append(line)
    return frozenset(found)


def is_way(line: Line) -> bool:
    """Whether a line leads from one place to another: "Lyon to Nice"; no result, "Lyon - Nice 2:1"."""
    if _SCORE.search(line.text):
        return False
    return any(_leads_to(line, a, b) for a, b in pairwise(line.names))


def opens_with_a_way(line: Line) -> bool:
    """Whether a way stands right behind the heading, whatever follows: "3 May: Lyon, to Nice, which we liked"."""
    opening = (
        bool(line.names) and not line.text[line.rest - line.start : line.names[0].mention.start - line.start].strip()
    )
    return opening and len(line.names) > 1 and _leads_to(line, line.names[0], line.names[1])


def _leads_to(line: Line, one: Name, other: Name) -> bool:
    between = line.text[one.mention.end - line.start : other.mention.start - line.start]
    return _WAY.fullmatch(between) is not None
