"""Reads `pairs.txt`: the same name, another place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Pair(NamedTuple):
    """A text, a name in it, and where that lies."""

    name: str
    lat: float
    lon: float
    text: str
    start: int
    """Where the name begins in the text."""


def pairs() -> Iterator[Pair]:
    """All of them, in the order of the page."""
    heading = ""
    for line in Path(__file__).with_name("pairs.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            lat, lon, text = line.split(maxsplit=2)
            before, bracket, rest = text.partition("[")
            name, _, after = rest.partition("]") if bracket else (heading, "", "")
            text = f"{before}{name}{after}" if bracket else text
            start = len(before) if bracket else text.index(name)
            yield Pair(name, float(lat), float(lon), text, start)
        elif line and not line.startswith("#"):
            heading = line
