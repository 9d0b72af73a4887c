"""The names in a sentence that the gazetteer knows, and what a name alone tells of itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from geotrack.mentions.language import Sentence
from geotrack.mentions.lexicon import FACILITY_NOUNS, PLACE_NOUNS, base
from geotrack.model import NameEntry, Sense

LookUp = Callable[[str], NameEntry | None]

LONGEST = 7  # words of the longest name that is looked for: "Santo Domingo de la Calzada" has five
SURE = 6.0  # importance from which a name stands for itself: countries, regions, cities of a million
KNOWN = 5.0  # a city of a hundred thousand

JOINERS = frozenset(
    "of the de la le les del di do da dos das du des el al van von am an der den and on y e es upon in sur".split()
)
# capitalised words that also are names of towns somewhere: never a place on the gazetteer's word alone
COMMON = frozenset(
    """a an the of in on at by to for and or but if so as is it he she we i you they this that these those there here
    who what when where why how no not yes all any each one two three first second last next new old big good best
    then now today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december jan feb mar apr jun jul aug sep sept
    oct nov dec mr mrs ms dr sir lady lord king queen prince
    princess pope president god police army navy government parliament congress senate university college center
    centre county park street road avenue square bridge church school hospital village city town state island lake
    river mount mountain bay port station airport hotel museum stadium house hall court north south east west
    northern southern eastern western central
    northeast northwest southeast southwest young male most nice reading mobile man men many bath split deal orange
    enterprise union republic independence liberty hope love life day night time week year summer winter spring autumn
    fall christmas easter sun moon star post times herald news reuters afp bbc cnn ap mail of our my his her its
    their your me him them let see look read go come back home photo map page part stage day km also stop start finish
    leg date time note price total name table number distance group team march battle war world cup league series
    hill wood field green white black brown grey gray red blue gold silver long short high low upper lower great little
    plus super general major captain bank trade order police asylum""".split()
)
_OF_MANY = frozenset("community memorial general regional national public district federal royal".split())


def matches_in(
    sentence: Sentence, look_up: LookUp, cells: frozenset[tuple[int, int]]
) -> Iterator[tuple[int, int, NameEntry]]:
    """The longest names that begin at a capital letter, from left to right."""
    tokens, i = sentence.tokens, 0
    filled = any(t.text.isdigit() for t in tokens)  # the head of a table has no figures: "Date | Place"
    while i < len(tokens):
        if not (tokens[i].text[0].isupper() or uncased(tokens[i].text)) or tokens[i].lower in ("the", "a", "an"):
            i += 1
            continue
        hit = None
        for j in range(min(len(tokens), i + LONGEST), i, -1):
            last = tokens[j - 1]
            saint = last.lower == "'s" and tokens[i].lower in ("st", "st.", "saint")  # "St. John's"
            if not (saint or last.text[0].isupper() or last.text[0].isdigit() or uncased(last.text)):
                continue
            if any(not (t.text[0].isupper() or t.lower in JOINERS or not t.text[0].isalpha()) for t in tokens[i:j]):
                continue
            common = tokens[i].lower.rstrip(".") in COMMON and not (
                filled and extent(sentence, i, j) in cells
            )  # "| Nice |"
            if j == i + 1 and (common or tokens[i].lower in PLACE_NOUNS):
                continue
            if any(t.text in ",;:()|" for t in tokens[i:j]) and not re.fullmatch(r"D\.?C\.?", last.text):
                continue
            known = look_up(text_of(sentence, i, j))
            if (
                known
                and known.name_kinds == {"variant"}
                and last.text == "State"
                and look_up(text_of(sentence, i, j - 1))
            ):
                continue  # "Ohio State Police"
            if known:
                hit = (i, j, known)
                break
        if hit:
            yield hit
            i = hit[1]
        else:
            i += 1


def extent(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Where the words begin and end in the text."""
    return sentence.tokens[first].start, sentence.tokens[last - 1].end


def uncased(word: str) -> bool:
    """Whether a word is of a script without capitals."""
    return word[0].isalpha() and word[0].upper() == word[0].lower()


def text_of(sentence: Sentence, first: int, last: int) -> str:
    """The words as a name: single spaces."""
    words, previous = [], None
    for token in sentence.tokens[first:last]:
        if previous is not None and token.start > previous.end:
            words.append(" ")
        words.append(token.text)
        previous = token
    return "".join(words)


def case_fits(name: str, known: NameEntry) -> bool:
    """Abbreviations must be written as such: "US", not "us"; "Me." is no state."""
    if known.name_kinds == {"abbreviation"}:
        return sum(c.isupper() for c in name) > 1 or name.endswith(".")
    return True


def is_code(sentence: Sentence, name: str, known: NameEntry) -> bool:
    """Whether initials in running text only happen to be those of a town or airport, and no country's or region's."""
    shouting = all(t.text.isupper() for t in sentence.tokens if t.text.isalpha())
    return len(name) < 5 and name.isupper() and not shouting and not known.kinds & {"country", "continent", "region"}


def is_generic(name: str) -> bool:
    """Whether a name is a common noun, or a building that every town has: "Community Hospital", "City Hall"."""
    *words, last = name.lower().split()
    if not words:
        return last in COMMON or base(last, "NOUN") in PLACE_NOUNS
    common = all(base(w, "NOUN") in PLACE_NOUNS or w in _OF_MANY for w in words)
    return common and base(last, "NOUN") in FACILITY_NOUNS


def own_sense(known: NameEntry | None) -> Sense:
    """The sense that a name has by itself: "Peruvian" is an adjective wherever it stands."""
    return "adjective" if known and "demonym" in known.name_kinds and "primary" not in known.name_kinds else "place"
