"""Reading a dependency tree: what a word hangs on, who does what a verb says, and whose a noun is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geotrack.mentions import lexicon as words
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import base
from geotrack.mentions.names import Name

IsPlace = Callable[[Token], bool]

CLAUSAL = ("xcomp", "ccomp", "advcl", "acl", "conj", "csubj", "parataxis")
RELATIVE = frozenset({"who", "which", "that", "whom", "where"})
EDGES = frozenset(
    """outskirts outskirt edge edges north south east west northwest northeast southwest southeast centre center coast
    waters part parts shore shores capital heart middle suburbs environs side foot mouth banks bank top tip
    end streets area vicinity entrance gates approaches hills mountains direction north-west north-east south-west
    south-east strand state""".split()
)
# what a way follows: "along the coast to X"
_ALONG = frozenset("coast coasts shore shores bank banks river canal lake valley side edge beach".split())
_NOT_PARTS = words.PEOPLE | words.GROUP | words.TRIP | words.EVENT | words.VESSEL | words.THING
_COMPASS = frozenset("north south east west northwest northeast southwest southeast outside".split())
_DIRECTIONS = _COMPASS | frozenset("far home back on over up down out ashore inland away off onward forth".split())
# who may be told to go: "invited him to visit"
_OBJECT_CONTROL = words.CARRY | words.INDUCE
# of these the owner is not who goes: "accepted Kim's invitation to visit"
_OFFERED = frozenset("invitation offer order permission request proposal chance opportunity visa ticket".split())


@dataclass(frozen=True, slots=True)
class Link:
    """How a place hangs in its sentence, once "the city of" and the like are climbed."""

    head: Token
    """The word that stands for the place."""
    preposition: str
    governor: Token
    relation: str
    """Universal Dependencies relation, without its subtype."""


def link_of(sentence: Sentence, name: Name, is_place: IsPlace) -> Link | None:
    """The governor of a mention; None where the mention only says where another place lies."""
    token = sentence.root_of(name.first, name.last)
    preposition = "at" if token.lower == "there" else ""
    if not preposition and not case_of(sentence, token):  # the parser may hang it on another word of the name
        words_of = sentence.tokens[name.first : name.last]
        preposition = next((case_of(sentence, t) for t in words_of if _has_case_before(sentence, t, name)), "")
    beside = ""
    for _ in range(7):
        head = sentence.head(token)
        if head.i == token.i:
            break
        relation = token.dep.partition(":")[0]
        case = case_of(sentence, token)
        noun = base(head.text, "NOUN")
        common = head.pos == "NOUN" or (head.pos == "PROPN" and noun in words.PLACE_NOUNS)
        local = noun in words.PLACE_NOUNS or head.lower in EDGES
        if relation == "conj" and head.pos in ("PROPN", "NOUN", "X"):
            if not (is_place(head) or noun in words.PLACE_NOUNS):
                break
            preposition = preposition or case
            token = head
        elif (relation in ("appos", "flat", "list", "parataxis") and (is_place(head) or local) and not case) or (
            relation in ("compound", "nmod", "amod")
            and token.dep != "nmod:poss"
            and common
            and local
            and (not case or case == "of" or (case in words.AT | {"to"} and not is_place(head)))
            and not (case == "to" and noun in _ALONG)
        ):
            token = head  # "the city of X", "X airport", "a hospital in X"
        elif (
            relation == "nmod" and case == "of" and head.pos == "NOUN"
            and base(token.text, "NOUN") in words.FACILITY_NOUNS and noun not in _NOT_PARTS
        ):  # fmt: skip
            token = head  # "on the altar of the abbey at X"
        elif relation == "nmod" and case in ("to", "into", "via") and is_place(head):
            preposition, beside = preposition or case, "obl"  # "a flight from New York to Paris"
            token = head
        elif relation == "nmod" and case in words.AT and is_place(head):
            return None  # "Padstow in Cornwall"
        else:
            break
    governor = sentence.head(token)
    if token.dep == "appos" and is_place(governor) and token.pos == "NOUN":
        return None  # "Quito, the capital of Ecuador"
    if governor.lower in _COMPASS and case_of(sentence, token) == "of" and not preposition:
        preposition = "near"  # "passed north of Malta"
    if governor.lower == "far" and case_of(sentence, token) == "from":
        return None  # "150 kilometres from the border and far from Madrid"
    if governor.lower == "far" and case_of(sentence, token) == "as":
        preposition = "to"  # "flew as far as Lima"
    from_there = governor.lower == "there" and case_of(sentence, governor) == "from"  # "and from there to Paris"
    once_more = governor.lower in ("once", "again") and governor.pos == "ADV"
    if (
        (governor.lower in _DIRECTIONS or from_there or once_more)
        and governor.head != governor.i
        and governor.i != token.i
    ):
        governor = sentence.head(governor)  # "she flies home to Oslo", "just south of Lima"
    preposition = preposition or case_of(sentence, token)
    if not preposition and token.dep.startswith(("obl", "nmod")) and name.first:
        before = sentence.tokens[name.first - 1]
        preposition = before.lower if before.dep == "case" and before.lower in words.VIA | words.TO else ""
    return Link(token, preposition, governor, beside or token.dep.partition(":")[0])


def _has_case_before(sentence: Sentence, token: Token, name: Name) -> bool:
    return any(t.i < name.first for t in sentence.children(token, "case"))


def is_container(sentence: Sentence, name: Name, is_place: IsPlace) -> bool:
    """Whether the mention only tells where the one before it lies: "Boston, Massachusetts"."""
    if name.first < 2 or sentence.tokens[name.first - 1].text not in (",", "("):
        return False
    before = sentence.tokens[name.first - 2]
    wide = name.known is not None and bool(name.known.kinds & {"country", "region", "county", "continent"})
    root = sentence.root_of(name.first, name.last)
    listed = bool(sentence.children(root, "cc"))
    return (
        is_place(before)
        and wide
        and not listed
        and root.dep.partition(":")[0] in ("appos", "nmod", "flat", "obl", "list")
    )


def is_part(sentence: Sentence, name: Name) -> bool:
    """Whether a name only tells of which thing is spoken: "to Norway's coast", "to the Oslo office"."""
    root = sentence.root_of(name.first, name.last)
    return root.dep in ("compound", "nmod:poss", "amod") and root.head >= name.last


def case_of(sentence: Sentence, token: Token) -> str:
    """The preposition of a phrase, in lower case; "out of" counts as from, "by way of" as via."""
    cases = [t for t in sentence.children(token, "case", "mark") if t.pos in ("ADP", "SCONJ", "PART", "VERB", "ADV")]
    if len(cases) > 1:  # "through Germany to Sassnitz": the parser may hang both on the last
        own = {t.i for t in sentence.subtree(token)}
        cases = [c for c in cases if all(t.i in own or t.pos != "PROPN" for t in sentence.tokens[c.i : token.i])]
    found = [t.lower for t in cases if t.lower not in ("'s", "'")]
    if not found:
        return ""
    if found[0] == "out":
        return "from"
    if found[0] == "by" and any(t.lower == "way" for c in cases for t in sentence.children(c)):
        return "via"
    if found[0] in ("as", "up", "down", "back", "close", "next", "far", "on", "off") and len(found) > 1:
        return found[-1] if found[-1] != "of" else found[0]
    return found[0]


def lemma_of(sentence: Sentence, verb: Token) -> str:
    """The verb's base form; with its particle where that makes another verb of it ("took off": depart)."""
    lemma = base(verb.text, "VERB")
    for child in sentence.children(verb):
        if 0 < child.i - verb.i <= 3 and (lemma, child.lower) in words.PHRASAL:
            # "took off his shoes" takes nobody anywhere
            if child.dep == "obj" or not sentence.children(verb, "obj"):
                return words.PHRASAL[lemma, child.lower]
    return lemma


def verb_above(sentence: Sentence, token: Token) -> Token | None:
    """The nearest verb over a word, or the word itself."""
    for _ in range(8):
        if token.pos in ("VERB", "AUX"):
            return token
        if token.head == token.i:
            return None
        token = sentence.head(token)
    return None


def predicate_above(sentence: Sentence, token: Token) -> Token | None:
    """The nearest word above that has a subject: "the trip is far from over after the summit".

    Where the words above have none, a predicate that hangs on them: of "far from over" the parser may take either word.
    """
    inside = {t.i for t in sentence.subtree(token)}
    for _ in range(8):
        if token.head == token.i:
            return None
        token = sentence.head(token)
        for predicate in (token, *sentence.children(token)):
            if predicate.i not in inside and sentence.children(predicate, "nsubj"):
                return predicate
    return None


def is_passive(sentence: Sentence, verb: Token) -> bool:
    """Whether the verb's subject is what something is done to."""
    return any(t.dep == "aux:pass" for t in sentence.children(verb))


def subject(sentence: Sentence, verb: Token, depth: int = 0) -> Token | None:
    """Who does what the verb says, through control, coordination and relative clauses."""
    if depth > 6:
        return None
    for child in sentence.children(verb, "nsubj"):
        if child.lower in RELATIVE and verb.dep.startswith("acl"):
            return sentence.head(verb)
        return child
    head = sentence.head(verb)
    if head.i == verb.i:
        return None
    relation = verb.dep.partition(":")[0]
    if relation == "acl":
        noun = base(head.text, "NOUN")
        if noun in words.PLAN_NOUNS | {"way", "right", "need"}:
            planner = owner(sentence, head)
            if planner is not None and noun not in _OFFERED:
                return planner  # "Kim's plan to visit"
            governor = verb_above(sentence, head)  # "accepted an invitation to travel"
            return subject(sentence, governor, depth + 1) if governor is not None else owner(sentence, head)
        return head
    if relation in ("advcl", "ccomp") and verb.text.endswith("ing"):
        # "with Putin agreeing to visit": the parser may leave the subject to the clause above
        before = sentence.tokens[verb.i - 1] if verb.i else None
        if before is not None and before.pos == "PROPN" and before.head in (verb.head, verb.i):
            return before
        seen = sentence.children(head, "obj")  # "pictures show the carrier passing"
        if seen and base(head.text, "VERB") in words.RECEIVE | {"show"} and seen[0].i < verb.i:
            return seen[0]
    prevented = relation in ("advcl", "xcomp") and base(head.text, "VERB") in words.PREVENT  # "kept him from reaching"
    if relation == "xcomp" or prevented:
        objects = sentence.children(head, "obj", "iobj")
        if objects and (prevented or base(head.text, "VERB") in _OBJECT_CONTROL):
            return objects[0]
    if relation in CLAUSAL:
        return subject(sentence, head, depth + 1)
    return None


def owner(sentence: Sentence, noun: Token) -> Token | None:
    """Whose it is: "his trip", "Kim's convoy", "the visit of the pope"."""
    for child in sentence.children(noun, "nmod:poss"):
        return child
    for child in sentence.children(noun, "nmod"):
        personal = child.entity == "PERSON" or base(child.text, "NOUN") in words.PEOPLE | words.GROUP | words.VESSEL
        personal = personal or any(t.lower in words.VESSEL for t in sentence.children(child, "compound"))
        if case_of(sentence, child) in ("of", "by") and personal:
            return child
    return None
