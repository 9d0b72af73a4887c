"""Markers and labels on the map: nothing covers anything, and every stop can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from geotrack.formats.webmap import write
from tests.browser.boxes import covered, leaves, lower, measure, meet
from tests.browser.chromium import Chromium, Page
from tests.formats import atlases, busy

SIZES = [(1440, 900), (820, 1100), (390, 844)]
ATLASES = {
    "seed": atlases.SEED,
    "pacific": atlases.PACIFIC,
    "stages": busy.stages(),
    "returns": busy.returns(),
    "crowded": atlases.crowded(),
    "shuttle": busy.shuttle(),
    "scripts": busy.scripts(),
}
STOPS = {name: [s for i in atlas.itineraries for s in i.stops] for name, atlas in ATLASES.items()}
SHARED = "[...document.querySelectorAll('.site button')].filter((b) => b.dataset.stops > 1)"
BOX = "((e) => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] })"
IN_MARKERS = "[...document.querySelectorAll('.site button')].reduce((n, b) => n + +b.dataset.stops, 0)"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with Chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    for name, atlas in ATLASES.items():
        (folder / f"{name}.html").write_text(write(atlas), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in ATLASES}


def marker(text: str, who: str = "") -> str:
    """The button with these figures, as an expression; `who` is a part of its name."""
    return (
        "[...document.querySelectorAll('.site button')]"
        f".find((b) => b.textContent === {text!r} && b.getAttribute('aria-label').includes({who!r}))"
    )


@pytest.mark.parametrize("name", ATLASES)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_covers_anything(
    chromium: Chromium, pages: dict[str, Path], name: str, width: int, height: int
) -> None:
    page = chromium.open(pages[name], width, height)
    found = measure(page)
    assert found["sites"]
    assert len(found["labels"]) > 3
    assert covered(found) == []
    assert not any(leaves(site["box"], found["map"]) for site in found["sites"])
    assert page.evaluate(IN_MARKERS) == len(STOPS[name])
    for _ in range(6):
        page.press("+")
        assert covered(measure(page), under_controls=False) == []
        assert page.evaluate(IN_MARKERS) == len(STOPS[name])
    page.call("Page.close")


@pytest.mark.parametrize("name", ["stages", "returns", "crowded", "scripts"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_selected_stop_has_its_label(
    chromium: Chromium, pages: dict[str, Path], name: str, width: int, height: int
) -> None:
    page = chromium.open(pages[name], width, height)
    for stop in STOPS[name]:
        page.press("ArrowRight")
        found = measure(page)
        label = page.evaluate(
            "[...document.querySelectorAll('.l-stop')].filter((t) => decodeURI(location.hash) === '#' + t.dataset.stop)"
            ".map((t) => [t.textContent, t.classList.contains('on')])"
        )
        assert len(label) == 1, stop.id
        assert stop.place.name[:9] in label[0][0].replace("\u2068", "").replace("\u2069", "")
        assert label[0][1], "it is underlined"
        assert covered(found, under_controls=False) == [], stop.id
    page.call("Page.close")


IN_VIEW = """[...document.querySelectorAll('.site button')].filter((b) => {
  const r = b.getBoundingClientRect(), m = document.querySelector('.folium-map').getBoundingClientRect();
  return r.left >= m.left && r.right <= m.right && r.top >= m.top && r.bottom <= m.bottom
})"""
HERE = "decodeURIComponent(location.hash.slice(1))"
VIEW = "document.querySelector('#scale').textContent + document.querySelectorAll('.site').length"
CARD = "document.querySelectorAll('.card button')"


def named(name: str) -> str:
    return f"[...document.querySelectorAll('.site button')].find((b) => b.getAttribute('aria-label') === {name!r})"


def reached(page: Page, way: tuple[str, ...] = ()) -> set[str]:
    """The stops that clicks on markers select, at once, on a card, or closer in; `way` names the markers to here."""

    def back() -> None:
        page.press("Escape")
        page.press("0")
        for name in way:
            page.click(named(name))

    ids = set()
    back()
    for name in page.evaluate(f"{IN_VIEW}.map((b) => b.getAttribute('aria-label'))"):
        back()
        before = page.evaluate(VIEW)
        page.click(named(name))
        inside = page.evaluate(f"{CARD}.length")
        if not inside and page.evaluate(VIEW) != before:
            assert len(way) < 3, "it leads ever closer and nowhere"
            ids |= reached(page, (*way, name))
            continue
        for k in range(inside):
            if not page.evaluate(f"{CARD}.length"):  # the map had moved to show the stop before
                back()
                page.click(named(name))
            page.click(f"{CARD}[{k}]")
            ids.add(page.evaluate(HERE))
        if page.evaluate(f"{CARD}.length"):
            page.click(named(name))
            assert page.evaluate(f"{CARD}.length") == 0, "the marker closes its card too"
        ids.add(page.evaluate(HERE))
    return ids


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [("stages", 1440, 900), ("returns", 390, 844), ("crowded", 390, 844)],
)
def test_a_click_reaches_every_stop(
    chromium: Chromium, pages: dict[str, Path], name: str, width: int, height: int
) -> None:
    page = chromium.open(pages[name], width, height)
    assert reached(page) == {s.id for s in STOPS[name]}


def test_neighbours_share_a_marker_and_part_closer_in(chromium: Chromium, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["stages"])
    figures = page.evaluate("[...document.querySelectorAll('.site button')].map((b) => b.textContent)")
    assert "11–13" in figures, "Dijon, Nuits-Saint-Georges and Gevrey-Chambertin"
    assert "16–17" in figures, "Troyes twice"
    assert "29" in figures, "a stop by itself is itself"
    page.click(marker("11–13"))
    page.click("document.querySelectorAll('.card button')[1]")
    assert page.evaluate("location.hash") == "#tour-de-france/13"
    page.evaluate("document.querySelector('.folium-map').focus()")
    for _ in range(8):
        page.press("+")
    figures = page.evaluate("[...document.querySelectorAll('.site button')].map((b) => b.textContent)")
    assert {"11", "12", "13"} <= set(figures)
    assert "16–17" in figures, "what is at one place stays together"


def test_a_card_is_used_with_the_keyboard_alone(chromium: Chromium, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["stages"])
    page.evaluate(f"{marker('11–13')}.focus()")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(
        "Stops 11–13, Tour de France: "
    )
    page.call("Input.dispatchKeyEvent", type="keyDown", key="Enter", code="Enter", text="\r")
    page.call("Input.dispatchKeyEvent", type="keyUp", key="Enter", code="Enter")
    assert page.evaluate("document.activeElement.textContent").startswith("11Dijon")
    assert page.evaluate(f"{marker('11–13')}.getAttribute('aria-expanded')") == "true"
    page.call("Input.dispatchKeyEvent", type="keyDown", key="Tab", code="Tab", windowsVirtualKeyCode=9)
    assert page.evaluate("document.activeElement.textContent").startswith("12Nuits-Saint-Georges")
    page.press("Escape")
    assert page.evaluate("document.querySelectorAll('.card').length") == 0
    assert page.evaluate(f"document.activeElement === {marker('11–13')}")
    found = measure(page)
    page.evaluate(f"{marker('11–13')}.click()")
    card = page.evaluate(f"{BOX}(document.querySelector('.card'))")
    assert not leaves(card, found["map"])
    assert not any(meet(card, c["box"]) for c in found["controls"])


def test_focus_stays_on_a_marker_through_zooming(chromium: Chromium, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["stages"])
    page.evaluate(f"{marker('29')}.focus()")
    page.press("+")
    assert page.evaluate("document.activeElement.textContent") == "29"


def test_a_place_inside_another_stands_small_beside_it(chromium: Chromium, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["seed"])
    city, plant = marker("2", "Kim Jong Un"), marker("2a")
    assert [page.evaluate(f"{b}.getBoundingClientRect().width") for b in (city, plant)] == [28, 22]
    assert page.evaluate(f"{city}.closest('.site') === {plant}.closest('.site')")
    assert page.evaluate("document.querySelectorAll('.tie').length") == 0
    page.evaluate("location.hash = '#kim-jong-un/4'")
    page.wait("document.querySelector('.site [aria-current]')")
    page.evaluate("document.querySelector('.folium-map').focus()")
    for _ in range(14):
        page.press("+")
    assert page.evaluate(f"{city}.closest('.site') !== {plant}.closest('.site')")
    assert page.evaluate("document.querySelectorAll('.tie').length") == 1


def test_a_marker_that_stands_aside_has_a_line_to_its_place(chromium: Chromium, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["stages"], 390, 844)
    spots = page.evaluate("document.querySelectorAll('path.spot').length")
    lines = page.evaluate("[...document.querySelectorAll('path.leader')].map((p) => p.getTotalLength())")
    assert spots == len(lines) > 0
    assert all(8 < length < 60 for length in lines)


def test_an_uncertain_place_is_drawn_as_such(chromium: Chromium, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["scripts"])
    doubtful = page.evaluate(
        "[...document.querySelectorAll('.site .doubt')].map((g) => g.querySelector('text').textContent)"
    )
    assert doubtful == ["2", "4"]
    paper, filled = page.evaluate("[getComputedStyle(document.body).backgroundColor, 'rgb(178, 60, 12)']")
    fills = "[...document.querySelectorAll('.site .g')].map((g) => getComputedStyle(g.querySelector('.sh')).fill)"
    assert page.evaluate(fills).count(filled) == 5
    assert page.evaluate(fills).count(paper) == 3, "the start and the two that are not certain"
    key = page.evaluate("[...document.querySelectorAll('#key li')].map((e) => e.textContent)")
    assert "1?Place not certain" in key
    rings = page.evaluate("[...document.querySelectorAll('path.unc')].map((p) => p.getBBox().width)")
    assert len(rings) == 7
    assert min(rings) > 20, "300 km can be seen"


def test_long_names_are_cut_and_no_name_turns_its_neighbours(chromium: Chromium, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["scripts"], 390, 844)
    names = page.evaluate("[...document.querySelectorAll('.l-stop')].map((t) => t.textContent)")
    long = [name for name in names if name.startswith("Llanfair")]
    assert long == [] or long[0].endswith("…")
    assert any("الرياض" in name for name in names)
    page.press("ArrowRight")
    for _ in range(3):
        page.press("ArrowRight")
    box = page.evaluate(f"{BOX}(document.querySelector('.l-stop.on'))")
    assert page.evaluate("document.querySelector('.l-stop.on').textContent").startswith("Llanfairpwll")
    assert not leaves(lower(box), measure(page)["map"])
