"""Pictures: well formed, the same every time, every stop drawn and named, nothing covered, text only text."""

from __future__ import annotations

import hashlib
import io
import math
import os
import re
import subprocess
import sys
import unicodedata
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from geotrack.errors import UsageError
from geotrack.formats import FORMATS, picture, render
from geotrack.formats.page.ground import country_names, ground
from geotrack.formats.page.story import story
from geotrack.formats.picture import cutting, frame, letters, look, marks, markup, plan
from geotrack.formats.picture.frame import Box
from geotrack.formats.picture.site import numbers
from geotrack.geo import distance_km
from geotrack.model import Atlas
from tests.formats import atlases

NAME = "{http://www.w3.org/2000/svg}"
HARMLESS = {"svg", "title", "desc", "g", "rect", "circle", "path", "text"}


def journeys(*itineraries: object) -> Atlas:
    return Atlas(
        articles=(atlases.invented("Journeys"),),
        itineraries=itineraries,  # type: ignore[arg-type]
        left_out=(),
        made=atlases.MADE,
    )


def city(name: str, lat: float, lon: float, country: str = "", km: float = 10) -> object:
    return atlases.place(name, "city", lat, lon, country, "", km)


ONE = journeys(atlases.journey("Mayor Smith", (city("Cardiff", 51.48, -3.18, "GB"), "visited", "2024-03-01")))
SOUTH = journeys(
    atlases.journey(
        "Roald Amundsen",
        (city("Framheim", -78.5, -163.7), "visited", "1911-10-19"),
        (city("South Pole", -90, 0), "visited", "1911-12-14"),
        (city("Hobart", -42.88, 147.33), "visited", "1912-03-07"),
    )
)
NORTH = journeys(
    atlases.journey(
        "the airship Norge",
        (city("Rome", 41.9, 12.5), "visited", "1926-04-10"),
        (city("Ny-Ålesund", 78.92, 11.93), "visited", "1926-05-07"),
        (city("Teller", 65.26, -166.36), "visited", "1926-05-14"),
    )
)
WORLD = journeys(
    atlases.journey(
        "the balloon",
        *(
            (city(f"Landing {n}", 20 * math.sin(n), (60 * n + 180) % 360 - 180), "visited", f"2015-0{n + 1}")
            for n in range(7)
        ),
    )
)


def wander(stops: int, spread: float = 1.0, key: str = "the diarist") -> Atlas:
    """A long journey that crosses itself, without chance."""
    lat, lon, ways = 48.0, 5.0, []
    for n in range(stops):
        lat = max(36.0, min(58.0, lat + spread * math.sin(1.7 * n * n)))
        lon = max(-8.0, min(28.0, lon + 1.4 * spread * math.cos(2.3 * n * n)))
        ways.append((city(f"Town {n}", round(lat, 3), round(lon, 3)), "visited" if n < stops * 0.9 else "planned", ""))
    return journeys(atlases.journey(key, *ways))


ALL = {
    "seed": atlases.SEED,
    "pacific": atlases.PACIFIC,
    "nobody": atlases.NOBODY,
    "hostile": atlases.hostile(),
    "crowded": atlases.crowded(),
    "one": ONE,
    "south": SOUTH,
    "north": NORTH,
    "world": WORLD,
    "tour": wander(45),
    "year": wander(365),
}
SIZES = [picture.SIZE, (400, 300), (1600, 1000), (500, 1200)]


def parsed(atlas: Atlas, size: tuple[int, int] = picture.SIZE) -> ElementTree.Element:
    return ElementTree.fromstring(picture.svg(atlas, size))


def layer(root: ElementTree.Element, name: str) -> ElementTree.Element:
    found = root.find(f"{NAME}g[@id='{name}']")
    assert found is not None, name
    return found


def words(root: ElementTree.Element, name: str) -> list[str]:
    return [t.text or "" for t in layer(root, name).iter(f"{NAME}text")]


def planned(atlas: Atlas, size: tuple[int, int] = picture.SIZE) -> plan.Map:
    """The map as the sheet plans it, in a box of about the size that it has there."""
    stops, ways = marks.marks(story(atlas, country_names()))
    base = ground([m.at for m in stops], {m.country for m in stops if m.country})
    return plan.planned(stops, ways, base, Box(16, 110, size[0] - 16, size[1] - 34), 4)


# --- the file ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_it_is_a_drawing_and_nothing_else(name: str) -> None:
    for size in SIZES:
        root = parsed(ALL[name], size)
        assert (root.get("width"), root.get("viewBox")) == (str(size[0]), f"0 0 {size[0]} {root.get('height')}")
        assert root.get("height") == str(size[1]) or name == "nobody"
        assert {e.tag.removeprefix(NAME) for e in root.iter()} <= HARMLESS
        for element in root.iter():
            for attribute, value in element.attrib.items():
                assert not attribute.startswith("on")
                assert attribute not in ("href", "style", "class")
                assert not re.search(r"url\(|javascript|NaN|nan|inf", value), (attribute, value)
        ids = [i for e in root.iter() if (i := e.get("id"))]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["seed", "pacific", "crowded", "south"])
def test_the_same_atlas_gives_the_same_bytes(name: str) -> None:
    for form in ("svg", "png", "pdf"):
        assert render(ALL[name], form) == render(ALL[name], form), form


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from geotrack.formats import picture; from tests.formats import atlases;"
        "print(*(hashlib.sha256(data).hexdigest() for data in (picture.svg(atlases.crowded()).encode(),"
        " picture.png(atlases.SEED), picture.pdf(atlases.SEED))))"
    )
    expected = picture.svg(atlases.crowded()).encode(), picture.png(atlases.SEED), picture.pdf(atlases.SEED)
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        assert run.stdout.split() == [hashlib.sha256(data).hexdigest() for data in expected]


def test_it_stays_small() -> None:
    for name, atlas in ALL.items():
        assert len(picture.svg(atlas)) < 700_000, name


# --- what is on it -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", set(ALL) - {"nobody"})
def test_every_stop_is_drawn(name: str) -> None:
    stops, _ = marks.marks(story(ALL[name], country_names()))
    for size in SIZES[:2]:
        root = parsed(ALL[name], size)
        told = "; ".join(t.text or "" for t in layer(root, "stops").iter(f"{NAME}title"))
        assert [m.told for m in stops if letters.clean(m.told) not in told] == []
        assert all(letters.clean(m.told) in (root.findtext(f"{NAME}desc") or "") for m in stops)


@pytest.mark.parametrize("name", set(ALL) - {"nobody", "year"})
def test_every_stop_is_named_on_the_map_or_below_it(name: str) -> None:
    root = parsed(ALL[name], (1000, 800))
    said = " ".join(words(root, "names") + words(root, "credit"))
    for itinerary in ALL[name].itineraries:
        for stop in itinerary.stops:
            called = letters.clean(stop.name)
            assert letters.short(called, 40) in said or letters.short(called, 34) in said


def test_where_there_is_no_room_for_the_names_it_says_so() -> None:
    root = parsed(ALL["year"])
    (said,) = [t for t in words(root, "credit") if "no name" in t]
    named = len({found[1] for t in words(root, "names") if (found := re.search(r"Town (\d+)$", t))})
    assert int(said.split()[0]) == 365 - named
    assert named > 10


@pytest.mark.parametrize("name", set(ALL) - {"nobody"})
@pytest.mark.parametrize("size", SIZES)
def test_nothing_covers_anything_else(name: str, size: tuple[int, int]) -> None:
    drawn = planned(ALL[name], size)
    markers = [site.box for site in drawn.sites if not site.dot]
    said = [w.box for w in drawn.labels.words]
    for one, other in combinations(markers + said, 2):
        assert not one.meets(other), (one, other)
    for box in markers + said:
        assert box.within(drawn.frame.box)
    dots = [site.box for site in drawn.sites if site.dot]
    assert not [1 for dot in dots for box in said if box.meets(dot)]


def test_markers_tell_who_by_shape_and_what_by_fill() -> None:
    root = parsed(atlases.SEED)
    told = [(g.findtext(f"{NAME}title"), g) for g in layer(root, "stops").iter(f"{NAME}g")]
    shapes = {" ".join(said.split(", ")[0:3:2]): g for said, g in told if said}
    visited, planned_ = shapes["Stop 1 Kim Jong Un"], shapes["Stop 3 Kim Jong Un"]
    assert visited.findall(f"{NAME}circle")[-1].get("fill") == look.colour_of(0)
    assert planned_.findall(f"{NAME}circle")[-1].get("fill") == look.colours()["paper"]
    assert planned_.findall(f"{NAME}circle")[-1].get("stroke-dasharray")
    assert shapes["Stop 1 Vladimir Putin"].find(f"{NAME}rect") is not None
    assert shapes["Stop 1 Sergei Lavrov"].find(f"{NAME}path") is not None


def test_lines_are_dashed_where_planned_and_tied_where_by_train() -> None:
    dashes = [p.get("stroke-dasharray") for p in layer(parsed(atlases.SEED), "legs").findall(f"{NAME}path")]
    assert dashes.count("7 5") == 2
    assert dashes.count("1.6 9.4") == 2


def test_the_key_names_what_the_map_shows() -> None:
    assert words(parsed(atlases.SEED), "key") == [
        *("Kim Jong Un", "Vladimir Putin", "Sergei Lavrov", "Start", "1", "Visited", "2", "Planned"),
        *("By train", "Planned leg", "Somewhere in this country"),
    ]
    assert words(parsed(ONE), "key") == ["1", "Visited"]
    assert "and 11 more" in words(parsed(atlases.crowded(), (400, 300)), "key")


def test_it_has_heading_scale_credit_and_places_around() -> None:
    root = parsed(atlases.SEED)
    assert root.findtext(f"{NAME}title") == "Kim Jong Un, Vladimir Putin and Sergei Lavrov"
    assert words(root, "heading") == [
        "Kim Jong Un, Vladimir Putin and Sergei Lavrov",
        "4 stops visited and 3 planned, as told in 2 articles of 15 September 2023.",
    ]
    assert any(re.fullmatch(r"[\d,]+ km", t) for t in words(root, "names"))
    assert {"CHINA", "Sapporo", "Sea of Okhotsk"} <= set(words(root, "names"))
    credit = " ".join(words(root, "credit"))
    assert "do not trace the route" in credit
    assert "Natural Earth" in credit
    assert "GeoNames, CC BY 4.0" in credit


def test_halos_lie_apart_for_editors_and_in_one_for_print() -> None:
    from geotrack.formats.picture.sheet import sheet

    apart, one = (ElementTree.fromstring(sheet(atlases.SEED, picture.SIZE, apart=a).drawing) for a in (True, False))
    assert words(apart, "halos") == words(apart, "names")
    assert words(one, "names") == words(apart, "names")
    assert one.find(f"{NAME}g[@id='halos']") is None
    assert not [e for e in apart.iter() if e.get("paint-order")]


def test_hostile_text_is_only_text() -> None:
    said = words(parsed(atlases.hostile(), (1200, 900)), "names")
    for attack in atlases.ATTACKS:
        assert letters.short(letters.clean(attack), 40) in said
    assert not [t for t in said if "\u202e" in t]


@given(st.text(max_size=40), st.text(st.characters(categories=["Cs", "Cc", "Cf", "Zl", "Lo"]), max_size=20))
def test_any_text_may_stand_in_it(one: str, other: str) -> None:
    cleaned = letters.clean(one + other)
    assert letters.clean(cleaned) == cleaned
    assert not [c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs") or c in "\u2028\u2029\u202e"]
    root = ElementTree.fromstring(f"<a>{markup.words(one + other)}</a>")
    assert (root.text or "") == cleaned


# --- where it lies -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["pacific", "world", "north", "south"])
def test_lines_take_the_short_way(name: str) -> None:
    drawn = planned(ALL[name])
    for line in drawn.lines:
        assert max(math.dist(a, b) for a, b in pairwise(line.points)) < drawn.frame.box.width / 8
    homes = [site.home for site in drawn.sites]
    assert all(Box(x, y, x, y).within(drawn.frame.box) for x, y in homes)


def test_a_way_over_the_pole_is_drawn_over_the_pole() -> None:
    drawn = planned(NORTH)
    pole = drawn.frame.at(90, 0)
    flight = drawn.lines[-1].points
    assert min(math.dist(pole, p) for p in flight) < 40
    length = sum(math.dist(a, b) for a, b in pairwise(flight))
    assert length < 1.1 * math.dist(flight[0], flight[-1])


def test_the_ice_reaches_the_south_pole() -> None:
    found = layer(parsed(SOUTH), "ground")
    assert found.find(f"{NAME}path[@id='ice']") is not None
    assert layer(parsed(NORTH), "ground").find(f"{NAME}path[@id='ice']") is None


@given(st.floats(-84, 84), st.floats(-180, 180), st.floats(-89, 89), st.floats(-180, 180))
def test_the_sheet_leads_back_to_the_globe(lat: float, lon: float, mid_lat: float, mid_lon: float) -> None:
    for projection in (frame.Mercator(), frame.Stereographic(mid_lat, mid_lon)):
        x, y = projection.flat(lat, lon)
        if not projection.turning and distance_km(lat, lon, mid_lat, mid_lon) > 17_000:
            continue  # the other side of the globe, far off a polar map
        back_lat, back_lon = projection.globe(x, y)
        assert back_lat == pytest.approx(lat, abs=1e-6)
        turned = (back_lon - lon + 180) % 360 - 180
        assert turned * math.cos(math.radians(lat)) == pytest.approx(0, abs=1e-6)


@given(st.floats(-60, 60), st.floats(-170, 170), st.floats(20, 800))
def test_a_circle_has_its_radius(lat: float, lon: float, km: float) -> None:
    drawn = frame.framed([(lat, lon)], Box(0, 0, 800, 600), Box(50, 50, 50, 50), frame.Mercator())
    for x, y in drawn.circle(lat, lon, km):
        assert distance_km(lat, lon, *drawn.back(x, y)) == pytest.approx(km, rel=1e-6)


BOX = Box(0, 0, 100, 60)
POINTS = st.lists(st.tuples(st.floats(-200, 200), st.floats(-200, 200)), min_size=3, max_size=12)


@given(POINTS)
def test_what_is_cut_lies_in_the_box(points: list[tuple[float, float]]) -> None:
    near = BOX.grown(1e-6)
    assert all(Box(x, y, x, y).within(near) for x, y in cutting.clipped(points, BOX))
    for piece in cutting.pieces(points, BOX):
        assert len(piece) >= 2
        assert all(Box(x, y, x, y).within(near) for x, y in piece)


def area(ring: list[tuple[float, float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


@given(st.floats(-50, 100), st.floats(-50, 60), st.floats(1, 200), st.floats(1, 200))
def test_a_rectangle_is_cut_to_what_it_shares(left: float, top: float, wide: float, high: float) -> None:
    ring = [(left, top), (left + wide, top), (left + wide, top + high), (left, top + high)]
    shared = max(0, min(left + wide, 100) - max(left, 0)) * max(0, min(top + high, 60) - max(top, 0))
    assert area(cutting.clipped(ring, BOX)) == pytest.approx(shared, abs=1e-6)


def test_hatching_covers_an_area_and_leaves_its_hole() -> None:
    outer, hole = [(0, 0), (100, 0), (100, 100), (0, 100)], [(40, 40), (60, 40), (60, 60), (40, 60)]
    lines = cutting.hatching([outer, hole], gap=5)
    assert len(lines) > 25
    for (ax, ay), (bx, by) in lines:
        x, y = (ax + bx) / 2, (ay + by) / 2
        assert 0 <= x <= 100
        assert 0 <= y <= 100
        assert not (40 < x < 60 and 40 < y < 60)
        assert ax + ay == pytest.approx(bx + by)


def test_numbers_of_a_heap() -> None:
    assert numbers([]) == ""
    assert numbers(["7"]) == "7"
    assert numbers(["1", "2", "2", "2a", "3"]) == "1, 2, 2a, 3"


def test_thirty_who_meet_at_one_place_are_a_heap() -> None:
    home = city("Geneva", 46.2, 6.15, "CH")
    many = journeys(*(atlases.journey(f"Envoy {n}", (home, "visited", "")) for n in range(30)))
    assert "and 26 more" in words(parsed(many), "stops")


def test_five_thousand_stops_are_drawn() -> None:
    atlas = wander(5000)
    root = ElementTree.fromstring(picture.svg(atlas))
    told = "; ".join(t.text or "" for t in layer(root, "stops").iter(f"{NAME}title"))
    assert told.count("Town ") == 5000
    markers = [site.box for site in planned(atlas).sites if not site.dot]
    assert len(markers) > 20
    assert not [1 for one, other in combinations(markers, 2) if one.meets(other)]


# --- PNG and PDF, read by others ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [picture.SIZE, (600, 338)])
def test_a_png_has_two_dots_for_each_pixel_and_says_so(size: tuple[int, int]) -> None:
    with Image.open(io.BytesIO(picture.png(atlases.SEED, size))) as image:
        image.load()
        assert image.size == (2 * size[0], 2 * size[1])
        assert image.info["dpi"] == pytest.approx((192, 192), abs=0.1)
        assert set(image.info) == {"dpi"}, "no clock, no path, no program"
        opaque = image.convert("RGBA").getchannel("A").getextrema()
        assert opaque == (255, 255)
        assert len(image.convert("RGB").getcolors(1_000_000) or ()) > 500


def test_a_png_shows_the_letters() -> None:
    """The heading's first line is ink on paper: fonts were found, and each glyph of a name is another."""
    with Image.open(io.BytesIO(picture.png(atlases.SEED))) as image:
        title = image.convert("L").crop((32, 30, 1500, 100))
        dark = sum(title.histogram()[:128]) / (title.width * title.height)
    assert 0.05 < dark < 0.4


@pytest.mark.parametrize("name", ["seed", "pacific", "hostile", "crowded", "south"])
def test_a_pdf_has_one_page_with_words_and_fonts(name: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(picture.pdf(ALL[name], (1000, 800))))
    (page,) = reader.pages
    assert [float(v) for v in page.mediabox] == [0, 0, 750, 600]
    assert reader.metadata is not None
    assert reader.metadata.title == letters.clean(story(ALL[name], {})["title"])
    assert reader.metadata.creation_date is None
    said = page.extract_text()
    for itinerary in ALL[name].itineraries:
        for stop in itinerary.stops:
            if letters.covered(stop.name):
                assert letters.short(letters.clean(stop.name), 34).rstrip("…") in said
    fonts = [f.get_object() for f in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        (inner,) = font["/DescendantFonts"]
        assert "/FontFile2" in inner["/FontDescriptor"] or "/FontFile3" in inner["/FontDescriptor"]
        assert font["/BaseFont"].split("+")[1].startswith("Noto")
    assert not {"/AA", "/OpenAction", "/Names", "/AcroForm"} & set(reader.root_object)


def test_a_name_stands_once_in_a_pdf() -> None:
    (page,) = pypdf.PdfReader(io.BytesIO(picture.pdf(atlases.SEED))).pages
    assert page.extract_text().count("Vladivostok") == 1


def test_other_scripts_are_taken_from_the_machine_and_never_stop_it() -> None:
    names = ("الرياض", "ירושלים", "北京市", "नई दिल्ली", "Αθήνα", "Київ", "Đà Nẵng", "😀")
    atlas = journeys(
        atlases.journey("الملك", *((city(n, 10.0 + 6 * k, 20.0 + 9 * k), "visited", "") for k, n in enumerate(names)))
    )
    assert [letters.covered(n) for n in names] == [False, False, False, False, True, True, True, False]
    assert set(names) <= set(words(parsed(atlas), "names"))
    assert picture.png(atlas).startswith(b"\x89PNG")
    assert picture.pdf(atlas).startswith(b"%PDF")


# --- asked for ---------------------------------------------------------------------------------------------------


def test_a_size_is_for_pictures() -> None:
    with pytest.raises(UsageError, match=r"A size is for pictures \(svg, png, pdf\), not csv"):
        render(atlases.SEED, "csv", size=(800, 600))
    assert 'width="800" height="500"' in str(render(atlases.SEED, "svg", size=(800, 500)))


def test_without_typst_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError, match="pdf needs typst, which is not installed: pip install typst"):
        render(atlases.SEED, "pdf")


def test_the_formats_that_are_no_text_are_bytes() -> None:
    assert {name for name, form in FORMATS.items() if form.sized} == {"svg", "png", "pdf"}
    assert isinstance(render(ONE, "svg"), str)
    assert isinstance(render(ONE, "png"), bytes)
