"""What each cue means, in words for those who ask how geotrack knows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CUES: Mapping[str, str] = MappingProxyType(
    {
        "act": "the traveller does something at the place",
        "approach": "the traveller comes near the place",
        "arrive": "the traveller arrives at the place",
        "be": "the traveller is said to be at the place",
        "bound": "the traveller is on the way from the place",
        "carry": "the traveller is brought, sent or led to the place, or away from it",
        "course": "the place is named as a point of a course: a control, a port of call",
        "event": "the traveller takes part in something that is held there: a summit, a concert",
        "expected": "the traveller is expected at the place",
        "go": "the traveller goes to the place",
        "guest": "somebody receives the traveller as a guest at the place",
        "guide": "the text, a guide, tells its reader to go there",
        "held": "what was to be held at the place went off",
        "layout": "the place stands in a row of a table, or under the heading of a day",
        "learned": "the language model, trained on marked sentences, reads it so",
        "there": "the language model, trained on marked sentences, finds somebody there",
        "leave": "the traveller leaves the place",
        "leave for": "the traveller leaves for the place",
        "letter": "the head of a letter or an entry says where it was written",
        "list": "the place stands behind its date in a list of days",
        "next": "the place is said to come next on the way",
        "off": "the stop at the place was called off",
        "onward": "a sentence without a verb leads on to the place: “then on to”",
        "pass": "the traveller passes the place",
        "receive": "the traveller is met or received at the place, or meets others there",
        "scene": "the place is the scene of what the text tells next",
        "see": "the traveller sees the place",
        "seen": "others meet or receive the traveller at the place",
        "skip": "the traveller leaves the place out",
        "stop is": "the text calls the place a stop, a destination or a part of the trip",
        "strike": "a storm reaches the place",
        "tour": "a tour or a series is said to include the place",
        "trip": "a trip, a visit or a vehicle leads to the place, through it or away from it",
        "visit": "the traveller visits the place",
    }
)
"""By the cue's name, as a movement and a stop carry it."""
