"""The look of a picture: the page's colours by day, and how each kind of words is set."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from geotrack.errors import DataError

FAMILIES = {
    # what pictures are measured and drawn with comes first; most of what stands in for it elsewhere is narrower
    "sans": "'Noto Sans','Open Sans','Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif",
    "serif": "'Noto Serif','Source Serif 4',Charter,Georgia,Cambria,'Times New Roman',serif",
}
TRAVELLERS = 12
"""Colours for travellers; the thirteenth has the first one's again."""


@dataclass(frozen=True, slots=True)
class Style:
    """How some words are set."""

    size: float
    """In pixels."""
    fill: str
    """The name of a colour."""
    family: Literal["sans", "serif"] = "sans"
    weight: Literal[400, 600] = 400
    italic: bool = False
    spacing: float = 0.0
    """Between letters, in parts of the size."""
    upper: bool = False
    """Whether it is set in capitals."""
    halo: float = 0.0
    """Width of the outline in the ground's colour that parts the words from the lines under them."""
    ground: str = "halo"
    """The name of that colour."""

    @property
    def face(self) -> str:
        """The file that holds these letters."""
        cut = "Italic" if self.italic else "SemiBold" if self.weight == 600 else "Regular"
        return f"Noto{self.family.capitalize()}-{cut}"


STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "title": Style(26, "ink", "serif", 600),
        "title2": Style(21, "ink", "serif", 600),
        "deck": Style(14.5, "ink2", "serif"),
        "deck2": Style(12.5, "ink2", "serif"),
        "key": Style(12, "ink2"),
        "who": Style(12, "ink", weight=600),
        "rest": Style(11.5, "ink2"),
        "credit": Style(11, "ink3"),
        "scale": Style(11, "ink", halo=3),
        "stop": Style(14, "ink", weight=600, halo=4),
        "stop2": Style(12, "ink2", halo=4),
        "country": Style(12, "labctry", weight=600, spacing=0.16, upper=True, halo=3.2),
        "region": Style(11, "labreg", spacing=0.05, halo=3.2),
        "sea": Style(13, "labsea", "serif", italic=True, spacing=0.03, halo=3.2, ground="sea"),
        "city": Style(11.5, "lab", halo=3.2),
        "capital": Style(11.5, "lab", weight=600, halo=3.2),
        "heap": Style(12, "ink", weight=600),
        "figure": Style(12.5, "on", weight=600),
        "figure2": Style(12, "on", weight=600, spacing=-0.02),
        "figure3": Style(10, "on", weight=600, spacing=-0.03),
    }
)


@cache
def colours() -> Mapping[str, str]:
    """The page's light colours by their names there, on white paper: `colours()["sea"]`."""
    try:
        style = files("geotrack.formats.page").joinpath("style/colours.css").read_text("utf-8")
    except OSError as error:
        message = f"a part of the page that ships with geotrack cannot be read ({error}); install geotrack again"
        raise DataError(message) from error
    light = style.partition(":root{")[2].partition("}")[0]
    return MappingProxyType({**dict(re.findall(r"--(\w+):(#[0-9a-f]+)", light)), "paper": "#fff"})


def colour_of(traveller: int) -> str:
    """A traveller's colour."""
    return colours()[f"c{traveller % TRAVELLERS}"]
