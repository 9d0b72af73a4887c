"""The embedded language model: text in; sentences with parts of speech, names and dependency trees out.

One small transformer (all-MiniLM-L6-v2 with three heads, see `training/`) does all four at once. It runs on onnxruntime
from an 8-bit file in the package; nothing is downloaded and nothing leaves the machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geotrack.errors import DataError

ENTITY_TAGS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
PARTS_OF_SPEECH = (
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
)  # Universal Dependencies

MAX_WORDS = 110  # the longest sentence of the training data; a longer one is read in parts
MAX_PIECES = 8  # word pieces of one word: a longer word is noise

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
    r"|\w+(?:[’'](?!s\b)\w+)?(?:-\w+)*"
    r"|\.\.\.|[^\w\s]"
)
SENTENCE_END = frozenset(".!?…")
# behind an abbreviation, "the U.S.", or an initial, these begin a sentence: "George W. Bush", but "Plan B. The"
OPENERS = frozenset(
    """The A An This That These Those He She It They We But And In On At For From After Before During Then There Now
    When While As If His Her Its Their Our""".split()
)
CLOSING = frozenset("\"”’')]»")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a sentence."""

    i: int
    """Its number in the sentence."""
    start: int
    """Offset in the text."""
    end: int
    """Offset in the text (exclusive)."""
    text: str
    """As it stands there."""
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

    @property
    def lower(self) -> str:
        """The word in lower case with a straight apostrophe."""
        return self.text.lower().replace("’", "'")


@dataclass(frozen=True)
class Sentence:
    """The words of one sentence and the tree over them."""

    tokens: tuple[Token, ...]
    paragraph: int
    """Number of the line it stands in."""

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
        if not relations:
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

    def read(self, text: str) -> tuple[Sentence, ...]:
        """The sentences of a text, in order.

        >>> [(t.text, t.dep) for t in LanguageModel.shipped().read("Kim left Pyongyang.")[0].tokens]
        [('Kim', 'nsubj'), ('left', 'ROOT'), ('Pyongyang', 'obj'), ('.', 'punct')]
        """
        spans = list(sentences_of(text, tokens_of(text)))
        read: list[Sentence] = []
        paragraph, position = 0, 0
        for sentence in spans:
            tags, parts, heads, relations = self._predict([text[a:b] for a, b in sentence])
            paragraph += text.count("\n", position, sentence[0][0])
            position = sentence[0][0]
            entities = list(_entities(tags))
            tokens = []
            for i, (start, end) in enumerate(sentence):
                entity, begins = entities[i]
                root = heads[i] == 0
                tokens.append(
                    Token(
                        i=i,
                        start=start,
                        end=end,
                        text=text[start:end],
                        pos=PARTS_OF_SPEECH[parts[i]],
                        head=i if root else int(heads[i]) - 1,
                        dep="ROOT" if root else self._relations[relations[i]],
                        entity=entity,
                        begins=begins,
                    )
                )
            read.append(Sentence(tuple(tokens), paragraph))
        return tuple(read)

    def _encoded(self, words: list[str]) -> tuple[list[int], list[int], list[int]]:
        """Word pieces, their case classes, and the number of each word's first piece."""
        encoding = self._tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
        by_word: list[list[int]] = [[] for _ in words]
        for piece, number in zip(encoding.ids, encoding.word_ids, strict=True):
            if number is not None:
                by_word[number].append(piece)
        ids, cases = [self._first], [7]
        first: list[int] = []
        for word, found in zip(words, by_word, strict=True):
            pieces = found[:MAX_PIECES] or [self._unknown]
            case = case_class(word)
            first.append(len(ids))
            ids += pieces
            cases += [case] + [case + 8] * (len(pieces) - 1)
        return [*ids, self._last], [*cases, 7], first

    def _predict(self, words: list[str]) -> tuple[Any, Any, Any, Any]:
        """Scores of entity tags, parts of speech, scores of heads, and relations, a row for each word.

        One sentence at a time: in eight bits, what stands beside a sentence in a batch would change its rounding, and
        so its reading. It costs no time.
        """
        pieces, cases, first = self._encoded(words)
        tags, parts, arcs, dependants, governors = self._session.run(
            None,
            {
                "ids": np.array([pieces], np.int64),
                "mask": np.ones((1, len(pieces)), np.int64),
                "cs": np.array([cases], np.int64),
                "w": np.array([[0, *first]], np.int64),
            },
        )
        heads = tree(arcs[0])
        below, above = dependants[0], governors[0][heads]
        features = np.concatenate([below, above, below * above], axis=1)
        # einsum does without the threads of a BLAS, which take longer to wake than this to compute
        relations = np.einsum("wf,rf->wr", features, self._weights) + self._bias
        return tags[0], parts[0].argmax(1), heads, relations.argmax(1)


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
    while cycle := _cycle(heads):
        # leave the cycle where it costs least, for a word that hangs on the root already: no new cycle can arise
        anchored = np.array([0, *(_reaches_root(heads, word) for word in range(1, n + 1))], bool)
        anchored[0] = False
        options = []
        for word in cycle:
            row = np.where(anchored, scores[word - 1], -np.inf)
            options.append((float(row.max() - scores[word - 1, heads[word - 1]]), word, int(row.argmax())))
        _, word, head = max(options)
        heads[word - 1] = head
    return heads


def _reaches_root(heads: npt.NDArray[np.int64], word: int) -> bool:
    for _ in range(len(heads) + 1):
        if word == 0:
            return True
        word = int(heads[word - 1])
    return False


def _cycle(heads: npt.NDArray[np.int64]) -> list[int]:
    """The words (from 1) of a cycle, or nothing."""
    seen = np.zeros(len(heads) + 1, int)
    for start in range(1, len(heads) + 1):
        path, word = [], start
        while word and not seen[word]:
            seen[word] = start
            path.append(word)
            word = int(heads[word - 1])
        if word and seen[word] == start:
            return path[path.index(word) :]
    return []


def _entities(scores: npt.NDArray[np.float32]) -> Iterator[tuple[str, bool]]:
    """Entity kind and whether it begins, by the best tag of each word; a change of kind begins a new one."""
    previous = ""
    for tag in scores.argmax(1):
        mark, _, kind = ENTITY_TAGS[int(tag)].partition("-")
        yield kind, bool(kind) and (mark == "B" or kind != previous)
        previous = kind
