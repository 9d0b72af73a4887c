"""Who is meant by a description: "the Marshal", "the ship", "the party", "the minister's wife"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from geotrack.mentions import lexicon as words
from geotrack.mentions.bearers import CALENDAR, gender_of
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import base
from geotrack.mentions.mind import Mind
from geotrack.mentions.persons import Person, Roster, folded
from geotrack.mentions.phrases import phrase_of, written_name
from geotrack.model import TravellerKind

THINGS = ("vessel", "storm", "animal", "thing")
_PAIRS = frozenset("couple pair duo two both brothers sisters".split())
# groups that are those whom the text follows, under another word
_PARTIES = frozenset(
    """party group delegation couple team family crew convoy squad band caravan column expedition entourage company
    troupe mission""".split()
)
_PEOPLES = re.compile(r"(?:ans|ese|ish|ards|Swiss|Dutch|French|Poles|Danes|Swedes|Finns|Turks|Greeks|Czechs|Serbs)$")
_TORCHES = frozenset("torch flame".split())
_BEARERS = frozenset("runner bearer torchbearer torch-bearer".split())
# words that may stand for one another
_SYNONYMS = (
    frozenset(
        "leader dictator ruler marshal president monarch king emperor tsar sultan supremo autocrat strongman".split()
    ),
    frozenset("pope pontiff".split()),
    frozenset("minister diplomat envoy secretary".split()),
    frozenset("premier minister".split()),
    frozenset("singer star artist musician".split()),
    frozenset("writer author novelist poet".split()),
    frozenset("ship vessel boat carrier tanker freighter ferry steamer yacht liner bulker".split()),
    frozenset("plane aircraft jet aeroplane airplane airliner".split()),
    frozenset("cyclone hurricane typhoon storm tempest depression".split()),
    frozenset("torch flame fire relay".split()),
    frozenset("painting picture canvas panel portrait".split()),
)


class Descriptions:
    """The descriptions of a text; who turns up under one without a name enters the roster."""

    def __init__(
        self,
        text: str,
        sentences: tuple[Sentence, ...],
        roster: Roster,
        mind: Mind,
        is_place: Callable[[int, Token], bool],
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._roster = roster
        self._mind = mind
        self._is_place = is_place
        torches = ((number, t) for number, s in enumerate(sentences) for t in s.tokens if _is_the_torch(s, t))
        self._torch = next(torches, None)

    def introduce(self) -> None:
        """Keep in mind what the text tells of without a name, "the storm", "the tanker": "it" may stand for it."""
        for number, sentence in enumerate(self._sentences):
            for token in sentence.tokens:
                noun = base(token.text, "NOUN") if token.pos == "NOUN" and token.dep.startswith("nsubj") else ""
                if noun in words.STORM | words.VESSEL | words.ANIMAL:
                    for thing in self.meant(number, token, noun, ()):
                        self._mind.keep(number, token, thing)

    def meant(self, number: int, token: Token, noun: str, apart: tuple[Person, ...]) -> tuple[Person, ...]:
        """Who has been described so: "the North Korean dictator", "the ship", "the couple"."""
        sentence, lead = self._sentences[number], self._mind.lead
        definite = any(t.lower in ("the", "this", "that", "our") for t in sentence.children(token, "det"))
        definite = definite or any(t.pos == "PROPN" for t in sentence.children(token, "nmod:poss"))
        if noun in _BEARERS and (carried := self._carried(token)):
            return carried  # "the runners followed the shore": with the flame
        counted = definite or bool(sentence.children(token, "nummod"))
        adjectives = {t.lower for t in sentence.children(token, "amod", "compound") if t.text[0].isupper()}
        if noun in words.GROUP or noun in _PARTIES:
            if noun in _PARTIES - _PAIRS and lead is not None and lead not in apart:
                return (lead,)  # "the party flew on": those whom the text follows
            return self.new(number, token, noun, "group") if counted else ()
        if noun in words.CROWD:
            return self.new(number, token, noun, "group")
        if noun in words.PEOPLE and token.lower != noun:
            together = self._mind.side_by_side(number, token)  # "the leaders"
            if not together and lead is not None and noun in lead.descriptions:
                return (lead,)  # "the presidents flew on": one of them is followed
            return together or (self.new(number, token, noun, "group") if counted else ())
        kind: TravellerKind | None = (
            "person" if noun in words.PEOPLE
            else "storm" if noun in words.STORM
            else "vessel" if noun in words.VESSEL or noun in words.VEHICLES
            else "animal" if noun in words.ANIMAL
            else "thing" if noun in words.THING
            else None
        )  # fmt: skip
        if noun.endswith("-year-old") or (token.text[0].isupper() and kind is None and token.pos in ("ADJ", "NOUN")):
            kind = "person"  # "the 74-year-old", "the American"
            adjectives |= {token.lower}
        if kind is None or not definite:
            return ()
        same = {noun}.union(*(group for group in _SYNONYMS if noun in group))
        recent = self._mind.before(number, token)
        nearness = {id(p): i for i, p in enumerate(recent)}
        # nobody else can reach what is asked for below
        near = [p for word in (*same, *adjectives) for p in self._roster.described(word)]
        near += [*recent, *([lead] if lead else [])]
        options = {p.number: p for p in near if p.number >= 0 and p.kind == kind and p not in apart}
        scored = []
        for person in options.values():
            score = 2.0 * bool(person.descriptions & same)
            own = {d for d in person.descriptions if d in adjectives}
            others = {d for d in person.descriptions if d not in words.PEOPLE and d[:1].isalpha()} - adjectives
            score += 2.0 * bool(own) - (2.0 if adjectives and others and not own and kind == "person" else 0.0)
            score += 1.0 / (1 + nearness.get(id(person), 9)) + 0.5 * (person is lead)
            scored.append((score, -person.number, person))
        if scored:
            best = max(scored, key=lambda s: s[:2])
            if best[0] >= (0.4 if kind != "person" else 0.5):
                return (best[2],)
        if kind == "person" and lead is not None and lead not in apart and lead.kind == "person":
            strangers = any(p is not lead for word in adjectives for p in self._roster.described(word))
            return (lead,) if not strangers else ()
        if kind == "vessel" and lead is not None and lead.kind in ("person", "narrator", "group"):
            return (lead,)  # "the plane came down for water": with those whom the text follows
        if lead is not None and lead.kind in THINGS and kind in THINGS and lead not in apart:
            return (lead,)
        if kind in THINGS and noun not in words.VEHICLES.keys() - words.VESSEL:
            return self.new(number, token, noun, kind)
        return ()

    def _carried(self, token: Token) -> tuple[Person, ...]:
        """What those carry who run for it, the torch of which a text tells; one of them may run a lap of his own."""
        if self._torch is None or token.lower == base(token.text, "NOUN"):
            return ()
        number, torch = self._torch
        return self.meant(number, torch, base(torch.text, "NOUN"), ())

    def band(self, number: int, token: Token) -> tuple[Person, ...]:
        """The band or team of which a text last told by its name, for "the group" and "the Americans"."""
        before = self._mind.before(number, token)
        bands = (p for p in before if p.kind == "group" and p.named and not _PEOPLES.search(p.name))
        band = next(bands, None)
        return (band,) if band else ()

    def alike(self, number: int, token: Token, noun: str) -> tuple[Person, ...]:
        """Both of whom the text has described so: "the two presidents"."""
        counts = {t.lower for t in self._sentences[number].children(token, "nummod", "det")}
        found = [p for p in self._roster.described(noun) if p.named and p.kind == "person"]
        return tuple(found) if counts & {"two", "both"} and len(found) == 2 else ()

    def new(self, number: int, token: Token, noun: str, kind: TravellerKind) -> tuple[Person, ...]:
        """A traveller that has no name of its own: "the delegation", "the bust of Nefertiti", "the minister's wife"."""
        name = phrase_of(self._text, self._sentences[number], token)
        plain = name.count(" ") < 2
        for person in self._roster.bearing(noun):
            same = plain or name in person.aliases or all(alias.count(" ") < 2 for alias in person.aliases)
            if person.words == {noun} and person.kind == kind and same:
                person.aliases[name] += 1
                return (person,)
        person = Person(name=name, kind=kind, words={noun}, descriptions={noun}, gender=gender_of(noun), named=False)
        person.aliases[person.name] += 1
        self._roster.add(person)
        if kind == "person":
            self._roster.at[number, token.i] = person  # "the minister's wife" is nobody else, whomever the text follows
        return (person,)

    def unknown(self, number: int, token: Token) -> tuple[Person, ...]:
        """A name of no kind that the model knows, which moves all the same: a bird called B6, the Flying Scotsman."""
        sentence = self._sentences[number]
        if token.entity == "ORG" or self._is_place(number, token):
            return ()
        if token.lower in CALENDAR or not token.text[0].isupper():
            return ()

        def is_free(other: Token) -> bool:
            taken = (number, other.i) in self._roster.at or self._is_place(number, other)
            return not taken and base(other.text, "NOUN") not in words.PEOPLE

        name = written_name(self._text, sentence, token, is_free)
        if (token.pos != "PROPN" and " " not in name) or name.rpartition(" ")[2].lower() in words.LAID:
            return ()
        for person in self._roster.bearing(token.lower):
            return (person,)
        if _PEOPLES.search(name) and (band := self.band(number, token)):
            return band  # "Foo Fighters were to play; the Americans flew home"
        gender = next(filter(None, map(gender_of, folded(name))), "")
        kind: TravellerKind = "person" if gender else "group" if _PEOPLES.search(name) else "thing"
        person = Person(name=name, kind=kind, words=set(folded(name)), aliases=Counter({name: 1}), gender=gender)
        self._roster.add(person)
        return (person,)


def _is_the_torch(sentence: Sentence, token: Token) -> bool:
    noun = token.pos == "NOUN" and base(token.text, "NOUN") in _TORCHES
    return noun and any(t.lower == "the" for t in sentence.children(token, "det"))
