"""The same name, another place: what the words and the other names decide."""

from __future__ import annotations

import pytest

from geotrack.geo import distance_km
from geotrack.model import Article
from geotrack.pipeline import toponyms


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        ("They flew to Paris and on to Lyon.", "Paris", 48.86, 2.35),
        ("They drove to Paris, Texas.", "Paris", 33.66, -95.56),
        ("The ship left Beirut for Tripoli in Lebanon.", "Tripoli", 34.44, 35.85),
        ("Rebels in Libya marched on Tripoli.", "Tripoli", 32.88, 13.19),
        ("He spoke in Khabarovsk and Vladivostok.", "Khabarovsk", 48.48, 135.08),
        ("The fires in Khabarovsk Region went on.", "Khabarovsk Region", 54.2, 137.1),
        ("The minister left Moscow for Washington.", "Washington", 38.9, -77.04),
        ("They crossed Oregon and Washington state on foot.", "Washington", 47.4, -120.5),
        ("The train from Tbilisi crossed Georgia to Batumi.", "Georgia", 42.0, 43.5),
        ("They drove from Atlanta across Georgia to Savannah and on to Alabama.", "Georgia", 32.6, -83.4),
        ("Kim and Putin met at the Vostochny cosmodrome in the Amur Region.", "Vostochny cosmodrome", 51.88, 128.33),
        ("She was born in Cuba and lives in Havana.", "Cuba", 21.5, -79.0),
        ("They walked to Santiago de Compostela. In the evening Santiago was full.", "Santiago", 42.88, -8.55),
        ("He flew from Lima to Santiago and Valparaíso in Chile.", "Santiago", -33.45, -70.66),
        ("The bus left Birmingham, Alabama, for Montgomery.", "Birmingham", 33.52, -86.8),
        ("The train left Birmingham for Coventry and London.", "Birmingham", 52.48, -1.9),
    ],
)
def test_pairs(text: str, name: str, lat: float, lon: float) -> None:
    article = Article(id=Article.id_of(text), name="-", title="-", text=text)
    located = next(found for mention, found in toponyms(article) if mention.text == name)
    assert located.place is not None
    assert distance_km(located.place.lat, located.place.lon, lat, lon) < max(60, located.place.uncertainty_km)
    assert located.candidates[0].score == pytest.approx(sum(located.candidates[0].parts.values()), abs=0.01)


def test_what_nobody_knows_is_not_pinned() -> None:
    text = "They went to Qwzxholm and to Oslo."
    article = Article(id=Article.id_of(text), name="-", title="-", text=text)
    found = {mention.text: located for mention, located in toponyms(article)}
    assert found["Oslo"].place is not None
    assert all(located.place is None for name, located in found.items() if name != "Oslo")


def test_given_spans_are_the_ones_located() -> None:
    text = "Nothing here says that Bergen is a place."
    article = Article(id=Article.id_of(text), name="-", title="-", text=text)
    ((mention, located),) = toponyms(article, [(23, 29)])
    assert mention.text == "Bergen"
    assert located.place is not None and located.place.country == "NO"
