"""Places named before that come again under a common noun or "there": "the country", "the city"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from geotrack.mentions.language import Sentence
from geotrack.mentions.lexicon import base
from geotrack.mentions.names import Name
from geotrack.model import PlaceKind

# common nouns that take up a place named before, and the kinds of place they fit
NOMINALS: dict[str, frozenset[PlaceKind]] = {
    "country": frozenset({"country"}),
    "nation": frozenset({"country"}),
    "kingdom": frozenset({"country"}),
    "republic": frozenset({"country"}),
    "city": frozenset({"city"}),
    "town": frozenset({"city"}),
    "village": frozenset({"city"}),
    "capital": frozenset({"city"}),
    "island": frozenset({"island"}),
}


def taken_up(
    sentence: Sentence, number: int, here: list[Name], earlier: list[Name], latest: Mapping[str, Name]
) -> list[Name]:
    """Places named before that come again under a common noun: "the country", "the city".

    `earlier` are the last names of the sentences before, `latest` the last one there that each such noun fits.
    """
    found = []
    for token in sentence.tokens:
        noun = base(token.text, "NOUN")
        if token.lower == "there" and token.dep == "advmod" and sentence.head(token).pos == "VERB":
            towns = [n for n in (*earlier, *(h for h in here if h.first < token.i)) if _is_town(n)]
            if towns:  # "They asked her to Lyon, and she sang there"
                found.append(replace(towns[-1], sentence=number, first=token.i, last=token.i + 1))
            continue
        if token.pos != "NOUN" or noun not in NOMINALS:
            continue
        if any(t.lower == "into" for t in sentence.children(token, "case")):
            continue  # "moved into the country"
        if not any(t.lower in ("the", "this", "that") for t in sentence.children(token, "det")):
            continue
        if sentence.children(token, "appos", "compound", "nmod:poss", "flat") or token.dep in ("compound", "appos"):
            continue
        if any(t.text[0].isupper() for t in sentence.children(token, "amod")):
            continue  # "the Ukrainian capital" names another way
        if any(c.lower == "of" for t in sentence.children(token, "nmod") for c in sentence.children(t, "case")):
            continue
        before = [h for h in here if h.first < token.i and fits(noun, h)]
        named = before[-1] if before else latest.get(noun)
        if named is not None:
            found.append(replace(named, sentence=number, first=token.i, last=token.i + 1))
    return found


def fits(noun: str, name: Name) -> bool:
    """Whether "the city" or "the country" may mean a place that has been named."""
    if name.mention.sense != "place" or name.known is None:
        return False
    kinds = name.known.kinds
    return bool(kinds & NOMINALS[noun]) and not (noun == "city" and "country" in kinds)


def _is_town(name: Name) -> bool:
    return (
        name.mention.sense == "place"
        and name.known is not None
        and bool(name.known.kinds & {"city", "facility", "island"})
    )
