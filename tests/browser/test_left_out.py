"""The places that are no stops: all there, those that a reader could still find first, however many they are."""

from __future__ import annotations

from tests.browser.conftest import Opener
from tests.formats import atlases

ROWS = "[...document.querySelectorAll('#out .row')]"
NAMES = f"{ROWS}.map((r) => r.querySelector('b').textContent)"
OPEN = f"{ROWS}.filter((r) => r.checkVisibility() && r.open).length"
SEEN = f"{ROWS}.filter((r) => r.checkVisibility()).length"


def test_none(show: Opener) -> None:
    page = show(atlases.PACIFIC)
    said = page.evaluate("document.querySelector('#out').innerText")
    assert said.split("\n\n") == ["Named, but not on the map", "The articles name no other place."]


def test_a_few_are_open(show: Opener) -> None:
    few = atlases.SEED.model_copy(update={"left_out": atlases.SEED.left_out[:3]})
    page = show(few)
    assert page.evaluate(NAMES) == ["Moscow", "Washington", "Khabarovsk Region"]
    assert page.evaluate(OPEN) == 3
    assert "stands for a government" in page.evaluate(f"{ROWS}[0].innerText")
    assert page.evaluate("document.querySelectorAll('#out .said mark').length") == 3


def test_three_hundred_are_grouped_by_reason(show: Opener) -> None:
    page = show(atlases.many(2, 300))
    assert len(page.evaluate(NAMES)) == 303
    groups = "[...document.querySelectorAll('#out .reason > summary')].map((s) => s.innerText.split('\\n'))"
    assert page.evaluate(groups) == [
        ["Not located", "3 places"],
        ["Named, but no traveller is said to go there", "150 places"],
        ["Stands for a government or an organisation", "75 places"],
        ["A nationality or origin", "75 places"],
    ]
    assert page.evaluate(SEEN) == 3, "the long groups are folded"
    # those with candidates come first: they are the ones that a reader can decide
    assert page.evaluate(NAMES)[:3] == ["Unknown 1", "Unknown 2", "Unknown 0"]
    page.click("document.querySelectorAll('#out .reason > summary')[1]")
    assert page.evaluate(SEEN) == 153
    # the reason stands once, above; where it is another than the group's it stands beside the name
    why = f"{ROWS}.filter((r) => r.querySelector('.why').innerText.includes('makes no journey')).length"
    assert page.evaluate(why) == 75
    same = f"{ROWS}.filter((r) => r.querySelector('.why').innerText.includes('is said to go there')).length"
    assert page.evaluate(same) == 0


def test_what_an_unlocated_name_could_be(show: Opener) -> None:
    page = show(atlases.many(2, 3))
    maybe = page.evaluate("[...document.querySelectorAll('#out .maybe')].map((p) => p.textContent)")
    assert maybe == [
        "Could be Pyongyang, North Korea.",
        "Could be Pyongyang, North Korea; or Vostochny Cosmodrome, Amur Oblast, Russia.",
    ]


def test_the_only_article_has_the_whole_width(show: Opener) -> None:
    """It bears no letter, as no sentence needs one to name it."""
    page = show(atlases.PACIFIC)
    assert page.evaluate("document.querySelector('#sources li div').offsetWidth") > 300
    assert "Article" not in page.evaluate("document.querySelector('.src').innerText")
