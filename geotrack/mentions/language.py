"""The embedded language model: text in; sentences with parts of speech, names and dependency trees out.

One small transformer (all-MiniLM-L6-v2 with several heads, see `training/`) does all at once, and judges of each
place whether somebody is there, and who. It runs on onnxruntime from an 8-bit file in the package; nothing is
downloaded and nothing leaves the machine.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from geotrack.errors import DataError

ENTITY_TAGS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
ROLES = ("no", "at", "from", "via", "plan", "off", "old")
"""What a sentence says of a place: nobody is there; somebody was there, left it, passed it, will be there, will not be
there after all, or was there on another journey."""
PARTS_OF_SPEECH = (
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
)  # Universal Dependencies

WINDOW = 160  # words of neighbouring sentences that are read together: each tells of the others what they mean
MAX_WORDS = 110  # the longest sentence of the training data; a longer one is read in parts
LEAST_LINK = 0.05  # a word that stands for the same with less than this probability is none
MAX_PIECES = 8  # word pieces of one word: a longer word is noise
MOST_PIECES = 510  # the model has 512 places, two of which mark the ends: more words than fill them are read in parts
LONGEST_WORD = 1000  # characters of a word that are looked at: a megabyte without a space is one word
REMEMBERED = 32_768  # words whose pieces are kept: more than a book has

# Tokens as the treebanks have them: abbreviations keep their full stop, "n't" and "'s" stand alone, hyphens join.
TOKEN = re.compile(
    r"[A-Z]\.(?:Va|Mex|Dak|Car)\."
    r"|\b[A-Z]\.(?=\s[A-Z]|[A-Z][a-z])"
    r"|[A-Za-z](?:\.[A-Za-z])+\.?"
    r"|(?:Mr|Mrs|Ms|Dr|St|ST|Mt|MT|Ft|FT|Gov|Sen|Rep|Gen|Lt|Col|Capt|Cpl|Sgt|Rev|Prof|Jr|Sr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec|Calif|Fla|Va|Ky|Tenn|Mass|Conn|Ont|Ala|Ariz|Ark|Colo|Del|Ga|Ill|Ind|Kan|La|Md|Mich|Minn|Miss|Mo"
    r"|Mont|Neb|Nev|Okla|Ore|Pa|Tex|Vt|Wash|Wis|Wyo|Inc|Corp|Ltd|Co|No|vs)\.(?=\W)"
    r"|\d+(?:[.,:]\d+)*(?:(?:st|nd|rd|th|s)\b)?"
    r"|\w+(?=n['’]t\b)|n['’]t\b"
    r"|['’](?:s|re|ve|ll|d|m|S)\b"
    r"|\w+(?:[’'](?!(?:s|re|ve|ll|d|m)\b)\w+)?(?:-\w+)*"
    r"|\.\.\.|[^\w\s]"
)
SENTENCE_END = frozenset(".!?…")
# behind an abbreviation, "the U.S.", or an initial, these begin a sentence: "George W. Bush", but "Plan B. The"
OPENERS = frozenset(
    """The A An This That These Those He She It They We But And In On At For From After Before During Then There Now
    When While As If His Her Its Their Our""".split()
)
CLOSING = frozenset("\"”’')]»")


class Token(NamedTuple):
    """One word of a sentence."""

    i: int
    """Its number in the sentence."""
    start: int
    """Offset in the text."""
    end: int
    """Offset in the text (exclusive)."""
    text: str
    """As it stands there."""
    lower: str
    """The word in lower case with a straight apostrophe."""
    pos: str
    """Universal part of speech."""
    head: int
    """Number of the token that governs it; its own number at the root."""
    dep: str
    """Universal Dependencies relation to the head."""
    entity: str
    """PERSON, ORG, LOC, or nothing."""
    begins: bool
    """Whether an entity begins here."""


class Link(NamedTuple):
    """A word before, for the same as a word stands for: "Ann" for "she"."""

    back: int
    """How many sentences before."""
    i: int
    """Its number there."""
    odds: float
    """Probability."""


@dataclass(frozen=True)
class Sentence:
    """The words of one sentence and the tree over them."""

    tokens: tuple[Token, ...]
    paragraph: int
    """Number of the line it stands in."""
    roles: npt.NDArray[np.float32]
    """A row for each word: the probability of each of `ROLES`, if the word names a place."""
    movers: tuple[int, ...]
    """For each word, if it names a place: the number of the word for the one who moves there, or -1."""
    links: tuple[tuple[Link, ...], ...]
    """For each word, the likeliest before that stand for the same, or for the one who moves to the place it names."""

    @property
    def start(self) -> int:
        """Offset in the text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset in the text (exclusive)."""
        return self.tokens[-1].end

    @cached_property
    def _children(self) -> tuple[tuple[Token, ...], ...]:
        below: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                below[token.head].append(token)
        return tuple(tuple(tokens) for tokens in below)

    def head(self, token: Token) -> Token:
        """The token that governs this one; the root governs itself."""
        return self.tokens[token.head]

    def root_of(self, first: int, last: int) -> Token:
        """The word of a span (`last` is exclusive) that hangs on something outside it."""
        for token in self.tokens[first:last]:
            if token.head == token.i or not first <= token.head < last:
                return token
        return self.tokens[last - 1]

    def children(self, token: Token, *relations: str) -> tuple[Token, ...]:
        """What the token governs, in order; only by these relations (or their subtypes) where some are given."""
        below = self._children[token.i]
        if not relations or not below:
            return below
        return tuple(t for t in below if t.dep in relations or t.dep.partition(":")[0] in relations)

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """The token and all that hangs on it, in order."""
        found, queue = [token], [token]
        while queue:
            below = self._children[queue.pop().i]
            found += below
            queue += below
        return tuple(sorted(found, key=lambda t: t.i))

    @cached_property
    def entities(self) -> tuple[tuple[int, int, str], ...]:
        """Names that the model sees: first token, last token (exclusive), PERSON, ORG or LOC."""
        spans: list[tuple[int, int, str]] = []
        for token in self.tokens:
            if token.entity and token.begins:
                spans.append((token.i, token.i + 1, token.entity))
            elif token.entity:
                first, _, kind = spans[-1]
                spans[-1] = (first, token.i + 1, kind)
        return tuple(spans)


def tokens_of(text: str) -> list[tuple[int, int]]:
    """Start and end of every token.

    >>> [("Kim's train won't stop."[a:b]) for a, b in tokens_of("Kim's train won't stop.")]
    ['Kim', "'s", 'train', 'wo', "n't", 'stop', '.']
    """
    spans = []
    for match in TOKEN.finditer(text):
        start, end = match.span()
        if end - start > 2 and match.group()[-2:] in ("'s", "’s"):
            spans += [(start, end - 2), (end - 2, end)]
        else:
            spans.append((start, end))
    return spans


def sentences_of(text: str, tokens: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Tokens by sentence. A line break always ends one: headlines and list items have no full stop."""
    current: list[tuple[int, int]] = []
    for start, end in tokens:
        if current:
            gap = text[current[-1][1] : start]
            last, begins = text[slice(*current[-1])], text[start]
            closed = last in SENTENCE_END or (
                last in CLOSING and len(current) > 1 and text[slice(*current[-2])] in SENTENCE_END
            )
            starts_anew = begins.isupper() or not (begins.isalpha() or begins in ",;:)")
            closed = closed or (last[-1] == "." and last != "." and text[start:end] in OPENERS)
            # a machine translation may glue sentences: "neighbouring Ukraine.Kim is still in Russia"
            glued = last == "." and not gap and begins.isupper() and text[start:end].isalpha() and len(current) > 3
            if "\n" in gap or len(current) >= MAX_WORDS or (closed and starts_anew and (gap or glued)):
                yield current
                current = []
        current.append((start, end))
    if current:
        yield current


class Reading(NamedTuple):
    """What the model says of each word of a sentence."""

    tags: list[int]
    """Numbers in `ENTITY_TAGS`."""
    parts: list[int]
    """Numbers in `PARTS_OF_SPEECH`."""
    heads: list[int]
    """Numbers of the words that govern them, from 1; 0 at the root."""
    relations: list[int]
    """Numbers in the model's own list."""
    roles: npt.NDArray[np.float32]
    """A row a word: the probability of each of `ROLES`."""
    movers: list[int]
    """Numbers of the words for those who move there, from 1; 0 for none."""
    links: tuple[tuple[Link, ...], ...]
    """As `Sentence` has them."""


class LanguageModel:
    """Reads sentences. Loading takes a fifth of a second; `shipped()` does it once for the process."""

    def __init__(self, folder: Path) -> None:
        """Load the model files of `folder`; `DataError` where one is missing or damaged."""
        import onnxruntime as ort
        from tokenizers import Tokenizer
        from tokenizers.models import WordPiece
        from tokenizers.normalizers import BertNormalizer
        from tokenizers.pre_tokenizers import BertPreTokenizer

        try:
            options = ort.SessionOptions()
            options.intra_op_num_threads = 1  # same sums in the same order on every machine
            options.inter_op_num_threads = 1
            options.enable_cpu_mem_arena = False  # every length of sentence is a new shape: an arena only grows
            options.enable_mem_pattern = False
            if not _adds_in_32_bits(folder / "sums.onnx", options):
                options.add_session_config_entry("session.x64quantprecision", "1")
            self._session = ort.InferenceSession(
                str(folder / "reader.int8.onnx"), options, providers=["CPUExecutionProvider"]
            )
            vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
            with np.load(folder / "relations.npz") as layer:
                self._weights, self._bias = layer["W"], layer["b"]
            self._relations: list[str] = json.loads((folder / "relations.json").read_text(encoding="utf-8"))
        except Exception as error:
            raise DataError(
                f"The language model in {folder} is missing or damaged ({error}): reinstall geotrack."
            ) from error
        pieces = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown, self._first, self._last = pieces["[UNK]"], pieces["[CLS]"], pieces["[SEP]"]
        self._tokenizer = Tokenizer(WordPiece(pieces, unk_token="[UNK]"))
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        # a text repeats its words, and to ask the tokenizer for one takes as long as to read its place in the tree
        self._pieces = lru_cache(maxsize=REMEMBERED)(self._word)
        self._folder = folder

    @classmethod
    @cache
    def shipped(cls) -> LanguageModel:
        """The model in the package, loaded once."""
        with as_file(files("geotrack.mentions") / "data") as folder:
            return cls(folder)

    @cached_property
    def described(self) -> str:
        """Name and hash, for the record of how an atlas was made."""
        return f"reader-en {(self._folder / 'reader.sha256').read_text(encoding='ascii')[:12]}"

    def read(self, text: str, progress: Callable[[int], None] = lambda _: None) -> tuple[Sentence, ...]:
        """The sentences of a text, in order. `progress` is told again and again how many characters more are done.

        >>> [(t.text, t.dep) for t in LanguageModel.shipped().read("Kim left Pyongyang.")[0].tokens]
        [('Kim', 'nsubj'), ('left', 'ROOT'), ('Pyongyang', 'obj'), ('.', 'punct')]
        """
        read: list[Sentence] = []
        paragraph, position = 0, 0
        for window in self._windows(text, self._fitting(text, sentences_of(text, tokens_of(text)))):
            words = [[text[a:b] for a, b in sentence] for sentence in window]
            for spans, said in zip(window, self.predict(words), strict=True):
                paragraph += text.count("\n", position, spans[0][0])
                progress(spans[0][0] - position)
                position = spans[0][0]
                tokens = self._tokens(text, spans, said)
                read.append(Sentence(tokens, paragraph, said.roles, tuple(m - 1 for m in said.movers), said.links))
        progress(len(text) - position)
        return tuple(read)

    def _tokens(self, text: str, spans: list[tuple[int, int]], said: Reading) -> tuple[Token, ...]:
        return tuple(
            Token(
                i=i,
                start=start,
                end=end,
                text=text[start:end],
                lower=text[start:end].lower().replace("’", "'"),
                pos=PARTS_OF_SPEECH[part],
                head=head - 1 if head else i,
                dep=self._relations[relation] if head else "ROOT",
                entity=entity,
                begins=begins,
            )
            for i, ((start, end), part, head, relation, (entity, begins)) in enumerate(
                zip(spans, said.parts, said.heads, said.relations, _entities(said.tags), strict=True)
            )
        )

    def _windows(self, text: str, sentences: Iterator[list[tuple[int, int]]]) -> Iterator[list[list[tuple[int, int]]]]:
        """The sentences, as many together as `WINDOW` allows and the model has places for."""
        window, words, size = list[list[tuple[int, int]]](), 0, 0
        for sentence in sentences:
            more = sum(len(self._pieces(text[start:end])[0]) for start, end in sentence)
            if window and (words + len(sentence) > WINDOW or size + more > MOST_PIECES):
                yield window
                window, words, size = [], 0, 0
            window.append(sentence)
            words += len(sentence)
            size += more
        if window:
            yield window

    def _fitting(self, text: str, sentences: Iterator[list[tuple[int, int]]]) -> Iterator[list[tuple[int, int]]]:
        """The sentences; one with more word pieces than the model has places for in parts."""
        for sentence in sentences:
            if len(sentence) * MAX_PIECES <= MOST_PIECES:
                yield sentence
                continue
            part, size = list[tuple[int, int]](), 0
            for start, end in sentence:
                more = len(self._pieces(text[start:end])[0])
                if size + more > MOST_PIECES:
                    yield part
                    part, size = [], 0
                part.append((start, end))
                size += more
            yield part

    def _word(self, word: str) -> tuple[list[int], list[int]]:
        """The pieces of a word and their case classes."""
        seen = word[:LONGEST_WORD]
        pieces = self._tokenizer.encode([seen], is_pretokenized=True, add_special_tokens=False).ids[:MAX_PIECES]
        case = case_class(seen)
        pieces = pieces or [self._unknown]
        return pieces, [case] + [case + 8] * (len(pieces) - 1)

    def _encoded(self, words: list[str]) -> tuple[list[int], list[int], list[int]]:
        """Word pieces, their case classes, and the number of each word's first piece."""
        ids, cases = [self._first], [7]
        first: list[int] = []
        for word in words:
            pieces, classes = self._pieces(word)
            first.append(len(ids))
            ids += pieces
            cases += classes
        return [*ids, self._last], [*cases, 7], first

    def predict(self, sentences: list[list[str]]) -> list[Reading]:
        """What the model reads in the words of sentences that follow one another.

        One window at a time: in eight bits, what stands beside it in a batch would change its rounding, and so its
        reading. It costs no time.
        """
        pieces, cases, first = self._encoded([word for words in sentences for word in words])
        tags, parts, arcs, dependants, governors, roles, movers, links = (
            found[0]
            for found in self._session.run(
                None,
                {
                    "ids": np.array([pieces], np.int64),
                    "mask": np.ones((1, len(pieces)), np.int64),
                    "cs": np.array([cases], np.int64),
                    "w": np.array([[0, *first]], np.int64),
                },
            )
        )
        starts = [0, *itertools.accumulate(len(words) for words in sentences)]
        linked = _links(links, starts)
        readings = []
        for start, end in itertools.pairwise(starts):
            own = [0, *range(start + 1, end + 1)]  # a tree stays in its sentence
            heads = tree(arcs[start:end, own])
            below, above = dependants[start:end], governors[own][heads]
            features = np.concatenate([below, above, below * above], axis=1)
            # einsum does without the threads of a BLAS, which take longer to wake than this to compute
            relations = np.einsum("wf,rf->wr", features, self._weights) + self._bias
            readings.append(
                Reading(
                    tags=tags[start:end].argmax(1).tolist(),
                    parts=parts[start:end].argmax(1).tolist(),
                    heads=heads.tolist(),
                    relations=relations.argmax(1).tolist(),
                    roles=_shares(roles[start:end]),
                    movers=movers[start:end, own].argmax(1).tolist(),
                    links=linked[start:end],
                )
            )
        return readings


def _shares(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Scores as probabilities, row by row."""
    odds = np.exp(scores - scores.max(1, keepdims=True))
    shares: npt.NDArray[np.float32] = odds / odds.sum(1, keepdims=True)
    return shares


def _links(scores: npt.NDArray[np.float32], starts: list[int]) -> tuple[tuple[Link, ...], ...]:
    """For each word of a window the words before it that may stand for the same; `starts` are where sentences begin."""
    number = np.searchsorted(starts, np.arange(len(scores)), side="right") - 1
    odds = _shares(np.where(np.tri(*scores.shape) > 0, scores, -1e4))[:, 1:]
    found: list[list[Link]] = [[] for _ in scores]
    for word, other in zip(*(axis.tolist() for axis in np.nonzero(odds >= LEAST_LINK)), strict=True):
        back, start = number[word] - number[other], starts[number[other]]
        found[word].append(Link(int(back), other - start, float(odds[word, other])))
    return tuple(map(tuple, found))


def _adds_in_32_bits(file: Path, options: Any) -> bool:
    """Whether this processor multiplies unsigned by signed bytes as fast as it can and loses nothing.

    One without VNNI adds pairs of such products in 16 bits and cuts off what does not fit: the same sentence would be
    read differently there. onnxruntime then has a slower way that is exact. To ask for it everywhere would take half
    as long again where the fast one is exact, and onnxruntime does not say which processor it has found; so it sums
    the largest products there are, four by four.
    """
    import onnxruntime as ort

    session = ort.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    (sums,) = session.run(None, {"a": np.full((4, 4), 255, np.uint8)})
    return bool((sums == 4 * 255 * 127).all())


def case_class(word: str) -> int:
    """How a word is written: the model is uncased and learns this beside it.

    >>> [case_class(w) for w in ("train", "Kim", "USA", "KnAAZ", "57", "-", "A")]
    [0, 1, 2, 3, 4, 5, 6]
    """
    if not any(c.isalpha() for c in word):
        return 4 if any(c.isdigit() for c in word) else 5
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 6
    return 1 if word[0].isupper() and word[1:].islower() else 3


def tree(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.int64]:
    """The head of each word (0 for the root) in a well-formed tree with one root: best heads, cycles broken greedily.

    `scores[i, j]` is how well word j-1 (or the root, j = 0) would govern word i.
    """
    n = len(scores)
    scores = scores.copy()
    scores[np.arange(n), np.arange(n) + 1] = -1e9
    heads: npt.NDArray[np.int64] = scores.argmax(1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) != 1:
        best = int((scores[:, 0] - scores[:, 1:].max(1)).argmax()) if n > 1 else 0
        for other in roots:
            if other != best:
                heads[other] = scores[other, 1:].argmax() + 1
        heads[best] = 0
    while cycle := _cycle(heads.tolist()):
        # leave the cycle where it costs least, for a word that hangs on the root already: no new cycle can arise
        anchored = _anchored(heads.tolist())
        options = []
        for word in cycle:
            row = np.where(anchored, scores[word - 1], -np.inf)
            options.append((float(row.max() - scores[word - 1, heads[word - 1]]), word, int(row.argmax())))
        _, word, head = max(options)
        heads[word - 1] = head
    return heads


def _anchored(heads: list[int]) -> list[bool]:
    """Whether each word (from 1; nothing at 0) hangs on the root, at however many removes."""
    known: list[bool | None] = [True, *[None] * len(heads)]
    for start in range(1, len(known)):
        path, word = [], start
        while known[word] is None:
            known[word] = False  # on the way there: whoever comes back to it is in a cycle
            path.append(word)
            word = heads[word - 1]
        for passed in path:
            known[passed] = known[word]
    return [False, *map(bool, known[1:])]


def _cycle(heads: list[int]) -> list[int]:
    """The words (from 1) of a cycle, or nothing."""
    seen = [0] * (len(heads) + 1)
    for start in range(1, len(heads) + 1):
        path, word = [], start
        while word and not seen[word]:
            seen[word] = start
            path.append(word)
            word = heads[word - 1]
        if word and seen[word] == start:
            return path[path.index(word) :]
    return []


def _entities(tags: list[int]) -> Iterator[tuple[str, bool]]:
    """Entity kind and whether it begins, by the tag of each word; a change of kind begins a new one."""
    previous = ""
    for tag in tags:
        mark, _, kind = ENTITY_TAGS[tag].partition("-")
        yield kind, bool(kind) and (mark == "B" or kind != previous)
        previous = kind
