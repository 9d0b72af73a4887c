import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from geotrack.articles import read_articles, web
from geotrack.errors import ArticleError

PAGE = b"<!doctype html><title>Kim</title><p>Kim left K\xc3\xb6ln."


class Paper(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        status, headers, body = 200, {"Content-Type": "text/html; charset=utf-8"}, PAGE
        match self.path.split("?")[0]:
            case "/text":
                headers["Content-Type"], body = "text/plain", b"Kim left."
            case "/moved":
                status, headers["Location"] = 302, "/page"
            case "/ftp":
                status, headers["Location"] = 302, "ftp://127.0.0.1/x"
            case "/file":
                status, headers["Location"] = 302, "file:///etc/passwd"
            case "/loop":
                status, headers["Location"] = 302, "/loop"
            case "/gone":
                status, body = 404, b"no"
            case "/gzip":
                headers["Content-Encoding"], body = "gzip", gzip.compress(PAGE)
            case "/bomb":
                headers["Content-Encoding"], body = "gzip", gzip.compress(b"a" * (web.MAX_BYTES + 10))
            case "/broken":
                headers["Content-Encoding"], body = "gzip", b"nonsense"
            case "/image":
                headers["Content-Type"], body = "image/png", b"\x89PNG\x00"
            case "/large":
                body = b"a" * (web.MAX_BYTES + 10)
            case "/latin":
                headers["Content-Type"], body = "text/html; charset=iso-8859-1", b"<p>Kim left K\xf6ln."
            case "/slow":
                self.server.stop.wait(5)
            case "/drip":
                self.send_response(200)
                self.end_headers()
                for _ in range(50):
                    if self.server.stop.wait(0.05):
                        break
                    self.wfile.write(b"a")
                return
            case "/short":
                headers["Content-Length"] = "5000"
        self.send_response(status)
        for key, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def paper():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Paper)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # readers that hang up are part of the tests
    server.asked, server.stop = [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    server.url = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.stop.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("path", ["/page", "/moved", "/gzip", "/latin"])
def test_pages(paper, path):
    (article,), unread = read_articles([paper.url + path])
    assert unread == ()
    assert article.text == "Kim left Köln."
    assert article.name == paper.url + path
    assert article.url == paper.url + ("/page" if path == "/moved" else path)
    assert paper.asked[0][1].startswith("geotrack/")


def test_plain_text(paper):
    (article,), _ = read_articles([paper.url + "/text"])
    assert (article.text, article.url) == ("Kim left.", paper.url + "/text")


def test_addresses_in_every_script(paper):
    read_articles([paper.url + "/Ким Чен?q=Ын"])
    assert paper.asked[0][0] == "/%D0%9A%D0%B8%D0%BC%20%D0%A7%D0%B5%D0%BD?q=%D0%AB%D0%BD"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/gone", "the server answers 404 Not Found; check the address"),
        ("/ftp", "cannot be reached"),
        ("/file", "cannot be read"),
        ("/loop", "cannot be read"),
        ("/large", "larger than 16 MB"),
        ("/bomb", "larger than 16 MB"),
        ("/broken", "the connection broke off"),
        ("/short", "the connection broke off"),
        ("/image", "not a text but image/png"),
    ],
)
def test_pages_that_are_no_articles(paper, path, words):
    articles, (error,) = read_articles([paper.url + path])
    assert articles == ()
    assert str(error).startswith(paper.url + path)
    assert words in str(error)
    assert "\n" not in str(error)


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_slow_servers(paper, path):
    began = time.monotonic()
    with pytest.raises(ArticleError, match=r"does not answer within 0\.3 seconds"):
        web.fetch(paper.url + path, timeout=0.3)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://", "is not an address"),
        ("http://a:b/", "is not an address"),
        ("http://user:secret@127.0.0.1/", "is not an address"),
        ("http://[1/", "is not an address"),
        ("http://" + "a" * 300 + ".org/", "is not an address"),
    ],
)
def test_addresses_that_are_none(url, words):
    _, (error,) = read_articles([url])
    assert words in str(error)


def test_nobody_answers(paper):
    paper.shutdown()
    paper.server_close()
    _, (error,) = read_articles([paper.url])
    assert "cannot be reached (Connection refused); check the address and the network" in str(error)
