"""Fits the projection by which two mentions of one happening lie close together (reading/embedding.py).

    python -m training.linking_embedding CORPUS/bundles.jsonl      writes src/gesta/reading/weights/embedding.npy

Codes the bundles to learn from with the views themselves instead of embeddings, and takes all pairs of events of each
bundle, within and across its reports: 1 where both are mentions of one gold incident. The projection is the one under
which a logistic model of the cosine of two embeddings, one for either sort of pairs, tells them best (Adam). A pair of
which only one is a mention counts less; pairs of which neither is are left out.

What is fitted on top of embeddings (training/linking_grouping.py, training/linking.py, …) must not learn from those of
bundles that the projection knows by heart: `unseen` gives each bundle the embeddings of a projection fitted without it.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, pi
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.bundles import Bundle, coded, incident_at, to_learn
from gesta.nouns.coded import Coded
from gesta.ontologies import load
from gesta.pipeline import Coder
from gesta.reading.embedding import DIMENSIONS, FILE, Projection
from gesta.reading.reader import WEIGHTS, Reader

FOLDS = 6
UNMARKED = 0.3  # how much a pair counts of which only one event is a mention
ACROSS = 0.1  # how much a pair of two reports counts: there are ten times as many, and grouping needs the others
ROUNDS, AT_ONCE, RATE = 30, 4, 3e-3  # times through all bundles, bundles a step, the greatest step
DROPPED = 0.05  # share of a view that is left out in training; at .3 average precision falls by a tenth
DECAY = 0.01
SEED = 0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Heap:
    """The events of one bundle: their views [n, w], and for each pair whether it is one incident, what it counts, and
    whether both stand in one report."""

    views: Floats
    same: Floats
    counts: Floats
    within: NDArray[np.bool_]


class Views:
    """Stands in for the projection: an embedding is the view itself."""

    version = "views"

    def embed(self, views: NDArray[np.float32]) -> list[bytes]:
        """The numbers of each view."""
        return [row.astype(np.float32).tobytes() for row in views]


def unseen(bundles: Sequence[Bundle], coder: Coder) -> list[Coded]:
    """The coded reports of the bundles, in order, each with embeddings fitted without its bundle."""
    reports = viewed(bundles, coder)
    heaps = heaped(bundles, reports)
    fold = {bundle.number: place % FOLDS for place, bundle in enumerate(_shuffled(bundles))}
    known = [
        Projection(fitted([heaps[b.number] for b in bundles if fold[b.number] != each]).astype(np.float32), "")
        for each in range(FOLDS)
    ]
    homes = {report.id: bundle.number for bundle in bundles for report in bundle.reports}
    return [embedded(report, known[fold[homes[report.report.id]]]) for report in reports]


def viewed(bundles: Sequence[Bundle], coder: Coder) -> list[Coded]:
    """The coded reports of the bundles, in order, with views instead of embeddings."""
    return list(coded(bundles, replace(coder, reader=Reader.load(embedder=Views()))))


def embedded(report: Coded, projection: Projection) -> Coded:
    """The report with embeddings instead of views."""
    if not report.events:
        return report
    made = projection.embed(np.stack([_view(event.embedding) for event in report.events]).astype(np.float32))
    events = tuple(replace(event, embedding=each) for event, each in zip(report.events, made, strict=True))
    return replace(report, events=events)


def heaped(bundles: Sequence[Bundle], reports: Sequence[Coded]) -> dict[int, Heap]:
    """The events of each bundle, by its number, with the gold."""
    marked = {report: spans for bundle in bundles for report, spans in bundle.mentions().items()}
    by_id = {report.report.id: report for report in reports}
    found = {}
    for bundle in bundles:
        told = [(r.id, event) for r in bundle.reports for event in by_id[r.id].events]
        gold = np.array([incident_at(event.trigger, marked.get(name, ())) or "" for name, event in told])
        home = np.array([name for name, _ in told])
        known, within = (gold != "").astype(float), home[:, None] == home[None]
        counts = np.where(known[:, None] * known[None] > 0, 1.0, UNMARKED * np.maximum(known[:, None], known[None]))
        counts = np.triu(counts * np.where(within, 1.0, ACROSS), 1)
        same = (gold[:, None] == gold[None]) * known[:, None]
        found[bundle.number] = Heap(np.stack([_view(event.embedding) for _, event in told]), same, counts, within)
    return found


def fitted(heaps: Sequence[Heap]) -> Floats:
    """The projection, as `Projection` holds it."""
    views = np.concatenate([heap.views for heap in heaps])
    middle, spread = views.mean(axis=0), views.std(axis=0) + 1e-5
    learner = _Learner(views.shape[1])
    chance, order = random.Random(SEED), list(heaps)
    steps = list(_steps(ROUNDS * -(-len(order) // AT_ONCE)))
    for number, rate in enumerate(steps, start=1):
        place = (number - 1) * AT_ONCE % (-(-len(order) // AT_ONCE) * AT_ONCE)
        if place == 0:
            chance.shuffle(order)
        learner.step([((heap.views - middle) / spread, heap) for heap in order[place : place + AT_ONCE]], number, rate)
    weights = learner.weights[:-1] / spread[:, None]
    return np.vstack([weights, learner.weights[-1] - middle @ weights])


def _steps(count: int) -> Iterator[float]:
    """The size of each step: it rises for the first third and falls to nothing."""
    for place in range(count):
        done = (place + 1) / count
        yield RATE * (0.5 - 0.5 * cos(pi * done / 0.3) if done < 0.3 else 0.5 + 0.5 * cos(pi * (done - 0.3) / 0.7))


class _Learner:
    """Weights [w + 1, DIMENSIONS], and slope and offset of the log-odds in the cosine, across reports and within."""

    def __init__(self, width: int) -> None:
        self.chance = np.random.default_rng(SEED)
        bound = width**-0.5
        self.weights = np.vstack([self.chance.uniform(-bound, bound, (width, DIMENSIONS)), np.zeros(DIMENSIONS)])
        self.odds = np.array([[5.0, -3.0], [5.0, -2.0]])
        self.moments = [(np.zeros_like(each), np.zeros_like(each)) for each in (self.weights, self.odds)]

    def step(self, given: Sequence[tuple[Floats, Heap]], number: int, rate: float) -> None:
        """One step of Adam down the mean loss of some bundles; weights decay."""
        slopes = [np.zeros_like(self.weights), np.zeros_like(self.odds)]
        for views, heap in given:
            for total, slope in zip(slopes, self._slopes(views, heap), strict=True):
                total += slope / len(given)
        self.weights[:-1] *= 1 - rate * DECAY
        for held, slope, (first, second) in zip((self.weights, self.odds), slopes, self.moments, strict=True):
            first += 0.1 * (slope - first)
            second += 0.001 * (slope**2 - second)
            held -= rate * (first / (1 - 0.9**number)) / (np.sqrt(second / (1 - 0.999**number)) + 1e-8)

    def _slopes(self, views: Floats, heap: Heap) -> tuple[Floats, Floats]:
        """How the loss of a bundle changes with the weights and with the odds."""
        kept = views * (self.chance.random(views.shape) >= DROPPED) / (1 - DROPPED)
        seen = kept @ self.weights[:-1] + self.weights[-1]
        length = np.linalg.norm(seen, axis=1, keepdims=True) + 1e-9
        unit = seen / length
        cosine = unit @ unit.T
        sort = heap.within.astype(int)
        slope, offset = self.odds[sort, 0], self.odds[sort, 1]
        wrong = heap.counts * (1 / (1 + np.exp(-(slope * cosine + offset))) - heap.same) / heap.counts.sum()
        by_sort = [wrong * (sort == each) for each in (0, 1)]
        odds = np.array([[(each * cosine).sum(), each.sum()] for each in by_sort])
        towards = (wrong * slope + (wrong * slope).T) @ unit
        towards = (towards - unit * (towards * unit).sum(axis=1, keepdims=True)) / length
        return np.vstack([kept.T @ towards, towards.sum(axis=0)]), odds


def _view(embedding: bytes) -> Floats:
    return np.frombuffer(embedding, np.float32).astype(np.float64)


def _shuffled(bundles: Sequence[Bundle]) -> list[Bundle]:
    found = sorted(bundles, key=lambda bundle: bundle.number)
    random.Random(SEED).shuffle(found)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bundles", type=Path, metavar="CORPUS/bundles.jsonl")
    given = parser.parse_args()
    learn = to_learn(given.bundles)
    heaps = heaped(learn, viewed(learn, Coder(Reader.load(embedder=Views()), load("plover"))))
    np.save(WEIGHTS / FILE, fitted(list(heaps.values())).astype(np.float16), allow_pickle=False)


if __name__ == "__main__":
    main()
