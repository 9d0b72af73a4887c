"""The order in which a text tells its journey, where that is not the order of its sentences.

A flashback lies before the scene it interrupts; a letter is headed with the place its way has led to; a live blog puts
its newest entry first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from geotrack import when
from geotrack.mentions.language import Sentence
from geotrack.mentions.moved import Moved
from geotrack.mentions.persons import Person
from geotrack.mentions.ranks import THUS_FAR
from geotrack.model import FLASHBACK

LEAST_ENTRIES = 3
_HOUR = re.compile(r"[^\w\n]{0,4}([01]?\d|2[0-3])[:.]([0-5]\d)(?![\d:.,%])")
_GREETING = re.compile(
    r"(?:my |most )?(?:dear(?:est)?|beloved|esteemed|honou?red|darling)\b|to (?:mr|mrs|miss|sir|the|his|her|my)\b", re.I
)
_BEFORE_THAT = re.compile(
    r"\W*(?:but |and )?(?:(?:earlier|previously|beforehand)\b(?! (?:in|this|on|today))"
    r"|(?:before|until) (?:that|then|this)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A movement with the people who make it and its date, before the article is put together."""

    moved: Moved
    people: tuple[Person, ...]
    sentence: int
    date: str | None
    dated_by: str
    words: tuple[int, int]
    """Where the words for the place stand: its name, or "the country"."""
    flashback: bool = False
    """Whether its sentence looks back from the scene before it."""


def is_flashback(words: str, sentence: Sentence) -> bool:
    """Whether a sentence looks back: "Earlier he had stopped in Colombo", "She had sailed from Alexandria".

    Not "By noon he had reached Lyon": so far the story has come.
    """
    root = next(t for t in sentence.tokens if t.head == t.i)
    if _BEFORE_THAT.match(words):
        return True
    had = any(t.lower in ("had", "'d", "’d") for t in sentence.children(root, "aux", "cop"))
    return had and not any(t.lower in THUS_FAR | {"by"} for t in sentence.tokens)


def in_order(told: list[Told], text: str, sentences: tuple[Sentence, ...]) -> list[Told]:
    """The movements as the journey went, as far as the form of the text tells."""
    told = _flashbacks_first(_oldest_first(told, text, sentences))
    return _headline_last(_letters_last(told, text, sentences), sentences)


def hour_of(text: str, sentence: Sentence) -> tuple[int, int] | None:
    """The hour at the head of the line in which a sentence stands: "22:43 The plane has landed"."""
    found = _HOUR.match(text, text.rfind("\n", 0, sentence.start) + 1)
    return (int(found[1]), int(found[2])) if found else None


def day_of_entry(anchor: str | None, published: str | None) -> str | None:
    """The day that an hour at the head of a line belongs to: that of a live blog, unless the text tells of another."""
    if not published or when.precision(published) != "day":
        return None
    if anchor and abs((when.bounds(anchor)[1] - when.bounds(published)[0]).days) > 1:
        return None
    return published


def _flashbacks_first(told: list[Told]) -> list[Told]:
    ordered: list[Told] = []
    for one in told:
        at = len(ordered)
        if one.flashback:
            scene = next(
                (t.sentence for t in reversed(ordered) if not t.flashback and set(t.people) & set(one.people)), None
            )
            before = next((i for i, t in enumerate(ordered) if t.sentence == scene and not t.flashback), None)
            if before is not None:
                at, one = before, replace(one, moved=replace(one.moved, ranked_by=FLASHBACK))
        ordered.insert(at, one)
    return ordered


def _oldest_first(told: list[Told], text: str, sentences: tuple[Sentence, ...]) -> list[Told]:
    """The entries of a live blog from the first to the last."""
    entries: list[tuple[int, tuple[int, int]]] = []  # number of the paragraph, and its hour
    for sentence in sentences:
        hour = hour_of(text, sentence)
        if hour and (not entries or entries[-1][0] != sentence.paragraph):
            entries.append((sentence.paragraph, hour))
    hours = [hour for _, hour in entries]
    falling = sum(one > two for one, two in pairwise(hours))
    if len(hours) < LEAST_ENTRIES or 2 * falling <= len(hours) - 1:
        return told
    begins = [paragraph for paragraph, _ in entries]

    def entry(one: Told) -> int:
        return sum(paragraph <= sentences[one.sentence].paragraph for paragraph in begins)

    return sorted(told, key=lambda one: -entry(one) if entry(one) else -len(begins) - 1)


def _letters_last(told: list[Told], text: str, sentences: tuple[Sentence, ...]) -> list[Told]:
    """What a letter tells lies before the place it is written at."""
    heads = [t for t in told if t.moved.cue == "letter" and _greets(text, sentences[t.sentence])]
    ends = [*(t.sentence for t in heads[1:]), len(sentences)]
    for head, end in zip(heads, ends, strict=False):
        told.remove(head)
        begins = next((i for i, t in enumerate(told) if t.sentence >= head.sentence), len(told))
        inside = [i for i, t in enumerate(told) if head.sentence <= t.sentence < end and t.moved.status == "visited"]
        at = inside[-1] + 1 if inside else begins
        told.insert(at, head)
    return told


def _headline_last(told: list[Told], sentences: tuple[Sentence, ...]) -> list[Told]:
    """A headline tells what the story comes to."""
    first = [s for s in sentences if s.paragraph == sentences[0].paragraph] if sentences else []
    if len(first) != 1 or len(first) == len(sentences) or first[0].tokens[-1].text in '.?!…:;,”"':
        return told
    return sorted(told, key=lambda one: one.sentence == 0 and one.moved.status == "visited" and not one.date)


def _greets(text: str, head: Sentence) -> bool:
    """Whether one of the next lines greets somebody."""
    lines = text[head.end : head.end + 200].strip().split("\n")
    return any(_GREETING.match(line.strip()) for line in lines[:3])
