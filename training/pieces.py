"""Words to word pieces and case classes, exactly as `geotrack.mentions.language` does it at run time.

Case classes and limits are imported from there. Its tokenizer belongs to a model that is already loaded, which training
has not got, so it is built here once more; `export` compares the two on awkward words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from geotrack.mentions.language import MAX_PIECES, case_class

EDGE_CASE = 7  # the class of [CLS], [SEP] and padding
INSIDE_WORD = 8  # is added for a word's second and later pieces
CASE_CLASSES = 16


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence as the network takes it."""

    ids: list[int]
    """Numbers in the vocabulary, [CLS] first and [SEP] last."""
    cases: list[int]
    """Case class of each piece."""
    first: list[int]
    """Where each word begins."""


class Encoder:
    """Splits words into pieces."""

    def __init__(self, vocabulary: Path) -> None:
        """Read `vocab.txt`."""
        lines = vocabulary.read_text(encoding="utf-8").splitlines()
        numbers = {piece: number for number, piece in enumerate(lines)}
        self._unknown, self._begin, self._end = numbers["[UNK]"], numbers["[CLS]"], numbers["[SEP]"]
        self._tokenizer = Tokenizer(WordPiece(numbers, unk_token="[UNK]"))
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()

    def __call__(self, words: Sequence[str]) -> Pieces:
        """The pieces of a sentence, at most `MAX_PIECES` a word."""
        encoding = self._tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
        by_word: list[list[int]] = [[] for _ in words]
        for piece, number in zip(encoding.ids, encoding.word_ids, strict=True):
            if number is not None:  # special pieces, of which there are none here
                by_word[number].append(piece)
        ids, cases, first = [self._begin], [EDGE_CASE], []
        for word, pieces in zip(words, by_word, strict=True):
            pieces = pieces[:MAX_PIECES] or [self._unknown]
            case = case_class(word)
            first.append(len(ids))
            ids += pieces
            cases += [case] + [case + INSIDE_WORD] * (len(pieces) - 1)
        return Pieces([*ids, self._end], [*cases, EDGE_CASE], first)
