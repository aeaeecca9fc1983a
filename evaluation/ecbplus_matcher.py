"""A matcher of the form of Gesta's own, fitted to ECB+ train for measuring only: nothing of it is kept or shipped.

An additive model on pairs of mentions (features of ecbplus_pairs.py, and what was seen of the two heads in training),
then average-link clustering of each heap. The threshold is the one with the best CoNLL score on held-out topics.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.optimize import minimize
from scipy.spatial.distance import squareform

from evaluation.coreference import Scores, groups, scores
from evaluation.ecbplus_mentions import Mention
from evaluation.ecbplus_pairs import FEATURES, Heap, Matrix

FOLDS = 6  # of training topics, to choose the threshold
THRESHOLDS = tuple(number / 20 for number in range(5, 13))
# Inverse strength of the ridge, on features of spread 1.
PENALTY = 1.0
# Each heap weighs as much as its mentions and not as their square: a pair of a heap of n weighs this much over n.
WEIGHT = 30.0
# What is held of two heads that were never seen together: that one event in so many pairs is told by both, and how many
# heaps it takes to believe otherwise.
SAME_HEAD, OTHER_HEAD, BELIEF = 0.5, 0.03, 1.0

Heads = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of one heap: values of the features, whether they are one event, and the topic they belong to."""

    heap: Heap
    topic: int
    values: Matrix
    same: Matrix
    heads: tuple[Heads, ...]

    @classmethod
    def of(cls, heap: Heap) -> Pairs:
        """All pairs of the heap's mentions, each once."""
        told, upper = heap.mentions, np.triu_indices(len(heap.mentions), 1)
        values = np.stack([feature(heap)[upper] for feature in FEATURES], axis=1)
        pairs = list(combinations(told, 2))
        same = np.array([float(one.gold == other.gold) for one, other in pairs])
        topic = Counter(mention.document.topic for mention in told).most_common(1)[0][0]
        return cls(heap, topic, values, same, tuple(_heads(one, other) for one, other in pairs))


@dataclass(frozen=True, slots=True)
class Memory:
    """In how many heaps two heads were seen, and in how many they told one event (each heap counts its share)."""

    seen: Counter[Heads]
    same: dict[Heads, float]

    @classmethod
    def of(cls, learnt: Iterable[Pairs]) -> Memory:
        """What these pairs teach."""
        seen: Counter[Heads] = Counter()
        same: dict[Heads, float] = {}
        for pairs in learnt:
            every = Counter(pairs.heads)
            right = Counter(heads for heads, one in zip(pairs.heads, pairs.same, strict=True) if one)
            seen.update(every.keys())
            same |= {heads: same.get(heads, 0.0) + right[heads] / n for heads, n in every.items()}
        return cls(seen, same)

    def values(self, pairs: Pairs) -> Matrix:
        """How much more likely than unseen ones each pair of heads is to tell one event, in log-odds; once more for
        pairs of one head."""
        found = np.array([self._odds(heads) for heads in pairs.heads]).reshape(-1, 1)
        one = np.array([float(a == b) for a, b in pairs.heads]).reshape(-1, 1)
        return np.hstack([found, found * one])

    def _odds(self, heads: Heads) -> float:
        before = SAME_HEAD if heads[0] == heads[1] else OTHER_HEAD
        share = (self.same.get(heads, 0.0) + BELIEF * before) / (self.seen[heads] + BELIEF)
        return log(share / (1 - share)) - log(before / (1 - before))


@dataclass(frozen=True, slots=True)
class Matcher:
    """Weights and a bias on values of mean 0 and spread 1, and what was seen of heads."""

    memory: Memory
    middle: Matrix
    spread: Matrix
    weights: Matrix
    bias: float

    def odds(self, pairs: Pairs) -> Matrix:
        """The log-odds of each pair being one event."""
        values = np.hstack([pairs.values, self.memory.values(pairs)])
        return np.asarray((values - self.middle) / self.spread @ self.weights + self.bias)


def fitted(learnt: Sequence[Pairs]) -> Matcher:
    """The matcher fitted to these pairs. What is remembered of heads comes from topics other than the pair's own."""
    others = {topic: Memory.of(p for p in learnt if p.topic != topic) for topic in {p.topic for p in learnt}}
    values = np.vstack([np.hstack([p.values, others[p.topic].values(p)]) for p in learnt])
    same = np.concatenate([p.same for p in learnt])
    weight = np.concatenate([np.full(len(p.same), WEIGHT / len(p.heap.mentions)) for p in learnt])
    middle, spread = values.mean(0), values.std(0) + 1e-6
    start = np.zeros(values.shape[1] + 1)
    best = minimize(_loss, start, ((values - middle) / spread, same, weight), "L-BFGS-B", jac=True).x
    return Matcher(Memory.of(learnt), middle, spread, best[:-1], float(best[-1]))


def held_out(learnt: Sequence[Pairs]) -> list[Matrix]:
    """The log-odds of each pair by a matcher fitted without its fold of topics."""
    topics = sorted({pairs.topic for pairs in learnt})
    fold = {topic: number % FOLDS for number, topic in enumerate(topics)}
    matchers = [fitted([p for p in learnt if fold[p.topic] != number]) for number in range(FOLDS)]
    return [matchers[fold[pairs.topic]].odds(pairs) for pairs in learnt]


def threshold(learnt: Sequence[Pairs], odds: Sequence[Matrix]) -> float:
    """The probability from which the mean pair of two groups joins them: the best on the CoNLL score."""
    return max(THRESHOLDS, key=lambda level: (scored(learnt, odds, level).conll, level))


def scored(every: Sequence[Pairs], odds: Sequence[Matrix], level: float) -> Scores:
    """The measures of the clusters at that threshold, over all heaps together; single mentions count."""
    return score_homes((mention, home) for mention, home in clustered(every, odds, level))


def clustered(every: Sequence[Pairs], odds: Sequence[Matrix], level: float) -> Iterator[tuple[Mention, Hashable]]:
    """Each mention with the name of its cluster."""
    for number, (pairs, each) in enumerate(zip(every, odds, strict=True)):
        names = linked(1 / (1 + np.exp(-each)), level)
        yield from ((m, (number, int(name))) for m, name in zip(pairs.heap.mentions, names, strict=True))


def score_homes(homes: Iterable[tuple[Mention, Hashable]]) -> Scores:
    """The measures of a clustering, given as the name of each mention's cluster."""
    found = list(homes)
    gold = groups({mention.key: mention.gold for mention, _ in found})
    return scores(gold, groups({mention.key: name for mention, name in found}))


def linked(likely: Matrix, level: float) -> Matrix:
    """The number of each one's cluster by average link: likeness of each pair in, joined while the mean is `level`."""
    if not len(likely):
        return np.ones(1)
    return np.asarray(fcluster(linkage(np.maximum(1 - likely, 0), "average"), 1 - level, "distance"))


def condensed(likeness: Matrix) -> Matrix:
    """The pairs of a symmetric matrix, each once, as `linked` takes them."""
    return np.asarray(squareform(likeness, checks=False))


def _heads(one: Mention, other: Mention) -> Heads:
    return (one.head, other.head) if one.head < other.head else (other.head, one.head)


def _loss(weights: Matrix, values: Matrix, same: Matrix, weight: Matrix) -> tuple[float, Matrix]:
    """The weighted log loss of a logistic model with a ridge, and its slope; the last weight is the bias."""
    odds = values @ weights[:-1] + weights[-1]
    wrong = weight * (1 / (1 + np.exp(-odds)) - same)
    loss = (weight * (np.logaddexp(0, odds) - same * odds)).sum() + weights[:-1] @ weights[:-1] / (2 * PENALTY)
    return float(loss), np.append(values.T @ wrong + weights[:-1] / PENALTY, wrong.sum())
