"""Coding for the evaluation: records become bare reports, as a user would give them, and go through the pipeline.

Only id, text and date of a record are handed on: no gold sentences, no titles. What cannot be read or coded is kept as
a message; it is never passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from gesta import Coded, Coder, CodingError, FormatError, Report, read_reports

Record = Mapping[str, Any]

BARE = ("id", "date", "text")


@dataclass(frozen=True, slots=True)
class Coding:
    """Coded reports in order, and a message for each record that gave none."""

    coded: tuple[Coded, ...]
    failures: tuple[str, ...]


def code(records: Iterable[Record], coder: Coder) -> Coding:
    """The records coded by `coder`. A text that intake has changed counts as a failure: gold offsets would not hold."""
    texts = {str(record["id"]): record["text"] for record in records}
    reports, failures = _sorted_out(read_bare(records))
    coded: list[Coded] = []
    for result in coder.attempt_many(reports):
        if isinstance(result, CodingError):
            failures.append(str(result))
        elif result.report.text != texts[result.report.id]:
            failures.append(f"report {result.report.id}: its text was changed on the way in; end lines with \\n")
        else:
            coded.append(result)
    return Coding(tuple(coded), tuple(failures))


def read_bare(records: Iterable[Record]) -> Iterator[Report | FormatError]:
    """Each record as a report, through the same intake as a file of JSON lines."""
    return read_reports(["-"], format_name="jsonl", stdin=BytesIO(bare_lines(records)))


def bare_lines(records: Iterable[Record]) -> bytes:
    """The records as JSON lines that hold id, date and text only."""
    bare = ({key: record[key] for key in BARE if record.get(key) is not None} for record in records)
    return "".join(json.dumps(one) + "\n" for one in bare).encode()


def _sorted_out(found: Iterable[Report | FormatError]) -> tuple[list[Report], list[str]]:
    reports: list[Report] = []
    failures: list[str] = []
    for one in found:
        if isinstance(one, Report):
            reports.append(one)
        else:
            failures.append(str(one))
    return reports, failures
