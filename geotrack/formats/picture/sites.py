"""Where markers stand, so that none covers another.

Stops at one place share a pill, and a place inside another stands small beside it. Markers of places that lie close fan
out, each tied to its point; where there is no room for that, they shrink, join a neighbour, and most at last are dots.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geotrack.formats.picture.frame import Box, Frame
from geotrack.formats.picture.ground import Outline
from geotrack.formats.picture.marks import Mark
from geotrack.formats.picture.markup import Point
from geotrack.formats.picture.room import Room
from geotrack.formats.picture.site import ROW, Site

SIZES = (28.0, 23.0, 18.0)
"""Pixels of a marker, and of one on a crowded map, and on one more crowded still."""
SAME, CHILD = 6.0, 36.0
"""Pixels under which two places are one on this map; and under which one inside another stands beside it."""
REACH = 3.0
"""How far a marker may stand from its point, in parts of its size."""
FEW = 150
"""Places that are fanned out; where there are more, most are dots."""
JOINS = 12
"""How many places may join a neighbour, for want of room, before most become dots."""
DOT = 7.0
"""Pixels of a dot."""


def sites(marks: Sequence[Mark], frame: Frame, outlines: Mapping[str, Outline]) -> tuple[Site, ...]:
    """Every mark on a site, in the order of the journeys."""
    groups = _groups(marks, frame, outlines)
    return tuple(sorted(_placed(groups, frame, outlines), key=lambda s: s.marks[0].rank))


def _placed(groups: list[_Group], frame: Frame, outlines: Mapping[str, Outline]) -> list[Site]:
    if len(groups) > FEW:
        return _milestones(groups, frame)
    for size in SIZES:
        found, stuck = _fanned(groups, size, frame, outlines)
        if stuck is None:
            return found
    joined = groups
    for _ in range(min(JOINS, len(groups) - 1)):
        joined = _with_neighbour(joined, stuck or 0)
        found, stuck = _fanned(joined, SIZES[-1], frame, outlines)
        if stuck is None:
            return found
    return _milestones(groups, frame)


@dataclass(frozen=True, slots=True)
class _Group:
    """Marks that mean one point of the map."""

    marks: tuple[Mark, ...]
    home: Point
    country: str
    """The country, where only that is known."""


def _groups(marks: Sequence[Mark], frame: Frame, outlines: Mapping[str, Outline]) -> list[_Group]:
    found: list[_Group] = []
    near: dict[tuple[int, int], list[int]] = {}
    of: dict[Mark, int] = {}
    for mark in marks:
        x, y = (round(v, 1) for v in frame.at(*mark.at))
        country = mark.country if mark.country in outlines else ""
        around = of.get(mark.parent) if mark.parent else None
        if around is not None and math.dist(found[around].home, (x, y)) < CHILD:
            n = around
        else:
            cells = [(int(x // SAME) + i, int(y // SAME) + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
            close = [n for cell in cells for n in near.get(cell, ()) if math.dist(found[n].home, (x, y)) < SAME]
            n = next((n for n in sorted(close) if found[n].country == country), len(found))
        if n == len(found):
            found.append(_Group((), (x, y), country))
            near.setdefault((int(x // SAME), int(y // SAME)), []).append(n)
        found[n] = replace(found[n], marks=(*found[n].marks, mark))
        of[mark] = n
    return found


def _fanned(
    groups: Sequence[_Group], size: float, frame: Frame, outlines: Mapping[str, Outline]
) -> tuple[list[Site], int | None]:
    """A site for each group, where none covers another, and the first group for which there was no room."""
    room, found = Room(frame.box.grown(-6)), list[Site]()
    for group in groups:
        if not group.country:
            room.mark(group.home)
    # those of which only the country is known come last and give way to the others
    for n in sorted(range(len(groups)), key=lambda n: (bool(groups[n].country), -len(groups[n].marks))):
        group = groups[n]
        site = Site(group.marks, group.home, group.home, size, tied=not group.country)
        outline = outlines[group.country] if group.country else None
        place = _free(site, room, _away(n, groups, size), frame, outline)
        if place is None:
            return found, n
        found.append(site.moved(place))
        room.take(found[-1].box)
    return found, None


def _free(site: Site, room: Room, away: float, frame: Frame, outline: Outline | None) -> Point | None:
    """Where a site may stand: at its point, or as near as there is room, rather where it covers no other's point."""
    (x, y), box = site.home, site.box
    far = 80 if outline else REACH * site.size
    for r in range(0, int(far + max(box.width, box.height) / 2), 5):
        offers = []
        for k in range(max(1, min(24, r))):
            turn = math.pi * (k + 1 if k % 2 else -k) / 24 + away
            dx, dy = round(r * math.cos(turn), 1), round(r * math.sin(turn), 1)
            there = Box(box.left + dx, box.top + dy, box.right + dx, box.bottom + dy)
            if room.free(there, 1.5) and (not outline or not r or outline.holds(frame.back(x + dx, y + dy))):
                offers.append((room.covered(there, 0), k, (x + dx, y + dy)))
        if offers:
            return min(offers)[2]
    return None


def _away(n: int, groups: Sequence[_Group], size: float) -> float:
    """The direction in which a site's neighbours are fewest, as an angle."""
    x, y = groups[n].home
    near = [g.home for g in groups if 0 < math.dist(g.home, (x, y)) < 3 * size]
    return math.atan2(sum(y - b for _, b in near), sum(x - a for a, _ in near)) if near else -math.pi / 2


def _with_neighbour(groups: Sequence[_Group], n: int) -> list[_Group]:
    """The groups, one of them joined to the nearest other."""
    others = [g for m, g in enumerate(groups) if m != n]
    nearest = min(range(len(others)), key=lambda m: math.dist(others[m].home, groups[n].home))
    a, b = others[nearest], groups[n]
    few, many = len(b.marks), len(a.marks)
    home = tuple(round((p * many + q * few) / (many + few), 1) for p, q in zip(a.home, b.home, strict=True))
    marks = tuple(sorted((*a.marks, *b.marks), key=lambda m: m.rank))
    others[nearest] = _Group(marks, (home[0], home[1]), a.country if a.country == b.country else "")
    return others


# --- more than can be fanned out ---------------------------------------------------------------------------------


def _milestones(groups: Sequence[_Group], frame: Frame) -> list[Site]:
    """A marker for each group where there is room at its very point, the ends of a journey first; dots for the rest."""
    room, found = Room(frame.box.grown(-6)), []
    ends = {max(m.rank for g in groups for m in g.marks if m.traveller == who) for who in _who(groups)}
    ends |= {min(m.rank for g in groups for m in g.marks if m.traveller == who) for who in _who(groups)}

    def later(group: _Group) -> tuple[bool, int]:
        rank = group.marks[0].rank
        # 1024 before 512 before 256: those that are shown lie evenly along the way
        return not ends & {m.rank for m in group.marks}, -(rank & -rank)

    for group in sorted(groups, key=later):
        site = Site(group.marks, group.home, group.home, SIZES[1])
        large = len(group.marks) > ROW or not room.free(site.box, 2)
        found.append(replace(site, size=DOT, dot=True) if large else site)
        if not large:
            room.take(site.box)
    return found


def _who(groups: Sequence[_Group]) -> set[int]:
    return {m.traveller for g in groups for m in g.marks}
