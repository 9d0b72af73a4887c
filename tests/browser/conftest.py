"""One Chromium for all tests of the page, and a way to see an atlas in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from geotrack.formats.page.words import ENGLISH, Table
from geotrack.formats.webmap import write
from geotrack.model import Atlas
from tests.browser.chromium import Chromium, Page

Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Chromium]:
    with Chromium() as chromium:
        yield chromium


@pytest.fixture
def show(browser: Chromium, tmp_path: Path) -> Iterator[Opener]:
    """The page of an atlas, opened from disk and drawn: `show(atlas, 390, 844, address="#kim-jong-un/3")`."""
    opened = []

    def show(atlas: Atlas, width: int = 1440, height: int = 900, words: Table = ENGLISH, **how: Any) -> Page:
        file = tmp_path / f"{len(opened)}.html"
        file.write_text(write(atlas, words), encoding="utf-8")
        page = browser.open(file, width, height, **how)
        opened.append(page)
        page.wait("document.documentElement.hasAttribute('data-ready')")
        return page

    yield show
    for page in opened:
        assert page.messages == [], "the page complains"
        page.call("Page.close")
