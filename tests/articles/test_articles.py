import io
import os

import pytest

from geotrack.articles import read_articles
from geotrack.errors import ArticleError

STORY = "Kim left Pyongyang.\n\nHe took a train to Vladivostok."


def only(reading):
    assert reading.unread == ()
    (article,) = reading.articles
    return article


def complaint(reading):
    assert reading.articles == ()
    (error,) = reading.unread
    assert isinstance(error, ArticleError)
    assert "\n" not in str(error)
    assert str(error).endswith(".")
    return str(error)


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_a_file(write):
    article = only(read_articles([write("a/story.txt", STORY)]))
    assert (article.name, article.text, article.published, article.url) == ("story.txt", STORY, None, None)


def test_one_source_needs_no_list(write):
    assert only(read_articles(write("story.txt", STORY))).text == STORY
    assert only(read_articles(str(write("story.txt", STORY)))).text == STORY


def test_the_folder_does_not_show(write):
    here, there = write("a/story.txt", STORY), write("b/c/story.txt", STORY)
    assert only(read_articles([here])) == only(read_articles([there]))


def test_a_folder_is_its_texts_in_order(write, tmp_path):
    for name in ("b.txt", "a/2.md", "a/1.txt", "c.HTML", "notes.docx", ".hidden.txt", ".git/x.txt", "a/._1.txt"):
        write(name, f"<p>This is {name}" if name.endswith("HTML") else f"This is {name}")
    reading = read_articles([tmp_path])
    assert [article.name for article in reading.articles] == ["1.txt", "2.md", "b.txt", "c.HTML"]
    assert reading.unread == ()


def test_a_folder_without_texts(tmp_path):
    assert "holds no .txt, .md or .html file" in complaint(read_articles([tmp_path]))


def test_order_given_is_kept_and_twins_are_dropped(write):
    first, twin, last = write("z.txt", "One."), write("y.txt", "One."), write("a.txt", "Two.")
    reading = read_articles([first, twin, last, first])
    assert [article.name for article in reading.articles] == ["z.txt", "a.txt"]


def test_one_bad_article_hinders_no_other(write, tmp_path):
    good, bad = write("good.txt", STORY), write("bad.txt", b"\x00\x01\x02")
    reading = read_articles([bad, good, tmp_path / "nowhere.txt"])
    assert [article.name for article in reading.articles] == ["good.txt"]
    assert [str(error).split(":")[0].split(" is ")[0] for error in reading.unread] == [
        str(bad),
        str(tmp_path / "nowhere.txt"),
    ]


def test_standard_input():
    article = only(read_articles(["-"], stdin=io.BytesIO(STORY.encode())))
    assert (article.name, article.text) == ("-", STORY)
    assert "standard input is empty" in complaint(read_articles(["-"], stdin=io.BytesIO(b"")))


def test_standard_input_may_be_a_page():
    article = only(read_articles(["-"], stdin=io.BytesIO(b"<!doctype html><title>Kim</title><p>Kim left.")))
    assert (article.title, article.text) == ("Kim", "Kim left.")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("nowhere.txt", "there is no such file; check the path"),
        ("nul\0.txt", "cannot be read"),
        ("x" * 5000, "cannot be read"),
        ("two\nlines.txt", "two lines.txt: there is no such file"),
        ("ftp://example.org/a.txt", "neither a file nor an http or https address"),
        ("", "the folder holds no .txt"),  # an empty name is the folder one is in
    ],
)
def test_sources_that_are_none(source, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert words in complaint(read_articles([source]))


def test_a_file_that_may_not_be_read(write):
    path = write("secret.txt", STORY)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert "permission denied" in complaint(read_articles([path]))


def test_a_file_that_is_no_article_for_its_size(write):
    assert "larger than 16 MB" in complaint(read_articles([write("dump.txt", b"a " * (9 * 1024 * 1024))]))
