"""Questions to the network: one for each trigger and cue, over the pieces of its own sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gesta.reading.arrays import Floats, Ints

Range = tuple[int, int]

# Pieces asked about on either side of a trigger; a sentence is rarely longer, and a role rarely further.
SIDE = 48
# Distances to the trigger are clipped to this many pieces on either side.
FAR = 47


@dataclass(frozen=True, slots=True)
class Asked:
    """Inputs of the asking graph for N questions padded to L pieces. `piece` holds the piece numbers [N, L]."""

    piece: Ints
    distance: Ints
    inside: Ints
    mask: Ints
    kinds: Floats


def reach(at: Range, sentence: Range) -> Range:
    """The pieces asked about for a trigger `at` in a sentence: all of it, or SIDE pieces on either side."""
    return max(sentence[0], at[0] - SIDE), min(sentence[1], at[1] + SIDE)


def ask(triggers: Sequence[Range], pieces: Sequence[Range], kinds: Floats) -> Asked:
    """The arrays for questions about `triggers`, each over its `pieces`; `kinds` [N, k] are what they seem to be."""
    at = np.asarray(triggers, np.int64)
    over = np.asarray(pieces, np.int64)
    sizes = over[:, 1] - over[:, 0]
    column = np.arange(int(sizes.max()), dtype=np.int64)[None, :]
    mask = column < sizes[:, None]
    piece = over[:, :1] + column * mask
    inside = (piece >= at[:, :1]) & (piece < at[:, 1:]) & mask
    distance = np.clip(piece - at[:, :1], -FAR, FAR) + FAR
    return Asked(piece, distance, inside.astype(np.int64), mask.astype(np.int64), kinds.astype(np.float32))


def batches(lengths: Sequence[int], budget: int) -> list[NDArray[np.int64]]:
    """Indices grouped by like length, each group padding to at most `budget` cells (or one item alone)."""
    order = np.argsort(np.asarray(lengths, np.int64), kind="stable")
    groups: list[NDArray[np.int64]] = []
    start = 0
    for stop in range(1, len(order) + 1):
        if stop == len(order) or lengths[order[stop]] * (stop + 1 - start) > budget:
            groups.append(order[start:stop])
            start = stop
    return groups
