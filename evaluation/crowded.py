"""Chance links: how often reports of different matters are tied together in a store full of news.

    python -m evaluation.crowded CORPUS/bundles.jsonl CORPUS/train.jsonl [--dense 100] [--draws 1] [--shipped]

The training bundles and the annotated reports are moved into the same few weeks (crowding.py), a hundred reports a
week, and compared, judged and clustered as a store would. Pairs are judged by weights that were fitted without the
stories of either (six folds); with --shipped by those that ship. What is printed:

compared      pairs of reports of two stories that are compared, pairs of their episodes, for each report
judged        stored judgements between two stories, for each report: same, unsure, not
own compared  of the pairs of reports of a bundle that tell of a common gold incident, the share that is compared;
              of the pairs of episodes of one gold incident, the share
component     episodes that an episode is worked out together with, on average: by judgements that connect
mixed         incidents of several episodes that mix stories, of all with several
B³            precision, recall and F1 of the gold mentions of the bundles, in the crowd and with the bundles alone
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.bundles import gold_of, to_learn
from evaluation.crowding import DENSE, Crowd, Matter, code_annotated, crowd, of_bundles
from evaluation.grouping import b_cubed
from evaluation.incidents import Folded, Judges
from gesta.linking.blocking import Candidate, pairs
from gesta.linking.clusters import clusters
from gesta.linking.connecting import connecting
from gesta.linking.matcher import Matcher
from gesta.linking.outlines import outlines
from gesta.nouns.episode import Episode
from gesta.nouns.judgement import VERDICTS, Judgement
from gesta.pipeline import Coder
from training.linking_embedding import unseen


@dataclass(frozen=True, slots=True)
class Found:
    """What a store would have made of a crowd: the pairs compared, the judgements kept, the cluster of each episode."""

    crowd: Crowd
    compared: Sequence[Candidate]
    judged: Sequence[Judgement]
    homes: Mapping[str, int]


def linked(made: Crowd, judge: Judges) -> Found:
    """Compares, judges and clusters; pairs of which nobody knows whether they are of one story are left out."""
    compared = [pair for pair in pairs(made.told) if _known(made, pair.left, pair.right)]
    judged = [found for pair in compared if (found := judge.judge(*pair)) is not None]
    grouped = clusters(outlines(made.told), judged)
    return Found(made, compared, judged, {e: number for number, each in enumerate(grouped) for e in each.episodes})


def figures(found: Found, gold: Mapping[str, str], alone: Mapping[str, int]) -> list[tuple[str, str]]:
    """The lines of the table; `alone` gives the clusters of the bundles by themselves."""
    made, reports = found.crowd, len(found.crowd.matters)
    strange = [(a, b) for a, b, _ in found.compared if made.apart(a.card.key, b.card.key)]
    foreign = len({(a.card.key, b.card.key) for a, b in strange})
    between = Counter(each.verdict for each in found.judged if made.apart(_report(each.left), _report(each.right)))
    mixed, several = _mixed(found)
    told = ", ".join(f"{verdict} {between[verdict] / reports:.2f}" for verdict in VERDICTS)
    return [
        ("reports", str(reports)),
        ("compared", f"{foreign / reports:.2f} reports, {len(strange) / reports:.1f} episodes"),
        ("judged", told),
        ("own compared", "{:.3f} of reports, {:.3f} of episodes".format(*_own(found, gold))),
        ("component", f"{_component(found):.2f}"),
        ("mixed", f"{mixed} of {several}"),
        ("B³ in the crowd", "P {:.3f} R {:.3f} F1 {:.3f}".format(*_b_cubed(made.told, gold, found.homes))),
        ("B³ alone", "P {:.3f} R {:.3f} F1 {:.3f}".format(*_b_cubed(made.told, gold, alone))),
    ]


def _known(made: Crowd, one: Episode, other: Episode) -> bool:
    return made.together(one.card.key, other.card.key) or made.apart(one.card.key, other.card.key)


def _report(episode: str) -> str:
    """The key of the report that an episode, by id, is of."""
    return episode.rpartition(":")[0]


def _own(found: Found, gold: Mapping[str, str]) -> tuple[float, float]:
    """Of the pairs of one gold incident in two reports, the shares of reports and of episodes that are compared."""
    told: dict[str, list[Episode]] = {}
    for episode in found.crowd.told:
        if episode.id in gold:
            told.setdefault(gold[episode.id], []).append(episode)
    same = {(a, b) for each in told.values() for a in each for b in each if a.id < b.id and a.card.key != b.card.key}
    episodes = {(a.id, b.id) for a, b in same}
    seen = {(min(a.id, b.id), max(a.id, b.id)) for a, b, _ in found.compared}
    reports = {(_report(a), _report(b)) for a, b in episodes}
    met = {(_report(a), _report(b)) for a, b in seen}
    return len(reports & met) / len(reports), len(episodes & seen) / len(episodes)


def _component(found: Found) -> float:
    """The mean over all episodes of how many hang together with it, itself included."""
    home = {episode.id: episode.id for episode in found.crowd.told}
    for each in connecting(found.judged):
        home[_root(home, each.left)] = _root(home, each.right)
    sizes = Counter(_root(home, name) for name in home)
    return sum(size * size for size in sizes.values()) / len(home)


def _root(home: dict[str, str], name: str) -> str:
    while home[name] != name:
        home[name] = home[home[name]]
        name = home[name]
    return name


def _mixed(found: Found) -> tuple[int, int]:
    """How many incidents of several reports mix stories, and how many incidents of several reports there are."""
    members: dict[int, set[str]] = {}
    for name, number in found.homes.items():
        members.setdefault(number, set()).add(_report(name))
    several = [reports for reports in members.values() if len(reports) > 1]
    return sum(len({found.crowd.matters[key].name for key in reports}) > 1 for reports in several), len(several)


def _b_cubed(told: Iterable[Episode], gold: Mapping[str, str], homes: Mapping[str, int]) -> tuple[float, float, float]:
    """Over the tellings of all episodes that tell mostly of a gold incident; one in no cluster is by itself."""
    keys = [(each.id, number) for each in told if each.id in gold for number in range(len(each.tellings))]
    return b_cubed({key: homes.get(key[0], key[0]) for key in keys}, {key: gold[key[0]] for key in keys})


def _alone(matters: Sequence[Matter], judge: Judges) -> Mapping[str, int]:
    """The cluster of each episode of the bundles, all bundles in one heap in their own weeks."""
    bundles = [matter for matter in matters if matter.invented]
    told = tuple(episode for matter in bundles for episode in matter.told)
    return linked(Crowd(told, {e.card.key: matter for matter in bundles for e in matter.told}), judge).homes


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bundles", type=Path, metavar="CORPUS/bundles.jsonl")
    parser.add_argument("annotated", type=Path, metavar="CORPUS/train.jsonl")
    parser.add_argument("--dense", type=float, default=DENSE, help="reports a week")
    parser.add_argument("--draws", type=int, default=1, help="how many crowds to print")
    parser.add_argument("--shipped", action="store_true", help="judge by the weights that ship")
    given = parser.parse_args()
    coder, bundles = Coder.load(), to_learn(given.bundles)
    reports, others = unseen(bundles, coder), code_annotated(given.annotated, coder)
    judge: Judges = Matcher.load() if given.shipped else Folded(bundles, reports, others)
    matters = [*of_bundles(bundles, reports), *others]
    gold = gold_of(bundles, [episode for matter in matters for episode in matter.told])
    alone = _alone(matters, judge)
    for draw in range(given.draws):
        for name, said in figures(linked(crowd(matters, 100 + draw, given.dense), judge), gold, alone):
            print(f"{name:16s} {said}", flush=True)


if __name__ == "__main__":
    main()
