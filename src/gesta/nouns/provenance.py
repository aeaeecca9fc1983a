"""Where a report came from, for those who must show that it said what it said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Extent = Literal["whole", "summary"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """`path` is the file (and line) or feed it was read from; `url` where it was fetched, `fetched` when (UTC).

    `headers` are those of the answer that matter (type, last-modified, etag, date). `sha256` is the digest of the bytes
    received; `archive` names the archived copy ("pages.warc.gz@1024"), None when none was kept. `licence` is a note
    on the publisher's terms. `extent` is "summary" when the text is what a feed says of a report, not the report.
    """

    path: str | None = None
    url: str | None = None
    fetched: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    sha256: str | None = None
    archive: str | None = None
    licence: str | None = None
    extent: Extent = "whole"
