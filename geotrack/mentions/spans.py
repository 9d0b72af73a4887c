"""Which words of a sentence name a place: the model and the gazetteer weighed against one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from geotrack.mentions.beside import heads_a_report, is_home, is_no_place, is_of_a_town, lies_in, like_a_place
from geotrack.mentions.cells import Form
from geotrack.mentions.fitting import Span, facilities, fitted, hyphenated, overlaps, parts_of
from geotrack.mentions.language import Sentence
from geotrack.mentions.lexicon import ARRIVE, GO, LEAVE, VISIT, base, knows
from geotrack.mentions.matches import (
    COMMON,
    KNOWN,
    SURE,
    LookUp,
    case_fits,
    extent,
    is_code,
    is_generic,
    matches_in,
    own_sense,
    text_of,
)
from geotrack.model import NameEntry, Sense

LEAST_TOWN = 3.0  # importance: a thousand people
_TITLE_AFTER = frozenset(
    """university times post herald tribune gazette chronicle journal police council department association institute
    fleet army navy division regiment brigade bank agreement treaty accord accords protocol declaration convention
    process summit talks club united city fc cup prize award festival marathon bishop""".split()
) - {"city", "summit", "talks"}


def spans_in(sentence: Sentence, look_up: LookUp, people: frozenset[str], form: Form) -> list[Span]:
    """The places that a sentence names, as far as it alone tells; `people` are the names of people in the text."""
    matches = list(matches_in(sentence, look_up, form.cells))
    taken: list[Span] = [*facilities(sentence, look_up), *hyphenated(sentence, look_up)]
    others: list[tuple[int, int, str]] = []
    for first, last, kind in sentence.entities:
        if kind == "LOC":
            for a, b in parts_of(sentence, first, last, look_up, form.alone):
                span = fitted(sentence, a, b, matches, look_up, people)
                if span and not (
                    overlaps(span.first, span.last, taken)
                    or is_no_place(sentence, span.first, span.last)
                    or _travels(sentence, span)
                ):
                    taken.append(span)
        else:
            others.append((first, last, kind))
    for first, last, known in matches:
        name = text_of(sentence, first, last)
        if overlaps(first, last, taken) or not case_fits(name, known) or is_no_place(sentence, first, last):
            continue
        cover = next(((a, b, k) for a, b, k in others if first < b and a < last), None)
        span, place = Span(first, last, name, known), extent(sentence, first, last)
        in_cell = place in form.cells or (
            place in form.alone and sentence.tokens[first].pos == "PROPN" and not knows(base(name, "VERB"))
        )  # but "24 May. Came to anchor"
        if cover is not None and in_cell and cover[0] <= first and last <= cover[1] and cover[:2] != (first, last):
            cover = None  # "Florence - Rimini" is nobody
        end_of_way = in_cell and place in form.ways
        sense = _sense_of(
            sentence, span, known, cover, look_up, somebody=name in people, in_cell=in_cell, end_of_way=end_of_way
        )
        if sense:
            span.sense = sense
            taken.append(span)
    return sorted(taken, key=lambda s: s.first)


def _travels(sentence: Sentence, span: Span) -> bool:
    """Whether a word that names no place of size goes somewhere, as only people do: "Byron crossed the Alps"."""
    if span.last - span.first > 1 or (span.known is not None and span.known.importance >= KNOWN):
        return False
    token = sentence.tokens[span.first]
    verb = base(sentence.head(token).text, "VERB")
    return token.dep == "nsubj" and sentence.head(token).pos == "VERB" and verb in GO | ARRIVE | LEAVE | VISIT


def _sense_of(
    sentence: Sentence,
    span: Span,
    known: NameEntry,
    cover: tuple[int, int, str] | None,
    look_up: LookUp,
    *,
    somebody: bool,
    in_cell: bool,
    end_of_way: bool,
) -> Sense | None:
    """The sense of a name that the gazetteer knows and the model does not call a place; None where it is none here.

    `cover` is what the model sees there instead, `somebody` whether a person of this text bears the name; `in_cell` and
    `end_of_way` tell that the form of the line sets it apart.
    """
    first, last, own = span.first, span.last, own_sense(known)
    begins = cover is None or (first - _articles(sentence, first) <= cover[0] <= first and last <= cover[1])
    told = told_sense(sentence, first, last, known, look_up) if begins else None
    if told:
        return told if cover is None or cover[1] == last else "name"
    if cover is None:
        accepted = in_cell and "primary" in known.name_kinds and len(span.name) > 2
        accepted = accepted or _accepted(sentence, first, last, known, look_up)
        return own if accepted and not (somebody and known.importance < SURE) else None
    if cover[:2] == (first, last):
        if somebody:
            return None
        if in_cell and (known.importance >= KNOWN - 1 or end_of_way):
            return own
        if is_code(sentence, span.name, known):
            return None
        # "Moscow" as an organisation or a person: the model has seen a government speak
        # whom the model takes for a man must be a famous place: "Moscow", not the island region of Paul
        famous = known.importance > SURE if cover[2] == "PERSON" else known.importance >= KNOWN
        return own if famous or (known.importance >= KNOWN and like_a_place(sentence, first, last)) else None
    if first <= cover[0] and cover[1] <= last:
        return own if known.importance >= KNOWN else None
    of_it = first > cover[0] and sentence.tokens[first - 1].lower == "of"  # "University of York"
    if cover[2] == "ORG" and known.importance >= (KNOWN if of_it else SURE):
        return "adjective" if own == "adjective" else "name"
    return None


def _accepted(sentence: Sentence, first: int, last: int, known: NameEntry, look_up: LookUp) -> bool:
    """Whether a name that the model does not call a place is one all the same."""
    tokens = sentence.tokens
    name = text_of(sentence, first, last)
    if known.name_kinds == {"demonym"}:
        return True
    if known.importance >= SURE + 1 and known.kinds & {"country", "continent", "region", "area", "water"}:
        return True
    if tokens[first].pos not in ("PROPN", "NOUN", "X", "ADJ"):
        return False
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    if after and after.text[0].isupper() and after.start == tokens[last - 1].end + 1 and after.lower not in COMMON:
        if not look_up(after.text) or after.lower in _TITLE_AFTER:
            return False
    if before and before.text[0].isupper() and before.pos == "PROPN" and not look_up(before.text):
        return False
    alone = sum(t.text[0].isalpha() for t in tokens) <= last - first + 1
    if alone and known.importance >= KNOWN - 1.5 and known.name_kinds & {"primary", "abbreviation"}:
        return True  # "Bilbao!"
    locative = like_a_place(sentence, first, last)
    if known.importance >= SURE and (len(name) > 3 or locative) and tokens[first].pos == "PROPN":
        return True
    return known.importance >= KNOWN - 1 and locative and (first > 0 or len(name) > 4)


def _articles(sentence: Sentence, first: int) -> int:
    """How many articles stand before a name: the model may count "The" to "Lima Police"."""
    return int(first > 0 and sentence.tokens[first - 1].pos == "DET")


def told_sense(sentence: Sentence, first: int, last: int, known: NameEntry, look_up: LookUp) -> Sense | None:
    """The sense of a name where the words beside it say outright that it is a place: a village may bear it."""
    name = text_of(sentence, first, last)
    if not known.name_kinds & {"primary", "variant"} or is_generic(name):
        return None
    if heads_a_report(sentence, first, last):
        return "place"
    if first == 0 and sentence.tokens[first].pos != "PROPN" and not name.isupper():
        return None
    if lies_in(sentence, last, look_up) or is_home(sentence, first):
        return "place"
    initials = len(name) < 5 and name.isupper()  # "NATO chief"
    of_town = known.importance >= LEAST_TOWN and not initials and is_of_a_town(sentence, first, last)
    return "name" if of_town and "primary" in known.name_kinds else None


def settled_in(sentences: tuple[Sentence, ...], read: list[list[Span]], look_up: LookUp) -> frozenset[str]:
    """The names of towns and wider places that stand in this text as such, and not as often for somebody."""
    kinds = {"city", "county", "region", "country", "island"}
    standing: Counter[str] = Counter()
    for sentence, spans in zip(sentences, read, strict=True):
        for span in spans:
            if span.sense != "place" or not span.known or not span.known.kinds & kinds:
                continue
            if like_a_place(sentence, span.first, span.last) or told_sense(
                sentence, span.first, span.last, span.known, look_up
            ):
                standing[span.name] += 1
        standing.subtract(text_of(sentence, a, b) for a, b, kind in sentence.entities if kind != "LOC")
    return frozenset(name for name, times in standing.items() if times > 0)


def again_in(
    sentence: Sentence,
    spans: list[Span],
    look_up: LookUp,
    people: frozenset[str],
    settled: frozenset[str],
    cells: frozenset[tuple[int, int]],
) -> Iterator[Span]:
    """The settled names that the sentence alone would not have told to be: "Lima students", "Lima Bus Co."."""
    words = {t.text for t in sentence.tokens}
    if not any(name.split()[0] in words for name in settled):
        return
    for first, last, known in matches_in(sentence, look_up, cells):
        name = text_of(sentence, first, last)
        if name not in settled or name in people or overlaps(first, last, spans):
            continue
        if is_no_place(sentence, first, last) or is_code(sentence, name, known):
            continue
        cover = next(((a, b, k) for a, b, k in sentence.entities if first < b and a < last), None)
        if cover is None or cover[:2] == (first, last):
            yield Span(first, last, name, known)
        elif cover[2] == "ORG" and cover[0] <= first:
            yield Span(first, last, name, known, sense="name")
