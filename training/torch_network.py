"""The trained network behind the reader's calls, so that training measures exactly what reading will do."""

from __future__ import annotations

import numpy as np
import torch

from gesta.reading.arrays import Floats, Ints
from gesta.reading.asking import Asked
from gesta.reading.network import Answers, Tags
from training.network import Network


class TorchNetwork:
    """A torch network in evaluation, on numpy arrays."""

    def __init__(self, network: Network) -> None:
        self.network = network.eval()

    @torch.no_grad()
    def tag(self, ids: Ints, cases: Ints, mask: Ints) -> Tags:
        return Tags(*_arrays(self.network.tagger(*map(torch.from_numpy, (ids, cases, mask)))))

    @torch.no_grad()
    def ask(self, states: Floats, asked: Asked) -> Answers:
        arrays = (states, asked.distance, asked.inside, asked.mask, asked.kinds)
        return Answers(*_arrays(self.network.asker(*map(torch.from_numpy, arrays))))

    @torch.no_grad()
    def pair(self, left: Floats, right: Floats, features: Ints) -> tuple[Floats, Floats]:
        same, relation = _arrays(self.network.pairs(*map(torch.from_numpy, (left, right, features))))
        return same, relation


def _arrays(tensors: tuple[torch.Tensor, ...]) -> list[np.ndarray]:
    return [t.float().numpy() for t in tensors]
