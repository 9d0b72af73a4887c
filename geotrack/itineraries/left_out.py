"""Nothing vanishes: every place that is named and is no stop is listed with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from geotrack.model import Excerpt, LeftOut, Located, Mention, Movement, Study

Reason = Literal["mentioned", "metonym", "adjective", "name", "dateline", "unlocated"]

NEAR = 1000  # characters on either side: a book on one line shall not be quoted for each of its places

_WHY: dict[Reason, str] = {
    "mentioned": "named, but no traveller is said to go there",
    "metonym": "stands for a government or an organisation",
    "adjective": "a nationality or origin",
    "name": "part of a title or of another name",
    "dateline": "where the report was written",
    "unlocated": "not located with confidence",
}
_ORDER: tuple[Reason, ...] = ("unlocated", "mentioned", "metonym", "name", "dateline", "adjective")


def left_out_of(
    studies: Sequence[Study], located: Mapping[str, Located], taken: set[str], dropped: Mapping[str, str]
) -> tuple[LeftOut, ...]:
    """Places of the studies that no stop rests on, one entry for each name and reason, in the order of the reasons."""
    found: dict[tuple[Reason, str], list[tuple[Study, Mention, str]]] = {}
    stops = {_place_of(located, i) for i in taken} - {None}
    for study in studies:
        moved = {m.mention: m for m in study.movements}
        for mention in study.mentions:
            if mention.id in taken:
                continue
            if mention.sense == "place" and _place_of(located, mention.id) in stops:
                continue  # another sentence makes it a stop
            reason, why = _reason(mention, moved.get(mention.id), located.get(mention.id))
            why = dropped.get(mention.id, why) if reason == "mentioned" else why
            found.setdefault((reason, mention.name.casefold()), []).append((study, mention, why))
    entries = []
    for (reason, _), group in sorted(found.items(), key=lambda item: _ORDER.index(item[0][0])):
        study, mention, why = group[0]
        known = located.get(mention.id)
        entries.append(
            LeftOut(
                name=mention.text.replace("\n", " "),
                reason=reason,
                why=why,
                excerpts=tuple(_excerpt(s, m) for s, m, _ in group),
                place=known.place if known else None,
                candidates=tuple(c.place for c in known.candidates[:3]) if known and known.place is None else (),
            )
        )
    return tuple(entries)


def _place_of(located: Mapping[str, Located], mention: str) -> str | None:
    found = located.get(mention)
    return found.place.id if found and found.place else None


def _reason(mention: Mention, movement: Movement | None, located: Located | None) -> tuple[Reason, str]:
    if mention.sense != "place":
        return mention.sense, _WHY[mention.sense]
    if located is None or located.place is None:
        if located is None or not located.candidates:
            return "unlocated", "no gazetteer entry of that name"
        return "unlocated", f"{_WHY['unlocated']}: several places bear that name"
    if movement is not None and movement.status == "cancelled":
        return "mentioned", f"{movement.traveller} did not go there: “{movement.cue_text}”"
    if movement is not None:
        return (
            "mentioned",
            f"{movement.traveller}: “{movement.cue_text}”, which alone makes no journey",
        )
    return "mentioned", _WHY["mentioned"]


def _excerpt(study: Study, mention: Mention) -> Excerpt:
    """The line around a mention, cut at sentence ends that are near."""
    text = study.article.text
    first, last = max(0, mention.start - NEAR), min(len(text), mention.end + NEAR)
    begins = [text.rfind(sign, first, mention.start) for sign in ("\n", ". ", "? ", "! ")]
    start = max(*begins, first - 1) + 1
    ends = [text.find("\n", mention.end, last), *(text.find(e, mention.end, last) + 1 for e in (". ", "? ", "! "))]
    end = min((i for i in ends if i > 0), default=last)
    while start < mention.start and text[start].isspace():
        start += 1
    return Excerpt(
        article=study.article.id, start=start, end=end, text=text[start:end],
        place_start=mention.start, place_end=mention.end,
    )  # fmt: skip
