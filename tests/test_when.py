import pytest
from hypothesis import given
from hypothesis import strategies as st

from geotrack import when
from geotrack.errors import DateError

days = st.dates()
marks = st.sampled_from(["", "~", "?"])


@st.composite
def single_dates(draw):
    return draw(days).isoformat()[: draw(st.sampled_from([4, 7, 10]))] + draw(marks)


@st.composite
def edtf(draw):
    start = draw(single_dates())
    if draw(st.booleans()):
        return start
    end = draw(single_dates())
    first, second = sorted([start, end], key=when.sort_key)
    return f"{first}/{second}"


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "yesterday",
        "2023-9-13",
        "2023-13",
        "2023-02-29",
        "2023-09-31",
        "0000",
        "0000-01-01",
        "23-09-13",
        "2023-09-13/",
        "/2023",
        "2023/2022",
        "2023-09-13T12:00",
        "2023-09-13 ",
        "2023~~",
        "2023/2024/2025",
        "２０２３",
        "2023\n",
        "-0044",
        "..",
    ],
)
def test_what_is_no_date_is_refused_with_an_example(wrong):
    with pytest.raises(DateError, match=r"2023|calendar|earlier"):
        when.checked(wrong)


def test_a_date_error_is_a_value_error_so_that_pydantic_reports_it():
    with pytest.raises(ValueError):
        when.checked("soon")


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2023-09-13", "2023-09-13", "2023-09-13"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("0333", "0333-01-01", "0333-12-31"),
        ("2023-09~", "2023-09-01", "2023-09-30"),
        ("1974-06-14/1974-07", "1974-06-14", "1974-07-31"),
        ("9999", "9999-01-01", "9999-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
    ],
)
def test_bounds(date, first, last):
    assert tuple(day.isoformat() for day in when.bounds(date)) == (first, last)


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2023-09-13", "Wednesday 13 September 2023"),
        ("2023-09", "September 2023"),
        ("2023", "2023"),
        ("0866", "866"),
        ("1497-07-08", "8 July 1497"),
        ("2023-09-13~", "about Wednesday 13 September 2023"),
        ("1510~", "about 1510"),
        ("1510?", "perhaps 1510"),
        ("2023-09-13/2023-09-13", "Wednesday 13 September 2023"),
        ("2023-09-28/2023-10-02", "28 September to 2 October 2023"),
        ("2023-09-13/2024-09-13", "13 September 2023 to 13 September 2024"),
        ("1516/1521", "1516 to 1521"),
        ("1974-06-14/1974-07", "14 June 1974 to July 1974"),
        ("2023-06/2023-08~", "June to about August 2023"),
    ],
)
def test_spoken(date, words):
    assert when.spoken(date) == words


@given(edtf())
def test_every_date_can_be_checked_measured_and_spoken(date):
    assert when.checked(date) == date
    first, last = when.bounds(date)
    assert first <= last
    assert when.precision(date) in ("day", "month", "year", "interval")
    assert str(first.year) in when.spoken(date) or str(last.year) in when.spoken(date)
    assert when.contains(date, date)
    assert when.narrower(date, date) == date


@given(days, days)
def test_days_written_and_read_again_are_the_same(one, other):
    first, last = sorted([one, other])
    assert when.bounds(when.between(first, last)) == (first, last)


@given(edtf(), edtf())
def test_narrower_lies_in_both_and_does_not_mind_the_order(one, other):
    both = when.narrower(one, other)
    back = when.narrower(other, one)
    if both is None:
        assert back is None
        (first, last), (other_first, other_last) = when.bounds(one), when.bounds(other)
        assert last < other_first or other_last < first
    else:
        assert back is not None and when.bounds(both) == when.bounds(back)
        assert when.contains(one, both) and when.contains(other, both)


def test_of_two_that_mean_the_same_the_surer_is_kept():
    assert when.narrower("2023-09~", "2023-09") == "2023-09"
    assert when.narrower("2023-09", "2023-09~") == "2023-09"
