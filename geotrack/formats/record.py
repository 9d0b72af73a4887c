"""The atlas as JSON: what people keep, correct and render again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from geotrack.errors import AtlasError
from geotrack.model import Atlas


def write(atlas: Atlas) -> str:
    """The atlas as indented JSON; `read_atlas` gives it back."""
    return atlas.model_dump_json(indent=2) + "\n"


def read_atlas(path: Path) -> Atlas:
    """A saved atlas. Raises `AtlasError`, naming the first fault, where the file cannot be read or is not one."""
    try:
        atlas = Atlas.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise AtlasError(
            f"{path}: no such file. Make one with `geotrack extract ARTICLE... -o {path.name}`."
        ) from error
    except OSError as error:
        raise AtlasError(f"{path}: cannot be read ({error.strerror}).") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the beginning"
        raise AtlasError(
            f"{path}: not an atlas of geotrack: at {where}, {first['msg'].lower()}. "
            "Make it again with `geotrack extract`, or mend that place."
        ) from error
    for fault in _faults(atlas):
        raise AtlasError(f"{path}: the atlas contradicts itself: {fault}. Make it again with `geotrack extract`.")
    return atlas


def _faults(atlas: Atlas) -> Iterator[str]:
    """What each part may say alone and the whole may not: a leg to a stop that is not there."""
    articles = {a.id for a in atlas.articles}
    seen: set[str] = set()
    for itinerary in atlas.itineraries:
        stops = {s.id for s in itinerary.stops}
        if len(stops) < len(itinerary.stops) or stops & seen:
            yield f"two stops of {itinerary.traveller} have the same id"
        seen |= stops
        yield from (
            f"there is no stop {s.within}, where {s.id} is said to lie"
            for s in itinerary.stops
            if s.within is not None and s.within not in stops
        )
        yield from (
            f"there is no stop {end}, where a leg ends"
            for leg in itinerary.legs
            for end in (leg.start, leg.end)
            if end not in stops
        )
    excerpts = [e for i in atlas.itineraries for s in i.stops for e in s.excerpts]
    for e in [*excerpts, *(e for left in atlas.left_out for e in left.excerpts)]:
        if e.article not in articles:
            yield f"there is no article {e.article}, from which “{e.text}” is quoted"
        if e.end - e.start != len(e.text) or not e.start <= e.place_start <= e.place_end <= e.end:
            yield f"the offsets of “{e.text}” do not fit its length"
