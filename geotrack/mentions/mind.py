"""Of whom a text has just spoken, and how plainly: for whom a word without a name may stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.persons import Person

LINKED, BESIDE = 0.5, 0.2
"""Probability from which the language model is believed about whom a word stands for; and, of several, each."""
SURE = 0.7  # probability from which a pronoun is believed to stand for somebody who is not followed
MOST = 3  # of whom a word may stand for
# how plainly a word makes its sentence speak of somebody, in arbitrary units
SUBJECT, OBJECT, ASIDE, OF_A_CLAUSE = 3.0, 1.6, 1.0, 0.6
# what speaks for somebody besides: each sentence before counts less; whom the text follows; how often he is named;
# that "she" fits the name
FADING, LEAD, NAMED, OF_THE_SEX = 0.75, 2.0, 0.2, 1.6
MEMORY = 7  # sentences after which somebody is forgotten
COMPANY = 2.2  # how plainly another must be in mind to go with him whom the text follows
NEAR = 5  # sentences within which those who were named side by side are "they"
_PARTED = frozenset("part parted separate separated split diverged".split())


class Mind:
    """Whom a reader has in mind at each word of a text."""

    def __init__(self, sentences: tuple[Sentence, ...], at: Mapping[tuple[int, int], Person]) -> None:
        """`at` says who is named at a sentence and token."""
        self._sentences = sentences
        self._at = at
        self.lead: Person | None = None
        """Whom the text follows."""
        self.narrator: Person | None = None
        """Who tells it in the first person."""
        self.reader: Person | None = None
        """The "you" of a guidebook, where nobody else is told to travel."""
        self.headword: Person | None = None
        """Whose entry in an encyclopaedia it is: a plain "he" means nobody else."""
        self.forget()

    def forget(self) -> None:
        """Begin the text anew: of words without a name nobody knows yet whom they mean."""
        self._subjects: dict[tuple[int, int], Person] = {}  # pronouns of whom their sentence speaks
        self._meant: dict[tuple[int, int], tuple[Person, ...]] = {}
        self._weights: list[dict[Person, float]] = [{} for _ in self._sentences]
        for (number, i), person in self._at.items():
            self.keep(number, self._sentences[number].tokens[i], person)

    def keep(self, number: int, token: Token, person: Person) -> None:
        """Let a sentence speak of somebody, as plainly as its plainest word for him."""
        weights = self._weights[number]
        weights[person] = max(weights.get(person, 0.0), plainness(self._sentences[number], token))

    def means(self, number: int, token: Token, found: tuple[Person, ...]) -> None:
        """Remember whom a word without a name was found to mean."""
        self._meant[number, token.i] = found

    def stands_for(self, number: int, token: Token, person: Person) -> None:
        """Remember a pronoun as the subject of its sentence."""
        self._subjects[number, token.i] = person

    def told(self, number: int, i: int) -> Person | None:
        """Of whom a word speaks: one who is named there, or the pronoun that is the subject."""
        return self._at.get((number, i)) or self._subjects.get((number, i))

    def linked(self, number: int, token: Token, apart: tuple[Person, ...] = ()) -> tuple[Person, ...]:
        """Who moves by the language model, for a word that names nobody, or a place where no word says who is there."""
        sure, shares = 0.0, dict[Person, float]()
        for link in self._sentences[number].links[token.i]:
            people = [p for p in self.meant_by(number - link.back, link.i) if p not in apart]
            sure += link.odds if people else 0.0
            for person in people:
                shares[person] = shares.get(person, 0.0) + link.odds
        likely = sorted((p for p in shares if shares[p] >= BESIDE), key=lambda p: -shares[p])
        return tuple(likely[:MOST]) if sure >= LINKED else ()

    def antecedent(self, number: int, token: Token) -> tuple[int, Token] | None:
        """The noun for which a word stands, with its sentence, where the language model is sure of it."""
        for link in self._sentences[number].links[token.i]:
            noun = self._sentences[number - link.back].tokens[link.i]
            if link.odds >= SURE and noun.pos in ("NOUN", "PROPN"):
                return number - link.back, noun
        return None

    def named(self, number: int, token: Token) -> Person | None:
        """Who is named by the noun for which a word surely stands."""
        noun = self.antecedent(number, token)
        return self._at.get((noun[0], noun[1].i)) if noun else None

    def meant_by(self, number: int, i: int) -> tuple[Person, ...]:
        """Whom a word means, as far as the text has been read: by name, or as was found out."""
        named = self._at.get((number, i))
        return (named,) if named else self._meant.get((number, i), ())

    def spoken_of(self) -> Counter[Person]:
        """How often the text speaks of each: by name, or with a word that was found to mean one alone."""
        meant = (found[0] for at, found in self._meant.items() if at not in self._at and len(found) == 1)
        return Counter(self._at.values()) + Counter(meant)

    def before(self, number: int, token: Token) -> list[Person]:
        """Of whom the text has spoken before a word, the latest first, the subject before the others.

        Who is named in its sentence after it is somebody else: "the Marshal, who arrived with Putin".
        """
        here = self._sentences[number].tokens[: token.i]
        found: dict[Person, float | None] = dict.fromkeys(
            self._at[number, t.i] for t in here if (number, t.i) in self._at
        )
        for k in range(number - 1, max(-1, number - 1 - MEMORY), -1):
            found |= dict.fromkeys(p for p, _ in sorted(self._weights[k].items(), key=lambda of: -of[1]))
        return list(found)

    def side_by_side(self, number: int, token: Token) -> tuple[Person, ...]:
        """Those who were last named side by side, within a few sentences: "Brown and a Dutchman, Jan Smit"."""
        for k, candidate in self._back(number, token):
            person = self._at.get((k, candidate.i))
            if person is not None and (beside := self._beside(k, candidate)):
                return (person, *beside)
        return ()

    def several(self, number: int, token: Token) -> tuple[Person, ...]:
        """Who "they" are: those of whom the text last told together, or a group, else whom it follows, with company."""
        for k, candidate in self._back(number, token):
            subject = candidate.dep.startswith("nsubj")
            told = self._told_together(k, candidate)
            if len(told) > 1 or (subject and any(p.kind == "group" for p in told)):
                return told
        if self.lead is None or self.lead.kind != "person":
            return (self.lead,) if self.lead else ()
        return (self.lead, *[p for p in self._plainest(number) if p is not self.lead][:1])

    def two(self, number: int, token: Token) -> tuple[Person, ...]:
        """Who "the couple" or "both" are: two of whom the text last told together, else the two most in mind.

        Whom it follows is one of them; a couple are mostly of two sexes.
        """
        for k, candidate in self._back(number, token):
            told = self._told_together(k, candidate)
            pair = len(told) == 2 and all(p.kind == "person" for p in told)
            if pair or any(p.kind == "group" and " and " in p.name for p in told):
                return told
        found = self._plainest(number, 0.0)
        if self.lead is not None and self.lead.kind == "person":
            alike = [p for p in found if p.gender and p.gender == self.lead.gender]  # "the king and the queen"
            others = [p for p in found if p is not self.lead and (token.lower != "couple" or p not in alike)]
            return (self.lead, *others[:1])
        return tuple(found[:2]) if len(found) > 1 else ()

    def since_parting(self, number: int, token: Token, people: tuple[Person, ...]) -> tuple[Person, ...]:
        """Of those who have parted, the one of whom the text last told: "They parted ... and Ann sailed. They"."""
        last: Person | None = None
        for k, candidate in self._back(number, token):
            sentence = self._sentences[k]
            if not candidate.dep.startswith("nsubj"):
                continue
            told = self.meant_by(k, candidate.i)
            if len(told) > 1 and sentence.head(candidate).lower in _PARTED and set(people) <= set(told):
                return (last,) if last else people
            last = last or next((p for p in told if p in people), None)
        return people

    def _told_together(self, number: int, token: Token) -> tuple[Person, ...]:
        """All whom a word means, and who is named beside it."""
        person = self._at.get((number, token.i))
        if person is None:
            return self._meant.get((number, token.i), ())
        return (person, *self._beside(number, token))

    def _plainest(self, number: int, least: float = COMPANY) -> list[Person]:
        """The people that the sentences before one spoke of plainly, the plainest first."""
        minds = self._minds(number)
        people = [p for p in minds if p.kind == "person" and p.named and minds[p] >= least]
        return sorted(people, key=lambda p: -minds[p])

    def _back(self, number: int, token: Token) -> Iterator[tuple[int, Token]]:
        """The words before one, the nearest first, within a few sentences."""
        for k in range(number, max(-1, number - NEAR), -1):
            tokens = self._sentences[k].tokens
            for candidate in reversed(tokens[: token.i] if k == number else tokens):
                yield k, candidate

    def _beside(self, number: int, token: Token) -> list[Person]:
        """Who stands beside somebody: "Brown and a Dutchman, Jan Smit"."""
        sentence = self._sentences[number]
        found = []
        for other in sentence.children(token, "conj"):
            near = (other, *sentence.children(other, "appos", "flat", "compound"))
            found += [self._at[number, t.i] for t in near if (number, t.i) in self._at][:1]
        return [p for p in dict.fromkeys(found) if p is not self._at.get((number, token.i))]

    def likeliest(
        self, number: int, token: Token, fits: Callable[[Person], bool], *, gender: str = ""
    ) -> Person | None:
        """Who among those that fit is most in mind: of whom the text speaks here and spoke before, whom it follows."""
        sentence = self._sentences[number]
        scores: dict[Person, float] = {}
        for other in sentence.tokens[: token.i]:
            told = self.told(number, other.i)
            if told is not None:
                scores[told] = max(scores.get(told, 0.0), plainness(sentence, other))
        for person, weight in self._minds(number).items():
            scores[person] = scores.get(person, 0.0) + weight
        total = {
            person: score
            + LEAD * (person is self.lead)
            + NAMED * min(person.mentions, 8)
            + OF_THE_SEX * (gender == person.gender != "")
            for person, score in scores.items()
            if fits(person)
        }
        return max(total, key=lambda person: total[person], default=None)

    def _minds(self, number: int) -> dict[Person, float]:
        """Of whom the sentences before one spoke, and how plainly, the nearer counting more."""
        weights: dict[Person, float] = {}
        for back in range(1, min(MEMORY, number + 1)):
            for person, weight in self._weights[number - back].items():
                weights[person] = weights.get(person, 0.0) + weight * FADING**back
        return weights


def plainness(sentence: Sentence, token: Token) -> float:
    """How plainly a word makes its sentence speak of somebody: the subject most, and in the main clause more."""
    while token.dep.partition(":")[0] in ("flat", "compound", "nmod", "appos", "conj") and token.head != token.i:
        token = sentence.head(token)
    if token.head == token.i:
        return SUBJECT  # "POLO, Marco (1254-1324), merchant."
    if token.dep.startswith("nsubj"):
        main = sentence.head(token).dep.partition(":")[0] in ("root", "ROOT", "conj", "parataxis")
        return SUBJECT if main else SUBJECT * OF_A_CLAUSE
    return OBJECT if token.dep in ("obj", "iobj") else ASIDE
