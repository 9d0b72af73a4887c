"""Who says "I": the name over a text in the first person, or under it.

"Posted by Jane Doe", "STATEMENT OF WITNESS: John Doe", "JOHN KING, sworn", "Your loving son, Harry".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from geotrack.mentions.language import Sentence

HEAD_LINES = 2
# what stands right before the name of an author or witness
_BEFORE = re.compile(
    r"(?:\bby|\bafter|\bwitness:|\b(?:statement|diary|journal|notebook|note-book|pocket-book|log|logbook|letters?|notes"
    r"|testimony|deposition|evidence|account|recollections|memoirs?|story|travels)\s+of)"
    r"(?:\s+(?:the|mr|mrs|ms|miss|dr|sir|captain|lieutenant|colonel|major|general|lord|lady)\.?)*\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*,[^.]{0,40}\b(?:sworn|examined|born)\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"^\W*(?:yours?|love|with love|sincerely|affectionately|faithfully|best|regards|signed)\b", re.IGNORECASE
)
_GOES = frozenset(
    """go goes walk walks take takes do does drive drives ride rides sail sails cycle cycles climb climbs cross crosses
    visit visits travel travels head heads hit hits tour tours hike hikes fly flies return returns""".split()
)
LONGEST_SIGNATURE = 60
LONGEST_NAME = 4  # words
LONGEST_LEAD = 200  # characters before a name that are looked at: a whole book may stand on one line


def author_of(text: str, sentences: tuple[Sentence, ...]) -> tuple[int, int, int] | None:
    """Where the author of a text in the first person is named: sentence, first and last token (exclusive)."""
    head_end, line_start, line_end = _head_end(text), 0, -1
    for number, sentence in enumerate(sentences):
        if sentence.start > line_end:
            line_start = text.rfind("\n", 0, sentence.start) + 1
            line_end = text.find("\n", sentence.start)
            line_end = line_end if line_end >= 0 else len(text)
        head = line_start < head_end
        short = line_end - line_start <= LONGEST_SIGNATURE
        signed = short and _CLOSING.match(text[line_start:line_end]) is not None
        if not (head or signed):
            continue
        for first, last in _names(sentence, signed=signed):
            begins = sentence.tokens[first].start
            before = text[max(line_start, begins - LONGEST_LEAD) : begins]
            after = text[sentence.tokens[last - 1].end :][:80]
            written = _BEFORE.search(before) is not None or _AFTER.match(after) is not None
            closing = signed and not after.split("\n")[0].strip(" .x")
            if (head and written) or closing:
                return number, first, last
    return _titled(text, sentences)


def _titled(text: str, sentences: tuple[Sentence, ...]) -> tuple[int, int, int] | None:
    """Whose journey the first line tells: "Ann & Ben walk the Way of St James", "Three weeks off: Ann goes to Lapland".

    Somebody alone must be named nowhere else, or is whom another tells of.
    """
    end = _head_end(text, 1)
    for number, sentence in enumerate(sentences):
        if sentence.start >= end:
            return None
        people = [(first, last) for first, last, kind in sentence.entities if kind == "PERSON"]
        for (first, last), other in zip_longest(people, people[1:]):
            joined = other is not None and [t.lower for t in sentence.tokens[last : other[0]]] in (["&"], ["and"])
            last = other[1] if joined and other else last
            goes = sentence.tokens[last].lower if last < len(sentence.tokens) else ""
            begins = first == 0 or sentence.tokens[first - 1].text in ":-–—"
            alone = text.count(sentence.tokens[first].text) == 1
            if begins and goes in _GOES and (joined or alone):
                return number, first, last
    return None


def _names(sentence: Sentence, *, signed: bool) -> Iterator[tuple[int, int]]:
    """The people of a sentence; where it is `signed`, its last capitalised words are one, too: "Yours, Vivekananda"."""
    people = [(first, last) for first, last, kind in sentence.entities if kind == "PERSON"]
    yield from people
    first = last = len(sentence.tokens)
    while first > 1 and sentence.tokens[first - 1].text.istitle() and sentence.tokens[first - 1].pos == "PROPN":
        first -= 1
    if signed and not people and 0 < last - first < LONGEST_NAME:
        yield first, last


def _head_end(text: str, many: int = HEAD_LINES) -> int:
    """Where the first `many` lines of a text end that are not empty."""
    lines, start = 0, 0
    while lines < many:
        end = text.find("\n", start)
        if end < 0:
            return len(text) + 1
        lines += not text[start:end].isspace() and end > start
        start = end + 1
    return start
