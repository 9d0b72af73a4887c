"""A plain folium map of an atlas, for those who add layers of their own.

The page of `geotrack map` is another: it needs no network, and its policy lets nothing run but its own script. This one
is as folium makes it: it asks the network for Leaflet and for tiles, and what articles say stands in generated scripts.
Its safety is the escaping here, and only that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from geotrack.formats.geojson import line
from geotrack.formats.page.story import numbered
from geotrack.formats.plain import cited, heading, parts, plain, web_address
from geotrack.geo import bounds
from geotrack.model import Atlas, Excerpt, Itinerary, Source, Stop

if TYPE_CHECKING:
    from folium import FeatureGroup, Map

COLOURS = (
    "#b23c0c", "#0d5fae", "#1c4a3c", "#541779", "#4d2d05", "#02716a", "#3f0d2a", "#46214a", "#714313", "#3e6b39",
    "#4047cd", "#7f1e25",
)  # fmt: skip
"""The page's colours of travellers."""

RISKY = re.compile(r"[^\w ,.:;()“”‘’–—-]|_")
"""All but letters, digits and harmless marks: a popup passes through a template, a script and HTML."""

OPACITY = {"visited": 1.0, "planned": 0.7, "cancelled": 0.35}


def folium_map(atlas: Atlas, **options: Any) -> Map:
    """A `folium.Map` with a layer for each traveller: stops with popups, and great-circle legs.

    `options` are those of `folium.Map`; without `tiles` there is no ground. Add what you like and `save` it. The page
    asks the network for Leaflet and for the tiles; for a map that asks nobody, `render(atlas, "html")`.

    >>> import geotrack
    >>> kim = geotrack.folium_map(geotrack.track(["seeds"]), tiles="OpenStreetMap", height=600)
    >>> [layer.layer_name for layer in kim._children.values() if hasattr(layer, "layer_name")][1:3]
    ['Kim Jong Un', 'Vladimir Putin']
    """
    from folium import LayerControl, Map

    canvas = Map(**{"tiles": None, **options})
    stops = [stop for itinerary in atlas.itineraries for stop in itinerary.stops]
    if not stops:
        return canvas
    box = bounds((stop.lat, stop.lon) for stop in stops)
    west = box.west if box.east > 180 else -180.0  # over the antimeridian, what lies east of it counts on
    sources = {a.id: a for a in atlas.articles}
    for n, itinerary in enumerate(atlas.itineraries):
        _layer(itinerary, COLOURS[n % len(COLOURS)], west, sources).add_to(canvas)
    LayerControl().add_to(canvas)
    canvas.fit_bounds([[box.south, box.west], [box.north, box.east]], padding=(40, 40), max_zoom=8)
    return canvas


def _layer(itinerary: Itinerary, colour: str, west: float, sources: Mapping[str, Source]) -> FeatureGroup:
    from folium import CircleMarker, FeatureGroup, PolyLine, Popup

    layer = FeatureGroup(name=safe(itinerary.traveller))
    stops = {stop.id: stop for stop in itinerary.stops}
    for leg in itinerary.legs:
        dashes = {"dash_array": "6 7"} if leg.status == "planned" else {}
        for part in line(stops[leg.start], stops[leg.end]):
            turn = 360 if (part[0][0] + part[-1][0]) / 2 < west else 0
            way = [(lat, lon + turn) for lon, lat in part]
            PolyLine(way, color=colour, weight=2.5, **dashes).add_to(layer)  # type: ignore[no-untyped-call]
    for stop, number in numbered(itinerary):
        CircleMarker(
            (stop.lat, stop.lon + (360 if stop.lon < west else 0)),
            radius=7,
            color=colour,
            fill=True,
            fill_color=colour if stop.status == "visited" else "#ffffff",
            fill_opacity=1,
            opacity=OPACITY[stop.status],
            tooltip=safe(f"{number} {stop.name}".strip()),
            popup=Popup("".join(_popup(stop, number, itinerary, sources)), max_width=380, max_height=320),
        ).add_to(layer)
    return layer


def _popup(stop: Stop, number: str, itinerary: Itinerary, sources: Mapping[str, Source]) -> Iterator[str]:
    yield f"<b>{safe(f'{number} {stop.name}'.strip())}</b><br>{safe(itinerary.traveller)}: {safe(heading(stop))}"
    for excerpt in stop.excerpts:
        source = sources[excerpt.article]
        words, address = safe(cited(source)), web_address(source)
        link = f'<a href="{safe(address)}" target="_blank" rel="noopener">{words}</a>' if address else words
        yield f"<p>“{_sentence(excerpt)}”<br>{link}</p>"


def _sentence(excerpt: Excerpt) -> str:
    before, place, after = map(safe, parts(excerpt))
    return f"{before}<b>{place}</b>{after}"


def safe(text: str) -> str:
    """The text in HTML in which no character means anything to a template, to a script or to HTML.

    >>> safe("<b>${x}`")
    '&#60;b&#62;&#36;&#123;x&#125;&#96;'
    """
    return RISKY.sub(lambda found: f"&#{ord(found[0])};", plain(text))
