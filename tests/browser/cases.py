"""Journeys of every sort, for what must hold on every page."""

from __future__ import annotations

from geotrack.model import Atlas, Place
from tests.formats import atlases

STAGES = (
    ("Florence", 43.77, 11.25), ("Rimini", 44.06, 12.57), ("Cesenatico", 44.2, 12.4), ("Bologna", 44.49, 11.34),
    ("Piacenza", 45.05, 9.7), ("Turin", 45.07, 7.69), ("Pinerolo", 44.89, 7.33), ("Valloire", 45.17, 6.43),
    ("Saint-Vulbas", 45.83, 5.29), ("Mâcon", 46.31, 4.83), ("Dijon", 47.32, 5.04), ("Gevrey-Chambertin", 47.23, 4.97),
    ("Semur-en-Auxois", 47.49, 4.33), ("Colombey-les-Deux-Églises", 48.22, 4.89), ("Troyes", 48.3, 4.07),
    ("Orléans", 47.9, 1.91), ("Saint-Amand-Montrond", 46.72, 2.51), ("Évaux-les-Bains", 46.17, 2.49),
    ("Le Lioran", 45.09, 2.75), ("Aurillac", 44.93, 2.44), ("Villeneuve-sur-Lot", 44.41, 0.7), ("Agen", 44.2, 0.62),
    ("Pau", 43.3, -0.37), ("Nice", 43.7, 7.27),
)  # fmt: skip
"""The towns of a tour in four weeks; some lie so close that their markers meet."""


def invented(title: str, itinerary_name: str, *ways: tuple[Place, str, str]) -> Atlas:
    return Atlas(
        articles=(atlases.invented(title, "https://example.org/story"),),
        itineraries=(atlases.journey(itinerary_name, *ways),),
        left_out=(),
        made=atlases.MADE,
    )


def tour() -> Atlas:
    days = (f"2024-{6 + (28 + n) // 30:02}-{(28 + n) % 30 + 1:02}" for n in range(len(STAGES)))
    status = ("visited", "visited", "visited", "planned", "cancelled")
    return invented(
        "The tour",
        "the peloton",
        *(
            (atlases.place(name, "city", lat, lon, "FR", "", 5), status[n % 5] if n > 12 else "visited", day)
            for (n, (name, lat, lon)), day in zip(enumerate(STAGES), days, strict=True)
        ),
    )


def one_stop() -> Atlas:
    return invented(
        "One stop",
        "Ada Lovelace",
        (atlases.place("Turin", "city", 45.07, 7.69, "IT", "Piedmont", 9), "visited", "1840-09"),
    )


def right_to_left() -> Atlas:
    return invented(
        "رحلة ابن بطوطة",
        "ابن بطوطة",
        (atlases.place("طنجة", "city", 35.77, -5.8, "MA", "طنجة تطوان الحسيمة", 8), "visited", "1325-06"),
        (atlases.place("القاهرة", "city", 30.04, 31.24, "EG", "القاهرة", 12), "visited", "1326"),
        (atlases.place("ירושלים", "city", 31.78, 35.22, "IL", "ירושלים", 8), "visited", "1326-08"),
        (atlases.place("دمشق", "city", 33.51, 36.29, "SY", "", 8), "planned", ""),
    )


CASES = {
    "seed": atlases.SEED,
    "pacific": atlases.PACIFIC,
    "tour": tour(),
    "one": one_stop(),
    "nobody": atlases.NOBODY,
    "rtl": right_to_left(),
    "crowded": atlases.crowded(),
}
