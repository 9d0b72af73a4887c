"""The HTML map as text: one file, the same bytes, nothing from outside, and no way for an article to become markup."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import re
import runpy
import subprocess
import sys
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from geotrack.formats import webmap
from geotrack.formats.page import ground, story
from geotrack.model import Atlas, LeftOut

HERE = Path(__file__).parent
atlases = SimpleNamespace(**runpy.run_path(str(HERE / "atlases.py")))
ALL = {
    "seed": atlases.SEED,
    "pacific": atlases.PACIFIC,
    "nobody": atlases.NOBODY,
    "hostile": atlases.hostile(),
    "crowded": atlases.crowded(),
}


class Elements(HTMLParser):
    """Every element with its attributes and, for scripts and styles, its text."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.inside = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))
        self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            tag, attrs, text = self.found[-1]
            self.found[-1] = (tag, attrs, text + data)

    def named(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attrs, text) for name, attrs, text in self.found if name == tag]


@pytest.fixture(scope="module", params=ALL)
def written(request: pytest.FixtureRequest) -> tuple[Atlas, str]:
    atlas = ALL[request.param]
    return atlas, webmap.write(atlas)


def data_of(page: str) -> dict[str, Any]:
    block = next(text for attrs, text in Elements(page).named("script") if attrs.get("id") == "data")
    found: dict[str, Any] = json.loads(block)
    return found


def test_the_same_atlas_gives_the_same_bytes(written: tuple[Atlas, str]) -> None:
    atlas, page = written
    assert webmap.write(atlas) == page


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import hashlib, runpy; from geotrack.formats.webmap import write;"
        f"print(hashlib.sha256(write(runpy.run_path({str(HERE / 'atlases.py')!r})['SEED']).encode()).hexdigest())"
    )
    root = str(HERE.parents[1])
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": root}
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        assert run.stdout.strip() == hashlib.sha256(webmap.write(atlases.SEED).encode()).hexdigest()


def test_nothing_comes_from_outside(written: tuple[Atlas, str]) -> None:
    page = Elements(written[1])
    for tag, attrs, _ in page.found:
        assert "style" not in attrs, "an inline style has no hash"
        assert not [name for name in attrs if name.startswith("on")]
        for name in ("src", "srcset", "href", "data", "action", "poster"):
            value = attrs.get(name)
            assert value is None or value.startswith(("data:", "#")), (tag, name, value)
    (_, style), *more = page.named("style")
    assert not more
    assert not re.findall(r"url\((?!#)|@import", style)
    assert "sourceMappingURL" not in written[1]


def test_the_policy_names_the_one_script_and_the_one_style(written: tuple[Atlas, str]) -> None:
    page = Elements(written[1])
    policy = next(a["content"] for a, _ in page.named("meta") if a.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.strip().split(" ", 1) for rule in str(policy).split(";"))
    (_, data), (_, script) = page.named("script")
    ((_, style),) = page.named("style")

    def digest(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert rules == {
        "default-src": "'none'",
        "script-src": f"{digest(script)} {digest(data)}",
        "style-src": digest(style),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }


def test_the_script_is_the_same_whoever_travels() -> None:
    """Folium's part of it holds coordinates; no word of an article may come near it."""

    def script(atlas: Atlas) -> str:
        _, (_, text) = Elements(webmap.write(atlas)).named("script")
        return re.sub(r"center: \[[-\d., ]+\]", "center: []", text)

    assert script(atlases.SEED) == script(atlases.PACIFIC) == script(ALL["hostile"])


def test_no_text_gets_out_of_the_data_block() -> None:
    page = webmap.write(ALL["hostile"])
    parsed = Elements(page)
    assert len(parsed.named("script")) == 2
    assert not parsed.named("img")
    block = next(text for attrs, text in parsed.named("script") if attrs.get("id") == "data")
    assert not re.search("[<>&\u2028\u2029]", block)
    assert {stop["place"] for stop in data_of(page)["stops"]} == set(atlases.ATTACKS)
    outside = page.replace(block, "")
    assert "hacked=1</title>" not in outside
    assert '<img src=x onerror="window' not in outside


def test_only_web_addresses_become_links() -> None:
    addresses = [a["url"] for a in data_of(webmap.write(ALL["hostile"]))["articles"]]
    assert addresses[0].startswith("https://example.org/")
    assert addresses[1] == ""


def test_the_story_of_the_seeds() -> None:
    told = data_of(webmap.write(atlases.SEED))
    assert told["title"] == "Kim Jong Un, Vladimir Putin and Sergei Lavrov"
    assert told["deck"].startswith("4 stops visited and 3 planned, as told in 2 articles of 15 September 2023.")
    assert [s["number"] for s in told["stops"]] == ["", "1", "2", "2a", "3", "1", "2", "1"]
    vostochny = told["stops"][1]
    assert vostochny["date"] == "Wednesday 13 September 2023"
    assert vostochny["written"] == "Vostochny space base"
    assert ["Vostochny space base", "p"] in vostochny["excerpts"][0]["parts"]
    assert ["summit", "e"] in vostochny["excerpts"][0]["parts"]
    assert told["stops"][7]["exact"] == "only the country is named"
    assert list(told["base"]["outlines"]) == ["KP"]
    assert [o["name"] for o in told["out"]] == ["Iran", "Ukraine", "Moscow", "Washington", "Khabarovsk Region"]


def test_every_part_of_an_excerpt_is_there(written: tuple[Atlas, str]) -> None:
    stops = {s.id: s for i in written[0].itineraries for s in i.stops}
    for told in data_of(written[1])["stops"]:
        for excerpt, shown in zip(stops[told["id"]].excerpts, told["excerpts"], strict=True):
            assert "".join(text for text, _ in shown["parts"]) == excerpt.text
            assert [text for text, kind in shown["parts"] if kind == "p"] == [excerpt.place_text]


def test_a_pacific_journey_does_not_go_round_the_world() -> None:
    longitudes = [s["at"][1] for s in data_of(webmap.write(atlases.PACIFIC))["stops"]]
    assert max(longitudes) - min(longitudes) < 90
    assert longitudes == pytest.approx([131.8855, 158.6483, 210.0997, 178.4419, 202.1417])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([], []),
        ([10.0], [10.0]),
        ([-4.2, 30.3, 2.3], [-4.2, 30.3, 2.3]),
        ([179.0, -179.0], [179.0, 181.0]),
        ([-170.0, 170.0, -160.0], [-170.0, -190.0, -160.0]),
    ],
)
def test_unwrapped(before: list[float], after: list[float]) -> None:
    assert story.unwrapped(before) == after


def test_names_left_out_are_grouped() -> None:
    rows = data_of(webmap.write(ALL["crowded"]))["out"]
    assert len(rows) == 40
    first = next(row for row in rows if row["name"] == "Place 0")
    assert first["times"] == 2
    assert len(first["excerpts"]) == 1


def test_names_left_out_stand_by_reason_and_those_that_may_be_found_come_first() -> None:
    rows = data_of(webmap.write(ALL["crowded"]))["out"]
    assert list(dict.fromkeys(row["reason"] for row in rows)) == ["unlocated", "mentioned", "metonym", "adjective"]
    unlocated = [
        LeftOut(name=name, reason="unlocated", why="several", excerpts=rows_of, candidates=maybe)
        for name, maybe, rows_of in (
            ("Zarechny", (atlases.PYONGYANG,), atlases.sentence("Zarechny", "Zarechny")),
            ("Avalon", (), atlases.sentence("Avalon", "Avalon")),
        )
    ]
    told = data_of(webmap.write(atlases.NOBODY.model_copy(update={"left_out": tuple(unlocated)})))
    assert [row["name"] for row in told["out"]] == ["Zarechny", "Avalon"]
    assert told["out"][0]["maybe"] == ["Pyongyang, North Korea"]


def test_nobody_travels() -> None:
    told = data_of(webmap.write(atlases.NOBODY))
    assert told["title"] == "Nobody travels here"
    assert "2 places are named" in told["deck"]
    assert told["stops"] == []
    assert told["base"] == {}


def test_a_frame_carries_the_page() -> None:
    ((attrs, _),) = Elements(webmap.embedded(atlases.SEED)).named("iframe")
    assert attrs["srcdoc"] == webmap.write(atlases.SEED)
    assert str(attrs["sandbox"]).split() == ["allow-scripts", "allow-popups", "allow-popups-to-escape-sandbox"]


def test_the_page_stays_small(written: tuple[Atlas, str]) -> None:
    raw = written[1].encode()
    assert len(raw) <= 1_000_000
    # a congress of all the world is no typical journey, nor is an attack
    assert len(gzip.compress(raw)) <= (400_000 if b"hacked" in raw or b"Congress" in raw else 300_000)


# --- basemap -----------------------------------------------------------------------------------------------------


def decoded(text: str) -> list[tuple[int, int]]:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    numbers, value, shift = [], 0, 0
    for bits in map(alphabet.index, text):
        value |= (bits & 31) << shift
        shift += 5
        if not bits & 32:
            numbers.append(-(value + 1 >> 1) if value & 1 else value >> 1)
            value = shift = 0
    points, x, y = [], 0, 0
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def inside(outline: dict[str, Any], lat: float, lon: float) -> bool:
    odd, x, y = False, lon * outline["scale"], lat * outline["scale"]
    for ring in map(decoded, outline["rings"]):
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
                odd = not odd
    return odd


@pytest.mark.parametrize("level", ["coarse", "middle", "fine", "regions"])
def test_every_line_lies_in_its_square(level: str) -> None:
    whole = ground.basemap()
    scale, step = whole[level]["scale"], whole["step"]
    for key, kinds in whole[level]["tiles"].items():
        west, south = map(int, key.split(","))
        for text in (t for texts in kinds.values() for t in texts):
            points = decoded(text)
            assert min(x for x, _ in points) >= west * scale, key
            assert max(x for x, _ in points) <= (west + step) * scale, key
            assert min(y for _, y in points) >= south * scale, key
            assert max(y for _, y in points) <= (south + step) * scale, key


@pytest.mark.parametrize(
    ("country", "lat", "lon", "expected"),
    [
        ("KP", 39.03, 125.75, True),
        ("KR", 39.03, 125.75, False),
        ("UA", 44.95, 34.1, True),
        ("RU", 44.95, 34.1, False),
        ("RU", 66.0, -172.0, True),
        ("RU", 66.0, 178.0, True),
        ("FJ", -17.8, 178.0, True),
        ("AQ", -80.0, 100.0, True),
    ],
)
def test_outlines(country: str, lat: float, lon: float, expected: bool) -> None:
    assert inside(ground.basemap()["outlines"][country], lat, lon) is expected


def test_every_label_is_on_the_globe() -> None:
    for kind, rows in ground.basemap()["labels"].items():
        assert rows, kind
        for name, lat, lon, zoom, *_ in rows:
            assert name
            assert -90 <= lat <= 90
            assert -180 <= lon <= 180
            assert 1 <= zoom <= 12


def test_the_package_data_is_small() -> None:
    folder = files("geotrack.formats.page")
    assert sum(len(f.read_bytes()) for f in folder.iterdir() if f.is_file()) < 6_000_000
