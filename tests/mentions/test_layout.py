"""Stops that a text's layout gives: rows of tables, lists of days, ways written with arrows."""

from __future__ import annotations

import pytest

from geotrack import Article, track
from geotrack.mentions import reader
from geotrack.mentions.cells import behind_headings, cells_of
from geotrack.places import Gazetteer

PORT_CALLS = """MV Leonora — port calls, autumn 2023

Arrived\tPort\tSailed
3 Sep 2023\tRotterdam\t5 Sep 2023
9 Sep 2023\tAlgeciras\t10 Sep 2023
17 Sep 2023\tPort Said\t18 Sep 2023
2 Oct 2023\tColombo\t4 Oct 2023
"""
MISSIONS = """Itinerary of the Foreign Minister, Jean-Noël Barrot

Date | City | Programme
2024-11-04 | Jerusalem | Talks with his counterpart
2024-11-05 | Ramallah | Meeting with Mahmoud Abbas
2024-11-06 | Amman | Working lunch; call to Washington
2024-11-08 | Riyadh | Conference
"""
WAYS = """| Date | From | To | Purpose |
|------|------|----|---------|
| 1 March 2022 | Warsaw | Rzeszów | relief |
| 3 March 2022 | Rzeszów | Lviv | relief |
| 6 March 2022 | Lviv | Kyiv | interview |

The trips were made by the journalist Anna Nowak.
"""
RACE = """THE VELO GULF RACE 2019: THE ROUTE

1 | Sat 29 June | Rimini - Bologna | 206 km
2 | Sun 30 June | Bologna - Nice | 200 km
3 | Mon 1 July | Nice - Gap | 199 km

The Velo Gulf Race passes the house of Fausto Coppi's cousin.
"""
LEGS = """The itinerary of Ida Pfeiffer:

1. Vienna to Trieste
2. Trieste to Alexandria
3. Alexandria to Cairo
"""
STAGES = """Giro d'Italia 2022: stages

Stage 1, 6 May: Budapest - Visegrád, 195 km
Stage 2, 7 May: Budapest
Stage 3, 8 May: Kaposvár - Balatonfüred
"""
HOURS = """Ferry timetable for the Sea Star

07:30 Piraeus
11:50 Paros
12:45 Naxos
"""
NUMBERED = """| Day | From | To |
|---|---|---|
| 1 | Porto | Vigo |
| 2 | Vigo | Lugo |
| 3 | Lugo | León |

The walk was made by Anna Berg in 2011.
"""
DIARY = """Our week in Portugal

Day 1 (12 May 2019): Lisbon → Sintra
Day 2 (13 May 2019): Sintra → Óbidos → Coimbra
Day 3 (14 May 2019): Coimbra → Porto
We loved it. We will be back.
"""


@pytest.mark.parametrize(
    ("text", "traveller", "stops"),
    [
        pytest.param(
            PORT_CALLS,
            "MV Leonora",
            [
                ("Rotterdam", "2023-09-03"),
                ("Algeciras", "2023-09-09"),
                ("Port Said", "2023-09-17"),
                ("Colombo", "2023-10-02"),
            ],
            id="tabs",
        ),
        pytest.param(
            MISSIONS,
            "Jean-Noël Barrot",
            [
                ("Jerusalem", "2024-11-04"),
                ("Ramallah", "2024-11-05"),
                ("Amman", "2024-11-06"),
                ("Riyadh", "2024-11-08"),
            ],
            id="first cell only",
        ),
        pytest.param(
            WAYS,
            "Anna Nowak",
            [
                ("Warsaw", "2022-03-01"),
                ("Rzeszów", "2022-03-01/2022-03-03"),
                ("Lviv", "2022-03-03/2022-03-06"),
                ("Kyiv", "2022-03-06"),
            ],
            id="from and to",
        ),
        pytest.param(
            RACE,
            "Velo Gulf Race",
            [
                ("Rimini", "2019-06-29"),
                ("Bologna", "2019-06-29/2019-06-30"),
                ("Nice", "2019-06-30/2019-07-01"),
                ("Gap", "2019-07-01"),
            ],
            id="what the headline names",
        ),
        pytest.param(
            DIARY,
            "narrator",
            [
                ("Lisbon", "2019-05-12"),
                ("Sintra", "2019-05-12/2019-05-13"),
                ("Óbidos", "2019-05-13"),
                ("Coimbra", "2019-05-13/2019-05-14"),
                ("Porto", "2019-05-14"),
            ],
            id="arrows",
        ),
        pytest.param(
            LEGS,
            "Ida Pfeiffer",
            [("Vienna", None), ("Trieste", None), ("Alexandria", None), ("Cairo", None)],
            id="numbered legs",
        ),
        pytest.param(
            STAGES,
            "Giro d'Italia",
            [
                ("Budapest", "2022-05-06"),
                ("Visegrád", "2022-05-06"),
                ("Budapest", "2022-05-07"),
                ("Kaposvár", "2022-05-08"),
                ("Balatonfüred", "2022-05-08"),
            ],
            id="stages",
        ),
        pytest.param(HOURS, "Sea Star", [("Piraeus", None), ("Paros", None), ("Naxos", None)], id="hours"),
        pytest.param(
            NUMBERED,
            "Anna Berg",
            [("Porto", None), ("Vigo", None), ("Lugo", None), ("León", None)],
            id="numbers, from and to",
        ),
    ],
)
def test_table(text: str, traveller: str, stops: list[tuple[str, str | None]]) -> None:
    (itinerary,) = track([Article(id=Article.id_of(text), name="-", title="-", text=text)]).itineraries
    assert itinerary.traveller == traveller
    assert [(s.name, s.date) for s in itinerary.stops] == stops


def test_list_goes_on_over_a_full_stop() -> None:
    text = (
        "On 31 March the torch arrived in Beijing. 2 April Almaty, 3 April Istanbul, 5 April Saint Petersburg, calm. "
        "9 April San Francisco, where the way was shortened."
    )
    article = Article(id=Article.id_of(text), name="-", title="-", published="2008-05-04", text=text)
    movements = reader(Gazetteer.shipped().entry).read(article).movements
    assert [m.date for m in movements] == ["2008-03-31", "2008-04-02", "2008-04-03", "2008-04-05", "2008-04-09"]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("She left Paris - and Texas - behind.", set()),
        ("Price | Cloth (Nice) | 4s", {"Price", "Cloth", "Nice", "4s"}),
        ("", set()),
    ],
)
def test_cells(text: str, cells: set[str]) -> None:
    assert {text[a:b] for a, b in cells_of(text, 0, len(text))} == cells


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Day 3. Burgos. The cathedral was shut.", {"Burgos"}),
        ("2. Lyon to Nice", {"Lyon", "Nice"}),
        ("Sat 4 July – Bern → Thun (31 km)", {"Bern", "Thun"}),
        ("We left on Day 3. Burgos was shut.", set()),
    ],
)
def test_words_behind_headings(text: str, words: set[str]) -> None:
    assert {text[a:b] for a, b in behind_headings(text, 0, len(text))} == words


def test_ship_named_for_a_place_is_no_place() -> None:
    text = "HMS Plymouth left Portsmouth. On 28 February 1982 the Plymouth reached Gibraltar."
    (itinerary,) = track([Article(id=Article.id_of(text), name="-", title="-", text=text)]).itineraries
    assert itinerary.traveller == "HMS Plymouth"
    assert [s.name for s in itinerary.stops] == ["Portsmouth", "Gibraltar"]


@pytest.mark.parametrize(
    "text",
    [
        """EARTHQUAKES OF 2011: THE LIST

Date | Place | Magnitude
22 Feb 2011 | Christchurch | 6.3
11 Mar 2011 | Sendai | 9.1
23 Oct 2011 | Van | 7.1

The worst was that of March, said John Smith of the survey.
""",
        "day\tplace\n1 May 1990\tParis\n2 May 1990\tLyon\n3 May 1990\tMarseille\n",
        """Registrar's notes

12 May 1890 | Leeds | born, Mary Holt
13 May 1890 | York | born, James Ash
15 May 1890 | Hull | died, Ann Lee
""",
        """Champions League, quarter-finals, first leg

9 April 2024: Madrid - Manchester
10 April 2024: Paris - Barcelona
11 April 2024: Rome - Milan
""",
        "Departures from Euston\n\n07:10 Manchester\n07:23 Birmingham\n07:40 Liverpool\n08:00 Glasgow\n",
        "The largest cities\n\n1. Tokyo\n2. Delhi\n3. Shanghai\n\nJohn Smith counted them on his travels.\n",
        "Cheap flights\n\nLondon - Paris: 49 euros\nLondon - Rome: 69 euros\nLondon - Madrid: 75 euros\n",
    ],
)
def test_table_of_something_else(text: str) -> None:
    found = track([Article(id=Article.id_of(text), name="-", title="-", text=text)])
    assert found.itineraries == ()
    assert "Date" not in {left.name for left in found.left_out}
