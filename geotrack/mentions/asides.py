"""Places beside the way: where somebody comes from, who says so, how far it is, whom a team plays."""

from __future__ import annotations

import re

from geotrack.mentions import lexicon as words
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import base
from geotrack.mentions.names import Name
from geotrack.mentions.syntax import case_of

_FOLK = words.PEOPLE | words.GROUP | words.CROWD | {"child", "children", "people", "guy", "lad", "kid"}
_DISTANCES = frozenset("far mile miles km kilometre kilometres kilometer kilometers metres yards leagues".split())
_WRITES = re.compile(r"correspond|telephon|phon|cabl|telegraph|wired|e-?mail|wr(?:ite|iting|ote|itten)")
_VERSUS = frozenset({"v", "v.", "vs", "vs.", "versus"})


def is_aside(sentence: Sentence, name: Name) -> bool:
    """Whether a name tells of anything but a way, whatever the verb.

    "talked to a nurse from Seoul", "according to officials in Paris", "not far from Kingston", "Southampton v Leeds".
    """
    root = sentence.root_of(name.first, name.last)
    beside = root
    while beside.dep == "conj" and beside.head < beside.i and sentence.head(beside).pos == "PROPN":
        beside = sentence.head(beside)
    return _is_aside(sentence, name.first, name.last) or (
        beside.i < root.i and _is_aside(sentence, beside.i, beside.i + 1)  # "from Mainz and Worms"
    )


def _is_aside(sentence: Sentence, first: int, last: int) -> bool:
    tokens = sentence.tokens
    if any(t.lower in _VERSUS for t in tokens[max(0, first - 1) : last + 1]):
        return True
    before = [t for t in tokens[max(0, first - 3) : first] if t.pos != "DET"]
    if len(before) < 2:
        return False
    noun, case = before[-2:]
    if case.lower == "from":
        away = noun.lower in _DISTANCES and noun.dep != "obj"  # but "cycled the 400 kilometres from Lhasa"
        return away or _is_home_of(sentence, noun)
    if case.lower in ("in", "at"):
        return _is_source(sentence, noun) or _is_written_to(sentence, noun)
    return False


def _is_home_of(sentence: Sentence, noun: Token) -> bool:
    """Whether people are named by where they come from, and are not led away from there."""
    if noun.pos != "NOUN" or base(noun.text, "NOUN") not in _FOLK or noun.dep.startswith("nsubj"):
        return False
    return not (noun.dep == "obj" and base(sentence.head(noun).text, "VERB") in words.CARRY)


def _is_written_to(sentence: Sentence, noun: Token) -> bool:
    """Whether somebody is only written or spoken to from afar: "corresponding with followers in Leningrad"."""
    return case_of(sentence, noun) in ("with", "to") and _WRITES.match(sentence.head(noun).lower) is not None


def _is_source(sentence: Sentence, noun: Token) -> bool:
    """Whether somebody is asked or quoted: "according to shipping circles in Paris"."""
    above = noun
    for _ in range(4):
        if any(t.lower == "according" for t in (above, *sentence.children(above, "case"))):
            return True
        above = sentence.head(above)
    return False
