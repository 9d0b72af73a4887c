"""A new cue never breaks an old one: each sentence of the page is read as before, or better."""

from __future__ import annotations

import pytest

from tests.reading.page import Entry, by_topic, entries, entries_in, is_read, read, remarked, share, spelled

PAGE = entries()
UNMARK = "This sentence is read now. Well done: unmark it with `python -m tests.reading.mark`."
SAMPLE = """# A heading

~ [2023-09-13] Kim left Pyongyang on Sunday.
¶
His train passed Khasan.
[2023-09-15] He will go to Moscow.
> Kim: from Pyongyang 2023-09-10; via Khasan ?; planned Moscow; (Paris (US))

Moscow said no.
> nobody
"""


@pytest.mark.parametrize("entry", [pytest.param(entry, id=entry.id) for entry in PAGE])
def test_a_sentence(entry: Entry) -> None:
    found = read(entry)
    done = is_read(entry, found)
    if entry.unread and done:
        pytest.fail(UNMARK, pytrace=False)
    if not entry.unread and not done:
        pytest.fail(f"{entry.text}\nwanted\n{entry.wanted or '> nobody'}\nread\n{spelled(found)}", pytrace=False)


def test_the_share_that_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    unread = {entry.id for entry in PAGE if entry.unread}
    assert sum(done for _, done, _ in by_topic(PAGE, unread)) == len(PAGE) - len(unread)
    with capsys.disabled():
        print(f"\ntests/reading: {share(PAGE, unread)}")


def test_each_sentence_stands_once() -> None:
    ids = [entry.id for entry in PAGE]
    assert sorted(ids) == sorted(set(ids))


def test_the_notation() -> None:
    first, second = entries_in("sample", SAMPLE)
    assert (first.unread, second.unread) == (True, False)
    assert [(a.published, a.text) for a in first.articles] == [
        ("2023-09-13", "Kim left Pyongyang on Sunday.\n\nHis train passed Khasan."),
        ("2023-09-15", "He will go to Moscow."),
    ]
    stops = [(s.name, s.status, s.role, s.date, s.country, s.optional) for s in first.ways[0].stops]
    assert stops == [
        ("Pyongyang", "visited", "origin", "2023-09-10", None, False),
        ("Khasan", "visited", "transit", "?", None, False),
        ("Moscow", "planned", "stop", None, None, False),
        ("Paris", "visited", "stop", None, "US", True),
    ]
    assert first.wanted in SAMPLE
    assert second.ways == ()


def test_marks_are_set_and_taken() -> None:
    first, second = entries_in("sample", SAMPLE)
    assert remarked(SAMPLE, "sample", {first.id}) == SAMPLE
    other = remarked(SAMPLE, "sample", {second.id})
    assert "\n~ Moscow" in other and "\n[2023-09-13] Kim" in other
    assert remarked(other, "sample", {first.id}) == SAMPLE


@pytest.mark.parametrize("page", ["No expectation.", "> nobody", "A text.\n> Kim", "A text.\n> Kim: Rome 2023-13"])
def test_what_is_not_in_the_notation_is_told_with_its_line(page: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        entries_in("sample", page)
