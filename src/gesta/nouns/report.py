"""A report: one document as it was received."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from gesta.spans import Span


@dataclass(frozen=True, slots=True)
class Report:
    """One document. `text` has line endings turned to ``\\n`` and nothing else changed, so offsets hold in the file.

    `published` is a date, or a datetime when the time (and zone) was given; None when nobody said.
    `dateline` is the span of a dateline at the head of the text ("MAIDUGURI, Nigeria, March 12 (Agency) -").
    `id` is the id the report came with, else the digest of its content.
    """

    id: str
    text: str
    digest: str
    title: str | None = None
    publisher: str | None = None
    published: date | datetime | None = None
    dateline: Span | None = None
    url: str | None = None
    language: str = "en"


def digest(text: str) -> str:
    """The content digest of a report's text: ``sha256:`` and 64 hexadecimal digits."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
