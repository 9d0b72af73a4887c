"""The page in a real Chromium, opened from disk with the network closed."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from geotrack.formats.webmap import embedded, write

HERE = Path(__file__).parent
atlases = SimpleNamespace(**runpy.run_path(str(HERE.parent / "formats" / "atlases.py")))
Chromium = runpy.run_path(str(HERE / "chromium.py"))["Chromium"]

DRAWN = "[...document.querySelectorAll('.site button')].reduce((n, b) => n + +b.dataset.stops, 0)"
SELECTED = "document.querySelector('.stop.on > .body .pl')?.textContent ?? ''"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with Chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {
        "seed": atlases.SEED,
        "pacific": atlases.PACIFIC,
        "nobody": atlases.NOBODY,
        "hostile": atlases.hostile(),
        "crowded": atlases.crowded(),
    }
    for name, atlas in made.items():
        (folder / f"{name}.html").write_text(write(atlas), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


@pytest.mark.parametrize(
    ("name", "drawn"), [("seed", 8), ("pacific", 5), ("nobody", 0), ("hostile", 10), ("crowded", 57)]
)
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_it_opens_in_silence(
    chromium: Any, pages: dict[str, Path], name: str, drawn: int, width: int, height: int
) -> None:
    page = chromium.open(pages[name], width, height)
    assert page.evaluate(DRAWN) == drawn
    assert page.evaluate("document.documentElement.hasAttribute('data-ready')")
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "it scrolls sideways"
    assert page.requests == [pages[name].resolve().as_uri()]
    assert page.messages == []


def test_a_click_on_the_map_shows_the_sentence(chromium: Any, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["seed"])
    page.click("""document.querySelector('.site button[aria-label^="Stop 2, Komsomolsk"]')""")
    assert page.evaluate(SELECTED) == "Komsomolsk-on-Amur"
    shown = page.evaluate("document.querySelector('.stop.on blockquote').innerText")
    assert shown.startswith("“His train arrived today, September 15, in Komsomolsk-on-Amur")
    assert page.evaluate("document.querySelector('.stop.on mark').textContent") == "Komsomolsk-on-Amur"
    assert "Article B, “Kim is still in Russia" in page.evaluate("document.querySelector('.stop.on .src').innerText")
    assert page.evaluate("location.hash") == "#kim-jong-un/3"
    assert page.evaluate("document.querySelector('.site button[aria-current]').getAttribute('aria-label')") == (
        "Stop 2, Komsomolsk-on-Amur, Kim Jong Un, visited, Friday 15 September 2023, "
        "620\u00a0km from Vostochny Cosmodrome by train"
    )


def test_a_click_in_the_list_selects_on_the_map(chromium: Any, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["seed"])
    page.click("document.querySelectorAll('.hd')[1]")
    assert page.evaluate("document.querySelector('.site button[aria-current]').getAttribute('aria-label')").startswith(
        "Stop 1, Vostochny Cosmodrome, Kim Jong Un"
    )
    assert page.evaluate("document.querySelectorAll('.leg.on').length") == 1


def test_a_click_on_a_name_selects_too(chromium: Any, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["seed"])
    page.click("[...document.querySelectorAll('.l-stop')].find((t) => t.textContent === 'Vladivostok')")
    assert page.evaluate("location.hash") == "#kim-jong-un/5"
    page.click("document.querySelector('.l-sea')")
    assert page.evaluate(SELECTED) == "", "a click on the sea clears the selection"


def test_keys_step_through_every_stop(chromium: Any, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["seed"])
    seen = []
    for _ in range(8):
        page.press("ArrowRight")
        seen.append(page.evaluate("location.hash"))
    assert seen == [
        *(f"#kim-jong-un/{n}" for n in range(1, 6)),
        "#vladimir-putin/1",
        "#vladimir-putin/2",
        "#sergei-lavrov/1",
    ]
    page.press("ArrowLeft")
    assert page.evaluate("location.hash") == "#vladimir-putin/2"
    page.press("Escape")
    assert page.evaluate(SELECTED) == ""


def test_an_address_opens_a_stop(chromium: Any, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["seed"], address="#kim-jong-un/4")
    assert page.evaluate(SELECTED) == "Komsomolsk-on-Amur Aircraft Plant"
    assert page.evaluate("document.querySelector('.stop.on > .rail text').textContent") == "2a"


def test_one_traveller_alone(chromium: Any, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["seed"])
    page.click("document.querySelectorAll('#chips button')[2]")
    assert page.evaluate(DRAWN) == 2
    assert page.evaluate("[...document.querySelectorAll('.grp h2')].map((h) => h.textContent)") == ["Vladimir Putin"]
    page.click("document.querySelector('#chips button')")
    assert page.evaluate(DRAWN) == 8


def test_zooming_ends_where_the_basemap_does(chromium: Any, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["seed"], address="#kim-jong-un/4")
    page.evaluate("for (let i = 0; i < 20; i++) document.getElementById('zoom-in').click()")
    assert page.evaluate("document.querySelector('#scale span').textContent") in ("2\u00a0km", "5\u00a0km")
    apart = "document.querySelectorAll('.site').length"
    assert page.evaluate(apart) == 6, "the plant stands apart from its city"
    page.press("0")
    assert page.evaluate(apart) == 6, "a character is a command only where the map has the focus"
    page.evaluate("document.querySelector('.folium-map').focus()")
    page.press("0")
    assert page.evaluate(apart) == 5


def test_it_fits_itself_to_its_box_when_that_changes_and_the_window_does_not(
    chromium: Any, pages: dict[str, Path]
) -> None:
    page = chromium.open(pages["seed"])
    zoom = page.evaluate("map_geotrack.getZoom()")
    page.evaluate("document.querySelector('main').style.gridTemplateColumns = '420px 1fr'")
    page.wait(f"map_geotrack.getSize().x < 400 && map_geotrack.getZoom() < {zoom}")
    page.evaluate("document.querySelector('main').style.gridTemplateColumns = ''")
    page.wait(f"map_geotrack.getZoom() === {zoom}")


def test_visited_is_solid_and_planned_is_dashed(chromium: Any, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["seed"])
    dashes = (
        "[...new Set([...document.querySelectorAll('path.leg.s-%s')].map((p) => getComputedStyle(p).strokeDasharray))]"
    )
    assert page.evaluate(dashes % "visited") == ["none"]
    assert page.evaluate(dashes % "planned") == ["7px, 5px"]


def test_a_cancelled_stop_has_no_line(chromium: Any, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["pacific"])
    assert page.evaluate("document.querySelectorAll('.site .s-cancelled').length") == 1
    assert (
        page.evaluate(
            "document.querySelectorAll('path.leg').length - document.querySelectorAll('.key path.leg').length"
        )
        == 3
    )


def test_lines_take_the_short_way_over_the_date_line(chromium: Any, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["pacific"])
    widths = page.evaluate("[...document.querySelectorAll('.folium-map path.leg')].map((p) => p.getBBox().width)")
    assert max(widths) < page.evaluate("document.querySelector('.folium-map').offsetWidth") / 2
    on_map = page.evaluate(
        "(() => { const m = document.querySelector('.folium-map').getBoundingClientRect();"
        " return [...document.querySelectorAll('.site button')].every((b) => { const r = b.getBoundingClientRect();"
        " return r.left >= m.left && r.right <= m.right && r.top >= m.top && r.bottom <= m.bottom }) })()"
    )
    assert on_map


def test_hostile_text_is_only_text(chromium: Any, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["hostile"])
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
    for _ in range(11):
        page.press("ArrowRight")
    assert page.evaluate("window.hacked ?? 0") == 0
    assert page.evaluate("document.images.length") == 0
    assert page.evaluate("document.scripts.length") == 2
    names = page.evaluate("[...document.querySelectorAll('.pl')].map((e) => e.textContent)")
    assert names == list(atlases.ATTACKS)
    links = page.evaluate("[...document.querySelectorAll('main a')].map((a) => [a.protocol, a.rel])")
    assert links
    assert all(link == ["https:", "noopener noreferrer"] for link in links)
    assert page.messages == []


def test_injected_markup_would_not_run(chromium: Any, pages: dict[str, Path], tmp_path: Path) -> None:
    """The policy is the second wall: even if text became markup, nothing would run."""
    broken = tmp_path / "broken.html"
    attack = (
        "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'><body onload='window.hacked = 1'>"
    )
    text = pages["seed"].read_text(encoding="utf-8")
    broken.write_text(text.replace("<main", f"{attack}<main", 1), encoding="utf-8")
    page = chromium.open(broken)
    assert page.evaluate("window.hacked ?? 0") == 0
    assert page.messages, "the control: Chromium reports what it refused"
    assert page.evaluate(DRAWN) == 8


def test_nobody_travels(chromium: Any, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["nobody"])
    assert page.evaluate("document.querySelector('h1').textContent") == "Nobody travels here"
    assert page.evaluate("[...document.querySelectorAll('#out b')].map((b) => b.textContent)") == [
        "Moscow",
        "Washington",
    ]


def test_it_works_inside_a_sandboxed_frame(chromium: Any, tmp_path: Path) -> None:
    host = tmp_path / "notebook.html"
    host.write_text(
        f"<!doctype html><meta charset=utf-8><title>Notebook</title>{embedded(atlases.SEED)}", encoding="utf-8"
    )
    page = chromium.open(host)
    page.wait("document.querySelector('iframe')")
    frame = next(t for t in chromium.call("Target.getTargets")["targetInfos"] if t["type"] == "iframe")
    inner = chromium.attach(frame["targetId"])
    inner.wait("document.documentElement.hasAttribute('data-ready')")
    assert inner.evaluate(DRAWN) == 8
    inner.press("ArrowRight")
    assert inner.evaluate(SELECTED) == "Pyongyang"
    assert inner.messages == page.messages == []


def test_headings_are_in_order_and_controls_have_names(chromium: Any, pages: dict[str, Path]) -> None:
    page = chromium.open(pages["seed"])
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => +h.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    names = "[...document.querySelectorAll('button,a,summary')].map((b) => b.getAttribute('aria-label') || b.innerText)"
    assert all(page.evaluate(names))
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate("document.title") == "Kim Jong Un, Vladimir Putin and Sergei Lavrov: itinerary map"


def test_dark_and_print_keep_their_colours(chromium: Any, pages: dict[str, Path]) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    assert chromium.open(pages["seed"]).evaluate(paper) == "rgb(251, 250, 247)"
    assert chromium.open(pages["seed"], dark=True).evaluate(paper) == "rgb(20, 23, 26)"
    assert chromium.open(pages["seed"], dark=True, media="print").evaluate(paper) == "rgb(255, 255, 255)"
