"""Style and types, as `just lint` checks them: one command, the README's, tells whether all is well."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("check", ["ruff check .", "ruff format --check .", "mypy"])
def test_style_and_types(check: str) -> None:
    done = subprocess.run([sys.executable, "-m", *check.split()], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"{check}\n{done.stdout}{done.stderr}", pytrace=False)
