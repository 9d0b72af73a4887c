"""GeoJSON (RFC 7946): a point for each stop, a line for each leg, cut where it crosses the antimeridian."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from geotrack.geo import great_circle, split_at_antimeridian
from geotrack.model import Atlas, Itinerary, Stop

DIGITS = 5  # about a metre


def write(atlas: Atlas) -> str:
    """A FeatureCollection: a point for each stop with status, date and excerpts; a great-circle line for each leg."""
    features = [f for itinerary in atlas.itineraries for f in _features(itinerary)]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n"


def _features(itinerary: Itinerary) -> Iterator[dict[str, Any]]:
    for number, stop in enumerate(itinerary.stops, start=1):
        yield {
            "type": "Feature",
            "id": stop.id,
            "geometry": {"type": "Point", "coordinates": [round(stop.lon, DIGITS), round(stop.lat, DIGITS)]},
            "properties": {"traveller": itinerary.traveller, "sequence": number, **_properties(stop)},
        }
    stops = {s.id: s for s in itinerary.stops}
    for leg in itinerary.legs:
        start, end = stops[leg.start], stops[leg.end]
        parts = split_at_antimeridian(great_circle([(start.lat, start.lon), (end.lat, end.lon)]))
        lines = [[[round(lon, DIGITS), round(lat, DIGITS)] for lat, lon in part] for part in parts]
        several = len(lines) > 1
        yield {
            "type": "Feature",
            "geometry": {
                "type": "MultiLineString" if several else "LineString",
                "coordinates": lines if several else lines[0],
            },
            "properties": {
                "traveller": itinerary.traveller,
                "from": start.name,
                "to": end.name,
                "status": leg.status,
                "mode": leg.mode,
                "km": leg.km,
            },
        }


def _properties(stop: Stop) -> dict[str, Any]:
    return {
        "name": stop.name,
        "as_written": stop.as_written,
        "status": stop.status,
        "role": stop.role,
        "date": stop.date,
        "mode": stop.mode,
        "within": stop.within,
        "confidence": stop.confidence,
        "excerpts": [e.text for e in stop.excerpts],
    }
