"""Every word that the page itself says, in one table. What stands on the page besides is data of the atlas, and dates.

A text may have gaps, `{name}`. Where a number decides its form it has one form for each of the language's plural
categories (CLDR: one, few, many, other). To translate the page is to write another table, `plural` below, and the
words of `geotrack.when`; the page's script learns plural categories and the look of numbers from the browser, which
knows them by the table's `language`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

Table = Mapping[str, str | Mapping[str, str]]

ENGLISH: Table = MappingProxyType(
    {
        "language": "en",
        # --- the frame
        "page": "{title}: itinerary map",
        "frame": "Map: {title}",
        "heading": "Itinerary map",
        "no_script": "This page draws its map and its list with the script inside it. "
        "Turn scripts on to see the stops.",
        "skip": "Skip to the list of stops",
        "appearance_auto": "Appearance: as the system",
        "appearance_light": "Appearance: light",
        "appearance_dark": "Appearance: dark",
        # --- between words
        "comma": ", ",
        "semicolon": "; ",
        "and": "{words} and {last}",
        "quoted": "“{text}”",
        "km": "{n}\u00a0km",
        # --- heading
        "nobody": "Nobody travels here",
        "narrator": "the narrator",
        "others": {"one": "{n} other", "other": "{n} others"},
        "deck": "{stops}, as told in {articles}. {rests}",
        "rests": "Each stop stands on the sentence that names it.",
        "deck_nobody": "No sentence in {articles} says that somebody went, goes or will go anywhere. {places}",
        "places_named": {"one": "{n} place is named.", "other": "{n} places are named."},
        "no_place_named": "No place is named.",
        "first_visited": {"one": "{n} stop visited", "other": "{n} stops visited"},
        "first_planned": {"one": "{n} stop planned", "other": "{n} stops planned"},
        "first_cancelled": {"one": "{n} stop cancelled", "other": "{n} stops cancelled"},
        "next_planned": {"one": "{n} planned", "other": "{n} planned"},
        "next_cancelled": {"one": "{n} cancelled", "other": "{n} cancelled"},
        "one_article": "“{title}”",
        "one_article_dated": "“{title}” of {date}",
        "articles": {"one": "{n} article", "other": "{n} articles"},
        "articles_of": "{articles} of {date}",
        "articles_between": "{articles} published from {first} to {last}",
        "articles_partly": {
            "one": "{articles}, one of them dated {dates}",
            "other": "{articles}, {n} of them dated {dates}",
        },
        "dates_between": "{first} to {last}",
        # --- key
        "key": "Key",
        "visited": "visited",
        "planned": "planned",
        "cancelled": "cancelled",
        "start": "start",
        "start_planned": "planned start",
        "start_cancelled": "cancelled start",
        "transit": "passed through",
        "transit_planned": "to pass through",
        "transit_cancelled": "cancelled",
        "travelled": "travelled",
        "leg_planned": "planned leg",
        "doubtful": "place not certain",
        "in_country": "somewhere in this country",
        # --- map
        "map": "Map",
        "map_help": "Map of the stops. Left and right arrow keys step through the stops; shift and arrow keys move the "
        "map; plus and minus zoom; 0 shows everything.",
        "zoom": "Zoom",
        "zoom_in": "Zoom in",
        "zoom_out": "Zoom out",
        "zoom_all": "Show every stop",
        "full_screen": "Full screen",
        "globe": "Where the map lies on the globe",
        "label_for": "{what} for {name}",
        "label_done": "{word} {date}",
        "shared": "{stops}, {who}: {places}",
        "stop_numbers": "Stops {numbers}",
        "and_more": {"one": "and {n} more", "other": "and {n} more"},
        "travellers": {"one": "{n} traveller", "other": "{n} travellers"},
        "credit": "Lines join the stops in order and do not trace the route taken; distances are straight-line. "
        "Basemap: Natural Earth. Names: GeoNames, CC BY 4.0. Software: Leaflet.",
        # --- time
        "time": "Time",
        "shown_up_to": "Shown up to",
        "up_to": "up to {moment}",
        "undated_at": "{places}, no date given",
        "undated": "no date",
        "published": "published {date}",
        "article_published": "article {key} published {date}",
        # --- list
        "list": "Stops",
        "one_traveller": "Show one traveller",
        "all": "All",
        "all_travellers": {"one": "{n} traveller", "other": "All {n} travellers"},
        "previous": "Previous stop",
        "next": "Next stop",
        "step": "Step through with the ← and → keys",
        "position": "{n} of {all}. {stop}.",
        "none_selected": "No stop selected.",
        "no_such_stop": "No stop “{id}” on this map",
        "shown": {"one": "{n} of {all} stops shown", "other": "{n} of {all} stops shown"},
        "shown_none": "No stop matches these filters.",
        "show_all": "Show all",
        "stops": {"one": "{n} stop", "other": "{n} stops"},
        "so_far": "{km} so far",
        "leg_of": "{km} planned",
        "also": "also called {names}",
        "with": "with {names}",
        "cut": "The list on paper ends after {n} stops; the page and its data have the others.",
        "stop_number": "Stop {number}",
        "from": "{km} from {place}",
        "to": "{km} to {place}",
        "no_date": "no date given",
        "written": "written as “{name}”",
        "doubt": "which place is meant is not certain ({n} %)",
        "date_from": "date read from {words}",
        "order": "order: {words}",
        "inside": "inside {place}",
        "more_sentences": {"one": "{n} more sentence", "other": "{n} more sentences"},
        "article": "Article {key}",
        "no_article": "Article not named",
        "cue": "; read from “{words}”",
        "against": "Disagreement: {words}",
        "by_plane": "by plane",
        "by_helicopter": "by helicopter",
        "by_train": "by train",
        "by_bus": "by bus",
        "by_car": "by car",
        "by_ship": "by ship",
        "by_bicycle": "by bicycle",
        "by_foot": "on foot",
        "only_continent": "only the continent is named",
        "only_country": "only the country is named",
        "only_region": "only the region is named",
        "only_county": "only the district is named",
        "only_area": "only the wider area is named",
        "only_water": "mapped in the middle of the water",
        # --- what else the articles name
        "left_out": "Named, but not on the map",
        "left_out_note": "Every other place that the articles name, with the reason.",
        "left_out_none": "The articles name no other place.",
        "unlocated": "not located",
        "mentioned": "named, but no traveller is said to go there",
        "metonym": "stands for a government or an organisation",
        "adjective": "a nationality or origin",
        "name": "part of a title or of another name",
        "dateline": "where the report was written",
        "could_be": "Could be {places}.",
        "or": "; or ",
        "places": {"one": "{n} place", "other": "{n} places"},
        "times": {"one": "({n}\u00a0time)", "other": "({n}\u00a0times)"},
        "sources": "Articles",
        "dated_file": "Dated {date}; file {file}.",
        "undated_file": "No date given; file {file}.",
        "made": "How this map was made",
        "made_geotrack": "Program",
        "made_reader": "Language model",
        "made_gazetteer": "Gazetteer",
        "made_geocoder": "Geocoder",
        "credits": "Basemap: Natural Earth, public domain; borders as it draws them, disputed ones dotted. "
        "Towns and place names: GeoNames (geonames.org), CC BY 4.0. Software: Leaflet and folium.",
    }
)

RUNS_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""What may run from right to left, or make what follows do so."""


class Words:
    """A table that speaks.

    >>> say = Words()
    >>> say("stops", n=1), say("stops", n=2000), say("quoted", text="Kim")
    ('1 stop', '2,000 stops', '“Kim”')
    """

    def __init__(self, table: Table = ENGLISH):
        self.table = table

    def __call__(self, key: str, /, **gaps: str | int) -> str:
        """The text of that key, its gaps filled; `n` decides its form."""
        entry = self.table[key]
        if not isinstance(entry, str):
            entry = entry.get(plural(int(gaps["n"])), entry["other"])
        return entry.format(**{k: f"{v:,}" if isinstance(v, int) else isolated(v) for k, v in gaps.items()})

    def listed(self, words: Iterable[str], last: str = "and") -> str:
        """Words joined as in a sentence.

        >>> Words().listed(["Kim Jong Un", "Vladimir Putin", "Sergei Lavrov"])
        'Kim Jong Un, Vladimir Putin and Sergei Lavrov'
        """
        *most, end = list(words) or [""]
        return self(last, words=self.joined(most), last=end) if most else isolated(end)

    def joined(self, words: Iterable[str], by: str = "comma") -> str:
        """Words one after the other.

        >>> Words().joined(["Primorye", "Russia"])
        'Primorye, Russia'
        """
        return self(by).join(map(isolated, words))


def plural(n: int) -> str:
    """The plural category of a number in the language of the table.

    >>> plural(1), plural(0)
    ('one', 'other')
    """
    return "one" if n == 1 else "other"


def isolated(text: str) -> str:
    """A text between marks that keep it from turning its neighbours round, if it could (Unicode's annex 9).

    >>> isolated("Kim"), isolated("כהן") == "\u2068כהן\u2069"
    ('Kim', True)
    """
    return f"\u2068{closed(text)}\u2069" if RUNS_LEFT.search(text) else text


def closed(text: str) -> str:
    """A text that ends no isolate but its own: ends that it did not begin, which would end ours, get a beginning.

    >>> closed("\u2066a\u2069b\u2069") == "\u2068\u2066a\u2069b\u2069"
    True
    """
    depth = strays = 0
    for c in text:
        depth += (c in "\u2066\u2067\u2068") - (c == "\u2069")
        strays += depth < 0
        depth = max(depth, 0)
    return "\u2068" * strays + text
