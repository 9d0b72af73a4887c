"""What a cue makes of a sentence: who moved where, whether it happened, and by what means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from geotrack.mentions import lexicon as words
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import base
from geotrack.mentions.names import Name
from geotrack.mentions.reality import Clause, clause
from geotrack.mentions.syntax import IsPlace, case_of
from geotrack.model import Mode, Role, Status

_UNDER_WAY = frozenset(
    {"head", "bind", "steam", "race", "go", "travel", "sail", "fly", "drive", "march", "move", "make"}
)
_ALIKE = frozenset("put set hit cut let shut quit split cast burst spread".split())  # the same in the past tense
_AGAIN = frozenset({"return", "back", "again", "home", "re-enter", "revisit", "regain"})
_TRAVELLERS = (
    words.PEOPLE | words.GROUP | words.VESSEL | words.STORM | words.ANIMAL | words.THING | words.VEHICLES.keys()
)
_NO_ACTORS = frozenset("there what this that something nothing everything one nobody none".split())
_SOMEBODY = words.CROWD | frozenset("party column caravan entourage two three four both all others rest pair".split())


@dataclass(frozen=True, slots=True)
class Moved:
    """One reading of one mention."""

    name: Name
    status: Status
    role: Role
    cue: str
    cue_text: str
    travellers: tuple[Token, ...]
    """The words for those who move, to be resolved; none where nobody is named: a log's "Anchored at Santa Cruz"."""
    predicate: Token
    """The word that was read."""
    mode: Mode | None = None
    again: bool = False
    under_way: bool = False
    strong: bool = True
    """Whether the words themselves speak of travel; a mere act at a place is weak evidence of a journey."""
    present: bool = False
    """Whether it is told in the present tense, as timetables and announcements are."""
    rank: tuple[int, ...] = ()
    """Order of happening within the sentence."""
    ranked_by: str = ""
    """The word that parts that order from the order of the words: "after", "before", "who"."""


def is_actor(token: Token | None, is_place: IsPlace) -> bool:
    """Whether a word can stand for somebody or something that travels."""
    if token is None or (is_place(token) and token.entity not in ("PERSON", "ORG")):
        return False
    if token.pos == "PROPN" or token.entity in ("PERSON", "ORG"):
        return True
    if token.pos == "PRON":
        return token.lower not in _NO_ACTORS
    noun = base(token.text, "NOUN")
    demonym = token.text[0].isupper() and token.pos in ("ADJ", "NOUN") and noun not in words.PLAN_NOUNS | words.TRIP
    return noun in _TRAVELLERS | _SOMEBODY or noun.endswith("-year-old") or demonym


def movers_of(sentence: Sentence, mover: Token | None, verb: Token | None = None) -> tuple[Token, ...]:
    """The mover with those coordinated to it, and those that travel with it."""
    if mover is None:
        return ()
    if base(mover.text, "NOUN") in words.VEHICLES:
        for carrying in sentence.children(mover, "acl"):  # "the train carrying Lenin"
            aboard = sentence.children(carrying, "obj") if carrying.lower in ("carrying", "bringing", "taking") else ()
            mover = next((t for t in aboard if t.entity == "PERSON" or t.pos == "PRON"), mover)
    movers = [mover, *(t for t in sentence.children(mover, "conj") if t.pos in ("PROPN", "PRON", "NOUN"))]
    if verb is not None:
        for token in sentence.children(verb, "obl"):
            if case_of(sentence, token) in ("with", "alongside") and (token.entity == "PERSON" or token.pos == "PRON"):
                movers.append(token)
    return tuple(movers)


def is_log(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb heads a line of a log: "Anchored at Santa Cruz." has no subject and means its writer."""
    return (
        verb.head == verb.i
        and verb.lower != base(verb.text, "VERB")
        and not verb.lower.endswith("ing")
        and not any(t.dep.startswith(("nsubj", "csubj", "expl")) for t in sentence.children(verb))
    )


def is_instruction(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb tells the reader what to do: "From Lima take the bus to Cusco and walk to Pisac"."""
    if verb.pos != "VERB" or verb.lower != base(verb.text, "VERB") or not words.knows(verb.lower):
        return False
    if any(t.dep.startswith(("nsubj", "csubj", "expl", "aux", "mark")) for t in sentence.children(verb)):
        return False
    if verb.head == verb.i:
        return sentence.tokens[0].i == verb.i or sentence.tokens[0].text[0].isupper()
    return verb.dep == "conj" and is_instruction(sentence, sentence.head(verb))


def is_participle(verb: Token) -> bool:
    """Whether a clause without subject says what was done: "Ginsberg, reached at his farm"."""
    return verb.dep == "acl" and verb.lower.endswith(("ed", "en", "wn", "ught", "ld"))


def mode_of(sentence: Sentence, verb: Token) -> Mode | None:
    """Means of travel: "by train", "on his armoured train", "flew"."""
    for token in sentence.subtree(verb):
        noun = base(token.text, "NOUN")
        if noun in words.VEHICLES and token.pos in ("NOUN", "PROPN"):
            case = case_of(sentence, token)
            if case in ("by", "on", "in", "aboard", "with") or token.dep in ("obj", "nsubj", "nsubj:pass"):
                return cast(Mode, words.VEHICLES[noun])
    return cast("Mode | None", words.VERB_MODES.get(base(verb.text, "VERB")))


def comes_back(sentence: Sentence, name: Name, verb: Token) -> bool:
    """Whether the words say that it is not the first time: "returned to Lyon", "back in Lyon", "in Lyon once more"."""
    # "to Voss, then back to Bergen": of Voss nothing is said but that he came there
    near = {t.lower for t in sentence.children(verb) if t.lower != "back" or t.i < name.first}
    if near & _AGAIN or verb.lower == "back" or base(verb.text, "VERB") in _AGAIN:
        return True
    before = [t.lower for t in sentence.tokens[max(0, name.first - 3) : name.first]]
    after = [t.lower for t in sentence.tokens[name.last : name.last + 2]]
    return "again" in [*before[1:], *after[:1]] or ["once", "more"] in (before[:2], after)


def _is_present(sentence: Sentence, verb: Token) -> bool:
    auxiliaries = {t.lower for t in sentence.children(verb, "aux", "cop")}
    if auxiliaries:
        return bool(auxiliaries & {"is", "are", "'s", "'re", "am"}) and not auxiliaries & {"was", "were", "had", "been"}
    if verb.dep in ("xcomp", "ccomp") and not sentence.children(verb, "mark") and sentence.head(verb).lower == "saw":
        return False  # "Monday saw him arrive in Beijing"
    if verb.pos != "VERB" or verb.lower.endswith("ed") or verb.lower in _ALIKE:
        return False
    lemma = base(verb.text, "VERB")
    if words.knows(lemma):
        return verb.lower == lemma or verb.lower.endswith("s")  # "fly", "flies"
    return verb.lower.endswith("s")  # of a verb that no list has, only "wakes" is sure


def settled_as(
    sentence: Sentence,
    name: Name,
    verb: Token,
    *,
    cue: str,
    text: str,
    role: Role,
    travellers: tuple[Token, ...],
    strong: bool = True,
    state: Clause | None = None,
    mode: Mode | None = None,
) -> Moved | None:
    """A reading with the status that the clause gives it; None where nothing is said to happen."""
    state = state or clause(sentence, verb)
    status = state.status
    if status is None:
        return None
    if (
        state.negated
        or any(t.lower in words.NOT for t in sentence.children(sentence.root_of(name.first, name.last), "cc", "advmod"))
        or any(t.lower == "neither" for mover in travellers for t in sentence.children(mover, "cc"))
    ):
        status = "cancelled"
    if any(t.lower == "no" for mover in travellers for t in sentence.children(mover, "det")):
        return None  # "No pope has ever visited Moscow"
    if status == "cancelled" and role == "origin":
        return None  # "never left Ohio"
    lemma = base(verb.text, "VERB")
    under_way = False
    if status == "visited" and role == "stop" and strong:
        now = state.progressive and not state.past
        # not "met the governor before heading to Lyon"
        over = verb.dep == "advcl" and any(t.lower in ("before", "after") for t in sentence.children(verb, "mark"))
        if not over and (lemma == "head" or verb.lower in ("bound", "headed") or (now and lemma in _UNDER_WAY)):
            status, under_way = "planned", True
    return Moved(
        name=name,
        status=status,
        role=role,
        cue=cue,
        cue_text=text,
        travellers=travellers,
        predicate=verb,
        mode=mode or (mode_of(sentence, verb) if strong else None),
        again=role == "stop" and comes_back(sentence, name, verb),
        under_way=under_way,
        present=_is_present(sentence, verb),
        strong=strong,
    )
