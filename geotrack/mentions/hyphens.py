"""Names of places inside hyphenated words: "Lima-based", "the Peru-Chile border", "Senator Doe, D-Ohio"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from geotrack.mentions.language import Sentence
from geotrack.mentions.matches import LookUp
from geotrack.model import NameEntry

LEAST = 3.0  # importance: "Lima-based" may be said of a village, too
LEAST_BESIDE = 4.5  # of each of two names: a couple's double name also consists of names of villages
MOST_WORDS = 3  # of a name that goes on beyond the hyphenated word: "Green Bay-based", "D-Green Bay"


class Part(NamedTuple):
    """A name in a hyphenated word, or one that begins or ends there."""

    first: int
    last: int
    start: int
    end: int
    known: NameEntry


def names_in_hyphens(sentence: Sentence, look_up: LookUp) -> Iterator[Part]:
    """The places in words that the gazetteer does not know as a whole."""
    for token in sentence.tokens:
        if "-" not in token.text or not any(c.isupper() for c in token.text) or look_up(token.text):
            continue
        words = token.text.split("-")
        if any(c.isdigit() for c in token.text):
            continue  # "the Su-35"
        party = 0 < len(words[0]) <= 3 and words[0].isupper() and token.i > 0
        party = party and sentence.tokens[token.i - 1].text in (",", "(")
        if token.entity == "PERSON" and not party:
            continue
        names = [w for w in words if w[:1].isupper()]
        alone = len(names) == 1 and len(words) > 1 and not party
        parts = []
        at = token.start
        for number, word in enumerate(words):
            if word[:1].isupper() and not (party and number == 0):
                outer = {n for n, at_edge in ((-1, number == 0), (1, number == len(words) - 1)) if at_edge}
                part = _longest(sentence, token.i, at, at + len(word), outer, look_up)
                if part is None or part.known.importance < (LEAST if alone or party else LEAST_BESIDE):
                    break
                parts.append(part)
            at += len(word) + 1
        else:
            yield from parts


def _longest(sentence: Sentence, i: int, start: int, end: int, outer: set[int], look_up: LookUp) -> Part | None:
    """The longest name that a part of word `i` belongs to, going on to the left (-1) or to the right (1)."""
    tokens = sentence.tokens
    offset = tokens[i].start
    word = tokens[i].text[start - offset : end - offset]
    for more in range(MOST_WORDS - 1, 0, -1):
        for side in sorted(outer):
            far = i + side * more
            beside = tokens[min(i, far) : max(i, far) + 1]
            if not 0 <= far < len(tokens) or not all(t.text[0].isupper() and t.pos != "DET" for t in beside):
                continue
            others = " ".join(t.text for t in beside if t.i != i)
            known = look_up(f"{others} {word}" if side < 0 else f"{word} {others}")
            if known and side < 0:
                return Part(far, i + 1, tokens[far].start, end, known)
            if known:
                return Part(i, far + 1, start, tokens[far].end, known)
    known = look_up(word)
    return Part(i, i + 1, start, end, known) if known else None
