"""Whether what a verb says happened, is planned, was called off, or is only imagined."""

from __future__ import annotations

from dataclasses import dataclass

from geotrack.mentions import lexicon as words
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import base
from geotrack.mentions.syntax import CLAUSAL, PLAN_NOUNS
from geotrack.model import Status

PLANNED = frozenset(
    """planned upcoming forthcoming next proposed possible future scheduled expected intended prospective coming
    potential eventual""".split()
)
CANCELLED = frozenset("cancelled canceled aborted scrapped abandoned postponed shelved failed axed".split())
_OFF_THE_LIST = words.CANCEL - {"call", "drop", "strike", "rule", "refuse", "miss", "withdraw", "dismiss"}
_PARTS_OF_TENSES = frozenset({"be", "been", "being", "have", "having", "to"})  # "would have gone and been shipped"
_REFUSALS = frozenset("refuse decline fail avoid cancel forget omit unable".split())
_PROSPECTS = words.PLAN | {"likely", "due", "ready", "bound", "keen", "eager", "try", "tempt"}


@dataclass(slots=True)
class Clause:
    """What the words around a predicate say of its reality."""

    status: Status | None = "visited"
    """None where nothing happens: conditions, wishes, comparisons."""
    negated: bool = False
    progressive: bool = False
    past: bool = True

    def plan(self) -> None:
        """It is announced, unless it is not even that."""
        self.status = self.status and "planned"


def clause(sentence: Sentence, verb: Token) -> Clause:
    """The reality of a verb or predicate noun, from its auxiliaries and from the clauses it stands in."""
    found = Clause()
    token = verb
    for _ in range(8):
        _read_auxiliaries(sentence, token, found, own=token is verb)
        head = sentence.head(token)
        relation = token.dep.partition(":")[0]
        marks = {t.lower for t in sentence.children(token, "mark", "advmod")}
        if marks & {"if", "unless", "whether", "lest"} and relation in ("advcl", "ccomp"):
            found.status = None
        if head.i == token.i or relation not in CLAUSAL:
            break
        above = base(head.text, "VERB" if head.pos in ("VERB", "AUX") else "NOUN")
        if relation == "xcomp" or (relation == "ccomp" and above in words.PLAN and "that" not in marks):
            _read_governor(head, above, found)
        elif relation == "ccomp":
            if above in ("deny", "doubt") and not _is_negated(sentence, head):
                found.status = "cancelled"
            if above in ("say", "tell", "announce", "report", "confirm", "add", "believe", "think"):
                break
        elif relation == "acl":
            if above in PLAN_NOUNS and "to" in {t.lower for t in sentence.children(token)}:
                found.plan()
                if is_called_off(sentence, head) or any(t.lower == "no" for t in sentence.children(head, "det")):
                    found.status = "cancelled"
            break
        elif relation == "advcl":
            if marks & {"after", "since", "because", "while", "when", "as", "once"}:
                break
            whole = clause(sentence, head)
            if marks & {"before", "until", "till"}:
                if whole.status == "planned" and found.status == "visited":
                    found.status = "planned"  # "before he heads to", where the main clause is announced
            elif whole.status != "visited" and found.status == "visited":
                found.status = whole.status  # "flew to Rome to meet": as real as the clause above
            break
        elif relation in ("conj", "parataxis"):
            own_subject = any(t.dep.startswith("nsubj") for t in sentence.children(token))
            own_tense = any(t.lower not in _PARTS_OF_TENSES for t in sentence.children(token, "aux"))
            if relation == "parataxis" or own_subject or own_tense:
                break
        elif relation == "csubj":
            _read_governor(head, above, found)
            break
        token = head
    return found


def is_called_off(sentence: Sentence, noun: Token) -> bool:
    """Whether a trip came to nothing: "cancelled a trip", "the trip was called off", "an aborted visit"."""
    if any(t.lower in CANCELLED for t in sentence.children(noun, "amod", "acl")):
        return True
    head = sentence.head(noun)
    if noun.dep not in ("obj", "nsubj:pass", "nsubj") or head.i == noun.i:
        return False
    verb = base(head.text, "VERB")
    particles = {t.lower for t in sentence.children(head, "compound:prt", "advmod")}
    if verb in _OFF_THE_LIST:
        return noun.dep != "nsubj"
    if verb == "refuse" or (verb == "turn" and "down" in particles):
        return noun.dep == "obj"
    off = (verb in ("call", "put") and "off" in particles) or (verb in ("rule", "cut") and "out" in particles)
    return off or (noun.dep == "nsubj:pass" and verb in ("withdraw", "drop", "strike"))


def _read_auxiliaries(sentence: Sentence, token: Token, found: Clause, *, own: bool) -> None:
    auxiliaries = [t.lower for t in sentence.children(token, "aux", "cop")]
    if _is_negated(sentence, token):
        found.negated = True
    if any(a in words.FUTURE for a in auxiliaries):
        found.plan()
    if any(a in words.UNSURE for a in auxiliaries):
        if "would" in auxiliaries and "have" in auxiliaries:
            found.status = "cancelled"  # "he would have gone on to Johannesburg"
        elif "have" in auxiliaries or "could" in auxiliaries or "can" in auxiliaries:
            found.status = None
        else:
            found.plan()
    to = token.pos == "VERB" and any(t.lower == "to" for t in sentence.children(token, "mark", "aux"))
    if own and to and any(a in ("is", "are", "was", "were", "am") for a in auxiliaries):
        found.plan()  # "he is to visit"
        if "have" in auxiliaries:
            found.status = "cancelled"  # "he was to have visited"
    present = any(a in ("is", "are", "'s", "'re", "am", "'m") for a in auxiliaries)
    if own and (present or any(a in ("was", "were", "be") for a in auxiliaries)) and token.lower.endswith("ing"):
        found.progressive = True
        found.past = not present


def _is_negated(sentence: Sentence, token: Token) -> bool:
    return any(t.lower in words.NOT - {"no"} for t in sentence.children(token, "advmod", "cc", "aux"))


def _read_governor(head: Token, governor: str, found: Clause) -> None:
    """A verb over an infinitive: "expects to", "refused to", "is going to"."""
    if governor in _REFUSALS:
        if found.status is not None:
            found.status = "cancelled"
    elif governor == "unlikely":
        found.status = None
    elif (
        (governor in _PROSPECTS and governor != "like")
        or (governor == "go" and head.lower == "going")
        or head.lower in ("due", "likely", "expected", "scheduled", "set", "bound")
    ):
        found.plan()
