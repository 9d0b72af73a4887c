"""LitBank: the opening chapters of a hundred novels, in which it is marked who is meant by every word for somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.examples import ASKS, Example

SOURCE = "litbank"
FOLDER = "coref/conll"
PRONOUNS = frozenset("he him his himself she her hers herself they them their theirs themselves it its itself".split())
_ID = re.compile(r"\d+")
# behind these, a description goes on: "a man who", "the master of the house"
_GOES_ON = frozenset("who whom whose which that of in on at from with to by for , ( - --".split())


def read(folder: Path) -> Iterator[tuple[str, list[Example]]]:
    """Each novel's name and sentences."""
    for file in sorted((folder / FOLDER).glob("*.conll")):
        yield file.stem, list(sentences(file.stem, file.read_text(encoding="utf-8").splitlines()))


def sentences(document: str, lines: list[str]) -> Iterator[Example]:
    """The sentences of one file.

    >>> rows = ["x 0 0 Ann _ (3)", "x 0 1 smiled _ _", "", "x 0 0 She _ (3)", "x 0 1 left _ _", ""]
    >>> [s.whom for s in sentences("x", [row.replace(" ", chr(9)) for row in rows])]
    [('x 3', ''), ('?x 3', '')]
    """
    words: list[str] = []
    whom: list[str] = []
    began: list[tuple[str, int]] = []
    for line in [*lines, ""]:
        columns = line.split("\t")
        if len(columns) < 5:
            if words:
                yield Example(SOURCE, tuple(words), whom=tuple(whom))
            words, whom, began = [], [], []
            continue
        words.append(columns[3])
        whom.append("")
        for mark in columns[-1].split("|"):
            number = "".join(_ID.findall(mark))
            if "(" in mark:
                began.append((number, len(words) - 1))
            start = next((start for known, start in reversed(began) if known == number), None)
            if ")" in mark and start is not None:
                began.remove((number, start))
                head = _head(words, start)
                whom[head] = _label(f"{document} {number}", words, start, head) or whom[head]


def _head(words: list[str], start: int) -> int:
    """The last word of a mention, without what goes on behind its noun."""
    ends = (i for i in range(start + 1, len(words)) if words[i].lower() in _GOES_ON)
    return next(ends, len(words)) - 1


def _label(entity: str, words: list[str], start: int, head: int) -> str:
    """Names tell; pronouns of the third person and descriptions with "the" ask; others only tell: "a man"."""
    word = words[head]
    asks = word.lower() in PRONOUNS or (words[start].lower() == "the" and word.islower())
    return ASKS * asks + entity if word[0].isalpha() else ""
