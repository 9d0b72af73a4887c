import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geotrack.articles import read_articles
from geotrack.articles.page import read_page
from geotrack.articles.text import read_text, title_of, without_markup
from geotrack.errors import ArticleError
from geotrack.model import Article

WORDS = "Kim left Łódź for Komsomolsk-on-Amur, “at last”."


# --- encodings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings(encoding):
    assert read_text(WORDS.encode(encoding), "a.txt").text == WORDS


@pytest.mark.parametrize("mark,encoding", [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_both_byte_orders(mark, encoding):
    assert read_text(mark + WORDS.encode(encoding), "a.txt").text == WORDS


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_old_western_files(encoding):
    words = "Der König fuhr über Orléans nach Köln. Café."
    assert read_text(words.encode(encoding), "a.txt").text == words


def test_quotation_marks_of_windows():
    assert read_text("Kim said: “No” – twice.".encode("cp1252"), "a.txt").text == "Kim said: “No” – twice."


def test_utf8_that_was_cut_off_is_still_utf8():
    assert read_text(WORDS.encode()[:-2], "a.txt").text.startswith("Kim left Łódź")


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_are_counted_once(ends):
    article = read_text(f"One.{ends}{ends}Two.".encode(), "a.txt")
    assert article.text == "One.\n\nTwo."
    assert article.id == Article.id_of("One.\n\nTwo.")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"---\ndate: 2023-09-15\n---\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is not a text: it looks binary"),
        (bytes(range(1, 256)) * 4, "is not a text: it looks binary"),
        ("Kim left.".encode("utf-16-le"), "is not a text: it looks binary"),
        ("Ким уехал из Пхеньяна".encode("cp1251"), "save it as UTF-8"),
        (b"%PDF-1.7\n", "it is a PDF"),
        (b"PK\x03\x04\x14\x00", "Word"),
    ],
)
def test_what_is_no_text(data, words):
    with pytest.raises(ArticleError, match=r"^a\.txt ") as caught:
        read_text(data, "a.txt")
    assert words in str(caught.value)


@settings(deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
@example(b"---\n[" + b"[" * 3000 + b"\n---\nText")
@example(b"---\na: " + b"[" * 3000 + b"\n---\nText")
@example(b"---\ndate: 2023-13-45\n---\nText")
@example(b"---\n? !!python/object:os.system\n---\nText")
@example(b"\xff\xfe\x00\xd8")
def test_any_bytes_are_an_article_or_an_article_error(data):
    for read in (read_text, lambda data, where: read_text(data, where, markdown=True), read_page):
        try:
            article = read(data, "a.txt")
        except ArticleError as error:
            assert "\n" not in str(error)
        else:
            assert article.text.strip()
            assert "\r" not in article.text
            assert "\n" not in article.title
            assert article.model_dump_json()


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a.html", "a"]))
def test_any_file_is_read_or_complained_of(tmp_path_factory, data, name):
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(data)
    reading = read_articles([path])
    assert len(reading.articles) + len(reading.unread) == 1


# --- front matter ------------------------------------------------------------------------------------------------


def test_front_matter():
    data = """---
title: "Kim: the journey"
date: 2023-09-15
url: https://example.org/kim
author: A. Writer
language: en-GB
---
Kim left Pyongyang."""
    article = read_text(data.encode(), "kim.md")
    assert article.title == "Kim: the journey"
    assert article.published == "2023-09-15"
    assert article.url == "https://example.org/kim"
    assert article.language == "en"
    assert article.text == "Kim left Pyongyang."


def test_front_matter_does_not_change_the_id():
    assert read_text(b"---\ndate: 2023-09-15\n---\n Kim left.\n", "a").id == read_text(b" Kim left.\n", "b").id


@pytest.mark.parametrize(
    ("said", "published"),
    [
        ("2023-09-15", "2023-09-15"),
        ("'2023-09-15'", "2023-09-15"),
        ("2023-09-15T08:30:00Z", "2023-09-15"),
        ("2023-09-15 23:30:00 -11:00", "2023-09-15"),
        ("15 September 2023", "2023-09-15"),
        ("Friday, September 15, 2023", "2023-09-15"),
        ("2023-09", "2023-09"),
        ("2023", "2023"),
        ("", None),
        ("null", None),
    ],
)
def test_dates_in_front_matter(said, published):
    assert read_text(f"---\ndate: {said}\n---\nKim left.".encode(), "a.txt").published == published


def test_front_matter_wins_over_the_text():
    assert read_text(b"---\ndate: 2023-09-16\n---\n15 September 2023\n\nKim left.", "a.txt").published == "2023-09-16"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"---\ndate: 2023-09-15\nKim left.", "never ends"),
        (b"---\ntitle: [Kim\n---\nKim left.", "is not YAML"),
        (b"---\ntitle: 'Kim\n---\nKim left.", "is not YAML"),
        (b"---\ntitle: {a: b}\n---\nKim left.", "write one value"),
    ],
)
def test_broken_front_matter(data, words):
    with pytest.raises(ArticleError, match=words):
        read_text(data, "a.txt")


def test_rules_are_not_front_matter():
    for words in ("---\nKim left.\n---\nHe came back.", "---\n\nKim left.\n", "--- Kim left."):
        assert read_text(words.encode(), "a.txt").text == words


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "www.example.org", "https://a b", ""])
def test_only_web_addresses_become_links(url):
    assert read_text(f"---\nurl: '{url}'\n---\nKim left.".encode(), "a.txt").url is None


# --- titles and Markdown -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Kim is still in Russia\n\nHis trip is far from over.", "Kim is still in Russia"),
        ("Where is the Razoni?\n9 August 2022\nNobody knows.", "Where is the Razoni?"),
        ("9 August 2022\n\nWhere is the Razoni?\n\nNobody knows.", "Where is the Razoni?"),
        ("Kim left Pyongyang.", "Kim left Pyongyang."),
        ("Kim left Pyongyang on an armoured train that took days.", "Kim left Pyongyang on an armoured train that…"),
        ("Kim left", "Kim left"),
        ("Kim went by train from Pyongyang to Vladivostok and from there\nto the cosmodrome.\n",
         "Kim went by train from Pyongyang to Vladivostok…"),
        ("9 August 2022", "9 August 2022"),
    ],
)  # fmt: skip
def test_titles(text, title):
    assert title_of(text) == title


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("# Kim\n\nText", "Kim\n\nText"),
        ("**Kim** left *at last*, ***really***", "Kim left at last, really"),
        ("[Kim](https://example.org/Moscow \"a\") and [him][1]\n\n[1]: https://example.org", "Kim and him\n\n"),
        ("![a map of Moscow](m.png) Kim", " Kim"),
        ("> Kim left", "Kim left"),
        ("snake_case_name, 2 * 3 * 4, [sic], a_b", "snake_case_name, 2 * 3 * 4, [sic], a_b"),
        ("Kim <!-- Moscow\n --> left", "Kim  left"),
    ],
)  # fmt: skip
def test_markdown(markdown, plain):
    assert without_markup(markdown) == plain


def test_plain_text_keeps_its_signs():
    assert read_text(b"* one *two*\n# three", "a.txt").text == "* one *two*\n# three"
