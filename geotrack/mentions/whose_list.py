"""Whose stops a list gives, where nobody is told to move: the singer over the dates of a tour, the race itself."""

from __future__ import annotations

import re
from collections import Counter

from geotrack.mentions import lexicon as words
from geotrack.mentions.descriptions import THINGS
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import base
from geotrack.mentions.persons import Person, Roster

# what a headline calls the list itself: "Ferry timetable for the ...", "Log of ..."
_LISTING = re.compile(
    r"^(?:\w+\s){0,2}(?:time-?table|schedule|itinerary|route|stages|stops|dates|log|programme|calls|ports of call"
    r"|cruise|voyages?|wanderings)\s(?:of|for)\s",
    re.IGNORECASE,
)
# what ends the name of whose list it is: "TOUR OF WALES 2019: THE STAGES", "Abba announce summer dates"
_BEHIND = re.compile(r"\s?[:|(]|\s[–—-]|,?\s\d{4}\b|['’]s?\s|\.$|\s(?:announces?|will|on tour)\b")
_TRAVEL = frozenset("travel fly sail tour cycle voyage journey".split())
LONGEST_HEADLINE = 6  # words


def whose_list(text: str, sentences: tuple[Sentence, ...], roster: Roster) -> Person | None:
    """A ship, or whom a text on a journey names; where it names nobody, the race itself.

    A list of earthquakes has dates and places as well, and nobody goes there.
    """
    people = [p for p in roster.people if p.kind != "group"]
    told = {k for k, sentence in enumerate(sentences) if any(map(_tells_of_travel, sentence.tokens))}
    if not told:
        people = [p for p in people if p.kind in THINGS]
        return max(people, key=lambda p: p.mentions, default=None)
    headed = {id(roster.at[0, t.i]) for t in sentences[0].tokens if (0, t.i) in roster.at}
    sure = [p for p in people if p.mentions > 1 or id(p) in headed]
    beside = [roster.at[at] for at in sorted(roster.at) if at[0] in told and roster.at[at] in people]
    headline = _headline(text, roster) if 0 in told else None
    return max(sure, key=lambda p: p.mentions, default=None) or headline or next(iter(beside), None)


def _tells_of_travel(token: Token) -> bool:
    return base(token.text, "NOUN") in words.JOURNEYS or base(token.text, "VERB") in _TRAVEL


def _headline(text: str, roster: Roster) -> Person | None:
    """What the first line names in front of a colon, a dash, a year or a verb."""
    name = _LISTING.sub("", _BEHIND.split(first_line(text), maxsplit=1)[0].strip())
    name = re.sub(r"^(?i:the|a|an)\s", "", name)
    if not name or len(name.split()) > LONGEST_HEADLINE:
        return None
    written = re.search(rf"(?!{re.escape(name)})(?i:{re.escape(name)})", text)  # without the shouting
    called = written.group() if written and name.isupper() else name
    known = next((p for p in roster.people if p.name == called), None)
    if known is None:
        known = Person(name=called, kind="thing", words=set(called.lower().split()), aliases=Counter({called: 1}))
        roster.add(known)
    return known


def first_line(text: str) -> str:
    """The first line of a text that is not empty."""
    return text.lstrip().partition("\n")[0]
