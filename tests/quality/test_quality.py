"""How well geotrack reads: a figure that falls fails; one that rises is to be pinned anew (`just pin`)."""

from __future__ import annotations

import pytest

from tests.quality.run import CASES, SETS, Result, aligned, comparison, counted, measured, pinned, worse
from tests.quality.score import Tally


@pytest.fixture(scope="module", params=SETS)
def result(request: pytest.FixtureRequest) -> tuple[str, Result]:
    return request.param, measured(request.param)


def test_no_figure_has_fallen(result: tuple[str, Result], capsys: pytest.CaptureFixture[str]) -> None:
    name, now = result
    before, figures = pinned()[name], now.figures
    table = comparison({name: before["figures"]}, {name: figures})
    fallen = [figure for figure, value in figures.items() if worse(figure, before["figures"][figure], value)]
    if fallen:
        cases = now.pinned()["route_f1"]
        lost = [
            [case, f"{was:.3f}", f"{cases[case]:.3f}"] for case, was in before["route_f1"].items() if cases[case] < was
        ]
        lists = aligned([["route F1 of", "pinned", "now"], *lost])
        pytest.fail(f"{name}: {', '.join(fallen)} fell\n\n{table}\n\n{lists}", pytrace=False)
    if figures != before["figures"]:
        with capsys.disabled():
            print(f"\n{name}: some figures are better than pinned; `just pin` pins them\n{table}")


def test_no_case_crashes(result: tuple[str, Result]) -> None:
    assert result[1].crashed == []


def test_every_case_is_pinned(result: tuple[str, Result]) -> None:
    name, now = result
    assert list(pinned()[name]["route_f1"]) == list(now.tallies)


def test_the_seeds_are_read_without_a_fault() -> None:
    """Kim goes by train from Pyongyang to the cosmodrome, to Komsomolsk and its plant, and next to Vladivostok."""
    seeds: Tally = counted(CASES / "open" / "kim-russia-2023")
    assert seeds.route_f1 == 1.0
    assert (seeds.exact, seeds.ways) == (3, 3)
    assert (seeds.tempted, seeds.traps) == (0, 6)
