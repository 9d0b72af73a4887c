"""Words on a picture: what of them may be written, and how wide they are, measured without a browser."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from geotrack.errors import DataError
from geotrack.formats.picture.look import Style

UNKNOWN, WIDE = 0.7, 1.0
"""Widths in parts of the size, rather too large than too small, of letters that the faces lack: of any, and of
Chinese, Japanese and Korean ones."""
STEERING = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


@cache
def widths() -> Mapping[str, Mapping[str, float]]:
    """By face and letter: its width in parts of the size."""
    try:
        runs = json.loads(files("geotrack.formats.picture").joinpath("fonts/widths.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        message = f"the fonts that ship with geotrack cannot be read ({error}); install geotrack again"
        raise DataError(message) from error
    return {
        face: {chr(first + n): w / 1000 for first, every in several for n, w in enumerate(every)}
        for face, several in runs.items()
    }


def width(text: str, style: Style) -> float:
    """How wide a text is, in pixels; its kerning left aside, which seldom makes it wider.

    >>> from geotrack.formats.picture.look import STYLES
    >>> round(width("Vladivostok", STYLES["stop"]), 1)
    79.5
    """
    shown = text.upper() if style.upper else text
    known = widths()[style.face]
    return style.size * sum(known.get(c) or _unknown(c) for c in shown) + style.size * style.spacing * len(shown)


def covered(text: str) -> bool:
    """Whether the faces that ship have every letter of a text.

    >>> covered("Kärdla, Москва"), covered("北京")
    (True, False)
    """
    known = widths()["NotoSans-Regular"]
    return all(c in known or c.isspace() for c in text)


def clean(text: str) -> str:
    r"""A text as it may stand in a line of a picture.

    Line breaks become spaces. What XML cannot hold, and what would turn the words beside it round, is left out.

    >>> clean("a\u2028b\x00 \u202ec")
    'a b c'
    """
    return " ".join("".join(c for c in text if c.isspace() or _harmless(c)).split())


def short(text: str, n: int) -> str:
    """A text of at most n characters, cut between words where there are any.

    >>> short("Komsomolsk-on-Amur Aircraft Plant", 24)
    'Komsomolsk-on-Amur…'
    """
    if len(text) <= n:
        return text
    cut = text[: n - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > n / 2 else cut) + "…"


def lines(text: str, style: Style, room: float, most: int) -> tuple[str, ...]:
    """A text in lines no wider than a room, and no more of them than `most`: the last then ends in "…".

    >>> from geotrack.formats.picture.look import STYLES
    >>> lines("Kim Jong Un, Vladimir Putin and Sergei Lavrov", STYLES["title"], 320, 2)
    ('Kim Jong Un, Vladimir', 'Putin and Sergei Lavrov')
    """
    found: list[str] = []
    for word in text.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and width(longer, style) <= room:
            found[-1] = longer
        elif len(found) < most:
            found.append(word)
        else:
            found[-1] = longer  # too long now, and cut below
            break
    return tuple(fitting(line, style, room) for line in found)


def balanced(text: str, style: Style, room: float, most: int) -> tuple[str, ...]:
    """A text in as few lines as `lines` needs, and these of about the same width.

    >>> from geotrack.formats.picture.look import STYLES
    >>> balanced("Kim Jong Un, Vladimir Putin and Sergei Lavrov", STYLES["title"], 560, 2)
    ('Kim Jong Un, Vladimir', 'Putin and Sergei Lavrov')
    """
    found, narrow = lines(text, style, room, most), room
    while len(found) > 1 and narrow > room / 2:
        narrow -= style.size
        closer = lines(text, style, narrow, most)
        if len(closer) != len(found) or any(width(line, style) > narrow or line.endswith("…") for line in closer):
            break
        found = closer
    return found


def fitting(text: str, style: Style, room: float) -> str:
    """A text, its end cut off where it is wider than a room."""
    if width(text, style) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + "…", style) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


def _unknown(c: str) -> float:
    if unicodedata.category(c) in ("Mn", "Me", "Cf"):
        return 0.0
    return WIDE if unicodedata.east_asian_width(c) in "WF" else UNKNOWN


def _harmless(c: str) -> bool:
    category = unicodedata.category(c)
    return category not in ("Cc", "Cs") and ord(c) & 0xFFFE != 0xFFFE and unicodedata.bidirectional(c) not in STEERING
