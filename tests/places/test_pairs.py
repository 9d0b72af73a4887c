"""The same name, another place, as the other words tell: `pairs.txt` is the page."""

from __future__ import annotations

import pytest

from geotrack.geo import distance_km
from geotrack.model import Article
from geotrack.pipeline import toponyms
from tests.places.pairs import Pair, pairs

NEAR_KM = 60


def test_the_page_is_long_enough() -> None:
    names = [pair.name for pair in pairs()]
    assert sum(names.count(name) > 1 for name in set(names)) >= 60


@pytest.mark.parametrize("pair", list(pairs()), ids=lambda pair: pair.text)
def test_pairs(pair: Pair) -> None:
    article = Article(id=Article.id_of(pair.text), name="-", title="-", text=pair.text)
    ((_, located),) = toponyms(article, [(pair.start, pair.start + len(pair.name))])
    assert located.place is not None, located
    away = distance_km(located.place.lat, located.place.lon, pair.lat, pair.lon)
    assert away < max(NEAR_KM, located.place.uncertainty_km), f"{located.place} is {away:.0f} km away"
