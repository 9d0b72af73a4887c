"""What the language model says of a place, set beside what the rules read.

The rules know the verbs that they know. The model has learned from some thousand places in marked sentences
(`training/marked`), and where no rule speaks and it is sure enough that somebody is there, it speaks.
"""

from __future__ import annotations

import re

from geotrack.mentions.language import ROLES, Sentence, Token
from geotrack.mentions.moved import Moved, comes_back, is_actor, mode_of, movers_of
from geotrack.mentions.names import Name
from geotrack.mentions.syntax import IsPlace, verb_above
from geotrack.model import PlaceKind, Role, Status

SPEAKS, ALONE, OF_WIDE = 0.8, 0.9, 0.95
"""Probability from which the model is heard: by itself, where the sentence has no word for the one who moves, and of a
country or a sea, which is oftener talked of than gone to. Set by the practice cases, as is the next."""
DENIES = 0.6
"""Probability from which it overrules a rule that has no word of travel to go by."""

_WIDE: frozenset[PlaceKind] = frozenset({"continent", "country", "region", "county", "area", "water"})
_SAYS: dict[str, tuple[Status, Role]] = {
    "at": ("visited", "stop"),
    "from": ("visited", "origin"),
    "via": ("visited", "transit"),
    "plan": ("planned", "stop"),
}  # "off" is left to the rules: what nobody mentioned as a plan is no stop that was called off
_SENDS = frozenset("send sends sent sending post posts posted mail mails mailed".split())
# of these, "from" is no departure: "addressed the meeting from Oslo"
_SPEECH = re.compile(
    r"(?:address|answer|phon|cabl|report|broadcast|appear|announc|talk|speak|say|writ)(?:e|e?s|ed|ing)?|spoke|said|wrote"
)


def odds_of(sentence: Sentence, name: Name) -> dict[str, float]:
    """The probability of each of `ROLES` for a name: the mean over its words."""
    return dict(zip(ROLES, sentence.roles[name.first : name.last].mean(0).tolist(), strict=True))


def denied(sentence: Sentence, moved: Moved, is_place: IsPlace) -> bool:
    """Whether the model doubts that somebody is where a rule reads a mere act: "raised money for a race in Georgia"."""
    if moved.strong or not is_place(sentence.tokens[moved.name.first]):
        return False
    odds = odds_of(sentence, moved.name)
    return odds["no"] + odds["old"] >= DENIES


def learned(sentence: Sentence, name: Name, is_place: IsPlace) -> Moved | None:
    """What the model reads of a name of which no rule speaks; None where nobody is likely to be there."""
    if not is_place(sentence.tokens[name.first]) or sentence.tokens[-1].text == "?":
        return None  # "the city", "there": marked texts have names alone; "Should the Pope go to Moscow?"
    odds = odds_of(sentence, name)
    travellers = _travellers(sentence, name, is_place)
    best = max(_SAYS, key=lambda role: odds[role])
    needed = SPEAKS if travellers else ALONE
    if name.known is not None and name.known.kinds <= _WIDE:
        needed = OF_WIDE
    if sum(odds[role] for role in _SAYS) < needed:
        return None
    status, role = _SAYS[best]
    root = sentence.root_of(name.first, name.last)
    verb = verb_above(sentence, root) or sentence.head(root)
    if verb.lower in _SENDS and any(t in travellers for t in sentence.children(verb, "nsubj")):
        return None  # "sent maps and blankets to Turin"
    if best == "from" and _SPEECH.fullmatch(verb.lower):
        best, role = "at", "stop"
    return Moved(
        name=name,
        status=status,
        role=role,
        cue="there" if best == "at" else "learned",
        cue_text=verb.text if verb.i != root.i else "",
        travellers=travellers,
        predicate=verb,
        mode=mode_of(sentence, verb),
        again=role == "stop" and comes_back(sentence, name, verb),
        strong=best != "at",
    )


def _travellers(sentence: Sentence, name: Name, is_place: IsPlace) -> tuple[Token, ...]:
    """The word that the model points at, with what is joined to it; nothing where it points at none.

    Nothing, too, where that stands for nobody: "The first blow fell at Brest" tells of whom the text follows.
    """
    pointed = sentence.movers[name.last - 1]
    if pointed < 0:
        return ()
    token = sentence.tokens[pointed]
    for first, last, _ in sentence.entities:
        if first <= pointed < last:
            token = sentence.root_of(first, last)
    return movers_of(sentence, token) if is_actor(token, is_place) else ()
