"""Who makes the movements that were read, and whom the text follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from geotrack.mentions.courses import COURSE
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import PEOPLE, base, knows
from geotrack.mentions.moved import Moved
from geotrack.mentions.names import Name
from geotrack.mentions.persons import Person
from geotrack.mentions.programme import HELD, OFF
from geotrack.mentions.travellers import Cast


def find_lead(cast: Cast, read: list[list[Moved]], sentences: tuple[Sentence, ...], lists: Mapping[int, int]) -> None:
    """Let the cast know whom the text follows: who is told to move most often, by name and then by pronouns too."""
    moving: Counter[Person] = Counter([cast.narrator] if cast.narrator else [])
    listed: Counter[Person] = Counter()
    for number, moved, people in _told_of(cast, read, sentences, lists):
        sure = moved.cue == "layout" and number in lists and cast.introduced(lists[number])
        counted = listed if moved.cue in ("layout", "list", COURSE) and not sure else moving
        counted.update(dict.fromkeys(people, 2 if moved.strong else 1))
    # whose list it is, is a guess: it is worth something where the headline names him, or where nobody is told to move
    moving.update({p: n for p, n in listed.items() if cast.in_headline(p)} if moving else listed)
    guided = sum(m.strong and _guides(sentences[k], m) for k, movements in enumerate(read) for m in movements)
    cast.follow(moving, guided=guided, entries=sum(any(map(_leaves_out_who, movements)) for movements in read))
    again: Counter[Person] = Counter()
    for _, moved, people in _told_of(cast, read, sentences, lists):
        if moved.travellers:
            again.update(dict.fromkeys(people, 2 if moved.strong else 1))
    if cast.reader is None and cast.lead is not None and max(again.values(), default=0) > again[cast.lead]:
        cast.follow(again)


def _told_of(
    cast: Cast, read: list[list[Moved]], sentences: tuple[Sentence, ...], lists: Mapping[int, int]
) -> Iterator[tuple[int, Moved, tuple[Person, ...]]]:
    """All movements, with their sentences and those who make them, as far as the cast knows."""
    for number, movements in enumerate(read):
        for moved in movements:
            yield number, moved, movers(cast, number, sentences[number], moved, lists.get(number))


def _guides(sentence: Sentence, moved: Moved) -> bool:
    """Whether a text tells its reader to go there: "Take the bus to Voss", "you come to Bergen"."""
    entry = not moved.travellers and moved.status == "planned" and knows(moved.predicate.lower)  # "DAY 2: Fly to Cusco"
    return moved.cue == "guide" or entry or (moved.present and any(t.lower == "you" for t in moved.travellers))


def _leaves_out_who(moved: Moved) -> bool:
    """Whether it is told as a log tells it: "Left Bergen", "Supper in Voss"."""
    others = ("act", "layout", COURSE, "list", "letter", "scene", "next", OFF, HELD, "guide")
    return not moved.travellers and moved.cue not in others


def pointed_at(sentence: Sentence, name: Name) -> Token | None:
    """The word that the language model takes for the one who is at a place, if it takes any."""
    number = sentence.movers[name.last - 1]
    return sentence.tokens[number] if number >= 0 else None


def movers(cast: Cast, number: int, sentence: Sentence, moved: Moved, announced: int | None) -> tuple[Person, ...]:
    """Those who move, each once; words that stand beside one another mean different people.

    `announced` is the sentence before the list that a place stands in.
    """
    if not moved.travellers:
        if moved.cue in ("scene", "there", "learned") and not cast.is_journey:
            return ()
        if moved.cue in ("next", OFF, HELD) and not cast.travels:
            return ()
        if moved.cue == "guide":
            return (cast.reader,) if cast.reader else ()
        if moved.cue == "letter":
            return (cast.narrator,) if cast.narrator else ()
        place = sentence.tokens[moved.name.last - 1]
        if moved.cue in ("layout", "list", COURSE):
            return cast.listed(number, place, announced if moved.cue == "layout" else None)
        if linked := cast.linked(number, place):
            return linked
        # a log, a scene: whoever the text follows; what was held or called off, we only report
        reported = moved.cue in (OFF, HELD)
        person = cast.lead if reported else cast.reader or cast.lead or cast.narrator or cast.keeper
        return (person,) if person else ()
    found: list[Person] = []
    # names first: "the Marshal, who arrived with Putin" is not Putin
    for token in sorted(moved.travellers, key=lambda t: (not cast.is_named(number, t), t.i)):
        others = tuple(found) if len(moved.travellers) > 1 else ()
        for person in cast.resolve(number, token, apart=others):
            if person not in found:
                found.append(person)
    somebody = any(base(t.text, "NOUN") in PEOPLE for t in moved.travellers)
    if not found and not somebody and (pointed := pointed_at(sentence, moved.name)) is not None:
        # "August found him in Lyon": not August, but whom the language model takes for the one who is there
        found += cast.resolve(number, pointed)
    if not found and cast.lead and (moved.strong or cast.is_journey):
        return (cast.lead,) if any(cast.may_mean_lead(number, token) for token in moved.travellers) else ()
    return tuple(found)
