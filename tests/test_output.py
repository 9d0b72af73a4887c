"""What is committed in output/ is what the seeds give today, byte for byte; `just demo` makes it again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

import geotrack
from geotrack.formats import FORMATS, record
from geotrack.model import Atlas, Source
from tests.formats import atlases
from tests.formats.strategies import atlases as any_atlas

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "output"
BY_HAND = {"seed": atlases.SEED, "pacific": atlases.PACIFIC, "nobody": atlases.NOBODY, "hostile": atlases.hostile()}


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return geotrack.track(sorted((ROOT / "seeds").glob("*.txt")))


@pytest.mark.parametrize("name", ["html", "json", "geojson"])
def test_the_output_is_reproduced_byte_for_byte(atlas: Atlas, name: str) -> None:
    committed = (OUTPUT / f"kim-in-russia{FORMATS[name].suffix}").read_bytes()
    if geotrack.render(atlas, name).encode() != committed:  # a plain assert would print half a megabyte
        pytest.fail(
            f"output/kim-in-russia{FORMATS[name].suffix} differs from what the seeds give: `just demo`, and look"
        )


def test_a_saved_atlas_gives_the_same_bytes(atlas: Atlas) -> None:
    saved = geotrack.read_atlas(OUTPUT / "kim-in-russia.json")
    different = [name for name in FORMATS if geotrack.render(saved, name) != geotrack.render(atlas, name)]
    assert (saved == atlas, different) == (True, [])


def test_the_picture_in_the_readme_is_there() -> None:
    assert (OUTPUT / "kim-in-russia.png").read_bytes().startswith(b"\x89PNG")


def test_jupyter_gets_the_map(atlas: Atlas) -> None:
    shown = atlas._repr_html_()
    assert shown.count("<iframe") == shown.count("<img") == 1
    assert "Vostochny Cosmodrome" in shown
    assert atlas._repr_png_() == geotrack.render(atlas, "png")


# --- the atlas as JSON comes back as it was ------------------------------------------------------------------------


@pytest.mark.parametrize("made", BY_HAND.values(), ids=BY_HAND)
def test_atlases_made_by_hand_come_back(made: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "atlas.json"
    path.write_text(record.write(made), encoding="utf-8")
    assert geotrack.read_atlas(path) == made


@given(any_atlas())
def test_any_atlas_comes_back(tmp_path_factory: pytest.TempPathFactory, made: Atlas) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(record.write(made), encoding="utf-8", newline="\n")
    assert geotrack.read_atlas(path) == made


def test_a_source_has_no_text() -> None:
    assert "text" not in Source.model_fields
