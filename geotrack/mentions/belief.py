"""How sure a movement is: the probability that somebody was, is or will be where a sentence seems to put him.

The rules say what a sentence may mean; how often they are right with a reading of its kind has been learned from the
cases with gold answers (`python -m training.belief --fit`). The signs of it add up: the cue, what the language model
says of the place, who moves, how the name stands in its sentence.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from geotrack.errors import DataError
from geotrack.mentions.language import Sentence
from geotrack.mentions.persons import Person
from geotrack.mentions.roles import odds_of
from geotrack.mentions.syntax import case_of
from geotrack.mentions.telling import Told
from geotrack.model import CARRIED

DIGITS = 3
LEAST_ODDS = 0.01  # of a role; the logarithm of less tells nothing more


def belief(signs: Mapping[str, float], taught: Mapping[str, Any] | None = None) -> float:
    """The probability that a movement is right, between 0 and 1; by what ships, or by what else was `taught`.

    >>> belief({"cue=go": 1, "dated": 1, "no": -4}) > belief({"cue=go": 1, "no": -0.1})
    True
    """
    taught = learned() if taught is None else taught
    total = taught["bias"] + sum(taught["weights"].get(sign, 0.0) * value for sign, value in signs.items())
    return round(1 / (1 + math.exp(-total)), DIGITS)


def signs_of(sentence: Sentence, told: Told, person: Person, *, oftener: bool) -> dict[str, float]:
    """What speaks for a movement and against it; `oftener` where other words put the same person there, too."""
    moved, name = told.moved, told.moved.name
    signs = {f"cue={moved.cue}", f"status={moved.status}", f"role={moved.role}", f"kind={person.kind}"}
    if told.date:
        signs.add("carried" if told.dated_by == CARRIED else "dated")
    signs |= {f"is={kind}" for kind in (name.known.kinds if name.known else ())}
    root = sentence.root_of(name.first, name.last)
    signs |= {
        f"dep={root.dep.partition(':')[0]}",
        f"under={sentence.head(root).pos}",
        f"case={case_of(sentence, root)}",
    }
    mover = sentence.movers[name.last - 1]
    if mover >= 0:
        signs |= {"mover", f"mover={sentence.tokens[mover].pos}"}
    if name.mention.start != sentence.tokens[name.first].start:
        signs.add("taken up")  # "the city"
    signs |= {what for what, so in (("again", moved.again), ("strong", moved.strong), ("oftener", oftener)) if so}
    odds = {role: math.log(max(p, LEAST_ODDS)) for role, p in odds_of(sentence, name).items()}
    importance = {"importance": name.known.importance} if name.known else {}
    return dict.fromkeys(sorted(signs), 1.0) | odds | importance


@cache
def learned() -> dict[str, Any]:
    """What was learned, as it ships: a bias, and the weight of each sign."""
    try:
        taught: dict[str, Any] = json.loads((files("geotrack.mentions") / "data" / "belief.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"what was learned of readings cannot be read ({error}): reinstall geotrack.") from error
    return taught
