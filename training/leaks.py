"""Sentences that must not be trained on, because the model will be measured with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.examples import Example

# Letters by which a sentence is known. Shorter ones ("He left on Monday.") are common property.
LETTERS = 45


def letters(text: str) -> str:
    """Only the letters, in lower case: two corpora rarely agree on spaces, quotation marks and tokens.

    >>> letters("“Don't,” he said.")
    'donthesaid'
    """
    return "".join(filter(str.isalpha, text)).lower()


def held_out(folder: Path) -> Iterator[str]:
    """The texts in a folder: `text` of each record in .jsonl files, everything in the other files."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_text(encoding="utf-8", errors="replace")
        if file.suffix == ".jsonl":
            # not splitlines: a record may hold a line separator (U+2028)
            yield from (json.loads(line).get("text", "") for line in content.split("\n") if line.strip())
        else:
            yield content


def without_leaks(examples: Iterable[Example], texts: Iterable[str]) -> tuple[list[Example], list[Example]]:
    """Examples to train on, and those whose first letters stand somewhere in the texts.

    >>> known = Example("a", tuple("The delegation left Reykjavik early on Monday morning by train .".split()))
    >>> kept, dropped = without_leaks([known], ["(R) The delegation left Reykjavik early on Monday morning, by train."])
    >>> len(kept), len(dropped)
    (0, 1)
    """
    examples = list(examples)
    starts = [letters("".join(example.words))[:LETTERS] for example in examples]
    wanted = {start for start in starts if len(start) == LETTERS}
    seen = set()
    for text in map(letters, texts):
        seen |= {text[i : i + LETTERS] for i in range(len(text) - LETTERS + 1)} & wanted
    kept = [example for example, start in zip(examples, starts, strict=True) if start not in seen]
    return kept, [example for example, start in zip(examples, starts, strict=True) if start in seen]
