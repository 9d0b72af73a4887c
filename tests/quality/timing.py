"""How fast and how large: `python -m tests.quality.timing` (or `just bench`). A benchmark, not a test.

A cold run is a new process over warm files: `geotrack map seeds/*.txt` beside a bare `import folium, onnxruntime`, and
`geotrack extract` of one article beside loading the language model. They take turns, so that a busy machine slows all;
the best of each counts. All find their byte code ready, as after `pip install`. What a warm process reads is told per
second of one core, in articles of 700 words; the book is the texts of the cases, one behind the other.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.quality.run import CASES, SETS, aligned, answer, folders

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
ARTICLE, BOOK = 700, 60_000  # words
LOADING = "from geotrack.mentions.language import LanguageModel; LanguageModel.shipped()"
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


def texts() -> list[str]:
    """The texts of all cases."""
    return [path.read_text(encoding="utf-8") for path in sorted(CASES.rglob("*.txt"))]


def of_words(number: int) -> str:
    """A text of at least so many words: those of the cases, again and again."""
    told, words = list[str](), 0
    for text in itertools.cycle(texts()):
        if words >= number:
            return "\n\n".join(told)
        told.append(text)
        words += len(text.split())
    raise AssertionError("a cycle has no end")


def one_article() -> str:
    """The case that is nearest to an article of 700 words."""
    return min(texts(), key=lambda text: abs(len(text.split()) - ARTICLE))


def articles_a_second() -> tuple[float, int]:
    """Articles of 700 words that one core reads in a second, model loaded, and how many texts were read for it."""
    cases = [(folder, json.loads((folder / "gold.json").read_bytes())) for name in SETS for folder in folders(name)]
    answer(*cases[0])
    start = time.process_time()
    for folder, gold in cases:
        answer(folder, gold)
    taken = time.process_time() - start
    number = sum(len(gold["documents"]) for _, gold in cases)
    return sum(len(text.split()) for text in texts()) / ARTICLE / taken, number


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
        article, book = Path(folder) / "article.txt", Path(folder) / "book.txt"
        article.write_text(one_article(), encoding="utf-8")
        book.write_text(of_words(BOOK), encoding="utf-8")
        load = [sys.executable, "-c", LOADING]
        extract = [sys.executable, "-m", "geotrack", "extract", str(article), "-o", f"{folder}/article.json"]
        turns = [tuple(seconds(command) for command in (bare, cold, load, extract)) for _ in range(options.n)]
        peak = peak_mb(cold)
        whole = [sys.executable, "-m", "geotrack", "map", str(book), "-q", "-o", f"{folder}/book.html"]
        book_peak = None if options.cold_only else peak_mb(whole)
    least_bare, least_cold, least_load, least_extract = (min(times) for times in zip(*turns, strict=True))
    rows = [
        ["bare import of folium and onnxruntime", f"{least_bare:.2f} s"],
        ["geotrack map seeds/*.txt, cold", f"{least_cold:.2f} s"],
        ["ratio (3 is the most it may be)", f"{least_cold / least_bare:.2f}"],
        ["peak memory of that run (350 MB is the most it may be)", f"{peak:.0f} MB"],
        ["loading the language model, cold", f"{least_load:.2f} s"],
        ["geotrack extract of one article, cold", f"{least_extract:.2f} s"],
        ["ratio (2 is the most it may be)", f"{least_extract / least_load:.2f}"],
    ]
    if not options.cold_only:
        speed, number = articles_a_second()
        rows.append([f"articles of {ARTICLE} words a second of one core, warm, from {number} texts", f"{speed:.1f}"])
        rows.append(["loadings of the model in the time of one article, warm", f"{1 / speed / least_load:.2f}"])
        rows.append(["peak memory of that run", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"])
        rows.append([f"peak memory for a book of {BOOK:,} words", f"{book_peak:.0f} MB"])
    print(aligned(rows))


if __name__ == "__main__":
    main()
