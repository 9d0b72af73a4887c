"""How fast and how large: `python -m tests.quality.timing` (or `just bench`). A benchmark, not a test.

A cold run is a new process over warm files: `geotrack map seeds/*.txt` beside a bare `import folium, onnxruntime`. The
two take turns, so that a busy machine slows both; the best of each counts. Both find their byte code ready, as after
`pip install`.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.quality.run import SETS, aligned, answer, folders

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
SEEDS = sorted(map(str, (ROOT / "seeds").glob("*.txt")))


def seconds(command: list[str]) -> float:
    """How long a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    return time.perf_counter() - start


def peak_mb(command: list[str]) -> float:
    """The most memory that a command holds."""
    process = os.posix_spawn(command[0], command, ENVIRONMENT, file_actions=[(os.POSIX_SPAWN_CLOSE, 1)])
    _, status, used = os.wait4(process, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def articles_a_second() -> tuple[float, int]:
    """Articles of all quality cases read in one process, model loaded, and how many they are."""
    import json

    cases = [(folder, json.loads((folder / "gold.json").read_bytes())) for name in SETS for folder in folders(name)]
    answer(*cases[0])
    start = time.perf_counter()
    for folder, gold in cases:
        answer(folder, gold)
    number = sum(len(gold["documents"]) for _, gold in cases)
    return number / (time.perf_counter() - start), number


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=7, help="runs of each command")
    parser.add_argument("--cold-only", action="store_true", help="leave the articles per second out")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bare = [sys.executable, "-c", "import folium, onnxruntime"]
        cold = [sys.executable, "-m", "geotrack", "map", *SEEDS, "-q", "-o", f"{folder}/map.html"]
        for command in (bare, cold):
            seconds(command)
        turns = [(seconds(bare), seconds(cold)) for _ in range(options.n)]
        peak = peak_mb(cold)
    least_bare, least_cold = (min(times) for times in zip(*turns, strict=True))
    rows = [
        ["bare import of folium and onnxruntime", f"{least_bare:.2f} s"],
        ["geotrack map seeds/*.txt, cold", f"{least_cold:.2f} s"],
        ["ratio (3 is the most it may be)", f"{least_cold / least_bare:.2f}"],
        ["peak memory of that run", f"{peak:.0f} MB"],
    ]
    if not options.cold_only:
        speed, number = articles_a_second()
        rows.append([f"articles a second, warm, {number} articles", f"{speed:.1f}"])
        rows.append(["peak memory of that run", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"])
    print(aligned(rows))


if __name__ == "__main__":
    main()
