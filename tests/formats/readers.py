"""What readers of Markdown make of a text: the parser of GitHub, that of MkDocs, and that of Jupyter and MyST."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = {"h1", "h2", "p", "li", "ul", "ol", "section", "div", "hr"}
OF_OURS = BLOCKS | {"strong", "em", "a", "sup", "img"}


@dataclass
class Read:
    """A text as it is shown: paragraphs, footnotes, and whatever is more than words."""

    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    strong: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """Of the entries of numbered lists, notes left aside."""
    foreign: list[str] = field(default_factory=list)
    """Elements and attributes that no report has."""


class Page(HTMLParser):
    """Takes HTML apart."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.read = Read()
        self.skipped = 0
        self.in_notes = False
        self.text: list[str] = []
        self.bold: list[str] | None = None
        self.lists: list[int | None] = []
        self.feed(text)
        self.close()
        self.end()

    def end(self) -> None:
        """A paragraph is over."""
        words = plain("".join(self.text))
        if words:
            (self.read.notes if self.in_notes else self.read.paragraphs).append(words)
        self.text = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        if self.skipped or tag == "sup" or (tag == "a" and "footnote-" in (of.get("class") or "")):
            self.skipped += 1
            return
        if tag not in OF_OURS or any(name.startswith("on") or name == "style" for name in of):
            self.read.foreign.append(f"{tag} {of}")
        if tag in BLOCKS:
            self.end()
        if tag in ("section", "div") and "footnote" in (of.get("class") or ""):
            self.in_notes = True
        elif tag in ("ol", "ul"):
            self.lists.append(int(of.get("start") or 1) if tag == "ol" else None)
        elif tag == "li" and self.lists[-1] is not None and not self.in_notes:
            self.read.numbers.append(self.lists[-1])
            self.lists[-1] += 1
        elif tag == "strong":
            self.bold = []
        elif tag == "a":
            self.read.links.append(of["href"] or "")
        elif tag == "img":
            self.read.pictures.append((of["src"] or "", of["alt"] or ""))

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            self.skipped -= 1
            return
        if tag in BLOCKS:
            self.end()
        if tag in ("ol", "ul"):
            self.lists.pop()
        if tag == "strong" and self.bold is not None:
            self.read.strong.append(plain("".join(self.bold)))
            self.bold = None

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.text.append(data)
            if self.bold is not None:
                self.bold.append(data)

    def handle_comment(self, data: str) -> None:
        self.read.foreign.append(f"comment {data}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def plain(text: str) -> str:
    """Words with single blanks, without the invisible joiner that keeps an address from becoming a link."""
    return " ".join(text.replace("\u2060", "").split())


def github(text: str) -> Read:
    """GitHub's parser, with every extension that GitHub turns on, and HTML let through."""
    from cmarkgfm import github_flavored_markdown_to_html
    from cmarkgfm.cmark import Options

    return Page(
        github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_UNSAFE)
    ).read


def commonmark(text: str) -> Read:
    """markdown-it, on which Jupyter Book and MyST stand."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return Page(parser.use(footnote_plugin, inline=False).render(text)).read


def mkdocs(text: str) -> Read:
    """Python-Markdown with what MkDocs turns on and what docs/mkdocs.md says to turn on, and attributes."""
    from markdown import markdown

    extensions = ["toc", "tables", "fenced_code", "footnotes", "sane_lists", "attr_list", "md_in_html", "def_list"]
    return Page(markdown(text, extensions=extensions)).read


def pandoc(text: str) -> Read:
    """Pandoc, on which Quarto stands, with its own Markdown; `smart` off, for it changes quotation marks."""
    from pypandoc import convert_text

    return Page(convert_text(text, "html", "markdown-smart", extra_args=["--wrap=none", "--mathml"])).read


READERS: Mapping[str, Callable[[str], Read]] = {
    "github": github,
    "commonmark": commonmark,
    "mkdocs": mkdocs,
    "pandoc": pandoc,
}
