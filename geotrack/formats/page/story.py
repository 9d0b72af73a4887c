"""From an atlas to what the page shows: every word and number, as plain data for the JSON block.

The page's script arranges these; it makes no sentences about the journey by itself. Text of articles is passed on as
it stands and never becomes markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from geotrack import when
from geotrack.model import Atlas, Excerpt, Itinerary, LeftOut, Place, Source, Stop

Data = dict[str, Any]

EXACTNESS = {
    "continent": "only the continent is named",
    "country": "only the country is named",
    "region": "only the region is named",
    "county": "only the district is named",
    "city": "mapped at the city",
    "facility": "mapped at the site",
    "airport": "mapped at the airport",
    "island": "mapped at the island",
    "water": "mapped in the middle of the water",
    "mountain": "mapped at the mountain",
    "area": "only the wider area is named",
}
VAGUE = ("continent", "country", "region", "county", "area")
MODES = {"foot": "on foot", "bicycle": "by bicycle"}
WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day ")
MONTH = re.compile(r"\b(January|February|August|September|October|November|December)\b")
SHORT = {m: f"{m[:4] if m == 'September' else m[:3]}." for m in MONTH.pattern[3:-3].split("|")}
RESTS = "Each stop stands on the sentence that names it."
LONGEST = 420
"""Characters of a sentence under a place that is no stop; longer ones are shortened around the name."""


def story(atlas: Atlas, countries: Mapping[str, str]) -> Data:
    """Everything the page says. `countries` gives the names of countries by ISO code."""
    keys = {source.id: key(i) for i, source in enumerate(atlas.articles)}
    years = {d[:4] for i in atlas.itineraries for s in i.stops if (d := s.date)}
    stops = [
        stop_data(stop, n, number, keys, countries, len(years) > 1)
        for n, itinerary in enumerate(atlas.itineraries)
        for stop, number in numbered(itinerary)
    ]
    for stop, longitude in zip(stops, unwrapped([s["at"][1] for s in stops]), strict=True):
        stop["at"][1] = longitude
    return {
        "title": title(atlas),
        "deck": deck(atlas),
        "articles": [article_data(source, keys[source.id]) for source in atlas.articles],
        "travellers": [traveller_data(itinerary) for itinerary in atlas.itineraries],
        "stops": stops,
        "legs": [
            {"from": leg.start, "to": leg.end, "km": round(leg.km, 1), "status": leg.status, "by": by(leg.mode)}
            for itinerary in atlas.itineraries
            for leg in itinerary.legs
        ],
        "out": left_out(atlas.left_out, keys, countries),
        "made": [
            ["Program", f"geotrack {atlas.made.geotrack}"],
            ["Language model", atlas.made.reader],
            ["Gazetteer", atlas.made.gazetteer],
            ["Geocoder", atlas.made.geocoder],
        ],
    }


# --- heading -----------------------------------------------------------------------------------------------------


def title(atlas: Atlas) -> str:
    """The travellers' names.

    >>> listed(["Kim Jong Un", "Vladimir Putin", "Sergei Lavrov"])
    'Kim Jong Un, Vladimir Putin and Sergei Lavrov'
    """
    names = [itinerary.traveller for itinerary in atlas.itineraries]
    if len(names) > 4:
        names = [*names[:3], f"{len(names) - 3} others"]
    return capital(listed(names)) or "Nobody travels here"


def deck(atlas: Atlas) -> str:
    """The sentence under the title."""
    statuses = [s.status for i in atlas.itineraries for s in i.stops if s.role != "origin"]
    told = f"{counted(len(atlas.articles), 'article')}{published(atlas.articles)}"
    if not atlas.itineraries:
        places = len({fold(entry.name) for entry in atlas.left_out})
        named = f"{counted(places, 'place')} {'is' if places == 1 else 'are'}" if places else "No place is"
        return f"No sentence in {told} says that somebody went, goes or will go anywhere. {named} named."
    counts = [(statuses.count("visited"), "visited"), (statuses.count("planned"), "planned")]
    counts += [(statuses.count("cancelled"), "cancelled")]
    first, *rest = [(n, word) for n, word in counts if n] or [(0, "visited")]
    words = listed([f"{counted(first[0], 'stop')} {first[1]}", *(f"{n} {word}" for n, word in rest)])
    return f"{words}, as told in {told}. {RESTS}"


def published(articles: Iterable[Source]) -> str:
    """When the articles came out."""
    found = list(articles)
    dates = sorted({a.published for a in found if a.published})
    if not dates:
        return ""
    undated = sum(a.published is None for a in found)
    if undated:
        dated = "one" if len(found) - undated == 1 else str(len(found) - undated)
        return f", {dated} of them dated {listed(day(d) for d in (dates if len(dates) < 3 else (dates[0], dates[-1])))}"
    if len(dates) == 1:
        return f" of {day(dates[0])}"
    return f" published from {day(dates[0])} to {day(dates[-1])}"


def capital(text: str) -> str:
    """A text that begins like a sentence: "The Explorer"."""
    return text[:1].upper() + text[1:]


def listed(words: Iterable[str]) -> str:
    """Words joined as in a sentence."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def counted(n: int, noun: str) -> str:
    """A number and its noun.

    >>> counted(1, "stop"), counted(2000, "stop")
    ('1 stop', '2,000 stops')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


# --- travellers and stops ----------------------------------------------------------------------------------------


def traveller_data(itinerary: Itinerary) -> Data:
    """A traveller and how far the journey goes."""
    lengths = {
        status: sum(leg.km for leg in itinerary.legs if leg.status == status) for status in ("visited", "planned")
    }
    far = [f"{kilometres(km)} {words}" for km, words in zip(lengths.values(), ("so far", "planned"), strict=True) if km]
    return {
        "id": itinerary.id,
        "name": itinerary.traveller,
        "heading": capital(itinerary.traveller),
        "short": next((a for a in itinerary.aliases if a in itinerary.traveller.split()), itinerary.traveller),
        "also": "; ".join(
            f"{word} {', '.join(names)}"
            for word, names in (("also:", itinerary.aliases), ("with", itinerary.companions))
            if names
        ),
        "far": ", ".join(far),
    }


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
    stop: Stop, traveller: int, number: str, keys: Mapping[str, str], countries: Mapping[str, str], with_year: bool
) -> Data:
    """One stop."""
    place = stop.place
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
        "brief": brief(stop.date, with_year) if stop.date else "",
        "dated": stop.dated_by,
        "ordered": stop.ordered_by,
        "by": by(stop.mode),
        "within": stop.within or "",
        "where": ", ".join(dict.fromkeys(w for w in where if w and fold(w) != fold(place.name))),
        "exact": EXACTNESS[place.kind],
        "vague": place.kind in VAGUE,
        "reach": place.uncertainty_km,
        # a code that is none may be a word that every object of the script knows: `constructor`
        "country": place.country if place.kind == "country" and place.country in countries else "",
        "sure": stop.confidence,
        "against": list(stop.disagreements),
        "excerpts": [excerpt_data(e, keys, cue) for e, cue in zip(stop.excerpts, cues, strict=False)],
    }


def day(date: str) -> str:
    """A date in words without the day of the week.

    >>> day("2023-09-15")
    '15 September 2023'
    """
    return WEEKDAY.sub("", when.spoken(date))


def brief(date: str, with_year: bool) -> str:
    """A date as short as a label on the map wants it.

    >>> brief("2023-09-13", False), brief("2023-10?", True), brief("2023", False)
    ('13 Sept.', 'perhaps Oct. 2023', '2023')
    """
    words = MONTH.sub(lambda month: SHORT.get(month[0], month[0]), day(date))
    return words if with_year else re.sub(r"(?<=[a-z.]) \d{4}\b", "", words)


def by(mode: str | None) -> str:
    """The means of travel as it stands in a sentence."""
    return MODES.get(mode, f"by {mode}") if mode else ""


def kilometres(km: float) -> str:
    """A distance, no more exact than a straight line deserves.

    >>> kilometres(1436.2).split(), kilometres(7.5).split()
    (['1,440', 'km'], ['8', 'km'])
    """
    return f"{round(km, -1) if km >= 100 else round(km):,.0f}\u00a0km"


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
        "date": day(source.published) if source.published else "",
        "brief": brief(source.published, True) if source.published else "",
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


def left_out(entries: Iterable[LeftOut], keys: Mapping[str, str], countries: Mapping[str, str]) -> list[Data]:
    """One row for each name and reason, in the order of the atlas."""
    rows: dict[tuple[str, str], Data] = {}
    for entry in entries:
        row = rows.setdefault(
            (fold(entry.name), entry.why),
            {"name": entry.name, "reason": entry.reason, "why": entry.why, "maybe": [], "excerpts": []},
        )
        row["excerpts"] += [excerpt_data(e, keys, longest=LONGEST) for e in entry.excerpts]
        row["maybe"] += [m for p in entry.candidates if (m := described(p, countries)) not in row["maybe"]]
    for row in rows.values():
        different = {(e["article"], "".join(text for text, _ in e["parts"])): e for e in row["excerpts"]}
        row["times"] = len(row["excerpts"])
        row["excerpts"] = list(different.values())[:3]
        row["maybe"] = row["maybe"][:4]
    return list(rows.values())


def described(place: Place, countries: Mapping[str, str]) -> str:
    """A place and where it lies."""
    return ", ".join(dict.fromkeys(w for w in (place.name, place.admin1_name, countries.get(place.country, "")) if w))
