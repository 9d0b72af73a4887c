"""What stands beside a name and shows that it is a place, however small; or that it is none."""

from __future__ import annotations

from geotrack.mentions.language import Sentence
from geotrack.mentions.lexicon import LEAVE, PASS, PEOPLE, PLACE_NOUNS, SHIP_PREFIXES, VISIT, base
from geotrack.mentions.matches import LookUp

_LOCATIVE = frozenset(
    "in at from near to toward towards into outside around across via through between off left visited reached".split()
)

# "the Lima police", "Lima City Council": what belongs to a town and is called by its name; not schools, which as often
# are called by a person's
_CIVIC = frozenset(
    """police fire council city county sheriff mayor chamber hospital superior circuit courthouse municipality
    resident native couple teenager student citizen voter taxpayer family community""".split()
)
_ILLNESS = frozenset("virus disease fever syndrome flu influenza encephalitis strain".split())
_DIRECTIONS = frozenset("north south east west northern southern eastern western".split())


def lies_in(sentence: Sentence, last: int, look_up: LookUp) -> bool:
    """Whether the words go on with the country or region around a place: "Lima, Ohio", "Lima (Peru)"."""
    tokens = sentence.tokens
    if last + 1 >= len(tokens) or tokens[last].text not in (",", "("):
        return False
    for end in range(min(len(tokens), last + 4), last + 1, -1):
        wider = " ".join(t.text for t in tokens[last + 1 : end])
        known = look_up(wider.replace(" .", ".")) if wider[0].isupper() else None
        if known and known.kinds & {"country", "region"} and not known.name_kinds <= {"demonym"}:
            follows = tokens[end] if end < len(tokens) else None
            # "Lima, Peru" is one; "Costa, Peru's president" and "Costa, Peru Airways" are none
            if follows is None or not (follows.lower == "'s" or follows.text[0].isupper()):
                return True
    return False


def is_home(sentence: Sentence, first: int) -> bool:
    """Whether somebody is said to be of a place: "Ann Doe, 54, of Lima", "Ann Doe of Lima"."""
    before = sentence.tokens[max(0, first - 3) : first]
    if len(before) < 2 or before[-1].lower != "of":
        return False
    aged = len(before) == 3 and before[1].text == "," and before[0].text.isdigit()
    return aged or before[-2].entity == "PERSON"


def heads_a_report(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a name in capitals opens a line and a dash parts it from the rest: "LIMA — A storm", "LIMA (AP) —"."""
    tokens = sentence.tokens
    if first > 0 or last + 1 >= len(tokens) or not all(t.text.isupper() for t in tokens[:last] if t.text.isalpha()):
        return False
    line = all(t.text.isupper() for t in tokens if t.text.isalpha())
    return not line and tokens[last].text in ("—", "–", "-", "(")


def is_of_a_town(sentence: Sentence, first: int, last: int) -> bool:
    """Whether what follows is named by its town: "a Lima woman", "Lima police", "Lima Town Council"."""
    tokens = sentence.tokens
    if last >= len(tokens) or tokens[last].start != tokens[last - 1].end + 1:
        return False
    noun = base(tokens[last].text, "NOUN")
    if tokens[last].text[0].isupper():
        return noun in _CIVIC
    free = first == 0 or tokens[first - 1].pos == "DET" or not tokens[first - 1].text[0].isupper()
    return free and noun in _CIVIC | PEOPLE and tokens[last].pos in ("NOUN", "ADJ")


def is_no_place(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words around make a name something else.

    "US$5", "the Lima virus", the "Nile" of "West Nile", the "HMS" of "HMS Beagle".
    """
    tokens = sentence.tokens
    after = tokens[last] if last < len(tokens) else None
    before = tokens[first - 1] if first else None
    if after and base(after.text, "NOUN") in _ILLNESS:
        return True
    if after and last - first == 1 and tokens[first].text in SHIP_PREFIXES and after.text[0].isupper():
        return True
    if after and last - first == 1 and sentence.tokens[first].lower in _DIRECTIONS and after.text[0].isupper():
        return True
    if after and after.text == "$" and after.start == tokens[last - 1].end:
        return True
    if before and before.text == "$":
        return True
    return (
        before is not None and first > 1 and before.text.istitle() and before.lower in _DIRECTIONS and not before.entity
    )


def like_a_place(sentence: Sentence, first: int, last: int) -> bool:
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


def stands_as_place(sentence: Sentence, i: int, look_up: LookUp) -> bool:
    """Whether an unknown word stands where places do: behind "in", in a list, in a heading, before its region."""
    if like_a_place(sentence, i, i + 1) or lies_in(sentence, i + 1, look_up):
        return True
    if sum(t.text[0].isalpha() for t in sentence.tokens) <= 4:
        return True
    tokens = sentence.tokens
    if i + 1 < len(tokens) and base(tokens[i + 1].text, "NOUN") in PLACE_NOUNS:
        return True
    root = tokens[i]
    while root.dep in ("conj", "appos") and root.head != root.i:
        root = sentence.head(root)
    cases = {t.lower for t in sentence.children(root, "case")}
    return bool(cases & _LOCATIVE) or ("of" in cases and base(sentence.head(root).text, "NOUN") in PLACE_NOUNS)
