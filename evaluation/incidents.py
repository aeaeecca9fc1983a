"""Incidents end to end: all reports of the bundles in one heap, coded, linked and weighed, against the gold.

python -m evaluation.incidents CORPUS/bundles.jsonl SCORE/score_incidents.py              the development part
python -m evaluation.incidents CORPUS/bundles.jsonl SCORE/score_incidents.py --train      the training part, each
                                                   bundle matched with weights (and embedded by a projection) that
                                                   were fitted without it, and
                                                   without a sixth of the annotated reports (--annotated)
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from evaluation.bundles import OWN, Bundle, coded, development, gold_of, read_bundles, to_learn, training
from evaluation.crowding import Matter, code_annotated, of_bundles
from gesta.linking.blocking import pairs
from gesta.linking.clusters import clusters
from gesta.linking.copies import judge_copy, originals, signature
from gesta.linking.episodes import episodes
from gesta.linking.matcher import Matcher
from gesta.linking.outlines import outlines
from gesta.linking.relations import relations
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Episode
from gesta.nouns.incident import Incident
from gesta.nouns.incident_contract import incident_object, report_row
from gesta.nouns.judgement import Judgement
from gesta.pipeline import Coder
from gesta.weighing.frame import Frame
from gesta.weighing.incidents import incident_id, weigh

FOLDS = 6
ANNOTATED = "train.jsonl"  # beside the bundles

Score = Callable[[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]], dict[str, Any]]


class Judges(Protocol):
    """Whatever judges pairs of episodes."""

    def judge(self, left: Episode, right: Episode, common: float) -> Judgement | None:
        """The judgement, None for two that are plainly not one; `common` is that of their candidate."""


def incidents(told: Sequence[Episode], copies: Mapping[str, str], judge: Judges) -> list[Incident]:
    """The incidents of a heap of episodes, all held in memory."""
    by_id = {episode.id: episode for episode in told}
    judgements = [found for pair in pairs(told) if (found := judge.judge(*pair)) is not None]
    light = outlines(told)
    made = clusters(light, judgements)
    named = [(incident_id([by_id[e] for e in cluster.episodes]), cluster) for cluster in made]
    related = relations(named, light)
    frames = (Frame(originals=copies, relations=tuple(related.get(key, ()))) for key, _ in named)
    return [
        weigh([by_id[e] for e in cluster.episodes], frame) for (_, cluster), frame in zip(named, frames, strict=True)
    ]


def copies_among(reports: Sequence[Coded], told: Iterable[Episode]) -> dict[str, str]:
    """The key of the original of each copy."""
    cards = {episode.card.key: episode.card for episode in told}
    banded: dict[str, list[int]] = {}
    for place, each in enumerate(reports):
        for band in signature(each.report):
            banded.setdefault(band, []).append(place)
    together = {(a, b) for places in banded.values() for a in places for b in places if a < b}
    judged = (judge_copy(reports[a].report, reports[b].report) for a, b in sorted(together))
    return originals(cards, [judgement for judgement in judged if judgement is not None])


def rows(bundles: Sequence[Bundle], reports: Sequence[Coded], judge: Judges, score: Score) -> dict[str, Any]:
    """The scorer's rows for these bundles, all their reports in one heap."""
    told = [episode for report in reports for episode in episodes(report)]
    copies = copies_among(reports, told)
    names = {report.report.key: report.report.id for report in reports}
    found = [incident_object(incident) for incident in incidents(told, copies, judge)]
    cards = {episode.card.key: episode.card for episode in told}
    listed = [report_row(card, names.get(copies.get(key, ""))) for key, card in cards.items()]
    return score([bundle.gold for bundle in bundles], found, listed)


class Folded:
    """A judge that weighs each pair with weights that were fitted without the stories of either report.

    `others` are stories without gold that the weights are fitted against too.
    """

    def __init__(self, bundles: Sequence[Bundle], reports: Sequence[Coded], others: Sequence[Matter] = ()) -> None:
        from training.linking import fitted, learnt  # needs scipy

        matters = [*of_bundles(bundles, reports), *others]
        found = learnt(matters, gold_of(bundles, [episode for matter in matters for episode in matter.told]))
        self.folds = {each.card.key: place % FOLDS for place, matter in enumerate(matters) for each in matter.told}
        self.matchers = [Matcher.of(*fitted(found.only(partial(self._without, fold)))) for fold in range(FOLDS)]

    def judge(self, left: Episode, right: Episode, common: float) -> Judgement | None:
        """By the matcher that knows neither; pairs of two folds by that of the left one."""
        return self.matchers[self.folds[left.card.key]].judge(left, right, common)

    def _without(self, fold: int, left: Episode, right: Episode) -> bool:
        return fold not in (self.folds[left.card.key], self.folds[right.card.key])


def scorer(path: Path) -> Score:
    """The scorer's function, from its file."""
    spec = importlib.util.spec_from_file_location("score_incidents", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Score = module.score
    return found


def breaches(found: dict[str, Any], floors: dict[str, dict[str, float]]) -> list[str]:
    """What is below its floor or above its ceiling, one line each; `floors` maps row and figure to {"least"|"most"}."""
    lines: list[str] = []
    for name, limits in floors.items():
        row, _, figure = name.rpartition(" · ")
        value = found[row][figure]
        if value < limits.get("least", value) or value > limits.get("most", value):
            lines.append(f"{name}: {value}, but the limit is {limits}")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bundles", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--train", action="store_true", help="cross-validate on the training part instead")
    parser.add_argument("--own", action="store_true", help="measure on our own bundles, training/bundles.jsonl")
    parser.add_argument(
        "--annotated", type=Path, help="reports that --train fits against too; by default beside BUNDLES"
    )
    parser.add_argument("--floors", type=Path, help="limits to hold, as JSON")
    given = parser.parse_args()
    every = read_bundles(OWN if given.own else given.bundles)
    chosen, coder = training(every) if given.train else development(every), Coder.load()
    judge: Judges = Matcher.load()
    if given.train:
        from training.linking_embedding import unseen

        learn = to_learn(given.bundles)
        learnt = unseen(learn, coder)
        judge = Folded(learn, learnt, code_annotated(given.annotated or given.bundles.with_name(ANNOTATED), coder))
        wanted = {report.id for bundle in chosen for report in bundle.reports}
        reports = [report for report in learnt if report.report.id in wanted]
    else:
        reports = list(coded(chosen, coder))
    found = rows(chosen, reports, judge, scorer(given.scorer))
    for name, row in found.items():
        print(f"{name:30s} " + "  ".join(f"{key} {value}" for key, value in row.items()))
    if given.floors and (broken := breaches(found, json.loads(given.floors.read_text(encoding="utf-8")))):
        raise SystemExit("\n".join(broken))


if __name__ == "__main__":
    main()
