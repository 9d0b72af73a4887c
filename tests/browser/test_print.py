"""The page on paper, as Chromium prints it: a light map, the list with all sentences, no controls, nothing cut."""

from __future__ import annotations

import base64
import re
from typing import NamedTuple

import numpy as np
import pypdfium2
import pytest

from geotrack.model import Atlas
from tests.browser.chromium import Page
from tests.browser.conftest import Opener
from tests.formats import atlases

SEA, LAND = (228, 236, 239), (250, 248, 244)
A4 = {"paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": True, "printBackground": True}
ONE = atlases.SEED.model_copy(
    update={"itineraries": (atlases.PUTIN.model_copy(update={"stops": atlases.PUTIN.stops[:1], "legs": ()}),)}
)


class Sheet(NamedTuple):
    """A printed page: its text, its pixels (72 to the inch), and where each letter stands."""

    text: str
    pixels: np.ndarray
    letters: np.ndarray


def printed(page: Page) -> list[Sheet]:
    document = pypdfium2.PdfDocument(base64.b64decode(page.call("Page.printToPDF", **A4)["data"]))
    sheets = []
    for sheet in document:
        text = sheet.get_textpage()
        height = sheet.get_height()
        rects = [text.get_rect(n) for n in range(text.count_rects())]
        letters = np.array([(x0, height - y1, x1, height - y0) for x0, y0, x1, y1 in rects])
        sheets.append(
            Sheet(
                " ".join(text.get_text_range().split()), sheet.render(scale=1, rev_byteorder=True).to_numpy(), letters
            )
        )
    return sheets


def map_box(sheet: Sheet) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of the basemap's colours; None where there is no map."""
    of_map = (sheet.pixels == SEA).all(axis=2) | (sheet.pixels == LAND).all(axis=2)
    if of_map.sum() < 2000:
        return None
    rows, columns = np.nonzero(of_map)
    return int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max())


def tour() -> Atlas:
    return atlases.steady(21)


@pytest.mark.parametrize(
    ("atlas", "sheets", "how"),
    [
        (atlases.SEED, 3, {"dark": True}),
        (atlases.SEED, 3, {"width": 390, "height": 844}),
        (tour(), 3, {}),
        (ONE, 2, {}),
        (atlases.PACIFIC, 2, {}),
        (atlases.leftward(), 2, {"dark": True}),
    ],
)
def test_it_prints(show: Opener, atlas: Atlas, sheets: int, how: dict[str, int]) -> None:
    found = printed(show(atlas, **how))
    assert sheets - 1 <= len(found) <= sheets + 1, "other fonts, other lines; but no more than that"
    text = " ".join(sheet.text for sheet in found)
    for sheet in found:
        assert len(sheet.text) > 100, "an empty page"
        assert (sheet.pixels[:20] == 255).all(), "paper is white"
        assert (sheet.pixels > 128).all(axis=2).mean() > 0.8, "a dark page"
    # the whole map on the first page, at its full size, inside the margins
    boxes = [map_box(sheet) for sheet in found]
    assert boxes[0]
    assert boxes[1:] == [None] * (len(found) - 1)
    left, top, right, bottom = boxes[0]
    page_height, page_width, _ = found[0].pixels.shape
    assert right - left == pytest.approx(690 * 0.75, abs=8)
    assert bottom - top == pytest.approx(410 * 0.75, abs=8)
    assert 30 <= left < right <= page_width - 30
    assert bottom <= page_height - 30
    # no control, and no word about one
    for words in ("Show all", "Zoom", "Step through", "Shown up to", "Appearance", "more sentence"):
        assert words not in text
    assert "Lines join the stops in order" in text


def test_every_sentence_is_on_paper(show: Opener) -> None:
    text = "".join(sheet.text for sheet in printed(show(atlases.SEED))).replace(" ", "").replace("\u00ad", "")
    for itinerary in atlases.SEED.itineraries:
        for excerpt in (e for s in itinerary.stops for e in s.excerpts):
            assert "".join(excerpt.text.split())[:60] in text.replace("\ufffe", "-")


@pytest.mark.parametrize("atlas", [atlases.SEED, tour(), ONE])
def test_no_letters_lie_on_one_another(show: Opener, atlas: Atlas) -> None:
    for number, sheet in enumerate(printed(show(atlas))):
        box = map_box(sheet)
        letters = sheet.letters
        if box:  # the map has its own rules
            letters = letters[(letters[:, 1] > box[3]) | (letters[:, 3] < box[1])]
        assert len(letters) > 50
        x0, y0, x1, y1 = letters.T
        wide = np.minimum.outer(x1, x1) - np.maximum.outer(x0, x0)
        high = np.minimum.outer(y1, y1) - np.maximum.outer(y0, y0)
        area = (x1 - x0) * (y1 - y0)
        shared = np.clip(wide, 0, None) * np.clip(high, 0, None) / np.minimum.outer(area, area)
        np.fill_diagonal(shared, 0)
        assert (shared > 0.5).sum() == 0, f"letters overlap on page {number + 1}"


def test_what_is_filtered_away_is_not_printed_and_what_is_faded_is(show: Opener) -> None:
    page = show(atlases.SEED)
    page.click("document.querySelectorAll('#chips button')[1]")
    page.evaluate("document.querySelector('#up-to').focus()")
    page.press("Home")
    sheets = printed(page)
    text = " ".join(sheet.text for sheet in sheets)
    assert "send foreign minister Sergei Lavrov" not in text
    assert "is expected to travel to Vladivostok" in text
    black = (sheets[0].pixels < 60).all(axis=2).sum()
    page.press("End")
    assert black == pytest.approx((printed(page)[0].pixels < 60).all(axis=2).sum(), rel=0.02), "the list is faded"
    page.press("Home")
    page.call("Page.printToPDF", **A4)
    assert page.evaluate("document.querySelector('#up-to').value") == "0", "after printing all is as before"
    assert page.evaluate("document.querySelectorAll('.stop.later').length") == 4


def test_many_names_left_out_are_printed_without_their_sentences(show: Opener) -> None:
    page = show(atlases.many(1, 100))
    text = " ".join(sheet.text for sheet in printed(page))
    assert set(re.findall(r"Place \d+", text)) >= {f"Place {n}" for n in range(100)}
    assert "They spoke of Place 7 at length" not in text
    assert page.evaluate("document.querySelectorAll('.reason[open]').length") == 1, "folded again"
