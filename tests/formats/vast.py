"""Journeys of thousands of stops, made by a fixed throw of dice: what a long run over an archive gives."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta
from itertools import pairwise

from geotrack.formats.page.ground import basemap
from geotrack.geo import distance_km
from geotrack.model import Atlas, Excerpt, Itinerary, LeftOut, Leg, Made, Place, Source, Stop

EUROPE = (36.0, -10.0, 60.0, 30.0)
WORLD = (-56.0, -180.0, 72.0, 180.0)
SOURCE = Source(id="0" * 12, name="archive.txt", title="The archive", published="1931-07-02")
TOLD = (
    "On the {day} {who} reached {place} after a night on the road, and wrote home that the weather had turned.",
    "{who} was in {place} by then; the consul, who had waited for three days, complained of it in a long letter.",
    "From there the way led to {place}, where {who} stayed with friends and sold what was left of the instruments.",
)
FIRST = ("Ada", "Bruno", "Clara", "Dimitri", "Elena", "Farid", "Greta", "Hugo", "Irina", "Jakob")
LAST = ("Almeida", "Bernadotte", "Castellane", "Dragomirov")


def vast(stops: int = 5000, travellers: int = 40, box: tuple[float, float, float, float] = WORLD) -> Atlas:
    """Travellers who wander from town to town; `box` is south, west, north, east."""
    dice = random.Random(f"{stops} {travellers} {box}")
    south, west, north, east = box
    towns = [r for r in basemap()["labels"]["city"] if south <= r[1] <= north and west <= r[2] <= east]
    dice.shuffle(towns)
    itineraries = []
    for n in range(travellers):
        who = f"{FIRST[n % len(FIRST)]} {LAST[n // len(FIRST) % len(LAST)]}"
        key, now, made = f"t{n}", date(1890, 1, 1) + timedelta(days=97 * n), []
        here = dice.choice(towns)
        count = stops // travellers + (n < stops % travellers)
        for k in range(count):
            # mostly to one of the nearer towns of a handful, now and then far away, at times back
            some = dice.sample(towns, min(len(towns), 30))
            back = made[dice.randrange(len(made))].place if made and dice.random() < 0.15 else None
            near = min(some, key=lambda r: math.hypot(r[1] - here[1], (r[2] - here[2] + 180) % 360 - 180))
            here = dice.choice(some) if dice.random() < 0.08 else near
            name, lat, lon = (back.name, back.lat, back.lon) if back else here[:3]
            now += timedelta(days=dice.randrange(1, 20))
            text = dice.choice(TOLD).format(day=f"{now.day}th", who=who, place=name)
            at = text.index(name)
            # fmt: off
            made.append(Stop(
                id=f"{key}/{k + 1}", as_written=name, role="origin" if k == 0 else "stop", date=now.isoformat(),
                place=Place(id=f"town:{name}", name=name, kind="city", lat=lat, lon=lon, uncertainty_km=8),
                status="planned" if k > count * 0.97 else "cancelled" if dice.random() < 0.02 else "visited",
                dated_by="the words of the sentence", mode=dice.choice((None, None, "train", "ship")),
                confidence=round(dice.uniform(0.5, 1), 2), cues=("reach: reached",),
                excerpts=(Excerpt(article=SOURCE.id, start=0, end=len(text), text=text, place_start=at,
                                  place_end=at + len(name)),),
            ))
            # fmt: on
        legs = tuple(
            Leg.model_validate({"start": a.id, "end": b.id, "status": b.status, "mode": b.mode,
                                "km": round(distance_km(a.lat, a.lon, b.lat, b.lon), 1)})
            for a, b in pairwise(s for s in made if s.status != "cancelled")
        )  # fmt: skip
        itineraries.append(Itinerary(id=key, traveller=who, stops=tuple(made), legs=legs))
    left = LeftOut(name="Moon", reason="mentioned", why="named, but no traveller goes there", excerpts=())
    made_by = Made(geotrack="0.1.0", reader="geotrack-reader-1", gazetteer="GeoNames 2026-10-01")
    return Atlas(articles=(SOURCE,), itineraries=tuple(itineraries), left_out=(left,), made=made_by)
