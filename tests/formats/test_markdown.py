"""The report as Markdown says what the atlas says in every reader, and no article can make markup of it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geotrack.formats.report import markdown
from geotrack.formats.report.account import Run, clean, nested
from geotrack.model import Atlas, Itinerary, Stop
from tests.formats import atlases
from tests.formats.readers import READERS, plain
from tests.formats.told import BY_HAND, HOSTILE, KIM, NEXT_UP, expected, notes, spelled, words


def check(reader: str, texts: tuple[str, str, str]) -> None:
    """What a reader shows of a report is what the report says, and no more."""
    atlas = spelled(*texts)
    read = READERS[reader](markdown.write(atlas))
    assert read.paragraphs == [words(block) for block in expected(atlas)]
    assert read.notes == notes(atlas)
    assert (read.foreign, read.pictures) == ([], [])
    assert {link.startswith("https://example.org/") for link in read.links} == {True}


@pytest.mark.parametrize("reader", [name for name in READERS if name != "pandoc"])
@given(st.tuples(HOSTILE, HOSTILE, HOSTILE))
@example(("www.1x.com", "a", "b"))  # GitHub makes a link of it
@example(("http://evil.example", "", ":"))  # the cue parts the address
def test_markdown_gives_every_text_back(reader: str, texts: tuple[str, str, str]) -> None:
    check(reader, texts)


@settings(max_examples=20)  # each of them a process
@given(st.tuples(HOSTILE, HOSTILE, HOSTILE))
@example(("", "@somebody ^up^ ~down~ $x$", "two blanks break a line \u202e "))
def test_so_does_pandoc(texts: tuple[str, str, str]) -> None:
    check("pandoc", texts)


def test_an_opening_is_no_markup() -> None:
    for text in ("1. May", "a) May", "- May", "> May", "# May", ": May", "|May|", "!!! note"):
        read = READERS["mkdocs"](f"- {markdown.marked((Run(text),), [])}")
        assert (read.paragraphs, read.foreign, read.numbers) == ([text], [], [])


# --- what the reports say ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", READERS)
def test_the_stops_of_the_seeds(reader: str) -> None:
    read = READERS[reader](markdown.write(atlases.SEED))
    first = read.paragraphs.index(KIM[0])
    assert read.paragraphs[first : first + len(KIM)] == KIM
    assert NEXT_UP in read.notes
    assert read.numbers == [1, 2, 3, 1, 2, 1], "each traveller's count begins anew, and a start has no number"
    assert read.strong[:2] == ["Pyongyang", "Vostochny Cosmodrome"]
    assert "Only the country is named." in read.paragraphs
    assert "Stands for a government: Moscow, Washington." in read.paragraphs


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("made", BY_HAND.values(), ids=BY_HAND)
def test_the_place_is_set_apart_in_every_sentence(reader: str, made: Atlas) -> None:
    read = READERS[reader](markdown.write(made))
    places = [plain(clean(e.place_text)) for i in made.itineraries for s in i.stops for e in s.excerpts]
    missing = [place for place in places if read.strong.count(place) < 1]
    assert missing == []
    names = [plain(clean(stop.name)) for i in made.itineraries for stop in i.stops]
    assert len(read.strong) >= len(places) + len(names)


@pytest.mark.parametrize(
    ("before", "place", "after"),
    [
        ("the", "“base”", "s"),
        ("基地", "（東）", "へ"),
        ("a", "!", "b"),
        ("x ", " y ", " z"),
        ("(", "Plant (KnAAZ)", "’s"),
    ],
)
@pytest.mark.parametrize("reader", READERS)
def test_a_place_is_set_apart_beside_letters_and_marks(reader: str, before: str, place: str, after: str) -> None:
    read = READERS[reader](markdown.marked((Run(before), Run(place, strong=True), Run(after)), []))
    assert read.paragraphs == [plain(before + place + after)]
    assert read.strong == [place.strip()]


@pytest.mark.parametrize("reader", READERS)
def test_a_long_journey_is_one_list(reader: str) -> None:
    """Python-Markdown wants four blanks before what lies in an entry, and CommonMark five where the number is 100."""
    stops = [plain_stop(n, confidence=0.5) for n in range(1, 103)]
    made = atlases.PACIFIC.model_copy(
        update={"itineraries": (Itinerary(id="x", traveller="the Explorer", stops=tuple(stops)),)}
    )
    read = READERS[reader](markdown.write(made))
    assert read.numbers == list(range(1, 103))


def test_the_picture_is_beside_the_text() -> None:
    for reader in READERS.values():
        read = reader(markdown.write(atlases.SEED, "Kim in Russia (1)-map.svg"))
        assert read.pictures == [
            ("Kim%20in%20Russia%20%281%29-map.svg",
             "Map: Kim Jong Un, Vladimir Putin and Sergei Lavrov. The stops are listed below.")
        ]  # fmt: skip
    assert READERS["github"](markdown.write(atlases.NOBODY, "kim-map.svg")).pictures == []


def plain_stop(number: int, **more: object) -> Stop:
    place = atlases.VLADIVOSTOK
    sentence = atlases.sentence("The Explorer was in Vladivostok.", "Vladivostok")
    data = {"id": f"x/{number}", "place": place, "as_written": place.name, "status": "visited", "excerpts": sentence}
    return Stop.model_validate(data | more)


def test_stops_inside_others_follow_them() -> None:
    inside = {"x/4": "x/2", "x/5": "x/4", "x/1": "x/3"}
    stops = [plain_stop(n, within=inside.get(f"x/{n}")) for n in range(1, 6)]
    found = [(stop.id, depth, around.id if around else None) for stop, depth, around in nested(stops)]
    assert found == [("x/1", 0, None), ("x/2", 0, None), ("x/4", 1, "x/2"), ("x/5", 2, "x/4"), ("x/3", 0, None)]
