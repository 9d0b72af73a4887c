"""The one shape that all data takes: a few sentences that follow one another, with the labels that their corpus has."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Example:
    """Words with trees, with names, or both."""

    source: str
    """The corpus."""
    words: tuple[str, ...]
    """As written."""
    pos: tuple[str, ...] = ()
    """Universal part of speech of each word."""
    heads: tuple[int, ...] = ()
    """Number of each word's head, from 1; 0 is the root, which all sentences share."""
    relations: tuple[str, ...] = ()
    """Universal Dependencies relation to the head; `ROOT` at the root."""
    tags: tuple[str, ...] = ()
    """BIO tags of the names; `?` where only this is known: it is no place."""
    roles: tuple[str, ...] = ()
    """What is said of the place that a word belongs to, one of `ROLES`; empty for other words."""
    movers: tuple[int, ...] = ()
    """Number of the word for the one who moves there, from 1; 0 where the sentence has none."""
    whom: tuple[str, ...] = ()
    """Whom a word stands for, `WITH` between several; with `ASKS` before it where that is to be learned."""
    ends: tuple[int, ...] = ()
    """Where each sentence ends, exclusive; empty where there is but one."""


ASKS, WITH = "?", " + "  # "?Ann + Tom" at "they"


@dataclass(frozen=True, slots=True)
class Span:
    """A name in a sentence."""

    start: int
    """First word, from 0."""
    end: int
    """Last word, exclusive."""
    kind: str
    """PERSON, ORG or LOC."""


def bio(length: int, spans: Iterable[Span]) -> tuple[str, ...]:
    """The tags of a sentence with these names.

    >>> bio(4, [Span(1, 3, "LOC")])
    ('O', 'B-LOC', 'I-LOC', 'O')
    """
    tags = ["O"] * length
    for span in spans:
        tags[span.start : span.end] = [f"B-{span.kind}"] + [f"I-{span.kind}"] * (span.end - span.start - 1)
    return tuple(tags)


def spans_of(tags: Iterable[str]) -> list[Span]:
    """The names that tags mean. An inside tag without a beginning begins a name, as at run time.

    >>> spans_of(["O", "I-LOC", "I-LOC", "B-LOC", "I-ORG"])
    [Span(start=1, end=3, kind='LOC'), Span(start=3, end=4, kind='LOC'), Span(start=4, end=5, kind='ORG')]
    """
    spans: list[Span] = []
    for i, tag in enumerate(tags):
        mark, _, kind = tag.partition("-")
        if not kind:
            continue
        last = spans[-1] if spans else None
        if mark == "I" and last and last.end == i and last.kind == kind:
            spans[-1] = Span(last.start, i + 1, kind)
        else:
            spans.append(Span(i, i + 1, kind))
    return spans


def links_of(example: Example) -> list[list[int]]:
    """For each word that asks, the words before it (from 1) that stand for the same; 0 where there are none.

    Places only ask: they stand for nobody.

    >>> links_of(Example("a", ("Ann", "left", "She", "won"), whom=("x 1", "", "?x 1", "")))
    [[], [], [1], []]
    """
    whom = [set(label.removeprefix(ASKS).split(WITH)) - {""} for label in example.whom]
    tells = [bool(ids) and not (example.roles and example.roles[k]) for k, ids in enumerate(whom)]
    return [
        [k + 1 for k in range(i) if tells[k] and whom[k] & whom[i]] or [0] if label.startswith(ASKS) else []
        for i, label in enumerate(example.whom)
    ]


def joined(sentences: Sequence[Example]) -> Example:
    """Several sentences as one example; a kind of label that only some of them have is left out.

    >>> one = Example("a", ("Kim", "left"), heads=(2, 0))
    >>> both = joined([one, one])
    >>> both.heads, both.ends
    ((2, 0, 4, 0), (2, 4))
    """
    starts = [0, *itertools.accumulate(len(sentence.words) for sentence in sentences)]

    def numbers(label: str) -> Iterator[int]:
        for start, sentence in zip(starts, sentences, strict=False):
            yield from (number and number + start for number in getattr(sentence, label))

    whole = {
        label: tuple(value for sentence in sentences for value in getattr(sentence, label))
        for label in ("words", "pos", "relations", "tags", "roles", "whom")
    } | {label: tuple(numbers(label)) for label in ("heads", "movers")}
    return Example(
        sentences[0].source,
        ends=tuple(starts[1:]),
        **{label: values for label, values in whole.items() if len(values) == starts[-1]},
    )


def write(examples: Iterable[Example], file: Path) -> None:
    """One JSON object a line; labels that an example does not have are left out."""
    with file.open("w", encoding="utf-8") as lines:
        for example in examples:
            record = {key: value for key, value in asdict(example).items() if value}
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")


def read(file: Path) -> Iterator[Example]:
    """What `write` wrote."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            source = record.pop("source")
            yield Example(source, **{key: tuple(value) for key, value in record.items()})
