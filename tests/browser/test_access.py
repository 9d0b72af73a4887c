"""The page is for everybody: axe, the Nu validator, the keyboard alone, what a screen reader is told, large text."""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from geotrack.formats.webmap import embedded, write
from tests.browser.assault import everywhere, in_the_title
from tests.browser.cases import CASES
from tests.browser.chromium import Chromium, Page
from tests.browser.vectors import VECTORS
from tests.npm import AXE, MISSING, NU

DESK, PHONE = (1440, 900), (390, 844)
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
READY = "document.documentElement.hasAttribute('data-ready')"
SETTLED = "new Promise((done) => setTimeout(done, 250))"
"""A page heeds a new size of its window a little later, and draws its markers again."""
SELECTED = "document.querySelector('.stop.on > .body .pl')?.textContent ?? ''"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with Chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    for name, atlas in CASES.items():
        (folder / f"{name}.html").write_text(write(atlas), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in CASES}


def opened(chromium: Chromium, path: Path, size: tuple[int, int] = DESK, **options: Any) -> Page:
    page = chromium.open(path, *size, **options)
    page.wait(READY)
    return page


def settled(chromium: Chromium, path: Path, size: tuple[int, int] = DESK) -> Page:
    page = opened(chromium, path, size)
    page.evaluate(SETTLED)
    return page


def in_use(page: Page) -> None:
    """The second stop selected and all details open: the most that a page shows."""
    page.press("ArrowRight")
    page.press("ArrowRight")
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")


# --- axe, contrast -----------------------------------------------------------------------------------------------

RUN = f"""(async () => {{
  const found = await axe.run(document, {{runOnly: {json.dumps(LEVELS)}, resultTypes: ['violations']}});
  return found.violations.flatMap((v) => v.nodes.map((n) => [v.id, n.target.join(' '), n.failureSummary].join(': ')));
}})()"""


@pytest.mark.skipif(not AXE.here.exists(), reason=f"needs axe-core: {MISSING}")
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", CASES)
def test_axe_finds_nothing(chromium: Chromium, pages: dict[str, Path], name: str, size: tuple[int, int]) -> None:
    page = opened(chromium, pages[name], size)
    page.evaluate(AXE.here.read_text(encoding="utf-8"))
    in_use(page)
    for scheme in ("light", "dark"):
        page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        assert page.evaluate(RUN) == [], scheme
        assert page.evaluate(FAINT) == [], scheme


@pytest.mark.skipif(not AXE.here.exists(), reason=f"needs axe-core: {MISSING}")
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_in_what_is_faded_filtered_or_empty(
    chromium: Chromium, pages: dict[str, Path], size: tuple[int, int]
) -> None:
    page = opened(chromium, pages["seed"], size)
    page.evaluate(AXE.here.read_text(encoding="utf-8"))
    page.evaluate("document.getElementById('up-to').focus()")
    page.press("Home")
    assert page.evaluate("document.querySelectorAll('.stop.later').length") == 7
    assert page.evaluate(RUN) == page.evaluate(FAINT) == []
    for status in ("planned", "visited"):
        page.evaluate(f"document.querySelector('.switch[data-status={status}]').click()")
        assert page.evaluate(RUN) == page.evaluate(FAINT) == []
    assert page.evaluate("document.getElementById('nothing').checkVisibility()")


@pytest.mark.skipif(not AXE.here.exists(), reason=f"needs axe-core: {MISSING}")
def test_axe_would_find_something(chromium: Chromium, pages: dict[str, Path]) -> None:
    page = opened(chromium, pages["seed"])
    page.evaluate("document.getElementById('zoom-in').setAttribute('aria-label', '')")
    page.evaluate("document.getElementById('zoom-in').textContent = ''")
    page.evaluate("document.getElementById('deck').style.color = '#bbb'")
    page.evaluate(AXE.here.read_text(encoding="utf-8"))
    assert any(words.startswith("button-name: #zoom-in") for words in page.evaluate(RUN))
    assert len(page.evaluate(FAINT)) == 1


FAINT = """(() => {
  const rgba = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const linear = (v) => (v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
  const light = (c) => .2126 * linear(c[0] / 255) + .7152 * linear(c[1] / 255) + .0722 * linear(c[2] / 255);
  const ratio = (a, b) => (Math.max(light(a), light(b)) + .05) / (Math.min(light(a), light(b)) + .05);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = rgba(getComputedStyle(e).backgroundColor);
      if (c.length && c[3] !== 0) return c;
    }
    return [255, 255, 255];
  };
  const filling = (e) => rgba(getComputedStyle(e).fill), faint = [];
  const judge = (e, on) => {
    const style = getComputedStyle(e), found = ratio(rgba(e.ownerSVGElement ? style.fill : style.color), on);
    if (found < 4.5) faint.push([e.textContent.slice(0, 40), e.getAttribute('class'), found.toFixed(2)].join(' | '));
  };
  document.querySelectorAll('body *').forEach((e) => {
    if (e.closest('script, noscript, .skip, [aria-disabled=true]') || !e.getClientRects().length) return;
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) return;
    if (e.matches('.labels text')) judge(e, rgba(getComputedStyle(e).stroke));
    else if (e.matches('.g text')) judge(e, filling(e.parentElement.querySelector('.sh, .badge .bg')));
    else if (!e.ownerSVGElement) judge(e, ground(e));
  });
  return faint;
})()"""
"""Texts that stand out less than 4.5 to 1 from what is behind them; axe cannot tell where anything overlaps."""


# --- the Nu validator --------------------------------------------------------------------------------------------


def validated(*files: Path) -> list[dict[str, Any]]:
    """What the validator says of some files, down to its hints."""
    run = subprocess.run(
        ["java", "-jar", NU.here, "--stdout", "--exit-zero-always", "--format", "json", *files],
        capture_output=True, check=True,
    )  # fmt: skip
    messages: list[dict[str, Any]] = json.loads(run.stdout)["messages"]
    return messages


@pytest.mark.skipif(not NU.here.exists(), reason=f"needs the Nu validator: {MISSING}")
@pytest.mark.skipif(not shutil.which("java"), reason="needs Java: apt-get install default-jre-headless")
def test_the_nu_validator_finds_nothing(chromium: Chromium, pages: dict[str, Path], tmp_path: Path) -> None:
    """In the pages as they are written, drawn, and inside a notebook's; of hostile texts as well."""
    for name in ("seed", "crowded"):
        page = opened(chromium, pages[name])
        in_use(page)
        # Leaflet puts things in their place by script, which the policy allows; as attributes it would not
        page.evaluate("document.querySelectorAll('[style]').forEach((e) => { e.removeAttribute('style') })")
        drawn = page.evaluate("document.documentElement.outerHTML")
        (tmp_path / f"{name}-drawn.html").write_text(f"<!doctype html>{drawn}", encoding="utf-8")
    # an article's words stay as they are, though the validator would have them in another normal form
    normal = [vector for vector in VECTORS if unicodedata.is_normalized("NFC", vector)]
    for name, attack in (("everywhere", everywhere(normal)), ("title", in_the_title(normal))):
        (tmp_path / f"{name}.html").write_text(write(attack.atlas), encoding="utf-8")
    host = f"<!doctype html><html lang=en><meta charset=utf-8><title>Notebook</title>{embedded(CASES['seed'])}</html>"
    (tmp_path / "notebook.html").write_text(host, encoding="utf-8")
    assert validated(*pages.values(), *tmp_path.iterdir()) == []
    broken = tmp_path / "broken.html"
    broken.write_text(pages["seed"].read_text(encoding="utf-8").replace("<main", "<main role=maine", 1), "utf-8")
    assert validated(broken), "the control: it reads the files"


# --- the keyboard ------------------------------------------------------------------------------------------------

HERE = """(() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const r = e.getBoundingClientRect(), style = getComputedStyle(e);
  const top = ([x, y]) => document.elementFromPoint(r.x + r.width * x, r.y + r.height * y);
  const seen = [[.5, .5], [.5, .1], [.1, .5], [.9, .5], [.5, .9]].map(top)
    .some((t) => t && (e.contains(t) || t.contains(e)));
  const ring = e.matches(':focus-visible') && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const place = e.matches('.hd') ? e.querySelector('.pl').textContent : null;
  const label = [...(e.labels || [])].map((l) => l.innerText).join();
  return {name: e.getAttribute('aria-label') || label || e.innerText, ring, seen, place};
})()"""
"""What has the focus: its name, whether it is ringed, whether some part of it is in sight, and whose stop it is."""


def walked(page: Page) -> list[dict[str, Any]]:
    """Everything that Tab comes to, until it leaves the page."""
    found = []
    while len(found) < 400:
        page.press("Tab")
        here = page.evaluate(HERE)
        if here is None:
            return found
        found.append(here)
    raise AssertionError(f"Tab goes round in circles: {[stop['name'] for stop in found[-9:]]}")


@pytest.mark.parametrize("size", [DESK, PHONE, (820, 1100)], ids=["desk", "phone", "tablet"])
@pytest.mark.parametrize("name", ["seed", "tour", "nobody"])
def test_tab_comes_to_everything(chromium: Chromium, pages: dict[str, Path], name: str, size: tuple[int, int]) -> None:
    page = settled(chromium, pages[name], size)
    way = walked(page)
    assert way[0]["name"].startswith("Skip to")
    assert [here["name"] for here in way if not here["ring"]] == [], "the focus is seen"
    assert [here["name"] for here in way if not here["seen"]] == [], "and hidden behind nothing"
    assert all(here["name"].strip() for here in way)
    places = [stop.name for itinerary in CASES[name].itineraries for stop in itinerary.stops]
    assert [here["place"] for here in way if here["place"]] == places, "every stop, in order"
    everything = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex=\"0\"]')]"
        ".filter((e) => e.getClientRects().length && e.tabIndex >= 0 && !e.disabled).length"
    )
    assert len(way) == everything


def test_the_way_back_is_the_same(chromium: Chromium, pages: dict[str, Path]) -> None:
    way = [here["name"] for here in walked(settled(chromium, pages["seed"]))]
    page, back = settled(chromium, pages["seed"]), []
    for _ in way:
        page.press("Tab")
    for _ in way[1:]:
        page.press("Tab", shift=True)
        back.append(page.evaluate(HERE)["name"])
    assert back == way[-2::-1]


def test_the_keyboard_alone_does_everything(chromium: Chromium, pages: dict[str, Path]) -> None:
    page = settled(chromium, pages["seed"])
    page.press("Tab")
    page.press("Enter")
    page.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('#list')"), "the link leads past the map"
    for key in ("Enter", " "):
        page.evaluate("document.querySelectorAll('.hd')[3].focus()")
        page.press(key)
        assert page.evaluate(SELECTED) == "Komsomolsk-on-Amur Aircraft Plant"
        page.press("Escape")
        assert page.evaluate(SELECTED) == ""
        assert page.evaluate("document.activeElement.matches('.hd')"), "the focus stays where it was"
    page.evaluate("document.querySelector('.site button').focus()")
    page.press("Enter")
    assert page.evaluate(SELECTED) == "Pyongyang"
    assert page.evaluate("document.getElementById('live').textContent").startswith(
        "1 of 8. Start, Pyongyang, Kim Jong Un"
    )
    page.press("ArrowRight")
    assert page.evaluate("document.getElementById('live').textContent").startswith(
        "2 of 8. Stop 1, Vostochny Cosmodrome"
    )


def test_a_button_that_has_done_its_work_keeps_the_focus(chromium: Chromium, pages: dict[str, Path]) -> None:
    page = settled(chromium, pages["seed"])
    for name, presses in (("next", 9), ("previous", 9)):
        page.evaluate(f"document.getElementById('{name}').focus()")
        for _ in range(presses):
            page.press("Enter")
        assert page.evaluate("document.activeElement.id") == name
        assert page.evaluate("document.activeElement.getAttribute('aria-disabled')") == "true"
    page.press("Escape")
    page.evaluate("document.querySelector('.morebtn').focus()")
    page.press("Enter")
    assert page.evaluate("document.activeElement.matches('.stop.on .hd')")


# --- what a screen reader is told --------------------------------------------------------------------------------


def tree(page: Page) -> list[dict[str, Any]]:
    """Role, name and states of everything that is not hidden from assistive technology."""
    nodes = page.call("Accessibility.getFullAXTree")["nodes"]
    return [
        {
            "role": node["role"]["value"],
            "name": node.get("name", {}).get("value", ""),
            **{p["name"]: p["value"].get("value") for p in node.get("properties", ())},
        }
        for node in nodes
        if not node["ignored"]
    ]


@pytest.mark.parametrize("name", CASES)
def test_everything_has_a_name_and_a_role(chromium: Chromium, pages: dict[str, Path], name: str) -> None:
    page = opened(chromium, pages[name])
    in_use(page)
    nodes = tree(page)
    roles = [node["role"] for node in nodes]
    assert roles.count("main") == roles.count("banner") == roles.count("status") == 1
    nameless = "button link region img slider combobox checkbox DisclosureTriangle heading".split()
    assert [node for node in nodes if node["role"] in nameless and not node["name"].strip()] == []
    regions = [node["name"] for node in nodes if node["role"] == "region"]
    assert len(regions) == len(set(regions)), "no two parts are called the same"
    (top,) = (node for node in nodes if node["role"] == "heading" and node.get("level") == 1)
    assert top["name"] == page.evaluate("document.querySelector('h1').textContent")
    if CASES[name].itineraries:
        current = [node["name"] for node in nodes if node["role"] == "button" and node["name"].startswith("Stop")]
        assert current, "stops are buttons that say so"
        assert page.evaluate("[...document.querySelectorAll('[aria-current=step]')].length") >= 2, "in list and map"


# --- large text, spaced text, few colours ------------------------------------------------------------------------

SPACED = """(() => {
  const sheet = new CSSStyleSheet(), all = ['line-height: 1.5', 'letter-spacing: .12em', 'word-spacing: .16em'];
  sheet.replaceSync(`* {${all.map((rule) => rule + ' !important').join(';')}} p {margin-bottom: 2em !important}`);
  document.adoptedStyleSheets = [sheet];
  dispatchEvent(new Event('resize'));
})()"""
"""What WCAG 1.4.12 says a reader may set."""
LOST = """[...document.querySelectorAll('header *, main *')].filter((e) => {
  const r = e.getBoundingClientRect();
  if (!r.width || e.closest('svg, .folium-map, .sr, #chips, h1') || !e.textContent.trim()) return false;
  return r.right > innerWidth + 1 || r.left < -1;
}).map((e) => e.tagName + '.' + e.className)"""
"""What lies outside the window to the left or to the right, where it cannot be read without scrolling sideways."""


@pytest.mark.parametrize(
    ("size", "spaced"),
    [((320, 640), False), ((320, 256), False), ((720, 450), False), (DESK, True), (PHONE, True), ((320, 640), True)],
    ids=["320", "400 %", "200 %", "spaced", "spaced phone", "spaced 320"],
)
@pytest.mark.parametrize("name", ["seed", "tour", "rtl"])
def test_large_and_spaced_text_is_read_without_scrolling_sideways(
    chromium: Chromium, pages: dict[str, Path], name: str, size: tuple[int, int], spaced: bool
) -> None:
    page = opened(chromium, pages[name], size)
    if spaced:
        page.evaluate(SPACED)
        page.evaluate(SETTLED)
    in_use(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.evaluate(LOST) == []
    selected = page.evaluate(
        "(() => { const e = document.querySelector('.stop.on .pl'), r = e.getBoundingClientRect();"
        " return [r.top, r.bottom, e.contains(document.elementFromPoint(r.x + 5, r.y + r.height / 2))"
        " || document.elementFromPoint(r.x + 5, r.y + r.height / 2).contains(e)] })()"
    )
    assert 0 <= selected[0] < selected[1] <= size[1], "the selected stop is in the window"
    assert selected[2], "and behind nothing"


def test_few_colours_still_tell_what_is_chosen(chromium: Chromium, pages: dict[str, Path]) -> None:
    """In Windows' contrast themes backgrounds go; what is pressed or selected needs a line."""
    page = opened(chromium, pages["seed"], forced_colors="active")
    in_use(page)
    style = "((s) => [s.outlineStyle, s.outlineWidth, s.borderColor].join())"
    line = style + "(getComputedStyle(document.querySelector('%s')))"
    chosen, other = "#chips [aria-pressed=true]", "#chips [aria-pressed=false]"
    assert page.evaluate(line % chosen) != page.evaluate(line % other)
    assert page.evaluate(line % ".stop.on") != page.evaluate(line % ".stop:not(.on)")


def test_with_reduced_motion_nothing_moves(chromium: Chromium, pages: dict[str, Path]) -> None:
    moving = (
        "[...document.querySelectorAll('body *')].filter((e) => { const s = getComputedStyle(e);"
        " return (parseFloat(s.transitionDuration) > 0 || s.animationName !== 'none') && !e.closest('.leaflet-pane') })"
        ".map((e) => e.tagName + '.' + (e.className.baseVal ?? e.className))"
    )
    page = opened(chromium, pages["seed"])
    page.press("ArrowRight")
    assert page.evaluate(moving) == []
    assert page.evaluate("document.getAnimations().length") == 0
