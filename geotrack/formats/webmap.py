"""The HTML map: one file that opens from disk and asks the network for nothing.

Folium makes the frame: the figure, the map's element and the call of `L.map`. It gets coordinates and zooms, never a
word of an article, because its templates write values into script text. Everything that is drawn comes from one JSON
block, which the files of page/script read as one script; the Content-Security-Policy names that script and the one
style by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from importlib.resources import files
from typing import Any

from geotrack.errors import DataError
from geotrack.formats.page.ground import country_names, ground
from geotrack.formats.page.story import Data, story, title
from geotrack.formats.page.words import ENGLISH, Table, Words
from geotrack.model import Atlas

MAP_ID = "geotrack"
"""Folium makes up a new id for every map; ours is always the same, so that the same atlas gives the same bytes."""

SCRIPT = (
    "tools", "words", "appearance", "data", "glyphs", "heading", "sites", "list", "pieces", "rest", "basemap", "ways",
    "web", "markers", "card", "sight", "labels", "captions", "scale", "time", "filters", "select", "keys", "begin",
)  # fmt: skip
"""The files of page/script, in the order in which one needs the other."""

STYLE = ("colours", "frame", "key", "map", "time", "list", "rest", "narrow", "print")
"""The files of page/style; later ones overrule earlier ones."""

ICON = (
    "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2016%2016'%3E%3Cpath%20d='M3%2013%208%205l5%204'"
    "%20fill='none'%20stroke='%23b03a0c'%20stroke-width='1.6'/%3E%3Ccircle%20cx='8'%20cy='5'%20r='3'%20fill='%23b03a0c'/%3E%3C/svg%3E"
)
NO_TEXT = "\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(n - 1)}{chr(n)}" for n in range(0xFFFF, 0x110000, 0x10000)
)
"""What an HTML file may not hold: control characters, halves of characters, and code points that are none."""

UNSAFE = re.compile(f"[<>&\u2028\u2029{NO_TEXT}]")
"""Escaped in the JSON block, so that no text can close it, open a comment in it, or end a line of it."""

UNNAMED = re.compile(f"[\u2028\u2029\u202a-\u202e\u2066-\u2069{NO_TEXT}]+")
"""Left out of names that the browser itself shows: they would turn its own words around."""

FRAME = (
    'height="720" style="border:0;width:100%" allowfullscreen '
    # an article that is opened from the frame is a page like any other, and must not be held in our sandbox
    'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"'
)
"""What a frame around the map may do: run its script and open its links. It cannot read the page around it."""


def write(atlas: Atlas, words: Table = ENGLISH) -> str:
    """The map of an atlas as one self-contained HTML page, which speaks the words of a table."""
    say = Words(words)
    told = story(atlas, country_names(), say)
    told["base"] = piece_of_world(told)
    block = UNSAFE.sub(escaped, json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    return page(told["title"], block, [stop["at"] for stop in told["stops"]], say)


def embedded(atlas: Atlas) -> str:
    """The map as an `<iframe>` that carries the page in itself, for Jupyter and for other pages."""
    return f'<iframe title="{frame_title(atlas)}" {FRAME} srcdoc="{html.escape(write(atlas))}"></iframe>'


def frame_title(atlas: Atlas) -> str:
    """What a frame around the map is called, as an attribute has it."""
    return as_name(Words()("frame", title=title(atlas)))


def piece_of_world(told: Data) -> Data:
    """The basemap around the stops; nothing where nobody travels."""
    points = [tuple(stop["at"]) for stop in told["stops"]]
    return ground(points, {stop["country"] for stop in told["stops"] if stop["country"]}) if points else {}


def page(name: str, block: str, points: list[list[float]], say: Words) -> str:
    """The frame with everything in it."""
    import folium
    from branca.element import Element, Figure
    from folium.template import Template

    class Verbatim(Element):
        """Text as it is. Branca's own Element would take `{{` in Leaflet's code for a template."""

        def __init__(self, text: str):
            super().__init__()
            self.text = text

        def render(self, **_: Any) -> str:
            return self.text

    centre = [round(sum(axis) / len(points), 2) for axis in zip(*points, strict=True)] if points else [0, 0]
    canvas = folium.Map(
        location=centre,
        tiles=None,
        zoom_start=4,
        zoom_control=False,
        attribution_control=False,
        keyboard=False,
        zoom_snap=0.25,
        zoom_delta=0.5,
        wheel_px_per_zoom_level=110,
        max_bounds_viscosity=0.8,
    )
    canvas._id = MAP_ID
    # on this instance only: folium would link Leaflet, jQuery, Bootstrap and icon fonts from three hosts
    canvas.default_js, canvas.default_css = [], []
    figure = Figure()
    figure.add_child(canvas)
    canvas.render()  # type: ignore[no-untyped-call]
    del figure._children[canvas.get_name()]  # rendered; the figure would render it, and its header, once more
    # the map's place and size are ours to say, pages may be zoomed, and inline styles and scripts have no hash
    figure.header = Element()
    # without white space at the ends: the Nu validator cuts it off before it compares the hashes
    style, script = stylesheet().strip(), "\n".join((leaflet(), figure.script.render(), own_script())).strip()
    if "</script" in script.lower() or "<!--" in script:
        raise DataError("a script that ships with geotrack would end its own element; install geotrack again")
    # the block is data and never runs; it has a hash because validators count it among the scripts
    policy = (
        f"default-src 'none'; script-src {hashed(script)} {hashed(block)}; style-src {hashed(style)}; img-src data:;"
        " base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    head = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{as_name(say('page', title=name))}</title>",
        f'<link rel="icon" href="{ICON}">',
        f"<style>{style}</style>",
    )
    figure.header.add_child(Verbatim("\n".join(head)), name="head")
    figure.script = Element()
    figure.script.add_child(
        Verbatim(f'<script type="application/json" id="data">{block}</script>\n<script>{script}</script>'), name="all"
    )
    figure.say = say  # type: ignore[attr-defined]  # for the template
    figure._template = Template(part("template.html"))
    rendered: str = figure.render()
    return rendered + "\n"


# --- parts -------------------------------------------------------------------------------------------------------


def part(name: str) -> str:
    """A file that ships beside page/."""
    try:
        return files("geotrack.formats.page").joinpath(name).read_text("utf-8")
    except OSError as error:
        message = f"a part of the page that ships with geotrack cannot be read ({error}); install geotrack again"
        raise DataError(message) from error


def leaflet() -> str:
    """Leaflet without the comment that names a source map, which a browser's tools would ask for.

    The one piece of markup that it makes when it is loaded, to see what the browser can do, is made without a string:
    under our policy (trusted types) no string becomes markup, so that the browser refuses whatever we overlook.
    """
    made = '.append(document.createElementNS("http://www.w3.org/2000/svg","svg"))'
    return re.sub(r"\n?//# sourceMappingURL=.*", "", part("leaflet.js")).replace('.innerHTML="<svg/>"', made)


def own_script() -> str:
    """Our script as one: a single closed function, so that its names are nobody else's."""
    own = "".join(part(f"script/{name}.js") for name in SCRIPT)
    # without comments, which begin or end a line, and indents: a page is sent by e-mail
    own = re.sub(r"^[ \t]*/\*(?:(?!\*/).)*\*/\n|[ \t]+/\*(?:(?!\*/).)*\*/$|^[ \t]+", "", own, flags=re.M | re.S)
    return f"(function () {{\n'use strict';\n{own}}})();\n"


def stylesheet() -> str:
    """Leaflet's style and ours as one."""
    # rules of Leaflet for images: the page has no tiles, no icons and none of its controls
    rules = re.findall(r"[^{}]+\{[^{}]*\}", re.sub(r"/\*.*?\*/", "", part("leaflet.css"), flags=re.S))
    unused = ("url(", "@media", "mix-blend-mode")
    kept = [" ".join(rule.split()) for rule in rules if not any(word in rule for word in unused)]
    own = re.sub(r"/\*.*?\*/\n?", "", "".join(part(f"style/{name}.css") for name in STYLE), flags=re.S)
    # the dark values are written once and used twice: for the switch and for the system's setting
    dark = re.search(r"@media screen\{:root\[data-theme=dark\]\{(.*?)\}\}\n", own, re.S)
    if not dark:
        raise DataError("the style that ships with geotrack has lost its dark colours; install geotrack again")
    system = f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme]){{{dark[1]}}}}}\n"
    return "\n".join(kept) + "\n" + own[: dark.end()] + system + own[dark.end() :]


def escaped(found: re.Match[str]) -> str:
    r"""A character as JSON's escapes.

    >>> UNSAFE.sub(escaped, "<\x00")
    '\\u003c\\u0000'
    """
    return re.sub("....", r"\\u\g<0>", found[0].encode("utf-16-be", "surrogatepass").hex())


def as_name(text: str) -> str:
    r"""A title for the browser's own use, in the markup of the page.

    >>> as_name("Kim <b>\u202e")
    'Kim &lt;b&gt;'
    """
    return html.escape(UNNAMED.sub(" ", text).strip())


def hashed(text: str) -> str:
    """A source for a Content-Security-Policy that allows just this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
