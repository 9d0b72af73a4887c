"""The map's layers, from the ground up. Each has a name that editors of vector graphics show."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from geotrack.formats.picture.cutting import Shape, hatching, pieces
from geotrack.formats.picture.frame import Frame
from geotrack.formats.picture.glyphs import arrow, leg, marker
from geotrack.formats.picture.ground import Cutter, cap, coast, decoded
from geotrack.formats.picture.inset import globe, scale_bar
from geotrack.formats.picture.labels import Words
from geotrack.formats.picture.letters import covered
from geotrack.formats.picture.look import STYLES, colour_of, colours
from geotrack.formats.picture.markup import Attribute, path, tag, text, words
from geotrack.formats.picture.plan import Map
from geotrack.formats.picture.site import LINE, PILL, Site

ROUND = 18.0
"""The radius of a pill's corners."""


def layers(drawn: Map, base: Mapping[str, Any], *, several: bool, apart: bool) -> tuple[str, ...]:
    """Every layer that holds anything. `several` travellers need shapes on their lines; for `apart` see `sheet`."""
    box, c, (kilometres, bar) = drawn.frame.box, colours(), scale_bar(drawn.frame)
    said = (*drawn.labels.words, kilometres)
    whole: dict[str, Attribute] = {"x": box.left, "y": box.top, "width": box.width, "height": box.height}
    edge = tag("rect", **whole, fill="none", stroke=c["rule2"], stroke_width=0.8)
    dots = (
        tag("circle", cx=x, cy=y, r=r, fill=c["lab"], stroke=c["halo"], stroke_width=1.5)
        for (x, y), r in drawn.labels.dots
    )
    # a PDF's letters of other fonts are painted one by one, and each halo would cover the letter before
    under = [w for w in said if apart or not covered(w.said)]
    # dots of stops lie under the markers
    stops = (_site(site) for site in sorted(drawn.sites, key=lambda site: not site.dot))
    found = (
        _layer("ground", (tag("rect", **whole, fill=c["sea"]), *_ground(drawn.frame, base)), fill="none"),
        _layer("areas", _areas(drawn), fill="none"),
        _layer("legs", _legs(drawn, several), fill="none"),
        _layer("halos", map(_halo, under), fill="none", stroke_linejoin="round", aria_hidden="true"),
        _layer("names", (*dots, *(_words(w, w in under) for w in said))),
        _layer("stops", stops),
        _layer("frame", (bar, *globe(drawn, base), edge)),
    )
    return tuple(layer for layer in found if layer)


def _layer(name: str, parts: Iterable[str], **attributes: Attribute) -> str:
    inside = "\n".join(parts)
    return tag("g", inside, id=name, **attributes) if inside else ""


def _ground(frame: Frame, base: Mapping[str, Any]) -> Iterator[str]:
    c, cutter, regions = colours(), Cutter(frame), base["regions"]
    # all levels of detail in one path: two would show a seam where they meet
    kinds: dict[str, list[Shape]] = {name: [] for name in ("land", "lake", "river", "shore", "disputed", "border")}
    kinds |= {"coast": [], "region": []}
    for level in base["layers"]:
        scale, edge = level["scale"], level["edge"]
        for name, sides in (("land", "coast"), ("lake", "shore")):
            rings = [decoded(t) for t in level[name]]
            kinds[name] += cutter.areas(rings, scale)
            kinds[sides] += cutter.lines([line for ring in rings for line in coast(ring, edge)], scale)
        for name in ("river", "disputed", "border"):
            kinds[name] += cutter.lines([decoded(t) for t in level[name]], scale)
    kinds["region"] = cutter.lines([decoded(t) for t in regions["region"]], regions["scale"])
    # as on the page: from far away the ground says less
    for name, least in (("river", 4.0), ("shore", 4.0), ("region", 4.6)):
        kinds[name] = kinds[name] if frame.zoom >= least else []
    near: dict[str, Attribute] = {"stroke_width": 1, "stroke_dasharray": "7 2.5 1.5 2.5"}
    far: dict[str, Attribute] = {"stroke_width": 0.6, "stroke_dasharray": "4 1.5 1 1.5"}
    looks: tuple[tuple[str, dict[str, Attribute]], ...] = (
        ("land", {"fill": c["land"], "fill_rule": "evenodd"}),
        ("ice", {"fill": c["land"]}),
        ("lake", {"fill": c["sea"], "fill_rule": "evenodd"}),
        ("river", {"stroke": c["river"]}),
        ("shore", {"stroke": c["coast"], "stroke_width": 0.5}),
        ("region", {"stroke": c["adm"], "stroke_width": 0.8}),
        ("disputed", {"stroke": c["border"], "stroke_dasharray": "1 3", "stroke_linecap": "round"}),
        ("border", {**(near if frame.zoom >= 4 else far), "stroke": c["border"]}),
        ("coast", {"stroke": c["coast"], "stroke_width": 0.8}),
    )
    kinds["ice"] = cap(frame)
    for name, look in looks:
        if kinds[name]:
            yield tag("path", d=path(kinds[name], closed="fill" in look), id=name, stroke_linejoin="round", **look)


def _areas(drawn: Map) -> Iterator[str]:
    frame, cutter, done = drawn.frame, Cutter(drawn.frame), set()
    for mark in (m for site in drawn.sites for m in site.marks):
        outline, ink = drawn.countries.get(mark.country), colour_of(mark.traveller)
        if outline and (mark.country, mark.traveller) not in done:
            done.add((mark.country, mark.traveller))
            sides = [line for ring in outline.rings for line in coast(ring, 180 * outline.scale)]
            hatches = path(hatching(cutter.areas(outline.rings, outline.scale)))
            edge = path(cutter.lines(sides, outline.scale))
            yield tag("path", d=hatches, stroke=ink, stroke_width=1.3, stroke_opacity=0.4)
            yield tag("path", d=edge, stroke=ink, stroke_width=1.4, stroke_dasharray="4 3")
        elif not outline and mark.reach:
            ring = [*frame.circle(*mark.at, mark.reach)]
            if max(x for x, _ in ring) - min(x for x, _ in ring) > 36:  # a smaller one lies under the marker
                edge = path(pieces([*ring, ring[0]], frame.box))
                yield tag("path", d=edge, stroke=ink, stroke_dasharray="1.5 3.5", fill=ink, fill_opacity=0.06)


def _legs(drawn: Map, several: bool) -> Iterator[str]:
    box, land, grey = drawn.frame.box, colours()["land"], colours()["ink2"]
    for line in drawn.lines:
        d = path(pieces(line.points, box))
        if d:
            yield tag("path", d=d, stroke=land, stroke_width=6.5, stroke_opacity=0.75)
            yield leg(d, line.way.end.traveller, line.way.status, line.way.train)
    for line, at, angle in drawn.arrows:
        yield arrow(line.way.end.traveller, at, angle, shape=several)
    stands = {mark: site for site in drawn.sites for mark in site.marks}
    for site in drawn.sites:
        if site.tied and math.dist(site.at, site.home) > 1:
            tie = path([[site.home, site.at]])
            yield tag("path", d=tie, stroke=land, stroke_width=3)
            yield tag("path", d=tie, stroke=grey)
            yield tag("circle", cx=site.home[0], cy=site.home[1], r=2.2, fill=grey, stroke=land)
        for mark in site.marks:
            if mark.parent and stands[mark.parent] is not site:
                tie, ink = path([[stands[mark.parent].at, site.at]]), colour_of(mark.traveller)
                yield tag("path", d=tie, stroke=ink, stroke_width=1.2, stroke_dasharray="1.5 2.5")


def _site(site: Site) -> str:
    c, box, parts = colours(), site.box, []
    if site.pill or site.heap:
        whole: dict[str, Attribute] = {"x": box.left, "y": box.top, "width": box.width, "height": box.height}
        told = [tag("title", words("; ".join(m.told for m in site.marks)))] if site.heap else []
        parts.append(tag("rect", *told, **whole, rx=min(ROUND, box.height / 2), fill=c["paper"], stroke=c["rule2"]))
    for n, (mark, said) in enumerate(site.heap):
        y = box.top + PILL + LINE * (n + 0.5)
        if mark:
            parts.append(marker(mark.traveller, mark.kind, "", (box.left + 17, y), 16, ground=False))
        parts.append(text(box.left + (30 if mark else 10), y + 4.2, said, STYLES["heap"]))
    for mark, at, size in site.markers:
        number, told_of = ("", site.marks) if site.dot else (mark.number, (mark,))
        said = "; ".join(m.told for m in told_of)
        parts.append(marker(mark.traveller, mark.kind, number, at, size, said, ground=not site.pill))
    return "".join(parts)


def _words(said: Words, apart: bool) -> str:
    style, halo = said.style, {}
    if not apart:
        halo = _halo_of(said) | {"paint_order": "stroke", "stroke_linejoin": "round"}
    return text(said.x, said.y, said.said, style, said.anchor, **halo)


def _halo(said: Words) -> str:
    return text(said.x, said.y, said.said, said.style, said.anchor, fill=None, **_halo_of(said))


def _halo_of(said: Words) -> dict[str, Attribute]:
    return {"stroke": colours()[said.style.ground], "stroke_width": said.style.halo}
