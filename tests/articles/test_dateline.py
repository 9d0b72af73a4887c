import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geotrack.articles.dateline import published_in

REST = "\n\nA bulk carrier put to sea on Monday.\n\nIt was seen off Cyprus on 3 May 1999, they said."


@pytest.mark.parametrize(
    ("line", "published"),
    [
        (" date 2023-09-15 North Korean leader Kim Jong Un began another day in Russia.", "2023-09-15"),
        ("9 August 2022", "2022-08-09"),
        ("(17 August 2022)", "2022-08-17"),
        ("Thursday 8 August 2024", "2024-08-08"),
        ("March 26, 2020", "2020-03-26"),
        ("10th October 1883", "1883-10-10"),
        ("Monday, February 20, 2023, 3:05 p.m. Kyiv", "2023-02-20"),
        ("2023-09-15", "2023-09-15"),
        ("2023-09-15T08:00:00Z", "2023-09-15"),
        ("15.09.2023", "2023-09-15"),
        ("KYIV, Aug 1, 2022 - A bulk carrier put to sea.", "2022-08-01"),
        ("MINERAL, Va., Aug 23, 2011 - The ground moved.", "2011-08-23"),
        ("NEW YORK, Friday, April 19, 1912. - The Cunarder crept up.", "1912-04-19"),
        ("Sanya, 4 May 2008. Phoenix Island today was an ocean of red flags.", "2008-05-04"),
        ("The Camwy valley, 1 November 1865", "1865-11-01"),
        ("Tuesday 2 August 2022. All times Taipei (GMT+8)", "2022-08-02"),
        ("Published: 4 May 2019", "2019-05-04"),
        ("Posted on Monday, June 3, 2019", "2019-06-03"),
        ("Posted by Imogen Hale, 24 November 2019 | Filed under: Railways", "2019-11-24"),
        ("By Jane Doe | 24 November 2019", "2019-11-24"),
        ("WE NEVER LEFT TEXAS!!!   posted Tuesday June 6 2017 by the Hendersons   OK y'all", "2017-06-06"),
        ("Programme, made public on 1 December 2022", "2022-12-01"),
        ("Annual report of the harbour board, released on 1 March 2019", "2019-03-01"),
        ("Home at last! posted Tuesday May 7 2019 by Ann", "2019-05-07"),
        ("THE LAST LAP Wednesday, November 5, 2008 -- They kept moving", "2008-11-05"),
    ],
)
def test_dates_of_publication(line, published):
    assert published_in(line + REST) == published
    assert published_in(f"A headline\n\n{line}{REST}") == published or line.startswith("THE LAST LAP")


@pytest.mark.parametrize("line", ["(17 August 2022)", "Published 17 August 2022", "17 August 2022"])
def test_a_date_at_the_end(line):
    assert published_in(f"A headline\n\nKim left.\n\n{'He walked. ' * 100}\n\n{line}\n") == "2022-08-17"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kim left Pyongyang on 10 September 2023 and came to Vladivostok.",
        "On the evening of 3 May 1961 thirteen people sat down to dinner.",
        "He left Paris. On 4 May 2019, a Saturday, he came to Rome.",
        "By Friday, 15 September 2023, the convoy had reached Kyiv.",
        "His train arrived today, September 15, in Komsomolsk-on-Amur.",
        "Published 4 May 2019, the report says that nobody left.",
        "KYIV, Aug 1 - A bulk carrier put to sea.",  # no year
        "The Freedom Rides of May 1961",
        "The train that left Paris, 4 May 1919, was late.",
        "31 June 2022\n\nKim left.",  # no such day
        "03/04/2022\n\nKim left.",  # March here, April there
    ],
)
def test_no_date_of_publication(text):
    assert published_in(text) is None


def test_a_diary_has_no_date_of_publication():
    days = [f"{day} May 1916\n\nWe rowed." for day in (10, 11, 12, 13)]
    assert published_in("LOG\n\n" + "\n\n".join(days)) is None
    places = [f"Off Cape {name}, {day} May 1916. We rowed." for day, name in enumerate("ABCD", start=10)]
    assert published_in("\n\n".join(places)) is None


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_searched_in_peace(text):
    published_in(text)
