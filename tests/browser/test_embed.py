"""The map inside other pages, in a real Chromium: beside them as a file, or carried in a fragment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from geotrack.formats import embed, webmap
from tests.browser.chromium import Chromium, Page
from tests.formats import atlases

DRAWN = "document.querySelectorAll('.site button').length"
SEEN = """[...document.querySelectorAll('.site button')].every((b) => {
  const r = b.getBoundingClientRect(), m = document.querySelector('.folium-map').getBoundingClientRect();
  return r.left >= m.left && r.right <= m.right && r.top >= m.top && r.bottom <= m.bottom })"""
HOST = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>A report</title>%s
<h1>A report</h1><p>Text before.</p>
%s
<p>Text after.</p></html>"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with Chromium() as browser:
        yield browser


def host(folder: Path, element: str, head: str = "") -> Path:
    """A page with a map in it."""
    page = folder / "report.html"
    page.write_text(HOST % (head, element), encoding="utf-8")
    return page


def inside(chromium: Chromium, known: set[str]) -> Page:
    """The frame that has come since."""
    (target,) = frames(chromium) - known
    return chromium.attach(target)


def frames(chromium: Chromium) -> set[str]:
    targets = chromium.call("Target.getTargets")["targetInfos"]
    return {target["targetId"] for target in targets if target["type"] == "iframe"}


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("form", ["file", "fragment"])
def test_the_map_shows_in_another_page(chromium: Chromium, tmp_path: Path, form: str, width: int) -> None:
    (tmp_path / "kim's map.html").write_text(webmap.write(atlases.SEED), encoding="utf-8")
    elements = {"file": embed.iframe(atlases.SEED, "kim's map.html"), "fragment": embed.write(atlases.SEED)}
    known = frames(chromium)
    page = chromium.open(host(tmp_path, elements[form]), width, 1000)
    frame = inside(chromium, known)
    frame.wait("document.documentElement.hasAttribute('data-ready')")
    assert frame.evaluate(DRAWN) == 8
    frame.wait(SEEN)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.querySelector('iframe').title") == (
        "Map: Kim Jong Un, Vladimir Putin and Sergei Lavrov"
    )
    frame.press("ArrowRight")
    assert frame.evaluate("document.querySelector('.stop.on .pl').textContent") == "Pyongyang"
    assert page.messages == frame.messages == []
    assert {address.split(":")[0] for address in (*page.requests, *frame.requests)} <= {"file", "data", "about"}


def test_a_frame_without_a_size_shows_all_stops_once_it_has_one(chromium: Chromium, tmp_path: Path) -> None:
    (tmp_path / "kim.html").write_text(webmap.write(atlases.SEED), encoding="utf-8")
    hidden = "<style>iframe{width:0!important;height:0!important}</style>"
    known = frames(chromium)
    page = chromium.open(host(tmp_path, embed.iframe(atlases.SEED, "kim.html"), hidden), 900, 1000)
    frame = inside(chromium, known)
    frame.wait("document.documentElement.hasAttribute('data-ready') && innerWidth === 0")
    page.evaluate("document.querySelector('style').remove()")
    frame.wait("innerWidth > 600")
    frame.wait(SEEN)


def test_the_frame_cannot_reach_the_page_around_it(chromium: Chromium, tmp_path: Path) -> None:
    known = frames(chromium)
    chromium.open(host(tmp_path, embed.write(atlases.SEED)))
    frame = inside(chromium, known)
    assert frame.evaluate("window.origin") == "null"
    reached = frame.evaluate("(() => { try { return parent.document.title } catch (e) { return e.name } })()")
    assert reached == "SecurityError"


def test_a_fragment_is_held_back_by_a_policy_of_the_page(chromium: Chromium, tmp_path: Path) -> None:
    """What docs/README.md says: under a strict policy, the map has to be a file."""
    policy = """<meta http-equiv="Content-Security-Policy" content="script-src 'self'">"""
    (tmp_path / "kim.html").write_text(webmap.write(atlases.SEED), encoding="utf-8")
    drawn = {}
    for form, element in (("file", embed.iframe(atlases.SEED, "kim.html")), ("fragment", embed.write(atlases.SEED))):
        known = frames(chromium)
        chromium.open(host(tmp_path, element, policy))
        frame = inside(chromium, known)
        frame.wait("document.readyState === 'complete' && document.querySelector('#list')")
        drawn[form] = frame.evaluate(DRAWN)
    assert drawn == {"file": 8, "fragment": 0}
