"""What a format is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an atlas."""

    name: str
    """As given to `--format`."""
    suffix: str
    """File name ending, with the dot."""
    summary: str
    """What it is for, in a few words."""
    write: Callable[..., str | bytes]
    """From an atlas the whole file: text, or bytes where the format is no text. The same atlas gives the same."""
    sized: bool = False
    """Whether `write` takes a `size`, in pixels: pictures have one."""
    needs: str = ""
    """The library without which it cannot be written, where that does not come with geotrack."""
