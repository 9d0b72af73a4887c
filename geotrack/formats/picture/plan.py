"""What is on the map and where: the frame, then lines and markers, then names where these leave room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geotrack.formats.picture.frame import Box, Frame, framed, projection_for
from geotrack.formats.picture.ground import Outline, outlines
from geotrack.formats.picture.labels import Labels, called, labels
from geotrack.formats.picture.letters import clean, fitting, width
from geotrack.formats.picture.look import STYLES
from geotrack.formats.picture.marks import Mark, Way
from geotrack.formats.picture.markup import Point
from geotrack.formats.picture.site import Site
from geotrack.formats.picture.sites import sites
from geotrack.formats.picture.ways import Line, around, arrows, lines

GLOBE = 36.0
"""The locator's radius."""
LINE = 15.0
"""The height of a line below the map."""
LISTED = 60
"""Stops that are named below the map; of more than these only the number is told."""


@dataclass(frozen=True, slots=True)
class Map:
    """Everything that is on the map, where it is."""

    frame: Frame
    """How the globe lies on it."""
    lines: tuple[Line, ...]
    """The legs."""
    arrows: tuple[tuple[Line, Point, float], ...]
    """Where arrowheads stand, and to which angle in degrees they point."""
    sites: tuple[Site, ...]
    """The markers."""
    labels: Labels
    """The names."""
    countries: Mapping[str, Outline]
    """The shapes of those of which only the name is known."""
    globe: Point | None
    """The locator's middle; none where there is no room for it, or no need."""
    rest: tuple[str, ...]
    """Lines for below the map: the stops for whose names there was no room on it."""


def planned(stops: Sequence[Mark], ways: Sequence[Way], base: Mapping[str, Any], box: Box, most: int) -> Map:
    """The map in a box, of which names that find no room on it take up to `most` lines at the foot."""
    points, countries, count = around(stops, ways), outlines(base), 0
    projection = projection_for(points)
    while True:
        low = Box(box.left, box.top, box.right, box.bottom - (LINE * count + 4 if count else 0))
        # names like wide margins; where narrow ones leave more of the stops a name, these
        margins = _margins(low, 110, 150, 50), _margins(low, 40, 60, 36)
        tried = [_laid(stops, ways, base, countries, framed(points, low, m, projection), most) for m in margins]
        best = min(tried, key=lambda drawn: (-drawn.sites[0].size, len(drawn.labels.nameless)))
        if len(best.rest) <= count:
            return best
        count = len(best.rest)


def _margins(box: Box, left: float, right: float, high: float) -> Box:
    """How far the stops stay away from the sides of the map, which a small map cannot afford."""
    across, down = min(1.0, box.width / 700), min(1.0, box.height / 300)
    return Box(left * across, high * down, right * across, high * down)


def _laid(
    stops: Sequence[Mark],
    ways: Sequence[Way],
    base: Mapping[str, Any],
    countries: Mapping[str, Outline],
    frame: Frame,
    most: int,
) -> Map:
    box, drawn, places = frame.box, lines(ways, frame), sites(stops, frame, countries)
    taken = [Box(box.left, box.bottom - 34, box.left + 140, box.bottom)]  # the scale
    globe = None
    if frame.zoom >= 4 and box.width >= 560 and box.height >= 320:
        globe = (box.right - GLOBE - 9, box.bottom - GLOBE - 9)
        taken.append(Box(box.right - 2 * GLOBE - 14, box.bottom - 2 * GLOBE - 14, box.right, box.bottom))
    heads = arrows(drawn, [*taken, *(site.box for site in places)], box)
    taken += [Box(*at, *at).grown(9) for _, at, _ in heads]
    named = labels(places, [line.points for line in drawn], taken, base, frame)
    several = len({m.traveller for m in stops}) > 1
    return Map(frame, drawn, heads, places, named, countries, globe, _rest(named.nameless, several, box.width, most))


def _rest(nameless: Sequence[Mark], several: bool, room: float, most: int) -> tuple[str, ...]:
    """The names of some stops in lines; of those for which the lines are too few only how many."""
    if most < 1 or not nameless:
        return ()
    if len(nameless) > LISTED:
        return (f"{len(nameless):,} stops have no name here: they are too many for a picture of this size.",)
    found: list[str] = []
    last, whose = "Not named on the map:", -1
    for n, mark in enumerate(nameless):
        name = f"{clean(mark.whose)}:" if several and mark.traveller != whose else ""
        said = " ".join(filter(None, (name, mark.number or "start", called(mark))))
        end = "." if n == len(nameless) - 1 else ";" if nameless[n + 1].traveller != mark.traveller else ","
        longer, full = f"{last} {said}{end}", len(found) == most - 1
        more = f" and {len(nameless) - n} more."
        if width(longer + (more if full and end != "." else ""), STYLES["rest"]) <= room:
            last = longer
        elif full:
            return (*found, fitting(last + more, STYLES["rest"], room))
        else:
            found.append(last)
            last = f"{said}{end}"
        whose = mark.traveller
    return (*found, last)
