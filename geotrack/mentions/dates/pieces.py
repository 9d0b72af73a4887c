"""The pieces that the patterns of dates are made of."""

from __future__ import annotations

from geotrack.mentions.dates.words import ORDINALS

# bounded, so that no run of blanks can be read again and again
S = r"[\s\u00a0]{1,3}"
MONTH = (
    r"(?i:jan(?:uary\b|\b\.?)|feb(?:ruary\b|\b\.?)|mar(?:ch\b|\b\.?)|apr(?:il\b|\b\.?)|may\b|june?\b|july?\b"
    r"|aug(?:ust\b|\b\.?)|sept?(?:ember\b|\b\.?)|oct(?:ober\b|\b\.?)|nov(?:ember\b|\b\.?)|dec(?:ember\b|\b\.?))"
)
WEEKDAY = r"(?i:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
PART = rf"(?:(?:early|late){S})?(?:morning|afternoon|evening|night|lunchtime|nights)\b"
_FIRST_TO_NINTH = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_TENTH_ON = "|".join(word for word in ORDINALS if "-" not in word and word not in _FIRST_TO_NINTH)
ORDINAL = rf"(?i:(?:(?:twenty-)?(?:{_FIRST_TO_NINTH})|thirty-first|{_TENTH_ON})\b)"
DAY = rf"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|d)?(?![\w°%]|[.:]\d|,\d{{3}})|{ORDINAL})"
SEPARATOR = (
    rf"(?:(?:{S})?[-–—/,&](?:{S})?(?:and{S})?(?:the{S})?"
    rf"|{S}(?:to|and|or|until|till|through|into)(?:{S}the)?{S})"
)
DAYS = rf"(?P<days>{DAY}(?:{SEPARATOR}{DAY}){{0,6}})"
YEAR_WORDS = rf"(?P<yearword>that{S}same|the{S}same|the{S}following|the{S}next|the{S}previous|that|this|last|next)"
YEAR = (
    rf"(?:,?(?:{S}in|{S}of)?(?:{S}the{S}year)?(?:{S}|,|-)(?P<year>1\d{{3}}|2[01]\d\d)(?![\w°%]|[.,]\d)"
    rf"|(?:{S}of)?{S}['’](?P<short>\d\d)\b"
    rf"|,?(?:{S}(?:of|in))?{S}{YEAR_WORDS}{S}year\b"
    rf"|{S}of{S}the{S}year{S}(?P<yearpast>past|before))?"
)
COUNTED = (
    r"(?!\s(?:people|persons?|men|women|children|soldiers|troops|ships|horses|dollars|euros|pounds|tons|tonnes|metres|"
    r"meters|miles|kilometres|kilometers|km|feet|yards|acres|degrees|per|percent|million|billion|thousand|or so)\b)"
)
UNIT = r"(?P<unit>minute|hour|day|night|morning|afternoon|evening|week|weekend|fortnight|month|year)"
# a word is looked up by the reader; the rule begins only at words that can be numbers
NUMBER = (
    rf"(?P<number>\d{{1,3}}(?![\d,])|(?i:(?P<uncertain>(?:a{S})?few|several|some|many|a{S}number{S}of|countless)\b"
    rf"|a{S}(?:couple{S}of|dozen|hundred)|half{S}a{S}dozen|[a-z]+(?:-[a-z]+)?))"
)
# after "the day before", "two days after": the end of what is told, so that it counts from the day told before
CLAUSE_END = rf"(?=\s?[,.;:!?)”\"—]|\s?$|{S}(?:and|but|in|at)\b)"
