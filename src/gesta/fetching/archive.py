"""The archive: what was answered, kept as WARC 1.1, so that evidence survives when the page is gone.

Each answer is a gzip member of its own, found by file and offset. WARC files open in ReplayWeb.page and pywb.
https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from gesta.errors import FetchError
from gesta.version import VERSION

MOST_ARCHIVE = 2**30
"""Bytes of one archive file, after which the next is begun: what archives usually have (1 GB)."""

_KEPT_APART = frozenset({"content-encoding", "transfer-encoding", "content-length"})


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer to keep: its body, unpacked, with that body's SHA-256, and the address of the host it came from."""

    url: str
    address: str
    fetched: datetime
    status: int
    headers: Mapping[str, str]
    body: bytes
    sha256: str


class Archive:
    """A folder of WARC files. Each run begins a new file: what an interrupted run left is never written to again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: Path | None = None

    def keep(self, kept: Kept) -> str:
        """Where the answer now lies: "pages/gesta-20240312T093000Z.warc.gz@1024". It is on disk when this returns.

        The body is kept unpacked; headers that told of its packing keep their values under an "X-Archived-" name.
        Raises FetchError when it cannot be written.
        """
        try:
            file = self._room(kept.fetched)
            with file.open("ab") as stream:
                at = stream.tell()
                stream.write(_member(_response(kept)))
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            reason = error.strerror or "cannot be written"
            raise FetchError(f"the archive: {reason}", url=str(self._folder), remedy="check folder and space") from None
        return f"{file}@{at}"

    def _room(self, now: datetime) -> Path:
        """The file to write to, begun when there is none yet or the last is full."""
        if self._file is None or self._file.stat().st_size > MOST_ARCHIVE:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = _begun(self._folder, f"gesta-{now:%Y%m%dT%H%M%SZ}")
        return self._file


def _begun(folder: Path, name: str) -> Path:
    """A new file with a record that says what wrote it."""
    number = 0
    while True:
        file = folder / (f"{name}-{number}.warc.gz" if number else f"{name}.warc.gz")
        try:
            with file.open("xb") as stream:
                stream.write(_member(_about(file.name)))
            return file
        except FileExistsError:
            number += 1


def _about(name: str) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(WarcRecordType.warcinfo)
    record.headers["WARC-Filename"] = name
    record.headers["Content-Type"] = "application/warc-fields"
    record.set_bytes_content(f"software: Gesta {VERSION}\r\nformat: WARC File Format 1.1\r\n".encode())
    return record


def _response(kept: Kept) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.record_date = kept.fetched
    record.headers["WARC-Target-URI"] = kept.url
    record.headers["WARC-IP-Address"] = kept.address
    record.headers["WARC-Payload-Digest"] = f"sha256:{kept.sha256}"
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(_message(kept))
    return record


def _message(kept: Kept) -> bytes:
    """The answer as HTTP: its status, its headers, its body."""
    lines = [f"HTTP/1.1 {kept.status} Archived", f"Content-Length: {len(kept.body)}"]
    for name, value in kept.headers.items():
        lines.append(f"{f'X-Archived-{name}' if name in _KEPT_APART else name}: {' '.join(value.split())}")
    return "\r\n".join(lines).encode("utf-8", "replace") + b"\r\n\r\n" + kept.body


def _member(record: WarcRecord) -> bytes:
    packed = BytesIO()
    writer = GzipWriter(packed)
    record.write(writer, checksum_data=False)
    writer.finish()
    return packed.getvalue()
