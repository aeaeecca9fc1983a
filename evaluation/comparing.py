"""How well the rule of `gesta compare` finds the same events in two data sets: `python -m evaluation.comparing`.

Invented incidents (or, with --workspace, those of a workspace) are exported as ACLED, coded over by a second coder with
habits of their own, and compared. The truth is which row came of which incident. The shares of the rule were set with
the seeds below FIRST_SEED; those from there on were not looked at meanwhile. Nothing of real data sets is in it: the
figures say how the rule stands up to changes of these kinds and sizes, not how often real coders make them.
"""

from __future__ import annotations

import argparse
import csv
import io
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation import second_coder
from evaluation.invented_events import incidents, world
from evaluation.second_coder import Habits, Row
from gesta.comparing import VERSION, compare, read
from gesta.exporting.acled import COLUMNS, rows
from gesta.exporting.shaping.choosing import Chosen
from gesta.exporting.writing.tables import written
from gesta.nouns.incident import Incident
from gesta.nouns.outside import Outside
from gesta.nouns.referent import Resolved
from gesta.workspace import Workspace

FIRST_SEED, SEEDS = 100, 3
COUNT = 1_500  # incidents of a drawing: a dozen a day in three states
MISSED = 5  # every fifth incident is one that we do not have


@dataclass(frozen=True, slots=True)
class Score:
    """Of the pairs that were matched, how many are right; of those that are there, how many were found."""

    right: int
    matched: int
    there: int

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.matched + other.matched, self.there + other.there)

    def __str__(self) -> str:
        precision = self.right / self.matched if self.matched else 0.0
        recall = self.right / self.there if self.there else 0.0
        return f"precision {precision:.3f}  recall {recall:.3f}  ({self.there} there, {self.matched} matched)"


def main() -> None:
    """Prints a line for each coder and rule."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspace", metavar="DIR", help="take the incidents of a workspace instead of invented ones")
    parser.add_argument("--seed", type=int, default=FIRST_SEED, help="the first of the seeds")
    chosen = parser.parse_args()
    for habits in second_coder.ALL:
        ruled, plain = Score(0, 0, 0), Score(0, 0, 0)
        for seed in range(chosen.seed, chosen.seed + SEEDS):
            all_of_them = _of_workspace(chosen.workspace) if chosen.workspace else incidents(COUNT, seed, world(seed))
            one, other = scored(all_of_them, habits, seed)
            ruled, plain = ruled + one, plain + other
        print(f"{habits.name:8}  {VERSION:24}  {ruled}")
        print(f"{habits.name:8}  same day and place name  {plain}")


def scored(everything: Sequence[Incident], habits: Habits, seed: int) -> tuple[Score, Score]:
    """How the rule does on incidents that another coder has coded over, and how a plain rule does."""
    table, truth = _second_table(everything, habits, seed)
    ours = [incident for number, incident in enumerate(everything) if number % MISSED]
    ids = {incident.id for incident in ours}
    there = len({incident for incident in truth.values() if incident in ids})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "second.csv"
        path.write_text(table, encoding="utf-8")
        theirs = [record for record in read(path) if isinstance(record, Outside)]
    found = [(one.ours.key, one.theirs.key.partition(":")[2]) for one in compare(ours, theirs).matched]
    return _score(found, truth, there), _score(list(_plainly(ours, theirs)), truth, there)


def _score(found: Sequence[tuple[str, str]], truth: Mapping[str, str], there: int) -> Score:
    return Score(sum(truth[record] == incident for incident, record in found), len(found), there)


def _plainly(ours: Sequence[Incident], theirs: Sequence[Outside]) -> Iterator[tuple[str, str]]:
    """The pairs by what anybody would try first: the same day and the same name of the place, in order."""
    free: dict[tuple[object, str], list[str]] = {}
    for record in theirs:
        if record.place and record.first == record.last:
            free.setdefault((record.first, record.place.name), []).append(record.id)
    for incident in ours:
        if isinstance(incident.when, Resolved) and isinstance(incident.where, Resolved) and incident.when.value.start:
            at = (incident.when.value.start.date(), incident.where.value.name)
            if free.get(at):
                yield incident.id, free[at].pop(0)


def _second_table(everything: Sequence[Incident], habits: Habits, seed: int) -> tuple[str, dict[str, str]]:
    """The other coder's table as a file, and the incident of each of its rows."""
    first: list[Row] = []
    truth: dict[str, str] = {}
    chosen: Chosen[Incident, Sequence[object]] = Chosen(rows)
    for incident in everything:
        for row in chosen.rows([incident]):
            first.append(dict(zip(COLUMNS, (written(cell) for cell in row), strict=True)))  # type: ignore[arg-type]
            truth[first[-1]["event_id_cnty"]] = incident.id
    second, said = second_coder.recoded(first, truth, habits, seed)
    page = io.StringIO()
    writer = csv.DictWriter(page, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(second)
    return page.getvalue(), said


def _of_workspace(where: str) -> list[Incident]:
    with Workspace.open(where) as workspace:
        return list(workspace.view.incidents())


if __name__ == "__main__":
    main()
