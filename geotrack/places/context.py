"""What the other names of a text say for a place: which countries, regions and counties it is about, what lies near."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from geotrack.geo import EARTH_RADIUS_KM
from geotrack.model import Place
from geotrack.places.groups import Group
from geotrack.places.kinds import WIDE
from geotrack.places.weights import Weights

if TYPE_CHECKING:
    import numpy as np

LEAST_BELIEF = 0.03
"""A candidate less likely than this speaks for nothing."""
FAR = 5
"""Times the reach: what lies further off is not near at all."""


class Votes:
    """What share of the names speaks for each country, region and county.

    A name that may be there speaks for it, too, if less: there are many places called Springfield and many called
    Greene County, and one Springfield is in a Greene County.
    """

    def __init__(self, groups: list[Group], weights: Weights) -> None:
        self._boost, self._named = weights.boost, weights.named
        self._others = max(1, sum(bool(group.candidates) for group in groups) - 1)
        self._of = {id(g): self._said(g) for g in groups}
        self._total: dict[str, float] = defaultdict(float)
        for said in self._of.values():
            for code, vote in said.items():
                self._total[code] += vote

    def _said(self, group: Group) -> Mapping[str, float]:
        beliefs: dict[str, float] = defaultdict(float)
        named: dict[str, float] = defaultdict(float)
        for place, belief in zip(group.places, group.beliefs, strict=True):
            if belief < LEAST_BELIEF:
                continue
            for code in filter(None, (place.country, place.admin1, place.admin2)):
                beliefs[code] += belief
            if place.kind in WIDE:
                itself = place.admin2 or place.admin1 or place.country
                named[itself] = max(named[itself], belief)
        most = math.log1p(self._boost)
        return {
            code: math.log1p(self._boost * min(belief, 1.0)) / most * (1 + (self._named - 1) * named[code])
            for code, belief in beliefs.items()
        }

    def of_others(self, code: str, group: Group) -> float:
        """The share of the other names that speaks for the country, region or county with this code."""
        return max(0.0, self._total.get(code, 0.0) - self._of[id(group)].get(code, 0.0)) / self._others


class Spots:
    """Where the towns and sites of a text lie, as far as that has been decided."""

    def __init__(self, groups: list[Group], reach_km: float) -> None:
        import numpy as np

        self._reach_km = reach_km
        known = [
            (number, place, belief)
            for number, group in enumerate(groups)
            for place, belief in zip(group.places, group.beliefs, strict=True)
            if belief >= LEAST_BELIEF and place.kind not in WIDE
        ]
        self._of = np.array([number for number, _, _ in known])
        self._arrows = _arrows([place for _, place, _ in known])
        self._beliefs = np.array([belief for _, _, belief in known])

    def nearness(self, number: int, places: list[Place]) -> list[float]:
        """How near to each place the next one lies that another name means: 1 here, 0 far off, less if that is unsure.

        `number` is the place in the list of the group whose candidates they are.
        """
        import numpy as np

        # einsum starts no threads
        cosines = np.einsum("ik,jk->ij", _arrows(places), self._arrows)
        cosines[:, self._of == number] = -1.0
        near = cosines > math.cos(min(math.pi, FAR * self._reach_km / EARTH_RADIUS_KM))
        km = np.arccos(np.minimum(cosines[near], 1.0)) * EARTH_RADIUS_KM
        nearness = np.zeros_like(cosines)
        nearness[near] = np.broadcast_to(self._beliefs, cosines.shape)[near] * np.exp(-km / self._reach_km)
        return list(map(float, nearness.max(axis=1, initial=0.0)))


def _arrows(places: list[Place]) -> np.ndarray:
    """From the middle of the earth to each place."""
    import numpy as np

    lat, lon = np.radians([[p.lat, p.lon] for p in places]).reshape(-1, 2).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
