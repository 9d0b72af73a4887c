"""How well names become places, and the weights that do it best: `python -m tests.quality.weights [CORPUS.jsonl ...]`.

A corpus has a JSON object a line: {"id", "text", "toponyms": [{"start", "end", "lat", "lon", "wide"}, ...]}, where
`wide` marks countries and the like. The practice cases and the pairs of `tests/places` are measured beside them. Every
other text of each, from the first, is for fitting; the others show what that is worth. With `--fit` the weights are
looked for, which takes half an hour; they are put into `geotrack/places/weights.py` by hand.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from geotrack.geo import distance_km
from geotrack.model import Article, Candidate, Mention, Place, Study
from geotrack.pipeline import journeys, study, with_spans
from geotrack.places.choose import SURE_ENOUGH, confidence, decided
from geotrack.places.weights import WEIGHTS, Weights
from tests.places.pairs import pairs
from tests.quality.run import articles, folders

NEAR_KM = 161.0  # what the field calls right
WIDE_KM = 600.0
LEAST_KM = 30.0  # for a stop: the gold's middle of a town and the gazetteer's are not the same
WIDE = 0.2  # what the surprise at a country counts: its point is a convention
LEAST_BELIEF = 0.02  # a name that nothing in its text explains shall not bend the weights
PROBE, FIRST_STRIDE, LAST_STRIDE = 0.05, 0.2, 0.02


class Gold(NamedTuple):
    """Where a name lies."""

    mention: Mention
    lat: float
    lon: float
    km: float
    """How far off is right."""
    wide: bool = False
    """Whether one point for it is a matter of convention."""

    def is_at(self, place: Place) -> bool:
        """Whether this is the place, as near as one may ask."""
        return distance_km(place.lat, place.lon, self.lat, self.lon) <= self.km


class Text(NamedTuple):
    """What has been read of a text, or of several about one journey, and where its names lie."""

    mentions: tuple[Mention, ...]
    candidates: Mapping[str, tuple[Candidate, ...]]
    ways: tuple[tuple[str, ...], ...]
    gold: tuple[Gold, ...]


class Answer(NamedTuple):
    """What was found for one name."""

    right: bool
    """Whether the likeliest candidate is."""
    confidence: float
    surprise: float
    """Minus the logarithm of the belief in what is right."""
    wide: bool


def marked(found: Study, article: Article, names: Sequence[Mapping[str, Any]]) -> Text:
    """A text whose names somebody has marked."""
    spans = with_spans(found, article, [(n["start"], n["end"]) for n in names])
    gold = (
        Gold(m, n["lat"], n["lon"], WIDE_KM if n.get("wide") else NEAR_KM, bool(n.get("wide")))
        for m, n in zip(spans.mentions, names, strict=False)
        if n["lat"] is not None
    )
    return Text(spans.mentions, spans.candidates, journeys(spans), tuple(gold))


def of_corpus(line: str) -> Text:
    """A text of a corpus."""
    read = json.loads(line)
    article = Article(id=Article.id_of(read["text"]), name="-", title="-", text=read["text"])
    return marked(study(article), article, read["toponyms"])


def of_case(folder: Path) -> Text:
    """A case of `tests/quality/cases`: the names of its stops."""
    told = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return of_stops([study(article) for article in articles(folder, told)], told)


def of_stops(studies: Sequence[Study], told: Mapping[str, Any]) -> Text:
    """What has been read of a case, where each name that a stop bears lies there."""
    stops = {s["name"]: s for i in told["itineraries"] for s in i["stops"]}
    mentions = tuple(m for s in studies for m in s.mentions)
    known = ((m, stops[m.text]) for m in mentions if m.text in stops)
    gold = tuple(Gold(m, s["lat"], s["lon"], max(LEAST_KM, s["tolerance_km"])) for m, s in known)
    candidates = {key: found for s in studies for key, found in s.candidates.items()}
    return Text(mentions, candidates, tuple(way for s in studies for way in journeys(s)), gold)


def of_pairs() -> Iterator[Text]:
    """The pairs of `tests/places/pairs.txt`."""
    for pair in pairs():
        article = Article(id=Article.id_of(pair.text), name="-", title="-", text=pair.text)
        name = {"start": pair.start, "end": pair.start + len(pair.name), "lat": pair.lat, "lon": pair.lon}
        yield marked(study(article), article, [name])


def answers(texts: Iterable[Text], weights: Weights = WEIGHTS) -> Iterator[Answer]:
    """What these weights make of each name whose place is known."""
    for text in texts:
        groups = decided(text.mentions, text.candidates, text.ways, weights)
        by_mention = {m.id: g for g in groups for m in g.mentions}
        for gold in text.gold:
            group = by_mention[gold.mention.id]
            good = [gold.is_at(place) for place in group.places]
            belief = sum(itertools.compress(group.beliefs, good)) if any(good) else 1 - sum(group.beliefs)
            right = group.best is not None and gold.is_at(group.best)
            yield Answer(right, confidence(group), -math.log(max(LEAST_BELIEF, belief)), gold.wide)


def loss(corpora: Mapping[str, Sequence[Text]], weights: Weights) -> float:
    """How much these weights are surprised by a name, on the mean of the corpora."""
    return mean(_surprise(list(answers(texts, weights))) for texts in corpora.values())


def _surprise(found: Sequence[Answer]) -> float:
    counts = [WIDE if answer.wide else 1.0 for answer in found]
    return sum(a.surprise * count for a, count in zip(found, counts, strict=True)) / sum(counts)


def fitted(corpora: Mapping[str, Sequence[Text]], weights: Weights) -> Weights:
    """The weights after a walk downhill, by shares of each: where the slope is steepest, as far as it goes down."""
    least, stride = loss(corpora, weights), FIRST_STRIDE
    while stride > LAST_STRIDE:
        slopes = {name: (loss(corpora, _scaled(weights, {name: PROBE})) - least) / PROBE for name in weights._fields}
        steepest = max(abs(slope) for slope in slopes.values())
        while stride > LAST_STRIDE:
            tried = _scaled(weights, {name: -stride * slope / steepest for name, slope in slopes.items()})
            if (found := loss(corpora, tried)) < least:
                least, weights, stride = found, tried, stride * 1.5
                break
            stride /= 2
        print(f"{least:.4f}  {weights}", flush=True)
    return weights


def _scaled(weights: Weights, by: Mapping[str, float]) -> Weights:
    """Weights that are larger by these shares."""
    values = weights._asdict()
    return weights._replace(**{name: round(values[name] * math.exp(share), 4) for name, share in by.items()})


def report(corpora: Mapping[str, Sequence[Text]], weights: Weights) -> None:
    """A line of figures for each corpus, and how far confidence can be relied on."""
    print(f"{'':16}{'names':>6}{'right':>8}{'placed':>8}{'right of placed':>17}{'surprise':>10}")
    everything = []
    for name, texts in corpora.items():
        found = [answer for answer in answers(texts, weights) if not answer.wide]
        placed = [answer for answer in found if answer.confidence >= SURE_ENOUGH]
        shares = mean(a.right for a in found), len(placed) / len(found), mean(a.right for a in placed)
        print("{:16}{:6}{:8.3f}{:8.3f}{:17.3f}{:10.3f}".format(name, len(found), *shares, _surprise(found)))
        everything += found
    print("confidence, right, names: ", "  ".join("{:.2f} {:.2f} {}".format(*row) for row in reliability(everything)))


def reliability(found: Iterable[Answer]) -> list[tuple[float, float, int]]:
    """For names of like confidence: their mean confidence, the share that is right, and how many they are."""
    ordered = sorted((a for a in found if a.confidence), key=lambda a: a.confidence)
    alike = (list(some) for _, some in itertools.groupby(ordered, key=lambda a: min(9, int(a.confidence * 10))))
    return [(mean(a.confidence for a in some), mean(a.right for a in some), len(some)) for some in alike]


def mean(values: Iterable[float]) -> float:
    """Their mean; 0 of none."""
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def main() -> None:
    """Measure, and fit where asked to."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("corpora", nargs="*", type=Path, metavar="CORPUS.jsonl")
    options.add_argument("--fit", action="store_true", help="look for better weights")
    chosen = options.parse_args()
    texts = {c.stem: [of_corpus(line) for line in c.read_text("utf-8").splitlines()] for c in chosen.corpora}
    texts |= {name: [of_case(folder) for folder in folders(name)] for name in ("practice-news", "practice-other")}
    texts["pairs"] = list(of_pairs())
    fitting = {name: some[0::2] for name, some in texts.items()}
    weights = fitted(fitting, WEIGHTS) if chosen.fit else WEIGHTS
    print("The half for fitting")
    report(fitting, weights)
    print("The other half")
    report({name: some[1::2] for name, some in texts.items()}, weights)


if __name__ == "__main__":
    main()
