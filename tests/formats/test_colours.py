"""The travellers' colours, as people see them who do not see all colours, and on the map's ground.

Colour blindness is simulated after Machado, Oliveira and Fernandes (2009), “A Physiologically-based Model for
Simulation of Color Vision Deficiency”, severity 1; differences are CIE 1976, of which 2.3 can just be noticed.
"""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest

from geotrack.formats.webmap import part

SIGHT = {
    "full": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "red-blind": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "green-blind": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "blue-blind": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def values(dark: bool) -> dict[str, str]:
    light, _, night = part("style/colours.css").partition("@media screen")
    return {
        name: "#" + "".join(c * 2 for c in colour) if len(colour) == 3 else "#" + colour
        for name, colour in re.findall(r"--(\w+):#([0-9a-f]{3,6})\b", night if dark else light)
    }


def linear(colour: str) -> np.ndarray:
    c = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    xyz = TO_XYZ @ np.clip(light, 0, 1) / np.array([0.9505, 1, 1.089])
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast(a: str, b: str) -> float:
    low, high = sorted(float(np.array([0.2126, 0.7152, 0.0722]) @ linear(c)) for c in (a, b))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("sight", SIGHT)
def test_travellers_tell_apart(dark: bool, sight: str) -> None:
    colours = values(dark)
    seen = [lab(np.array(SIGHT[sight]) @ linear(colours[f"c{n}"])) for n in range(12)]

    def least(pairs: list[tuple[int, int]]) -> float:
        return min(float(np.linalg.norm(seen[a] - seen[b])) for a, b in pairs)

    assert least(list(combinations(range(3), 2))) > 17, "the first three, at a glance"
    assert least(list(combinations(range(6), 2))) > 10, "the first six: each has a shape of its own as well"
    assert least([(n, n + 6) for n in range(6)]) > 20, "from the seventh on shapes repeat: only the colour tells"


@pytest.mark.parametrize("dark", [False, True])
def test_colours_stand_out_from_the_ground(dark: bool) -> None:
    colours = values(dark)
    for n in range(12):
        for ground in ("land", "sea", "paper"):
            assert contrast(colours[f"c{n}"], colours[ground]) >= 4.5, (n, ground)
        assert contrast(colours[f"c{n}"], colours["on"]) >= 4.5, f"figures in a marker of colour {n}"
        assert contrast(colours["ink"], colours[f"t{n}"]) >= 7, f"words on the tint of colour {n}"
