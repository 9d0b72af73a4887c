"""Treebanks in CoNLL-U, the ten columns of Universal Dependencies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from training.examples import Example


@dataclass(frozen=True, slots=True)
class Row:
    """One syntactic word: "don't" is two."""

    form: str
    pos: str
    head: int
    relation: str
    misc: str
    """The last column, where GUM keeps its entities."""


def sentences(lines: Iterable[str]) -> Iterator[tuple[Row, ...]]:
    """The sentences of a file; ranges ("1-2") and empty nodes ("3.1") are no words of the tree.

    >>> table = ["# text = Go", "1-2 Go _ _ _ _ _ _ _ _", "1 Go go VERB VB _ 0 root _ _", ""]
    >>> [(row.form, row.head) for row in next(sentences(line.replace(" ", chr(9)) for line in table))]
    [('Go', 0)]
    """
    rows: list[Row] = []
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if not columns[0].strip():
            if rows:
                yield tuple(rows)
            rows = []
        elif columns[0].isdigit():
            rows.append(Row(columns[1], columns[3], int(columns[6]), columns[7], columns[9]))
    if rows:
        yield tuple(rows)


def read(file: Path) -> Iterator[tuple[Row, ...]]:
    """The sentences of one file."""
    with file.open(encoding="utf-8") as lines:
        yield from sentences(lines)


def example(source: str, rows: tuple[Row, ...], tags: tuple[str, ...] = (), whom: tuple[str, ...] = ()) -> Example:
    """A sentence with its tree. The root's relation is written `ROOT`, as the run time knows it."""
    return Example(
        source,
        words=tuple(row.form for row in rows),
        pos=tuple(row.pos for row in rows),
        heads=tuple(row.head for row in rows),
        relations=tuple(row.relation if row.head else "ROOT" for row in rows),
        tags=tags,
        whom=whom,
    )
