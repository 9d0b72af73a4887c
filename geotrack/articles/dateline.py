"""The date of publication that a text states of itself, in its first or last lines.

Only a date that stands where papers, blogs and letters put theirs is one: alone on its line, behind a label
("Published:"), in a dateline ("KYIV, Aug 1, 2022 -"). A date inside a running sentence is part of the story. Every
other date of the article is counted from this one, so none is better than a wrong one.
"""

from __future__ import annotations

import re
from datetime import date

_MONTH_NAMES = "january february march april may june july august september october november december"
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}

_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b\.?),?\s+"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"1[4-9]\d\d|20\d\d"
# the group names carry the form's number because a name may stand once only
DATE = rf"""(?:
      (?P<y1>{_YEAR})-(?P<m1>\d\d)-(?P<d1>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)      # 2023-09-15
    | (?:{_WEEKDAY})?(?:the\s+)?(?P<d2>{_DAY})(?:\s+of)?\s+(?P<m2>{_MONTH}),?\s+(?P<y2>{_YEAR})(?!\d)  # 15 Sept 2023
    | (?:{_WEEKDAY})?(?P<m3>{_MONTH})\s+(?P<d3>{_DAY})(?:,\s*|\s+)(?P<y3>{_YEAR})(?!\d)     # September 15, 2023
    | (?P<d4>\d\d?)\.(?P<m4>\d\d?)\.(?P<y4>{_YEAR})(?!\d)                                   # 15.9.2023
    | (?P<a5>\d\d?)/(?P<b5>\d\d?)/(?P<y5>{_YEAR})(?!\d)                                     # 15/9/2023
    | (?P<y6>{_YEAR})/(?P<m6>\d\d)/(?P<d6>\d\d)(?!\d)                                       # 2023/09/15
)"""
_VERB = r"(?:published|posted|issued|released|first\s+published|made\s+public|publication\s+date|date|dated|pubdate)"
_FLAGS = re.IGNORECASE | re.VERBOSE

# "Published 4 May 2019, the report says …" is a sentence
_NO_SENTENCE = r"(?!,?\s+(?:the|a|an|he|she|it|they|his|her|its|their|this|that|was|were|and|but|in|at|to|for)\b)"
_LABELLED = re.compile(
    rf"^\W*{_VERB}\b(?:\s+(?:on|at))?\s*(?P<colon>[:|-])?\s*(?P<date>{DATE})(?(colon)|{_NO_SENTENCE})", _FLAGS
)
# "Posted by Jane Doe, 24 November 2019 | Filed under": the author stands between
_SIGNED = re.compile(
    rf"^\W*(?:{_VERB}\s+)?by\s+[^.!?\d]{{2,60}}?[,|·•(\s–—-]\s*(?P<date>{DATE})\s*(?:$|[|·•)])", _FLAGS
)
# "Home at last! posted Tuesday May 7 2019 by Ann": the headline and its line run together
_LABELLED_WITHIN = re.compile(
    rf"(?:[|·•(\[]|\s{{2}}|[-–—]\s|[!?.]\s)\s*{_VERB}\s+(?:on\s+)?(?P<date>{DATE}){_NO_SENTENCE}", _FLAGS
)
# "Annual report, released on 1 March 2019": the date ends the headline
_LABELLED_AT_END = re.compile(rf",\s+{_VERB}\s+(?:on\s+)?(?P<date>{DATE})\W*$", _FLAGS)
# "Presented in Paris on 25 October 2023", "STATEMENT OF WITNESS … Taken at Stoke, Wednesday 9 November 1983."
_MADE = re.compile(
    rf"(?:^|[.!?:]\s)(?-i:Taken|Presented|Written|Recorded|Sworn|Signed|Given)\b[^!?;]{{0,80}}?(?P<date>{DATE})\W*$",
    _FLAGS,
)
_WHOLE_LINE = re.compile(
    rf"""^[\W_]*(?:date\s*[:|]?\s*)?(?P<date>{DATE})
    (?:[\s,|·•]+(?:at\s+)?\d{{1,2}}[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s+[\w/+:-]+){{0,3}})?    # 3:05 p.m. Kyiv
    [\W_]*$""",
    _FLAGS,
)
# "5 July 2019. The doors opened early …", "Tuesday 7 May 2019. All times local"
_LINE_START = re.compile(rf"^\W*(?P<date>{DATE})\s*(?:\.\s|[|·•]|[-–—]{{1,2}}\s|:\s)", _FLAGS)
# "KYIV, Aug 1, 2022 -", "Sanya, 4 May 2008.", "NEW YORK, Friday, April 19, 1912. -", "Malta, 22 May 1915"
_DATELINE = re.compile(rf"^\W*(?P<place>[^!?:;\d\n]{{2,60}}?)[,(]\s*(?P<date>{DATE})\)?\s*(?:\.|[-–—:]|\(|$)", _FLAGS)
# "FLOODS IN THE NORTH Tuesday, May 7, 2019 -- The water rose": headline and text on one line
_AFTER_HEADLINE = re.compile(rf"(?:[A-Z]{{3,}}|[!?])[\s,]+(?P<date>(?i:{DATE}))\s*(?:--|—|–|-\s)", re.VERBOSE)
# an entry of a diary, a log or a programme begins with a day, with or without a year
_ENTRY = re.compile(rf"^\W*(?:{DATE}|(?:{_WEEKDAY})?{_DAY}\s+{_MONTH}|(?:{_WEEKDAY})?{_MONTH}\s+{_DAY}\b)", _FLAGS)

# words in a place's name that need no capital: "Rio de Janeiro", "The Camwy valley", "off Cape Horn"
_ARTICLES = {"of", "the", "de", "la", "le", "el", "di", "da", "do", "del", "des", "du", "al"}
_POSITIONS = {"on", "in", "at", "and", "near", "off", "aboard", "by"}
_LANDFORMS = {"valley", "river", "bay", "camp", "island", "islands", "house", "harbour", "road", "street"}
_SMALL_WORDS = _ARTICLES | _POSITIONS | _LANDFORMS

_MORE_ENTRIES = 2  # a text in which this many later lines begin with a day is a diary: its first day is not its date
_HEAD_LINES, _TAIL_LINES, _HEAD_LENGTH = 5, 3, 300


def published_in(text: str) -> str | None:
    r"""The day on which the text says that it was published, in EDTF; `None` where it does not say.

    >>> published_in("First ship sails\n\nKYIV, Aug 1, 2022 - A bulk carrier put to sea.")
    '2022-08-01'
    >>> published_in("He left Paris. On 4 May 2019, a Saturday, he came to Rome.")
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    head, tail = lines[:_HEAD_LINES], lines[-_TAIL_LINES:]
    labelled = (_LABELLED, _SIGNED, _LABELLED_WITHIN, _LABELLED_AT_END, _MADE)
    plain = (_WHOLE_LINE, _LINE_START, _DATELINE)
    for line in [*head, *tail]:
        for form in labelled:
            if found := _read(form, line):
                return found
    diary = sum(bool(_ENTRY.match(line[:_HEAD_LENGTH]) or _read(_DATELINE, line)) for line in lines) > _MORE_ENTRIES
    for line in [] if diary else head:
        for form in plain:
            if found := _read(form, line):
                return found
    if lines and not diary and (found := _read(_AFTER_HEADLINE, lines[0])):
        return found
    for line in [] if diary else reversed(tail):
        if found := _read(_WHOLE_LINE, line):
            return found
    return None


def without_date(line: str) -> str:
    """A line without the date it begins with, for a title: "date 2023-09-15 North Korean leader" begins with North.

    >>> without_date("date 2023-09-15 North Korean leader Kim Jong Un")
    'North Korean leader Kim Jong Un'
    """
    for form in (_LABELLED, _WHOLE_LINE, _LINE_START):
        if match := form.match(line[:_HEAD_LENGTH]):
            return line[match.end("date") :].lstrip(" \t.,:|·•-–—)")
    return line


def day_of(words: str) -> str | None:
    """The day that some words name and nothing else, in EDTF: what a person writes into front matter.

    >>> day_of("Friday, 15 September 2023"), day_of("2023-09-15T08:00:00Z"), day_of("03/04/2023")
    ('2023-09-15', '2023-09-15', None)
    """
    return _read(_WHOLE_LINE, words.strip())


def _read(form: re.Pattern[str], line: str) -> str | None:
    match = form.search(line[:_HEAD_LENGTH])
    if not match:
        return None
    groups = match.groupdict()
    if groups.get("place") and not _names_a_place(groups["place"]):
        return None
    return _edtf({key: value for key, value in groups.items() if value and key != "date"})


def _names_a_place(words: str) -> bool:
    """Whether the words before a date may be a place, and not the beginning of a sentence."""
    known = [word for word in re.findall(r"[^\W\d_][\w'’.-]*", words) if word.lower() not in _SMALL_WORDS]
    return 0 < len(known) <= 6 and all(word[0].isupper() for word in known)


def _edtf(groups: dict[str, str]) -> str | None:
    parts = {key[0]: value for key, value in groups.items() if key[1:].isdigit()}
    if "a" in parts:  # 15/9 can only be September, 9/15 too; 3/4 is March in one country and April in another
        a, b = int(parts["a"]), int(parts["b"])
        if min(a, b) > 12 or (max(a, b) <= 12 and a != b):
            return None
        parts["d"], parts["m"] = str(max(a, b)), str(min(a, b))
    month = parts["m"].lower().rstrip(".")
    day = parts["d"].lower().rstrip("stndrh")
    try:
        return date(int(parts["y"]), MONTHS.get(month) or int(month), int(day)).isoformat()
    except ValueError:  # 31 June
        return None
