"""Why a stop stands where it stands: the reason comes from where the order is made, in words."""

from __future__ import annotations

import pytest

from geotrack import Article, track
from tests.quality.run import SETS, answered, folders


def reasons(*texts: str) -> list[tuple[str, str]]:
    """The stops of the first traveller of these articles of 15 September 2023, with the reasons of their order."""
    articles = [
        Article(id=Article.id_of(t), name="-", title="-", published=f"2023-09-{15 + n}", text=t)
        for n, t in enumerate(texts)
    ]
    return [(s.name, s.ordered_by) for s in track(articles).itineraries[0].stops]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim flew to Rome.", [("Rome", "the only stop")]),
        ("Kim flew to Rome. Kim drove to Naples.", [("Rome", "told first"), ("Naples", "told after Rome")]),
        (
            "Kim arrived in Naples on Wednesday. Kim had landed in Rome on Monday.",
            [("Rome", "by its date, the earliest"), ("Naples", "by its date, later than that of Rome")],
        ),
        (
            "On 4 March 2019 Kim flew to Rome and drove to Naples. On 6 March 2019 Kim reached Palermo.",
            [
                ("Rome", "by its date, the earliest"),
                ("Naples", "by its date, that of Rome, and told after it"),
                ("Palermo", "by its date, later than that of Naples"),
            ],
        ),
        (
            "Kim drove to Naples after visiting Rome.",
            [("Rome", "told first"), ("Naples", "told after Rome, by “after” in its sentence")],
        ),
        (
            "Kim visited Rome before he flew to Naples.",
            [("Rome", "told first"), ("Naples", "told after Rome, by “before” in its sentence")],
        ),
        (
            "Kim flew to Naples from Rome.",
            [("Rome", "told first"), ("Naples", "told after Rome, by “flew from” in its sentence")],
        ),
        (
            "Kim will go to Vladivostok next. On Wednesday Kim arrived in Khabarovsk by train from Pyongyang.",
            [
                ("Pyongyang", "where the way to Khabarovsk begins"),
                ("Khabarovsk", "told after Pyongyang, by “arrived from” in its sentence"),
                ("Vladivostok", "planned, so behind what happened"),
            ],
        ),
        (
            "Kim arrived in Rome. Kim will fly to Naples. Kim will fly to Palermo.",
            [
                ("Rome", "ahead of what is planned"),
                ("Naples", "planned, so behind what happened; told first"),
                ("Palermo", "planned, so behind what happened; told after Naples"),
            ],
        ),
        (
            "Goethe arrived in Rome. He travelled to Naples. He returned to Rome.",
            [
                ("Rome", "told first"),
                ("Naples", "told after Rome"),
                ("Rome", "told after Naples; another visit, for its sentence speaks of a return"),
            ],
        ),
        (
            "Kim arrived in Rome on Monday. On Tuesday Kim flew to Naples. Kim arrived in Rome on Wednesday.",
            [
                ("Rome", "by its date, the earliest"),
                ("Naples", "by its date, later than that of Rome"),
                ("Rome", "by its date, later than that of Naples; another visit, on another day than the one before"),
            ],
        ),
        (
            "Kim is heading for Khabarovsk. Kim arrived in Vladivostok.",
            [
                ("Khabarovsk", "told first; was on the way there and is seen further on, so has been there"),
                ("Vladivostok", "told after Khabarovsk"),
            ],
        ),
        (
            "Kim arrived in Komsomolsk-on-Amur on Friday. Kim inspected a jet at the KnAAZ plant.",
            [
                ("Komsomolsk-on-Amur", "told first"),
                ("Komsomolsk-on-Amur Aircraft Plant", "lies in Komsomolsk-on-Amur"),
            ],
        ),
    ],
)
def test_the_order_has_its_reason(text: str, expected: list[tuple[str, str]]) -> None:
    assert reasons(text) == expected


def test_two_articles() -> None:
    assert reasons("Nixon flew to Beijing.", "Nixon went on to Shanghai.") == [
        ("Beijing", "told first"),
        ("Shanghai", "told after Beijing, in another article"),
    ]


@pytest.mark.parametrize("cases", SETS)
def test_every_stop_of_every_case_has_its_reasons(cases: str) -> None:
    from geotrack.mentions.cues import CUES
    from geotrack.places.weights import PARTS

    for folder in folders(cases):
        stops = [s for i in answered(folder)["itineraries"] for s in i["stops"]]
        assert [s["id"] for s in stops if not s["ordered_by"]] == [], folder.name
        assert {cue.partition(": ")[0] for s in stops for cue in s["cues"]} <= CUES.keys(), folder.name
        parts = [p for s in stops for p in (s["chosen_for"], *(r["parts"] for r in s["rivals"]))]
        assert all(parts)
        assert {name for part in parts for name in part} <= PARTS.keys()
        assert all(s["place"]["id"] not in [r["place"]["id"] for r in s["rivals"]] for s in stops)
