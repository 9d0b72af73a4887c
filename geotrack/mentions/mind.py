"""Of whom a text has just spoken, and how plainly: for whom a pronoun may stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.persons import Person

# how plainly a word makes its sentence speak of somebody, in arbitrary units
SUBJECT, OBJECT, ASIDE, OF_A_CLAUSE = 3.0, 1.6, 1.0, 0.6
# what speaks for somebody besides: each sentence before counts less; whom the text follows; how often he is named;
# that "she" fits the name
FADING, LEAD, NAMED, OF_THE_SEX = 0.75, 2.0, 0.2, 1.6
MEMORY = 7  # sentences after which somebody is forgotten


class Mind:
    """Whom a reader has in mind at each sentence of a text."""

    def __init__(self, sentences: tuple[Sentence, ...], at: Mapping[tuple[int, int], Person]) -> None:
        """`at` says who is named at a sentence and token."""
        self._sentences = sentences
        self._weights: list[dict[Person, float]] = [{} for _ in sentences]
        for (number, i), person in at.items():
            self.keep(number, sentences[number].tokens[i], person)

    def keep(self, number: int, token: Token, person: Person) -> None:
        """Let a sentence speak of somebody, as plainly as its plainest word for him."""
        weights = self._weights[number]
        weights[person] = max(weights.get(person, 0.0), plainness(self._sentences[number], token))

    def before(self, number: int) -> list[Person]:
        """Of whom the sentences before one spoke, the latest first, the subject before the others."""
        found: dict[Person, None] = {}
        for k in range(number - 1, max(-1, number - 1 - MEMORY), -1):
            found |= dict.fromkeys(p for p, _ in sorted(self._weights[k].items(), key=lambda of: -of[1]))
        return list(found)

    def likeliest(
        self,
        number: int,
        here: Mapping[Person, float],
        fits: Callable[[Person], bool],
        *,
        lead: Person | None,
        gender: str = "",
    ) -> Person | None:
        """Who among those that fit is most in mind.

        `here` are those of whom the sentence itself has spoken so far, and how plainly.
        """
        scores = dict(here)
        for back in range(1, min(MEMORY, number + 1)):
            for person, weight in self._weights[number - back].items():
                scores[person] = scores.get(person, 0.0) + weight * FADING**back
        total = {
            person: score
            + LEAD * (person is lead)
            + NAMED * min(person.mentions, 8)
            + OF_THE_SEX * (gender == person.gender != "")
            for person, score in scores.items()
            if fits(person)
        }
        return max(total, key=lambda person: total[person], default=None)


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
