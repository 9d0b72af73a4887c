"""Place names in a text, found by the language model and the gazetteer together.

Neither is enough. The model sees that "Washington" is a place here and a man there, but misses "U.S." and cuts
"Vostochny space base" short; the gazetteer knows every name and no context. A span that the model calls a place counts,
widened to the gazetteer's longest name; a name that only the gazetteer knows counts where the words around it agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geotrack.mentions.cells import form_of
from geotrack.mentions.fitting import Span
from geotrack.mentions.language import Sentence
from geotrack.mentions.lexicon import AGENCY, PEOPLE, PLACE_NOUNS, SHIP_PREFIXES, base
from geotrack.mentions.matches import LookUp, extent
from geotrack.mentions.spans import again_in, settled_in, spans_in
from geotrack.model import Article, Mention, NameEntry, PlaceKind, Sense

_TOWNS: frozenset[PlaceKind] = frozenset({"city", "county", "airport"})
_THE = frozenset({"hague", "bronx", "dalles", "valley"})  # towns that have an article
_REGIONS = frozenset("province region state oblast prefecture district republic canton".split())  # "Jilin province"


@dataclass(frozen=True, slots=True)
class Name:
    """A mention and the tokens it stands on."""

    mention: Mention
    sentence: int
    first: int
    last: int
    """Exclusive."""
    known: NameEntry | None
    """What the gazetteer knows of it."""


def find_names(article: Article, sentences: tuple[Sentence, ...], look_up: LookUp) -> tuple[Name, ...]:
    """Every span that names a place, in order, with the sense in which it does as far as the name itself tells it."""
    found: list[Name] = []
    people = _people(sentences)
    forms = [form_of(article.text, s.start, s.end) for s in sentences]
    read = [spans_in(s, look_up, people, form) for s, form in zip(sentences, forms, strict=True)]
    settled = settled_in(sentences, read, look_up)
    for number, sentence in enumerate(sentences):
        again = again_in(sentence, read[number], look_up, people, settled, forms[number].cells)
        spans = sorted([*read[number], *again], key=lambda s: s.first)
        for position, span in enumerate(spans):
            following = spans[position + 1 :]
            start, end = span.inside or extent(sentence, span.first, span.last)
            sense = span.sense
            if sense == "place" and _is_dateline(article.text, sentences, number, span):
                sense = "dateline"
            if span.first and sentence.tokens[span.first - 1].text in SHIP_PREFIXES:
                sense = "name"
            known = span.known
            if sense == "place" and _has_an_article(sentence, span):
                sense, known = "name", None
            mention = Mention(
                id=f"{article.id}:{start}",
                article=article.id,
                start=start,
                end=end,
                text=article.text[start:end],
                name=span.name,
                sense=sense,
                asks_for=_asks_for(sentence, span),
                inside=tuple(_containers(sentence, span, following)),
            )
            found.append(Name(mention, number, span.first, span.last, known))
    return tuple(found)


def _people(sentences: tuple[Sentence, ...]) -> frozenset[str]:
    """Words of the names of people in this text, so that "Paris" stays Ms Hilton once she is introduced."""
    words: set[str] = set()
    for sentence in sentences:
        for first, last, kind in sentence.entities:
            if kind == "PERSON" and last - first > 1 and not any(t.text in "-–—→" for t in sentence.tokens[first:last]):
                words |= {t.text for t in sentence.tokens[first:last]}
    return frozenset(words)


def _is_dateline(text: str, sentences: tuple[Sentence, ...], number: int, span: Span) -> bool:
    """Whether a name tells where the reporter sits: "NAIROBI, Oct 31 -"."""
    sentence = sentences[number]
    if span.first > 1 or (number and sentences[number - 1].paragraph == sentence.paragraph):
        return False
    start = sentence.tokens[span.first].start
    line = text[start : start + 90].split("\n")[0]
    name = text[start : sentence.tokens[span.last - 1].end]
    if not name.isupper() and not re.search(r"\((?:Reuters|AP|AFP|Xinhua|dpa|TASS|IANS|CNN)\)", line):
        pattern = r"^[^.\n]{2,40}?(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)\s*[-–—]\s"
    else:
        pattern = r"^[^.\n]{2,60}?(?:\((?:Reuters|AP|AFP|Xinhua|dpa|TASS|IANS|CNN)\))?\s*[-–—:]\s"
    return re.match(pattern, line) is not None


def _has_an_article(sentence: Sentence, span: Span) -> bool:
    """Whether an article makes the name of a town another thing's: "the Rotterdam sailed", "drove up in the Ford"."""
    tokens, root = sentence.tokens, sentence.root_of(span.first, span.last)
    before = tokens[span.first - 1] if span.first else None
    kinds = span.known.kinds if span.known is not None else frozenset[PlaceKind]()
    town = "city" in kinds and kinds <= _TOWNS and tokens[span.first].lower not in _THE  # not "the Ardèche", a county
    free = root.dep not in ("compound", "amod", "nmod:desc", "nmod:poss", "appos")
    after = tokens[span.last].lower if span.last < len(tokens) else ""
    one = span.last - span.first == 1  # not "the Alpe d'Huez"
    return one and town and free and before is not None and before.lower == "the" and after not in ("of", "and", "or")


def _asks_for(sentence: Sentence, span: Span) -> str:
    """The common noun beside a name that tells the kind of place: "the port of X", "X cosmodrome", "X, a village"."""
    tokens = sentence.tokens
    inner = tokens[span.last - 1].lower
    if span.last - span.first > 1 and base(inner, "NOUN") in PLACE_NOUNS:
        return base(inner, "NOUN")
    after = tokens[span.last : span.last + 3]
    for token in after:
        if base(token.text, "NOUN") in PLACE_NOUNS and token.pos in ("NOUN", "PROPN"):
            return base(token.text, "NOUN")
        if token.pos not in ("NOUN", "ADJ"):
            break
    before = tokens[max(0, span.first - 2) : span.first]
    if len(before) == 2 and before[0].lower == "the" and base(before[1].text, "NOUN") in PLACE_NOUNS:
        return base(before[1].text, "NOUN")  # "the river Amur"
    root = sentence.root_of(span.first, span.last)
    head = sentence.head(root)
    if head.i != root.i and base(head.text, "NOUN") in PLACE_NOUNS:
        cases = {t.lower for t in sentence.children(root, "case")}
        if root.dep in ("appos", "compound", "flat", "nmod:desc") or (root.dep == "nmod" and "of" in cases):
            return base(head.text, "NOUN")
    for token in sentence.children(root, "appos"):
        if base(token.text, "NOUN") in PLACE_NOUNS:
            return base(token.text, "NOUN")
    known = span.known
    if span.first and tokens[span.first - 1].lower == "the" and known and "water" in known.kinds:
        return "sea"  # "the Atlantic" is no town
    return ""


def _containers(sentence: Sentence, span: Span, following: list[Span]) -> Iterator[str]:
    """The places that the words say it lies in: "Paris, Texas", "Padstow in Cornwall", "Tripoli (Lebanon)"."""
    tokens, end = sentence.tokens, span.last
    for other in following:
        between = [t.lower for t in tokens[end : other.first]]
        while between and between[-1] in (
            "the",
            "northern",
            "southern",
            "eastern",
            "western",
            "central",
            "north",
            "south",
        ):
            between.pop()
        wide = other.known is None or bool(
            other.known.kinds & {"country", "region", "county", "continent", "island", "area", "city"}
        )
        is_wide_only = other.known is not None and bool(
            other.known.kinds & {"country", "region", "continent", "county"}
        )
        if other.sense != "place" or not wide:
            return
        if (between == [","] and is_wide_only) or between in (["in"], ["("], [",", "in"]):
            yield other.name
            end = other.last
        else:
            return


def sense_in(sentence: Sentence, name: Name) -> Sense:
    """The sense of a name nobody moves to, from its place in the sentence.

    "Moscow said" is a government, "Khabarovsk Region Governor" a title.
    """
    if name.mention.sense != "place":
        return name.mention.sense
    root = sentence.root_of(name.first, name.last)
    head = sentence.head(root)
    cases = {t.lower for t in sentence.children(root, "case")}
    # a country or a city that does something is its government; so is a palace, "the Kremlin"
    if root.dep == "nsubj" and head.pos == "VERB" and base(head.text, "VERB") not in ("lie", "border", "see", "stand"):
        return "metonym"
    if root.dep == "nsubj:pass" and base(head.text, "VERB") in AGENCY:
        return "metonym"
    if "between" in cases or (
        root.dep == "conj" and any(t.lower == "between" for t in sentence.children(head, "case"))
    ):
        return "metonym"
    if root.dep in ("compound", "nmod:desc", "amod") and head.i >= name.last:
        noun = base(head.text, "NOUN")
        if noun in PEOPLE or head.entity == "PERSON" or (head.pos == "PROPN" and noun not in _REGIONS):
            return "name"
        return "metonym" if noun not in PLACE_NOUNS else "place"
    if root.dep == "nmod:poss" and base(head.text, "NOUN") not in PLACE_NOUNS | PEOPLE:
        return "metonym"
    return "place"
