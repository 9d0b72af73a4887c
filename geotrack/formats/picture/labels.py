"""Names on the map: placed one after the other where there is room, the stops' first. No two touch."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geotrack.formats.picture.frame import Box, Frame
from geotrack.formats.picture.letters import clean, short, width
from geotrack.formats.picture.look import STYLES, Style
from geotrack.formats.picture.marks import Mark
from geotrack.formats.picture.markup import Point
from geotrack.formats.picture.room import Room
from geotrack.formats.picture.site import Site

TRIES = 3
"""How often the stops' names are placed, in another order each time."""
ORDER = {"country": 0, "sea": 1, "city": 2, "region": 3}
"""Which of the basemap's names come first where they matter alike."""
EARLIER = {"country": 0, "sea": 0, "city": 1, "region": 0}
"""Levels of zoom by which a kind of name waits longer than the basemap says."""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words on the map."""

    x: float
    """Where its start, middle or end stands, as `anchor` says."""
    y: float
    """Its base line."""
    said: str
    """The words."""
    style: Style
    """How they are set."""
    anchor: str
    """start, middle or end."""

    @property
    def box(self) -> Box:
        """What it covers."""
        wide = width(self.said, self.style)
        left = {"start": self.x, "middle": self.x - wide / 2, "end": self.x - wide}[self.anchor]
        return Box(left, self.y - 0.8 * self.style.size, left + wide, self.y + 0.25 * self.style.size)


@dataclass(frozen=True, slots=True)
class Labels:
    """All names of a map."""

    words: tuple[Words, ...]
    """Line by line."""
    dots: tuple[tuple[Point, float], ...]
    """The basemap's towns: where, and how large."""
    nameless: tuple[Mark, ...]
    """The stops for whose names there was no room."""


def labels(
    sites: Sequence[Site], lines: Sequence[Sequence[Point]], taken: Sequence[Box], base: Mapping[str, Any], frame: Frame
) -> Labels:
    """Every name that there is room for, beside its site or its dot."""
    order, best = [site for site in sites if not site.dot], None
    dotted = [site.box for site in sites if site.dot]
    for _ in range(TRIES):
        room, found, nameless = _named(order, lines, [*taken, *dotted], frame)
        if best is None or len(nameless) < len(best[2]):
            best = room, found, nameless
        # who came too late is first the next time
        late = {site.marks for site in order if not nameless.isdisjoint(site.marks)}
        order.sort(key=lambda site: site.marks not in late)
    assert best
    room, found, nameless = best
    dots: list[tuple[Point, float]] = []
    known, area = {m.place for s in sites for m in s.marks}, frame.box.width * frame.box.height
    left = {"country": 40, "sea": 12, "city": round(area / 26000), "region": round(area / 60000)}
    for kind, point, name, capital in _names(base, frame):
        if name in known or not left[kind]:
            continue
        if kind == "city":
            said = _town(point, name, "capital" if capital else "city", room)
            dots += [(point, 2.3 if capital else 1.8)] if said else []
        else:
            said = _surface(point, name, kind, room)
        if said:
            left[kind] -= 1
            known.add(name)
            found += said
    nameless |= {m for site in sites if site.dot for m in site.marks}
    return Labels(tuple(found), tuple(dots), tuple(sorted(nameless, key=lambda m: m.rank)))


def _named(
    sites: Sequence[Site], lines: Sequence[Sequence[Point]], taken: Sequence[Box], frame: Frame
) -> tuple[Room, list[Words], set[Mark]]:
    """The names of the stops, placed in this order, and those that found no room."""
    room = Room(frame.box.grown(-4))
    for box in (*taken, *(site.box.grown(4) for site in sites)):
        room.take(box)
    for line in lines:
        room.draw(line)
    found: list[Words] = []
    nameless: set[Mark] = set()
    for site in sites:
        said = _beside(site, room)
        found += said
        nameless |= {m for m in site.marks if not any(w.said.endswith((called(m), called(m, 34))) for w in said)}
    return room, found, nameless


# --- stops -------------------------------------------------------------------------------------------------------


def called(mark: Mark, most: int = 40) -> str:
    """A stop's name as it stands on the map."""
    return short(clean(mark.place), most)


def sayings(site: Site, wide: bool) -> tuple[str, ...]:
    """What stands beside a site: the place, then what happened there, then the other places that share the site."""
    lead = site.marks[0]
    same = [m for m in site.marks if m.place == lead.place]
    others = [m for m in site.marks if m.place != lead.place]
    several, seen = len({m.traveller for m in same}) > 1, dict.fromkeys(map(_brief, same))
    if several and len(same) > 3:
        below = [f"{len({m.traveller for m in same})} travellers"]
    elif several and len(seen) > 1:
        below = [", ".join(f"{_brief(m) if m.kind != 'visited' else _visited(m)} for {m.whose}" for m in same)]
    else:
        below = [", ".join([*filter(None, seen)][:3])]
    numbered = len({m.traveller for m in site.marks}) == 1 or all(m.parent for m in others)
    names = dict.fromkeys(
        (f"{m.number} " if m.number and numbered else "") + called(m, 34) for m in others if wide or not m.parent
    )
    more = [*names][:3] if len(names) < 5 else [*[*names][:2], f"and {len(names) - 2} more places"]
    return tuple(filter(None, (called(lead), *map(clean, below), *more)))


def _brief(mark: Mark) -> str:
    if mark.kind == "start":
        return "start" if mark.status == "visited" else f"{mark.status} start"
    return mark.date if mark.status == "visited" else ", ".join(filter(None, (mark.status, mark.date)))


def _visited(mark: Mark) -> str:
    return f"visited {mark.date}".rstrip()


def _beside(site: Site, room: Room) -> list[Words]:
    """A site's words at the best of the places around it; fewer of them where there is no room for all."""
    every = sayings(site, room.box.width > 520)
    for count in (len(every), 2, 1):
        said = every[:count]
        if count <= len(every) and (found := _placed(site, said, room)):
            return found
    return []


def _placed(site: Site, said: tuple[str, ...], room: Room) -> list[Words]:
    main, second = STYLES["stop"], STYLES["stop2"]
    wide = max(width(t, second if n else main) for n, t in enumerate(said))
    high, r = 18 + 15 * (len(said) - 1), site.box.grown(4)
    x, y = r.middle
    offers = (
        (r.right + 3, r.top + 1, "start", 0.0), (r.left - 3 - wide, r.top + 1, "end", 1.0),
        (x - wide / 2, r.bottom + 1, "middle", 2.0), (x - wide / 2, r.top - high - 1, "middle", 2.5),
        (r.right, r.bottom - 8, "start", 3.0), (r.right, r.top - high + 8, "start", 3.0),
        (r.left - wide, r.bottom - 8, "end", 4.0), (r.left - wide, r.top - high + 8, "end", 4.0),
        (r.right + 3, y - high / 2, "start", 1.5), (r.left - 3 - wide, y - high / 2, "end", 2.0),
    )  # fmt: skip
    best, least = None, math.inf
    for left, top, anchor, cost in offers:
        box = Box(left, top, left + wide, top + high)
        if cost < least and room.free(box, 1):
            cost += room.covered(box, 2) * 1.2
            if cost < least:
                best, least = (box, anchor), cost
    if not best:
        return []
    box, anchor = best
    room.take(box)
    start = {"start": box.left, "middle": box.middle[0], "end": box.right}[anchor]
    return [
        Words(start, box.top + (14 + 15 * n if n else 13), t, second if n else main, anchor) for n, t in enumerate(said)
    ]


# --- the basemap's names -----------------------------------------------------------------------------------------


def _names(base: Mapping[str, Any], frame: Frame) -> list[tuple[str, Point, str, bool]]:
    """The basemap's names that may come on the map, the important ones first."""
    zoom, middle = frame.zoom, frame.back(*frame.box.middle)[1]
    rows = []
    for kind in ORDER:
        for name, lat, lon, least, *rest in base["labels"].get(kind, ()):
            if zoom < least + EARLIER[kind] or (kind == "region" and zoom < 4.6):
                continue
            if kind == "sea" and zoom > rest[0]:
                continue
            point = frame.at(lat, lon + 360 * round((middle - lon) / 360))
            if Box(*point, *point).within(frame.box.grown(20)):
                rows.append((least * 2 + ORDER[kind], kind, point, name, kind == "city" and bool(rest and rest[0])))
    rows.sort(key=lambda row: row[0])
    return [row[1:] for row in rows]


def _town(p: Point, name: str, kind: str, room: Room) -> list[Words]:
    style = STYLES[kind]
    wide, high, dot = width(name, style), style.size + 2, Box(p[0] - 3, p[1] - 3, p[0] + 3, p[1] + 3)
    if not room.free(dot, 3) or room.covered(dot, 5):
        return []
    for left, top, anchor in (
        (p[0] + 6, p[1] - high / 2, "start"), (p[0] - 6 - wide, p[1] - high / 2, "end"),
        (p[0] - wide / 2, p[1] + 5, "middle"), (p[0] - wide / 2, p[1] - high - 5, "middle"),
    ):  # fmt: skip
        box = Box(left, top, left + wide, top + high)
        if room.free(box, 3) and not room.covered(box, 4):
            room.take(box)
            room.take(dot)
            start = {"start": left, "middle": p[0], "end": left + wide}[anchor]
            return [Words(start, top + high - 3, name, style, anchor)]
    return []


def _surface(p: Point, name: str, kind: str, room: Room) -> list[Words]:
    style, said = STYLES[kind], name.split("\n")
    wide, step = max(width(t, style) for t in said), style.size + 3
    high = len(said) * step
    moves = ((0, 0), (0, -20), (0, 20), (30, 0), (-30, 0), (0, -40), (0, 40))
    for dx, dy in moves[: {"country": 5, "sea": 7, "region": 3}[kind]]:
        x, y = p[0] + dx, p[1] + dy
        box = Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        if room.free(box, 6) and not room.covered(box, 7):
            room.take(box)
            return [Words(x, box.top + step * (n + 1) - 4, t, style, "middle") for n, t in enumerate(said)]
    return []
