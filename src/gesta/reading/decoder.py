"""From probabilities to spans: best BIO paths and trigger spans, in numpy, many rows at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gesta.reading.arrays import Floats
from gesta.reading.network import Answers

# A labelled range of pieces: start, end, label number, score.
Tagged = tuple[int, int, int, float]


def log_softmax(logits: Floats) -> Floats:
    """Log-probabilities over the last axis."""
    shifted = logits - logits.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), np.float32)


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    return np.asarray(np.exp(log_softmax(logits)), np.float32)


def sigmoid(logits: Floats) -> Floats:
    """Probability of yes for each logit."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), np.float32)


@dataclass(frozen=True, slots=True)
class AnswerPaths:
    """Best tags of a batch of answers: roles [N, L, r] and speaker [N, L]."""

    roles: NDArray[np.int64]
    speaker: NDArray[np.int64]


def answer_paths(answers: Answers) -> AnswerPaths:
    """The best BIO paths of the roles and the speaker of every question."""
    count, length, roles = answers.roles.shape[:3]
    rows = np.moveaxis(answers.roles, 2, 1).reshape(count * roles, length, 3)
    paths = best_tags(np.concatenate([rows, answers.speaker]))
    by_role = paths[: count * roles].reshape(count, roles, length)
    return AnswerPaths(np.moveaxis(by_role, 1, 2), paths[count * roles :])


def best_tags(logits: Floats) -> NDArray[np.int64]:
    """The likeliest tag of every piece [B, T] under the one rule that I-x follows B-x or I-x.

    `logits` is [B, T, 1 + 2k]: O, then B and I of each label. Works in O(T) numpy steps for all rows at once.
    """
    rows, length, tags = logits.shape
    scores = log_softmax(logits)
    inside = np.arange(2, tags, 2)
    best = scores[:, 0].copy()
    best[:, inside] = -np.inf
    back = np.zeros((rows, length, tags), dtype=np.int64)
    for at in range(1, length):
        from_any = best.argmax(-1)
        top = np.take_along_axis(best, from_any[:, None], -1)
        back[:, at] = from_any[:, None]
        opened = best[:, inside] < best[:, inside - 1]
        back[:, at, inside] = inside - opened
        step = np.broadcast_to(top, best.shape).copy()
        step[:, inside] = np.maximum(best[:, inside], best[:, inside - 1])
        best = step + scores[:, at]
    tag = best.argmax(-1)
    path = np.zeros((rows, length), dtype=np.int64)
    for at in range(length - 1, -1, -1):
        path[:, at] = tag
        tag = back[np.arange(rows), at, tag]
    return path


def tagged(path: NDArray[np.int64], probabilities: Floats) -> list[Tagged]:
    """The labelled ranges of one row's path: (start, end, label, mean probability of its tags)."""
    found: list[Tagged] = []
    at, length = 0, len(path)
    hits = np.flatnonzero(path)
    chosen = probabilities[np.arange(length), path]
    for at in hits.tolist():
        if path[at] % 2 == 1:
            end = at + 1
            while end < length and path[end] == path[at] + 1:
                end += 1
            found.append((at, end, int(path[at] - 1) // 2, float(chosen[at:end].mean())))
    return found


def grouped(probabilities: Floats, inner: NDArray[np.bool_], threshold: float) -> list[tuple[int, int, Floats]]:
    """Ranges of one row whose summed label probability passes `threshold`: (start, end, mean probability by label).

    Summing over labels finds a trigger whose type is in doubt. A new range opens where B is likelier than I; a range
    always holds whole words (`inner` pieces go on with their word).
    """
    labels = probabilities[:, 1::2] + probabilities[:, 2::2]
    found: list[tuple[int, int, Floats]] = []
    likely = labels.sum(-1) > threshold
    opens = probabilities[:, 1::2].sum(-1) >= probabilities[:, 2::2].sum(-1)
    at, length = 0, len(likely)
    for first in np.flatnonzero(likely).tolist():
        if first < at:
            continue
        at = first + 1
        while at < length and (inner[at] or (likely[at] and not opens[at])):
            at += 1
        found.append((first, at, labels[first:at].mean(0)))
    return found
