"""A workspace at scale: `python -m evaluation.scale`. Prints speed, memory over time, the cost of adding, query times.

How the reports are made: invented or annotated reports (`--from`, by default those of the tests) are coded once by the
network. Each generated report varies one of them (variation.py, exchanging.py): other days, places,
names, figures, publishers and ordinary words, the same in all reports of one story; stories of several reports are
retold by all of them, and single ones two times in five, so that there is something to link; one report in twenty is a
copy but for its head. Every span is moved along with the words, so that the report is coded as the network would code
it if it read it alike: `variation` stands in for the network's reading, and only for that; all behind it – episodes,
keys, store, linking, weighing – is what users run. The full coder is measured apart, on reports of the same files.

Times are those of the clock and, behind a slash, of the processor: on a machine that others use too they differ.
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

from evaluation.stories import Story, read_stories
from evaluation.variation import DAILY, Variations
from gesta.errors import CodingError
from gesta.nouns.coded import Coded
from gesta.nouns.filter import Filter
from gesta.nouns.incident import Incident
from gesta.nouns.provenance import Provenance
from gesta.nouns.report import Report
from gesta.pipeline import Coder, default_coder
from gesta.workspace import Workspace
from gesta.workspace.reviewing import Asked, tasks

EXAMPLES = Path(__file__).resolve().parents[1] / "tests" / "workspace" / "reports.jsonl"
STEP = 2_000  # reports between two lines of the table
MORE = 1_000  # reports added in the end
ASKED_AT = 100_000  # incidents: so many are there when the questions are asked for the first time
QUERIES = 9  # an odd number, so that the median is one of them
CODED = 200  # reports that the full coder is measured on
SEED = 20_240_311
STATUS = Path("/proc/self/statm")  # where Linux tells how much memory a process holds
PAGE = resource.getpagesize()


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of the clock and of the processor."""

    clock: float
    work: float

    def __add__(self, other: Took) -> Took:
        return Took(self.clock + other.clock, self.work + other.work)

    def each(self, count: int) -> str:
        """Milliseconds for each of so many."""
        return f"{1_000 * self.clock / count:.1f}/{1_000 * self.work / count:.1f}"


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
    parser.add_argument("--daily", type=float, default=DAILY, help="how many a day: more make them denser")
    parser.add_argument("--minutes", type=float, help="stop filling after so long, with however many there are")
    parser.add_argument("--from", dest="examples", type=Path, action="append", help="reports to vary; may be repeated")
    parser.add_argument("--folder", type=Path, help="keep the workspace there")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args(arguments)
    coder = default_coder()
    stories = read_stories(asked.examples or [EXAMPLES], coder)
    _tell_coder(coder, stories)
    until = time.perf_counter() + 60 * asked.minutes if asked.minutes else float("inf")
    with TemporaryDirectory() as scratch:
        folder = asked.folder or Path(scratch) / "workspace"
        shutil.rmtree(folder, ignore_errors=True)
        with Workspace.open(folder, create=True) as workspace:
            _fill(workspace, Variations(tuple(stories), asked.seed, asked.daily), asked.reports, until)
            _query(workspace)
    return 0


def _tell_coder(coder: Coder, stories: Sequence[Story]) -> None:
    """Prints how fast the full coder is on the reports, repeated when they are few."""
    reports = [coded.report for story in stories for coded in story.reports]
    print(f"{len(stories)} stories of {len(reports)} reports")
    begun = time.perf_counter()
    count = sum(1 for _ in coder.code_many(islice(cycle(reports), CODED)))
    print(f"full coder: {count / (time.perf_counter() - begun):.1f} reports/s ({count} reports)", flush=True)


def _fill(workspace: Workspace, made: Variations, count: int, until: float) -> None:
    """Adds the reports step by step while there is time, then a thousand more; prints a line a step."""
    print("  reports  incidents  judgements  ms/report: ingest  link (clock/processor)  MiB now  peak", flush=True)
    whole, done, incidents = Took(0, 0), 0, 0
    while done < count and time.perf_counter() < until:
        step = min(STEP, count - done)
        ingested, linked = _add(workspace, made, step)
        whole, done = whole + ingested + linked, done + step
        before, incidents = incidents, _tell(workspace, f"{ingested.each(step):>12} {linked.each(step):>12}")
        if before < ASKED_AT <= incidents:
            _query(workspace)
    ingested, linked = _add(workspace, made, MORE)
    more = ingested + linked
    print(f"{done} reports: {whole.clock:.0f} s, {whole.each(done)} ms a report without the network")
    print(f"{MORE} more: {more.clock:.1f} s, {more.each(MORE)} ms a report")
    share = Took(whole.clock * MORE / done, whole.work * MORE / done)
    print(f"against their share of the whole: {more.clock / share.clock:.2f} (processor {more.work / share.work:.2f})")


def _add(workspace: Workspace, made: Variations, count: int) -> tuple[Took, Took]:
    """Takes in and links so many more; what taking in and what linking took."""
    coded = made.take(count)
    given = Given({"gesta": "varied"}, {each.report.key: each for each in coded})
    arrivals = ((each.report, Provenance(path="generated")) for each in coded)
    ingested = _took(lambda: list(workspace.ingest(arrivals, given, linking=False)))
    return ingested, _took(workspace.link)


def _took(work: Callable[[], object]) -> Took:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - clock, time.process_time() - processor)


def _tell(workspace: Workspace, speed: str) -> int:
    """Prints a line of the table; how many incidents there are."""
    counts = workspace.view.counts()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    now = int(STATUS.read_text().split()[1]) * PAGE / 2**20 if STATUS.exists() else float("nan")
    head = f"{counts['reports']:9}  {counts['incidents']:9}  {counts['judgements']:10}"
    print(f"{head}  {speed}  {now:7.0f}  {peak:4.0f}", flush=True)
    return counts["incidents"]


def _query(workspace: Workspace) -> None:
    """Times usual questions to the store: what a list of 50 takes, whole incidents and all."""
    first = next(iter(workspace.view.incidents(Filter(limit=1))))
    questions = {
        "first 50": Filter(limit=50),
        "one country, 50": Filter(countries=("MLI",), limit=50),
        "one month": Filter(since=date(2019, 3, 1), until=date(2019, 3, 31), limit=50),
        "type and country": Filter(types=("ASSAULT",), countries=("BFA",), limit=50),
        "actor": Filter(actors=("BFA",), limit=50),
        "grade": Filter(grades=("Confirmed",), limit=50),
        "words": Filter(text="market", limit=50),
        "denied": Filter(statuses=("negated",), limit=50),
        "five origins": Filter(origins=5, limit=50),
        "fifty origins, none": Filter(origins=50, limit=50),
        "a thousand dead": Filter(killed=1_000, limit=50),
    }
    for name, wanted in questions.items():
        print(f"incidents, {name}: {_median(partial(_listed, workspace, wanted)):.1f} ms")
    print(f"one incident: {_median(partial(workspace.view.incident, first.id)):.1f} ms")
    models = sorted(workspace.linker.settings.models)
    begun = time.perf_counter()
    found = tasks(workspace.view, models, Asked("nobody"))
    print(f"review: the {len(found)} most useful tasks after {time.perf_counter() - begun:.1f} s")


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
