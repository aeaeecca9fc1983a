"""How alike the network finds two mentions, by their embeddings (reading/embedding.py)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gesta.nouns.mention import EMBEDDING_SCALE

PARTS, DIMENSIONS = 4, 32  # of an event's embedding
UNTOLD = 0.4
"""The cosine that says nothing, and stands for one that is not known: on held-out bundles it is as usual between
mentions that belong together as between others (.35 within reports, .4 across, .45 for answers)."""


def within(embedding: bytes) -> bytes:
    """The part of an event's embedding that is compared within its report."""
    return _part(embedding, 0)


def across(embedding: bytes) -> bytes:
    """The part of an event's embedding that is compared with other reports."""
    return _part(embedding, 1)


def answering(embedding: bytes) -> bytes:
    """The part of an event's embedding that lies close to the `answered` part of what it answers."""
    return _part(embedding, 2)


def answered(embedding: bytes) -> bytes:
    """The part of an event's embedding that lies close to the `answering` part of what answers it."""
    return _part(embedding, 3)


def alike(one: bytes, other: bytes) -> float:
    """The cosine of two embeddings, or of the same part of both, −1 to 1; UNTOLD when either is missing."""
    if not one or not other:
        return UNTOLD
    return float(_numbers(one) @ _numbers(other)) / EMBEDDING_SCALE**2


def closest(ones: Sequence[bytes], others: Sequence[bytes]) -> float:
    """The greatest cosine of any of some with any of others; UNTOLD when all of either are missing."""
    left, right = ([_numbers(each) for each in held if each] for held in (ones, others))
    return float((np.stack(left) @ np.stack(right).T).max()) / EMBEDDING_SCALE**2 if left and right else UNTOLD


def mean(embeddings: Sequence[bytes]) -> bytes:
    """The embedding in the middle of some, b"" of none."""
    known = [_numbers(each) for each in embeddings if each]
    if not known:
        return b""
    middle = np.sum(known, axis=0)
    length = max(float(np.linalg.norm(middle)), 1.0)
    return bytes(np.rint(EMBEDDING_SCALE * middle / length).astype(np.int8).tobytes())


def _part(embedding: bytes, number: int) -> bytes:
    """One part; none of an embedding of another size, which other weights made."""
    if len(embedding) != PARTS * DIMENSIONS:
        return b""
    return embedding[number * DIMENSIONS : (number + 1) * DIMENSIONS]


def _numbers(embedding: bytes) -> NDArray[np.float32]:
    return np.frombuffer(embedding, np.int8).astype(np.float32)
