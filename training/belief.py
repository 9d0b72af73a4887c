"""What is learned of readings, from the cases with gold answers: `python -m training.belief [--fit]`.

Every movement that is read in a case is right or wrong: right where its traveller's gold itinerary has a stop there.
Its signs (`geotrack/mentions/belief.py`) and that answer are what a logistic regression learns from (scikit-learn). The
cases of `open` and `unseen` are never learned from: the figures of what ships are printed for them, and for the others
by cross-validation over whole cases. `--fit` writes the file that ships.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from geotrack.mentions import belief, rules
from geotrack.model import Study
from geotrack.pipeline import assemble, locate, study
from tests.quality.run import articles, folders
from tests.quality.score import Spot, Way, couples

LEARNED, HELD_OUT = ("practice-news", "practice-other", "more"), ("open", "unseen")
FILE = Path(belief.__file__).parent / "data" / "belief.json"
LEAST = 20  # movements that must bear a sign
STRENGTH = 0.01  # of the signs against the habit of calling all alike: scikit-learn's C, over signs of equal spread
FOLDS = 10
DIGITS = 3


class Example(NamedTuple):
    """A movement of a case."""

    case: str
    signs: dict[str, float]
    right: bool


def examples(name: str) -> Iterator[Example]:
    """The movements that are read in a set of cases."""
    for folder in folders(name):
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        golds = [Way.of(way, aliases=True) for way in gold["itineraries"]]
        with noted() as signs:
            studies = [believed(study(article)) for article in articles(folder, gold)]
        located, atlas = locate(studies), assemble(studies)
        ways = [Way.of(json.loads(i.model_dump_json()), aliases=False) for i in atlas.itineraries]
        stops = {w: golds[g].stops for w, g in couples(ways, golds)}
        of = {name: number for number, i in enumerate(atlas.itineraries) for name in (*i.aliases, i.traveller)}
        movements = (movement for found in studies for movement in found.movements)
        for movement, seen in zip(movements, signs, strict=True):
            place = located[movement.mention].place
            if place is not None:
                own = stops.get(of.get(movement.traveller, -1), ())
                yield Example(folder.name, seen, any(Spot(place.lat, place.lon).meets(stop) for stop in own))


@contextmanager
def noted() -> Iterator[list[dict[str, float]]]:
    """The signs of each movement, in the order read: a movement itself tells only how sure they make it."""
    signs: list[dict[str, float]] = []
    found = rules.signs_of

    def kept(*about: Any, **more: Any) -> dict[str, float]:
        signs.append(found(*about, **more))
        return signs[-1]

    rules.signs_of = kept
    try:
        yield signs
    finally:
        rules.signs_of = found


def believed(study: Study) -> Study:
    """A study in which every movement is sure, so that none is left out of what is learned."""
    sure = tuple(movement.model_copy(update={"confidence": 1.0}) for movement in study.movements)
    return study.model_copy(update={"movements": sure})


def table(found: Sequence[Example], names: Sequence[str]) -> tuple[Any, Any]:
    """The signs as a matrix, a row an example, and what is right."""
    return (
        np.array([[example.signs.get(name, 0.0) for name in names] for example in found]),
        np.array([example.right for example in found]),
    )


def fitted(found: Sequence[Example], names: Sequence[str]) -> dict[str, Any]:
    """What these examples teach: the bias, and the weight of each sign."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    signs, right = table(found, names)
    spread = StandardScaler().fit(signs)
    learned = LogisticRegression(C=STRENGTH, max_iter=3000).fit(spread.transform(signs), right)
    weights = learned.coef_[0] / spread.scale_
    bias = float(learned.intercept_[0] - (weights * spread.mean_).sum())
    return {
        "bias": round(bias, DIGITS),
        "weights": {n: round(float(w), DIGITS) for n, w in zip(names, weights, strict=True)},
    }


def signs_in(found: Sequence[Example]) -> list[str]:
    """The signs that enough examples bear."""
    names = sorted({name for example in found for name in example.signs})
    return [name for name in names if sum(bool(example.signs.get(name)) for example in found) >= LEAST]


def report(name: str, right: Sequence[bool], odds: Sequence[float]) -> None:
    """How well the probabilities sort a set, and how many are right of those that are as sure."""
    from sklearn.metrics import roc_auc_score

    area = roc_auc_score(right, odds)
    print(f"{name}: {len(right)} movements, {np.mean(right):.2f} right, area under the curve {area:.3f}")
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        here = [r for r, p in zip(right, odds, strict=True) if low <= p < low + 0.2 or (low == 0.8 and p == 1)]
        print(f"   {low:.1f} to {low + 0.2:.1f}: {len(here):5} movements, {np.mean(here) if here else 0:.2f} right")


def main() -> None:
    """Measure, and write the file that ships where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="learn, and write the file that ships")
    fit = parser.parse_args().fit
    from sklearn.model_selection import GroupKFold

    learned = [example for name in LEARNED for example in examples(name)]
    names = signs_in(learned)
    cases = [example.case for example in learned]
    odds = [0.0] * len(learned)
    for kept, left in GroupKFold(FOLDS).split(learned, groups=cases):
        taught = fitted([learned[i] for i in kept], names)
        for i in left:
            odds[i] = belief.belief(learned[i].signs, taught)
    report("the cases learned from, each by what the others teach", [e.right for e in learned], odds)
    if fit:
        FILE.write_text(json.dumps(fitted(learned, names), indent=1) + "\n", encoding="utf-8")
        belief.learned.cache_clear()
    for name in HELD_OUT:
        found = list(examples(name))
        report(name, [e.right for e in found], [belief.belief(e.signs) for e in found])


if __name__ == "__main__":
    main()
