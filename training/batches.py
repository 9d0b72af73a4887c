"""Examples to tensors, in batches of about the same length."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from geotrack.mentions.language import ENTITY_TAGS, PARTS_OF_SPEECH, ROLES
from training.examples import Example, links_of
from training.pieces import EDGE_CASE, Encoder, Pieces

BATCH_PIECES = 1100  # padded pieces of a batch: what two CPU cores digest in about a second
SHELF = 1000  # shuffled examples are sorted by length this many at a time, so that batches stay mixed
IGNORED = -100  # no label: torch's cross_entropy skips it
NO_PLACE = -1  # a tag of which only this is known


@dataclass(frozen=True, slots=True)
class Item:
    """An example in numbers; labels it does not have are empty."""

    pieces: Pieces
    pos: list[int]
    heads: list[int]
    relations: list[int]
    tags: list[int]
    roles: list[int]
    movers: list[int]
    links: list[list[int]]
    """For each word that asks for whom it stands, the words (from 1) that tell; 0 where none before it does."""
    ends: list[int]
    """Where each sentence ends."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Items side by side, padded."""

    ids: Tensor
    mask: Tensor
    cases: Tensor
    first: Tensor
    pos: Tensor
    heads: Tensor
    relations: Tensor
    tags: Tensor
    roles: Tensor
    movers: Tensor
    links: Tensor
    """Which words (or the root, for none) tell for whom a word stands: one row a word, empty where nothing is known."""
    own: Tensor
    """Which words (or the root) are of the same sentence."""

    @property
    def inputs(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """What the network takes."""
        return self.ids, self.mask, self.cases, self.first

    def to(self, device: str) -> Batch:
        """The same on another device."""
        return Batch(*(getattr(self, name).to(device) for name in self.__slots__))


def items(examples: Iterable[Example], encoder: Encoder, relations: Sequence[str]) -> list[Item]:
    """The examples in numbers. A relation that training never saw becomes no label."""
    tag_numbers = {tag: number for number, tag in enumerate(ENTITY_TAGS)} | {"?": NO_PLACE}
    pos_numbers = {pos: number for number, pos in enumerate(PARTS_OF_SPEECH)}
    relation_numbers = {relation: number for number, relation in enumerate(relations)}
    return [
        Item(
            encoder(example.words),
            pos=[pos_numbers.get(pos, pos_numbers["X"]) for pos in example.pos],
            heads=list(example.heads),
            relations=[relation_numbers.get(relation, IGNORED) for relation in example.relations],
            tags=[tag_numbers[tag] for tag in example.tags],
            roles=[ROLES.index(role) if role else IGNORED for role in example.roles],
            movers=[
                mover if role not in ("", "no") else IGNORED
                for role, mover in zip(example.roles, example.movers, strict=True)
            ],
            links=links_of(example),
            ends=list(example.ends or (len(example.words),)),
        )
        for example in examples
    ]


def collate(batch: Sequence[Item]) -> Batch:
    """Tensors of a batch; padding is masked, cased like an edge, and without labels."""
    length = max(len(item.pieces.ids) for item in batch)
    words = max(len(item.pieces.first) for item in batch)

    links = torch.zeros(len(batch), words, words + 1, dtype=torch.bool)
    own = torch.zeros_like(links)
    own[:, :, 0] = True
    for row, item in enumerate(batch):
        for i, linked in enumerate(item.links):
            links[row, i, linked] = True
        for start, end in itertools.pairwise([0, *item.ends]):
            own[row, start:end, start + 1 : end + 1] = True

    def table(rows: Iterable[list[int]], width: int, fill: int) -> Tensor:
        return torch.tensor([row + [fill] * (width - len(row)) for row in rows], dtype=torch.long)

    return Batch(
        ids=table((item.pieces.ids for item in batch), length, 0),
        mask=table(([1] * len(item.pieces.ids) for item in batch), length, 0),
        cases=table((item.pieces.cases for item in batch), length, EDGE_CASE),
        first=table(([0, *item.pieces.first] for item in batch), words + 1, 0),
        pos=table((item.pos for item in batch), words, IGNORED),
        heads=table((item.heads for item in batch), words, IGNORED),
        relations=table((item.relations for item in batch), words, IGNORED),
        tags=table((item.tags for item in batch), words, IGNORED),
        roles=table((item.roles for item in batch), words, IGNORED),
        movers=table((item.movers for item in batch), words, IGNORED),
        links=links,
        own=own,
    )


def grouped(sorted_items: Iterable[Item]) -> Iterator[list[Item]]:
    """Batches of at most `BATCH_PIECES`, of items that come sorted by length."""
    batch: list[Item] = []
    for item in sorted_items:
        if batch and len(item.pieces.ids) * (len(batch) + 1) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch


class Stream:
    """Batches without end, each epoch in a new order that the seed decides."""

    def __init__(self, data: Sequence[Item], seed: int) -> None:
        """Draw from these items."""
        self._data = list(data)
        self._random = random.Random(seed)
        self._batches: list[list[Item]] = []
        self._drawn = 0

    @property
    def epochs(self) -> float:
        """How often the data has been seen."""
        return self._drawn / len(self._data)

    def draw(self) -> Batch:
        """The next batch."""
        if not self._batches:
            self._random.shuffle(self._data)
            for k in range(0, len(self._data), SHELF):
                shelf = sorted(self._data[k : k + SHELF], key=lambda item: len(item.pieces.ids))
                self._batches += grouped(shelf)
            self._random.shuffle(self._batches)
        batch = self._batches.pop()
        self._drawn += len(batch)
        return collate(batch)
