"""The reports as CSL-JSON, for Zotero, pandoc and every citation processor."""

from __future__ import annotations

from datetime import date
from typing import IO, Any

from gesta.exporting.exporter import Exporter, Records, Written
from gesta.exporting.writing.json_lines import write_array
from gesta.nouns.report import Report


def write(records: Records, stream: IO[bytes]) -> Written:
    """One item a report, as an array."""
    return Written(write_array(stream, (_item(coded.report) for coded in records.reports())))


def _item(report: Report) -> dict[str, Any]:
    """The report as a newspaper article; what is not known has no key."""
    known = {
        "title": report.title,
        "container-title": report.publisher,
        "URL": report.url,
        "language": report.language,
        "issued": {"date-parts": [_parts(report.published)]} if report.published else None,
        "note": report.digest,
    }
    kept = {name: value for name, value in known.items() if value is not None}
    return {"id": report.key, "type": "article-newspaper", **kept}


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]


EXPORTER = Exporter(
    name="csl",
    title="The reports as CSL-JSON references",
    row="report",
    reads="reports",
    suffix=".json",
    loss=("Everything but the particulars of the reports.", "Authors: reports come without."),
    write=write,
)
