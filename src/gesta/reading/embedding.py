"""What the network makes of a trigger in its sentence, in a few bytes; those of one happening lie close together.

The view that the network has of a trigger – its answer's vector and the mean state of its pieces – is projected to
DIMENSIONS numbers and brought to length 1. Linking asks how alike two such embeddings are (linking/alike.py). The
projection is fitted by training/linking_embedding.py.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from gesta.errors import ReaderError
from gesta.nouns.mention import EMBEDDING_SCALE
from gesta.reading.arrays import Floats

FILE = "embedding.npy"
DIMENSIONS = 32


class Embedder(Protocol):
    """What the reader needs; training looks at the views themselves."""

    @property
    def version(self) -> str:
        """What tells it from others."""

    def embed(self, views: Floats) -> list[bytes]:
        """The embedding of each view [N, w]."""


@dataclass(frozen=True, slots=True)
class Projection:
    """A linear map, [w + 1, DIMENSIONS]; its last row is added. `version` is the digest of its file."""

    weights: Floats
    version: str

    @classmethod
    def load(cls, folder: Path) -> Projection:
        """The projection in `folder`. Raises ReaderError when it is missing or damaged."""
        try:
            content = (folder / FILE).read_bytes()
            weights = np.load(folder / FILE, allow_pickle=False).astype(np.float32)
        except (OSError, ValueError) as error:
            raise ReaderError(f"{FILE}: the embedding cannot be loaded ({error}); reinstall gesta") from error
        return cls(weights, hashlib.sha256(content).hexdigest())

    def embed(self, views: Floats) -> list[bytes]:
        """Signed bytes, DIMENSIONS for each view [N, w]."""
        seen = views @ self.weights[:-1] + self.weights[-1]
        length = np.linalg.norm(seen, axis=1, keepdims=True)
        whole = np.rint(EMBEDDING_SCALE * seen / np.maximum(length, np.finfo(np.float32).tiny)).astype(np.int8)
        return [row.tobytes() for row in whole]
