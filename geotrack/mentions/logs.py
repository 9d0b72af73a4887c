"""Entries of a log or a diary, which leave out who goes: "Left Bergen", "6 a.m. anchored off Voss", "Off Skagen, fog".

The parser, brought up on whole sentences, often sees no verb there. An entry is read word by word: behind the hour it
opens with a word of travel, and the place follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from geotrack.mentions import lexicon as words
from geotrack.mentions.dates.pieces import MONTH, WEEKDAY
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import base
from geotrack.mentions.moved import Moved
from geotrack.mentions.names import Name
from geotrack.mentions.syntax import is_part
from geotrack.model import Mode, Role, Status

_WHEN = re.compile(
    rf"\d.*|{MONTH}|{WEEKDAY}|(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)\.?|[^\w]+|[ap]\.?m\.?|day|stage|leg|week|noon"
    r"|midnight|dawn|dusk|daybreak|sunrise|sunset|about|at|on|the|early|late|next|same|this|again|morning|evening|afternoon"
    r"|night|hours|hrs|h|o'clock|finally|then|later|and|safely|one|two|three|four|five|six|seven|eight|nine|ten",
    re.IGNORECASE,
)
_DAY = re.compile(rf"{MONTH}|{WEEKDAY}|day|stage|\d+(?:st|nd|rd|th)", re.IGNORECASE)
_OPENING = 12  # words within which an entry must come to its point
_TO_BE_LED = "to"  # "To Prague by the early train."
_PASSED = frozenset({"off", "abeam", "past", "abreast", "passing", "rounding"})
_FARTHEST = 40  # words between a word of travel and the last of its places
_SAME_IN_THE_PAST = frozenset({"put", "set"})
_TOWNS = frozenset({"city", "facility", "island"})
# how a programme puts it: "15.30 Arrival in Athens"
_NOUNS = {
    "arrival": "arrive",
    "departure": "depart",
    "landing": "land",
    "call": "call",
    "stop": "stop",
    "overnight": "stop",
}
_BETWEEN = frozenset("to for from at in off by via of up down on back over out again again into past through".split())
_HARBOURS = frozenset("anchor port harbour harbor roads sail land ashore early late safely".split())


def entries_in(sentence: Sentence, names: Sequence[Name], *, headed: bool) -> Iterator[Moved]:
    """The places of an entry: "22 Nov. Arrived Southampton", "Crossed to Ostend", "Passed Ushant 6 a.m.".

    Under the heading of a day ("DAY 2: Fly to Cusco") an entry may also say what is to be done.
    """
    opening = _opening(sentence, headed=headed)
    inside = {i for n in names for i in range(n.first, n.last)}
    if opening is None or any(_is_subject(sentence, t) for t in sentence.tokens if t.i not in inside):
        return
    for name in names:
        verb = _verb_before(sentence, opening, name, inside)
        if verb is None or is_part(sentence, name):
            continue
        first = name.first - 1 if sentence.tokens[name.first - 1].lower == "the" else name.first
        link = sentence.tokens[first - 1].lower if first - 1 > verb.i or verb.lower in _PASSED else ""
        if verb.lower in ("came", "comes") and not link and name.known and not name.known.kinds & _TOWNS:
            continue  # "then came China"
        found = _role(sentence, verb, link)
        if found is None:
            continue
        cue, role, status = found
        instructs = _travels(verb) and verb.lower not in _NOUNS
        if instructs and verb.lower == base(verb.text, "VERB") and verb.lower not in _SAME_IN_THE_PAST:
            if not headed:
                continue
            status = "planned"
        part = {"origin": 0, "transit": 1, "stop": 2}[role]
        yield Moved(
            name=name,
            status=status,
            role=role,
            cue=cue,
            cue_text=" ".join(t.text for t in sentence.tokens[verb.i : name.first]),
            travellers=(),
            predicate=verb,
            mode=cast("Mode | None", words.VERB_MODES.get(base(verb.text, "VERB"))),
            strong=cue != "next",
            under_way=status == "planned" and cue == "leave for",
            rank=(0, verb.i, 0, part, name.first),
        )


def is_a_time(sentence: Sentence) -> bool:
    """Whether a sentence is nothing but a day or an hour: "Tuesday.", "13 May."."""
    return all(_WHEN.fullmatch(t.text) for t in sentence.tokens) and any(
        _DAY.fullmatch(t.text) for t in sentence.tokens
    )


def _opening(sentence: Sentence, *, headed: bool) -> int | None:
    """Where an entry begins behind its day and hour; None where it does not begin with a word of travel."""
    for token in sentence.tokens[:_OPENING]:
        if token.lower in _PASSED or _travels(token) or (headed and token.lower in (_TO_BE_LED, *_NOUNS)):
            return token.i
        if not _WHEN.fullmatch(token.text):
            return None
    return None


def _travels(token: Token) -> bool:
    lemma = base(token.text, "VERB")
    return lemma in words.GO | words.ARRIVE | words.LEAVE | words.VISIT and token.pos not in ("PROPN", "ADP", "PRON")


def _is_subject(sentence: Sentence, token: Token) -> bool:
    """Whether somebody is named who does what the words say."""
    return token.dep.startswith("nsubj") and sentence.head(token).pos in ("VERB", "AUX") and token.pos != "NUM"


def _verb_before(sentence: Sentence, opening: int, name: Name, inside: set[int]) -> Token | None:
    """The word of travel that a place belongs to, with nothing between but prepositions, hours and other places."""
    for token in reversed(sentence.tokens[max(opening, name.first - _FARTHEST) : name.first]):
        if token.i == opening or (_travels(token) and not token.lower.endswith("ing")):
            return token
        small = token.lower in _BETWEEN | _HARBOURS or base(token.text, "NOUN") in words.VEHICLES
        if not (small or token.i in inside or _WHEN.fullmatch(token.text)):
            return None
    return None


def _role(sentence: Sentence, verb: Token, link: str) -> tuple[str, Role, Status] | None:
    """Cue, role and status of a place behind a word of travel and a preposition."""
    lemma = _NOUNS.get(verb.lower, base(verb.text, "VERB"))
    if verb.lower == _TO_BE_LED:
        return "onward", "stop", "visited"
    if verb.lower in _PASSED:
        return "pass", "transit", "visited"
    if link == "of":
        return None
    for word in sentence.tokens[verb.i + 1 : verb.i + 3]:
        lemma = words.PHRASAL.get((lemma, word.lower), lemma)
    if link not in words.TO | words.AT | words.FROM | words.VIA:
        if lemma == "come":
            return "next", "stop", "visited"  # "Next came Cairo"
        if lemma in (words.LEAVE | {"clear", "depart"}) - {"start", "begin"}:
            return "leave", "origin", "visited"
        if lemma in words.PASS:
            return "pass", "transit", "visited"
        return ("arrive", "stop", "visited") if lemma in words.ARRIVE | words.VISIT else None
    if link in words.FROM:
        return ("leave", "origin", "visited") if lemma in words.GO | words.LEAVE | {"depart"} else None
    if link == "for" and lemma in words.LEAVE | {"depart"}:
        return "leave for", "stop", "planned"
    if link in words.VIA:
        return ("pass", "transit", "visited") if lemma in words.GO | words.PASS else None
    if link in words.TO:
        return ("go", "stop", "visited") if lemma in words.GO | words.ARRIVE | words.PASS else None
    if lemma in words.PASS and link in ("off", "near", "by"):
        return "pass", "transit", "visited"
    return ("arrive", "stop", "visited") if lemma in words.ARRIVE | {"call"} else None
