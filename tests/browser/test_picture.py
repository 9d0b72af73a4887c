"""The picture in a real Chromium: letters as wide as measured, nothing covered, and what a notebook falls back to."""

from __future__ import annotations

import base64
import re
import runpy
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from geotrack.formats import in_notebook, picture
from geotrack.formats.picture.letters import width
from geotrack.formats.picture.look import STYLES
from geotrack.formats.picture.markup import text
from geotrack.formats.picture.raster import faces
from tests.formats import atlases

Chromium = runpy.run_path(str(Path(__file__).parent / "chromium.py"))["Chromium"]
SAMPLES = (
    "Vostochny Cosmodrome",
    "visited 13 Sept. for Kim, visited for Putin",
    "Komsomolsk-on-Amur Aircraft Plant",
    "Llanfairpwllgwyngyllgogerychwyrndrobwll…",
    "Kärdla, Łódź, Đà Nẵng, Αθήνα, Київ 1–3",
    "AVATAR Type To WAVE",
    "2a",
)
BOXES = """
[...document.querySelectorAll('#%s')].flatMap((g) => [...g.querySelectorAll(':scope > %s')]).map((e) => {
  const r = e.getBoundingClientRect();
  return [e.textContent, r.left, r.top, r.right, r.bottom];
})
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with Chromium() as browser:
        yield browser


def page_with(body: str) -> str:
    """A page that has the fonts of pictures, whatever the machine has."""
    rules = []
    for path in faces():
        family, cut = path.stem.split("-")
        weight = 600 if cut == "SemiBold" else 400
        style = "italic" if cut == "Italic" else "normal"
        data = base64.b64encode(path.read_bytes()).decode()
        rules.append(
            f"@font-face{{font-family:'{family[:4]} {family[4:]}';font-weight:{weight};font-style:{style};"
            f"src:url(data:font/ttf;base64,{data})}}"
        )
    return f"<!doctype html><meta charset=utf-8><style>body{{margin:0}}{''.join(rules)}</style>{body}"


def opened(chromium: Any, path: Path, body: str) -> Any:
    path.write_text(page_with(body), encoding="utf-8")
    page = chromium.open(path)
    page.evaluate("document.fonts.ready.then(() => 1)")
    return page


def test_letters_are_as_wide_as_measured(chromium: Any, tmp_path: Path) -> None:
    # the italic is for the names of seas, which are English
    pairs = [(said, style) for style in STYLES.values() for said in SAMPLES if said.isascii() or not style.italic]
    drawn = [text(0, 20, said, style) for said, style in pairs]
    family = picture.svg(atlases.NOBODY).split('font-family="')[1].split('"')[0]
    page = opened(chromium, tmp_path / "letters.html", f'<svg font-family="{family}">{"".join(drawn)}</svg>')
    measured = page.evaluate("[...document.querySelectorAll('text')].map((t) => t.getComputedTextLength())")
    for real, (said, style) in zip(measured, pairs, strict=True):
        ours = width(said, style)
        assert real == pytest.approx(ours, rel=0.05, abs=1.5), (said, style)
        assert real < ours + 1.5, "a name must not need more room than was left for it"


@pytest.mark.parametrize("name", ["seed", "pacific", "crowded", "hostile"])
def test_nothing_covers_anything_else(chromium: Any, tmp_path: Path, name: str) -> None:
    atlas = {
        "seed": atlases.SEED,
        "pacific": atlases.PACIFIC,
        "crowded": atlases.crowded(),
        "hostile": atlases.hostile(),
    }[name]
    page = opened(chromium, tmp_path / "picture.html", picture.svg(atlas))
    said = page.evaluate(BOXES % ("names", "text"))
    markers = page.evaluate(BOXES % ("stops", "g"))
    pills = page.evaluate(BOXES % ("stops", "rect"))
    assert len(said) > 5
    # glyphs sit inside their lines: two lines of one label stand closer than their boxes
    lines = [(t, left, top + 4, right, bottom - 4) for t, left, top, right, bottom in said]
    for one, other in [*combinations(lines, 2), *((a, b) for a in lines for b in markers + pills)]:
        assert not meet(one, other, 0.5), (one, other)
    for one, other in combinations(markers, 2):
        assert not meet(one, other, 7), (one, other)  # a called off marker's cross may reach over the next one's rim
    for heading in ("heading", "key", "credit"):
        ends = f"[...document.querySelectorAll('#{heading} text')].map((t) => t.getBoundingClientRect().right)"
        assert max(page.evaluate(ends)) < 826
    assert page.messages == []


def meet(one: list[Any], other: list[Any], least: float) -> bool:
    """Whether two boxes share more than `least` pixels both ways."""
    across = min(one[3], other[3]) - max(one[1], other[1])
    down = min(one[4], other[4]) - max(one[2], other[2])
    return bool(across > least and down > least)


def test_a_hostile_picture_runs_nothing(chromium: Any, tmp_path: Path) -> None:
    path = tmp_path / "hostile.svg"
    path.write_text(picture.svg(atlases.hostile()), encoding="utf-8")
    page = chromium.open(path)
    assert page.evaluate("window.hacked ?? 0") == 0
    assert page.evaluate("document.querySelectorAll('script, image, a, foreignObject').length") == 0
    assert page.requests == [path.resolve().as_uri()]
    assert page.messages == []
    names = page.evaluate("[...document.querySelectorAll('#names text')].map((t) => t.textContent)")
    assert "${window.hacked=1}" in names


def test_in_a_notebook_the_map_lies_over_the_picture(chromium: Any, tmp_path: Path) -> None:
    path = tmp_path / "trusted.html"
    path.write_text(f"<!doctype html><meta charset=utf-8>{in_notebook(atlases.SEED)}", encoding="utf-8")
    page = chromium.open(path)
    page.wait("document.images[0].complete && document.images[0].naturalWidth === 840")
    for x, y in ((20, 20), (400, 300), (800, 590)):
        assert page.evaluate(f"document.elementFromPoint({x}, {y}).tagName") == "IFRAME"


def test_where_frames_are_taken_out_the_picture_is_left(chromium: Any, tmp_path: Path) -> None:
    """As JupyterLab does with a notebook that it does not trust; images may be data there, and positions stay."""
    whole = in_notebook(atlases.hostile())
    left = re.sub(r"<iframe.*</iframe>", "", whole, flags=re.DOTALL)
    assert left != whole
    assert not re.search(r"<script|onerror=\"|<img src=x", left)
    path = tmp_path / "untrusted.html"
    path.write_text(f"<!doctype html><meta charset=utf-8>{left}", encoding="utf-8")
    page = chromium.open(path)
    page.wait("document.images[0].complete && document.images[0].naturalWidth === 840")
    assert page.evaluate("document.elementFromPoint(400, 300).tagName") == "IMG"
    assert page.evaluate("document.images.length") == 1
    assert page.evaluate("window.hacked ?? 0") == 0
