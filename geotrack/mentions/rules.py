"""The offline reader: joins the language model, names, travellers, dates and movement rules into one reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from geotrack import when
from geotrack.mentions.base import Reading
from geotrack.mentions.dates import DatePhrase, find_dates
from geotrack.mentions.language import LanguageModel, Sentence, Token
from geotrack.mentions.layout import Section, dated_list, letter_head, sections_of
from geotrack.mentions.lexicon import ARRIVE, LEAVE, base
from geotrack.mentions.motion import movements_in
from geotrack.mentions.moved import Moved
from geotrack.mentions.names import LookUp, Name, find_names, sense_in
from geotrack.mentions.persons import Person, as_traveller
from geotrack.mentions.travellers import Cast
from geotrack.model import CARRIED, Article, Excerpt, Mention, Movement, PlaceKind

# common nouns that take up a place named before, and the kinds of place they fit
_NOMINALS: dict[str, frozenset[PlaceKind]] = {
    "country": frozenset({"country"}),
    "nation": frozenset({"country"}),
    "kingdom": frozenset({"country"}),
    "republic": frozenset({"country"}),
    "city": frozenset({"city"}),
    "town": frozenset({"city"}),
    "village": frozenset({"city"}),
    "capital": frozenset({"city"}),
    "island": frozenset({"island"}),
}

_OTHER_TIMES = frozenset("before after until till since following".split())


@dataclass(frozen=True, slots=True)
class _Told:
    """A movement with the people who make it and its date, before the article is put together."""

    moved: Moved
    people: tuple[Person, ...]
    sentence: int
    date: str | None
    dated_by: str
    words: tuple[int, int]
    """Where the words for the place stand: its name, or "the country"."""


class RuleReader:
    """Reads English articles offline."""

    def __init__(self, look_up: LookUp, model: LanguageModel | None = None) -> None:
        """`look_up` tells what the gazetteer knows of a name; `model` is the shipped one unless another is given."""
        self._look_up = look_up
        self._model = model or LanguageModel.shipped()

    @property
    def described(self) -> str:
        """Name and hash of the language model."""
        return self._model.described

    def read(self, article: Article, *, around: str | None = None) -> Reading:
        """The places, travellers and movements of an article.

        `around` is a date (EDTF) near which an article that states none must have appeared.
        """
        sentences = self._model.read(article.text)
        names = find_names(article, sentences, self._look_up)
        placed = {(n.sentence, i) for n in names if n.mention.sense != "adjective" for i in range(n.first, n.last)}
        cast = Cast(article.text, sentences, lambda number, token: (number, token.i) in placed)
        published = article.published or around
        sections = sections_of(article.text, sentences, names, published, cast.narrator is not None)
        told = list(_tell(article, published, sentences, names, placed, cast, sections))
        mentions = _settled_mentions(sentences, names, {t.moved.name.mention.id for t in told})
        return _reading(article, sentences, mentions, told)


def _tell(
    article: Article,
    published: str | None,
    sentences: tuple[Sentence, ...],
    names: tuple[Name, ...],
    placed: set[tuple[int, int]],
    cast: Cast,
    sections: tuple[Section | None, ...],
) -> list[_Told]:
    read = _movements(article, sentences, names, placed, sections)
    moving: Counter[Person] = Counter([cast.narrator] if cast.narrator else [])
    for number, movements in enumerate(read):
        for moved in movements:
            moving.update(dict.fromkeys(_people(cast, number, moved), 2 if moved.strong else 1))
    cast.follow(moving)
    told: list[_Told] = []
    anchor: str | None = None
    paragraph = -1
    for number, sentence in enumerate(sentences):
        section = sections[number]
        if section is not None and section.begins == number and section.date:
            anchor, paragraph = section.date, sentence.paragraph
        movements, before = read[number], len(told)
        # "he had cancelled a trip", "the ship did not enter"
        had = any(t.lower in ("had", "did") and t.dep.startswith("aux") for t in sentence.tokens)
        done = {"visited", "cancelled"} if had else {"visited"}
        ahead = {id(m) for m in movements if m.status not in done or (m.present and section is None)}
        future = len(ahead) > 0 and 2 * len(ahead) >= len(movements)

        def dates_if(
            future: bool, sentence: Sentence = sentence, anchor: str | None = anchor, story: bool = section is not None
        ) -> tuple[DatePhrase, ...]:
            words = article.text[sentence.start : sentence.end]
            return find_dates(
                words, published=published, anchor=anchor, future=future, offset=sentence.start, story=story
            )

        phrases = dates_if(future)
        # "landed in Beijing on Sunday and leaves for London on Tuesday": each day on its side of today
        mixed = 0 < len(ahead) < len(movements)
        readings = {side: [p for p in dates_if(side) if p.date] for side in ({True, False} if mixed else {future})}
        tomorrow = any(p.text.lower().startswith(("tomorrow", "tonight", "next ")) for p in phrases)
        for moved in movements:
            people = _people(cast, number, moved)
            if not people:
                continue
            date, dated_by = (
                _date_of(sentence, moved, readings[id(moved) in ahead if mixed else future])
                if moved.cue != "layout"
                else (None, "")
            )
            if date is None and section is not None and section.date and moved.status != "cancelled":
                date, dated_by = section.date, f"under the heading “{section.heading}”"
            elif date is None and moved.status == "visited" and anchor and sentence.paragraph == paragraph:
                date, dated_by = anchor, CARRIED
            if moved.status == "visited" and (when.after(date, published) or (moved.present and tomorrow)):
                moved = replace(moved, status="planned")
            words = sentence.tokens[moved.name.first : moved.name.last]
            told.append(_Told(moved, people, number, date, dated_by, (words[0].start, words[-1].end)))
        used = {t.dated_by for t in told[before:]}
        past = [p.anchor for p in phrases if p.anchor and not future and (_goes_on(p) or _quoted(p) in used)]
        if past:
            anchor, paragraph = past[-1], sentence.paragraph
    return told


def _movements(
    article: Article,
    sentences: tuple[Sentence, ...],
    names: tuple[Name, ...],
    placed: set[tuple[int, int]],
    sections: tuple[Section | None, ...],
) -> list[list[Moved]]:
    """What each sentence says of its places, those included that it takes up with "the country" or "the city"."""
    by_sentence: dict[int, list[Name]] = {}
    for name in names:
        by_sentence.setdefault(name.sentence, []).append(name)
    earlier: list[Name] = []
    latest: dict[str, Name] = {}  # what each noun of `_NOMINALS` would take up
    read: list[list[Moved]] = []
    for number, sentence in enumerate(sentences):
        here = [n for n in by_sentence.get(number, []) if n.mention.sense == "place"]

        def is_place(token: Token, number: int = number) -> bool:
            return (number, token.i) in placed

        movements = list(
            movements_in(sentence, [*here, *_nominals(sentence, number, here, earlier[-4:], latest)], is_place=is_place)
        )
        section = sections[number]
        if section is not None:
            seen = {m.name.mention.id for m in movements}
            movements += [m for m in section.moved if m.name.sentence == number and m.name.mention.id not in seen]
        words = article.text[sentence.start : sentence.end] if here else ""
        dates = find_dates(words, published=None, anchor="2000", offset=sentence.start)
        seen = {m.name.mention.id for m in movements}
        goes_on = number > 0 and any(m.cue == "list" for m in read[-1])
        laid_out = [
            *dated_list(article.text, sentence, here, dates, goes_on=goes_on),
            *letter_head(sentence, here, dates),
        ]
        movements += [m for m in laid_out if m.name.mention.id not in seen]
        read.append(movements)
        earlier += by_sentence.get(number, [])
        latest |= {noun: name for name in here for noun in _NOMINALS if _fits(noun, name)}
    return read


def _people(cast: Cast, number: int, moved: Moved) -> tuple[Person, ...]:
    """Those who move, each once; words that stand beside one another mean different people."""
    if not moved.travellers:
        if moved.cue in ("scene", "next") and not cast.is_journey:
            return ()
        if moved.cue == "letter":
            return (cast.narrator,) if cast.narrator else ()
        # a log, a heading, a scene: whoever the text follows
        person = cast.narrator or cast.lead or (cast.follows_a_list() if moved.cue == "layout" else None)
        return (person,) if person else ()
    found: list[Person] = []
    # names first: "the Marshal, who arrived with Putin" is not Putin
    for token in sorted(moved.travellers, key=lambda t: (not cast.is_named(number, t), t.i)):
        others = tuple(found) if len(moved.travellers) > 1 else ()
        for person in cast.resolve(number, token, apart=others):
            if person not in found:
                found.append(person)
    return tuple(found)


def _date_of(sentence: Sentence, moved: Moved, phrases: list[DatePhrase]) -> tuple[str | None, str]:
    """The date of a movement: the nearest phrase in the tree from which no "before" or "after" parts it."""
    for phrase in phrases:
        if _beside(sentence, moved, phrase):
            return phrase.date, _quoted(phrase)
    best: tuple[int, DatePhrase] | None = None
    for phrase in phrases:
        inside = {t.i for t in sentence.tokens if phrase.start <= t.start < phrase.end}
        if not inside:
            continue
        root = next(t for t in sentence.tokens if t.i in inside and (t.head not in inside or t.head == t.i))
        steps = _steps(sentence, root, moved.predicate)
        if steps is None and moved.role != "origin":
            steps = _steps(sentence, root, sentence.tokens[moved.name.last - 1])
        if steps is None:
            continue
        if best is None or steps < best[0]:
            best = steps, phrase
    # "arrived on Wednesday by train from Pyongyang" does not say when the train left
    arrival = moved.cue not in ("leave", "carry") or base(moved.predicate.text, "VERB") in ARRIVE - LEAVE
    if best is None or (moved.role == "origin" and (best[0] > 2 or arrival)):
        return None, ""
    return best[1].date, _quoted(best[1])


def _beside(sentence: Sentence, moved: Moved, phrase: DatePhrase) -> bool:
    """Whether a date touches the name: "Hamilton on the 14th and London on the 17th", "11 April Lima"."""
    first, last = sentence.tokens[moved.name.first], sentence.tokens[moved.name.last - 1]
    after = [t.lower for t in sentence.tokens if last.end <= t.start < phrase.start]
    before = [t.lower for t in sentence.tokens if phrase.end <= t.start < first.start]
    follows = phrase.start >= last.end and len(after) <= 2 and set(after) <= {"on", "in", "the", "at", "by", ","}
    precedes = phrase.end <= first.start and not before and moved.cue == "list"
    return follows or precedes


def _quoted(phrase: DatePhrase) -> str:
    """How a date was found, in words."""
    return f"“{phrase.text}” ({phrase.basis})"


def _goes_on(phrase: DatePhrase) -> bool:
    """Whether a story goes on from this date: not from "only a year ago" or a bare year told in passing."""
    if phrase.date is None or phrase.text.lower().endswith("ago"):
        return False
    return when.precision(phrase.date) != "year" and phrase.kind != "relative"


def _steps(sentence: Sentence, one: Token, other: Token) -> int | None:
    """Steps between two words in the tree; None where a clause or phrase of another time stands between them."""
    up, down = _path(sentence, one), _path(sentence, other)
    shared = next((i for i in up if i in down), None)
    if shared is None:
        return None
    between = [*up[1 : up.index(shared)], *down[: down.index(shared)]]
    for i in between:
        if any(t.lower in _OTHER_TIMES for t in sentence.children(sentence.tokens[i], "mark", "case")):
            return None
    return up.index(shared) + down.index(shared)


def _path(sentence: Sentence, token: Token) -> list[int]:
    path = [token.i]
    while token.head != token.i:
        token = sentence.head(token)
        path.append(token.i)
    return path


def _nominals(
    sentence: Sentence, number: int, here: list[Name], earlier: list[Name], latest: Mapping[str, Name]
) -> list[Name]:
    """Places named before that come again under a common noun: "the country", "the city".

    `earlier` are the last names of the sentences before, `latest` the last one there that each such noun fits.
    """
    found = []
    for token in sentence.tokens:
        noun = base(token.text, "NOUN")
        if token.lower == "there" and token.dep == "advmod" and sentence.head(token).pos == "VERB":
            towns = [n for n in (*earlier, *(h for h in here if h.first < token.i)) if _is_town(n)]
            if towns:  # "Danish students invited him to Copenhagen, and he spoke there"
                found.append(replace(towns[-1], sentence=number, first=token.i, last=token.i + 1))
            continue
        if token.pos != "NOUN" or noun not in _NOMINALS:
            continue
        if any(t.lower == "into" for t in sentence.children(token, "case")):
            continue  # "drove into the country"
        if not any(t.lower in ("the", "this", "that") for t in sentence.children(token, "det")):
            continue
        if sentence.children(token, "appos", "compound", "nmod:poss", "flat") or token.dep in ("compound", "appos"):
            continue
        if any(t.text[0].isupper() for t in sentence.children(token, "amod")):
            continue  # "the Ukrainian capital" names another way
        if any(c.lower == "of" for t in sentence.children(token, "nmod") for c in sentence.children(t, "case")):
            continue
        fits = [h for h in here if h.first < token.i and _fits(noun, h)]
        named = fits[-1] if fits else latest.get(noun)
        if named is not None:
            found.append(replace(named, sentence=number, first=token.i, last=token.i + 1))
    return found


def _fits(noun: str, name: Name) -> bool:
    """Whether "the city" or "the country" may mean a place that has been named."""
    if name.mention.sense != "place" or name.known is None:
        return False
    kinds = name.known.kinds
    return bool(kinds & _NOMINALS[noun]) and not (noun == "city" and "country" in kinds)


def _is_town(name: Name) -> bool:
    return (
        name.mention.sense == "place"
        and name.known is not None
        and bool(name.known.kinds & {"city", "facility", "island"})
    )


def _settled_mentions(sentences: tuple[Sentence, ...], names: tuple[Name, ...], moved: set[str]) -> tuple[Mention, ...]:
    """The mentions, each with the sense that its sentence gives it; one that somebody moves to is a place."""
    settled = []
    for name in names:
        mention = name.mention
        if mention.id not in moved:
            mention = mention.model_copy(update={"sense": sense_in(sentences[name.sentence], name)})
        settled.append(mention)
    return tuple(settled)


def _reading(
    article: Article, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...], told: list[_Told]
) -> Reading:
    travellers = {id(p): as_traveller(p) for t in told for p in t.people}
    movements = []
    for sequence, t in enumerate(told):
        sentence, mention = sentences[t.sentence], t.moved.name.mention
        place = t.words
        excerpt = Excerpt(
            article=article.id,
            start=sentence.start,
            end=sentence.end,
            text=article.text[sentence.start : sentence.end],
            place_start=place[0],
            place_end=place[1],
        )
        movements += [
            Movement(
                traveller=travellers[id(person)].name,
                mention=mention.id,
                status=t.moved.status,
                role=t.moved.role,
                again=t.moved.again,
                under_way=t.moved.under_way,
                sequence=sequence,
                ranked_by=t.moved.ranked_by,
                date=t.date,
                dated_by=t.dated_by,
                mode=t.moved.mode,
                cue=t.moved.cue,
                cue_text=t.moved.cue_text,
                excerpt=excerpt,
            )
            for person in t.people
        ]
    return Reading(mentions, tuple(dict.fromkeys(travellers.values())), tuple(movements))
