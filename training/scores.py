"""How well sentences were read: UAS, LAS and UPOS over all words, F1 over names that agree in words and kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geotrack.mentions.language import ROLES
from training.examples import Example, links_of, spans_of


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model says of a sentence, in the terms of `Example`."""

    pos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    tags: tuple[str, ...]
    roles: tuple[str, ...] = ()
    movers: tuple[int, ...] = ()
    links: tuple[int, ...] = ()


def trees(examples: Sequence[Example], readings: Sequence[Reading]) -> dict[str, float]:
    """Share of words with the right head, with the right head and relation (subtypes count), with the right part.

    Punctuation counts as well.
    """
    right: Counter[str] = Counter()
    for example, reading in zip(examples, readings, strict=True):
        right["words"] += len(example.words)
        for i, (head, relation, pos) in enumerate(zip(example.heads, example.relations, example.pos, strict=True)):
            right["UAS"] += head == reading.heads[i]
            right["LAS"] += head == reading.heads[i] and relation == reading.relations[i]
            right["UPOS"] += pos == reading.pos[i]
    return {name: right[name] / max(right["words"], 1) for name in ("UAS", "LAS", "UPOS")}


def names(examples: Sequence[Example], readings: Sequence[Reading]) -> dict[str, float]:
    """F1 of each kind of name, and of all.

    >>> gold = Example("a", ("Kim", "left", "Seoul"), tags=("B-PERSON", "O", "B-LOC"))
    >>> names([gold], [Reading((), (), (), ("B-PERSON", "O", "B-ORG"))])
    {'all': 0.5, 'LOC': 0.0, 'ORG': 0.0, 'PERSON': 1.0}
    """
    gold: Counter[str] = Counter()
    said: Counter[str] = Counter()
    both: Counter[str] = Counter()
    for example, reading in zip(examples, readings, strict=True):
        expected, found = set(spans_of(example.tags)), set(spans_of(reading.tags))
        for counts, spans in ((gold, expected), (said, found), (both, expected & found)):
            counts.update(span.kind for span in spans)
            counts["all"] += len(spans)
    kinds = ["all", *sorted((gold.keys() | said.keys()) - {"all"})]
    return {kind: 2 * both[kind] / max(gold[kind] + said[kind], 1) for kind in kinds}


def places(examples: Sequence[Example], readings: Sequence[Reading]) -> dict[str, float]:
    """Share of marked words with the right role, F1 of each role, and share of movers found where somebody moves.

    >>> gold = Example("a", ("She", "left", "Rome"), roles=("", "", "from"), movers=(0, 0, 1))
    >>> places([gold], [Reading((), (), (), (), ("no", "no", "from"), (0, 0, 1))])
    {'from': 1.0, 'mover': 1.0, 'role': 1.0}
    """
    both: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for example, reading in zip(examples, readings, strict=True):
        for i, role in enumerate(example.roles):
            if not role:
                continue
            seen.update([role, reading.roles[i]])
            both[role] += role == reading.roles[i]
            seen["marked"] += 1
            if role != "no":
                seen["moves"] += 1
                both["moves"] += example.movers[i] == reading.movers[i]
    figures = {role: 2 * both[role] / seen[role] for role in ROLES if role in seen}
    figures["mover"] = both["moves"] / max(seen["moves"], 1)
    figures["role"] = sum(both[role] for role in ROLES) / max(seen["marked"], 1)
    return dict(sorted(figures.items()))


def links(examples: Sequence[Example], readings: Sequence[Reading], of: str = "") -> dict[str, float]:
    """Share of right answers where a word asks for whom it stands; nothing where none does.

    >>> gold = Example("a", ("Ann", "left", "She", "won"), whom=("x 1", "", "?x 1", ""))
    >>> links([gold], [Reading((), (), (), (), links=(0, 0, 1, 0))])
    {'link': 1.0}
    """
    asked = right = 0
    for example, reading in zip(examples, readings, strict=True):
        for told, found in zip(links_of(example), reading.links, strict=False):
            asked += bool(told)
            right += found in told
    return {f"{of} link".strip(): right / asked} if asked else {}


def line(figures: dict[str, float]) -> str:
    """Figures for a log.

    >>> line({"UAS": 0.92049, "LAS": 0.9})
    'UAS .920  LAS .900'
    """
    return "  ".join(f"{name} {value:.3f}".replace(" 0.", " .") for name, value in figures.items())
