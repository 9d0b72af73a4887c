"""The page on a phone: the map first, then what steps through it, then the list; all large enough for a finger."""

from __future__ import annotations

import pytest

from geotrack.model import Atlas
from tests.browser.conftest import Opener
from tests.formats import atlases

TOP = "Math.round(document.querySelector('%s').getBoundingClientRect().top + scrollY)"


@pytest.mark.parametrize("atlas", [atlases.SEED, atlases.PACIFIC, atlases.crowded(), atlases.leftward()])
def test_only_the_title_comes_before_the_map(show: Opener, atlas: Atlas) -> None:
    page = show(atlas, 390, 844)
    assert page.evaluate(TOP % ".mapwrap") <= 80
    order = [page.evaluate(TOP % name) for name in ("h1", ".mapwrap", ".time", ".step", ".deck", ".key", ".grp")]
    assert order == sorted(order)
    assert page.evaluate(TOP % ".grp") < 844, "the list begins on the first screen"
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_map_and_the_stepper_stay_while_the_list_moves(show: Opener) -> None:
    page = show(atlases.SEED, 390, 844)
    page.evaluate("document.querySelectorAll('.stop')[5].scrollIntoView({block: 'center'})")
    tops = "['.mapwrap', '.step'].map((s) => document.querySelector(s).getBoundingClientRect())"
    a, b = page.evaluate(f"{tops}.map((r) => [r.top, r.bottom])")
    assert a[0] == 0
    assert b[0] == pytest.approx(a[1], abs=1)


def test_the_selected_stop_can_be_read_under_the_map(show: Opener) -> None:
    page = show(atlases.SEED, 390, 844)
    for _ in range(6):
        page.click("document.querySelector('#next')")
    name, step = page.evaluate(
        "[document.querySelector('.stop.on .pl'), document.querySelector('.step')]"
        ".map((e) => e.getBoundingClientRect()).map((r) => [r.top, r.bottom])"
    )
    assert step[1] < name[0] < 844 - 40
    assert page.evaluate("document.querySelector('#position span').textContent") == "Vostochny Cosmodrome"


@pytest.mark.parametrize("atlas", [atlases.SEED, atlases.many(40, 20)])
@pytest.mark.parametrize("width", [390, 820])
def test_everything_to_touch_is_large_enough(show: Opener, atlas: Atlas, width: int) -> None:
    page = show(atlas, width, 844)
    small = page.evaluate(
        "[...document.querySelectorAll('button,select,summary,input')]"
        ".filter((e) => e.checkVisibility() && !e.closest('.site'))"
        ".map((e) => [e.id || e.className || e.textContent, e.getBoundingClientRect()])"
        ".filter(([, r]) => Math.round(r.width) < 40 || Math.round(r.height) < 40).map(([name]) => name)"
    )
    assert small == []


def test_a_marker_can_be_hit_beside_its_edge(show: Opener) -> None:
    page = show(atlases.SEED, 390, 844)
    hit = page.evaluate(
        "(() => { const b = document.querySelector('.site:not(.multi) button'), r = b.getBoundingClientRect();"
        " const x = r.left + r.width / 2, y = r.top + r.height / 2, on = (...at) => document.elementFromPoint(...at);"
        " return [on(x, y - 19), on(x, y + 19), on(x - 19, y)].every((e) => b.contains(e)) })()"
    )
    assert hit


def test_the_smallest_phone(show: Opener) -> None:
    page = show(atlases.SEED, 320, 568)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate(TOP % ".mapwrap") <= 90
