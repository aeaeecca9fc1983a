"""Relations between incidents, on the training bundles held out: as linked, and on gold groups and clusters.

    python -m evaluation.relations CORPUS/bundles.jsonl CORPUS/train.jsonl SCORE/score_incidents.py

Each bundle is weighed with weights that were fitted without it and the others of its fold (six folds): those of
relations, and those of the matcher that makes the clusters. On gold clusters one sees what relations alone lose.

The last line says how well words alone find the links within every second annotated report, in six folds: the ties
told, and the mean precision over all of them in order of their chance. The network knows those reports by heart, so
what it says is left out. Annotators mark far fewer links than a reader would call right.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.bundles import Bundle, gold_of, to_learn
from evaluation.incidents import FOLDS, Folded, scorer
from gesta.linking.blocking import pairs
from gesta.linking.clusters import clusters
from gesta.linking.episodes import assembled, episodes
from gesta.linking.grouping import grouped
from gesta.linking.outlines import outlines
from gesta.linking.reactions import Weights, with_reactions
from gesta.linking.relations import LEAST_RELATED, relations
from gesta.nouns.cluster import Cluster
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Episode
from gesta.pipeline import Coder
from training.linking_embedding import unseen
from training.linking_reactions import Choice, annotated, by_gold, fitted, from_bundles, shares

Told = dict[str, Episode]


def held_out(bundles: Sequence[Bundle], reports: Sequence[Coded], everyday: Sequence[Choice]) -> Mapping[str, Weights]:
    """The weights for each report, by its id, fitted without its bundle."""
    folds = {report.id: place % FOLDS for place, bundle in enumerate(bundles) for report in bundle.reports}
    learnt = list(from_bundles(bundles, reports))
    weights = [
        fitted([*(choice for name, each in learnt if folds[name] != fold for choice in each), *everyday])
        for fold in range(FOLDS)
    ]
    return {name: weights[fold] for name, fold in folds.items()}


def within(learnt: Sequence[Choice], everyday: Sequence[Choice]) -> dict[str, float]:
    """Precision, recall and mean precision of the ties within annotated reports, weights fitted without their fold."""
    said: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        weights = fitted([*learnt, *(each for place, each in enumerate(everyday) if _fold(place, everyday) != fold)])
        for place, choice in enumerate(everyday):
            if _fold(place, everyday) == fold:
                said += zip(shares(choice, weights)[:-1].tolist(), choice.right.tolist(), strict=True)
    told = [right for chance, right in said if chance >= LEAST_RELATED]
    ranked = [right for _, right in sorted(said, key=lambda each: -each[0])]
    wanted = sum(ranked)
    at_hits = [sum(ranked[: place + 1]) / (place + 1) for place, right in enumerate(ranked) if right]
    return {"p": sum(told) / len(told), "r": sum(told) / wanted, "mean p": sum(at_hits) / wanted, "n": wanted}


def _fold(place: int, everyday: Sequence[Choice]) -> int:
    """The fold of a choice: a sixth of them in a row, so that a report is hardly ever in two."""
    return place * FOLDS // len(everyday)


def as_linked(bundles: Sequence[Bundle], reports: Sequence[Coded], weights: Mapping[str, Weights]) -> dict[str, Any]:
    """The scorer's objects of the incidents as they are linked."""
    judge = Folded(bundles, reports)
    told = {e.id: e for r in reports for e in episodes(r, weights[r.report.id])}
    judged = (judge.judge(*pair) for pair in pairs(told.values()))
    return objects(
        told, clusters(outlines(told.values()), [judgement for judgement in judged if judgement is not None])
    )


def on_gold(bundles: Sequence[Bundle], reports: Sequence[Coded], weights: Mapping[str, Weights]) -> dict[str, Any]:
    """The same where episodes and clusters are those of the gold."""
    told: Told = {}
    bundle_of = {each.id: bundle for bundle in bundles for each in bundle.reports}
    for report in reports:
        groups = by_gold([bundle_of[report.report.id]], report, grouped(report))
        found = with_reactions(report, assembled(report, groups), weights[report.report.id])
        told |= {episode.id: episode for episode in found}
    homes = gold_of(bundles, told.values())
    joined: dict[str, list[str]] = {}
    for name in told:
        joined.setdefault(homes.get(name, name), []).append(name)
    return objects(told, [Cluster(tuple(names), ()) for names in joined.values()])


def objects(told: Told, made: Sequence[Cluster]) -> dict[str, Any]:
    """The incidents as far as the scorer reads them for relations, by the first episode."""
    named = [(cluster.episodes[0], cluster) for cluster in made]
    related = relations(named, outlines(told.values()))
    return {
        name: {
            "id": name,
            "events": list(_events(told, cluster)),
            "relations": [{"type": each.type, "to": each.to} for each in related.get(name, ())],
        }
        for name, cluster in named
    }


def _events(told: Told, cluster: Cluster) -> Iterator[dict[str, Any]]:
    for episode in (told[name] for name in cluster.episodes):
        for telling in episode.tellings:
            span = telling.trigger.anchor.span
            yield {"report": episode.card.id, "trigger": {"start": span.start, "end": span.end}}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bundles", type=Path, metavar="CORPUS/bundles.jsonl")
    parser.add_argument("annotated", type=Path, metavar="CORPUS/train.jsonl")
    parser.add_argument("scorer", type=Path, metavar="SCORE/score_incidents.py")
    given = parser.parse_args()
    coder, bundles = Coder.load(), to_learn(given.bundles)
    reports = unseen(bundles, coder)
    everyday = list(annotated(given.annotated, coder))
    weights = held_out(bundles, reports, everyday)
    score, gold = scorer(given.scorer), [bundle.gold for bundle in bundles]
    for name, found in (("as linked", as_linked), ("on gold clusters", on_gold)):
        row = score(gold, list(found(bundles, reports, weights).values()), [])["relations"]
        print(f"{name:20s} " + "  ".join(f"{key} {value}" for key, value in row.items()))
    row = within([choice for _, each in from_bundles(bundles, reports) for choice in each], everyday)
    print(f"{'within reports':20s} " + "  ".join(f"{key} {value:.4g}" for key, value in row.items()))


if __name__ == "__main__":
    main()
