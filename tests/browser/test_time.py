"""The slider and the strip under the map: what comes later is faded, everywhere at once."""

from __future__ import annotations

from itertools import pairwise

import pytest

from geotrack.model import Atlas, Itinerary
from tests.browser.chromium import Page
from tests.browser.conftest import Opener
from tests.formats import atlases

LATER = "[...document.querySelectorAll('%s.later')].length"
FADED_STOPS = "[...document.querySelectorAll('.stop.later')].map((e) => e.querySelector('.pl').textContent)"
SPOKEN = "document.querySelector('#up-to').getAttribute('aria-valuetext')"
COUNT = "document.querySelector('#shown').hidden ? '' : document.querySelector('#shown span').textContent"
LABELS = "[...document.querySelectorAll('.l-stop')].map((t) => t.textContent)"


def slide(page: Page, *keys: str) -> None:
    """A person's keys on the slider."""
    page.evaluate("document.querySelector('#up-to').focus()")
    for key in keys:
        page.press(key)


def test_the_slider_says_a_date_and_fades_what_is_later(show: Opener) -> None:
    page = show(atlases.SEED)
    assert page.evaluate(SPOKEN) == "up to perhaps October 2023"
    assert page.evaluate(COUNT) == ""
    slide(page, "ArrowLeft", "ArrowLeft")
    assert page.evaluate(SPOKEN) == "up to Friday 15 September 2023"
    assert page.evaluate(FADED_STOPS) == ["Vladivostok", "Pyongyang", "North Korea"]
    assert page.evaluate(LATER % ".site button") == 3
    assert page.evaluate(LATER % ".tick") == 3
    assert page.evaluate("document.querySelectorAll('path.leg.s-planned.later').length") == 2
    assert page.evaluate("document.querySelectorAll('path.leg.s-visited.later').length") == 0
    assert page.evaluate("document.querySelectorAll('path.hatched.later').length") == 1
    assert set(page.evaluate(LABELS)) == {"Pyongyang", "Vostochny Cosmodrome", "Komsomolsk-on-Amur"}
    assert float(page.evaluate("getComputedStyle(document.querySelector('.site .later')).opacity")) < 0.3
    assert page.evaluate(COUNT) == "4 of 7 stops shown"
    assert page.evaluate("location.hash") == "", "the slider's keys are its own"
    slide(page, "End")
    assert page.evaluate(LATER % "*") == 0


def test_a_column_without_a_date_says_what_stands_in_it(show: Opener) -> None:
    page = show(atlases.SEED)
    slide(page, "Home")
    assert page.evaluate(SPOKEN) == "up to Pyongyang, no date given"
    assert page.evaluate(COUNT) == "0 of 7 stops shown"
    slide(page, *["ArrowRight"] * 3)
    assert page.evaluate(SPOKEN) == "up to Vladivostok, Pyongyang, no date given"


def test_stepping_goes_on_past_the_slider(show: Opener) -> None:
    page = show(atlases.SEED)
    slide(page, "Home")
    page.evaluate("document.activeElement.blur()")
    for expected in ("Pyongyang", "Vostochny Cosmodrome", "Komsomolsk-on-Amur"):
        page.press("ArrowRight")
        assert page.evaluate("document.querySelector('#position span').textContent") == expected
    assert page.evaluate(SPOKEN) == "up to Friday 15 September 2023"


def test_what_the_slider_fades_is_no_longer_selected(show: Opener) -> None:
    page = show(atlases.SEED, address="#kim-jong-un/5")
    slide(page, "Home")
    assert page.evaluate("document.querySelectorAll('.stop.on').length") == 0


def test_show_all_undoes_the_slider(show: Opener) -> None:
    page = show(atlases.SEED)
    slide(page, "Home")
    page.click("document.querySelector('#shown button')")
    assert page.evaluate(LATER % "*") == 0
    assert page.evaluate("document.querySelector('#up-to').value") == "4"


def test_the_strip_has_a_row_a_traveller_and_a_line_for_the_day_of_publication(show: Opener) -> None:
    page = show(atlases.SEED)
    rows = (
        "[...document.querySelectorAll('.track')]"
        ".map((t) => [t.querySelector('.who').textContent, t.querySelectorAll('.tick').length])"
    )
    assert page.evaluate(rows) == [["Kim Jong Un", 5], ["Vladimir Putin", 2], ["Sergei Lavrov", 1]]
    dates = "[...document.querySelectorAll('.axis > div')].map((e) => e.innerText.replace(/\\s+/g, ' '))"
    assert page.evaluate(dates) == ["no date", "13 Sept. 2023", "15 Sept.", "no date", "perhaps Oct."]
    assert page.evaluate("document.querySelector('#published').textContent") == "published 15 Sept. 2023"
    apart = page.evaluate(
        "(() => { const x = (e) => e.getBoundingClientRect(), line = document.querySelector('#published');"
        " const edge = x(line).right, s = (id) => x(document.querySelector('.tick[data-stop=\"' + id + '\"]'));"
        " return [s('kim-jong-un/4').right < edge, edge < s('kim-jong-un/5').left] })()"
    )
    assert apart == [True, True]


def test_the_thumb_stands_under_its_column(show: Opener) -> None:
    page = show(atlases.SEED)
    slide(page, "Home", "ArrowRight")
    thumb = page.evaluate(
        "(() => { const s = document.querySelector('#up-to'), r = s.getBoundingClientRect();"
        " return r.left + 8 + (r.width - 16) * s.value / s.max })()"
    )
    column = page.evaluate(
        "(() => { const r = document.querySelector('.tick[data-stop=\"kim-jong-un/2\"]').getBoundingClientRect();"
        " return r.left + r.width / 2 })()"
    )
    assert thumb == pytest.approx(column, abs=1)


def test_a_click_in_the_strip_selects(show: Opener) -> None:
    page = show(atlases.SEED)
    page.click("document.querySelector('.tick[data-stop=\"kim-jong-un/4\"]')")
    assert page.evaluate("location.hash") == "#kim-jong-un/4"
    assert page.evaluate("document.querySelector('.tick.on').dataset.stop") == "kim-jong-un/4"


LABELLED = "[...document.querySelectorAll('.axis > div')].map((e) => e.getBoundingClientRect())"


@pytest.mark.parametrize("days", [21, 120, 1000])
def test_a_long_journey_fits_into_the_strip(show: Opener, days: int) -> None:
    page = show(atlases.steady(days))
    assert page.evaluate("document.querySelector('#up-to').max") == str(days - 1)
    left, right = page.evaluate(
        "(() => { const r = document.querySelector('.axis').getBoundingClientRect(); return [r.left, r.right] })()"
    )
    spans = page.evaluate(f"{LABELLED}.map((r) => [r.left, r.right])")
    assert len(spans) >= 8
    assert left - 12 < spans[0][0] < spans[-1][1] < right + 12
    assert all(before[1] <= after[0] for before, after in pairwise(spans)), "labels overlap"
    slide(page, "Home", "ArrowRight", "ArrowRight")
    assert page.evaluate(SPOKEN) == "up to Saturday 3 January 1914"
    assert page.evaluate(COUNT) == f"2 of {days - 1:,} stops shown"


@pytest.mark.parametrize("days", [21, 120])
def test_every_stop_of_a_long_journey_has_its_mark(show: Opener, days: int) -> None:
    page = show(atlases.steady(days))
    assert page.evaluate("document.querySelectorAll('.tick').length") == days
    slide(page, "Home", "ArrowRight", "ArrowRight")
    assert page.evaluate("document.querySelectorAll('.tick:not(.later)').length") == 3
    page.click("document.querySelectorAll('.tick')[20]")
    assert page.evaluate("location.hash") == "#the-column/21"


def test_a_thousand_columns_are_one_picture(show: Opener) -> None:
    page = show(atlases.steady(1000))
    assert page.evaluate("document.querySelectorAll('.bars').length") == 1
    assert page.evaluate("[...document.querySelectorAll('.bars path')].map((p) => p.getAttribute('d').length > 0)")
    share = (
        "(() => { const v = document.querySelector('.veil').getBoundingClientRect(),"
        " c = document.querySelector('.cells').getBoundingClientRect(); return 1 - v.width / c.width })()"
    )
    assert page.evaluate(share) == pytest.approx(1, abs=0.01)
    page.evaluate("document.querySelector('#up-to').value = 499")
    page.evaluate("document.querySelector('#up-to').dispatchEvent(new Event('input'))")
    assert page.evaluate(share) == pytest.approx(0.5, abs=0.01)
    assert page.evaluate("document.querySelectorAll('.tick').length") == 0
    # a click takes the nearest, and marks it
    page.click("document.querySelector('.cells')")
    selected = int(page.evaluate("location.hash").removeprefix("#the-column/"))
    assert selected == pytest.approx(500, abs=2)
    assert page.evaluate("document.querySelector('.tick.on').dataset.stop") == f"the-column/{selected}"


def test_on_a_phone_there_is_only_the_slider(show: Opener) -> None:
    page = show(atlases.SEED, 390, 844)
    assert page.evaluate("getComputedStyle(document.querySelector('.tracks')).display") == "none"
    slide(page, "ArrowLeft", "ArrowLeft")
    assert page.evaluate("document.querySelector('.time label').innerText") == "Shown up to"
    assert page.evaluate("document.querySelector('#up-to-words').innerText") == "Friday 15 September 2023"
    assert page.evaluate(FADED_STOPS) == ["Vladivostok", "Pyongyang", "North Korea"]


def one_stop() -> Atlas:
    putin = atlases.PUTIN.model_copy(update={"stops": atlases.PUTIN.stops[:1], "legs": ()})
    return atlases.SEED.model_copy(update={"itineraries": (Itinerary.model_validate(putin),)})


def test_one_moment_needs_no_slider(show: Opener) -> None:
    page = show(one_stop())
    assert page.evaluate("document.querySelector('#time').hidden")
    assert page.evaluate("getComputedStyle(document.querySelector('#time')).display") == "none"


def test_the_strip_follows_the_filters(show: Opener) -> None:
    page = show(atlases.SEED)
    page.click("document.querySelectorAll('#chips button')[2]")
    assert page.evaluate("document.querySelectorAll('.track').length") == 1
    assert page.evaluate("document.querySelector('#up-to').max") == "1"
