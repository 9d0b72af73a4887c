"""Which of a sentence's dates tells when somebody was at a place."""

from __future__ import annotations

import itertools
import re

from geotrack import when
from geotrack.mentions.courses import COURSE
from geotrack.mentions.dates import DatePhrase, find_dates
from geotrack.mentions.language import Sentence, Token
from geotrack.mentions.lexicon import ARRIVE, LEAVE, VISIT, base
from geotrack.mentions.moved import Moved
from geotrack.mentions.programme import HELD, OFF
from geotrack.mentions.syntax import verb_above

_OTHER_TIMES = frozenset("before after until till since following".split())
# "before dawn on Monday" and "after dark on the 3rd" are on that day
_HOURS = frozenset(
    "dawn daybreak sunrise noon midday dusk sunset dark nightfall midnight breakfast lunch dinner".split()
)
_TIMES = frozenset("year month week day night morning evening spring summer autumn winter season".split())
_SOMEBODY = frozenset("he she they we i it".split())
_LINKS = frozenset({"on", "in", "the", "at", "by", ",", "early", "late"})
_YEAR = re.compile(r"\d{4}")
_UNTIL = frozenset({"until", "till", "til"})


class Dates:
    """The dates of a sentence as seen by what happened and by what lies ahead.

    "Blinken landed in Beijing on Sunday and leaves for London on Tuesday": the last Sunday, the next Tuesday.
    """

    def __init__(
        self, words: str, sentence: Sentence, movements: list[Moved], *, published: str | None, anchor: str | None,
        around: str | None = None, story: bool = False,
    ) -> None:  # fmt: skip
        """`published` is the day the article appeared; where nobody knows it, `around` may be a day near it.

        `story` says that the text tells its days one after another.
        """
        had = any(t.lower == "had" and t.dep.startswith("aux") for t in sentence.tokens)  # "he had cancelled a trip"
        self._sentence, self._movements = sentence, movements
        self._ahead = [m for m in movements if _looks_ahead(sentence, m, had=had, story=story)]
        self.future = bool(self._ahead) and 2 * len(self._ahead) >= len(movements)
        """Whether most of the sentence lies ahead."""

        listed = bool(movements) and all(m.cue in (COURSE, "list") for m in movements)  # it tells nothing

        def seen_from(day: str | None, future: bool | None) -> tuple[DatePhrase, ...]:
            offset = sentence.start
            ahead = None if listed else future
            return find_dates(words, published=day, anchor=anchor, future=ahead, offset=offset, story=story)

        def seen(future: bool) -> tuple[DatePhrase, ...]:
            if published or not around:
                return seen_from(published, future)
            near = seen_from(around, future or None)
            if anchor is None:
                return near
            # a story that has told its year goes on from there; what it calls "today" is still near that day
            return tuple(n if n.kind == "relative" else p for p, n in zip(seen_from(None, future), near, strict=True))

        self.phrases = seen(self.future)
        """As most of the sentence sees them."""
        if self._ahead and len(self._ahead) < len(movements) and self.phrases:
            self._others = seen(not self.future)
            later = _last_part(sentence, self._ahead, movements)
            if later:  # what lies ahead does not count on from a day that has been
                words = " " * later + words[later:]
                self.phrases, self._others = (seen(True), self._others) if self.future else (self.phrases, seen(True))
        else:
            self._others = self.phrases

    def gone_on_from(self, published: str | None) -> tuple[DatePhrase, ...]:
        """The phrases from which a story may go on: not those of what still lies ahead.

        "In July 1947 he set out to join them": a plan, but of a time that has been, unless it is after `published`.
        """
        if not self.future:
            return self.phrases
        if len(self._ahead) < len(self._movements):
            return self._others
        return tuple(p for p in self.phrases if p.kind == "absolute" and not when.after(p.date, published))

    def of(self, moved: Moved) -> tuple[str | None, str]:
        """The date of a movement and how it was found."""
        ahead = any(m is moved for m in self._ahead)
        own = self.phrases
        if ahead != self.future and (ahead or _is_past(self._sentence, moved.predicate)):
            own = self._others
        known = [p for p in own if p.date and not self._is_of_the_next(moved, p)]
        known = self._in_its_part(moved, known) or known
        ends = [p for p in known if _is_an_end(self._sentence, p) and not self._turns(moved, p)]
        date, dated_by = _date_of(self._sentence, moved, [p for p in known if p not in ends])
        end, ended_by = _date_of(self._sentence, moved, ends) if moved.role == "stop" else (None, "")
        if date and end and when.after(end, date):  # "lived in Brussels from 1845 until 1848"
            return f"{date.partition('/')[0]}/{end.rpartition('/')[2]}", f"{dated_by} to {ended_by}"
        return date, dated_by

    def _is_of_the_next(self, moved: Moved, phrase: DatePhrase) -> bool:
        """Whether a date is of a later clause that goes elsewhere: "called off Lyon but left for Rome on Monday"."""
        ends = self._sentence.tokens[moved.name.last - 1].end
        verb = verb_above(self._sentence, moved.predicate)
        between = [
            m for m in self._movements
            if ends <= self._sentence.tokens[m.name.first].start < phrase.start and m.predicate.start > ends
        ]  # fmt: skip
        return any(verb_above(self._sentence, m.predicate) is not verb for m in between)

    def _in_its_part(self, moved: Moved, phrases: list[DatePhrase]) -> list[DatePhrase]:
        """Those that no semicolon parts from the place: "in June it was in Metz; from October it hung in Lyon"."""
        place = self._sentence.tokens[moved.name.first].start
        joints = [t.start for t in self._sentence.tokens if t.text == ";"]
        return [p for p in phrases if not any(min(p.start, place) < j < max(p.start, place) for j in joints)]

    def _turns(self, moved: Moved, phrase: DatePhrase) -> bool:
        """Whether a movement is what ended something then: "was in Lyon until 1510, when he moved to Rome"."""
        behind = [t for t in self._sentence.tokens if phrase.end <= t.start < moved.predicate.start]
        return any(t.lower == "when" for t in behind[:2])

    def end_of(self, moved: Moved) -> tuple[str | None, str]:
        """Until when somebody stayed: "lived there until 1848"."""
        ends = [p for p in self.phrases if p.date and _is_an_end(self._sentence, p) and not self._turns(moved, p)]
        return _date_of(self._sentence, moved, ends) if moved.role == "stop" else (None, "")


def _last_part(sentence: Sentence, ahead: list[Moved], movements: list[Moved]) -> int:
    """Where in a sentence begins what lies ahead, if that comes last: "landed on Sunday and leaves on Tuesday"."""
    turn = min(m.predicate.start for m in ahead)
    past = [m for m in movements if not any(m is a for a in ahead)]
    last = max(max(m.predicate.start, sentence.tokens[m.name.last - 1].start) for m in past)
    return turn - sentence.start if last < turn else 0


def _looks_ahead(sentence: Sentence, moved: Moved, *, had: bool, story: bool) -> bool:
    if moved.status == "visited":
        return moved.present and not story
    if moved.status == "cancelled":  # "he did not go to Rome on Friday"
        return not had and not _is_past(sentence, moved.predicate)
    return not (moved.under_way and not moved.present)  # "left for Rome on Friday"


def _is_past(sentence: Sentence, verb: Token) -> bool:
    """Whether a predicate is told in a past tense of its own: "landed", "has landed", "was in"."""
    auxiliaries = {t.lower for t in sentence.children(verb, "aux", "cop")}
    if auxiliaries & {"was", "were", "had", "did", "has", "have"}:
        return "would" not in auxiliaries  # "would have gone on to Johannesburg tomorrow"
    return verb.pos == "VERB" and verb.lower != base(verb.text, "VERB") and not verb.lower.endswith(("ing", "s"))


def quoted(phrase: DatePhrase) -> str:
    """How a date was found, in words."""
    return f"“{phrase.text}” ({phrase.basis})"


def goes_on(phrase: DatePhrase) -> bool:
    """Whether a story goes on from this date: not from "only a year ago" or a bare year told in passing."""
    if phrase.date is None or phrase.text.lower().endswith("ago"):
        return False
    named = phrase.kind == "season" and _YEAR.search(phrase.text)  # "in the spring of 1947"
    return bool(named) or (when.precision(phrase.date) != "year" and phrase.kind != "relative")


def _date_of(sentence: Sentence, moved: Moved, phrases: list[DatePhrase]) -> tuple[str | None, str]:
    """The date of a movement: the nearest phrase in the tree from which no "before" or "after" parts it."""
    # "arrived on Wednesday by train from Pyongyang" does not say when the train left
    if moved.role == "origin" and base(moved.predicate.text, "VERB") in (ARRIVE | VISIT) - LEAVE:
        return None, ""
    for phrase in phrases:
        if _beside(sentence, moved, phrase):
            return phrase.date, quoted(phrase)
    if moved.cue == COURSE and not moved.cue_text.split()[0].endswith("s"):  # "finish at Nice on the 4th"
        ends = next((t.start for t in sentence.tokens[moved.name.last :] if t.text == ";"), sentence.end)
        behind = [p for p in phrases if sentence.tokens[moved.name.last - 1].end <= p.start < ends]
        if behind:
            return behind[0].date, quoted(behind[0])
    if moved.cue in (OFF, HELD, COURSE):
        return None, ""  # "was cancelled on Monday" says when that was decided
    best: tuple[int, DatePhrase] | None = None
    for phrase in phrases:
        inside = {t.i for t in sentence.tokens if phrase.start <= t.start < phrase.end}
        if not inside or _is_another_clause(sentence, moved, phrase):
            continue
        root = next(t for t in sentence.tokens if t.i in inside and (t.head not in inside or t.head == t.i))
        day = when.precision(phrase.date or "") == "day"
        steps = _steps(sentence, root, moved.predicate, day=day)
        if steps is None and moved.role != "origin":
            steps = _steps(sentence, root, sentence.tokens[moved.name.last - 1])
        if steps is None:
            continue
        if best is None or steps < best[0]:
            best = steps, phrase
    if best is None or (moved.role == "origin" and (best[0] > 2 or moved.cue not in ("leave", "carry", "learned"))):
        return None, ""
    return best[1].date, quoted(best[1])


def _is_an_end(sentence: Sentence, phrase: DatePhrase) -> bool:
    """Whether a stay ends with this date: "until 1848", "till the end of May"."""
    before = [t.lower for t in sentence.tokens if t.end <= phrase.start][-2:]
    return bool(before) and (before[-1] in _UNTIL or (before[-1] in ("the", "about") and before[0] in _UNTIL))


def _beside(sentence: Sentence, moved: Moved, phrase: DatePhrase) -> bool:
    """Whether a date touches the name: "Hamilton on the 14th and London on the 17th", "on Friday in Bonn"."""
    first, last = sentence.tokens[moved.name.first], sentence.tokens[moved.name.last - 1]
    after = [t.lower for t in sentence.tokens if last.end <= t.start < phrase.start]
    before = [t.lower for t in sentence.tokens if phrase.end <= t.start < first.start]
    follows = phrase.start >= last.end and len(after) <= 3 and set(after) <= _LINKS
    precedes = phrase.end <= first.start and not before and moved.cue == "list"
    within = phrase.end <= first.start and before in (["in"], ["at"]) and moved.role != "origin"
    return follows or precedes or within


def _is_another_clause(sentence: Sentence, moved: Moved, phrase: DatePhrase) -> bool:
    """Whether a date stands in a later part of the sentence, which does not reach back.

    "He kicked off in Ottawa; ten thousand filled the square on July 11", "He spent a week in Denver, and in October
    came home".
    """
    place = sentence.tokens[moved.name.last - 1]
    start = max(place.start, moved.predicate.start)
    if phrase.start < start:
        return False
    between = [t.lower for t in sentence.tokens if start < t.start < phrase.start]
    joint = next((word for word in reversed(between) if word not in _LINKS - {","}), "")
    # "Athens, which had become the capital in 1834"
    looks_back = any(pair in (("which", "had"), ("who", "had")) for pair in itertools.pairwise(between))
    return ";" in between or joint in ("and", "but", "then") or looks_back


def _steps(sentence: Sentence, one: Token, other: Token, *, day: bool = False) -> int | None:
    """Steps between two words in the tree; None where a clause or phrase of another time stands between them.

    Of a `day` it is no other time what comes "before flying on to Lyon".
    """
    up, down = _path(sentence, one), _path(sentence, other)
    shared = next((i for i in up if i in down), None)
    if shared is None:
        return None
    if any(_tells_of_another(sentence, sentence.tokens[i]) for i in up[: up.index(shared)]):
        return None
    between = [*up[1 : up.index(shared)], *down[: down.index(shared)]]
    for i in between:
        token = sentence.tokens[i]
        marks = {t.lower for t in sentence.children(token, "mark", "case")}
        same_day = day and "before" in marks and i in down and token.lower.endswith("ing")
        if marks & _OTHER_TIMES and token.lower not in _HOURS and not same_day:
            return None
    return up.index(shared) + down.index(shared)


def _tells_of_another(sentence: Sentence, verb: Token) -> bool:
    """Whether a relative clause has a time of its own: "travelled to Athens, which had become the capital in 1834".

    Not "to Athens, where he arrived in May", nor "in the year which others count as 1689".
    """
    told_of = sentence.head(verb)
    if verb.dep != "acl:relcl" or {base(t.text, "NOUN") for t in (told_of, sentence.head(told_of))} & _TIMES:
        return False
    subjects = {t.lower for t in sentence.children(verb, "nsubj", "nsubj:pass")}
    return not subjects & _SOMEBODY or any(t.lower == "had" for t in sentence.children(verb, "aux", "aux:pass"))


def _path(sentence: Sentence, token: Token) -> list[int]:
    path = [token.i]
    while token.head != token.i:
        token = sentence.head(token)
        path.append(token.i)
    return path
