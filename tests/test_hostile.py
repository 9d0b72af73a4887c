"""No text makes reading fail, and twice the text is twice the work.

Work is counted in function calls, which are the same on every machine; seconds are not.
"""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geotrack import Article, assemble, render, study
from geotrack.mentions.language import LanguageModel, Reading, case_class
from geotrack.mentions.rules import RuleReader
from geotrack.mentions.travellers import Cast
from geotrack.model import Study
from geotrack.places import Gazetteer

PLACES = "Paris London Moscow Kyiv Tokyo Lima Quito Bogota Rome Vienna Prague Warsaw Riga Oslo Bergen Turin".split()
SYLLABLES = "ba ko ri ta mo lu ne vi sa do pe ga zu hi fo".split()


class OneParseAShape(LanguageModel):
    """The shipped model, but each sentence is read alone, and those written alike share the reading of the first.

    What is counted here is everything else: the model itself takes one step a window.
    """

    def predict(self, sentences: list[list[str]]) -> list[Reading]:
        known = self.__dict__.setdefault("known", {})
        for words in sentences:
            shape = tuple(map(case_class, words))
            if shape not in known:
                known[shape] = super().predict([words])[0]
        return [known[tuple(map(case_class, words))] for words in sentences]


MODEL = OneParseAShape(LanguageModel.shipped()._folder)


def article(text: str) -> Article:
    return Article(id=Article.id_of(text), name="-", title="-", published="2024-07-01", text=text)


def studied(text: str) -> Study:
    """What `study` does, with the quick model."""
    gazetteer = Gazetteer.shipped()
    told = article(text)
    reading = RuleReader(gazetteer.entry, MODEL).read(told)
    names = {m.id: m.name for m in reading.mentions} | {n: n for m in reading.mentions for n in m.inside}
    return Study(
        article=told,
        mentions=reading.mentions,
        travellers=reading.travellers,
        movements=reading.movements,
        candidates={key: gazetteer.search(name) for key, name in names.items()},
    )


def calls(text: str) -> int:
    """How many functions of Python and C are called from the text to the atlas."""
    count = 0

    def one_more(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(one_more)
    try:
        assemble([studied(text)])
    finally:
        sys.setprofile(None)
    return count


def lines(make: Callable[[int, random.Random], str], start: str = "") -> Callable[[int], str]:
    return lambda n: start + "".join(make(i, random.Random(i)) for i in range(n))


def name(chance: random.Random) -> str:
    return " ".join("".join(chance.choice(SYLLABLES) for _ in range(length)).title() for length in (3, 4))


FAMILIES: dict[str, Callable[[int], str]] = {
    "one sentence": lines(lambda i, r: f"the king went to {PLACES[i % 16]} and the queen to London and "),
    "people": lines(lambda i, r: f"{name(r)} flew to {r.choice(PLACES)}. The president left {r.choice(PLACES)}. "),
    "returns": lines(lambda i, r: f"Kim returned to {PLACES[i % 3]}. Kim flew to Rome. "),
    "stays": lines(lambda i, r: "Kim was in Paris. "),
    "dates": lines(lambda i, r: f"On {1 + i % 28} May {1900 + i % 99} Kim arrived in {PLACES[i % 16]}. "),
    "table": lines(
        lambda i, r: f"{i} | {1 + i % 28} July | {PLACES[i % 16]} - {PLACES[i * 7 % 16]} | {i} km\n", "TOUR\n"
    ),
    "diary": lines(lambda i, r: f"Day {i + 1}. {PLACES[i % 16]}. We walked to {PLACES[i * 5 % 16]} and I slept.\n"),
    "quotes": lines(lambda i, r: f'"I went to {PLACES[i % 16]}" said Kim. He left. '),
    "countries": lines(lambda i, r: "Kim flew to Peru. He left the country. The city was Lima. "),
    "sites": lines(lambda i, r: "Kim arrived in Paris. Kim visited the Louvre. "),
    "capitals": lines(lambda i, r: "Big Great Power Plant Airport "),
    "no sentence": lines(lambda i, r: "([“\u202e\u0301🚢,"),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_twice_the_text_is_twice_the_work(family: str) -> None:
    few, many = 150, 600
    calls(FAMILIES[family](few))  # what is looked up once for all
    small, large = calls(FAMILIES[family](few)), calls(FAMILIES[family](many))
    assert large < 1.5 * many / few * small


HOSTILE = [
    *("(" * 3000, "[(" * 1500 + ")]" * 1500, "| Paris " * 500, "“" * 2000, "A. B. " * 500, "Mr. " * 500),
    *("a" * 100_000, "7" * 100_000, "Paris" * 20_000, "\n" * 100_000, " " * 100_000, "北京市長去了上海" * 5000),
    *("القاهرة ذهب إلى دمشق ثم " * 60, "北京市長去了上海然後回到東京。" * 60, "🚢👨‍👩 " * 400, "a\u0301\u0302" * 500),
    *("\0\x01\x02 " * 500, "\ud83d \udea2" * 300, "<script>alert(1)</script> in Paris " * 60),
    *("of the city of the port of Paris " * 60, "KIM WENT TO PARIS AND LONDON " * 60, "Komsomolskonamurzhq " * 400),
    "New Year's Eve of the first Monday of May of last year, " * 40,
]


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(text[:8]) for text in HOSTILE])
def test_a_hostile_text_is_read(text: str) -> None:
    found = assemble([studied(text)])
    render(found, "json").encode()
    for m in found.left_out:
        assert all(len(e.text) < 3000 for e in m.excerpts)


PIECES = st.sampled_from(
    [
        *PLACES,
        *"Kim he she they it the his left arrived in to from on Monday 3 May 1999 . , : | - “ ” \" ( ) ' 's".split(),
        *("ship Alma", "convoy", "We", "I", "had", "will", "not", "\n", "\ud83d", "\0", "🚢", "\u202e", "Day 1", "St."),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=80).map(" ".join) | st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    found = assemble([study(article(text))])
    assert render(found, "json") == render(assemble([study(article(text))]), "json")
    for excerpt in itertools.chain.from_iterable(e.excerpts for e in found.left_out):
        assert article(text).text[excerpt.start : excerpt.end] == excerpt.text


def test_whose_a_word_is_is_asked_once() -> None:
    """Where the parser hangs "his" on the convoy before it, the convoy is not asked for its owner again."""
    (sentence,) = LanguageModel.shipped().read("The convoy left his.")
    convoy, left, his = sentence.tokens[1:4]
    tokens = list(sentence.tokens)
    tokens[1] = convoy._replace(pos="NOUN", dep="nsubj", head=left.i)
    tokens[2] = left._replace(pos="VERB", dep="ROOT", head=left.i)
    tokens[3] = his._replace(pos="PRON", dep="nmod:poss", head=convoy.i)
    odd = type(sentence)(tuple(tokens), 0, sentence.roles, sentence.movers, sentence.links)
    assert len(Cast("The convoy left his.", (odd,), lambda _, __: False).resolve(0, tokens[1])) <= 1
