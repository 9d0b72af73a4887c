"""Texts in which each place is marked with what is said of it: `[Lima|at|the minister]`, `[Washington|no]`.

`marked/README.md` tells the roles. The marks say which words are places, what the sentence says of each, and which of
its words stands for the one who moves there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from geotrack.mentions.language import MAX_WORDS, ROLES, sentences_of, tokens_of
from training.examples import Example

SOURCE = "marked"
_MARK = re.compile(rf"\[([^\[\]|]+)\|({'|'.join(ROLES)})(?:\|([^\[\]|]+))?\]")
_HEADER = re.compile(r"=== (\S+) \|")
# what may follow the word for the one who moves, in the words for him: "the men of the garrison", "Ann and Tom"
_BEHIND = frozenset(", ( and or of from with in on at for aboard".split())


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text."""

    start: int
    """Offset in the text without marks."""
    end: int
    """Offset (exclusive)."""
    role: str
    """One of `ROLES`."""
    who: str
    """The words for the one who moves there; empty where the sentence has none."""


def read(file: Path) -> Iterator[tuple[str, str, list[Mark]]]:
    """The documents of a file: name, text without marks, marks."""
    for document in re.split(r"^(?==== )", file.read_text(encoding="utf-8"), flags=re.MULTILINE):
        header, _, body = document.partition("\n")
        named = _HEADER.match(header)
        if named:
            yield (named[1], *unmarked(body))


def unmarked(body: str) -> tuple[str, list[Mark]]:
    """The text without its marks, and the marks.

    >>> unmarked("She left [Rome|from|She].")
    ('She left Rome.', [Mark(start=9, end=13, role='from', who='She')])
    """
    text, marks, position = "", [], 0
    for match in _MARK.finditer(body):
        text += body[position : match.start()]
        who = (match[3] or "").strip("- ")
        marks.append(Mark(len(text), len(text) + len(match[1]), match[2], who))
        text += match[1]
        position = match.end()
    return text + body[position:], marks


def examples(text: str, marks: list[Mark]) -> Iterator[Example]:
    """The sentences of a text, as the run time would part them, with tags, roles and movers.

    >>> next(examples("She left Rome.", [Mark(9, 13, "from", "She")])).movers
    (0, 0, 1, 0)
    """
    for spans in sentences_of(text, tokens_of(text)):
        words = tuple(text[a:b] for a, b in spans)
        tags, roles, movers = ["?"] * len(spans), [""] * len(spans), [0] * len(spans)
        for mark in marks:
            inside = [i for i, (a, b) in enumerate(spans) if a < mark.end and mark.start < b]
            if not inside:
                continue
            mover = mover_in(words, inside[0], " ".join(mark.who[a:b] for a, b in tokens_of(mark.who)))
            for place, i in enumerate(inside):
                tags[i] = "I-LOC" if place else "B-LOC"
                # a mark whose mover stands in another sentence teaches nothing of movers, but its role holds
                roles[i], movers[i] = mark.role, mover
        if len(words) <= MAX_WORDS:
            yield Example(SOURCE, words, tags=tuple(tags), roles=tuple(roles), movers=tuple(movers))


def mover_in(words: Sequence[str], place: int, who: str) -> int:
    """Number, from 1, of the word that stands for the one who moves to a place: the last of the first party in `who`.

    The nearest such words count, those before the place rather than those behind it. 0 where the sentence has none.

    >>> mover_in("The mayor of Rome and Ann left Rome".split(), 7, "The mayor of Rome and Ann")
    2
    """
    sought = [word for word in who.split() if word != "-"]
    starts = [i for i in range(len(words) - len(sought) + 1) if sought and list(words[i : i + len(sought)]) == sought]
    if not starts:
        return 0
    start = min(starts, key=lambda i: (i > place, abs(place - i)))
    length = next((k for k in range(1, len(sought)) if sought[k].lower() in _BEHIND), len(sought))
    while length > 1 and not sought[length - 1][0].isalnum():
        length -= 1
    return start + length


def held_out(name: str, share: int) -> bool:
    """Whether a document is for measuring only: one in `share`, by its name, so that it stays so.

    >>> held_out("lima-talks", 10)
    False
    """
    return sum(name.encode()) % share == 0
