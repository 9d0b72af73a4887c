"""From an article to mentions of places and movements between them.

`reader` gives the offline reader: rules that a person can read over an embedded language model. Another reader only
has to keep the promise in `base`.
"""

from __future__ import annotations

from collections.abc import Callable

from geotrack.mentions.base import Reader, Reading
from geotrack.model import NameEntry

__all__ = ["Reader", "Reading", "reader"]


def reader(look_up: Callable[[str], NameEntry | None]) -> Reader:
    """The offline reader. `look_up` tells what is known of a name, usually `Gazetteer.shipped().entry`.

    The language model is loaded here, once for the process (about 0.2 s).
    """
    from geotrack.mentions.rules import RuleReader

    return RuleReader(look_up)
