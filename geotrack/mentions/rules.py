"""The offline reader: joins the language model, names, travellers, dates and movement rules into one reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from geotrack import when
from geotrack.mentions import nominals
from geotrack.mentions.base import Reading
from geotrack.mentions.belief import belief, signs_of
from geotrack.mentions.courses import COURSE, course_in
from geotrack.mentions.dates import find_dates
from geotrack.mentions.dating import Dates, goes_on, quoted
from geotrack.mentions.language import LanguageModel, Sentence, Token
from geotrack.mentions.layout import Section, alone, dated_list, letter_head, sections_of
from geotrack.mentions.logs import is_a_time
from geotrack.mentions.matches import LookUp
from geotrack.mentions.motion import movements_in
from geotrack.mentions.moved import Moved
from geotrack.mentions.movers import find_lead, movers
from geotrack.mentions.names import Name, find_names, sense_in
from geotrack.mentions.persons import Person, as_traveller
from geotrack.mentions.programme import HELD, OFF
from geotrack.mentions.telling import Told, day_of_entry, hour_of, in_order, is_flashback
from geotrack.mentions.travellers import Cast
from geotrack.model import CARRIED, Article, Excerpt, Mention, Movement

WEEK, MONTHS = 7, 60  # days
ARRIVALS = frozenset({"go", "arrive", "visit", "carry", "onward", "leave for"})


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

    def read(
        self, article: Article, *, around: str | None = None, progress: Callable[[int], None] = lambda _: None
    ) -> Reading:
        """The places, travellers and movements of an article.

        `around` is a date (EDTF) near which an article that states none must have appeared; `progress` is told how many
        characters more have been read.
        """
        sentences = self._model.read(article.text, progress)
        names = find_names(article, sentences, self._look_up)
        placed = {(n.sentence, i) for n in names if _is_a_place(n) for i in range(n.first, n.last)}
        cast = Cast(article.text, sentences, lambda number, token: (number, token.i) in placed)
        published = article.published or around
        sections = sections_of(article.text, sentences, names, published, cast.narrator is not None)
        told = list(_tell(article, published, sentences, names, placed, cast, sections))
        mentions = _settled_mentions(sentences, names, {t.moved.name.mention.id for t in told})
        return _reading(article, sentences, mentions, told)


def _is_a_place(name: Name) -> bool:
    """Whether a name keeps its words from meaning somebody; an unknown word that names no place does not."""
    return name.mention.sense != "adjective" and (name.mention.sense != "name" or name.known is not None)


def _tell(
    article: Article,
    published: str | None,
    sentences: tuple[Sentence, ...],
    names: tuple[Name, ...],
    placed: set[tuple[int, int]],
    cast: Cast,
    sections: tuple[Section | None, ...],
) -> list[Told]:
    read = _movements(article, sentences, names, placed, sections)
    lists = _announced(sections)
    find_lead(cast, read, sentences, lists)
    told: list[Told] = []
    anchor: str | None = None  # from where dates are counted
    day: str | None = None  # the date of what is told, as its words gave it
    paragraph = -1
    for number, sentence in enumerate(sentences):
        section = sections[number]
        if section is not None and section.begins == number and section.date:
            anchor, day, paragraph = section.date, section.date, sentence.paragraph
        movements, before = read[number], len(told)
        words = article.text[sentence.start : sentence.end]
        dates = Dates(
            words,
            sentence,
            movements,
            published=article.published,
            around=published,
            anchor=anchor,
            story=section is not None or _goes_on_from(anchor, published, cast, same=sentence.paragraph == paragraph),
        )
        phrases = dates.phrases
        flashback = section is None and is_flashback(words, sentence)
        entry = day_of_entry(anchor, article.published) if hour_of(article.text, sentence) else None
        tomorrow = any(p.text.lower().startswith(("tomorrow", "tonight", "next ")) for p in phrases)
        for moved in movements:
            people = movers(cast, number, sentence, moved, lists.get(number))
            if not people:
                continue
            date, dated_by = dates.of(moved) if moved.cue != "layout" else (None, "")
            if moved.status == "visited":
                _lengthen(told, before, moved, *dates.end_of(moved))
            off = moved.status == "cancelled" and moved.cue not in ("layout", OFF)
            under = section is not None and section.date and section.heading and not off
            if date is None and section is not None and under:
                date, dated_by = section.date, f"under the heading “{section.heading}”"
                if section.reached and moved.name.mention.id == section.moved[-1].name.mention.id:
                    date = section.reached
                if moved.under_way and when.after(date, article.published):
                    moved = replace(moved, under_way=False)  # "16.00 Departure for Lyon"
            elif date is None and moved.status == "visited" and entry:
                date, dated_by = entry, "by its hour, on the day of publication"
            elif flashback or any(p.date and p.start < moved.predicate.start for p in phrases):
                pass  # the day told before is that of the scene, or this sentence has gone on from it
            elif (
                date is None
                and moved.status == "visited"
                and moved.cue not in (HELD, COURSE)
                and day
                and sentence.paragraph == paragraph
            ):
                date, dated_by = day, CARRIED
            ahead_of_you = cast.reader in people  # a guide tells what can be done, in the present tense
            in_news = moved.present and article.published is not None
            announced = in_news and _after_a_plan(told[-1:], moved, people, sentence, sentences)
            if moved.status == "visited" and (
                ahead_of_you or when.after(date, article.published) or (moved.present and tomorrow) or announced
            ):
                moved = replace(moved, status="planned")
            place = sentence.tokens[moved.name.first : moved.name.last]
            span = place[0].start, place[-1].end
            told.append(Told(moved, people, number, date, dated_by, span, flashback and moved.status == "visited"))
        used = {t.dated_by for t in told[before:]}
        past = [p for p in dates.gone_on_from(published) if p.anchor and (goes_on(p) or quoted(p) in used)]
        if past:
            anchor, day, paragraph = past[-1].anchor, past[-1].date, sentence.paragraph
        elif anchor is None and not published:  # "In 1860 the colony decided ...": the year of what follows
            anchor = next((p.anchor for p in phrases if p.date and p.kind == "absolute"), None)
    return in_order(_courses_ahead(told), article.text, sentences)


def _after_a_plan(
    last: list[Told], moved: Moved, people: tuple[Person, ...], sentence: Sentence, sentences: tuple[Sentence, ...]
) -> bool:
    """Whether the present tense goes on with a plan: "She is to land in Rome. From there she goes to Bari"."""
    if moved.cue not in ARRIVALS or moved.under_way or not last or last[0].moved.status != "planned":
        return False
    same = sentences[last[0].sentence].paragraph == sentence.paragraph
    return same and bool(set(people) & set(last[0].people))


def _goes_on_from(anchor: str | None, published: str | None, cast: Cast, *, same: bool) -> bool:
    """Whether weekdays follow the day told before, and are not those up to publication.

    Who tells of a journey of weeks ago goes on from its days: "We sailed on 24 August. On Saturday we saw land."; so
    does a paragraph (`same`) that tells of months ago, whoever tells it.
    """
    if not (anchor and published) or when.precision(anchor) != "day":
        return False
    ago = (when.bounds(published)[0] - when.bounds(anchor)[1]).days
    return ago > WEEK if cast.narrator else same and ago > MONTHS


def _announced(sections: tuple[Section | None, ...]) -> dict[int, int]:
    """For each sentence of a list the one before it."""
    found: dict[int, int] = {}
    for number, section in enumerate(sections):
        if section is not None and number > 0:
            found[number] = found.get(number - 1, number - 1)
    return found


def _courses_ahead(told: list[Told]) -> list[Told]:
    """Let the points of a course that have no day lie ahead if those that have one do."""
    if not any(t.moved.cue in (COURSE, "layout") and t.moved.status == "planned" for t in told):
        return told
    return [
        replace(t, moved=replace(t.moved, status="planned")) if t.moved.cue == COURSE and not t.date else t
        for t in told
    ]


def _lengthen(told: list[Told], first: int, moved: Moved, end: str | None, ended_by: str) -> None:
    """Let a stay last whose beginning its sentence has told: "moved to Lyon in 1845 and lived there until 1848"."""
    for number, one in enumerate(told[first:], start=first):
        if one.moved.name.mention.id == moved.name.mention.id and one.date and when.after(end, one.date):
            until = f"{one.date.partition('/')[0]}/{(end or '').rpartition('/')[2]}"
            told[number] = replace(one, date=until, dated_by=f"{one.dated_by} to {ended_by}")


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
    latest: dict[str, Name] = {}  # what each noun of `NOMINALS` would take up
    read: list[list[Moved]] = []
    for number, sentence in enumerate(sentences):
        here = [n for n in by_sentence.get(number, []) if n.mention.sense == "place"]

        def is_place(token: Token, number: int = number) -> bool:
            return (number, token.i) in placed

        section = sections[number]
        day = number > 0 and is_a_time(sentences[number - 1])  # "Tuesday. Reached Lhasa."
        words = article.text[sentence.start : sentence.end] if here else ""
        dates = find_dates(words, published=None, anchor="2000", offset=sentence.start)
        goes_on = number > 0 and any(m.cue == "list" for m in read[-1])
        course = list(course_in(sentence, here)) if section is None else []
        laid_out = [
            *(m for m in (section.moved if section else ()) if m.name.sentence == number),
            *dated_list(article.text, sentence, here, dates, goes_on=goes_on),
            *letter_head(sentence, here, dates),
            *course,
            *(alone(sentence, here) if day else ()),
        ]
        taken_up = nominals.taken_up(sentence, number, here, earlier[-4:], latest)
        headed = section is not None or day
        movements = list(
            movements_in(sentence, [*here, *taken_up], is_place=is_place, laid_out=bool(laid_out), headed=headed)
        )
        if (section is not None and section.way) or course:
            told = {m.name.mention.id for m in laid_out}
            movements = [m for m in movements if m.name.mention.id not in told]
        for moved in laid_out:
            if moved.name.mention.id not in {m.name.mention.id for m in movements}:
                at = (i for i, m in enumerate(movements) if m.name.first > moved.name.first)
                movements.insert(next(at, len(movements)), moved)
        read.append(movements)
        earlier += by_sentence.get(number, [])
        latest |= {noun: name for name in here for noun in nominals.NOMINALS if nominals.fits(noun, name)}
    return read


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
    article: Article, sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...], told: list[Told]
) -> Reading:
    travellers = {id(p): as_traveller(p) for t in told for p in t.people}
    named: dict[tuple[int, str], set[str]] = {}  # the mentions that put somebody at a place of some name
    for t in told:
        for person in t.people:
            named.setdefault((id(person), t.moved.name.mention.name), set()).add(t.moved.name.mention.id)
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
                confidence=belief(signs_of(sentence, t, person, oftener=len(named[id(person), mention.name]) > 1)),
                excerpt=excerpt,
            )
            for person in t.people
        ]
    return Reading(mentions, tuple(dict.fromkeys(travellers.values())), tuple(movements))
