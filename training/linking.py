"""Fits how episodes of different reports are matched, and counts how rare words are.

    python -m training.linking rarity CORPUS/train.jsonl PLAIN/all.jsonl.gz     writes src/gesta/linking/rarity.csv
    python -m training.linking fit CORPUS/bundles.jsonl                          writes src/gesta/linking/matcher.toml

`rarity` counts in how many texts each stem stands: the annotated reports and free everyday news; only counts are kept.
`fit` codes the training bundles (number not divisible by 4), pairs the episodes that share a block key, and fits a
logistic regression: 1 where both tell mostly of one gold incident. Pairs of which neither tells of any are left out.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from evaluation.bundles import Bundle, coded, gold_of, read_bundles, training
from gesta.linking import blocking
from gesta.linking.episodes import episodes
from gesta.linking.features import FEATURES
from gesta.linking.matcher import features
from gesta.linking.words import content
from gesta.nouns.episode import Episode
from gesta.pipeline import Coder

HERE = Path(__file__).parents[1] / "src" / "gesta" / "linking"
LEAST_TEXTS = 3  # a stem in fewer texts is as good as unknown
PENALTY = 0.3  # inverse strength of the ridge: 45 weights, some 6,000 pairs, many of them of the same few incidents

# Features that by their meaning can only speak against one incident, and those that may speak either way.
AGAINST = frozenset(
    "day_apart two_days_apart days_apart dated_later published_apart other_place "
    "other_place_told_before distant other_division other_country "
    "marks_elsewhere other_means other_weapon other_toll other_harmed other_actor turned_roles sum_and_single "
    "looking_back other_status brief".split()
)
EITHER = frozenset("same_stretch one_lead bare same_publisher".split())

Pairs = list[tuple[Episode, Episode, bool]]


def count(texts: Iterator[str]) -> str:
    """The table of counts as CSV: stems by the number of texts they stand in, most frequent first."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        counts.update(set(content(text)))
        total += 1
    kept = sorted(((n, stem) for stem, n in counts.items() if n >= LEAST_TEXTS), key=lambda row: (-row[0], row[1]))
    out = io.StringIO()
    out.write(
        "# In how many news texts each stem stands; the first row counts all texts. Made by training/linking.py.\n"
    )
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("", total))
    writer.writerows((stem, n) for n, stem in kept)
    return out.getvalue()


def pairs(told: Sequence[Episode], gold: dict[str, str]) -> Pairs:
    """The pairs of episodes of different reports that are compared, with whether they are one incident."""
    found: Pairs = []
    for one, other in blocking.pairs(told):
        if one.id in gold or other.id in gold:
            found.append((one, other, gold.get(one.id) == gold.get(other.id)))
    return found


def fitted(found: Pairs) -> tuple[dict[str, float], float]:
    """The weight of each feature, by name, and the bias, in log-odds.

    A feature that speaks against one incident by its meaning (AGAINST) gets no weight for it, and the other way round:
    correlated features would else take each other's part, and the reasons shown would be nonsense.
    """
    names = [feature.__name__ for feature in FEATURES]
    bounds = [(None, 0.0) if n in AGAINST else (None, None) if n in EITHER else (0.0, None) for n in names]
    values, same = matrix(found), np.array([float(same) for *_, same in found])
    best = minimize(_loss, np.zeros(len(names) + 1), (values, same), "L-BFGS-B", True, bounds=[*bounds, (None, None)])
    return {n: round(float(w), 4) for n, w in zip(names, best.x, strict=False)}, round(float(best.x[-1]), 4)


def _loss(
    weights: np.ndarray[tuple[int], np.dtype[np.float64]],
    values: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    same: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> tuple[float, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """The log loss of a logistic model with a ridge, and its slope; the last weight is the bias."""
    odds = values @ weights[:-1] + weights[-1]
    wrong = 1 / (1 + np.exp(-odds)) - same
    loss = np.logaddexp(0, odds).sum() - same @ odds + weights[:-1] @ weights[:-1] / (2 * PENALTY)
    return float(loss), np.append(values.T @ wrong + weights[:-1] / PENALTY, wrong.sum())


def matrix(found: Pairs) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """One row of feature values for each pair."""
    rows = [features(*sorted((one, other), key=lambda e: e.id)) for one, other, _ in found]
    return np.array([[values.get(feature, 0.0) for feature in FEATURES] for values in rows])


def told_of(bundles: Sequence[Bundle], coder: Coder) -> tuple[list[Episode], dict[str, str]]:
    """All episodes of the bundles' reports, and the gold incident that most of an episode's tellings belong to."""
    told = [episode for report in coded(bundles, coder) for episode in episodes(report)]
    return told, gold_of(bundles, told)


def written(weights: dict[str, float], bias: float) -> str:
    lines = [f"{name} = {weight}" for name, weight in weights.items()]
    head = (
        "# How much each feature of features.py speaks for one incident, in log-odds.\n"
        "# Fitted by training/linking.py on the training bundles; do not edit by hand.\n"
    )
    return f"{head}bias = {bias:.4f}\n\n[weights]\n" + "\n".join(lines) + "\n"


def _texts(paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("rarity", "fit"))
    parser.add_argument("paths", type=Path, nargs="+")
    given = parser.parse_args()
    if given.what == "rarity":
        (HERE / "rarity.csv").write_text(count(_texts(given.paths)), encoding="utf-8")
        return
    told, gold = told_of(training(read_bundles(given.paths[0])), Coder.load())
    weights, bias = fitted(pairs(told, gold))
    (HERE / "matcher.toml").write_text(written(weights, bias), encoding="utf-8")


if __name__ == "__main__":
    main()
