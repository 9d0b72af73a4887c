"""The user's own places: read from a table, weighed before everything else, and never half understood."""

import pytest

from geotrack import Article, Settings, track
from geotrack.errors import GazetteerError, UsageError
from geotrack.pipeline import toponyms
from geotrack.places import opened
from geotrack.places.own import OwnPlaces
from tests.places.small import small_gazetteer

TABLE = """name,lat,lon,aliases,kind,country
Camp Bravo,31.52,44.18,FOB Bravo|the camp on the hill|CBR,facility,iq
Paris,-33.5,151.2,,city,AU
"Ridge, North",-10,170,,,
"""


@pytest.fixture
def write(tmp_path):
    def write(content, name="own.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def article(text):
    return Article(id=Article.id_of(text), name="-", title="A journey", published="2024-03-10", text=text)


def test_places_by_name_and_alias(write):
    own = OwnPlaces(write(TABLE))
    for name in ("Camp Bravo", "camp  bravo", "FOB Bravo", "The Camp on the Hill", "CBR"):
        (found,) = own.search(name)
        assert found.place.id == "own:camp-bravo"
        assert (found.place.kind, found.place.country, found.place.lat) == ("facility", "IQ", 31.52)
    assert own.search("cbr") == own.search("Bravo") == ()
    assert own.search("Ridge North")[0].place.kind == "facility"
    assert own.entry("Camp Bravo").kinds == {"facility"}
    assert own.entry("Bravo") is None


def test_columns_in_any_order_and_as_spreadsheets_write_them(write):
    own = OwnPlaces(write("\ufeffLON, Lat ,name\r\n44.18,31.52,Camp Bravo\r\n\r\n,,\r\n"))
    assert [(c.place.lat, c.place.lon) for c in own.search("Camp Bravo")] == [(31.52, 44.18)]


def test_two_places_of_one_name(write):
    own = OwnPlaces(write("name,lat,lon\nBase,1,2\nBase,3,4\n"))
    assert [c.place.id for c in own.search("Base")] == ["own:base", "own:base-2"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "line 1: the first line must name the columns name, lat, lon"),
        (b"name,lat\n", "line 1: the first line must name the columns"),
        (b"name;lat;lon\nA;1;2\n", "line 1: the first line must name the columns"),
        (b"name,lat,lon,alias\nA,1,2,B\n", "it reads \u201cname,lat,lon,alias\u201d"),
        (b"name,lat,lon,lat\nA,1,2,3\n", "line 1: "),
        (b"name,lat,lon\n", "holds no places"),
        (b"name,lat,lon\nA,1\n", "line 2: 2 cells, where the first line names 3 columns"),
        (b"name,lat,lon\n\nA,91,0\n", "line 3: \u201c91\u201d is no number of degrees between -90 and 90"),
        (b"name,lat,lon\nA,1,181\n", "line 2: \u201c181\u201d is no number of degrees between -180 and 180"),
        (b"name,lat,lon\nA,nan,0\n", "line 2: \u201cnan\u201d is no number of degrees"),
        (b'name,lat,lon\nA,"31,5",0\n', "line 2: \u201c31,5\u201d is no number of degrees"),
        (b"name,lat,lon\n,1,2\n", "line 2: \u201c\u201d is no name"),
        (b"name,lat,lon\n4711,1,2\n", "line 2: \u201c4711\u201d is no name"),
        (b"name,lat,lon,kind\nA,1,2,camp\n", "line 2: \u201ccamp\u201d is no kind of place; choose one of continent, "),
        (b"name,lat,lon,country\nA,1,2,Iraq\n", "line 2: \u201cIRAQ\u201d is no country's code"),
        (b"name,lat,lon\nA,1,2\n\xff,1,2\n", "line 3: not UTF-8"),
        (b'name,lat,lon\n"A,1,2\n', "line 2: unexpected end of data"),
    ],
)
def test_a_table_that_cannot_be_used(write, content, words):
    path = write(content)
    with pytest.raises(GazetteerError) as caught:
        OwnPlaces(path)
    assert str(caught.value).startswith(str(path))
    assert words in str(caught.value)


def test_a_table_that_is_not_there(tmp_path):
    with pytest.raises(GazetteerError, match=r"own\.csv: cannot be read"):
        opened([tmp_path / "own.csv"])


def test_own_places_go_before_all_others(write):
    book = opened([write(TABLE)])
    best, *others = book.search("Paris")
    assert (best.place.id, best.parts) == ("own:paris", {"your own places": 20.0})
    assert others[0].place.country == "FR"
    assert {"primary"} <= book.entry("Paris").name_kinds


def test_names_that_nobody_else_knows_are_read_and_located(write):
    settings = Settings(gazetteers=(write(TABLE),))
    text = "Anna Berg flew from Baghdad to Camp Bravo on Monday. Then she went to Paris, Texas."
    atlas = track([article(text)], settings)
    assert [(s.name, s.place.id) for s in atlas.itineraries[0].stops] == [
        ("Baghdad", "geonames:98182"),
        ("Camp Bravo", "own:camp-bravo"),
        ("Paris", "own:paris"),
    ]
    assert atlas.itineraries[0].stops[1].chosen_for["your own places"] == 20.0
    assert atlas.made.gazetteer.startswith("own.csv (own places: 3), sha256 ")
    assert "; GeoNames cities500 " in atlas.made.gazetteer
    located = {mention.text: found for mention, found in toponyms(article(text), settings=settings)}
    assert located["Camp Bravo"].place.lat == 31.52


def test_a_changed_table_is_read_again(write):
    settings = Settings(gazetteers=(write("name,lat,lon\nCamp Bravo,1,2\n"),))
    trip = article("Anna Berg flew from Baghdad to Camp Bravo.")
    assert track([trip], settings).itineraries[0].stops[1].lat == 1
    write("name,lat,lon\nCamp Bravo,3,4\n")
    assert track([trip], settings).itineraries[0].stops[1].lat == 3


def test_a_gazetteer_stands_in_place_of_the_one_that_ships(tmp_path, write):
    small = small_gazetteer(tmp_path / "small.sqlite")
    book = opened([small.path, write(TABLE)])
    assert [c.place.id for c in book.search("Paris")] == ["own:paris"]
    assert [c.place.id for c in book.search("Vladivostok")] == ["geonames:2013348"]
    assert book.described.endswith(f"; {small.described}")


def test_two_gazetteers_cannot_stand_there(tmp_path):
    with pytest.raises(UsageError, match="name one"):
        opened([tmp_path / "a.sqlite", tmp_path / "b.sqlite"])


@pytest.mark.parametrize("content", [None, b"", b"no database"])
def test_a_gazetteer_that_is_none(tmp_path, content):
    path = tmp_path / "a.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(GazetteerError, match=r"a\.sqlite: "):
        opened([path])
