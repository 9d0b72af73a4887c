"""Who is meant by "he", "she", "it" and "they", by "you", and by "I" in a quotation."""

from __future__ import annotations

from collections.abc import Callable

from geotrack.mentions import lexicon as words
from geotrack.mentions.first_person import FIRST, Quotes
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import base
from geotrack.mentions.mind import Mind
from geotrack.mentions.persons import Person
from geotrack.mentions.syntax import subject, verb_above

_ME = frozenset("i me my mine myself".split())
_YOU = frozenset({"you", "yourself"})
HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
THEY = frozenset("they them their theirs themselves".split())
IT = frozenset("it its itself".split())
THIRD = HE | SHE | IT
PRONOUNS = FIRST | THEY | THIRD
TWO = frozenset("couple pair duo two both".split())
_CROWDS = frozenset(
    "police people parents villagers officials neighbours neighbors relatives investigators locals".split()
)
SAYS = frozenset("say tell write announce add added recall recalled explain explained reply replied".split())


class Pronouns:
    """The pronouns of a text."""

    def __init__(
        self,
        sentences: tuple[Sentence, ...],
        mind: Mind,
        quotes: Quotes,
        resolve: Callable[[int, Token, tuple[Person, ...]], tuple[Person, ...]],
    ) -> None:
        """`resolve` says who is meant by any word of a sentence, but for those given."""
        self._sentences = sentences
        self._mind = mind
        self._quotes = quotes
        self._resolve = resolve

    def follow(self) -> None:
        """Resolve the pronouns of the third person, in order, so that a sentence about "he" keeps him in mind.

        And so are "the couple" and "both", for whom the next "they" may stand.
        """
        for number, sentence in enumerate(self._sentences):
            for token in sentence.tokens:
                if self._quotes.hold(token):
                    continue
                if token.lower in TWO and token.dep.startswith(("nsubj", "obj", "obl")):
                    self._resolve(number, token, ())
                if token.lower not in THIRD | THEY:
                    continue
                found = self.meant(number, token, ())
                self._mind.means(number, token, found)
                if token.lower in THIRD:
                    for person in found:
                        if token.dep.startswith("nsubj"):
                            self._mind.stands_for(number, token, person)
                        self._mind.keep(number, token, person)

    def meant(self, number: int, token: Token, apart: tuple[Person, ...]) -> tuple[Person, ...]:
        """Who is meant by a pronoun; `apart` are others."""
        lower = token.lower
        if lower in _YOU:
            return (self._mind.reader,) if self._mind.reader and not self._quotes.hold(token) else ()
        if lower in FIRST:
            if self._quotes.hold(token):
                return self._speaker(number, apart) if lower in _ME else ()
            return (self._mind.narrator,) if self._mind.narrator else ()
        if lower in ("who", "which", "that", "whom", "whose"):
            return self._of_a_clause(number, token, apart) if lower == "whose" else ()
        if (noun := self._mind.antecedent(number, token)) and not self._mind.meant_by(noun[0], noun[1].i):
            if self._is_another(noun[1]):
                return ()
            if lower not in THEY or not noun[1].lower.endswith("s"):
                self._resolve(*noun, apart)
        if (headword := self._mind.headword) and lower in HE | SHE and headword.gender in ("", _gender(lower)):
            return (self._mind.named(number, token) or headword,)
        linked = self._mind.linked(number, token, apart)
        if lower in THEY:
            several = linked or self._mind.several(number, token)
            return self._mind.since_parting(number, token, several) if len(several) > 1 else several
        for person in sorted(linked, key=lambda p: p.gender != _gender(lower)):  # of two likely ones the woman is "she"
            if _may_be(person, lower):
                person.called[_gender(lower)] += 1
                return (person,)
        return self._bound(number, token, apart) or self._likeliest(number, token, apart)

    def _of_a_clause(self, number: int, token: Token, apart: tuple[Person, ...]) -> tuple[Person, ...]:
        """Whose it is by the noun of a relative clause: "Cyrus, whose plane was struck"."""
        sentence = self._sentences[number]
        above = token
        while above.head != above.i and not above.dep.startswith("acl"):
            above = sentence.head(above)
        noun = sentence.head(above)
        return self._resolve(number, noun, apart) if noun.i < token.i else ()

    def _is_another(self, noun: Token) -> bool:
        """Whether a noun means people who are not followed: "the police", "his parents"."""
        return noun.lower in _CROWDS or (base(noun.text, "NOUN") in words.PEOPLE and noun.lower.endswith("s"))

    def _bound(self, number: int, token: Token, apart: tuple[Person, ...]) -> tuple[Person, ...]:
        """Whose "his" is by the subject of its clause: "the Marshal, who arrived with Putin in his train"."""
        sentence = self._sentences[number]
        verb = verb_above(sentence, token) if token.dep == "nmod:poss" else None
        owner = subject(sentence, verb) if verb is not None else None
        if owner is None or owner.i >= token.i or owner.lower in IT | THEY or owner.pos == "PRON":
            return ()
        bound = self._resolve(number, owner, apart)
        alike = all((p.kind in ("person", "animal")) == (token.lower in HE | SHE) for p in bound)
        return bound if alike else ()

    def _likeliest(self, number: int, token: Token, apart: tuple[Person, ...]) -> tuple[Person, ...]:
        """Who is most in mind of those whom a pronoun fits, else whom the text follows."""
        lower = token.lower
        kinds: tuple[str, ...] = ("vessel", "storm", "animal", "thing", "group")
        if lower in HE | SHE:
            kinds = ("person", "vessel", "animal") if lower in SHE else ("person", "animal")
        gender = _gender(lower)

        def fits(person: Person) -> bool:
            if person.kind not in kinds or person in apart:
                return False
            if lower in IT and person.kind == "group" and person.name.endswith("s"):
                return False  # "the Danes"
            return not (gender and person.gender and person.gender != gender)

        best = self._mind.likeliest(number, token, fits, gender=gender)
        if best is not None:
            return (best,)
        lead = self._mind.lead
        if lead is None or lead in apart or (gender and lead.gender and lead.gender != gender):
            return ()
        return (lead,) if lead.kind in kinds or (lower == "it" and lead.kind != "narrator") else ()

    def _speaker(self, number: int, apart: tuple[Person, ...]) -> tuple[Person, ...]:
        """Who says "I" in the quotation of a sentence: “I have come to Kyiv by train,” Modi told the students."""
        sentence = self._sentences[number]
        for token in sentence.tokens:
            says = base(sentence.head(token).text, "VERB") in SAYS
            if says and token.dep.startswith("nsubj") and not self._quotes.hold(token) and token.lower not in FIRST:
                return self._resolve(number, token, apart)
        return ()


def _gender(pronoun: str) -> str:
    """How a pronoun tells of men and women: "he", "she", or not at all."""
    return "he" if pronoun in HE else "she" if pronoun in SHE else ""


def _may_be(person: Person, pronoun: str) -> bool:
    """Whether a pronoun may stand for somebody: "she" for a ship, but never for a man."""
    if pronoun in IT:
        return person.kind not in ("person", "narrator")
    gender = _gender(pronoun)
    if person.gender:
        return person.gender == gender
    return person.kind in (("person", "animal", "thing") if gender == "he" else ("person", "animal", "thing", "vessel"))
