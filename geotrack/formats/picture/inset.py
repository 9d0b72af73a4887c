"""What stands in the map's corners: the scale, and a globe that shows where the map lies."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from geotrack.formats.picture.frame import Frame
from geotrack.formats.picture.ground import decoded
from geotrack.formats.picture.labels import Words
from geotrack.formats.picture.look import STYLES, colours
from geotrack.formats.picture.markup import Point, path, tag
from geotrack.formats.picture.plan import GLOBE, Map

BARS = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 250, 500, 1000, 2000, 5000)
"""Kilometres that a scale bar may stand for."""
LONGEST = 120.0
"""Pixels of a scale bar."""


def scale_bar(frame: Frame) -> tuple[Words, str]:
    """A bar of round kilometres, true in the middle of the map, and the words above it."""
    km = frame.km_per_pixel()
    round_ = max([k for k in BARS if k / km <= LONGEST] or BARS[:1])
    x, y, style = frame.box.left + 12, frame.box.bottom - 11, STYLES["scale"]
    bar = path([[(x, y - 5), (x, y), (x + round_ / km, y), (x + round_ / km, y - 5)]])
    drawn = tag("path", d=bar, fill="none", stroke=colours()["ink2"], stroke_width=1.5)
    return Words(x, y - 8, f"{round_:,} km", style, "start"), drawn


def globe(drawn: Map, base: Mapping[str, Any]) -> tuple[str, ...]:
    """The globe, turned to the middle of the map (orthographic), with the map's frame on it."""
    if not drawn.globe:
        return ()
    frame, c, scale, (cx, cy) = drawn.frame, colours(), base["globe"]["scale"], drawn.globe
    lat, lon = (math.radians(d) for d in frame.back(*frame.box.middle))

    def onto(at_lat: float, at_lon: float) -> tuple[Point, bool]:
        f, d = math.radians(at_lat), math.radians(at_lon) - lon
        x = math.cos(f) * math.sin(d)
        y = math.cos(lat) * math.sin(f) - math.sin(lat) * math.cos(f) * math.cos(d)
        seen = math.sin(lat) * math.sin(f) + math.cos(lat) * math.cos(f) * math.cos(d) >= 0
        far = 1.0 if seen else math.hypot(x, y) or 1.0  # what lies behind the globe is pushed to its rim
        return (cx + x / far * GLOBE, cy - y / far * GLOBE), seen

    rings = [[onto(y / scale, x / scale) for x, y in decoded(t)] for t in base["globe"]["rings"]]
    land = [[p for p, _ in ring] for ring in rings if any(seen for _, seen in ring)]
    box = frame.box
    top = [(box.left + box.width * n / 8, box.top) for n in range(9)]
    foot = [(box.right - box.width * n / 8, box.bottom) for n in range(9)]
    view = [onto(*frame.back(*p))[0] for p in top + foot]
    edge = tag(
        "path", d=path([view], closed=True), fill="none", stroke=c["ink"], stroke_width=1.6, stroke_linejoin="round"
    )
    return (
        tag("circle", cx=cx, cy=cy, r=GLOBE, fill=c["sea"], stroke=c["coast"]),
        tag("path", d=path(land, closed=True), fill=c["globe"]),
        edge,
    )
