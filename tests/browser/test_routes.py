"""The lines between the stops, measured as Chromium draws them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from geotrack.formats.webmap import write
from geotrack.geo import great_circle
from tests.browser.chromium import Chromium
from tests.formats import atlases, busy

ATLASES = {"shuttle": busy.shuttle(), "stages": busy.stages(), "pacific": atlases.PACIFIC, "seed": atlases.SEED}
LEGS = """[...document.querySelectorAll('.folium-map path.leg')].map((p) => {
  const n = p.getTotalLength(), at = (i) => p.getPointAtLength(n * i / 40);
  return {points: Array.from({length: 41}, (_, i) => at(i)).map((q) => [q.x, q.y])};
})"""
Line = list[list[float]]


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


def nearest(point: list[float], line: Line) -> float:
    """How far a point is from a line's points."""
    return min(math.dist(point, q) for q in line)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
@pytest.mark.parametrize("zoomed", [0, 4])
def test_legs_of_one_road_run_beside_one_another(
    chromium: Chromium, pages: dict[str, Path], width: int, height: int, zoomed: int
) -> None:
    """Ten ways to and fro of one traveller, and eight others: in the middle of the road each has its lane."""
    page = chromium.open(pages["shuttle"], width, height)
    for _ in range(zoomed):
        page.press("+")
    legs = page.evaluate(LEGS)
    assert len(legs) == 18
    length = math.dist(legs[0]["points"][0], legs[0]["points"][-1])
    apart = [nearest(a["points"][20], b["points"]) for a, b in combinations(legs, 2)]
    assert min(apart) >= (5 if length > 300 else 2.5)
    # each bends to its own left: those that go and those that come never cross
    (x0, y0), (x1, y1) = legs[0]["points"][0], legs[0]["points"][-1]
    sides = {}
    for leg in legs:
        east = leg["points"][-1][0] > leg["points"][0][0]
        for x, y in leg["points"][4:-4]:
            sides.setdefault(east, set()).add((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) > 0)
    assert sides == {True: {False}, False: {True}}


def test_a_long_leg_follows_the_great_circle(chromium: Chromium, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["pacific"])
    leg = page.evaluate(LEGS)[1]["points"]  # Petropavlovsk-Kamchatsky to Anchorage
    stops = ATLASES["pacific"].itineraries[0].stops
    line = great_circle([(stops[1].lat, stops[1].lon), (stops[2].lat, stops[2].lon)], max_step_km=100)
    (x0, y0), (x1, y1) = leg[0], leg[-1]

    def drawn(lat: float, lon: float) -> list[float]:
        """On the screen, by the two ends of the leg."""

        def mercator(degrees: float) -> float:
            return math.degrees(math.asinh(math.tan(math.radians(degrees))))

        scale = (x1 - x0) / (line[-1][1] - line[0][1])
        return [x0 + (lon - line[0][1]) * scale, y0 - (mercator(lat) - mercator(line[0][0])) * scale]

    assert drawn(*line[-1]) == pytest.approx([x1, y1], abs=1)
    straight = [(x0 + x1) / 2, (y0 + y1) / 2]
    middle = drawn(*line[len(line) // 2])
    assert math.dist(straight, middle) > 25, "the two differ"
    # the leg bends a little further still, so that a way back would have room
    assert max(nearest(drawn(*p), leg) for p in line) < 12


def test_arrowheads_point_along_the_way_and_no_marker_covers_them(chromium: Chromium, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["stages"])
    heads = page.evaluate(
        "[...document.querySelectorAll('.folium-map path.head')]"
        ".map((p) => p.getAttribute('d').match(/-?[\\d.]+/g).map(Number))"
    )
    assert len(heads) == 41
    shown = [(head, leg["points"]) for head, leg in zip(heads, page.evaluate(LEGS), strict=True) if len(head) == 8]
    assert 12 <= len(shown) < 41, "where markers stand close there is no room for one"
    for (tip_x, tip_y, *_, notch_x, notch_y, _, _), points in shown:
        at = min(range(41), key=lambda i: math.dist(points[i], [tip_x, tip_y]))
        ahead, behind = points[min(40, at + 2)], points[max(0, at - 2)]
        along = (tip_x - notch_x) * (ahead[0] - behind[0]) + (tip_y - notch_y) * (ahead[1] - behind[1])
        assert along > 0
    covered = page.evaluate(
        """(() => {
          const sites = [...document.querySelectorAll('.site')].map((e) => e.getBoundingClientRect());
          return [...document.querySelectorAll('.folium-map path.head')].filter((p) => {
            const r = p.getBoundingClientRect(), x = r.x + r.width / 2, y = r.y + r.height / 2;
            return r.width > 3 && sites.some((s) => x > s.left && x < s.right && y > s.top && y < s.bottom);
          }).length;
        })()"""
    )
    assert covered == 0


def test_a_leg_ends_where_its_stops_are(chromium: Chromium, pages: dict[str, Path]) -> None:
    """Also where the markers had to stand aside: at the dots that the thin lines lead to."""
    page = chromium.open(pages["stages"], 390, 844)
    spots = page.evaluate(
        "[...document.querySelectorAll('path.spot')].map((p) => p.getBBox())"
        ".map((b) => [b.x + b.width / 2, b.y + b.height / 2])"
    )
    ends = [leg["points"][i] for leg in page.evaluate(LEGS) for i in (0, -1)]
    assert spots
    assert max(nearest(spot, ends) for spot in spots) < 2
