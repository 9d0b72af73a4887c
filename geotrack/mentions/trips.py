"""What a sentence says of a place by a noun: "his trip to", "a summit in", "the train from", "on the way to".

The noun says what was done, its owner or the verb over it who did it, and both whether it happened.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from geotrack.mentions import lexicon as words
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import base
from geotrack.mentions.moved import Moved, is_actor, mode_of, movers_of, settled_as
from geotrack.mentions.names import Name
from geotrack.mentions.reality import CANCELLED, PLANNED, Clause, clause, is_called_off
from geotrack.mentions.syntax import IsPlace, Link, case_of, owner, predicate_above, subject, verb_above
from geotrack.model import Mode, Role

_HERE = words.AT - {"by", "before"}
PROGRAMMES = frozenset({"itinerary", "schedule", "programme", "program", "agenda"})
TOURS = words.TRIP | PROGRAMMES | {"series", "relay"}
_OF_TOURS = frozenset({"open", "close", "finish", "visit", "lead"})
# where a diary halts: "Breakfast in Shiraz", "Night at the inn of X"
_HALTS = frozenset("breakfast lunch dinner supper tea night nights rest day days bivouac camp halt overnight".split())
_BEASTS = frozenset("mule mules horse horses camel camels donkey donkeys sledge sledges sleigh elephant dugout".split())
_ORDINAL = frozenset("next first last second third".split())
# what is made for a trip that has not been made: "preparations for a visit to"
_AHEAD = words.PLAN_NOUNS | set(
    "preparation preparations arrangement arrangements prospect possibility announcement talk rumour rumours".split()
)
_OFFERS = frozenset({"invitation", "ticket", "entry", "visa"})
_TAKEN_UP = frozenset("accept receive decline reject refuse deny turn buy book get have secure".split())
_RIDES = frozenset("board take catch miss hire charter".split())
_SETS_OUT = frozenset("board resume resumed continue".split())
_SAYING = frozenset({"say", "tell", "report", "write"})
_MEANWHILE = frozenset("after during between before on following since in".split())


def is_trip(noun: Token) -> bool:
    """Whether a noun is a way that somebody goes, or the start of one."""
    return base(noun.text, "NOUN") in words.TRIP | words.DEPARTURE


def is_en_route(sentence: Sentence, word: Token) -> bool:
    """Whether it is the "route" of "en route", of which the parser makes anything."""
    return word.lower == "route" and word.i > 0 and sentence.tokens[word.i - 1].lower == "en"


def on_a_noun(sentence: Sentence, name: Name, link: Link, is_place: IsPlace) -> Moved | None:
    """A place on a noun: "his trip to", "a summit in", "the train from", "on a long journey from"."""
    noun, preposition = link.governor, link.preposition
    if preposition not in words.TO | words.AT | words.FROM | words.VIA | {"of"}:
        return None
    lemma = base(noun.text, "NOUN")
    verb = verb_above(sentence, noun)
    trip = is_trip(noun) or is_en_route(sentence, noun)
    event = lemma in words.EVENT and not trip
    vehicle = lemma in words.VEHICLES or lemma in words.VESSEL or lemma in _BEASTS
    above = predicate_above(sentence, noun)
    alone = verb is None and owner(sentence, noun) is None and (above is None or above.pos == "NOUN")
    if lemma in _HALTS and preposition in ("in", "at", "near") and alone:
        return settled_as(
            sentence, name, noun, cue="event", text=f"{noun.text} {preposition}", role="stop", travellers=(),
            strong=False, state=Clause(),
        )  # fmt: skip
    if lemma in _OFFERS and preposition == "to" and verb is not None and base(verb.text, "VERB") in _TAKEN_UP:
        return _offer(sentence, name, noun, verb, is_place)
    if not trip and (preposition == "of" or not (event or (vehicle and preposition in ("from", "to", "for")))):
        return None
    role: Role = "stop"
    if lemma == "way" and preposition == "of":
        role = "transit"  # "by way of"
    elif preposition == "from" or (preposition == "of" and lemma in words.DEPARTURE):
        role = "origin"
    elif preposition in ("via", "through", "across", "over", "past", "along"):
        role = "transit"
    who = _travellers_of(sentence, noun, verb, is_place, event=event, vehicle=vehicle and not trip)
    definite = any(t.lower in ("the", "this") for t in sentence.children(noun, "det"))
    told_of = trip and definite and lemma not in ("way", "route", "drive", "run", "stop", "call")
    fragment = verb is None and preposition == "to"  # "A coach to Turin, on which he read."
    if not who and not (told_of or fragment):
        return None
    state = _state_of_noun(sentence, noun, verb)
    if state is None:
        return None
    mode = cast("Mode | None", words.VEHICLES.get(lemma)) or (mode_of(sentence, verb) if verb is not None else None)
    cue = "trip" if not event else "skip" if state.status == "cancelled" else "event"
    found = settled_as(
        sentence, name, noun, cue=cue, text=f"{noun.text} {preposition}", role=role, travellers=who,
        strong=cue != "event", state=state, mode=mode,
    )  # fmt: skip
    if found is None or role != "stop":
        return found
    if found.status == "visited" and _is_under_way(sentence, noun, verb):
        return replace(found, status="planned", under_way=True)
    return replace(found, again=True) if lemma == "return" else found


def _is_under_way(sentence: Sentence, noun: Token, verb: Token | None) -> bool:
    """Whether the place lies ahead: "is on his way to", "en route to", "boarded a plane to", "resumed her voyage to".

    Who "passed through Geneva on his way to Chamonix" is told to have come there.
    """
    if is_en_route(sentence, noun) or (
        noun.lower in ("way", "road", "route") and case_of(sentence, noun) in ("on", "under")
    ):
        above = verb_above(sentence, sentence.head(noun))
        passes = above is not None and any(case_of(sentence, t) in words.VIA for t in sentence.children(above, "obl"))
        return not passes
    return verb is not None and base(verb.text, "VERB") in _SETS_OUT and noun.dep == "obj"


def _offer(sentence: Sentence, name: Name, noun: Token, verb: Token, is_place: IsPlace) -> Moved | None:
    """A trip that somebody may make: "accepted an invitation to", "bought a ticket to", "turned down"."""
    mover = subject(sentence, verb)
    if not is_actor(mover, is_place):
        return None
    state = clause(sentence, verb)
    state.plan()
    if is_called_off(sentence, noun):
        state.status = "cancelled"
    return settled_as(
        sentence, name, noun, cue="trip", text=f"{noun.text} to", role="stop", travellers=movers_of(sentence, mover),
        state=state,
    )  # fmt: skip


def _travellers_of(
    sentence: Sentence, noun: Token, verb: Token | None, is_place: IsPlace, *, event: bool, vehicle: bool
) -> tuple[Token, ...]:
    """Who makes a trip or takes part in an event: its owner, the subject of the verb over it, those it is held with."""
    mover = owner(sentence, noun)
    if mover is None and sentence.children(noun, "cop"):
        mover = next(iter(sentence.children(noun, "nsubj")), None)  # "The Pope is on a visit to"
        if mover is not None and mover.lower in ("it", "this", "that"):
            return ()  # "It is a five-hour flight from"
    if mover is None and verb is not None and noun.dep == "obj" and base(verb.text, "VERB") in _RIDES:
        mover = subject(sentence, verb)  # "boarded a plane to"
    named = noun.pos == "PROPN" or bool(sentence.children(noun, "det", "flat"))
    vessel = base(noun.text, "NOUN") in words.VESSEL and (named or verb is not None)
    if mover is None and vehicle and (noun.dep.startswith("nsubj") or vessel):
        mover = noun
    above = verb if verb is not None else predicate_above(sentence, noun)
    if mover is None and above is not None:
        mover = subject(sentence, above)
        if mover is not None and base(mover.text, "NOUN") in words.TRIP | words.EVENT:
            mover = owner(sentence, mover)  # "Kim's trip is not over after the summit"
        says = base(above.text, "VERB") in _SAYING and case_of(sentence, noun) not in _MEANWHILE
        if mover is None or mover.i == noun.i or says or (mover.entity == "ORG" and mover.pos != "PRON"):
            mover = None
    if mover is None and verb is not None and is_called_off(sentence, noun):
        # "The stop in Goma was dropped from the Pope's trip"
        whole = next((t for t in sentence.children(verb, "obl") if is_trip(t)), None)
        mover = owner(sentence, whole) if whole is not None else None
    movers = list(movers_of(sentence, mover if is_actor(mover, is_place) else None))
    for token in sentence.children(noun, "nmod"):
        personal = token.entity == "PERSON" or token.pos == "PRON"
        if case_of(sentence, token) in ("with", "between", "by") and personal:
            movers += [t for t in movers_of(sentence, token) if t not in movers]
    human = words.PEOPLE | words.GROUP
    if event and not any(m.entity == "PERSON" or m.pos == "PRON" or base(m.text, "NOUN") in human for m in movers):
        return ()
    return tuple(movers)


def _state_of_noun(sentence: Sentence, noun: Token, verb: Token | None) -> Clause | None:
    """Whether a trip happened, from its own modifiers and from the verb over it; None where it is only imagined."""
    state = Clause()
    modifiers = {t.lower for t in sentence.children(noun, "amod", "advmod", "acl", "compound", "det")}
    if "no" in modifiers:
        return None  # "No visit to Kyiv was on the cards"
    if is_called_off(sentence, noun) or modifiers & CANCELLED:
        return Clause(status="cancelled")
    if modifiers & PLANNED or sentence.head(noun).lower == "due" or _is_prepared(sentence, noun):
        state.status = "planned"
    if sentence.children(noun, "cop"):
        return clause(sentence, noun)  # "will be on a visit to"
    behind = {t.lower for t in sentence.children(noun, "case")} & {"after", "following", "since", "during", "from"}
    if verb is None or behind:
        return state
    above = clause(sentence, verb)
    lemma = base(verb.text, "VERB")
    if above.status is None or lemma in words.IMAGINE:
        return None
    if above.status != "visited":
        state.status = above.status
    announced = lemma == "announce" and noun.dep in ("obj", "nsubj:pass")
    if above.status == "visited" and (announced or lemma in words.PLAN - {"set", "order", "mean"}):
        state.status = "planned"
    state.negated = above.negated
    return state


def _is_prepared(sentence: Sentence, noun: Token) -> bool:
    """Whether a trip is still prepared or talked of: "plans for a visit to", "talks about her trip to"."""
    head = sentence.head(noun)
    if noun.dep not in ("nmod", "obl") or case_of(sentence, noun) not in ("for", "of", "on", "about"):
        return False
    over = (head, *sentence.children(head, "nsubj"))
    return any(t.pos == "NOUN" and base(t.text, "NOUN") in _AHEAD for t in over)


def stop_is(sentence: Sentence, name: Name, link: Link, noun: Token, cop: str) -> Moved | None:
    """The place as what a stop is: "the next stop was Lyon", "her first trip was to Lusaka"."""
    token = link.head
    ordinal = any(t.lower in _ORDINAL for t in sentence.children(noun, "amod"))
    stop = base(noun.text, "NOUN") in words.TRIP | {"destination", "leg", "port"}
    if not (stop or (ordinal and noun.lower in ("place", "halt", "town", "city", "island"))):
        return None
    if link.preposition and not (is_trip(noun) and link.preposition in words.TO | words.FROM | _HERE):
        return None
    state = clause(sentence, token)
    if any(t.lower in PLANNED for t in sentence.children(noun)) and cop not in ("was", "were"):
        state.plan()
    return settled_as(
        sentence, name, token, cue="stop is", text=f"{noun.text} {cop}",
        role="origin" if link.preposition == "from" else "stop",
        travellers=movers_of(sentence, owner(sentence, noun)), state=state,
    )  # fmt: skip


def on_a_tour(sentence: Sentence, name: Name, link: Link) -> Moved | None:
    """A tour or route as subject: "her tour of Africa included Ghana", "his walk began in", "their route led from"."""
    if link.relation not in ("obj", "obl", "nmod"):
        return None
    verb = verb_above(sentence, link.governor)
    if verb is None:
        return None
    lemma, preposition = base(verb.text, "VERB"), link.preposition
    includes = verb.lower.startswith(("includ", "cover")) and link.relation in ("obj", "nmod")
    includes = includes or (lemma == "take" and preposition == "in")  # "her itinerary takes in Ghana"
    ways = words.FROM | words.VIA if link.governor.i == verb.i else frozenset[str]()
    goes = preposition in _HERE | words.TO | ways and lemma in words.GO | words.ARRIVE | _OF_TOURS
    begins = preposition in _HERE and lemma in ("begin", "start")
    if not (includes or goes or begins):
        return None
    role: Role = "origin" if preposition == "from" else "transit" if preposition in words.VIA else "stop"
    for trip in sentence.children(verb, "nsubj"):
        noun = base(trip.text, "NOUN")
        if noun in TOURS and trip.i < verb.i < name.first:
            state = clause(sentence, verb)
            if noun in PROGRAMMES and verb.lower.endswith("s"):
                state.plan()  # "her schedule includes"
            return settled_as(
                sentence, name, verb, cue="tour", text=f"{trip.text} {verb.text}",
                role="origin" if begins and noun in words.TRIP - {"tour", "visit", "stay"} else role,
                travellers=movers_of(sentence, owner(sentence, trip)), state=state,
            )  # fmt: skip
    return None
