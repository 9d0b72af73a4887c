"""A server on loopback that answers as Nominatim does, or as it is told to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

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


class _Handler(BaseHTTPRequestHandler):
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


@contextmanager
def nominatim() -> Iterator[Any]:
    """A server with `domain`, what it was `asked`, and `answer`, which `says` sets; it knows two Vladivostoks."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.asked, server.stop = [], threading.Event()
    server.domain = f"127.0.0.1:{server.server_port}"
    says(server, [VILLAGE, VLADIVOSTOK])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()


def says(server, answer, status=200, **headers):
    body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    server.answer = lambda query: (status, body, headers)
