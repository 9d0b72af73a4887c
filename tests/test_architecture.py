"""The house stays as it is drawn: floors, front door, fast start, docstrings, licences."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import geotrack

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "geotrack"
HEAVY = (
    *("folium", "geopy", "numpy", "onnxruntime", "requests", "resvg_py", "rich", "shapely", "tokenizers", "typst"),
    "yaml",
)


def test_imports_run_downwards_and_rooms_do_not_know_each_other():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_front_door_is_complete_and_sorted():
    assert geotrack.__all__ == sorted(geotrack.__all__)
    assert all(getattr(geotrack, name).__doc__ for name in geotrack.__all__)
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("geotrack.")
        for alias in node.names
    }
    assert imported == set(geotrack.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="'geotrack' has no attribute 'trakc'"):
        geotrack.trakc  # noqa: B018


@pytest.mark.parametrize(
    "start",
    [
        "import geotrack",
        "from geotrack.cli import main; sys.argv = ['geotrack', '--version']\ntry: main()\nexcept SystemExit: pass",
        "import geotrack; geotrack.track, geotrack.render",
    ],
)
def test_starting_loads_nothing_heavy(start):
    code = f"import sys\n{start}\nprint()\nimport json; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = json.loads(done.stdout.splitlines()[-1])
    assert [name for name in HEAVY if name in loaded] == []


def test_help_loads_nothing_that_reads_or_draws():
    code = (
        "import sys, json\nfrom geotrack.cli import main\nsys.argv = ['geotrack', '--help']\n"
        "try: main()\nexcept SystemExit: pass\nprint(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = json.loads(done.stdout.splitlines()[-1])
    assert [name for name in HEAVY if name in loaded and name != "rich"] == []  # the help is drawn with rich


def test_what_is_public_is_explained():
    """Ruff asks for docstrings too; this says it of the package alone, fields of nouns included."""
    missing = []
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        nodes: list[tuple[ast.AST, str]] = [(tree, "")]
        nodes += [(n, n.name) for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)]
        missing += [
            f"{path.relative_to(ROOT)}: {name or 'the module'}"
            for node, name in nodes
            if not name.startswith("_") and not ast.get_docstring(node)  # type: ignore[arg-type]
        ]
    assert missing == []


def test_every_field_of_every_noun_has_its_sentence():
    schema = geotrack.Atlas.model_json_schema(mode="serialization")
    shapes = [schema, *schema["$defs"].values()]
    bare = [
        f"{shape['title']}.{name}"
        for shape in shapes
        for name, field in shape.get("properties", {}).items()
        if not field.get("description")
    ]
    assert bare == []


@pytest.mark.parametrize("folder", ["mentions/data", "places/data", "formats/page", "formats/picture/fonts"])
def test_data_come_with_their_licences(folder):
    assert list((PACKAGE / folder).glob("LICENSE*")), f"geotrack/{folder} does not say whose its data are"


def test_the_project_names_its_licences():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for pattern in project["license-files"]:
        assert list(ROOT.glob(pattern)), f"pyproject.toml: no file fits {pattern}"
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_the_package_says_that_it_is_typed():
    assert (PACKAGE / "py.typed").exists()


def test_the_suite_runs_on_an_installed_geotrack():
    """The console script stands beside the interpreter that runs the tests."""
    script = Path(sys.executable).with_name("geotrack.exe" if os.name == "nt" else "geotrack")
    assert script.exists()
