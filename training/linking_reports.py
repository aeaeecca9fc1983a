"""Fits what tells whether two reports are worth comparing at all (linking/sketches.py).

    python -m training.linking_reports CORPUS/bundles.jsonl CORPUS/train.jsonl    writes src/gesta/linking/sketches.toml

The training bundles and the annotated reports are moved into the same few weeks, as dense as a full store
(evaluation/crowding.py), in several draws. A pair of reports that share a key is 1 where both tell of a gold incident,
0 where they are of two stories; pairs of one bundle without a common incident are left out. Each draw counts in parts,
so that all of them together weigh as much as one such store.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from evaluation.crowding import Crowd, crowd, read_matters
from gesta.linking.blocking import by_report, sharing
from gesta.linking.sketches import FEATURES, sketch, values
from gesta.pipeline import Coder

HERE = Path(__file__).parents[1] / "src" / "gesta" / "linking"
DRAWS = 2  # crowds that the weights are fitted on
PENALTY = 3.0  # inverse strength of the ridge
AGAINST = frozenset({"apart"})  # can only speak against a common incident; all others only for one


@dataclass(frozen=True, slots=True)
class Row:
    """Two reports by key, what they have in common, whether they tell of a common incident, what they weigh."""

    one: str
    other: str
    values: Mapping[str, float]
    common: bool
    weight: float = 1.0


def rows(crowds: Sequence[Crowd], gold: Mapping[str, str]) -> list[Row]:
    """The pairs of reports that share a key, those of one story once; `gold` gives the incident of an episode."""
    found: list[Row] = []
    for number, each in enumerate(crowds):
        reports = by_report(each.told)
        sketches = {key: sketch(told) for key, told in reports.items()}
        incidents = {key: {gold[e.id] for e in told if e.id in gold} for key, told in reports.items()}
        for one, other in sharing(reports):
            common = bool(incidents[one] & incidents[other])
            if each.apart(one, other):
                found.append(Row(one, other, values(sketches[one], sketches[other]), False, 1 / len(crowds)))
            elif common and number == 0:
                found.append(Row(one, other, values(sketches[one], sketches[other]), True))
    return found


def fitted(found: Sequence[Row]) -> tuple[dict[str, float], float]:
    """The weight of each feature by name, and the bias, in log-odds."""
    names = list(FEATURES)
    matrix = np.array([[row.values.get(name, 0.0) for name in names] for row in found])
    common, weight = np.array([float(row.common) for row in found]), np.array([row.weight for row in found])
    bounds = [(None, 0.0) if name in AGAINST else (0.0, None) for name in names]
    begin = np.zeros(len(names) + 1)
    best = minimize(_loss, begin, (matrix, common, weight), "L-BFGS-B", True, bounds=[*bounds, (None, None)])
    return {name: round(float(w), 4) for name, w in zip(names, best.x, strict=False)}, round(float(best.x[-1]), 4)


def _loss(
    weights: np.ndarray[tuple[int], np.dtype[np.float64]],
    matrix: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    common: np.ndarray[tuple[int], np.dtype[np.float64]],
    weight: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> tuple[float, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """The weighted log loss of a logistic model with a ridge, and its slope; the last weight is the bias."""
    odds = matrix @ weights[:-1] + weights[-1]
    wrong = weight * (1 / (1 + np.exp(-odds)) - common)
    loss = weight @ (np.logaddexp(0, odds) - common * odds) + weights[:-1] @ weights[:-1] / (2 * PENALTY)
    return float(loss), np.append(matrix.T @ wrong + weights[:-1] / PENALTY, wrong.sum())


def written(weights: Mapping[str, float], bias: float) -> str:
    """The table as it stands in the file."""
    lines = "\n".join(f"{name} = {weight}" for name, weight in weights.items())
    return (
        "# How much what two reports have in common speaks for a common incident, in log-odds (sketches.py).\n"
        "# Fitted by training/linking_reports.py; do not edit by hand.\n"
        f"bias = {bias:.4f}\n\n[weights]\n{lines}\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bundles", type=Path, metavar="CORPUS/bundles.jsonl")
    parser.add_argument("annotated", type=Path, metavar="CORPUS/train.jsonl")
    given = parser.parse_args()
    stories, gold = read_matters(given.bundles, given.annotated, Coder.load())
    weights, bias = fitted(rows([crowd(stories, seed) for seed in range(DRAWS)], gold))
    (HERE / "sketches.toml").write_text(written(weights, bias), encoding="utf-8")


if __name__ == "__main__":
    main()
