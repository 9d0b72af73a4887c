"""Companions are drawn once; who goes anywhere alone keeps an itinerary."""

from geotrack import render, track
from geotrack.model import Article


def journeys(text: str) -> dict[str, tuple[tuple[str, ...], list[str]]]:
    article = Article(id=Article.id_of(text), name="-", title="x", text=text)
    return {i.traveller: (i.companions, [s.name for s in i.stops]) for i in track([article]).itineraries}


WAY = "Goethe and Tischbein left Rome. Goethe and Tischbein travelled to Naples. They sailed to Palermo."


def test_companions_are_named_with_the_traveller() -> None:
    assert journeys(WAY) == {"Goethe": (("Tischbein",), ["Rome", "Naples", "Palermo"])}


def test_companions_are_shown() -> None:
    article = Article(id=Article.id_of(WAY), name="-", title="x", text=WAY)
    assert "with Tischbein" in render(track([article]), "html")


def test_who_parts_keeps_an_itinerary() -> None:
    found = journeys(f"{WAY} Tischbein returned to Rome. Goethe went on to Messina.")
    assert {name: companions for name, (companions, _) in found.items()} == {"Goethe": (), "Tischbein": ()}
