"""SVG as text: every attribute and every word is escaped here, and numbers are as short as they may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from geotrack.formats.picture.letters import clean
from geotrack.formats.picture.look import FAMILIES, Style, colours

Point = tuple[float, float]
"""Pixels from the left and from the top."""
Attribute = str | float | None


def tag(name: str, *inside: str, **attributes: Attribute) -> str:
    """An element. `stroke_width=2` is the attribute `stroke-width`; one that is None is left out.

    >>> tag("path", d="M0 0H9", stroke_width=0.5), tag("g", tag("title", words("1 < 2")), id="a")
    ('<path d="M0 0H9" stroke-width=".5"/>', '<g id="a"><title>1 &lt; 2</title></g>')
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{number(v) if isinstance(v, int | float) else escape(v)}"'
        for key, v in attributes.items()
        if v is not None
    )
    return f"<{name}{said}>{''.join(inside)}</{name}>" if inside else f"<{name}{said}/>"


def words(text: str) -> str:
    """Words that may stand in an element, whatever they contain."""
    return escape(clean(text), quote=False)


def number(value: float, digits: int = 1) -> str:
    """A number without what it does not need.

    >>> number(12.04), number(-0.26), number(-0.01)
    ('12', '-.3', '0')
    """
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"
    if text in ("-0", ""):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def path(lines: Iterable[Sequence[Point]], closed: bool = False) -> str:
    """Lines as the data of one path, in tenths of a pixel.

    >>> path([[(0, 0), (10, 0.5), (10, 20)]], closed=True)
    'M0 0l10 .5 0 19.5z'
    """
    parts = []
    for line in lines:
        x, y = round(line[0][0] * 10), round(line[0][1] * 10)
        start, steps = f"M{number(x / 10)} {number(y / 10)}", []
        for px, py in line[1:]:
            # each step is taken from where the rounded steps have led, so that no error adds up
            dx, dy = round(px * 10) - x, round(py * 10) - y
            if dx or dy:
                x, y = x + dx, y + dy
                second = number(dy / 10)
                steps.append(number(dx / 10) + ("" if second.startswith("-") else " ") + second)
        if steps:
            parts.append(start + "l" + steps[0] + "".join(s if s.startswith("-") else " " + s for s in steps[1:]))
            parts.append("z" if closed else "")
    return "".join(parts)


def font(style: Style) -> dict[str, Attribute]:
    """The attributes that set words in a style."""
    return {
        "font_family": FAMILIES["serif"] if style.family == "serif" else None,  # the whole sheet is sans
        "font_size": style.size,
        "font_weight": style.weight if style.weight != 400 else None,
        "font_style": "italic" if style.italic else None,
        "letter_spacing": number(style.size * style.spacing, 2) if style.spacing else None,
    }


def text(x: float, y: float, said: str, style: Style, anchor: str = "start", **attributes: Attribute) -> str:
    """A line of words on its base line."""
    shown = said.upper() if style.upper else said
    known: dict[str, Attribute] = {"x": x, "y": y, **font(style), "fill": colours()[style.fill]}
    known["text_anchor"] = anchor if anchor != "start" else None
    return tag("text", words(shown), **(known | attributes))
