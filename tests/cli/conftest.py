"""The command line as a person meets it: arguments in; exit code, standard output and standard error out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from geotrack.cli import main

ROOT = Path(__file__).parents[2]


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def geotrack(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Done]:
    """Runs a command in an empty folder, in this process: the model is loaded once for all tests.

    Bytes that are no text come back as half characters (`surrogateescape`), which can be turned into them again.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")

    def run(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["geotrack", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        code = end.value.code
        assert isinstance(code, int)
        return Done(code, *(said.decode(errors="surrogateescape") for said in capsysbinary.readouterr()))

    return run


@pytest.fixture
def seeds() -> list[Path]:
    """The two sample articles."""
    return sorted((ROOT / "seeds").glob("*.txt"))
