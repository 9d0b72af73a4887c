"""What `geotrack gazetteer` prints: candidates of a name, and what a gazetteer holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from geotrack.formats.page.ground import country_names
from geotrack.formats.page.story import described
from geotrack.model import Candidate, NameKind
from geotrack.places import Gazetteer
from geotrack.places.gazetteer import SHIPPED

IN_A_PIPE = 160  # columns, where no terminal tells how wide it is
_BORNE: Mapping[NameKind, str] = {
    "primary": "its own name",
    "alternate": "another name",
    "variant": "a spelling",
    "demonym": "its people",
    "abbreviation": "an abbreviation",
    "online": "found online",
}


def print_candidates(found: Sequence[Candidate]) -> None:
    """A table of the places, the most important first, and why each stands where it stands."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = IN_A_PIPE
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("Place", "Kind", "Coordinates", "Score", "Why", "Id"):
        numbers = column in ("Coordinates", "Score")
        table.add_column(column, justify="right" if numbers else "left", no_wrap=numbers, overflow="fold")
    countries = country_names()
    for candidate in found:
        place = candidate.place
        parts = ", ".join(f"{part} {value:+.1f}" for part, value in candidate.parts.items())
        cells = (
            described(place, countries),
            place.type or place.kind,
            f"{place.lat:.3f}, {place.lon:.3f}",
            f"{candidate.score:.1f}",
            f"{_BORNE[candidate.name_kind]}: {parts}",
            place.id,
        )
        table.add_row(*(Text("".join(c for c in cell if c.isprintable())) for cell in cells))
    console.print(table)


def print_info(gazetteer: Gazetteer) -> None:
    """What a gazetteer says of itself, what it holds, and whose data that are."""
    meta, console = gazetteer.meta, Console(highlight=False)
    places, names = gazetteer.counts()
    rows = [
        ("Gazetteer", f"{meta['name']} ({meta['version']})"),
        ("File", f"{gazetteer.path} ({gazetteer.path.stat().st_size / 1e6:,.0f} MB, schema {meta['schema']})"),
        ("Made from", meta.get("base", "")),
        ("Content", f"sha256 {meta['sha256']}"),
        ("Places", f"{sum(places.values()):,}"),
        *((f"  {kind}", f"{number:,}") for kind, number in places.items()),
        ("Names", f"{sum(names.values()):,}"),
        *((f"  {kind}", f"{number:,}") for kind, number in names.items() if number),
        ("Licence", meta["licence"]),
    ]
    for label, text in rows:
        if text:
            console.print(Text(f"{label:<16}{text}"), soft_wrap=True)
    console.print(Text("Sources"))
    for source in _sources():
        console.print(Text(f"  {source}"), soft_wrap=True)


def _sources() -> list[str]:
    """Whose data ship with geotrack, and so are in every gazetteer: the list in the licence beside the shipped one."""
    text = SHIPPED.with_name("LICENSE.md").read_text(encoding="utf-8")
    listed = re.findall(r"^- (.*?)(?=^\S|^$|\Z)", text, re.MULTILINE | re.DOTALL)
    return [" ".join(source.replace("**", "").split()) for source in listed]
