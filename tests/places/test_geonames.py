"""GeoNames' dump becomes a gazetteer: what ships stays, every other place that may be a stop comes beside it."""

import sqlite3

import pytest

from geotrack.errors import GazetteerError, OutputError
from geotrack.places.features import kind_of
from geotrack.places.geonames import build_gazetteer
from tests.places.small import small_gazetteer

ROW = (
    "12000001 Bystrovka * * 54.5 83.2 P PPL RU * 53 * * * 480 * 120 Asia/Novosibirsk 2026-09-30",
    "12000002 Bystrovka_Creek * * 54.6 83.3 H STM RU * 53 * * * 0 * 110 Asia/Novosibirsk 2026-09-28",
    "12000003 Saint_Anna's_Hill * Sankt-Annaberg,annaberg,ANB 50.4 18.2 T HLL PL * 79 * * * 0 * 1 * 2026-01-02",
    "12000004 Road_12 * * 50.4 18.2 R RD PL * 79 * * * 0 * 1 Europe/Warsaw 2025-01-01",
    # places that ship: by number, by code of region and county, by name and spot, in another country
    "2013348 Port_Vladivostok * Port_on_the_Golden_Horn 43.1 131.9 P PPLA RU * 59 * * * 604901 * 40 * 2026-01-01",
    "2022888 Khabarovskiy_Kray * Land_of_Khabarov 54 136 A ADM1 RU * 30 * * * 1 * 1 Asia/Vladivostok 2026-01-01",
    "4734597 Smith_County * Tyler's_County 32.4 -95.3 A ADM2 US * TX 423 * * 1 * 1 America/Chicago 2026-01-01",
    "6300081 Dzemgi_Airport * Dzyomgi_Airfield 50.605 137.082 S AIRP RU * 30 * * * 0 * 1 Asia/Vladivostok 2026-01-01",
    "12000005 Dzemgi_Airport * * 40.0 -80.0 S AIRP US * OH * * * 0 * 1 America/New_York 2026-01-01",
    "12000006 New_March * * 0.5 20.5 A ADM1 CD * 99 * * * 70000 * 1 Africa/Kinshasa 2026-01-01",
    "12000007 Newmarchville * * 0.6 20.6 P PPL CD * 99 * * * 70000 * 1 Africa/Kinshasa 2026-01-01",
)  # fmt: skip


def row(words):
    return "\t".join("" if word == "*" else word.replace("_", " ") for word in words.split(" "))


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return small_gazetteer(tmp_path_factory.mktemp("base") / "small.sqlite")


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "some.txt"
    path.write_text("".join(row(words) + "\n" for words in ROW), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory, base):
    folder = tmp_path_factory.mktemp("geonames")
    (folder / "some.txt").write_text("".join(row(words) + "\n" for words in ROW), encoding="utf-8")
    (folder / "names.txt").write_text(
        "".join(
            "\t".join(cells) + "\n"
            for cells in (
                ("1", "12000001", "en", "Rapidsville", "1", "", "", "", "", ""),
                ("2", "12000001", "link", "https://en.wikipedia.org/wiki/Bystrovka", "", "", "", "", "", ""),
                ("3", "12000001", "iata", "BYK", "", "", "", "", "", ""),
                ("4", "6300081", "de", "Flugplatz Dzemgi", "", "", "", "", "", ""),
                ("5", "99", "en", "Nobody's Place", "", "", "", "", "", ""),
            )
        ),
        encoding="utf-8",
    )
    return build_gazetteer(folder / "some.txt", folder / "some.sqlite", alternate_names=folder / "names.txt", base=base)


def ids(gazetteer, name):
    return [candidate.place.id for candidate in gazetteer.search(name)]


def test_a_place_of_the_dump(built):
    (found,) = (c for c in built.search("Bystrovka") if c.place.id == "geonames:12000001")
    place = found.place
    assert (place.name, place.kind, place.lat, place.lon) == ("Bystrovka", "city", 54.5, 83.2)
    assert (place.country, place.admin1, place.admin1_name, place.population) == (
        "RU",
        "RU.53",
        "Novosibirsk Oblast",
        480,
    )
    assert found.name_kind == "primary"


def test_kinds_and_types(built):
    (creek,) = built.search("Bystrovka Creek")
    assert (creek.place.kind, creek.place.type) == ("water", "river")
    (hill,) = built.search("St. Anna's Hill")
    assert (hill.place.kind, hill.place.type, hill.place.admin1_name) == ("mountain", "hill", "")
    assert ids(built, "Road 12") == []


def test_other_names_codes_and_what_machines_spelled(built):
    assert ids(built, "Sankt Annaberg") == ["geonames:12000003"]
    assert "geonames:12000003" not in ids(built, "annaberg")
    assert "geonames:12000003" in ids(built, "ANB")
    assert "geonames:12000003" not in ids(built, "Anb")


def test_the_list_of_alternate_names(built):
    assert ids(built, "Rapidsville") == ["geonames:12000001"]
    assert "geonames:12000001" in ids(built, "BYK")
    assert ids(built, "https://en.wikipedia.org/wiki/Bystrovka") == []
    assert ids(built, "Flugplatz Dzemgi") == ["airport:UHKD"]
    assert ids(built, "Nobody's Place") == []


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Port on the Golden Horn", "geonames:2013348"),
        ("Port Vladivostok", "geonames:2013348"),
        ("Land of Khabarov", "region:RU.30"),
        ("Tyler's County", "county:US.TX.423"),
        ("Dzyomgi Airfield", "airport:UHKD"),
    ],
)
def test_what_ships_is_no_second_place_and_gains_names(built, base, name, number):
    assert ids(built, name) == [number]
    assert built.get(number) == base.get(number)
    assert [candidate.name_kind for candidate in built.search(name)] == ["alternate"]


def test_a_namesake_elsewhere_is_another_place(built):
    assert set(ids(built, "Dzemgi Airport")) == {"airport:UHKD", "geonames:12000005"}


def test_a_region_that_does_not_ship_names_its_towns_region(built):
    assert built.search("Newmarchville")[0].place.admin1_name == "New March"


def test_everything_that_ships_is_found(built, base):
    for name in ("Russia", "Russians", "RF", "Khabarovsk Region", "Владивосток", "Smith County"):
        assert built.search(name) == base.search(name) != ()


def test_it_says_what_it_is(built, base):
    assert built.described.startswith("GeoNames some (2026-09-30), ")
    assert "CC BY 4.0" in built.meta["licence"]
    assert built.meta["base"] == base.described


def test_the_same_dump_gives_the_same_bytes(dump, base, tmp_path):
    contents = set()
    for name in ("one.sqlite", "two.sqlite"):
        build_gazetteer(dump, tmp_path / name, base=base)
        contents.add((tmp_path / name).read_bytes())
    assert len(contents) == 1


def test_progress_is_told(dump, base, tmp_path):
    told = []
    build_gazetteer(dump, tmp_path / "some.sqlite", base=base, progress=lambda *step: told.append(step))
    assert [what for what, *_ in told] == ["Sorting names", "Counting", "Writing"]


GOOD = row(ROW[0])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "line 2: 1 columns parted by tabs, where GeoNames' dump has 19"),
        (GOOD + "\t", "line 2: 20 columns"),
        (GOOD.replace("54.5", "54,5"), "line 2: id, latitude, longitude or population is no number"),
        (GOOD.replace("54.5", "154.5"), "line 2: 154.5, 83.2 is not on the globe"),
        (GOOD.replace("54.5", "nan"), "line 2: nan, 83.2 is not on the globe"),
        (GOOD.replace("12000001", "x1"), "line 2: id, latitude, longitude or population is no number"),
        (GOOD.replace("12000001", "-1"), "line 2: id -1"),
        (GOOD.replace("480", "many"), "line 2: id, latitude, longitude or population is no number"),
        (GOOD.replace("RU", "Russia"), "line 2: name “Bystrovka” or country “Russia” is none"),
        (GOOD.replace("Bystrovka", ""), "line 2: name “” or country “RU” is none"),
        (GOOD.encode() + b"\xff", "line 2: not UTF-8"),
    ],
)
def test_a_broken_line_is_named_and_nothing_is_left(base, tmp_path, line, words):
    path, output = tmp_path / "broken.txt", tmp_path / "out" / "some.sqlite"
    output.parent.mkdir()
    output.write_text("old")
    path.write_bytes(GOOD.encode() + b"\n" + (line if isinstance(line, bytes) else line.encode()) + b"\n")
    with pytest.raises(GazetteerError) as caught:
        build_gazetteer(path, output, base=base)
    assert str(caught.value).startswith(f"{path}, {words}")
    assert [p.name for p in output.parent.iterdir()] == ["some.sqlite"]
    assert output.read_text() == "old"


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "cannot be read"), (b"", "is empty"), (b"PK\x03\x04\xff\xfe", "line 1: a zip archive: unpack it first")],
)
def test_what_is_no_dump(base, tmp_path, content, words):
    path = tmp_path / "dump.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(GazetteerError, match=words):
        build_gazetteer(path, tmp_path / "some.sqlite", base=base)
    assert list(tmp_path.glob("*.sqlite")) == []


def test_a_broken_list_of_names(dump, base, tmp_path):
    names = tmp_path / "names.txt"
    names.write_text("1\tx\ten\tName\t\t\t\t\t\t\n")
    with pytest.raises(GazetteerError, match=r"names.txt, line 1: “x” is no id"):
        build_gazetteer(dump, tmp_path / "some.sqlite", alternate_names=names, base=base)


def test_a_folder_that_is_not_there(dump, base, tmp_path):
    with pytest.raises(OutputError, match="there is no such folder"):
        build_gazetteer(dump, tmp_path / "no" / "some.sqlite", base=base)


def test_the_rows_of_the_file_give_its_hash(built):
    import hashlib

    digest = hashlib.sha256()
    with sqlite3.connect(built.path) as connection:
        for query in ("SELECT * FROM place ORDER BY id", "SELECT * FROM name ORDER BY n, id"):
            for found in connection.execute(query):
                digest.update(f"{found}\n".encode())
    connection.close()
    assert built.meta["sha256"] == digest.hexdigest()


@pytest.mark.parametrize("code", ["R RD", "R RR", "U SMU", "A ADM4", "H DTCH", "S TRIG", " ", "X NEW"])
def test_where_nobody_stops(code):
    assert kind_of(*code.split(" ")) is None
