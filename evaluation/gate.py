"""The accuracy gate: `python evaluation/gate.py CORPUS_DIR`.

Codes the reports of CORPUS_DIR/dev.jsonl with the network that ships with Gesta, as bare texts with their dates, and
compares the scores with the floors pinned in floors.json. Ends with status 1 when a measure is under its floor, a
report could not be coded, or corpus or network are not the pinned ones.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if __package__ in (None, ""):  # run as a file: the folder above holds this package
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from evaluation.coding import code
from evaluation.floors import GATED, MARGIN, Floors, FloorsError, fingerprint, read_floors, write_floors
from evaluation.measures import NAMES, Tally, measure
from evaluation.sheets import SheetError, read_records, sheets
from evaluation.tables import PageError, fill, page_table, text_table
from gesta import Coder, GestaError

CORPUS = "dev.jsonl"
FLOORS = Path(__file__).with_name("floors.json")
PAGE_PART = "figures"
HEAD = ("measure", "score", "floor", "target")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run of the gate: the tallies, the floors they are held against, and what could not be coded."""

    tallies: Mapping[str, Tally]
    floors: Floors
    weights: str
    reports: int
    failures: tuple[str, ...]

    @property
    def scores(self) -> dict[str, float]:
        """The score of every measure."""
        return {name: tally.score for name, tally in self.tallies.items()}

    @property
    def complaints(self) -> list[str]:
        """What keeps the gate shut, a line each; none when it is passed."""
        below = self.floors.below(self.scores)
        sunk = [f"{name}: {self.scores[name]:.4f} is under the floor of {floor:.3f}" for name, floor in below.items()]
        pinned = self.floors.weights
        other = f"these weights are {self.weights}, the floors belong to {pinned}; --raise pins these"
        return [*sunk, *self.failures, *([other] if pinned not in (None, self.weights) else [])]


def main(arguments: Sequence[str] | None = None, coder: Coder | None = None) -> int:
    """The command: 0 when the gate is passed, else 1. `coder` stands in for the one that ships with Gesta."""
    given = _parser().parse_args(arguments)
    try:
        outcome = run(given.corpus, read_floors(given.floors), coder)
        if given.write:
            fill(given.write, PAGE_PART, page(outcome))
        print(json.dumps(as_json(outcome), indent=2) if given.json else table(outcome))
        if given.lift:
            return lift(outcome, given.floors)
    except (FloorsError, SheetError, PageError, GestaError, OSError) as error:
        print(f"gate: {error}", file=sys.stderr)
        return 1
    for complaint in outcome.complaints:
        print(f"gate: {complaint}", file=sys.stderr)
    return 1 if outcome.complaints else 0


def run(corpus: Path, floors: Floors, coder: Coder | None = None) -> Outcome:
    """The outcome on CORPUS of the folder `corpus`. Raises FloorsError when its fingerprint is not the pinned one."""
    path = corpus / CORPUS
    found = fingerprint(path)
    if found != floors.corpus:
        raise FloorsError(f"{path} is {found}, the floors belong to {floors.corpus}: scores cannot be compared")
    records = read_records(path)
    coder = coder or Coder.load()
    coding = code(records, coder)
    tallies = measure(sheets(records), sheets(coded.to_dict() for coded in coding.coded))
    return Outcome(tallies, floors, coder.versions["weights"], len(records), coding.failures)


def lift(outcome: Outcome, path: Path) -> int:
    """Writes raised floors to `path` and returns 0. Raises FloorsError when one would sink, or a report failed."""
    if outcome.failures:
        raise FloorsError(f"floors stay as they are while reports fail: {'; '.join(outcome.failures)}")
    raised = outcome.floors.raised(outcome.scores, outcome.weights)
    write_floors(path, raised)
    for name in GATED:
        if raised.floors[name] > outcome.floors.floors[name]:
            print(f"{name}: {outcome.floors.floors[name]:.3f} → {raised.floors[name]:.3f}", file=sys.stderr)
    return 0


def table(outcome: Outcome) -> str:
    """The outcome for the terminal: the measures that have a floor, then the others."""
    return text_table(HEAD, rows(outcome))


def rows(outcome: Outcome) -> list[tuple[str, ...]]:
    """A row for each measure under HEAD; a score under its floor is marked with an exclamation mark."""
    below = outcome.floors.below(outcome.scores)
    ordered = [*GATED, *(name for name in NAMES if name not in GATED)]
    return [
        (
            name,
            f"{outcome.scores[name]:.4f}" + (" !" if name in below else ""),
            _figure(outcome.floors.floors.get(name)),
            _figure(outcome.floors.targets.get(name)),
        )
        for name in ordered
    ]


def page(outcome: Outcome) -> str:
    """The outcome for a page of the documentation."""
    head = f"Weights `{outcome.weights}`, {outcome.reports} reports, corpus `{outcome.floors.corpus}`."
    return f"{head}\n\n{page_table(HEAD, rows(outcome))}"


def as_json(outcome: Outcome) -> dict[str, Any]:
    """The outcome as plain values, with the counts behind each score."""
    measures = {
        name: {
            "score": tally.score,
            "precision": round(tally.precision, 4),
            "recall": round(tally.recall, 4),
            "gold": tally.gold,
            "coded": tally.coded,
            "floor": outcome.floors.floors.get(name),
            "target": outcome.floors.targets.get(name),
        }
        for name, tally in outcome.tallies.items()
    }
    return {
        "corpus": outcome.floors.corpus,
        "weights": outcome.weights,
        "reports": outcome.reports,
        "measures": measures,
        "complaints": outcome.complaints,
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gate", description="Compare the coding of annotated reports with floors.")
    parser.add_argument("corpus", type=Path, help=f"the folder that holds {CORPUS}")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the pinned floors (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="write JSON instead of a table")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="also write the table into this page")
    lifting = f"raise the floors to the scores less {MARGIN} and pin these weights; never lowers one"
    parser.add_argument("--raise", dest="lift", action="store_true", help=lifting)
    return parser


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
