"""What a format is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geotrack.model import Atlas


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an atlas."""

    name: str
    """As given to `--format`."""
    suffix: str
    """File name ending, with the dot."""
    summary: str
    """What it is for, in a few words."""
    write: Callable[[Atlas], str]
    """The whole file as text; the same atlas gives the same text."""
