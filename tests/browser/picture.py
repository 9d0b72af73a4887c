"""A picture of a page: `python -m tests.browser.picture PAGE.html PICTURE.png [WIDTH HEIGHT]`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.browser.chromium import Chromium


def main(page: str, picture: str, width: str = "1440", height: str = "900") -> None:
    """Open the page from disk, wait until it is drawn, and take its picture."""
    with Chromium() as chromium:
        tab = chromium.open(Path(page), int(width), int(height))
        tab.wait("document.documentElement.hasAttribute('data-ready')")
        tab.screenshot(Path(picture))


if __name__ == "__main__":
    main(*sys.argv[1:])
