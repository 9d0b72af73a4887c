"""Measures, prints, and pins the figures anew, here and in the README: `python -m tests.quality.pin` (or `just pin`).

Refuses to lower a figure unless told: `--lower`. `--show` only measures; `--cases` lists every case that changed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.quality.run import FIGURES, SETS, Figures, aligned, comparison, measured, pinned, worse

README = Path(__file__).parents[2] / "README.md"
LABELS = {
    "route_f1": "Stops in order of travel: F1",
    "precision": "precision",
    "recall": "recall",
    "place_f1": "Stops, order left aside: F1",
    "status": "Right status (visited, planned, cancelled)",
    "dates": "Right date",
    "travellers": "Travellers found by name",
    "exact": "Whole itineraries without a fault",
    "tempted": "Traps stepped into (the fewer the better)",
    "quiet": "Texts without a journey left alone",
}


def main() -> int:
    """Measure, and pin where that is allowed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lower", action="store_true", help="pin figures even where they have fallen")
    parser.add_argument("--show", action="store_true", help="measure and compare, pin nothing")
    parser.add_argument("--cases", action="store_true", help="list the cases whose route F1 has changed")
    options = parser.parse_args()

    old = pinned()
    results = {name: measured(name) for name in SETS}
    new = {name: result.pinned() for name, result in results.items()}
    print(comparison({n: p["figures"] for n, p in old.items()}, {n: p["figures"] for n, p in new.items()}))
    if options.cases:
        changed = [
            [f"{group}/{case}", f"{was:.3f}" if was is not None else "new", f"{now:.3f}"]
            for group, values in new.items()
            for case, now in values["route_f1"].items()
            if (was := old.get(group, {}).get("route_f1", {}).get(case)) != now
        ]
        print("\n" + (aligned([["case", "pinned", "now"], *changed]) if changed else "No case has changed."))

    crashed = [f"{group}/{case}" for group, result in results.items() for case in result.crashed]
    fallen = [
        f"{group} {name}"
        for group, values in new.items()
        for name, now in values["figures"].items()
        if worse(name, old.get(group, {}).get("figures", {}).get(name, now), now)
    ]
    if crashed:
        print(f"\nNothing is pinned: these cases crash: {', '.join(crashed)}.", file=sys.stderr)
    elif options.show:
        return 0
    elif fallen and not options.lower:
        print(f"\nNothing is pinned: {', '.join(fallen)} would fall. Pin all the same with --lower.", file=sys.stderr)
    else:
        FIGURES.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
        text = README.read_text(encoding="utf-8")
        figures = {name: values["figures"] for name, values in new.items()}
        README.write_text(in_readme(text, figures), encoding="utf-8")
        print(f"\nPinned: {FIGURES} and {README}")
        return 0
    return 1


def in_readme(text: str, figures: Mapping[str, Figures]) -> str:
    """The README with these figures in its table."""
    rows = ["| | " + " | ".join(figures) + " |", "|---|" + "---|" * len(figures)]
    for name, label in LABELS.items():
        rows.append(f"| {label} | " + " | ".join(f"{group[name]:.2f}" for group in figures.values()) + " |")
    table = "\n".join(("<!-- figures -->", *rows, "<!-- /figures -->"))
    return re.sub(r"<!-- figures -->.*<!-- /figures -->", lambda _: table, text, flags=re.DOTALL)


if __name__ == "__main__":
    sys.exit(main())
