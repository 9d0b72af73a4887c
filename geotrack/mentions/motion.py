"""What a sentence says about a place: arrived, left, passed, was there, will go, called it off, or nothing.

A rule is a cue family: a governor (verb or event noun), the grammatical link from it to the place, and the preposition.
The place's dependency path leads to the governor (`syntax`); the governor says who moves; the words around it say
whether it happened (`reality`). Every rule has a name, and a sentence that it reads stands in its docstring.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from geotrack.mentions import lexicon as words
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import base
from geotrack.mentions.logs import entries_in
from geotrack.mentions.moved import (
    Moved,
    is_actor,
    is_instruction,
    is_log,
    is_participle,
    mode_of,
    movers_of,
    settled_as,
)
from geotrack.mentions.names import Name
from geotrack.mentions.reality import CANCELLED, PLANNED, Clause, clause, is_called_off
from geotrack.mentions.routes import AND_BACK, steps_of, turns_of
from geotrack.mentions.syntax import (
    RELATIVE,
    IsPlace,
    Link,
    case_of,
    is_container,
    is_passive,
    lemma_of,
    link_of,
    owner,
    predicate_above,
    subject,
    verb_above,
)
from geotrack.model import Mode, Role

_HERE = frozenset({"in", "at", "on", "near", "outside", "off", "aboard"})
# with "for" these go somewhere: "made for", "set out for"
_FOR = frozenset("make set start run turn push press head leave sail depart fly steer embark strike bear".split())
# with "in" or "at" these are no arrival: "ran in", "continued at"
_STAY = frozenset("run set start begin come continue end go move get make pass press push turn be".split())
_ARRIVALS = frozenset("way turn course stop landfall anchor berth land halt call port harbour harbor".split())
_TAKING = frozenset("take bring carry drive haul tow lug drag".split())
_LINES = frozenset("river road coast line track trail path valley shore railway canal stream".split())
_SETTING_DOWN = frozenset("land put drop deliver lead".split())
_ALONG = frozenset("on up down over back across away off forth home north south east west inland ashore".split())
_ONWARD = frozenset("then now next on off back down up over out home onward first finally later".split())
_EARLIER = frozenset({"after", "following", "since", "once"})
_LATER = frozenset({"before", "until"})
_OF_TOURS = frozenset({"open", "close", "finish", "visit", "lead"})
_PROGRAMMES = frozenset({"itinerary", "schedule", "programme", "program"})
_TOURS = words.TRIP | _PROGRAMMES | {"series", "relay"}
# where a diary halts: "Breakfast in Shiraz", "Night at the inn of X"
_HALTS = frozenset("breakfast lunch dinner supper tea night nights rest day days bivouac camp halt overnight".split())
_BEASTS = frozenset("mule mules horse horses camel camels donkey donkeys sledge sledges sleigh elephant dugout".split())


def movements_in(sentence: Sentence, names: list[Name], *, is_place: IsPlace, headed: bool = False) -> Iterator[Moved]:
    """Readings of the mentions of one sentence, in order of happening as far as its words tell.

    `is_place` says whether a token belongs to some place name (and so moves nowhere itself), `headed` that the sentence
    stands under the heading of a day.
    """
    read = [moved for name in names if (moved := _read(sentence, name, is_place)) is not None]
    seen = {m.name.first for m in read}
    read += entries_in(sentence, [n for n in names if n.first not in seen], headed=headed)
    found = []
    turns = turns_of(sentence, names)
    for moved in steps_of(sentence, names, read):
        home = moved.cue_text == AND_BACK
        rank, word = _rank(sentence, moved, len(names) if home else turns[moved.name.first])
        found.append(replace(moved, rank=rank, ranked_by=word))
    yield from sorted(found, key=lambda m: m.rank)


def _read(sentence: Sentence, name: Name, is_place: IsPlace) -> Moved | None:
    if is_container(sentence, name, is_place):
        return None
    link = link_of(sentence, name, is_place)
    if link is None:
        return None
    found = _by_relation(sentence, name, link, is_place)
    if found is not None and not found.travellers and is_instruction(sentence, found.predicate):
        return replace(found, cue="guide", status="planned", under_way=False)
    return found


def _by_relation(sentence: Sentence, name: Name, link: Link, is_place: IsPlace) -> Moved | None:
    governor, relation = link.governor, link.relation
    onward = _onward(sentence, name, link)
    if onward is not None:
        return onward
    if governor.i == link.head.i or sentence.children(link.head, "cop"):
        return _copula(sentence, name, link, is_place)
    if relation == "nsubj":
        return _as_subject(sentence, name, link, is_place)
    if governor.pos in ("VERB", "AUX", "ADJ", "ADV"):
        if relation == "obj" or (relation in ("obl", "xcomp") and not link.preposition):
            found = _object(sentence, name, link, is_place)
        elif relation in ("obl", "advmod", "xcomp", "nmod", "advcl", "ccomp", "conj", "iobj"):
            found = _oblique(sentence, name, link, governor, is_place) or _scene(sentence, name, link, governor)
        else:
            found = None
    elif relation in ("nmod", "obl", "appos", "acl", "conj", "compound", "dep"):
        found = _noun(sentence, name, link, is_place)
    else:
        found = None
    return found or _tour(sentence, name, link) or _after_colon(sentence, name, link, is_place)


# --- the rules -----------------------------------------------------------------------------------------------------


def _oblique(sentence: Sentence, name: Name, link: Link, verb: Token, is_place: IsPlace) -> Moved | None:
    """A place behind a preposition: "arrived in", "flew from ... to", "was taken to", "met ... in"."""
    lemma, preposition = lemma_of(sentence, verb), link.preposition
    mover = subject(sentence, verb)
    passive = is_passive(sentence, verb)
    objects = sentence.children(verb, "obj")
    text = f"{verb.text} {preposition}".strip()
    role: Role = "origin" if preposition == "from" else "transit" if preposition in words.VIA else "stop"

    def settled(
        cue: str, *, role: Role = "stop", who: tuple[Token, ...], strong: bool = True, state: Clause | None = None
    ) -> Moved | None:
        return settled_as(
            sentence, name, verb, cue=cue, text=text, role=role, travellers=who, strong=strong, state=state
        )

    if verb.pos == "ADV" and sentence.children(verb, "cop") and preposition in words.TO and mover is not None:
        return settled("go", who=() if mover.lower == "it" else movers_of(sentence, mover))  # "So it was on to Malta"
    if verb.lower in ("bound", "due", "destined", "headed") or (
        lemma in ("expect", "await", "schedule", "bill", "slate") and passive
    ):
        if mover is None and verb.dep.startswith("acl"):
            mover = sentence.head(verb)  # "the vessel, bound for Rotterdam"
        if not is_actor(mover, is_place):
            return None
        if preposition == "from":
            return settled("bound", role="origin", who=movers_of(sentence, mover))
        if preposition in words.TO | words.AT:
            return settled("expected", who=movers_of(sentence, mover), state=Clause(status="planned"))
    if (
        lemma in ("catch", "board")
        and objects
        and base(objects[0].text, "NOUN") in words.VEHICLES.keys() | words.VESSEL
    ):
        lemma = "take"  # "caught the ferry to"
    if passive and base(verb.text, "VERB") in words.CARRY:
        lemma = base(verb.text, "VERB")  # "was put down in"
    if lemma in words.CARRY and (passive or objects):
        moved = mover if passive else objects[0]
        noun = base(moved.text, "NOUN") if moved is not None else ""
        own = not passive and noun in words.VEHICLES.keys() | {"road", "route", "way", "course", "turn", "path"}
        if not passive and not own and lemma in _TAKING and not is_actor(moved, is_place) and is_actor(mover, is_place):
            own = True  # "took the shinkansen to", "carried the letter to": whoever takes it goes along
        if own:
            moved = mover  # "took a train to"
        there = preposition in words.TO | words.FROM | words.VIA
        if own and there and mover is None and (is_log(sentence, verb) or is_instruction(sentence, verb)):
            return settled("go", role=role, who=())
        if (there or (preposition in _HERE and lemma in _SETTING_DOWN)) and is_actor(moved, is_place):
            return settled("carry", role=role, who=movers_of(sentence, moved, verb))
        if there and not own:
            return None  # something is carried that is no traveller
    if lemma in words.RECEIVE and preposition in words.AT:
        if passive and is_actor(mover, is_place):
            return settled("seen", who=movers_of(sentence, mover), strong=False)
        if objects and is_actor(objects[0], is_place) and (objects[0].entity == "PERSON" or objects[0].pos == "PRON"):
            who = movers_of(sentence, objects[0])
            if lemma == "meet" and is_actor(mover, is_place):
                who = (*movers_of(sentence, mover), *who)
            return settled("receive", who=who, strong=False)
    log = mover is None and (is_log(sentence, verb) or is_instruction(sentence, verb))
    if not log and not is_actor(mover, is_place):
        return None
    who = movers_of(sentence, mover, verb)
    travels = lemma in words.GO | words.ARRIVE | words.LEAVE | {"depart"} and not passive
    if preposition == "from":
        if lemma == "come" and verb.lower != "came" and not sentence.children(verb, "aux"):
            return None  # "Cambric comes from Cambrai"
        return settled("leave", role="origin", who=who) if travels or lemma in words.VISIT else None
    if lemma in ("leave", "depart") and preposition == "for":
        state = clause(sentence, verb)
        if state.status == "visited":
            moved_on = settled("leave for", who=who, state=replace(state))
            return moved_on and replace(moved_on, status="planned", under_way=True)
        return settled("leave for", who=who, state=state)
    if lemma == "depart" and preposition in _HERE:
        return settled("leave", role="origin", who=who)
    onward = preposition in ("into", "onto") or (
        preposition == "to" and any(t.lower in _ALONG for t in sentence.children(verb, "advmod"))
    )
    if onward and not objects and not passive and lemma not in words.STATIVE:
        travels = True  # "squelched into Hereford", "sledged on to Riga"
    if any(t.lower == "way" for t in objects) and preposition in words.TO | words.VIA | words.FROM and not passive:
        return settled("go", role=role, who=who)  # "thumbed her way to Lisbon"
    if lemma == "follow" and objects and base(objects[0].text, "NOUN") in _LINES and preposition in words.TO:
        return settled("go", who=who)  # "followed the river up to Basel"
    if travels:
        if preposition in words.TO and (preposition != "for" or lemma in _FOR):
            return settled("go", who=who)
        transitive = objects and base(objects[0].text, "NOUN") not in _ARRIVALS
        if preposition in words.AT and not transitive:
            weak = lemma in _STAY
            return settled("act" if weak else "arrive", who=who, strong=not weak)
    if lemma in words.PASS and preposition in words.AT and not passive:
        return settled("pass", role="transit", who=who)
    if preposition in words.VIA and not passive and lemma in words.GO | words.PASS | words.ARRIVE | {"slide", "slip"}:
        return settled("pass", role="transit", who=who)
    if lemma == "be" and preposition in words.AT | {"back"}:
        return settled("be", who=who, strong=False)
    # "in Camagüey he told the young to stay"
    fronted = name.first < verb.i and mover is not None and (mover.pos == "PRON" or mover.entity == "PERSON")
    if preposition in _HERE and (
        lemma not in words.STATIVE | words.AGENCY or (fronted and lemma in words.AGENCY | {"say", "tell"})
    ):
        if (passive or is_participle(verb)) and lemma not in words.HELD:
            return None
        if preposition == "on" and not (name.known and name.known.kinds & {"island", "facility"}):
            return None
        if mover is not None and mover.entity == "ORG" and mover.pos != "PRON":
            return None
        return settled("act", who=who, strong=False)
    return None


def _scene(sentence: Sentence, name: Name, link: Link, verb: Token) -> Moved | None:
    """The scene of what follows: "In Tver there were no horses", "At Ōgaki my friends were waiting"."""
    if link.preposition not in ("in", "at") or name.first > 3 or verb.head != verb.i:
        return None
    if is_passive(sentence, verb) and lemma_of(sentence, verb) not in words.HELD:
        return None
    if name.known is None or sentence.tokens[0].lower not in ("in", "at", "here", "back", "on", "by", "then", "later"):
        return None
    if (
        not name.known.kinds & {"city", "facility", "island"}
        or lemma_of(sentence, verb) in words.STATIVE | words.AGENCY
    ):
        return None
    state = clause(sentence, verb)
    if state.status != "visited" or verb.lower.endswith(("s", "ing")) or state.negated:
        return None
    return settled_as(
        sentence, name, verb, cue="scene", text=link.preposition.capitalize(), role="stop", travellers=(), strong=False
    )


def _onward(sentence: Sentence, name: Name, link: Link) -> Moved | None:
    """Fragments that go on: "Then on to Malta", "FRIDAY down to Naples", "Now for Sweden", "then Oslo"."""
    root = next(t for t in sentence.tokens if t.head == t.i)
    if root.pos in ("VERB", "AUX") or sentence.children(root, "nsubj", "cop", "expl"):
        return None
    before = [t.lower for t in sentence.tokens[max(0, name.first - 4) : name.first]]
    to = link.preposition in ("to", "into", "for", "onto") and bool(_ONWARD & set(before)) and "from" not in before
    then = not link.preposition and bool(before) and before[-1] in ("then", "next")
    text = " ".join(before[-3:])
    if to or then:
        return settled_as(sentence, name, root, cue="onward", text=text, role="stop", travellers=(), state=Clause())
    return None


def _object(sentence: Sentence, name: Name, link: Link, is_place: IsPlace) -> Moved | None:
    """A place as the object: "visited Paris", "left Moscow", "crossed the Rhine"."""
    verb = link.governor
    lemma = lemma_of(sentence, verb)
    mover = subject(sentence, verb)
    log = mover is None and (is_log(sentence, verb) or is_instruction(sentence, verb))
    if not is_actor(mover, is_place) and not log:
        return None
    who = movers_of(sentence, mover, verb)

    def settled(cue: str, *, role: Role = "stop", state: Clause | None = None) -> Moved | None:
        return settled_as(sentence, name, verb, cue=cue, text=verb.text, role=role, travellers=who, state=state)

    if lemma in (words.LEAVE | {"clear"}) - {"start", "begin"}:
        return settled("leave", role="origin")
    if lemma in words.PASS:
        return settled("pass", role="transit")
    if lemma in ("skip", "bypass", "avoid", "miss", "omit", "drop"):
        return settled("skip", state=Clause(status="cancelled"))
    if lemma in ("near", "approach"):
        return settled("approach", role="transit")
    if lemma in ("hit", "strike", "see", "batter", "lash") and mover is not None:
        storm = base(mover.text, "NOUN") in words.STORM or mover.pos == "PRON"
        if lemma == "see":  # "He saw Bethlehem, the Jordan and the Dead Sea"
            found = settled("see")
            return found and replace(found, strong=False)
        return settled("strike") if storm else None
    if lemma in (words.VISIT | {"join"}) - {"view", "depart"}:
        return settled("visit")
    return None


def _copula(sentence: Sentence, name: Name, link: Link, is_place: IsPlace) -> Moved | None:
    """Forms of "be": "Kim is still in Russia", "the next stop was Lyon", "then it was off to Somerville"."""
    token = link.head
    subjects = sentence.children(token, "nsubj", "expl")
    cops = [t.lower for t in sentence.children(token, "cop")]
    mover = subjects[0] if subjects else subject(sentence, token)
    if not cops or mover is None:
        return None
    if mover.lower in RELATIVE and token.dep.startswith("acl"):
        mover = sentence.head(token)
    state = clause(sentence, token)
    ordinal = any(t.lower in ("next", "first", "last", "second", "third") for t in sentence.children(mover, "amod"))
    stop = base(mover.text, "NOUN") in words.TRIP | {"destination", "leg", "port"}
    if not link.preposition and (stop or (ordinal and mover.lower in ("place", "halt", "town", "city", "island"))):
        if any(t.lower in PLANNED for t in sentence.children(mover)) and not {"was", "were"} & set(cops):
            state.plan()
        who = movers_of(sentence, owner(sentence, mover))
        return settled_as(
            sentence,
            name,
            token,
            cue="stop is",
            text=f"{mover.text} {cops[0]}",
            role="stop",
            travellers=who,
            state=state,
        )
    text = f"{cops[0]} {link.preposition}"
    if link.preposition in words.AT | words.TO | {"back", "off"}:
        off = any(t.lower in ("off", "on", "onward") for t in sentence.children(token, "advmod", "case"))
        if mover.lower == "it" and off:
            return settled_as(sentence, name, token, cue="go", text=text, role="stop", travellers=(), state=state)
        if is_actor(mover, is_place):
            if any(t.lower == "before" for t in sentence.children(token, "advmod")):
                return None  # "had been in Vienna before": an earlier journey
            going = link.preposition in words.TO or any(t.lower == "back" for t in sentence.children(token))
            return settled_as(
                sentence, name, token, cue="be", text=text, role="stop", travellers=movers_of(sentence, mover),
                strong=going, state=state,
            )  # fmt: skip
    return None


def _as_subject(sentence: Sentence, name: Name, link: Link, is_place: IsPlace) -> Moved | None:
    """The place as subject: "Paris was reached by", "Ghent came after", "Prague saw him in May"."""
    verb = link.governor
    seen = sentence.children(verb, "obj")
    if base(verb.text, "VERB") in ("see", "receive", "welcome", "greet") and seen and is_actor(seen[0], is_place):
        if (seen[0].pos == "PRON" or seen[0].entity == "PERSON") and not sentence.children(seen[0], "nmod"):
            who = movers_of(sentence, seen[0])
            return settled_as(
                sentence, name, verb, cue="receive", text=verb.text, role="stop", travellers=who, strong=False
            )
    follows = {t.lower for t in sentence.children(verb, "advmod", "obl", "obj")}
    if (verb.lower in ("followed", "follows") and not sentence.children(verb, "obj")) or (
        verb.lower in ("came", "comes") and follows & {"after", "next", "then", "first", "last"}
    ):
        if name.known is not None and name.known.kinds & {"city", "facility", "island"}:
            return settled_as(
                sentence, name, verb, cue="next", text=f"{verb.text}", role="stop", travellers=(), strong=False
            )
    if is_passive(sentence, verb) and lemma_of(sentence, verb) in words.VISIT:
        agents = sentence.children(verb, "obl:agent")
        if not agents or is_actor(agents[0], is_place):
            return settled_as(
                sentence, name, verb, cue="visit", text=f"was {verb.text}", role="stop",
                travellers=movers_of(sentence, agents[0] if agents else None),
            )  # fmt: skip
    return None


def _after_colon(sentence: Sentence, name: Name, link: Link, is_place: IsPlace) -> Moved | None:
    """Places that spell out a way.

    "Then he went south: La Rochelle at the end of the month, and Bilbao", "drove off in a sleigh: Warsaw on the 10th,
    Dresden", "The homeward way lay farther to the south: Heraclea, Thessalonica".
    """
    colon = next((t.i for t in sentence.tokens[: name.first][::-1] if t.text == ":"), None)
    if colon is None or link.preposition not in words.TO | words.VIA | words.AT | {""}:
        return None
    if any(t.pos == "VERB" and sentence.children(t, "nsubj") for t in sentence.tokens[colon : name.first]):
        return None
    for token in sentence.tokens[:colon][::-1]:
        lemma = lemma_of(sentence, token)
        if token.pos == "VERB" and lemma in words.GO | words.VISIT | words.ARRIVE | {"depart"}:
            mover = subject(sentence, token)
            if is_actor(mover, is_place):
                who = movers_of(sentence, mover, token)
                return settled_as(sentence, name, token, cue="go", text=f"{token.text}:", role="stop", travellers=who)
        if (token.pos == "NOUN" or token.i == 0) and base(token.text, "NOUN") in _TOURS:
            who = movers_of(sentence, owner(sentence, token))
            told = any(t.lower in ("was", "were", "had") for t in sentence.tokens[:colon])
            state = Clause(status="planned") if token.lower in _PROGRAMMES and not told else None
            return settled_as(
                sentence, name, token, cue="trip", text=f"{token.text}:", role="stop", travellers=who, state=state
            )
    return None


def _noun(sentence: Sentence, name: Name, link: Link, is_place: IsPlace) -> Moved | None:
    """A place on a noun: "his trip to", "a summit in", "the train from", "on a long journey from"."""
    noun, preposition = link.governor, link.preposition
    if noun.pos not in ("NOUN", "PROPN") or preposition not in words.TO | words.AT | words.FROM | words.VIA | {"of"}:
        return None
    lemma = base(noun.text, "NOUN")
    verb = verb_above(sentence, noun)
    trip = lemma in words.TRIP | words.DEPARTURE
    event = lemma in words.EVENT and not trip
    vehicle = lemma in words.VEHICLES or lemma in words.VESSEL or lemma in _BEASTS
    alone = verb is None and owner(sentence, noun) is None and predicate_above(sentence, noun) is None
    if lemma in _HALTS and preposition in ("in", "at", "near") and alone:
        return settled_as(
            sentence, name, noun, cue="event", text=f"{noun.text} {preposition}", role="stop", travellers=(),
            strong=False, state=Clause(),
        )  # fmt: skip
    if not trip and (preposition == "of" or not (event or (vehicle and preposition in ("from", "to", "for")))):
        return _misattached(sentence, name, link, verb, is_place)
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
    found = settled_as(
        sentence, name, noun, cue="event" if event else "trip", text=f"{noun.text} {preposition}", role=role,
        travellers=who, strong=not event, state=state, mode=mode,
    )  # fmt: skip
    return replace(found, again=True) if found and lemma == "return" and role == "stop" else found


def _travellers_of(
    sentence: Sentence, noun: Token, verb: Token | None, is_place: IsPlace, *, event: bool, vehicle: bool
) -> tuple[Token, ...]:
    """Who makes a trip or takes part in an event: its owner, the subject of the verb over it, those it is held with."""
    mover = owner(sentence, noun)
    named = noun.pos == "PROPN" or bool(sentence.children(noun, "det", "flat"))
    if (
        mover is None
        and vehicle
        and (noun.dep.startswith("nsubj") or (base(noun.text, "NOUN") in words.VESSEL and (named or verb is not None)))
    ):
        mover = noun
    above = verb if verb is not None else predicate_above(sentence, noun)
    if mover is None and above is not None:
        mover = subject(sentence, above)
        if mover is not None and base(mover.text, "NOUN") in words.TRIP | words.EVENT:
            mover = owner(sentence, mover)  # "Kim's trip is not over after the summit"
        says = base(above.text, "VERB") in ("say", "tell", "report", "write")
        if mover is None or mover.i == noun.i or says or (mover.entity == "ORG" and mover.pos != "PRON"):
            mover = None
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
    if is_called_off(sentence, noun) or modifiers & CANCELLED:
        return Clause(status="cancelled")
    if modifiers & PLANNED:
        state.status = "planned"
    behind = {t.lower for t in sentence.children(noun, "case")} & {"after", "following", "since", "during", "from"}
    if verb is None or behind:
        return state
    above = clause(sentence, verb)
    if above.status is None:
        return None
    if above.status != "visited":
        state.status = above.status
    elif base(verb.text, "VERB") in words.PLAN - {"set", "book", "order", "mean"}:
        state.status = "planned"
    state.negated = above.negated
    return state


def _misattached(sentence: Sentence, name: Name, link: Link, verb: Token | None, is_place: IsPlace) -> Moved | None:
    """A place that the parser hangs on the object while the verb is meant: "meeting leaders in Beirut"."""
    noun = link.governor
    while noun.dep.partition(":")[0] in ("flat", "appos") and noun.head != noun.i:
        noun = sentence.head(noun)  # "was put aboard the steamer Alma in Trieste"
    for _ in range(2):  # "viewed the inside of a warplane at the plant"
        if noun.dep == "nmod" and sentence.head(noun).pos == "NOUN" and case_of(sentence, noun) == "of":
            noun = sentence.head(noun)
    if verb is None or noun.dep.partition(":")[0] not in ("obj", "obl", "iobj") or noun.head != verb.i:
        return None
    lemma, preposition = lemma_of(sentence, verb), link.preposition
    if lemma in words.STATIVE | words.AGENCY or noun.entity == "ORG" or preposition == "of":
        return None
    if preposition == "from" and base(noun.text, "NOUN") in words.PEOPLE:
        return None
    moving = lemma in words.GO | words.ARRIVE | words.CARRY
    if not moving and preposition not in _HERE:
        return None
    return _oblique(sentence, name, Link(link.head, preposition, verb, "obl"), verb, is_place)


def _tour(sentence: Sentence, name: Name, link: Link) -> Moved | None:
    """A tour or a route as subject: "her tour of Africa included Ghana", "his route led from Ghana along the coast"."""
    if link.relation not in ("obj", "obl", "nmod"):
        return None
    verb = verb_above(sentence, link.governor)
    if verb is None:
        return None
    lemma, preposition = base(verb.text, "VERB"), link.preposition
    includes = verb.lower.startswith(("includ", "cover")) and link.relation in ("obj", "nmod")
    ways = words.FROM | words.VIA if link.governor.i == verb.i else frozenset[str]()
    goes = preposition in _HERE | words.TO | ways and lemma in words.GO | words.ARRIVE | _OF_TOURS
    if not (includes or goes):
        return None
    role: Role = "origin" if preposition == "from" else "transit" if preposition in words.VIA else "stop"
    for trip in sentence.children(verb, "nsubj"):
        if base(trip.text, "NOUN") in _TOURS:
            return settled_as(
                sentence, name, verb, cue="tour", text=f"{trip.text} {verb.text}", role=role,
                travellers=movers_of(sentence, owner(sentence, trip)),
            )  # fmt: skip
    return None


# --- order within the sentence ---------------------------------------------------------------------------------------


def _rank(sentence: Sentence, moved: Moved, turns: int) -> tuple[tuple[int, ...], str]:
    """When it happened against the rest of the sentence, and the word that says so.

    What follows "after" comes first, "before" last; a way starts at its origin and passes what lies between; after a
    turn ("then to") it starts anew.
    """
    step, token = 0, moved.predicate
    heeded: list[str] = []
    for _ in range(8):
        marks = [t.lower for t in sentence.children(token, "mark", "case", "advmod")]
        heeded += marks
        if _EARLIER & set(marks):
            step -= 2
        if _LATER & set(marks):
            step += 2
        if token.dep.startswith("acl:relcl"):
            step -= 1
            heeded += [t.lower for t in sentence.children(token) if t.lower in RELATIVE]
        head = sentence.head(token)
        if head.i == token.i:
            break
        token = head
    part = {"origin": 0, "transit": 1, "stop": 2}[moved.role]
    # clauses of one level in the order of the words; the places of one clause from start to end
    verb = verb_above(sentence, moved.predicate) or moved.predicate
    says = _LATER if step > 0 else _EARLIER | RELATIVE if step else frozenset[str]()
    return (step, verb.i, turns, part, moved.name.first), next((word for word in heeded if word in says), "")
