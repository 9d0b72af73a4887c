"""Whom a word means, by the language model: the earlier words for the same."""

import pytest

from geotrack.mentions.language import WINDOW, LanguageModel


def meant(text: str, word: str) -> str:
    """The likeliest earlier word for the same as the last `word` of a text; empty where there is none."""
    sentences = LanguageModel.shipped().read(text)
    number, token = [(n, t) for n, s in enumerate(sentences) for t in s.tokens if t.text == word][-1]
    link = max(sentences[number].links[token.i], key=lambda link: link.odds, default=None)
    return sentences[number - link.back].tokens[link.i].text if link else ""


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Ana Ruiz left Quito on Monday. She arrived in Lima at noon.", "She", "Ruiz"),
        ("The Maid of Lorn sailed from Cork in May. The ship reached Boston in June.", "ship", "Maid"),
        ("Tom Ode met Ana Ruiz in Lima. She flew home to Quito that evening.", "She", "Ruiz"),
    ],
)
def test_who_is_meant(text: str, word: str, name: str) -> None:
    assert meant(text, word) == name


def test_a_word_means_one_before_it() -> None:
    sentences = LanguageModel.shipped().read("She left Quito. Ana Ruiz was tired. " * 3)
    for sentence in sentences:
        for word, links in enumerate(sentence.links):
            assert all(link.back > 0 or (link.back == 0 and link.i < word) for link in links)
            assert sum(link.odds for link in links) <= 1 + 1e-5


def test_windows_part_a_long_text_between_sentences() -> None:
    text = "The delegation left the old capital early on Monday morning. " * 60
    sentences = LanguageModel.shipped().read(text)
    assert len(sentences) == 60 and all(len(sentence.tokens) == 11 for sentence in sentences)
    most = WINDOW // 11
    assert max(link.back for s in sentences for links in s.links for link in links) < most
