import pickle
import shutil
import sqlite3
import subprocess
import sys
import threading
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geotrack.errors import DataError, GazetteerError
from geotrack.model import Place
from geotrack.places.gazetteer import SHIPPED, Gazetteer, folded
from tests.places.small import small_gazetteer

GAZETTEER = Gazetteer.shipped()


def km(place: Place, lat: float, lon: float) -> float:
    """Great-circle distance."""
    north, east, lat, lon = map(radians, (place.lat, place.lon, lat, lon))
    return 12742 * asin(sqrt(sin((lat - north) / 2) ** 2 + cos(north) * cos(lat) * sin((lon - east) / 2) ** 2))


@pytest.mark.parametrize(
    ("name", "kind", "country", "lat", "lon", "within_km"),
    [
        # the journey that started it all
        ("Pyongyang", "city", "KP", 39.03, 125.75, 10),
        ("평양", "city", "KP", 39.03, 125.75, 10),
        ("Пхеньян", "city", "KP", 39.03, 125.75, 10),
        ("Komsomolsk-on-Amur", "city", "RU", 50.55, 137.01, 10),
        ("Komsomolsk-na-Amure", "city", "RU", 50.55, 137.01, 10),
        ("Комсомольск-на-Амуре", "city", "RU", 50.55, 137.01, 10),
        ("Khabarovsk", "city", "RU", 48.48, 135.08, 10),
        ("Khabarovsk Region", "region", "RU", 54.16, 137.15, 100),
        ("Khabarovsk Krai", "region", "RU", 54.16, 137.15, 100),
        ("Khabarovskij Kraj", "region", "RU", 54.16, 137.15, 100),
        ("Amur Region", "region", "RU", 53.28, 127.81, 100),
        ("Primorye", "region", "RU", 45.12, 134.67, 100),
        ("Primorsky Territory", "region", "RU", 45.12, 134.67, 100),
        ("Vladivostok", "city", "RU", 43.11, 131.87, 10),
        ("Владивосток", "city", "RU", 43.11, 131.87, 10),
        ("Vostochny Cosmodrome", "facility", "RU", 51.884, 128.334, 10),
        ("Vostochny space base", "facility", "RU", 51.884, 128.334, 10),
        ("KnAAZ", "facility", "RU", 50.60, 137.08, 5),
        ("Dzemgi Airport", "airport", "RU", 50.606, 137.081, 3),
        ("the Kremlin", "facility", "RU", 55.752, 37.617, 2),
        # one name, several places
        ("Washington", "city", "US", 38.90, -77.04, 5),
        ("Washington", "region", "US", 47.4, -120.5, 100),
        ("Washington, D.C.", "city", "US", 38.90, -77.04, 5),
        ("D.C.", "region", "US", 38.90, -77.02, 10),
        ("Georgia", "country", "GE", 42.2, 43.5, 50),
        ("Georgia", "region", "US", 32.65, -83.4, 50),
        ("Paris", "city", "FR", 48.86, 2.35, 5),
        ("Paris", "city", "US", 33.66, -95.55, 5),
        ("Moscow", "city", "RU", 55.75, 37.62, 5),
        # abbreviations
        ("U.S.", "country", "US", 39.5, -99.0, 200),
        ("the US", "country", "US", 39.5, -99.0, 200),
        ("UK", "country", "GB", 53.0, -1.5, 200),
        ("UAE", "country", "AE", 23.9, 54.3, 100),
        ("Calif.", "region", "US", 37.2, -119.5, 100),
        ("Fla.", "region", "US", 28.5, -82.5, 100),
        ("N.Y.", "region", "US", 42.9, -75.5, 100),
        ("B.C.", "region", "CA", 54.8, -124.8, 150),
        # countries, parts of countries, people
        ("Scotland", "region", "GB", 56.65, -4.0, 50),
        ("Northern Ireland", "region", "GB", 54.6, -6.7, 50),
        ("New Zealand", "country", "NZ", -41.5, 172.5, 100),
        ("Côte d’Ivoire", "country", "CI", 7.6, -5.6, 50),
        ("Ivory Coast", "country", "CI", 7.6, -5.6, 50),
        ("Россия", "country", "RU", 60, 98, 200),
        ("日本", "country", "JP", 37.3, 137.8, 100),
        ("Russians", "country", "RU", 60, 98, 200),
        ("American", "country", "US", 39.0, -99.0, 100),
        ("Mexican", "country", "MX", 23.9, -102.5, 100),
        ("Dutch", "country", "NL", 52.25, 5.6, 50),
        ("Texan", "region", "US", 31.4, -99.3, 50),
        ("European", "continent", "", 48.69, 9.14, 10),
        ("Bavaria", "region", "DE", 48.9, 11.4, 50),
        ("Loudoun County", "county", "US", 39.09, -77.64, 20),
        ("Loudoun Co.", "county", "US", 39.09, -77.64, 20),
        # spellings
        ("Saint Petersburg", "city", "RU", 59.94, 30.31, 10),
        ("St. Petersburg", "city", "RU", 59.94, 30.31, 10),
        ("St. Petersburg", "city", "US", 27.77, -82.68, 10),
        ("Ft. Lauderdale", "city", "US", 26.12, -80.14, 10),
        ("Kiev", "city", "UA", 50.45, 30.52, 10),
        ("Kyiv", "city", "UA", 50.45, 30.52, 10),
        ("the Hague", "city", "NL", 52.08, 4.3, 10),
        ("Sao Paulo", "city", "BR", -23.55, -46.63, 10),
        ("City of Kazan", "city", "RU", 55.79, 49.12, 10),
        ("LENINGRAD", "city", "RU", 59.94, 30.31, 10),
        ("Saigon", "city", "VN", 10.82, 106.63, 10),
        # airports
        ("Heathrow", "airport", "GB", 51.47, -0.46, 3),
        ("Sheremetyevo", "airport", "RU", 55.97, 37.41, 3),
        ("Pearson International Airport", "airport", "CA", 43.68, -79.63, 3),
        ("Vladivostok Airport", "airport", "RU", 43.4, 132.15, 5),
        ("JFK", "airport", "US", 40.64, -73.78, 3),
        ("Dover Air Force Base", "airport", "US", 39.13, -75.47, 5),
    ],
)
def test_name_finds_place(name: str, kind: str, country: str, lat: float, lon: float, within_km: float) -> None:
    places = [candidate.place for candidate in GAZETTEER.search(name)]
    assert any(
        place.kind == kind and place.country == country and km(place, lat, lon) <= within_km for place in places
    ), places[:5]


def test_candidates_say_why_they_are_offered() -> None:
    best = GAZETTEER.search("Khabarovsk")[0]
    assert (best.place.kind, best.place.admin1, best.place.admin1_name) == ("city", "RU.30", "Khabarovsk")
    assert best.name_kind == "primary"
    assert best.parts["importance"] == pytest.approx(5.8, abs=0.1)
    assert best.score == sum(best.parts.values())


def test_facilities_lie_in_regions() -> None:
    for name in ("KnAAZ", "Vostochny Cosmodrome", "Heathrow"):
        place = GAZETTEER.search(name)[0].place
        assert place.admin1.startswith(place.country) and place.admin1_name, place


def test_own_name_goes_before_somebody_elses_alternate() -> None:
    kinds = [candidate.name_kind for candidate in GAZETTEER.search("Komsomolsk")]
    assert "alternate" in kinds and "primary" in kinds
    assert [c.score for c in GAZETTEER.search("Paris")] == sorted(
        (c.score for c in GAZETTEER.search("Paris")), reverse=True
    )


def test_a_town_goes_before_the_region_named_after_it() -> None:
    for name in ("Khabarovsk", "Moscow", "Pyongyang", "Hamburg", "Kyoto", "Lviv"):
        assert GAZETTEER.search(name)[0].place.kind == "city", name


@pytest.mark.parametrize("name", ["", " ", "the", "No Such Place", "Xyzzy-on-Sea", "…", "\ud800", "\0", "-" * 1000])
def test_unknown_names_find_nothing(name: str) -> None:
    assert GAZETTEER.search(name) == ()
    assert GAZETTEER.entry(name) is None


@pytest.mark.parametrize("word", ["or", "in", "me", "poles", "ind.", "wash."])
def test_small_words_are_no_abbreviations(word: str) -> None:
    kinds = {candidate.name_kind for candidate in GAZETTEER.search(word)}
    assert not kinds & {"abbreviation", "demonym"}


def test_uncertainty_grows_with_the_place() -> None:
    names = ("KnAAZ", "Heathrow", "Pyongyang", "Loudoun County", "Khabarovsk Krai", "Russia")
    kinds = ("facility", "airport", "city", "county", "region", "country")
    sizes = [
        next(c.place.uncertainty_km for c in GAZETTEER.search(name) if c.place.kind == kind)
        for name, kind in zip(names, kinds, strict=True)
    ]
    assert sizes == sorted(sizes)
    assert sizes[0] <= 2 and 5 <= sizes[2] <= 20 and sizes[-1] > 1000


def test_entry_says_what_a_name_may_be() -> None:
    entry = GAZETTEER.entry("Georgia")
    assert entry is not None
    assert {"country", "region"} <= entry.kinds
    assert entry.importance >= 6
    assert GAZETTEER.entry("Texans").name_kinds == {"demonym"}  # type: ignore[union-attr]


def test_ids_lead_back_to_their_places() -> None:
    for name in ("Vladivostok", "Khabarovsk Krai", "Heathrow", "KnAAZ", "Loudoun County", "Texas", "Japan", "Europe"):
        place = GAZETTEER.search(name)[0].place
        assert GAZETTEER.get(place.id) == place
    for unknown in ("geonames:1", "geonames:99999999999999999999", "geonames:x", "nothing", ""):
        with pytest.raises(KeyError):
            GAZETTEER.get(unknown)


def test_described_names_source_size_and_content() -> None:
    words = GAZETTEER.described.split()
    assert words[:2] == ["GeoNames", "cities500"]
    assert words[-2] == "sha256" and len(words[-1]) == 12


def test_same_gazetteer_after_pickling_and_in_other_threads() -> None:
    found: list[str] = []
    copy = pickle.loads(pickle.dumps(GAZETTEER))
    threads = [threading.Thread(target=lambda: found.append(copy.search("Kyiv")[0].place.id)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [GAZETTEER.search("Kyiv")[0].place.id] * 4


@given(st.text())
def test_any_text_may_be_asked_for(text: str) -> None:
    for candidate in GAZETTEER.search(text):
        assert candidate.score == sum(candidate.parts.values())
    GAZETTEER.entry(text)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",))))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = folded(f"x {text}")
    assert folded(once) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Łódź", "LODZ"),
        ("U.S.", "us"),
        ("Val-d’Oise", "Val d'Oise"),
        ("Khabarovsk", "KHABAROVSK"),
        ("İstanbul", "istanbul"),
        ("Straße", "strasse"),
        ("Комсомо́льск", "КОМСОМОЛЬСК"),
        ("Ёлкино", "Елкино"),
        ("بَغْدَاد", "بغداد"),
        ("서울", "서울"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
    ],
)
def test_spellings_that_are_one_name(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("ガ", "カ"), ("The", ""), ("कि", "क")])
def test_spellings_that_are_not(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.sqlite"):
        Gazetteer(tmp_path / "none.sqlite").search("Paris")


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\0" * 84], ids=len)
def test_foreign_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "foreign.sqlite"
    path.write_bytes(content)
    with pytest.raises(DataError, match="damaged"):
        Gazetteer(path).search("Paris")


def test_cut_off_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.sqlite"
    with SHIPPED.open("rb") as whole:
        path.write_bytes(whole.read(1_000_000))
    with pytest.raises(DataError, match="damaged"):
        Gazetteer(path).search("Paris")


def test_overwritten_pages_are_an_error_and_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "overwritten.sqlite"
    shutil.copy(SHIPPED, path)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    with pytest.raises(DataError, match="damaged"):
        Gazetteer(path).search("Paris")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    path = tmp_path_factory.mktemp("small") / "small.sqlite"
    small_gazetteer(path)
    return path, path.read_bytes()


NAMES = ("Russia", "Russians", "RF", "Khabarovsk Region", "Владивосток", "Smith County", "Dzemgi Airport", "Nowhere")


@settings(max_examples=300)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=40))
def test_spoilt_bytes_are_an_error_or_an_answer_and_never_a_crash(
    small: tuple[Path, bytes], spoilt: list[tuple[float, int]]
) -> None:
    path, sound = small
    content = bytearray(sound)
    for where, byte in spoilt:
        content[int(where * len(sound))] = byte
    path.write_bytes(content)
    gazetteer = Gazetteer(path)
    for name in NAMES:
        try:
            assert isinstance(gazetteer.search(name), tuple)
            gazetteer.entry(name)
            assert gazetteer.described and gazetteer.counts()
        except GazetteerError as error:
            assert str(error).startswith(f"{path}: ")


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE place SET kind = 99",
        "UPDATE place SET kind = 'city'",
        "UPDATE place SET lat = 9100000",
        "UPDATE place SET lon = 'east'",
        "UPDATE place SET population = 'many'",
        "UPDATE place SET name = x'ff'",
        "UPDATE name SET flags = 77",
        "UPDATE name SET flags = 'x'",
        "DROP TABLE region",
        "DELETE FROM meta WHERE key = 'schema'",
    ],
)
def test_rows_that_make_no_sense_are_an_error(tmp_path: Path, spoil: str) -> None:
    path = tmp_path / "spoilt.sqlite"
    small_gazetteer(path)
    with sqlite3.connect(path) as connection:
        connection.execute(spoil)
    connection.close()
    with pytest.raises(GazetteerError, match="damaged"):
        Gazetteer(path).search("Vladivostok")


def test_a_file_that_does_not_say_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "mute.sqlite"
    small_gazetteer(path)
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM meta WHERE key = 'licence'")
    connection.close()
    with pytest.raises(GazetteerError, match="it does not say its licence"):
        assert Gazetteer(path).described


def test_file_of_another_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE meta(key, value)")
        connection.execute("INSERT INTO meta VALUES('schema', '0')")
    connection.close()
    with pytest.raises(DataError, match="schema is 0"):
        Gazetteer(path).search("Paris")


def test_folder_with_odd_characters_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "a%20b ?#é"
    folder.mkdir()
    path = folder / "gazetteer.sqlite"
    path.symlink_to(SHIPPED)
    assert Gazetteer(path).search("Paris")


def test_import_opens_nothing() -> None:
    code = "import sys, geotrack.places.gazetteer; print('shapely' in sys.modules, 'folium' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["False", "False"]
