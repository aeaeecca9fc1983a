"""The projections of reading/embedding.py as torch modules, fitted so that mentions that belong together lie close."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from gesta.reading.embedding import DIMENSIONS, PARTS, REACH, SENTENCES, Embedding, Projection, Seen

HEADS, WIDE = 2, 32
ROUNDS, AT_ONCE, RATE = 40, 8, 3e-3  # times through all bundles, bundles a step, the greatest step
DROPPED, UNHEARD = 0.05, 0.1  # shares of the views and of the states that are left out in training
DECAY, LONGEST = 0.01, 5.0  # how weights decay, and the longest slope that a step follows
SEED = 0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Heap:
    """The events of one bundle, report by report: what was seen of them, and for each pair [n, n] whether it is one
    incident, whether the first answers the second or is about it, what the pair counts, and whether both stand in one
    report."""

    seen: tuple[Seen, ...]
    same: Floats
    answers: Floats
    counts: Floats
    within: NDArray[np.bool_]


def fitted(heaps: Sequence[Heap], *, cores: int | None = None) -> Embedding:
    """The projections under which cosines tell best which mentions are of one incident, and which answer which.

    They are fitted on so many cores, on all that torch takes when nothing is said.
    """
    if cores is not None:
        torch.set_num_threads(cores)
    bundles = [_Bundle.of(heap) for heap in heaps]
    return Embedding(_fitted(_Same, bundles), _fitted(_Answers, bundles), "")


def _fitted(kind: type[_Network], bundles: Sequence[_Bundle]) -> Projection:
    torch.manual_seed(SEED)
    chance, order = random.Random(SEED), list(bundles)
    network = kind(order)
    decaying = [each for each in network.parameters() if each.dim() > 1]
    others = [each for each in network.parameters() if each.dim() == 1]
    groups = [{"params": decaying, "weight_decay": DECAY}, {"params": others, "weight_decay": 0.0}]
    adam = torch.optim.AdamW(groups, lr=RATE)
    steps = -(-len(order) // AT_ONCE)
    rate = torch.optim.lr_scheduler.OneCycleLR(adam, RATE, total_steps=ROUNDS * steps)
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for first in range(0, len(order), AT_ONCE):
            some = order[first : first + AT_ONCE]
            adam.zero_grad()
            torch.stack([network.loss(each) for each in some]).mean().backward()
            nn.utils.clip_grad_norm_(network.parameters(), LONGEST)
            adam.step()
            rate.step()
    return network.projection()


@dataclass(frozen=True, slots=True)
class _Page:
    """One report: views, states, and for each trigger and piece how far apart they stand and by how many sentences."""

    views: Tensor
    states: Tensor
    apart: Tensor
    behind: Tensor

    @classmethod
    def of(cls, seen: Seen) -> _Page:
        apart = torch.from_numpy(np.abs(np.arange(len(seen.states))[None] - seen.places[:, None]))
        behind = np.clip(seen.sentences[None] - seen.sentences[seen.places][:, None], -SENTENCES, SENTENCES)
        return cls(torch.from_numpy(seen.views), torch.from_numpy(seen.states), apart, torch.from_numpy(behind))


@dataclass(frozen=True, slots=True)
class _Bundle:
    """One bundle; what a pair counts [PARTS, n, n] to tell the same, within a report and across, and answers [n, n]."""

    pages: tuple[_Page, ...]
    same: Tensor
    same_counts: Tensor
    answers: Tensor
    answer_counts: Tensor

    @classmethod
    def of(cls, heap: Heap) -> _Bundle:
        pairs = np.triu(heap.counts, 1)
        same = np.stack([_shares(pairs * heap.within), _shares(pairs * ~heap.within)])
        answers = _shares(heap.counts * heap.within * (1 - heap.same))
        given = (heap.same, same, heap.answers, answers)
        return cls(tuple(map(_Page.of, heap.seen)), *(torch.from_numpy(each).float() for each in given))


def _shares(counts: Floats) -> Floats:
    found: Floats = counts / max(counts.sum(), 1.0)
    return found


class _Network(nn.Module):
    """The weights of a projection, of views and states brought to one scale."""

    def __init__(self, bundles: Sequence[_Bundle]) -> None:
        super().__init__()
        pages = [page for bundle in bundles for page in bundle.pages]
        self.views = _Scale.of(torch.cat([page.views for page in pages]))
        self.states = _Scale.of(torch.cat([page.states for page in pages]))
        width, states = len(self.views.middle), len(self.states.middle)
        self.view, self.ask = nn.Linear(width, PARTS * DIMENSIONS), nn.Linear(width, HEADS * WIDE)
        self.key = nn.Linear(states, HEADS * WIDE, bias=False)
        self.tell = nn.Linear(HEADS * states, PARTS * DIMENSIONS, bias=False)
        self.near = nn.Parameter(torch.tensor([-2.0, -1.0, -0.5, 1.0, -0.5, -1.0, -2.0]).repeat(HEADS, 1))
        self.fade = nn.Parameter(torch.full((HEADS,), 0.02))

    def loss(self, bundle: _Bundle) -> Tensor:
        """How badly the bundle's pairs are told."""
        raise NotImplementedError

    def _units(self, bundle: _Bundle) -> Tensor:
        """The vectors of its events, of length 1: [PARTS, n, DIMENSIONS]."""
        made = torch.cat([self._embed(page) for page in bundle.pages])
        return functional.normalize(made.view(-1, PARTS, DIMENSIONS), dim=-1).transpose(0, 1)

    def _embed(self, page: _Page) -> Tensor:
        views = functional.dropout(self.views(page.views), DROPPED, self.training)
        states = functional.dropout(self.states(page.states), UNHEARD, self.training)
        asked = self.ask(views).view(-1, HEADS, WIDE).transpose(0, 1)
        keys = self.key(states).view(-1, HEADS, WIDE).permute(1, 2, 0)
        heard = asked @ keys / WIDE**0.5 + self.near[:, page.behind + SENTENCES]
        heard = (heard - self.fade[:, None, None] * page.apart).masked_fill(page.apart > REACH, -torch.inf)
        mixed = heard.softmax(dim=-1) @ states
        told: Tensor = self.view(views) + self.tell(mixed.transpose(0, 1).flatten(1))
        return told

    def projection(self) -> Projection:
        """The weights as the reader uses them, on views and states as they are: the scales are worked in.

        What a scale adds to a state changes all that a head gives alike, which the softmax does not see, and adds the
        same to all that it tells.
        """
        tell = self.tell.weight.view(PARTS * DIMENSIONS, HEADS, -1) / self.states.spread
        always = -(tell * self.states.middle).sum(dim=(1, 2))
        view, ask = self.views.within(self.view), self.views.within(self.ask)
        view[-1] += always
        return Projection(
            view=_array(view),
            ask=_array(ask.view(-1, HEADS, WIDE)),
            key=_array((self.key.weight / self.states.spread).T.reshape(-1, HEADS, WIDE)),
            tell=_array(tell.permute(2, 1, 0)),
            near=_array(self.near),
            fade=_array(self.fade),
        )


class _Same(_Network):
    """Either part tells mentions of one incident, the first within a report, the second across: slope and offset of the
    log-odds in the cosine."""

    def __init__(self, bundles: Sequence[_Bundle]) -> None:
        super().__init__(bundles)
        self.odds = nn.Parameter(torch.tensor([[5.0, -2.0], [5.0, -3.0]]))

    def loss(self, bundle: _Bundle) -> Tensor:
        units = self._units(bundle)
        told = self.odds[:, :1, None] * (units @ units.mT) + self.odds[:, 1:, None]
        return _wrong(told, bundle.same.expand_as(told), bundle.same_counts)


class _Answers(_Network):
    """The first part of one mention and the second of another tell whether the one answers the other."""

    def __init__(self, bundles: Sequence[_Bundle]) -> None:
        super().__init__(bundles)
        self.odds = nn.Parameter(torch.tensor([[5.0, -4.0]]))

    def loss(self, bundle: _Bundle) -> Tensor:
        answering, answered = self._units(bundle)
        told = self.odds[0, 0] * (answering @ answered.mT) + self.odds[0, 1]
        return _wrong(told, bundle.answers, bundle.answer_counts)


def _wrong(told: Tensor, gold: Tensor, counts: Tensor) -> Tensor:
    loss: Tensor = (functional.binary_cross_entropy_with_logits(told, gold, reduction="none") * counts).sum()
    return loss


class _Scale(nn.Module):
    """Brings numbers to mean 0 and spread 1."""

    middle: Tensor
    spread: Tensor

    @classmethod
    def of(cls, rows: Tensor) -> _Scale:
        scale = cls()
        scale.register_buffer("middle", rows.mean(dim=0))
        scale.register_buffer("spread", rows.std(dim=0) + 1e-5)
        return scale

    def forward(self, rows: Tensor) -> Tensor:
        return (rows - self.middle) / self.spread

    def within(self, linear: nn.Linear) -> Tensor:
        """What the linear map is on rows that are not scaled: [w + 1, d]."""
        weights = (linear.weight / self.spread).T
        return torch.cat([weights, (linear.bias - self.middle @ weights)[None]]).detach()


def _array(weights: Tensor) -> NDArray[np.float32]:
    return weights.detach().numpy().astype(np.float32)
