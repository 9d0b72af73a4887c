"""The order of what one sentence tells: "after", "before", "had", "on the way to", and the turns of a way.

Clauses come in the order of the words, but one that its words set before or after another stands beside that one: of
"left Southampton and, after calling at Cherbourg, reached New York before turning for Boston" the call comes before the
arrival and not before the departure.
"""

from __future__ import annotations

import re

from geotrack.mentions.dates.pieces import MONTH, WEEKDAY
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import ARRIVE, VISIT, base
from geotrack.mentions.moved import Moved
from geotrack.mentions.syntax import RELATIVE, IsPlace, case_of, verb_above

_AFTER = frozenset({"after", "following", "since", "once"})
_BEFORE = frozenset({"before", "until"})
THUS_FAR = frozenset("when already just barely scarcely hardly sooner now finally once".split())
"""By then it had happened: the story has got that far and looks back on nothing."""
_TIMES = re.compile(
    rf"\d.*|{MONTH}|{WEEKDAY}|noon|midday|midnight|dawn|dusk|daybreak|nightfall|sunset|sunrise|morning|afternoon|evening"
    r"|night|day|week|month|year|spring|summer|autumn|winter|time|end|then|now",
    re.IGNORECASE,
)
_MARKS = frozenset({"mark", "case"})


def rank_of(sentence: Sentence, moved: Moved, turns: int, is_place: IsPlace) -> tuple[tuple[int, ...], str]:
    """When it happened against the rest of the sentence, and the word that says so.

    What follows "after" comes before its clause, what follows "before" after it, the end of a way behind what happens
    on it; a way starts at its origin and passes what lies between; after a turn ("then to") it starts anew.
    """
    above = [moved.predicate]
    while above[-1].head != above[-1].i and len(above) < 8:
        above.append(sentence.head(above[-1]))
    rank, side, word = [0, above[-1].i], 0, ""  # pairs: before (-1), in or after (1) the clause above, and which clause
    for token in reversed(above):
        side, heeded = _side(sentence, moved, token, is_place)
        word = heeded or word
        if side:
            rank += [side, token.i]
        elif token.pos in ("VERB", "AUX") or sentence.children(token, "cop"):
            rank[-1] = token.i
    part = {"origin": 0, "transit": 1, "stop": 2}[moved.role]
    # the places of one clause from start to end
    return (*rank, 0, 0, turns, part, moved.name.first), word


def _side(sentence: Sentence, moved: Moved, token: Token, is_place: IsPlace) -> tuple[int, str]:
    """Whether what hangs on a word comes before (-1) or after (1) the clause above it, and the word that says so."""
    for child in sentence.children(token, "mark", "case", "advmod"):
        as_mark = child.dep in _MARKS
        if child.lower in _BEFORE:
            return (1 if as_mark else -1), child.lower
        if child.lower in _AFTER and as_mark:
            return -1, child.lower
        if child.lower == "first" and any(t.lower == "but" for t in sentence.children(token, "cc")):
            return -1, "first"  # "will visit Budapest, but first he will go to Baku"
    if token.i == moved.predicate.i and moved.role == "stop":  # who stops "on the way to Khartoum" is not there yet
        if _is_on_the_way(sentence, token):
            return 1, "on the way to"
        if moved.under_way and moved.cue == "trip":
            return 1, ""
    had = _looks_back(sentence, token)
    if had:
        return -1, had
    if token.dep.startswith("acl:relcl") and _leads_to_it(sentence, moved, token, is_place):
        return -1, next((t.lower for t in sentence.children(token) if t.lower in RELATIVE), "")
    return 0, ""


def _leads_to_it(sentence: Sentence, moved: Moved, verb: Token, is_place: IsPlace) -> bool:
    """Whether a relative clause tells of a time before its noun, and not of what followed ("Hanoi, where he stayed").

    "The train that left Riga", "from Metz, where she had stayed", "Verona, which he reached from Mantua".
    """
    noun = sentence.head(verb)
    if not is_place(noun) or case_of(sentence, noun) == "from":
        return True
    return moved.role == "origin" and base(verb.text, "VERB") in ARRIVE | VISIT


def _looks_back(sentence: Sentence, token: Token) -> str:
    """The auxiliary of a clause that lies before the one above: "was in Prague; he had come from Vienna".

    Not before it where that has one, too, nor where it already leads there: "and, having called at Cherbourg, reached".
    """
    root = next(t for t in sentence.tokens if t.head == t.i)
    above = verb_above(sentence, sentence.head(token))
    if token.pos not in ("VERB", "AUX") and not sentence.children(token, "cop"):
        return ""
    if token.i == root.i or any(
        t.lower == "had" for verb in (root, above) if verb for t in sentence.children(verb, "aux", "cop")
    ):
        return ""
    own = next((t for t in sentence.children(token, "aux", "cop") if t.lower in ("had", "having")), None)
    if own is None or (own.lower == "having" and _opens(sentence, own)) or _has_come_thus_far(sentence, token):
        return ""
    return own.lower


def _has_come_thus_far(sentence: Sentence, verb: Token) -> bool:
    """Whether "had" looks back on nothing, as the story has got that far: "By noon he had reached Lyon"."""
    own = [verb, *sentence.children(verb)]
    own += [mark for child in own[1:] for mark in sentence.children(child, "mark", "advmod")]
    by = [t for t in own if any(c.lower == "by" for c in sentence.children(t, "case"))]
    return any(t.lower in THUS_FAR for t in own) or any(_TIMES.fullmatch(t.text) for t in by)


def _opens(sentence: Sentence, having: Token) -> bool:
    """Whether "having" stands before the clause that it leads to, so that the words are in order."""
    before = [t for t in sentence.tokens[: having.i] if t.text != ","]
    return not before or before[-1].lower in ("and", "but", "then", "who", "which", "that", "where")


def _is_on_the_way(sentence: Sentence, noun: Token) -> bool:
    """Whether a way leads past what the main clause tells: "On the way to Beijing, Kerry stopped in Seoul"."""
    return (
        noun.pos == "NOUN"
        and noun.lower in ("way", "route", "journey", "voyage", "flight", "road")
        and case_of(sentence, noun) in ("on", "en")
        and sentence.head(noun).pos == "VERB"
        and bool(sentence.children(sentence.head(noun), "nsubj"))
    )
