"""What a report says of an atlas: title, stops, footnotes, as blocks of plain text that a writer sets in its format.

The facts are those of the page (`page/story.py`), and so are the words where it has them (`page/words.py`).
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple
from urllib.parse import quote

from geotrack.formats.page.ground import country_names
from geotrack.formats.page.story import ENGLISH as say
from geotrack.formats.page.story import LONGEST, Data, capital, excerpt_data, fold, key, kilometres, story
from geotrack.model import Atlas, Excerpt, Stop

Kind = Literal["title", "deck", "picture", "heading", "text", "stop", "detail", "bullet", "credit"]

TO_CHECK = ("mentioned", "unlocated")
"""Why a place is no stop where a traveller may have been missed: a report quotes the sentence."""
CREDITS = (
    "Distances are straight-line; the map's lines join the stops in order and do not trace the route taken. "
    "Basemap: Natural Earth, public domain; borders as it draws them, disputed ones dotted. "
    "Towns and place names: GeoNames (geonames.org), CC BY 4.0."
)
UNSURE = 0.75
"""Under this confidence a report says that another place may be meant."""

Articles = Mapping[str, Data]
"""The articles by their letters."""

SPACE = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029 ]+")
STEERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn round whatever follows them, also our own words."""
NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What no XML file may hold."""

IN_ADDRESS = "!#$%&+,-./:;=?@_~"
"""Stay in an address as they are; all else that is no letter or digit is written by its number (RFC 3986)."""


class Run(NamedTuple):
    """Some words; or, where `note` is not empty, the mark of a footnote."""

    text: str
    strong: bool = False
    url: str = ""
    """http or https; empty for words that are no link."""
    note: tuple[Run, ...] = ()


class Block(NamedTuple):
    """A paragraph, and what it is."""

    kind: Kind
    runs: tuple[Run, ...]
    number: str = ""
    """Of a stop, as on the map: `2`, `2a`; empty for a start."""
    depth: int = 0
    """How many stops it lies in."""


def account(atlas: Atlas) -> tuple[Block, ...]:
    """The whole report, in order.

    Sentences are quoted as they stand, but for white space, which is one blank, and for characters that no document
    can hold (U+FFFD stands for them) or that would turn the writing direction of our words (left out).
    """
    told = story(atlas, country_names())
    articles = {article["key"]: article for article in told["articles"]}
    parts = (heading(told), journeys(atlas, told, articles), others(atlas, told, articles), sources(told))
    return tuple(block._replace(runs=tidied(block.runs)) for part in parts for block in part)


def heading(told: Data) -> Iterator[Block]:
    """Title, deck, the place of the picture."""
    yield Block("title", (Run(told["title"]),))
    yield Block("deck", (Run(told["deck"]),))
    if told["stops"]:
        yield Block("picture", (Run(f"{say('frame', title=told['title'])}. The stops are listed below."),))


# --- journeys ----------------------------------------------------------------------------------------------------


def journeys(atlas: Atlas, told: Data, articles: Articles) -> Iterator[Block]:
    """A section for each traveller, its stops in the order of the page's list."""
    shown = {stop["id"]: stop for stop in told["stops"]}
    legs = {leg["to"]: leg for leg in told["legs"]}
    for itinerary, traveller in zip(atlas.itineraries, told["travellers"], strict=True):
        number = sum(stop.role != "origin" for stop in itinerary.stops)
        facts = "; ".join(filter(None, (say("stops", n=number), traveller["far"])))
        also = f" {capital(traveller['also'])}." if traveller["also"] else ""
        yield Block("heading", (Run(traveller["heading"]),))
        yield Block("text", (Run(f"{facts}.{also}"),))
        for stop, depth, around in nested(itinerary.stops):
            leg = legs.get(stop.id)
            before = (leg, shown[leg["from"]]) if leg else None
            yield from stop_blocks(stop, shown[stop.id], depth, around.name if around else "", before, articles)


def nested(stops: Sequence[Stop]) -> tuple[tuple[Stop, int, Stop | None], ...]:
    """The stops, each followed by those inside it, with depth and the stop around.

    A stop is inside only one that is told before it: its number follows from that one's.
    """
    paths: dict[str, tuple[Stop, ...]] = {}
    order: dict[str, tuple[int, ...]] = {}
    for rank, stop in enumerate(stops):
        around = stop.within or ""
        paths[stop.id] = (*paths.get(around, ()), stop)
        order[stop.id] = (*order.get(around, ()), rank)
    found = sorted(paths.values(), key=lambda path: order[path[-1].id])
    return tuple((path[-1], len(path) - 1, path[-2] if len(path) > 1 else None) for path in found)


def stop_blocks(
    stop: Stop, shown: Data, depth: int, around: str, before: tuple[Data, Data] | None, articles: Articles
) -> Iterator[Block]:
    """A stop: place, status, date and way in one line; under it what is doubtful."""
    where = say("inside", place=around) if around else shown["where"]
    written = f" (“{shown['written']}”)" if shown["written"] else ""
    way = shown["by"]
    if before:
        leg, start = before
        way = " ".join(filter(None, (say("from", km=kilometres(leg["km"]), place=start["place"]), shown["by"])))
    facts = (capital(status(stop)), shown["date"] or say("no_date"), way)
    runs = [Run(shown["place"], strong=True), Run(f"{written}{f', {where}' if where else ''}. ")]
    runs.append(Run(", ".join(filter(None, facts)) + "."))
    evidence = [
        f" Date: {shown['dated']}." if shown["dated"] else "",
        f" Order: {shown['ordered']}." if shown["ordered"] else "",
    ]
    for n, (excerpt, parts) in enumerate(zip(stop.excerpts, shown["excerpts"], strict=True)):
        more = "".join(evidence) if n == 0 else ""
        runs.append(Run("", note=(*quotation(parts), *source(excerpt, parts, articles), Run(more))))
    yield Block("stop", tuple(runs), shown["number"], depth)
    doubts = [f"{capital(shown['exact'])}."] if shown["vague"] else []
    if shown["sure"] < UNSURE:
        doubts.append(f"{capital(say('doubt', n=round(100 * shown['sure'])))}.")
    doubts += [say("against", words=text) for text in shown["against"]]
    for doubt in doubts:
        yield Block("detail", (Run(doubt),), depth=depth)


def status(stop: Stop) -> str:
    """Whether it happened, in a word or two; that of a start and of a place that was only passed says so."""
    role = {"origin": "start", "transit": "transit"}.get(stop.role)
    return say(f"{role}_{stop.status}" if role and stop.status != "visited" else role or stop.status)


# --- sentences ---------------------------------------------------------------------------------------------------


def quotation(shown: Data) -> Iterator[Run]:
    """A sentence with the words for the place set apart."""
    yield Run("“")
    yield from (Run(text, strong=kind == "p") for text, kind in shown["parts"])
    yield Run("” ")


def source(excerpt: Excerpt, shown: Data, articles: Articles) -> Iterator[Run]:
    """Where a sentence stands: article, date, characters; and the words that it was read from."""
    article = articles.get(shown["article"])
    if not article:
        yield Run(f"{say('no_article')}.")
        return
    yield Run(f"{say('article', key=article['key'])}, ")
    yield Run(f"“{textwrap.shorten(article['title'], 60, placeholder='…')}”", url=article["url"])
    dated = f", {article['date']}" if article["date"] else ""
    cue = say("cue", words=shown["cue"]) if shown["cue"] else ""
    yield Run(f"{dated}, characters {excerpt.start:,} to {excerpt.end:,}{cue}.")


# --- the rest ----------------------------------------------------------------------------------------------------


def others(atlas: Atlas, told: Data, articles: Articles) -> Iterator[Block]:
    """The places that are no stops, by reason; with the sentence where a traveller might have been missed."""
    if not told["out"]:
        return
    keys = {article.id: key(n) for n, article in enumerate(atlas.articles)}
    first: dict[tuple[str, str], Excerpt] = {}
    for entry in atlas.left_out:
        for excerpt in entry.excerpts[:1] if entry.reason in TO_CHECK else ():
            first.setdefault((fold(entry.name), entry.why), excerpt)
    yield Block("heading", (Run(say("left_out")),))
    yield Block("text", (Run(say("left_out_note")),))
    reasons: dict[str, list[Data]] = {}
    for row in told["out"]:
        reasons.setdefault(row["why"], []).append(row)
    for why, rows in reasons.items():
        runs = [Run(f"{capital(why)}:")]
        for row in rows:
            times = f" {say('times', n=row['times'])}" if row["times"] > 1 else ""
            maybe = f" (could be {say.joined(row['maybe'], by='or')})" if row["maybe"] else ""
            runs += [Run(" "), Run(row["name"], strong=True), Run(f"{times}{maybe}{'.' if row is rows[-1] else ','}")]
            if quoted := first.get((fold(row["name"]), why)):
                shown = excerpt_data(quoted, keys, longest=LONGEST)
                runs.append(Run("", note=(*quotation(shown), *source(quoted, shown, articles))))
        yield Block("bullet", tuple(runs))


def sources(told: Data) -> Iterator[Block]:
    """The articles, how the atlas was made, whose data it holds."""
    yield Block("heading", (Run(say("sources")),))
    for article in told["articles"]:
        dated = say("dated_file" if article["date"] else "undated_file", date=article["date"], file=article["file"])
        title, end = Run(article["title"], url=article["url"]), "." if article["title"][-1:].isalnum() else ""
        yield Block("bullet", (Run(f"{article['key']}: "), title, Run(f"{end} {dated}")))
    yield Block("heading", (Run(say("made")),))
    for name, value in told["made"]:
        yield Block("bullet", (Run(f"{name}: {value}"),))
    yield Block("credit", (Run(CREDITS),))


# --- text --------------------------------------------------------------------------------------------------------


def tidied(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs that any document can hold, neighbours of one style as one: what a reader sees as markup may span them."""
    found: list[Run] = []
    for run in runs:
        made = Run(clean(run.text), run.strong, quote(run.url, safe=IN_ADDRESS, errors="replace"), tidied(run.note))
        if found and found[-1][1:] == made[1:] and not made.note:
            found[-1] = made._replace(text=found[-1].text + made.text)
        elif made.text or made.note:
            found.append(made)
    return tuple(found)


def clean(text: str) -> str:
    r"""Text on one line, without characters that a document cannot hold or that would turn our words round.

    >>> clean("Kim\n left \u202e\x00")
    'Kim left �'
    """
    return NO_TEXT.sub("\ufffd", SPACE.sub(" ", STEERING.sub("", text)))
