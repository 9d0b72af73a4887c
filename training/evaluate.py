"""What an exported model reaches on the data that it was not trained on, words and sentences given.

python -m training.evaluate FOLDER PREPARED
"""

from __future__ import annotations

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
    # not `model.read`, which finds words and sentences itself: here the corpus has them
    predicted = (model._predict(list(example.words)) for example in found)
    return [
        Reading(
            pos=tuple(PARTS_OF_SPEECH[k] for k in parts),
            heads=tuple(heads),
            relations=tuple(model._relations[k] if head else "ROOT" for k, head in zip(relations, heads, strict=True)),
            tags=tuple(ENTITY_TAGS[k] for k in tags),
            roles=tuple(ROLES[k] for k in roles.argmax(1)),
            movers=tuple(movers),
        )
        for tags, parts, heads, relations, roles, movers in predicted
    ]


def main(
    folder: Annotated[Path, typer.Argument(help="Folder that training.export wrote.", exists=True)],
    prepared: Annotated[Path, typer.Argument(help="Folder that training.corpora wrote.", exists=True)],
) -> None:
    """Measure an exported model, each corpus by itself."""
    model = LanguageModel(folder)
    for kind, measure in (("syntax", scores.trees), ("names", scores.names), ("marked", scores.places)):
        for part in ("dev", "test"):
            found = list(examples.read(prepared / f"{kind}-{part}.jsonl"))
            for source in sorted({example.source for example in found}):
                chosen = [example for example in found if example.source == source]
                figures = measure(chosen, read(model, chosen))
                typer.echo(f"{kind}-{part} {source}, {len(chosen)} examples: {scores.line(figures)}")


if __name__ == "__main__":
    typer.run(main)
