"""How alike the network finds two mentions, by their embeddings (reading/embedding.py)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gesta.nouns.mention import EMBEDDING_SCALE


def alike(one: bytes, other: bytes) -> float:
    """The cosine of two embeddings, −1 to 1; 0 when either is missing."""
    if not one or not other:
        return 0.0
    return float(_numbers(one) @ _numbers(other)) / EMBEDDING_SCALE**2


def mean(embeddings: Sequence[bytes]) -> bytes:
    """The embedding in the middle of some, b"" of none."""
    known = [_numbers(each) for each in embeddings if each]
    if not known:
        return b""
    middle = np.sum(known, axis=0)
    length = max(float(np.linalg.norm(middle)), 1.0)
    return bytes(np.rint(EMBEDDING_SCALE * middle / length).astype(np.int8).tobytes())


def _numbers(embedding: bytes) -> NDArray[np.float32]:
    return np.frombuffer(embedding, np.int8).astype(np.float32)
