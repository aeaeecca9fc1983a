"""A report: one document as it was received."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime

from gesta.spans import Span

KEY_DIGITS = 32  # 128 bits: no two of a thousand million reports meet by chance


@dataclass(frozen=True, slots=True)
class Report:
    """One document. `text` has line endings turned to ``\\n`` and nothing else changed, so offsets hold in the file.

    `published` is a date, or a datetime when the time (and zone) was given; None when nobody said.
    `dateline` is the span of a dateline at the head of the text ("MAIDUGURI, Nigeria, March 12 (Agency) -").
    `id` is the id the report came with, else the digest of its content. `known_as` is the key of a report whose words
    or particulars have been changed since it got that key (redaction), None for every other.
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
    known_as: str | None = None

    @property
    def key(self) -> str:
        """What a store knows the report by: 32 hexadecimal digits of its text and particulars.

        Two publishers of the same text are two reports; the id that a report came with is no part of the key, as
        files number their reports from 1.
        """
        if self.known_as is not None:
            return self.known_as
        published = self.published.isoformat() if self.published else None
        particulars = [self.digest, self.title, self.publisher, published, self.url]
        return hashlib.sha256(json.dumps(particulars).encode("ascii")).hexdigest()[:KEY_DIGITS]


def digest(text: str) -> str:
    """The content digest of a report's text: ``sha256:`` and 64 hexadecimal digits."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
