"""Stops that are drawn together: a marker, a pill of some, a block of more, or a heap of numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from geotrack.formats.picture.frame import Box
from geotrack.formats.picture.letters import width
from geotrack.formats.picture.look import STYLES
from geotrack.formats.picture.marks import Mark
from geotrack.formats.picture.markup import Point

INNER, BLOCK = 0.79, 0.75
"""The size of a marker inside another's place, and of one in a block, in parts of the others'."""
ROW, MOST = 5, 24
"""Markers that stand in a row, and in a block of several rows."""
LINES, LINE = 5, 20.0
"""Lines of a heap, and their height."""
PILL = 4.0
"""Pixels by which a pill is larger than its markers."""


@dataclass(frozen=True, slots=True)
class Site:
    """Stops that are drawn together."""

    marks: tuple[Mark, ...]
    """In the order of the journeys."""
    home: Point
    """The point of the map that they mean."""
    at: Point
    """Where they stand: the middle of the markers that are not inside others."""
    size: float
    """Pixels of a marker."""
    tied: bool = True
    """Whether it must be shown where its point is, if it stands beside it."""
    dot: bool = False
    """Whether it is no more than a dot on a crowded map: its stops have no number there."""

    @property
    def large(self) -> tuple[Mark, ...]:
        """The marks that do not stand small beside the place around them."""
        here = set(self.marks)
        return tuple(m for m in self.marks if m.parent not in here)

    @property
    def pill(self) -> bool:
        """Whether its markers stand on a common ground."""
        return len(self.large) > 1 and not self.dot

    @property
    def heap(self) -> tuple[tuple[Mark | None, str], ...]:
        """Lines of numbers, each with a mark of its kind, where there are too many markers to draw them."""
        return _heap(self.marks) if len(self.marks) > MOST and not self.dot else ()

    @property
    def box(self) -> Box:
        """What it covers on the sheet."""
        if self.heap:
            x, y = self.at
            wide = max(LINE + width(said, STYLES["heap"]) for _, said in self.heap) + 8
            high = LINE * len(self.heap)
            return Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2).grown(PILL)
        left = min(x - size / 2 for _, (x, _), size in self.markers)
        right = max(x + size / 2 for _, (x, _), size in self.markers)
        top = min(y - size / 2 for _, (_, y), size in self.markers)
        bottom = max(y + size / 2 for _, (_, y), size in self.markers)
        return Box(left, top, right, bottom).grown(PILL if self.pill else 0)

    @property
    def markers(self) -> tuple[tuple[Mark, Point, float], ...]:
        """Each marker, with its middle and its size."""
        if self.heap:
            return ()
        x, y = self.at
        if self.dot:
            return ((self.marks[0], self.at, self.size),)
        if len(self.large) > ROW:
            size = self.size * BLOCK + 1
            columns = math.ceil(math.sqrt(len(self.marks) * 1.6))
            rows = math.ceil(len(self.marks) / columns)
            return tuple(
                (
                    m,
                    (x + size * (n % columns - (columns - 1) / 2), y + size * (n // columns - (rows - 1) / 2)),
                    size - 1,
                )
                for n, m in enumerate(self.marks)
            )
        found, large, small = [], set(self.large), self.size * INNER
        x -= (len(large) * (self.size + 1) - 1) / 2
        for mark in self.marks:
            if mark in large:
                found.append((mark, (x + self.size / 2, y), self.size))
                x += self.size + 1
            else:
                found.append((mark, (x - 2 + small / 2, y + (self.size - small) / 2 + 2), small))
                x += small - 1
        return tuple(found)

    def moved(self, at: Point) -> Site:
        """The same, elsewhere."""
        return replace(self, at=at)


def numbers(several: Iterable[str]) -> str:
    """Numbers of stops, runs of them shortened.

    >>> numbers(["1", "2", "3", "5", "5a", "9", "10"])
    '1–3, 5, 5a, 9, 10'
    >>> numbers(map(str, range(1, 40, 2)))
    '1, 3, 5, …, 39'
    """
    parts: list[str] = []
    counted = enumerate(dict.fromkeys(several))
    for _, run in groupby(counted, lambda pair: int(pair[1]) - pair[0] if pair[1].isdecimal() else pair[1]):
        names = [name for _, name in run]
        parts += [f"{names[0]}–{names[-1]}"] if len(names) > 2 else names
    if len(parts) > 5:
        parts = [*parts[:3], "…", parts[-1]]
    return ", ".join(parts)


def _heap(marks: tuple[Mark, ...]) -> tuple[tuple[Mark | None, str], ...]:
    kinds: dict[tuple[int, str], list[Mark]] = {}
    for mark in marks:
        kinds.setdefault((mark.traveller, mark.kind), []).append(mark)
    rows: list[tuple[Mark | None, str]] = [
        (every[0], numbers(m.number for m in every) if every[0].kind != "start" else "start")
        for every in kinds.values()
    ]
    if len(rows) <= LINES:
        return tuple(rows)
    rest = sum(map(len, list(kinds.values())[LINES - 1 :]))
    return (*rows[: LINES - 1], (None, f"and {rest} more"))
