import json
import sqlite3
import threading
import time
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest

from geotrack.errors import GeocoderError, UsageError
from geotrack.model import Candidate, Place
from geotrack.places.chain import Chain
from geotrack.places.online import Online, user_cache

VLADIVOSTOK = {
    "place_id": 1,
    "osm_type": "relation",
    "osm_id": 1430508,
    "lat": "43.1150678",
    "lon": "131.8855768",
    "class": "place",
    "type": "city",
    "addresstype": "city",
    "importance": 0.66,
    "name": "Vladivostok",
    "display_name": "Vladivostok, Primorsky Krai, Russia",
    "address": {"city": "Vladivostok", "state": "Primorsky Krai", "country": "Russia", "country_code": "ru"},
    "extratags": {"population": "603 519"},
    "boundingbox": ["42.96", "43.29", "131.70", "132.10"],
}
VILLAGE = {
    "osm_type": "node",
    "osm_id": 7,
    "lat": "55.0",
    "lon": "40.0",
    "class": "place",
    "type": "village",
    "addresstype": "village",
    "importance": 0.15,
    "display_name": "Vladivostok, Russia",
    "address": {"country_code": "ru"},
    "boundingbox": ["54.99", "55.01", "39.99", "40.01"],
}


class Nominatim(BaseHTTPRequestHandler):
    def do_GET(self):
        address = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(address.query).items()}
        self.server.asked.append(
            {"path": address.path, "agent": self.headers["User-Agent"], "at": time.monotonic()} | query
        )
        status, body, headers = self.server.answer(query)
        try:
            self.send_response(status)
            for key, value in (
                {"Content-Type": "application/json", "Content-Length": str(len(body))} | headers
            ).items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # who asks may have hung up

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Nominatim)
    server.daemon_threads = True
    server.asked, server.stop = [], threading.Event()
    server.domain = f"127.0.0.1:{server.server_port}"
    says(server, [VILLAGE, VLADIVOSTOK])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.stop.set()
    server.shutdown()
    server.server_close()
    thread.join()


def says(server, answer, status=200, **headers):
    body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    server.answer = lambda query: (status, body, headers)


@pytest.fixture
def online(server):
    def make(cache=None, **options):
        return Online(**{"domain": server.domain, "scheme": "http", "cache": cache, "pause": 0.0} | options)

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
    geocoder = online(pause=0.2)
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
def test_answers_grow_old(online, server, tmp_path, answer, days, requests):
    says(server, answer)
    path = tmp_path / "cache.sqlite"
    online(path).search("Vladivostok")
    file = sqlite3.connect(path)
    file.execute("UPDATE answer SET asked = ?", [(date.today() - timedelta(days=days)).isoformat()])
    file.commit()
    file.close()
    online(path).search("Vladivostok")
    assert len(server.asked) == requests


def test_servers_are_told_apart(online, server, tmp_path):
    path = tmp_path / "cache.sqlite"
    online(path).search("Vladivostok")
    online(path, domain=f"{server.domain}/other").search("Vladivostok")
    assert len(server.asked) == 2


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be taken for one" * 9, b""])
def test_a_damaged_cache_costs_requests_only(online, server, tmp_path, content):
    path = tmp_path / "cache.sqlite"
    path.write_bytes(content)
    assert len(online(path).search("Vladivostok")) == 2


def test_a_cache_that_cannot_be_written(online, tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert len(online(tmp_path / "file" / "cache.sqlite").search("Vladivostok")) == 2


def test_where_the_cache_lies(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert user_cache() == tmp_path / "geotrack" / "geocoder.sqlite"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert user_cache() == tmp_path / ".cache" / "geotrack" / "geocoder.sqlite"


# --- the chain ---------------------------------------------------------------------------------------------------


class Shelf:
    """A gazetteer of two places."""

    def __init__(self):
        self.asked = []

    def search(self, name):
        self.asked.append(name)
        port = Place(id="geonames:2013348", name="Vladivostok", kind="city", lat=43.12, lon=131.89, country="RU")
        square = Place(
            id="geonames:1", name="Vladivostok", kind="city", lat=47.0, lon=39.0, country="RU", population=900
        )
        return (
            Candidate(place=port, name_kind="primary", score=5.8, parts={"importance": 5.8}),
            Candidate(place=square, name_kind="primary", score=2.95, parts={"importance": 2.95}),
        )


def test_both_answer_together(online):
    told = []
    found = Chain(online(), Shelf(), told.append).search("Vladivostok")
    assert [candidate.place.id for candidate in found] == ["geonames:2013348", "geonames:1", "osm:node/7"]
    assert told == []


def test_the_gazetteer_answers_when_nobody_else_does(online, server):
    says(server, b"no", 503)
    told, shelf = [], Shelf()
    chain = Chain(online(), shelf, told.append)
    assert chain.search("Vladivostok") == chain.search("Moscow") == shelf.search("")
    assert told == ["Nominatim cannot be reached (503): the offline gazetteer answers."]
    assert len(server.asked) == 1  # and it is left alone from then on


def test_the_notice_is_one_line_for_every_failure(online, server):
    for status in (403, 429, 500, 400):
        told = []
        says(server, b"no", status)
        Chain(online(), Shelf(), told.append).search("Vladivostok")
        (line,) = told
        assert line.endswith(f" ({status}): the offline gazetteer answers.")
