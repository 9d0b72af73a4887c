"""Markdown: CommonMark with footnotes (`[^1]`), as GitHub, Pandoc, Quarto, MkDocs and MyST read it.

These readers differ in what they take for markup. Of the ways to write a character as itself, the one is taken that all
of them know: a backslash where Python-Markdown knows it too, else the character's number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from geotrack.formats.report.account import Block, Run, account
from geotrack.model import Atlas

BACKSLASHED = re.compile(
    r"""[\\`*_{}\[\]]
    |[#!](?=\s*$)                   # at the end of a heading, or before the mark of a footnote
    |(?<=\w)\.(?=[^\W\d_]{2})       # example.com: some readers make links of bare addresses
    |(?<=www)\.
    """,
    re.VERBOSE | re.IGNORECASE,
)
NUMBERED = re.compile(
    r"""[<@^~$]
    |&(?=[#\w])
    |:(?=//|[\w+-]+:)               # an address; :smile:
    |=(?==)|(?<==)=                 # ==marked== in Material for MkDocs
    """,
    re.VERBOSE,
)
BEGINNING = re.compile(r"^(?:(\w+)(?=[.)](?:\s|$))|[>+\-=:|!?#%(])")
ADDRESSEE = re.compile(r"(?<=[\w.+-])@")
"""GitHub makes a link of `a@b.org` however the @ is written; an invisible word joiner before it prevents that."""

PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
"""What every reader takes for punctuation."""


def write(atlas: Atlas, picture: str = "") -> str:
    """The itinerary as Markdown: title, deck, picture, numbered stops with footnotes, places left out, sources.

    `picture` is the name of a file beside it that holds the map; without it there is no picture.
    """
    blocks = [b for b in account(atlas) if picture or b.kind != "picture"]
    return "\n".join(spaced(lines(blocks, picture))) + "\n"


def lines(blocks: Iterable[Block], picture: str) -> Iterator[str]:
    """A line for each block, and the footnotes of a section under it."""
    notes: list[str] = []
    told, indent = 0, ""
    for block in blocks:
        if block.kind in ("heading", "credit"):
            yield from notes[told:]
            told = len(notes)
        text = marked(block.runs, notes)
        if block.kind == "stop" and not block.depth:
            # under its number, or further in: Python-Markdown wants four blanks, and 100. takes five
            indent = " " * max(4, len(block.number) + 2) if block.number else ""
            yield f"{block.number}. {text}" if block.number else text
        elif block.kind == "stop":
            yield f"{within(indent, block.depth)}{block.number} {text}"
        elif block.kind == "detail":
            yield f"{within(indent, block.depth + 1)}{text}"
        elif block.kind == "picture":
            yield f"![{text}]({quote(picture)})"
        else:
            yield {"title": "# ", "heading": "## ", "bullet": "- "}.get(block.kind, "") + text


def within(indent: str, depth: int) -> str:
    """What an entry of a list inside an entry begins with; nothing under a start, which is in no list."""
    return f"{indent}{' ' * 4 * (depth - 1)}- " if indent else ""


def spaced(found: Iterable[str]) -> Iterator[str]:
    """The lines with a blank one between any two that are not of one list."""
    listed = None
    for line in found:
        entry = bool(re.match(r" *(- |\d+\. )", line))
        if listed is not None and not (listed and entry):
            yield ""
        yield line
        listed = entry


def marked(runs: Iterable[Run], notes: list[str]) -> str:
    """Runs as Markdown. Their footnotes are added to `notes`, with their numbers."""
    text, last = "", Run("")
    for run in runs:
        if run.note:
            number = len(notes) + 1
            notes.append(f"[^{number}]: {marked(run.note, [])}")
            # two marks side by side would read as one number
            text += f" [^{number}]" if last.note else f"[^{number}]"
        elif run.url:
            text += f"[{escaped(run.text)}]({run.url.replace('&', '&amp;')})"
        elif run.strong and run.text.strip():
            core = run.text.strip()
            before, _, after = run.text.partition(core)
            text += before
            if not core[0].isalnum():
                text = text[:-1] + parted(text[-1:])
            text += f"**{escaped(core)}**{after}"
        else:
            written = escaped(run.text)
            if last.strong and not last.text[-1:].isalnum():
                written = parted(written[:1]) + written[1:]
            text += written if text else opening(written)
        last = run
    return text


def opening(text: str) -> str:
    r"""Text with which a paragraph may begin: neither a list nor a heading nor a quotation.

    >>> opening("1. May"), opening("> so"), opening("May")
    ('1\\. May', '&#62; so', 'May')
    """
    return BEGINNING.sub(lambda found: f"{found[1]}\\" if found[1] else f"&#{ord(found[0])};", text.lstrip())


def parted(character: str) -> str:
    """A letter beside `**` and a punctuation mark, by its number: else the asterisks would not be seen as markup.

    >>> parted("s"), parted(" ")
    ('&#115;', ' ')
    """
    harmless = not character or character.isspace() or character in PUNCTUATION
    return character if harmless else f"&#{ord(character)};"


def escaped(text: str) -> str:
    r"""Text of which no reader makes markup, links or mathematics.

    >>> escaped("*Kim* [saw](x) <b>$5</b> at https://example.org, U.S. & co.")
    '\\*Kim\\* \\[saw\\](x) &#60;b>&#36;5&#60;/b> at https&#58;//example\\.org, U.S. & co.'
    """
    text = ADDRESSEE.sub("\u2060@", text)
    text = NUMBERED.sub(lambda found: f"&#{ord(found[0])};", text)
    return BACKSLASHED.sub(r"\\\g<0>", text)
