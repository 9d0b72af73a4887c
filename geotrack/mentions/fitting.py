"""Spans that name a place: those of the model fitted to the gazetteer, facilities, parts of hyphenated words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geotrack.mentions.beside import stands_as_place
from geotrack.mentions.hyphens import names_in_hyphens
from geotrack.mentions.language import Sentence
from geotrack.mentions.lexicon import FACILITY_NOUNS, PLACE_NOUNS, base
from geotrack.mentions.matches import (
    COMMON,
    JOINERS,
    KNOWN,
    SURE,
    LookUp,
    case_fits,
    extent,
    is_generic,
    own_sense,
    text_of,
    uncased,
)
from geotrack.model import NameEntry, Sense

LONGEST_FACILITY = 14  # words of the gazetteer's longest name of one

_DIVISIONS = frozenset("province state region county district governorate prefecture oblast".split())
_DIRECTIONS = frozenset(
    """north south east west northeast northwest southeast southwest northern southern eastern western central far
    north-east north-west south-east south-west mid upper lower""".split()
)
_NUMBERED = frozenset("room gate suite unit floor district apartment office exit region zone phase".split())


@dataclass(slots=True)
class Span:
    """Words of a sentence that name a place."""

    first: int
    last: int
    """Exclusive."""
    name: str
    known: NameEntry | None
    sense: Sense = "place"
    inside: tuple[int, int] | None = None
    """Where the name begins and ends in the text, if it is a part of its words: "Lima-based"."""


def overlaps(first: int, last: int, spans: list[Span]) -> bool:
    """Whether one of the spans has a word in common with these."""
    return any(first < s.last and s.first < last for s in spans)


def parts_of(
    sentence: Sentence, first: int, last: int, look_up: LookUp, cells: frozenset[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The names in a span of the model: it may take "Egypt, Tunisia and Togo" for one, or "Bern - Thun" in a table."""
    start = first
    for i in range(first, last):
        token = sentence.tokens[i]
        parts = token.text in (",", "/", ";", "(", ")") or (
            (token.lower in ("and", "or") or (i > start and extent(sentence, start, i) in cells))
            and not look_up(text_of(sentence, first, last))
        )
        if parts:
            if i > start:
                yield start, i
            start = i + 1
    if last > start:
        yield start, last


def fitted(
    sentence: Sentence,
    first: int,
    last: int,
    matches: list[tuple[int, int, NameEntry]],
    look_up: LookUp,
    people: frozenset[str],
) -> Span | None:
    """A span of the model, fitted to the gazetteer's longest name over it."""
    tokens = sentence.tokens
    while first < last and (tokens[first].pos in ("DET", "ADP", "PUNCT") or tokens[first].lower in ("the", "'s")):
        first += 1
    while last > first and (tokens[last - 1].pos in ("PUNCT", "ADP") or tokens[last - 1].text in ("'s", "’s")):
        last -= 1
    if first == last:
        return None
    first, last = _bare(sentence, first, last, look_up)
    name = text_of(sentence, first, last)
    known = look_up(name)
    for a, b, entry in matches:
        if a <= first and last <= b and (a, b) != (first, last) and case_fits(text_of(sentence, a, b), entry):
            name = text_of(sentence, a, b)
            return Span(a, b, name, entry, sense=own_sense(entry))
        partly = a < last and first < b and not known
        if partly and entry.importance >= KNOWN and (b > last or a < first):
            name = text_of(sentence, a, b)
            return Span(a, b, name, entry, sense=own_sense(entry))
    if not known and last - first > 1:
        # "Vostochny cosmodrome" unknown as such: the name without its common nouns
        core = last
        while core > first + 1 and tokens[core - 1].text[0].islower():
            core -= 1
        if core < last:
            shorter = look_up(text_of(sentence, first, core))
            if shorter:
                last, known, name = core, shorter, text_of(sentence, first, core)
    lower = name.lower()
    if lower in PLACE_NOUNS or (lower in COMMON and not (known and known.importance >= SURE)):
        return None
    if not any(t.text[0].isupper() or uncased(t.text) for t in tokens[first:last]):
        return None
    if sum(c.isalpha() for c in name) < (1 if known else 2) or (not known and lower.split()[0] in _NUMBERED):
        return None
    if not known and is_generic(name):
        return None  # "City Hall"
    if not known and (name in people or (last - first == 1 and not stands_as_place(sentence, first, look_up))):
        return Span(first, last, name, None, "name")
    return Span(first, last, name, known, sense=own_sense(known))


def _bare(sentence: Sentence, first: int, last: int, look_up: LookUp) -> tuple[int, int]:
    """A span without what only tells of the name: "Java province", "leafy Elm Street", "City of York"."""
    tokens = sentence.tokens
    if last - first > 2 and tokens[first].lower in PLACE_NOUNS and tokens[first + 1].lower == "of":
        if look_up(text_of(sentence, first + 2, last)) and not look_up(text_of(sentence, first, last)):
            first += 2
    for i in range(first + 1, last - 1):
        if tokens[i].text in ("County", "Parish") and look_up(text_of(sentence, first, i + 1)):
            last = i + 1  # "York County Jail"
            break
    while (
        last - first > 1
        and tokens[last - 1].text[0].islower()
        and base(tokens[last - 1].text, "NOUN") not in FACILITY_NOUNS
    ):
        if tokens[last - 1].lower not in _DIVISIONS and look_up(text_of(sentence, first, last)):
            break
        last -= 1
    start = first
    while start < last - 1 and (tokens[start].text[0].islower() or tokens[start].lower in _DIRECTIONS):
        start += 1
    rest = text_of(sentence, start, last)
    if start > first and not look_up(text_of(sentence, first, last)) and tokens[start].text[0].isupper():
        lower = all(t.text[0].islower() for t in tokens[first:start])
        whole = look_up(rest)
        # the west of an ocean is another place
        if (lower or whole) and not is_generic(rest) and not (whole and "water" in whole.kinds):
            first = start
    return first, last


def facilities(sentence: Sentence, look_up: LookUp) -> Iterator[Span]:
    """Names that end in the word for a facility: known as they stand, by the initials behind them, or without it.

    "Yuri Gagarin Komsomolsk-on-Amur Aircraft Plant (KnAAZ)", "Vostochny space base".
    """
    tokens, i = sentence.tokens, 0
    while i < len(tokens):
        if not tokens[i].text[0].isupper() or (i == 0 and tokens[i].lower in COMMON):
            i += 1
            continue
        j = i
        while j < len(tokens) and (
            tokens[j].text[0].isupper()
            or (tokens[j].lower in JOINERS and j + 1 < len(tokens) and tokens[j + 1].text[0].isupper())
            or tokens[j].pos in ("NOUN", "ADJ", "PROPN")
        ):
            j += 1
        found = None
        for end in range(j, i + 1, -1):
            if base(tokens[end - 1].text, "NOUN") not in FACILITY_NOUNS:
                continue
            for start in range(max(i, end - LONGEST_FACILITY), end - 1):
                if not tokens[start].text[0].isupper():
                    continue
                # as written; by the initials behind it, "(KnAAZ)"; without its common noun, "the KnAAZ plant"
                for name in (
                    text_of(sentence, start, end),
                    _initials(sentence, end),
                    text_of(sentence, start, end - 1),
                ):
                    known = look_up(name) if name and not is_generic(name) else None
                    if known and known.kinds & {"facility", "airport"}:
                        found = Span(start, end, name, known)
                        break
                if found:
                    break
            if found:
                break
        if found:
            yield found
            i = found.last
        else:
            i = max(j, i + 1)


def _initials(sentence: Sentence, at: int) -> str:
    """The short name in brackets after a long one."""
    tokens = sentence.tokens
    if (
        at + 2 < len(tokens)
        and tokens[at].text == "("
        and tokens[at + 2].text == ")"
        and tokens[at + 1].text[0].isupper()
    ):
        return tokens[at + 1].text
    return ""


def hyphenated(sentence: Sentence, look_up: LookUp) -> Iterator[Span]:
    """The places inside hyphenated words, which nobody moves to: "Lima-based"."""

    def known(name: str) -> NameEntry | None:
        entry = None if is_generic(name) else look_up(name)
        return entry if entry and case_fits(name, entry) else None

    for part in names_in_hyphens(sentence, known):
        text = text_of(sentence, part.first, part.last)
        cut = part.start - sentence.tokens[part.first].start, sentence.tokens[part.last - 1].end - part.end
        name = text[cut[0] : len(text) - cut[1]]
        yield Span(part.first, part.last, name, part.known, "adjective", (part.start, part.end))
