"""What becomes of the stops of a tour: "Ghent and Bruges were cancelled", "Oslo passed off well, as did Bergen".

A stop goes by the name of its town, and no word says whose it is: whoever the text follows.
"""

from __future__ import annotations

from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import base
from geotrack.mentions.moved import Moved, settled_as
from geotrack.mentions.names import Name
from geotrack.mentions.reality import PHRASAL_CANCEL, Clause, clause, is_called_off
from geotrack.mentions.syntax import IsPlace, Link, case_of
from geotrack.model import Status

OFF, HELD = "off", "held"
_TOWNS = frozenset({"city", "facility", "island", "country"})
_OFF = frozenset("cancel scrap axe shelve postpone drop skip omit abandon strike".split())
_OFF_WITH = PHRASAL_CANCEL | {("leave", "out")}
_LISTS = frozenset("list programme program schedule itinerary agenda route tour map".split())
_WELL = frozenset({("pass", "off"), ("go", "off"), ("go", "ahead"), ("go", "well"), ("go", "smoothly")})
_AS = frozenset({"as", "so"})
_DID = frozenset("did was were had has have".split())
# stops that can be called off without a word of whose they are; trains and flights are everybody's
_STOPS = frozenset(
    """visit trip stop stopover call leg detour excursion journey tour voyage concert show gig performance date dates
    recital appearance""".split()
)


def fate_of(sentence: Sentence, name: Name, link: Link, is_place: IsPlace) -> Moved | None:
    """What a sentence tells of a town as the stop of somebody's tour.

    "Ghent, Antwerp and Bruges were cancelled", "London was put off, as were Rome and Madrid", "Delft is off the list".
    """
    if name.known is None or not name.known.kinds & _TOWNS:
        return None
    verb = link.governor if link.relation == "nsubj" else _likened(sentence, link, is_place)
    status = _fate(sentence, verb) if verb is not None else None
    if verb is None or status is None:
        return None
    return settled_as(
        sentence, name, verb, cue=OFF if status == "cancelled" else HELD, text=verb.text, role="stop", travellers=(),
        state=Clause(status=status),
    )  # fmt: skip


def called_off(sentence: Sentence, name: Name, link: Link) -> Moved | None:
    """A stop that nobody is said to have made.

    "A side trip to Mombasa never came off", "The concert in Hull was axed", "In Oslo the show was called off".
    """
    noun = link.governor
    if noun.pos == "VERB" and link.relation == "obl":
        noun = next(iter(sentence.children(noun, "nsubj")), noun)
    if base(noun.text, "NOUN") not in _STOPS or link.preposition not in ("to", "in", "at"):
        return None
    if not is_called_off(sentence, noun):
        return None
    return settled_as(
        sentence, name, noun, cue=OFF, text=f"{noun.text} {link.preposition}", role="stop", travellers=(),
        state=Clause(status="cancelled"),
    )  # fmt: skip


def _likened(sentence: Sentence, link: Link, is_place: IsPlace) -> Token | None:
    """The verb that is true of a place as well: "London was put off, as were Rome and Madrid"."""
    before = [t.lower for t in sentence.tokens[max(0, link.head.i - 2) : link.head.i]]
    if len(before) < 2 or before[0] not in _AS or before[1] not in _DID:
        return None
    verb = link.governor if link.governor.pos == "VERB" else sentence.head(link.governor)
    return verb if any(is_place(t) for t in sentence.children(verb, "nsubj")) else None


def _fate(sentence: Sentence, verb: Token) -> Status | None:
    """Whether what is said of a stop is that it was called off, or that it was made."""
    lemma = base(verb.text, "VERB")
    beside = sentence.children(verb, "compound:prt", "advmod", "obl")
    if lemma in _LISTS and case_of(sentence, verb) == "off":  # "Delft is off the programme"
        return "cancelled"
    told = clause(sentence, verb)
    if verb.pos != "VERB" or told.status != "visited" or told.negated:
        return None
    pairs = {(lemma, t.lower) for t in beside} | {(lemma, case_of(sentence, t)) for t in beside}
    passive = any(t.dep == "nsubj:pass" for t in sentence.children(verb, "nsubj"))
    off_a_list = lemma in ("strike", "take") and any(base(t.text, "NOUN") in _LISTS for t in beside)
    if passive and (lemma in _OFF - {"strike"} or pairs & _OFF_WITH or off_a_list):
        return "cancelled"
    return "visited" if not passive and pairs & _WELL else None
