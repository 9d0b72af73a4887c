"""What `geotrack explain` says: plain text for those who ask "how do you know?", the same on paper and in a pipe."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from geotrack import when
from geotrack.errors import UsageError
from geotrack.formats.page.ground import country_names
from geotrack.formats.page.story import by, counted, described, fold, listed
from geotrack.mentions.cues import CUES
from geotrack.model import Atlas, Excerpt, Itinerary, LeftOut, Place, Source, Stop
from geotrack.places.weights import PARTS

WIDTH = 100
LABEL = 12
LONGEST = 220
"""Characters of a sentence in the list of all stops; longer ones are shortened around the place."""
SURE = 0.75


def print_all(atlas: Atlas) -> None:
    """Each stop of each itinerary with what it rests on, then what was left out."""
    _print(_all(atlas))


def print_one(atlas: Atlas, asked: str) -> None:
    """All that is known of a stop, or of every stop and name that is called so; `UsageError` where there is none."""
    _print(_one(atlas, asked))


def _print(lines: Iterable[str]) -> None:
    """Lines, those that begin at the margin in bold on a terminal; without what would steer it."""
    console = Console(highlight=False)
    for line in lines:
        shown = "".join(c if c.isprintable() else " " for c in line)
        console.print(Text(shown, style="" if shown.startswith(" ") else "bold"), soft_wrap=True)


# --- all stops ---------------------------------------------------------------------------------------------------


def _all(atlas: Atlas) -> Iterator[str]:
    for itinerary in atlas.itineraries:
        also = f", also {', '.join(itinerary.aliases)}" if itinerary.aliases else ""
        along = f", with {', '.join(itinerary.companions)}" if itinerary.companions else ""
        yield from _wrapped(f"{itinerary.traveller}{also}{along}")
        for stop in itinerary.stops:
            yield ""
            yield from _in_brief(stop)
        yield ""
    if not atlas.itineraries:
        yield from ("Nobody is said to travel.", "")
    yield from _what_was_left_out(atlas)
    yield ""
    yield from _row("Made with", f"geotrack {atlas.made.geotrack}, {atlas.made.reader}")
    yield from _row("Gazetteer", atlas.made.gazetteer)
    yield from _row("Geocoder", atlas.made.geocoder)


def _what_was_left_out(atlas: Atlas) -> Iterator[str]:
    if not atlas.left_out:
        yield "Nothing was left out."
        return
    yield "Left out"
    reasons: dict[str, dict[str, int]] = {}
    for entry in atlas.left_out:
        names = reasons.setdefault(entry.why, {})
        names[entry.name] = names.get(entry.name, 0) + len(entry.excerpts)
    for why, names in reasons.items():
        yield ""
        yield from _wrapped(why[:1].upper() + why[1:] + ":", 2)
        yield from _wrapped(", ".join(name if n == 1 else f"{name} ({n} times)" for name, n in names.items()), 4)


def _in_brief(stop: Stop) -> Iterator[str]:
    yield from _wrapped(f"{stop.id}  {stop.name}, {_claim(stop)}", 2)
    yield from _wrapped(_quoted(stop.excerpts[0], LONGEST), 4)
    more = f"; {counted(len(stop.excerpts) - 1, 'more sentence')}" if stop.excerpts[1:] else ""
    rule, _, words = stop.cues[0].partition(": ") if stop.cues else ("", "", "")
    rows = [
        ("cue", f"“{words}” ({rule}){more}" if words else ""),
        ("date", stop.dated_by),
        ("order", stop.ordered_by),
        ("place", "" if stop.confidence >= SURE else _doubt(stop)),
        ("against", listed(stop.disagreements)),
    ]
    for label, text in rows:
        if text:
            yield from _wrapped(text, 13, f"    {label}")


def _doubt(stop: Stop) -> str:
    meant, *others = (described(p, country_names()) for p in (stop.place, *(r.place for r in stop.rivals)))
    return f"{stop.confidence:.0%} {meant}" + (f"; or {listed(others)}" if others else "")


def _claim(stop: Stop) -> str:
    """What the answer says of a stop: "visited, Friday 15 September 2023, by train"."""
    role = {"origin": "start", "transit": "passed"}.get(stop.role)
    status = role if role and stop.status == "visited" else stop.status
    return ", ".join(filter(None, (status, when.spoken(stop.date) if stop.date else "", by(stop.mode))))


# --- one stop, one place -----------------------------------------------------------------------------------------


def _one(atlas: Atlas, asked: str) -> Iterator[str]:
    wanted = fold(asked)
    stops = [(i, s) for i in atlas.itineraries for s in i.stops if s.id.casefold() == asked.casefold()]
    left_out: list[LeftOut] = []
    if not stops:
        for fits in (wanted.__eq__, lambda name: wanted in name):
            stops = [(i, s) for i in atlas.itineraries for s in i.stops if any(fits(fold(n)) for n in _names(s))]
            left_out = [e for e in atlas.left_out if fits(fold(e.name))]
            if stops or left_out:
                break
        else:
            raise UsageError(
                f"There is no stop and no place called “{asked}”: without it, `geotrack explain` lists all."
            )
    sources = {source.id: source for source in atlas.articles}
    told = [*(_stop(i, s, sources) for i, s in stops), *(_left_out(e, sources) for e in left_out)]
    for number, lines in enumerate(told):
        if number:
            yield ""
        yield from lines


def _names(stop: Stop) -> tuple[str, ...]:
    return (stop.name, stop.as_written, *(e.place_text for e in stop.excerpts))


def _stop(itinerary: Itinerary, stop: Stop, sources: Mapping[str, Source]) -> Iterator[str]:
    yield from _wrapped(f"{stop.id}  {itinerary.traveller}: {stop.name}, {_claim(stop)}")
    cues = (*stop.cues, *[""] * len(stop.excerpts))
    for number, (excerpt, cue) in enumerate(zip(stop.excerpts, cues, strict=False), start=1):
        yield ""
        yield from _sentence(excerpt, sources, f"Sentence {number}" if stop.excerpts[1:] else "Sentence")
        rule, _, words = cue.partition(": ")
        if words:
            yield from _row("Cue", f"“{words}”: {CUES.get(rule, 'read so')} (rule {rule})")
    yield ""
    yield from _row("Date", f"{when.spoken(stop.date)}: {stop.dated_by}" if stop.date else "no sentence tells it")
    yield from _row("Order", stop.ordered_by)
    if stop.within:
        inside = next(s for s in itinerary.stops if s.id == stop.within)
        yield from _row("Inside", f"{inside.name} ({inside.id})")
    yield from _place(stop)
    alone = ": no other place of that name is known" if stop.chosen_for else ""
    yield from _row("Sure", f"{stop.confidence:.0%}{' that A is meant' if stop.rivals else alone}")
    yield from _row("There", f"{stop.certainty:.0%} that the traveller was there, by how often such sentences mean it")
    yield from _row("Against", "; ".join(stop.disagreements) or "no sentence says otherwise")


def _place(stop: Stop) -> Iterator[str]:
    """The place and its likeliest rivals, with the parts of their scores side by side."""
    if fold(stop.as_written) != fold(stop.name):
        yield from _row("Place", f"“{stop.as_written}” is {stop.name}")
    candidates = [(stop.place, stop.chosen_for), *((c.place, c.parts) for c in stop.rivals[:3])]
    letters = "ABCD" if stop.rivals else " "
    label = "Place" if fold(stop.as_written) == fold(stop.name) else ""
    for letter, (place, _) in zip(letters, candidates, strict=False):
        yield from _row(label, f"{letter}  {_where(place)}".strip())
        label = ""
    if not stop.chosen_for:
        return
    scores = [parts for _, parts in candidates]
    if stop.rivals:
        yield from _row("", _scores("", letters[: len(scores)]))
    for part in dict.fromkeys(p for parts in scores for p in parts):
        yield from _row("", _scores(PARTS.get(part, part), [f"{s[part]:+.1f}" if part in s else "" for s in scores]))
    yield from _row("", _scores("together", [f"{sum(s.values()):.1f}" for s in scores]))


def _scores(words: str, cells: Sequence[str]) -> str:
    return f"{words:<40}" + "".join(f"{cell:>7}" for cell in cells)


def _where(place: Place) -> str:
    """`Paris, Texas, United States: city at 33.661 N 95.556 W (geonames:4717560)`."""
    ns, ew = "N" if place.lat >= 0 else "S", "E" if place.lon >= 0 else "W"
    at = f"{abs(place.lat):.3f} {ns} {abs(place.lon):.3f} {ew}"
    return f"{described(place, country_names())}: {place.type or place.kind} at {at} ({place.id})"


def _left_out(entry: LeftOut, sources: Mapping[str, Source]) -> Iterator[str]:
    yield from _wrapped(f"{entry.name}: left out, {entry.why}")
    for number, excerpt in enumerate(entry.excerpts, start=1):
        yield ""
        yield from _sentence(excerpt, sources, f"Sentence {number}" if entry.excerpts[1:] else "Sentence")
    places = (entry.place,) if entry.place else entry.candidates
    if places:
        yield ""
    for number, place in enumerate(places):
        label = "" if number else "Place" if entry.place else "May be"
        yield from _row(label, _where(place))


# --- lines -------------------------------------------------------------------------------------------------------


def _sentence(excerpt: Excerpt, sources: Mapping[str, Source], label: str) -> Iterator[str]:
    """A sentence, its place between asterisks, and where it stands."""
    yield from _row(label, _quoted(excerpt))
    source = sources[excerpt.article]
    published = when.day(source.published) if source.published else "undated"
    where = f"“{source.title}”, {published}; {source.name}"
    yield from _row("", f"{where}, characters {excerpt.start} to {excerpt.end}")


def _quoted(excerpt: Excerpt, longest: int | None = None) -> str:
    """A sentence in quotation marks, its place between asterisks."""
    start, end = excerpt.place_start - excerpt.start, excerpt.place_end - excerpt.start
    before, place, after = excerpt.text[:start], excerpt.text[start:end], excerpt.text[end:]
    if longest and len(excerpt.text) > longest:
        room = longest // 2
        before = "…" + before[-room:].partition(" ")[2] if len(before) > room else before
        after = after[:room].rpartition(" ")[0] + "…" if len(after) > room else after
    return f"“{before}*{place}*{after}”"


def _row(label: str, text: str) -> Iterator[str]:
    yield from _wrapped(text, LABEL, label)


def _wrapped(text: str, indent: int = 0, label: str = "") -> Iterator[str]:
    """Lines of at most `WIDTH`, indented; the label stands in the room to the left of the first."""
    first = f"{label.ljust(indent - 1)} " if label else " " * indent
    yield from textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=" " * indent, break_on_hyphens=False)
