"""A web page, saved or fetched, as the text that a person reads in it.

The standard library's parser is enough here: what is wanted is the article's paragraphs in order, and the menus, the
adverts and the comments left out. Where a page marks its article (`articleBody`, `<article>`, `<main>`), only that is
read.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin

from geotrack.articles.dateline import day_of
from geotrack.articles.text import decoded, make_article
from geotrack.errors import ArticleError
from geotrack.model import Article


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SKIPPED = _names(
    "script style noscript template svg math canvas nav footer aside form button select option iframe object audio "
    "video dialog menu textarea"
)
_VOID = _names("area base br col embed hr img input link meta source track wbr")
_PARAGRAPHS = _names(
    "p div section article main header h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl table figure figcaption address hr "
    "body details summary center"
)
_LINES = _names("li br tr dt dd caption")
_IMPLIED_ENDS = {  # tags that HTML lets people leave open
    "p": _PARAGRAPHS - {"body"},
    "li": frozenset({"li"}),
    "tr": frozenset({"tr"}),
    "td": frozenset({"td", "th", "tr"}),
    "th": frozenset({"td", "th", "tr"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option"}),
}
_PUBLISHED = _names(
    "article:published_time og:article:published_time datepublished dc.date dc.date.issued dcterms.date "
    "dcterms.created date pubdate publishdate publish-date publication_date citation_publication_date "
    "parsely-pub-date sailthru.date"
)
_EARLY = 600  # characters: a `<time>` after so much text belongs to the story
_DEEPEST = 500  # a page that nests deeper is broken or hostile; what is deeper counts as being on this level
_ENOUGH = 200  # characters: an `<article>` with less is a teaser, not the article


def read_page(data: bytes, where: str, *, charset: str | None = None, address: str | None = None) -> Article:
    r"""The article of an HTML page; `charset` is what the server declared, `address` where the page was fetched.

    >>> page = b"<title>Kim in Russia</title><nav>Home</nav><article><p>Kim left <b>Pyongyang</b>.<p>He took a train."
    >>> article = read_page(page, "kim.html")
    >>> article.title, article.text
    ('Kim in Russia', 'Kim left Pyongyang.\n\nHe took a train.')
    """
    html = decoded(data, where, declared=charset or _declared(data))
    page = _Page()
    try:
        page.feed(_closed(html))
        page.close()
    except (AssertionError, RecursionError) as error:
        raise ArticleError(
            f"{where}: its HTML cannot be understood; save the text of the article and read that."
        ) from error
    text = page.text()
    if not text:
        raise ArticleError(
            f"{where} is empty: the page holds no text; it may need a browser, so save its text and read that."
        )
    url = urljoin(address or "", page.canonical or page.saved_from or address or "")
    return make_article(
        text, where, title=page.headline, published=page.published(), url=url or None, language=page.language
    )


def is_page(data: bytes) -> bool:
    """Whether a file without a telling name begins like a web page.

    >>> is_page(b"<!DOCTYPE html><html>"), is_page(b"Kim left Pyongyang.")
    (True, False)
    """
    return bool(
        re.match(
            rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html\b)",
            data[:4096],
            re.I | re.S,
        )
    )


def _closed(html: str) -> str:
    """The page without what opens and never closes: for each of these the parser would look through all the rest."""
    # "<![if IE]>" of old editors means nothing to anybody; some versions of the parser fail on it
    html = re.sub(r"<!\[[^>]{0,200}>", "", html).replace("<![", "<!")
    commented, end, rest = html.rpartition("-->")
    html = commented + end + rest.replace("<!--", "")
    tagged, end, rest = html.rpartition(">")
    return tagged + end + rest.replace("<", "&lt;")


class _Block(NamedTuple):
    """A run of text between two breaks, and where in the page it stands."""

    text: str
    breaks: int
    region: str


class _Page(HTMLParser):
    """Collects blocks of text and what the head says, as the parser comes by."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.canonical = self.saved_from = self.language = ""
        self._stated: str | None = None
        self._times: dict[str, str | None] = {}
        self._titles: dict[str, str] = {}
        self._size = Counter[str]()
        self._open: list[tuple[str, str, bool]] = []  # tag, the region inside it, whether it is skipped
        self._blocks: list[_Block] = []
        self._words: list[str] = []
        self._breaks = 0
        self._region = "page"
        self._regions = 0
        self._skipping = False

    # --- what the parser tells

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        self._head(tag, said)
        if tag == "time" and not self._skipping and self._size[self._region] < _EARLY:
            self._times.setdefault(self._region, _day(said.get("datetime", "")))
        if self._open and tag in _IMPLIED_ENDS.get(self._open[-1][0], ()):
            self._leave()
        self._break(tag)
        if tag in _VOID or len(self._open) > _DEEPEST:
            return
        hidden = "hidden" in said or said.get("aria-hidden") == "true" or _invisible(said.get("style", ""))
        outside = tag == "header" and self._region == "page"  # the site's own header, not the article's
        self._skipping = self._skipping or tag in _SKIPPED or hidden or outside
        if "articlebody" in said.get("itemprop", "").lower():
            self._region = "body"  # all parts of it are one
        elif tag == "article" and self._region != "body":
            self._regions += 1  # an article inside an article is a comment or a teaser: a region of its own
            self._region = f"article {self._regions}"
        elif tag == "main" and self._region == "page":
            self._region = "main"
        self._open.append((tag, self._region, self._skipping))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if any(tag == other for other, _, _ in self._open):
            while self._open[-1][0] != tag:
                self._leave()
            self._leave()

    def handle_data(self, data: str) -> None:
        inside = self._open[-1][0] if self._open else ""
        if inside == "title" and not self._skipping:
            self._titles["title"] = self._titles.get("title", "") + data
        elif inside == "script":
            # schema.org's description of the article, which most papers give
            found = re.search(r'"datePublished"\s*:\s*"([^"]{4,40})"', data)
            self._stated = self._stated or (_day(found[1]) if found else None)
        elif not self._skipping:
            self._words.append(data)

    def handle_comment(self, data: str) -> None:
        # "saved from url=(0030)https://…": what browsers write into the pages that they save
        if found := re.match(r"\s*saved from url=\(\d+\)(https?://\S+)", data):
            self.saved_from = self.saved_from or found[1]

    # --- what the page says

    @property
    def headline(self) -> str:
        """The headline, without the paper's name where the page tells both; empty where it has none."""
        return next((self._titles[key] for key in ("og:title", "title") if self._titles.get(key, "").strip()), "")

    def wanted(self) -> set[str]:
        """The regions that hold the article: the one that the page marks, else all of it."""
        self._flush()
        # of equals the first: in a list of articles that is the newest
        longest = max(
            (region for region in self._size if region.startswith("article")),
            key=lambda region: self._size[region],
            default="",
        )
        marked = [region for region in ("body", longest, "main") if self._size[region] >= _ENOUGH]
        return set(marked[:1] or self._size)

    def text(self) -> str:
        """The article's blocks, a blank line between paragraphs."""
        wanted, pieces = self.wanted(), list[str]()
        for block in self._blocks:
            if block.region in wanted:
                pieces += ["\n" * block.breaks if pieces else "", block.text]
        return "".join(pieces)

    def published(self) -> str | None:
        """What the head says, else the first `<time>` of the article."""
        wanted = self.wanted()
        return self._stated or next((day for region, day in self._times.items() if region in wanted), None)

    # --- how it is kept

    def _head(self, tag: str, said: dict[str, str]) -> None:
        if tag == "html":
            self.language = self.language or said.get("lang", "")
        elif tag == "link" and "canonical" in said.get("rel", "").lower().split():
            self.canonical = self.canonical or said.get("href", "").strip()
        elif tag == "meta":
            key = (said.get("property") or said.get("name") or said.get("itemprop") or "").strip().lower()
            if key == "og:title":
                self._titles.setdefault(key, said.get("content", ""))
            elif key == "og:url":
                self.saved_from = self.saved_from or said.get("content", "").strip()
            elif key in _PUBLISHED:
                self._stated = self._stated or _day(said.get("content", ""))

    def _leave(self) -> None:
        tag, _, _ = self._open.pop()
        self._break(tag)
        self._region, self._skipping = (self._open[-1][1], self._open[-1][2]) if self._open else ("page", False)

    def _break(self, tag: str) -> None:
        breaks = 2 if tag in _PARAGRAPHS else 1 if tag in _LINES else 0
        if breaks:
            self._flush()
            self._breaks = max(self._breaks, breaks)
        elif tag in ("td", "th"):
            self._words.append(" ")

    def _flush(self) -> None:
        text = " ".join("".join(self._words).split())
        self._words.clear()
        if text:
            self._blocks.append(_Block(text, self._breaks or 1, self._region))
            self._size[self._region] += len(text)
            self._breaks = 0


def _day(words: str) -> str | None:
    """The day of a time stamp, as it was where the paper is: converting to another zone could change it."""
    stamp = re.match(r"\s*(\d{4}-\d\d-\d\d)", words)
    return day_of(stamp[1] if stamp else words)


def _invisible(style: str) -> bool:
    return bool(re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style, re.IGNORECASE))


def _declared(data: bytes) -> str | None:
    """The encoding that the page's own head names."""
    found = re.search(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", data[:8192], re.IGNORECASE)
    found = found or re.match(rb"<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{2,40})", data)
    return found[1].decode("ascii", "replace") if found else None
