"""What the commands do before and after the library does its work: read articles, name the bad ones, write files."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from geotrack.errors import ArticleError, DateError, OutputError, UsageError
from geotrack.model import Atlas
from geotrack.settings import Settings

LONG_READING = 40_000  # characters that take a second or two: a shorter text is read before anybody has seen a bar


def settings_from(
    *,
    online: bool,
    published: str | None,
    traveller: str | None,
    geocoder: str | None = None,
    gazetteers: Sequence[Path] | None = None,
) -> Settings:
    """The user's choices; `UsageError` where the date is none."""
    from geotrack.when import checked

    if published is not None:
        try:
            checked(published)
        except DateError as error:
            raise UsageError(f"--published: {error}") from error
    return Settings(
        online=online or geocoder is not None,
        geocoder=(geocoder or "nominatim").strip().lower(),
        gazetteers=tuple(gazetteers or ()),
        published=published,
        traveller=traveller,
    )


def atlas_from(
    sources: Sequence[str], settings: Settings, *, quiet: bool = False
) -> tuple[Atlas, tuple[ArticleError, ...]]:
    """The atlas of the articles that can be read, and the errors of the others, which are told on standard error.

    While a book is read, a bar there shows how far it is, unless `quiet`.
    One saved atlas (.json) stands for itself, and `UsageError` tells of options that come too late for it. Raises the
    first error where nothing can be read.
    """
    from geotrack.articles import read_articles
    from geotrack.formats import read_atlas
    from geotrack.pipeline import only, track

    if len(sources) == 1 and sources[0].lower().endswith(".json"):
        if settings.online or settings.published or settings.gazetteers:
            raise UsageError(
                "--published, --online, --geocoder and --gazetteer are for articles: a saved atlas has been read."
            )
        atlas = read_atlas(Path(sources[0]))
        return atlas if settings.traveller is None else only(atlas, settings.traveller), ()
    reading = read_articles(sources)
    if not reading.articles:
        for error in reading.unread[1:]:
            warn(str(error))
        raise reading.unread[0]
    for error in reading.unread:
        warn(str(error))
    with _bar(0 if quiet else sum(len(a.text) for a in reading.articles)) as progress:
        return track(reading.articles, settings, notice=warn, progress=progress), reading.unread


@contextmanager
def _bar(characters: int) -> Iterator[Callable[[int], None]]:
    """What a long reading tells its progress: a bar that goes when it is done. Nothing is shown but to a person."""
    if characters < LONG_READING or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = TextColumn("Reading"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=characters)
        yield lambda more: bar.advance(task, more)


def warn(message: str) -> None:
    """One line on standard error, without what would steer a terminal: a message may quote an article."""
    line = "".join(c if c.isprintable() else " " for c in message)
    print(f"geotrack: {' '.join(line.split())}", file=sys.stderr)


def print_data(text: str) -> None:
    """Results on standard output: the same bytes in every locale, on every system."""
    if sys.stdout is None:
        raise OutputError("standard output is closed; name a file with -o.")
    sys.stdout.buffer.write(text.encode(errors="replace"))  # an id in JSON may hold half of a character
    sys.stdout.buffer.flush()


def write_aside(path: Path, text: str) -> None:
    """Write a file whole or not at all: aside first, then renamed. `OutputError` where that cannot be."""
    try:
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        there = "there is no such folder; make it first" if isinstance(error, FileNotFoundError) else error.strerror
        raise OutputError(f"{path}: cannot be written: {there}.") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(aside).chmod(0o666 & ~_umask())
        Path(aside).replace(path)
    except OSError as error:
        Path(aside).unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written: {error.strerror}.") from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
