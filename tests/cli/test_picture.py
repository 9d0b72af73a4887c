"""Pictures from the command line: a size, and nothing that is no text on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def atlas(geotrack, seeds, tmp_path) -> Path:
    geotrack("extract", *seeds, "-o", "atlas.json")
    return tmp_path / "atlas.json"


@pytest.mark.parametrize("command", [("render",), ("map", "-q"), ("extract",)])
def test_a_picture_in_a_size(geotrack, atlas, tmp_path, command):
    assert geotrack(*command, atlas, "-o", "kim.svg", "--size", "900x500") == (0, "", "")
    assert 'width="900" height="500"' in (tmp_path / "kim.svg").read_text(encoding="utf-8")
    assert geotrack(*command, atlas, "-o", "kim.png", "--size", "900x500") == (0, "", "")
    assert (tmp_path / "kim.png").read_bytes()[16:24] == (1800).to_bytes(4, "big") + (1000).to_bytes(4, "big")


@pytest.mark.parametrize(
    ("file", "size", "said"),
    [
        ("kim.png", "big", "“big” is no size: write width and height in pixels, as 1600x1000."),
        ("kim.png", "1600", "“1600” is no size"),
        ("kim.png", "-5x600", "“-5x600” is no size"),
        ("kim.png", "90x60", "90x60: a picture has 400x300 to 5000x5000 pixels."),
        ("kim.png", "99999x600", "99999x600: a picture has"),
        ("kim.csv", "800x600", "A size is for pictures (svg, png, pdf), not csv."),
    ],
)
def test_a_size_that_cannot_be(geotrack, atlas, tmp_path, file, size, said):
    for command in ("render", "map", "extract"):
        done = geotrack(command, atlas, "-o", file, "--size", size)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("geotrack: ")
        assert said in done.err
        assert not (tmp_path / file).exists()


def test_what_cannot_be_written_is_told_before_anything_is_read(geotrack):
    done = geotrack("map", "nowhere.txt", "-o", "kim.html", "--size", "800x600")
    assert done.err == "geotrack: A size is for pictures (svg, png, pdf), not html.\n"


def test_a_terminal_gets_no_png(atlas):
    """A real terminal: both ends of one, and the command at the far end."""
    near, far = pty.openpty()
    command = [sys.executable, "-m", "geotrack", "extract", str(atlas), "--format", "png"]
    done = subprocess.run(command, stdout=far, stderr=subprocess.PIPE, text=True, check=False)
    os.close(far)
    os.close(near)
    assert done.returncode == 2
    assert done.stderr == ("geotrack: this format is no text, and a terminal cannot show it: name a file with -o.\n")
    piped = subprocess.run(command, capture_output=True, check=True)
    assert piped.stdout.startswith(b"\x89PNG")
