"""What each consideration weighs when a place is chosen, and the words for it.

Units are those of importance: one more is ten times the inhabitants. `python -m tests.quality.weights` measures what
these are worth, and finds others. Then `sharpness` was turned down until confidence was the share that is right, and
`unlisted`, since articles name fewer streets and shops than the corpora do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Weights(NamedTuple):
    """How much each consideration counts, for or against a candidate."""

    borrowed: float = -0.97
    """For a name that others bear as their own: Hassan in India is also called Khasan."""
    best_known: float = 0.51
    """For the most important place of that name."""
    asked_kind: float = 0.55
    """For the kind of place that the words ask for: "the port of"."""
    other_kind: float = -1.34
    """For any other kind."""
    asked_type: float = 2.06
    """For the very type that they name: a cosmodrome."""
    bare_region: float = -0.79
    """For a region whose city bears the name, where no "Region" is said: "Khabarovsk" is the city."""
    bare_county: float = -2.22
    """For a county without the word: "Jackson" is seldom Jackson County."""
    capital: float = 1.74
    """For a country's capital: "Washington" is the capital before it is the state."""
    seat: float = 0.81
    """For the capital of a region."""
    country_by_name: float = 0.89
    """For a country under its own name: "Cuba" is no town in New Mexico."""
    inside: float = 2.73
    """For lying where the text says it does: "Paris, Texas"."""
    not_inside: float = -2.21
    """For lying elsewhere."""
    own_country: float = 1.16
    """For a country, with the share of the other names that speak for it."""
    country: float = 0.38
    """For a place in a country, with that share."""
    region: float = 1.06
    """For a place in a first-level region, with the share that speaks for the region."""
    county: float = 1.0
    """For a place in a second-level region, with its share."""
    few: float = 0.1
    """The share that begins to count; ten times as much counts for about twice as much more."""
    named: float = 9.46
    """How many times as much the name of the country or region itself says, as that of a place in it."""
    near: float = 2.4
    """For the nearest place that another name means, if that is here."""
    near_km: float = 314.03
    """The distance over which that falls to a third."""
    way: float = 5.02
    """For the stops before and after on the journey."""
    way_km: float = 1348.32
    """The distance over which that falls to a third."""
    fuller_name: float = 2.96
    """For a place that a longer name of the text means: Santiago after Santiago de Compostela."""
    boost: float = 3.01
    """How much louder than its likelihood an unlikely candidate speaks for its region."""
    sharpness: float = 1.16
    """How fast a lead in score becomes certainty."""
    unlisted: float = 2.8
    """The score of whatever place of that name no gazetteer lists."""


WEIGHTS = Weights()

PARTS: Mapping[str, str] = {
    "importance": "how large or well known it is",
    "best known": "the best known place of that name",
    "name": "the name is not its usual one",
    "kind": "the kind of place that the words ask for",
    "city first": "a region whose city bears the name",
    "county": "a county without the word",
    "capital": "a capital",
    "country's name": "a country's own name",
    "inside": "what the text says it lies in",
    "country": "the countries that the text is about",
    "region": "the regions that the text is about",
    "district": "the counties that the text is about",
    "near": "near to another place of the text",
    "way": "near to the stops before and after",
    "fuller name": "the text also gives its fuller name",
}
"""What each part of a score stands for, in words for those who ask why a place was chosen."""
