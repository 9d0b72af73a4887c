"""Two sources of places: the gazetteer, and an online one for the names of which that is unsure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from geotrack.errors import GeocoderError, RefusalError
from geotrack.geo import distance_km
from geotrack.model import Candidate
from geotrack.places.base import Geocoder

SURE = 4.0  # score of a town of ten thousand under its own name: a village of that name may be another one's
LEAD = 1.0  # over the next place of that name: ten times the inhabitants
PATIENCE = 3  # failures in a row, each of which may cost the whole time-out
_SAME_PLACE_KM = 15.0  # two sources put the middle of one city at most so far apart
_LARGEST_SAME_KM = 100.0  # of a country or a sea, further; but no more than this


class Chain:
    """Asks the online source for names that the gazetteer is unsure of, and weighs both answers together.

    Where it fails the gazetteer answers alone: from then on where it refuses or has failed three times in a row.
    `notice` is told of the first failure, in one line, because the user has asked for the online answers.

    >>> from geotrack.model import Place
    >>> class Fixed:
    ...     def __init__(self, *candidates: Candidate) -> None:
    ...         self.candidates = candidates
    ...     def search(self, name: str) -> tuple[Candidate, ...]:
    ...         return self.candidates
    >>> class Broken:
    ...     def search(self, name: str) -> tuple[Candidate, ...]:
    ...         raise GeocoderError("Nominatim cannot be reached (no network): leave out --online.")
    >>> paris = Candidate(place=Place(id="a", name="Paris", kind="city", lat=33.7, lon=-95.6), name_kind="primary")
    >>> [c.place.name for c in Chain(Broken(), Fixed(paris), print).search("Paris")]
    Nominatim cannot be reached (no network): the offline gazetteer answers.
    ['Paris']
    """

    def __init__(self, online: Geocoder, gazetteer: Geocoder, notice: Callable[[str], None]) -> None:
        self._online = online
        self._gazetteer = gazetteer
        self._notice = notice
        self._told = False
        self._failures = 0

    def search(self, name: str) -> tuple[Candidate, ...]:
        """Places that this name may mean, from both sources, the most important first.

        A place that both know is the gazetteer's: its id and regions are the ones that the other names have.
        """
        known = self._gazetteer.search(name)
        if self._failures >= PATIENCE or is_sure(known):
            return known
        try:
            found = self._online.search(name)
        except GeocoderError as error:
            self._failures = PATIENCE if isinstance(error, RefusalError) else self._failures + 1
            if not self._told:
                self._told = True
                # the error's own advice, behind the colon, is for those who have no gazetteer
                self._notice(f"{str(error).partition('): ')[0].rstrip(').')}): the offline gazetteer answers.")
            return known
        self._failures = 0
        new = [candidate for candidate in found if not any(_same(candidate, other) for other in known)]
        return tuple(sorted((*known, *new), key=lambda candidate: (-candidate.score, candidate.place.id)))


def is_sure(found: Sequence[Candidate]) -> bool:
    """Whether the first of these is well known under this name, and far ahead of all that lie elsewhere.

    >>> from geotrack.places.gazetteer import Gazetteer
    >>> [is_sure(Gazetteer.shipped().search(name)) for name in ("Baghdad", "Springfield", "Khasan", "Xanadu Inn")]
    [True, False, False, False]
    """
    if not found:
        return False
    best, *others = found
    return best.score >= SURE and all(best.score - other.score >= LEAD or _near(best, other) for other in others)


def _same(one: Candidate, other: Candidate) -> bool:
    a, b = one.place, other.place
    if a.kind != b.kind or (a.country and b.country and a.country != b.country):
        return False
    if a.kind == "country" and a.country:
        return True
    return _near(one, other, 3.0) if a.kind in ("facility", "airport") else _near(one, other)  # a city has many


def _near(one: Candidate, other: Candidate, largest_km: float = _LARGEST_SAME_KM) -> bool:
    """Whether two places may be one by where they lie: a city, its county, and the city as another source has it."""
    a, b = one.place, other.place
    reach = min(largest_km, max(_SAME_PLACE_KM, a.uncertainty_km, b.uncertainty_km))
    return distance_km(a.lat, a.lon, b.lat, b.lon) <= reach
