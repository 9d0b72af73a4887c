"""The embedded model: tokens, sentences, trees; no text may break it."""

from __future__ import annotations

import hashlib
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geotrack.errors import DataError
from geotrack.mentions.language import LanguageModel, sentences_of, tokens_of, tree

MODEL = LanguageModel.shipped()


def words(text: str) -> list[list[str]]:
    return [[t.text for t in s.tokens] for s in MODEL.read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Kim left. He didn't stay.", [["Mr.", "Kim", "left", "."], ["He", "did", "n't", "stay", "."]]),
        ("Komsomolsk-on-Amur's plant", [["Komsomolsk-on-Amur", "'s", "plant"]]),
        ("The U.S. sent 1,500 tons.", [["The", "U.S.", "sent", "1,500", "tons", "."]]),
        ("A headline\nwithout a stop", [["A", "headline"], ["without", "a", "stop"]]),
        ("J. W. Bush left W.Va. for Rome.", [["J.", "W.", "Bush", "left", "W.Va.", "for", "Rome", "."]]),
        ("In the U.S. The end.", [["In", "the", "U.S."], ["The", "end", "."]]),
        ('"Go," he said. "Now."', [['"', "Go", ",", '"', "he", "said", "."], ['"', "Now", ".", '"']]),
        ("of neighbouring Ukraine.Kim is here", [["of", "neighbouring", "Ukraine", "."], ["Kim", "is", "here"]]),
    ],
)
def test_tokens_and_sentences(text: str, expected: list[list[str]]) -> None:
    assert words(text) == expected


def test_a_tree_with_its_names() -> None:
    (sentence,) = MODEL.read("Vladimir Putin flew from Moscow to Beijing.")
    flew = next(t for t in sentence.tokens if t.text == "flew")
    assert flew.head == flew.i
    assert [t.text for t in sentence.children(flew, "obl")] == ["Moscow", "Beijing"]
    assert [kind for _, _, kind in sentence.entities] == ["PERSON", "LOC", "LOC"]
    assert [t.text for t in sentence.subtree(flew)] == [t.text for t in sentence.tokens]


def test_offsets_survive_what_is_not_ascii() -> None:
    text = "Zażółć 🚂 Łódź — 平壤へ行った。\n\nКомсомольск-на-Амуре!"
    for sentence in MODEL.read(text):
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_any_text_is_read_and_every_sentence_is_one_tree(text: str) -> None:
    for sentence in MODEL.read(text):
        roots = [t for t in sentence.tokens if t.head == t.i]
        assert len(roots) == 1
        assert {t.i for t in sentence.subtree(roots[0])} == {t.i for t in sentence.tokens}


@given(
    st.integers(1, 12).flatmap(
        lambda n: st.lists(st.lists(st.floats(-9, 9), min_size=n + 1, max_size=n + 1), min_size=n, max_size=n)
    )
)
def test_scores_of_any_kind_give_a_tree(scores: list[list[float]]) -> None:
    heads = tree(np.array(scores, np.float32))
    assert list(heads).count(0) == 1
    for word in range(1, len(heads) + 1):
        steps = 0
        while word:
            word, steps = int(heads[word - 1]), steps + 1
            assert steps <= len(heads)


def test_a_sentence_without_end_is_read_in_parts() -> None:
    text = "and on " * 2000
    assert sum(len(s) for s in sentences_of(text, tokens_of(text))) == 4000
    assert max(len(s.tokens) for s in MODEL.read(text)) <= 110


def test_words_of_many_pieces_are_read_in_parts_that_the_model_can_hold() -> None:
    (whole,) = MODEL.read("Komsomolskonamurzhq " * 60)
    parts = MODEL.read("Komsomolskonamurzhq " * 100)
    assert len(whole.tokens) == 60
    assert sum(len(part.tokens) for part in parts) == 100
    assert len(parts) == 2


def test_the_record_names_the_model_that_is_there() -> None:
    with as_file(files("geotrack.mentions") / "data") as folder:
        digest = hashlib.sha256((folder / "reader.int8.onnx").read_bytes()).hexdigest()
    assert MODEL.described == f"reader-en {digest[:12]}"


def test_a_sentence_is_read_the_same_wherever_it_stands() -> None:
    alone = MODEL.read("Kim left Pyongyang.")[0]
    among = MODEL.read("The weather was fine in Khabarovsk, they said. Kim left Pyongyang.")[1]
    assert [(t.text, t.pos, t.head, t.dep, t.entity) for t in alone.tokens] == [
        (t.text, t.pos, t.head, t.dep, t.entity) for t in among.tokens
    ]


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="reinstall"):
        LanguageModel(tmp_path)
