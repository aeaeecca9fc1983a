"""Word pieces of a report with their places in its text, and the windows the network reads them in.

A report is cut into pieces once; everything later works on piece numbers and comes back to characters through
`Pieces.starts` and `Pieces.ends`. The encoder is uncased, so the casing of each piece's word is kept beside it.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tokenizers
from numpy.typing import NDArray

from gesta.errors import ReaderError
from gesta.nouns.sentence import Sentence
from gesta.reading.arrays import Ints

# Casing classes: lower or none, Capitalised, ALL CAPS, miXed, digits, punctuation, "this text has no casing".
LOWER, TITLE, UPPER, MIXED, DIGIT, PUNCTUATION, UNCASED = range(7)
CASES = 7
# Above this share of capitals among its letters a text (old wire copy) says nothing by its capitals.
UNCASED_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one report, n long: vocabulary ids, character starts and ends, casing class, sentence number,
    and whether the piece goes on a word (`inner`)."""

    ids: Ints
    starts: Ints
    ends: Ints
    cases: Ints
    sentences: Ints
    inner: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """A word-piece tokenizer. `load` reads a Hugging Face ``tokenizer.json``."""

    model: tokenizers.Tokenizer
    begin: int
    end: int

    @classmethod
    def load(cls, path: Path) -> Tokenizer:
        """The tokenizer in the file at `path`. Raises ReaderError when it cannot be read."""
        try:
            stored = path.read_text("utf-8")
            json.loads(stored)["model"]["vocab"]  # the library raises bare exceptions for what lacks these
            model = tokenizers.Tokenizer.from_str(stored)
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise ReaderError(f"{path.name}: the tokenizer cannot be read ({error}); reinstall gesta") from error
        model.no_truncation()
        model.no_padding()
        begin, end = model.token_to_id("[CLS]"), model.token_to_id("[SEP]")
        if begin is None or end is None:
            raise ReaderError(
                f"{path.name}: the tokenizer has no [CLS] and [SEP]; the network needs an encoder with them"
            )
        return cls(model, begin, end)

    def pieces(self, text: str, sentences: Sequence[Sentence]) -> Pieces:
        """The pieces of `text` that lie in a sentence, in order."""
        encoded = self.model.encode(text, add_special_tokens=False)
        offsets = np.asarray(encoded.offsets, dtype=np.int64).reshape(-1, 2)
        words = np.asarray([-1 if w is None else w for w in encoded.word_ids], dtype=np.int64)
        starts = np.asarray([s.span.start for s in sentences], dtype=np.int64)
        ends = np.asarray([s.span.end for s in sentences], dtype=np.int64)
        number = np.searchsorted(starts, offsets[:, 0], side="right") - 1
        inside = (number >= 0) & (offsets[:, 0] < ends[number]) if len(starts) else np.zeros(len(words), np.bool_)
        inner = np.concatenate([[False], words[1:] == words[:-1]]) if len(words) else np.zeros(0, np.bool_)
        cases = np.asarray(_cases(text, encoded.offsets, words.tolist()), dtype=np.int64)
        ids = np.asarray(encoded.ids, dtype=np.int64)
        keep = inside.nonzero()[0]
        return Pieces(ids[keep], offsets[keep, 0], offsets[keep, 1], cases[keep], number[keep], inner[keep])


def windows(pieces: Pieces, limit: int) -> list[tuple[int, int]]:
    """Ranges of pieces that cover the report: whole sentences, at most `limit` pieces, of nearly equal length.

    A sentence longer than `limit` is cut. Equal lengths leave no short tail read without its context.
    """
    total = len(pieces)
    if total == 0:
        return []
    bounds = [0, *(np.flatnonzero(np.diff(pieces.sentences)) + 1).tolist(), total]
    for aim in range(-(-total // -(-total // limit)), limit + 1, 8):
        packed = _pack(bounds, aim, limit)
        if len(packed) <= -(-total // limit):
            return packed
    return _pack(bounds, limit, limit)


def _pack(bounds: list[int], aim: int, limit: int) -> list[tuple[int, int]]:
    packed: list[tuple[int, int]] = []
    start, total = 0, bounds[-1]
    while start < total:
        end = bounds[bisect_right(bounds, start + aim) - 1]
        if end <= start:
            end = min(bounds[bisect_right(bounds, start)], start + limit)
        packed.append((start, end))
        start = end
    return packed


def _cases(text: str, offsets: list[tuple[int, int]], words: list[int]) -> list[int]:
    letters = sum(map(str.isalpha, text))
    if letters and sum(map(str.isupper, text)) > UNCASED_SHARE * letters:
        return [UNCASED] * len(words)
    found: list[int] = []
    at = 0
    while at < len(words):
        stop = at + 1
        while stop < len(words) and words[stop] == words[at]:
            stop += 1
        found += [_case(text[offsets[at][0] : offsets[stop - 1][1]])] * (stop - at)
        at = stop
    return found


def _case(word: str) -> int:
    if word.islower():
        return LOWER
    if word.istitle():
        return TITLE
    if word.isupper():
        return UPPER
    if word[:1].isdigit():
        return DIGIT
    return MIXED if any(map(str.isalpha, word)) else PUNCTUATION
