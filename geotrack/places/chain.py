"""Two sources of places: an online one, and the gazetteer, which answers alone when it fails."""

from __future__ import annotations

from collections.abc import Callable

from geotrack.errors import GeocoderError
from geotrack.geo import distance_km
from geotrack.model import Candidate
from geotrack.places.base import Geocoder

_SAME_PLACE_KM = 15.0  # two sources put the middle of one city at most so far apart
_LARGEST_SAME_KM = 100.0  # of a country or a sea, further; but no more than this


class Chain:
    """Asks both and weighs them together; after the first failure of the online one, the fallback alone.

    `notice` is told of the failure once, in one line, because the user has asked for the online answers.

    >>> from geotrack.model import Place
    >>> class Fixed:
    ...     def __init__(self, *candidates: Candidate) -> None:
    ...         self.candidates = candidates
    ...     def search(self, name: str) -> tuple[Candidate, ...]:
    ...         return self.candidates
    >>> class Broken:
    ...     def search(self, name: str) -> tuple[Candidate, ...]:
    ...         raise GeocoderError("Nominatim cannot be reached (no network): leave out --online.")
    >>> paris = Candidate(place=Place(id="a", name="Paris", kind="city", lat=48.9, lon=2.4), name_kind="primary")
    >>> [c.place.name for c in Chain(Broken(), Fixed(paris), print).search("Paris")]
    Nominatim cannot be reached (no network): the offline gazetteer answers.
    ['Paris']
    """

    def __init__(self, first: Geocoder, fallback: Geocoder, notice: Callable[[str], None]) -> None:
        self._first = first
        self._fallback = fallback
        self._notice = notice
        self._failed = False

    def search(self, name: str) -> tuple[Candidate, ...]:
        """Places that this name may mean, from both sources, the most important first.

        A place that both know is the fallback's: its id and regions are the ones that the other names have.
        """
        known = self._fallback.search(name)
        if self._failed:
            return known
        try:
            found = self._first.search(name)
        except GeocoderError as error:
            self._failed = True
            # the error's own advice, behind the colon, is for those who have no fallback
            self._notice(f"{str(error).partition('): ')[0].rstrip(').')}): the offline gazetteer answers.")
            return known
        new = [candidate for candidate in found if not any(_same(candidate, other) for other in known)]
        return tuple(sorted((*known, *new), key=lambda candidate: (-candidate.score, candidate.place.id)))


def _same(one: Candidate, other: Candidate) -> bool:
    a, b = one.place, other.place
    if a.kind != b.kind or (a.country and b.country and a.country != b.country):
        return False
    reach = min(_LARGEST_SAME_KM, max(_SAME_PLACE_KM, a.uncertainty_km, b.uncertainty_km))
    if a.kind in ("facility", "airport"):
        reach = min(reach, 3.0)  # a city has many
    return (a.kind == "country" and a.country != "") or distance_km(a.lat, a.lon, b.lat, b.lon) <= reach
