"""The README tells the truth: its commands and its Python are run, its tables are those of the program."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geotrack.cli.app import app
from geotrack.formats import FORMATS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
SHELL = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines() if line and line[0] != "#"]
INSTALL = [line for line in SHELL if "pip install" in line]
COMMANDS = [line for line in SHELL if line not in INSTALL and "--online" not in line and "https://" not in line]
PYTHON = [
    (code, BLOCKS[number + 1][1] if BLOCKS[number + 1 : number + 2] and BLOCKS[number + 1][0] == "text" else "")
    for number, (kind, code) in enumerate(BLOCKS)
    if kind == "python"
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the examples find what they name."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "output").mkdir()
    shutil.copy(ROOT / "output" / "kim-in-russia.json", tmp_path / "output")
    (tmp_path / "texts.jsonl").write_text('{"id": "a", "text": "Paris, Texas, is a long way from Moscow."}\n')
    own = next(block for kind, block in BLOCKS if kind == "csv")
    (tmp_path / "own.csv").write_text(own)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{Path('/usr/bin')}:{Path('/bin')}")
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def shell(command: str) -> str:
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_two_commands_do_everything(here: Path) -> None:
    draws, tests = INSTALL
    install, _, draw = draws.rpartition(" && ")
    assert install == "python3 -m venv .venv && .venv/bin/pip install ."
    said = shell(draw.removeprefix(".venv/bin/"))
    assert (here / "output" / "kim-in-russia.html").exists()
    shown = next(block for kind, block in BLOCKS if kind == "text")
    for line in shown.splitlines():
        if not line.startswith(("Left out", "Written")):  # their figures move with every better rule
            assert " ".join(line.split()) in " ".join(said.split())
    assert tests == "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/python -m pytest"
    in_ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert draws in in_ci
    assert tests in in_ci


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.usefixtures("here")
def test_a_command(command: str) -> None:
    shell(command)


@pytest.mark.parametrize(("code", "printed"), PYTHON)
@pytest.mark.usefixtures("here")
def test_the_python(code: str, printed: str) -> None:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(ast.parse(code), "README.md", "exec"), {})
    assert said.getvalue() == printed


def test_every_format_is_in_the_table_and_no_other() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(\.[\w.]+)` \| (.*?) \|$", README, re.MULTILINE)
    assert rows == [(f.name, f.suffix, f.summary) for f in FORMATS.values()]


def test_every_command_and_every_option_is_explained() -> None:
    import typer.main

    group = typer.main.get_command(app)
    commands = dict(group.commands)  # type: ignore[attr-defined]
    for name, command in commands.copy().items():
        if hasattr(command, "commands"):
            del commands[name]
            commands |= {f"{name} {inner}": below for inner, below in command.commands.items()}
    for name, command in commands.items():
        assert f"`geotrack {name} " in README, name
        assert command.help, name
        for parameter in command.params:
            for option in parameter.opts if parameter.param_type_name == "option" else ():
                assert option in README or option.startswith("--") is False, f"{name} {option}"


def test_the_figures_are_the_pinned_ones() -> None:
    from tests.quality.pin import in_readme

    pinned = json.loads((ROOT / "tests" / "quality" / "figures.json").read_text(encoding="utf-8"))
    assert in_readme(README, {name: values["figures"] for name, values in pinned.items()}) == README, "`just pin`"


@pytest.mark.parametrize(
    "document",
    ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", *(str(p.relative_to(ROOT)) for p in ROOT.glob("docs/*"))],
)
def test_links_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)\)", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)):
        assert target.startswith("https://") or ((ROOT / document).parent / target).exists(), target


def test_recipes_that_are_named_exist() -> None:
    recipes = set(re.findall(r"^(\w+)(?: \*\w+)?:(?!=)", (ROOT / "justfile").read_text(encoding="utf-8"), re.MULTILINE))
    for document in ("README.md", "CONTRIBUTING.md"):
        named = re.findall(r"`just (\w+)", (ROOT / document).read_text(encoding="utf-8"))
        assert set(named) <= recipes


def test_examples_need_no_quoting_tricks() -> None:
    assert all(shlex.split(command) for command in COMMANDS)
    assert len(COMMANDS) >= 6
    assert PYTHON
