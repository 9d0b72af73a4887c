"""Who and which statuses are shown: one state, told on the map, in the list, in the strip and in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from geotrack.formats.webmap import embedded
from tests.browser.chromium import Chromium, Page
from tests.browser.conftest import Opener
from tests.formats import atlases

DRAWN = "document.querySelectorAll('.site button').length"
LISTED = "[...document.querySelectorAll('.stop')].map((e) => e.querySelector('.pl').textContent)"
COUNT = "document.querySelector('#shown').hidden ? '' : document.querySelector('#shown span').textContent"
LEGS = "document.querySelectorAll('.folium-map path.leg').length"
LIVE = "document.querySelector('#live').textContent"


def switch(page: Page, status: str) -> None:
    page.click(f"document.querySelector('.switch[data-status={status}]')")


def test_a_status_is_switched_off_and_on_in_the_key(show: Opener) -> None:
    page = show(atlases.SEED)
    switches = "[...document.querySelectorAll('.switch')]"
    pressed = f"{switches}.map((b) => [b.lastChild.textContent, b.getAttribute('aria-pressed')])"
    assert page.evaluate(pressed) == [["Visited", "true"], ["Planned", "true"]]
    switch(page, "planned")
    assert page.evaluate(pressed) == [["Visited", "true"], ["Planned", "false"]]
    assert page.evaluate(DRAWN) == 5
    assert page.evaluate(LEGS) == 2
    assert page.evaluate("document.querySelectorAll('.tick').length") == 5
    assert "Vladivostok" not in page.evaluate(LISTED)
    assert page.evaluate(COUNT) == page.evaluate(LIVE) == "4 of 7 stops shown"
    switch(page, "planned")
    assert (page.evaluate(DRAWN), page.evaluate(LEGS), page.evaluate(COUNT)) == (8, 4, "")


def test_no_line_comes_from_a_stop_that_is_hidden(show: Opener) -> None:
    page = show(atlases.SEED)
    switch(page, "visited")
    assert page.evaluate(LISTED) == ["Vladivostok", "Pyongyang", "North Korea"]
    assert page.evaluate(LEGS) == 0
    assert page.evaluate("document.querySelectorAll('.lg').length") == 0


def test_filters_together(show: Opener) -> None:
    page = show(atlases.SEED)
    page.click("document.querySelectorAll('#chips button')[1]")
    switch(page, "planned")
    page.evaluate("document.querySelector('#up-to').focus()")
    page.press("ArrowLeft")
    assert page.evaluate(COUNT) == "1 of 7 stops shown"
    assert page.evaluate("[...document.querySelectorAll('.stop:not(.later) .pl')].map((e) => e.textContent)") == [
        "Pyongyang",
        "Vostochny Cosmodrome",
    ]


def test_an_empty_map_says_so_and_how_to_fill_it(show: Opener) -> None:
    page = show(atlases.SEED)
    page.click("document.querySelectorAll('#chips button')[3]")
    assert page.evaluate("document.querySelector('#nothing').hidden")
    switch(page, "planned")
    assert page.evaluate(DRAWN) == 0
    assert page.evaluate("document.querySelector('#nothing').innerText").startswith("No stop matches these filters.")
    assert page.evaluate(LIVE) == "No stop matches these filters."
    ends = "['previous', 'next'].map((id) => document.getElementById(id).getAttribute('aria-disabled'))"
    assert page.evaluate(ends) == ["true", "true"]
    page.press("ArrowRight")
    page.click("document.querySelector('#nothing button')")
    assert page.evaluate("document.querySelector('#nothing').hidden")
    assert (page.evaluate(DRAWN), page.evaluate(COUNT)) == (8, "")


def test_what_a_filter_hides_is_no_longer_selected(show: Opener) -> None:
    page = show(atlases.SEED, address="#kim-jong-un/5")
    switch(page, "planned")
    assert page.evaluate("document.querySelectorAll('.stop.on').length") == 0


@pytest.mark.parametrize(("stop", "drawn"), [("vladimir-putin/2", 8), ("kim-jong-un/5", 5)])
def test_an_address_opens_what_filters_hide(show: Opener, stop: str, drawn: int) -> None:
    """A status or a traveller that hides the stop gives way; a traveller whose stop it is stays."""
    page = show(atlases.SEED)
    page.click("document.querySelectorAll('#chips button')[1]")
    switch(page, "planned")
    page.evaluate(f"location.hash = '#{stop}'")
    page.wait("document.querySelector('.stop.on')")
    assert page.evaluate("document.querySelector('.tick.on').dataset.stop") == stop
    assert page.evaluate(DRAWN) == drawn
    assert page.evaluate("document.querySelector('[data-status=planned]').getAttribute('aria-pressed')") == "true"


def test_an_address_opens_what_the_slider_fades(show: Opener) -> None:
    page = show(atlases.SEED)
    page.evaluate("document.querySelector('#up-to').focus()")
    page.press("Home")
    page.evaluate("location.hash = '#kim-jong-un/3'")
    page.wait("document.querySelector('.stop.on')")
    assert page.evaluate("document.querySelector('.stop.on.later')") is None


def test_with_one_status_there_is_nothing_to_switch(show: Opener) -> None:
    page = show(atlases.steady(3))
    assert page.evaluate("document.querySelectorAll('.switch').length") == 0
    key = page.evaluate("[...document.querySelectorAll('#key span')].map((e) => e.textContent)")
    assert key == ["Visited", "Start", "Travelled"]
    assert page.evaluate("document.querySelector('#chips').hidden")


def test_many_travellers_are_chosen_from_a_menu(show: Opener) -> None:
    page = show(atlases.many(40, 0))
    assert page.evaluate("document.querySelectorAll('#chips button').length") == 0
    choices = "[...document.querySelectorAll('#traveller option')].map((o) => o.textContent)"
    assert page.evaluate(choices)[:2] == ["All 40 travellers", "Delegate 1, 3 stops"]
    assert len(page.evaluate(choices)) == 41
    assert page.evaluate("document.querySelector('#bar').offsetHeight") < 120
    page.evaluate("document.querySelector('#traveller').focus()")
    for letter in "Delegate 7":
        page.press(letter)
    assert page.evaluate("[...document.querySelectorAll('.grp h2')].map((h) => h.textContent)") == ["Delegate 7"]
    assert page.evaluate("location.hash") == "", "the menu's keys are its own"
    page.click("document.querySelector('#shown button')")
    assert page.evaluate("document.querySelector('#traveller').value") == "-1"


def test_counts_agree(show: Opener) -> None:
    """The start is no stop: not in the heading, not in the chips, not in the list."""
    page = show(atlases.SEED)
    chips = page.evaluate("[...document.querySelectorAll('#chips button')].map((b) => b.getAttribute('aria-label'))")
    assert chips == ["All, 7 stops", "Kim Jong Un, 4 stops", "Vladimir Putin, 2 stops", "Sergei Lavrov, 1 stop"]
    notes = page.evaluate("[...document.querySelectorAll('.grp h2 + p')].map((p) => p.textContent.split(';')[0])")
    assert notes == ["4 stops", "2 stops", "1 stop"]
    assert page.evaluate("document.querySelector('#deck').textContent").startswith("4 stops visited and 3 planned")


# --- address, full screen ----------------------------------------------------------------------------------------


def test_an_address_in_another_script(show: Opener) -> None:
    page = show(atlases.leftward(), address="#דוד-לוי/2")
    assert page.evaluate("document.querySelector('.stop.on .pl').textContent") == atlases.AMMAN.name
    page.press("ArrowRight")
    assert page.evaluate("decodeURIComponent(location.hash)") == "#דוד-לוי/3"
    page.evaluate("location.hash = 'ليلى-حدّاد/1'")
    page.wait("document.querySelector('.stop.on').closest('section').getAttribute('aria-label').includes('حدّاد')")


def test_an_address_with_a_percent_sign_and_without(show: Opener) -> None:
    ways = atlases.journey("100%", (atlases.PYONGYANG, "visited", ""), key="100%")
    atlas = atlases.SEED.model_copy(update={"itineraries": (*atlases.SEED.itineraries, ways)})
    page = show(atlas, address="#100%25/1")
    assert page.evaluate("document.querySelector('.tick.on').dataset.stop") == "100%/1"
    page.evaluate("location.hash = ''")
    page.wait("!document.querySelector('.stop.on')")


def test_an_address_that_this_map_does_not_have_is_told(show: Opener) -> None:
    page = show(atlases.SEED, address="#kim-jong-un/99")
    assert page.evaluate("document.querySelector('#position').textContent") == "No stop “kim-jong-un/99” on this map"
    page.evaluate("location.hash = '#groups'")
    assert page.evaluate("document.querySelector('.stop.on')") is None


def test_the_skip_link_leads_to_the_list(show: Opener) -> None:
    page = show(atlases.SEED)
    page.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.press("Enter")
    page.wait("document.activeElement.id === 'groups'")


def test_full_screen_and_back(show: Opener) -> None:
    page = show(atlases.SEED)
    page.click("document.querySelector('#full-screen')")
    page.wait("document.fullscreenElement === document.documentElement")
    page.wait("document.querySelector('#full-screen').getAttribute('aria-pressed') === 'true'")
    page.click("document.querySelector('#full-screen')")
    page.wait("!document.fullscreenElement")


def test_no_full_screen_where_the_frame_forbids_it(browser: Chromium, tmp_path: Path) -> None:
    host = tmp_path / "host.html"
    frames = embedded(atlases.SEED)
    assert "allowfullscreen" in frames, "ours allows it"
    host.write_text(f"<!doctype html><meta charset=utf-8>{frames.replace('allowfullscreen', '')}", encoding="utf-8")
    page = browser.open(host)
    page.wait("document.querySelector('iframe')")
    frame = next(t for t in browser.call("Target.getTargets")["targetInfos"] if t["type"] == "iframe")
    inner = browser.attach(frame["targetId"])
    inner.wait("document.documentElement.hasAttribute('data-ready')")
    assert not inner.evaluate("document.fullscreenEnabled")
    assert inner.evaluate("getComputedStyle(document.querySelector('#full-screen')).display") == "none"
    page.call("Page.close")
