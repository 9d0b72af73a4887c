"""The arithmetic of the figures, on cases small enough to count by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.quality.score import Tally, tally

PARIS, LYON, NICE = (48.85, 2.35), (45.76, 4.84), (43.70, 7.27)


def stop(at: tuple[float, float], status: str = "visited", date: str | None = None, **more: Any) -> dict[str, Any]:
    return {"lat": at[0], "lon": at[1], "status": status, "date": date, **more}


def way(*stops: dict[str, Any], name: str = "Ada Lovelace") -> dict[str, Any]:
    return {"traveller": name, "stops": list(stops)}


def case(*ways: dict[str, Any], traps: tuple[tuple[float, float], ...] = ()) -> dict[str, Any]:
    return {"itineraries": list(ways), "not_stops": [{"lat": lat, "lon": lon} for lat, lon in traps]}


def test_all_right() -> None:
    gold = case(way(stop(PARIS), stop(LYON, date="1840-05-02")))
    found = case(way(stop(PARIS), stop(LYON, date="1840-05-02"), name="Lovelace"))
    figures = tally(gold, found).figures()
    assert figures.pop("tempted") == 0
    assert set(figures.values()) == {1.0}


def test_order_costs_the_route_and_not_the_places() -> None:
    counted = tally(case(way(stop(PARIS), stop(LYON))), case(way(stop(LYON), stop(PARIS))))
    assert (counted.hits, counted.missed, counted.wrong) == (1, 1, 1)
    assert (counted.place_hits, counted.place_missed, counted.place_wrong) == (2, 0, 0)
    assert counted.exact == 0


def test_what_is_optional_counts_neither_way() -> None:
    gold = case(way(stop(PARIS), stop(LYON, required=False)))
    for found in (case(way(stop(PARIS))), case(way(stop(PARIS), stop(LYON)))):
        assert tally(gold, found).figures()["route_f1"] == tally(gold, found).figures()["exact"] == 1.0


def test_a_trap() -> None:
    counted = tally(case(way(stop(PARIS)), traps=(LYON, NICE)), case(way(stop(PARIS), stop(LYON))))
    assert (counted.tempted, counted.traps, counted.wrong, counted.exact) == (1, 2, 1, 0)


def test_silence() -> None:
    nothing = case()
    assert tally(nothing, nothing).figures()["quiet"] == 1.0
    assert tally(nothing, case(way(stop(PARIS)))).figures()["quiet"] == 0.0
    missed = tally(case(way(stop(PARIS))), nothing)
    assert (missed.missed, missed.still, missed.route_f1) == (1, 0, 0.0)


def test_a_stranger_is_not_counted_as_named() -> None:
    counted = tally(case(way(stop(PARIS))), case(way(stop(PARIS), name="Somebody Else")))
    assert (counted.hits, counted.named, counted.exact) == (1, 0, 0)


@pytest.mark.parametrize(
    ("mine", "gold", "right"),
    [
        ("1840-05-02", "1840-05-02", 1),
        ("1840-05", "1840-05-02", 0),
        ("1840-05-02", "1840-05-02/1840-05-06", 1),
        ("1840-05-03", "1840-05-02/1840-05-06", 0),
        ("1840-05-02/1840-05-09", "1840-05-02", 1),
        ("1840-05~", "1840-05", 1),
        (None, "1840", 0),
    ],
)
def test_dates(mine: str | None, gold: str, right: int) -> None:
    counted = tally(case(way(stop(PARIS, date=gold))), case(way(stop(PARIS, date=mine))))
    assert (counted.dates_right, counted.dated) == (right, 1)


def test_sums() -> None:
    assert Tally(hits=1, wrong=2) + Tally(hits=3) == Tally(hits=4, wrong=2)
