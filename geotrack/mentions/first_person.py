"""Who tells a text, and where somebody else speaks: "we" and "I" outside quotation marks are the narrator."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping

from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import base
from geotrack.mentions.persons import Person

FIRST = frozenset("i we me us my our mine ours myself ourselves".split())
_WE = frozenset("we us our ours".split())


class Quotes:
    """Where somebody else speaks: between quotation marks, within one paragraph."""

    def __init__(self, text: str) -> None:
        self._spans = _quoted_spans(text)

    def hold(self, token: Token) -> bool:
        """Whether a word stands between quotation marks."""
        before = bisect_right(self._spans, token.start, key=lambda span: span[0])
        return before > 0 and token.start < self._spans[before - 1][1]


class FirstPerson:
    """The one behind "we" and "I"."""

    def __init__(self, sentences: tuple[Sentence, ...], quotes: Quotes, author: tuple[int, int, int] | None) -> None:
        """`author` is where the text is signed."""
        self._author = author
        self._sentences = len(sentences)
        said = [
            token
            for sentence in sentences
            for token in sentence.tokens
            if token.lower in FIRST and token.text != "US" and not quotes.hold(token) and not _signs(sentence, token)
        ]
        self.count = len(said)
        """How often it is said."""
        self._acts = any(t.lower in ("i", "we") for t in said)  # "our web edition" tells no journey
        self._me = "we" if 2 * sum(t.lower in _WE for t in said) > self.count else "I"

    def author(self, at: Mapping[tuple[int, int], Person]) -> Person | None:
        """Who signs the text, by name; `at` says who is named at a sentence and token."""
        return at.get(self._author[:2]) if self._author else None

    def narrator(self, at: Mapping[tuple[int, int], Person]) -> Person | None:
        """Who says "we" and "I", if they carry the text."""
        if self.count < max(1 if self._author else 2, self._sentences // 12) or not (self._author or self._acts):
            return None
        named = self.author(at)
        if named is not None and named.kind == "person":
            named.aliases[self._me] += 1
            named.mentions += self.count
            return named
        narrator = self._nameless()
        narrator.mentions = self.count
        return narrator

    def keeper(self, entries: int) -> Person | None:
        """Who wrote a log of so many entries that leave out who went; one line alone may be a headline."""
        return self._nameless() if entries + bool(self.count) > 1 else None

    def _nameless(self) -> Person:
        return Person(name="narrator", kind="narrator", words=set(), aliases=Counter({self._me: 1}))


def _signs(sentence: Sentence, token: Token) -> bool:
    """Whether it is a newspaper that says "our": "From our own correspondent"."""
    return token.lower == "our" and any(
        base(t.text, "NOUN") in ("correspondent", "reporter", "staff") for t in sentence.tokens[token.i : token.i + 4]
    )


def _quoted_spans(text: str) -> list[tuple[int, int]]:
    """Where somebody else speaks: between quotation marks, within one paragraph."""
    spans: list[tuple[int, int]] = []
    position = 0
    for line in text.split("\n"):
        opened: int | None = None
        for match in re.finditer(r"[“”\"]", line):
            mark, at = match.group(), position + match.start()
            if mark == "“" or (mark == '"' and opened is None):
                opened = at if opened is None else opened
            elif opened is not None:
                spans.append((opened, at))
                opened = None
        if opened is not None:
            spans.append((opened, position + len(line)))
        position += len(line) + 1
    return spans
