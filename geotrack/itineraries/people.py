"""One traveller from many articles: "Kim Jong-un" in one paper is "Kim Jong Un" in another."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from geotrack.itineraries.short_names import full
from geotrack.model import Study, Traveller

_NAMELESS = ("vessel", "storm", "animal", "thing", "group")  # kinds whose travellers may have no name


def words_of(name: str) -> frozenset[str]:
    """The words of a name without case, accents, hyphens and articles, its short forms in full.

    >>> sorted(words_of("Kim Jong-un"))
    ['jong', 'kim', 'un']
    >>> words_of("Nick Clegg") == words_of("Nicholas Clegg")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    words = re.findall(r"\w+", re.sub(r"['’]s\b", "", plain))
    return frozenset(map(full, words)) - {"the", "of"}


def joined(studies: Sequence[Study]) -> list[tuple[Traveller, frozenset[tuple[str, str]]]]:
    """Each traveller once, with the (article id, name) pairs under which the studies know it, as they appear.

    Two articles mean the same where one name holds all the words of the other; all narrators are one.
    """
    groups: list[list[tuple[str, Traveller]]] = []
    home_of: dict[frozenset[str] | None, int] = {}  # numbers of the groups by the words of their names
    bearing: dict[str, list[frozenset[str]]] = {}  # the names that hold a word
    # fullest names first: "Kim" must not join two people who share it before they have been told apart
    everyone = [(s.article.id, t) for s in studies for t in s.travellers]
    for article, traveller in sorted(everyone, key=lambda at: -len(words_of(at[1].name))):
        words = None if traveller.kind == "narrator" else words_of(traveller.name)
        home = home_of.get(words)
        if home is None and words:
            rarest = min((bearing.get(word, []) for word in words), key=len)
            home = min((home_of[fuller] for fuller in rarest if words <= fuller), default=None)
        if home is None or words == frozenset():
            home = len(groups)
            groups.append([])
        groups[home].append((article, traveller))
        if words not in home_of:
            home_of[words] = home
            for word in words or ():
                bearing.setdefault(word, []).append(words or frozenset())
    _join_nameless(groups, studies)
    order = {(a, t.name): i for i, (a, t) in enumerate(everyone)}
    groups.sort(key=lambda g: min(order[a, t.name] for a, t in g))
    return [(_one(t for _, t in g), frozenset((a, t.name) for a, t in g)) for g in groups]


def _join_nameless(groups: list[list[tuple[str, Traveller]]], studies: Sequence[Study]) -> None:
    """Let what one article tells of without a name be what another follows: "the torch" is "the flame".

    Articles that are read together tell one story, and so "the column" is "the convoy" and "the ship" the Razoni.
    """
    homes: dict[str, tuple[str, Traveller]] = {}  # by kind: whom an article follows, by name if one does
    nameless: list[tuple[str, Traveller]] = []
    for study in studies:
        told = Counter(m.traveller for m in study.movements)
        by_weight = sorted((t for t in study.travellers if t.kind in _NAMELESS), key=lambda t: -told[t.name])
        for traveller in {t.kind: t for t in reversed(by_weight)}.values():
            at = study.article.id, traveller
            if told[traveller.name] == max(told.values()):
                known = homes.setdefault(traveller.kind, at)
                if _is_nameless(known[1]) and not _is_nameless(traveller):
                    homes[traveller.kind] = at
            if _is_nameless(traveller):
                nameless.append(at)
    for at in nameless:
        home = next((g for g in groups if homes.get(at[1].kind) in g), None)
        own = next(g for g in groups if at in g)
        if home is not None and own is not home:
            home += own
            groups.remove(own)


def _is_nameless(traveller: Traveller) -> bool:
    """Whether a traveller goes by a common noun: "the ship"."""
    return traveller.name.startswith("the ") and traveller.name.islower()


def _one(travellers: Iterable[Traveller]) -> Traveller:
    found = list(travellers)
    name = max((t.name for t in found), key=lambda n: len(words_of(n)))  # of two equally full ones the first
    aliases = dict.fromkeys(a for t in found for a in (t.name, *t.aliases) if a != name)
    return Traveller(name=name, aliases=tuple(aliases), kind=found[0].kind)


def slug(name: str) -> str:
    """The name as it may stand in an address.

    >>> slug("Aleksandr Łukaszenka"), slug("習近平")
    ('aleksandr-lukaszenka', '習近平')
    """
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ł", "l").replace("ø", "o").replace("ß", "ss"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"\W+", "-", plain).strip("-") or "traveller"
