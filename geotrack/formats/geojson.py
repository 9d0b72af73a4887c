"""GeoJSON (RFC 7946): a point for each stop, a line for each leg, cut where it crosses the antimeridian.

GIS programs show properties as a table, so all of them are text or numbers; `layer` parts stops from legs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from geotrack import when
from geotrack.formats.page.story import numbered, title
from geotrack.formats.plain import cited, one_line, sources_of, web_address
from geotrack.geo import LatLon, bounds, great_circle, split_at_antimeridian
from geotrack.model import Atlas, Itinerary, Source, Stop

DIGITS = 5  # about a metre


def write(atlas: Atlas) -> str:
    """The FeatureCollection as text."""
    return json.dumps(collection(atlas), ensure_ascii=False, indent=1) + "\n"


def collection(atlas: Atlas) -> dict[str, Any]:
    """A FeatureCollection: a point for each stop with status, date and excerpts; a great-circle line for each leg.

    Whose journey, from which articles and how it was made stand beside the features, as members that the standard
    leaves to us.
    """
    sources = {a.id: a for a in atlas.articles}
    features = [f for itinerary in atlas.itineraries for f in _features(itinerary, sources)]
    positions = [p for f in features for p in _positions(f["geometry"]["coordinates"])]
    return {
        "type": "FeatureCollection",
        "title": title(atlas),
        **({"bbox": _box(positions)} if positions else {}),
        "features": features,
        "articles": [
            {"id": a.id, "title": a.title, "published": a.published, "url": web_address(a) or None}
            for a in atlas.articles
        ],
        "made": atlas.made.model_dump(),
    }


def line(start: Stop, end: Stop) -> list[list[list[float]]]:
    """The great circle from one stop to another as longitudes and latitudes, in parts that the antimeridian parts."""
    way = split_at_antimeridian(great_circle([(start.lat, start.lon), (end.lat, end.lon)]))
    return [[position(point) for point in part] for part in way]


def position(point: LatLon) -> list[float]:
    """Longitude and latitude to about a metre, never -0.0."""
    lat, lon = point
    return [round(lon, DIGITS) + 0.0, round(lat, DIGITS) + 0.0]


# --- features ----------------------------------------------------------------------------------------------------


def _features(itinerary: Itinerary, sources: Mapping[str, Source]) -> Iterator[dict[str, Any]]:
    for sequence, (stop, number) in enumerate(numbered(itinerary), start=1):
        yield {
            "type": "Feature",
            "id": stop.id,
            "geometry": {"type": "Point", "coordinates": position((stop.lat, stop.lon))},
            "properties": {
                "layer": "stop",
                "traveller": itinerary.traveller,
                "sequence": sequence,
                "number": number,
                **_properties(stop, sources),
            },
        }
    stops = {s.id: s for s in itinerary.stops}
    for leg in itinerary.legs:
        start, end = stops[leg.start], stops[leg.end]
        lines = line(start, end)
        whole = len(lines) == 1
        kind = "LineString" if whole else "MultiLineString"
        yield {
            "type": "Feature",
            "id": f"{leg.start} to {leg.end}",
            "geometry": {"type": kind, "coordinates": lines[0] if whole else lines},
            "properties": {
                "layer": "leg",
                "traveller": itinerary.traveller,
                "from": start.name,
                "to": end.name,
                "status": leg.status,
                "mode": leg.mode,
                "km": leg.km,
            },
        }


def _properties(stop: Stop, sources: Mapping[str, Source]) -> dict[str, Any]:
    first, last = when.bounds(stop.date) if stop.date else (None, None)
    rests_on = sources_of(stop, sources)
    return {
        "name": stop.name,
        "as_written": stop.as_written,
        "kind": stop.place.kind,
        "country": stop.place.country or None,
        "status": stop.status,
        "role": stop.role,
        "date": stop.date,
        "date_from": first and first.isoformat(),
        "date_to": last and last.isoformat(),
        "mode": stop.mode,
        "within": stop.within,
        "confidence": stop.confidence,
        "uncertainty_km": stop.place.uncertainty_km,
        "excerpts": "\n".join(one_line(e.text) for e in stop.excerpts),
        "sources": "\n".join(one_line(cited(source)) for source in rests_on),
        "url": next((address for source in rests_on if (address := web_address(source))), None),
    }


# --- positions ---------------------------------------------------------------------------------------------------


def _positions(coordinates: list[Any]) -> Iterator[list[float]]:
    if isinstance(coordinates[0], float):
        yield coordinates
    else:
        for part in coordinates:
            yield from _positions(part)


def _box(positions: list[list[float]]) -> list[float]:
    """West, south, east, north; west is the greater where the box crosses the antimeridian (section 5.2)."""
    south, west, north, east = bounds((lat, lon) for lon, lat in positions)
    if east > 180:
        west, east = -180.0 if west == 180 else west, round(east - 360, DIGITS)
    return [west, south, east, north]
