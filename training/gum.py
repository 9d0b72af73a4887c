"""GUM's mentions, nested and with common nouns among them, as flat names of persons, organisations and places.

The result is noisy: scores against it stay under about 0.7 and say little about a model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from training.conllu import Row
from training.examples import ASKS, Span

KINDS = {"person": "PERSON", "organization": "ORG", "place": "LOC"}
ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
BRACKET = re.compile(r"\((?P<opens>[^()]+)(?P<closes>\))?|(?P<ends>[^()]+)\)")

HEAD_GAP = 2  # "Sea - Air": a joint may stand between two heads of one name
JOINTS = frozenset(("-", "–", "&"))
TITLES = frozenset(
    "mr. mrs. ms. dr. mr mrs ms dr st st. president vice prime foreign minister secretary senator sen. rep. gov."
    " governor gen. general col. lt. capt. captain major commander sergeant sgt. detective officer sheriff chief king"
    " queen prince princess emperor sir lord lady pope sheikh chancellor ambassador mayor congressman chairman director"
    " deputy judge justice prof. professor miss uncle aunt".split()
)
# of these kinds somebody or something may move
MOVERS = frozenset(("person", "organization", "animal", "object", "event"))
# Capitalised common nouns that GUM tags PROPN: alone, they name nobody and nowhere.
NO_NAMES = TITLES | frozenset(
    "street madam speaker union nation north south east west downtown court house god lord".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """What GUM marks in a sentence."""

    start: int
    end: int
    kind: str
    heads: tuple[int, ...]
    """Words without which the mention would not be one."""
    identity: str
    """Title of its Wikipedia article, or nothing."""
    entity: str
    """Number of who or what it means, in its document."""


def mentions(rows: tuple[Row, ...]) -> Iterator[Mention]:
    """The mentions that begin and end in the sentence."""
    open_ones: list[tuple[int, list[str]]] = []
    for i, row in enumerate(rows):
        match = ENTITY.search(row.misc)
        for bracket in BRACKET.finditer(match[1]) if match else ():
            if bracket["opens"]:
                # id-kind-information-salience-centering-head-link-identity
                open_ones.append((i, bracket["opens"].split("-", 7)))
                closing = open_ones[-1][1][0] if bracket["closes"] else None
            else:
                closing = bracket["ends"]
            for k in range(len(open_ones) - 1, -1, -1):
                if open_ones[k][1][0] == closing:
                    start, fields = open_ones.pop(k)
                    yield _mention(start, i + 1, fields)
                    break


def _mention(start: int, end: int, fields: list[str]) -> Mention:
    fields += [""] * (8 - len(fields))
    heads: list[int] = []
    for number in (start + int(n) - 1 for n in fields[5].split(",") if n.isdigit()):
        # "Carlo De Benedetti of Italy's la Repubblica" has two runs of heads: the first is the man
        if start <= number < end and (not heads or number - heads[-1] <= HEAD_GAP):
            heads.append(number)
    return Mention(start, end, fields[1], tuple(heads), fields[7], fields[0])


def names(rows: tuple[Row, ...], is_place: Callable[[str], bool]) -> list[Span]:
    """The names of a sentence, the longest where two overlap.

    `is_place` overrules GUM's "organization" for a country or a city: "Washington said" names Washington, and whether
    somebody went there is for the movement rules to say.
    """
    found = {span for mention in mentions(rows) if (span := _name(rows, mention, is_place))}
    flat: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start - s.end, s.start, s.kind)):
        if all(span.end <= other.start or other.end <= span.start for other in flat):
            flat.append(span)
    return sorted(flat, key=lambda s: s.start)


def whom(rows: tuple[Row, ...], document: str) -> tuple[str, ...]:
    """For whom each word stands; pronouns and common nouns ask.

    >>> whom((Row("She", "PRON", 2, "nsubj", "Entity=(3-person-giv:act-cf1-1-1-ana)"),), "lima")
    ('?lima 3',)
    """
    found = [""] * len(rows)
    for mention in sorted(mentions(rows), key=lambda m: m.start - m.end):  # of two with one head, the inner
        if mention.kind in MOVERS and mention.heads:
            asks = ASKS if rows[mention.heads[-1]].pos in ("PRON", "NOUN") else ""
            for head in mention.heads if not asks else mention.heads[-1:]:
                found[head] = f"{asks}{document} {mention.entity}"
    return tuple(found)


def _name(rows: tuple[Row, ...], mention: Mention, is_place: Callable[[str], bool]) -> Span | None:
    """The name inside a mention, if it has one: "the Russian city of Vladivostok" has the last word."""
    if mention.kind not in KINDS or not mention.heads:
        return None
    first, last = min(mention.heads), max(mention.heads)
    if not _names_something(rows[first].pos, rows[last].pos):
        run = _title_words(rows, mention)
        # the title's words must reach the head: in "Obama's visit" they do not
        if not run or rows[run[-1]].pos != "PROPN" or not any(run[0] <= head <= run[-1] + 1 for head in mention.heads):
            return None
        first, last = run[0], run[-1]
    first, last = _widened(rows, mention, first, last)
    if mention.kind == "person":
        while first < last and rows[first].form.lower() in TITLES:
            first += 1
    if rows[first].form in JOINTS or rows[first].form == "'":
        first += 1
    words = [row.form for row in rows[first : last + 1]]
    if not words or words[0].lower() in ("of", "and", "the") or (len(words) == 1 and words[0].lower() in NO_NAMES):
        return None
    kind = KINDS[mention.kind]
    if kind == "PERSON" and len(words) == 1 and words[0].endswith("ans"):  # "Americans"
        return None
    return Span(first, last + 1, "LOC" if kind == "ORG" and is_place(" ".join(words)) else kind)


def _names_something(first: str, last: str) -> bool:
    """Whether a head from this part of speech to that one can be a name: "Kim Jong Un", "North Korea", "Apollo 11"."""
    return (last == "PROPN" and first in ("PROPN", "ADJ")) or (first == "PROPN" and last == "NUM")


def _title_words(rows: tuple[Row, ...], mention: Mention) -> list[int]:
    """The first run of capitalised words of the mention that stand in the title of its Wikipedia article."""
    title = set(re.split(r"[_\s]", mention.identity.lower()))
    run: list[int] = []
    for i in range(mention.start, mention.end):
        if rows[i].form.lower() in title and rows[i].form[:1].isupper():
            if run and i > run[-1] + 1:
                break
            run.append(i)
    return run


def _widened(rows: tuple[Row, ...], mention: Mention, first: int, last: int) -> tuple[int, int]:
    """First and last word of the whole name around its head, inside the mention."""
    start, end = mention.start, mention.end

    def proper(i: int) -> bool:
        return start <= i < end and rows[i].pos == "PROPN"

    def adjective(i: int) -> bool:  # "Soviet Union"; at the beginning of a sentence the capital means nothing
        return mention.kind != "person" and i > 0 and start <= i and rows[i].pos == "ADJ" and rows[i].form[:1].isupper()

    while proper(first - 1) or adjective(first - 1) or (
        first - 1 >= start and rows[first - 1].form in JOINTS | {"'"} and proper(first - 2)
    ):  # fmt: skip
        first -= 1
    while proper(last + 1) or (last + 1 < end and rows[last + 1].form in JOINTS and proper(last + 2)):
        last += 1
    if mention.kind != "person" and last + 2 < end and rows[last + 1].form.lower() == "of":
        after = last + 3 if rows[last + 2].form.lower() == "the" else last + 2
        while proper(after):  # "University of California"
            last, after = after, after + 1
    return first, last
