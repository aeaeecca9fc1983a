"""Trains the network on annotated reports. Weights are averaged over the steps; the average is what is kept."""

from __future__ import annotations

import math
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from gesta.reading.tokenizer import Tokenizer
from training.batching import build
from training.corpus import Example
from training.losses import losses
from training.network import Network

SNAPSHOT_STEPS = 400


@dataclass(frozen=True)
class Recipe:
    """How one phase trains: learning rates of encoder and heads, epochs, windows a batch, averaging."""

    epochs: float
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    windows: int = 8
    decay: float = 0.01
    average: float = 0.997
    seed: int = 1


def train(
    network: Network,
    examples: Sequence[Example],
    tokenizer: Tokenizer,
    recipe: Recipe,
    report: Callable[[str], None],
    snapshot: Path | None = None,
) -> Network:
    """The averaged network after `recipe`; `network` itself is trained in place, the average kept in `snapshot`."""
    chance = random.Random(recipe.seed)
    torch.manual_seed(recipe.seed)
    order = _order(examples, recipe, chance)
    optimizer = torch.optim.AdamW(_groups(network, recipe), foreach=True)
    rates = [g["lr"] for g in optimizer.param_groups]
    average = deepcopy(network)
    running: dict[str, float] = defaultdict(float)
    started = time.monotonic()
    network.train()
    for step, chosen in enumerate(order):
        scale = min(1.0, (step + 1) / (0.06 * len(order) + 1)) * max(0.0, 1 - step / len(order))
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * scale
        batch = build([examples[i] for i in chosen], tokenizer, chance, recipe.windows * 3 // 2)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts = losses(network, batch)
        total = torch.stack(list(parts.values())).sum()
        total.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        _mix(average, network, min(recipe.average, (step + 1) / (step + 10)))
        for name, loss in parts.items():
            running[name] = (
                0.95 * running[name] + 0.05 * float(loss.detach()) if name in running else float(loss.detach())
            )
        if step % 25 == 0 or step == len(order) - 1:
            shown = " ".join(f"{n} {v:.3f}" for n, v in running.items())
            report(f"{step + 1}/{len(order)} {time.monotonic() - started:.0f} s {shown}")
        if snapshot and step % SNAPSHOT_STEPS == SNAPSHOT_STEPS - 1:
            torch.save(average.state_dict(), snapshot)
    return average.eval()


def _order(examples: Sequence[Example], recipe: Recipe, chance: random.Random) -> list[list[int]]:
    """Batches of example numbers for all epochs; each holds about `recipe.windows` windows."""
    batches: list[list[int]] = []
    for epoch in range(math.ceil(recipe.epochs)):
        numbers = list(range(len(examples)))
        chance.shuffle(numbers)
        numbers = numbers[: int(len(numbers) * min(1.0, recipe.epochs - epoch))]
        batch: list[int] = []
        size = 0.0
        for number in numbers:
            batch.append(number)
            size += max(0.35, len(examples[number].pieces) / 180)
            if size >= recipe.windows:
                batches.append(batch)
                batch, size = [], 0.0
        if batch:
            batches.append(batch)
    return batches


def _groups(network: Network, recipe: Recipe) -> list[dict[str, object]]:
    groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = defaultdict(list)
    for name, parameter in network.named_parameters():
        groups[name.startswith("tagger.encoder"), parameter.ndim > 1].append(parameter)
    return [
        {
            "params": parameters,
            "lr": recipe.encoder_rate if encoder else recipe.head_rate,
            "weight_decay": recipe.decay if matrix else 0.0,
        }
        for (encoder, matrix), parameters in groups.items()
    ]


@torch.no_grad()
def _mix(average: Network, network: Network, keep: float) -> None:
    ours = [p for p in average.state_dict().values() if p.dtype.is_floating_point]
    theirs = [p for p in network.state_dict().values() if p.dtype.is_floating_point]
    torch._foreach_lerp_(ours, theirs, 1 - keep)


def seed_everything(seed: int) -> None:
    """Fixes every source of chance."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
