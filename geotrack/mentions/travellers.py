"""Who is meant by a word: "he", "the Marshal", "his train", "the party", "we".

A name is looked up in the `Roster`; a description goes to whom the text has described so, a pronoun to whoever it last
spoke of, and what is left to the one whom it follows. "We" and "I" outside quotation marks are the narrator.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable

from geotrack.mentions import lexicon as words
from geotrack.mentions.bylines import author_of
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import base
from geotrack.mentions.mind import Mind, plainness
from geotrack.mentions.persons import CALENDAR, Person, Roster, folded, gender_of
from geotrack.mentions.phrases import phrase_of, written_name
from geotrack.mentions.syntax import subject, verb_above
from geotrack.model import TravellerKind

_FIRST = frozenset("i we me us my our mine ours myself ourselves".split())
_ME = frozenset("i me my mine myself".split())
_SAYS = frozenset("say tell write announce add added recall recalled explain explained reply replied".split())
LINKED, BESIDE = 0.4, 0.2
"""Probability from which the language model is believed about whom a word stands for; and, of several, each."""
_YOU = frozenset({"you", "yourself"})
_HE = frozenset("he him his himself".split())
_SHE = frozenset("she her hers herself".split())
_THEY = frozenset("they them their theirs themselves".split())
_IT = frozenset("it its itself".split())
_THIRD = _HE | _SHE | _IT
_PRONOUNS = _FIRST | _THEY | _THIRD
JOURNEY = 5  # words of travel count two, acts one
_THINGS = ("vessel", "storm", "animal", "thing")
# groups that are those whom the text follows, under another word
_PARTIES = frozenset(
    """party group delegation couple team family crew convoy squad band caravan column expedition entourage company
    troupe mission""".split()
)
_KIN = frozenset({"family"})
# what a headline calls the list itself: "Ferry timetable for the ...", "Log of ..."
_LISTING = re.compile(
    r"^(?:\w+\s){0,2}(?:time-?table|schedule|itinerary|route|stages|stops|dates|log|programme|calls|ports of call"
    r"|cruise|voyages?|wanderings)"
    r"\s(?:of|for)\s",
    re.IGNORECASE,
)
_JOURNEYS = frozenset("travel fly sail tour cycle voyage journey".split())
_PEOPLES = re.compile(r"(?:ans|ese|ish|ards|Swiss|Dutch|French|Poles|Danes|Swedes|Finns|Turks|Greeks|Czechs|Serbs)$")
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


class Cast:
    """All who may move in a text, and who is meant by a word of it."""

    def __init__(self, text: str, sentences: tuple[Sentence, ...], is_place: Callable[[int, Token], bool]) -> None:
        roster = Roster(text, sentences, is_place)
        self._text = text
        self._sentences = sentences
        self._is_place = is_place
        self._roster = roster
        self._people = roster.people
        self._at = roster.at
        self._mind = Mind(sentences, self._at)
        self._first_line = text.lstrip().partition("\n")[0]
        self._quoted = _quoted_spans(text)
        self._listed: tuple[int, Person | None] | None = None
        self._narrator = self._find_narrator(text)
        self._lead: Person | None = None
        self.is_journey = False
        """Whether the text follows somebody far enough that its scenes are his stops."""
        self.travels = False
        """Whether words of travel are said of whom the text follows."""
        self.reader: Person | None = None
        """The "you" of a guidebook, where nobody else is told to travel."""
        self.keeper: Person | None = None
        """Whose log the text is, where it tells of nobody's travels but leaves out who went."""
        self._reports = False  # whether the narrator is not told to travel
        self._together: tuple[Person, ...] = ()  # those who were last named side by side
        self._pronouns: dict[tuple[int, int], Person] = {}
        self._meant: dict[tuple[int, int], tuple[Person, ...]] = {}  # whom words without a name were found to mean
        self._follow_pronouns()

    def _introduce(self) -> None:
        """Keep in mind what the text tells of without a name, "the storm", "the tanker": "it" may stand for it."""
        for number, sentence in enumerate(self._sentences):
            for token in sentence.tokens:
                noun = base(token.text, "NOUN") if token.pos == "NOUN" and token.dep.startswith("nsubj") else ""
                if noun in words.STORM | words.VESSEL | words.ANIMAL:
                    for thing in self._description(number, token, noun, ()):
                        self._mind.keep(number, token, thing)

    def _find_narrator(self, text: str) -> Person | None:
        """The one behind "we" and "I" outside quotation marks, if they carry the text."""
        count, plural = self._first_persons()
        me = "we" if plural * 2 > count else "I"
        author = author_of(text, self._sentences)
        if count < max(1 if author else 2, len(self._sentences) // 12):
            return None
        named = self._at.get(author[:2]) if author else None
        if named is not None and named.kind == "person":
            named.aliases[me] += 1
            named.mentions += count
            return named
        narrator = Person(name="narrator", kind="narrator", words=set(), aliases=Counter({me: 1}))
        narrator.mentions = count
        return narrator

    def _first_persons(self) -> tuple[int, int]:
        """How often the text says "I" or "we" outside quotation marks, and how often "we"."""
        count, plural = 0, 0
        for sentence in self._sentences:
            for token in sentence.tokens:
                if token.lower in _FIRST and not self._in_quotes(token) and token.text not in ("US",):
                    count += 1
                    plural += token.lower in ("we", "us", "our", "ours")
        return count, plural

    def _in_quotes(self, token: Token) -> bool:
        before = bisect_right(self._quoted, token.start, key=lambda span: span[0])
        return before > 0 and token.start < self._quoted[before - 1][1]

    # --- resolving ---------------------------------------------------------------------------------------------------

    @property
    def narrator(self) -> Person | None:
        """The first-person traveller, where the text has one."""
        return self._narrator

    def _take_together(self, moving: Counter[Person]) -> None:
        """Let "the ship" be the Razoni, "the torch" the flame and "the plane" that of those whom the text follows."""
        lead = self._lead
        if lead is None:
            return
        if lead.kind in _THINGS:
            named = [p for p in self._people if p.kind in _THINGS and p.named and (p.mentions > 1 or moving[p])]
            if not lead.named and named:
                lead = self._lead = max(named, key=lambda p: (moving[p], p.mentions))
            gone = [p for p in self._people if p.kind in _THINGS and not p.named and p is not lead]
        else:
            gone = [p for p in self._people if p.kind == "vessel" and not p.named and p.words & words.VEHICLES.keys()]
        for person in gone:
            self._roster.remove(person)

    def is_named(self, number: int, token: Token) -> bool:
        """Whether a word of a sentence is somebody's name."""
        return (number, token.i) in self._at

    def follow(self, moving: Counter[Person], *, entries: int = 0, guided: int = 0) -> None:
        """Let words that nobody else answers to mean the one whom the text shows on the move most often.

        `entries` is how many sentences tell of travel and leave out whose: "Left Bergen."; `guided` how often the text
        sends its reader somewhere.
        """
        self._lead = max(moving, key=lambda p: (moving[p], p.mentions), default=None)
        # "the bus" that takes you there has no name; nor does the author of a guide move, who says "we" here and there
        others = any(p.named and moving[p] > (p is self._narrator) for p in moving)
        if guided > 1 and not others:
            self._lead = self.reader = Person(name="you", kind="person", words=set(), aliases=Counter({"you": 1}))
            moving[self.reader] = 2 * guided
        if self._lead is None and entries:
            self.keeper = self._keeper(entries)
        self.is_journey = self._lead is not None and moving[self._lead] >= JOURNEY
        self.travels = self._lead is not None and moving[self._lead] > 1
        ours = any(word in _FIRST for word in re.findall(r"\w+", self._first_line.lower()))
        self._reports = self._lead is not None and self._lead is self._narrator and not (self.travels or ours)
        self._take_together(moving)
        self._listed = None
        for person in self._people:
            if not person.gender and person.called:
                person.gender = person.called.most_common(1)[0][0]
        self._follow_pronouns()

    def _keeper(self, entries: int) -> Person | None:
        """Whose log it is, where nobody else is told to move: its author's, a ship's, or that of whoever wrote it."""
        author = author_of(self._text, self._sentences)
        named = self._at.get(author[:2]) if author else None
        ships = [p for p in self._people if p.kind == "vessel" and p.named]
        if named is not None or len(ships) == 1:
            return named or ships[0]
        count, plural = self._first_persons()
        listed = None if count else self._whose_list()
        if listed is not None:
            return listed  # "Pope Francis in Cuba: the programme"
        if entries + bool(count) < 2:
            return None  # a single line may be a headline
        return Person(name="narrator", kind="narrator", words=set(), aliases=Counter({"we" if plural else "I": 1}))

    def whose_list(self) -> Person | None:
        """Whose stops a list gives: those of whom the text follows.

        Where that is only a "we" who organise and report, those of whom the headline names.
        """
        listed = self._follows_a_list()
        if listed is not None and self._reports and self.in_headline(listed):
            return listed
        return self._narrator or self._lead or self.keeper or listed

    def _follows_a_list(self) -> Person | None:
        """Whose stops a list gives, where nobody is told to move: a ship, or whom a text on a journey names.

        The singer over the dates of a tour; where the text names nobody, the race itself. A list of earthquakes has
        dates and places as well, and nobody goes there.
        """
        # every line of a list asks, and the answer stays the same until somebody is added
        if self._listed is None or self._listed[0] != len(self._people):
            self._listed = len(self._people), self._whose_list()
        return self._listed[1]

    def introduced(self, number: int) -> Person | None:
        """Whose list a sentence announces: "Her log reads as follows:", "Programme of the Pope:"."""
        sentence = self._sentences[number]
        if sentence.tokens[-1].text != ":":
            return None
        found: list[Person] = []
        for token in sentence.tokens:
            named = self._at.get((number, token.i))
            does = token.dep.startswith("nsubj") and base(sentence.head(token).text, "VERB") not in _SAYS
            if (does or token.dep.startswith("nmod")) and (named is not None or token.lower in _FIRST | _HE | _SHE):
                found += [p for p in self.resolve(number, token) if p not in found]
        people = [p for p in found if p.kind in ("person", "narrator")] or found
        return people[0] if len(people) == 1 else None

    def _whose_list(self) -> Person | None:
        people = [p for p in self._people if p.kind != "group"]
        told = {
            k
            for k, s in enumerate(self._sentences)
            if any(base(t.text, "NOUN") in words.JOURNEYS or base(t.text, "VERB") in _JOURNEYS for t in s.tokens)
        }
        if not told:
            people = [p for p in people if p.kind in _THINGS]
            return max(people, key=lambda p: p.mentions, default=None)
        headed = {id(self._at[0, t.i]) for t in self._sentences[0].tokens if (0, t.i) in self._at}
        sure = [p for p in people if p.mentions > 1 or id(p) in headed]
        beside = [self._at[at] for at in sorted(self._at) if at[0] in told and self._at[at] in people]
        headline = self._headline() if 0 in told else None
        return max(sure, key=lambda p: p.mentions, default=None) or headline or next(iter(beside), None)

    def _headline(self) -> Person | None:
        """What the first line names in front of a colon, a dash, a year or a verb: "TOUR DE FRANCE 2024: THE ROUTE"."""
        line = self._first_line
        name = re.split(r"\s?[:|(]|\s[–—-]|,?\s\d{4}\b|['’]s?\s|\.$|\s(?:announces?|will|on tour)\b", line, maxsplit=1)[
            0
        ].strip()
        name = _LISTING.sub("", name)
        name = re.sub(r"^(?i:the|a|an)\s", "", name)
        if not name or len(name.split()) > 6:
            return None
        written = re.search(rf"(?!{re.escape(name)})(?i:{re.escape(name)})", self._text)  # without the shouting
        called = written.group() if written and name.isupper() else name
        known = next((p for p in self._people if p.name == called), None)
        if known is None:
            words_of = set(called.lower().split())
            known = Person(name=called, kind="thing", words=words_of, aliases=Counter({called: 1}))
            self._roster.add(known)
        return known

    def in_headline(self, person: Person) -> bool:
        """Whether the first line names somebody."""
        return person.name.lower() in self._first_line.lower()

    @property
    def lead(self) -> Person | None:
        """Whom the text follows."""
        return self._lead

    def may_mean_lead(self, token: Token) -> bool:
        """Whether a word that nobody else answers to can mean whom the text follows: "he", the pilot of the flight.

        Of a person nobody says "it": "waste was a nuisance, and it went into the river".
        """
        if token.lower in _IT:
            return self._lead is not None and self._lead.kind not in ("person", "narrator")
        pronoun = token.pos == "PRON" and token.lower in _THIRD
        return pronoun or base(token.text, "NOUN") in words.VEHICLES.keys() | words.VESSEL

    def resolve(self, number: int, token: Token, *, apart: tuple[Person, ...] = ()) -> tuple[Person, ...]:
        """Who is meant by a word; an empty tuple where nobody can be.

        `apart` are those who stand beside the word and so are somebody else: "the Marshal, who arrived with Putin".
        """
        found = self._resolve(number, token, apart)
        if found:
            self._meant[number, token.i] = found
        return found

    def linked(self, number: int, token: Token, apart: tuple[Person, ...] = ()) -> tuple[Person, ...]:
        """Who moves by the language model, for a word that names nobody, or a place where no word says who is there."""
        shares: Counter[Person] = Counter()
        for link in self._sentences[number].links[token.i]:
            at = number - link.back, link.i
            named = self._at.get(at)
            for person in (named,) if named else self._meant.get(at, ()):
                if person not in apart:
                    shares[person] += link.odds
        likely = tuple(person for person, share in shares.most_common(3) if share >= BESIDE)
        return likely if shares.total() >= LINKED else ()

    def _resolve(self, number: int, token: Token, apart: tuple[Person, ...]) -> tuple[Person, ...]:
        known = self._at.get((number, token.i)) or self._pronouns.get((number, token.i))
        if known is not None and known not in apart:
            return (known,)
        if token.pos == "PRON" or token.lower in _PRONOUNS:
            return self._pronoun(number, token, apart)
        sentence = self._sentences[number]
        for named in sentence.children(token, "appos", "flat"):  # "North Korean leader Kim Jong Un"
            if (number, named.i) in self._at:
                return (self._at[number, named.i],)
        noun = base(token.text, "NOUN")
        if noun in words.TRIP | {"tour", "relay"} and self._lead is not None:
            return (self._lead,)  # "The Eras Tour moves on to"
        owner = next(iter(sentence.children(token, "nmod:poss")), None)
        called = token.pos == "PROPN" and owner is not None and owner.pos == "PRON"
        carried = noun in words.VEHICLES or noun in words.VESSEL | words.GROUP - _KIN or called
        before = owner is not None and owner.i < token.i  # else "the convoy his" would ask whose it is for ever
        if carried and before and owner is not None and not self._is_place(number, owner):
            return self.resolve(number, owner, apart=apart)  # "Kim's convoy", "his Falcon"
        if owner is not None and noun in words.PEOPLE | _KIN and not self._is_place(number, owner):
            # "his wife" is somebody else, and has no name yet; "the minister's wife" is a name
            if owner.pos == "PRON" or owner.lower in CALENDAR:
                return ()
            return self._new(number, token, noun, "group" if noun in _KIN or token.lower != noun else "person")
        if linked := self.linked(number, token, apart):
            return linked
        if token.pos in ("NUM", "DET") and noun in ("two", "three", "four", "both", "all", "others"):
            return self._group_before(number, token)
        described = self._description(number, token, noun, apart) if token.pos in ("NOUN", "PROPN") else ()
        return described or self._unknown(number, token)

    def _unknown(self, number: int, token: Token) -> tuple[Person, ...]:
        """A name of no kind that the model knows, which moves all the same: a bird called B6, the Flying Scotsman."""
        sentence = self._sentences[number]
        if token.entity == "ORG" or self._is_place(number, token):
            return ()
        if token.lower in CALENDAR or not token.text[0].isupper():
            return ()

        def is_free(other: Token) -> bool:
            taken = (number, other.i) in self._at or self._is_place(number, other)
            return not taken and base(other.text, "NOUN") not in words.PEOPLE

        name = written_name(self._text, sentence, token, is_free)
        if token.pos != "PROPN" and " " not in name:
            return ()
        for person in self._roster.bearing(token.lower):
            return (person,)
        kind: TravellerKind = "group" if _PEOPLES.search(name) else "thing"
        person = Person(name=name, kind=kind, words=set(folded(name)), aliases=Counter({name: 1}))
        self._roster.add(person)
        return (person,)

    def _pronoun(self, number: int, token: Token, apart: tuple[Person, ...]) -> tuple[Person, ...]:
        lower = token.lower
        if lower in _YOU:
            return (self.reader,) if self.reader and not self._in_quotes(token) else ()
        if lower in _FIRST:
            if self._in_quotes(token):
                return self._speaker(number, apart) if lower in _ME else ()
            return (self._narrator,) if self._narrator else ()
        if lower in ("who", "which", "that", "whom", "whose"):
            return ()
        linked = self.linked(number, token, apart)
        if lower in _THEY:
            return linked or self._group_before(number, token)
        if linked:
            return linked[:1]
        sentence = self._sentences[number]
        if token.dep == "nmod:poss":
            # "the Marshal, who arrived with Putin in his train": the subject of the clause
            verb = verb_above(sentence, token)
            owner = subject(sentence, verb) if verb is not None else None
            if owner is not None and owner.i < token.i and owner.lower not in _IT | _THEY:
                bound = self.resolve(number, owner, apart=apart) if owner.pos != "PRON" else ()
                if bound and all((p.kind in ("person", "animal")) == (lower in _HE | _SHE) for p in bound):
                    return bound
        kinds: tuple[str, ...]
        kinds = ("person",) if lower in _HE | _SHE else ("vessel", "storm", "animal", "thing", "group")
        gender = "he" if lower in _HE else "she" if lower in _SHE else ""
        if lower in _SHE:
            kinds = ("person", "vessel")
        if lower in _HE | _SHE:
            kinds = (*kinds, "animal")
        best = self._likeliest(number, token, kinds, gender, apart)
        if best is not None:
            if gender and best.kind == "person":
                best.called[gender] += 1
            return (best,)
        lead = self._lead
        if lead is None or lead in apart or (gender and lead.gender and lead.gender != gender):
            return ()
        return (lead,) if lead.kind in kinds or (lower == "it" and lead.kind != "narrator") else ()

    def _speaker(self, number: int, apart: tuple[Person, ...]) -> tuple[Person, ...]:
        """Who says "I" in the quotation of a sentence: “I have come to Kyiv by train,” Modi told the students."""
        sentence = self._sentences[number]
        for token in sentence.tokens:
            says = base(sentence.head(token).text, "VERB") in _SAYS
            if says and token.dep.startswith("nsubj") and not self._in_quotes(token) and token.lower not in _FIRST:
                return self.resolve(number, token, apart=apart)
        return ()

    def _likeliest(
        self, number: int, token: Token, kinds: tuple[str, ...], gender: str, apart: tuple[Person, ...]
    ) -> Person | None:
        """Who a pronoun stands for: of whom the text speaks here and spoke before, and whom it follows."""
        sentence = self._sentences[number]
        here: dict[Person, float] = {}
        for other in sentence.tokens[: token.i]:
            person = self._at.get((number, other.i)) or self._pronouns.get((number, other.i))
            if person is not None:
                here[person] = max(here.get(person, 0.0), plainness(sentence, other))

        def fits(person: Person) -> bool:
            if person.kind not in kinds or person in apart:
                return False
            if token.lower in _IT and person.kind == "group" and person.name.endswith("s"):
                return False  # "the Danes"
            return not (gender and person.gender and person.gender != gender)

        return self._mind.likeliest(number, here, fits, lead=self._lead, gender=gender)

    def _follow_pronouns(self) -> None:
        """Resolve the pronouns of the third person, in order, so that a sentence about "he" keeps him in mind."""
        self._pronouns.clear()
        self._meant.clear()
        self._mind = Mind(self._sentences, self._at)
        self._introduce()
        for number, sentence in enumerate(self._sentences):
            for token in sentence.tokens:
                if token.lower in _THEY and not self._in_quotes(token):
                    self._meant[number, token.i] = self._pronoun(number, token, ())
                if token.lower in _THIRD and not self._in_quotes(token):
                    found = self._meant[number, token.i] = self._pronoun(number, token, ())
                    for person in found:
                        if token.dep.startswith("nsubj"):
                            self._pronouns[number, token.i] = person
                        self._mind.keep(number, token, person)

    def _group_before(self, number: int, token: Token) -> tuple[Person, ...]:
        """Who "they" are: two or more that stood together, else the last group."""
        found = self._together_before(number, token, or_group=True)
        if found:
            return found
        if self._together and (self._lead is None or self._lead in self._together):
            return self._together
        return (self._lead,) if self._lead else ()

    def _together_before(self, number: int, token: Token, *, or_group: bool = False) -> tuple[Person, ...]:
        """Those who were last named side by side as subjects, or a group, if that came later."""
        for k in range(number, max(-1, number - 5), -1):
            sentence = self._sentences[k]
            for candidate in sentence.tokens:
                if k == number and candidate.i >= token.i:
                    break
                person = self._at.get((k, candidate.i))
                if person is None or not candidate.dep.startswith("nsubj"):
                    continue
                together = [self._at[k, t.i] for t in sentence.children(candidate, "conj") if (k, t.i) in self._at]
                if together:
                    self._together = (person, *together)
                    return self._together
                if or_group and person.kind == "group":
                    return (person,)
        return ()

    def _description(self, number: int, token: Token, noun: str, apart: tuple[Person, ...]) -> tuple[Person, ...]:
        """Who has been described so: "the North Korean dictator", "the ship", "the couple"."""
        sentence = self._sentences[number]
        definite = any(t.lower in ("the", "this", "that", "our") for t in sentence.children(token, "det"))
        definite = definite or any(t.pos == "PROPN" for t in sentence.children(token, "nmod:poss"))
        counted = definite or bool(sentence.children(token, "nummod"))
        adjectives = {t.lower for t in sentence.children(token, "amod", "compound") if t.text[0].isupper()}
        if noun in words.GROUP or noun in _PARTIES:
            if noun in ("couple", "pair", "duo", "two", "both", "brothers", "sisters"):
                return self._group_before(number, token) or self._new(number, token, noun, "group")
            if noun in _PARTIES and self._lead is not None and self._lead not in apart:
                return (self._lead,)  # "the party flew on": those whom the text follows
            return self._new(number, token, noun, "group") if counted else ()
        if noun in words.CROWD:
            return self._new(number, token, noun, "group")
        if noun in words.PEOPLE and token.lower != noun:
            together = self._together_before(number, token)  # "the leaders"
            if not together and self._lead is not None and noun in self._lead.descriptions:
                return (self._lead,)  # "the presidents flew on": one of them is followed
            return together or (self._new(number, token, noun, "group") if counted else ())
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
        recent = self._recent(number, token)
        nearness = {id(p): i for i, p in enumerate(recent)}
        # nobody else can reach what is asked for below
        near = [p for word in (*same, *adjectives) for p in self._roster.described(word)]
        near += [*recent, *([self._lead] if self._lead else [])]
        options = {p.number: p for p in near if p.number >= 0 and p.kind == kind and p not in apart}
        scored = []
        for person in options.values():
            score = 2.0 * bool(person.descriptions & same)
            own = {d for d in person.descriptions if d in adjectives}
            others = {d for d in person.descriptions if d not in words.PEOPLE and d[:1].isalpha()} - adjectives
            score += 2.0 * bool(own) - (2.0 if adjectives and others and not own and kind == "person" else 0.0)
            score += 1.0 / (1 + nearness.get(id(person), 9)) + 0.5 * (person is self._lead)
            scored.append((score, -person.number, person))
        if scored:
            best = max(scored, key=lambda s: s[:2])
            if best[0] >= (0.4 if kind != "person" else 0.5):
                return (best[2],)
        lead = self._lead
        if kind == "person" and lead is not None and lead not in apart and lead.kind == "person":
            strangers = any(p is not lead for word in adjectives for p in self._roster.described(word))
            return (lead,) if not strangers else ()
        if kind == "vessel" and lead is not None and lead.kind in ("person", "narrator", "group"):
            return (lead,)  # "the plane came down for water": with those whom the text follows
        if lead is not None and lead.kind in _THINGS and kind in _THINGS and lead not in apart:
            return (lead,)
        if kind in _THINGS and noun not in words.VEHICLES.keys() - words.VESSEL:
            return self._new(number, token, noun, kind)
        return ()

    def _new(self, number: int, token: Token, noun: str, kind: TravellerKind) -> tuple[Person, ...]:
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
            self._at[number, token.i] = person  # "the minister's wife" is nobody else, whomever the text follows
        return (person,)

    def _recent(self, number: int, token: Token) -> list[Person]:
        """Of whom the text has spoken before a word, the latest first, the subject before the others.

        Who is named in its sentence after it is somebody else: "the Marshal, who arrived with Putin".
        """
        here = self._sentences[number].tokens[: token.i]
        found = [self._at[number, t.i] for t in here if (number, t.i) in self._at]
        return list(dict.fromkeys([*found, *self._mind.before(number)]))


def _quoted_spans(text: str) -> list[tuple[int, int]]:
    """Where somebody else speaks: between quotation marks, within one paragraph."""
    spans: list[tuple[int, int]] = []
    position = 0
    for line in text.split("\n"):
        opened: int | None = None
        for match in re.finditer(r"[“”\"]", line):
            mark, at = match.group(), position + match.start()
            if mark == "“" or (mark == '"' and opened is None):
                opened = at if opened is None else opened
            elif opened is not None:
                spans.append((opened, at))
                opened = None
        if opened is not None:
            spans.append((opened, position + len(line)))
        position += len(line) + 1
    return spans
