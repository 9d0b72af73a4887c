"""Corpora of names with a word and a tag a line: Universal NER, Wikigold, CrossNER, Broad Twitter Corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from training.examples import Example, Span, bio, spans_of

# The corpora's kinds in ours. A kind that is not here (event, award, book, ...) is no name to this model.
KINDS = {
    **dict.fromkeys(("PER", "person", "politician", "writer", "musicalartist", "scientist", "researcher"), "PERSON"),
    **dict.fromkeys(("ORG", "organisation", "politicalparty", "band", "university"), "ORG"),
    **dict.fromkeys(("LOC", "location", "country"), "LOC"),
}
DETERMINERS = frozenset(("the", "a", "an", "'s"))


def tagged(lines: Iterable[str], word: int = 0, tag: int = 1) -> Iterator[list[tuple[str, str]]]:
    """Words and tags of each sentence, from these columns of a table split by tabs or spaces."""
    sentence: list[tuple[str, str]] = []
    for line in lines:
        if not line.strip():
            if sentence:
                yield sentence
            sentence = []
            continue
        if line.startswith(("# ", "-DOCSTART-")) and "\t" not in line:
            continue
        columns = line.rstrip("\n").split("\t") if "\t" in line else line.split()
        if len(columns) > max(word, tag) and columns[word].strip():
            sentence.append((columns[word].strip().replace(" ", "_"), columns[tag].strip()))
    if sentence:
        yield sentence


def names(sentence: list[tuple[str, str]]) -> list[Span]:
    """The names of a sentence in our kinds, without a leading article ("the United Nations").

    >>> names([("The", "I-ORG"), ("Mad", "I-ORG"), ("Capsule", "I-ORG"), ("in", "O"), ("Texas", "B-country")])
    [Span(start=1, end=3, kind='ORG'), Span(start=4, end=5, kind='LOC')]

    An account ("@ Reuters") is an address, not a name:

    >>> names([("@", "O"), ("Reuters", "B-ORG")])
    []
    """
    words = [word for word, _ in sentence]
    tags = [
        "O" if word.startswith("@") or (i and words[i - 1] == "@") else tag for i, (word, tag) in enumerate(sentence)
    ]
    found = []
    for span in spans_of(tags):
        start = span.start
        while start < span.end and words[start].lower() in DETERMINERS:
            start += 1
        if span.kind in KINDS and start < span.end:
            found.append(Span(start, span.end, KINDS[span.kind]))
    return found


def read(source: str, file: Path, word: int = 0, tag: int = 1) -> Iterator[Example]:
    """The sentences of one file."""
    with file.open(encoding="utf-8") as lines:
        for sentence in tagged(lines, word, tag):
            yield Example(source, tuple(word for word, _ in sentence), tags=bio(len(sentence), names(sentence)))
