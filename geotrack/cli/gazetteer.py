"""`geotrack gazetteer`: look into the gazetteer, and build a larger one."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geotrack.cli import options
from geotrack.cli.reading import print_data, warn
from geotrack.errors import UsageError

if TYPE_CHECKING:
    from geotrack.places.building import Progress

gazetteer = typer.Typer(no_args_is_help=True, help="Look into the gazetteer; build a larger one from GeoNames' dump.")


@gazetteer.command()
def search(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="The name of a place, in any script.")],
    files: options.Gazetteers = None,
    form: Annotated[str, typer.Option("--format", metavar="NAME", help="table or json.")] = "table",
) -> None:
    """Show the places that a name may mean, as the locator sees them before it looks at the words around."""
    from geotrack.pipeline import book_for
    from geotrack.settings import Settings

    if form not in ("table", "json"):
        raise UsageError(f"There is no format “{form}”: `geotrack gazetteer search` prints a table or json.")
    asked = " ".join(name)
    found = book_for(Settings(gazetteers=tuple(files or ()))).search(asked)
    if form == "json":
        print_data(json.dumps([c.model_dump() for c in found], ensure_ascii=False, indent=2) + "\n")
    elif found:
        from geotrack.cli.shelves import print_candidates

        print_candidates(found)
    else:
        warn(f"no place is called “{asked}”: try another spelling, or --gazetteer with a larger one.")
    if not found:
        raise typer.Exit(1)


@gazetteer.command()
def info(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A gazetteer; the one that ships if not given.")
    ] = None,
) -> None:
    """Say what a gazetteer holds: places and names by kind, its date, sources and licences."""
    from geotrack.cli.shelves import print_info
    from geotrack.places import Gazetteer

    print_info(Gazetteer(file) if file else Gazetteer.shipped())


@gazetteer.command()
def build(
    geonames: Annotated[
        Path, typer.Option(metavar="allCountries.txt", help="GeoNames' dump, of the world or of a country, unpacked.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The gazetteer, as world.sqlite.")],
    alternate_names: Annotated[
        Path | None, typer.Option(metavar="alternateNamesV2.txt", help="GeoNames' names in other languages, unpacked.")
    ] = None,
    quiet: options.Quiet = False,
) -> None:
    """Build a larger gazetteer from GeoNames' dump: what ships with geotrack, and all places of the dump beside it."""
    from geotrack.places.geonames import build_gazetteer

    if output.suffix.lower() != ".sqlite":
        raise UsageError(f"{output.name}: a gazetteer's name ends in .sqlite, as `--gazetteer` asks for it.")
    with _bar(quiet=quiet) as progress:
        built = build_gazetteer(geonames, output, alternate_names=alternate_names, progress=progress)
    if not quiet:
        size = f"{output.stat().st_size / 1e6:,.0f} MB"
        print(f"Written: {output} ({int(built.meta['places']):,} places, {int(built.meta['names']):,} names, {size})")


@contextmanager
def _bar(*, quiet: bool) -> Iterator[Progress]:
    """A bar on standard error that goes when all is done; nothing is shown but to a person."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading")
        yield lambda what, done, whole: bar.update(task, description=what, completed=done, total=whole or None)
