"""The page of evidence: short sentences, one cue each, with what a careful reader takes from them.

`sentences/*.txt` are read here, one topic a file. Blocks are parted by an empty line:

    [2023-09-13] Kim left Pyongyang on Sunday. His train passed Khasan and arrived in Vladivostok.
    > Kim: from Pyongyang 2023-09-10; via Khasan; Vladivostok ?; (Russia)

- `[2023-09-13]` is the day of publication; the same at the head of a later line opens another article.
- `>` says who went where, one traveller a line, the stops in order of travel; `> nobody` where nobody travels.
- `from` marks where a journey begins, `via` what it passes; `planned` and `cancelled` stand before these.
- A date behind a place is EDTF; without one the stop must have none; `?` leaves it open.
- What stands in brackets may be listed or left out. What was called off may stand anywhere in the order.
- `(US)` behind a name is the country that it must be found in.
- `anyone` is a traveller whom the text does not name plainly.
- `¶` alone on a line is an empty line of the text. `#` opens a heading of ours.
- `~` before a block: geotrack does not read it yet. `python -m tests.reading.mark` sets and takes these marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from geotrack import track, when
from geotrack.itineraries.people import words_of
from geotrack.model import Article, Itinerary, Stop

SENTENCES = Path(__file__).parent / "sentences"
_STOP = re.compile(
    r"(?:(?P<status>planned|cancelled) )?(?:(?P<role>from|via) )?(?P<name>.+?)"
    r"(?: \((?P<country>[A-Z]{2})\))?(?: (?P<date>\?|\d{4}\S*))?"
)
_PUBLISHED = re.compile(r"\[(\d{4}-\d\d-\d\d)\] ?")
_ROLES = {"from": "origin", "via": "transit", None: "stop"}
_WORDS = {"origin": "from ", "transit": "via ", "stop": ""}


@dataclass(frozen=True, slots=True)
class WantedStop:
    """A stop that a careful reader finds."""

    name: str
    status: str
    role: str
    date: str | None
    """EDTF; `?` where it is left open."""
    country: str | None
    optional: bool

    def is_met_by(self, stop: Stop) -> bool:
        """Whether a stop of an itinerary is this one."""
        return (
            _folded(self.name) in (_folded(stop.place.name), _folded(stop.as_written))
            and (self.status, self.role) == (stop.status, stop.role)
            and self.date in ("?", stop.date)
            and self.country in (None, stop.place.country)
        )


@dataclass(frozen=True, slots=True)
class WantedWay:
    """Where one traveller goes."""

    traveller: str
    stops: tuple[WantedStop, ...]

    @property
    def optional(self) -> bool:
        """Whether nothing of it must be found."""
        return all(stop.optional for stop in self.stops)

    def is_met_by(self, itinerary: Itinerary) -> bool:
        """Whether an itinerary is this one: its traveller's names hold the words wanted, its stops are these."""
        names = (itinerary.traveller, *itinerary.aliases)
        if self.traveller != "anyone" and not any(words_of(self.traveller) <= words_of(name) for name in names):
            return False
        off = sorted((s for s in self.stops if s.status == "cancelled"), key=_by_name)
        found_off = sorted((s for s in itinerary.stops if s.status == "cancelled"), key=_by_name)
        on = [s for s in self.stops if s.status != "cancelled"]
        found_on = [s for s in itinerary.stops if s.status != "cancelled"]
        return _follows(on, found_on) and _follows(off, found_off)


@dataclass(frozen=True, slots=True)
class Entry:
    """A block of the page."""

    topic: str
    line: int
    """Where its text begins in the file, counted from 0."""
    unread: bool
    """Whether it is marked as not yet read."""
    articles: tuple[Article, ...]
    ways: tuple[WantedWay, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """Its sentences in one line."""
        return " / ".join(" ".join(article.text.split()) for article in self.articles)

    @property
    def id(self) -> str:
        """What a test of it is called."""
        return f"{self.topic}: {self.text if len(self.text) <= 100 else self.text[:97] + '...'}"

    @property
    def wanted(self) -> str:
        """What a careful reader takes from it, in the page's notation."""
        return "\n".join(f"> {way.traveller}: {'; '.join(map(_spelled_wanted, way.stops))}" for way in self.ways)


def entries(folder: Path = SENTENCES) -> tuple[Entry, ...]:
    """All blocks of the page, by topic."""
    return tuple(
        entry
        for path in sorted(folder.glob("*.txt"))
        for entry in entries_in(path.stem, path.read_text(encoding="utf-8"))
    )


def entries_in(topic: str, page: str) -> tuple[Entry, ...]:
    """The blocks of one file. Raises `ValueError` where one is not in the notation."""
    return tuple(_entry(topic, *block) for block in _blocks(page))


def remarked(page: str, topic: str, unread: set[str]) -> str:
    """The file with `~` before just those blocks whose id is in `unread`."""
    lines = page.splitlines()
    for entry in entries_in(topic, page):
        plain = lines[entry.line].removeprefix("~ ")
        lines[entry.line] = f"~ {plain}" if entry.id in unread else plain
    return "\n".join(lines) + "\n"


def read(entry: Entry) -> tuple[Itinerary, ...]:
    """What geotrack takes from it: the way that every user goes."""
    return track(entry.articles).itineraries


def is_read(entry: Entry, found: Sequence[Itinerary]) -> bool:
    """Whether these itineraries are the ones wanted, no more and no fewer."""
    return _met(entry.ways, tuple(found))


def spelled(found: Sequence[Itinerary]) -> str:
    """Itineraries in the page's notation."""
    return "\n".join(f"> {i.traveller}: {'; '.join(map(_spelled, i.stops))}" for i in found) or "> nobody"


def by_topic(entries: Sequence[Entry], unread: set[str]) -> Iterator[tuple[str, int, int]]:
    """For each topic how many blocks are read, and of how many."""
    for topic in dict.fromkeys(entry.topic for entry in entries):
        ids = [entry.id for entry in entries if entry.topic == topic]
        yield topic, sum(i not in unread for i in ids), len(ids)


def share(entries: Sequence[Entry], unread: set[str]) -> str:
    """How much of the page is read, in words."""
    done = sum(entry.id not in unread for entry in entries)
    return f"{done} of {len(entries)} sentences are read ({done / len(entries):.0%})"


# --- the notation ------------------------------------------------------------------------------------------------


def _blocks(page: str) -> Iterator[tuple[int, list[str]]]:
    """Each block that is no heading, with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*page.splitlines(), ""]):
        if line and not line.startswith("# "):
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _entry(topic: str, line: int, block: list[str]) -> Entry:
    wanted = [row.removeprefix("> ") for row in block if row.startswith("> ")]
    text = block[: len(block) - len(wanted)]
    if not wanted or not text or any(row.startswith(">") for row in text):
        raise ValueError(f"{topic}.txt, line {line + 1}: a block is a text, then lines that begin with '> '")
    try:
        ways = () if wanted == ["nobody"] else tuple(map(_way, wanted))
    except ValueError as problem:
        raise ValueError(f"{topic}.txt, line {line + 1}: {problem}") from None
    unread = text[0].startswith("~ ")
    return Entry(topic, line, unread, tuple(_articles([text[0].removeprefix("~ "), *text[1:]])), ways)


def _articles(lines: list[str]) -> Iterator[Article]:
    published: str | None = None
    body: list[str] = []
    for line in lines:
        if dated := _PUBLISHED.match(line):
            if body:
                yield _article(body, published)
            published, body, line = dated[1], [], line[dated.end() :]
        body.append("" if line == "¶" else line)
    yield _article(body, published)


def _article(lines: list[str], published: str | None) -> Article:
    text = "\n".join(lines)
    return Article(id=Article.id_of(text), name="-", title="-", published=published, text=text)


def _way(row: str) -> WantedWay:
    traveller, colon, stops = row.partition(": ")
    if not colon:
        raise ValueError(f"'{row}' is not 'traveller: stop; stop'")
    return WantedWay(traveller, tuple(map(_wanted, stops.split("; "))))


def _wanted(words: str) -> WantedStop:
    optional = words.startswith("(") and words.endswith(")")
    parts = _STOP.fullmatch(words[1:-1] if optional else words)
    if parts is None:
        raise ValueError(f"'{words}' is no stop")
    date = parts["date"]
    return WantedStop(
        name=parts["name"],
        status=parts["status"] or "visited",
        role=_ROLES[parts["role"]],
        date=date if date in (None, "?") else when.checked(date),
        country=parts["country"],
        optional=optional,
    )


def _spelled_wanted(stop: WantedStop) -> str:
    country = f" ({stop.country})" if stop.country else ""
    words = _in_words(stop.status, stop.role, stop.name + country, stop.date)
    return f"({words})" if stop.optional else words


def _spelled(stop: Stop) -> str:
    place = stop.as_written if stop.as_written == stop.place.name else f"{stop.as_written} = {stop.place.name}"
    return _in_words(stop.status, stop.role, place, stop.date)


def _in_words(status: str, role: str, place: str, date: str | None) -> str:
    before = "" if status == "visited" else f"{status} "
    return f"{before}{_WORDS[role]}{place}{f' {date}' if date else ''}"


# --- comparing ---------------------------------------------------------------------------------------------------


def _met(ways: Sequence[WantedWay], found: tuple[Itinerary, ...]) -> bool:
    """Whether each way has an itinerary of its own and none is left over."""
    if not ways:
        return not found
    first, *rest = ways
    if first.optional and _met(rest, found):
        return True
    return any(first.is_met_by(one) and _met(rest, found[:i] + found[i + 1 :]) for i, one in enumerate(found))


def _follows(wanted: Sequence[WantedStop], found: Sequence[Stop]) -> bool:
    """Whether stops are those wanted, in this order; optional ones may be missing."""
    if not wanted:
        return not found
    first, *rest = wanted
    if found and first.is_met_by(found[0]) and _follows(rest, found[1:]):
        return True
    return first.optional and _follows(rest, found)


def _by_name(stop: WantedStop | Stop) -> str:
    return _folded(stop.name)


def _folded(name: str) -> str:
    return name.casefold().removeprefix("the ")
