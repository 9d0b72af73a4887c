"""Place names in a text, found by the language model and the gazetteer together.

Neither is enough. The model sees that "Washington" is a place here and a man there, but misses "U.S." and cuts
"Vostochny space base" short; the gazetteer knows every name and no context. A span that the model calls a place counts,
widened to the gazetteer's longest name; a name that only the gazetteer knows counts where the words around it agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from geotrack.mentions.cells import Form, form_of
from geotrack.mentions.language import Sentence
from geotrack.mentions.lexicon import (
    AGENCY,
    FACILITY_NOUNS,
    LEAVE,
    PASS,
    PEOPLE,
    PLACE_NOUNS,
    SHIP_PREFIXES,
    VISIT,
    base,
    knows,
)
from geotrack.model import Article, Mention, NameEntry, Sense

LookUp = Callable[[str], NameEntry | None]

LONGEST_FACILITY = 14  # words of the gazetteer's longest name of one
LONGEST = 7  # words of the longest name that is looked for: "Santo Domingo de la Calzada" has five
SURE = 6.0  # importance from which a name stands for itself: countries, regions, cities of a million
KNOWN = 5.0  # a city of a hundred thousand

_JOINERS = frozenset(
    "of the de la le les del di do da dos das du des el al van von am an der den and on y e es upon in sur".split()
)
_LOCATIVE = frozenset(
    "in at from near to toward towards into outside around across via through between off left visited reached".split()
)
# capitalised words that also are names of towns somewhere: never a place on the gazetteer's word alone
_COMMON = frozenset(
    """a an the of in on at by to for and or but if so as is it he she we i you they this that these those there here
    who what when where why how no not yes all any each one two three first second last next new old big good best
    then now today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    mr mrs ms dr sir lady lord king queen prince
    princess pope president god police army navy government parliament congress senate university college center
    centre county park street road avenue square bridge church school hospital village city town state island lake
    river mount mountain bay port station airport hotel museum stadium house hall court north south east west
    northern southern eastern western central young male most nice reading mobile man men many bath split deal orange
    enterprise union republic independence liberty hope love life day night time week year summer winter spring autumn
    fall christmas easter sun moon star post times herald news reuters afp bbc cnn ap mail of us our my his her its
    their your me him them let see look read go come back home photo map page part stage day km also stop start finish
    leg date time note price total name table number distance group team march battle war world cup league series
    hill wood field green white black brown grey gray red blue gold silver long short high low upper lower great little
    plus super general major captain bank trade order police asylum""".split()
)
_TITLE_AFTER = frozenset(
    """university times post herald tribune gazette chronicle journal police council department association institute
    fleet army navy division regiment brigade bank agreement treaty accord accords protocol declaration convention
    process summit talks club united city fc cup prize award festival marathon bishop""".split()
) - {"city", "summit", "talks"}


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


@dataclass(slots=True)
class _Span:
    first: int
    last: int
    name: str
    known: NameEntry | None
    sense: Sense = "place"


def find_names(article: Article, sentences: tuple[Sentence, ...], look_up: LookUp) -> tuple[Name, ...]:
    """Every span that names a place, in order, with the sense in which it does as far as the name itself tells it."""
    found: list[Name] = []
    people = _people(sentences)
    for number, sentence in enumerate(sentences):
        spans = _spans(sentence, look_up, people, form_of(article.text, sentence.start, sentence.end))
        for position, span in enumerate(spans):
            following = spans[position + 1 :]
            start, end = sentence.tokens[span.first].start, sentence.tokens[span.last - 1].end
            sense = span.sense
            if sense == "place" and _is_dateline(article.text, sentences, number, span):
                sense = "dateline"
            if span.first and sentence.tokens[span.first - 1].text in SHIP_PREFIXES:
                sense = "name"
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
            found.append(Name(mention, number, span.first, span.last, span.known))
    return tuple(found)


def _people(sentences: tuple[Sentence, ...]) -> frozenset[str]:
    """Words of the names of people in this text, so that "Paris" stays Ms Hilton once she is introduced."""
    words: set[str] = set()
    for sentence in sentences:
        for first, last, kind in sentence.entities:
            if kind == "PERSON" and last - first > 1 and not any(t.text in "-–—→" for t in sentence.tokens[first:last]):
                words |= {t.text for t in sentence.tokens[first:last]}
    return frozenset(words)


def _spans(sentence: Sentence, look_up: LookUp, people: frozenset[str], form: Form) -> list[_Span]:
    matches = list(_gazetteer_matches(sentence, look_up, form.cells))
    standing_alone, ways = form.alone, form.ways
    taken: list[_Span] = list(_facilities(sentence, look_up))
    others: list[tuple[int, int, str]] = []
    for first, last, kind in sentence.entities:
        if kind == "LOC":
            for a, b in _split_list(sentence, first, last, look_up, standing_alone):
                span = _widened(sentence, a, b, matches, look_up)
                if span and not _overlap(span.first, span.last, taken):
                    taken.append(span)
        else:
            others.append((first, last, kind))
    for first, last, known in matches:
        if _overlap(first, last, taken):
            continue
        name = _text(sentence, first, last)
        if not _case_fits(name, known):
            continue
        extent = _extent(sentence, first, last)
        by_itself = extent in form.cells or (
            extent in standing_alone and sentence.tokens[first].pos == "PROPN" and not _acts(name)
        )
        cover = next(((a, b, k) for a, b, k in others if first < b and a < last), None)
        if cover is not None and by_itself and cover[0] <= first and last <= cover[1] and cover[:2] != (first, last):
            cover = None  # "Florence - Rimini" is nobody
        if cover is None:
            in_cell = by_itself and "primary" in known.name_kinds and len(name) > 2
            accepted = in_cell or _accepted(sentence, first, last, known, look_up)
            if accepted and not (name in people and known.importance < SURE):
                taken.append(_Span(first, last, name, known, sense=_own_sense(known)))
        elif cover[:2] == (first, last):
            # "Moscow" as an organisation or a person: the model has seen a government speak
            # whom the model takes for a man must be a famous place: "Moscow", not the island region of Paul
            sure = known.importance > SURE if cover[2] == "PERSON" else known.importance >= KNOWN
            sure = sure or (by_itself and (known.importance >= KNOWN - 1 or extent in ways))
            if sure or (known.importance >= KNOWN and _like_a_place(sentence, first, last)):
                if name not in people:
                    taken.append(_Span(first, last, name, known, sense=_own_sense(known)))
        elif first <= cover[0] and cover[1] <= last and known.importance >= KNOWN:
            taken.append(_Span(first, last, name, known, sense=_own_sense(known)))
        elif known.importance >= SURE and cover[2] == "ORG":
            sense: Sense = "adjective" if _own_sense(known) == "adjective" else "name"
            taken.append(_Span(first, last, name, known, sense=sense))
    return sorted(taken, key=lambda s: s.first)


def _gazetteer_matches(
    sentence: Sentence, look_up: LookUp, cells: frozenset[tuple[int, int]]
) -> Iterator[tuple[int, int, NameEntry]]:
    """The longest names that begin at a capital letter, from left to right."""
    tokens, i = sentence.tokens, 0
    filled = any(t.text.isdigit() for t in tokens)  # the head of a table has no figures: "Date | Place"
    while i < len(tokens):
        if not (tokens[i].text[0].isupper() or _uncased(tokens[i].text)) or tokens[i].lower in ("the", "a", "an"):
            i += 1
            continue
        hit = None
        for j in range(min(len(tokens), i + LONGEST), i, -1):
            last = tokens[j - 1]
            saint = last.lower == "'s" and j - i > 1  # "St. John's"
            if not (saint or last.text[0].isupper() or last.text[0].isdigit() or _uncased(last.text)):
                continue
            if any(not (t.text[0].isupper() or t.lower in _JOINERS or not t.text[0].isalpha()) for t in tokens[i:j]):
                continue
            common = tokens[i].lower.rstrip(".") in _COMMON and not (
                filled and _extent(sentence, i, j) in cells
            )  # "| Nice |"
            if j == i + 1 and (common or tokens[i].lower in PLACE_NOUNS):
                continue
            if any(t.text in ",;:()" for t in tokens[i:j]) and not re.fullmatch(r"D\.?C\.?", last.text):
                continue
            known = look_up(_text(sentence, i, j))
            if known:
                hit = (i, j, known)
                break
        if hit:
            yield hit
            i = hit[1]
        else:
            i += 1


def _acts(name: str) -> bool:
    """Whether a word is one of travel: "24 May. Came to anchor"."""
    return knows(base(name, "VERB"))


def _extent(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Where the words begin and end in the text."""
    return sentence.tokens[first].start, sentence.tokens[last - 1].end


def _uncased(word: str) -> bool:
    return word[0].isalpha() and word[0].upper() == word[0].lower()


def _text(sentence: Sentence, first: int, last: int) -> str:
    """The words as a name: single spaces."""
    words, previous = [], None
    for token in sentence.tokens[first:last]:
        if previous is not None and token.start > previous.end:
            words.append(" ")
        words.append(token.text)
        previous = token
    return "".join(words)


def _case_fits(name: str, known: NameEntry) -> bool:
    """Abbreviations must be written as such: "US", not "us"; "Me." is no state."""
    if known.name_kinds == {"abbreviation"}:
        return sum(c.isupper() for c in name) > 1 or name.endswith(".")
    return True


def _own_sense(known: NameEntry | None) -> Sense:
    return "adjective" if known and "demonym" in known.name_kinds and "primary" not in known.name_kinds else "place"


def _split_list(
    sentence: Sentence, first: int, last: int, look_up: LookUp, cells: frozenset[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The model may take "Egypt, Tunisia and Togo" for one name, or "Bern - Thun" in a table."""
    start = first
    for i in range(first, last):
        token = sentence.tokens[i]
        parts = token.text in (",", "/", ";", "(", ")") or (
            (token.lower in ("and", "or") or (i > start and _extent(sentence, start, i) in cells))
            and not look_up(_text(sentence, first, last))
        )
        if parts:
            if i > start:
                yield start, i
            start = i + 1
    if last > start:
        yield start, last


def _widened(
    sentence: Sentence, first: int, last: int, matches: list[tuple[int, int, NameEntry]], look_up: LookUp
) -> _Span | None:
    """A span of the model, fitted to the gazetteer's longest name over it."""
    tokens = sentence.tokens
    while first < last and (tokens[first].pos in ("DET", "ADP", "PUNCT") or tokens[first].lower == "the"):
        first += 1
    while last > first and (tokens[last - 1].pos == "PUNCT" or tokens[last - 1].text in ("'s", "’s")):
        last -= 1
    if first == last:
        return None
    name = _text(sentence, first, last)
    known = look_up(name)
    for a, b, entry in matches:
        if a <= first and last <= b and (a, b) != (first, last) and _case_fits(_text(sentence, a, b), entry):
            name = _text(sentence, a, b)
            return _Span(a, b, name, entry, sense=_own_sense(entry))
        partly = a < last and first < b and not known
        if partly and entry.importance >= KNOWN and (b > last or a < first):
            name = _text(sentence, a, b)
            return _Span(a, b, name, entry, sense=_own_sense(entry))
    if not known and last - first > 1:
        # "Vostochny cosmodrome" unknown as such: the name without its common nouns
        core = last
        while core > first + 1 and tokens[core - 1].text[0].islower():
            core -= 1
        if core < last:
            shorter = look_up(_text(sentence, first, core))
            if shorter:
                last, known, name = core, shorter, _text(sentence, first, core)
    lower = name.lower()
    if lower in PLACE_NOUNS or (lower in _COMMON and not (known and known.importance >= SURE)):
        return None
    if not any(t.text[0].isupper() or _uncased(t.text) for t in tokens[first:last]):
        return None
    if not any(c.isalpha() for c in name):
        return None
    return _Span(first, last, name, known, sense=_own_sense(known))


def _facilities(sentence: Sentence, look_up: LookUp) -> Iterator[_Span]:
    """Names that end in the word for a facility: known as they stand, by the initials behind them, or without it.

    "Yuri Gagarin Komsomolsk-on-Amur Aircraft Plant (KnAAZ)", "Vostochny space base".
    """
    tokens, i = sentence.tokens, 0
    while i < len(tokens):
        if not tokens[i].text[0].isupper() or (i == 0 and tokens[i].lower in _COMMON):
            i += 1
            continue
        j = i
        while j < len(tokens) and (
            tokens[j].text[0].isupper()
            or (tokens[j].lower in _JOINERS and j + 1 < len(tokens) and tokens[j + 1].text[0].isupper())
            or tokens[j].pos in ("NOUN", "ADJ")
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
                for name in (_text(sentence, start, end), _initials(sentence, end), _text(sentence, start, end - 1)):
                    known = look_up(name) if name else None
                    if known and known.kinds & {"facility", "airport"}:
                        found = _Span(start, end, name, known)
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


def _accepted(sentence: Sentence, first: int, last: int, known: NameEntry, look_up: LookUp) -> bool:
    """Whether a name that the model does not call a place is one all the same."""
    tokens = sentence.tokens
    name = _text(sentence, first, last)
    if known.name_kinds == {"demonym"}:
        return True
    if known.importance >= SURE + 1 and known.kinds & {"country", "continent", "region", "area", "water"}:
        return True
    if tokens[first].pos not in ("PROPN", "NOUN", "X", "ADJ"):
        return False
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    if after and after.text[0].isupper() and after.start == tokens[last - 1].end + 1 and after.lower not in _COMMON:
        if not look_up(after.text) or after.lower in _TITLE_AFTER:
            return False
    if before and before.text[0].isupper() and before.pos == "PROPN" and not look_up(before.text):
        return False
    alone = sum(t.text[0].isalpha() for t in tokens) <= last - first + 1
    if alone and known.importance >= KNOWN - 1.5 and known.name_kinds & {"primary", "abbreviation"}:
        return True  # "Bilbao!"
    locative = _like_a_place(sentence, first, last)
    if known.importance >= SURE and (len(name) > 3 or locative):
        return True
    return known.importance >= KNOWN - 1 and locative and (first > 0 or len(name) > 4)


def _like_a_place(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a name stands where places do: behind "in", "to", "left the"; as what is visited, crossed or struck."""
    before = sentence.tokens[max(0, first - 2) : first]
    if before and before[-1].lower == "the":
        before = before[:-1]
    if before and before[-1].lower in _LOCATIVE:
        return True
    if len(before) == 2 and before[-1].lower == "of" and base(before[0].text, "NOUN") in PLACE_NOUNS:
        return True  # "the port of Vladivostok"
    end = sentence.tokens[last - 1]
    return end.dep == "obj" and base(sentence.head(end).text, "VERB") in VISIT | PASS | LEAVE


def _overlap(first: int, last: int, spans: list[_Span]) -> bool:
    return any(first < s.last and s.first < last for s in spans)


def _is_dateline(text: str, sentences: tuple[Sentence, ...], number: int, span: _Span) -> bool:
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


def _asks_for(sentence: Sentence, span: _Span) -> str:
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
    root = sentence.root_of(span.first, span.last)
    head = sentence.head(root)
    if head.i != root.i and base(head.text, "NOUN") in PLACE_NOUNS:
        cases = {t.lower for t in sentence.children(root, "case")}
        if root.dep in ("appos", "compound", "flat", "nmod:desc") or (root.dep == "nmod" and "of" in cases):
            return base(head.text, "NOUN")
    for token in sentence.children(root, "appos"):
        if base(token.text, "NOUN") in PLACE_NOUNS:
            return base(token.text, "NOUN")
    return ""


def _containers(sentence: Sentence, span: _Span, following: list[_Span]) -> Iterator[str]:
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
        if noun in PEOPLE or head.entity == "PERSON" or head.pos == "PROPN":
            return "name"
        return "metonym" if noun not in PLACE_NOUNS else "place"
    if root.dep == "nmod:poss" and base(head.text, "NOUN") not in PLACE_NOUNS | PEOPLE:
        return "metonym"
    return "place"
