"""Which of a sentence's dates is that of a stop."""

from __future__ import annotations

import pytest

from geotrack import Article, track


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Blinken landed in Beijing on Sunday and will fly to London on Tuesday.",
         {"Beijing": "2023-06-18", "London": "2023-06-20"}),
        ("Schliemann travelled to Athens, which had become the capital in 1834.", {"Athens": None}),
        ("Modi travelled to Warsaw, where he arrived on Friday.", {"Warsaw": "2023-06-16"}),
        ("Macron arrived in Lyon; ten thousand filled the square on Sunday.", {"Lyon": None}),
        ("Macron visited Lyon, and on Sunday he flew to Rome.", {"Lyon": None, "Rome": "2023-06-18"}),
        ("Kim arrived in Nanning before dawn on Sunday.", {"Nanning": "2023-06-18"}),
        ("Macron went to Lyon on Sunday before flying to Rome.", {"Lyon": "2023-06-18", "Rome": "2023-06-18"}),
        ("Macron reached Budapest from Belgrade on Sunday.", {"Belgrade": None, "Budapest": "2023-06-18"}),
        ("Marx moved to Brussels in 1845 and lived there until 1848.", {"Brussels": "1845/1848"}),
        ("Modi arrived today, June 15, in Vienna.", {"Vienna": "2023-06-15"}),
    ],
)  # fmt: skip
def test_the_date_of_a_stop(text: str, dates: dict[str, str | None]) -> None:
    article = Article(id=Article.id_of(text), name="-", title="-", published="2023-06-19", text=text)
    (itinerary,) = track([article]).itineraries
    found = {s.name: s.date for s in itinerary.stops}
    assert {name: found[name] for name in dates} == dates
