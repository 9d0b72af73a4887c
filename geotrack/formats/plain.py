"""What a stop says in plain text, for the programs of others: they show a few lines and know no excerpts."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from geotrack import when
from geotrack.formats.page.story import by
from geotrack.model import Atlas, Excerpt, Source, Stop

BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""All that some reader takes for the end of a line."""
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 or iCalendar cannot hold; all of it means nothing."""


def plain(text: str) -> str:
    r"""The text with `\n` as its only line break and U+FFFD for control characters.

    >>> plain("one\r\ntwo\x00")
    'one\ntwo�'
    """
    return CONTROLS.sub("\ufffd", BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    r"""The same on one line.

    >>> one_line("one\r\n  two ")
    'one two'
    """
    return " ".join(plain(text).split())


def heading(stop: Stop) -> str:
    """Status, date and means of travel: "planned, about October 2023, by train"."""
    status = "start" if stop.role == "origin" and stop.status == "visited" else stop.status
    words = (status, when.spoken(stop.date) if stop.date else "", by(stop.mode))
    return ", ".join(word for word in words if word)


def cited(source: Source) -> str:
    """Title and date of an article: "Kim is still in Russia, 15 September 2023"."""
    return ", ".join(part for part in (source.title, when.day(source.published) if source.published else "") if part)


def account(stop: Stop, sources: Mapping[str, Source]) -> str:
    """The heading of a stop and every sentence with its source, a line each. `sources` are the articles by id."""
    told = [f"“{one_line(e.text)}” ({one_line(cited(sources[e.article]))})" for e in stop.excerpts]
    return "\n".join([heading(stop), *told])


def web_address(source: Source) -> str:
    """The address of an article as a URI; empty where there is none, and where it is not http or https.

    >>> web_address(Source(id="0", name="a", title="A", url="https://example.org/Ç <b>"))
    'https://example.org/%C3%87%20%3Cb%3E'
    >>> web_address(Source(id="0", name="a", title="A", url="javascript:alert(1)"))
    ''
    """
    address = plain(source.url or "").strip()
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        known = False
    if not known:
        return ""
    return re.sub("%(?![0-9A-Fa-f]{2})", "%25", quote(address, safe="%/:?#@!$&'()*+,;=~"))


def sources_of(stop: Stop, sources: Mapping[str, Source]) -> tuple[Source, ...]:
    """The articles that a stop rests on, in the order of its excerpts."""
    return tuple(dict.fromkeys(sources[e.article] for e in stop.excerpts))


def origin(atlas: Atlas) -> str:
    """Where a file comes from, and whose places are in it."""
    return plain(f"Made with geotrack {atlas.made.geotrack}. Places: {atlas.made.gazetteer}.")


def identity(stop: Stop) -> uuid.UUID:
    """The same for the same stop of the same articles, whenever and wherever it is written."""
    articles = sorted({e.article for e in stop.excerpts})
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(["geotrack", plain(stop.id), *articles]))


def parts(excerpt: Excerpt) -> tuple[str, str, str]:
    """A sentence before the words for the place, these words, and after them."""
    begin, end = excerpt.place_start - excerpt.start, excerpt.place_end - excerpt.start
    return excerpt.text[:begin], excerpt.text[begin:end], excerpt.text[end:]
