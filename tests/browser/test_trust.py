"""Nothing that an article says can run, ask, lead away or hide: every vector in every slot, in a real browser."""

from __future__ import annotations

import base64
import csv
import hashlib
import html
import json
import re
import subprocess
import sys
import time
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from pydantic import ValidationError

from geotrack.formats import FORMATS, read_atlas, render
from geotrack.formats.webmap import embedded, write
from geotrack.model import Atlas, Leg
from tests.browser.assault import Assault, encoded, everywhere, in_the_title
from tests.browser.chromium import Chromium, Page
from tests.browser.vectors import ADDRESSES, CHARACTERS, VECTORS
from tests.formats import atlases

# every vector that runs calls one of these; the browser's own would stop the page, or open a window
HOOK = """
window.ran = [];
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'eval', 'fetch']) {
  window[name] = (...given) => { window.ran.push([name, ...given].map(String)); };
}
"""
# what a page of ours has no use for, and what gives a script away
INTRUDERS = """
[...document.querySelectorAll('*')].filter((e) =>
  ['BASE', 'EMBED', 'FORM', 'FRAME', 'IFRAME', 'IMG', 'IMAGE', 'MARQUEE', 'MATH', 'META', 'OBJECT', 'TEMPLATE', 'AUDIO',
   'VIDEO', 'XMP', 'SCRIPT', 'STYLE', 'LINK', 'ANIMATE', 'FOREIGNOBJECT'].includes(e.tagName.toUpperCase())
  || [...e.attributes].some((a) => /^on|src|action/i.test(a.name)
    || (/href/i.test(a.name) && !/^(https?:|#)/.test(a.value))))
  .map((e) => e.tagName + (e.id ? '#' + e.id : ''))
"""
OURS = ["META", "META", "META", "META", "META", "LINK", "STYLE", "SCRIPT#data", "SCRIPT"]
"""The head's elements, the data and the script: what `INTRUDERS` finds on a page in order."""
STOPS = "document.querySelectorAll('.stop').length"
MARKERS = "[...document.querySelectorAll('.site button')].reduce((n, b) => n + +(b.dataset.stops ?? 1), 0)"
OVERFLOWING = """
[...document.querySelectorAll('body, header, main, .panel')].filter((e) => e.scrollWidth > e.clientWidth)
  .map((e) => e.className || e.tagName)
"""
READY = "document.documentElement.hasAttribute('data-ready')"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with Chromium() as browser:
        yield browser


def saved(atlas: Atlas, path: Path) -> Path:
    path.write_text(write(atlas), encoding="utf-8")
    return path


def targets(chromium: Chromium, known: Container[str] = ()) -> list[dict[str, Any]]:
    """All tabs and frames but those that were there before."""
    found = chromium.call("Target.getTargets")["targetInfos"]
    return [target for target in found if target["targetId"] not in known]


def appeared(chromium: Chromium, known: Container[str], kind: str) -> list[dict[str, Any]]:
    """The new tabs or frames, once there is one."""
    for _ in range(200):
        if found := [target for target in targets(chromium, known) if target["type"] == kind]:
            return found
        time.sleep(0.05)
    raise AssertionError(f"no new {kind} came")


def ids(assault: Assault) -> list[str]:
    return [stop.id for itinerary in assault.atlas.itineraries for stop in itinerary.stops]


def missing(page: Page, texts: tuple[str, ...]) -> list[str]:
    """Those of some texts that stand nowhere on the page, word for word."""
    said = "document.querySelector('header').textContent + document.querySelector('main').textContent"
    found: list[str] = page.evaluate(f"((said) => {json.dumps(texts)}.filter((t) => !said.includes(t)))({said})")
    return found


def handled(page: Page) -> None:
    """What a reader may do with a page: open all details, go to the buttons, change what is shown, print."""
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
    page.evaluate("[...document.querySelectorAll('button')].slice(0, 99).forEach((b) => { b.focus() })")
    for id in ("theme", "zoom-in", "next", "zoom-out", "next", "zoom-all", "previous"):
        page.evaluate(f"document.getElementById({id!r}).click()")
    for event in ("beforeprint", "afterprint", "resize"):
        page.evaluate(f"void dispatchEvent(new Event({event!r}))")
    page.evaluate("new Promise((done) => setTimeout(done, 250))")


def harmed(page: Page, path: Path) -> list[str]:
    """All that a page did of what it must not do."""
    asked = [address for address in page.requests if address != path.resolve().as_uri()]
    ran = page.evaluate("window.ran.map((call) => call.join(' '))")
    intruders = page.evaluate(INTRUDERS)
    return [
        *(f"ran {call}" for call in ran),
        *(f"asked for {address}" for address in asked),
        *(f"went {departure}" for departure in page.departures),
        *(f"said {message}" for message in page.messages),
        *(f"holds {intruders}" for _ in [0] if intruders != OURS),
    ]


@pytest.mark.parametrize("part", range(3))
def test_every_vector_in_every_slot(chromium: Chromium, tmp_path: Path, part: int) -> None:
    vectors = VECTORS[part::3]
    assault = everywhere(vectors)
    path = saved(assault.atlas, tmp_path / "assault.html")
    page = chromium.open(path, before=HOOK)
    known = [target["targetId"] for target in targets(chromium)]
    page.wait(READY)
    handled(page)
    assert harmed(page, path) == []
    assert page.evaluate(STOPS) == page.evaluate(MARKERS) == len(ids(assault)) == 3 * len(vectors)
    assert missing(page, assault.shown) == []
    assert page.evaluate(OVERFLOWING) == []
    assert targets(chromium, known) == []


def test_every_stop_is_opened_by_its_address(chromium: Chromium, tmp_path: Path) -> None:
    """Of all vectors in one large journey: whatever its id, and the address that the page then shows is the same."""
    assault = everywhere()
    path = saved(assault.atlas, tmp_path / "assault.html")
    page = chromium.open(path, 390, 844, before=HOOK)
    page.wait(READY)
    page.evaluate(
        "window.go = (address) => new Promise((done) => { addEventListener('hashchange', () => done("
        "[document.querySelector('.stop.on > .body .pl').textContent, location.hash]), {once: true});"
        " location.hash = address; })"
    )
    stops = [stop for itinerary in assault.atlas.itineraries for stop in itinerary.stops]
    for stop in stops[::16]:
        selected, address = page.evaluate(f"go({json.dumps(quote(stop.id, safe=''))})")
        assert (selected, unquote(address)) == (stop.name, f"#{stop.id}")
    page.evaluate("void dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(STOPS) == len(stops) == 3 * len(VECTORS)
    assert harmed(page, path) == []


def test_every_vector_in_the_title(chromium: Chromium, tmp_path: Path) -> None:
    assault = in_the_title()
    path = saved(assault.atlas, tmp_path / "title.html")
    page = chromium.open(path, before=HOOK)
    page.wait(READY)
    handled(page)
    assert harmed(page, path) == []
    assert missing(page, assault.shown) == []
    assert page.evaluate("document.querySelector('h1').offsetHeight") < 140, "the map stays in view"
    assert not re.search("[\u202a-\u202e\u2066-\u2069\0]", page.evaluate("document.title"))


def test_a_link_says_where_it_leads(chromium: Chromium, tmp_path: Path) -> None:
    page = chromium.open(saved(everywhere(ADDRESSES).atlas, tmp_path / "links.html"), before=HOOK)
    page.wait(READY)
    links = page.evaluate(
        "[...document.querySelectorAll('main a')].map((a) => ({protocol: a.protocol, rel: a.rel, target: a.target,"
        " href: a.href, host: a.host, user: a.username + a.password, said: a.parentElement.lastChild.textContent}))"
    )
    assert len(links) > 20
    for link in links:
        assert link["protocol"] in ("http:", "https:")
        assert (link["rel"], link["target"], link["user"]) == ("noopener noreferrer", "_blank", "")
        assert link["said"] == f"({link['host']})"
        assert link["host"].isascii(), "names in other scripts are shown as the network knows them"
    found = {link["href"]: link["host"] for link in links}
    assert found["https://evil.example/"] == "evil.example", "without the name of a bank before an @"
    assert found["https://bank.example/@evil.example/"] == "bank.example", "the browser takes \\ for /"
    assert "xn--80ak6aa92e.example" in found.values()


# --- the test can fail -------------------------------------------------------------------------------------------

RUN = ("<img src=x onerror=alert(1)>", "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>", "${alert(1)}")
TEXT, MARKUP = "if (text != null) e.textContent = text;", "if (text != null) e.innerHTML = text;"


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def broken(policy: str) -> str:
    """A page whose script takes texts for markup, under another policy."""
    page = write(everywhere(RUN).atlas)
    assert page.count(TEXT) == 2
    page = page.replace(TEXT, MARKUP, 1)
    script = page[page.rindex("<script>") + len("<script>") : page.rindex("</script>")]
    ours = re.search('<meta http-equiv="Content-Security-Policy"[^>]*>', page)
    assert ours
    changed = re.sub(r"script-src '[^']*'", f"script-src {hashed(script)}", ours[0])
    return page.replace(ours[0], {"none": "", "scripts": changed.split("; require-")[0] + '">', "all": changed}[policy])


@pytest.mark.parametrize(
    ("policy", "found", "not_found"),
    [
        ("none", ["ran alert 1", "went Page.frameAttached", "asked for", "holds"], []),
        ("scripts", ["said", "holds"], ["ran"]),
        ("all", ["said"], ["ran", "holds", "went", "asked"]),
    ],
)
def test_what_would_run_is_found(
    chromium: Chromium, tmp_path: Path, policy: str, found: list[str], not_found: list[str]
) -> None:
    """The controls: without the policy the vectors run and are counted; under its first half markup is made and
    cannot run; under the whole of it none is made. The page says so each time."""
    path = tmp_path / f"{policy}.html"
    path.write_text(broken(policy), encoding="utf-8")
    page = chromium.open(path, before=HOOK)
    page.evaluate("new Promise((done) => setTimeout(done, 300))")
    harm = harmed(page, path)
    assert all(any(h.startswith(words) for h in harm) for words in found), harm
    assert not any(h.startswith(words) for h in harm for words in not_found), harm


# --- frames, files, the whole way --------------------------------------------------------------------------------


def framed(chromium: Chromium, atlas: Atlas, path: Path, main: str = "&lt;main") -> tuple[Page, Page]:
    """A page as a notebook's, and the map in it, whose main part begins so."""
    frame = embedded(atlas).replace("&lt;main", main, 1)
    text = f"<!doctype html><html lang=en><meta charset=utf-8><title>Notebook</title>{frame}"
    path.write_text(text, encoding="utf-8")
    known = [target["targetId"] for target in targets(chromium)]
    outside = chromium.open(path, before=HOOK)
    outside.wait("document.querySelector('iframe')")
    (inside,) = appeared(chromium, known, "iframe")
    page = chromium.attach(inside["targetId"])
    page.wait(READY)
    return outside, page


def test_a_frame_is_as_safe_as_the_page(chromium: Chromium, tmp_path: Path) -> None:
    """Jupyter's: the page inside an attribute inside another page, with the vectors in its title too."""
    assault, host = everywhere(VECTORS[::7]), tmp_path / "notebook.html"
    outside, page = framed(chromium, assault.atlas, host)
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
    for _ in range(3):
        page.press("ArrowRight")
    assert page.evaluate(STOPS) == len(ids(assault))
    assert missing(page, assault.shown) == []
    assert page.evaluate(INTRUDERS) == OURS
    assert page.messages == outside.messages == []
    assert page.requests == page.departures == []
    assert outside.requests == [host.resolve().as_uri()]
    assert outside.evaluate("[...document.querySelectorAll('body *')].map((e) => e.tagName)") == ["IFRAME"]
    assert outside.evaluate("window.ran") == []


def test_the_policy_holds_in_a_frame(chromium: Chromium, tmp_path: Path) -> None:
    """Markup that got into the page inside the attribute would not run either, and the console would say so."""
    host = tmp_path / "notebook.html"
    _, page = framed(chromium, atlases.SEED, host, html.escape(f"{''.join(RUN)}<script>window.ran = 1</script><main"))
    assert page.evaluate("[window.ran, document.querySelectorAll('img').length]") == [None, 1]
    assert any("Content Security Policy" in message for message in page.messages)
    assert page.evaluate(STOPS) == 8


def test_a_link_in_a_frame_opens_the_article(chromium: Chromium, tmp_path: Path) -> None:
    """In a tab of its own, which cannot reach the one it came from."""
    _, page = framed(chromium, atlases.PACIFIC, tmp_path / "notebook.html")
    known = [target["targetId"] for target in targets(chromium)]
    page.click("document.querySelector('main a')")
    (opened,) = appeared(chromium, known, "page")
    assert opened["canAccessOpener"] is False


def written(folder: Path) -> Path:
    """Articles with a vector each in title, address, text and file name, and places of the user's called so."""
    articles = folder / "articles"
    articles.mkdir()
    for n, vector in enumerate(v for v in VECTORS if len(v) < 1000):
        words = encoded(vector).replace("\0", "")
        head = {"title": words, "url": words, "date": "2024-07-02"}
        said = (
            f"Kim Jong Un arrived in Paris. {words} Kim {words} flew to Camp {words} and to Rome. “{words}” left Oslo."
        )
        name = f"{n} {words}".encode()[:150].decode(errors="ignore").replace("/", "∕")
        block = "\n".join(f"{key}: {json.dumps(value)}" for key, value in head.items())
        (articles / f"{name}.txt").write_text(f"---\n{block}\n---\n{said}\n", encoding="utf-8", newline="\n")
    rows = [[f"Camp {vector}", "31.5", "44.2"] for vector in VECTORS if len(vector) < 60 and vector.isprintable()]
    with (folder / GAZETTEER).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["name", "lat", "lon"], *rows])
    return articles


GAZETTEER = "own’s ${alert(1)}<img src=x onerror=alert(1)>\udce9.csv"
OUTPUT = "-o {{7*7}} $(alert) `alert` \u202e'\"<script>alert(1)</script>\udce9".replace("/", "∕")


def test_the_whole_way(chromium: Chromium, tmp_path: Path) -> None:
    """From files to a page, by the commands: hostile texts, front matter and names of files."""
    articles = written(tmp_path)
    before = sorted(path for path in tmp_path.rglob("*"))
    made = [tmp_path / f"{OUTPUT}{suffix}" for suffix in (".html", ".json", " again.html")]

    def geotrack(*arguments: str | Path) -> None:
        run = subprocess.run([sys.executable, "-m", "geotrack", *arguments], cwd=tmp_path, capture_output=True)
        assert run.returncode == (3 if arguments[0] == "extract" else 0), run.stderr
        assert len(run.stderr.splitlines()) < 5, "those with control characters cannot be read; the others are"
        assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", run.stdout + run.stderr), "nothing steers the terminal"

    geotrack("extract", articles, "--gazetteer", tmp_path / GAZETTEER, "-o", f"./{made[1].name}")
    geotrack("map", f"./{made[1].name}", "-v", "-o", f"./{made[0].name}")
    geotrack("render", f"./{made[1].name}", "-o", f"./{made[2].name}")
    assert sorted(path for path in tmp_path.rglob("*")) == sorted([*before, *made]), "and no other file is written"
    assert made[0].read_bytes() == made[2].read_bytes()
    atlas = read_atlas(made[1])
    assert len(atlas.articles) > 0.9 * len(VECTORS)
    page = chromium.open(made[0], before=HOOK)
    page.wait(READY)
    handled(page)
    assert harmed(page, made[0]) == []
    stops = [stop for itinerary in atlas.itineraries for stop in itinerary.stops]
    assert page.evaluate(STOPS) == page.evaluate(MARKERS) == len(stops) > 0
    told = (
        *(e.text for stop in stops for e in stop.excerpts),
        *(words for i in atlas.itineraries for words in (*i.aliases, *i.companions)),
        *(words for a in atlas.articles for words in (a.title, a.name)),
        *(entry.name for entry in atlas.left_out),
        atlas.made.gazetteer,
    )
    assert missing(page, told) == []


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_hold_every_vector(name: str) -> None:
    """Half a character in a name, an id or a path has made more than one program end in a traceback."""
    file = render(everywhere(VECTORS[::5] + CHARACTERS).atlas, name)
    assert len(file.encode() if isinstance(file, str) else file) > 1000


def test_a_number_that_is_none_is_refused() -> None:
    """JSON has no word for it, so the page could not read its data."""
    with pytest.raises(ValidationError):
        Leg(start="a", end="b", km=float("nan"), status="visited")
