"""The order of what one sentence tells: "after", "before", "had", "on the way to", and the turns of a way."""

from __future__ import annotations

from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.moved import Moved
from geotrack.mentions.syntax import RELATIVE, case_of, verb_above

_EARLIER = frozenset({"after", "following", "since", "once"})
_LATER = frozenset({"before", "until"})
_BACK = frozenset({"had", "having", "first"})


def rank_of(sentence: Sentence, moved: Moved, turns: int) -> tuple[tuple[int, ...], str]:
    """When it happened against the rest of the sentence, and the word that says so.

    What follows "after" comes first, "before" last, the end of a way behind what happens on it; a way starts at its
    origin and passes what lies between; after a turn ("then to") it starts anew.
    """
    # who stops "on the way to Khartoum" has not come there
    step, token = int(moved.under_way and moved.cue == "trip"), moved.predicate
    heeded: list[str] = []
    for _ in range(8):
        marks = [t.lower for t in sentence.children(token, "mark", "case", "advmod")]
        heeded += marks
        if _EARLIER & set(marks):
            step -= 2
        if _LATER & set(marks):
            step += 2
        if "first" in marks and any(t.lower == "but" for t in sentence.children(token, "cc")):
            step -= 2  # "will visit Budapest, but first he will go to Baku"
            heeded.append("first")
        if token.dep.startswith("acl:relcl"):
            step -= 1
            heeded += [t.lower for t in sentence.children(token) if t.lower in RELATIVE]
        head = sentence.head(token)
        if head.i == token.i:
            break
        token = head
    looks_back = _looks_back(sentence, moved.predicate)
    if looks_back:
        step -= 1
        heeded.append(looks_back)
    if moved.role == "stop" and _is_on_the_way(sentence, moved.predicate):
        step += 1
        heeded.append("on the way to")
    part = {"origin": 0, "transit": 1, "stop": 2}[moved.role]
    # clauses of one level in the order of the words; the places of one clause from start to end
    verb = verb_above(sentence, moved.predicate) or moved.predicate
    says = _LATER | {"on the way to"} if step > 0 else _EARLIER | RELATIVE | _BACK if step else frozenset[str]()
    return (step, verb.i, turns, part, moved.name.first), next((word for word in heeded if word in says), "")


def _looks_back(sentence: Sentence, predicate: Token) -> str:
    """The auxiliary of a clause that lies before the main one: "was in Prague; he had come from Vienna"."""
    root = next(t for t in sentence.tokens if t.head == t.i)
    verb = verb_above(sentence, predicate) or predicate
    if verb.i == root.i or any(t.lower == "had" for t in sentence.children(root, "aux", "cop")):
        return ""
    return next((t.lower for t in sentence.children(verb, "aux", "cop") if t.lower in ("had", "having")), "")


def _is_on_the_way(sentence: Sentence, noun: Token) -> bool:
    """Whether a way leads past what the main clause tells: "On the way to Beijing, Kerry stopped in Seoul"."""
    return (
        noun.pos == "NOUN"
        and noun.lower in ("way", "route", "journey", "voyage", "flight", "road")
        and case_of(sentence, noun) in ("on", "en")
        and sentence.head(noun).pos == "VERB"
        and bool(sentence.children(sentence.head(noun), "nsubj"))
    )
