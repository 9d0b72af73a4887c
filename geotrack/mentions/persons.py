"""The people, ships, storms and animals that a text names, under one name each.

"North Korean leader Kim Jong Un" and "Kim" are one: names join by their words, and titles give a person the
descriptions under which he may return.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from geotrack.mentions import lexicon as words
from geotrack.mentions.bearers import (
    CALENDAR,
    couples,
    gender_of,
    has_members,
    heads_an_entry,
    is_thing,
    moves,
    ships,
    taken_up,
)
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import base
from geotrack.model import Traveller, TravellerKind

_REGNAL = frozenset("king queen pope prince princess emperor empress tsar sultan saint".split())
_RANKS = words.PEOPLE | words.VESSEL | words.STORM | words.ANIMAL
_STORM_VERBS = frozenset("form forms formed weaken weakens weakened intensify intensifies intensified churned".split())
# "Their Royal Highnesses" are nobody's name
STYLES = frozenset(
    """highness highnesses majesty majesties excellency excellencies holiness lordship lordships eminence right royal
    reverend honourable their his her your""".split()
)
_PARTICLES = frozenset("of the and de von van".split())
_COURTESIES = frozenset("dr mr mrs ms miss sir st prof rev".split())
OPENING = 3  # sentences of an encyclopaedia's entry that say who somebody was
MOST_NAMESAKES = 200  # bearers of one word who are told apart: a text with more is a register


@dataclass(slots=True, eq=False)
class Person:
    """One traveller while the text is being read."""

    name: str
    kind: TravellerKind
    words: set[str]
    """Words of its names, folded."""
    aliases: Counter[str] = field(default_factory=Counter)
    descriptions: set[str] = field(default_factory=set)
    """Base nouns and adjectives that the text gives it: leader, north korean."""
    gender: str = ""
    called: Counter[str] = field(default_factory=Counter)
    """How often "he" or "she" was taken to mean this one."""
    mentions: int = 0
    named: bool = True
    """Whether it has a name of its own; "the ship" has none."""
    number: int = -1
    """Its place in the roster; -1 for who is not in it."""


def folded(name: str) -> list[str]:
    """The words of a name without case, accents and hyphens.

    >>> folded("Kim Jong-un")
    ['kim', 'jong', 'un']
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    return re.findall(r"\w+", plain.replace("’s", "").replace("'s", ""))


class Roster:
    """Everybody and everything that a text names and that may move.

    A text may name ten thousand people, and each word for somebody asks who is meant: those who bear a word, in a name
    or in a description, are kept by that word.
    """

    def __init__(
        self,
        text: str,
        sentences: tuple[Sentence, ...],
        is_place: Callable[[int, Token], bool],
        author: tuple[int, int, int] | None = None,
    ) -> None:
        """`is_place` says whether a word of a sentence belongs to a place's name; `author` where the text is signed."""
        self._author = author
        self._text = text
        self._sentences = sentences
        self._is_place = is_place
        self.people: list[Person] = []
        """Those with the fullest names first; who appears later without a name follows."""
        self.at: dict[tuple[int, int], Person] = {}
        """Who stands at a sentence and token."""
        self.planes: set[tuple[int, int]] = set()
        """Sentence and token of the names of a president's plane, which goes where he goes."""
        self._by_name: dict[str, list[Person]] = {}
        self._by_description: dict[str, list[Person]] = {}
        self.headword: Person | None = None
        """Whose entry in an encyclopaedia the text is."""
        first = sentences[0].tokens if sentences else ()
        self._is_entry = heads_an_entry(first) and not is_place(0, first[0])
        self._entered = 0
        self._bands = set(taken_up(sentences))
        self._collect()

    def add(self, person: Person) -> None:
        """Enter somebody, behind all who are there."""
        person.number = self._entered
        self._entered += 1
        self.people.append(person)
        self._index(person)

    def remove(self, person: Person) -> None:
        """Strike somebody off who turned out to be another."""
        person.number = -1
        self.people.remove(person)

    def bearing(self, word: str) -> list[Person]:
        """Those in whose names a word stands, by their place in the roster."""
        return sorted((p for p in self._by_name.get(word, ()) if p.number >= 0), key=lambda p: p.number)

    def described(self, word: str) -> list[Person]:
        """Those whom the text describes with a word."""
        return [p for p in self._by_description.get(word, ()) if p.number >= 0]

    def _index(self, person: Person) -> None:
        for table, terms in ((self._by_name, person.words), (self._by_description, person.descriptions)):
            for term in terms:
                known = table.setdefault(term, [])
                if len(known) < MOST_NAMESAKES and person not in known:
                    known.append(person)

    def _collect(self) -> None:
        spans: list[tuple[int, int, int, TravellerKind]] = []
        for number, sentence in enumerate(self._sentences):
            spans += [(number, *span) for span in self._named(number, sentence)]
        spans += self._again(spans)
        # full names first, so that "Kim" finds "Kim Jong Un" wherever that stands
        for number, first, last, kind in sorted(spans, key=lambda s: (-(s[2] - s[1]), s[0], s[1])):
            self._enter(number, first, last, kind)

    def _named(self, number: int, sentence: Sentence) -> Iterator[tuple[int, int, TravellerKind]]:
        tokens = sentence.tokens
        taken: set[int] = set()
        if self._author is not None and number == self._author[0]:
            taken |= set(range(*self._author[1:]))
            yield *self._author[1:], "person"
        for first, last in ships(tokens):
            if not taken & set(range(first, last)):
                taken |= set(range(first, last))
                yield first, last, "vessel"
        for first, last in couples(tokens):
            taken |= set(range(first, last))
            yield first, last, "group"
        if number == 0 and self._is_entry:
            last = 3
            while last < len(tokens) and tokens[last].text.istitle() and tokens[last].pos == "PROPN":
                last += 1  # "GRIEG, Edvard (1843-1907)"
            taken |= set(range(last))
            yield 0, last, "person"
        for first, last, kind in sentence.entities:
            if taken & set(range(first, last)):
                continue
            while last > first and tokens[last - 1].text in ("'s", "’s", "'", "’"):
                last -= 1
            while kind == "PERSON" and last < len(tokens) and self._goes_on(number, first, last):
                last += 1
            if first == last or not tokens[first].text[0].isalpha() or tokens[first].lower in CALENDAR:
                continue
            if any(t.text in "-–—→" for t in tokens[first:last]):
                continue  # "Florence - Rimini" is a way
            if kind != "PERSON" and tokens[first:last][-1].lower == "one" and tokens[first].lower in ("air", "marine"):
                self.planes |= {(number, i) for i in range(first, last)}
                continue  # "Air Force One" carries whom the text follows
            if last - first > 1 and tokens[last - 1].lower == "tour":
                continue  # "the Eras Tour" is whoever makes it
            placed = all(self._is_place(number, t) for t in tokens[first:last])
            special = None if placed else self._special(sentence, first, last)
            if special:
                # "the tanker Exxon Valdez", of which the model may see one word
                while first and tokens[first - 1].pos == "PROPN" and base(tokens[first - 1].text, "NOUN") not in _RANKS:
                    first -= 1
                taken |= set(range(first, last))
                yield first, last, special
            elif kind == "PERSON" and not placed and is_thing(sentence, first, last):
                taken |= set(range(first, last))
                yield first, last, "thing"
            elif kind == "PERSON" and tokens[first].text[0].isupper() and not placed:
                taken |= set(range(first, last))
                yield first, last, "person"
            elif kind == "ORG" and (
                moves(sentence, first, last)
                or has_members(sentence, last)
                or any((number, i) in self._bands for i in range(first, last))
            ):
                taken |= set(range(first, last))
                yield first, last, "group"
        # proper names beside the word for a ship, a storm, an animal: the model has no kind for them
        i = 0
        while i < len(tokens):
            token = tokens[i]
            numbered = token.lower == "flight" and i + 1 < len(tokens) and _has_digit(tokens[i + 1])
            if (
                i in taken
                or not (token.pos == "PROPN" or numbered)
                or self._is_place(number, token)
                or token.lower in CALENDAR
            ):
                i += 1
                continue
            j = i + numbered
            while (
                j < len(tokens) and j not in taken and tokens[j].pos in ("PROPN", "NUM") and tokens[j].text[0].isalnum()
            ):
                j += 1
            special = self._special(sentence, i, j)
            if special:
                yield i, j, special
            i = max(j, i + 1)

    def _goes_on(self, number: int, first: int, last: int) -> bool:
        """Whether the word behind a name belongs to it, and the model has not seen that: "the Dalai | Lama"."""
        sentence = self._sentences[number]
        after, root = sentence.tokens[last], sentence.root_of(first, last)
        free = after.pos == "PROPN" and after.text[0].isupper() and not after.entity
        return free and (root.head == last or first <= after.head < last) and not self._is_place(number, after)

    def _again(self, spans: list[tuple[int, int, int, TravellerKind]]) -> Iterator[tuple[int, int, int, TravellerKind]]:
        """Names where they stand again, and the model has not seen them."""
        taken = {(number, i) for number, first, last, _ in spans for i in range(first, last)}
        full: dict[tuple[str, ...], dict[tuple[str, ...], TravellerKind]] = {}
        single: dict[str, TravellerKind] = {}
        for number, first, last, kind in spans:
            name = tuple(t.text for t in self._sentences[number].tokens[first:last])
            if len(name) > 1:
                full.setdefault(name[:2], {}).setdefault(name, kind)
            elif len(name[0]) > 3 and name[0][0].isupper() and name[0].lower() not in _RANKS | _COURTESIES:
                single.setdefault(name[0], kind)
        for number, sentence in enumerate(self._sentences):
            texts = [t.text for t in sentence.tokens]
            for first in range(len(texts) - 1):
                for name, kind in full.get((texts[first], texts[first + 1]), {}).items():
                    span = range(first, first + len(name))
                    if tuple(texts[first : span.stop]) == name and not any((number, i) in taken for i in span):
                        taken |= {(number, i) for i in span}
                        yield number, first, span.stop, kind
            for token in sentence.tokens:
                again = single.get(token.text)
                free = (number, token.i) not in taken and token.pos == "PROPN" and token.entity in ("", "LOC")
                if again and free and not self._is_place(number, token):
                    taken.add((number, token.i))
                    yield number, token.i, token.i + 1, again

    def _special(self, sentence: Sentence, first: int, last: int) -> TravellerKind | None:
        """What a name belongs to that is no person: "the carrier Carl Vinson", "Cyclone Freddy", "Wally the walrus"."""
        tokens = sentence.tokens
        before = tokens[max(0, first - 2) : first]
        while any(t.pos in ("ADP", "VERB", "PUNCT") for t in before):
            before = before[1:]
        near = [base(t.text, "NOUN") for t in before if t.pos in ("NOUN", "PROPN")]
        if first > 1 and tokens[first - 1].lower in ("named", "called", "christened"):
            called = [base(t.text, "NOUN") for t in tokens[max(0, first - 3) : first - 1]]
            if words.PEOPLE & set(called):
                return "person"  # "a monk called Xuanzang"
            near += called
        inside = [base(t.text, "NOUN") for t in tokens[first:last]]
        after = [base(t.text, "NOUN") for t in tokens[last : last + 3] if t.pos == "NOUN"]
        article_after = last < len(tokens) and tokens[last].lower == "the"
        root = next((t for t in tokens[first:last] if not first <= t.head < last), tokens[last - 1])
        head = sentence.head(root)
        if root.dep in ("appos", "flat", "nmod:desc", "compound") and head.pos == "NOUN":
            near.append(base(head.text, "NOUN"))
        for token in sentence.children(root, "appos"):
            near.append(base(token.text, "NOUN"))
        if article_after:
            near += after
        for noun in [*near, *inside]:
            if noun in words.STORM:
                return "storm"
            if noun in words.ANIMAL and noun not in inside:
                return "animal"
            if noun in words.VESSEL and noun not in ("fleet", "convoy", "probe", "rover", "squadron"):
                return "vessel"
        if tokens[first].lower == "flight" and any(_has_digit(t) for t in tokens[first:last]):
            return "vessel"
        verb = base(head.text, "VERB")
        if root.dep.startswith("nsubj") and verb in _STORM_VERBS and last - first == 1:
            return "storm"  # "Ian formed in the Caribbean"
        ship_verb = verb in ("sail", "dock", "anchor", "moor", "berth", "steam", "founder", "sink")
        if first and tokens[first - 1].lower == "the" and root.dep.startswith("nsubj") and ship_verb:
            return "vessel"
        return None

    def _enter(self, number: int, first: int, last: int, kind: TravellerKind) -> None:
        sentence = self._sentences[number]
        title = sentence.tokens[first - 1] if first else None
        if title is not None and title.text[0].isupper() and base(title.text, "NOUN") in words.STORM | _REGNAL:
            first -= 1  # "Cyclone Freddy", "King Charles"
        text = re.sub(r"\s+", " ", self._text[sentence.tokens[first].start : sentence.tokens[last - 1].end])
        own = folded(text)
        if not own or (len(own) == 1 and len(own[0]) < 2):
            return
        core = list(own)
        while core and (core[0] in _RANKS or core[0].upper() in words.SHIP_PREFIXES):
            core = core[1:]
        if all(w in _PARTICLES for w in core):
            core = []  # "the Shah of Persia"
        if all(w in STYLES for w in own) or (core and all(w in _COURTESIES for w in core)):
            return
        person = self._match(core or own, kind) or (None if core else self._titled(own))
        if person is None:
            person = Person(name=text, kind=kind, words=set(core or own))
            if kind in ("person", "animal"):
                given = own[-1] if "," in text else (core or own)[0]  # "TROTSKY, Leon"
                person.gender = gender_of(own[0]) or gender_of(given)
            self.add(person)
        if number == first == 0 and self._is_entry:
            self.headword = person
        person.aliases[text] += 1
        person.mentions += 1
        person.words |= set(core) or set(own) & person.words
        self._describe(sentence, first, last, person)
        self._index(person)
        for i in range(first, last):
            self.at[number, i] = person

    def _match(self, core: list[str], kind: TravellerKind) -> Person | None:
        """Who already bears these words: a last name or a first one, whoever is named most often."""
        own = set(core)
        near = {p.number: p for word in own for p in self._by_name.get(word, ())}
        found = [p for p in near.values() if own <= p.words or (len(p.words) > 1 and p.words <= own)]
        found = [p for p in found if (p.kind == kind) or "person" not in (p.kind, kind)] or found
        return max(found, key=lambda p: (p.mentions, -p.number), default=None)

    def _titled(self, titles: list[str]) -> Person | None:
        """Who bears a title that stands alone: "the King" is King Charles, if the text names no other."""
        held = [
            p
            for p in self.people
            if p.named and set(titles) - _PARTICLES & (p.descriptions | set(folded(p.name)) - p.words)
        ]
        return held[0] if len(held) == 1 else None

    def _describe(self, sentence: Sentence, first: int, last: int, person: Person) -> None:
        """Titles and appositions: "Russian President Vladimir Putin", "Blinken, the secretary of state"."""
        tokens = sentence.tokens
        if person is self.headword:  # "POLO, Marco (b. Venice, 1254), merchant": the dots may end a sentence
            begins = [t for s in self._sentences[:OPENING] for t in s.tokens][last:]
            person.descriptions |= {base(t.text, "NOUN") for t in begins} & words.PEOPLE
        root = next((t for t in tokens[first:last] if not first <= t.head < last), tokens[first])
        nouns = [
            t for t in sentence.children(root, "nmod", "compound", "amod", "appos", "flat") if not first <= t.i < last
        ]
        if root.dep in ("appos", "flat", "nmod:desc"):
            nouns.append(sentence.head(root))
        i = first - 1
        while i >= 0 and tokens[i].pos in ("NOUN", "PROPN", "ADJ") and (number_in := tokens[i]):
            nouns.append(number_in)
            i -= 1
        for token in nouns:
            if token.dep == "nmod:poss":
                continue
            for part in sentence.subtree(token) if token.i != root.i and abs(token.i - root.i) < 8 else (token,):
                if first <= part.i < last or part.pos not in ("NOUN", "PROPN", "ADJ"):
                    continue
                noun = base(part.text, "NOUN")
                if noun in words.PEOPLE | words.VESSEL | words.STORM | words.ANIMAL | words.THING:
                    person.descriptions.add(noun)
                    person.gender = person.gender or gender_of(noun)
                elif part.pos == "ADJ" and part.text[0].isupper():
                    person.descriptions.add(part.lower)


def _has_digit(token: Token) -> bool:
    return any(c.isdigit() for c in token.text)


def as_traveller(person: Person) -> Traveller:
    """The noun for the rest of the program: fullest name first, other names by how often they stand in the text."""
    names = sorted(person.aliases, key=lambda a: (a in ("I", "we"), -len(folded(a)), -person.aliases[a], a))
    name = person.name if person.kind == "narrator" else names[0]
    return Traveller(name=name, aliases=tuple(a for a in names if a != name), kind=person.kind)
