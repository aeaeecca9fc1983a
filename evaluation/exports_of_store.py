"""Exports out of a store at scale: `python -m evaluation.exports_of_store [--incidents N]`. Prints rows, times, peaks.

A tenth of the invented incidents of evaluation.store, and all of them, lie in a store each, told by as many reports.
Every shape is written out of both as `gesta export --workspace` does it, each time in a process of its own: of all that
is there; of what a filter wants; and of that with private persons taken out and places made coarser (`--redact
public`), for which the records are gone through twice. Memory is flat where the peaks of both stores are alike.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evaluation.exports import TENTH, peak
from evaluation.store import fill
from evaluation.tables import page_table, text_table
from gesta.exporting import Choices, export, exporters
from gesta.exporting.redacting.profile import load_profile
from gesta.nouns.filter import EVERYTHING, Filter
from gesta.store import open_store
from gesta.workspace.exported import selected

SHAPES = ("csv", "acled", "geojson", "parquet")
ACCESSED = date(2026, 1, 1)  # any day: the profile has no embargo
REDACTED = "public"
# About half of the incidents: two thirds of the days, four types of six.
WANTED = Filter(since=date(2018, 1, 1), types=("ASSAULT", "HARM", "PROTEST", "COERCE"))
WAYS = ("all", "filtered", "filtered, redacted")
HEAD = ("shape", "of", "rows", "CPU seconds", "rows/s", "peak MiB", "peak at a tenth")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: fills the stores, then measures shape after shape in each of the ways."""
    parser = argparse.ArgumentParser(prog="exports_of_store", description="Measure exports out of a store.")
    parser.add_argument("--incidents", type=int, default=100_000, help="how many incidents the larger store holds")
    parser.add_argument("--shapes", nargs="*", choices=list(exporters()), default=list(SHAPES))
    parser.add_argument("--page", action="store_true", help="print a Markdown table")
    parser.add_argument("--one", nargs=3, metavar=("STORE", "SHAPE", "WAY"), help="measure in this process, as JSON")
    asked = parser.parse_args(arguments)
    if asked.one:
        print(json.dumps(measured(*asked.one)))
        return 0
    rows = []
    with TemporaryDirectory() as folder:
        small, whole = (_filled(Path(folder), number) for number in (asked.incidents // TENTH, asked.incidents))
        for name in asked.shapes:
            for way in WAYS:
                rows.append(_told(name, way, _apart(small, name, way), _apart(whole, name, way)))
                print(*rows[-1], sep="  ", flush=True)
    print((page_table if asked.page else text_table)(HEAD, rows))
    return 0


def measured(where: str, name: str, way: str) -> dict[str, float]:
    """What it costs to write a shape out of a store: rows, seconds of CPU time and the peak of memory in MiB."""
    store = open_store(where)
    profile = load_profile(REDACTED) if way == WAYS[2] else None
    with TemporaryDirectory() as folder, selected(store.view, EVERYTHING if way == WAYS[0] else WANTED) as records:
        begun = time.process_time()
        summary = export(name, records, Path(folder) / "x", Choices(redact=profile, accessed=ACCESSED))
        took, most = time.process_time() - begun, peak()
    store.close()
    return {"rows": summary.rows, "seconds": took, "peak": most}


def _filled(folder: Path, number: int) -> Path:
    """A store of so many incidents."""
    where = folder / str(number)
    store = open_store(str(where), create=True)
    fill(store, number)
    store.close()
    return where


def _apart(store: Path, name: str, way: str) -> dict[str, Any]:
    """The measurement in a process of its own."""
    words = [sys.executable, "-m", "evaluation.exports_of_store", "--one", str(store), name, way]
    found: dict[str, Any] = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    return found


def _told(name: str, way: str, small: dict[str, Any], whole: dict[str, Any]) -> tuple[str, ...]:
    rows, seconds = whole["rows"], whole["seconds"]
    costs = f"{rows:,}", f"{seconds:,.0f}", f"{rows / seconds:,.0f}"
    return name, way, *costs, f"{whole['peak']:,.0f}", f"{small['peak']:,.0f}"


if __name__ == "__main__":
    sys.exit(main())
