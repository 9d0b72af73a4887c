"""What the commands do before and after the library does its work: read articles, name the bad ones, write files."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from geotrack.errors import ArticleError, DateError, OutputError, UsageError
from geotrack.model import Atlas
from geotrack.settings import Settings

SMALLEST, LARGEST = (400, 300), 5000  # pixels of a picture: with less there is no room, with more it takes gigabytes
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


def size_from(size: str | None) -> tuple[int, int] | None:
    """The size that the user wants a picture to have: `UsageError` where it is none, or one that shows nothing.

    >>> size_from("1600x1000")
    (1600, 1000)
    """
    if size is None:
        return None
    found = re.fullmatch(r"([0-9]{1,5})[x×]([0-9]{1,5})", size.strip().lower())
    if not found:
        raise UsageError(f"--size: “{size}” is no size: write width and height in pixels, as 1600x1000.")
    wide, high = int(found[1]), int(found[2])
    if not (SMALLEST[0] <= wide <= LARGEST and SMALLEST[1] <= high <= LARGEST):
        least = "x".join(map(str, SMALLEST))
        raise UsageError(f"--size: {wide}x{high}: a picture has {least} to {LARGEST}x{LARGEST} pixels.")
    return wide, high


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


def print_data(content: str | bytes) -> None:
    """Results on standard output: the same bytes in every locale, on every system.

    `UsageError` where a terminal would get what is no text.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed; name a file with -o.")
    if isinstance(content, bytes) and sys.stdout.isatty():
        raise UsageError("this format is no text, and a terminal cannot show it: name a file with -o.")
    sys.stdout.buffer.write(_bytes(content))
    sys.stdout.buffer.flush()


def embeddable(path: Path, form: str) -> None:
    """Raise `UsageError` where a file is no map that a frame can show."""
    if form != "html":
        raise UsageError(f"{path.name}: --embed is for a map: name a file that ends in .html with -o.")


def write_result(
    atlas: Atlas, path: Path, form: str, *, size: tuple[int, int] | None = None, quiet: bool = False
) -> None:
    """Write an atlas in a format; where its picture goes into a file beside it, say so on standard error."""
    from geotrack.formats import files

    written = files(atlas, path, form, size=size)
    write_aside(written)
    for beside in () if quiet else (file for file in written if file != path):
        warn(f"{beside}: the picture that {path.name} shows")


def write_aside(files: Mapping[Path, str | bytes]) -> None:
    """Write files whole or not at all: all of them aside first, then renamed. `OutputError` where that cannot be."""
    asides: dict[Path, Path] = {}
    path = Path()
    try:
        for path, content in files.items():
            asides[path] = _aside(path, _bytes(content))
        for path, aside in asides.items():
            aside.replace(path)
    except OSError as error:
        for aside in asides.values():
            aside.unlink(missing_ok=True)
        there = "there is no such folder; make it first" if isinstance(error, FileNotFoundError) else error.strerror
        raise OutputError(f"{path}: cannot be written: {there}.") from error


def _aside(path: Path, content: bytes) -> Path:
    """The content in a file beside `path`, whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        aside.chmod(0o666 & ~_umask())
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    return aside


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode(errors="replace")  # half of a character is none


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
