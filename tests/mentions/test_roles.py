"""The language model's own judgement of a place: what is said of it, and of whom."""

import pytest

from geotrack.mentions.language import ROLES, LanguageModel


def said(text: str, place: str) -> tuple[str, str]:
    """The likeliest role of a place and the word for the one who moves there."""
    (sentence,) = LanguageModel.shipped().read(text)
    (token,) = (t for t in sentence.tokens if t.text == place)
    mover = sentence.movers[token.i]
    return ROLES[sentence.roles[token.i].argmax()], sentence.tokens[mover].text if mover >= 0 else ""


@pytest.mark.parametrize(
    ("text", "place", "role", "mover"),
    [
        ("The minister arrived in Lima on Friday.", "Lima", "at", "minister"),
        ("She left Quito by train.", "Quito", "from", "She"),
        ("The envoys will fly to Bogota next week.", "Bogota", "plan", "envoys"),
        ("The brig passed Ushant at noon.", "Ushant", "via", "brig"),
    ],
)
def test_what_is_said_of_a_place(text: str, place: str, role: str, mover: str) -> None:
    assert said(text, place) == (role, mover)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Lima denied the report.", "Lima"),
        ("Oil prices rose in London and Tokyo.", "Tokyo"),
        ("The governor of Texas welcomed the senator.", "Texas"),
    ],
)
def test_where_nobody_is(text: str, place: str) -> None:
    assert said(text, place)[0] == "no"


def test_roles_are_probabilities() -> None:
    (sentence,) = LanguageModel.shipped().read("Kim left Pyongyang.")
    assert sentence.roles.shape == (len(sentence.tokens), len(ROLES))
    assert sentence.roles.sum(1) == pytest.approx(1, abs=1e-5)
