"""Invented reports of a few incidents (reports.jsonl), coded once and then replayed, so that tests need no network."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from gesta.errors import CodingError
from gesta.formats import read_reports
from gesta.nouns.coded import Coded
from gesta.nouns.contract import Object
from gesta.nouns.incident_contract import incident_object
from gesta.nouns.provenance import Provenance
from gesta.nouns.report import Report
from gesta.store import View
from gesta.workspace import Arrival, Workspace

FILE = Path(__file__).with_name("reports.jsonl")


@cache
def reports() -> tuple[Report, ...]:
    """The invented reports, in the order of the file."""
    return tuple(report for report in read_reports([FILE]) if isinstance(report, Report))


@dataclass(frozen=True, slots=True)
class Replay:
    """Gives back what was coded before, from a store; `broken` are ids of reports whose coding raises a bug."""

    view: View
    broken: frozenset[str] = frozenset()
    versions: dict[str, str] = field(default_factory=lambda: {"gesta": "replayed"})

    def attempt_many(self, wanted: Iterable[Report]) -> Iterator[Coded | CodingError]:
        for report in wanted:
            if report.id in self.broken:
                raise ZeroDivisionError("a bug that nobody foresaw")
            yield self.view.report(report.key)


def arrivals(wanted: Iterable[Report]) -> Iterator[Arrival]:
    """The reports as they would come from a file."""
    return ((report, Provenance(path=f"{FILE.name}: {report.id}")) for report in wanted)


def taken_in(folder: Path, coder: Replay, wanted: Iterable[Report], *, one_by_one: bool = False) -> list[Object]:
    """The incidents of a new workspace that takes in the reports: all at once, or each alone and linked at once."""
    with Workspace.open(folder, create=True) as workspace:
        for batch in [[report] for report in wanted] if one_by_one else [wanted]:
            for _ in workspace.ingest(arrivals(batch), coder):
                pass
        return incidents(workspace)


def incidents(workspace: Workspace) -> list[Object]:
    """The incidents as the contract writes them, without the moment of their last change, which no two runs share."""
    return [{**incident_object(each), "changed": None} for each in workspace.view.incidents()]


def held(workspace: Workspace) -> str:
    """All that a workspace holds and two runs must agree on, as one text."""
    view = workspace.view
    counts = {name: count for name, count in view.counts().items() if name != "failures"}
    cards = [[card.key, card.id] for card in view.cards()]
    keys = [card.key for card in view.cards()]
    judgements = sorted({j.id for j in (*view.judgements(sorted(view.episodes_of(keys))), *view.copy_judgements(keys))})
    corrections = sorted([one.id, one.field, str(one.value), one.by] for one in view.corrections())
    held = [counts, cards, view.originals(), judgements, corrections, incidents(workspace)]
    return json.dumps(held, sort_keys=True)
