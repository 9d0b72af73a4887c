"""The key: whose markers these are, and what shapes, fills and lines mean. It names only what the map shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from geotrack.formats.picture.frame import Box
from geotrack.formats.picture.glyphs import leg, marker, token
from geotrack.formats.picture.letters import clean, short, width
from geotrack.formats.picture.look import STYLES, colour_of
from geotrack.formats.picture.marks import Mark, Way
from geotrack.formats.picture.markup import path, tag, text

LINE, GAP, APART = 20.0, 7.0, 18.0
"""The height of a line, the gap between a drawing and its words, and that between two entries."""
NAMED = (9, 5, 2)
"""How many travellers are named at most: fewer where room is short. The others are counted."""

Entry = tuple[float, str, str, str]
"""The width of a drawing, the drawing to the right of the zero point, the words beside it, and their style."""


def key(
    travellers: Sequence[str], marks: Sequence[Mark], ways: Sequence[Way], areas: bool, room: Box
) -> tuple[tuple[str, ...], float]:
    """The drawing of the key, which begins at the top of a room, and how high it is."""
    meanings = tuple(_meanings(marks, ways, areas))
    for named in NAMED:
        drawn, low = _set((*_people(travellers, named), *meanings), room)
        if low <= room.bottom:
            break
    return drawn, low - room.top


def _set(entries: Iterable[Entry], room: Box) -> tuple[tuple[str, ...], float]:
    found, x, y = [], room.left, room.top + LINE / 2
    for wide, drawing, said, style in entries:
        indent = wide + GAP if wide else 0
        whole = indent + width(said, STYLES[style])
        if x > room.left and x + whole > room.right:
            x, y = room.left, y + LINE
        words = text(indent, 4.2, said, STYLES[style])
        found.append(tag("g", drawing, words, transform=f"translate({x:.1f} {y:.1f})"))
        x += whole + APART
    return tuple(found), y + LINE / 2 if found else room.top


def _people(travellers: Sequence[str], named: int) -> Iterator[Entry]:
    if len(travellers) < 2:
        return
    for n, name in enumerate(travellers[:named]):
        yield 14, token(n, (7, 0), 16), short(clean(name), 40), "who"
    if len(travellers) > named:
        yield 0, "", f"and {len(travellers) - named} more", "key"


def _meanings(marks: Sequence[Mark], ways: Sequence[Way], areas: bool) -> Iterator[Entry]:
    kinds = {m.kind for m in marks}
    for kind, figure in (("start", ""), ("visited", "1"), ("planned", "2"), ("cancelled", "3")):
        if kind in kinds:
            yield 20, marker(0, kind, figure, (10, 0), 20, ground=False), kind.capitalize(), "key"
    line = path([[(0, 0), (30, 0)]])
    if any(w.status == "visited" and not w.train for w in ways):
        yield 30, leg(line, 0, "visited", train=False), "Travelled", "key"
    if any(w.train for w in ways):
        yield 30, leg(line, 0, "visited", train=True), "By train", "key"
    if any(w.status == "planned" for w in ways):
        yield 30, leg(line, 0, "planned", train=False), "Planned leg", "key"
    if areas:
        ink = colour_of(0)
        hatches = path([[(2 + 6 * n, 6), (2 + 6 * n + min(12, 23 - 6 * n), 6 - min(12, 23 - 6 * n))] for n in range(4)])
        drawn = tag("path", d=hatches, stroke=ink, stroke_width=1.2, stroke_opacity=0.5)
        edge = tag("rect", x=1, y=-6.5, width=24, height=13, stroke=ink, stroke_width=1.4, stroke_dasharray="4 3")
        yield 26, drawn + edge, "Somewhere in this country", "key"
