"""Fits how the events of one report are grouped by incident.

    python -m training.linking_grouping CORPUS/bundles.jsonl        writes src/gesta/linking/grouping.toml

Codes the bundles to learn from, those of the corpus and our own (number not divisible by 4), takes the pairs of events
of each report, and fits a logistic regression: 1 where both events are mentions of one gold incident. A pair of which
only one is a mention counts less, as gold leaves words unmarked that name two incidents at once; pairs of which neither
is are left out. Embeddings are those of a projection that knows the bundle not (training/linking_embedding.py).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from evaluation.bundles import Bundle, incident_at, to_learn
from gesta.linking.grouping_features import GROUP_FEATURES, group_values
from gesta.linking.scene import Scene, scene
from gesta.nouns.coded import Coded
from gesta.pipeline import Coder
from training.linking_embedding import unseen

WEIGHTS = Path(__file__).parents[1] / "src" / "gesta" / "linking" / "grouping.toml"
PENALTY = 0.1  # inverse strength of the ridge; .03 to .3 give the same average precision on held-out training bundles
UNMARKED = 0.3  # how much a pair counts of which only one event is a mention

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Page:
    """One report to learn from or to measure: its scene, its bundle, and each event's gold incident, if any."""

    told: Scene
    bundle: int
    gold: tuple[str | None, ...]


def pages(bundles: Sequence[Bundle], reports: Iterable[Coded]) -> list[Page]:
    """The coded reports of the bundles with their gold."""
    homes = {report.id: bundle for bundle in bundles for report in bundle.reports}
    mentions = {report: spans for bundle in bundles for report, spans in bundle.mentions().items()}
    found = []
    for report in reports:
        told, marked = scene(report), mentions.get(report.report.id, [])
        gold = tuple(incident_at(sight.event.trigger, marked) for sight in told.sights)
        found.append(Page(told, homes[report.report.id].number, gold))
    return found


def fitted(learnt: Iterable[Page]) -> tuple[Floats, float]:
    """The weight of each feature in the order of GROUP_FEATURES, and the bias, in log-odds."""
    rows: list[tuple[float, ...]] = []
    same: list[float] = []
    counts: list[float] = []
    for page in learnt:
        for left, right in _pairs(page):
            one, other = page.gold[left], page.gold[right]
            rows.append(group_values(page.told, page.told.sights[left], page.told.sights[right]))
            same.append(float(one == other))
            counts.append(1.0 if one and other else UNMARKED)
    given = (np.array(rows), np.array(same), np.array(counts))
    best = minimize(_loss, np.zeros(len(GROUP_FEATURES) + 1), given, "L-BFGS-B", True, options={"maxiter": 5000})
    return best.x[:-1], float(best.x[-1])


def _pairs(page: Page) -> list[tuple[int, int]]:
    places = range(len(page.gold))
    return [(a, b) for a in places for b in places if a < b and (page.gold[a] or page.gold[b])]


def _loss(weights: Floats, values: Floats, same: Floats, counts: Floats) -> tuple[float, Floats]:
    """The weighted log loss of a logistic model with a ridge, and its slope; the last weight is the bias."""
    odds = values @ weights[:-1] + weights[-1]
    wrong = counts * (1 / (1 + np.exp(-odds)) - same)
    loss = counts @ (np.logaddexp(0, odds) - same * odds) + weights[:-1] @ weights[:-1] / (2 * PENALTY)
    return float(loss), np.append(values.T @ wrong + weights[:-1] / PENALTY, wrong.sum())


def written(weights: Floats, bias: float) -> str:
    """The weights as they stand in grouping.toml."""
    lines = [f"{f.__name__} = {weight:.4f}" for f, weight in zip(GROUP_FEATURES, weights, strict=True)]
    head = (
        "# How much each feature of grouping_features.py and grouping_wording.py speaks for one incident: log-odds.\n"
        "# Fitted by training/linking_grouping.py on the training bundles; do not edit by hand.\n"
    )
    return f"{head}bias = {bias:.4f}\n\n[weights]\n" + "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bundles", type=Path, metavar="CORPUS/bundles.jsonl")
    given = parser.parse_args()
    learn = to_learn(given.bundles)
    learnt = pages(learn, unseen(learn, Coder.load()))
    WEIGHTS.write_text(written(*fitted(learnt)), encoding="utf-8")


if __name__ == "__main__":
    main()
