"""The picture as PNG, drawn by resvg (Rust, no browser, no system library)."""

from __future__ import annotations

import struct
import zlib
from importlib.resources import files
from pathlib import Path

from geotrack.formats.picture.letters import covered

SHARP = 2
"""Dots for each pixel of the sheet, so that small letters are clear in print and on a dense screen."""
INCH, METRE = 96, 0.0254
"""Pixels of an inch, as everywhere on the web; metres of one."""


def rasterised(drawing: str) -> bytes:
    """An SVG as PNG with two dots for each pixel, which says so: 192 to the inch.

    The fonts that ship have Latin, Greek and Cyrillic letters. Where others are needed, the machine's fonts are asked,
    and a letter that no font has is an empty box.
    """
    import resvg_py

    png = resvg_py.svg_to_bytes(
        svg_string=drawing,
        zoom=SHARP,
        font_files=[str(path) for path in faces()],
        skip_system_fonts=covered(drawing),
    )
    dots = round(SHARP * INCH / METRE)
    # after the signature and the header, which are 33 bytes long
    return png[:33] + _chunk(b"pHYs", struct.pack(">IIB", dots, dots, 1)) + png[33:]


def faces() -> tuple[Path, ...]:
    """The files of the fonts that ship."""
    return tuple(sorted(Path(str(files("geotrack.formats.picture"))).glob("fonts/*.ttf")))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
