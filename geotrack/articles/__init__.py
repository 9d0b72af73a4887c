"""Articles: whatever the user names, as text.

read_articles → text (front matter, Markdown, encodings) | page (HTML) | web (an address)
                            └───────────── dateline ─────────────┘
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from geotrack.articles.text import MAX_BYTES, one_line, read_text
from geotrack.errors import ArticleError
from geotrack.model import Article

__all__ = ["Reading", "read_articles"]

_PAGES = (".html", ".htm", ".xhtml")
_MARKDOWN = (".md", ".markdown")
_SUFFIXES = (".txt", *_MARKDOWN, *_PAGES)


class Reading(NamedTuple):
    """What could be read, and what could not."""

    articles: tuple[Article, ...]
    """In the order in which they were named; the same text twice is kept once."""
    unread: tuple[ArticleError, ...]
    """One for each source that is no article, saying why."""


def read_articles(sources: str | Path | Iterable[str | Path], *, stdin: BinaryIO | None = None) -> Reading:
    """The articles that these sources hold: files, folders, `-` for standard input, http(s) addresses.

    A folder stands for every .txt, .md and .html file in it and below, sorted by name. One source that cannot be read
    hinders none of the others.

    >>> import io
    >>> reading = read_articles(["-", "nowhere.txt"], stdin=io.BytesIO(b"Kim left Pyongyang."))
    >>> [article.text for article in reading.articles], [str(error) for error in reading.unread]
    (['Kim left Pyongyang.'], ['nowhere.txt: there is no such file; check the path.'])
    """
    articles: dict[str, Article] = {}
    unread: list[ArticleError] = []
    for source in [sources] if isinstance(sources, str | Path) else sources:
        for found in _read(source, stdin):
            if isinstance(found, ArticleError):
                unread.append(found)
            else:
                articles.setdefault(found.id, found)
    return Reading(tuple(articles.values()), tuple(unread))


def _read(source: str | Path, stdin: BinaryIO | None) -> Iterator[Article | ArticleError]:
    try:
        if source == "-":
            data = (stdin or sys.stdin.buffer).read(MAX_BYTES + 1)
            yield _article(data, "standard input").model_copy(update={"name": "-"})
        elif isinstance(source, str) and re.match(r"https?://", source, re.IGNORECASE):
            yield _fetched(source)
        elif isinstance(source, str) and re.match(r"[a-z][a-z0-9+.-]+://", source, re.IGNORECASE):
            yield ArticleError(f"{one_line(source)} is neither a file nor an http or https address; check it.")
        elif _is_folder(Path(source)):
            yield from _folder(Path(source))
        else:
            yield _file(Path(source))
    except ArticleError as error:
        yield error


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that is too long; opening it says so better
        return False


def _folder(folder: Path) -> Iterator[Article | ArticleError]:
    unreadable: list[OSError] = []
    paths = []
    for where, folders, names in os.walk(folder, onerror=unreadable.append):
        # what begins with a dot is not the user's text: .git, or the twin files that a Mac leaves on a memory stick
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths += [Path(where) / name for name in names if not name.startswith(".")]
    paths = [path for path in paths if path.suffix.lower() in _SUFFIXES and path.is_file()]
    for error in unreadable:
        yield _unreadable(one_line(str(error.filename)), error)
    if not paths and not unreadable:
        yield ArticleError(f"{one_line(str(folder))}: the folder holds no .txt, .md or .html file; name one that does.")
    for path in sorted(paths, key=lambda path: path.relative_to(folder).parts):
        try:
            yield _file(path)
        except ArticleError as problem:
            yield problem


def _file(path: Path) -> Article:
    where = one_line(str(path))
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ArticleError(f"{where}: there is no such file; check the path.") from None
    except (OSError, ValueError) as error:
        raise _unreadable(where, error) from error
    return _article(data, where, suffix=path.suffix.lower())


def _fetched(url: str) -> Article:
    from geotrack.articles import web
    from geotrack.articles.page import is_page, read_page

    where = one_line(url)
    page = web.fetch(where)
    if page.media_type in ("text/html", "application/xhtml+xml") or is_page(page.data):
        return read_page(page.data, where, charset=page.charset, address=page.url)
    if not page.media_type.startswith("text/"):
        raise ArticleError(f"{where} is not a text but {page.media_type}; save its text, and give the saved file.")
    article = _article(page.data, where, suffix=Path(page.url).suffix.lower())
    return article if article.url else article.model_copy(update={"url": page.url})


def _article(data: bytes, where: str, *, suffix: str = "") -> Article:
    from geotrack.articles.page import is_page, read_page

    if len(data) > MAX_BYTES:
        raise ArticleError(f"{where} is larger than {MAX_BYTES // 1024 // 1024} MB: that is no article; split it.")
    if suffix in _PAGES or (suffix not in _SUFFIXES and is_page(data)):
        return read_page(data, where)
    return read_text(data, where, markdown=suffix in _MARKDOWN)


def _unreadable(where: str, error: OSError | ValueError) -> ArticleError:
    why = getattr(error, "strerror", None) or str(error)
    return ArticleError(f"{where} cannot be read ({why.lower()}); check the path and your permissions.")
