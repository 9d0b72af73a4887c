"""From what articles tell to itineraries: merging, order, containment and what is left out, by the whole recipe."""

from __future__ import annotations

import pytest

from geotrack import Article, Settings, track
from geotrack.errors import GeotrackError
from geotrack.model import Atlas, Itinerary
from geotrack.pipeline import assemble, study


def atlas(*texts: str, published: str = "2023-09-15") -> Atlas:
    return track(
        [
            Article(id=Article.id_of(t), name=f"{i}.txt", title=f"Article {i}", published=published, text=t)
            for i, t in enumerate(texts)
        ]
    )


def only(found: Atlas) -> Itinerary:
    (itinerary,) = found.itineraries
    return itinerary


def stops(itinerary: Itinerary) -> list[tuple[str, str, str | None]]:
    return [(s.name, s.status, s.date) for s in itinerary.stops]


def test_origin_first_planned_last() -> None:
    text = "Kim will go to Vladivostok next. On Wednesday Kim arrived in Khabarovsk by train from Pyongyang."
    itinerary = only(atlas(text))
    assert stops(itinerary) == [
        ("Pyongyang", "visited", None),
        ("Khabarovsk", "visited", "2023-09-13"),
        ("Vladivostok", "planned", None),
    ]
    assert [s.role for s in itinerary.stops] == ["origin", "stop", "stop"]
    assert [(leg.start, leg.end, leg.status) for leg in itinerary.legs] == [
        ("kim/1", "kim/2", "visited"),
        ("kim/2", "kim/3", "planned"),
    ]
    assert itinerary.legs[0].mode == "train"


def test_two_articles_tell_of_one_stop() -> None:
    found = atlas("Nixon flew to Beijing.", "On Tuesday Richard Nixon arrived in Beijing and went on to Shanghai.")
    itinerary = only(found)
    assert itinerary.traveller == "Richard Nixon"
    assert [s.name for s in itinerary.stops] == ["Beijing", "Shanghai"]
    assert len(itinerary.stops[0].excerpts) == 2
    assert {e.article for e in itinerary.stops[0].excerpts} == {a.id for a in found.articles}


def test_a_return_is_a_second_stop() -> None:
    text = "Goethe arrived in Rome. He travelled to Naples. He returned to Rome."
    assert [s.name for s in only(atlas(text)).stops] == ["Rome", "Naples", "Rome"]


def test_who_was_on_the_way_and_is_seen_further_on_has_been_there() -> None:
    text = "Kim is heading for Khabarovsk. Kim arrived in Vladivostok."
    assert stops(only(atlas(text)))[0] == ("Khabarovsk", "visited", None)


def test_what_disagrees_with_a_later_article_stays_visible() -> None:
    texts = ("2023-09-13", "Kim arrived in Khasan on Monday."), ("2023-09-14", "Kim arrived in Khasan on Tuesday.")
    found = track([Article(id=Article.id_of(t), name="-", title="-", published=day, text=t) for day, t in texts])
    (stop,) = only(found).stops
    assert stop.date == "2023-09-12"
    assert any("11 September 2023" in words for words in stop.disagreements)
    assert len(stop.excerpts) == 2


def test_an_undated_stop_stands_beside_the_one_its_sentence_tells() -> None:
    itinerary = only(atlas("On Monday Kim arrived in Khasan.\n\nKim left Artyom and reached Vladivostok on Wednesday."))
    assert [s.name for s in itinerary.stops] == ["Khasan", "Artëm", "Vladivostok"]
    assert itinerary.stops[1].ordered_by == "where the way to Vladivostok begins"


def test_a_plant_stands_inside_its_city() -> None:
    text = (
        "Kim arrived in Komsomolsk-on-Amur on Friday. Kim inspected a jet at the KnAAZ plant. "
        "Kim will travel to Vladivostok."
    )
    city, plant, port = only(atlas(text)).stops
    assert plant.within == city.id
    assert plant.date == city.date == "2023-09-15"
    assert port.within is None
    assert len(only(atlas(text)).legs) == 1


def test_a_country_around_listed_cities_is_no_stop_of_its_own() -> None:
    found = atlas("Nixon flew to China. Nixon arrived in Beijing.")
    assert [s.name for s in only(found).stops] == ["Beijing"]
    assert any(e.name == "China" and "holds stops" in e.why for e in found.left_out)


def test_an_earlier_journey_told_for_comparison_is_left_out() -> None:
    text = (
        "Xi arrived in Paris on Sunday. On Monday he flew to Tarbes. On Tuesday he went to Belgrade. "
        "On Thursday he travelled to Budapest. In 2019 Xi visited Rome."
    )
    found = atlas(text)
    assert "Rome" not in [s.name for s in only(found).stops]
    assert any(e.name == "Rome" and "earlier journey" in e.why for e in found.left_out)


def test_every_other_name_is_left_out_with_a_reason() -> None:
    text = "Kim arrived in Vladivostok. Moscow said that Russian officials were glad. Iran was not mentioned."
    found = atlas(text)
    assert {(e.name, e.reason) for e in found.left_out} >= {("Moscow", "metonym"), ("Russian", "adjective")}
    for entry in found.left_out:
        assert entry.why
        assert entry.excerpts[0].place_text == entry.name


def test_what_is_too_doubtful_is_left_out_with_the_odds() -> None:
    text = (
        "Kim left Pyongyang. He arrived in Khasan. He went to Artyom, Nakhodka and Khabarovsk, and to Chita and Tynda."
    )
    article = Article(id=Article.id_of(text), name="a.txt", title="A", published="2023-09-15", text=text)
    found = study(article)
    assert all(0 < m.confidence < 1 for m in found.movements)
    doubted = tuple(
        m.model_copy(update={"confidence": 0.1}) if m.excerpt.place_text == "Nakhodka" else m for m in found.movements
    )
    sure = assemble([found])
    unsure = assemble([found.model_copy(update={"movements": doubted})])
    assert [s.name for s in only(unsure).stops] == [s.name for s in only(sure).stops if s.name != "Nakhodka"]
    (entry,) = unsure.left_out
    assert entry.name == "Nakhodka"
    assert entry.why.startswith("whether Kim was there is too doubtful (")
    assert {s.certainty for s in only(sure).stops} <= {m.confidence for m in found.movements}


def test_nobody_travels() -> None:
    found = atlas("Prices in Berlin, Paris and Rome rose again, banks in London said.")
    assert found.itineraries == ()
    assert {e.name for e in found.left_out} >= {"Berlin", "Paris", "Rome", "London"}


def test_two_travellers_keep_two_itineraries_and_one_may_be_asked_for() -> None:
    text = "Stanley left Zanzibar. Livingstone walked to Ujiji. Stanley reached Tabora."
    articles = [Article(id=Article.id_of(text), name="-", title="-", text=text)]
    assert {i.traveller for i in track(articles).itineraries} == {"Stanley", "Livingstone"}
    assert [i.traveller for i in track(articles, Settings(traveller="stanley")).itineraries] == ["Stanley"]
    with pytest.raises(GeotrackError, match="Livingstone"):
        track(articles, Settings(traveller="Burton"))


def test_order_of_articles_does_not_matter_where_dates_tell() -> None:
    early = "On Monday, September 11, Kim arrived in Khasan."
    late = "On Wednesday, September 13, Kim arrived in Svobodny."
    assert stops(only(atlas(early, late))) == stops(only(atlas(late, early)))
