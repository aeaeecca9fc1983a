"""A report and where it came from, as a row of `reports` and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gesta.nouns.episode import Card
from gesta.nouns.provenance import Provenance
from gesta.nouns.report import Report
from gesta.spans import Span
from gesta.store import schema
from gesta.store.rows.plain import day, from_plain, moment, written

Row = dict[str, Any]

_CARD = ("key", "id", "publisher", "published", "title", "url")
CARD_COLUMNS = tuple(schema.reports.c[name] for name in _CARD)
"""What a card needs: all but the text and the provenance."""


def report_row(report: Report) -> Row:
    """The report's own columns."""
    return {
        "key": report.key,
        "id": report.id,
        "digest": report.digest,
        "title": report.title,
        "publisher": report.publisher,
        "published": written(report.published),
        "published_day": day(report.published),
        "url": report.url,
        "language": report.language,
        **span_columns(report.dateline, "dateline_start", "dateline_stop"),
        "text": report.text,
    }


def report_of(row: Any) -> Report:
    """The report of a row."""
    return Report(
        id=row.id,
        text=row.text,
        digest=row.digest,
        title=row.title,
        publisher=row.publisher,
        published=moment(row.published),
        dateline=span_of(row.dateline_start, row.dateline_stop),
        url=row.url,
        language=row.language,
    )


def provenance_row(provenance: Provenance) -> Row:
    """The columns that say where a report came from; `fetched_url` is where, `url` what the report itself names."""
    return {
        "path": provenance.path,
        "fetched_url": provenance.url,
        "fetched": written(provenance.fetched),
        "headers": dict(provenance.headers),
        "sha256": provenance.sha256,
        "archive": provenance.archive,
        "licence": provenance.licence,
        "extent": provenance.extent,
    }


def provenance_of(row: Any) -> Provenance:
    """Where the report of a row came from."""
    kept = {name: getattr(row, name) for name in ("path", "fetched", "headers", "sha256", "archive", "licence")}
    plain = {**kept, "url": row.fetched_url, "extent": row.extent}
    return from_plain({name: value for name, value in plain.items() if value is not None}, Provenance)


def card_of(row: Any) -> Card:
    """The particulars that episodes carry along."""
    return Card(row.key, row.id, row.publisher, moment(row.published), row.title, row.url)


def span_columns(span: Span | None, start: str = "start", stop: str = "stop") -> Row:
    """A span in two columns."""
    return {start: span.start, stop: span.end} if span else {start: None, stop: None}


def span_of(start: int | None, stop: int | None) -> Span | None:
    """The span of two columns, None when they are empty."""
    return None if start is None or stop is None else Span(start, stop)


def pairs(spans: Iterable[Span]) -> list[list[int]]:
    """Spans as plain JSON."""
    return [[span.start, span.end] for span in spans]


def spans(plain: Iterable[list[int]] | None) -> tuple[Span, ...]:
    """The spans that were written so."""
    return tuple(Span(start, stop) for start, stop in plain or ())
