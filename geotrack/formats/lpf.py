"""Linked Places, GeoJSON that is Linked Data as well, for historical gazetteers (World Historical Gazetteer, Peripleo).

A record for each stop: what this format dates and cites is an attestation, and a stop is one. Two stops at one place
are two records that link to the same entry of GeoNames. The format is described at
https://github.com/LinkedPasts/linked-places-format (version 1.3).

It asks for a date in each record. Where neither the stop nor the article has one there is none, and no guess either.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from geotrack import when
from geotrack.formats.geojson import position
from geotrack.formats.plain import cited, identity, one_line, sources_of, web_address
from geotrack.model import Atlas, Excerpt, Place, PlaceKind, Source, Stop

CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"

# GeoNames' feature class and the term of Getty's Art & Architecture Thesaurus, as that list of theirs has it:
# feature-types-AAT_20230609.tsv
TYPES: Mapping[PlaceKind, tuple[str, str, str]] = {
    "continent": ("L", "aat:300128176", "continent"),
    "country": ("A", "aat:300128207", "nation"),
    "region": ("A", "aat:300236157", "political division"),
    "county": ("A", "aat:300000771", "county"),
    "city": ("P", "aat:300008347", "inhabited place"),
    "facility": ("S", "aat:300000809", "site"),
    "airport": ("S", "aat:300000681", "airport"),
    "island": ("T", "aat:300008791", "island"),
    "water": ("H", "aat:300266059", "body of water (natural)"),
    "mountain": ("T", "aat:300008795", "mountain"),
    "area": ("L", "aat:300182722", "region (geographic)"),
}


def write(atlas: Atlas) -> str:
    """Records in order of travel, with the journey (traveller, sequence, status, date in EDTF) in their properties."""
    sources = {a.id: a for a in atlas.articles}
    stops = {stop.id: stop for itinerary in atlas.itineraries for stop in itinerary.stops}
    features = [
        _record(stop, sequence, itinerary.traveller, stops.get(stop.within or ""), sources, atlas.made.gazetteer)
        for itinerary in atlas.itineraries
        for sequence, stop in enumerate(itinerary.stops, start=1)
    ]
    collection = {"type": "FeatureCollection", "@context": CONTEXT, "features": features}
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _record(
    stop: Stop, sequence: int, traveller: str, outer: Stop | None, sources: Mapping[str, Source], gazetteer: str
) -> dict[str, Any]:
    place, rests_on = stop.place, sources_of(stop, sources)
    fclass, term, label = TYPES[place.kind]
    properties = {
        "title": one_line(place.name),
        "ccodes": [place.country] if place.country else None,
        "fclasses": [fclass],
        "traveller": traveller,
        "sequence": sequence,
        "status": stop.status,
        "date": stop.date,
    }
    called = [{"label": place.type or place.kind, "lang": "en"}]
    links = [("closeMatch", entry) for entry in _entries(place)]
    links += [("subjectOf", address) for source in rests_on if (address := web_address(source))]
    record: dict[str, Any] = {
        "@id": identity(stop).urn,
        "type": "Feature",
        "properties": _known(properties),
        "when": _when(stop.date) if stop.date else None,
        "names": _names(stop, rests_on[0], gazetteer),
        "types": [{"identifier": term, "label": label, "sourceLabels": called}],
        "geometry": {"type": "Point", "coordinates": position((stop.lat, stop.lon))},
        "links": [{"type": kind, "identifier": identifier} for kind, identifier in links],
        "relations": [_inside(outer)] if outer else [],
        "descriptions": [_description(e, sources[e.article]) for e in stop.excerpts],
    }
    return _known(record)


def _inside(outer: Stop) -> dict[str, str]:
    label = f"in {one_line(outer.name)}"
    return {"relationType": "gvp:broaderPartitive", "relationTo": identity(outer).urn, "label": label}


def _description(excerpt: Excerpt, source: Source) -> dict[str, Any]:
    return _known({"value": one_line(excerpt.text), "lang": source.language, "source": web_address(source) or None})


def _names(stop: Stop, source: Source, gazetteer: str) -> list[dict[str, Any]]:
    """The name as written, attested on the day the article came out, and the gazetteer's where that is another."""
    citation = {
        "label": one_line(cited(source)),
        "year": source.published and source.published[:4],
        "@id": web_address(source) or None,
    }
    written = {
        "toponym": one_line(stop.as_written),
        "lang": source.language,
        "citations": [_known(citation)],
        "when": _when(source.published) if source.published else None,
    }
    usual = {"toponym": one_line(stop.name), "citations": [{"label": one_line(gazetteer)}]}
    return [_known(written), *([usual] if usual["toponym"] != written["toponym"] else [])]


def _when(date: str) -> dict[str, Any]:
    """A timespan; the format dropped `~` and `?`, and has a word for them."""
    first, slash, last = (part.rstrip("~?") for part in date.partition("/"))
    span = {"start": {"in": first}, **({"end": {"in": last}} if slash else {})}
    unsure = {"certainty": "less-certain"} if set(date) & set("~?") else {}
    return {"timespans": [span], "label": when.spoken(date), **unsure}


def _entries(place: Place) -> list[str]:
    """The place in a gazetteer on the web; none for our own tables and the user's."""
    source, _, key = place.id.partition(":")
    bases = {"geonames": "gn:", "osm": "https://www.openstreetmap.org/"}
    return [bases[source] + key] if source in bases and key and key == "".join(key.split()) else []


def _known(members: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {name: value for name, value in members.items() if value is not None and value != []}
