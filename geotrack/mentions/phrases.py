"""How the text itself calls what has no name that the model knows: "the bust of Nefertiti", "Flying Scotsman"."""

from __future__ import annotations

from collections.abc import Callable

from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.syntax import case_of


def phrase_of(text: str, sentence: Sentence, token: Token) -> str:
    """A noun with the names that tell it from others of its kind: "the Bach family", "Napoleon's remains"."""
    first, last = token.i, token.i
    while first > 0:
        before = sentence.tokens[first - 1]
        if not before.text[0].isupper() or before.pos not in ("PROPN", "ADJ") or before.head != token.i:
            break
        first -= 1
    owner = next(iter(sentence.children(token, "nmod:poss")), None)
    if owner is not None and owner.i < token.i:
        first = min(first, *(t.i for t in sentence.subtree(owner)))
    for named in sentence.children(token, "nmod"):
        if case_of(sentence, named) == "of" and named.pos == "PROPN" and named.i - last == 2:
            last = max([named.i, *(t.i for t in sentence.children(named, "flat"))])
    words = text[sentence.tokens[first].start : sentence.tokens[last].end]
    if sentence.tokens[first].pos == "DET":
        words = words.partition(" ")[2]
    if (first, last) == (token.i, token.i):
        words = words.lower()
    if owner is not None and owner.pos == "PRON":
        return words[0].lower() + words[1:]  # "my mother"
    return words if owner is not None and owner.pos == "PROPN" else f"the {words}"


def written_name(text: str, sentence: Sentence, token: Token, is_free: Callable[[Token], bool]) -> str:
    """All capitalised words that a word stands among: "Flying Scotsman".

    `is_free` says whether a word is nobody else's name, and no title.
    """

    def belongs(other: Token) -> bool:
        capital = other.text[0].isupper() and (other.i > 0 or other.pos == "PROPN")
        return capital and other.pos in ("PROPN", "ADJ", "NOUN", "VERB", "NUM") and is_free(other)

    first, last = token.i, token.i + 1
    while first > 0 and belongs(sentence.tokens[first - 1]):
        first -= 1
    while last < len(sentence.tokens) and belongs(sentence.tokens[last]):
        last += 1
    return text[sentence.tokens[first].start : sentence.tokens[last - 1].end]
