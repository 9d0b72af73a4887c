"""Atlases that carry every vector in every slot that takes text, and what a page of them must show, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from geotrack.formats.page.story import capital
from geotrack.model import Atlas, Candidate, Excerpt, Itinerary, LeftOut, Leg, Made, Place, Source, Stop
from tests.browser.vectors import VECTORS

CUT = 90
"""Characters of a vector that surely stands in a left-out place's sentence, which the page shortens when it is long."""


class Assault(NamedTuple):
    """An atlas and the texts that its page has to show."""

    atlas: Atlas
    shown: tuple[str, ...]


def everywhere(vectors: Sequence[str] = VECTORS) -> Assault:
    """Each vector in each slot: three stops a vector, one with marked texts, one inside it, one of the bare vector."""
    shown: list[str] = []

    def slot(vector: str, name: str, visible: bool = True) -> str:
        """The vector, and a mark that tells where on the page it came from."""
        text = f"{vector}⟦{name}⟧"
        if visible:
            shown.append(encoded(text))
        return text

    def sentence(n: int, vector: str, name: str, visible: bool = True) -> tuple[Excerpt, ...]:
        before, place, after = (slot(vector, f"{name} {part}", visible) for part in ("before", "name", "after"))
        return (excerpt(n, before + " ", place, " " + after),)

    articles, itineraries, left_out = [], [], []
    for n, vector in enumerate(vectors):
        articles.append(
            Source(
                id=f"{n:012x}",
                name=slot(vector, "file"),
                title=slot(vector, "article"),
                url=vector,
                published="2024-07-02",
            )
        )
        where = place(n, slot(vector, "place"), slot(vector, "region"))
        marked = Stop(
            id=f"{vector}/1",
            place=where,
            as_written=slot(vector, "written"),
            status="visited",
            date="2024-07-01",
            dated_by=slot(vector, "dated by"),
            ordered_by=slot(vector, "ordered by"),
            excerpts=sentence(n, vector, "sentence") + sentence(n, vector, "second sentence"),
            cues=(f"be: {slot(vector, 'cue')}", f"be: {slot(vector, 'second cue')}"),
            confidence=0.5,
            rivals=(Candidate(place=place(n, slot(vector, "rival", False), vector), name_kind="primary"),),
            disagreements=(slot(vector, "against"),),
        )
        inside = Stop(
            id=f"{vector}/2",
            place=place(n, slot(vector, "inside"), vector, kind="facility"),
            as_written=vector,
            status="cancelled",
            within=marked.id,
            mode="train",
            excerpts=sentence(n, vector, "sentence inside"),
        )
        bare = Stop(
            id=f"{vector}/3",
            place=place(n + len(vectors), vector, vector, kind="country", country=vector),
            as_written=vector,
            status="planned",
            dated_by=vector,
            ordered_by=vector,
            excerpts=(excerpt(n, vector, vector, vector),),
            cues=(vector,),
            disagreements=(vector, vector),
        )
        shown.append(encoded(capital(f"{vector}⟦traveller⟧")))
        itineraries.append(
            Itinerary(
                id=vector,
                traveller=f"{vector}⟦traveller⟧",
                aliases=(slot(vector, "alias"), vector),
                companions=(slot(vector, "companion"),),
                stops=(marked, inside, bare),
                legs=(Leg(start=marked.id, end=bare.id, km=100, status="planned"),),
            )
        )
        left_out.append(
            LeftOut(
                name=slot(vector, "left out"),
                reason="unlocated",
                why=slot(vector, "why"),
                excerpts=sentence(n, vector, "sentence left out", len(vector) < CUT),
                candidates=(place(n, slot(vector, "candidate"), slot(vector, "its region")),),
            )
        )
    made = (
        " ".join(slot(vector, name) for vector in vectors) for name in ("program", "reader", "gazetteer", "geocoder")
    )
    return Assault(
        Atlas(
            articles=tuple(articles),
            itineraries=tuple(itineraries),
            left_out=tuple(left_out),
            made=Made(**dict(zip(("geotrack", "reader", "gazetteer", "geocoder"), made, strict=True))),
        ),
        tuple(shown),
    )


def in_the_title(vectors: Sequence[str] = VECTORS) -> Assault:
    """Four travellers whose names are all the vectors: their names are the title."""
    names = ["".join(f"{vector}⟦title⟧" for vector in vectors[k::4]) for k in range(4)]
    itineraries = tuple(
        Itinerary(
            id=f"{n}",
            traveller=name,
            stops=(
                Stop(
                    id=f"{n}/1",
                    place=place(n, "Paris", ""),
                    as_written="Paris",
                    status="visited",
                    excerpts=(excerpt(0, "In ", "Paris", "."),),
                ),
            ),
        )
        for n, name in enumerate(names)
    )
    articles = (Source(id=f"{0:012x}", name="a.txt", title="A"),)
    made = Made(geotrack="1", reader="r", gazetteer="g")
    return Assault(
        Atlas(articles=articles, itineraries=itineraries, left_out=(), made=made),
        tuple(encoded(f"{vector}⟦title⟧") for vector in vectors),
    )


def excerpt(n: int, before: str, name: str, after: str) -> Excerpt:
    text = before + name + after
    start, end = len(before), len(before) + len(name)
    return Excerpt(article=f"{n:012x}", start=0, end=len(text), text=text, place_start=start, place_end=end)


def place(n: int, name: str, region: str, kind: str = "city", country: str = "TD") -> Place:
    """The n-th place of a grid on the globe."""
    lat, lon = 70 - 6 * (n // 24 % 21), -172 + 14.5 * (n % 24)
    data = {"id": f"test:{name}", "name": name, "kind": kind, "lat": lat, "lon": lon, "country": country}
    return Place.model_validate(data | {"admin1": name, "admin1_name": region, "type": name, "uncertainty_km": 10})


def encoded(text: str) -> str:
    """What a file can hold of a text: halves of characters have a sign of their own."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
