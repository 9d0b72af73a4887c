"""Where things lie on the map of a page, in pixels of the window: what covers what."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from tests.browser.chromium import Page

Box = list[float]
"""Left, top, right, bottom."""

MEASURE = """(() => {
  const box = (e) => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
  const map = box(document.querySelector('.folium-map'));
  const seen = (r) => r[2] > map[0] && r[0] < map[2] && r[3] > map[1] && r[1] < map[3];
  const all = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.getClientRects().length);
  const labels = {};
  all('.labels text').forEach((t) => (labels[t.dataset.label] ||= []).push({text: t.textContent, box: box(t)}));
  return {
    map: map,
    sites: all('.site').map((e) => ({text: e.textContent, box: box(e)})).filter((s) => seen(s.box)),
    controls: all('#zoom, #scale, #globe').map((e) => ({text: e.id, box: box(e)})),
    labels: Object.values(labels),
  };
})()"""
CELL = 3.0
"""The box of a letter is higher than what is drawn of it: so much of it may be shared, above and below."""


def measure(page: Page) -> dict[str, Any]:
    """The frame of the map, and the markers, controls and labels on it."""
    found: dict[str, Any] = page.evaluate(MEASURE)
    return found


def lower(box: Box) -> Box:
    """A line of text without the room over and under its letters."""
    return [box[0], box[1] + CELL, box[2], box[3] - CELL]


def meet(a: Box, b: Box) -> bool:
    """Whether two boxes share more than a pixel's edge."""
    return a[0] + 1 < b[2] and b[0] + 1 < a[2] and a[1] + 1 < b[3] and b[1] + 1 < a[3]


def leaves(a: Box, frame: Box) -> bool:
    """Whether a box is not wholly in the frame."""
    return a[0] < frame[0] - 1 or a[1] < frame[1] - 1 or a[2] > frame[2] + 1 or a[3] > frame[3] + 1


def covered(found: dict[str, Any], under_controls: bool = True) -> list[str]:
    """What covers what, in words; empty where nothing does.

    A reader may move the map so that a marker comes to lie under a control: then `under_controls` is False.
    """
    wrong = []
    sites, controls = found["sites"], found["controls"]
    labels = [{"text": " / ".join(t["text"] for t in lines), "boxes": [lower(t["box"]) for t in lines]}
              for lines in found["labels"]]  # fmt: skip
    for a, b in combinations(sites, 2):
        if meet(a["box"], b["box"]):
            wrong.append(f"marker {a['text']} and marker {b['text']}")
    if under_controls:
        wrong += [f"marker {s['text']} under {c['text']}" for s in sites for c in controls if meet(s["box"], c["box"])]
    for a, b in combinations(labels, 2):
        if any(meet(x, y) for x in a["boxes"] for y in b["boxes"]):
            wrong.append(f"label {a['text']} and label {b['text']}")
    for label in labels:
        for other in (*sites, *controls):
            if any(meet(x, other["box"]) for x in label["boxes"]):
                wrong.append(f"label {label['text']} and {other['text']}")
        if any(leaves(x, found["map"]) for x in label["boxes"]):
            wrong.append(f"label {label['text']} over the edge")
    return wrong
