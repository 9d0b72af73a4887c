"""Readers: what the words that a pattern has matched say of a date.

A reader makes an expression of a match, or declines. It may look at what stands right before and behind.
"""

from __future__ import annotations

import re
from itertools import pairwise

from geotrack.mentions.dates.expressions import (
    Base,
    Calendar,
    Dateless,
    Expression,
    Feast,
    Period,
    Season,
    Shift,
    Weekday,
)
from geotrack.mentions.dates.pieces import DAY, MONTH, S
from geotrack.mentions.dates.words import CARDINALS, MONTHS, ORDINALS, SEASONS, WEEKDAYS

_A_DAY = re.compile(DAY)


def _month(word: str) -> int:
    return MONTHS[word[:3].lower()]


def _is_month_name(word: str, beside_a_day: bool) -> bool:
    """Whether the word is written as months are; "may" and "march" are verbs, "May" alone may be a name."""
    word = word.rstrip(".")
    if word[0].islower():
        return beside_a_day and len(word) > 3 and word not in ("march", "sept")
    return True


def _days(words: str) -> tuple[int, int | None] | None:
    """The first and the last of a list of days: "9, 10, 11", "26th and 29th"; commas join only neighbours."""
    named = list(_A_DAY.finditer(words))
    first = last = _ordinal(named[0][0])
    for one, other in pairwise(named):
        joint, number = words[one.end() : other.start()], _ordinal(other[0])
        if number <= last or ("," in joint and "and" not in joint and number != last + 1):
            return None
        last = number
    return first, last if last != first else None


def _ordinal(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else ORDINALS[word.lower()]


def _before(match: re.Match[str], pattern: re.Pattern[str]) -> re.Match[str] | None:
    """What stands right before the match; the pattern ends in `$`."""
    return pattern.search(match.string[max(0, match.start() - 24) : match.start()])


def _behind(match: re.Match[str], length: int) -> str:
    """What stands right behind the match; a slice up to the end of the text would be quadratic."""
    return match.string[match.end() : match.end() + length]


def _year_parts(match: re.Match[str]) -> tuple[int | None, bool, tuple[Base, int] | None]:
    """Year, whether its century is missing, and the year told by another one."""
    if match["year"]:
        return int(match["year"]), False, None
    if match["short"]:
        return int(match["short"]), True, None
    if match["yearpast"]:
        return None, False, ("publication", -1)
    if match["yearword"]:
        return None, False, _step(match["yearword"])
    return None, False, None


def _step(words: str) -> tuple[Base, int]:
    words = " ".join(words.lower().split())
    if words in ("last", "next", "this"):
        return "publication", {"last": -1, "next": 1, "this": 0}[words]
    return "story", 1 if words in ("the following", "the next") else -1 if words == "the previous" else 0


# --- calendar dates ------------------------------------------------------------------------------------------------


def iso(match: re.Match[str]) -> Expression:
    """As in "2023-09-13"."""
    return Calendar(int(match[1]), int(match[2]), int(match[3]))


def slashed(match: re.Match[str]) -> Expression:
    """As in "13/09/2023", "13.9.2023"; "12/06/2024" can be read two ways and tells no date."""
    one, other, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or one > 12 or one == other:  # with dots it is always the day first
        return Calendar(year, other, one) if other <= 12 else Dateless("vague")
    return Calendar(year, one, other) if other > 12 else Dateless("vague")


def with_month(match: re.Match[str]) -> Expression | None:
    """As in "September 13", "the 8th of July 1497", "9, 10 and 11 May", "22 July of that year"."""
    days = _days(match["days"])
    if not days or not _is_month_name(match["month"], beside_a_day=True):
        return None
    year, short, step = _year_parts(match)
    return Calendar(year, _month(match["month"]), *days, short_year=short, year_step=step)


_MONTH_CUE = re.compile(
    r"(?i)(?:^|\W)(?:in|of|by|until|till|since|from|during|through|between|before|after|early|late|mid|"
    r"around|about|this|that|last|next|following)[\s-]+$"
    rf"|\b{MONTH}{S}(?:and|or|to|until|through){S}$"
)
_MONTH_FOLLOWS = re.compile(rf"{S}(?:and|or|to|until|through){S}{MONTH}|[-–]{MONTH}")
_ABOUT = re.compile(r"(?i)\b(?:about|around|circa|ca?\.|roughly|some|nearly|almost|over|under|barely|than|or so)\s$")


def month_alone(match: re.Match[str]) -> Expression | None:
    """As in "in October", "March 1968"."""
    word = match["month"]
    # April, May, June and August are names of people, March is a town and a verb
    doubtful = len(word) < 6 or word.lower() == "august"
    year, short, step = _year_parts(match)
    if not _is_month_name(word, beside_a_day=False):
        return None
    follows = _MONTH_FOLLOWS.match(match.string, match.end())
    if doubtful and not (year or step or follows or _before(match, _MONTH_CUE)):
        return None
    if word.lower() in ("may", "march") and not year and _before(match, re.compile(r"(?i)\b(?:to|for|and|as)\s$")):
        return None
    return Calendar(year, _month(word), short_year=short, year_step=step, approximate=bool(_before(match, _ABOUT)))


# a noun after it makes an ordinal count something else: "the 26th parallel", "the 5th Fleet"
_DAY_FOLLOWS = re.compile(
    rf"\s*(?:[,.;:!?()”\"—–|]|$|-\s)|{S}(?:a|all|and|as|at|after|before|both|but|by|for|from|had|he|her|his|I|in|is|it|"
    r"its|my|nor|on|or|our|she|so|some|that|the|their|there|they|this|to|two|was|were|we|when|where|while|who|with|"
    r"without|you)\b"
    r"|\s(?!(?:Airborne|Amendment|Armou?red|Army|Avenue|Battalion|Brigade|Cavalry|Century|Congress|Corps|Division|Duke|"
    r"Earl|Fleet|Foot|Hussars|Infantry|Lancers|Marines?|Parallel|Regiment|Squadron|Street|Symphony|World|Wing)\b)[A-Z]"
)
_ON_THE = re.compile(
    rf"(?i)\b(?:on|by|till|until|since|from|before|after|between|of|about|to){S}(?:or{S}about{S})?the{S}$"
)
_THE = re.compile(rf"(?i)\bthe{S}$")


def day_of_some_month(match: re.Match[str]) -> Expression | None:
    """As in "the 22nd", "the fifteenth": needs the article, and nothing after it that it may count."""
    days = _days(match["days"])
    in_words = match["days"][0].isalpha()
    if not days or not _before(match, _ON_THE if in_words else _THE):
        return None
    if match["monthword"]:
        step: tuple[Base, int] = _step(match["monthword"])
        return Calendar(day=days[0], last_day=days[1], month_step=step)
    if not in_words and not re.match(r"\d+(?:st|nd|rd|th|d)", match["days"]):
        return None
    return Calendar(day=days[0], last_day=days[1]) if _DAY_FOLLOWS.match(match.string, match.end()) else None


_YEAR_CUE = re.compile(
    rf"(?i)(?:(?:^|\W)(?:in|since|until|till|before|after|during|from|between|year|early|late|mid|began|of|by|about|"
    rf"around|circa|ca?\.|to|and|through|born|as|Lord|A\.?D\.?){S}|\bmid-|\()$"
)
_SURE_YEAR_CUE = re.compile(rf"(?i)(?:^|\W)(?:in|since|year|about|circa|by|from|until){S}$")


def year(match: re.Match[str]) -> Expression | None:
    """As in "in 1917", "from 1914-18", "(2019)"."""
    year = int(match["y"])
    cue = _YEAR_CUE if year >= 1000 else _SURE_YEAR_CUE
    if not _before(match, cue) or re.match(r"\s[a-z]+(?<!wa)(?<!i)(?<!hi)s\b", _behind(match, 24)):
        return None
    last = match["y2"]
    last_year = int(match["y"][: len(match["y"]) - len(last)] + last) if last else None
    if last_year is not None and last_year <= year:
        return None
    return Calendar(year, last_year=last_year, approximate=bool(_before(match, _ABOUT)))


_SHORT_YEAR_CUE = re.compile(rf"(?i)\b(?:in|of|year|since|until|by|summer|winter|spring|autumn){S}['’‘]$")


def short_year(match: re.Match[str]) -> Expression | None:
    """As in "the winter of '49"."""
    return Calendar(int(match["y"]), short_year=True) if _before(match, _SHORT_YEAR_CUE) else None


def part_of_month(match: re.Match[str]) -> Expression | None:
    """As in "the end of January 1498", "mid-March", "the first half of August": the month, nothing finer."""
    if match["month"]:
        if not _is_month_name(match["month"], beside_a_day=False):
            return None
        year, short, step = _year_parts(match)
        end = "day" in match["part"] and "days" not in match["part"]
        return Calendar(
            year,
            _month(match["month"]),
            day=1 if end and match["part"].lower().startswith("first") else None,
            last_of_month=end and match["part"].lower().startswith("last"),
            short_year=short,
            year_step=step,
        )
    which = (match["which"] or "").lower()
    if which in ("next", "last", "this"):
        return Period(match["unit"], *_step(which))
    return Period(match["unit"], "story", 0)


# --- weekdays ------------------------------------------------------------------------------------------------------

_NOT_A_WEEKDAY = re.compile(r"(?i)\b(?:black|bloody|super|sheffield|cyber|manic|freaky|ruby)\s$")


def weekday(match: re.Match[str]) -> Expression | None:
    """As in "on Monday morning", "last Tuesday", "Sunday last", "the Friday"."""
    if _before(match, _NOT_A_WEEKDAY):
        return None
    if match["plural"]:
        return Dateless("vague")
    which = (match["which"] or "").lower()
    if not which and _before(match, re.compile(rf"(?i)\bthe{S}$")):
        which = "the"
    return Weekday(WEEKDAYS[match["weekday"][:3].lower()], which)


def nth_weekday(match: re.Match[str]) -> Expression | None:
    """As in "the last Saturday in June"."""
    year, short, step = _year_parts(match)
    nth = -1 if match["nth"].lower() == "last" else ORDINALS[match["nth"].lower()]
    return Calendar(
        year,
        _month(match["month"]),
        weekday=WEEKDAYS[match["weekday"][:3].lower()],
        nth=nth,
        short_year=short,
        year_step=step,
    )


def weekday_abbreviated(match: re.Match[str]) -> Expression:
    """As in "Wed. 13 September"."""
    return Weekday(WEEKDAYS[match[1][:3].lower()])


# --- told by another day -------------------------------------------------------------------------------------------

_NOW = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def today(match: re.Match[str]) -> Expression:
    """As in "today", "tomorrow morning"."""
    return Shift(_NOW[match[1].lower()], "day", "publication")


def yesterday_but_one(match: re.Match[str]) -> Expression:
    """As in "the day before yesterday"."""
    return Shift(-2 if match[1].lower() == "before" else 2, "day", "publication")


def same_one(match: re.Match[str]) -> Expression | None:
    """As in "the same day", "that evening", "this morning", "this week", "that May", "this spring"."""
    word = match["word"].lower()
    this = match[0].lower().startswith("this") and "same" not in match[0].lower()
    base: Base = "publication" if this else "story"
    if word in ("week", "weekend", "month", "year"):
        return Period(word, base, 0)
    if word in SEASONS:
        return Season(SEASONS[word], which="this" if this else "that")
    if match["month"]:
        named = _is_month_name(match["word"], beside_a_day=False)
        return Calendar(month=_month(word), which="this" if this else "that") if named else None
    return Shift(0, "day", "story" if word == "day" and not match["same"] and not this else base)


def next_one(match: re.Match[str]) -> Expression | None:
    """As in "the next day", "the following May", "last week", "next autumn", "the previous evening"."""
    which, word = match["which"].lower(), match["word"].lower()
    step = 1 if which in ("next", "following", "coming") else -1
    with_article = bool(_before(match, _THE))
    told = which in ("following", "previous", "preceding") or (which == "next" and with_article)
    if word in ("week", "weekend", "month", "year", "fortnight"):
        if which in ("last", "past") and with_article:  # "over the last week"
            return Dateless("duration", {"week": 7, "month": 30, "year": 365}.get(word, 0))
        return Period(word, "story" if told else "publication", step)
    if word in SEASONS:
        return Season(SEASONS[word], which="following" if told and step > 0 else "last" if step < 0 else "next")
    if match["month"]:
        if not _is_month_name(match["word"], beside_a_day=False):
            return None
        if re.match(rf"{S}\d", _behind(match, 3)):
            return None
        return Calendar(month=_month(word), which="following" if told and step > 0 else "last" if step < 0 else "next")
    if which == "last" and word != "night":
        return None  # "the last day"
    return Shift(step, "day", "publication" if which == "last" else "story")


_FOR = re.compile(rf"(?i)\bfor{S}$")
_NEW_CLAUSE = re.compile(rf",?{S}(?:he|she|they|we|it|I|the|a|his|her|there)\b")
_CLAUSE = re.compile(rf"{_NEW_CLAUSE.pattern}|[,.;]")


def counted(match: re.Match[str]) -> Expression | None:
    """As in "two days later", "three weeks ago", "a day before", "for ten days", "after a week"."""
    unit, tail = match["unit"].lower(), " ".join((match["tail"] or "").lower().split())
    about = bool(match["uncertain"] or _before(match, _ABOUT))
    count = 0 if match["uncertain"] else _cardinal(match["number"])
    if unit == "fortnight":
        unit, count = "week", 2 * count
    elif unit in ("night", "morning", "afternoon", "evening"):
        unit = "day"
    if not tail or (tail == "after that" and _before(match, _FOR)):
        if unit == "weekend" or re.match(r"[-\w]|\s+(?:old|of age|olds?)\b", _behind(match, 12)):
            return None
        if (
            count
            and unit in ("day", "week", "month", "year")
            and _before(match, re.compile(rf"(?i)\bafter{S}$"))
            and (_NEW_CLAUSE if unit in ("day", "week") or count > 50 else _CLAUSE).match(match.string, match.end())
        ):
            return Shift(count, unit, "story", about)
        return Dateless("duration", count * {"day": 1, "week": 7, "month": 30, "year": 365}.get(unit, 0))
    if unit in ("minute", "hour"):
        if tail == "ago":
            return Shift(0, "day", "publication") if count <= 6 else Dateless("vague")
        return Shift(0, "day", "story") if tail.split()[0] in ("later", "afterwards", "afterward", "earlier") else None
    if not count or (tail == "later" and re.match(rf"{S}than\b", _behind(match, 6))):
        return Dateless("vague")
    back = tail.split()[0] in ("ago", "earlier", "before", "previously")
    base: Base = "publication" if tail in ("ago", "hence", "from now") else "story"
    # "three weeks ago" is seldom meant to the day
    return Shift(-count if back else count, unit, base, about or (tail == "ago" and unit == "week"))


def _cardinal(word: str) -> int:
    return int(word) if word.isdigit() else CARDINALS.get(" ".join(word.lower().split()), 0)


def counted_from(match: re.Match[str]) -> Expression:
    """As in "three days after it tore across Madagascar": from an event, unless a date follows ("after Christmas")."""
    unit = match["unit"].lower()
    count = 1 if match["number"] is None else 0 if match["uncertain"] else _cardinal(match["number"])
    if unit == "fortnight":
        unit, count = "week", 2 * count
    elif unit in ("night", "morning", "afternoon", "evening"):
        unit = "day"
    back = match["side"].lower() == "before"
    return Shift(-count if back else count, unit, "story", start=Dateless("vague"))


def unit_before(match: re.Match[str]) -> Expression | None:
    """As in "the day before", "the morning after"."""
    unit, step = match["unit"].lower(), 1 if match["side"].lower() == "after" else -1
    if unit in ("week", "month", "year"):
        return Period(unit, "story", step)
    return Shift(step, "day", "story")


def units_later(match: re.Match[str]) -> Expression:
    """As in "days later", "hours earlier": how many is left open."""
    return Shift(0, "day", "story") if match[1].lower() in ("minutes", "hours", "moments") else Dateless("vague")


def weekend(match: re.Match[str]) -> Expression | None:
    """As in "over the weekend"."""
    return Period("weekend", "publication", 0) if _before(match, _THE) else None


# --- seasons and feasts --------------------------------------------------------------------------------------------

_SEASON_CUE = re.compile(
    rf"(?i)\b(?:in|by|during|until|till|of|since|from|through|throughout|over|late|early|mid|before|after){S}"
    rf"(?:the{S}(?:early{S}|late{S})?)?$"
)


def season(match: re.Match[str]) -> Expression | None:
    """As in "the summer of 1944", "in the spring"."""
    year = int(match["year"]) if match["year"] else None
    step = _step(match["yearword"]) if match["yearword"] else None
    cue = _before(match, _SEASON_CUE)
    if not year and not step and not (cue and "the" in cue[0].lower()):
        return None  # "a hot spring", "in winter", "to winter"
    if not year and not step and not _DAY_FOLLOWS.match(match.string, match.end()):
        return None  # "the winter leaflet"
    if re.match(r"\s[A-Z]", _behind(match, 2)) and not year and match[1][0].isupper():
        return None  # "the Winter Palace"
    last = match["year2"]
    last_year = int(str(year)[: 4 - len(last)] + last) if last and year else None
    return Season(SEASONS[match[1].lower()], year, last_year, step)


_NEAR = re.compile(rf"(?i)\b(before|after|until|towards?){S}(?:the{S})?$")


def feast(match: re.Match[str]) -> Expression | None:
    """As in "Christmas Eve", "Easter 1950"."""
    name = " ".join(match["feast"].lower().replace("’", "'").replace("saint ", "st ").replace("st. ", "st ").split())
    if name == "new year":
        name = "new year's day"
    following = _behind(match, 16)
    if not match["year"] and re.match(
        r"\s[A-Z][a-z]|\s(?i:list|cards?|tree|eggs?|rising|fair|dinner|lights)\b", following
    ):
        return None  # "Christmas Island", "the Easter fair"
    near = _before(match, _NEAR)
    side = near[1].lower() if near and near[1].lower() in ("before", "after") else ""
    return Feast(name, int(match["year"]) if match["year"] else None, _year_parts(match)[2], side)


def eve(_: re.Match[str]) -> Expression:
    """As in "the eve of the Assumption": the day before what follows."""
    return Shift(-1, "day", "story", start=Dateless("vague"))


# --- no date of their own ------------------------------------------------------------------------------------------


def clock(_: re.Match[str]) -> Expression:
    """As in "7.30 a.m.", "at noon"."""
    return Dateless("clock")


_AT = re.compile(rf"(?i)\b(?:at|by|from|until|till|about|around|before|after|past|to|due|and|time|shortly){S}$")


def clock_or_not(match: re.Match[str]) -> Expression | None:
    """As in "14.30" is an hour after "at" and at the head of a line, and a number elsewhere."""
    if match.start() == 0 or ":" in match[0] or _before(match, _AT):
        return Dateless("clock")
    return None


def vague(_: re.Match[str]) -> Expression:
    """As in "the other day"."""
    return Dateless("vague")


def day_number(_: re.Match[str]) -> Expression:
    """As in "day nine"."""
    return Dateless("day-number")
