"""How far confidence can be relied on, over the names of the practice cases' stops and the pairs."""

from __future__ import annotations

from tests.quality.run import folders
from tests.quality.weights import answers, mean, of_case, of_pairs, reliability

SETS = ("practice-news", "practice-other")


def test_confidence_is_the_share_that_is_right() -> None:
    texts = [*(of_case(folder) for name in SETS for folder in folders(name)), *of_pairs()]
    found = list(answers(texts))
    assert len(found) > 1000
    assert mean(answer.right for answer in found) > 0.95
    off = sum(abs(confident - right) * names for confident, right, names in reliability(found)) / len(found)
    assert off < 0.05
