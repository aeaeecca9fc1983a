"""WARC: the news pages in a web archive, such as those of Common Crawl's CC-NEWS; the main text of each, as in HTML.

https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BufferedReader, BytesIO
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from gesta.errors import FormatError
from gesta.formats._web import host_of, kept_headers, page_encoding
from gesta.formats.format import Format, Hints, Input, Placed
from gesta.formats.html import MOST_PAGE, page_report
from gesta.nouns.provenance import Provenance

MOST_RECORD = 4 * MOST_PAGE
"""Bytes of a record taken into memory: the largest page with its headers, also where it is archived unpacked."""

_PAGES = ("text/html", "application/xhtml+xml")
_FOUND = 200
_AGAIN = "copy or fetch the archive anew"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is archived of a page: address, moment (UTC), status, content type, body with its SHA-256, and the payload
    digest that the record itself names."""

    url: str
    moment: datetime
    status: int
    kind: str
    body: bytes
    sha256: str
    digest: str | None


def read(given: Input) -> Iterator[Placed | FormatError]:
    """One report a page answered with 200, in order; other records are passed over. A page without text is an error.

    The date of publication is what the page states, never when it was archived: that is in the provenance. A damaged
    record is an error that ends the file. Raises FormatError when there is no page at all.
    """
    none = True
    for found in pages(given):
        none = False
        yield found
    if none:
        raise FormatError("no web page in this archive", path=given.path, remedy="give WARC files with HTML responses")


def pages(given: Input) -> Iterator[Placed | FormatError]:
    """What `read` gives; nothing when there is no page, as in one of several files of an archive."""
    stream = _Stream(given.bytes)
    try:
        for record in ArchiveIterator(stream, WarcRecordType.response, auto_decode="all", strict_mode=False):
            if _is_page(record):
                yield _placed(given, record)
    except OSError as error:
        yield FormatError(f"damaged archive: {error}; nothing after it was read", path=given.path, remedy=_AGAIN)
    if stream.problem:
        raise stream.problem


def answer(place: str, content: bytes) -> Answer:
    """The archived answer in `content`, the bytes of one record; `place` is for messages. Its body is decoded as
    `read` does, so that the digest is the one that a provenance names.

    Raises FormatError when it is no answer, was cut off, or does not say of which page and moment it is.
    """
    found = _first(place, content, decoding=True)
    url, moment = _url(found), found.record_date if found.headers.get("WARC-Date") else None
    if found.record_type != WarcRecordType.response or not found.is_http_parsed or url is None or moment is None:
        raise FormatError("no answer with address and date is archived there", path=place, remedy=_AGAIN)
    body = _content(place, found)
    return Answer(
        url=url,
        moment=moment.astimezone(UTC),
        status=found.http_headers.status_code or 0,
        kind=(found.http_content_type or "").strip().lower(),
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        digest=found.headers.get("WARC-Payload-Digest"),
    )


def record_at(place: str, stream: BinaryIO) -> bytes:
    """The record that begins where the stream stands, byte for byte, whatever it is packed in. Raises FormatError."""
    written = BytesIO()
    try:
        found = _first(place, stream, decoding=False)
        whole = "Content-Length" in found.headers
        expected = found.content_length
        found.write(written)
    except OSError as error:
        raise FormatError(f"the record cannot be read ({error})", path=place, remedy=_AGAIN) from None
    if not whole or len(written.getvalue().partition(b"\r\n\r\n")[2]) < expected + len(b"\r\n\r\n"):
        raise FormatError("the record is cut off", path=place, remedy=_AGAIN)
    return written.getvalue()


def _first(place: str, content: bytes | BinaryIO, *, decoding: bool) -> WarcRecord:
    """The record at the very beginning. Raises FormatError when none begins there, or one larger than pages are."""
    stream = _Stream(cast(BufferedReader, BytesIO(content) if isinstance(content, bytes) else content))
    try:
        found = next(ArchiveIterator(stream, parse_http=decoding, auto_decode="all", strict_mode=False), None)
    except OSError as error:
        raise FormatError(f"the record cannot be read ({error})", path=place, remedy=_AGAIN) from None
    if stream.problem:
        raise stream.problem
    if found is None or found.stream_pos:
        raise FormatError("no record begins there", path=place, remedy=_AGAIN)
    if found.content_length > MOST_RECORD:
        raise FormatError(f"a record of more than {MOST_RECORD // 2**20} MB", path=place, remedy="no page is so large")
    return found


class _Stream:
    """What the archive reader needs of a stream; an error in reading is kept as `problem`, and ends the stream."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._at = 0
        self.problem: FormatError | None = None

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        try:
            chunk = self._stream.read1(size)
        except FormatError as error:
            self.problem = error
            return b""
        self._at += len(chunk)
        return chunk

    def tell(self) -> int:
        """Bytes read so far."""
        return self._at

    def seek(self, _offset: int, _whence: int = 0) -> int:
        """Where the stream stands: it only goes forward."""
        return self._at

    def close(self) -> None:
        """Does nothing: the stream is somebody else's."""


def _is_page(record: WarcRecord) -> bool:
    if not record.is_http_parsed or record.http_headers.status_code != _FOUND:
        return False
    return (record.http_content_type or "").strip().lower() in _PAGES


def _placed(given: Input, record: WarcRecord) -> Placed | FormatError:
    place = f"{given.path}@{record.stream_pos}"
    try:
        content = _content(place, record)
        url = _url(record)
        said = Hints(url=url, publisher=host_of(url or ""), encoding=page_encoding(content, record.http_charset))
        report = page_report(place, content, _merged(given.hints, said))
        return Placed(report, provenance=_provenance(place, record, content))
    except FormatError as error:
        return error


def _content(place: str, record: WarcRecord) -> bytes:
    """The page. Raises FormatError when it is larger than pages are, or was cut off."""
    expected = record.content_length
    try:
        content = record.reader.read(MOST_PAGE + 1)
    except OSError as error:
        raise FormatError(f"the record cannot be unpacked ({error})", path=place, remedy=_AGAIN) from None
    coded = {"content-encoding", "transfer-encoding"} & {name.lower() for name in record.http_headers.to_dict()}
    if not coded and len(content) < min(expected, MOST_PAGE + 1):
        raise FormatError("the record is cut off", path=place, remedy=_AGAIN)
    if cut := record.headers.get("WARC-Truncated"):
        raise FormatError(f"the page was cut off when it was archived ({cut})", path=place, remedy="fetch the page")
    return content


def _url(record: WarcRecord) -> str | None:
    said = record.headers.get("WARC-Target-URI")
    return said.strip("<> ") if said else None


def _merged(given: Hints, said: Hints) -> Hints:
    """The archive's word where the user said nothing."""
    return replace(
        given,
        url=said.url,
        publisher=given.publisher or said.publisher,
        encoding=given.encoding or said.encoding,
    )


def _provenance(place: str, record: WarcRecord, content: bytes) -> Provenance:
    return Provenance(
        path=place,
        url=_url(record),
        fetched=record.record_date.astimezone(UTC) if record.headers.get("WARC-Date") else None,
        headers=kept_headers(record.http_headers.to_tuples()),
        sha256=hashlib.sha256(content).hexdigest(),
        archive=place,
    )


def sniff(head: str) -> bool:
    """True when the first record says that it is one of WARC."""
    return head.startswith("WARC/")


FORMAT = Format(
    name="warc",
    suffixes=(".warc",),
    description="a web archive, also compressed: the main text of each news page in it",
    read=read,
    sniff=sniff,
    unpacks=True,
)
