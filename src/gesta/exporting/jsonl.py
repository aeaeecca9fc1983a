"""Coded reports as JSON lines: the contract of docs/output.md, one report a line."""

from __future__ import annotations

from typing import IO

from gesta.exporting.exporter import Exporter, Records, Written
from gesta.exporting.writing.json_lines import write_lines


def write(records: Records, stream: IO[bytes]) -> Written:
    """One coded report a line."""
    return Written(write_lines(stream, (coded.to_dict() for coded in records.reports())))


EXPORTER = Exporter(
    name="jsonl",
    title="Coded reports, one JSON object a line",
    row="report",
    reads="reports",
    suffix=".jsonl",
    loss=("What several reports tell of one incident is not brought together: see incidents-jsonl.",),
    write=write,
)
