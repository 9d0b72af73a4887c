"""What a source says of a place, before it is numbered and stored."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from geotrack.model import PlaceKind
from geotrack.places.gazetteer import ABBREVIATION, ALTERNATE, CAPITALS, DEMONYM, PRIMARY, VARIANT, folded

LONGEST_NAME = 80
# A name that a place bears in two ways counts as the better of them.
RANK = (PRIMARY, ALTERNATE, ABBREVIATION, ABBREVIATION | CAPITALS, VARIANT, DEMONYM)
SHORT = {long: short for short, long in (("st", "saint"), ("ste", "sainte"), ("mt", "mount"), ("ft", "fort"))}
SHORT |= {short: long for long, short in SHORT.items()}


@dataclass
class Record:
    """A place and all its names, folded, with how it bears each."""

    kind: PlaceKind
    name: str
    lat: float
    lon: float
    id: int = 0
    key: str | None = None
    type: str = ""
    population: int = 0
    importance: float | None = None
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    uncertainty: float | None = None
    names: dict[str, int] = field(default_factory=dict)

    def called(self, flags: int, *names: str) -> Record:
        """Add names, and return the record."""
        for name in names:
            key = folded(name)
            if 0 < len(key) <= LONGEST_NAME and any(letter.isalpha() for letter in key):
                # "St. Petersburg" is no other name than "Saint Petersburg"
                spelled = " ".join(SHORT.get(word, word) for word in key.split()) if flags == PRIMARY else key
                for spelling in {key, spelled}:
                    self.names[spelling] = min(self.names.get(spelling, flags), flags, key=RANK.index)
        return self


def is_transliteration(name: str) -> bool:
    """Whether GeoNames' machines spelled this name: "mo si ke". It would match ordinary words."""
    return name == name.lower() != name.upper()


def is_code(name: str) -> bool:
    """Whether this is an airline's code for a city, such as MOW."""
    return len(name) <= 4 and name.isascii() and name.isupper()


def worth(place: Record) -> float:
    """Importance: what the source says, or log10 of the inhabitants."""
    return place.importance if place.importance is not None else math.log10(max(place.population, 1))
