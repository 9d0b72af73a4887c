import pytest

from geotrack.articles import read_articles
from geotrack.articles.page import read_page
from geotrack.errors import ArticleError

LONG = "Kim left Pyongyang by train and was seen at the border on the next morning. " * 4

NEWS = f"""<!DOCTYPE html>
<!-- saved from url=(0030)https://example.org/saved -->
<html lang="en-GB"><head>
<meta charset="utf-8"><title>Kim in Russia – The Paper</title>
<meta property="og:title" content="Kim in Russia">
<meta property="article:published_time" content="2023-09-15T23:30:00+09:00">
<link rel="canonical" href="https://example.org/kim">
<style>p {{ color: red }}</style><script>var moscow = "Moscow";</script></head>
<body><header>The Paper</header><nav><a>Washington</a></nav>
<main><article><header><h1>Kim in Russia</h1></header>
<p>{LONG}</p><p>He met <b>Vladimir</b>&nbsp;Putin<br>at Vostochny &amp; ate.
<ul><li>caviar<li>crab</ul>
<div hidden>Hidden Town</div><p style="display: none">Nowhere</p>
<aside>Read more: Berlin</aside>
<article class="comment"><p>First! Greetings from Ohio</p></article>
</article></main>
<footer>Printed in London</footer></body></html>"""


def test_a_news_page():
    article = read_page(NEWS.encode(), "kim.html")
    assert article.title == "Kim in Russia"
    assert article.published == "2023-09-15"  # the day where the paper is, not the day in Greenwich
    assert article.url == "https://example.org/kim"
    assert article.language == "en"
    assert (
        article.text == f"Kim in Russia\n\n{LONG.strip()}\n\nHe met Vladimir Putin\nat Vostochny & ate.\n\ncaviar\ncrab"
    )


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One<p>Two", "One\n\nTwo"),
        ("One &lt;b&gt; &#39;two&#39;", "One <b> 'two'"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc"),
        ("<div>One<div>Two</div>Three</div></p></div></section>Four", "One\n\nTwo\n\nThree\n\nFour"),
        ("<svg><title>x</title></svg><p>One <noscript>enable</noscript>two", "One two"),
        ("<![if !IE]><p>One<![endif]>", "One"),
        ("<p>One<script>if (a < b) { '</p>' }</script> two", "One two"),
    ],
)
def test_untidy_pages(page, text):
    assert read_page(page.encode(), "a.html").text == text


def test_the_longest_article_is_the_article():
    page = f"<article><p>{LONG}</p></article><article><p>Teaser about Rome</p></article><p>All rights reserved"
    assert read_page(page.encode(), "a.html").text == LONG.strip()


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta name="date" content="2023-09-15">', "2023-09-15"),
        ('<meta itemprop="datePublished" content="15 September 2023">', "2023-09-15"),
        ('<script type="application/ld+json">{"datePublished": "2023-09-15T01:00"}</script>', "2023-09-15"),
        ('<time datetime="2023-09-15T08:00">Friday</time>', "2023-09-15"),
        ("<p>15 September 2023</p>", "2023-09-15"),
        ("<p>Updated by nobody</p>", None),
        ('<meta name="date" content="yesterday">', None),
        (f'<p>{LONG * 3}<p><time datetime="1912-04-15">in 1912</time>', None),
    ],
)
def test_dates_of_pages(head, published):
    assert read_page(f"{head}<p>Kim left.</p>".encode(), "a.html").published == published


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "shift_jis", "utf-16"])
def test_pages_declare_their_encoding(encoding):
    words = "Город 東京" if encoding in ("utf-8", "utf-16", "shift_jis") else "Город"
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}"><p>{words}'
    assert read_page(page.encode(encoding), "a.html").text == words


@pytest.mark.parametrize("charset", ["rot13", "idna", "unicode_escape", "no-such", "undefined"])
def test_encodings_that_are_none(charset):
    assert read_page(f'<meta charset="{charset}"><p>Grüße'.encode(), "a.html").text == "Grüße"


def test_a_page_without_text():
    with pytest.raises(ArticleError, match="is empty"):
        read_page(b"<html><script>load()</script></html>", "a.html")


def test_a_page_without_a_telling_name(tmp_path):
    path = tmp_path / "saved"
    path.write_text(NEWS, encoding="utf-8")
    assert read_articles([path]).articles[0].title == "Kim in Russia"


def test_scripts_never_become_text():
    page = "<p>Kim<script>alert(1)</script><img src=x onerror=alert(1)><style>b{}</style> left"
    assert read_page(page.encode(), "a.html").text == "Kim left"


@pytest.mark.parametrize("opened", ["<!--", "<a ", '<a x="', "<!", "<?", "</", "<![", "<script>", "</b"])
def test_what_opens_a_hundred_thousand_times_and_never_closes_is_passed_over(opened: str) -> None:
    page = f"<!DOCTYPE html><html><body><p>{LONG}</p>" + opened * 100_000
    assert read_page(page.encode(), "kim.html").text.startswith(LONG.strip())


def test_a_comment_that_never_closes_hides_nothing() -> None:
    page = "<!DOCTYPE html><html><body><!-- shown --><p>Kim left.</p><!-- <p>He took a train.</p>"
    assert read_page(page.encode(), "kim.html").text == "Kim left.\n\nHe took a train."
