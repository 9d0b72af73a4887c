"""One sentence, one cue: what the rules read in it, from text to movements, with the shipped model and gazetteer."""

from __future__ import annotations

import pytest

from geotrack.mentions import Reading, reader
from geotrack.model import Article
from geotrack.places import Gazetteer

PUBLISHED = "2023-09-15"


def read(text: str) -> Reading:
    article = Article(id=Article.id_of(text), name="-", title="-", published=PUBLISHED, text=text)
    return reader(Gazetteer.shipped().entry).read(article)


def told(text: str) -> set[tuple[str, str, str, str]]:
    """Traveller, words for the place, status and role of every movement."""
    return {(m.traveller, m.excerpt.place_text, m.status, m.role) for m in read(text).movements}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # arriving, leaving, visiting
        ("Nansen arrived in Hammerfest.", ("Nansen", "Hammerfest", "visited", "stop")),
        ("Roald Amundsen reached Nome.", ("Roald Amundsen", "Nome", "visited", "stop")),
        ("Gertrude Bell visited Baghdad.", ("Gertrude Bell", "Baghdad", "visited", "stop")),
        ("Lenin left Zurich.", ("Lenin", "Zurich", "visited", "origin")),
        ("Nellie Bly sailed from Hoboken.", ("Nellie Bly", "Hoboken", "visited", "origin")),
        ("Nixon flew to Beijing.", ("Nixon", "Beijing", "visited", "stop")),
        ("Livingstone walked from Luanda to Quelimane.", ("Livingstone", "Luanda", "visited", "origin")),
        ("Livingstone walked from Luanda to Quelimane.", ("Livingstone", "Quelimane", "visited", "stop")),
        ("Lindbergh took off from New York.", ("Lindbergh", "New York", "visited", "origin")),
        ("Amelia Earhart touched down in Karachi.", ("Amelia Earhart", "Karachi", "visited", "stop")),
        ("Dickens turned up in Boston.", ("Dickens", "Boston", "visited", "stop")),
        ("Kim's train pulled into Vladivostok.", ("Kim", "Vladivostok", "visited", "stop")),
        ("Mark Twain thumbed his way to Denver.", ("Mark Twain", "Denver", "visited", "stop")),
        ("Byron crossed the Alps.", ("Byron", "Alps", "visited", "transit")),
        ("Goethe travelled to Rome by way of Verona.", ("Goethe", "Verona", "visited", "transit")),
        ("Heyerdahl is back in Oslo.", ("Heyerdahl", "Oslo", "visited", "stop")),
        ("Paul saw Bethlehem.", ("Paul", "Bethlehem", "visited", "stop")),
        ("Napoleon drove off in a sleigh: Warsaw on the 10th, Dresden.", ("Napoleon", "Dresden", "visited", "stop")),
        ("Scott followed the coast to Nome.", ("Scott", "Nome", "visited", "stop")),
        # being taken, sent, received
        ("Napoleon was taken to Rochefort.", ("Napoleon", "Rochefort", "visited", "stop")),
        ("The Kremlin sent Sergei Lavrov to Tehran.", ("Sergei Lavrov", "Tehran", "visited", "stop")),
        ("Strasbourg saw Clara Schumann at Christmas.", ("Clara Schumann", "Strasbourg", "visited", "stop")),
        ("Putin received Xi Jinping in Moscow.", ("Xi Jinping", "Moscow", "visited", "stop")),
        ("Mallory took the night train to Darjeeling.", ("Mallory", "Darjeeling", "visited", "stop")),
        # trips and events as nouns
        ("Carter made a trip to Pyongyang.", ("Carter", "Pyongyang", "visited", "stop")),
        ("Merkel's visit to Ankara was short.", ("Merkel", "Ankara", "visited", "stop")),
        ("Reagan held a summit with Mikhail Gorbachev in Reykjavik.", ("Reagan", "Reykjavik", "visited", "stop")),
        ("Obama spoke in Cairo.", ("Obama", "Cairo", "visited", "stop")),
        # plans
        ("Macron will fly to Dakar.", ("Macron", "Dakar", "planned", "stop")),
        ("Scholz is expected to travel to Ankara.", ("Scholz", "Ankara", "planned", "stop")),
        ("Sunak is due in Kyiv.", ("Sunak", "Kyiv", "planned", "stop")),
        ("Modi plans to visit Warsaw.", ("Modi", "Warsaw", "planned", "stop")),
        ("Lula agreed to visit Lisbon.", ("Lula", "Lisbon", "planned", "stop")),
        ("Biden is heading for Vilnius.", ("Biden", "Vilnius", "planned", "stop")),
        ("The talks ended with Putin agreeing to visit Pyongyang.", ("Putin", "Pyongyang", "planned", "stop")),
        # called off
        ("Kissinger cancelled a trip to Hanoi.", ("Kissinger", "Hanoi", "cancelled", "stop")),
        ("Blinken will not travel to Beijing.", ("Blinken", "Beijing", "cancelled", "stop")),
        ("Charles was to have visited Bordeaux.", ("Charles", "Bordeaux", "cancelled", "stop")),
        ("Merkel abandoned plans to visit Ottawa.", ("Merkel", "Ottawa", "cancelled", "stop")),
        ("Merkel called off her trip to Lima.", ("Merkel", "Lima", "cancelled", "stop")),
        ("Macron had planned to travel to Tbilisi but stayed in Paris.", ("Macron", "Tbilisi", "cancelled", "stop")),
        ("Blair was barred from entering Havana.", ("Blair", "Havana", "cancelled", "stop")),
        ("Fog kept Blair from reaching Belfast.", ("Blair", "Belfast", "cancelled", "stop")),
        ("Rather than fly to Geneva, Kissinger took a train to Zurich.", ("Kissinger", "Geneva", "cancelled", "stop")),
        ("Putin decided against travelling to Johannesburg.", ("Putin", "Johannesburg", "cancelled", "stop")),
        ("Scholz pulled out of his trip to Kigali.", ("Scholz", "Kigali", "cancelled", "stop")),
        ("Mandela was refused entry to Nairobi.", ("Mandela", "Nairobi", "cancelled", "stop")),
        ("Carter almost reached Kabul.", ("Carter", "Kabul", "cancelled", "stop")),
        ("Neither Nixon nor Kissinger flew to Hanoi.", ("Kissinger", "Hanoi", "cancelled", "stop")),
        ("Merkel had meant to attend the funeral in Lima.", ("Merkel", "Lima", "cancelled", "stop")),
        ("Merkel's trip to Lima is off.", ("Merkel", "Lima", "cancelled", "stop")),
        # on the way, invited, prepared
        ("Blair is on his way to Cairo.", ("Blair", "Cairo", "planned", "stop")),
        ("On the way to Cairo, Blair stopped in Rome.", ("Blair", "Cairo", "planned", "stop")),
        ("Blair drove through Lyon on his way to Rome.", ("Blair", "Rome", "visited", "stop")),
        ("Blair boarded a plane to Cairo.", ("Blair", "Cairo", "planned", "stop")),
        ("Kim invited Putin to Pyongyang.", ("Putin", "Pyongyang", "planned", "stop")),
        ("Blair accepted an invitation to Cairo.", ("Blair", "Cairo", "planned", "stop")),
        ("Plans for Merkel's visit to Lima are ready.", ("Merkel", "Lima", "planned", "stop")),
        ("Blair is to meet Putin in Tunis.", ("Blair", "Tunis", "planned", "stop")),
        # a way as subject, a cleft, an inversion
        ("Lindbergh's flight from Boston to Paris took a day.", ("Lindbergh", "Paris", "visited", "stop")),
        ("Mandela's first trip was to Lusaka.", ("Mandela", "Lusaka", "visited", "stop")),
        ("Kissinger's journey began in Islamabad.", ("Kissinger", "Islamabad", "visited", "origin")),
        ("Pope Francis is on a visit to Mongolia.", ("Pope Francis", "Mongolia", "visited", "stop")),
        ("It was in Trieste that Richard Burton arrived.", ("Richard Burton", "Trieste", "visited", "stop")),
        ("Into Samarkand rode Arminius Vambery.", ("Arminius Vambery", "Samarkand", "visited", "stop")),
        # at something, somewhere
        ("Orwell was wounded near Huesca.", ("Orwell", "Huesca", "visited", "stop")),
        ("Mark Twain took refuge in Zurich.", ("Mark Twain", "Zurich", "visited", "stop")),
        ("Mark Twain was on stage in Vienna.", ("Mark Twain", "Vienna", "visited", "stop")),
        ("Hurricane Katrina destroyed Houston.", ("Hurricane Katrina", "Houston", "visited", "stop")),
    ],
)
def test_one_cue(text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Moscow said that Washington had not replied.",
        "A deal between Moscow and Pyongyang is near.",
        "Khabarovsk Region Governor Mikhail Degtyarev smiled.",
        "Russia will sell aircraft to Iran.",
        "Officials in Seoul warned of a missile.",
        "Mozart was born in Salzburg.",
        "If Caesar had gone to Gaul again, Rome would have rested.",
        "The Bank of England raised its rate.",
        "Residents of Kherson welcomed the news.",
        "Could Shackleton have reached London?",
        "Should Shackleton go to London?",
        "Shackleton dreamed of sailing to London.",
        "Shackleton imagined a voyage to London.",
        "No explorer ever reached Paris.",
    ],
)
def test_a_mention_is_no_visit(text: str) -> None:
    assert read(text).movements == ()


def test_every_movement_quotes_the_sentence_that_it_was_read_in() -> None:
    text = "Nixon flew to Beijing. He then went to Shanghai by train."
    for movement in read(text).movements:
        excerpt = movement.excerpt
        assert text[excerpt.start : excerpt.end] == excerpt.text
        assert text[excerpt.place_start : excerpt.place_end] == excerpt.place_text
        assert excerpt.place_text in ("Beijing", "Shanghai")


@pytest.mark.parametrize(
    ("text", "traveller", "place"),
    [
        ("North Korean leader Kim Jong Un left. Kim reached Vladivostok.", "Kim Jong Un", "Vladivostok"),
        ("Nixon packed. He flew to Beijing.", "Nixon", "Beijing"),
        ("Kim met Putin. The Marshal, who arrived with Putin in Khasan, smiled.", "Kim", "Khasan"),
        ("Kim boarded. His train arrived in Vladivostok.", "Kim", "Vladivostok"),
        ("The carrier Carl Vinson left Singapore. The ship sailed to Busan.", "Carl Vinson", "Busan"),
        ("Posted by Imogen Hale, 3 May\nWe left Karachi at noon. I slept.", "Imogen Hale", "Karachi"),
        ("JOHN KING, sworn: I went to Menindie. We left in October, and I stayed.", "JOHN KING", "Menindie"),
        ("Dear Mum,\nwe left Cairo on Friday. We sailed from Alexandria.\nYour loving son, Harry", "Harry", "Cairo"),
        ("We left Dover at noon. We reached Calais before dark, and I slept.", "narrator", "Calais"),
        ("Cyclone Freddy formed in February. The storm struck Quelimane.", "Cyclone Freddy", "Quelimane"),
        ("Anna Blake met Paul Grant in Crieff. The two drove to Perth.", "Paul Grant", "Perth"),
        ("Anna Blake and Paul Grant parted. Anna stayed, and Paul packed. They flew to Graz.", "Paul Grant", "Graz"),
        ("The Duke and Duchess of Kent left. The Duchess flew to Oslo.", "Duke and Duchess of Kent", "Oslo"),
        (
            "Ann Brown was back in York.\n\n3 May: Lima\n4 May: Quito\n5 May: Cali\n\n"
            "A rival, Lucy Gray, flew to Cusco. She drove to Puno, walked to La Paz and sailed to Arica.",
            "Ann Brown",
            "Quito",
        ),
    ],
)
def test_who_moves(text: str, traveller: str, place: str) -> None:
    assert (traveller, place) in {(who, where) for who, where, _, _ in told(text)}


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("Kim arrived in Vladivostok on Wednesday, September 13.", "Vladivostok", "2023-09-13"),
        ("On Tuesday Kim arrived in Khasan.", "Khasan", "2023-09-12"),
        ("Lavrov will go to Pyongyang, possibly in October.", "Pyongyang", "2023-10"),
        ("Amundsen reached Nome on 31 August 1906.", "Nome", "1906-08-31"),
    ],
)
def test_when(text: str, place: str, date: str) -> None:
    assert {(m.excerpt.place_text, m.date) for m in read(text).movements} >= {(place, date)}


def test_a_date_behind_before_is_not_that_of_the_main_clause() -> None:
    text = "Before Putin heads to Pyongyang, the Kremlin will send Sergei Lavrov to Tehran in October."
    dates = {m.excerpt.place_text: m.date for m in read(text).movements}
    assert dates == {"Pyongyang": None, "Tehran": "2023-10"}


def test_what_comes_after_after_came_before() -> None:
    text = "Kissinger flew to Paris after he had visited Hanoi."
    ordered = sorted(read(text).movements, key=lambda m: m.sequence)
    assert [m.excerpt.place_text for m in ordered] == ["Hanoi", "Paris"]


def test_the_country_is_the_one_named_before() -> None:
    text = "Putin spoke of North Korea. The Kremlin sent Sergei Lavrov to the country."
    (movement,) = read(text).movements
    assert movement.excerpt.place_text == "country"
    assert text[int(movement.mention.rpartition(":")[2]) :].startswith("North Korea")


def test_days_of_a_diary_and_rows_of_a_table() -> None:
    diary = "DAY 1. Logroño.\nDAY 2. We walked. Pamplona!\nDAY 3. Up early, then on to Estella. I slept.\n"
    assert [m.excerpt.place_text for m in read(diary).movements] == ["Logroño", "Pamplona", "Estella"]
    table = (
        "Taylor Swift on tour\nMay 17, 2024 - Stockholm, Friends Arena\nMay 24, 2024 - Lisbon\nJune 2, 2024 - Lyon\n"
    )
    rows = {(m.excerpt.place_text, m.status, m.date) for m in read(table).movements}
    assert {("Stockholm", "planned", "2024-05-17"), ("Lyon", "planned", "2024-06-02")} <= rows


def steps(text: str) -> list[str]:
    """The places in the order told, each with its role where that is not a stop."""
    mark = {"origin": "from ", "transit": "via ", "stop": ""}
    return [mark[m.role] + m.excerpt.place_text for m in sorted(read(text).movements, key=lambda m: m.sequence)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ibsen moved from Oslo to Rome and from Rome to Dresden.", ["from Oslo", "Rome", "from Rome", "Dresden"]),
        ("Liszt drove to Weimar, then to Jena, then back to Weimar.", ["Weimar", "Jena", "Weimar"]),
        ("Grieg sailed from Bergen to Hull and back.", ["from Bergen", "Hull", "Bergen"]),
        ("Darwin went from Lima to Quito via Guayaquil and then on to Panama City.",
         ["from Lima", "via Guayaquil", "Quito", "Panama City"]),
        ("Bell's route led from Aleppo along the river to Baghdad.", ["from Aleppo", "Baghdad"]),
        ("Macron's itinerary is as follows: Vienna, Bratislava and Prague.", ["Vienna", "Bratislava", "Prague"]),
        # what lies at the end of a way on which somebody stops is still ahead
        ("On the way from Lhasa to Kathmandu, Harrer stopped at Xigaze.", ["from Lhasa", "Xigaze", "Kathmandu"]),
        ("Grieg sailed to Hull, and Oslo's newspapers wrote of it.", ["Hull"]),
    ],
)  # fmt: skip
def test_a_way_step_by_step(text: str, expected: list[str]) -> None:
    assert steps(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 May. Left Bergen. 5 May. Off Aberdeen, fog. 6 May. Arrived Hull. I am ill.",
         ["from Bergen", "via Aberdeen", "Hull"]),
        ("Up at five. Mules to Cusco. Rode on to Puno. We are tired.", ["Cusco", "Puno"]),
        ("9 May. Breakfast in Lyon. Dinner in Geneva. We have no money left.", ["Lyon", "Geneva"]),
        ("13 May. Sedan. 16 May. Reached Laon; our horses need hay.", ["Sedan", "Laon"]),
        ("Left of Berlin stands the tower. Passed by the senate in Washington, it is law. I know.", []),
        ("1. Tokyo\n2. Delhi\n3. Shanghai\nWe counted them.", []),
    ],
)  # fmt: skip
def test_entries_that_leave_out_who_goes(text: str, expected: list[str]) -> None:
    assert steps(text) == expected
    assert {m.traveller for m in read(text).movements} <= {"narrator"}


def test_a_guide_sends_its_reader() -> None:
    guide = "From Lima take the night bus to Cusco. You leave Cusco by train and come to Puno."
    assert told(guide) == {
        ("you", "Lima", "planned", "origin"),
        ("you", "Cusco", "planned", "stop"),
        ("you", "Cusco", "planned", "origin"),
        ("you", "Puno", "planned", "stop"),
    }
    assert not [
        m for m in read("Roald Amundsen left Oslo. Take the bus to Tromsø. Fly to Oslo.").movements if m.cue == "guide"
    ]
