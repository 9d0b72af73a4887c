"""What of the map is taken, and where lines run."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from geotrack.formats.picture.frame import Box
from geotrack.formats.picture.markup import Point

CELL = 32
"""Pixels of the squares in which taken places are looked up, so that a long journey stays quick."""
ENOUGH = 60
"""Points of lines that a square remembers: where everything is crossed, nobody counts how often."""


class Room:
    """The map, filled by and by."""

    def __init__(self, box: Box):
        self.box = box
        self._boxes: dict[tuple[int, int], list[Box]] = {}
        self._dots: dict[tuple[int, int], list[Point]] = {}

    def take(self, box: Box) -> None:
        """Nothing else may stand there."""
        for cell in _cells(box):
            self._boxes.setdefault(cell, []).append(box)

    def draw(self, line: Sequence[Point]) -> None:
        """A line runs there."""
        for (ax, ay), (bx, by) in pairwise(line):
            n = min(40, math.ceil(math.dist((ax, ay), (bx, by)) / 5))
            for k in range(n):
                self.mark((ax + (bx - ax) * k / n, ay + (by - ay) * k / n))

    def mark(self, point: Point) -> None:
        """A point that is better not covered lies there."""
        cell = self._dots.setdefault((int(point[0] // CELL), int(point[1] // CELL)), [])
        if len(cell) < ENOUGH:
            cell.append(point)

    def free(self, box: Box, pad: float) -> bool:
        """Whether a box lies on the map, and nothing stands there or nearer than `pad`."""
        wide = box.grown(pad)
        return box.within(self.box) and not any(
            wide.meets(other) for cell in _cells(wide) for other in self._boxes.get(cell, ())
        )

    def covered(self, box: Box, pad: float) -> int:
        """How many points that are better not covered lie in a box or nearer than `pad`."""
        wide = box.grown(pad)
        return sum(
            wide.left < x < wide.right and wide.top < y < wide.bottom
            for cell in _cells(wide)
            for x, y in self._dots.get(cell, ())
        )


def _cells(box: Box) -> Iterable[tuple[int, int]]:
    for x in range(int(box.left // CELL), int(box.right // CELL) + 1):
        for y in range(int(box.top // CELL), int(box.bottom // CELL) + 1):
            yield x, y
