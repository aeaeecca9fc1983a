"""Fits what speaks for one episode of a report being an answer to, or about, another one.

    python -m training.linking_reactions CORPUS/bundles.jsonl CORPUS/train.jsonl

writes src/gesta/linking/reacting.toml. Each episode of a gold incident picks the episode that it reacts to, or none: a
conditional logit. It is fitted on the training bundles (number not divisible by 4), with episodes as they are grouped
and with episodes regrouped by the gold, and on every second annotated report: in everyday news most
arrests and talks answer nothing that the same report tells. There the network knows the links by heart, so what it says
of them is left out.

The weights are drawn to 0.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from evaluation.bundles import Bundle, gold_of, incident_at, to_learn
from gesta.lexicon import table
from gesta.linking.episodes import assembled
from gesta.linking.grouping import grouped
from gesta.linking.reaction_features import FEATURES
from gesta.linking.reaction_page import Bond, laid_out
from gesta.linking.reactions import Weights, bonds, likely, reacting_kind
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Episode
from gesta.nouns.report import Report, digest
from gesta.pipeline import Coder
from gesta.spans import Span
from training.linking_embedding import unseen

WEIGHTS = Path(__file__).parents[1] / "src" / "gesta" / "linking" / "reacting.toml"
LEEWAY = 1.0  # variance of the weights around 0; .3 to 3 give the same F1 on held-out training bundles
EVERY = 2  # which of the annotated reports are taken
BY_HEART = frozenset({"linked", "linked_back", "read"})  # features that the network gives

Floats = NDArray[np.float64]
KINDS = tuple(kind for kind in table("gesta.linking", "reactions")["ties"] if kind != "capture")  # that is violence

Homes = Mapping[str, str]  # the gold incident, or the first mention of the happening, of each episode
Related = set[tuple[str, str]]  # pairs of them, the effect first


@dataclass(frozen=True, slots=True)
class Choice:
    """One episode that may be a reaction: a row of values for each possible cause, and which of them are so."""

    rows: Floats
    right: NDArray[np.bool_]


def from_bundles(bundles: Sequence[Bundle], reports: Iterable[Coded]) -> Iterator[tuple[str, list[Choice]]]:
    """The choices of each report, by its id: of its episodes as they are, and of those that the gold makes."""
    related = {
        (r["from"], r["to"]) for b in bundles for r in b.gold["relations"] if r["type"] in ("response", "about", "part")
    }
    homes = {each.id: bundle for bundle in bundles for each in bundle.reports}
    for report in reports:
        groups, home = grouped(report), [homes[report.report.id]]
        ways = (assembled(report, groups), assembled(report, by_gold(home, report, groups)))
        found = [choice for told in ways for choice in choices(report, told, gold_of(home, told), related)]
        yield report.report.id, found


def annotated(path: Path, coder: Coder) -> Iterator[Choice]:
    """The choices of every second annotated report of a file."""
    records = [json.loads(line) for line in islice(path.read_text(encoding="utf-8").splitlines(), 0, None, EVERY)]
    return from_annotated(records, coder.code_many(Report(r["id"], r["text"], digest(r["text"])) for r in records))


def from_annotated(records: Sequence[Mapping[str, Any]], reports: Iterable[Coded]) -> Iterator[Choice]:
    """The choices of annotated reports, the network's knowledge of their links left out."""
    for record, report in zip(records, reports, strict=True):
        told = assembled(report, grouped(report))
        first = {event["id"]: event.get("same") or event["id"] for event in record["events"]}
        homes = _homes(record, told, first)
        related = {(first[link["from"]], first[link["to"]]) for link in record["links"]}
        yield from choices(report, told, homes, related, by_heart=False)


def choices(
    report: Coded, told: Sequence[Episode], gold: Homes, related: Related, *, by_heart: bool = True
) -> list[Choice]:
    """One choice for each episode of the gold that may be a reaction; without what the network knows if so asked."""
    page = laid_out(report, told)
    found = []
    for effect in page.sides:
        causes = bonds(page, effect) if effect.episode.id in gold else []
        causes = causes if by_heart else [bond for bond in causes if likely(bond)]
        if causes:
            rows = [_row(bond, by_heart) for bond in causes]
            pairs = [(gold[effect.episode.id], gold.get(bond.cause.episode.id, "")) for bond in causes]
            found.append(Choice(np.array(rows), np.array([pair in related for pair in pairs])))
    return found


def _row(bond: Bond, by_heart: bool) -> list[float]:
    effect, cause = reacting_kind(bond.effect), reacting_kind(bond.cause)
    values = (f(bond) if by_heart or f.__name__ not in BY_HEART else 0.0 for f in FEATURES)
    return [*values, *(float(effect == kind) for kind in KINDS), *(float(cause == kind) for kind in KINDS)]


def _homes(record: Mapping[str, Any], told: Sequence[Episode], first: Mapping[str, str]) -> Homes:
    """The annotated happening that each episode tells first."""
    marked = [(Span(*event["trigger"]), first[event["id"]]) for event in record["events"]]
    spans = {each.id: [telling.trigger.anchor.span for telling in each.tellings] for each in told}
    found = {name: [h for span in held if (h := incident_at(span, marked))] for name, held in spans.items()}
    return {name: homes[0] for name, homes in found.items() if homes}


def by_gold(bundles: Sequence[Bundle], report: Coded, groups: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """The groups of a report's events, each event with the others of its gold incident.

    An event of none stays with the first gold incident of its group, if there is one.
    """
    marked = [each for bundle in bundles for each in bundle.mentions().get(report.report.id, ())]
    triggers = {event.id: event.trigger for event in report.events}
    found: dict[str, list[str]] = {}
    for group in groups:
        homes = {event: incident_at(triggers[event], marked) for event in group}
        usual = next((home for home in homes.values() if home), group[0])
        for event, home in homes.items():
            found.setdefault(home or usual, []).append(event)
    told = (tuple(sorted(group, key=lambda event: triggers[event])) for group in found.values())
    return sorted(told, key=lambda group: triggers[group[0]])


def fitted(found: Sequence[Choice]) -> Weights:
    """The weights: those that make the choices likely and stay near 0."""
    heap = _heaped(found)
    best = minimize(_loss, np.zeros(heap.rows.shape[1]), (heap,), "L-BFGS-B", True).x
    given = iter(round(float(weight), 4) for weight in best)
    return Weights(
        {feature.__name__: next(given) for feature in FEATURES},
        {kind: next(given) for kind in KINDS},
        {kind: next(given) for kind in KINDS},
    )


def shares(choice: Choice, weights: Weights) -> Floats:
    """The chance of each cause of a choice, and of none."""
    held = np.array([*weights.features.values(), *weights.kinds.values(), *weights.causes.values()])
    odds = np.append(choice.rows @ held, 0.0)
    raised: Floats = np.exp(odds - odds.max())
    found: Floats = raised / raised.sum()
    return found


@dataclass(frozen=True, slots=True)
class _Heap:
    """All choices in one: the rows of each and one of none, which are right, where each choice starts, and the choice
    of each row."""

    rows: Floats
    right: Floats
    starts: NDArray[np.intp]
    of: NDArray[np.intp]


def _heaped(found: Sequence[Choice]) -> _Heap:
    sizes = np.array([len(choice.right) + 1 for choice in found])
    return _Heap(
        rows=np.vstack([np.vstack([choice.rows, np.zeros(choice.rows.shape[1])]) for choice in found]),
        right=np.concatenate([np.append(choice.right, not choice.right.any()) for choice in found]).astype(float),
        starts=np.cumsum(sizes) - sizes,
        of=np.repeat(np.arange(len(found)), sizes),
    )


def _loss(weights: Floats, heap: _Heap) -> tuple[float, Floats]:
    """How unlikely the right choices are, with the distance from 0, and its slope."""
    odds = heap.rows @ weights
    raised = np.exp(odds - np.maximum.reduceat(odds, heap.starts)[heap.of])
    chances = raised / np.add.reduceat(raised, heap.starts)[heap.of]
    sure = np.add.reduceat(chances * heap.right, heap.starts)
    loss = float(weights @ weights) / (2 * LEEWAY) - float(np.log(sure).sum())
    wrong = chances * (1 - heap.right / sure[heap.of])
    return loss, weights / LEEWAY + heap.rows.T @ wrong


def written(weights: Weights) -> str:
    """The weights as they stand in reacting.toml."""
    head = (
        "# How much each feature of reaction_features.py, and each kind of reaction and of cause, speaks for a\n"
        "# relation, in log-odds. "
        "Fitted by training/linking_reactions.py on the training bundles; do not edit by hand.\n"
    )
    tables = (("features", weights.features), ("kinds", weights.kinds), ("causes", weights.causes))
    return head + "".join(
        f"\n[{name}]\n" + "".join(f"{key} = {value:.4f}\n" for key, value in held.items()) for name, held in tables
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bundles", type=Path, metavar="CORPUS/bundles.jsonl")
    parser.add_argument("annotated", type=Path, metavar="CORPUS/train.jsonl")
    given = parser.parse_args()
    coder, bundles = Coder.load(), to_learn(given.bundles)
    found = [choice for _, each in from_bundles(bundles, unseen(bundles, coder)) for choice in each]
    found += annotated(given.annotated, coder)
    WEIGHTS.write_text(written(fitted(found)), encoding="utf-8")


if __name__ == "__main__":
    main()
