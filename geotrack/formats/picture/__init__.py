"""A picture of the map for reports, drawn without a browser: SVG, and from it PNG and PDF.

It has the page's look, its words and its rules, and a heading, key, scale and credit of its own. Status is told by fill
and dashes and travellers by shape, so that it can be printed in black and white.
"""

from __future__ import annotations

from geotrack.formats.picture.sheet import sheet
from geotrack.model import Atlas

SIZE = (840, 600)
"""Pixels, of which there are 96 to an inch: on a report's page its smallest letters are those of a newspaper's maps."""


def svg(atlas: Atlas, size: tuple[int, int] = SIZE) -> str:
    """The picture as SVG, `size` pixels wide and high: words are words, layers have names, and nothing in it runs."""
    return sheet(atlas, size, apart=True).drawing


def png(atlas: Atlas, size: tuple[int, int] = SIZE) -> bytes:
    """The picture as PNG, with two dots for each pixel of `size` (192 to the inch)."""
    from geotrack.formats.picture.raster import rasterised

    return rasterised(sheet(atlas, size, apart=True).drawing)


def pdf(atlas: Atlas, size: tuple[int, int] = SIZE) -> bytes:
    """The picture as a PDF of one page, with its fonts in it. `ImportError` where the extra `pdf` is not installed."""
    from geotrack.formats.picture.paper import set_on_paper

    drawn = sheet(atlas, size, apart=False)
    return set_on_paper(drawn.drawing, drawn.title, drawn.size)
