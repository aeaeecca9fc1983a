"""Fits how episodes of different reports are matched, and counts how rare words are.

    python -m training.linking rarity CORPUS/train.jsonl PLAIN/all.jsonl.gz     writes src/gesta/linking/rarity.csv
    python -m training.linking fit CORPUS/bundles.jsonl CORPUS/train.jsonl       writes src/gesta/linking/matcher.toml

`rarity` counts in how many texts each stem stands: the annotated reports and free everyday news; only counts are kept.
`fit` codes the training bundles (number not divisible by 4), pairs the episodes that are compared, and fits a logistic
regression: 1 where both tell mostly of one gold incident. Pairs of which neither tells of any are left out. To them it
adds strangers, pairs that are compared of bundles and annotated reports moved into the same weeks
(evaluation/crowding.py). What is compared hangs on sketches.toml: fit that first (training/linking_reports.py).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from evaluation.crowding import Matter, crowd, read_matters
from gesta.linking.blocking import Candidate, pairs
from gesta.linking.features import FEATURES
from gesta.linking.matcher import features
from gesta.linking.words import content
from gesta.nouns.episode import Episode
from gesta.pipeline import Coder

HERE = Path(__file__).parents[1] / "src" / "gesta" / "linking"
LEAST_TEXTS = 3  # a stem in fewer texts is as good as unknown
PENALTY = 0.3  # inverse strength of the ridge: 54 weights, some 6,000 pairs, many of them of the same few incidents
DRAWS = 2  # crowds from which strangers are taken
# What a stranger of all crowds together counts. At 1 the weights would be those for a store of 100 reports a week, but
# what tells two incidents of one story apart would be lost among what tells stories apart: held out, B³ falls by .02.
# Against .05 it falls by .002, and in a crowd one in eight of the incidents that mix stories is gone.
STRANGE = 0.2

# Features that by their meaning can only speak against one incident, and those that may speak either way.
AGAINST = frozenset(
    "day_apart two_days_apart days_apart dated_later published_apart other_place "
    "other_place_told_before distant other_division other_country "
    "marks_elsewhere other_means other_weapon other_toll tolls_far_apart other_harmed other_actor turned_roles "
    "sum_and_single looking_back other_status brief little_in_common".split()
)
EITHER = frozenset("same_stretch one_lead bare same_publisher".split())

Floats = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Learnt:
    """Pairs of episodes to learn from: their feature values, whether they are one incident, what they count."""

    pairs: Sequence[Candidate]
    values: Matrix
    same: Floats
    weight: Floats

    def only(self, wanted: Callable[[Episode, Episode], bool]) -> Learnt:
        """Those pairs that are wanted."""
        kept = np.array([wanted(pair.left, pair.right) for pair in self.pairs])
        pairs = [pair for pair, keep in zip(self.pairs, kept, strict=True) if keep]
        return Learnt(pairs, self.values[kept], self.same[kept], self.weight[kept])


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


def learnt(matters: Sequence[Matter], gold: Mapping[str, str]) -> Learnt:
    """The pairs of stories with gold incidents, and the strangers of some crowds of all stories."""
    told = [episode for matter in matters if matter.invented for episode in matter.told]
    own = [pair for pair in pairs(told) if pair.left.id in gold or pair.right.id in gold]
    strange = [pair for seed in range(DRAWS) for pair in strangers(matters, seed)]
    same = [float(gold.get(pair.left.id) == gold.get(pair.right.id)) for pair in own]
    weight = [1.0] * len(own) + [STRANGE / DRAWS] * len(strange)
    return Learnt([*own, *strange], matrix([*own, *strange]), np.array(same + [0.0] * len(strange)), np.array(weight))


def strangers(matters: Sequence[Matter], seed: int) -> list[Candidate]:
    """The pairs that are compared in one crowd though they are of two stories."""
    made = crowd(matters, seed)
    return [pair for pair in pairs(made.told) if made.apart(pair.left.card.key, pair.right.card.key)]


def fitted(found: Learnt) -> tuple[dict[str, float], float]:
    """The weight of each feature, by name, and the bias, in log-odds.

    A feature that speaks against one incident by its meaning (AGAINST) gets no weight for it, and the other way round:
    correlated features would else take each other's part, and the reasons shown would be nonsense.
    """
    names = [feature.__name__ for feature in FEATURES]
    bounds = [(None, 0.0) if n in AGAINST else (None, None) if n in EITHER else (0.0, None) for n in names]
    begin = np.zeros(len(names) + 1)
    best = minimize(_loss, begin, (found,), "L-BFGS-B", True, bounds=[*bounds, (None, None)])
    return {n: round(float(w), 4) for n, w in zip(names, best.x, strict=False)}, round(float(best.x[-1]), 4)


def _loss(weights: Floats, found: Learnt) -> tuple[float, Floats]:
    """The weighted log loss of a logistic model with a ridge, and its slope; the last weight is the bias."""
    odds = found.values @ weights[:-1] + weights[-1]
    wrong = found.weight * (1 / (1 + np.exp(-odds)) - found.same)
    loss = found.weight @ (np.logaddexp(0, odds) - found.same * odds) + weights[:-1] @ weights[:-1] / (2 * PENALTY)
    return float(loss), np.append(found.values.T @ wrong + weights[:-1] / PENALTY, wrong.sum())


def matrix(found: Sequence[Candidate]) -> Matrix:
    """One row of feature values for each pair."""
    rows = [features(*pair) for pair in found]
    return np.array([[values.get(feature, 0.0) for feature in FEATURES] for values in rows])


def written(weights: dict[str, float], bias: float) -> str:
    lines = [f"{name} = {weight}" for name, weight in weights.items()]
    head = (
        "# How much each feature of features.py speaks for one incident, in log-odds.\n"
        "# Fitted by training/linking.py; do not edit by hand.\n"
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
    bundles, annotated = given.paths
    matters, gold = read_matters(bundles, annotated, Coder.load())
    weights, bias = fitted(learnt(matters, gold))
    (HERE / "matcher.toml").write_text(written(weights, bias), encoding="utf-8")


if __name__ == "__main__":
    main()
