"""No word of the page stands outside of its table: with another table it speaks another language."""

from __future__ import annotations

import re

from geotrack.formats.page.words import ENGLISH, Table
from geotrack.model import Atlas, Excerpt, Itinerary, LeftOut, Leg, Made, Place, Source, Stop
from tests.browser.chromium import Page
from tests.browser.conftest import Opener

# All that is not words of the page: visible text and what is read aloud. The basemap's own names are data.
SAID = """(() => {
  const said = [document.title], walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ALL);
  for (let n = walker.currentNode; n; n = walker.nextNode()) {
    const of = n.nodeType === 3 ? n.parentElement : n;
    if (of.closest('script,style,.l-country,.l-region,.l-sea,.l-city,.l-capital')) continue;
    if (n.nodeType === 3) said.push(n.data);
    else ['aria-label', 'aria-valuetext', 'aria-description', 'title', 'alt', 'placeholder', 'label']
      .forEach((name) => { if (n.hasAttribute?.(name)) said.push(n.getAttribute(name)); });
  }
  return said.filter((text) => text.trim());
})()"""
A, B = "α" * 12, "β" * 12


def foreign(table: Table) -> Table:
    """The same table in no language: every letter is a sign that is none."""

    def said(text: str) -> str:
        return "".join(
            part if part.startswith("{") else re.sub("[A-Za-z]", "¤", part) for part in re.split(r"({\w+})", text)
        )

    return {
        key: entry
        if key == "language"
        else said(entry)
        if isinstance(entry, str)
        else {k: said(v) for k, v in entry.items()}
        for key, entry in table.items()
    }


def quoted(place: str, article: str = A) -> Excerpt:
    text = f"Πήγε: {place}."
    return Excerpt(article=article, start=0, end=len(text), text=text, place_start=6, place_end=6 + len(place))


def site(name: str, kind: str, lat: float, lon: float) -> Place:
    data = {"id": name, "name": name, "kind": kind, "lat": lat, "lon": lon, "admin1_name": "Νομός", "uncertainty_km": 9}
    return Place.model_validate(data)


def greek(travellers: int) -> Atlas:
    """Everything that a page can show, without a Latin letter. Dates are years: others are words of `when`."""
    athens, sparta, port, region = (
        site("Αθήνα", "city", 38.0, 23.7),
        site("Σπάρτη", "city", 37.1, 22.4),
        site("Πειραιάς", "facility", 37.95, 23.64),
        site("Θεσσαλία", "region", 39.5, 22.2),
    )
    told = [
        {"place": athens, "role": "origin"},
        {"place": sparta, "date": "0479", "mode": "foot", "confidence": 0.5, "as_written": "Λακεδαίμων"},
        {
            "place": port,
            "within": "2",
            "date": "0479",
            "disagreements": ("όχι",),
            "dated_by": "τότε",
            "ordered_by": "μετά",
        },
        {"place": region, "role": "transit", "date": "0480", "mode": "ship", "ordered_by": "μετά"},
        {"place": sparta, "status": "cancelled"},
        {"place": athens, "status": "planned", "role": "transit"},
        {"place": sparta, "status": "planned", "date": "0490"},
    ]
    ways = []
    for n in range(travellers):
        key = f"λ{n}"
        stops = tuple(
            Stop.model_validate(
                {
                    "id": f"{key}/{i}",
                    "as_written": data["place"].name,
                    "status": "visited",
                    "excerpts": (quoted(data["place"].name), quoted(data["place"].name, B)),
                    "cues": ("κανών: Πήγε",),
                }
                | data
                | {"within": f"{key}/{data['within']}" if "within" in data else None}
            )
            for i, data in enumerate(told, 1)
        )
        legs = tuple(
            Leg.model_validate({"start": f"{key}/{a}", "end": f"{key}/{b}", "km": 150, "status": s, "mode": m})
            for a, b, s, m in ((1, 2, "visited", "train"), (2, 4, "visited", "ship"), (4, 7, "planned", None))
        )
        ways.append(
            Itinerary(id=key, traveller=f"Λέων {n}", aliases=("Λ",), companions=("Δίων",), stops=stops, legs=legs)
        )
    left = tuple(
        LeftOut.model_validate(
            {"name": f"Τ{n}", "reason": reason, "why": "διότι", "excerpts": (quoted(f"Τ{n}"), quoted(f"Τ{n}", B))}
            | ({"candidates": (athens, sparta)} if reason == "unlocated" else {})
        )
        for n, reason in enumerate(("unlocated", "mentioned", "metonym", "adjective", "name", "dateline") * travellers)
    )
    articles = (
        Source(id=A, name="α.1", title="Περί Λέοντος", published="0485"),
        Source(id=B, name="β.1", title="Άλλα"),
    )
    made = Made(geotrack="1", reader="α", gazetteer="β", geocoder="γ")
    return Atlas(articles=articles, itineraries=tuple(ways), left_out=left, made=made)


def latin(page: Page) -> set[str]:
    """The words on the page that have not come from the table: of two letters or more, as articles and places inside
    others are counted by letters."""
    texts = (re.sub("<[^>]*>", "", text) for text in page.evaluate(SAID))  # what is for no scripts is text here
    return {word for text in texts for word in re.findall(r"[A-Za-z]{2,}", text)} - {"geotrack"}


def test_every_word_is_in_the_table(show: Opener) -> None:
    """Folium gives the map's element nothing to say; the name of the program is its name in any language."""
    page = show(greek(3), words=foreign(ENGLISH))
    assert latin(page) == set()
    for _ in range(7):
        page.press("ArrowRight")
        assert latin(page) == set()
    page.evaluate("document.querySelector('#up-to').focus()")
    page.press("Home")
    assert latin(page) == set()
    for switch in range(3):
        page.evaluate(f"document.querySelectorAll('.switch')[{switch}].click()")
        assert latin(page) == set()
    page.evaluate("location.hash = '#99'")
    page.wait("document.querySelector('#position').textContent.includes('99')")
    page.evaluate("document.querySelector('#theme').click()")
    assert latin(page) == set()
    for width in (820, 390):
        page = show(greek(1), width, 844, words=foreign(ENGLISH))
        assert latin(page) == set()


def test_many_and_none(show: Opener) -> None:
    assert latin(show(greek(9), words=foreign(ENGLISH))) == set()
    nobody = greek(3).model_copy(update={"itineraries": ()})
    assert latin(show(nobody, words=foreign(ENGLISH))) == set()
    alone = greek(1).model_copy(update={"left_out": ()})
    assert latin(show(alone, words=foreign(ENGLISH))) == set()


def test_the_control_english_is_seen(show: Opener) -> None:
    """The words of the table do show: on the page in English they are found."""
    page = show(greek(3))
    assert {"Visited", "Stop", "kilometres"} - latin(page) == {"kilometres"}


def test_the_language_is_said_and_decides_how_numbers_look(show: Opener) -> None:
    german = dict(ENGLISH) | {"language": "de", "km": "{n} Kilometer"}
    page = show(greek(1), words=german)
    assert page.evaluate("document.documentElement.lang") == "de"
    far = greek(1)
    way = far.itineraries[0]
    long = tuple(leg.model_copy(update={"km": 12345.0}) for leg in way.legs)
    far = far.model_copy(update={"itineraries": (way.model_copy(update={"legs": long}),)})
    page = show(far, words=german)
    assert "12.350 Kilometer" in page.evaluate("document.querySelector('.lg').textContent")
