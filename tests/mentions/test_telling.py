"""Stories that are not told in the order of the journey, by the whole recipe."""

from __future__ import annotations

import pytest

from geotrack import Article, track


def way(*texts: tuple[str, str | None] | str) -> list[tuple[str, str, str | None]]:
    """The stops of the only traveller of these articles; a text may come with its day of publication."""
    told = [(text, None) if isinstance(text, str) else text for text in texts]
    found = track(
        [Article(id=Article.id_of(t), name="-", title="-", published=published, text=t) for t, published in told]
    )
    (itinerary,) = found.itineraries
    return [(s.name, s.status, s.date) for s in itinerary.stops]


def names(*texts: tuple[str, str | None] | str) -> list[str]:
    return [name for name, _, _ in way(*texts)]


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("Macron landed in Nouméa. Earlier he had stopped in Colombo.", ["Colombo", "Nouméa"]),
        ("Macron landed in Nouméa. He had stopped in Colombo. Then he flew to Auckland.",
         ["Colombo", "Nouméa", "Auckland"]),
        ("Macron landed in Nouméa. By noon he had reached Auckland.", ["Nouméa", "Auckland"]),
        ("Macron visited Nouméa. He stopped in Colombo.", ["Nouméa", "Colombo"]),
    ],
)  # fmt: skip
def test_a_flashback_lies_before_its_scene(text: str, stops: list[str]) -> None:
    assert names(text) == stops


def test_the_day_of_the_scene_is_not_that_of_a_flashback() -> None:
    text = "On 4 May 2023 Macron landed in Nouméa. He had stopped in Colombo."
    assert way(text) == [("Colombo", "visited", None), ("Nouméa", "visited", "2023-05-04")]


def test_a_letter_tells_of_the_way_to_where_it_is_written() -> None:
    text = "Malta, 22 May 1915\n\nDear mother,\n\nI went from Cairo to Alexandria. I was taken to Lemnos."
    assert names(text)[-1] == "Malta"
    assert names(text.replace("Dear mother,", "Fine weather."))[0] == "Malta"


def test_a_live_blog_has_its_newest_entry_first() -> None:
    text = "16:05 Kim arrived in Khasan.\n\n10:40 Kim passed Chongjin.\n\n08:15 Kim left Pyongyang.\n"
    assert way((text, "2023-09-12")) == [
        ("Pyongyang", "visited", "2023-09-12"),
        ("Chongjin", "visited", "2023-09-12"),
        ("Khasan", "visited", "2023-09-12"),
    ]


def test_a_headline_tells_what_the_story_comes_to() -> None:
    assert names("Kissinger lands in Paris\n\nKissinger went to Hanoi. He flew to Vientiane.")[-1] == "Paris"


def test_a_month_stands_among_its_days_where_it_is_told() -> None:
    text = "On 18 May 1897 Nansen left Gothenburg. In May 1897 he reached Tromsø. On 2 June 1897 he was in Vardø."
    assert names(text) == ["Gothenburg", "Tromsø", "Vardø"]


def test_annals_give_the_year_of_what_stands_below() -> None:
    text = "1866. Nansen went to Bergen.\n1867. Nansen went to Trondheim.\n1868. Nansen went to Tromsø.\n"
    assert [date for _, _, date in way(text)] == ["1866", "1867", "1868"]


def test_the_year_told_first_is_that_of_the_days_below() -> None:
    text = "In 1860 the colony sent out a party. Burke left Melbourne on 20 August. He went to Adelaide on 12 October."
    assert [date for _, _, date in way(text)] == ["1860-08-20", "1860-10-12"]


def test_leaving_later_is_no_second_visit() -> None:
    text = "Einstein arrived in Prague on 3 April 1911. He left Prague on 25 July 1912 and went to Zurich."
    assert way(text)[0] == ("Prague", "visited", "1911-04-03")
    assert names(text) == ["Prague", "Zürich"]


@pytest.mark.parametrize(
    ("later", "status"),
    [
        ("Modi arrived in Kyiv on Friday.", "visited"),
        ("Modi was in Delhi on Monday.", "planned"),  # before the day planned
        ("Modi has cancelled his visit to Warsaw.", "cancelled"),
    ],
)
def test_a_plan_that_a_later_article_has_behind_it(later: str, status: str) -> None:
    found = way(("Modi will visit Warsaw on Wednesday.", "2024-08-19"), (later, "2024-08-24"))
    assert ("Warsaw", status, "2024-08-21") in found


def test_what_happened_went_on_the_day_announced() -> None:
    found = way(("Modi will visit Warsaw on Wednesday.", "2024-08-19"), ("Modi visited Warsaw.", "2024-08-24"))
    assert found == [("Warsaw", "visited", "2024-08-21")]


def test_an_article_without_a_date_is_not_before_the_others() -> None:
    found = way(("Nixon visited Beijing.", "1972-02-23"), "Nixon flew to Shanghai on 27 February.")
    assert found[-1] == ("Shanghai", "visited", "1972-02-27")
