"""Incidents as the events and sources of Forensic Architecture's timemap: two JSON files, all values text.

Dates are written month/day/year and times as hours and minutes, as timemap reads them unless configured otherwise
(DATE_FMT, TIME_FMT). Events without a date or a point are kept with empty values.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import IO, Any

from gesta.exporting.exporter import BUNDLE, Exporter, Files, Records, Written
from gesta.exporting.shaping.accounts import version
from gesta.exporting.shaping.columns import TIMED
from gesta.exporting.shaping.spots import place_of
from gesta.exporting.shaping.summary import account, kind, names, point
from gesta.exporting.writing.bundles import archived
from gesta.exporting.writing.json_lines import dumped, write_array
from gesta.nouns.incident import Incident
from gesta.nouns.referent import Resolved
from gesta.nouns.report import Report


def write(records: Records, files: Files) -> Written:
    """events.json, an array, and sources.json, an object by id."""
    with files.open("events.json") as member:
        rows = write_array(member, (_event(incident) for incident in records.incidents()))
    with files.open("sources.json") as member:
        _write_by_id(member, (_publication(coded.report) for coded in records.reports()))
    return Written(rows)


def _event(incident: Incident) -> dict[str, Any]:
    place, found = place_of(incident.where), point(incident)
    day, clock, precision = _time(incident)
    return {
        "id": incident.id,
        "description": account(incident),
        "date": day,
        "time": clock,
        "time_precision": precision,
        "location": place.name if place else "",
        "latitude": str(found[1]) if found else "",
        "longitude": str(found[0]) if found else "",
        "type": kind(incident),
        "category": incident.type,
        "associations": [incident.type, *names(incident, ["actor", "target"])],
        "sources": [card.key for card in incident.cards],
        "comments": f"{incident.grade}; {version(incident.versions)}",
    }


def _time(incident: Incident) -> tuple[str, str, str]:
    """Day, time of day and precision of the first moment; empty where it is not known."""
    if not isinstance(incident.when, Resolved) or incident.when.value.start is None:
        return "", "", ""
    when = incident.when.value
    clock = when.start.strftime("%H:%M") if when.start and when.precision in TIMED else ""
    return _day(when.start), clock, when.precision or ""


def _publication(report: Report) -> dict[str, Any]:
    return {
        "id": report.key,
        "title": report.title or "",
        "thumbnail": "",
        "paths": [],
        "type": "Report",
        "url": report.url or "",
        "description": "",
        "author": report.publisher or "",
        "date": _day(report.published),
    }


def _day(day: date | None) -> str:
    return f"{day.month:02d}/{day.day:02d}/{day.year:04d}" if day else ""


def _write_by_id(stream: IO[bytes], objects: Iterator[dict[str, Any]]) -> None:
    separator = b"{\n"
    for one in objects:
        stream.write(separator + json.dumps(one["id"]).encode("ascii") + b": " + dumped(one))
        separator = b",\n"
    stream.write(b"\n}\n" if separator == b",\n" else b"{}\n")


EXPORTER = Exporter(
    name="timemap",
    title="Events and sources for timemap",
    row="incident",
    reads="both",
    suffix=BUNDLE,
    loss=(
        "The last day of what lasted longer than one.",
        "Tolls as numbers, claims, radius and precision of places.",
    ),
    write=archived(write),
    files=write,
)
