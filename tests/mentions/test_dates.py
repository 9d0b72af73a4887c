"""Each line: words as articles write them, and the date that a careful reader takes from them."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geotrack import when
from geotrack.mentions.dates import day_heading, find_dates

PUBLISHED = "2023-09-15"  # a Friday


def dates(text, **view):
    return [
        phrase.date for phrase in find_dates(text, **{"published": PUBLISHED, "anchor": None, **view}) if phrase.date
    ]


def table(lines):
    """`words → date date`, one a line; nothing after the arrow where no date may be found."""
    rows = [line.partition("→") for line in lines.strip().splitlines() if line.strip()]
    return [pytest.param(words.strip(), wanted.split(), id=words.strip()) for words, _, wanted in rows]


ABSOLUTE = """
on 13 September 2023 → 2023-09-13
on September 13, 2023, → 2023-09-13
September 13th, 2023 → 2023-09-13
the 13th of September 2023 → 2023-09-13
the 13th of September, 2023 → 2023-09-13
Constantinople, 10th October 1883 → 1883-10-10
On Saturday, the 8th of July 1497, we left → 1497-07-08
On Saturday the 7th of April 1498 we cast anchor → 1498-04-07
this 3d of May 1804 → 1804-05-03
on the 2d of May 1804 → 1804-05-02
This 25th day of May 1720 there appeared → 1720-05-25
from the 24th day of May 1575 → 1575-05-24
on the twentieth of May 1498 → 1498-05-20
on the twenty-first of May 1498 → 1498-05-21
the thirty-first of December 1899 → 1899-12-31
on the seventh of September 1947 → 1947-09-07
Monday, February 20, 2023, 3:05 p.m. Kyiv → 2023-02-20
Taken at the station, Wednesday 9 November 1983. → 1983-11-09
Friday 4 August 2023 → 2023-08-04
Thursday 11 August 2022 → 2022-08-11
on 11 August 2022 Thursday. → 2022-08-11
CHRISTMAS LIST, 24 DECEMBER 1905 → 1905-12-24
MAY 9, 2021 → 2021-05-09
2023-09-13 → 2023-09-13
(2023-09-13) → 2023-09-13
13/09/2023 → 2023-09-13
09/13/2023 → 2023-09-13
05/05/2023 → 2023-05-05
13.9.2023 → 2023-09-13
12.6.2024 → 2024-06-12
12/06/2024 →
99/99/2024 →
31 June 2023 →
30 February 2023 →
29 February 2024 → 2024-02-29
on Sept. 5, 1957, a reviewer → 1957-09-05
14-Jun-2020 → 2020-06-14
Oct 3, 1993 → 1993-10-03
In October 1503 a clerk → 1503-10
in March 1968 → 1968-03
March 1968 → 1968-03
May 2019 → 2019-05
in May of 1961 → 1961-05
in April, 1951 → 1951-04
in Sept. 1957 → 1957-09
at the end of January 1498 we lay → 1498-01
early June 1980 → 1980-06
mid-March 1912 → 1912-03
in mid-March 1912 → 1912-03
by the middle of March 1963 → 1963-03
towards the end of July 1903 → 1903-07
at the beginning of February 1844 → 1844-02
in the first half of August 1947 → 1947-08
in the third week of August 1947 → 1947-08
in the last week of November 1861 → 1861-11
from the first days of September 1905 → 1905-09
on the last day of February 1915 → 1915-02-28
on the first day of March 1915 → 1915-03-01
on the last Saturday in June 1980 → 1980-06-28
the first Monday of May 2022 → 2022-05-02
in 1917 → 1917
In 1204 the crusaders sacked that city → 1204
In 866 they came → 0866
In 629 a young monk → 0629
since 1929 → 1929
by 1797 → 1797
host in 2012 → 2012
the Galveston storm of 1900 → 1900
(1844) → 1844
early 1917 → 1917
in the year 1575 → 1575
the year of Our Lord 1575 → 1575
about 1510 → 1510~
until about 1510, when → 1510~
circa 1260 → 1260~
in about 1830 misread → 1830~
From 1516 to 1521 → 1516/1521
from 1992 to 2011 → 1992/2011
between 1942 and 1945 → 1942/1945
in 1914-18 → 1914/1918
in 1914–1918 → 1914/1918
the summer of 1944 → 1944
in the spring of 1746 → 1746
in the late spring of 1950 → 1950
in the autumn of 1755 → 1755
the winter of 1755-56 → 1755/1756
in summer 1497 → 1497
Christmas Eve 1999 → 1999-12-24
at Christmas 1950 → 1950-12-25
Easter Monday 1916 → 1916-04-24
Good Friday 1930 → 1930-04-18
Whit Sunday 1520 → 1520-05-27
Thanksgiving 2023 → 2023-11-23
"""

SPANS = """
from 20 April to 10 June 1974 → 1974-04-20/1974-06-10
From 14 June until the end of July 1974 → 1974-06-14/1974-07
from June 3 to 7, 2022 → 2022-06-03/2022-06-07
June 3-7, 2022 → 2022-06-03/2022-06-07
3-7 June 2022 → 2022-06-03/2022-06-07
3–7 June 2022 → 2022-06-03/2022-06-07
2-7 July 2022 → 2022-07-02/2022-07-07
between 12 and 15 May 2022 → 2022-05-12/2022-05-15
between May 12 and 15, 2022 → 2022-05-12/2022-05-15
between Jan. 9 and Jan. 16, 2023 → 2023-01-09/2023-01-16
13 and 14 August 2022 → 2022-08-13/2022-08-14
on Feb. 27 and 28, 2019 → 2019-02-27/2019-02-28
May 9, 10, 11, 12, 2024 - Paris → 2024-05-09/2024-05-12
on the fourteenth or fifteenth of January 1912 → 1912-01-14/1912-01-15
the 26th to the 29th of November 1812 → 1812-11-26/1812-11-29
on the night of 12-13 March 2023 → 2023-03-12/2023-03-13
on the night of 18/19 May 1961 → 1961-05-18/1961-05-19
from 28 December 2019 to 3 January 2020 → 2019-12-28/2020-01-03
from 28 December to 3 January 2020 → 2019-12-28/2020-01-03
from Thursday 15 August 2024 to Tuesday 20 August 2024 → 2024-08-15/2024-08-20
in February and March 2023 → 2023-02/2023-03
April and May 1916 → 1916-04/1916-05
from June to August 1917 → 1917-06/1917-08
from June 1917 to March 1918 → 1917-06/1918-03
from 10 September to 12 September → 2023-09-10/2023-09-12
September 10-12 → 2023-09-10/2023-09-12
from December 28 to January 3 → 2022-12-28/2023-01-03
from Monday to Wednesday → 2023-09-11/2023-09-13
on Wednesday and Thursday → 2023-09-13/2023-09-14
on Monday and Thursday → 2023-09-11 2023-09-14
on June 5 and on June 8 → 2023-06-05 2023-06-08
May 4, 20 people died → 2023-05-04
"""

SEEN_FROM_PUBLICATION = """
Wednesday, September 13 → 2023-09-13
Sunday, Feb. 19 → 2023-02-19
His train arrived today, September 15, in Komsomolsk → 2023-09-15 2023-09-15
today → 2023-09-15
tonight → 2023-09-15
yesterday → 2023-09-14
yesterday evening → 2023-09-14
the day before yesterday → 2023-09-13
last night → 2023-09-14
this morning → 2023-09-15
early this morning → 2023-09-15
this evening → 2023-09-15
On Thursday → 2023-09-14
on Friday → 2023-09-15
on Monday morning → 2023-09-11
late on Tuesday → 2023-09-12
early Wednesday → 2023-09-13
by Tuesday night → 2023-09-12
Saturday's Mass in Santiago → 2023-09-09
MONDAY → 2023-09-11
thursday morning in mostar → 2023-09-14
last Tuesday → 2023-09-12
last Friday → 2023-09-08
last Saturday evening → 2023-09-09
Sunday last. → 2023-09-10
September 15 → 2023-09-15
Sept. 12 → 2023-09-12
Sept 12 → 2023-09-12
on August 31 → 2023-08-31
on December 31 → 2022-12-31
on 4 july → 2023-07-04
in July → 2023-07
In October → 2022-10
in September → 2023-09
in May → 2023-05
in March → 2023-03
last June → 2023-06
last October → 2022-10
since August → 2023-08
late last month → 2023-08
last month → 2023-08
this month → 2023-09
last year → 2022
this year → 2023
earlier this year → 2023
last week → 2023-09-04/2023-09-10
earlier this week → 2023-09-11/2023-09-15
over the weekend → 2023-09-09/2023-09-10
at the weekend → 2023-09-09/2023-09-10
last weekend → 2023-09-09/2023-09-10
two days ago → 2023-09-13
a day ago → 2023-09-14
three weeks ago → 2023-08-25~
two months ago → 2023-07
ten years ago → 2013
twelve months ago → 2022-09
about five years ago → 2018~
three hours ago → 2023-09-15
in May last year → 2022-05
in May of this year → 2023-05
on 5 May last year → 2022-05-05
on the 5th of last month → 2023-08-05
on the 12th → 2023-09-12
on the 22nd → 2023-08-22
held its parade on the 9th without a test → 2023-09-09
friday the 8th → 2023-09-08
on Friday the 8th (bye) → 2023-09-08
on Saturday, the 5th of last month → 2023-08-05
last summer → 2023
last autumn → 2022
last winter → 2022/2023
this spring → 2023
in the spring → 2023
in the autumn → 2023
on Christmas Eve → 2022-12-24
at Easter → 2023-04-09
on New Year's Day → 2023-01-01
just before Christmas → 2022-12
on St. Andrew's Day → 2022-11-30
"""

PLANS = """
on Monday → 2023-09-18
on Friday → 2023-09-15
later on Friday → 2023-09-15
next Monday → 2023-09-18
next Friday → 2023-09-22
on Sunday evening → 2023-09-17
tomorrow → 2023-09-16
tomorrow morning → 2023-09-16
the day after tomorrow → 2023-09-17
tonight → 2023-09-15
next week → 2023-09-18/2023-09-24
early next week → 2023-09-18/2023-09-24
later this week → 2023-09-15/2023-09-17
next month → 2023-10
next year → 2024
this weekend → 2023-09-16/2023-09-17
by the weekend → 2023-09-16/2023-09-17
next weekend → 2023-09-16/2023-09-17
possibly in October → 2023-10
in September → 2023-09
in May → 2024-05
next May → 2024-05
next summer → 2024
on October 3 → 2023-10-03
on Jan. 13 → 2024-01-13
on September 1 → 2024-09-01
on Monday 1 July 2024 → 2024-07-01
on the 22nd → 2023-09-22
on the 14th → 2023-10-14
from Monday to Wednesday → 2023-09-18/2023-09-20
from October 28 to November 2 → 2023-10-28/2023-11-02
On Oct. 12 and 13 → 2023-10-12/2023-10-13
at Christmas → 2023-12-25
in June of next year → 2024-06
at the end of the month → 2023-09
by the end of the year → 2023
"""

# the anchor, then the words
NARRATIVE = """
1812-09-07 the next day → 1812-09-08
1812-09-07 Next day no driver could be found → 1812-09-08
1812-09-07 The following morning → 1812-09-08
1812-09-07 the following day → 1812-09-08
1812-09-07 the day after → 1812-09-08
1812-09-07 The day after, the ship left → 1812-09-08
1812-09-07 the next evening → 1812-09-08
1812-09-07 the day before → 1812-09-06
1812-09-07 the night before, → 1812-09-06
1812-09-07 the previous evening → 1812-09-06
1812-09-07 the same day → 1812-09-07
1812-09-07 that evening → 1812-09-07
1812-09-07 That night → 1812-09-07
1812-09-07 that same morning → 1812-09-07
1812-09-07 the same evening → 1812-09-07
1812-09-07 later that day → 1812-09-07
1812-09-07 two days later → 1812-09-09
1812-09-07 Two days afterwards he drew → 1812-09-09
1812-09-07 two days after that → 1812-09-09
1812-09-07 a day later → 1812-09-08
1812-09-07 A week later the Emperor entered Moscow → 1812-09-14
1812-09-07 a fortnight later → 1812-09-21
1812-09-07 A fortnight before → 1812-08-24
1812-09-07 three weeks later → 1812-09-28
1812-09-07 ten days before → 1812-08-28
1812-09-07 three days earlier → 1812-09-04
1812-09-07 twenty-two days later → 1812-09-29
1812-09-07 eight days on, nobody → 1812-09-15
1812-09-07 After ten days he went on → 1812-09-17
1812-09-07 After a week the king gave in → 1812-09-14
1812-09-07 a few hours later → 1812-09-07
1812-09-07 An hour and a half later → 1812-09-07
1812-09-07 hours later → 1812-09-07
1812-09-07 two months later → 1812-11
1812-09-07 a year later → 1813
1812-09-07 Two years earlier → 1810
1812-09-07 the following year → 1813
1812-09-07 the next year → 1813
1812-09-07 that year → 1812
1812-09-07 the same month → 1812-09
1812-09-07 the following month → 1812-10
1812-09-07 the previous month → 1812-08
1812-09-07 by the end of the month → 1812-09
1812-09-07 at the end of that month → 1812-09
1812-09-07 about three days later → 1812-09-10~
1812-09-07 On 19 October → 1812-10-19
1812-09-07 on the 24th → 1812-09-24
1812-09-07 on the 5th, → 1812-10-05
1812-09-07 the 10th, Dresden, and at midnight on the 18th → 1812-09-10 1812-09-18
1812-09-07 Between the 26th and 29th the remnant → 1812-09-26/1812-09-29
1812-09-07 on the fifteenth he left → 1812-09-15
1812-09-07 in November → 1812-11
1812-09-07 In March → 1813-03
1812-09-07 that November → 1812-11
1812-09-07 in the following January → 1813-01
1812-09-07 in May of the next year → 1813-05
1812-09-07 in November of that year → 1812-11
1812-09-07 By Christmas → 1812-12-25
1812-09-07 in the spring → 1813
1812-09-07 that autumn → 1812
1812-09-07 the following summer → 1813
1812-09-07 in the winter → 1812/1813
1812-09-07 Four days later, on 12 September, → 1812-09-12 1812-09-12
1812-09-07 the day after Christmas → 1812-12-26
1812-09-07 two days before Christmas → 1812-12-23
1812-07-07 the eve of the Assumption → 1812-08-14
1900-09-08 It crossed Oklahoma on Monday → 1900-09-10
1900-09-08 on Saturday → 1900-09-08
1900-09-08 the following Saturday → 1900-09-15
1900-09-08 last Monday → 1900-09-03
1498-04-07 On Sunday → 1498-04-08
1498-04-07 A week later → 1498-04-14
1516 the following year → 1517
1516 four years later → 1520
1516 On 22 July → 1516-07-22
1516 in June → 1516-06
1516 that summer → 1516
1516 in the following spring → 1517
1516 the next day →
1516 two months later →
1968-03 on the 17th → 1968-03-17
1968-03 the following month → 1968-04
1968-03 on 3 April → 1968-04-03
1968-03 the next morning →
1967-10 From November → 1967-11
1788-10-26 4 April → 1789-04-04
1996-09/1996-11 in April → 1997-04
1923 sent the papers in '24 → 1924
1812-12 on 31 June →
2023-03-12/2023-03-13 the next day → 2023-03-14
2023-03-12/2023-03-13 the same night → 2023-03-12/2023-03-13
"""

NO_DATE = """
Theresa May met Mr March
They march on; they may go
May I come in?
The soldiers may 4 times march 12 miles
April Jones and June Carter met August Strindberg
a Boeing 737 and a Su-57
flight 814 from Delhi
1,500 tons of corn
23 thousand tons of wheat
2,300 people
won 4-1 and lost 3-2
by 141 votes to five
$20 and £4,915
a 12-page report
the 26th parallel
the 5th Fleet
the 82nd Airborne Division
in the 17th century
in the 1990s
between 24 degrees and 30 degrees
about 2000 miles
a crew of 1600 men
in 300 cities
the 22-year-old
he is 40 years old
five months old
9/11
on 11/9
Route 13 and platform 7
magnitude 5.8
a hot spring
to winter in Windsor
the Winter Palace
printed in the winter leaflet
For three months after that we saw nothing
a stone that left after 700 years.
a fall from grace
Christmas Island
Easter Island
the Easter fair
Black Friday
on the first floor
the second of three
for the first time
the last day
a second time
one of the men
at the same time
chapter 9
58.38 S.
the sun, a sun of bronze
it sat there
he was wed
decided to mar it
a sec later
a second flight
the may tree
"""


@pytest.mark.parametrize(("words", "wanted"), table(ABSOLUTE))
@pytest.mark.parametrize("published", [PUBLISHED, None])
def test_written_out(words, wanted, published):
    assert dates(words, published=published) == wanted


@pytest.mark.parametrize(("words", "wanted"), table(SPANS))
def test_spans(words, wanted):
    assert dates(words) == wanted


@pytest.mark.parametrize(("words", "wanted"), table(SEEN_FROM_PUBLICATION))
def test_the_past_seen_from_publication(words, wanted):
    assert dates(words) == wanted


@pytest.mark.parametrize(("words", "wanted"), table(PLANS))
def test_plans_seen_from_publication(words, wanted):
    assert dates(words, future=True) == wanted


@pytest.mark.parametrize(("words", "wanted"), table(NARRATIVE))
def test_told_by_the_story(words, wanted):
    anchor, _, words = words.partition(" ")
    assert dates(words, published=None, anchor=anchor) == wanted


@pytest.mark.parametrize("words", NO_DATE.strip().splitlines())
def test_what_is_no_date(words):
    assert dates(words, anchor="2023-09-13") == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("on 13 September 2023", "absolute"),
        ("on 13 September", "day-month"),
        ("on Monday", "weekday"),
        ("yesterday", "relative"),
        ("last week", "relative"),
        ("two days later", "narrative"),
        ("that evening", "narrative"),
        ("the summer of 1944", "season"),
        ("Christmas Eve", "holiday"),
        ("at 7.30 a.m.", "clock"),
        ("7 p.m.", "clock"),
        ("9pm", "clock"),
        ("at 14.30", "clock"),
        ("8:07 today", "clock"),
        ("at half past seven", "clock"),
        ("at noon", "clock"),
        ("five o'clock", "clock"),
        ("at six in the morning", "clock"),
        ("overnight", "clock"),
        ("for three days", "duration"),
        ("ten days on the quay", "duration"),
        ("in recent days", "vague"),
        ("the other day", "vague"),
        ("a few days later", "vague"),
        ("some years ago", "vague"),
        ("three days after it tore across Madagascar", "vague"),
        ("the day after I left you", "vague"),
        ("a day later than planned", "vague"),
        ("On Thursdays", "vague"),
        ("Day 3", "day-number"),
        ("on day nine", "day-number"),
    ],
)
def test_kinds(words, kind):
    phrase = find_dates(words, published=PUBLISHED, anchor="2023-09-13")[0]
    assert phrase.kind == kind
    assert kind not in ("clock", "duration", "vague", "day-number") or phrase.date is None


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("for three days", 3),
        ("a fortnight", 14),
        ("five weeks", 35),
        ("for a week", 7),
        ("19 hours", 0),
        ("two years", 730),
    ],
)
def test_durations_say_how_long(words, days):
    assert find_dates(words, published=None, anchor=None)[0].days == days


def test_within_a_sentence_each_date_is_the_anchor_of_the_next():
    sentence = (
        "He left on 26 April 1746, rested two days later and on the 30th, a week before Christmas 1746, came home."
    )
    assert dates(sentence, published=None) == ["1746-04-26", "1746-04-28", "1746-04-30", "1746-12-18"]


def test_a_year_that_opens_the_sentence_is_the_year_of_what_follows():
    assert dates("In 1897 they left Gothenburg on 18 May")[-1] == "1897-05-18"
    assert dates("The ship, built in 1999, left Gothenburg on 18 May")[-1] == "2023-05-18"


def test_a_season_lets_the_story_go_on_into_the_next_year():
    autumn = "On 10 August 1996 she was let go; in the autumn she passed Hawaii; in April she was farther on."
    assert dates(autumn, published=None) == ["1996-08-10", "1996", "1997-04"]


def test_a_heading_tells_the_year():
    assert dates("on 18 May", published=None, year="1909") == ["1909-05-18"]
    assert dates("Leg 1: 9 March", published="2016-07-26", year="2015", anchor="2015") == ["2015-03-09"]
    assert dates("on 18 May", published=None) == []


def test_a_story_told_long_after_has_its_own_years():
    assert dates("He reached Quebec on 15 June", published="2005-09-01", anchor="1980-05-24") == ["1980-06-15"]
    assert dates("He died on 23 April", published="1998-06-08", anchor=None) == ["1998-04-23"]


def test_a_diary_goes_on_from_its_anchor():
    view = {"published": "2019-11-24", "anchor": "2019-11-08"}
    assert dates("I woke at Rohri on Saturday", story=True, **view) == ["2019-11-09"]
    assert dates("I woke at Rohri on Saturday", **view) == ["2019-11-23"]
    assert dates("On the Saturday I woke at Rohri", **view) == ["2019-11-09"]


def test_a_timetable_without_verbs_goes_on_past_publication():
    assert dates("June 22", published="2013-05-27", future=None) == ["2013-06-22"]
    assert dates("July 9, 10 - Zürich", published="2023-07-05", anchor="2024-07-04/2024-07-06", future=None) == [
        "2024-07-09/2024-07-10"
    ]
    assert dates("Stage 2, Sunday.", published="2025-03-01", anchor="2025-07-05", future=None) == ["2025-07-06"]


def test_the_weekday_tells_the_year():
    assert dates("On Tuesday 8 July", published="2025-03-01", future=True) == ["2025-07-08"]
    assert dates("from Monday 1 July", published="2019-05-20") == ["2019-07-01"]


def test_what_has_happened_is_not_later_than_publication():
    assert dates("the next day", anchor=PUBLISHED) == []
    assert dates("the next day", anchor=PUBLISHED, future=True) == ["2023-09-16"]


def test_offsets_are_those_of_the_article():
    phrase = find_dates("He left on the 12th of May.", published=None, anchor=None, year="1909", offset=100)[0]
    assert (phrase.start, phrase.end, phrase.text) == (111, 126, "the 12th of May")


def test_line_breaks_within_a_date():
    assert dates("on 13\nSeptember\n2023") == ["2023-09-13"]


@pytest.mark.parametrize(
    ("line", "date", "rest"),
    [
        ("12 June - Lyon", "2023-06-12", "Lyon"),
        ("12 June – Lyon", "2023-06-12", "Lyon"),
        ("Monday 4 July: Lyon", "2022-07-04", "Lyon"),
        ("July 4th. Lyon", "2023-07-04", "Lyon"),
        ("2 March 1893 — Lyon", "1893-03-02", "Lyon"),
        ("24 April, Monday. Elephant Island.", "2023-04-24", "Elephant Island."),
        ("Tuesday 31 January 2023, ROME - KINSHASA", "2023-01-31", "ROME - KINSHASA"),
        ("| 12 June | Lyon |", "2023-06-12", "Lyon |"),
        ("- 12 June: Lyon", "2023-06-12", "Lyon"),
        ("May 9, 10, 11, 12 - Paris", "2023-05-09/2023-05-12", "Paris"),
        ("2015", "2015", ""),
        ("866. In this year came a great army", "0866", "In this year came a great army"),
        ("November 1919", "1919-11", ""),
        ("12th Hounslow, 9.5 a.m.", "2023-09-12", "Hounslow, 9.5 a.m."),
        ("Saturday: Buda-Pesth", "2023-09-09", "Buda-Pesth"),
        ("DAY 3. Pamplona!", None, "Pamplona!"),
        ("Day One: Pamplona", None, "Pamplona"),
    ],
)
def test_headings(line, date, rest):
    heading = day_heading(line, published=PUBLISHED, anchor=None, offset=7)
    assert heading is not None
    assert (heading.phrase.date, line[heading.rest - 7 :]) == (date, rest)
    assert line[heading.phrase.start - 7 : heading.phrase.end - 7] == heading.phrase.text


@pytest.mark.parametrize(
    "line",
    [
        "September 15 was cold.",
        "On 12 June we came to Lyon.",
        "12 June, when we came to Lyon, was hot.",
        "Monday morning brought rain",
        "Lyon, 12 June",
        "1,500 tons",
        "183 beds.",
        "",
        "May I?",
        "Today",
    ],
)
def test_lines_that_are_no_headings(line):
    heading = day_heading(line, published=PUBLISHED, anchor=None)
    assert heading is None or heading.phrase.date in ("0183",)


VOCABULARY = """
on the in of at by from to until and between or , . - – ( ) / : ' ’ a an two three 3 9 12 13 22nd 31st 1909 2023 866
May June march March Sept. October Monday Tuesday friday day days week weeks month year years hour morning evening
night later before after ago next last this that same following previous early end mid summer winter spring Easter
Christmas Eve Day today yesterday tomorrow weekend twenty-first twentieth half couple recent other no 12/06/2024
2023-09-13 7.30 a.m. '22 st
"""
WORDS = st.sampled_from(VOCABULARY.split())
VIEWS = st.fixed_dictionaries(
    {
        "published": st.sampled_from([None, PUBLISHED, "2023-09", "0001-01-01", "9999-12-31", "1500-02-28"]),
        "anchor": st.sampled_from([None, "2023-09-13", "1812-09", "1516", "1914/1918", "0001-01-01", "9999-12-31~"]),
        "future": st.sampled_from([False, True, None]),
        "year": st.sampled_from([None, "1909", "0001", "9999"]),
        "story": st.booleans(),
        "offset": st.integers(0, 10),
    }
)


@given(st.one_of(st.text(), st.lists(WORDS, max_size=12).map(" ".join)), VIEWS)
@example("LAST MAY", {"published": "0001-01-01", "anchor": None, "year": None, "offset": 0})
@example("on the 31st of next month", {"published": "2023-01-31", "anchor": None, "year": None, "offset": 0})
def test_whatever_the_text_the_answer_is_in_order(text, view):
    phrases = find_dates(text, **view)
    end = view["offset"]
    for phrase in phrases:
        assert phrase.start >= end
        end = phrase.end
        assert text[phrase.start - view["offset"] : phrase.end - view["offset"]] == phrase.text != ""
        assert phrase.basis
        for date in (phrase.date, phrase.anchor):
            assert date is None or when.checked(date) == date
    heading = day_heading(text, published=view["published"], anchor=view["anchor"], year=view["year"])
    assert heading is None or heading.rest <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "12 ",
        " ",
        "\n",
        "the ",
        "a ",
        "May ",
        "Monday ",
        "1, 2, ",
        "two days ",
        "in 1999 to ",
        "-",
        "'",
        "twenty-",
        "half a ",
        "the next ",
    ],
)
def test_long_texts_take_linear_time(piece):
    text = piece * (50_000 // len(piece))
    start = time.perf_counter()
    find_dates(text, published=PUBLISHED, anchor="2023-09-13")
    assert time.perf_counter() - start < 5
