"""What every reader of articles promises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from geotrack.model import Article, Mention, Movement, Traveller


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article says, before any place is looked up."""

    mentions: tuple[Mention, ...]
    """Every place that it names, in order."""
    travellers: tuple[Traveller, ...]
    """Who moves, in order of appearance."""
    movements: tuple[Movement, ...]
    """Who was where, in the order told."""


class Reader(Protocol):
    """Something that reads an article: the rules over the embedded model, or whatever a user plugs in.

    It quotes the text by offsets and never gives coordinates.
    """

    def read(
        self, article: Article, *, around: str | None = None, progress: Callable[[int], None] = lambda _: None
    ) -> Reading:
        """The places, travellers and movements of an article.

        `around` is a date (EDTF) near which an article that states none must have appeared; `progress` is told how many
        characters more have been read.
        """
        ...

    @property
    def described(self) -> str:
        """Name and version, for the record of how an atlas was made."""
        ...
