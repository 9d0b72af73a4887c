"""What kind of place the words around a name ask for."""

from __future__ import annotations

from collections.abc import Mapping

from geotrack.model import PlaceKind

WIDE: frozenset[PlaceKind] = frozenset({"continent", "country", "region", "county", "area"})
"""Kinds of place in which others lie."""

_WORDS: tuple[tuple[str, frozenset[PlaceKind]], ...] = (
    (
        "city town village hamlet settlement suburb capital borough neighbourhood neighborhood quarter resort oasis",
        frozenset({"city"}),
    ),
    ("district", frozenset({"city", "county", "region"})),
    ("port harbour harbor", frozenset({"city", "facility"})),
    ("island isle islands archipelago", frozenset({"island", "country", "region"})),
    ("oblast krai state republic territory", frozenset({"region", "area"})),
    ("region province prefecture canton", frozenset({"region", "area", "county"})),
    ("county", frozenset({"county"})),
    ("country nation kingdom", frozenset({"country"})),
    ("sea ocean strait straits channel sound lake river canal gulf bay delta glacier", frozenset({"water", "area"})),
    ("mountain mount mountains hills peak pass valley", frozenset({"mountain", "area"})),
    ("desert forest coast peninsula cape", frozenset({"area", "mountain", "water", "region"})),
    ("airport airfield aerodrome airbase terminal", frozenset({"airport", "facility"})),
    (
        "station cosmodrome spaceport base camp fort fortress castle palace cathedral church mosque temple monastery "
        "abbey shrine basilica museum gallery library university college school hospital hotel stadium arena hall "
        "theatre theater square park zoo prison jail plant factory shipyard yard works mill mine refinery headquarters "
        "embassy consulate parliament ministry crossing frontier checkpoint bridge tunnel dam site villa house mansion "
        "residence",
        frozenset({"facility", "airport"}),
    ),
)

ASKED: Mapping[str, frozenset[PlaceKind]] = {noun: kinds for nouns, kinds in _WORDS for noun in nouns.split()}
"""The kinds of place that a noun beside a name allows: "the port of" is a town or a site."""
