import sqlite3
import subprocess
import sys
import time
from datetime import date, timedelta
from itertools import pairwise

import pytest

from geotrack.errors import GeocoderError, UsageError
from geotrack.model import Candidate, Place
from geotrack.places.answers import Answers
from geotrack.places.chain import PATIENCE, Chain
from geotrack.places.online import Online
from geotrack.settings import geocoder_options, user_cache, user_config
from tests.places.nominatim import VILLAGE, VLADIVOSTOK, nominatim, says


@pytest.fixture
def server():
    with nominatim() as server:
        yield server


@pytest.fixture
def online(server):
    def make(cache=None, name="nominatim", notice=lambda _: None, **options):
        return Online(
            name, {"domain": server.domain, "scheme": "http", "pause": 0} | options, cache=cache, notice=notice
        )

    return make


# --- answers -----------------------------------------------------------------------------------------------------


def test_a_hit(online):
    best, other = online().search("Vladivostok")
    assert best.place == Place(
        id="osm:relation/1430508",
        name="Vladivostok",
        kind="city",
        lat=43.1150678,
        lon=131.8855768,
        country="RU",
        admin1_name="Primorsky Krai",
        population=603519,
        uncertainty_km=best.place.uncertainty_km,
    )
    assert 15 < best.place.uncertainty_km < 30
    assert best.name_kind == "online"
    assert best.parts == {"importance": pytest.approx(5.78)}
    assert best.score == best.parts["importance"]
    assert other.place.name == "Vladivostok"
    assert other.score < best.score


def test_a_miss(online, server):
    says(server, [])
    assert online().search("Nowhere") == ()


def test_what_the_server_is_asked(online, server):
    online().search("  Vladivostok \n Port")
    (asked,) = server.asked
    assert asked["agent"].startswith("geotrack/")
    assert asked["path"] == "/search"
    assert (asked["q"], asked["format"], asked["accept-language"]) == ("Vladivostok Port", "json", "en")
    assert int(asked["limit"]) == 5


@pytest.mark.parametrize("name", ["", " \n", "x" * 500, "a\0b"])
def test_what_is_no_name_is_not_asked(online, server, name):
    assert online().search(name) == ()
    assert server.asked == []


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"class": "boundary", "type": "administrative", "addresstype": "state"}, "region"),
        ({"class": "boundary", "type": "administrative", "addresstype": "country"}, "country"),
        ({"class": "boundary", "type": "administrative", "addresstype": "town"}, "city"),
        ({"class": "aeroway", "type": "aerodrome", "addresstype": "aeroway"}, "airport"),
        ({"class": "aeroway", "type": "spaceport", "addresstype": "spaceport"}, "facility"),
        ({"class": "historic", "type": "castle", "addresstype": "historic"}, "facility"),
        ({"class": "natural", "type": "strait", "addresstype": "strait"}, "water"),
        ({"class": "natural", "type": "peak", "addresstype": "peak"}, "mountain"),
        ({"class": "place", "type": "island", "addresstype": "island"}, "island"),
        ({"class": "landuse", "type": "forest", "addresstype": "landuse"}, "area"),
        ({}, "area"),
    ],
)
def test_kinds(online, server, said, kind):
    says(server, [{"lat": "1", "lon": "2", "display_name": "X, Y", "osm_type": "way", "osm_id": 3} | said])
    (candidate,) = online().search("X")
    assert candidate.place.kind == kind
    assert candidate.place.name == "X"
    assert candidate.score == 2.0


def test_a_box_over_the_date_line_is_narrow(online, server):
    says(server, [VLADIVOSTOK | {"boundingbox": ["-18", "-17", "179", "-179"]}])
    assert online().search("Fiji")[0].place.uncertainty_km < 150


def test_photon(online, server):
    said = {
        "osm_type": "R",
        "osm_id": 1430508,
        "osm_key": "place",
        "osm_value": "city",
        "type": "city",
        "name": "Vladivostok",
        "state": "Primorsky Krai",
        "countrycode": "RU",
        "extent": [131.7, 43.29, 132.1, 42.96],
    }
    place = {"type": "Feature", "properties": said, "geometry": {"type": "Point", "coordinates": [131.88, 43.11]}}
    says(server, {"type": "FeatureCollection", "features": [place]})
    (candidate,) = online(name="photon").search("Vladivostok")
    assert candidate.place.id == "osm:relation/1430508"
    assert (candidate.place.kind, candidate.place.country, candidate.place.lat) == ("city", "RU", 43.11)
    assert 15 < candidate.place.uncertainty_km < 30


def test_requests_keep_their_distance(online, server):
    geocoder = online(pause="0.2")
    for name in "abc":
        geocoder.search(name)
    times = [asked["at"] for asked in server.asked]
    assert min(after - before for before, after in pairwise(times)) > 0.15


# --- failures ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (403, "Nominatim refuses to answer (403)"),
        (401, "Nominatim refuses to answer (401)"),
        (429, "Nominatim asks for fewer questions (429): wait an hour"),
        (500, "Nominatim cannot be reached (500)"),
        (503, "Nominatim cannot be reached (503)"),
        (400, "Nominatim answers nonsense (400)"),
    ],
)
def test_refusals(online, server, status, words):
    says(server, b"no", status)
    failure(online(), words)
    assert len(server.asked) == 1  # a server in trouble is left alone


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>Welcome to the hotel's network</html>",
        b"",
        b"\xff\xfe\x00",
        [1, 2],
        ["a"],
        [None],
        {"error": "out of order"},
        {"a": 1},
        [{"lat": "x", "lon": "2"}],
        [{"lat": "100", "lon": "2", "display_name": "X"}],
        [{"lat": "1", "lon": "2", "display_name": "X", "importance": "much"}],
        [{"lat": "1", "lon": "2", "display_name": "X", "boundingbox": ["a", "b", "c", "d"]}],
        [{"display_name": "X"}],
        "text",
        7,
    ],
)
def test_nonsense(online, server, answer, tmp_path):
    says(server, answer)
    geocoder = online(tmp_path / "cache.sqlite")
    failure(geocoder, "Nominatim answers nonsense")
    says(server, [VLADIVOSTOK])
    assert len(geocoder.search("Vladivostok")) == 1  # nonsense is not remembered


def test_a_slow_server(online, server):
    server.answer = lambda query: (server.stop.wait(5), (200, b"[]", {}))[1]
    began = time.monotonic()
    failure(online(timeout=0.2), "Nominatim cannot be reached (no answer within 0.2 seconds)")
    assert time.monotonic() - began < 3


def test_nobody_there(online, server):
    server.shutdown()
    server.server_close()
    failure(online(), "Nominatim cannot be reached (connection refused)")


def failure(geocoder, words):
    with pytest.raises(GeocoderError) as caught:
        geocoder.search("Vladivostok")
    said = str(caught.value)
    assert said.startswith(words)
    assert "or leave out --online." in said
    assert "\n" not in said


@pytest.mark.parametrize("name", ["gogle", "google", "bing", "here", "geonames"])
def test_geocoders_that_cannot_be_used(name):
    with pytest.raises(UsageError, match="try nominatim, photon"):
        Online(name, cache=None)


# --- the cache ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [[VLADIVOSTOK], []])
def test_nothing_is_asked_twice(online, server, tmp_path, answer):
    says(server, answer)
    path = tmp_path / "a" / "b" / "cache.sqlite"
    first = online(path).search("Vladivostok")
    assert len(first) == len(answer)
    assert online(path).search(" vladivostok ") == first  # another run, other capitals
    assert len(server.asked) == 1
    assert online(path).search("Moscow") == first
    assert len(server.asked) == 2


def test_without_a_file_the_run_remembers(online, server):
    geocoder = online()
    assert geocoder.search("Vladivostok") == geocoder.search("Vladivostok")
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("answer", "days", "requests"), [([VLADIVOSTOK], 100, 1), ([VLADIVOSTOK], 400, 2), ([], 100, 2)]
)
def test_answers_grow_old(online, server, tmp_path, monkeypatch, answer, days, requests):
    says(server, answer)
    path = tmp_path / "cache.sqlite"
    online(path).search("Vladivostok")
    later = date.today() + timedelta(days=days)

    class Later(date):
        @classmethod
        def today(cls):
            return later

    monkeypatch.setattr("geotrack.places.answers.date", Later)
    online(path).search("Vladivostok")
    assert len(server.asked) == requests


def test_servers_are_told_apart(online, server, tmp_path):
    path = tmp_path / "cache.sqlite"
    online(path).search("Vladivostok")
    online(path, domain=f"{server.domain}/other").search("Vladivostok")
    assert len(server.asked) == 2


def damage(path, how):
    """Spoil a cache that holds an answer."""
    if isinstance(how, bytes):
        path.write_bytes(how)
    elif how == "a letter":
        path.write_bytes(path.read_bytes().replace(b"43.1150678", b"44.1150678"))
    else:
        with sqlite3.connect(path) as file:
            file.execute(how)
        file.close()


@pytest.mark.parametrize(
    "how",
    [
        b"no database at all, but long enough to be taken for one" * 9,
        b"SQLite format 3\0" + b"\xff" * 4096,
        "a letter",
        "UPDATE answer SET asked = '2999-01-01'",
        "UPDATE answer SET answer = x'ff'",
        "ALTER TABLE answer RENAME COLUMN sum TO total",
    ],
)
def test_a_damaged_cache_is_begun_anew_and_gives_no_wrong_answer(online, server, tmp_path, how):
    path = tmp_path / "cache.sqlite"
    right = online(path).search("Vladivostok")
    damage(path, how)
    told = []
    assert online(path, notice=told.append).search("Vladivostok") == right
    (line,) = told
    assert line.startswith(f"{path}: the kept answers of online geocoders were damaged")
    requests = len(server.asked)
    assert online(path).search("Vladivostok") == right
    assert len(server.asked) == requests  # it keeps answers again


def test_nobody_gets_the_answer_of_another_name(online, server, tmp_path):
    path = tmp_path / "cache.sqlite"
    online(path).search("Vladivostok")
    damage(path, "UPDATE answer SET name = 'moscow'")
    says(server, [])
    assert online(path).search("Moscow") == ()


def test_every_byte_of_the_cache_may_be_spoilt(online, server, tmp_path):
    path = tmp_path / "cache.sqlite"
    right = online(path).search("Vladivostok")
    sound = path.read_bytes()
    for at in range(0, len(sound), 97):
        path.write_bytes(sound[:at] + bytes([sound[at] ^ 0x55]) + sound[at + 1 :])
        assert online(path).search("Vladivostok") == right


def test_an_empty_cache_file(online, server, tmp_path):
    path = tmp_path / "cache.sqlite"
    path.write_bytes(b"")
    told = []
    assert len(online(path, notice=told.append).search("Vladivostok")) == 2
    assert told == []


def test_a_cache_that_cannot_be_written(online, tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert len(online(tmp_path / "file" / "cache.sqlite").search("Vladivostok")) == 2


ASK = """
import sys, time
from pathlib import Path
from geotrack.places.answers import Answers
answers = Answers(Path(sys.argv[1]))
for number in range(3):
    answers.wait("nominatim en", 0.2)
    print(time.time())
    answers.put("nominatim en", f"{sys.argv[2]}{number}", [{"lat": number}])
"""


def test_two_processes_keep_the_pace_together_and_lose_no_answer(tmp_path):
    path = tmp_path / "cache.sqlite"
    asking = [
        subprocess.Popen([sys.executable, "-c", ASK, path, name], stdout=subprocess.PIPE, text=True) for name in "ab"
    ]
    times = sorted(float(line) for process in asking for line in process.communicate()[0].split())
    assert len(times) == 6
    assert times[-1] - times[0] > 0.9  # five pauses
    answers = Answers(path)
    assert [answers.get("nominatim en", f"{name}{number}") for name in "ab" for number in range(3)] == [
        [{"lat": number}] for _ in "ab" for number in range(3)
    ]


def test_a_turn_taken_by_a_wrong_clock_holds_nobody_up(tmp_path):
    path = tmp_path / "cache.sqlite"
    Answers(path).wait("nominatim", 0.01)
    with sqlite3.connect(path) as file:
        file.execute("UPDATE turn SET free = free + 86400")
    file.close()
    began = time.monotonic()
    Answers(path).wait("nominatim", 0.01)
    assert time.monotonic() - began < 5


def test_where_the_cache_lies(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert user_cache() == tmp_path / "geotrack" / "geocoder.sqlite"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert user_cache() == tmp_path / ".cache" / "geotrack" / "geocoder.sqlite"


# --- the chain ---------------------------------------------------------------------------------------------------


def candidate(number, lat, score, name_kind="primary"):
    place = Place(id=f"geonames:{number}", name="Vladivostok", kind="city", lat=lat, lon=131.89, country="RU")
    return Candidate(place=place, name_kind=name_kind, score=score, parts={"importance": score})


class Shelf:
    """A gazetteer in which every name is that of a few places."""

    def __init__(self, *found):
        self.found = found or (candidate(2013348, 43.12, 5.8), candidate(1, 47.0, 5.2))

    def search(self, name):
        return self.found


def test_both_answer_together(online):
    told = []
    found = Chain(online(), Shelf(), told.append).search("Vladivostok")
    assert [candidate.place.id for candidate in found] == ["geonames:2013348", "geonames:1", "osm:node/7"]
    assert told == []


@pytest.mark.parametrize(
    ("found", "asked"),
    [
        ((), 1),
        ((candidate(1, 43, 5.8),), 0),
        ((candidate(1, 43, 5.8), candidate(2, 47, 5.0)), 1),
        ((candidate(1, 43, 5.8), candidate(2, 47, 4.8)), 0),
        ((candidate(1, 43, 5.8), candidate(2, 43.05, 5.7)), 0),  # the same town twice
        ((candidate(1, 43, 3.9),), 1),  # a village of that name may be another one's
    ],
)
def test_only_names_of_which_the_gazetteer_is_unsure_are_asked(online, server, found, asked):
    shelf = Shelf()
    shelf.found = found
    Chain(online(), shelf, print).search("Vladivostok")
    assert len(server.asked) == asked


def test_the_gazetteer_answers_when_nobody_else_does(online, server):
    says(server, b"no", 503)
    told, shelf = [], Shelf()
    chain = Chain(online(), shelf, told.append)
    for name in "abcdef":
        assert chain.search(name) == shelf.found
    assert told == ["Nominatim cannot be reached (503): the offline gazetteer answers."]
    assert len(server.asked) == PATIENCE  # and it is left alone from then on


def test_one_failure_is_no_reason_to_give_up(online, server):
    told, chain = [], None
    for name, status in zip("abcdefgh", (503, 503, 200, 500, 503, 200, 503, 200), strict=True):
        says(server, [VILLAGE] if status == 200 else b"no", status)
        chain = chain or Chain(online(), Shelf(), told.append)
        assert len(chain.search(name)) == (3 if status == 200 else 2)
    assert len(told) == 1


@pytest.mark.parametrize("status", [401, 403, 429])
def test_who_refuses_is_not_asked_again(online, server, status):
    says(server, b"no", status)
    chain = Chain(online(), Shelf(), lambda _: None)
    for name in "abc":
        chain.search(name)
    assert len(server.asked) == 1


def test_the_notice_is_one_line_for_every_failure(online, server):
    for status in (403, 429, 500, 400):
        told = []
        says(server, b"no", status)
        Chain(online(), Shelf(), told.append).search("Vladivostok")
        (line,) = told
        assert line.endswith(f" ({status}): the offline gazetteer answers.")


# --- other geocoders and their options ---------------------------------------------------------------------------


def test_pelias(online, server):
    said = {"name": "Vladivostok", "layer": "locality", "country_a": "RUS", "country_code": "RU", "region": "Primorye"}
    place = {"type": "Feature", "properties": said, "geometry": {"type": "Point", "coordinates": [131.88, 43.11]}}
    says(server, {"type": "FeatureCollection", "features": [place]})
    (candidate,) = online(name="pelias", api_key="tell-nobody").search("Vladivostok")
    place = candidate.place
    assert (place.name, place.kind, place.country, place.admin1_name) == ("Vladivostok", "city", "RU", "Primorye")
    assert server.asked[0]["path"] == "/v1/search"
    assert server.asked[0]["api_key"] == "tell-nobody"


def test_arcgis(online, server):
    says(server, {"candidates": [{"address": "Vladivostok, Primorye", "location": {"x": 131.88, "y": 43.11}}]})
    (candidate,) = online(name="arcgis").search("Vladivostok")
    assert (candidate.place.name, candidate.place.lat, candidate.place.lon) == ("Vladivostok", 43.11, 131.88)


def test_a_key_is_told_to_nobody_but_its_server(online, server, tmp_path):
    key, path = "s3cr3t-k3y", tmp_path / "cache.sqlite"
    geocoder = online(path, name="pelias", api_key=key)
    for status, answer in ((403, f"bad key {key}".encode()), (200, f"no JSON but {key}".encode()), (500, key.encode())):
        says(server, answer, status)
        with pytest.raises(GeocoderError) as caught:
            geocoder.search("Vladivostok")
        assert key not in str(caught.value)
    says(server, {"features": []})
    geocoder.search("Vladivostok")
    assert key.encode() not in path.read_bytes()


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        (
            "opencage",
            {},
            "The geocoder “opencage” needs api_key: set GEOTRACK_GEOCODER_API_KEY in the environment, or ",
        ),
        ("geonames", {}, "needs username"),
        ("photon", {"domian": "x.org"}, "has no option domian; it knows scheme, timeout, proxies, domain"),
        ("photon", {"api_key": "s3cr3t"}, "has no option api_key"),
        ("photon", {"user_agent": "Firefox"}, "has no option user_agent"),
        ("photon", {"timeout": "soon"}, "The option timeout of a geocoder is a number of seconds."),
        ("photon", {"pause": -1}, "The option pause of a geocoder is a number of seconds."),
        ("google", {"client_id": "s3cr3t"}, "The geocoder “google” needs a key, or other values of its options"),
    ],
)
def test_options_that_do_not_fit(name, options, words):
    with pytest.raises(UsageError) as caught:
        Online(name, options, cache=None)
    assert words in str(caught.value)
    assert "s3cr3t" not in str(caught.value)


@pytest.fixture
def config(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = user_config()
    path.parent.mkdir()
    return path


def test_options_from_the_file_and_the_environment(config, monkeypatch):
    assert geocoder_options("photon") == {}
    config.write_text('[geocoder.photon]\ndomain = "photon.example.org"\ntimeout = 5\n[geocoder.here]\napi_key = "a"\n')
    assert geocoder_options("photon") == {"domain": "photon.example.org", "timeout": 5}
    monkeypatch.setenv("GEOTRACK_GEOCODER_DOMAIN", "127.0.0.1")
    assert geocoder_options("photon") == {"domain": "127.0.0.1", "timeout": 5}
    assert geocoder_options("here") == {"domain": "127.0.0.1", "api_key": "a"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[geocoder.photon\nkey = 's3cr3t'", "not TOML: "),
        (b"\xff\xfe s3cr3t", "it is not UTF-8"),
        (b"geocoder = 's3cr3t'", "stand under [geocoder.photon]"),
        (b"[geocoder]\nphoton = 's3cr3t'", "stand under [geocoder.photon]"),
    ],
)
def test_a_broken_config_file_is_named_and_not_quoted(config, content, words):
    config.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        geocoder_options("photon")
    assert str(caught.value).startswith(f"{config}: ")
    assert words in str(caught.value)
    assert "s3cr3t" not in str(caught.value)
