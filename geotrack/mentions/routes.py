"""Ways that one sentence tells step by step: "from Bern to Lyon, then back to Bern and from there to Rome".

The parser hangs the later steps of a way now on the verb, now on the place before them. The words between two places
say enough: nothing but prepositions, "and", "then", "on", "there".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geotrack.mentions import lexicon as words
from geotrack.mentions.language import Sentence
from geotrack.mentions.moved import Moved
from geotrack.mentions.names import Name
from geotrack.mentions.syntax import is_part
from geotrack.model import Role

_STEPS = frozenset(
    """, and then from there thence to into onto via through across over past by along on onward onwards back again next
    later finally lastly afterwards the home so up down out north south east west""".split()
)
_TURNS = frozenset({"then", "back", "onward", "onwards", "thence", "there", "next"})
_TO = frozenset({"to", "into", "onto"})
AND_BACK = "and back"
_OF_A_WAY = frozenset({"go", "leave", "carry", "pass", "trip", "onward", "arrive", "visit", "tour", "bound"})


def steps_of(sentence: Sentence, names: Sequence[Name], found: Sequence[Moved]) -> list[Moved]:
    """The readings of a sentence, and with them the steps that the parser has lost, each as the one before it.

    "He moved from Riga to Oslo and from Oslo to Bergen", "rode to Bergen, then Voss", "from Bern to Lyon and back".
    """
    read = {m.name.first: m for m in found}
    before: Name | None = None
    for name in sorted(names, key=lambda n: n.first):
        last, own = read.get(before.first) if before else None, read.get(name.first)
        if before is not None and last is not None and _leads_on(last) and not is_part(sentence, name):
            between = [t.lower for t in sentence.tokens[before.last : name.first]]
            role = _role_of(between)
            hung_wrong = own is not None and own.role == "origin" and own.predicate.i == last.predicate.i
            if role is not None and (own is None or (role == "stop" and hung_wrong)):
                cue = {"origin": "leave", "transit": "pass", "stop": "go"}[role]
                again = "back" in between or "again" in between
                text = " ".join(between).strip(" ,")
                read[name.first] = replace(last, name=name, role=role, cue=cue, cue_text=text, again=again)
        before = name
    return [*read.values(), *_and_back(sentence, list(read.values()))]


def turns_of(sentence: Sentence, names: Sequence[Name]) -> dict[int, int]:
    """By the first token of each place, how many times a way has turned before it.

    What follows "then" comes after all that stands before it.
    """
    turns = 0
    found: dict[int, int] = {}
    before: Name | None = None
    for name in sorted(names, key=lambda n: n.first):
        if before is not None:
            between = {t.lower for t in sentence.tokens[before.last : name.first]}
            if between <= _STEPS:
                same = name.mention.name == before.mention.name
                turns += bool(_TURNS & between) or ("from" in between and ("and" in between or same))
        found[name.first] = turns
        before = name
    return found


def _leads_on(moved: Moved) -> bool:
    on_the_way = moved.predicate.lower == "way"  # whether the end of it is reached is another matter
    return moved.strong and moved.cue in _OF_A_WAY and moved.status != "cancelled" and not on_the_way


def _role_of(between: Sequence[str]) -> Role | None:
    """What a place is on a way, by the words after the place before it; None where they tell no step."""
    links = [word for word in between if word != "the"]
    if not links or not set(links) <= _STEPS:
        return None
    if links[-1] == "from":
        return "origin"
    if links[-1] in words.VIA:
        return "transit"
    return "stop" if links[-1] in _TO or links[-1] in ("then", "next") else None


def _and_back(sentence: Sentence, found: list[Moved]) -> Iterator[Moved]:
    """The way home: "from Bern to Lyon and back"."""
    starts = {m.predicate.i: m for m in reversed(found) if m.role == "origin"}
    for moved in found:
        after = [t.lower for t in sentence.tokens[moved.name.last : moved.name.last + 3]]
        ends = len(after) < 3 or not after[2].isalpha() or after[2] in ("again", "in", "within")
        start = starts.get(moved.predicate.i)
        if moved.role == "stop" and " ".join(after[:2]) == AND_BACK and ends and start is not None and _leads_on(moved):
            yield replace(moved, name=start.name, cue="go", cue_text=AND_BACK, again=True)
