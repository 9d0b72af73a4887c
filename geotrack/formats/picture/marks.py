"""Stops and legs as a map shows them, from the words and numbers that the page shows too (`page.story`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geotrack.geo import LatLon


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A stop on the map."""

    rank: int
    """Its place in the order of the journeys."""
    traveller: int
    """The traveller's place in the list of travellers."""
    whose: str
    """The traveller's name, short."""
    number: str
    """1, 2, 2a; nothing where the journey starts."""
    place: str
    """The place's name."""
    at: LatLon
    """Where; the longitude may run over 180."""
    kind: str
    """start, visited, planned or cancelled: what its marker looks like."""
    status: str
    """visited, planned or cancelled."""
    date: str
    """When, as short as a label wants it."""
    reach: float
    """Kilometres that the place may reach from its point; 0 where no circle is to be drawn."""
    country: str
    """The code of the country where only that is known."""
    parent: Mark | None
    """The stop that this one lies in."""
    told: str
    """All of it in a phrase."""


@dataclass(frozen=True, slots=True)
class Way:
    """A leg between two marks."""

    start: Mark
    end: Mark
    status: str
    """visited or planned."""
    train: bool
    """Whether it is told to have been made by train."""


def marks(told: Mapping[str, Any]) -> tuple[tuple[Mark, ...], tuple[Way, ...]]:
    """Every stop and every leg of a story, in its order."""
    names = [t["name"] for t in told["travellers"]]
    known: dict[str, Mark] = {}
    for stop in told["stops"]:
        around = known.get(stop["within"])
        kind = "start" if stop["role"] == "origin" else stop["status"]
        known[stop["id"]] = Mark(
            rank=len(known),
            traveller=stop["traveller"],
            whose=told["travellers"][stop["traveller"]]["short"],
            number=stop["number"],
            place=stop["place"],
            at=(stop["at"][0], stop["at"][1]),
            kind=kind,
            status=stop["status"],
            date=stop["brief"],
            reach=stop["reach"] if stop["role"] != "origin" else 0,
            country=stop["country"],
            parent=around if around and around.traveller == stop["traveller"] else None,
            told=_phrase(stop, names[stop["traveller"]], kind),
        )
    ways = tuple(
        Way(known[leg["from"]], known[leg["to"]], leg["status"], leg["by"] == "by train")
        for leg in told["legs"]
        if leg["from"] in known and leg["to"] in known
    )
    return tuple(known.values()), ways


def _phrase(stop: Mapping[str, Any], name: str, kind: str) -> str:
    number = f"Stop {stop['number']}" if stop["number"] else "Start"
    status = stop["status"] if kind != "start" or stop["status"] != "visited" else ""
    return ", ".join(filter(None, (number, stop["place"], name, status, stop["date"] or "no date given")))
