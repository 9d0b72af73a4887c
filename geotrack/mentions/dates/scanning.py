"""Finds date expressions in a text and joins those that belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from geotrack.mentions.dates.expressions import (
    Calendar,
    Dateless,
    Expression,
    Feast,
    Found,
    Shift,
    Span,
    Weekday,
)
from geotrack.mentions.dates.rules import RULES

_TOKEN = re.compile(r"[A-Za-z]+|\d+")
_BESIDE = re.compile(r"(?:,|\s|\()(?:\s{1,3})?(?:the\s)?")
_JOINT = re.compile(r"\s?([-–—])\s?|\s(to|until|till|through|and|or)\s(?:the\s)?")
_BETWEEN = re.compile(r"(?i)\bbetween\s(?:the\s)?$")
_ARTICLE = re.compile(r"(?i)\bthe\s$")


def scan(text: str) -> Iterator[Found]:
    """Every date expression of the text, in order.

    >>> [text_part.expression for text_part in scan("from 3 to 5 May")]
    [Calendar(year=None, month=5, day=3, last_day=5, weekday=None, nth=0, short_year=False, last_year=None, \
year_step=None, month_step=None, which='', approximate=False, last_of_month=False)]
    """
    position = 0
    for token in _TOKEN.finditer(text):
        if token.start() < position:
            continue
        found = _read(text, token)
        if found:
            found = _joined(text, found)
            position = found.end
            article = _ARTICLE.search(text, max(0, found.start - 4), found.start)
            yield replace(found, start=article.start()) if article else found


def _read(text: str, token: re.Match[str]) -> Found | None:
    """The expression that begins at this word."""
    start, word = token.span()[0], token[0].lower()
    rules = RULES.get(word if not word.isdigit() else "0") or RULES.get(word[:3])
    if not rules or (start and _glued(text, start, word)):
        return None
    for pattern, reader in rules:
        match = pattern.match(text, start)
        if match and (expression := reader(match)):
            return Found(start, match.end(), expression)
    return None


def _glued(text: str, start: int, word: str) -> bool:
    """Whether the word is a part of something longer: Su-57, 1,500, $20, "'49" excepted."""
    before = text[start - 1]
    if before.isalnum() or before in "_$£€#°":
        return True
    if before in "'’":
        return not word.isdigit()
    return before in "-.,:/+" and start > 1 and text[start - 2].isalnum() and (before in "-+" or word.isdigit())


def _read_at(text: str, position: int) -> Found | None:
    token = _TOKEN.match(text, position)
    return _read(text, token) if token else None


def _joined(text: str, found: Found) -> Found:
    """The expression with what belongs to it: weekday and date, both ends of a span, the day that it counts from."""
    expression = found.expression
    if isinstance(expression, Shift) and expression.start:
        beside = _BESIDE.match(text, found.end)
        start = _read_at(text, beside.end()) if beside else None
        if start and isinstance(start.expression, Calendar | Weekday | Feast):
            named = start.expression
            named = replace(named, side="") if isinstance(named, Feast) else named
            return Found(found.start, start.end, replace(expression, start=named))
        return replace(found, expression=Dateless("vague"))
    found = _with_neighbour(text, found)
    if not isinstance(found.expression, Calendar | Weekday):
        return found
    joint = _JOINT.match(text, found.end)
    other = _read_at(text, joint.end()) if joint else None
    if not joint or not other:
        return found
    other = _with_neighbour(text, other)
    linked = joint[2] in ("and", "or")
    between = linked and _BETWEEN.search(text, max(0, found.start - 12), found.start) is not None
    if _spans(found.expression, other.expression, neighbours_only=linked and not between):
        return Found(found.start, other.end, Span(found.expression, other.expression))
    return found


def _with_neighbour(text: str, found: Found) -> Found:
    """As in "Wednesday, September 13" and "24 April, Monday": one date."""
    first = found.expression
    beside = _BESIDE.match(text, found.end)
    other = _read_at(text, beside.end()) if beside and isinstance(first, Calendar | Weekday) else None
    if other is None:
        return found
    second = other.expression
    if isinstance(first, Weekday) and isinstance(second, Calendar) and second.day and second.weekday is None:
        return Found(found.start, other.end, replace(second, weekday=first.weekday))
    if (
        isinstance(first, Calendar)
        and first.day
        and first.weekday is None
        and isinstance(second, Weekday)
        and not second.which
        and (other.end == len(text) or text[other.end] in ".:;,)")
    ):
        return Found(found.start, other.end, replace(first, weekday=second.weekday))
    return found


def _spans(first: Expression, last: Expression, *, neighbours_only: bool) -> bool:
    """Whether the two can be the ends of one span of time."""
    if isinstance(first, Weekday) and isinstance(last, Weekday):
        return not last.which and (not neighbours_only or (last.weekday - first.weekday) % 7 == 1)
    if not isinstance(first, Calendar) or not isinstance(last, Calendar):
        return False
    if bool(first.day or first.month) != bool(last.day or last.month) or (first.day and not (last.day or last.month)):
        return False
    if not neighbours_only:
        return bool(last.month or not first.month) or bool(first.day and last.day)
    if first.day or last.day:
        return bool(first.month == last.month and first.day and last.day and last.day - first.day == 1)
    return bool(first.month and last.month and not first.year and last.month - first.month == 1)
