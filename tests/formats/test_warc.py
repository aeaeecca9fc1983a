"""Web archives: pages with their place, date and digest; torn, cut and damaged ones."""

from __future__ import annotations

import gzip
import hashlib
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesta.errors import FormatError
from gesta.formats import read_with_provenance
from gesta.nouns.report import Report
from tests.formats.reading import read_all, refusal
from tests.formats.test_html import HEAD, page


def record(number: int, body: bytes, kind: str = "text/html", status: int = 200, more: str = "") -> bytes:
    http = f'HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\nETag: "{number}"\r\n\r\n'.encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{number}>\r\n"
        f"WARC-Target-URI: https://www.lantern.example/{number}\r\nWARC-Date: 2024-03-12T09:30:00Z\r\n{more}"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def bare(number: int) -> bytes:
    return page(head="<title>Clash</title>").replace("Six soldiers", f"{number}6 soldiers").encode()


FOUR = [
    record(1, bare(1)),
    record(2, b"GIF89a", "image/gif"),
    record(3, bare(3), status=404),
    record(4, page(head=HEAD).encode()),
]


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_read_with_their_place(tmp_path: Path, packed: bool) -> None:
    parts = [gzip.compress(one) if packed else one for one in FOUR]
    file = tmp_path / ("news.warc.gz" if packed else "news.warc")
    file.write_bytes(b"".join(parts))
    (first, one), (fourth, two) = read_with_provenance([file])
    assert isinstance(first, Report)
    assert isinstance(fourth, Report)
    assert (one.archive, two.archive) == (f"{file}@0", f"{file}@{sum(map(len, parts[:3]))}")
    assert (one.url, one.fetched) == ("https://www.lantern.example/1", datetime(2024, 3, 12, 9, 30, tzinfo=UTC))
    assert (one.sha256, one.headers["etag"]) == (hashlib.sha256(bare(1)).hexdigest(), '"1"')
    assert (first.publisher, first.url, first.published) == ("lantern.example", "https://www.lantern.example/1", None)
    assert (fourth.publisher, fourth.published) == ("Daily Lantern", datetime(2019, 3, 12, 9, 30, tzinfo=UTC))


def test_a_packed_archive_on_standard_input_is_read() -> None:
    assert [type(item) for item in read_all(gzip.compress(b"".join(FOUR)))] == [Report, Report]


def test_a_page_without_text_is_an_error_with_its_place_and_the_rest_goes_on() -> None:
    empty, good = read_all(record(1, b"<html></html>") + record(2, bare(2)))
    assert "stdin@0: no main text found" in str(empty)
    assert isinstance(good, Report)


def test_a_record_cut_off_is_an_error() -> None:
    good, cut = read_all((FOUR[0] + FOUR[3])[:-300])
    assert isinstance(good, Report)
    assert "the record is cut off" in str(cut)
    assert "cut off when it was archived (length)" in refusal(record(1, bare(1), more="WARC-Truncated: length\r\n"))


def test_damage_ends_the_file_and_says_so() -> None:
    good, damaged = read_all(FOUR[0] + b"no record\r\n" * 9)
    assert isinstance(good, Report)
    assert "nothing after it was read" in str(damaged)


def test_a_torn_packed_archive_is_an_error_after_its_pages(tmp_path: Path) -> None:
    file = tmp_path / "news.warc.gz"
    file.write_bytes((gzip.compress(FOUR[0]) + gzip.compress(FOUR[3]))[:-200])
    (good, _), (torn, _) = read_with_provenance([file])
    assert isinstance(good, Report)
    assert isinstance(torn, FormatError)


def test_an_archive_without_pages_is_refused() -> None:
    assert "no web page in this archive" in refusal(FOUR[1], "warc")


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 900), st.binary(max_size=8)), max_size=5), st.booleans())
def test_any_damage_gives_reports_or_errors(edits: list[tuple[int, bytes]], packed: bool) -> None:
    content = bytearray(gzip.compress(FOUR[0]) if packed else FOUR[0])
    for at, new in edits:
        content[at : at + 3] = new
    assert all(isinstance(item, Report | FormatError) for item in read_all(bytes(content), "warc"))
    assert BytesIO(content).getvalue() == bytes(content)
