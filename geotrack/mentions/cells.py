"""Words that stand alone in a row of a table, or behind their day in a list: the form says that they name a place."""

from __future__ import annotations

import re

from geotrack.mentions.dates.pieces import MONTH

_ROW = re.compile(r"[|\t→]")
_BAR = re.compile(r"\s{0,3}[|→]\s{0,3}|\t+|\s[-–—]\s|\s{3,}|\s?:\s|\s?\(|\)")
_BEHIND_A_DAY = re.compile(rf"\b\d{{1,2}} {MONTH},? (?P<name>[^\W\d][^,;:.()]{{0,60}}?)\s?(?=[,;:.(]|$)")


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
