"""A workspace at scale: `python -m evaluation.scale`. Prints speed, memory over time, the cost of adding, query times.

How the reports are made: invented reports (a JSONL file, by default those of the tests) are coded once by the network.
Each generated report varies one of them: all its dates are moved by the same number of days, within twenty years; each
place that its words resolve to is replaced, wherever it is named, by another of the same kind from the gazetteer; the
names of armed groups and other composed actors by other invented names; the figures of its tolls by others; its
publisher by one of two hundred. Two in five generated reports retell the one before with another publisher, date of
publication and figures, so that there is something to link; one in twenty is a copy but for its head. Every span is
moved along with the words, so that the report is coded as the network would code it if it read it alike: `variation`
stands in for the network's reading, and only for that; all behind it – episodes, keys, store, linking, weighing – is
what users run. The full coder is measured apart, on reports of the same file.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from evaluation.variation import Variations
from gesta.errors import CodingError
from gesta.formats import read_reports
from gesta.nouns.coded import Coded
from gesta.nouns.filter import Filter
from gesta.nouns.incident import Incident
from gesta.nouns.provenance import Provenance
from gesta.nouns.report import Report
from gesta.pipeline import default_coder
from gesta.workspace import Workspace

EXAMPLES = Path(__file__).resolve().parents[1] / "tests" / "workspace" / "reports.jsonl"
STEP = 2_000  # reports between two lines of the table
MORE = 1_000  # reports added in the end
QUERIES = 9  # an odd number, so that the median is one of them
CODED = 200  # reports that the full coder is measured on
SEED = 20_240_311


@dataclass(slots=True)
class Given:
    """Stands in for the network: hands out the codings that were made with the reports."""

    versions: dict[str, str]
    ahead: dict[str, Coded]

    def attempt_many(self, reports: Iterable[Report]) -> Iterator[Coded | CodingError]:
        """The coding that came with each report; it is handed out once."""
        return (self.ahead.pop(report.key) for report in reports)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: fills a workspace step by step and prints what it costs."""
    parser = argparse.ArgumentParser(prog="scale", description="Measure a workspace with many reports.")
    parser.add_argument("--reports", type=int, default=10_000, help="how many to generate")
    parser.add_argument("--from", dest="examples", type=Path, default=EXAMPLES, help="the reports to vary, JSONL")
    parser.add_argument("--folder", type=Path, help="keep the workspace there")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args(arguments)
    originals = [report for report in read_reports([asked.examples]) if isinstance(report, Report)]
    coded = list(_full_coder(originals))
    with TemporaryDirectory() as scratch:
        folder = asked.folder or Path(scratch) / "workspace"
        shutil.rmtree(folder, ignore_errors=True)
        with Workspace.open(folder, create=True) as workspace:
            _fill(workspace, Variations(tuple(coded), asked.seed), asked.reports)
    return 0


def _full_coder(originals: Sequence[Report]) -> Iterator[Coded]:
    """The codings of the originals; prints how fast the full coder is, on them repeated."""
    coder = default_coder()
    coded = list(coder.code_many(originals))
    begun = time.perf_counter()
    count = sum(1 for _ in coder.code_many(islice(cycle(originals), CODED)))
    print(f"full coder: {count / (time.perf_counter() - begun):.1f} reports/s ({count} reports)")
    yield from coded


def _fill(workspace: Workspace, made: Variations, count: int) -> None:
    """Adds the reports step by step, then a thousand more; prints a line a step."""
    print("  reports  incidents  judgements  reports/s  link reports/s  peak MiB")
    begun = time.perf_counter()
    for done in range(0, count, STEP):
        _tell(workspace, *_add(workspace, made, min(STEP, count - done)))
    whole = time.perf_counter() - begun
    begun = time.perf_counter()
    _add(workspace, made, MORE)
    more = time.perf_counter() - begun
    share = whole * MORE / count
    print(f"{count} reports: {whole:.0f} s, {count / whole:.1f} reports/s without the network")
    print(f"{MORE} more: {more:.1f} s; their share of the whole is {share:.1f} s: ratio {more / share:.2f}")
    _query(workspace)


def _add(workspace: Workspace, made: Variations, count: int) -> tuple[float, float]:
    """Takes in and links so many more; reports a second of both, and of linking alone."""
    coded = made.take(count)
    given = Given({"gesta": "varied"}, {each.report.key: each for each in coded})
    arrivals = ((each.report, Provenance(path="generated")) for each in coded)
    begun = time.perf_counter()
    for _ in workspace.ingest(arrivals, given, linking=False):
        pass
    stored = time.perf_counter()
    workspace.link()
    ended = time.perf_counter()
    return count / (ended - begun), count / (ended - stored)


def _tell(workspace: Workspace, both: float, linking: float) -> None:
    counts = workspace.view.counts()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    print(
        f"{counts['reports']:9}  {counts['incidents']:9}  {counts['judgements']:10}  {both:9.1f}  {linking:14.1f}"
        f"  {peak:8.0f}",
        flush=True,
    )


def _query(workspace: Workspace) -> None:
    """Times usual questions to the store."""
    first = next(iter(workspace.view.incidents(Filter(limit=1))))
    questions = {
        "first 50": Filter(limit=50),
        "one country, 50": Filter(countries=("MLI",), limit=50),
        "one month": Filter(since=date(2019, 3, 1), until=date(2019, 3, 31), limit=50),
        "type and country": Filter(types=("ASSAULT",), countries=("BFA",), limit=50),
        "actor": Filter(actors=("BFA",), limit=50),
        "grade": Filter(grades=("Confirmed",), limit=50),
        "words": Filter(text="market", limit=50),
    }
    for name, wanted in questions.items():
        print(f"incidents, {name}: {_median(partial(_listed, workspace, wanted)):.1f} ms")
    print(f"one incident: {_median(partial(workspace.view.incident, first.id)):.1f} ms")


def _listed(workspace: Workspace, wanted: Filter) -> list[Incident]:
    return list(workspace.view.incidents(wanted))


def _median(ask: Callable[[], object]) -> float:
    """Milliseconds of the median of some runs."""
    took = []
    for _ in range(QUERIES):
        begun = time.perf_counter()
        ask()
        took.append(time.perf_counter() - begun)
    return 1_000 * median(took)


if __name__ == "__main__":
    sys.exit(main())
