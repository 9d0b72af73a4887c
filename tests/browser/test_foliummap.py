"""A map of folium's own in a real Chromium. Its page asks the network for Leaflet and jQuery; here it gets ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import folium
import pytest
from xstatic.pkg import jquery

import geotrack
from geotrack.formats import webmap
from geotrack.model import Atlas, Itinerary, Stop
from tests.browser.chromium import Chromium, Page
from tests.formats import atlases
from tests.formats.reading import shown
from tests.formats.strategies import NASTY

LEAFLET = Path(webmap.__file__).parent / "page" / "leaflet.js"
JQUERY = Path(jquery.BASE_DIR) / "jquery.min.js"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with Chromium() as browser:
        yield browser


def attacked() -> Atlas:
    """The attacks of the page's tests, and those that other formats fear."""
    template = atlases.PACIFIC.itineraries[0]

    def stop(n: int, bad: str) -> Stop:
        where = atlases.place(bad, "city", 40 + n / 2, 10 + n, "TD", bad)
        said = atlases.sentence(f"Before {bad} after.", bad)
        update = {
            "id": f"x/{n}",
            "role": "stop",
            "place": where,
            "as_written": bad,
            "excerpts": said,
            "status": "visited",
        }
        return template.stops[0].model_copy(update=update)

    journeys = [Itinerary(id=f"i{n}", traveller=bad, stops=(stop(n, bad),)) for n, bad in enumerate(NASTY)]
    return atlases.PACIFIC.model_copy(update={"itineraries": (*atlases.hostile().itineraries, *journeys)})


def opened(chromium: Chromium, path: Path, canvas: folium.Map) -> Page:
    canvas.default_js = [("leaflet", LEAFLET.as_uri()), ("jquery", JQUERY.as_uri())]
    canvas.default_css = []
    canvas.save(str(path))
    return chromium.open(path)


def popups(page: Page, name: str) -> list[dict[str, str]]:
    """What every popup holds once it is open, and every tooltip."""
    told = page.evaluate(
        f"""(() => {{ const all = [];
        {name}.eachLayer(layer => {{ if (!layer.getPopup?.() || layer.getLayers) return;
          layer.openPopup(); layer.openTooltip();
          const popup = layer.getPopup().getElement();
          all.push({{text: popup.textContent, elements: [...popup.querySelectorAll('*')].map(e => e.localName +
            [...e.attributes].map(a => a.name).filter(a => a.startsWith('on')).join('')).join(' '),
            links: [...popup.querySelectorAll('p a')].map(a => a.protocol).join(' '),
            tip: layer.getTooltip().getElement().textContent}}); }});
        return JSON.stringify(all) }})()"""
    )
    found: list[dict[str, str]] = json.loads(told)
    return found


def test_hostile_text_is_only_text(chromium: Chromium, tmp_path: Path) -> None:
    atlas = attacked()
    canvas = geotrack.folium_map(atlas)
    page = opened(chromium, tmp_path / "map.html", canvas)
    found = popups(page, canvas.get_name())
    stops = [(i.traveller, s) for i in atlas.itineraries for s in i.stops]
    assert len(found) == len(stops)
    assert page.evaluate("window.hacked") is None
    assert page.messages == []
    for told, (traveller, stop) in zip(found, stops, strict=True):
        assert set(told["elements"].split()) <= {"div", "b", "br", "p", "a", "span"}
        assert set(told["links"].split()) <= {"https:"}
        assert shown(traveller) in shown(told["text"])
        assert shown(stop.excerpts[0].text) in shown(told["text"])
        assert shown(told["tip"]).endswith(shown(stop.name))
    names = page.evaluate(
        "[...document.querySelectorAll('.leaflet-control-layers-overlays label')].map(l => l.innerText)"
    )
    assert {shown(name) for name in names} == {shown(i.traveller) for i in atlas.itineraries}


def test_stops_and_legs_over_the_date_line(chromium: Chromium, tmp_path: Path) -> None:
    canvas = geotrack.folium_map(atlases.PACIFIC, height=600)
    page = opened(chromium, tmp_path / "map.html", canvas)
    assert len(popups(page, canvas.get_name())) == 5
    drawn = "document.querySelectorAll('path.leaflet-interactive')"
    assert page.evaluate(f"{drawn}.length") == 5 + 4  # one leg is in two parts
    assert page.evaluate(f"[...{drawn}].filter(p => p.getAttribute('stroke-dasharray')).length") == 1
    # side by side: nothing runs around the globe
    assert page.evaluate(f"Math.max(...[...{drawn}].map(p => p.getBoundingClientRect().width))") < 1440 / 2


def test_nobody_travels(chromium: Chromium, tmp_path: Path) -> None:
    page = opened(chromium, tmp_path / "map.html", geotrack.folium_map(atlases.NOBODY))
    assert page.messages == []
