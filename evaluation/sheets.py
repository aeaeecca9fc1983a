"""Sheets: what the measures need of a report, read from gold annotation and from coded reports alike.

Both are JSON objects of the same shape; a span is written `[start, end]` or `{"start": …, "end": …}`. Keys that are
not there count as empty, so that a file with triggers alone can be measured too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Range = tuple[int, int]
Entity = tuple[int, int, str]

ROLES = ("actor", "target", "victim", "place", "time", "weapon", "count")


class SheetError(Exception):
    """Raised when a file does not hold one report a line in the shape of the contract; says file, line and what."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One event: trigger, type, mode, status, the spans of its roles, and the ids it is the same as or a part of."""

    id: str
    trigger: Range
    type: str
    mode: str | None
    status: str | None
    roles: Mapping[str, tuple[Range, ...]]
    same: str | None
    part: str | None


@dataclass(frozen=True, slots=True)
class Speech:
    """One attribution: the speaker's words, the stance and the ids of the events it covers."""

    speaker: Range
    stance: str | None
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report's events, attributions, links (type, from, to) and entities; entities None when not given."""

    deeds: tuple[Deed, ...] = ()
    speeches: tuple[Speech, ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()
    entities: frozenset[Entity] | None = None


def read_sheets(path: Path) -> dict[str, Sheet]:
    """The sheets of a JSONL file by report id; a later line of the same id replaces an earlier one."""
    return sheets(read_records(path))


def read_records(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a file, one a line; blank lines are passed over. Raises SheetError."""
    try:
        lines = path.read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise SheetError(f"{path}: not one JSON object a line ({error})") from error


def sheets(records: Iterable[Mapping[str, Any]]) -> dict[str, Sheet]:
    """The sheet of each record by its id. Raises SheetError naming the record that is of another shape."""
    found: dict[str, Sheet] = {}
    for number, record in enumerate(records, 1):
        try:
            found[str(record["id"])] = sheet(record)
        except (KeyError, TypeError, IndexError, AttributeError) as error:
            raise SheetError(f"report {number}: not in the shape of the contract ({error!r})") from error
    return found


def sheet(record: Mapping[str, Any]) -> Sheet:
    """The sheet of one report, gold or coded."""
    entities = record.get("entities")
    return Sheet(
        tuple(map(_deed, record.get("events", ()))),
        tuple(map(_speech, record.get("attributions", ()))),
        tuple((link["type"], link["from"], link["to"]) for link in record.get("links", ())),
        None if entities is None else frozenset((start, end, label) for start, end, label, *_ in entities),
    )


def _deed(event: Mapping[str, Any]) -> Deed:
    return Deed(
        event["id"],
        _range(event["trigger"]),
        event["type"],
        event.get("mode") or None,
        event.get("status"),
        {role: tuple(map(_range, spans)) for role, spans in event.get("roles", {}).items()},
        event.get("same"),
        event.get("part") or None,
    )


def _speech(attribution: Mapping[str, Any]) -> Speech:
    speaker = _range(attribution["speaker"])
    return Speech(speaker, attribution.get("stance"), tuple(attribution.get("events", ())))


def _range(span: Any) -> Range:
    return (span["start"], span["end"]) if isinstance(span, Mapping) else (span[0], span[1])
