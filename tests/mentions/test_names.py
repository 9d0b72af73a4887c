"""Which spans name places, and in what sense."""

from __future__ import annotations

import pytest

from geotrack.mentions import reader
from geotrack.model import Article, Mention
from geotrack.places import Gazetteer


def mentions(text: str) -> tuple[Mention, ...]:
    article = Article(id=Article.id_of(text), name="-", title="-", text=text)
    return reader(Gazetteer.shipped().entry).read(article).mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He went to Komsomolsk-on-Amur.", {("Komsomolsk-on-Amur", "place")}),
        ("Trains ran through Egypt, Tunisia, Togo and Côte d'Ivoire.", {("Togo", "place"), ("Côte d'Ivoire", "place")}),
        ("She left the U.S. for the UK.", {("U.S.", "place"), ("UK", "place")}),
        ("The summit at the Vostochny space base ended.", {("Vostochny space base", "place")}),
        ("He toured the Aircraft Plant (KnAAZ) at noon.", {("Aircraft Plant", "place")}),
        ("Russian officials smiled.", {("Russian", "adjective")}),
        ("Moscow said nothing.", {("Moscow", "metonym")}),
        ("A pact between Moscow and Pyongyang.", {("Moscow", "metonym"), ("Pyongyang", "metonym")}),
        ("Khabarovsk Region Governor Mikhail Degtyarev came.", {("Khabarovsk Region", "name")}),
        ("NAIROBI, Oct 31 - The court ruled.", {("NAIROBI", "dateline")}),
        ("Pamplona!", {("Pamplona", "place")}),
    ],
)
def test_sense(text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= {(m.text, m.sense) for m in mentions(text)}


@pytest.mark.parametrize("text", ["He read a book on Sunday in May.", "They came to us.", "Mark Reading laughed.", "…"])
def test_no_place(text: str) -> None:
    assert mentions(text) == ()


@pytest.mark.parametrize(
    ("text", "name", "asks_for", "inside"),
    [
        ("They met in Paris, Texas.", "Paris", "", ("Texas",)),
        ("He swam off Padstow in Cornwall.", "Padstow", "", ("Cornwall",)),
        ("The port of Vladivostok froze.", "Vladivostok", "port", ()),
        ("She crossed the river Amur.", "Amur", "river", ()),
    ],
)
def test_what_the_words_around_say(text: str, name: str, asks_for: str, inside: tuple[str, ...]) -> None:
    mention = next(m for m in mentions(text) if m.text == name)
    assert (mention.asks_for, mention.inside) == (asks_for, inside)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # inside hyphenated words
        ("The Lima-based firm closed.", {("Lima", "adjective")}),
        ("Talks on the Peru-Chile border went on.", {("Peru", "adjective"), ("Chile", "adjective")}),
        ("Senator Ann Doe, D-Ohio, agreed.", {("Ohio", "adjective")}),
        ("A Green Bay-based firm closed.", {("Green Bay", "adjective")}),
        # small places that the words beside them vouch for
        ("Ann Doe, 54, of Ludington, was unhurt.", {("Ludington", "place")}),
        ("The Ludington Police Department was called.", {("Ludington", "name")}),
        ("A Ludington woman won the prize.", {("Ludington", "name")}),
        ("ELKINS, W.Va. - Snow fell overnight.", {("W.Va.", "place")}),
        ("LUDINGTON — Snow fell overnight.", {("LUDINGTON", "dateline")}),
        # without the words around the name
        ("Floods reached Jilin province.", {("Jilin", "place")}),
        ("Snow fell in southeast Ohio.", {("Ohio", "place")}),
        ("She was held in the Warren County Jail.", {("Warren County", "name")}),
        ("The Ohio State Police came.", {("Ohio", "name")}),
        ("Snow fell on Peru's coast.", {("Peru", "place")}),
    ],
)
def test_extent(text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= {(m.text, m.sense) for m in mentions(text)}


@pytest.mark.parametrize(
    "text",
    [
        "It cost US$5 a day.",
        "The West Nile virus spread.",
        "A CIA spokesman spoke.",
        "They met at City Hall.",
        "Meet us in Room 12.",
        "A Su-35 took off.",
    ],
)
def test_something_else(text: str) -> None:
    assert mentions(text) == ()


def test_a_place_once_is_a_place_again() -> None:
    found = mentions("They met in Harwich on Monday. Harwich students sang. The Harwich Club won.")
    assert [m.text for m in found] == ["Harwich"] * 3
