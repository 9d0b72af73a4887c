"""The real thing: programs started from a shell, in a folder of their own, with the network closed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(sys.executable).with_name("geotrack")


def run(*command, **more):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **more)


@pytest.mark.parametrize("program", [[SCRIPT], [sys.executable, "-m", "geotrack"]], ids=["script", "module"])
def test_both_ways_to_call_it(program, seeds, tmp_path):
    done = run(*program, "map", *seeds, "-o", "kim.html", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Vostochny Cosmodrome" in done.stdout
    assert (tmp_path / "kim.html").exists()
    assert run(*program, "map", "nowhere.txt", cwd=tmp_path).returncode == 3
    assert run(*program, "--version").stdout.startswith("geotrack ")


def test_the_bytes_depend_on_nothing_but_the_articles(seeds, tmp_path):
    written = set()
    for number, (seed, zone, language) in enumerate([("0", "UTC", "C"), ("7", "Asia/Tokyo", "C.UTF-8")]):
        env = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
        folder = tmp_path / str(number)
        folder.mkdir()
        printed = run(SCRIPT, "extract", *seeds, env=env, cwd=folder).stdout
        run(SCRIPT, "map", *seeds, "-o", "kim.html", env=env, cwd=folder)
        written.add((printed, (folder / "kim.html").read_bytes()))
    assert len(written) == 1


def test_a_terminal_without_unicode(seeds, tmp_path):
    env = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = run(SCRIPT, "extract", *seeds, env=env, cwd=tmp_path)
    assert json.loads(done.stdout)["itineraries"]
    (tmp_path / "a.txt").write_text("Angela Merkel flew from Köln to Málaga.", encoding="utf-8")
    done = run(SCRIPT, "map", "a.txt", "--traveller", "Łódź", env=env, cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert run(SCRIPT, "map", "a.txt", env=env, cwd=tmp_path).returncode == 0


def test_a_reader_who_hangs_up(seeds):
    done = run("sh", "-c", f"'{SCRIPT}' extract '{seeds[0]}' | head -c 1")
    assert (done.stdout, done.stderr) == ("{", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk: /dev/full is Linux's")
def test_a_full_disk(seeds):
    done = run("sh", "-c", f"'{SCRIPT}' extract '{seeds[0]}' > /dev/full")
    assert done.returncode == 2
    assert done.stderr.startswith("geotrack: ")
    assert done.stderr.count("\n") == 1
