"""Names that run from right to left, and names that try to turn their neighbours round."""

from __future__ import annotations

from typing import Any

import pytest

from geotrack.model import Atlas
from tests.browser.chromium import Page
from tests.browser.conftest import Opener
from tests.formats import atlases

# Our own words, which run from left to right, line by line: those that stand to the left of the one before are turned.
# What is between marks of isolation and in elements that isolate is other people's.
TURNED = """(() => {
  const BLOCKS = 'h1,h2,h3,p,li,dt,dd,label,output,summary,.l1,.l2,.l3,.hd,.btn,.axis > div,.published';
  const turned = new Set();
  const ours = (text) => {
    let depth = 0;
    return Array.from(text, (c) => {
      if ('\\u2066\\u2067\\u2068'.includes(c)) depth++;
      else if (c === '\\u2069') depth = Math.max(0, depth - 1);
      else if (!depth) return c;
      return ' '.repeat(c.length);
    }).join('');
  };
  for (const block of document.querySelectorAll(BLOCKS)) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let last = null;
    while (walker.nextNode()) {
      const node = walker.currentNode, own = node.parentElement.closest('bdi,[dir],' + BLOCKS);
      if (own !== block || own.matches('[dir]')) continue;
      for (const word of ours(node.data).matchAll(/[A-Za-z0-9]+/g)) {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        const r = range.getBoundingClientRect();
        if (!r.width) continue;
        if (last && Math.abs(last.top - r.top) < 4 && r.left < last.left) turned.add(block.textContent);
        last = r;
      }
    }
  }
  return [...turned];
})()"""


def evil(name: str) -> Atlas:
    """The seeds, with a name in every place that takes one."""

    def renamed(itinerary: Any) -> Any:
        stops = [
            s.model_copy(
                update={
                    "place": s.place.model_copy(update={"name": name, "admin1_name": name}),
                    "as_written": name + "!",
                    "dated_by": name,
                    "ordered_by": name,
                    "disagreements": (name,),
                    "cues": tuple(f"be: {name}" for _ in s.excerpts),
                }
            )
            for s in itinerary.stops
        ]
        return itinerary.model_copy(
            update={"traveller": name, "aliases": (name, "x"), "companions": (name, "y"), "stops": tuple(stops)}
        )

    maybe = (atlases.PYONGYANG.model_copy(update={"name": name}), atlases.VLADIVOSTOK)
    left = (e.model_copy(update={"name": name, "why": name, "candidates": maybe}) for e in atlases.SEED.left_out)
    named = {"title": name, "name": name, "url": "https://example.org"}
    return Atlas(
        articles=tuple(a.model_copy(update=named) for a in atlases.SEED.articles),
        itineraries=tuple(map(renamed, atlases.SEED.itineraries)),
        left_out=tuple(left),
        made=atlases.MADE,
    )


def opened(show: Opener, atlas: Atlas) -> Page:
    page = show(atlas)
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
    page.press("ArrowRight")
    page.press("ArrowRight")
    return page


@pytest.mark.parametrize(
    "name",
    [
        "דוד לוי",
        "عمّان 7 (Amman 7)",
        "\u202eevil 1 2 3",
        "\u2067\u202eevil 1 2 3",
        "\u2069\u202eevil 1 2 3",
        "\u2069\u2069\u202c\u202c\u202eevil 1 2 3",
        "\u200f1 2 3",
        "א\u202bb\u202ec",
    ],
)
def test_no_name_turns_its_neighbours_round(show: Opener, name: str) -> None:
    page = opened(show, evil(name))
    assert page.evaluate(TURNED) == []


def test_the_control_without_isolation_they_would_be_turned(show: Opener) -> None:
    page = opened(show, evil("\u202eevil 1 2 3"))
    page.evaluate("document.querySelectorAll('bdi,[dir]').forEach((e) => e.replaceWith(e.textContent))")
    assert page.evaluate(TURNED) != []


def test_a_page_of_two_scripts(show: Opener) -> None:
    page = opened(show, atlases.leftward())
    assert page.evaluate(TURNED) == []
    runs = "getComputedStyle(document.querySelector('%s')).direction"
    assert page.evaluate(runs % ".exs blockquote") == "rtl", "a sentence runs as its own words do"
    assert page.evaluate(runs % "#deck") == "ltr", "the page's own words do not"
    # the names come in the order of the atlas, from left to right as the words between them
    first, second = page.evaluate(
        "['דוד', 'ليلى'].map((name) => { const t = document.querySelector('h1').firstChild, r = document.createRange();"
        " r.setStart(t, t.data.indexOf(name)); r.setEnd(t, t.data.indexOf(name) + name.length);"
        " return r.getBoundingClientRect().left })"
    )
    assert first < second


def test_what_is_read_aloud_keeps_names_apart(show: Opener) -> None:
    page = show(atlases.leftward())
    names = page.evaluate("[...document.querySelectorAll('.site button')].map((b) => b.getAttribute('aria-label'))")
    assert (
        f"Stop 1, \u2068{atlases.AMMAN.name}\u2069, \u2068דוד לוי (David Levi)\u2069, visited, Wednesday 12 June 2024"
        in names[1]
    )


def test_labels_on_the_map_keep_names_apart(show: Opener) -> None:
    page = show(evil("\u202eevil 1"))
    page.evaluate("document.querySelector('#zoom-out').click()")
    said = page.evaluate("[...document.querySelectorAll('.l-stop2')].map((t) => t.textContent)")
    assert said
    assert all("\u202e" not in text or "\u2068\u202eevil 1\u2069" in text for text in said)
