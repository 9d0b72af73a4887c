"""Which words tell a date.

A rule is a pattern and its reader. It begins at a word that sets it off, and only the rules of that word are tried
there, so that a sentence is read in one pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from geotrack.mentions.dates import readers
from geotrack.mentions.dates.expressions import Expression
from geotrack.mentions.dates.pieces import (
    CLAUSE_END,
    COUNTED,
    DAYS,
    MONTH,
    NUMBER,
    PART,
    UNIT,
    WEEKDAY,
    YEAR,
    YEAR_WORDS,
    S,
)
from geotrack.mentions.dates.words import CARDINALS, FEASTS, MONTHS, ORDINALS, SEASONS, WEEKDAYS

Reader = Callable[[re.Match[str]], "Expression | None"]
Rule = tuple[re.Pattern[str], Reader]


def _rule(pattern: str, reader: Reader, flags: int = re.IGNORECASE) -> Rule:
    return re.compile(pattern, flags), reader


_CASED = 0
_DAYS_THEN_MONTH = _rule(rf"{DAYS}(?:{S}day)?(?:{S}|-)(?:of{S})?(?P<month>{MONTH}){YEAR}", readers.with_month, _CASED)
_MONTH_THEN_DAYS = _rule(rf"(?P<month>{MONTH})\s?(?:the{S})?{DAYS}{COUNTED}{YEAR}", readers.with_month, _CASED)
_BARE_DAYS = _rule(
    rf"(?=\d*[A-Za-z]){DAYS}(?:{S}of{S}"
    rf"(?P<monthword>that{S}same|the{S}same|the{S}following|the{S}next|that|this|last|next)"
    rf"{S}month)?",
    readers.day_of_some_month,
    _CASED,
)
_COUNTED_TIME = _rule(
    rf"{NUMBER}(?:{S}and{S}a{S}(?:half|quarter))?(?:{S}(?:full|whole|long|more|further|other|short|days|nights))?"
    rf"(?:{S}(?:or|to){S}\w{{1,10}})?"
    rf"{S}{UNIT}s?(?:{S}and{S}a{S}half)?\b['’]?"
    rf"(?P<tail>{S}(?:ago|later|afterwards?|earlier|hence|previously|from{S}now|(?:after|before){S}(?:that|this)\b"
    rf"|on(?=,)|after{CLAUSE_END}|before{CLAUSE_END}))?",
    readers.counted,
)
_COUNTED_FROM = _rule(
    rf"{NUMBER}(?:{S}(?:more|full|whole))?{S}{UNIT}s?{S}(?P<side>after|before)\b(?!{CLAUSE_END}|{S}(?:that|this)\b)",
    readers.counted_from,
)
_INTO = _rule(rf"{NUMBER}{S}{UNIT}s?{S}into\b", readers.vague)
_CLOCK = _rule(r"\d{1,2}(?:[.:]\d{1,2})?\s?[ap]\.?\s?m\b\.?", readers.clock)
_CLOCK_BARE = _rule(
    r"\d{1,2}[.:][0-5]\d(?:\s?(?:GMT|UTC|hours|h)\b)?(?![\d%]|[.,]\d|\s(?:per\s?cent|percent|million|billion|points))",
    readers.clock_or_not,
)
_NUMERAL_RULES: tuple[Rule, ...] = (
    _rule(r"(\d{4})-(\d\d)-(\d\d)(?!\d)", readers.iso),
    _rule(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?!\d)", readers.slashed),
    _CLOCK,
    _DAYS_THEN_MONTH,
    _CLOCK_BARE,
    _COUNTED_FROM,
    _INTO,
    _COUNTED_TIME,
    _BARE_DAYS,
    _rule(
        rf"(?P<y>[1-9]\d{{2,3}})(?:\s?[-–/]\s?(?P<y2>\d{{4}}|\d\d))?(?![\w%°-]|[.,]\d){COUNTED}", readers.year, _CASED
    ),
    _rule(r"(?P<y>\d\d)(?!\w)", readers.short_year),
    _rule(rf"\d{{1,2}}{S}o['’]clock", readers.clock),
)

_HOUR_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_CLOCK_WORDS: tuple[Rule, ...] = (
    _rule(rf"(?:{_HOUR_WORDS}){S}o['’]clock(?:{S}in{S}the{S}(?:morning|afternoon|evening))?", readers.clock),
    _rule(rf"(?:{_HOUR_WORDS}){S}(?:in{S}the{S}(?:morning|afternoon|evening)|at{S}night)\b", readers.clock),
)
_NUMBER_RULES: tuple[Rule, ...] = (_COUNTED_FROM, _INTO, _COUNTED_TIME, *_CLOCK_WORDS)
_ORDINAL_RULES: tuple[Rule, ...] = (
    _rule(
        rf"(?P<nth>first|second|third|fourth|last){S}(?P<weekday>{WEEKDAY}){S}(?:of|in){S}(?P<month>{MONTH}){YEAR}",
        readers.nth_weekday,
    ),
    _rule(
        rf"(?P<part>(?:first|second|third|fourth|last|latter){S}(?:half|part|third|weeks?|days?|fortnight)){S}(?:of|in)"
        rf"{S}(?:(?P<month>{MONTH}){YEAR}|(?:the|(?P<which>that|this|last|next)){S}(?P<unit>month|year)\b)",
        readers.part_of_month,
    ),
    _DAYS_THEN_MONTH,
    _BARE_DAYS,
)
_FEAST_NAMES = sorted([*FEASTS, "new year"], key=len, reverse=True)
_FEAST_PATTERN = "|".join(
    re.sub(r"^st ", r"(?:st\.? |saint )", name).replace(" ", S).replace("'", "['’]") for name in _FEAST_NAMES
)
_FEAST = _rule(rf"(?:this{S})?(?P<feast>{_FEAST_PATTERN})(?![\w'’]){YEAR}", readers.feast)
_WEEKDAY_TAIL = rf"(?P<plural>s\b)?(?:['’]s)?(?:{S}{PART})?"
_WEEKDAY_RULES: tuple[Rule, ...] = (
    _rule(rf"(?P<weekday>{WEEKDAY})(?:{S}(?P<which>last|next))(?=[,.;:]|$)(?P<plural>)", readers.weekday),
    _rule(rf"(?P<weekday>{WEEKDAY})(?P<which>){_WEEKDAY_TAIL}\b", readers.weekday),
    _rule(rf"(Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?(?=,?{S}(?:\d|{MONTH}))", readers.weekday_abbreviated, _CASED),
)
_MONTH_RULES: tuple[Rule, ...] = (
    _MONTH_THEN_DAYS,
    _rule(rf"(?P<month>{MONTH}){YEAR}", readers.month_alone, _CASED),
)
_PART_RULE = _rule(
    rf"(?P<part>early|late|mid|beginning|start|end|ends|middle|close|turn)(?:-|{S})(?:(?:in|of){S})?"
    rf"(?:(?:the{S})?(?P<month>{MONTH}){YEAR}|(?:the|(?P<which>that|this|last|next)){S}(?P<unit>month|year)\b)",
    readers.part_of_month,
)
_UNIT_WORDS = "day|morning|afternoon|evening|night|week|weekend|month|year|fortnight"
_SEASON_WORDS = "spring|summer|autumn|fall|winter"
_NEXT = _rule(
    rf"(?P<which>next|following|previous|preceding|last|coming){S}(?P<word>(?:{_UNIT_WORDS}|{_SEASON_WORDS})\b"
    rf"|(?P<month>{MONTH}))",
    readers.next_one,
)
_NEXT_WEEKDAY = _rule(
    rf"(?P<which>next|following|previous|last|this|that|coming){S}(?P<weekday>{WEEKDAY}){_WEEKDAY_TAIL}\b",
    readers.weekday,
)
_SAME = _rule(
    rf"(?:same|(?:this|that)(?P<same>{S}(?:same|very))?){S}(?P<word>(?:day|morning|afternoon|evening|night|lunchtime"
    rf"|noon|week|weekend|month|year|{_SEASON_WORDS})\b|(?P<month>{MONTH}))(?!-)",
    readers.same_one,
)

_UNIT_BEFORE = _rule(rf"{UNIT}{S}(?P<side>before|after){CLAUSE_END}", readers.unit_before)
_COUNTED_FROM_ONE = _rule(
    rf"(?P<number>(?!))?(?P<uncertain>(?!))?{UNIT}{S}(?P<side>before|after)\b(?!{CLAUSE_END})",
    readers.counted_from,
)

RULES: Mapping[str, tuple[Rule, ...]] = {
    "0": _NUMERAL_RULES,
    **dict.fromkeys(CARDINALS, _NUMBER_RULES),
    **dict.fromkeys(("several", "few", "some", "many", "countless"), _NUMBER_RULES),
    **dict.fromkeys([word for word in ORDINALS if "-" not in word], _ORDINAL_RULES),
    "twenty": (*_ORDINAL_RULES, *_NUMBER_RULES),
    "thirty": (*_ORDINAL_RULES, *_NUMBER_RULES),
    "latter": _ORDINAL_RULES,
    "last": (*_ORDINAL_RULES[:2], _NEXT_WEEKDAY, _NEXT),
    **dict.fromkeys(("next", "following", "previous", "preceding", "coming"), (_NEXT_WEEKDAY, _NEXT)),
    "this": (_NEXT_WEEKDAY, _FEAST, _SAME),
    "that": (_NEXT_WEEKDAY, _SAME),
    "same": (_SAME,),
    **dict.fromkeys(
        ("today", "tonight", "yesterday", "tomorrow"), (_rule(rf"(\w+)(?:['’]s)?(?:{S}{PART})?", readers.today),)
    ),
    **dict.fromkeys(WEEKDAYS, _WEEKDAY_RULES),
    **dict.fromkeys(MONTHS, _MONTH_RULES),
    **dict.fromkeys(
        ("early", "late", "mid", "beginning", "start", "end", "ends", "middle", "close", "turn"), (_PART_RULE,)
    ),
    **dict.fromkeys(
        SEASONS,
        (
            _rule(
                rf"({_SEASON_WORDS})\b(?:(?:{S}of)?(?:{S}the{S}year)?{S}(?P<year>1\d{{3}}|20\d\d)"
                rf"(?:[-–/](?P<year2>\d{{4}}|\d\d))?(?!\w)|(?:{S}of)?{S}{YEAR_WORDS}{S}year\b)?",
                readers.season,
            ),
        ),
    ),
    **dict.fromkeys({name.replace("'", " ").split()[0] for name in _FEAST_NAMES} | {"saint"}, (_FEAST,)),
    "may": (_FEAST, *_MONTH_RULES),
    "april": (_FEAST, *_MONTH_RULES),
    **dict.fromkeys(
        ("morning", "afternoon", "evening", "night", "week", "month", "year"), (_COUNTED_FROM_ONE, _UNIT_BEFORE)
    ),
    "day": (
        _rule(rf"day{S}(before|after){S}(?:yesterday|tomorrow)\b", readers.yesterday_but_one),
        _rule(rf"day{S}(?:\d{{1,3}}|{_HOUR_WORDS})\b(?!{S}of\b)", readers.day_number),
        _COUNTED_FROM_ONE,
        _UNIT_BEFORE,
    ),
    "eve": (_rule(rf"eve{S}of\b", readers.eve),),
    "weekend": (_rule(r"weekend\b", readers.weekend),),
    **dict.fromkeys(
        ("minutes", "hours", "moments", "days", "weeks", "months", "years"),
        (_rule(rf"(\w+){S}(?:later|afterwards|earlier|ago)\b(?!{S}than\b)", readers.units_later),),
    ),
    **dict.fromkeys(
        ("noon", "midday", "midnight", "dawn", "dusk", "daybreak", "sunrise", "sunset", "nightfall", "overnight"),
        (_rule(r"\w+", readers.clock),),
    ),
    "half": (_rule(rf"half{S}past{S}(?:{_HOUR_WORDS}|\d{{1,2}})\b", readers.clock), *_NUMBER_RULES),
    "quarter": (_rule(rf"quarter{S}(?:to|past){S}(?:{_HOUR_WORDS}|\d{{1,2}})\b", readers.clock),),
    "recent": (_rule(rf"recent{S}(?:days|weeks|months|years)\b", readers.vague),),
    "recently": (_rule("recently", readers.vague),),
    "other": (_rule(rf"other{S}(?:day|week|night|evening)\b", readers.vague),),
    "lately": (_rule("lately", readers.vague),),
}
