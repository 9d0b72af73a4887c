"""Atlases made by hand, for tests of what is drawn: the seeds' story, the date line, nobody, an attack, a crowd."""

from __future__ import annotations

import datetime
from itertools import pairwise
from pathlib import Path

from geotrack.model import Article, Atlas, Excerpt, Itinerary, LeftOut, Leg, Made, Place, Source, Stop

SEEDS = Path(__file__).parents[2] / "seeds"
MADE = Made(geotrack="0.1.0", reader="geotrack-reader-1 (3f2a9c01)", gazetteer="GeoNames 2026-10-01 (9b1d77e0)")


def article(name: str, title: str, published: str) -> Article:
    text = (SEEDS / name).read_text(encoding="utf-8")
    return Article(id=Article.id_of(text), name=name, title=title, published=published, text=text)


NEWS = article("000_8880f3d868d35924.txt", "North Korean leader Kim Jong Un began another day in Russia", "2023-09-15")
PLANT = article(
    "004_9e3067279645448e.txt",
    "Kim is still in Russia And he is happy when he visits the aircraft factory",
    "2023-09-15",
)


def said(source: Article, place: str, sentence: str) -> Excerpt:
    """A sentence of an article, found by its first words, with the place in it."""
    start = source.text.index(sentence)
    at = sentence.index(place)
    return Excerpt(
        article=source.id,
        start=start,
        end=start + len(sentence),
        text=sentence,
        place_start=start + at,
        place_end=start + at + len(place),
    )


def place(name: str, kind: str, lat: float, lon: float, country: str = "", admin1: str = "", km: float = 0) -> Place:
    data = {"id": f"test:{name.lower()}", "name": name, "kind": kind, "lat": lat, "lon": lon}
    return Place.model_validate(data | {"country": country, "admin1_name": admin1, "uncertainty_km": km})


PYONGYANG = place("Pyongyang", "city", 39.0339, 125.7543, "KP", "Pyongyang", 12)
VOSTOCHNY = place("Vostochny Cosmodrome", "facility", 51.8844, 128.3339, "RU", "Amur Oblast", 10)
KOMSOMOLSK = place("Komsomolsk-on-Amur", "city", 50.5503, 137.0099, "RU", "Khabarovsk Krai", 15)
KNAAZ = place("Komsomolsk-on-Amur Aircraft Plant", "facility", 50.6043, 137.0806, "RU", "Khabarovsk Krai", 2)
VLADIVOSTOK = place("Vladivostok", "city", 43.1155, 131.8855, "RU", "Primorsky Krai", 12)
NORTH_KOREA = place("North Korea", "country", 40.0, 127.0, "KP", km=300)

SPACE_BASE = said(
    PLANT,
    "Vostochny space base",
    "Kim Jong-un’s trip to Russia is far from over after the summit with Vladimir Putin at the Vostochny space base on "
    "Wednesday, September 13.",
)
MARSHAL = (
    "The other day, the Marshal, who arrived with Putin at the Vostochny cosmodrome on a long "
    "journey in his private and "
    "armored train from Pyongyang, promised “unity with Russia in the holy struggle against "
    "imperialism” and encountered "
    "“a special operation of the brave Russian” from army in Ukraine” and offers “full support”."
)
NEXT_UP = (
    "Next up, the North Korean dictator is expected to travel to Vladivostok, a port city where he will witness the "
    "military prowess of Russia’s Pacific Fleet, CNN reported."
)
KNAAZ_VISIT = (
    "Kim, along with his delegation, viewed the inside of a warplane at the Yuri Gagarin "
    "Komsomolsk-on-Amur Aircraft Plant "
    "(KnAAZ) as city mayor Alexander Zhornik and Khabarovsk Region Governor Mikhail Degtyarev accompanied him."
)
KIM = Itinerary(
    id="kim-jong-un",
    traveller="Kim Jong Un",
    aliases=("Kim", "the Marshal", "the North Korean dictator"),
    stops=(
        Stop(
            id="kim-jong-un/1",
            place=PYONGYANG,
            as_written="Pyongyang",
            status="visited",
            role="origin",
            excerpts=(said(PLANT, "Pyongyang", MARSHAL),),
            cues=("from: journey … from",),
        ),
        Stop(
            id="kim-jong-un/2",
            place=VOSTOCHNY,
            as_written="Vostochny space base",
            status="visited",
            date="2023-09-13",
            dated_by="“Wednesday, September 13” beside the date of publication",
            mode="train",
            excerpts=(SPACE_BASE, said(PLANT, "Vostochny cosmodrome", MARSHAL)),
            cues=("meet: summit", "arrive: arrived"),
        ),
        Stop(
            id="kim-jong-un/3",
            place=KOMSOMOLSK,
            as_written="Komsomolsk-on-Amur",
            status="visited",
            date="2023-09-15",
            dated_by="“today, September 15”",
            mode="train",
            excerpts=(
                said(
                    PLANT,
                    "Komsomolsk-on-Amur",
                    "His train arrived today, September 15, in Komsomolsk-on-Amur, home of the "
                    "Gagarin fighter jet factory.",
                ),
                said(
                    NEWS,
                    "Komsomolsk-on-Amur",
                    "North Korean leader Kim Jong Un began another day in Russia by heading to the eastern city of "
                    "Komsomolsk-on-Amur.",
                ),
            ),
            cues=("arrive: arrived", "head: heading to"),
        ),
        Stop(
            id="kim-jong-un/4",
            place=KNAAZ,
            as_written="Yuri Gagarin Komsomolsk-on-Amur Aircraft Plant (KnAAZ)",
            status="visited",
            date="2023-09-15",
            within="kim-jong-un/3",
            excerpts=(said(NEWS, "Yuri Gagarin Komsomolsk-on-Amur Aircraft Plant (KnAAZ)", KNAAZ_VISIT),),
            cues=("view: viewed",),
        ),
        Stop(
            id="kim-jong-un/5",
            place=VLADIVOSTOK,
            as_written="Vladivostok",
            status="planned",
            excerpts=(
                said(NEWS, "Vladivostok", NEXT_UP),
                said(PLANT, "Vladivostok", "It is now reported that Kim’s convoy is heading towards Vladivostok."),
            ),
            cues=("travel: expected to travel to", "head: heading towards"),
        ),
    ),
    legs=(
        Leg(start="kim-jong-un/1", end="kim-jong-un/2", km=1441.0, status="visited", mode="train"),
        Leg(start="kim-jong-un/2", end="kim-jong-un/3", km=623.6, status="visited", mode="train"),
        Leg(start="kim-jong-un/3", end="kim-jong-un/5", km=914.3, status="planned"),
    ),
)
PUTIN = Itinerary(
    id="vladimir-putin",
    traveller="Vladimir Putin",
    aliases=("Putin", "the Russian president"),
    stops=(
        Stop(
            id="vladimir-putin/1",
            place=VOSTOCHNY,
            as_written="Vostochny space base",
            status="visited",
            date="2023-09-13",
            dated_by="“Wednesday, September 13” beside the date of publication",
            excerpts=(SPACE_BASE,),
            cues=("meet: summit",),
        ),
        Stop(
            id="vladimir-putin/2",
            place=PYONGYANG,
            as_written="Pyongyang",
            status="planned",
            excerpts=(
                said(
                    PLANT,
                    "Pyongyang",
                    "Putin enthusiastically accepted Kim’s invitation to return the visit soon and "
                    "travel to Pyongyang.",
                ),
            ),
            cues=("travel: travel to",),
        ),
    ),
    legs=(Leg(start="vladimir-putin/1", end="vladimir-putin/2", km=1441.0, status="planned"),),
)
LAVROV = Itinerary(
    id="sergei-lavrov",
    traveller="Sergei Lavrov",
    aliases=("Lavrov",),
    stops=(
        Stop(
            id="sergei-lavrov/1",
            place=NORTH_KOREA,
            as_written="North Korea",
            status="planned",
            date="2023-10?",
            dated_by="“possibly in October”",
            excerpts=(
                said(
                    NEWS,
                    "North Korea",
                    "But before Putin heads to North Korea himself, the Kremlin will first “quickly "
                    "prepare” to send foreign "
                    "minister Sergei Lavrov to the country, possibly in October as per The Guardian.",
                ),
            ),
            cues=("send: send … to",),
        ),
    ),
)


def out(name: str, reason: str, why: str, *excerpts: Excerpt) -> LeftOut:
    return LeftOut.model_validate({"name": name, "reason": reason, "why": why, "excerpts": excerpts})


DEAL = (
    "His visit to Russia's key defence sites comes amid speculations of a new arms deal between Moscow and Pyongyang."
)
SEED = Atlas(
    articles=(NEWS.source, PLANT.source),
    itineraries=(KIM, PUTIN, LAVROV),
    left_out=(
        out("Moscow", "metonym", "stands for a government", said(NEWS, "Moscow", DEAL)),
        out(
            "Washington",
            "metonym",
            "stands for a government",
            said(
                PLANT,
                "Washington",
                "The Washington secret service has extensively condemned the major maneuvers between Putin and Kim.",
            ),
        ),
        out("Khabarovsk Region", "name", "part of a title or a name", said(NEWS, "Khabarovsk Region", KNAAZ_VISIT)),
        out(
            "Ukraine",
            "mentioned",
            "named, but no traveller goes there",
            said(
                PLANT,
                "Ukraine",
                "The Russian army, stuck in Ukraine, needs ammunition for its guns, anti-tank rocket "
                "launchers and short-range "
                "missiles – all war materials that are in large quantities in the North Korean arsenal.",
            ),
        ),
        out(
            "Iran",
            "mentioned",
            "named, but no traveller goes there",
            said(
                PLANT,
                "Iran",
                "Moscow has already reached an agreement this year to sell Su-35 fighter jets to "
                "Iran, although it is unclear "
                "whether they were delivered in violation of international embargoes.",
            ),
        ),
    ),
    made=MADE,
)


# --- other journeys ----------------------------------------------------------------------------------------------


def sentence(text: str, place: str) -> tuple[Excerpt, ...]:
    """A sentence of an invented article."""
    at = text.index(place)
    return (
        Excerpt(article="0" * 12, start=0, end=len(text), text=text, place_start=at, place_end=at + len(place)),
    )  # fmt: skip


def invented(title: str, url: str | None = None, name: str = "invented.txt") -> Source:
    return Source(id="0" * 12, name=name, title=title, published="2024-07-02", url=url)


def journey(traveller: str, *ways: tuple[Place, str, str], key: str = "") -> Itinerary:
    """A traveller's stops, each a place, a status and a date, joined by legs."""
    key = key or traveller.lower().replace(" ", "-")
    stops = tuple(
        Stop.model_validate(
            {
                "id": f"{key}/{n}",
                "place": where,
                "as_written": where.name,
                "status": status,
                "date": date or None,
                "role": "origin" if n == 1 and len(ways) > 1 else "stop",
                "mode": "ship",
                "excerpts": sentence(f"{traveller} was seen in {where.name}.", where.name),
                "cues": ("be: was seen in",),
            }
        )
        for n, (where, status, date) in enumerate(ways, 1)
    )
    joined = [s for s in stops if s.status != "cancelled"]
    legs = tuple(
        Leg.model_validate({"start": a.id, "end": b.id, "km": 3000, "status": b.status, "mode": "ship"})
        for a, b in pairwise(joined)
    )
    return Itinerary(id=key, traveller=traveller, stops=stops, legs=legs)


PACIFIC = Atlas(
    articles=(invented("The Explorer crosses the date line", "https://example.org/explorer"),),
    itineraries=(
        journey(
            "the Explorer",
            (VLADIVOSTOK, "visited", "2024-05-02"),
            (
                place("Petropavlovsk-Kamchatsky", "city", 53.0452, 158.6483, "RU", "Kamchatka", 10),
                "visited",
                "2024-05-11",
            ),
            (place("Anchorage", "city", 61.2181, -149.9003, "US", "Alaska", 20), "visited", "2024-06-03"),
            (place("Suva", "city", -18.1416, 178.4419, "FJ", "Central", 8), "cancelled", ""),
            (place("Honolulu", "city", 21.3069, -157.8583, "US", "Hawaii", 12), "planned", "2024-07-20/2024-07-24"),
        ),
    ),
    left_out=(),
    made=MADE,
)
NOBODY = Atlas(articles=(NEWS.source, PLANT.source), itineraries=(), left_out=SEED.left_out[:2], made=MADE)
ATTACKS = (
    '<img src=x onerror="window.hacked=1">',
    "${window.hacked=1}",
    "</script><script>window.hacked=1</script>",
    "<!--<script>",
    "line\u2028and\u2029paragraph",
    "javascript:window.hacked=1",
    "{{ 7*7 }}{% raw %}",
    "\u202eright to left\u202c \u0627\u0644\u0631\u064a\u0627\u0636",
    "`;window.hacked=1;`",
    "__proto__",
)


def hostile() -> Atlas:
    """Every attack in every slot that takes text."""
    itineraries = []
    for n, bad in enumerate(ATTACKS):
        where = place(bad, "city", 10.0 + 4 * n, 20.0 + 5 * (n % 3), "TD", bad, 10)
        bare = Stop(
            id=f"{bad}/{n}",
            place=where,
            as_written=bad + "!",
            status="visited",
            dated_by=bad,
            excerpts=sentence(f"Before {bad} after.", bad),
            cues=(f"{bad}: {bad}",),
            disagreements=(bad,),
            confidence=0.5,
        )
        itineraries.append(Itinerary(id=bad, traveller=bad, aliases=(bad,), stops=(bare,)))
    return Atlas(
        articles=(invented(" ".join(ATTACKS), "https://example.org/\"><script>window.hacked=1</script>", ATTACKS[0]),
                  Source(id="1" * 12, name=ATTACKS[2], title=ATTACKS[2], url="javascript:window.hacked=1")),
        itineraries=tuple(itineraries),
        left_out=tuple(
            LeftOut(name=bad, reason="unlocated", why=bad, excerpts=sentence(f"Before {bad} after.", bad),
                    candidates=(place(bad, "city", 1, 1, "TD", bad),))
            for bad in ATTACKS
        ),
        made=Made(geotrack=ATTACKS[0], reader=ATTACKS[1], gazetteer=ATTACKS[2], geocoder=ATTACKS[3]),
    )  # fmt: skip


def crowded() -> Atlas:
    """Many travellers, many names, stops on top of one another: what a long run over an archive gives."""
    cities = [
        place("Paris", "city", 48.8534, 2.3488, "FR", "Île-de-France", 10),
        place("Versailles", "city", 48.8036, 2.1343, "FR", "Île-de-France", 5),
        place("London", "city", 51.5085, -0.1257, "GB", "England", 20),
        place("Vienna", "city", 48.2085, 16.3721, "AT", "Vienna", 12),
        place("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "city", 53.221, -4.203, "GB", "Wales", 2),
        place("Geneva", "city", 46.2022, 6.1457, "CH", "Geneva", 8),
        place("Saint Petersburg", "city", 59.9386, 30.3141, "RU", "St.-Petersburg", 20),
        place("Rome", "city", 41.8919, 12.5113, "IT", "Lazio", 15),
    ]
    names = ["Metternich", "Castlereagh", "Talleyrand", "Tsar Alexander", "Hardenberg", "Humboldt", "Nesselrode",
             "Gentz", "Consalvi", "Wellington", "Labrador", "Palmella", "Loewenhielm"]  # fmt: skip
    itineraries = []
    for n, name in enumerate(names):
        route = [cities[(n + k * (n % 3 + 1)) % len(cities)] for k in range(3 + n % 4)]
        ways = [
            (p, ["visited", "visited", "planned", "cancelled"][k % 4], f"1814-{k + 5:02}") for k, p in enumerate(route)
        ]
        itineraries.append(journey(name, *ways))
    reasons = [("metonym", "stands for a government"), ("mentioned", "named, but no traveller goes there"),
               ("adjective", "a nationality"), ("unlocated", "no place of this name is known")]  # fmt: skip
    spoken = {
        name: sentence(f"The envoy spoke of {name} at length.", name) for name in (f"Place {n}" for n in range(40))
    }
    left = [out(f"Place {n % 40}", *reasons[n % 4], *spoken[f"Place {n % 40}"]) for n in range(64)]
    return Atlas(articles=(invented("The Congress"),), itineraries=tuple(itineraries), left_out=tuple(left), made=MADE)


# --- names that run from right to left ---------------------------------------------------------------------------

JERUSALEM = place("ירושלים", "city", 31.769, 35.2163, "IL", "מחוז ירושלים", 8)
AMMAN = place("عمّان", "city", 31.9552, 35.945, "JO", "محافظة العاصمة", 12)
CAIRO = place("القاهرة (Cairo)", "city", 30.0626, 31.2497, "EG", "القاهرة", 15)
TURNED = place("\u202eنابلس Nablus 2", "city", 32.2211, 35.2544, "PS", "\u2069\u202eWest Bank", 5)


def leftward() -> Atlas:
    """Travellers, places, sentences and titles in Hebrew and Arabic, with Latin and figures between, and overrides."""
    levi = journey(
        "דוד לוי (David Levi)",
        (JERUSALEM, "visited", ""),
        (AMMAN, "visited", "2024-06-12"),
        (CAIRO, "planned", "2024-07-20/2024-07-24"),
        key="דוד-לוי",
    )
    haddad = journey("\u202eليلى حدّاد", (AMMAN, "visited", "2024-06-12"), (TURNED, "planned", ""), key="ليلى-حدّاد")
    text = "ב-12 ביוני 2024 הגיע דוד לוי (David Levi) לעיר עמאן, 70 km מירושלים."
    told = levi.stops[1].model_copy(
        update={
            "excerpts": sentence(text, "עמאן"),
            "as_written": "עמאן",
            "cues": ("arrive: הגיע",),
            "dated_by": "“12 ביוני 2024”",
            "disagreements": ("dated 13 June 2024 by “13 ביוני”",),
        }
    )
    levi = levi.model_copy(update={"stops": (levi.stops[0], told, levi.stops[2])})
    left = LeftOut.model_validate(
        out(
            "تل 7 (Tell 7)",
            "unlocated",
            "no gazetteer entry of that name",
            *sentence("قال إنّ تل 7 (Tell 7) بعيدة.", "تل 7 (Tell 7)"),
        ).model_dump()
        | {"candidates": (AMMAN, TURNED)}
    )
    title = "דוד לוי נפגש עם ليلى حدّاد ב-Amman"
    return Atlas(
        articles=(invented(title, "https://example.org/עמאן", "יומן \u202e2024.txt"),),
        itineraries=(levi, haddad),
        left_out=(left,),
        made=MADE,
    )


def many(travellers: int = 40, names: int = 300) -> Atlas:
    """More travellers than chips have room for, and more places left out than anybody reads."""
    cities = (PYONGYANG, VOSTOCHNY, KOMSOMOLSK, VLADIVOSTOK)
    ways = tuple(
        journey(
            f"Delegate {n + 1}",
            *(
                (cities[(n + k) % 4], "planned" if k > 2 else "visited", f"2023-{1 + n % 12:02}-{k + 1:02}")
                for k in range(4)
            ),
        )
        for n in range(travellers)
    )
    reasons = [("metonym", "stands for a government or an organisation"), ("adjective", "a nationality or origin"),
               ("mentioned", "named, but no traveller is said to go there"),
               ("mentioned", "Delegate 1: “left in”, which alone makes no journey")]  # fmt: skip
    left = [
        out(f"Place {n}", *reasons[n % 4], *sentence(f"They spoke of Place {n} at length.", f"Place {n}"))
        for n in range(names)
    ]
    left += [
        LeftOut.model_validate(
            out(f"Unknown {n}", "unlocated", "not located with confidence: several places bear that name",
                *sentence(f"They spoke of Unknown {n}.", f"Unknown {n}")).model_dump()
            | {"candidates": cities[:n]}
        )
        for n in range(3)
    ]  # fmt: skip
    return Atlas(articles=(invented("The delegates"),), itineraries=ways, left_out=tuple(left), made=MADE)


def steady(days: int) -> Atlas:
    """One traveller, one stop a day: as long a time axis as one likes."""
    first = datetime.date(1914, 1, 1)
    ways = (
        (
            place(f"Camp {n + 1}", "city", 10 + 20 * (n % 17) / 17, 20 + 30 * n / days, "", "", 2),
            "visited",
            (first + datetime.timedelta(days=n)).isoformat(),
        )
        for n in range(days)
    )
    return Atlas(
        articles=(invented("The long march"),), itineraries=(journey("The column", *ways),), left_out=(), made=MADE
    )
