"""The bare encoder: the part of the network that any reader of its size has to run, to measure the rest against.

It is cut out of the shipped tagger graph at the last tensor that all three taggers read, so that it has the same
weights and runs with the same threads. Cutting needs the `onnx` package, which comes with the `train` extra; without it
the whole tagger graph stands in, which holds a little more than the encoder and so makes the coding look faster.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import resources
from importlib.util import find_spec
from typing import Any

import onnxruntime

from gesta.reading.arrays import Floats, Ints
from gesta.reading.asking import Asked
from gesta.reading.network import Answers, Network, OnnxNetwork, Tags

Batch = tuple[Ints, Ints, Ints]

TAGGERS = ("entities", "triggers", "cues")
ENCODER, TAGGER = "encoder", "encoder with taggers"


@dataclass(frozen=True, slots=True)
class Recording:
    """A network that remembers the batches it was given to tag; all else it hands on."""

    network: Network
    batches: list[Batch] = field(default_factory=list)

    def tag(self, ids: Ints, cases: Ints, mask: Ints) -> Tags:
        self.batches.append((ids, cases, mask))
        return self.network.tag(ids, cases, mask)

    def ask(self, states: Floats, asked: Asked) -> Answers:
        return self.network.ask(states, asked)

    def pair(self, left: Floats, right: Floats, features: Ints) -> tuple[Floats, Floats]:
        return self.network.pair(left, right, features)

    @property
    def pieces(self) -> int:
        """Word pieces in the batches, without the two that stand at the ends of each window."""
        return sum(int(mask.sum()) - 2 * len(mask) for _, _, mask in self.batches)


@dataclass(frozen=True, slots=True)
class Bare:
    """A graph to run alone, and what it is: the encoder, or the encoder with its taggers."""

    session: onnxruntime.InferenceSession
    kind: str

    def run(self, batches: Iterable[Batch]) -> None:
        """Runs all batches, one after the other, and keeps nothing."""
        wanted = [each.name for each in self.session.get_inputs()]
        for batch in batches:
            named = dict(zip(("ids", "cases", "mask"), batch, strict=True))
            self.session.run(None, {name: named[name] for name in wanted})


def bare_encoder(network: OnnxNetwork) -> Bare:
    """The bare encoder of the network that ships with Gesta, with the session options of its tagger."""
    if find_spec("onnx") is None:
        return Bare(network.tagger, TAGGER)
    graph = (resources.files("gesta.reading") / "weights" / "tagger.onnx").read_bytes()
    options = network.tagger.get_session_options()
    session = onnxruntime.InferenceSession(cut(graph), options, providers=["CPUExecutionProvider"])
    return Bare(session, ENCODER)


def cut(graph: bytes) -> bytes:
    """The tagger graph up to the last tensor that comes from the ids and goes into all of TAGGERS."""
    import onnx

    model = onnx.load_from_string(graph)
    shared = set.intersection(*(_read_by(model.graph, name) for name in TAGGERS)) & _made_from(model.graph, "ids")
    last = [name for node in model.graph.node for name in node.output if name in shared][-1]
    del model.graph.output[:]
    model.graph.output.append(onnx.helper.make_tensor_value_info(last, onnx.TensorProto.FLOAT, None))
    needed = {last} | _read_by(model.graph, last)
    kept = [node for node in model.graph.node if needed.intersection(node.output)]
    del model.graph.node[:]
    model.graph.node.extend(kept)
    weights = [tensor for tensor in model.graph.initializer if tensor.name in needed]
    del model.graph.initializer[:]
    model.graph.initializer.extend(weights)
    cut_graph: bytes = model.SerializeToString()
    return cut_graph


def _read_by(graph: Any, output: str) -> set[str]:
    """The names of all tensors that `output` is computed from."""
    makers: dict[str, Any] = {name: node for node in graph.node for name in node.output}
    found: set[str] = set()
    waiting = [output]
    while waiting:
        node = makers.get(waiting.pop())
        new = set(node.input) - found if node else set()
        found |= new
        waiting += new
    return found


def _made_from(graph: Any, origin: str) -> set[str]:
    """The names of all tensors that `origin` goes into; nodes stand in the order of computation."""
    found = {origin}
    for node in graph.node:
        if found.intersection(node.input):
            found |= set(node.output)
    return found
