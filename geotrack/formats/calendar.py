"""iCalendar (RFC 5545): an all-day event for each stop that is dated to the day or the month.

Written here and by no library: the one that is kept well takes a backslash before N for a line break, whatever it is.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping

from geotrack import when
from geotrack.formats.markup import degrees
from geotrack.formats.page.ground import country_names
from geotrack.formats.page.story import counted, described, title
from geotrack.formats.plain import account, identity, plain, sources_of, web_address
from geotrack.model import Atlas, Itinerary, Source, Stop

STATUS = {"visited": "CONFIRMED", "planned": "TENTATIVE", "cancelled": "CANCELLED"}
LONGEST = 75
"""Octets of a line; longer ones are folded."""

CLOCK = (
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""A calendar must hold something (section 3.6); this means the least."""


def write(atlas: Atlas) -> str:
    """Events in order of travel. A stop of which only the month is known lasts as long as the month.

    One without a date, or dated to a year or more, would cover the calendar and say little; the calendar's description
    counts those.
    """
    sources, countries = {a.id: a for a in atlas.articles}, country_names()
    stops = [(itinerary, stop, _days(stop.date)) for itinerary in atlas.itineraries for stop in itinerary.stops]
    lines = [
        line for itinerary, stop, days in stops if days for line in _event(itinerary, stop, days, sources, countries)
    ]
    without = sum(days is None for *_, days in stops)
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_text(f'-//geotrack//geotrack {atlas.made.geotrack}//EN')}",
        f"NAME:{_text(title(atlas))}",
        f"X-WR-CALNAME:{_text(title(atlas))}",  # the name for programs older than RFC 7986
    ]
    if without:
        head.append(f"DESCRIPTION:{counted(without, 'stop')} without a day or month: not in this calendar.")
    return "".join(_folded(line) + "\r\n" for line in (*head, *(lines or CLOCK), "END:VCALENDAR"))


def _event(
    itinerary: Itinerary,
    stop: Stop,
    days: tuple[datetime.date, datetime.date],
    sources: Mapping[str, Source],
    countries: Mapping[str, str],
) -> Iterator[str]:
    rests_on = sources_of(stop, sources)
    happened = "" if stop.status == "visited" else f" ({stop.status})"
    address = next((address for source in rests_on if (address := web_address(source))), "")
    yield "BEGIN:VEVENT"
    yield f"UID:{identity(stop)}"
    yield f"DTSTAMP:{_basic(_stamp(rests_on, days[0]))}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_basic(days[0])}"
    yield f"DTEND;VALUE=DATE:{_basic(days[1] + datetime.timedelta(days=1))}"  # the day after the last
    yield f"SUMMARY:{_text(f'{itinerary.traveller}: {stop.name}{happened}')}"
    yield f"LOCATION:{_text(described(stop.place, countries))}"
    yield f"GEO:{degrees(stop.lat)};{degrees(stop.lon)}"
    yield f"DESCRIPTION:{_text(account(stop, sources))}"
    if address:
        yield f"URL:{address}"
    yield f"CATEGORIES:{_text(itinerary.traveller)}"
    yield f"STATUS:{STATUS[stop.status]}"
    yield "TRANSP:TRANSPARENT"  # where somebody else is does not make the reader busy
    yield "END:VEVENT"


def _days(date: str | None) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day, where the date is exact enough for a calendar."""
    if not date or any(len(part.rstrip("~?")) < len("2023-09") for part in date.split("/")):
        return None
    first, last = when.bounds(date)
    return (first, last) if last < datetime.date.max else None


def _stamp(rests_on: tuple[Source, ...], first: datetime.date) -> datetime.date:
    """When the event was last revised: the day its newest article came out, else its own; never the clock's."""
    published = [when.bounds(source.published)[1] for source in rests_on if source.published]
    return max(published, default=first)


def _basic(day: datetime.date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    """A value of type TEXT (section 3.3.11)."""
    return re.sub(r"([\\;,])", r"\\\1", plain(text)).replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line in pieces of 75 octets, each but the first after a space (section 3.1), none of them half a character."""
    pieces, room = [""], LONGEST
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append(" ")
            room = LONGEST - 1
        pieces[-1] += character
        room -= size
    return "\r\n".join(pieces)
