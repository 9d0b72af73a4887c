"""The pages of docs/ tell the truth: what they say to write is written, and the maps show in what comes out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.chromium import PATIENCE, Chromium
from tests.browser.test_embed import DRAWN, SEEN, frames

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
BLOCK = re.compile(
    r"(?:^[^\n]*\b[Ii]n `(?P<file>[\w./-]+)`:\n\n)?^(?P<fence>```+)(?P<kind>\w+)\n(?P<text>.*?)^(?P=fence)$",
    re.M | re.S,
)
SHOWN = {
    "mkdocs": {"site/index.html": 1, "site/itinerary/index.html": 0},
    "sphinx": {"_build/index.html": 1, "_build/chapter/one.html": 1, "_build/itinerary.html": 0},
    "quarto": {"journey.html": 1, "itinerary.html": 0},
    "jupyter": {"journey.html": 2},
    "slides": {"live.html": 0},
    "word": {},
    "README": {},
}
"""What each page makes, and how many maps in a sandbox are in it. Reveal.js would have to come from the network."""


def test_every_page_is_tried() -> None:
    assert sorted(SHOWN) == sorted(page.stem for page in DOCS.glob("*.md"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with Chromium() as browser:
        yield browser


@pytest.fixture
def here(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path


@pytest.mark.parametrize("page", SHOWN)
def test_the_page(page: str, here: Path, chromium: Chromium) -> None:
    follow((DOCS / f"{page}.md").read_text(encoding="utf-8"), here)
    if page == "quarto":  # in Quarto's place
        shell("pandoc -s journey.qmd -o journey.html", here)
    for result, maps in SHOWN[page].items():
        known = frames(chromium)
        # tall enough for all of them: a frame out of sight waits with its drawing
        shown = chromium.open(here / result, 1440, 3000)
        until = time.monotonic() + PATIENCE
        while len(found := frames(chromium) - known) < maps and time.monotonic() < until:
            time.sleep(0.05)
        assert len(found) == maps
        for target in found:
            frame = chromium.attach(target)
            frame.wait("document.documentElement.hasAttribute('data-ready')")
            assert frame.evaluate(DRAWN)
            frame.wait(SEEN)
        pictures = "[...document.images].map((i) => [i.alt, i.naturalWidth > 0])"
        if "itinerary" in result:
            assert ["Map: Kim Jong Un, Vladimir Putin and Sergei Lavrov. The stops are listed below.", True] in (
                shown.evaluate(pictures)
            )


def follow(text: str, folder: Path) -> None:
    """Do what a page says, from top to bottom: files, cells of a notebook, commands."""
    cells: list[str] = []
    printed = ""
    for block in BLOCK.finditer(text):
        content = block["text"]
        if block["kind"] == "html" or "<iframe " in content:
            (line,) = re.findall(r"<iframe .*?</iframe>", content)
            assert re.sub(r'src="[^"]*"', 'src="kim.html"', line) == printed.strip(), "what the command prints"
        if block["file"]:
            (folder / block["file"]).parent.mkdir(exist_ok=True)
            (folder / block["file"]).write_text(content, encoding="utf-8")
        elif block["kind"] == "python":
            cells.append(content)
        elif block["kind"] == "sh":
            if cells:
                run(cells, folder / "journey.ipynb")
                cells = []
            for command in content.splitlines():
                (folder / command.partition(" -o ")[2].split(" ")[0]).parent.mkdir(exist_ok=True)
                printed = shell(command, folder) or printed


def shell(command: str, folder: Path) -> str:
    import pypandoc

    programs = (Path(sys.executable).parent, Path(pypandoc.get_pandoc_path()).parent, "/usr/bin", "/bin")
    environment = {**os.environ, "PATH": os.pathsep.join(map(str, programs)), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout if "--embed" in command else ""


def run(cells: list[str], notebook: Path) -> None:
    """A notebook with these cells, run from top to bottom."""
    import nbformat
    from nbclient import NotebookClient

    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(made, timeout=120, resources={"metadata": {"path": str(notebook.parent)}}).execute()
    nbformat.write(made, notebook)
