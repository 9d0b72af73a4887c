"""Who is meant by a word: "he", "the Marshal", "his train", "the party", "we".

A name is looked up in the `Roster`; a word without one goes to whom the language model links it with, where that is
sure; else a description to whom the text has described so, a pronoun to whoever it last spoke of, and what is left to
the one whom it follows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from geotrack.mentions import lexicon as words
from geotrack.mentions.bearers import CALENDAR
from geotrack.mentions.bylines import author_of
from geotrack.mentions.descriptions import THINGS, Descriptions
from geotrack.mentions.first_person import FIRST, FirstPerson, Quotes
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import base
from geotrack.mentions.mind import Mind
from geotrack.mentions.persons import STYLES, Person, Roster
from geotrack.mentions.pronouns import HE, IT, PRONOUNS, SAYS, SHE, THIRD, TWO, Pronouns
from geotrack.mentions.whose_list import first_line, whose_list

JOURNEY = 5  # words of travel count two, acts one
NEXT_LINE = 4  # sentences from one line of a list to the next
OFTEN, BY_FAR = 4, 1.5  # how often a text speaks of whom it follows, and how much oftener than of the next
_KIN = frozenset({"family"})
_COUNTED = frozenset("two both three four all".split())


class Cast:
    """All who may move in a text, and who is meant by a word of it."""

    def __init__(self, text: str, sentences: tuple[Sentence, ...], is_place: Callable[[int, Token], bool]) -> None:
        self._text = text
        self._sentences = sentences
        self._is_place = is_place
        author = author_of(text, sentences)
        self._roster = Roster(text, sentences, is_place, author)
        self._people = self._roster.people
        self._at = self._roster.at
        quotes = Quotes(text)
        self._first_person = FirstPerson(sentences, quotes, author)
        self._mind = Mind(sentences, self._at)
        self._mind.narrator = self._first_person.narrator(self._at)
        self._mind.headword = self._mind.lead = self._roster.headword
        self._pronouns = Pronouns(sentences, self._mind, quotes, self.resolve)
        self._descriptions = Descriptions(text, sentences, self._roster, self._mind, is_place)
        self._listed: tuple[int, Person | None] | None = None
        self._line: tuple[int, tuple[Person, ...]] = 0, ()  # the last line of a list, and whose it is
        self.is_journey = False
        """Whether the text follows somebody far enough that its scenes are his stops."""
        self.travels = False
        """Whether words of travel are said of whom the text follows."""
        self.keeper: Person | None = None
        """Whose log the text is, where it tells of nobody's travels but leaves out who went."""
        self._reports = False  # whether the narrator is not told to travel
        self._read_on()
        if self.lead is None and (likely := self._spoken_of()):
            self._mind.lead = likely
            self._read_on()

    def _spoken_of(self) -> Person | None:
        """Of whom a text speaks most often by far, and so likely whom it follows, where it is not told by who went."""
        spoken = self._mind.spoken_of()
        people = sorted((p for p in spoken if p.kind == "person" and p.named), key=lambda p: (-spoken[p], p.number))
        if self.narrator is not None or not people or spoken[people[0]] < OFTEN:
            return None
        return people[0] if len(people) == 1 or spoken[people[0]] > BY_FAR * spoken[people[1]] else None

    def _read_on(self) -> None:
        """Find out, from the first sentence on, whom the words without a name mean."""
        self._mind.forget()
        self._descriptions.introduce()
        self._pronouns.follow()

    @property
    def narrator(self) -> Person | None:
        """The first-person traveller, where the text has one."""
        return self._mind.narrator

    @property
    def lead(self) -> Person | None:
        """Whom the text follows."""
        return self._mind.lead

    @property
    def reader(self) -> Person | None:
        """The "you" of a guidebook, where nobody else is told to travel."""
        return self._mind.reader

    # --- whom the text follows ---------------------------------------------------------------------------------------

    def follow(self, moving: Counter[Person], *, entries: int = 0, guided: int = 0) -> None:
        """Let words that nobody else answers to mean the one whom the text shows on the move most often.

        `entries` is how many sentences tell of travel and leave out whose: "Left Bergen."; `guided` how often the text
        sends its reader somewhere.
        """
        lead = max(moving, key=lambda p: (moving[p], p.mentions), default=None)
        # "the bus" that takes you there has no name; nor does the author of a guide move, who says "we" here and there
        others = any((p.named or p.kind == "thing") and moving[p] > (p is self.narrator) for p in moving)
        if guided > 1 and not others:
            lead = self._mind.reader = Person(name="you", kind="person", words=set(), aliases=Counter({"you": 1}))
            moving[lead] = 2 * guided
        if lead is None and entries:
            self.keeper = self._keeper(entries)
        self.is_journey = lead is not None and moving[lead] >= JOURNEY
        self.travels = lead is not None and moving[lead] > 1
        self._mind.lead = self._taken_together(lead, moving)
        ours = not FIRST.isdisjoint(first_line(self._text).lower().split())
        self._reports = lead is not None and lead is self.narrator and not (self.travels or ours)
        self._listed, self._line = None, (0, ())
        for person in self._people:
            if not person.gender and person.kind in ("person", "animal") and person.called:
                person.gender = person.called.most_common(1)[0][0]
        self._read_on()

    def _taken_together(self, lead: Person | None, moving: Counter[Person]) -> Person | None:
        """Let "the ship" be the Razoni, "the torch" the flame and "the plane" that of those whom the text follows."""
        if lead is None:
            return None
        if lead.kind in THINGS:
            named = [p for p in self._people if p.kind in THINGS and p.named and (p.mentions > 1 or moving[p])]
            if not lead.named and named:
                lead = max(named, key=lambda p: (moving[p], p.mentions))
            gone = [p for p in self._people if p.kind in THINGS and not p.named and p is not lead]
        else:
            gone = [p for p in self._people if p.kind == "vessel" and not p.named and p.words & words.VEHICLES.keys()]
        for person in gone:
            self._roster.remove(person)
        return lead

    def _keeper(self, entries: int) -> Person | None:
        """Whose log it is, where nobody else is told to move: its author's, a ship's, or that of whoever wrote it."""
        ships = [p for p in self._people if p.kind == "vessel" and p.named]
        known = self._first_person.author(self._at) or (ships[0] if len(ships) == 1 else None)
        if known is None and not self._first_person.count:
            known = self._of_the_title()  # "Pope Francis in Cuba: the programme"
        return known or self._first_person.keeper(entries)

    def introduced(self, number: int) -> Person | None:
        """Whose list a sentence announces: "Her log reads as follows:", "Programme of the Pope:"."""
        sentence = self._sentences[number]
        if sentence.tokens[-1].text != ":":
            return None
        found: list[Person] = []
        for token in sentence.tokens:
            named = self.is_named(number, token) or token.lower in FIRST | HE | SHE
            does = token.dep.startswith("nsubj") and base(sentence.head(token).text, "VERB") not in SAYS
            if named and (does or token.dep.startswith("nmod")):
                found += [p for p in self.resolve(number, token) if p not in found]
        people = [p for p in found if p.kind in ("person", "narrator")] or found
        return people[0] if len(people) == 1 else None

    def listed(self, number: int, place: Token, announced: int | None) -> tuple[Person, ...]:
        """Whose stops a list gives: one list is one way, whoever else the text may follow.

        "Ann Brown was home on Friday. Her log: 3 May: Lima. 4 May: Quito. ... A rival had left Lagos": of Ann Brown.
        `announced` is the sentence before the list. Where "we" only organise and report, it is the headline's.
        """
        if announced is not None and (person := self.introduced(announced)):
            return (person,)
        line, before = self._line
        title = self._of_the_title() if self._reports else None
        if title is not None and self.in_headline(title):
            return (title,)
        if self.narrator is not None and self.lead is self.narrator:
            return (self.narrator,)
        if before and 0 <= number - line < NEXT_LINE:
            people = before
        else:
            people = self._mind.linked(number, place) or self._heading(number, place)
        if people:
            self._line = number, people
        return people

    def _heading(self, number: int, place: Token) -> tuple[Person, ...]:
        """Whose a list is by what stands before it."""
        person = self.reader or self.narrator
        if person is None and self.lead is not None:  # else nobody is told to travel: a register of births
            person = self._mind.likeliest(number, place, lambda p: p.named and p.kind != "group")
        person = person or self.lead or self.keeper or self._of_the_title()
        return (person,) if person else ()

    def _of_the_title(self) -> Person | None:
        """Whose stops a list gives, where nobody is told to move."""
        # every line of a list asks, and the answer stays the same until somebody is added
        if self._listed is None or self._listed[0] != len(self._people):
            self._listed = len(self._people), whose_list(self._text, self._sentences, self._roster)
        return self._listed[1]

    def in_headline(self, person: Person) -> bool:
        """Whether the first line names somebody."""
        return person.name.lower() in first_line(self._text).lower()

    # --- who is meant by a word --------------------------------------------------------------------------------------

    def is_named(self, number: int, token: Token) -> bool:
        """Whether a word of a sentence is somebody's name."""
        return (number, token.i) in self._at

    def may_mean_lead(self, number: int, token: Token) -> bool:
        """Whether a word that nobody else answers to can mean whom the text follows: "he", the pilot of the flight.

        Of a person nobody says "it": "waste was a nuisance, and it went into the river"; and no storm is "a liner".
        """
        if self.lead is not None and self.lead.kind in ("storm", "thing", "animal"):
            if any(t.lower in ("a", "an", "another") for t in self._sentences[number].children(token, "det")):
                return False
        if token.lower in IT:
            return self.lead is not None and self.lead.kind not in ("person", "narrator")
        pronoun = token.pos == "PRON" and token.lower in THIRD
        return pronoun or base(token.text, "NOUN") in words.VEHICLES.keys() | words.VESSEL

    def resolve(self, number: int, token: Token, apart: tuple[Person, ...] = ()) -> tuple[Person, ...]:
        """Who is meant by a word; an empty tuple where nobody can be.

        `apart` are those who stand beside the word and so are somebody else: "the Marshal, who arrived with Putin".
        """
        found = self._found(number, token, apart)
        if found:
            self._mind.means(number, token, found)
        return found

    def linked(self, number: int, token: Token) -> tuple[Person, ...]:
        """Who moves to the place that a word names, by the language model, where no word of the sentence says it."""
        return self._mind.linked(number, token)

    def _found(self, number: int, token: Token, apart: tuple[Person, ...]) -> tuple[Person, ...]:
        known = self._mind.told(number, token.i)
        if known is not None and known not in apart:
            return (known,)
        if token.pos == "PRON" or token.lower in PRONOUNS:
            meant = self._pronouns.meant(number, token, apart)
            determined = self.lead is not None and self._sentences[number].children(token, "det")  # "the party"
            if meant or not (determined or token.lower in _COUNTED):  # "the two"
                return meant
        if (number, token.i) in self._roster.planes:
            return (self.lead,) if self.lead else ()
        sentence = self._sentences[number]
        noun = base(token.text, "NOUN")
        owner = next(iter(sentence.children(token, "nmod:poss")), None)
        ours = noun in words.VESSEL and owner is not None and owner.pos == "PRON"  # "our ship, the Heron"
        for named in sentence.children(token, "appos", "flat"):  # "North Korean leader Kim Jong Un"
            if (number, named.i) in self._at and not ours:
                return (self._at[number, named.i],)
        if noun in words.TRIP | {"tour", "relay"} and self.lead is not None:
            return (self.lead,)  # "The Eras Tour moves on to"
        called = token.pos == "PROPN" and owner is not None and owner.pos == "PRON"
        carried = noun in words.VEHICLES or noun in words.VESSEL | words.GROUP - _KIN or called
        before = owner is not None and owner.i < token.i  # else "the convoy his" would ask whose it is for ever
        if carried and before and owner is not None and not self._is_place(number, owner):
            return self.resolve(number, owner, apart=apart)  # "Kim's convoy", "his Falcon"
        if owner is not None and noun in words.PEOPLE | _KIN and not self._is_place(number, owner):
            # "my mother", "the minister's wife" are somebody else, and go by that; who is beside another goes with him
            many = token.lower != noun and noun not in _KIN
            beside = token.dep == "conj" or sentence.children(token, "conj")
            nobody = many or noun in _KIN or beside or owner.lower in IT
            if (owner.pos == "PRON" and nobody) or owner.lower in CALENDAR:
                return ()
            return self._descriptions.new(number, token, noun, "group" if noun in _KIN or many else "person")
        if token.lower != noun and (alike := self._descriptions.alike(number, token, noun)):
            return alike
        if noun in TWO and (two := self._mind.two(number, token)):
            return two
        if noun in words.BANDS and (band := self._descriptions.band(number, token)):
            return band
        bare = token.pos == "PROPN" and not sentence.children(token, "det")  # a name is its own, not "the Marshal"
        if (linked := self._mind.linked(number, token, apart)) and not bare:
            several = token.lower != noun or noun in words.GROUP | words.CROWD
            return linked if several else linked[:1]  # "the dictator" is one, however the model wavers
        if noun in STYLES:  # "Their Royal Highnesses", "His Majesty"
            return self._mind.several(number, token) if noun.endswith("es") else (self.lead,) if self.lead else ()
        if token.pos in ("NUM", "DET", "PRON") and token.lower in _COUNTED:
            return self._mind.several(number, token)
        noun_like = token.pos in ("NOUN", "PROPN", "PRON")  # "the party", which the model may take for a pronoun
        described = self._descriptions.meant(number, token, noun, apart) if noun_like else ()
        return described or self._descriptions.unknown(number, token)
