"""Words that stand alone in a row of a table, or behind their day in a list: the form says that they name a place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geotrack.mentions.dates.pieces import MONTH, WEEKDAY

_ROW = re.compile(r"[|\t→]")
_BAR = re.compile(r"\s{0,3}[|→]\s{0,3}|\t+|\s[-–—]\s|\s{3,}|\s?:\s|\s?\(|\)")
_BEHIND_A_DAY = re.compile(rf"\b\d{{1,2}} {MONTH},? (?P<name>[^\W\d][^,;:.()]{{0,60}}?)\s?(?=[,;:.(]|$)")
_WEEKDAY = rf"(?:{WEEKDAY}|(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun)\b\.?)"
_NUMBERED = r"(?:day|stage|leg|stop|part|section|lap|race|round|week)\s\w+|\d{1,2}(?=[.)]\s)"
_DAY = rf"{_WEEKDAY}|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}|{MONTH}\s\d{{1,2}}|\d{{1,2}}[:.]\d\d(?:\s?[ap]\.?m\.?)?"
_AND_MORE = rf"[\s,]{{1,2}}(?:(?:of\s)?{MONTH}|{_WEEKDAY}|\d{{1,4}}\b)|\s\([^)]{{1,30}}\)"
# "Stage 1, Saturday 5 July.", "12 May 1890 –", "2.", "07:30"
_HEADING = re.compile(
    rf"[\s>*#•\-–—]{{0,8}}(?:{_NUMBERED}|{_DAY})(?:{_AND_MORE}){{0,6}}[\s.,:)|–—-]{{1,4}}", re.IGNORECASE
)
LONGEST_HEADING = 80
_STOP = re.compile(r"\s?[,;.(\n]")
_STEP = re.compile(r"\s{1,3}[-–—>→]{1,2}\s{1,3}|[–—→]|\sto\s|\svia\s|\sto\sthe\s")


@dataclass(frozen=True, slots=True)
class Form:
    """Which words of a sentence stand alone by the form of its line; spans are offsets in the text."""

    cells: frozenset[tuple[int, int]]
    """Cells of a row, and what stands between a day and a comma."""
    steps: frozenset[tuple[int, int]]
    """What stands behind the day or the number at the head of the line."""

    @property
    def alone(self) -> frozenset[tuple[int, int]]:
        """All of them."""
        return self.cells | self.steps

    @property
    def ways(self) -> frozenset[tuple[int, int]]:
        """The ends of a way, "Stage 4: Pinerolo - Valloire"."""
        return self.steps if len(self.steps) > 1 else frozenset()


def form_of(text: str, start: int, end: int) -> Form:
    """The form of a sentence."""
    return Form(cells_of(text, start, end), behind_headings(text, start, end))


def cells_of(text: str, start: int, end: int) -> frozenset[tuple[int, int]]:
    """Start and end (offsets in the text) of each cell of a row, and of what stands between a day and a comma.

    >>> text = "6 | Thu 4 July | Bern - Thun | 31 km"
    >>> sorted(text[a:b] for a, b in cells_of(text, 0, len(text)))
    ['31 km', '6', 'Bern', 'Thu 4 July', 'Thun']
    >>> text = "Looking back: 2 April Lima, 3 April Quito, where all was calm"
    >>> [text[a:b] for a, b in sorted(cells_of(text, 0, len(text)))]
    ['Lima', 'Quito']
    """
    line = text[start:end]
    found = [m.span("name") for m in _BEHIND_A_DAY.finditer(line)]
    if _ROW.search(line):
        at = 0
        for bar in _BAR.finditer(line):
            found.append((at, bar.start()))
            at = bar.end()
        found.append((at, len(line.rstrip(" .,;"))))
    return frozenset((start + a, start + b) for a, b in found if a < b)


def behind_headings(text: str, start: int, end: int) -> frozenset[tuple[int, int]]:
    """Start and end of the words right behind the day or the number that a line begins with, parted into steps.

    >>> text = "Stage 1, 29 June: Rimini - San Marino, 9 km"
    >>> sorted(text[a:b] for a, b in behind_headings(text, 0, len(text)))
    ['Rimini', 'San Marino']
    """
    begin = text.rfind("\n", max(0, start - LONGEST_HEADING), start) + 1
    heading = _HEADING.match(text, begin, end) if begin or start < LONGEST_HEADING else None
    if heading is None:
        return frozenset()
    at, stop = heading.end(), _STOP.search(text, heading.end(), end)
    last = stop.start() if stop else end
    found = []
    for step in _STEP.finditer(text, at, last):
        found.append((at, step.start()))
        at = step.end()
    return frozenset((a, b) for a, b in [*found, (at, last)] if a < b)
