"""Whether what a verb says happened, is planned, was called off, or is only imagined."""

from __future__ import annotations

from dataclasses import dataclass

from geotrack.mentions import lexicon as words
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import base
from geotrack.mentions.syntax import CLAUSAL, case_of
from geotrack.model import Status

PLANNED = frozenset(
    """planned upcoming forthcoming next proposed possible future scheduled expected intended prospective coming
    potential eventual""".split()
)
CANCELLED = frozenset("cancelled canceled aborted scrapped abandoned postponed shelved failed axed".split())
_OFF_THE_LIST = words.PREVENT | words.CANCEL - {
    "call", "drop", "strike", "rule", "refuse", "miss", "withdraw", "dismiss",
}  # fmt: skip
PHRASAL_CANCEL = frozenset(
    {("call", "off"), ("put", "off"), ("rule", "out"), ("give", "up"), ("turn", "down"), ("cut", "out")}
)
_PARTS_OF_TENSES = frozenset({"be", "been", "being", "have", "having", "to"})  # "would have gone and been shipped"
_IDLE = words.IMAGINE | {"think", "talk", "speak", "idea", "thought", "fantasy"}  # "of going"
_GRANTED = frozenset({"leave", "permission", "permit", "right", "asylum"})
_ASKED = frozenset("seek seeks sought ask asked request requested beg begged apply applied".split())
# wished for in the past, so that a "but" says that it was in vain
_WISHED = frozenset(
    "wanted hoped planned intended meant tried sought wished attempted expected scheduled due supposed".split()
)
_OUT_OF = frozenset("pull pulled back backed drop bow bowed opt opted withdraw".split())  # "of a trip to"
# not so, it came to nothing
_COMES_ABOUT = frozenset(
    {("come", "off"), ("go", "ahead"), ("take", "place"), ("happen", ""), ("materialise", ""), ("materialised", ""),
     ("materialize", ""), ("materialized", "")}
)  # fmt: skip
_BEFORE_BARE = frozenset({"to", "do", "does", "did"}) | words.FUTURE | words.UNSURE
_ENDS = frozenset("die died perish perished sink sank crash kill murder capture captured".split())
_INSTEAD = frozenset({("instead", "of"), ("rather", "than")})
_FORETOLD = frozenset(
    "due likely expected scheduled supposed set bound forecast predicted projected poised cleared".split()
)
_PAST = frozenset({"was", "were", "had", "been"})
_ASKING = frozenset("who whom whose what when where why how which".split())
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
    if _is_announced_by_a_headline(sentence, verb):
        found.plan()
    token = verb
    for _ in range(8):
        _read_auxiliaries(sentence, token, found, own=token is verb)
        head = sentence.head(token)
        relation = token.dep.partition(":")[0]
        marks = {t.lower for t in sentence.children(token, "mark", "advmod")}
        if marks & {"if", "unless", "whether", "lest"} and relation in ("advcl", "ccomp"):
            found.status = None
        if head.i == token.i and _is_asked(sentence, token):
            found.status = None
        trips = [t for t in sentence.children(token, "obl") if base(t.text, "NOUN") in words.TRIP | words.EVENT]
        if token is verb and any(is_called_off(sentence, t) for t in trips):
            found.status = (
                found.status and "cancelled"
            )  # "pulled out of a trip", where the parser hangs "to Kigali" on it
        if head.i == token.i or relation not in CLAUSAL:
            break
        above = base(head.text, "VERB" if head.pos in ("VERB", "AUX") else "NOUN")
        if relation == "xcomp" and _is_kept_from(above, marks):
            found.status = found.status and "cancelled"
        elif head.lower == "set" and token.lower == "sail":
            pass  # "set sail from Plymouth" is done, "set to sail" is not
        elif relation == "xcomp" or (relation == "ccomp" and above in words.PLAN and "that" not in marks):
            _read_governor(sentence, head, above, found)
            if head.lower in _ASKED and any(t.lower in _GRANTED for t in sentence.children(head, "obj")):
                found.status = None  # "asked for permission to live in"
        elif relation == "ccomp":
            if above in ("deny", "doubt") and not _is_negated(sentence, head):
                found.status = "cancelled"
            if above in ("say", "tell", "announce", "report", "confirm", "add", "believe", "think"):
                break
        elif relation == "acl":
            if above in words.PLAN_NOUNS and "to" in {t.lower for t in sentence.children(token)}:
                found.plan()
                none = any(t.lower == "no" for t in sentence.children(head, "det"))
                if none or is_called_off(sentence, head) or _is_negated(sentence, sentence.head(head)):
                    found.status = "cancelled"
            elif above in _IDLE and "of" in marks:
                found.status = None
            if above in _GRANTED and sentence.head(head).lower in _ASKED:
                found.status = None
            break
        elif relation == "advcl":
            if is_instead(sentence, token) or _is_kept_from(above, marks):
                found.status = found.status and "cancelled"
                break
            if above in _IDLE and marks & {"of", "about"}:
                found.status = None  # "dreamed of sailing to"
                break
            if marks & {"after", "since", "because", "while", "when", "as", "once"}:
                break
            whole = clause(sentence, head)
            if marks & {"before", "until", "till"}:
                if above in _ENDS or (above == "turn" and "back" in {t.lower for t in sentence.children(head)}):
                    found.status = found.status and "cancelled"  # "died before reaching"
                if whole.status == "planned" and found.status == "visited":
                    found.status = "planned"  # "before he heads to", where the main clause is announced
            elif whole.status != "visited" and found.status == "visited":
                found.status = whole.status  # "flew to Rome to meet": as real as the clause above
            break
        elif relation in ("conj", "parataxis"):
            own_subject = any(t.dep.startswith("nsubj") for t in sentence.children(token))
            own_tense = any(t.lower not in _PARTS_OF_TENSES for t in sentence.children(token, "aux"))
            if relation == "parataxis" or own_subject or own_tense or _is_finite_beside(sentence, token, head):
                break
        elif relation == "csubj":
            _read_governor(sentence, head, above, found)
            break
        token = head
    return found


def _is_announced_by_a_headline(sentence: Sentence, verb: Token) -> bool:
    """Whether somebody is "to" do something without an "is": "Queen to visit Ireland"."""
    if verb.pos != "VERB" or not any(t.lower == "to" for t in sentence.children(verb, "mark")):
        return False
    head = sentence.head(verb)
    named = verb.dep.startswith("acl") and head.pos == "PROPN" and head.head == head.i
    return named or (head.i == verb.i and bool(sentence.children(verb, "nsubj")) and not sentence.children(verb, "aux"))


def _is_kept_from(governor: str, marks: set[str]) -> bool:
    """Whether it was not to be: "prevented from landing", "decided against travelling"."""
    return ("from" in marks and governor in words.PREVENT) or "against" in marks


def is_called_off(sentence: Sentence, noun: Token) -> bool:
    """Whether a trip came to nothing: "cancelled a trip", "the trip was called off", "an aborted visit"."""
    if any(t.lower in CANCELLED for t in sentence.children(noun, "amod", "acl")):
        return True
    if is_instead(sentence, noun):
        return True  # "instead of a trip to"
    head = sentence.head(noun)
    if head.i == noun.i:
        return False
    verb = base(head.text, "VERB")
    behind = sentence.tokens[head.i + 1].lower if head.i + 1 < len(sentence.tokens) else ""
    if noun.dep in ("obj", "obl") and (verb, behind) in PHRASAL_CANCEL:
        return True  # "called off her trip", whatever the parser makes of "off"
    particles = {t.lower for t in sentence.children(head, "compound:prt", "advmod", "obl")}
    if noun.dep == "nsubj":  # "the plan came to nothing", "his visit fell through"
        nothing = {("come", "nothing"), ("fall", "through")} & {(verb, particle) for particle in particles}
        if _is_negated(sentence, head):  # "a trip to Rome never came off"
            beside = particles | {t.lower for t in sentence.children(head, "obj")}
            nothing |= _COMES_ABOUT & {(verb, word) for word in beside | {""}}
        return bool(nothing) or verb == "off" or (verb in ("fail", "collapse") and not sentence.children(head, "xcomp"))
    case = {t.lower for t in sentence.children(noun, "case")}
    if noun.dep == "obl" and case:  # "failed in his attempt to", "will stay away from the summit in", "pulled out of"
        away = "away" in {verb, *particles} and "from" in case
        out = verb in _OUT_OF and case_of(sentence, noun) == "from"
        return away or out or (verb == "fail" and "in" in case)
    if noun.dep not in ("obj", "nsubj:pass", "obl", "xcomp"):
        return False
    if verb == "miss":  # "missed her flight to": of a trip it may be that he longs for it
        return base(noun.text, "NOUN") in words.VEHICLES.keys() | words.EVENT
    if verb in _OFF_THE_LIST or any((verb, particle) in PHRASAL_CANCEL for particle in particles):
        return True
    return verb in ({"refuse"} if noun.dep in ("obj", "xcomp") else {"withdraw", "drop", "strike"})


def is_instead(sentence: Sentence, token: Token) -> bool:
    """Whether something else happened: "instead of going to", "without visiting", "rather than fly to"."""
    for child in sentence.children(token):
        after = sentence.tokens[child.i + 1].lower if child.i + 1 < len(sentence.tokens) else ""
        if child.i < token.i and (child.lower == "without" or (child.lower, after) in _INSTEAD):
            return True
    return False


def _read_auxiliaries(sentence: Sentence, token: Token, found: Clause, *, own: bool) -> None:
    auxiliaries = [t.lower for t in sentence.children(token, "aux", "cop")]
    nearly = own and any(t.lower in ("nearly", "almost") for t in sentence.children(token, "advmod"))
    if nearly or _is_negated(sentence, token):
        found.negated = True
    if any(a in words.FUTURE for a in auxiliaries):
        found.plan()
    if any(a in words.UNSURE for a in auxiliaries):
        if "would" in auxiliaries and "have" in auxiliaries:
            found.status = "cancelled"  # "he would have gone on to Johannesburg"
        elif "could" in auxiliaries and "have" not in auxiliaries and _is_negated(sentence, token):
            found.status = found.status and "cancelled"  # "he could not reach"
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
    said = {t.lower for t in sentence.children(token, "advmod", "cc", "aux")}
    no_longer = "longer" in said and any(t.lower == "no" for t in sentence.subtree(token))
    return no_longer or bool(said & (words.NOT - {"no"}))


def _read_governor(sentence: Sentence, head: Token, governor: str, found: Clause) -> None:
    """A verb over an infinitive: "expects to", "refused to", "is going to", "wanted to, but"."""
    if governor in words.REFUSE or governor == "unable":
        found.status = found.status and "cancelled"
    elif governor == "unlikely" or governor in words.IMAGINE:
        found.status = None
    elif (
        (governor in _PROSPECTS and governor != "like")
        or (governor == "go" and head.lower == "going")
        or head.lower in _FORETOLD
    ):
        found.plan()
        if head.lower in _WISHED and is_in_vain(sentence, head):
            found.status = found.status and "cancelled"


def is_in_vain(sentence: Sentence, wish: Token) -> bool:
    """Whether what was wished for did not come: "wanted to refuel in Lisbon but was refused", "had meant to return"."""
    tense = {t.lower for t in sentence.children(wish, "aux", "cop")}
    if "had" in tense:
        return True
    return tense <= _PAST and any(
        t.lower == "but" for c in sentence.children(wish, "conj") for t in sentence.children(c, "cc")
    )


def _is_finite_beside(sentence: Sentence, token: Token, head: Token) -> bool:
    """Whether a verb cannot be joined to a bare one as the parser has it: "tried to hitch a ride, took a bus"."""
    helpers = {t.lower for t in sentence.children(head, "aux", "mark")}
    bare = helpers & _BEFORE_BARE and not helpers & {"have", "had", "be"} and head.lower == base(head.text, "VERB")
    alone = bool(bare) and not sentence.children(token, "aux")
    return alone and token.lower != base(token.text, "VERB") and not token.lower.endswith("ing")


def _is_asked(sentence: Sentence, root: Token) -> bool:
    """Whether the sentence asks if it is so: "Will she go to Dublin?"; "Why did she go" takes that for granted."""
    if not any(t.text == "?" for t in sentence.tokens[-2:]):
        return False
    auxiliaries = sentence.children(root, "aux", "cop")
    subjects = sentence.children(root, "nsubj")
    if not auxiliaries or not subjects or auxiliaries[0].i > subjects[0].i:
        return False
    return not any(t.lower in _ASKING for t in sentence.tokens[: auxiliaries[0].i])
