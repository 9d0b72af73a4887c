"""The picture as PDF, set by typst, which embeds the letters that are used: names can be searched and copied."""

from __future__ import annotations

from geotrack.formats.picture.letters import covered
from geotrack.formats.picture.raster import faces

PAGE = b"""
#set document(title: sys.inputs.title, date: none)
#set page(width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt)
#image(bytes(sys.inputs.drawing), format: "svg", width: 100%, alt: sys.inputs.title)
"""
"""What typst is told. The picture and its title are values, which it never reads as markup."""
POINTS = 0.75
"""Points of a pixel: 72 and 96 make an inch."""


def set_on_paper(drawing: str, title: str, size: tuple[int, int]) -> bytes:
    """An SVG as a PDF of one page that is as large as it. `ImportError` where typst is not installed."""
    import typst

    # letters that our fonts lack are taken from the machine's
    fonts = typst.Fonts(
        include_system_fonts=not covered(drawing),
        include_embedded_fonts=False,
        font_paths=[str(faces()[0].parent)],
    )
    wide, high = (str(pixels * POINTS) for pixels in size)
    values = {"drawing": drawing, "title": title, "width": wide, "height": high}
    return bytes(typst.compile(PAGE, format="pdf", font_paths=fonts, sys_inputs=values))
