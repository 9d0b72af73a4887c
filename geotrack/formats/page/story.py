"""From an atlas to what the page shows, as plain data for the JSON block.

The page's script arranges it and puts the table's words around it. Text of articles is passed on as it stands and never
becomes markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from geotrack import when
from geotrack.formats.page.timeline import Timeline, timeline
from geotrack.formats.page.words import Words
from geotrack.model import Atlas, Excerpt, Itinerary, LeftOut, Place, Source, Stop

Data = dict[str, Any]

VAGUE = ("continent", "country", "region", "county", "area")
"""Kinds of place whose name says no more than that somebody was somewhere in them."""
REASONS = ("unlocated", "mentioned", "metonym", "adjective", "name", "dateline")
"""Why a place is no stop, in the order in which they are listed: what a reader could still find out comes first."""
ENGLISH = Words()
LONGEST = 420
"""Characters of a sentence under a place that is no stop; longer ones are shortened around the name."""


def story(atlas: Atlas, countries: Mapping[str, str], say: Words = ENGLISH) -> Data:
    """Everything that the page shows. `countries` gives the names of countries by ISO code."""
    keys = {source.id: key(i) for i, source in enumerate(atlas.articles)}
    years = {d[:4] for i in atlas.itineraries for s in i.stops if (d := s.date)}
    axis = timeline(atlas.itineraries, atlas.articles)
    stops = [
        stop_data(stop, n, number, keys, countries, say, with_year=len(years) > 1) | {"column": axis.column[stop.id]}
        for n, itinerary in enumerate(atlas.itineraries)
        for stop, number in numbered(itinerary)
    ]
    for stop, longitude in zip(stops, unwrapped([s["at"][1] for s in stops]), strict=True):
        stop["at"][1] = longitude
    return {
        "words": dict(say.table),
        "title": title(atlas, say),
        "deck": deck(atlas, say),
        "articles": [article_data(source, keys[source.id]) for source in atlas.articles],
        "travellers": [traveller_data(itinerary, say) for itinerary in atlas.itineraries],
        "stops": stops,
        "legs": [
            {
                "from": leg.start,
                "to": leg.end,
                "km": round(leg.km, 1),
                "status": leg.status,
                "mode": leg.mode or "",
                "by": by(leg.mode, say),
            }
            for itinerary in atlas.itineraries
            for leg in itinerary.legs
        ],
        "time": time_data(axis, atlas.articles, say),
        "out": left_out(atlas.left_out, keys, countries, say),
        "made": [[say(f"made_{name}"), value] for name, value in made(atlas)],
    }


def made(atlas: Atlas) -> list[tuple[str, str]]:
    """What it was made with."""
    return [
        ("geotrack", f"geotrack {atlas.made.geotrack}"),
        ("reader", atlas.made.reader),
        ("gazetteer", atlas.made.gazetteer),
        ("geocoder", atlas.made.geocoder),
    ]


# --- heading -----------------------------------------------------------------------------------------------------


def title(atlas: Atlas, say: Words = ENGLISH) -> str:
    """The travellers' names."""
    names = [called(itinerary, say) for itinerary in atlas.itineraries]
    if len(names) > 4:
        names = [*names[:3], say("others", n=len(names) - 3)]
    return capital(say.listed(names)) or say("nobody")


def deck(atlas: Atlas, say: Words = ENGLISH) -> str:
    """The sentence under the title."""
    told = told_in(atlas.articles, say)
    if not atlas.itineraries:
        n = len({fold(entry.name) for entry in atlas.left_out})
        return say("deck_nobody", articles=told, places=say("places_named", n=n) if n else say("no_place_named"))
    statuses = [s.status for i in atlas.itineraries for s in i.stops if s.role != "origin"]
    counts = [(n, word) for word in ("visited", "planned", "cancelled") if (n := statuses.count(word))]
    first, *others = counts or [(0, "visited")]
    words = [say(f"first_{first[1]}", n=first[0]), *(say(f"next_{word}", n=n) for n, word in others)]
    return say("deck", stops=say.listed(words), articles=told, rests=say("rests"))


def told_in(articles: Sequence[Source], say: Words) -> str:
    """The article by its title, or how many there are, and when they came out."""
    dates = sorted({a.published for a in articles if a.published}, key=when.sort_key)
    days = [when.day(date) for date in dates]
    if len(articles) == 1:
        headline = shortened(articles[0].title, 90)
        return say("one_article_dated", title=headline, date=days[0]) if days else say("one_article", title=headline)
    told = say("articles", n=len(articles))
    if not days:
        return told
    if dated := sum(a.published is not None for a in articles) % len(articles):
        between = days[0] if len(days) == 1 else say("dates_between", first=days[0], last=days[-1])
        return say("articles_partly", articles=told, n=dated, dates=between)
    if len(days) == 1:
        return say("articles_of", articles=told, date=days[0])
    return say("articles_between", articles=told, first=days[0], last=days[-1])


def capital(text: str) -> str:
    """A text that begins like a sentence: "The Explorer"."""
    return text[:1].upper() + text[1:]


def listed(words: Iterable[str]) -> str:
    """Words joined as in a sentence.

    >>> listed(["Kim Jong Un", "Vladimir Putin", "Sergei Lavrov"])
    'Kim Jong Un, Vladimir Putin and Sergei Lavrov'
    """
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def counted(n: int, noun: str) -> str:
    """A number and its noun.

    >>> counted(1, "stop"), counted(2000, "stop")
    ('1 stop', '2,000 stops')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def shortened(text: str, longest: int) -> str:
    """A text of at most so many characters, cut between words where there are any.

    >>> shortened("All Titanic passengers are safe", 20)
    'All Titanic…'
    """
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return (cut.rpartition(" ")[0] or cut) + "\u2026"


# --- time --------------------------------------------------------------------------------------------------------


def time_data(axis: Timeline, articles: Sequence[Source], say: Words) -> Data:
    """The columns of the time axis, and the day of publication that parts them."""
    then = [key(n) for n, article in enumerate(articles) if article.published == axis.published]
    words = ""
    if axis.published:
        date = when.brief(axis.published)
        all_then = len(then) == len(articles)
        words = say("published", date=date) if all_then else say("article_published", key=then[0], date=date)
    return {
        "columns": [
            {"date": when.spoken(date), "brief": when.brief(date, year=False), "year": str(int(date[:4]))}
            if date
            else {}
            for date in axis.dates
        ],
        "published": words,
        "before": axis.before,
    }


# --- travellers and stops ----------------------------------------------------------------------------------------


def traveller_data(itinerary: Itinerary, say: Words) -> Data:
    """A traveller and how far the journey goes."""
    done, planned = (sum(leg.km for leg in itinerary.legs if leg.status == s) for s in ("visited", "planned"))
    far = [say("so_far", km=kilometres(done, say)) if planned else kilometres(done, say)] if done else []
    far += [say("leg_of", km=kilometres(planned, say))] if planned else []
    name = called(itinerary, say)
    quoted = [say("quoted", text=alias) for alias in itinerary.aliases]
    others = (("also", quoted), ("with", itinerary.companions))
    return {
        "id": itinerary.id,
        "name": name,
        "heading": capital(name),
        "short": next((a for a in itinerary.aliases if a in name.split()), name),
        "also": say.joined((say(key, names=say.joined(names)) for key, names in others if names), by="semicolon"),
        "far": say.joined(far),
    }


def called(itinerary: Itinerary, say: Words) -> str:
    """The traveller's name; one who tells the story without a name is the narrator."""
    return say("narrator") if (itinerary.kind, itinerary.traveller) == ("narrator", "narrator") else itinerary.traveller


def numbered(itinerary: Itinerary) -> list[tuple[Stop, str]]:
    """The stops with their numbers: none for the start, 2a for a place inside stop 2."""
    numbers: dict[str, str] = {}
    inside: dict[str, int] = {}
    count = 0
    for stop in itinerary.stops:
        if stop.within in numbers and stop.within is not None:
            nth = inside.get(stop.within, 0)
            inside[stop.within] = nth + 1
            numbers[stop.id] = numbers[stop.within] + (chr(97 + nth) if nth < 26 else f".{nth + 1}")
        elif stop.role == "origin":
            numbers[stop.id] = ""
        else:
            count += 1
            numbers[stop.id] = str(count)
    return [(stop, numbers[stop.id]) for stop in itinerary.stops]


def stop_data(
    stop: Stop,
    traveller: int,
    number: str,
    keys: Mapping[str, str],
    countries: Mapping[str, str],
    say: Words,
    *,
    with_year: bool,
) -> Data:
    """One stop."""
    place = stop.place
    exact = f"only_{place.kind}"
    where = [] if place.kind in ("country", "continent") else [place.admin1_name, countries.get(place.country, "")]
    cues = [*stop.cues, *[""] * len(stop.excerpts)]
    return {
        "id": stop.id,
        "traveller": traveller,
        "number": number,
        "place": place.name,
        "written": stop.as_written if fold(stop.as_written) != fold(place.name) else "",
        "at": [round(place.lat, 4), round(place.lon, 4)],
        "status": stop.status,
        "role": stop.role,
        "date": when.spoken(stop.date) if stop.date else "",
        "brief": when.brief(stop.date, year=with_year) if stop.date else "",
        "dated": stop.dated_by,
        "ordered": stop.ordered_by,
        "by": by(stop.mode, say),
        "within": stop.within or "",
        "where": say.joined(dict.fromkeys(w for w in where if w and fold(w) != fold(place.name))),
        "exact": say(exact) if exact in say.table else "",
        "vague": place.kind in VAGUE,
        "reach": place.uncertainty_km,
        # a code that is none may be a word that every object of the script knows: `constructor`
        "country": place.country if place.kind == "country" and place.country in countries else "",
        "sure": stop.confidence,
        "against": list(stop.disagreements),
        "excerpts": [excerpt_data(e, keys, cue) for e, cue in zip(stop.excerpts, cues, strict=False)],
    }


def by(mode: str | None, say: Words = ENGLISH) -> str:
    """The means of travel as it stands in a sentence.

    >>> by("train"), by("foot"), by(None)
    ('by train', 'on foot', '')
    """
    return say(f"by_{mode}") if mode else ""


def kilometres(km: float, say: Words = ENGLISH) -> str:
    """A distance, no more exact than a straight line deserves.

    >>> kilometres(1436.2).split(), kilometres(7.5).split()
    (['1,440', 'km'], ['8', 'km'])
    """
    return say("km", n=round(round(km, -1) if km >= 100 else km))


def fold(text: str) -> str:
    """Text without differences that a reader would not call a difference."""
    return " ".join(text.casefold().replace("-", " ").replace("\u2019", "'").split()).removeprefix("the ")


def unwrapped(longitudes: list[float]) -> list[float]:
    """The same meridians, counted on over 180 where that keeps the stops together.

    The widest gap between neighbours becomes the edge of the map.

    >>> unwrapped([131.9, -149.9])
    [131.9, 210.1]
    """
    around = sorted(set(longitudes))
    if len(around) < 2:
        return longitudes
    gaps = [after - before for before, after in pairwise([*around, around[0] + 360])]
    start = around[(gaps.index(max(gaps)) + 1) % len(around)]
    moved = [round(x + 360, 4) if x < start else x for x in longitudes]
    return [round(x - 360, 4) for x in moved] if min(moved) + max(moved) > 360 else moved


# --- sentences ---------------------------------------------------------------------------------------------------


def key(n: int) -> str:
    """A, B, C; from the 27th article on, numbers.

    >>> key(0), key(25), key(26)
    ('A', 'Z', '27')
    """
    return chr(65 + n) if n < 26 else str(n + 1)


def article_data(source: Source, letter: str) -> Data:
    """An article as the page names it. Addresses that are not http or https are left out."""
    address = source.url or ""
    try:
        web = urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).netloc)
    except ValueError:
        web = False
    return {
        "key": letter,
        "title": source.title,
        "file": source.name,
        "date": when.day(source.published) if source.published else "",
        "brief": when.brief(source.published) if source.published else "",
        "url": address if web else "",
    }


def excerpt_data(excerpt: Excerpt, keys: Mapping[str, str], cue: str = "", longest: int | None = None) -> Data:
    """A sentence in parts: `p` is the place, `e` the words that the rule saw; all in code points, as Python counts."""
    text = excerpt.text
    begin, end = excerpt.place_start - excerpt.start, excerpt.place_end - excerpt.start
    if not 0 <= begin <= end <= len(text):
        begin = end = 0
    before, place, after = text[:begin], text[begin:end], text[end:]
    if longest and len(text) > longest:
        room = longest // 2
        before = "\u2026" + before[-room:].partition(" ")[2] if len(before) > room else before
        after = after[:room].rpartition(" ")[0] + "\u2026" if len(after) > room else after
    rule, _, words = cue.partition(": ")
    parts = [*seen(before, words), [place, "p"], *seen(after, words if words not in before else "")]
    return {"article": keys.get(excerpt.article, ""), "parts": [p for p in parts if p[0]], "rule": rule, "cue": words}


def seen(text: str, words: str) -> list[list[str]]:
    """A text with the first occurrence of some words set apart."""
    before, found, after = text.partition(words) if words else (text, "", "")
    return [[before, ""], [found, "e"], [after, ""]] if found else [[text, ""]]


# --- places that are no stops ------------------------------------------------------------------------------------


def left_out(
    entries: Iterable[LeftOut], keys: Mapping[str, str], countries: Mapping[str, str], say: Words = ENGLISH
) -> list[Data]:
    """One row for each name and reason: by reason, those of which something may be found out first, then by name."""
    rows: dict[tuple[str, str], Data] = {}
    for entry in entries:
        row = rows.setdefault(
            (fold(entry.name), entry.why),
            {"name": entry.name, "reason": entry.reason, "why": entry.why, "maybe": [], "excerpts": []},
        )
        row["excerpts"] += [excerpt_data(e, keys, longest=LONGEST) for e in entry.excerpts]
        row["maybe"] += [m for p in entry.candidates if (m := say.joined(names(p, countries))) not in row["maybe"]]
    for row in rows.values():
        different = {(e["article"], "".join(text for text, _ in e["parts"])): e for e in row["excerpts"]}
        row["times"] = len(row["excerpts"])
        row["excerpts"] = list(different.values())[:3]
        row["maybe"] = row["maybe"][:4]
    return sorted(rows.values(), key=lambda row: (REASONS.index(row["reason"]), not row["maybe"], fold(row["name"])))


def described(place: Place, countries: Mapping[str, str]) -> str:
    """A place and where it lies."""
    return ", ".join(names(place, countries))


def names(place: Place, countries: Mapping[str, str]) -> tuple[str, ...]:
    """The names of a place, its region and its country."""
    around = (place.name, place.admin1_name, countries.get(place.country, ""))
    return tuple(dict.fromkeys(name for name in around if name))
