"""Exports at scale: `python -m evaluation.exports --rows 1000000`. Prints rows, seconds, size and peak memory by shape.

The invented reports and incidents that the exporters are tested on are given over and over, each time with other ids,
on another day and at another spot, until the shape has written so many rows; of the incidents only those that the shape
has a place for. They come one by one out of a generator and go to a file as `gesta export` writes it, with short
quotes. What is measured is therefore the exporting alone: not the network, not the store (evaluation.store measures
that).

Every shape is written in two processes of its own, with a tenth of the rows and with all of them. Memory is flat where
the two peaks are alike; they hold the interpreter and the libraries as well (some 60 to 180 MiB).
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evaluation.tables import page_table, text_table
from gesta.exporting import Choices, Records, export, exporter_named, exporters
from gesta.exporting.redacting.walking import DEEPER, rebuilt
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Anchor, Card
from gesta.nouns.incident import Incident
from gesta.nouns.referent import Gap, Place, Resolved, When
from tests.exporting import invented

DAYS = 20 * 365  # the days over which incidents are spread: what is counted by day stays bounded
SPOTS = 10_000  # spots, a ten-thousandth of a degree apart
TENTH = 10
HEAD = ("shape", "rows", "CPU seconds", "rows/s", "MiB written", "peak MiB", "peak at a tenth")


@dataclass(frozen=True, slots=True)
class Varied:
    """Records without end in sight: the given ones, `times` over."""

    coded: Sequence[Coded]
    weighed: Sequence[Incident]
    times: int
    versions: Mapping[str, str] = field(default_factory=lambda: invented.VERSIONS)
    quoted: bool = False  # the shape quotes: what incidents rest on must stand in the reports that are given

    def reports(self) -> Iterator[Coded]:
        """The reports, each with a key of its own."""
        for number in range(self.times):
            for coded in self.coded:
                key = _key(coded.report.key, number)
                yield replace(coded, report=replace(coded.report, known_as=key, id=f"{coded.report.id}-{number}"))

    def incidents(self) -> Iterator[Incident]:
        """The incidents, each with an id, a day and a spot of its own."""
        for number in range(self.times):
            for incident in self.weighed:
                varied = _varied(incident, number)
                yield _resting(varied, number) if self.quoted else varied

    def deleted(self) -> Iterator[Mapping[str, str]]:
        """None."""
        return iter(())


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: measures shape after shape, each in processes of its own."""
    parser = argparse.ArgumentParser(prog="exports", description="Measure exports with many rows.")
    parser.add_argument("--rows", type=int, default=1_000_000, help="how many rows each shape is to write")
    parser.add_argument("--shapes", nargs="*", choices=list(exporters()), default=list(exporters()))
    parser.add_argument("--suffix", default="", help="end of the files' names: .gz, .zst; for several files .zip, .tar")
    parser.add_argument("--page", action="store_true", help="print a Markdown table")
    parser.add_argument("--one", action="store_true", help="measure one shape in this process, as JSON")
    asked = parser.parse_args(arguments)
    if asked.one:
        print(json.dumps(measured(asked.shapes[0], asked.rows, asked.suffix)))
        return 0
    rows = []
    for name in asked.shapes:
        small, whole = (_apart(name, wanted, asked.suffix) for wanted in (asked.rows // TENTH, asked.rows))
        rows.append(_told(name, small, whole))
        print(*rows[-1], sep="  ", flush=True)
    print((page_table if asked.page else text_table)(HEAD, rows))
    return 0


def measured(name: str, wanted: int, suffix: str) -> dict[str, float]:
    """What it costs to write so many rows of a shape to a file: rows, seconds of CPU time (what else the machine does
    is not in them), bytes and the peak of memory in MiB."""
    records = _records(name, wanted)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"x{suffix}"
        begun = time.process_time()
        summary = export(name, records, path, Choices())
        took, most = time.process_time() - begun, peak()
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
    return {"rows": summary.rows, "seconds": took, "bytes": size, "peak": most}


def peak() -> float:
    """The most memory that this process has held so far, in MiB; Linux counts KiB, macOS bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def _records(name: str, wanted: int) -> Records:
    """Records of which the shape writes about so many rows: as often as needed those that it has a place for."""
    shape = exporter_named(name)
    fit = tuple(one for one in invented.incidents() if _rows(name, Varied((), (one,), 1)))
    coded = invented.reports() if shape.reads != "incidents" or shape.quotes else ()
    weighed = fit if shape.reads == "incidents" else invented.incidents()
    once = _rows(name, Varied(coded, weighed, 1))
    return Varied(coded, weighed, -(-wanted // once), quoted=shape.quotes)


def _rows(name: str, records: Records) -> int:
    with TemporaryDirectory() as folder:
        return export(name, records, Path(folder) / "x", Choices()).rows


def _apart(name: str, wanted: int, suffix: str) -> dict[str, Any]:
    """The measurement in a process of its own."""
    words = ["--one", "--shapes", name, "--rows", str(wanted), f"--suffix={suffix}"]
    told = subprocess.run(
        [sys.executable, "-m", "evaluation.exports", *words], check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def _told(name: str, small: Mapping[str, float], whole: Mapping[str, float]) -> tuple[str, ...]:
    rows, seconds = whole["rows"], whole["seconds"]
    costs = f"{rows:,}", f"{seconds:,.0f}", f"{rows / seconds:,.0f}", f"{whole['bytes'] / 2**20:,.0f}"
    return name, *costs, f"{whole['peak']:,.0f}", f"{small['peak']:,.0f}"


def _varied(incident: Incident, number: int) -> Incident:
    cards = tuple(_card(card, number) for card in incident.cards)
    tellings = tuple(replace(told, card=_card(told.card, number)) for told in incident.tellings)
    when, where = _moved(incident.when, number), _beside(incident.where, number)
    return replace(incident, id=f"{incident.id}-{number}", cards=cards, tellings=tellings, when=when, where=where)


def _resting(incident: Incident, number: int) -> Incident:
    """The incident with its words in the reports of that number."""

    def visit(value: Any, _field: str) -> Any:
        return replace(value, report=_key(value.report, number)) if isinstance(value, Anchor) else DEEPER

    found: Incident = rebuilt(incident, visit, only=frozenset({Anchor}))
    return found


def _card(card: Card, number: int) -> Card:
    return replace(card, key=_key(card.key, number), id=f"{card.id}-{number}")


def _key(key: str, number: int) -> str:
    return f"{key[:16]}{number:016x}"


def _moved(when: Resolved[When] | Gap, number: int) -> Resolved[When] | Gap:
    """The time, some days earlier."""
    if not isinstance(when, Resolved):
        return when
    start, end = (moment and moment - timedelta(days=number % DAYS) for moment in (when.value.start, when.value.end))
    return replace(when, value=replace(when.value, start=start, end=end))


def _beside(where: Resolved[Place] | Gap, number: int) -> Resolved[Place] | Gap:
    """The place, a little further north."""
    if not isinstance(where, Resolved) or where.value.latitude is None:
        return where
    return replace(where, value=replace(where.value, latitude=where.value.latitude + (number % SPOTS) / SPOTS))


if __name__ == "__main__":
    sys.exit(main())
