"""iCalendar: read back by icalendar, which is none of ours."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hypothesis import example, given
from icalendar import Calendar, Event

from geotrack import when
from geotrack.formats import calendar
from geotrack.model import Atlas, Stop
from tests.formats import atlases as by_hand
from tests.formats.reading import shown
from tests.formats.strategies import TEXTS, atlases


def events(written: str) -> list[Event]:
    read = Calendar.from_ical(written)
    assert not read.errors
    read.validate()
    found = read.walk("VEVENT")
    assert not any(event.errors for event in found)
    return list(found)


def dated(atlas: Atlas) -> Iterator[tuple[str, Stop]]:
    for itinerary in atlas.itineraries:
        for stop in itinerary.stops:
            if stop.date and all(len(end.rstrip("~?")) > 4 for end in stop.date.split("/")):
                if when.bounds(stop.date)[1] < datetime.date.max:
                    yield itinerary.traveller, stop


@given(atlases())
def test_any_atlas_comes_back(atlas: Atlas) -> None:
    found = events(calendar.write(atlas))
    expected = list(dated(atlas))
    assert len(found) == len(expected)
    for event, (traveller, stop) in zip(found, expected, strict=True):
        status = {"visited": "CONFIRMED", "planned": "TENTATIVE", "cancelled": "CANCELLED"}[stop.status]
        assert event["STATUS"] == status
        assert shown(event["SUMMARY"]).startswith(shown(f"{traveller}: {stop.name}"))
        assert shown(event["LOCATION"]).startswith(shown(stop.name))
        assert shown(stop.excerpts[-1].text) in shown(event["DESCRIPTION"])
        first, last = when.bounds(stop.date or "")
        assert (event.start, event.end) == (first, last + datetime.timedelta(days=1))
        assert (event["GEO"].latitude, event["GEO"].longitude) == (round(stop.lat, 5), round(stop.lon, 5))
        assert event["DTSTAMP"].dt.tzinfo is not None
    assert len({event["UID"] for event in found}) == len(found)


@given(TEXTS)
@example("C:\\New, a;b\\n")
def test_any_text_comes_back(text: str) -> None:
    lines = calendar._folded(f"SUMMARY:{calendar._text(text)}").split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert all(line.startswith(" ") for line in lines[1:])
    event = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
    assert event["SUMMARY"] == calendar.plain(text)


@given(atlases())
def test_lines_are_folded_and_end_as_they_should(atlas: Atlas) -> None:
    written = calendar.write(atlas)
    assert written.endswith("END:VCALENDAR\r\n")
    lines = written.removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode()) <= 75 and line.splitlines() == [line] for line in lines)


def test_a_month_lasts_as_long_as_the_month_and_a_year_is_not_in_it() -> None:
    (dated_to_a_month,) = [e for e in events(calendar.write(by_hand.SEED)) if "Lavrov" in e["SUMMARY"]]
    assert (dated_to_a_month.start, dated_to_a_month.end) == (datetime.date(2023, 10, 1), datetime.date(2023, 11, 1))
    assert dated_to_a_month["DESCRIPTION"].startswith("planned, perhaps October 2023\n“But before Putin")
    assert dated_to_a_month["STATUS"] == "TENTATIVE"
    read = Calendar.from_ical(calendar.write(by_hand.SEED))
    assert read["DESCRIPTION"] == "3 stops without a day or month: not in this calendar."
    # icalendar knows no NAME (RFC 7986), so it leaves its commas escaped
    assert str(read["NAME"]).replace("\\,", ",") == "Kim Jong Un, Vladimir Putin and Sergei Lavrov"


def test_it_was_made_when_the_article_came_out() -> None:
    first = events(calendar.write(by_hand.PACIFIC))[0]
    assert first["DTSTAMP"].dt == datetime.datetime(2024, 7, 2, tzinfo=datetime.UTC)
    assert first["URL"] == "https://example.org/explorer"
    undated = [a.model_copy(update={"published": None}) for a in by_hand.PACIFIC.articles]
    first = events(calendar.write(by_hand.PACIFIC.model_copy(update={"articles": tuple(undated)})))[0]
    assert first["DTSTAMP"].dt == datetime.datetime(2024, 5, 2, tzinfo=datetime.UTC)


def test_a_calendar_of_nobody_is_one() -> None:
    read = Calendar.from_ical(calendar.write(by_hand.NOBODY))
    read.validate()
    assert [part.name for part in read.subcomponents] == ["VTIMEZONE"]
