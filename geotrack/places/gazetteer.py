"""Places by name, offline: one SQLite file with a B-tree of folded names.

`gazetteer/build.py` makes the file that ships; anything with the same tables can be opened instead.

>>> [candidate.place.name for candidate in Gazetteer.shipped().search("Пхеньян")][:1]
['Pyongyang']
"""

from __future__ import annotations

import itertools
import math
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from geotrack.errors import DataError, GazetteerError
from geotrack.model import Candidate, NameEntry, NameKind, Place, PlaceKind

SHIPPED = Path(__file__).with_name("data") / "gazetteer.sqlite"
SCHEMA = 1
LONGEST_NAME = 500  # characters: no place has a longer one, and nobody shall be made to remember it

# What the integers in the file mean. The file is read by older and newer programs: append, never reorder.
KINDS: tuple[PlaceKind, ...] = (
    "continent",
    "country",
    "region",
    "county",
    "city",
    "facility",
    "airport",
    "island",
    "water",
    "mountain",
    "area",
)
PRIMARY, ALTERNATE, VARIANT, DEMONYM, ABBREVIATION, CAPITALS = 1, 2, 4, 8, 16, 32
NAME_KINDS: dict[int, NameKind] = {
    PRIMARY: "primary",
    ALTERNATE: "alternate",
    VARIANT: "variant",
    DEMONYM: "demonym",
    ABBREVIATION: "abbreviation",
    ABBREVIATION | CAPITALS: "abbreviation",
}
# GeoNames lists Hassan in India under "Khasan": a place's own name is worth more than a hundredfold population.
NAME_PENALTY: dict[NameKind, float] = {"alternate": -1.0, "variant": -1.0, "demonym": -0.5}
# A province may be as empty as a village and is still what a reader of world news has heard of.
LEAST_IMPORTANCE: dict[PlaceKind, float] = {"country": 6.0, "region": 6.0}
UNCERTAINTY_KM: dict[PlaceKind, float] = {
    "continent": 3000,
    "country": 300,
    "region": 150,
    "county": 30,
    "facility": 1,
    "airport": 3,
    "island": 20,
    "water": 200,
    "mountain": 30,
    "area": 300,
}

# --- folding names -----------------------------------------------------------------------------------------------

_FOLDS = str.maketrans(
    # Letters that Unicode does not take apart.
    dict(zip("łøđıħŧəæœþð", ("l", "o", "d", "i", "h", "t", "e", "ae", "oe", "th", "d"), strict=True))
    | dict.fromkeys(".'’‘`´ʹʻʼʿʾ“”\"«»\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff", "")
    | dict.fromkeys("-‐‑‒–—−_/\\,;:()[]·・|", " ")
    | {"&": " and "}
    # Accents, Hebrew points, Arabic vowel signs. In other scripts a mark is a letter of its own: ガ is not カ.
    | dict.fromkeys(map(chr, itertools.chain(range(0x300, 0x370), range(0x591, 0x5C8), range(0x64B, 0x653))), "")
)


def folded(name: str) -> str:
    """The form under which a name is looked up: no case, accents, dots or apostrophes; hyphens are spaces.

    >>> folded("The Komsomol’sk-na-Amure"), folded("U.S."), folded("Łódź"), folded("Комсомо́льск-на-Аму́ре")
    ('komsomolsk na amure', 'us', 'lodz', 'комсомольск на амуре')
    """
    if name.isascii():
        name = name.lower()
    else:
        name = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
        # Hangul has fallen apart into single letters, too: put together again what is left without accents.
        name = unicodedata.normalize("NFC", name.translate(_FOLDS))
    words = name.translate(_FOLDS).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


_WRITTEN_OUT = {
    "st": ("saint",),
    "ste": ("sainte",),
    "mt": ("mount",),
    "ft": ("fort",),
    "co": ("county",),
    "is": ("islands", "island"),
    "i": ("island",),
    "saint": ("st",),
    "mount": ("mt",),
    "fort": ("ft",),
    "on": ("na", "upon"),
    "na": ("on",),
    "upon": ("on",),
    "harbor": ("harbour",),
    "harbour": ("harbor",),
    "center": ("centre",),
    "centre": ("center",),
    "kray": ("krai",),
    "kraj": ("krai", "kray"),
    "krai": ("kray",),
}
# One Russian or Ukrainian ending, as many spellings as there are tables of transliteration.
_ENDINGS = (
    ("skiy", "sky", "ski", "skij", "skii", "skyi", "skyy"),
    ("nyy", "ny", "nyi", "nyj", "niy", "nii"),
    ("skoye", "skoe", "skoje"),
    ("skaya", "skaia", "skaja"),
    ("oye", "oe", "oje"),
    ("yevo", "evo"),
    ("yevka", "evka"),
)
_ANY_ENDING = tuple(ending for endings in _ENDINGS for ending in endings)
_REGION_WORDS = (
    "region|province|oblast|krai|kray|state|territory|governorate|prefecture|department|district|county|republic|"
    "autonomous oblast|autonomous okrug|autonomous region|voivodeship|canton|division|parish|municipality"
)
_COMMON_REGION_WORDS = ("krai", "oblast", "region", "province", "county", "republic", "state")
_KIND_OF = re.compile(
    rf"(?:(?P<city>city|town|village|port|commune)|(?P<region>{_REGION_WORDS})|island|kingdom|isle) of "
    r"(?:the )?(?P<name>.+)"
)
_OF_KIND = re.compile(rf"(?P<name>.+) (?:(?P<city>city|town|township|village)|(?P<region>{_REGION_WORDS}))")
_FULL_NAMES = PRIMARY | ALTERNATE | VARIANT
_CITY: frozenset[PlaceKind] = frozenset({"city"})
_REGION: frozenset[PlaceKind] = frozenset({"country", "region", "county", "area"})
_ANY: frozenset[PlaceKind] = frozenset(KINDS)


def _spellings(word: str) -> tuple[str, ...]:
    """Other ways to write one word of a name."""
    return _WRITTEN_OUT.get(word) or _transliterations(word)


def _transliterations(word: str) -> tuple[str, ...]:
    """Other ways to bring a name into Latin letters: Vostochny is Vostochnyy, too."""
    if not word.endswith(_ANY_ENDING):
        return ()  # as nearly all: asked of every name
    for endings in _ENDINGS:
        for ending in sorted(endings, key=len, reverse=True):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return tuple(word.removesuffix(ending) + other for other in endings if other != ending)
    return ()


def _variants(name: str) -> Iterator[tuple[str, frozenset[PlaceKind]]]:
    """Other names to try where nothing bears the folded `name`, each with the kinds of place it may then mean.

    "Mt Hood" → mount hood; "Primorskij Kraj" → primorskiy kray; "city of Kazan" → kazan, if it is a city;
    "Primorsky Territory" → primorsky krai, or primorsky, if it is a region.
    """
    words = name.split()
    choices = [(word, *_spellings(word)) for word in words]
    for spelling in itertools.islice(itertools.product(*choices), 1, 50):
        yield " ".join(spelling), _ANY
    for pattern in (_KIND_OF, _OF_KIND):
        if match := pattern.fullmatch(name):
            if match["region"]:
                for word in _COMMON_REGION_WORDS:
                    yield f"{match['name']} {word}", _REGION
            yield match["name"], _CITY if match["city"] else _REGION if match["region"] else _ANY


# --- the file ----------------------------------------------------------------------------------------------------

_PLACE = (
    "p.id, p.key, p.name, p.kind, p.type, p.lat, p.lon, p.population, p.importance, p.country, p.admin1, p.admin2,"
    " p.uncertainty, r.name"
)
_BY_NAME = (
    f"SELECT n.flags, {_PLACE} FROM name n JOIN place p ON p.id = n.id"
    " LEFT JOIN region r ON r.code = p.admin1 WHERE n.n = ?"
)
_BY_KEY = f"SELECT {_PLACE} FROM place p LEFT JOIN region r ON r.code = p.admin1 WHERE p.%s = ?"
_META = frozenset({"schema", "name", "version", "places", "names", "sha256", "licence"})
_ENTRY = "SELECT n.flags, p.kind, p.importance, p.population FROM name n JOIN place p ON p.id = n.id WHERE n.n = ?"


class Gazetteer:
    """A gazetteer file. It is opened at the first question, and may be asked from several threads.

    >>> gazetteer = Gazetteer.shipped()
    >>> best = gazetteer.search("Komsomolsk-on-Amur")[0]
    >>> best.place.name, best.place.country, best.place.admin1_name, round(best.place.lat), round(best.place.lon)
    ('Komsomolsk-on-Amur', 'RU', 'Khabarovsk', 51, 137)
    >>> gazetteer.search("No Such Place")
    ()
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        # An article repeats its names, and its reader and its locator both ask for them. Some have a hundred bearers.
        self._remembered = lru_cache(maxsize=1024)(self._trusted()(self._search))
        self._entries = lru_cache(maxsize=16_384)(self._trusted()(self._entry))

    @classmethod
    @cache
    def shipped(cls) -> Gazetteer:
        """The gazetteer in the package."""
        return cls(SHIPPED)

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path]]:
        return Gazetteer, (self.path,)

    def search(self, name: str) -> tuple[Candidate, ...]:
        """Places that this name may mean, the most important first; an empty tuple where none is known.

        The parts of a candidate's score are its importance (log10 of its inhabitants, or what its source says it is
        worth) and what bearing the name only as an alternate takes away.

        >>> [c.place.kind for c in Gazetteer.shipped().search("Georgia")][:2]
        ['region', 'country']
        """
        return self._remembered(name) if len(name) <= LONGEST_NAME else ()

    def entry(self, name: str) -> NameEntry | None:
        """What is known of a name before anybody asks which place is meant; None where no place bears it as written.

        >>> Gazetteer.shipped().entry("Texans").name_kinds
        frozenset({'demonym'})
        """
        return self._entries(name) if len(name) <= LONGEST_NAME else None

    def _entry(self, name: str) -> NameEntry | None:
        rows = [row for row in self._rows(_ENTRY, folded(name)) if may_stand_for(name, row[0])]
        if not rows:
            return None
        return NameEntry(
            importance=max(
                max(_importance(stored, population), LEAST_IMPORTANCE.get(KINDS[kind], 0.0))
                for _, kind, stored, population in rows
            ),
            kinds=frozenset(KINDS[row[1]] for row in rows),
            name_kinds=frozenset(NAME_KINDS[row[0]] for row in rows),
        )

    def get(self, place_id: str) -> Place:
        """The place with this id.

        >>> Gazetteer.shipped().get("geonames:2013348").name
        'Vladivostok'
        """
        source, _, number = place_id.partition(":")
        if source == "geonames" and number.isdecimal() and len(number) < 10:
            rows = self._rows(_BY_KEY % "id", int(number))
        else:
            rows = self._rows(_BY_KEY % "key", place_id)
        if not rows:
            raise KeyError(f"the gazetteer has no place {place_id!r}")
        with self._trusted():
            return _place(*rows[0])

    @cached_property
    def meta(self) -> dict[str, str]:
        """What the file says of itself: name, version, licence, number of places and names."""
        meta = {str(key): str(value) for key, value in self._rows("SELECT key, value FROM meta")}
        if missing := sorted(_META - meta.keys()):
            raise self._damaged(f"it does not say its {missing[0]}")
        return meta

    @property
    def described(self) -> str:
        """Name, version, size and content of the gazetteer in one line, for `Atlas.made`."""
        meta = self.meta
        return f"{meta['name']} ({meta['version']}), {meta['places']} places, sha256 {meta['sha256'][:12]}"

    def counts(self) -> tuple[dict[PlaceKind, int], dict[NameKind, int]]:
        """How many places of each kind there are, and how many names borne in each way; all of the file is read."""
        names: dict[NameKind, int] = dict.fromkeys(NAME_KINDS.values(), 0)
        with self._trusted():
            places = {KINDS[kind]: n for kind, n in self._rows("SELECT kind, count(*) FROM place GROUP BY kind")}
            for flags, n in self._rows("SELECT flags, count(*) FROM name GROUP BY flags"):
                names[NAME_KINDS[flags]] += n
        return places, names

    def _search(self, name: str) -> tuple[Candidate, ...]:
        as_written = folded(name)
        rows = [row for row in self._rows(_BY_NAME, as_written) if may_stand_for(name, row[0])]
        found = [_candidate(NAME_KINDS[flags], *place) for flags, *place in rows]
        for spelling in _transliterations(as_written) if found else ():
            known = {candidate.place.id for candidate in found}
            others = [_candidate("variant", *row) for flags, *row in self._rows(_BY_NAME, spelling) if flags & PRIMARY]
            found += [candidate for candidate in others if candidate.place.id not in known]
        for variant, kinds in () if found else _variants(as_written):
            rows = [row for row in self._rows(_BY_NAME, variant) if row[0] & _FULL_NAMES and KINDS[row[4]] in kinds]
            if rows:
                found = [_candidate("variant", *place) for _, *place in rows]
                break
        return tuple(sorted(found, key=lambda candidate: (-candidate.score, candidate.place.id)))

    def _rows(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise self._damaged(str(error)) from error
        except UnicodeEncodeError:
            return []  # A lone surrogate: no name has one.

    @cached_property
    def _connection(self) -> sqlite3.Connection:
        try:
            with self.path.open("rb") as file:
                header = file.read(100)
            size = self.path.stat().st_size
        except OSError as error:
            if self.path != SHIPPED:
                raise GazetteerError(f"{self.path}: cannot be read ({error.strerror}); check the path.") from error
            raise DataError(
                f"{self.path}: the gazetteer cannot be read ({error.strerror}); install geotrack again."
            ) from error
        # SQLite itself notices a short file only when it reaches for a page that is not there.
        pages, page_size = int.from_bytes(header[28:32], "big"), int.from_bytes(header[16:18], "big")
        if not header.startswith(b"SQLite format 3\0") or pages * page_size != size:
            raise self._damaged("not an SQLite file of the length it states")
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        try:
            connection.execute(f"PRAGMA mmap_size = {size}")
            (schema,) = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() or ("none",)
        except sqlite3.DatabaseError as error:
            raise self._damaged(str(error)) from error
        if schema != str(SCHEMA):
            raise self._damaged(f"its schema is {schema}, this program reads {SCHEMA}")
        return connection

    @contextmanager
    def _trusted(self) -> Iterator[None]:
        """What no gazetteer says, a kind that is none or a latitude of 1000, is an error of the file and no answer."""
        try:
            yield
        except (LookupError, TypeError, ValueError, ArithmeticError) as error:
            raise self._damaged(f"a row that makes no sense: {type(error).__name__}") from error

    def _damaged(self, why: str) -> DataError:
        if self.path != SHIPPED:
            return GazetteerError(
                f"{self.path}: the gazetteer is damaged ({why}); build it again with `geotrack gazetteer build`."
            )
        return DataError(f"{self.path}: the gazetteer is damaged ({why}); build it or install geotrack again.")


def may_stand_for(written: str, flags: int) -> bool:
    """Whether a name, as it is written, may be this one: "or" is not Oregon, "poles" are not Polish, "us" is us."""
    if not flags & (DEMONYM | ABBREVIATION):
        return True
    written = written.removeprefix("the ").removeprefix("The ")
    return written.isupper() if flags & CAPITALS else written[:1].isupper()


def _importance(stored: int | None, population: int) -> float:
    """What the source says a place is worth, or log10 of its inhabitants; 2 where nobody has counted them."""
    return stored / 100 if stored is not None else math.log10(max(population, 100))


def _candidate(name_kind: NameKind, *row: Any) -> Candidate:
    place = _place(*row)
    parts = {"importance": round(_importance(row[8], place.population), 2)}
    if penalty := NAME_PENALTY.get(name_kind):
        parts["name"] = penalty
    return Candidate(place=place, name_kind=name_kind, score=sum(parts.values()), parts=parts)


def _place(
    number: int,
    key: str | None,
    name: str,
    kind: int,
    type_: str,
    lat: int,
    lon: int,
    population: int,
    _importance: int | None,
    country: str,
    admin1: str,
    admin2: str,
    uncertainty: float | None,
    admin1_name: str | None,
) -> Place:
    return Place(
        id=key or f"geonames:{number}",
        name=name,
        kind=KINDS[kind],
        lat=lat / 1e5,
        lon=lon / 1e5,
        country=country,
        admin1=admin1,
        admin1_name=admin1_name or "",
        admin2=f"{admin1}.{admin2}" if admin2 else "",
        population=population,
        type=type_,
        uncertainty_km=_uncertainty(KINDS[kind], population) if uncertainty is None else uncertainty,
    )


def _uncertainty(kind: PlaceKind, population: int) -> float:
    """How far a place reaches where its source does not say: a village 3 km, a million people 12, at most 20."""
    if kind == "city":
        return round(min(20.0, max(3.0, 3.0 * math.pow(population / 10_000, 0.3))), 1)
    return UNCERTAINTY_KM[kind]
