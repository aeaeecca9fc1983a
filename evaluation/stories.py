"""Stories: reports that tell of the same incidents, read from files and coded, to be varied by evaluation/variation.py.

A line of bundles.jsonl is one story of several reports in different words; of any other file that Gesta reads, reports
whose ids say so ("b-001-r1", "b-001-r2") are one story, and every other report is one by itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from evaluation.bundles import read_bundles
from gesta.formats import read_reports
from gesta.nouns.coded import Coded
from gesta.nouns.report import Report
from gesta.pipeline import Coder

# The day of reports that came without one: almost all news has a date, and without it nothing is dated or linked.
UNDATED = date(2016, 6, 15)

_OF_A_BUNDLE = re.compile(r"(b-\d+)-r\d+")


@dataclass(frozen=True, slots=True)
class Story:
    """Coded reports that tell of the same incidents."""

    reports: tuple[Coded, ...]


def read_stories(paths: Sequence[Path], coder: Coder) -> list[Story]:
    """The stories of all files, in order; what cannot be read or coded is left out."""
    found: dict[str, list[Coded]] = {}
    for coded in coder.attempt_many(_dated(report) for path in paths for report in _reports(path)):
        if isinstance(coded, Coded):
            found.setdefault(_name(coded.report), []).append(coded)
    return [Story(tuple(reports)) for reports in found.values()]


def _reports(path: Path) -> Iterator[Report]:
    if _is_bundles(path):
        for bundle in read_bundles(path):
            yield from bundle.reports
    else:
        yield from _read(read_reports([path]))


def _is_bundles(path: Path) -> bool:
    with path.open(encoding="utf-8") as lines:
        return "bundle" in json.loads(lines.readline())


def _read(found: Iterable[object]) -> Iterator[Report]:
    return (report for report in found if isinstance(report, Report))


def _dated(report: Report) -> Report:
    return report if report.published else replace(report, published=UNDATED)


def _name(report: Report) -> str:
    """What the reports of one story have in common."""
    bundle = _OF_A_BUNDLE.fullmatch(report.id)
    return bundle[1] if bundle else report.key
