"""Batches of examples as tensors, with random windows, so that each epoch cuts the reports elsewhere."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from gesta.reading.tokenizer import Tokenizer, windows
from training.corpus import Example, Range

LONGEST, SHORTEST = 218, 120
IGNORED = -100


@dataclass
class Batch:
    """Padded windows of several examples. `rows` says which pieces of which example each window holds."""

    examples: list[Example]
    rows: list[tuple[int, int, int]]
    ids: Tensor
    cases: Tensor
    mask: Tensor
    entities: Tensor
    triggers: Tensor
    cues: Tensor
    place: list[np.ndarray]  # for each example: flat cell of each of its pieces, -1 when it is not in this batch


def build(examples: list[Example], tokenizer: Tokenizer, chance: random.Random | None, most: int) -> Batch:
    """A batch of at most `most` windows; `chance` None cuts as reading does."""
    rows: list[tuple[int, int, int]] = []
    limit = chance.randint(SHORTEST, LONGEST) if chance else LONGEST
    for number, example in enumerate(examples):
        rows += [(number, start, end) for start, end in windows(example.pieces, limit)]
    if len(rows) > most and chance:
        first = chance.randint(0, len(rows) - most)
        rows = rows[first : first + most]
    length = max(end - start for _, start, end in rows) + 2
    ids, cases, mask = (np.zeros((len(rows), length), np.int64) for _ in range(3))
    labels = [_tags(e) for e in examples]
    gold = [np.full((len(rows), length), IGNORED, np.int64) for _ in range(3)]
    place = [np.full(len(e.pieces), -1, np.int64) for e in examples]
    for row, (number, start, end) in enumerate(rows):
        size, pieces = end - start, examples[number].pieces
        ids[row, : size + 2] = [tokenizer.begin, *pieces.ids[start:end], tokenizer.end]
        cases[row, 1 : size + 1] = pieces.cases[start:end]
        mask[row, : size + 2] = 1
        place[number][start:end] = row * length + 1 + np.arange(size)
        for into, tags in zip(gold, labels[number], strict=True):
            if tags is not None:
                into[row, 1 : size + 1] = tags[start:end]
    tensors = [torch.from_numpy(a) for a in (ids, cases, mask, *gold)]
    return Batch(examples, rows, *tensors, place)


def _tags(example: Example) -> tuple[np.ndarray | None, ...]:
    groups: tuple[tuple[str, Sequence[tuple[Range, int]]], ...] = (
        ("entities", example.entities),
        ("triggers", [(t.at, t.type) for t in example.triggers]),
        ("cues", [(c.at, c.stance) for c in example.cues]),
    )
    return tuple(
        bio_tags(len(example.pieces), spans) if name in example.tasks else None for name, spans in groups
    )  # fmt: skip


def bio_tags(length: int, spans: Sequence[tuple[Range, int]]) -> np.ndarray:
    """Tags of `length` pieces: 0, 1 + 2k where a span of label k begins, 2 + 2k where it goes on."""
    tags = np.zeros(length, np.int64)
    for (start, end), label in sorted(spans):
        tags[start:end] = 2 + 2 * label
        tags[start] = 1 + 2 * label
    return tags
