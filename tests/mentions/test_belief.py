"""How sure a movement is, by its signs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geotrack.mentions.belief import belief, learned

SIGNS = st.dictionaries(st.sampled_from([*learned()["weights"], "unheard of"]), st.floats(-5, 10), max_size=20)


@given(SIGNS)
def test_it_is_a_probability(signs: dict[str, float]) -> None:
    assert 0 <= belief(signs) <= 1


@given(SIGNS)
def test_what_the_model_denies_is_never_surer(signs: dict[str, float]) -> None:
    assert belief(signs | {"no": 0.0}) <= belief(signs | {"no": -4.0})


def test_what_was_not_learned_says_nothing() -> None:
    assert belief({"unheard of": 1.0}) == belief({})
    assert belief({"cue=go": 1.0}, {"bias": 0.0, "weights": {"cue=go": 0.0}}) == 0.5
