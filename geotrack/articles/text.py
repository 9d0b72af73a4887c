"""Plain text and Markdown, with or without YAML front matter, in whatever encoding it was saved."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from geotrack.articles.dateline import day_of, published_in, without_date
from geotrack.errors import ArticleError, DateError
from geotrack.model import Article
from geotrack.when import checked

MAX_BYTES = 16 * 1024 * 1024  # some 3,000 pages: whatever is longer is not an article but a file named by mistake

_SIGNATURES = {
    b"%PDF-": "a PDF: save its text, for example with pdftotext, and read that",
    b"PK\x03\x04": "a Word, OpenDocument or zip file: save it as plain text and read that",
    b"\xd0\xcf\x11\xe0": "an old Word file: save it as plain text and read that",
    b"{\\rtf": "an RTF file: save it as plain text and read that",
}
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like UTF-16's, so it must be asked first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_RARE_CONTROLS = 0.01  # a share of control characters that no text has
_MOST_BROKEN = 0.05  # a share of undecodable characters that makes it no text to quote from
_MOST_FOREIGN = 0.3  # in cp1252, every second letter of a Russian or Greek text would come out as an accented one
_LONGEST_FRONT_MATTER = 65_536
_HEADLINE_LENGTH, _HEADLINE_WORDS = 140, 25
_OPENING_WORDS = 8


def read_text(data: bytes, where: str, *, markdown: bool = False) -> Article:
    r"""The article that these bytes hold.

    >>> read_text(b"---\ndate: 2023-09-15\n---\nKim in Russia\n\nKim left Pyongyang.", "kim.txt").published
    '2023-09-15'
    """
    meta, text = front_matter(decoded(data, where), where)
    if markdown:
        text = without_markup(text)
    return make_article(
        text,
        where,
        title=_said(meta, "title", where),
        published=_published(meta, where),
        url=_said(meta, "url", where),
        language=_said(meta, "language", where) or _said(meta, "lang", where),
    )


def make_article(
    text: str,
    where: str,
    *,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Article:
    """An article of this text; what is not given is read from the text itself.

    An address that is not http or https is left out: it would become a link in the reader's map.

    >>> make_article("Kim left Pyongyang.", "kim.txt", url="javascript:alert(1)").url
    """
    if not text.strip():
        raise ArticleError(f"{where} is empty: there is nothing to read in it.")
    code = (language or "en").strip().lower()[:2]
    return Article(
        id=Article.id_of(text),
        # the file's name alone: maps made from the same files are the same wherever the files lie
        name=where if "://" in where else PurePath(where).name,
        title=(one_line(title) if title else "") or title_of(text),
        published=published or published_in(text),
        url=url.strip() if url and re.match(r"\s*https?://[^\s<>\"]+\s*\Z", url, re.IGNORECASE) else None,
        language=code if re.fullmatch(r"[a-z]{2}", code) else "en",
        text=text,
    )


def decoded(data: bytes, where: str, *, declared: str | None = None) -> str:
    r"""The characters of a file; line ends are \n, so that offsets are the same on every system.

    A byte order mark is believed first, then what the page declares, then UTF-8. What is none of these is cp1252, the
    code page of old Western Windows files.

    >>> decoded(b"Caf\xe9 in K\xf6ln\r\n", "notes.txt")
    'Café in Köln\n'
    """
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise ArticleError(f"{where} is not a text: it is {what}.")
    text = _characters(data, where, declared)
    controls, broken = len(_CONTROLS.findall(text)), text.count("\ufffd")
    if "\0" in text or controls > _RARE_CONTROLS * len(text) or broken > _MOST_BROKEN * len(text):
        raise ArticleError(
            f"{where} is not a text: it looks binary; save the article as plain text (UTF-8) and read that."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def front_matter(text: str, where: str) -> tuple[Mapping[str, Any], str]:
    r"""What the YAML block at the top says, and the text below it; nothing and the whole text where there is none.

    >>> front_matter("---\ntitle: Kim\n---\nKim left.", "kim.txt")
    ({'title': 'Kim'}, 'Kim left.')
    >>> front_matter("---\nKim left.\n---\n", "kim.txt")  # two rules, not front matter
    ({}, '---\nKim left.\n---\n')
    """
    opening = re.match(r"\s*---[ \t]*\n", text)
    if not opening:
        return {}, text
    rest = text[opening.end() :]
    closing = re.search(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", rest[:_LONGEST_FRONT_MATTER], re.MULTILINE)
    first = next((line for line in rest.split("\n") if line.strip() and not line.startswith("#")), "")
    # a rule above the headline looks the same; front matter begins with a key
    if not re.match(r"[\w\"' -]{1,40}:(?:\s|$)", first) and not (closing and not rest[: closing.start()].strip()):
        return {}, text
    if not closing:
        raise ArticleError(f"{where}: its front matter begins with --- and never ends; put --- on a line after it.")
    return _yaml(rest[: closing.start()], where), rest[closing.end() :]


def without_markup(text: str) -> str:
    r"""Markdown as the words that a reader sees: no link targets, images, emphasis signs or heading signs.

    >>> without_markup("## Kim in *Russia*\n\n**Kim** left [Pyongyang](https://example.org/Moscow).")
    'Kim in Russia\n\nKim left Pyongyang.'
    """
    # the limits keep a hostile file from costing minutes
    kept = [part.partition("-->")[2] if index else part for index, part in enumerate(text.split("<!--"))]
    text = "".join(kept) if text.count("<!--") == text.count("-->") else text
    text = re.sub(r"!\[[^\]\n]{0,500}\](?:\([^)\n]{0,999}\)|\[[^\]\n]{0,99}\])", "", text)
    text = re.sub(r"\[([^\[\]\n]{1,500})\](?:\([^)\n]{0,999}\)|\[[^\]\n]{0,99}\])", r"\1", text)
    text = re.sub(r"^[ \t]{0,3}\[[^\]\n]{1,99}\]:[ \t]+\S.*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?)+", "", text, flags=re.MULTILINE)
    # a sign inside a word or beside a space is no emphasis: snake_case, 2 * 3
    return re.sub(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_\n]+?)(?<=\S)\1(?![\w*_])", r"\2", text)


def title_of(text: str) -> str:
    r"""The headline: the first line if it looks like one, else the first words.

    >>> title_of("Kim is still in Russia\n\nKim's trip is far from over.")
    'Kim is still in Russia'
    >>> title_of("date 2023-09-15 North Korean leader Kim Jong Un began another day in Russia by heading east.")
    'North Korean leader Kim Jong Un began another…'
    """
    lines = [without_date(line.strip()) for line in text.split("\n") if line.strip()]
    lines = [line for line in lines if line] or [text.strip()]
    first = lines[0].lstrip("# ")
    words = one_line(first).split()
    # a paragraph that is wrapped by hand goes on in small letters
    wrapped = len(lines) > 1 and len(first) > 60 and lines[1][:1].islower()
    ends = first.endswith((".", ",", ";", ":")) and not first.endswith("...")
    if len(lines) > 1 and len(first) <= _HEADLINE_LENGTH and len(words) <= _HEADLINE_WORDS and not (wrapped or ends):
        return one_line(first)
    words = one_line(" ".join(lines[:3])).split()
    return " ".join(words[:_OPENING_WORDS]) + ("…" if len(words) > _OPENING_WORDS else "")


def one_line(words: str) -> str:
    r"""The same words on one line of at most 300 characters, without characters that cannot be seen.

    >>> one_line("Kim\n in\u202e  Russia")
    'Kim in Russia'
    """
    seen = "".join(" " if c.isspace() else c for c in words[:2000] if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join(seen.split())[:300]


# --- bytes -------------------------------------------------------------------------------------------------------


def _characters(data: bytes, where: str, declared: str | None) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    for likely in (_encoding(declared), "utf-8"):
        if likely:
            try:
                return data.decode(likely)
            except UnicodeError:
                continue
    damaged = data.decode("utf-8", errors="replace")
    broken = damaged.count("\ufffd")
    # a file that was cut in the middle of a character is still UTF-8: hardly any other text has valid sequences
    if sum(character > "\x7f" for character in damaged) - broken > broken:
        return damaged
    if b"\0" not in data and sum(byte > 0x7F for byte in data) > _MOST_FOREIGN * len(data):
        raise ArticleError(f"{where} is not a text: it looks binary, or is not in UTF-8; save it as UTF-8 text.")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:  # five bytes mean nothing in cp1252
        return data.decode("latin-1")


def _encoding(declared: str | None) -> str | None:
    """Python's name of an encoding that a page may declare; Python knows others that are none ("rot13", "idna")."""
    try:
        name = codecs.lookup((declared or "").strip().lower()).name
    except (LookupError, ValueError):
        return None
    if name in ("iso8859-1", "ascii"):  # browsers read cp1252 where a page says Latin-1, because that is what is meant
        return "cp1252"
    known = ("utf", "cp125", "cp866", "cp874", "iso8859", "koi8", "gb", "big5", "shift_jis", "euc", "iso2022_jp", "mac")
    return name if name.startswith(known) else None


# --- front matter ------------------------------------------------------------------------------------------------


def _yaml(block: str, where: str) -> Mapping[str, Any]:
    import yaml

    try:
        # the base loader leaves every value as it is written: "no" stays Norway, 2023-09-31 is for us to refuse
        meta = yaml.load(block, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = f" (line {error.problem_mark.line + 2})" if error.problem_mark else ""
        raise ArticleError(f"{where}: its front matter is not YAML{line}; mend it, or take it out.") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ArticleError(f"{where}: its front matter is not YAML; mend it, or take it out.") from error
    if meta is None or meta == "":
        return {}
    if not isinstance(meta, dict):
        raise ArticleError(f"{where}: its front matter has no keys; write lines such as `date: 2023-09-15`.")
    return {str(key).strip().lower(): value for key, value in meta.items() if isinstance(key, str)}


def _said(meta: Mapping[str, Any], key: str, where: str) -> str | None:
    value = meta.get(key)
    if value is None or value in ("", "~", "null", "Null", "NULL"):
        return None
    if not isinstance(value, str):
        raise ArticleError(f"{where}: `{key}` in its front matter is a list; write one value, `{key}: …`.")
    return value.strip() or None


def _published(meta: Mapping[str, Any], where: str) -> str | None:
    said = _said(meta, "date", where) or _said(meta, "published", where)
    if not said:
        return None
    # "2023-09-15 10:30:00 +01:00" is what most site generators write
    stamp = re.match(r"(\d{4}-\d\d-\d\d)[T ]\d\d?:\d\d", said)
    words = stamp[1] if stamp else said
    try:
        return day_of(words) or checked(words)
    except DateError as error:
        raise ArticleError(
            f"{where}: `date: {one_line(said)}` in its front matter is not a date; write it as 2023-09-15."
        ) from error
