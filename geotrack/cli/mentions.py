"""`geotrack mentions`: every place that texts name, located."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from geotrack.cli import options
from geotrack.cli.reading import print_data
from geotrack.errors import ArticleError, UsageError


def mentions(
    documents: Annotated[
        Path,
        typer.Argument(
            metavar="DOCS.jsonl",
            help='One JSON object a line: {"id", "text"}; "spans": [\\[start, end], ...] where names are given.',
        ),
    ],
    gazetteer: options.Gazetteers = None,
    form: Annotated[str, typer.Option("--format", metavar="NAME", help="jsonl, the only one.")] = "jsonl",
    offline: Annotated[bool, typer.Option("--offline", help="The default: the network is asked for nothing.")] = True,
) -> None:
    """Find every place that the texts name, and locate it: a geoparser. Prints one JSON object a line."""
    from geotrack.model import Article
    from geotrack.pipeline import toponyms
    from geotrack.settings import Settings

    if form != "jsonl":
        raise UsageError(f"There is no format “{form}”: `geotrack mentions` prints jsonl.")
    settings = Settings(gazetteers=tuple(gazetteer or ()))
    try:
        lines = documents.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ArticleError(f"{documents}: cannot be read ({why}).") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        identifier, text, spans = _document(documents, number, line)
        article = Article(id=Article.id_of(text), name=identifier, title=identifier, text=text)
        found = [
            {
                "start": mention.start,
                "end": mention.end,
                "text": mention.text,
                "sense": mention.sense,
                "name": located.place.name if located.place else None,
                "lat": located.place.lat if located.place else None,
                "lon": located.place.lon if located.place else None,
                "place": located.place.id if located.place else None,
                "confidence": located.confidence,
            }
            for mention, located in toponyms(article, spans, settings)
        ]
        print_data(json.dumps({"id": identifier, "toponyms": found}, ensure_ascii=False) + "\n")


def _document(path: Path, number: int, line: str) -> tuple[str, str, list[tuple[int, int]] | None]:
    where = f"{path}, line {number}"
    try:
        document: dict[str, Any] = json.loads(line)
        identifier, text, given = str(document["id"]), str(document["text"]), document.get("spans")
        spans = None if given is None else [(int(start), int(end)) for start, end in given]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ArticleError(f'{where}: not a JSON object with "id" and "text", perhaps "spans" ({error}).') from error
    for start, end in spans or ():
        if not 0 <= start < end <= len(text):
            raise ArticleError(f"{where}: the span [{start}, {end}] lies outside of the text; count its characters.")
    return identifier, text, spans
