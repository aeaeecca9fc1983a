"""Incidents as JSON lines: the contract of docs/output.md, one incident a line; tombstones last, when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from gesta.exporting.exporter import Exporter, Records, Written
from gesta.exporting.writing.json_lines import write_lines
from gesta.nouns.incident_contract import incident_object


def write(records: Records, stream: IO[bytes]) -> Written:
    """One incident a line."""
    return Written(write_lines(stream, _objects(records)))


def _objects(records: Records) -> Iterator[dict[str, Any]]:
    yield from (incident_object(incident) for incident in records.incidents())
    yield from ({"id": gone["id"], "gone": True, **gone} for gone in records.deleted())


EXPORTER = Exporter(
    name="incidents-jsonl",
    title="Incidents, one JSON object a line",
    row="incident",
    reads="incidents",
    suffix=".jsonl",
    loss=("The reports' texts and the events that belong to no incident: see jsonl.",),
    write=write,
    deletions=True,
    quotes=True,
)
