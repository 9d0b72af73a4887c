"""The marked texts can be trained on: every mark is well formed, and its words for the mover are in its sentence."""

from pathlib import Path

import pytest

from training import marked

FILES = sorted((Path(marked.__file__).parent / "marked").glob("*.txt"))


def test_there_are_texts() -> None:
    assert len(FILES) > 10


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_marks(file: Path) -> None:
    documents = list(marked.read(file))
    assert len({name for name, _, _ in documents}) == len(documents) == file.read_text(encoding="utf-8").count("=== ")
    for name, text, marks in documents:
        for mark in marks:
            assert text[mark.start : mark.end].strip() == text[mark.start : mark.end] != "", (name, mark)
            assert mark.who in text, (name, mark)
            assert not (mark.role == "no" and mark.who), (name, mark)
            assert all(traveller in text for traveller in mark.meant.split(" + ")), (name, mark)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_movers_are_found(file: Path) -> None:
    moving = found = 0
    for name, text, marks in marked.read(file):
        moving += sum(bool(mark.who) for mark in marks)
        for example in marked.examples(name, text, marks):
            found += sum(mover > 0 and tag == "B-LOC" for mover, tag in zip(example.movers, example.tags, strict=True))
    assert found >= 0.95 * moving
