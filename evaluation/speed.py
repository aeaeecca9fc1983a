"""Speed and memory: `scripts/bench [REPORTS.jsonl]`, or `python -m evaluation.speed`.

Everything is measured in one run on one machine. Seconds differ between machines; the ratio of the full coding to the
bare encoder hardly does, since both run on the same pieces, in the same batches, on the same cores, turn by turn.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from evaluation.coding import Record, bare_lines, read_bare
from evaluation.commands import CommandError, run_gesta
from evaluation.sheets import SheetError, read_records
from evaluation.tables import PageError, fill, page_table, text_table
from gesta import Coder, GestaError, Report

PAGE_PART = "figures: speed"
HEAD = ("speed and memory", "")
EXAMPLES = Path(__file__).resolve().parents[1] / "docs" / "examples"
FIRST_REPORT = EXAMPLES / "report.txt"
# Odd numbers, so that the median is one of the runs; five cold starts and seven turns take a minute.
STARTS = 5
TURNS = 7


class BenchError(Exception):
    """Raised when there is nothing to measure, or the network is not the one that ships with Gesta."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Coding many reports: how many, seconds, peak resident memory in MiB, and whether two runs wrote the same."""

    reports: int
    seconds: float
    peak_mib: float
    identical: bool


@dataclass(frozen=True, slots=True)
class Rates:
    """Word pieces a second, full coding and encoder alone, and the median of their ratio, turn by turn."""

    pieces: int
    coding: float
    bare: float
    ratio: float
    bare_is: str


@dataclass(frozen=True, slots=True)
class Speed:
    """All that one run measured. `first_event` are the seconds of `gesta code` on one report, started cold."""

    weights: str
    rates: Rates
    first_event: float
    memory: Memory


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: 0 when everything could be measured and two runs wrote the same bytes, else 1."""
    given = _parser().parse_args(arguments)
    try:
        speed = run(read_records(given.reports) if given.reports else examples(), given.many)
        if given.write:
            fill(given.write, PAGE_PART, page(speed))
    except (BenchError, CommandError, SheetError, PageError, GestaError, OSError) as error:
        print(f"speed: {error}", file=sys.stderr)
        return 1
    print(json.dumps(asdict(speed), indent=2) if given.json else text_table(HEAD, rows(speed)))
    return 0 if speed.memory.identical else 1


def run(records: Sequence[Record], many: int) -> Speed:
    """Everything, on the texts of `records`. Memory comes first, while this process itself holds little."""
    if not records:
        raise BenchError("there is no report to measure")
    memory = coding_many(records, many)
    start = cold_start()
    coder = Coder.load()
    reports = [report for report in read_bare(records) if isinstance(report, Report)]
    return Speed(coder.versions["weights"], reading_rates(coder, reports), start, memory)


def examples() -> list[Record]:
    """The example reports of the documentation."""
    texts = [{"id": path.stem, "text": path.read_text("utf-8")} for path in sorted(EXAMPLES.glob("*.txt"))]
    return [*texts, *read_records(EXAMPLES / "reports.jsonl")]


def coding_many(records: Sequence[Record], many: int) -> Memory:
    """`gesta code` on `many` reports in a file, twice: the peak of the first run, and whether both wrote the same."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        path.write_bytes(bare_lines(repeated(records, many)))
        arguments = ["code", "--format", "jsonl", str(path)]
        first, second = run_gesta(arguments, hash_seed="1"), run_gesta(arguments, hash_seed="2")
    return Memory(many, round(first.seconds, 2), round(first.peak / 2**20, 1), first.output == second.output)


def repeated(records: Sequence[Record], many: int) -> list[Record]:
    """`many` records: the given ones over and over, each under an id of its own."""
    return [{**record, "id": f"{number}-{record['id']}"} for number, record in enumerate(islice(cycle(records), many))]


def cold_start() -> float:
    """The median of seconds from starting `gesta code` on one report to its end, the network loaded anew each time.

    The end stands for the first event: with one report, nothing is written before it is wholly coded.
    """
    return round(median(run_gesta(["code", str(FIRST_REPORT)]).seconds for _ in range(STARTS)), 3)


def reading_rates(coder: Coder, reports: Sequence[Report]) -> Rates:
    """How fast `reports` are coded, from Report to Coded, and how fast the encoder alone reads the same batches."""
    from evaluation.bare import Recording, bare_encoder
    from gesta.reading.network import OnnxNetwork
    from gesta.reading.reader import Reader

    reader = coder.reader
    if not isinstance(reader, Reader) or not isinstance(reader.network, OnnxNetwork):
        raise BenchError("only the network that ships with Gesta can be measured")
    recording = Recording(reader.network)
    list(replace(coder, reader=replace(reader, network=recording)).code_many(reports))
    bare = bare_encoder(reader.network)
    bare.run(recording.batches)
    turns = in_turns(lambda: list(coder.code_many(reports)), lambda: bare.run(recording.batches))
    return rates(recording.pieces, turns, bare.kind)


def in_turns(coding: Callable[[], object], bare: Callable[[], object]) -> list[tuple[float, float]]:
    """Seconds of both, one after the other, TURNS times: what slows the machine for a while slows both."""
    return [(_seconds(coding), _seconds(bare)) for _ in range(TURNS)]


def rates(pieces: int, turns: Sequence[tuple[float, float]], bare_is: str) -> Rates:
    """Median pieces a second of both, and the median over turns of coding speed as a share of encoder speed."""
    coding, bare = (median(pieces / seconds for seconds in column) for column in zip(*turns, strict=True))
    ratio = median(bare_seconds / coding_seconds for coding_seconds, bare_seconds in turns)
    return Rates(pieces, round(coding, 1), round(bare, 1), round(ratio, 3), bare_is)


def rows(speed: Speed) -> list[tuple[str, str]]:
    """What was measured, a figure a row, under HEAD."""
    rates, memory = speed.rates, speed.memory
    return [
        (f"coding, word pieces a second ({rates.pieces} pieces)", f"{rates.coding:.0f}"),
        (f"{rates.bare_is} alone, word pieces a second", f"{rates.bare:.0f}"),
        ("coding as a share of that", f"{rates.ratio:.2f}"),
        (f"cold start to the first event, seconds (median of {STARTS})", f"{speed.first_event:.2f}"),
        (f"peak memory of coding {memory.reports} reports, MiB", f"{memory.peak_mib:.0f}"),
        ("two runs give the same bytes", "yes" if memory.identical else "NO"),
    ]


def page(speed: Speed) -> str:
    """What was measured, for a page of the documentation."""
    return f"Weights `{speed.weights}`.\n\n{page_table(HEAD, rows(speed))}"


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="speed", description="Measure the speed and memory of coding, as ratios.")
    given = "JSON lines with id and text (default: the example reports of the documentation)"
    parser.add_argument("reports", type=Path, nargs="?", help=given)
    many = "reports to code for peak memory; the given ones are repeated (default: %(default)s)"
    parser.add_argument("--many", type=int, default=200, metavar="N", help=many)
    parser.add_argument("--json", action="store_true", help="write JSON instead of a table")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="also write the figures into this page")
    return parser


if __name__ == "__main__":
    sys.exit(main())
