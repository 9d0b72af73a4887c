"""A course told point by point, without a verb.

"Start in Umeå. Controls at Ghent and Metz; finish at Nice on the 4th", "Ports of call: Genoa, Aden and Colombo".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geotrack.mentions.language import Sentence
from geotrack.mentions.moved import Moved
from geotrack.mentions.names import Name
from geotrack.mentions.syntax import is_part

COURSE = "course"
# what a place is on the course of a race, a relay or a cruise
_POINTS = frozenset(
    """start restart finish control controls checkpoint checkpoints stop stops halt halts call calls stage stages
    port ports stopover stopovers""".split()
)
_LED_TO = frozenset({"at", "in", "to", ":", "of", "call", "for", "the", "night", "overnight", "refuelling"})
_JOINING = frozenset({",", "and", "&", "then", "–", "-", "at", "in", "the", "(", ")", "or"})
_PARTS = frozenset({";", ":", "."})


def course_in(sentence: Sentence, names: Sequence[Name]) -> Iterator[Moved]:
    """The points of a course, where a part of the sentence begins with what they are: "Ports of call: Genoa, Aden"."""
    if any(t.dep.startswith("nsubj") and t.pos != "NUM" for t in sentence.tokens):
        return
    inside = {i for n in names for i in range(n.first, n.last)}
    for name in sorted(names, key=lambda n: n.first):
        before = sentence.tokens[: name.first]
        opened = next((t.i for t in reversed(before) if t.lower in _POINTS and _opens(sentence, t.i)), None)
        if opened is None:
            continue
        between = [t for t in sentence.tokens[opened + 1 : name.first] if t.i not in inside]
        led = [t.lower for t in between[:3]]
        one = not sentence.tokens[opened].lower.endswith("s")
        if one and any(opened < i < name.first for i in inside) and led[-1:] != ["and"]:
            continue  # "finish at Moss Side, Hull": the place that it lies in
        small = all(t.lower in _LED_TO | _JOINING for t in between)
        if not small or not set(led) & {"at", "in", ":"} or is_part(sentence, name):
            continue
        yield Moved(
            name=name,
            status="visited",
            role="stop",
            cue=COURSE,
            cue_text=" ".join(t.text for t in sentence.tokens[opened : opened + 2]),
            travellers=(),
            predicate=sentence.root_of(name.first, name.last),
            rank=(0, opened, 0, 2, name.first),
        )


def _opens(sentence: Sentence, i: int) -> bool:
    """Whether a part of the sentence begins with a word, or with it behind an adjective or a number."""
    return i == 0 or any(sentence.tokens[k].text in _PARTS for k in range(max(0, i - 2), i)) or i == 1
