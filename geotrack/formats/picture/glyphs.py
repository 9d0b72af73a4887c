"""Markers: shape and colour say who, fill says what happened. The shapes are those of the page's script."""

from __future__ import annotations

from geotrack.formats.picture.letters import width
from geotrack.formats.picture.look import STYLES, colour_of, colours
from geotrack.formats.picture.markup import Attribute, Point, font, tag, words

SHAPES: tuple[tuple[str, dict[str, Attribute]], ...] = (
    ("circle", {"r": 11}),
    ("rect", {"x": -10, "y": -10, "width": 20, "height": 20, "rx": 2.5}),
    ("path", {"d": "M0-12.2 10.6-6.1V6.1L0 12.2-10.6 6.1V-6.1Z"}),
    ("path", {"d": "M0-12.8 12.8 0 0 12.8-12.8 0Z"}),
    ("path", {"d": "M0-12.4 12-3.6 7.4 10.6H-7.4L-12-3.6Z"}),
    ("path", {"d": "M-4.8-11.5H4.8L11.5-4.8V4.8L4.8 11.5H-4.8L-11.5 4.8V-4.8Z"}),
)
"""Round the zero point, in a marker 28 pixels wide."""
ARROW = "M7 0-5-5.5-2.5 0-5 5.5Z"


def marker(traveller: int, kind: str, figure: str, at: Point, size: float, told: str = "", ground: bool = True) -> str:
    """A marker: filled where somebody was, dashed and hollow where it is planned, grey with a cross where called off.

    `told` is what a pointer over it shows; `ground` gives it a rim that parts it from the map.
    """
    grey, paper = colours()["off"], colours()["paper"]
    ink = grey if kind == "cancelled" else colour_of(traveller)
    name, shape = SHAPES[traveller % len(SHAPES)]
    parts = [tag("title", words(told))] if told else []
    if ground:
        parts.append(tag(name, **shape, fill=paper, stroke=paper, stroke_width=5))
    parts.append(
        tag(
            name,
            **shape,
            fill=ink if kind == "visited" else paper,
            stroke=ink,
            stroke_width=1.5 if kind == "cancelled" else 2,
            stroke_dasharray="3.6 2.6" if kind == "planned" else None,
        )
    )
    if kind == "start":
        parts.append(tag("circle", r=4.5, fill=ink))
    elif figure:
        parts.append(_figure(figure, traveller, paper if kind == "visited" else ink, 1 if size > 24 else 1.12))
    if kind == "cancelled":
        parts.append(tag("circle", cx=10, cy=-9, r=6.5, fill=paper))
        parts.append(tag("path", d="M6.8-12.2 13.2-5.8M13.2-12.2 6.8-5.8", fill="none", stroke=grey, stroke_width=2.2))
    return tag("g", *parts, transform=_moved(at, size / 28))


def arrow(traveller: int, at: Point, angle: float, shape: bool) -> str:
    """An arrowhead on a leg; with `shape`, in a small shape of the traveller's, so that grey lines have owners too."""
    ink = colour_of(traveller)
    if not shape:
        rim = tag("path", d=ARROW, fill=ink, stroke=colours()["land"], stroke_width=2, stroke_linejoin="round")
        return tag("g", rim, tag("path", d=ARROW, fill=ink), transform=f"{_moved(at)} rotate({angle:.0f})")
    name, outline = SHAPES[traveller % len(SHAPES)]
    token = tag(name, **outline, fill=ink, stroke=colours()["land"], stroke_width=3, transform="scale(.68)")
    head = tag("path", d=ARROW, fill=colours()["paper"], transform=f"rotate({angle:.0f}) scale(.72)")
    return tag("g", token, head, transform=_moved(at))


def token(traveller: int, at: Point, size: float) -> str:
    """A traveller's shape, filled: for the key."""
    name, shape = SHAPES[traveller % len(SHAPES)]
    return tag(name, **shape, fill=colour_of(traveller), transform=_moved(at, size / 28))


def leg(d: str, traveller: int, status: str, train: bool) -> str:
    """A leg's line: solid where it was travelled, dashed where it is planned, with ties where it went by train."""
    ink = colour_of(traveller)
    ties = tag("path", d=d, stroke=ink, stroke_width=8, stroke_dasharray="1.6 9.4") if train else ""
    dashes = "7 5" if status == "planned" else None
    return ties + tag("path", d=d, stroke=ink, stroke_width=2.2, stroke_dasharray=dashes)


def _figure(figure: str, traveller: int, fill: str, grown: float) -> str:
    style = STYLES["figure" if len(figure) == 1 else "figure2" if len(figure) == 2 else "figure3"]
    squeeze = min(1.0, 20 / width(figure, style)) * grown  # "104a"
    down = 0.35 * style.size * squeeze + (0.8 if traveller % len(SHAPES) == 4 else 0)  # a pentagon is wide at its foot
    said = font(style) | {"font_size": round(style.size * squeeze, 1)}
    return tag("text", words(figure), y=down, **said, text_anchor="middle", fill=fill)


def _moved(at: Point, scale: float = 1.0) -> str:
    grown = "" if scale == 1 else f" scale({scale:.3g})"
    return f"translate({at[0]:.1f} {at[1]:.1f}){grown}"
