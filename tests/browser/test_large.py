"""Journeys of thousands of stops: counted markers, a list that is written as one reads, and all of it on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from geotrack.formats.webmap import write
from tests.browser.boxes import covered, measure
from tests.browser.chromium import Chromium, Page
from tests.browser.timing import empty_page, measured, opened, stepping
from tests.formats.vast import EUROPE, vast

ATLAS = vast(5000, box=EUROPE)
STOPS = [s for i in ATLAS.itineraries for s in i.stops]
COUNTED = "[...document.querySelectorAll('.site.counted button')]"
DRAWN = "document.documentElement.hasAttribute('data-drawn')"
WRITTEN = "document.querySelectorAll('li.stop').length"
SELECTED = "document.querySelector('.stop.on > .body .pl')?.textContent ?? ''"
INK = """(() => {
  const c = document.querySelector('.leaflet-web-pane canvas'), all = [0, 0];
  const data = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
  for (let i = 0; i < data.length; i += 4) {
    if (!data[i + 3]) continue;
    all[0]++;
    all[1] += (data[i] + data[i + 1] + data[i + 2]) / 3;
  }
  return [all[0] / (data.length / 4), all[1] / all[0]];
})()"""
"""The share of the canvas that is painted, and how light the paint is, 0 to 255."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with Chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("pages") / "vast.html"
    file.write_text(write(ATLAS), encoding="utf-8")
    return file


@pytest.fixture
def page(chromium: Chromium, path: Path) -> Iterator[Page]:
    tab = chromium.open(path)
    tab.wait(DRAWN)
    yield tab
    assert tab.messages == []
    tab.call("Page.close")


def test_it_is_small_enough_to_send(path: Path) -> None:
    assert path.stat().st_size <= 8_000_000


def test_only_what_is_seen_is_in_the_page(page: Page) -> None:
    assert page.evaluate("document.querySelectorAll('*').length") < 8000
    assert 10 <= page.evaluate(WRITTEN) < 100
    assert page.evaluate("document.querySelectorAll('.folium-map path.leg').length") == 0, "legs are on canvas"
    painted, _ = page.evaluate(INK)
    assert painted > 0.05


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (820, 1100), (390, 844)])
def test_nothing_covers_anything(chromium: Chromium, path: Path, width: int, height: int) -> None:
    page = chromium.open(path, width, height)
    page.wait(DRAWN)
    for _ in range(7):
        found = measure(page)
        assert len(found["sites"]) > 3
        assert covered(found, under_controls=False) == []
        page.press("+")
    page.call("Page.close")


def test_every_stop_is_counted_once(page: Page) -> None:
    every = "[...document.querySelectorAll('.site button')].reduce((n, b) => n + +b.dataset.stops, 0)"
    assert page.evaluate(every) == len(STOPS)
    shown = page.evaluate(f"{COUNTED}.map((b) => [b.textContent, b.dataset.stops])")
    assert all(text == n or re.fullmatch(r"\d+\.\dk", text) for text, n in shown)


def test_a_counted_marker_opens_closer_in(page: Page) -> None:
    """Again and again, until it is a stop, or a card with the stops of one place."""
    for _ in range(12):
        most = f"{COUNTED}.sort((a, b) => b.dataset.stops - a.dataset.stops)[0]"
        if not page.evaluate(f"!!({most})"):
            break
        before = page.evaluate("document.querySelector('#scale').textContent")
        page.evaluate(f"{most}.click()")
        if page.evaluate("!!document.querySelector('.card')"):
            break
        assert page.evaluate("document.querySelector('#scale').textContent") != before
    page.evaluate("(document.querySelector('.card button') ?? document.querySelector('.site button')).click()")
    assert page.evaluate(SELECTED)


def test_keys_reach_every_stop_and_the_list_follows(page: Page) -> None:
    seen = []
    for _ in range(140):  # over the end of the first traveller's list
        page.press("ArrowRight")
        seen.append(page.evaluate("location.hash.slice(1)"))
    assert seen == [s.id for s in STOPS[:140]]
    assert page.evaluate(SELECTED) == STOPS[139].place.name
    box = page.evaluate("document.querySelector('.stop.on .hd').getBoundingClientRect().top")
    assert 0 < box < 900
    assert page.evaluate(WRITTEN) < 150, "what was passed is taken out again"
    assert page.evaluate("document.querySelectorAll('.site [aria-current]').length") == 1
    assert page.evaluate("document.querySelector('.l-stop.on').textContent").startswith(STOPS[139].place.name[:8])
    threads = "[...document.querySelectorAll('.folium-map path.leg.thread')].map((p) => p.getAttribute('d'))"
    assert page.evaluate(f"{threads}.join('').match(/M/g).length") > 80, (
        "the way of the selected stop's traveller is drawn over the others"
    )


def test_tab_goes_through_the_list(page: Page) -> None:
    """The next piece is there before the last button of this one has the focus."""
    page.evaluate("document.querySelector('.hd').focus()")
    for n in range(1, 45):
        while True:
            page.call("Input.dispatchKeyEvent", type="keyDown", key="Tab", code="Tab", windowsVirtualKeyCode=9)
            if page.evaluate("document.activeElement.matches('.hd')"):
                break
        assert page.evaluate("document.activeElement.querySelector('.pl').textContent") == STOPS[n].place.name
        page.evaluate("new Promise((f) => requestAnimationFrame(() => setTimeout(f)))")


def test_an_address_opens_a_stop_far_down(chromium: Chromium, path: Path) -> None:
    page = chromium.open(path, address="#t37/90")
    page.wait(DRAWN)
    stop = next(s for s in STOPS if s.id == "t37/90")
    assert page.evaluate(SELECTED) == stop.place.name
    page.evaluate("new Promise((f) => requestAnimationFrame(() => setTimeout(f, 100)))")
    assert 0 < page.evaluate("document.querySelector('.stop.on .hd').getBoundingClientRect().top") < 900
    item = page.evaluate("['ariaPosInSet', 'ariaSetSize'].map((name) => document.querySelector('.stop.on')[name])")
    assert item == ["90", "125"]


def test_the_end_of_the_list_is_where_the_bar_says(page: Page) -> None:
    page.evaluate("(() => { const p = document.getElementById('list'); p.scrollTop = p.scrollHeight })()")
    last = STOPS[-1].place.name
    page.wait(f"[...document.querySelectorAll('.pl')].at(-1)?.textContent === {last!r}")
    assert page.evaluate(WRITTEN) < 150


def test_paper_has_the_whole_list(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(WRITTEN) == len(STOPS)
    assert page.evaluate("document.querySelectorAll('.cut').length") == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.wait(f"{WRITTEN} < 150")


def test_paper_ends_where_it_says(chromium: Chromium, tmp_path: Path) -> None:
    more = vast(5040, box=EUROPE)
    (tmp_path / "more.html").write_text(write(more), encoding="utf-8")
    page = chromium.open(tmp_path / "more.html")
    page.wait(DRAWN)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert 5000 <= page.evaluate(WRITTEN) < 5040
    assert "ends after 5,000 stops" in page.evaluate("document.querySelector('.cut').textContent")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.querySelectorAll('.cut').length") == 0
    page.call("Page.close")


def test_the_canvas_has_the_colours_of_the_style(chromium: Chromium, path: Path) -> None:
    page = chromium.open(path, dark=True)
    page.wait(DRAWN)
    _, night = page.evaluate(INK)
    features = [{"name": "prefers-color-scheme", "value": "light"}]
    page.call("Emulation.setEmulatedMedia", media="", features=features)
    page.evaluate("new Promise((f) => requestAnimationFrame(() => setTimeout(f)))")
    _, day = page.evaluate(INK)
    assert day < 110 < 130 < night
    features[0]["value"] = "dark"
    page.call("Emulation.setEmulatedMedia", media="print", features=features)
    page.evaluate("new Promise((f) => requestAnimationFrame(() => setTimeout(f)))")
    _, paper = page.evaluate(INK)
    assert paper == pytest.approx(day, abs=3), "on paper it is always day"
    page.call("Page.close")


def test_first_paint_and_steps_are_quick(chromium: Chromium, path: Path, tmp_path: Path) -> None:
    """`python -m tests.browser.timing` prints the figures; here they may not run away."""
    empty, full = measured([empty_page(tmp_path), path], 5)
    assert full["paint"] <= 2 * empty["paint"], (empty, full)
    assert full["ready"] <= 9 * empty["ready"], (empty, full)
    page, _ = opened(chromium, path)
    took = stepping(page)
    assert took[len(took) // 2] < 100, took
    page.call("Page.close")
