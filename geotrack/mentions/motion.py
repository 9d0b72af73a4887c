"""What a sentence says about a place: arrived, left, passed, was there, will go, called it off, or nothing.

A rule is a cue family: a governor (verb or event noun), the grammatical link from it to the place, and the preposition.
The place's dependency path leads to the governor (`syntax`); the governor says who moves; the words around it say
whether it happened (`reality`). Every rule has a name, and a sentence that it reads stands in its docstring.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from geotrack.mentions import lexicon as words
from geotrack.mentions.asides import is_aside
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import base
from geotrack.mentions.logs import entries_in
from geotrack.mentions.moved import Moved, is_actor, is_instruction, is_log, is_participle, movers_of, settled_as
from geotrack.mentions.names import Name
from geotrack.mentions.programme import called_off, fate_of
from geotrack.mentions.ranks import rank_of
from geotrack.mentions.reality import Clause, clause, is_in_vain
from geotrack.mentions.roles import denied, learned
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
    subject,
    verb_above,
)
from geotrack.mentions.trips import PROGRAMMES, TOURS, is_en_route, is_trip, on_a_noun, on_a_tour, stop_is
from geotrack.model import Role

_HERE = frozenset({"in", "at", "on", "near", "outside", "off", "aboard"})
# with "for" these go somewhere: "made for", "set out for"
_FOR = frozenset("make set start run turn push press head leave sail depart fly steer embark strike bear".split())
# with "in" or "at" these are no arrival: "ran in", "continued at"
_STAY = frozenset("run set start begin come continue end go move get make pass press push turn be".split())
_ARRIVALS = frozenset("way turn course stop landfall anchor berth land halt call port harbour harbor".split())
_STAYS_ON = frozenset("spend spent live lived stay stayed winter wintered camp land rest rested".split())
_TAKING = frozenset("take bring carry drive haul tow lug drag".split())
_GUESTS = frozenset("guest visitor prisoner patient captive hostage refugee passenger student".split())
_FAREWELLS = frozenset({"goodbye", "farewell", "adieu"})
_LINES = frozenset("river road coast line track trail path valley shore railway canal stream".split())
_SETTING_DOWN = frozenset("land put drop deliver lead".split())
_SETTLING = frozenset(
    {("take", "refuge"), ("find", "refuge"), ("seek", "refuge"), ("take", "shelter"), ("find", "shelter"),
     ("take", "sanctuary"), ("find", "asylum"), ("take", "lodgings"), ("take", "residence"),
     ("set", "foot"), ("make", "landfall"), ("drop", "anchor"), ("cast", "anchor")}
)  # fmt: skip
_ALONG = frozenset("on up down over back across away off forth home north south east west inland ashore".split())
_ONWARD = frozenset("then now next on off back down up over out home onward first finally later".split())


def movements_in(
    sentence: Sentence, names: list[Name], *, is_place: IsPlace, laid_out: bool = False, headed: bool = False
) -> Iterator[Moved]:
    """Readings of the mentions of one sentence, in order of happening as far as its words tell.

    `is_place` says whether a token belongs to some place name (and so moves nowhere itself), `headed` that the sentence
    stands under the heading of a day. Where the places are `laid_out` in a table or list, only the rules are heard: the
    model has not seen what stands above.
    """
    read = [moved for name in names if (moved := _read(sentence, name, is_place, headed=headed)) is not None]
    read = [moved for moved in read if not denied(sentence, moved, is_place)]
    seen = {m.name.first for m in read}
    read += entries_in(sentence, [n for n in names if n.first not in seen], headed=headed)
    found = []
    turns = turns_of(sentence, names)
    steps = steps_of(sentence, names, read)
    seen = {m.name.first for m in steps}
    if not laid_out:
        unread = [n for n in names if n.first not in seen and not is_container(sentence, n, is_place)]
        unread = [n for n in unread if not is_aside(sentence, n)]
        steps += [moved for name in unread if (moved := learned(sentence, name, is_place)) is not None]
    for moved in steps:
        home = moved.cue_text == AND_BACK
        rank, word = rank_of(sentence, moved, len(names) if home else turns[moved.name.first], is_place)
        found.append(replace(moved, rank=rank, ranked_by=word))
    yield from sorted(found, key=lambda m: m.rank)


def _read(sentence: Sentence, name: Name, is_place: IsPlace, *, headed: bool) -> Moved | None:
    if is_container(sentence, name, is_place) or is_aside(sentence, name):
        return None
    link = link_of(sentence, name, is_place)
    if link is None:
        return None
    found = _by_relation(sentence, name, link, is_place)
    if found is not None and not found.travellers and is_instruction(sentence, found.predicate):
        # under its day, "Return to Oslo" is also what a programme says
        return replace(found, cue=found.cue if headed else "guide", status="planned", under_way=False)
    return found


def _by_relation(sentence: Sentence, name: Name, link: Link, is_place: IsPlace) -> Moved | None:
    governor, relation = link.governor, link.relation
    onward = _onward(sentence, name, link)
    if onward is not None:
        return onward
    fate = fate_of(sentence, name, link, is_place)
    if fate is not None:
        return fate
    if governor.i == link.head.i or sentence.children(link.head, "cop"):
        return _copula(sentence, name, link, is_place)
    if relation == "nsubj":
        return _as_subject(sentence, name, link, is_place)
    if is_en_route(sentence, governor):
        found = on_a_noun(sentence, name, link, is_place)
    elif governor.pos in ("VERB", "AUX", "ADJ", "ADV"):
        if relation == "obj" or (relation in ("obl", "xcomp") and not link.preposition):
            found = _object(sentence, name, link, is_place)
        elif relation in ("obl", "advmod", "xcomp", "nmod", "advcl", "ccomp", "conj", "iobj"):
            found = (
                _oblique(sentence, name, link, governor, is_place)
                or called_off(sentence, name, link)
                or _scene(sentence, name, link, governor)
            )
        else:
            found = None
    elif relation in ("nmod", "obl", "appos", "acl", "conj", "compound", "dep"):
        noun = governor.pos in ("NOUN", "PROPN")
        found = (on_a_noun(sentence, name, link, is_place) or called_off(sentence, name, link)) if noun else None
        if found is None and not is_trip(governor):
            found = _misattached(sentence, name, link, is_place) or _engaged(sentence, name, link, is_place)
    else:
        found = None
    return found or on_a_tour(sentence, name, link) or _after_colon(sentence, name, link, is_place)


# --- the rules -----------------------------------------------------------------------------------------------------


def _oblique(sentence: Sentence, name: Name, link: Link, verb: Token, is_place: IsPlace) -> Moved | None:
    """A place behind a preposition: "arrived in", "flew from ... to", "was taken to", "met ... in"."""
    lemma, preposition = lemma_of(sentence, verb), link.preposition
    mover = subject(sentence, verb)
    passive = is_passive(sentence, verb)
    # of "It was in Trieste that he arrived", "that" is no object
    objects = sentence.children(verb, "obj") or sentence.children(verb, "iobj")
    objects = tuple(t for t in objects if t.lower != "that" or verb.head != link.head.i)
    if mover is None and len(objects) == 1 and name.last == verb.i and verb.i < objects[0].i <= verb.i + 2:
        mover, objects = objects[0], ()  # "Into Samarkand rode Vambery"
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
            negated = clause(sentence, verb).negated
            state = Clause(status="cancelled" if is_in_vain(sentence, verb) else "planned", negated=negated)
            return settled("expected", who=movers_of(sentence, mover), state=state)
    rides = any(base(t.text, "NOUN") in words.VEHICLES.keys() | words.VESSEL for t in objects[:1])
    if lemma == "board" and rides and preposition in words.TO and is_actor(mover, is_place):
        aboard = settled("go", who=movers_of(sentence, mover))
        visited = aboard is not None and aboard.status == "visited"
        return replace(aboard, status="planned", under_way=True) if aboard and visited else aboard
    if lemma == "catch" and rides:
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
            state = clause(sentence, verb)
            if mover is not None and base(mover.text, "NOUN") in PROGRAMMES and not passive and verb.lower == "takes":
                state.plan()  # "From there the schedule takes him to Jericho"
            return settled("carry", role=role, who=movers_of(sentence, moved, verb), state=state)
        if there and not own:
            return None  # something is carried that is no traveller
    if preposition == "to" and any(t.lower in _FAREWELLS for t in objects) and is_actor(mover, is_place):
        return settled("leave", role="origin", who=movers_of(sentence, mover))  # "bade farewell to"
    if lemma == "invite" and preposition in words.TO:
        invited = mover if passive else next(iter(objects), None)
        state = clause(sentence, verb)
        state.plan()
        return (
            settled("expected", who=movers_of(sentence, invited), state=state) if is_actor(invited, is_place) else None
        )
    welcomed = lemma == "welcome" and preposition == "to" and not passive  # "welcomed Meloni to Paris"
    if lemma in words.RECEIVE and (preposition in words.AT or welcomed):
        if passive and is_actor(mover, is_place):
            met = lemma in ("receive", "welcome", "greet", "meet", "host") and mover is not None and _is_named(mover)
            met = met and bool(sentence.children(verb, "obl:agent"))  # "was met in Khasan by the governor"
            return settled("guest" if met else "seen", who=movers_of(sentence, mover), strong=met)
        if objects and is_actor(objects[0], is_place) and (_is_named(objects[0]) or objects[0].pos == "PRON"):
            who = movers_of(sentence, objects[0])
            person = mover is not None and (mover.entity == "PERSON" or mover.pos == "PRON")
            if (lemma == "meet" and is_actor(mover, is_place)) or (lemma == "find" and person):
                who = (*movers_of(sentence, mover), *who)
            state = clause(sentence, verb)
            if lemma == "meet" and state.status == "planned" and person:
                return settled("expected", who=who, state=state)  # "is to meet Saied in Tunis"
            hosted = lemma in ("receive", "host", "welcome") and mover is not None and _is_named(mover)
            return settled("guest" if hosted else "receive", who=who, strong=hosted)
    log = mover is None and (is_log(sentence, verb) or is_instruction(sentence, verb))
    if not log and not is_actor(mover, is_place):
        return None
    who = movers_of(sentence, mover, verb)
    travels = lemma in words.GO | words.ARRIVE | words.LEAVE | {"depart"} and not passive
    if preposition == "from":
        if lemma == "come" and verb.lower != "came" and not sentence.children(verb, "aux"):
            return None  # "amber comes from Riga"
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
    if onward and not objects and not passive and lemma not in words.STATIVE | words.CARRY - words.GO:
        travels = True  # "squelched into Hereford", "sledged on to Riga"
    if any(t.lower == "way" for t in objects) and preposition in words.TO | words.VIA | words.FROM and not passive:
        return settled("go", role=role, who=who)  # "thumbed her way to Lisbon"
    joins = verb.lower in ("join", "joins", "joined") and any(_is_named(t) or t.pos == "PRON" for t in objects)
    if joins and preposition in words.AT:
        return settled("arrive", who=who)  # "joined Verlaine in Brussels"
    if (
        lemma == "follow"
        and objects
        and base(objects[0].text, "NOUN") in _LINES
        and preposition in words.TO | words.VIA
    ):
        return settled("go", role=role, who=who)  # "followed the river past Koblenz up to Basel"
    if travels:
        if preposition in words.TO and (preposition != "for" or lemma in _FOR):
            return settled("go", who=who)
        transitive = objects and base(objects[0].text, "NOUN") not in _ARRIVALS
        if preposition in words.AT and not transitive:
            weak = lemma in _STAY
            return settled("act" if weak else "arrive", who=who, strong=not weak)
    if preposition in words.AT and any((lemma, t.lower) in _SETTLING for t in objects) and not passive:
        return settled("arrive", who=who)  # "took refuge in"
    if lemma in words.PASS and preposition in words.AT and not passive:
        return settled("pass", role="transit", who=who)
    if preposition in words.VIA and not passive and lemma in words.GO | words.PASS | words.ARRIVE | {"slide", "slip"}:
        return settled("pass", role="transit", who=who)
    if lemma == "be" and preposition in words.AT | {"back"}:
        return settled("be", who=who, strong=False)
    # "in Lima she told them to wait"
    ill = lemma == "fall" and bool(sentence.children(verb, "xcomp"))  # "fell ill in"
    fronted = name.first < verb.i and mover is not None and (mover.pos == "PRON" or mover.entity == "PERSON")
    if preposition in _HERE and (
        lemma not in words.STATIVE | words.AGENCY or ill or (fronted and lemma in words.AGENCY | {"say", "tell"})
    ):
        if (passive or is_participle(verb)) and lemma not in words.HELD:
            return None
        island = name.known and name.known.kinds & {"island", "facility"}
        if preposition == "on" and lemma not in _STAYS_ON and not island:
            return None
        if mover is not None and mover.entity == "ORG" and mover.pos != "PRON":
            return None
        off = clause(sentence, verb).status == "cancelled"  # "had meant to attend the funeral in"
        return settled("skip" if off else "act", who=who, strong=off)
    return None


def _is_named(token: Token) -> bool:
    """Whether a word is somebody's name, as far as the model sees."""
    return token.entity == "PERSON" or (token.pos == "PROPN" and not token.entity)


def _scene(sentence: Sentence, name: Name, link: Link, verb: Token) -> Moved | None:
    """The scene of what follows: "In Tver there were no horses", "At Voss two guides were waiting"."""
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
    if verb_above(sentence, link.head) is not None:
        return None  # behind a dateline: "in talks before setting out on Tuesday for Japan"
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
    if lemma == "see" and mover is not None:  # "He saw Cairo, the Nile and the Red Sea"
        found = settled("see")
        return found and replace(found, strong=False)
    if lemma in words.RAVAGE and mover is not None:
        storm = _is_storm(sentence, mover) or (mover.pos == "PRON" and lemma in ("hit", "strike", "batter", "lash"))
        return settled("strike", role="transit" if lemma in ("brush", "graze") else "stop") if storm else None
    if any(t.lower == "last" and t.i < verb.i for t in sentence.children(verb, "advmod")):
        return None  # "last visited Malta as a child": long before
    if lemma in (words.VISIT | {"join"}) - {"view", "depart"}:
        return settled("visit")
    return None


def _is_storm(sentence: Sentence, mover: Token) -> bool:
    """Whether it is a storm by its noun, or by the title in front of its name: "Cyclone Freddy"."""
    title = sentence.tokens[mover.i - 1 : mover.i] if mover.pos == "PROPN" else ()
    return any(base(t.text, "NOUN") in words.STORM for t in (mover, *title))


def _copula(sentence: Sentence, name: Name, link: Link, is_place: IsPlace) -> Moved | None:
    """Forms of "be": "Amundsen is still in Nome", "the next stop was Lyon", "then it was off to Lyon"."""
    token = link.head
    subjects = sentence.children(token, "nsubj", "expl")
    cops = [t.lower for t in sentence.children(token, "cop")]
    mover = subjects[0] if subjects else subject(sentence, token)
    if not cops or mover is None:
        return None
    cleft = _cleft(sentence, name, link, is_place) if mover.lower == "it" else None
    if cleft is not None:
        return cleft
    if mover.lower in RELATIVE and token.dep.startswith("acl"):
        mover = sentence.head(token)
    state = clause(sentence, token)
    stop = stop_is(sentence, name, link, mover, cops[0])
    if stop is not None:
        return stop
    text = f"{cops[0]} {link.preposition}"
    if link.preposition in words.AT | words.TO | {"back", "off"}:
        off = any(t.lower in ("off", "on", "onward") for t in sentence.children(token, "advmod", "case"))
        if mover.lower == "it" and off:
            return settled_as(sentence, name, token, cue="go", text=text, role="stop", travellers=(), state=state)
        if is_actor(mover, is_place):
            if any(t.lower == "before" and t.i > token.i for t in sentence.children(token, "advmod")):
                return None  # "had been in Vienna before": an earlier journey
            going = link.preposition in words.TO or any(t.lower == "back" for t in sentence.children(token))
            # "has been to" tells of some time or other; "is back in" and "will be in Mongolia" of a journey
            journey = state.status == "planned" or (going and link.preposition not in words.TO)
            return settled_as(
                sentence, name, token, cue="go" if journey else "be", text=text, role="stop",
                travellers=movers_of(sentence, mover), strong=going or journey, state=state,
            )  # fmt: skip
    return None


def _engaged(sentence: Sentence, name: Name, link: Link, is_place: IsPlace) -> Moved | None:
    """Where somebody was at something: "was on stage in Montreux", "is in hospital in Bern", "was a guest at"."""
    noun = link.governor
    held = case_of(sentence, noun) in ("on", "in", "at", "under") or base(noun.text, "NOUN") in _GUESTS
    doing = held and sentence.children(noun, "cop")
    mover = next(iter(sentence.children(noun, "nsubj")), None)
    if is_place(noun) and any(t.text == "," for t in sentence.tokens[noun.i : name.first]):
        return None  # "was at Voss, at the foot of the hills of Hardanger"
    if not doing or mover is None or link.preposition not in _HERE or not is_actor(mover, is_place):
        return None
    return settled_as(
        sentence, name, noun, cue="be", text=f"{noun.text} {link.preposition}", role="stop",
        travellers=movers_of(sentence, mover), strong=False,
    )  # fmt: skip


def _cleft(sentence: Sentence, name: Name, link: Link, is_place: IsPlace) -> Moved | None:
    """A place set in front with "it was": "It was in Trieste that Burton arrived", "It was Lyon that she left"."""
    verb = next((t for t in sentence.children(link.head, "acl", "advcl", "ccomp") if t.pos == "VERB"), None)
    if verb is None or not any(t.lower == "that" and t.i < verb.i for t in sentence.children(verb)):
        return None
    clause_link = Link(link.head, link.preposition, verb, "obl" if link.preposition else "obj")
    if not link.preposition:
        return _object(sentence, name, clause_link, is_place)
    return _oblique(sentence, name, clause_link, verb, is_place)


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
    if (verb.lower in ("followed", "follows", "follow") and not sentence.children(verb, "obj")) or (
        verb.lower in ("came", "comes", "come") and follows & {"after", "next", "then", "first", "last"}
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
    Dresden", "The way back lay along the coast: Malaga, Valencia".
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
        other = token.text == "March" or token.lower in ("ways", "routes")  # "there are two routes:"
        if (token.pos == "NOUN" or token.i == 0) and base(token.text, "NOUN") in TOURS and not other:
            who = movers_of(sentence, owner(sentence, token))
            told = any(t.lower in ("was", "were", "had") for t in sentence.tokens[:colon])
            state = Clause(status="planned") if token.lower in PROGRAMMES and not told else None
            return settled_as(
                sentence, name, token, cue="trip", text=f"{token.text}:", role="stop", travellers=who, state=state
            )
    return None


def _misattached(sentence: Sentence, name: Name, link: Link, is_place: IsPlace) -> Moved | None:
    """A place that the parser hangs on the object while the verb is meant: "meeting leaders in Beirut"."""
    noun = link.governor
    verb = verb_above(sentence, noun)
    while noun.dep.partition(":")[0] in ("flat", "appos") and noun.head != noun.i:
        noun = sentence.head(noun)  # "was put aboard the steamer Alma in Trieste"
    for _ in range(2):  # "viewed the inside of a warplane at the plant"
        if noun.dep == "nmod" and sentence.head(noun).pos == "NOUN" and case_of(sentence, noun) == "of":
            noun = sentence.head(noun)
    if verb is None or noun.dep.partition(":")[0] not in ("obj", "obl", "iobj") or noun.head != verb.i:
        return None
    if noun.lower in _FAREWELLS:
        return _oblique(sentence, name, Link(link.head, link.preposition, verb, "obl"), verb, is_place)
    lemma, preposition = lemma_of(sentence, verb), link.preposition
    if lemma in words.STATIVE | words.AGENCY or noun.entity == "ORG" or preposition == "of":
        return None
    if preposition == "from" and base(noun.text, "NOUN") in words.PEOPLE:
        return None
    moving = lemma in words.GO | words.ARRIVE | words.CARRY
    if not moving and preposition not in _HERE:
        return None
    nearer = [t for t in sentence.children(noun, "nmod") if noun.i < t.i < name.first and case_of(sentence, t) != "of"]
    if not moving and nearer:
        return None  # "met a column from the army in Spain": the place may be the army's
    return _oblique(sentence, name, Link(link.head, preposition, verb, "obl"), verb, is_place)
