"""The recipe, read aloud: articles are studied one by one, then put together.

The seam between the two carries corrections, caching and runs over a corpus: a `Study` needs no other article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from geotrack.articles import read_articles
from geotrack.errors import UsageError
from geotrack.itineraries import build_itineraries
from geotrack.mentions import Reader, reader
from geotrack.model import Article, Atlas, Candidate, Located, Made, Mention, Study
from geotrack.places import Book, Gazetteer, Geocoder, choose, opened
from geotrack.settings import Settings, geocoder_options


def track(
    sources: Iterable[str | Path | Article],
    settings: Settings | None = None,
    *,
    notice: Callable[[str], None] = lambda _: None,
    progress: Callable[[int], None] = lambda _: None,
) -> Atlas:
    """Who went where in these articles, when, in what order, and which sentence says so.

    `sources` are files, folders, addresses or articles already read. Raises `ArticleError` where one cannot be read.
    `notice` is told, once and in one line, when an online geocoder fails and the gazetteer answers instead; `progress`
    is told again and again how many characters more have been read.

    >>> from geotrack.model import Article
    >>> text = "Kim left Pyongyang by train on Sunday and arrived in Vladivostok on Tuesday."
    >>> article = Article(id=Article.id_of(text), name="-", title="Kim", published="2023-09-13", text=text)
    >>> [(stop.name, stop.date) for stop in track([article]).itineraries[0].stops]
    [('Pyongyang', '2023-09-10'), ('Vladivostok', '2023-09-12')]
    """
    settings = settings or Settings()
    articles = _dated(_all_read(sources), settings)
    geocoder = geocoder_for(settings, notice)
    studies = [study(a, settings, geocoder=geocoder, around=_around(a, articles), progress=progress) for a in articles]
    return assemble(studies, settings)


def study(
    article: Article,
    settings: Settings | None = None,
    *,
    geocoder: Geocoder | None = None,
    around: str | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Study:
    """All that one article says: the places it names, who moves, and what each name may mean.

    The gazetteers of `settings` tell what is a name; `geocoder`, where one is given, is asked what each may mean.
    `around` is a date (EDTF) near which an article without a date of its own must have appeared.
    """
    book = book_for(settings)
    reading = offline_reader(book).read(article, around=around, progress=progress)
    search = (geocoder or book).search
    candidates: dict[str, tuple[Candidate, ...]] = {}
    for mention in reading.mentions:
        candidates[mention.id] = search(mention.name)
        for name in mention.inside:
            candidates[name] = search(name)
    return Study(
        article=article,
        mentions=reading.mentions,
        travellers=reading.travellers,
        movements=reading.movements,
        candidates=candidates,
    )


def assemble(studies: Iterable[Study], settings: Settings | None = None) -> Atlas:
    """The answer from the studies of all articles: places decided together, movements merged and put in order.

    Raises `UsageError` where `settings.traveller` is nobody in these articles.
    """
    settings = settings or Settings()
    ordered = sorted(studies, key=lambda s: s.article.published or "9999")
    itineraries, left_out = build_itineraries(ordered, locate(ordered))
    atlas = Atlas(
        articles=tuple(s.article.source for s in ordered),
        itineraries=itineraries,
        left_out=left_out,
        made=Made(
            geotrack=version("geotrack"),
            reader=offline_reader().described,
            gazetteer=book_for(settings).described,
            geocoder=settings.geocoder if settings.online else "offline",
        ),
    )
    return atlas if settings.traveller is None else only(atlas, settings.traveller)


def only(atlas: Atlas, traveller: str) -> Atlas:
    """The atlas with the itineraries of those alone whose name or alias holds these words, in any case.

    Raises `UsageError` where others travel and nobody of that name does.
    """
    wanted = traveller.casefold()
    found = tuple(
        i
        for i in atlas.itineraries
        if any(wanted in name.casefold() for name in (i.traveller, *i.aliases, *i.companions))
    )
    if atlas.itineraries and not found:
        names = ", ".join(i.traveller for i in atlas.itineraries)
        raise UsageError(f"Nobody called “{traveller}” travels in these articles: try {names}.")
    return atlas.model_copy(update={"itineraries": found})


def locate(studies: Sequence[Study]) -> dict[str, Located]:
    """What each mention of the studies means, by mention id: all names and journeys are decided together."""
    mentions = [m for s in studies for m in s.mentions]
    candidates = {key: found for s in studies for key, found in s.candidates.items()}
    return choose(mentions, candidates, [way for s in studies for way in journeys(s)])


def journeys(study: Study) -> tuple[tuple[str, ...], ...]:
    """The mentions where each traveller of a study goes, by id, in the order told."""
    told: dict[str, list[str]] = {traveller.name: [] for traveller in study.travellers}
    for movement in study.movements:
        told.setdefault(movement.traveller, []).append(movement.mention)
    return tuple(map(tuple, told.values()))


def toponyms(
    article: Article, spans: Sequence[tuple[int, int]] | None = None, settings: Settings | None = None
) -> tuple[tuple[Mention, Located], ...]:
    """Every place that the article names, located: a geoparser.

    Where `spans` are given, just those are located, whatever the reader would have found.
    """
    found = study(article, settings)
    if spans is None:
        located = locate([found])
        return tuple((m, located[m.id]) for m in found.mentions if _is_place(m, located[m.id]))
    given = with_spans(found, article, spans, settings)
    located = locate([given])
    return tuple((m, located[m.id]) for m in given.mentions[: len(spans)])


def with_spans(
    found: Study, article: Article, spans: Sequence[tuple[int, int]], settings: Settings | None = None
) -> Study:
    """The study with these spans for mentions, before those that the reader found elsewhere: they tell where we are."""
    known = {(m.start, m.end): m for m in found.mentions}
    given = [known.get(span) or _bare_mention(article, *span) for span in spans]
    others = [
        m
        for m in found.mentions
        if m.sense != "name" and not any(m.start < end and start < m.end for start, end in spans)
    ]
    search = book_for(settings).search
    candidates = dict(found.candidates) | {m.id: search(m.name) for m in given}
    return found.model_copy(update={"mentions": (*given, *others), "candidates": candidates})


def _is_place(mention: Mention, located: Located) -> bool:
    """Whether a mention names a place: not a ship or firm that no place is called like, nor who sits in a building."""
    if not located.candidates:
        return mention.sense != "name" or not mention.text.isalpha()
    return mention.sense not in ("metonym", "name") or not located.place or located.place.kind != "facility"


def offline_reader(book: Book | None = None) -> Reader:
    """The reader over the shipped model and a gazetteer, the shipped one if none is given; the model is loaded once."""
    return reader((book or Gazetteer.shipped()).entry)


def book_for(settings: Settings | None) -> Book:
    """Where names are looked up offline: the user's own places and gazetteer, or the one that ships."""
    return opened(settings.gazetteers) if settings else Gazetteer.shipped()


def geocoder_for(settings: Settings, notice: Callable[[str], None] = lambda _: None) -> Geocoder:
    """Where names are looked up: the gazetteer; with `online` a service as well, until it cannot be reached."""
    if not settings.online:
        return book_for(settings)
    from geotrack.places.chain import Chain
    from geotrack.places.online import Online

    service = Online(settings.geocoder, geocoder_options(settings.geocoder), notice=notice)
    return Chain(service, book_for(settings), notice)


def _all_read(sources: Iterable[str | Path | Article]) -> list[Article]:
    articles: list[Article] = []
    for source in sources:
        if isinstance(source, Article):
            articles.append(source)
            continue
        reading = read_articles([source])
        for problem in reading.unread:
            raise problem
        articles += reading.articles
    return list({a.id: a for a in articles}.values())


def _dated(articles: list[Article], settings: Settings) -> list[Article]:
    if settings.published is None:
        return articles
    return [a if a.published else a.model_copy(update={"published": settings.published}) for a in articles]


def _around(article: Article, articles: list[Article]) -> str | None:
    """The latest date of publication among the other articles: those read together tell of one story."""
    dates = sorted(a.published for a in articles if a.published and a is not article)
    return dates[-1] if dates and not article.published else None


def _bare_mention(article: Article, start: int, end: int) -> Mention:
    text = article.text[start:end]
    return Mention(
        id=f"{article.id}:{start}-{end}",
        article=article.id,
        start=start,
        end=end,
        text=text,
        name=" ".join(text.split()),
    )
