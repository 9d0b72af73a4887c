"""The columns under the map: by date, and with a place for what has no date."""

from __future__ import annotations

import datetime
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geotrack import when
from geotrack.formats.page.timeline import Timeline, timeline
from geotrack.model import Itinerary, Source, Stop
from tests.formats import atlases


def article(published: str | None, n: int = 0) -> Source:
    return Source(id=f"{n:012}", name=f"{n}.txt", title="An article", published=published)


def way(key: str, *told: str) -> Itinerary:
    """`way("kim", "visited", "visited 2023-09-13", "planned")`; `in 2` is a place inside the second stop."""
    stops = []
    for n, words in enumerate(told, 1):
        status, _, rest = words.partition(" ")
        date, _, outer = rest.partition("in ")
        data = {"id": f"{key}/{n}", "place": atlases.PYONGYANG, "as_written": "x", "status": status}
        data |= {"date": date.strip() or None, "within": f"{key}/{outer}" if outer else None}
        stops.append(Stop.model_validate(data | {"excerpts": atlases.sentence("x", "x")}))
    return Itinerary(id=key, traveller=key, stops=tuple(stops))


def axis(*ways: Itinerary, published: str | None = "2023-09-15") -> Timeline:
    return timeline(ways, [article(published)])


def shown(found: Timeline) -> list[tuple[str | None, list[str]]]:
    """Each column's date and stops."""
    return [(date, [s for s, c in found.column.items() if c == n]) for n, date in enumerate(found.dates)]


def test_the_seeds() -> None:
    found = timeline(atlases.SEED.itineraries, atlases.SEED.articles)
    assert shown(found) == [
        (None, ["kim-jong-un/1"]),
        ("2023-09-13", ["kim-jong-un/2", "vladimir-putin/1"]),
        ("2023-09-15", ["kim-jong-un/3", "kim-jong-un/4"]),
        (None, ["kim-jong-un/5", "vladimir-putin/2"]),
        ("2023-10?", ["sergei-lavrov/1"]),
    ]
    assert (found.published, found.before) == ("2023-09-15", 3)


def test_nobody_travels() -> None:
    assert timeline((), ()) == Timeline(dates=(), column={}, published=None, before=0)


def test_without_any_date_the_order_of_travel_remains() -> None:
    found = axis(way("a", "visited", "visited", "planned"), way("b", "visited"), published=None)
    assert shown(found) == [(None, ["a/1"]), (None, ["a/2"]), (None, ["a/3", "b/1"])]


def test_what_is_undated_stands_between_its_neighbours() -> None:
    ways = (
        way("a", "visited 2023-09-01", "visited", "visited", "visited 2023-09-09"),
        way("b", "visited 2023-09-04", "visited 2023-09-09"),
    )
    assert shown(axis(*ways)) == [
        ("2023-09-01", ["a/1"]),
        (None, ["a/2"]),
        (None, ["a/3"]),
        ("2023-09-04", ["b/1"]),
        ("2023-09-09", ["a/4", "b/2"]),
    ]


def test_what_leads_up_to_a_date_stands_just_before_it() -> None:
    ways = way("a", "visited 1950", "visited 1951"), way("b", "visited", "visited", "visited 1951", "visited 1952")
    assert shown(axis(*ways)) == [
        ("1950", ["a/1"]),
        (None, ["b/1"]),
        (None, ["b/2"]),
        ("1951", ["a/2", "b/3"]),
        ("1952", ["b/4"]),
    ]


def test_a_place_inside_another_stands_with_it() -> None:
    found = axis(way("a", "visited", "visited in 1", "visited 2023-09-01", "visited in 3", "visited"))
    assert shown(found) == [(None, ["a/1", "a/2"]), ("2023-09-01", ["a/3", "a/4"]), (None, ["a/5"])]


def test_what_is_announced_comes_after_the_article() -> None:
    found = axis(way("a", "visited 2023-09-15", "planned 2023-09-15", "planned", "planned 2023-09", "planned 2023-10"))
    assert found.dates == ("2023-09-15", "2023-09-15", None, "2023-09", "2023-10")
    assert (found.published, found.before) == ("2023-09-15", 1)


def test_a_year_told_after_a_day_is_the_rest_of_that_year() -> None:
    assert axis(way("a", "visited 2022-05-03", "visited 2022", "visited 2022-06")).dates == (
        "2022-05-03",
        "2022",
        "2022-06",
    )


def test_dates_overrule_the_order_of_travel() -> None:
    found = axis(way("a", "visited 2023-09-09", "visited", "visited 2023-09-01"))
    assert shown(found) == [("2023-09-01", ["a/3"]), ("2023-09-09", ["a/1"]), (None, ["a/2"])]


def test_of_two_marks_of_one_date_the_sure_one_names_the_column() -> None:
    assert axis(way("a", "visited 2022-05?"), way("b", "visited 2022-05")).dates == ("2022-05",)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (("2023-09-15",), "2023-09-15"),
        (("2023-09-14", "2023-09-15", None), "2023-09-15"),
        (("2023-09",), "2023-09"),
        ((None,), None),
        (("2023-09-10",), None),  # somebody was seen later: some article is later too
        (("2024",), None),  # it parts nothing
    ],
)
def test_the_day_of_publication_is_drawn_where_it_parts_the_columns(
    published: tuple[str | None, ...], expected: str | None
) -> None:
    ways = way("a", "visited 2023-09-13", "planned 2023-10-01")
    assert timeline([ways], [article(p, n) for n, p in enumerate(published)]).published == expected


# --- any journey -------------------------------------------------------------------------------------------------

days = st.dates(datetime.date(2022, 11, 1), datetime.date(2023, 2, 28)).map(str)
dates = st.one_of(
    st.builds(lambda day, length: day[:length], days, st.sampled_from([4, 7, 10])),
    st.builds(lambda one, two: "/".join(sorted([one, two])), days, days),
)


@st.composite
def journeys(draw: st.DrawFn) -> tuple[Itinerary, ...]:
    """Up to four travellers; what is planned follows what happened, as itineraries have it."""
    ways = []
    for n in range(draw(st.integers(1, 4))):
        done, planned = (draw(st.lists(st.one_of(st.none(), dates), max_size=6)) for _ in range(2))
        told = [*(f"visited {d or ''}" for d in done), *(f"planned {d or ''}" for d in planned)]
        ways.append(way(str(n), *told))
    return tuple(ways)


@given(journeys(), st.one_of(st.none(), days))
def test_every_stop_has_a_column_and_columns_are_in_order(ways: tuple[Itinerary, ...], published: str | None) -> None:
    found = axis(*ways, published=published)
    stops = [s for i in ways for s in i.stops]
    assert set(found.column) == {s.id for s in stops}
    assert set(found.column.values()) == set(range(len(found.dates)))
    for stop in stops:
        date = found.dates[found.column[stop.id]]
        assert (date and when.bounds(date)) == (stop.date and when.bounds(stop.date))
    for one, two in combinations(stops, 2):
        if when.after(two.date, one.date):
            assert found.column[one.id] < found.column[two.id]
    for itinerary in ways:
        told = [s.date for s in itinerary.stops if s.date]
        if not any(when.after(one, two) for one, two in combinations(told, 2)) and not late_plans(itinerary, published):
            columns = [found.column[s.id] for s in itinerary.stops]
            assert columns == sorted(columns)
    if found.published:
        assert found.published == published
        assert 0 < found.before < len(found.dates)
        for stop in stops:
            if stop.status == "planned" and not (stop.date and when.after(published, stop.date)):
                assert found.column[stop.id] >= found.before


def late_plans(itinerary: Itinerary, published: str | None) -> bool:
    """Whether something planned is dated before the article that announces it."""
    return any(s.status == "planned" and when.after(published, s.date) for s in itinerary.stops)


@given(journeys(), st.one_of(st.none(), days))
def test_every_stop_without_a_date_has_a_column_of_its_own(ways: tuple[Itinerary, ...], published: str | None) -> None:
    found = axis(*ways, published=published)
    for itinerary in ways:
        for one, two in pairwise(itinerary.stops):
            if not two.date:
                assert found.column[one.id] != found.column[two.id]
