"""The whole picture: heading, key, map and credit, one under the other."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from geotrack.formats.page.ground import country_names, ground
from geotrack.formats.page.story import ENGLISH, story
from geotrack.formats.picture.frame import Box
from geotrack.formats.picture.key import key
from geotrack.formats.picture.layers import layers
from geotrack.formats.picture.letters import balanced, clean, lines
from geotrack.formats.picture.look import FAMILIES, STYLES, colours
from geotrack.formats.picture.marks import Mark, marks
from geotrack.formats.picture.markup import tag, text, words
from geotrack.formats.picture.plan import LINE, planned
from geotrack.model import Atlas

CREDIT = (
    "Lines join the stops in order and do not trace the route taken. "
    "Basemap: Natural Earth. Names: GeoNames, CC BY 4.0. Made with geotrack."
)
EDGE = 16.0
"""White around everything."""
FOOT = 14.0
"""The height of a line of the credit."""
KEY = 0.2
"""The part of the height that the key may take."""
LOWEST = 120
"""Pixels that the map keeps of its height, however many names stand below it."""
SMALL = 520
"""Pixels of width or height from which on the heading is large."""


class Sheet(NamedTuple):
    """A picture."""

    drawing: str
    """As SVG."""
    title: str
    """Its heading."""
    size: tuple[int, int]
    """Pixels: where nobody travels, it is less high than was asked for."""


def sheet(atlas: Atlas, size: tuple[int, int], *, apart: bool) -> Sheet:
    """The picture; where nobody travels, its heading alone.

    With `apart`, the halos of the names are a layer of their own: editors of vector graphics know no `paint-order`.
    Without, each name is one element, so that who copies it from a PDF gets it once.
    """
    told = story(atlas, country_names())
    stops, ways = marks(told)
    wide, high = size
    room = wide - 2 * EDGE
    top, heading = _heading(told, room, high)
    parts = [tag("g", *heading, id="heading")]
    if stops:
        base = ground([m.at for m in stops], {m.country for m in stops if m.country})
        names = [t["heading"] for t in told["travellers"]]
        room_for_key = Box(EDGE, top, wide - EDGE, top + KEY * high)
        entries, deep = key(names, stops, ways, bool(base["outlines"]), room_for_key)
        parts.append(tag("g", *entries, id="key", fill="none"))
        credit = lines(CREDIT, STYLES["credit"], room, 3)
        last = high - EDGE
        box = Box(EDGE, top + deep + 6, wide - EDGE, last - FOOT * len(credit) - 4)
        # the list of names below the map may not eat it up
        most = min(max(2, high // 125), int((box.height - LOWEST) / LINE))
        drawn = planned(stops, ways, base, box, most)
        parts += layers(drawn, base, several=len(told["travellers"]) > 1, apart=apart)
        low = drawn.frame.box.bottom + 2
        foot = [text(EDGE, low + LINE * n, said, STYLES["rest"]) for n, said in enumerate(drawn.rest, start=1)]
        foot += [text(EDGE, last - FOOT * n, said, STYLES["credit"]) for n, said in enumerate(reversed(credit))]
        parts.append(tag("g", *foot, id="credit"))
    else:
        high = math.ceil(top + EDGE)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
        f' font-family="{FAMILIES["sans"]}" role="img">'
    )
    paper = tag("rect", width=wide, height=high, fill=colours()["paper"])
    rule = tag("rect", width=wide, height=3, fill=colours()["ink"])
    meant = tag("title", words(told["title"])), tag("desc", words(described(told, stops)))
    drawing = "\n".join((head, *meant, paper, rule, *parts, "</svg>\n"))
    return Sheet(drawing, clean(told["title"]), (wide, high))


def described(told: Mapping[str, Any], stops: Sequence[Mark]) -> str:
    """The picture in words: every stop, in order."""
    return " ".join([told["deck"].removesuffix(ENGLISH("rests")).strip(), *(f"{m.told}." for m in stops)])


def _heading(told: Mapping[str, Any], room: float, high: float) -> tuple[float, list[str]]:
    """How low it reaches, and its lines."""
    y, found = 10.0, []
    small = room < SMALL or high < SMALL
    for style, said, most, lead in (
        (STYLES["title2" if small else "title"], told["title"], 2, 1.18),
        # the page shows the sentences, the picture does not
        (STYLES["deck2" if small else "deck"], told["deck"].removesuffix(ENGLISH("rests")), 2 if small else 3, 1.36),
    ):
        for line in balanced(clean(said), style, room, most):
            y += style.size * lead
            found.append(text(EDGE, y, line, style))
        y += 3
    return y + 8, found
