"""How well the events of one report are grouped by incident: the training bundles held out, and the development part.

    python -m evaluation.grouping CORPUS/bundles.jsonl [--floor 0.5 …]

within        B³ (precision, recall, F1) over the gold mentions found, each report by itself
across        the same over all reports of a bundle, if groups were then joined perfectly, each by the incident that
              most of its mentions tell: how far linking can get with these groups
near-misses   the share of the pairs marked as not the same that share a group of some report
mixed         groups that hold mentions of more than one gold incident
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from evaluation.bundles import OWN, Bundle, coded, development, read_bundles, to_learn, training
from gesta.linking.grouping import JOIN_FLOOR, joined, weighed, with_weights
from gesta.pipeline import Coder
from training.linking_embedding import unseen
from training.linking_grouping import Floats, Page, fitted, pages

FOLDS = 6
SEED = 1

Key = tuple[str, int]
Odds = list[tuple[Page, Floats]]


def held_out(learnt: Sequence[Page]) -> Odds:
    """The odds within each report, by weights fitted without its bundle and those of its fold."""
    numbers = sorted({page.bundle for page in learnt})
    random.Random(SEED).shuffle(numbers)
    found: Odds = []
    for fold in (set(numbers[start::FOLDS]) for start in range(FOLDS)):
        weights, bias = fitted(page for page in learnt if page.bundle not in fold)
        found += [(page, with_weights(page.told, weights, bias)) for page in learnt if page.bundle in fold]
    return found


def measured(odds: Odds, bundles: Sequence[Bundle], floor: float) -> str:
    """One line of figures."""
    gold, group = {}, {}
    for page, each in odds:
        name = page.told.coded.report.id
        for number, places in enumerate(joined(each, floor)):
            for place in places:
                if incident := page.gold[place]:
                    gold[name, place], group[name, place] = incident, (name, number)
    votes: dict[Key, Counter[str]] = defaultdict(Counter)
    for key, home in group.items():
        votes[home][gold[key]] += 1
    within = b_cubed(group, {key: (key[0], incident) for key, incident in gold.items()})
    across = b_cubed({key: votes[home].most_common(1)[0][0] for key, home in group.items()}, gold)
    mixed = [set(found) for found in votes.values() if len(found) > 1]
    pairs = list(_near_misses(bundles))
    merged = sum(any(set(pair) <= found for found in mixed) for pair in pairs)
    figures = " ".join(f"{figure:.3f}" for figure in (*within, *across))
    return f"{figures}  near-misses {merged}/{len(pairs)}  mixed {len(mixed)}/{len(votes)}"


def b_cubed(guessed: Mapping[Key, Hashable], gold: Mapping[Key, Hashable]) -> tuple[float, float, float]:
    """B³ precision, recall and F1 of one grouping of mentions against another."""
    homes, incidents = _members(guessed), _members(gold)
    shared = {key: len(homes[guessed[key]] & incidents[gold[key]]) for key in gold}
    precision = sum(n / len(homes[guessed[key]]) for key, n in shared.items()) / len(gold)
    recall = sum(n / len(incidents[gold[key]]) for key, n in shared.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _members(groups: Mapping[Key, Hashable]) -> dict[Hashable, set[Key]]:
    found: dict[Hashable, set[Key]] = defaultdict(set)
    for key, group in groups.items():
        found[group].add(key)
    return found


def _near_misses(bundles: Iterable[Bundle]) -> Iterator[tuple[str, str]]:
    for bundle in bundles:
        for relation in bundle.gold["relations"]:
            if relation["type"] == "not_same":
                yield relation["from"], relation["to"]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bundles", type=Path, metavar="CORPUS/bundles.jsonl")
    parser.add_argument("--floor", type=float, nargs="+", default=[JOIN_FLOOR])
    given = parser.parse_args()
    coder, learn = Coder.load(), to_learn(given.bundles)
    held = held_out(pages(learn, unseen(learn, coder)))
    print("floor part       within P R F1       across P R F1")
    for name, path in (("", given.bundles), ("own ", OWN)):
        bundles = read_bundles(path)
        trained, check = training(bundles), development(bundles)
        ours = [each for each in held if each[0].bundle in {bundle.number for bundle in trained}]
        checked = [(page, weighed(page.told)) for page in pages(check, coded(check, coder))]
        for floor in given.floor:
            print(f"{floor:5} {name + 'train':9}  {measured(ours, trained, floor)}")
            print(f"{floor:5} {name + 'dev':9}  {measured(checked, check, floor)}")


if __name__ == "__main__":
    main()
