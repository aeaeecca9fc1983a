"""The trained network: three ONNX graphs and their label sets, behind three calls on numpy arrays."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime

from gesta.errors import ReaderError
from gesta.reading.arrays import Floats, Ints
from gesta.reading.asking import Asked

GRAPHS = ("tagger.onnx", "asker.onnx", "pairs.onnx")


@dataclass(frozen=True, slots=True)
class Tags:
    """Logits of the taggers [B, T, k] and the states [B, T, w] that questions are asked of."""

    entities: Floats
    triggers: Floats
    cues: Floats
    states: Floats


@dataclass(frozen=True, slots=True)
class Answers:
    """Logits for N questions over L pieces: roles [N, L, r, 3], speaker [N, L, 3], covers [N, L], type, mode, status
    [N, k] (the last type: no event), and pair vectors [N, w]."""

    roles: Floats
    speaker: Floats
    covers: Floats
    type: Floats
    mode: Floats
    status: Floats
    vectors: Floats


class Network(Protocol):
    """What the reader needs of a network; training evaluates with a torch one, users run ONNX."""

    def tag(self, ids: Ints, cases: Ints, mask: Ints) -> Tags:
        """Tags of padded windows, each input [B, T]."""

    def ask(self, states: Floats, asked: Asked) -> Answers:
        """Answers to N questions; `states` [N, L, w] are those of their pieces."""

    def pair(self, left: Floats, right: Floats, features: Ints) -> tuple[Floats, Floats]:
        """Logits same [P] and relation [P, 7] of pairs, from their vectors and feature classes."""


@dataclass(frozen=True, slots=True)
class OnnxNetwork:
    """The network as ONNX sessions on the CPU."""

    tagger: onnxruntime.InferenceSession
    asker: onnxruntime.InferenceSession
    pairs: onnxruntime.InferenceSession
    version: str

    @classmethod
    def load(cls, folder: Path) -> OnnxNetwork:
        """The network in `folder`. Raises ReaderError when a graph is missing or damaged."""
        digest = hashlib.sha256()
        sessions: list[onnxruntime.InferenceSession] = []
        for name in GRAPHS:
            try:
                graph = (folder / name).read_bytes()
                sessions.append(onnxruntime.InferenceSession(graph, _options(), providers=["CPUExecutionProvider"]))
            except (OSError, RuntimeError) as error:
                raise ReaderError(f"{name}: the network cannot be loaded ({error}); reinstall gesta") from error
            digest.update(graph)
        tagger, asker, pairs = sessions
        return cls(tagger, asker, pairs, "sha256:" + digest.hexdigest())

    def tag(self, ids: Ints, cases: Ints, mask: Ints) -> Tags:
        """See `Network`."""
        return Tags(*self.tagger.run(None, {"ids": ids, "cases": cases, "mask": mask}))

    def ask(self, states: Floats, asked: Asked) -> Answers:
        """See `Network`."""
        inputs = {
            "states": states,
            "distance": asked.distance,
            "inside": asked.inside,
            "mask": asked.mask,
            "kinds": asked.kinds,
        }
        return Answers(*self.asker.run(None, inputs))

    def pair(self, left: Floats, right: Floats, features: Ints) -> tuple[Floats, Floats]:
        """See `Network`."""
        same, relation = self.pairs.run(None, {"left": left, "right": right, "features": features})
        return np.asarray(same, np.float32), np.asarray(relation, np.float32)


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # Stored int8 weights are decoded once, when the graph is loaded, and not at every run.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    return options
