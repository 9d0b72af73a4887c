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
from training.examples import ASKS, WITH, Example

SOURCE = "marked"
WHO = "who:"  # begins the line that tells whom a document's words for those who move mean
_MARK = re.compile(rf"\[([^\[\]|]+)\|({'|'.join(ROLES)})(?:\|([^\[\]|]+))?\]")
_HEADER = re.compile(r"=== (\S+) \|")
_FIRST = frozenset("i we us me my our myself ourselves".split())
_DETERMINERS = frozenset("a an the her his its my our their this that half one two three last next some".split())
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
    meant: str = ""
    """The traveller or travellers (`WITH` between them) whom they mean, as the text names them; empty if unknown."""


def read(file: Path) -> Iterator[tuple[str, str, list[Mark]]]:
    """The documents of a file: name, text without marks, marks."""
    for document in re.split(r"^(?==== )", file.read_text(encoding="utf-8"), flags=re.MULTILINE):
        header, _, body = document.partition("\n")
        named = _HEADER.match(header)
        if named:
            whom, _, rest = body.partition("\n")
            told = whom.startswith(WHO)
            yield (named[1], *unmarked(rest if told else body, whom.removeprefix(WHO) if told else ""))


def unmarked(body: str, whom: str = "") -> tuple[str, list[Mark]]:
    """The text without its marks, and the marks. `whom` tells what the words for those who move mean.

    >>> unmarked("She left [Rome|from|She].", "She, her = Ana Ruiz | they = Ana Ruiz + Tom Ode")
    ('She left Rome.', [Mark(start=9, end=13, role='from', who='She', meant='Ana Ruiz')])
    """
    meanings = [part.rpartition(" = ")[::2] for part in whom.strip().split(" | ") if part]
    text, marks, position = "", [], 0
    for match in _MARK.finditer(body):
        text += body[position : match.start()]
        who, _, meant = (match[3] or "").partition("=")
        meant = meant or next((name for words, name in meanings if f", {who.strip()}, " in f", {words.strip()}, "), "")
        marks.append(Mark(len(text), len(text) + len(match[1]), match[2], who.strip("- "), meant.strip("? ")))
        text += match[1]
        position = match.end()
    return text + body[position:], marks


def examples(name: str, text: str, marks: list[Mark]) -> Iterator[Example]:
    """The sentences of the text `name`, as the run time would part them, with tags, roles, movers and whom these mean.

    >>> example = next(examples("lima", "She left Rome.", [Mark(9, 13, "from", "She", "Ana Ruiz")]))
    >>> example.movers, example.whom
    ((0, 0, 1, 0), ('?lima Ana Ruiz', '', '', ''))
    """
    names = _Names(name, text, marks)
    for spans in sentences_of(text, tokens_of(text)):
        words = tuple(text[a:b] for a, b in spans)
        tags, roles, movers = ["?"] * len(spans), [""] * len(spans), [0] * len(spans)
        whom = names.said(spans)
        for mark in marks:
            inside = [i for i, (a, b) in enumerate(spans) if a < mark.end and mark.start < b]
            if not inside:
                continue
            mover = mover_in(words, inside[0], " ".join(mark.who[a:b] for a, b in tokens_of(mark.who)))
            for place, i in enumerate(inside):
                tags[i] = "I-LOC" if place else "B-LOC"
                # a mark whose mover stands in another sentence teaches nothing of movers, but its role holds
                roles[i], movers[i] = mark.role, mover
                asking = mover - 1 if mover else i if not mark.who else None
                if mark.meant and asking is not None and not whom[asking]:
                    whom[asking] = names.asked(mark.meant, words[asking] if mover else "")
        if len(words) <= MAX_WORDS:
            yield Example(SOURCE, words, tags=tuple(tags), roles=tuple(roles), movers=tuple(movers), whom=tuple(whom))


class _Names:
    """Where a document names its travellers."""

    def __init__(self, document: str, text: str, marks: list[Mark]) -> None:
        self._document = document
        self._at: dict[tuple[int, int], str] = {}
        places = [(mark.start, mark.end) for mark in marks]
        tokens = tokens_of(text)
        common = {text[a:b] for a, b in tokens if text[a].islower()} | _FIRST | _DETERMINERS
        travellers = {name.strip() for mark in marks for name in mark.meant.split(WITH) if name.strip()}
        for traveller in sorted(travellers):
            words = [traveller[a:b] for a, b in tokens_of(traveller)]
            # "Half the group" and "Her teacher" have capitals and no names
            known = {word for word in words if word[0].isupper() and word.lower() not in common}
            for a, b in tokens:
                if text[a:b] in known and not any(start <= a < end for start, end in places):
                    self._at[a, b] = traveller
            if not known and traveller not in _FIRST:  # "a grey seal"
                for match in re.finditer(rf"\b{re.escape(traveller)}\b", text):
                    self._at[match.end() - len(words[-1]), match.end()] = traveller

    def said(self, spans: Sequence[tuple[int, int]]) -> list[str]:
        """Whom each word of a sentence names."""
        return [f"{self._document} {self._at[span]}" if span in self._at else "" for span in spans]

    def asked(self, meant: str, word: str) -> str:
        """The label of a word, or of the place where there is none, that means somebody without naming him."""
        asks = "" if word.lower() in _FIRST else ASKS
        return asks + WITH.join(f"{self._document} {name.strip()}" for name in meant.split(WITH))


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
