"""Journeys that are hard to draw: stages end to end, many returns, one road for all, names of every direction."""

from __future__ import annotations

from geotrack.model import Atlas, Itinerary
from tests.formats.atlases import MADE, invented, journey, place

STAGES = (
    ("Florence", 43.77, 11.25), ("Rimini", 44.06, 12.57), ("Cesenatico", 44.20, 12.40), ("Bologna", 44.49, 11.34),
    ("Piacenza", 45.05, 9.70), ("Turin", 45.07, 7.69), ("Pinerolo", 44.88, 7.33), ("Valloire", 45.17, 6.43),
    ("Saint-Jean-de-Maurienne", 45.28, 6.35), ("Saint-Vulbas", 45.83, 5.29), ("Mâcon", 46.31, 4.83),
    ("Dijon", 47.32, 5.04), ("Nuits-Saint-Georges", 47.14, 4.95), ("Gevrey-Chambertin", 47.23, 4.97),
    ("Semur-en-Auxois", 47.49, 4.33), ("Colombey-les-Deux-Églises", 48.22, 4.89), ("Troyes", 48.30, 4.07),
    ("Troyes", 48.30, 4.07), ("Orléans", 47.90, 1.90), ("Saint-Amand-Montrond", 46.72, 2.51),
    ("Évaux-les-Bains", 46.18, 2.49), ("Le Lioran", 45.08, 2.75), ("Aurillac", 44.93, 2.44),
    ("Villeneuve-sur-Lot", 44.41, 0.70), ("Agen", 44.20, 0.62), ("Pau", 43.30, -0.37), ("Pau", 43.30, -0.37),
    ("Saint-Lary-Soulan", 42.82, 0.32), ("Loudenvielle", 42.79, 0.41), ("Plateau de Beille", 42.73, 1.69),
    ("Gruissan", 43.11, 3.09), ("Nîmes", 43.84, 4.36), ("Gap", 44.56, 6.08), ("Superdévoluy", 44.67, 5.93),
    ("Gap", 44.56, 6.08), ("Barcelonnette", 44.39, 6.65), ("Embrun", 44.56, 6.50), ("Isola 2000", 44.19, 7.16),
    ("Nice", 43.70, 7.27), ("Col de la Couillole", 44.10, 7.01), ("Monaco", 43.73, 7.42), ("Nice", 43.70, 7.27),
)  # fmt: skip
RETURNS = (
    ("Florence", 43.77, 11.25), ("Amboise", 47.41, 0.98), ("Fontainebleau", 48.40, 2.70), ("Paris", 48.85, 2.35),
    ("Versailles", 48.80, 2.13), ("Paris", 48.85, 2.35), ("Louvre", 48.861, 2.336), ("Brest", 48.39, -4.49),
    ("Paris", 48.85, 2.35), ("Florence", 43.77, 11.25), ("Rome", 41.89, 12.51), ("Milan", 45.46, 9.19),
    ("Paris", 48.85, 2.35), ("Chambord", 47.61, 1.52), ("Paris", 48.85, 2.35), ("Washington", 38.90, -77.04),
    ("New York City", 40.71, -74.01), ("Paris", 48.85, 2.35), ("Tokyo", 35.69, 139.69), ("Moscow", 55.75, 37.62),
    ("Pushkin Museum", 55.747, 37.605), ("Paris", 48.85, 2.35),
)  # fmt: skip


def alone(title: str, itinerary: Itinerary) -> Atlas:
    return Atlas(articles=(invented(title),), itineraries=(itinerary,), left_out=(), made=MADE)


def stages() -> Atlas:
    """The Tour de France of 2024: 42 starts and finishes, most of them beside another."""
    ways = ((place(name, "city", lat, lon, km=3), "planned" if n > 37 else "visited", f"2024-07-{n // 2 + 1:02}")
            for n, (name, lat, lon) in enumerate(STAGES))  # fmt: skip
    return alone("The route", journey("Tour de France", *ways))


def returns() -> Atlas:
    """The Mona Lisa comes back to Paris seven times; the Louvre and the Pushkin Museum lie inside their cities."""
    made = journey("Mona Lisa", *((place(n, "city", lat, lon, km=5), "visited", "") for n, lat, lon in RETURNS))
    inside = {"Louvre": 6, "Pushkin Museum": 20}
    stops = tuple(
        s.model_copy(update={"within": f"mona-lisa/{inside[s.place.name]}"}) if s.place.name in inside else s
        for s in made.stops
    )
    within = {s.id for s in stops if s.within}
    legs = tuple(leg for leg in made.legs if not {leg.start, leg.end} & within)
    return alone("A lady who has travelled", made.model_copy(update={"stops": stops, "legs": legs}))


def shuttle() -> Atlas:
    """One who goes to and fro five times, and eight who take the same road: legs on top of one another."""
    ends = [
        place("Calais", "city", 50.9513, 1.8587, "FR", km=5),
        place("Vienna", "city", 48.2085, 16.3721, "AT", km=12),
    ]
    back = journey("the courier", *((ends[n % 2], "visited", f"1814-0{1 + n // 2}") for n in range(11)))
    names = ["Ada", "Bruno", "Clara", "Dimitri", "Elena", "Farid", "Greta", "Hugo"]
    others = [journey(name, (ends[n % 2], "visited", ""), (ends[1 - n % 2], "planned" if n > 5 else "visited", ""))
              for n, name in enumerate(names)]  # fmt: skip
    return Atlas(articles=(invented("The courier"),), itineraries=(back, *others), left_out=(), made=MADE)


def scripts() -> Atlas:
    """Names of every direction and length, one of them twice as long as a phone is wide."""
    names = [
        ("الرياض", 24.69, 46.72, 0.9),
        ("תל אביב-יפו", 32.08, 34.78, 0.9),
        ("北京市", 39.91, 116.4, 0.4),
        ("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch and the hills behind it", 53.22, -4.2, 0.9),
        ("Санкт-Петербург", 59.94, 30.31, 0.6),
        ("\u202eright to left\u202c", 30.05, 31.25, 0.9),
        ("(الكويت) Kuwait City", 29.37, 47.98, 0.9),
        ("กรุงเทพมหานคร อมรรัตนโกสินทร์ มหินทรายุธยา มหาดิลกภพ นพรัตนราชธานี", 13.75, 100.5, 0.9),
    ]
    route = journey("مسافر", *((place(n, "city", a, b, "", "", 300), "visited", "1911-03") for n, a, b, _ in names))
    stops = tuple(s.model_copy(update={"confidence": sure}) for s, (*_, sure) in zip(route.stops, names, strict=True))
    route = route.model_copy(update={"stops": stops})
    return Atlas(articles=(invented("Names"),), itineraries=(route,), left_out=(), made=MADE)
