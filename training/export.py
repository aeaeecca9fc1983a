"""Writes a trained network as the three ONNX graphs, label file and tokenizer that `gesta.reading` loads.

Weights are stored as 8-bit integers, one scale a row, and turned back to 32-bit floats when the graph is loaded: a
quarter of the size, the arithmetic (and so the speed) of the float graph, and the same result on every processor.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from training import labels
from training.network import ASK_WIDTH, KINDS, PAIR_FEATURES, ROLE_VECTOR, VECTOR, Network

# Smaller tensors (biases, norms, positions of few rows) stay as floats.
LEAST_CELLS = 4096
OPSET = 18


def export(network: Network, tokenizer: Path, folder: Path) -> None:
    """Writes `network` and everything the reader needs beside it to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    network = network.eval().float()
    for name, graph in _graphs(network).items():
        path = folder / f"{name}.onnx"
        torch.onnx.export(
            graph.module,
            tuple(graph.inputs.values()),
            str(path),
            input_names=list(graph.inputs),
            output_names=graph.outputs,
            dynamic_axes=graph.axes(),
            opset_version=OPSET,
            dynamo=False,
        )
        onnx.save(small(onnx.load(str(path))), str(path))
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    stored = {
        "entities": labels.ENTITIES, "types": labels.TYPES, "modes": labels.TYPED_MODES, "statuses": labels.STATUSES,
        "stances": labels.STANCES, "roles": labels.ROLES, "relations": labels.RELATIONS,
    }  # fmt: skip
    (folder / "labels.json").write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


def small(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model with its large float tensors stored as int8 rows and scales, decoded by DequantizeLinear."""
    kept, nodes = [], []
    for tensor in model.graph.initializer:
        array = numpy_helper.to_array(tensor)
        if array.dtype != np.float32 or array.ndim != 2 or array.size < LEAST_CELLS:
            kept.append(tensor)
            continue
        axis = 0 if array.shape[0] >= array.shape[1] else 1
        scale = np.maximum(np.abs(array).max(1 - axis), 1e-8).astype(np.float32) / 127
        rows = np.round(array / (scale[:, None] if axis == 0 else scale[None, :])).astype(np.int8)
        kept += [
            numpy_helper.from_array(rows, tensor.name + "_int8"),
            numpy_helper.from_array(scale, tensor.name + "_scale"),
        ]
        kept.append(
            helper.make_tensor(tensor.name + "_zero", TensorProto.INT8, scale.shape, np.zeros(scale.shape, np.int8))
        )
        names = [tensor.name + suffix for suffix in ("_int8", "_scale", "_zero")]
        nodes.append(helper.make_node("DequantizeLinear", names, [tensor.name], axis=axis))
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    old = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(nodes + old)
    return model


@dataclass(frozen=True)
class Graph:
    """One part of the network with example inputs, and its outputs; `long` are those with an axis of pieces."""

    module: torch.nn.Module
    inputs: dict[str, torch.Tensor]
    outputs: list[str]
    rows: str
    long: frozenset[str]

    def axes(self) -> dict[str, dict[int, str]]:
        """The free axes of each input and output."""
        names = [*self.inputs, *self.outputs]
        return {n: {0: self.rows, 1: "pieces"} if n in self.long else {0: self.rows} for n in names}


def _graphs(network: Network) -> dict[str, Graph]:
    ids = torch.randint(0, 1000, (2, 30))
    tags = ["entities", "triggers", "cues", "tag_states"]
    words = {"ids": ids, "cases": torch.zeros_like(ids), "mask": torch.ones_like(ids)}
    question = {
        "states": torch.randn(3, 20, ASK_WIDTH),
        "distance": torch.randint(0, 90, (3, 20)),
        "inside": torch.eye(3, 20, dtype=torch.long),
        "mask": torch.ones(3, 20, dtype=torch.long),
        "kinds": torch.rand(3, KINDS),
    }
    answers = ["roles", "speaker", "covers", "type", "mode", "status", "vectors"]
    width = VECTOR + ROLE_VECTOR * len(labels.ROLES)
    pair = {
        "left": torch.randn(4, width),
        "right": torch.randn(4, width),
        "features": torch.zeros(4, len(PAIR_FEATURES), dtype=torch.long),
    }
    over_pieces = frozenset({"states", "distance", "inside", "mask", "roles", "speaker", "covers"})
    return {
        "tagger": Graph(network.tagger, words, tags, "windows", frozenset([*words, *tags])),
        "asker": Graph(network.asker, question, answers, "questions", over_pieces),
        "pairs": Graph(network.pairs, pair, ["same", "relation"], "pairs", frozenset()),
    }
