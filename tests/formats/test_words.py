"""The table of the page's words: whole, used, and safe against names that run the other way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geotrack.formats.page import story, words
from geotrack.model import Leg, PlaceKind
from tests.formats import atlases

PAGE = Path(words.__file__).parent
SOURCES = "\n".join(
    f.read_text(encoding="utf-8")
    for f in (
        PAGE / "template.html",
        PAGE / "story.py",
        PAGE.parent / "webmap.py",
        *sorted((PAGE / "script").glob("*.js")),
    )
)
MADE_UP = ("by_", "only_", "start_", "transit_", "first_", "next_", "appearance_", "made_")
"""Beginnings of keys that are put together from a word of the model."""


def test_every_word_is_used_and_every_word_used_is_there() -> None:
    said = set(re.findall(r"(?:say|tell)\((?:[^'\"(]*\([^)]*\), |[^'\"]*, )?['\"](\w+)['\"]", SOURCES))
    said |= set(re.findall(r"WORDS\.(\w+)", SOURCES))
    assert said - words.ENGLISH.keys() - set(MADE_UP) == set()
    unused = {k for k in words.ENGLISH if not k.startswith(MADE_UP)} - set(re.findall(r"\w+", SOURCES))
    assert unused == set()


def test_every_form_of_a_word_has_the_same_gaps() -> None:
    for key, entry in words.ENGLISH.items():
        if not isinstance(entry, str):
            assert set(entry) == {"one", "other"}, key
            gaps = [set(re.findall(r"{(\w+)}", text)) - {"n"} for text in entry.values()]
            assert gaps[0] == gaps[1], key


def test_every_means_of_travel_and_reason_has_its_words() -> None:
    say = words.Words()
    for mode in ("plane", "helicopter", "train", "bus", "car", "ship", "bicycle", "foot"):
        assert story.by(mode)
    for reason in story.REASONS:
        assert say(reason)
    kinds = set(PlaceKind.__args__)  # type: ignore[attr-defined]
    assert {k.removeprefix("only_") for k in words.ENGLISH if k.startswith("only_")} <= kinds


BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200f"


@given(st.text(alphabet="ab " + BIDI + "\u05d0\u0627"))
def test_a_text_ends_no_isolate_but_its_own(text: str) -> None:
    """Unicode's annex 9: an end of an isolate ends the last one that is open."""
    depth = 0
    for c in words.closed(text):
        depth += (c in "\u2066\u2067\u2068") - (c == "\u2069")
        assert depth >= 0
    assert words.closed(text).endswith(text)


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ([("A day in Rome", "2024-07-02")], "“A day in Rome” of 2 July 2024"),
        ([("A day in Rome", None)], "“A day in Rome”"),
        ([("x", None), ("y", None)], "2 articles"),
        ([("x", "2024-07-02"), ("y", "2024-07-02")], "2 articles of 2 July 2024"),
        ([("x", "2024-07-02"), ("y", "2024-07-04")], "2 articles published from 2 July 2024 to 4 July 2024"),
        ([("x", "2024-07-02"), ("y", None)], "2 articles, one of them dated 2 July 2024"),
        ([("x", "2024-07-02"), ("y", None), ("z", "2024-06")], "3 articles, 2 of them dated June 2024 to 2 July 2024"),
        ([("word " * 40, None)], "“" + "word " * 16 + "word…”"),
    ],
)
def test_what_the_story_is_told_in(articles: list[tuple[str, str | None]], expected: str) -> None:
    sources = [
        atlases.invented(title).model_copy(update={"published": published, "id": f"{n:012}"})
        for n, (title, published) in enumerate(articles)
    ]
    assert story.told_in(sources, story.ENGLISH) == expected


def test_names_of_two_directions_stand_apart_in_the_title() -> None:
    atlas = atlases.SEED.model_copy(
        update={
            "itineraries": tuple(
                i.model_copy(update={"traveller": t})
                for i, t in zip(atlases.SEED.itineraries, ("Kim", "דוד", "\u202eLavrov"), strict=True)
            )
        }
    )
    title = story.title(atlas)
    assert "\u2068דוד\u2069" in title
    assert title.endswith(" and \u2068\u202eLavrov\u2069")
    assert story.title(atlases.SEED) == "Kim Jong Un, Vladimir Putin and Sergei Lavrov"


def test_who_tells_without_a_name_is_the_narrator() -> None:
    kim = atlases.KIM.model_copy(update={"traveller": "narrator", "kind": "narrator", "aliases": ("we",)})
    atlas = atlases.SEED.model_copy(update={"itineraries": (kim,)})
    assert story.title(atlas) == "The narrator"
    told = story.traveller_data(kim, story.ENGLISH)
    assert (told["heading"], told["also"]) == ("The narrator", "also called “we”")


def test_other_names_are_told_apart() -> None:
    names = {"aliases": ("KIM, Jong Un", "the Marshal"), "companions": ("Choe Son Hui",)}
    told = story.traveller_data(atlases.KIM.model_copy(update=names), story.ENGLISH)
    assert told["also"] == "also called “KIM, Jong Un”, “the Marshal”; with Choe Son Hui"


@pytest.mark.parametrize(
    ("so_far", "planned", "expected"),
    [
        (1441.0, 0.0, "1,440\u00a0km"),
        (1441.0, 914.0, "1,440\u00a0km so far, 910\u00a0km planned"),
        (0.0, 914.0, "910\u00a0km planned"),
    ],
)
def test_how_far(so_far: float, planned: float, expected: str) -> None:
    legs = [Leg(start="a", end="b", km=so_far, status="visited")] if so_far else []
    legs += [Leg(start="b", end="c", km=planned, status="planned")] if planned else []
    told = story.traveller_data(atlases.KIM.model_copy(update={"legs": tuple(legs)}), story.ENGLISH)
    assert told["far"] == expected
