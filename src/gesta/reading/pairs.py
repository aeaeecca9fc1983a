"""Features of ordered pairs of triggers, shared by training and reading. Each is a small class number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gesta.reading.arrays import Ints

# How many earlier triggers each trigger is compared with; a report rarely returns to one further back.
REACH = 60
# Edges of the distance classes, in triggers and in sentences.
TRIGGER_EDGES = np.asarray([2, 3, 4, 5, 7, 10, 15, 25, 40])
SENTENCE_EDGES = np.asarray([1, 2, 3, 4, 6, 10, 20])
STEM = 5


def pairs(count: int) -> tuple[Ints, Ints]:
    """All (earlier, later) pairs of `count` triggers in order, at most REACH apart, grouped by the later one."""
    later, earlier = np.tril_indices(count, -1)
    near = later - earlier <= REACH
    return earlier[near].astype(np.int64), later[near].astype(np.int64)


def features(earlier: Ints, later: Ints, sentences: Ints, types: Ints, words: Sequence[str]) -> NDArray[np.int64]:
    """Classes [P, 5]: triggers between, sentences between, same type, same word, same stem.

    `sentences`, `types`, `words` describe each trigger; words are compared in lower case.
    """
    lower = [w.lower() for w in words]
    word = _numbers(lower)
    stem = _numbers([w[:STEM] for w in lower])
    return np.stack(
        [
            np.searchsorted(TRIGGER_EDGES, later - earlier, side="right"),
            np.searchsorted(SENTENCE_EDGES, sentences[later] - sentences[earlier], side="right"),
            types[later] == types[earlier],
            word[later] == word[earlier],
            stem[later] == stem[earlier],
        ],
        axis=1,
    ).astype(np.int64)


def _numbers(words: Sequence[str]) -> Ints:
    seen: dict[str, int] = {}
    return np.asarray([seen.setdefault(w, len(seen)) for w in words], dtype=np.int64)
