"""Runs geotrack over the cases, in this process, and compares with the gold."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from geotrack import track
from geotrack.articles.text import read_text
from geotrack.formats import record
from geotrack.model import Article
from tests.quality.score import Tally, summed, tally

HERE = Path(__file__).parent
CASES = HERE / "cases"
SETS = ("open", "unseen", "more", "practice-news", "practice-other")
FIGURES = HERE / "figures.json"
LOWER_IS_BETTER = frozenset({"tempted"})

Figures = dict[str, float]


class Result(NamedTuple):
    """What a set of cases came to."""

    tallies: Mapping[str, Tally]
    """By case."""

    @property
    def figures(self) -> Figures:
        """The figures of the set."""
        return summed(self.tallies.values()).figures()

    @property
    def crashed(self) -> list[str]:
        """The cases that ended in an error."""
        return [case for case, counted in self.tallies.items() if counted.crashed]

    def pinned(self) -> dict[str, Any]:
        """As it stands in `figures.json`."""
        return {
            "figures": self.figures,
            "route_f1": {case: round(counted.route_f1, 3) for case, counted in self.tallies.items()},
        }


def measured(name: str) -> Result:
    """The result of one of `SETS`."""
    return Result({folder.name: counted(folder) for folder in folders(name)})


def folders(name: str) -> Iterator[Path]:
    """The cases of a set."""
    yield from sorted(path.parent for path in (CASES / name).glob("*/gold.json"))


def counted(folder: Path) -> Tally:
    """The tally of one case; a crash answers nothing, and is told on standard error."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    try:
        return tally(gold, answered(folder))
    except Exception:
        print(f"{folder.name}:\n{traceback.format_exc()}", file=sys.stderr)
        nothing = tally(gold, {"itineraries": []})
        return nothing + Tally(crashed=1, quiet=-nothing.quiet)


@cache
def answered(folder: Path) -> dict[str, Any]:
    """What geotrack answers to a case, read once however many tests ask."""
    return answer(folder, json.loads((folder / "gold.json").read_text(encoding="utf-8")))


def answer(folder: Path, gold: Mapping[str, Any]) -> dict[str, Any]:
    """What `geotrack extract` prints for a case."""
    found: dict[str, Any] = json.loads(record.write(track(articles(folder, gold))))
    return found


def articles(folder: Path, gold: Mapping[str, Any]) -> Iterator[Article]:
    """The articles of a case. The date of publication is handed over as front matter."""
    for document in gold["documents"]:
        text = (folder / document["file"]).read_bytes()
        if document.get("published") and not text.startswith(b"---\n"):
            text = f"---\ndate: {document['published']}\n---\n".encode() + text
        yield read_text(text, document["file"])


def pinned() -> dict[str, dict[str, Any]]:
    """What `figures.json` holds; empty where there is none yet."""
    return json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}


def worse(name: str, old: float, new: float) -> bool:
    """Whether a figure has fallen."""
    return new > old if name in LOWER_IS_BETTER else new < old


def comparison(old: Mapping[str, Figures], new: Mapping[str, Figures]) -> str:
    """A table: a line for each figure, a column for each set; what changed shows both values."""
    rows = [["", *new]]
    for name in next(iter(new.values())):
        cells = []
        for group, figures in new.items():
            now, before = figures[name], old.get(group, {}).get(name, figures[name])
            mark = "" if now == before else f"{before:.3f} {'↓' if worse(name, before, now) else '↑'} "
            cells.append(f"{mark}{now:.3f}")
        rows.append([name, *cells])
    return aligned(rows)


def aligned(rows: list[list[str]]) -> str:
    """Rows as a table: the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "   ".join(c.rjust(w) if n else c.ljust(w) for n, (c, w) in enumerate(zip(row, widths, strict=True)))
        for row in rows
    )
