"""What the network makes of a trigger in its surroundings, in a few bytes: four vectors that tell it from others.

Two things go into them: the view that the network has of the trigger – its answer's vector and the mean state of its
pieces – and, by attention, the states of the pieces around it, which tell who, where and how many. Their sum is brought
to length 1. Mentions of one happening lie close together in their first vector, within a report, and in their second,
across reports, which share less of their wording. The third of a mention lies close to the fourth of what it answers
or is about. Linking asks how close (linking/alike.py). The weights are fitted by training/linking_embedding.py.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile

import numpy as np

from gesta.errors import ReaderError
from gesta.nouns.mention import EMBEDDING_SCALE
from gesta.reading.arrays import Floats, Ints

FILE = "embedding.npz"
PARTS, DIMENSIONS = 2, 32  # of one projection
REACH = 128  # pieces before and behind a trigger that are looked at
SENTENCES = 3  # from so many sentences away on, all are equally far


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network saw of a report: the view of each trigger [N, w] and the number of its first piece [N], the
    state of each piece [n, s] and the number of its sentence [n]."""

    views: Floats
    places: Ints
    states: Floats
    sentences: Ints

    def around(self, number: int) -> slice:
        """The pieces within REACH of a trigger."""
        place = int(self.places[number])
        return slice(max(place - REACH, 0), place + REACH + 1)


class Embedder(Protocol):
    """What the reader needs; training looks at what was seen itself."""

    @property
    def version(self) -> str:
        """What tells it from others."""

    def embed(self, seen: Seen) -> list[bytes]:
        """The embedding of each trigger."""


@dataclass(frozen=True, slots=True)
class Projection:
    """The weights of two of the vectors.

    `view` [w + 1, PARTS * DIMENSIONS] is the map of views; its last row is added. `ask` [w + 1, h, k], `key` [s, h, k]
    and `tell` [s, h, PARTS * DIMENSIONS] are those of h heads of attention. What a head gives for a piece is changed by
    `near` [h, 2 SENTENCES + 1], by how many sentences the piece stands behind the trigger's, and falls by `fade` [h]
    with each piece between.
    """

    view: Floats
    ask: Floats
    key: Floats
    tell: Floats
    near: Floats
    fade: Floats

    def arrays(self) -> Mapping[str, Floats]:
        """The weights by name, as the file holds them."""
        return {name: getattr(self, name) for name in ("view", "ask", "key", "tell", "near", "fade")}

    def embed(self, seen: Seen) -> list[bytes]:
        """Signed bytes, PARTS * DIMENSIONS for each trigger."""
        made = seen.views @ self.view[:-1] + self.view[-1]
        asked = np.tensordot(seen.views, self.ask[:-1], 1) + self.ask[-1]
        keys = np.tensordot(seen.states, self.key, 1)
        for number in range(len(made)):
            made[number] += self._told(seen, number, asked[number], keys)
        made = made.reshape(len(made), PARTS, DIMENSIONS)
        length = np.linalg.norm(made, axis=-1, keepdims=True)
        whole = np.rint(EMBEDDING_SCALE * made / np.maximum(length, np.finfo(np.float32).tiny)).astype(np.int8)
        return [row.tobytes() for row in whole]

    def _told(self, seen: Seen, number: int, asked: Floats, keys: Floats) -> Floats:
        """What the pieces around a trigger tell: [PARTS * DIMENSIONS]."""
        around, place = seen.around(number), int(seen.places[number])
        apart = np.abs(np.arange(len(keys))[around] - place)
        behind = np.clip(seen.sentences[around] - seen.sentences[place], -SENTENCES, SENTENCES) + SENTENCES
        heard = np.einsum("nhk,hk->hn", keys[around], asked) / np.sqrt(asked.shape[-1])
        heard += self.near[:, behind] - self.fade[:, None] * apart
        heard = np.exp(heard - heard.max(axis=1, keepdims=True))
        mixed = (heard / heard.sum(axis=1, keepdims=True)) @ seen.states[around]
        told: Floats = np.einsum("hs,shd->d", mixed, self.tell)
        return told


@dataclass(frozen=True, slots=True)
class Embedding:
    """`same` gives the first two vectors, `answers` the others. `version` is the digest of their file."""

    same: Projection
    answers: Projection
    version: str

    @classmethod
    def load(cls, folder: Path) -> Embedding:
        """The one in `folder`. Raises ReaderError when it is missing or damaged."""
        try:
            content = (folder / FILE).read_bytes()
            with np.load(BytesIO(content), allow_pickle=False) as stored:
                known = {name: stored[name].astype(np.float32) for name in stored.files}
            same, answers = (_projection(known, f"{name}_") for name in ("same", "answers"))
        except (OSError, ValueError, TypeError, BadZipFile) as error:
            raise ReaderError(f"{FILE}: the embedding cannot be loaded ({error}); reinstall gesta") from error
        return cls(same, answers, hashlib.sha256(content).hexdigest())

    def embed(self, seen: Seen) -> list[bytes]:
        """Signed bytes, 2 * PARTS * DIMENSIONS for each trigger."""
        both = zip(self.same.embed(seen), self.answers.embed(seen), strict=True)
        return [one + other for one, other in both]

    def save(self, path: Path) -> None:
        """Writes the weights, rounded to half precision; `version` is not kept."""
        sets = (("same", self.same), ("answers", self.answers))
        arrays = {f"{name}_{key}": each for name, held in sets for key, each in held.arrays().items()}
        np.savez(path, allow_pickle=False, **{name: each.astype(np.float16) for name, each in arrays.items()})


def _projection(known: Mapping[str, Floats], prefix: str) -> Projection:
    return Projection(**{key.removeprefix(prefix): each for key, each in known.items() if key.startswith(prefix)})
