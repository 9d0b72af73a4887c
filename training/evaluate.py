"""What an exported model reaches on the data that it was not trained on, words and sentences given.

python -m training.evaluate FOLDER PREPARED
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from geotrack.mentions.language import ENTITY_TAGS, PARTS_OF_SPEECH, ROLES, LanguageModel
from training import examples, scores
from training.examples import Example
from training.scores import Reading


def read(model: LanguageModel, found: Sequence[Example]) -> list[Reading]:
    """What the model says of each example."""
    return [_read(model, example) for example in found]


def _read(model: LanguageModel, example: Example) -> Reading:
    # not `model.read`, which finds words and sentences itself: here the corpus has them
    ends = [0, *(example.ends or (len(example.words),))]
    starts = list(itertools.pairwise(ends))
    said = list(zip(ends, model.predict([list(example.words[a:b]) for a, b in starts]), strict=False))
    links = [max(words, key=lambda link: link.odds, default=None) for _, reading in said for words in reading.links]
    number = [n for n, (a, b) in enumerate(starts) for _ in range(a, b)]
    return Reading(
        pos=tuple(PARTS_OF_SPEECH[k] for _, reading in said for k in reading.parts),
        heads=tuple(head and head + start for start, reading in said for head in reading.heads),
        relations=tuple(
            model._relations[k] if head else "ROOT"
            for _, reading in said
            for k, head in zip(reading.relations, reading.heads, strict=True)
        ),
        tags=tuple(ENTITY_TAGS[k] for _, reading in said for k in reading.tags),
        roles=tuple(ROLES[k] for _, reading in said for k in reading.roles.argmax(1)),
        movers=tuple(mover and mover + start for start, reading in said for mover in reading.movers),
        links=tuple(ends[number[i] - link.back] + link.i + 1 if link else 0 for i, link in enumerate(links)),
    )


def main(
    folder: Annotated[Path, typer.Argument(help="Folder that training.export wrote.", exists=True)],
    prepared: Annotated[Path, typer.Argument(help="Folder that training.corpora wrote.", exists=True)],
) -> None:
    """Measure an exported model, each corpus by itself."""
    model = LanguageModel(folder)
    for kind, measure in (
        ("syntax", scores.trees),
        ("names", scores.names),
        ("marked", scores.places),
        ("links", scores.links),
    ):
        for part in ("dev", "test"):
            found = list(examples.read(prepared / f"{kind}-{part}.jsonl"))
            for source in sorted({example.source for example in found}):
                chosen = [example for example in found if example.source == source]
                figures = measure(chosen, read(model, chosen))
                typer.echo(f"{kind}-{part} {source}, {len(chosen)} examples: {scores.line(figures)}")


if __name__ == "__main__":
    typer.run(main)
