"""What shows who bears a name: a ship's prefix, two titles, the head of an entry, a given name, "they"."""

from __future__ import annotations

from collections.abc import Iterator

from geotrack.mentions import given_names
from geotrack.mentions import lexicon as words
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import base

_MALE = frozenset(
    """king prince pope duke lord earl count viscount tsar emperor sultan father husband son brother uncle nephew
    grandfather grandson stepfather boyfriend mr sir man boy monk priest""".split()
)
_FEMALE = frozenset(
    """queen princess duchess lady countess viscountess empress mother wife daughter sister aunt niece grandmother
    granddaughter stepmother girlfriend mrs ms miss woman girl nun""".split()
)
_THEY = frozenset("they them their".split())
_MEMBERS = frozenset(
    """drummer guitarist bassist singer frontman keyboardist vocalist musician player striker winger midfielder defender
    goalkeeper captain coach trainer skipper""".split()
)
TAKEN_UP = 0.3  # probability from which "they" shows that an organisation is people
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)


def ships(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """Names that a prefix makes a ship's: "HMS Beagle", "MV Leonora"."""
    for first, token in enumerate(tokens):
        last = first + 1
        while last < min(len(tokens), first + 4) and tokens[last].text[0].isupper():
            last += 1
        if token.text in words.SHIP_PREFIXES and last > first + 1:
            yield first, last


def couples(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """Two who go by their titles: "the Duke and Duchess of Kent", "Mr and Mrs Brown"."""

    def is_title(token: Token) -> bool:
        return token.text[0].isupper() and base(token.text, "NOUN") in _MALE | _FEMALE

    for first in range(len(tokens) - 2):
        one, both, other = tokens[first : first + 3]
        if both.lower not in ("and", "&") or not (is_title(one) and is_title(other)):
            continue
        last = first + 3
        named = last + (last + 1 < len(tokens) and tokens[last].lower == "of")
        while named < len(tokens) and tokens[named].text[0].isupper() and tokens[named].pos == "PROPN":
            named += 1
            last = named
        yield first, last


def heads_an_entry(tokens: tuple[Token, ...]) -> bool:
    """Whether a text begins as the entry of an encyclopaedia does: "CHRISTIAN, Fletcher (1764-1793), mutineer."."""
    if len(tokens) < 4 or tokens[1].text != ",":
        return False
    surname, given = tokens[0].text, tokens[2]
    return len(surname) > 2 and surname.isupper() and given.text.istitle() and given.lower not in CALENDAR


def is_thing(sentence: Sentence, first: int, last: int) -> bool:
    """Whether an article before a name shows that nobody bears it: "the Mona Lisa", "the Razoni", not "the Obamas"."""
    tokens = sentence.tokens
    if not first or tokens[first - 1].lower != "the" or (last - first == 1 and tokens[first].text.endswith("s")):
        return False
    titled = any(base(t.text, "NOUN") in words.PEOPLE for t in tokens[first:last])
    root = sentence.root_of(first, last)
    given = last - first == 1 and gender_of(tokens[first].lower)  # "the Victoria" of this text may be a queen
    return not titled and not given and root.dep not in ("compound", "amod", "nmod:desc")


def moves(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a name is the subject of a verb of movement, or of one that makes it several: "Foo Fighters are"."""
    for token in sentence.tokens[first:last]:
        if token.dep.startswith("nsubj"):
            verb = sentence.head(token)
            if base(verb.text, "VERB") in words.GO | words.ARRIVE:
                return True
            if {t.lower for t in (verb, *sentence.children(verb, "aux", "cop"))} & {"are", "were", "have"}:
                return True
    return False


def has_members(sentence: Sentence, last: int) -> bool:
    """Whether a name that ends before a word is a band's or a team's: "Foo Fighters drummer Taylor Hawkins"."""
    after = sentence.tokens[last : last + 1]
    return bool(after) and base(after[0].text, "NOUN") in _MEMBERS and after[0].pos in ("NOUN", "PROPN")


def taken_up(sentences: tuple[Sentence, ...]) -> Iterator[tuple[int, int]]:
    """Sentence and number of the words that "they" or "the band" stands for: "Foo Fighters were to play. They ...".

    An organisation of which a text speaks so is people.
    """
    for number, sentence in enumerate(sentences):
        for token in sentence.tokens:
            if token.lower in _THEY or base(token.text, "NOUN") in words.BANDS:
                yield from ((number - link.back, link.i) for link in sentence.links[token.i] if link.odds >= TAKEN_UP)


def gender_of(word: str) -> str:
    """Whether "he" or "she" stands for who bears a given name or a title; empty where it does not tell.

    >>> gender_of("clara"), gender_of("king"), gender_of("minister")
    ('she', 'he', '')
    """
    if word in _MALE | given_names.MEN:
        return "he"
    return "she" if word in _FEMALE | given_names.WOMEN else ""
