"""What reports of the atlases made by hand should say, and an atlas with any text in every slot."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import strategies as st

from geotrack.formats.report.account import Block, Run, account
from geotrack.model import Atlas, Excerpt, Itinerary, LeftOut, Leg, Made, Place, Source, Stop
from tests.formats import atlases
from tests.formats.readers import plain

BY_HAND = {
    "seed": atlases.SEED,
    "pacific": atlases.PACIFIC,
    "nobody": atlases.NOBODY,
    "hostile": atlases.hostile(),
    "crowded": atlases.crowded(),
}
PIECES = (
    *"*_`[]()<>&\\~$^{}#!|=+-:.@\"' \n\t",
    *("**", "__", "](http://evil.example)", "![", "<b>", "<!--", "-->", "</li>", "&amp;", "&#42;", "&lt", "~~", "[^1]"),
    *(
        "http://evil.example",
        "https://",
        "www.evil.example",
        "www.",
        "a@evil.example",
        "mailto:",
        "evil.com",
        ":smile:",
    ),
    *(
        "# ",
        "- ",
        "1. ",
        "> ",
        "---",
        "===",
        "\n\n",
        "    ",
        "```",
        "{: onclick=x}",
        "{.x}",
        "[TOC]",
        "{{ 7*7 }}",
        "![",
    ),
    *(
        "\u2028",
        "\u202e",
        "\u2069",
        "\x00",
        "\x02",
        "\x03",
        "\ufffe",
        "’",
        "é",
        "は",
        "،",
        "\u00a0",
        "\u3000",
        "word",
        "a",
        "7",
    ),
)
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=9).map("".join) | st.text(max_size=12)


def spelled(*texts: str) -> Atlas:
    """An atlas with texts in every slot that takes one."""
    a, b, c = texts
    source = Source(id="0" * 12, name=a, title=b, published="2024-07-02", url=f"https://example.org/{c}")

    def excerpt(before: str, place: str, after: str) -> Excerpt:
        start, end = len(before), len(before) + len(place)
        return Excerpt(article=source.id, start=0, end=end + len(after), text=before + place + after,
                       place_start=start, place_end=end)  # fmt: skip

    def stop(number: int, name: str, **more: object) -> Stop:
        place = Place(id="p", name=name, kind="country", lat=number, lon=number, country="TD", admin1_name=a)
        return Stop.model_validate(
            {"id": f"x/{number}", "place": place, "as_written": b, "status": "visited", "dated_by": a, "ordered_by": c,
             "excerpts": (excerpt(a, b, c), excerpt(f"x{b}", c, f"y{a}")), "cues": (f"{a}: {c}", b), "confidence": 0.5,
             "disagreements": (b, c), **more}
        )  # fmt: skip

    stops = (
        stop(1, a, role="origin"),
        stop(2, b),
        stop(3, c, within="x/2"),
        stop(4, a, within="x/3", status="planned"),
        stop(5, b, role="transit"),
    )
    legs = (Leg(start="x/1", end="x/2", km=120, status="visited"), Leg(start="x/2", end="x/5", km=3, status="visited"))
    return Atlas(
        articles=(source,),
        itineraries=(Itinerary(id="x", traveller=a, aliases=(b,), companions=(c,), stops=stops, legs=legs),),
        left_out=tuple(
            LeftOut(name=name, reason=reason, why=why, excerpts=(excerpt(c, a, b),), candidates=(stops[0].place,))
            for name, reason, why in ((a, "unlocated", b), (b, "metonym", c), (c, "mentioned", b))
        ),
        made=Made(geotrack=a, reader=b, gazetteer=c),
    )


def words(block: Block, between: str = "") -> str:
    """What a reader should see of a block: without footnotes, but for what stands between two marks of them."""
    inside = f"{block.number} " if block.depth and block.kind == "stop" else ""
    parted = [between if run.note and last.note else run.text for last, run in pairwise((Run(""), *block.runs))]
    return plain(inside + "".join(parted))


def expected(atlas: Atlas) -> Iterator[Block]:
    return (block for block in account(atlas) if block.kind != "picture" and words(block))


def notes(atlas: Atlas) -> list[str]:
    return [plain("".join(r.text for r in run.note)) for block in account(atlas) for run in block.runs if run.note]


KIM = [
    "Pyongyang, North Korea. Start, no date given.",
    "Vostochny Cosmodrome (“Vostochny space base”), Amur Oblast, Russia. Visited, Wednesday 13 September 2023, 1,440 "
    "km from Pyongyang by train.",
    "Komsomolsk-on-Amur, Khabarovsk Krai, Russia. Visited, Friday 15 September 2023, 620 km from Vostochny Cosmodrome "
    "by train.",
    "2a Komsomolsk-on-Amur Aircraft Plant (“Yuri Gagarin Komsomolsk-on-Amur Aircraft Plant (KnAAZ)”), inside "
    "Komsomolsk-on-Amur. Visited, Friday 15 September 2023.",
    "Vladivostok, Primorsky Krai, Russia. Planned, no date given, 910 km from Komsomolsk-on-Amur.",
]
NEXT_UP = (
    "“Next up, the North Korean dictator is expected to travel to Vladivostok, a port city where he will witness the "
    "military prowess of Russia’s Pacific Fleet, CNN reported.” Article A, “North Korean leader Kim Jong Un began "
    "another day in Russia”, 15 September 2023, characters 653 to 821; read from “expected to travel to”."
)
